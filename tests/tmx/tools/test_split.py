import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from tmx.formats.tmx.verbatim import verbatim


def unit(zh, en, date="", **properties):
    return tmx.TranslationUnit(
        (tmx.Variant("zh_CN", zh), tmx.Variant("EN", en)),
        tuple((f"x-{name}", value) for name, value in properties.items()),
        attributes=(("creationdate", date),) if date else (),
    )


UNITS = [
    unit(" 一", "one ", "20250102T000000Z", topic="外交/访问", domain="甲"),
    unit("二", "two", "20260102T000000Z", topic="外交:访问"),
    unit("三", "", "20250203T000000Z", domain="乙"),
    unit("四", "four", topic="外交/访问"),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "m.tmx"
    with verbatim(path, tmx.Header("1.4", "zh_CN", {}, (("x-s", "7"),), ("注",))) as add:
        for each in UNITS:
            add(each)
    return path


def contents(parts):
    return {part.path.name: list(tmx.read(part.path)) for part in parts}


def test_by_topic_each_has_a_file_and_no_unit_is_changed(memory, tmp_path):
    parts = tmx.split(memory, tmp_path / "new", by="topic")
    assert contents(parts) == {
        "m.none.tmx": [UNITS[2]],
        "m.外交_访问.tmx": [UNITS[0], UNITS[3]],
        "m.外交_访问-2.tmx": [UNITS[1]],
    }
    assert [part.label for part in parts] == ["", "外交/访问", "外交:访问"]
    assert tmx.header(parts[0].path).properties == (("x-s", "7"),)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("year", ["m.none.tmx", "m.2025.tmx", "m.2026.tmx"]),
        ("month", ["m.none.tmx", "m.2025-01.tmx", "m.2025-02.tmx", "m.2026-01.tmx"]),
        ("day", ["m.none.tmx", "m.2025-01-02.tmx", "m.2025-02-03.tmx", "m.2026-01-02.tmx"]),
        ("x-domain", ["m.none.tmx", "m.乙.tmx", "m.甲.tmx"]),
    ],
)
def test_by_date_or_property(memory, tmp_path, by, names):
    found = contents(tmx.split(memory, tmp_path / "new", by=by))
    assert list(found) == names
    assert sum(map(len, found.values())) == len(UNITS)


def test_by_number_of_units(memory, tmp_path):
    found = contents(tmx.split(memory, tmp_path / "new", units=3))
    assert found == {"m.001.tmx": UNITS[:3], "m.002.tmx": UNITS[3:]}


def test_by_size_no_part_is_larger(tmp_path):
    path = tmp_path / "m.tmx"
    tmx.write_pairs(path, [SentencePair(f"第{n}句<&>。", f"Sentence {n}.") for n in range(200)])
    parts = tmx.split(path, tmp_path / "new", megabytes=0.01)
    assert len(parts) > 4
    assert all(part.path.stat().st_size <= 10_000 for part in parts)
    assert sum(part.units for part in parts) == 200
    single = tmx.split(path, tmp_path / "tiny", megabytes=0.000001)
    assert len(single) == 200


@pytest.mark.parametrize("ways", [{}, {"by": "topic", "units": 3}, {"units": -1}])
def test_one_way_to_split_is_needed(memory, tmp_path, ways):
    with pytest.raises(UsageError, match="one way to split"):
        tmx.split(memory, tmp_path, **ways)


def test_a_property_that_is_another_in_each_unit_is_no_way_to_split(memory, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["tmx.tools.split"], "_MOST_PARTS", 2)
    with pytest.raises(UsageError, match="more than 2 parts"):
        tmx.split(memory, tmp_path / "new", by="month")
    assert not (tmp_path / "new").exists()


def test_a_missing_memory_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.tmx"):
        tmx.split(tmp_path / "none.tmx", tmp_path, units=2)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30
)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), max_size=5))
def test_any_label_makes_a_file(tmp_path, topics):
    path = tmp_path / "m.tmx"
    units = [unit("一", "one", topic=topic) for topic in topics]
    tmx.write(path, units)
    parts = tmx.split(path, tmp_path / "new", by="topic")
    assert sum(part.units for part in parts) == len(units)
    assert len({part.path.name.casefold() for part in parts}) == len(parts)


@pytest.mark.parametrize("by", ["NOSUCH", "x-nosuch", "topic", "year"])
def test_what_no_unit_has_is_nothing_to_split_by(tmp_path, by):
    path = tmp_path / "m.tmx"
    with verbatim(path, tmx.Header("1.4", "zh_CN", {}, (), ())) as add:
        add(unit("一", "one", domain="甲"))
    with pytest.raises(UsageError, match=r"m\.tmx: no unit has .*; its units have x-domain"):
        tmx.split(path, tmp_path / "new", by=by)
    assert not (tmp_path / "new").exists()
