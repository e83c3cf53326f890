"""How a pair is worded, by kinds of what speaks for and against it."""

import pytest

from glossary.analysis.wording import (
    WORDING,
    has_han,
    has_title_en,
    has_title_zh,
    is_half_borrowed,
    wording,
)


def numbers(zh, en, en_text="", *, is_name=False):
    found = wording(zh, en, zh, en_text or en, is_name=is_name)
    return dict(zip(WORDING, found, strict=True))


def test_common_words_are_told_from_rare_ones():
    common, rare = numbers("东西", "thing"), numbers("血小板", "platelet")

    assert common["rarest en"] < rare["rarest en"]
    assert common["zh frequency"] > rare["zh frequency"]


def test_a_general_adjective_counts_before_a_noun_only():
    assert numbers("新方法", "new method")["general adjective"]
    assert not numbers("方法", "new")["general adjective"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [("王教授", "Professor Wang"), ("吴医生", "Dr. Wu"), ("总统马可", "President Marco")],
)
def test_titles_stand_before_names(zh, en):
    assert has_title_en(en)
    assert has_title_zh(zh)


@pytest.mark.parametrize("en", ["Professor", "professor of law", "Wang", "King penguin colony"])
def test_what_is_no_title_and_name(en):
    assert not has_title_en(en)


@pytest.mark.parametrize(
    ("zh", "en", "half"),
    [
        ("Maria Rossi 此前", "Maria Rossi", True),
        ("Python 语言", "Python", True),
        ("Python", "Python", False),
        ("K线", "K line", False),
    ],
)
def test_chinese_words_beside_a_borrowed_term(zh, en, half):
    assert is_half_borrowed(zh, en) is half


def test_han_characters_are_seen_in_an_english_term():
    assert has_han("the 法 court")
    assert not has_han("naïve – test")
