"""Where terms may start and end, as a reader sees it: what is offered as a stretch."""

import pytest

from glossary.analysis.boundaries import (
    chinese_barriers,
    chinese_side,
    english_barriers,
    english_side,
)
from glossary.analysis.token_kernels import stretches
from glossary.analysis.tokens import chinese_text, english_text


def chinese(sentence):
    text = chinese_text([sentence])
    found = stretches(chinese_side(text, chinese_barriers(text)), 0)
    return {text.string(first, last) for first, last in found.tolist()}


def english(sentence):
    text = english_text([sentence])
    found = stretches(english_side(text, english_barriers(text)), 0)
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
