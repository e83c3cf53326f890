"""Paragraph breaks: evidence as far as a document pair keeps them, on both sides or not at all."""

import numpy as np
import pytest

from align.beads.collection import align_documents
from align.beads.lattice.paragraphs import break_log_ratios, breaks
from align.beads.text_pair import TextPair
from corpus.model import Language

STORY_ZH = [
    "渡口的灯亮了一夜。",
    "老周说，船天亮前到不了。",
    "“那就等。”阿兰回答。",
    "七点钟，第一班船靠了岸。",
    "船上下来十二个人。",
    "没有一个是她认识的。",
]
STORY_EN = [
    "The lamp at the ferry burned all night.",
    "The boat would not be in before daybreak, old Zhou said.",
    "“Then we wait,” Alan replied.",
    "At seven the first boat came alongside.",
    "Twelve people got off.",
    "She knew none of them.",
]


def path(count):
    return np.stack([np.arange(count)] * 2, axis=1)


def test_a_paragraph_begins_where_its_number_changes():
    assert breaks(["雨。"] * 5, Language.ZH, [0, 0, 1, 1, 3]).tolist() == [0, 0, 1, 0, 1, 0]
    assert breaks(["Rain."] * 3, Language.EN, []).tolist() == [0, 0, 0, 0]
    assert breaks(["雨。"], Language.ZH, [0]).tolist() == [0, 0]
    assert breaks([], Language.ZH, []).tolist() == [0]


def test_an_empty_line_parts_paragraphs():
    assert breaks(["Rain.", "", "Wind.", "Sun."], Language.EN, []).tolist() == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("language", "headings", "others"),
    [
        (
            Language.ZH,
            ["第三章 渡口", "第12条　范围", "一、背景", "（二）方法", "3.1．目的", "§ 4 附则"],
            ["第三天下雨。", "一个人来了。", "3.5万人参加。"],
        ),
        (
            Language.EN,
            ["Chapter Three", "Section 4", "Part II", "(2) Methods", "3.1. Aims", "IV. Results"],
            ["Chapters were lost.", "3.5 million came.", "I left.", "Part of it was lost."],
        ),
    ],
)
def test_numbered_headings_begin_a_section(language, headings, others):
    for text in headings:
        assert breaks(["…", text, "…"], language, [])[1] == 1, text
    for text in others:
        assert breaks(["…", text, "…"], language, [])[1] == 0, text


def test_breaks_that_are_kept_speak_and_more_so_the_more_there_are():
    few, many = (
        break_log_ratios(side, side, path(len(side)))
        for side in (np.array([0, *[0, 0, 0, 1] * k, 0, 0]) for k in (3, 60))
    )
    assert many[1, 1] > few[1, 1] > 0 > few[1, 0] > many[1, 0]
    assert few[0, 1] < 0
    assert 0 <= many[0, 0] < 0.5


def test_breaks_that_have_nothing_to_do_with_each_other_say_nothing():
    random = np.random.default_rng(3)
    zh, en = (random.random((2, 4000)) < 0.3).astype(np.int64)
    assert np.abs(break_log_ratios(zh, en, path(4000))).max() < 0.15


@pytest.mark.parametrize(
    ("zh", "en"),
    [([0, 0, 0, 0], [0, 1, 0, 0]), ([0, 1, 1, 0], [0, 0, 0, 0]), ([0, 0], [0, 0]), ([0], [0])],
)
def test_breaks_on_one_side_or_none_say_nothing(zh, en):
    ratios = break_log_ratios(np.array(zh), np.array(en), path(len(zh)))
    assert (ratios == 0).all()


def test_breaks_everywhere_say_nothing():
    side = np.array([0, *[1] * 50, 0])
    assert break_log_ratios(side, side, path(52))[1, 1] == pytest.approx(0.0)
    assert np.isfinite(break_log_ratios(side, np.array([0, *[0, 1] * 25, 0]), path(52))).all()


# In the alignment: one English sentence says what the end of a Chinese sentence says, and as well
# the beginning of the next.

ZH = [*STORY_ZH * 3, "雨停了，没有人说话。", "没有人说话，风又起了。", *STORY_ZH * 3]
EN = [*STORY_EN * 3, "The rain stopped.", "Nobody spoke.", "Then the wind rose.", *STORY_EN * 3]
AROUND = [k // 2 for k in range(18)]  # paragraphs of two sentences
ZH_PARAGRAPHS = [*AROUND, 9, 10, *(11 + k for k in AROUND)]


def en_paragraphs(of_the_doubtful):
    return [*AROUND, 9, of_the_doubtful, 10, *(11 + k for k in AROUND)]


def doubtful_bead(pair):
    (bead,) = (bead for bead in align_documents([pair])[0] if 19 in bead.en)
    return bead.en, bead.score


def test_breaks_of_both_sides_decide_what_words_cannot():
    _, unsure = doubtful_bead(TextPair(ZH, EN))
    before, sure = doubtful_bead(TextPair(ZH, EN, ZH_PARAGRAPHS, en_paragraphs(9)))
    behind, sure_too = doubtful_bead(TextPair(ZH, EN, ZH_PARAGRAPHS, en_paragraphs(10)))
    assert (before, behind) == ((18, 19), (19, 20))
    assert min(sure, sure_too) > unsure + 0.1


@pytest.mark.parametrize("one", [(ZH_PARAGRAPHS, ()), ((), en_paragraphs(10))])
def test_breaks_of_one_side_change_nothing(one):
    assert align_documents([TextPair(ZH, EN, *one)]) == align_documents([(ZH, EN)])
