import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.registry import read_bytes


def document(text, origin="a.txt", encoding="utf-8", **metadata):
    (found,) = read_bytes(origin, text.encode(encoding), metadata)
    return found


def test_lines_are_paragraphs_and_the_title_stays_one():
    found = document("部长谈贸易\n\n　　会谈周三举行。\r\n\r\n　　双方同意继续。\n")
    assert found.title == "部长谈贸易"
    assert found.paragraphs == ("部长谈贸易", "会谈周三举行。", "双方同意继续。")


def test_a_first_line_with_an_end_mark_or_a_number_is_no_title():
    assert document("The talks began.\nThey went on.").title == ""
    assert document("1\n\n前言\n会谈周三举行。").title == ""
    assert document("Only one line").title == ""


ENGLISH = (
    "The minister said on Wednesday that the two sides would go on with their talks in spite of "
    "the long-standing differences over trade, which nobody expects to be settled this year.",
    "Officials on both sides were careful not to raise expectations before the next round, which "
    "is to be held in the capital at the end of the month.",
)
CHINESE = (
    "外长周三在记者会上表示，尽管双方在贸易问题上仍有分歧，两国将继续展开对话，"
    "并在年底之前举行新一轮谈判，地点定在首都，具体日期尚未公布。",
    "分析人士认为，双方官员都十分谨慎，不愿在新一轮谈判之前抬高外界的期望，"
    "因为此前的几次会谈都没有取得任何实质性的进展。",
)


def test_wrapped_english_is_joined_with_spaces():
    text = "\n\n".join("\n".join(textwrap.wrap(p, 60, break_on_hyphens=True)) for p in ENGLISH)
    assert document(text).paragraphs == ENGLISH


def test_wrapped_chinese_is_joined_without_spaces():
    def wrap(text):
        return "\n".join(text[i : i + 25] for i in range(0, len(text), 25))

    assert document("\n\n".join(map(wrap, CHINESE))).paragraphs == CHINESE
    assert document("\n".join("　　" + wrap(p) for p in CHINESE)).paragraphs == CHINESE


def test_lines_that_end_a_sentence_are_not_joined():
    lines = [
        f"The {n} talks of this long year were held in the capital on Monday." for n in "abcdef"
    ]
    assert document("\n".join(lines)).paragraphs == tuple(lines)


def test_control_characters_do_not_come_through():
    found = document("The talks\x00 went\x1f on\x7f.\ufeff\n" + "They will go on. " * 20)
    assert found.paragraphs[0] == "The talks went on."


def test_metadata_go_before_what_is_found():
    found = document(
        "外长谈贸易\n会谈举行。",
        title="A",
        language="zh-TW",
        outlet="某报",
        date="2026年1月4日",
        url="u",
    )
    assert (found.title, found.script, found.outlet) == ("A", "Hant", "某报")
    assert (found.published, found.url) == ("2026-01-04", "u")


def test_bad_metadata_are_named():
    assert "2026-01-04" in document("会谈举行。", date="yesterday").reason
    assert "zh or en" in document("会谈举行。", language="fr").reason


def test_the_id_is_that_of_the_content():
    a, b = (
        document("会谈举行。\n继续。", "a.txt"),
        document("会谈举行。\r\n\r\n继续。", "b.txt", "gb18030"),
    )
    assert a.id == b.id
    assert len(a.id) == 16
    assert a.id != document("会谈举行。\n结束。").id


LINE = st.text(alphabet="会谈周三在首都举行双方同意继续扩大贸易，。 ", min_size=1, max_size=60)


@settings(deadline=None)  # the first call loads tables
@given(
    st.lists(LINE, min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_paragraphs_come_back_from_every_encoding(paragraphs, encoding, newline):
    text = newline.join(["外长周三在记者会上表示，两国将扩大贸易。", *paragraphs])
    found = document(text, encoding=encoding)
    assert "".join("".join(found.paragraphs).split()) == "".join(text.split())
