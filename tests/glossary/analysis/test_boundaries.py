"""Where terms may start and end, as a reader sees it: what is offered as a stretch."""

import pytest

from glossary.analysis.boundaries import (
    chinese_barriers,
    chinese_edges,
    english_barriers,
    english_edges,
    with_barriers,
)
from glossary.analysis.tokens import chinese_text, english_text
from glossary.extraction.word_alignment.spans import LONGEST_EN, LONGEST_ZH, stretches


def chinese(sentence):
    text = chinese_text([sentence])
    gaps = with_barriers(text.gaps, chinese_barriers(text))
    found = stretches(0, len(text.codes), gaps, *chinese_edges(text), LONGEST_ZH)
    return {text.string(first, last) for first, last in found.tolist()}


def english(sentence):
    text = english_text([sentence])
    gaps = with_barriers(text.gaps, english_barriers(text))
    found = stretches(0, len(text.forms), gaps, *english_edges(text), LONGEST_EN)
    return {text.string(first, last) for first, last in found.tolist()}


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("议会通过2014年保险公司（修订）条例。", "2014年保险公司修订条例"),
        ("他们生产可再生能源。", "可再生能源"),
        ("「一带一路」倡议启动了。", "一带一路倡议"),
        ("软件2.0版本发布。", "2.0版本"),
    ],
)
def test_chinese_terms_are_offered(sentence, term):
    assert term in chinese(sentence)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The Insurance Companies (Amendment) Bill passed.", "insurance company amendment bill"),
        ("They asked for due diligence.", "due diligence"),
        ("T cells were counted.", "t cell"),
    ],
)
def test_english_terms_are_offered(sentence, term):
    assert term in english(sentence)


def test_a_term_has_both_halves_of_a_bracket_or_none():
    found = english("The World Health Organization (WHO) reported it.")
    assert "world health organization" in found
    assert "who" in found
    assert "world health organization who" not in found
    assert "organization who reported" in found


def test_no_term_crosses_a_clause():
    assert not any(
        " is " in term or " which " in term for term in english("Trade is war which ends.")
    )
    assert not any("是" in term for term in chinese("贸易是战争。"))
