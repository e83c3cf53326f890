"""Which variants of a unit are its source and its target."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from tmx.formats.tmx.source_target import Sides, chinese_and_english, one_variant_each
from tmx.units.languages import normal_code


def unit(*variants):
    """A unit of (code, text) in file order."""
    return tmx.TranslationUnit(tuple(tmx.Variant(code, text) for code, text in variants))


@pytest.mark.parametrize(
    ("languages", "source", "target", "expected"),
    [
        (("zh", "en"), "zh", "en", (0, 1)),
        (("en", "zh"), "zh", "en", (1, 0)),
        (("en", "zh"), "en", "zh", (0, 1)),
        (("EN_us", "ZH-hans"), "zh-CN", "en-GB", (1, 0)),  # a region makes no difference
        (("chi", "eng"), "zh", "en", (0, 1)),
        (("en", "zh-TW", "zh-CN"), "zh", "en", (2, 0)),  # its own script first
        (("en", "zh-CN", "zh-TW"), "zh-Hant", "en", (2, 0)),
        (("en", "zh-CN", "zh-Hans"), "zh-HK", "en", (1, 0)),  # no other script than the first
        (("en-GB", "zh", "en-US"), "zh", "en-US", (1, 2)),  # the code itself
        (("en-GB", "zh", "en-AU"), "zh", "en-US", (1, 0)),  # else the first of one script
        (("en-GB", "en-US"), "en-US", "en-GB", (1, 0)),  # two regions of one language
        (("en-GB", "en-AU"), "en-US", "en-GB", (1, 0)),
        (("de", "zh", "fr", "en"), "zh", "en", (1, 3)),
        (("de", "en"), "zh", "en", (None, 1)),
        ((), "zh", "en", (None, None)),
    ],
)
def test_the_variant_of_each_code(languages, source, target, expected):
    found = unit(*((code, f"text {place}") for place, code in enumerate(languages)))
    sides = Sides(source, target).of(found)
    for side, place, code in zip(sides, expected, (source, target), strict=True):
        assert side == (tmx.Variant(code, "") if place is None else found.variants[place])


CODES = st.lists(st.sampled_from(["zh", "zh-TW", "ZH_hans", "en", "en-US", "de"]), max_size=4)


@example([["zh-TW", "en"], ["zh-TW", "en", "zh"], ["zh-TW"]])
@given(st.lists(CODES, max_size=5))
def test_what_was_found_in_other_units_changes_nothing(units):
    """Places are remembered by the codes of a unit: they are found as if it were the only one."""
    sides = Sides("zh", "en")
    for number, codes in enumerate(units):
        found = unit(*((code, f"{number} {place}") for place, code in enumerate(codes)))
        assert sides.of(found) == Sides("zh", "en").of(found)


def written(folder, *units):
    """A memory of these units, codes as they are given."""
    path = folder / "memory.tmx"
    body = ""
    for variants in units:
        segments = (f"<tuv xml:lang='{code}'><seg>{text}</seg></tuv>" for code, text in variants)
        body += f"<tu>{''.join(segments)}</tu>"
    path.write_text(f"<tmx version='1.4'><header/><body>{body}</body></tmx>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("units", "header", "expected"),
    [
        ([(("zh-CN", "是"), ("en-US", "yes"))], "zh-CN", ("zh-CN", "en-US")),
        ([(("zh-CN", "是"), ("en-US", "yes"))], "en-US", ("en-US", "zh-CN")),
        ([(("zh_cn", "是"), ("EN", "yes"))], "ZH", ("zh-CN", "en")),  # as BCP 47 writes them
        ([(("en", "yes"), ("zh", "是"))], "", ("en", "zh")),  # the first in the unit
        ([(("en", "yes"), ("zh", "是"))], "*all*", ("en", "zh")),
        ([(("de", "ja"), ("en", "yes"), ("zh", "是"))], "de", ("en", "zh")),
        # units without text of one of them say nothing
        ([(("de", "ja"), ("en", "yes")), (("zh-TW", "是"), ("en", "yes"))], "en", ("en", "zh-TW")),
        ([(("zh", " "), ("en", "yes")), (("zh-TW", "是"), ("en", "yes"))], "en", ("en", "zh-TW")),
        # of two in one language the first
        ([(("en-GB", "yes"), ("zh-TW", "是"), ("zh-CN", "是"))], "zh", ("zh-TW", "en-GB")),
    ],
)  # fmt: skip
def test_the_codes_of_a_memory_are_those_of_its_first_pair(tmp_path, units, header, expected):
    path = written(tmp_path, *units)
    assert chinese_and_english(path, header) == expected


@pytest.mark.parametrize(
    ("units", "named"),
    [([], "none"), ([(("de", "ja"), ("en", "yes")), (("fr", "oui"),)], "de, en, fr")],
)
def test_a_memory_without_both_languages_is_refused_with_those_it_has(tmp_path, units, named):
    path = written(tmp_path, *units)
    with pytest.raises(InputError, match=rf"Chinese and English.*\(languages: {named}\)"):
        chinese_and_english(path, "zh")


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        ([("zh", "是"), ("en", "yes")], [["是", "yes"]]),
        ([("zh-CN", "是"), ("zh-TW", "是的"), ("en", "yes")], [["是", "是的", "yes"]]),
        ([("zh", "是"), ("en", "yes"), ("EN", "right")], [["是", "yes"], ["是", "right"]]),
        (
            [("zh", "是"), ("en", "yes"), ("zh", "对"), ("en", "right")],
            [["是", "yes"], ["对", "yes"], ["是", "right"]],
        ),
        ([], [[]]),
    ],
)
def test_each_variant_beyond_the_first_of_a_code_makes_a_unit_with_the_first_of_the_others(
    variants, expected
):
    found = list(one_variant_each(unit(*variants)))
    assert [[variant.text for variant in each.variants] for each in found] == expected


@given(CODES)
def test_no_variant_is_lost_and_no_unit_has_a_code_twice(codes):
    whole = unit(*((code, str(place)) for place, code in enumerate(codes)))
    found = list(one_variant_each(whole))
    assert {v for each in found for v in each.variants} == set(whole.variants)
    for each in found:
        normal = [normal_code(v.language) for v in each.variants]
        assert len(set(normal)) == len(normal)
