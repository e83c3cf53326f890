from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from glossary.wordforms.normal import fold, key, language_of, normal_en, normal_zh, units


@pytest.mark.parametrize(
    "spelling",
    ["中国特色社会主义", "中國特色社會主義", "中国特色 社会主义", "《中国特色社会主义》"],
)
def test_chinese_spellings_of_one_term_have_one_form(spelling):
    assert normal_zh(spelling) == "中国特色社会主义"


@pytest.mark.parametrize(
    ("spelling", "normal"),
    [
        ("Two-State Solutions", "two state solution"),
        ("Ｇ２０ ｓｕｍｍｉｔ", "g20 summit"),
        ("U.S.", "US"),
        ("p.m.", "pm"),
        ("Washington, D.C.", "washington , dc"),
        ("R&D", "r & d"),
        ("C++", "c + +"),
        ("the people's congress", "the people congress"),
        ("café", "café"),
        ("cafe\u0301s", "cafés"),
    ],
)
def test_english_normal_forms(spelling, normal):
    assert normal_en(spelling) == normal


def test_an_acronym_is_not_the_word_it_looks_like():
    assert normal_en("US") != normal_en("us")
    assert normal_en("WHO") != normal_en("who")
    assert normal_en("COVID") == normal_en("covid")


def test_the_key_joins_what_only_hyphens_spaces_and_case_part():
    assert key("E-Commerce") == key("e commerce") == key("ecommerce")
    assert key("negotiated") == key("Negotiating")
    assert key("US") == key("us")


def test_a_comma_parts_units_and_a_hyphen_does_not():
    assert [unit.form for unit in units("state, Council")] == ["state", ",", "council"]
    assert [unit.form for unit in units("state-Council")] == ["state", "council"]


def test_an_empty_line_ends_what_a_line_feed_does_not():
    assert [unit.form for unit in units("South\nKorea\n\nJapan")] == [
        "south",
        "korea",
        "\n",
        "japan",
    ]


def test_offsets_point_into_the_text_as_given():
    text = "①ﬁne㎡ 務實“外交”，China’s ½ cafe\u0301."
    spans = {unit.form: text[unit.start : unit.end] for unit in units(text)}

    assert spans["务"] == "務"
    assert spans["外"] == "外"
    assert spans["china"] == "China"
    assert spans["café"] == "cafe\u0301"


@given(st.text(st.sampled_from("…ﬁＡ½ｶﾞ㈱國e\u0301\uf900")))
def test_a_text_is_folded_alike_whatever_stands_beside_it(text):
    assert fold(text + "\n\ncafe\u0301")[0] == fold(text)[0] + "\n\ncafé"


@given(st.text())
def test_units_are_in_order_and_inside_the_text(text):
    found = units(text)

    assert all(0 <= unit.start < unit.end <= len(text) for unit in found)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(found))


@given(st.text(st.sampled_from("务實外交政策國AIpolicy-’ 。")))
def test_the_chinese_normal_form_is_stable(text):
    assert normal_zh(normal_zh(text)) == normal_zh(text)


def test_the_language_of_a_term_is_told_by_its_script():
    assert language_of("AI技术") is Language.ZH
    assert language_of("G20") is Language.EN
