"""End marks, quotation, and whether speech is open, in both languages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.evidence.kernels import (
    BRACKETS,
    COLON,
    ELLIPSIS,
    EXCLAMATION,
    EXCLAMATIONS,
    FULL_STOP,
    OTHER,
    QUESTION,
    QUESTIONS,
    QUOTES,
    SEMICOLONS,
)
from align.evidence.surface import surface
from corpus.model import Language

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("双方同意对话。", FULL_STOP),
        ("“双方同意对话。”", FULL_STOP),
        ("（双方同意对话。）", FULL_STOP),
        ("谁会来？", QUESTION),
        ("“谁会来？”", QUESTION),
        ("「誰會來？」", QUESTION),
        ("快走！", EXCLAMATION),
        ("他说：", COLON),
        ("他说，", COLON),
        ("他走了——", COLON),
        ("他走了……", ELLIPSIS),
        ("他走了。。。", ELLIPSIS),
        ("韩国总统访华", OTHER),
        ("Who is coming?", QUESTION),
        ("“Who is coming?”", QUESTION),
        ("'Who is coming?'", QUESTION),
        ('"Go!"', EXCLAMATION),
        ("He left...", ELLIPSIS),
        ("He left…", ELLIPSIS),
        ("He said:", COLON),
        ("He left.  ", FULL_STOP),
        ("", OTHER),
        ("”", OTHER),
        ("😀", OTHER),
    ],
)
def test_the_end_mark_is_seen_behind_quotes_and_brackets(text, end):
    language = ZH if any("\u4e00" <= c <= "\u9fff" for c in text) else EN
    assert surface([text], language).end.tolist() == [end]


def test_lengths_count_letters_digits_and_characters():
    assert surface(["务实外交，3次。", "", "……"], ZH).length.tolist() == [6, 0, 0]
    assert surface(["It's 3 o'clock."], EN).length.tolist() == [10]


def test_marks_are_counted_in_both_widths():
    zh, en = surface(["“真的？！”他问（很轻）；没人答！"], ZH), surface(["(a; b) ?! !"], EN)
    for found, expected in ((zh, [1, 2, 2, 1, 1]), (en, [1, 2, 0, 1, 1])):
        columns = (QUESTIONS, EXCLAMATIONS, QUOTES, SEMICOLONS, BRACKETS)
        assert [int(found.marks[0, column]) for column in columns] == expected


SPEECH = {
    "Chinese": (ZH, ["“我们希望对话。", "我们不希望对抗。”", "他走了。"]),
    "Traditional": (ZH, ["「我們希望對話。", "我們不希望對抗。」", "他走了。"]),
    "curly": (EN, ["“We want dialogue.", "We do not want confrontation.”", "He left."]),
    "straight": (EN, ['"We want dialogue.', 'We do not want confrontation."', "He left."]),
    "British": (EN, ["'We want dialogue.", "We do not want confrontation.'", "He left."]),
    "British curly": (EN, ["‘We want dialogue.", "We do not want confrontation.’", "He left."]),
}


@pytest.mark.parametrize("style", SPEECH)
def test_speech_over_two_sentences_is_open_after_the_first(style):
    language, sentences = SPEECH[style]
    found = surface(sentences, language)
    assert found.inside.tolist() == [1, 0, 0]
    assert found.opens.tolist() == [1, 0, 0]
    assert found.closes.tolist() == [0, 1, 0]
    assert found.balance.tolist() == [1, -1, 0]
    assert found.marks[:, QUOTES].tolist() == [1, 1, 0]
    assert found.speech.tolist() == [1]


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union backed the president's plan.",
        "It's James' book, isn't it?",
        "The ministers’ aides said they’d wait.",
        "Rock 'n' roll of the 1960s",
    ],
)
def test_possessives_and_contractions_are_no_quotes(text):
    found = surface(["“Speech.” he said.", text], EN)
    assert found.inside.tolist() == [0, 0]
    assert found.balance.tolist() == [0, 0]
    assert found.marks[1, QUOTES] == 0


def test_possessives_do_not_disturb_speech_in_single_quotes():
    sentences = ["'The workers' union agreed,' he said.", "'It's James' plan.'", "'Yes,", "sure.'"]
    found = surface(sentences, EN)
    assert found.inside.tolist() == [0, 0, 1, 0]
    assert found.balance.tolist() == [0, 0, 1, -1]


@pytest.mark.parametrize(
    ("language", "texts", "quoted", "said"),
    [
        (ZH, ["“他来。”", "她说。", "她说。"], [1, 0, 0], [0, 1, 0]),
        (ZH, ["“他来。", "她也来。”", "她说。"], [0, 1, 0], [0, 0, 1]),
        (ZH, ["他说：“我来。”", "她说。"], [0, 0], [0, 0]),
        (ZH, ['"他来。"', "她说。"], [1, 0], [0, 1]),
        (ZH, ["「他來。」", "她走了。"], [1, 0], [0, 0]),
        (EN, ['"Is he coming?"', "Wang Min asked."], [1, 0], [0, 1]),
        (EN, ["‘Is he coming?’", "Wang Min asked."], [1, 0], [0, 1]),
        (EN, ['"He is coming," she said.', "She said."], [0, 0], [0, 0]),
        (EN, ['"He," she said, "is coming."', "She said."], [0, 0], [0, 0]),
        (ZH, [], [], []),
    ],
)
def test_who_spoke_is_known_behind_a_sentence_that_is_all_quotation(language, texts, quoted, said):
    found = surface(texts, language)
    assert (found.quoted.tolist(), found.said.tolist()) == (quoted, said)


def test_a_paragraph_that_goes_on_speaking_opens_once_more():
    """English repeats the opening quote; that is one speech, and one quote out of balance."""
    found = surface(["“We agreed.", "“Then we left.", "“It was late.”"], EN)
    assert found.inside.tolist() == [1, 1, 0]
    assert found.balance.tolist() == [1, 1, 0]


def test_a_document_with_hardly_any_speech_is_known_as_such():
    quiet = ["他走了。"] * 99
    assert surface([*quiet, "“没有说完"], ZH).speech.tolist() == [0]
    assert surface([*quiet, "“没有说完", "还是没有", "”"], ZH).speech.tolist() == [0]
    assert surface(["“没有说完", "还是没有", "完了”", *quiet], ZH).speech.tolist() == [0]
    assert surface(["“没有说完", "还是没有", "仍然没有", "完了”", *quiet], ZH).speech.tolist() == [
        1
    ]


@given(st.lists(st.text(max_size=20), max_size=6), st.sampled_from([ZH, EN]))
def test_every_array_has_an_element_for_each_sentence(sentences, language):
    found = surface(sentences, language)
    for array in found[:-1]:
        assert len(array) == len(sentences)
    assert not (found.said & ~np.roll(found.quoted, 1)).any()
    assert found.marks.shape[1] == 5
    assert set(np.unique(found.inside)) <= {0, 1}
    assert len(found.speech) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Chapter 3: Home", 1), ("（完）", 1), ("（责任编辑：丁一）", 1), ("“Home”", 1),
        ("He came home.", 0), ("“回家。”", 0), ("他说：", 0), ("He said,", 0), ("* * *", 0),
        ("", 0),
    ],
)  # fmt: skip
def test_a_line_without_an_end_mark_among_sentences(text, line):
    found = surface(["He came home.", text, "它停了。", "Rain fell."], Language.EN)
    assert found.line.tolist() == [0, line, 0, 0]


def test_where_most_lines_have_no_end_mark_that_says_nothing():
    assert not surface(["one", "two", "three."], Language.EN).line.any()
