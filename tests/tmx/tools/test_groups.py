import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.tools.groups import Groups, _plain
from tmx.units.unit import TranslationUnit, Variant


def unit(zh, en, score="1", **attributes):
    variants = (Variant("zh-CN", zh), Variant("en-US", en))
    return TranslationUnit(variants, (("x-score", score),), (), tuple(attributes.items()))


def groups(units, **options):
    made = Groups(**options)
    for each in units:
        made.add(each, *each.variants)
    return made


def test_the_best_of_equal_units_stays_then_the_newest_then_the_first():
    units = [
        unit("好", "Good", "0.5"),
        unit("好", "Good", "0.9", changedate="20250101T000000Z"),
        unit("好", "Good", "0.9", changedate="20260101T000000Z"),
        unit("好", "Good", "0.9", creationdate="20260101T000000Z"),
        unit("坏", "Bad"),
    ]
    assert list(groups(units).exact([False] * 5)) == [2, 2, -1, 2, -1]


def test_the_newest_stays_if_that_is_wanted():
    units = [
        unit("好", "Good", "0.9", changedate="20250101T000000Z"),
        unit("好", "Good", "0.5", changedate="2026-01-01T00:00:00Z"),
    ]
    assert list(groups(units, newest_first=True).exact([False] * 2)) == [1, -1]


def test_a_unit_that_is_out_wins_over_none():
    units = [unit("好", "Good", "1"), unit("好", "Good", "0.5")]
    assert list(groups(units).exact([True, False])) == [-1, -1]


def test_near_duplicates_differ_in_case_width_spaces_and_marks():
    units = [unit("你好，WHO！", "Hello, WHO!"), unit("你好 ＷＨＯ", "hello who"), unit("你", "h")]
    made = groups(units)
    assert list(made.exact([False] * 3)) == [-1, -1, -1]
    assert list(made.near([False] * 3)) == [-1, 0, -1]


def test_other_targets_are_not_those_that_say_the_same():
    units = [unit("好", "Good"), unit("好", "Good"), unit("好", "Fine", "0.3")]
    assert list(groups(units).other_targets([False] * 3)) == [-1, -1, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_a_memory_without_company_has_no_groups(count):
    made = groups([unit("好", "Good")] * count)
    assert list(made.exact([False] * count)) == [-1] * count


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_plain_ascii_is_what_any_text_would_be(text):
    other = _plain(f"{text}é")
    expected = other.removesuffix("é") or text.strip()
    assert _plain(text) == expected
