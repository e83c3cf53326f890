"""Sentences that a user's pattern marks: compared by their number in any numerals, or as text."""

import re

import pytest

from align.beads.collection import align_documents
from align.beads.text_pair import TextPair
from align.guidance.anchors import anchor_pattern, anchors
from corpus.errors import UsageError

CHAPTERS = re.compile(r"^第(.+?)[章回]|^Chapter (\w[\w-]*)|^CHAPTER (\w+)")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("第一章", "Chapter One"), ("第一章 渡口", "Chapter 1: The Ferry"), ("第1章", "Chapter I"),
        ("第三章", "Chapter III"), ("第九回", "Chapter ix"), ("第十二章", "Chapter Twelve"),
        ("第２１章", "Chapter Twenty-One"), ("第四十章", "CHAPTER XL"),
        ("第一百零三回", "Chapter 103"), ("第XIV章", "Chapter 14"),
    ],
)  # fmt: skip
def test_numerals_of_every_kind_agree(zh, en):
    assert anchors(CHAPTERS, ["序。", zh, "雨。"], ["Rain.", "Rain.", en]) == [(1, 2)]
    # Not because there is one on each side: another number does not agree.
    assert (1, 2) in anchors(CHAPTERS, ["第七章", zh], ["Chapter 8", "Chapter 7", en])
    other = anchors(CHAPTERS, ["第七章", zh], ["Chapter 7", "Chapter 77"])
    assert other == [(0, 0)]


def test_the_whole_match_counts_where_the_pattern_has_no_group():
    pattern = re.compile(r"^第.+?章|^Chapter \w+|^§ ?[\d.]+")
    zh = ["第一章", "……", "第二章", "§ 2.1", "§ 2.2", "第三章"]
    en = ["Chapter I", "Chapter Two", "...", "§2.1.", "...", "§ 2.2", "Chapter 3"]
    assert anchors(pattern, zh, en) == [(0, 0), (2, 1), (3, 3), (4, 5), (5, 6)]


def test_numbers_of_sections_are_compared_whole():
    pattern = re.compile(r"^\d+(?:\.\d+)+")
    zh = ["3.2.1 范围", "3.2.2 方法", "3.10 结果"]
    en = ["3.2.2 Methods", "3.2.10 Notes", "3.10 Results"]
    assert anchors(pattern, zh, en) == [(1, 0), (2, 2)]


def test_a_chapter_that_one_side_lacks_is_passed_over():
    zh = ["第一章", "雨。", "第二章", "风。", "第三章"]
    en = ["Chapter One", "Rain.", "Chapter Three", "Sun."]
    assert anchors(CHAPTERS, zh, en) == [(0, 0), (4, 2)]


def test_names_that_are_the_same_in_both_languages_agree():
    pattern = re.compile(r"^【(\w+)】|^\[(\w+)\]")
    assert anchors(pattern, ["【NATO】", "【WTO】"], ["[wto]"]) == [(1, 0)]


@pytest.mark.parametrize(
    ("pattern", "zh", "en"),
    [
        (r"^\* \* \*$", ["雨。", "* * *", "风。"], ["* * *", "Wind.", "Sun."]),
        (r"^# (.+)", ["序", "# 渡口", "雨。"], ["# The Ferry", "Rain.", "It rained."]),
    ],
)
def test_marks_and_titles_agree_where_both_sides_have_as_many(pattern, zh, en):
    assert anchors(re.compile(pattern), zh, en) == [(1, 0)]
    assert anchors(re.compile(pattern), [*zh, *zh], en) == []


def test_what_one_side_only_has_is_harmless():
    assert anchors(CHAPTERS, ["第一章", "雨。"], ["Rain."]) == []
    assert anchors(CHAPTERS, [], ["Chapter 1"]) == []
    assert anchors(CHAPTERS, [], []) == []


def test_no_bead_spans_an_anchor():
    zh = ["灯。", "雨。", "第二章", "风。"]
    en = ["A lamp.", "Rain fell all day, and then came", "Chapter II", "wind."]
    (free,) = align_documents([(zh[:2], en)])
    assert len(free) <= 4
    for border in [(2, 2), (0, 2), (4, 1), (2, 4)]:
        (beads,) = align_documents([TextPair(zh, en, anchors=[border])])
        starts = {(sum(len(b.zh) for b in beads[:k]), sum(len(b.en) for b in beads[:k]))
                  for k in range(len(beads) + 1)}  # fmt: skip
        assert border in starts


def test_a_pattern_that_is_none_is_named_in_one_line():
    with pytest.raises(UsageError, match=r"^--anchor \(: missing \)") as caught:
        anchor_pattern("(")
    assert "\n" not in str(caught.value)
    assert anchor_pattern("^第") == re.compile("^第")
