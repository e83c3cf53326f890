"""What is surely no term, by kinds."""

import pytest

from glossary.extraction.found_pair import FoundPair
from glossary.extraction.fragments import Fault, fragments


def pair(zh, en, *, strength=1.0, probability=0.9, frequency=2, is_name=False, sure=False):
    return FoundPair(
        zh, en.lower(), (zh,), en, strength, probability, frequency, is_name=is_name, sure=sure
    )


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("约翰·", "John", Fault.CUT_AT_MARK),
        ("半导体", "semi-", Fault.CUT_AT_MARK),
        ("银行法", "Bank 法", Fault.HAN_IN_ENGLISH),
        ("Maria Rossi 此前", "Maria Rossi", Fault.HALF_BORROWED),
        ("银行倒闭", "banks that failed", Fault.CLAUSE),
        ("王教授", "Professor Wang", Fault.TITLE),
        ("的银行", "bank", Fault.LOOSE_ENDS),
        ("林晓梅", "Lin", Fault.HALF_NAME),
        ("林晓梅", "Xiaomei", Fault.HALF_NAME),
        ("蔡文昭", "Wen-chao", Fault.HALF_NAME),
        ("朴智秀", "Park", Fault.HALF_NAME),
        ("学院", "College", Fault.KIND_ALONE),
    ],
)
def test_kinds_of_faults(zh, en, fault):
    assert fragments([pair(zh, en)]) == {0: fault}


def test_terms_have_none():
    terms = [
        ("供应链", "supply chain"),
        ("王教授", "professor"),
        ("K线", "K-line"),
        ("教授", "Professor"),
        ("林晓梅", "Lin Xiaomei"),
        ("爱迪生", "Edison"),
        ("林业", "Forestry"),
        ("学院", "college"),
        ("国会", "Congress"),
    ]
    assert fragments([pair(*term) for term in terms]) == {}


@pytest.mark.parametrize(
    ("zh", "adjective", "name"),
    [
        ("巴西", "Brazilian", "Brazil"),
        ("希腊", "Greek", "Greece"),
        ("韩国", "South Korean", "South Korea"),
    ],
)
def test_the_adjective_of_a_place_gives_way_to_its_name(zh, adjective, name):
    both = [pair(zh, adjective, is_name=True), pair(zh, name, is_name=True)]
    assert fragments(both) == {0: Fault.ADJECTIVE}
    assert fragments(both[:1]) == {}  # better than nothing
    assert fragments([both[0], pair("首尔", name, is_name=True)]) == {}


def test_a_part_of_a_name_with_the_counterpart_of_the_whole_is_cut():
    part = pair("阿兰达", "Aranda", is_name=True)
    whole = pair("阿兰达", "Aranda Molina", is_name=True, strength=2.0)

    assert fragments([part, whole]) == {0: Fault.CUT_NAME}
    assert fragments(
        [pair("达", "Molina", is_name=True), pair("阿兰达", "Molina", is_name=True)]
    ) == {0: Fault.CUT_NAME}


def test_a_shorter_name_that_is_better_supported_stays():
    short = pair("加尔湾", "Garr", is_name=True, strength=3.0)
    longer = pair("加尔湾", "Garr Stadium", is_name=True)

    assert fragments([short, longer]) == {}
    assert fragments([pair("加尔湾", "Garr", is_name=True, sure=True), longer]) == {}
