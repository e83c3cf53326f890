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
    ]
    assert fragments([pair(*term) for term in terms]) == {}


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
