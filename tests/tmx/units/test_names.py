from hypothesis import given
from hypothesis import strategies as st

from corpus.model import SentencePair
from tmx.units.names import Names
from tmx.units.unit import unit_from_pair

ZH, EN = "电车改道\n今天起电车改走北路。", "Trams take another way\nFrom today, trams run north."


def tuids(folder, zh, en, places, names=("a.zh.txt", "a.en.txt")):
    """The names of units at places (Chinese indices, English indices) of two documents."""
    origins = [folder + name for name in names]
    named = Names(dict(zip(origins, (zh, en), strict=True)))
    found = []
    for zh_ids, en_ids in places:
        pair = SentencePair(
            "甲", "A", zh_document=origins[0], en_document=origins[1], zh_ids=zh_ids, en_ids=en_ids
        )
        found.append(dict(named.named(unit_from_pair(pair), pair).attributes).get("tuid"))
    return found


IDS = st.lists(st.integers(0, 50), min_size=1, max_size=3).map(tuple)
PLACES = st.lists(st.tuples(IDS, IDS), max_size=9)


@given(PLACES)
def test_no_two_units_of_a_memory_are_called_the_same(places):
    found = tuids("n/", ZH, EN, places)
    assert len({*found}) == len(found)


@given(PLACES, st.sampled_from(["", "./", "/home/lan/n/", "C:\\n\\"]))
def test_names_do_not_depend_on_where_the_files_lie(places, folder):
    assert tuids(folder, ZH, EN, places) == tuids("n/", ZH, EN, places)


def test_names_stay_where_documents_are_edited_further_down():
    places = [((k,), (k,)) for k in range(5)]
    more = "。" * 200
    assert tuids("", ZH + more, EN + more, places) == tuids("", ZH + more + "完", EN + more, places)


def test_other_projects_have_other_names():
    places = [((0,), (0,)), ((1,), (1, 2))]
    other = "渡轮停航\n因大风，渡轮今天停航。", "Ferries stay in port\nIn a gale, no ferry leaves."
    ours = tuids("n/", ZH, EN, places)
    assert not {*ours} & {*tuids("n/", *other, places)}
    assert not {*ours} & {*tuids("n/", ZH, EN, places, ("b.zh.txt", "b.en.txt"))}
    assert not {*ours} & {*tuids("n.zip#", ZH, EN, places, ("1", "2"))}


def test_what_is_not_known_is_not_named():
    assert tuids("", ZH, EN, [((), (0,)), ((0,), ())]) == [None, None]
