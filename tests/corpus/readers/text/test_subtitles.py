import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.readers.registry import read_bytes
from corpus.readers.text.subtitles import read


def time(seconds, mark):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def srt(cues, step=2):
    """SubRip with a cue every so many seconds."""
    return "".join(
        f"{k + 1}\n{time(step * k, ',')} --> {time(step * k + 2, ',')}\n{text}\n\n"
        for k, text in enumerate(cues)
    )


def vtt(cues):
    return "WEBVTT\n\n" + "".join(
        f"{time(2 * k, '.')} --> {time(2 * k + 2, '.')}\n{text}\n\n" for k, text in enumerate(cues)
    )


def paragraphs(text, name="a.srt", language="en"):
    (found,) = read(name, text.encode(), {"language": language})
    return found.paragraphs


WORD = st.text("abcdefgh", min_size=2, max_size=8)
SENTENCE = st.lists(WORD, min_size=4, max_size=20).map(lambda words: " ".join(words) + ".")


@settings(deadline=None)
@given(
    st.lists(SENTENCE, min_size=1, max_size=6, unique=True),
    st.integers(3, 6),
    st.sampled_from([srt, vtt]),
)
def test_sentences_broken_over_cues_come_back(sentences, size, write):
    cues = [
        " ".join(words[k : k + size - 1]) + "\n" + " ".join(words[k + size - 1 : k + size])
        for words in map(str.split, sentences)
        for k in range(0, len(words), size)
    ]
    assert list(paragraphs(write(cues), f"a.{write.__name__}")) == sentences


def test_a_pause_ends_a_paragraph():
    cues = ["He came and", "It was late.", "She went."]
    assert paragraphs(srt(cues, 9)) == tuple(cues)


def test_chinese_without_marks_is_a_paragraph_a_cue():
    cues = ["市长周一来了", "为新线剪彩", "你去了吗？", "我没有去"]
    assert paragraphs(srt(cues), language="zh") == tuple(cues)
    cues = ["市长周一来了，", "为新线剪彩。", "公司说，", "新线很好。"]
    assert paragraphs(srt(cues), language="zh") == (
        "市长周一来了，为新线剪彩。",
        "公司说，新线很好。",
    )


def test_cues_with_a_line_in_each_language_are_two_texts_that_correspond():
    cues = [
        "市长周一来了\nThe mayor came on Monday",
        "为新线剪彩\nto open the new line.",
        "[音乐]",
        "公司说很好\nThe company said it was good.",
        "第四条线路\nA fourth line\nwas planned.",
    ]
    zh, en = read("a.srt", srt(cues).encode(), {})
    assert (zh.origin, en.origin, zh.counterpart) == ("a.srt#zh", "a.srt#en", en.id)
    assert zh.paragraphs == ("市长周一来了 为新线剪彩", "公司说很好", "第四条线路")
    assert en.paragraphs == (
        "The mayor came on Monday to open the new line.",
        "The company said it was good.",
        "A fourth line was planned.",
    )


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("<i>He</i> came <font color='red'>late</font>.", ("He came late.",)),
        ("{\\an8}He came.", ("He came.",)),
        ("<v Roger Bingham>He came.", ("He came.",)),
        ("He &amp; <00:00:01.000><c>she</c> came.", ("He & she came.",)),
        ("- He came.\n- She went.", ("He came.", "She went.")),
        ("If a < b, then b > a.", ("If a < b, then b > a.",)),
        ("<ruby>新<rt>xin</rt></ruby>线开通。", ("新线开通。",)),
        ("[door opens]\nHe came.\n(laughs)\n♪ la la ♪", ("He came.",)),
    ],
)
def test_tags_speakers_and_sounds(cue, text):
    assert paragraphs(vtt([cue]), "a.vtt") == text


def test_what_a_rolling_caption_repeats_is_read_once():
    cues = ["he came and", "he came and\nwent by tram", "went by tram\nto the harbour.", "He left."]
    assert paragraphs(vtt(cues), "a.vtt") == (
        "he came and went by tram to the harbour.",
        "He left.",
    )


def test_webvtt_leaves_out_notes_styles_and_names_of_cues():
    text = (
        "WEBVTT - some title\n\nSTYLE\n::cue { color: red }\n\nNOTE a\nnote\n\n"
        "first\n00:01.000 --> 00:02.000 align:start\nHe came\n\nNOTE more\n\n"
        "00:02.000 --> 00:03.000\nlate.\n"
    )
    assert paragraphs(text, "a.vtt") == ("He came late.",)


def test_subrip_may_have_blank_lines_and_carriage_returns():
    text = (
        "1\n0:00:01,5-->00:00:02,000\nHe came\n\nlate.\n\n2\n00:00:03.000 --> 00:00:04.000\n7 left."
    )
    assert paragraphs(text.replace("\n", "\r\n")) == ("He came late.", "7 left.")


def test_what_has_no_times_is_named():
    with pytest.raises(InputError, match="no subtitles"):
        list(read("a.srt", b"Only text, and no times at all.", {}))


def test_they_are_read_by_their_suffix():
    (found,) = read_bytes("a.vtt", vtt(["The mayor came late.", "He left."]).encode("utf-16"))
    assert found.paragraphs == ("The mayor came late.", "He left.")


def test_a_line_that_begins_with_a_hash_is_said_and_a_song_is_not():
    cues = ["#MeToo changed the town.", "# la la la #", "♪ la la", "Number #1 is late."]
    assert paragraphs(srt(cues, step=6)) == ("#MeToo changed the town.", "Number #1 is late.")
