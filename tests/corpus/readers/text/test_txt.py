import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.registry import read_bytes
from corpus.readers.wrapping import joined


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


def wrapped(text, columns):
    return "\n".join(text[i : i + columns] for i in range(0, len(text), columns))


@given(st.integers(20, 32), st.integers(0, 2))
def test_a_wrapped_paragraph_among_others_is_joined(columns, place):
    """Chinese may be broken anywhere, before a comma too."""
    shorts = [
        "第一条",
        "港务局负责港区。",
        "第二条",
        "船员享有休假的权利。",
        "第三条",
        "每年公布预算。",
    ]
    text = CHINESE[0]
    blocks = [*shorts[: 2 * place], wrapped(text, columns), *shorts[2 * place :]]
    found = document("港区条例\n\n" + "\n\n".join(blocks))
    assert found.paragraphs == ("港区条例", *shorts[: 2 * place], text, *shorts[2 * place :])


def test_a_wrapped_english_paragraph_among_others_is_joined():
    short = ("Article 1", "The bureau runs the harbour.", "Article 2", "Crews have leave.")
    text = "\n\n".join([*short, "\n".join(textwrap.wrap(ENGLISH[0], 60))])
    assert document(text).paragraphs == (*short, ENGLISH[0])


def test_no_line_starts_with_a_mark_that_begins_nothing():
    text = "外长周三表示\n，两国将继续对话\n。双方同意\n；会谈将在年底举行。"
    assert document(text).paragraphs == (
        "外长周三表示，两国将继续对话。双方同意；会谈将在年底举行。",
    )


def test_headlines_below_one_another_are_not_joined():
    lines = (
        "外长周三在首都会见记者介绍会谈的成果和双方的分歧",
        "新净水厂下月投用供水范围覆盖东部三个城区居民满意",
        "图书馆去年接待读者三十万人次创下开馆以来最高纪录",
    )
    assert document("\n".join(lines)).paragraphs == lines


def test_hyphens_that_only_break_a_word_are_taken_out():
    text = (
        "The two ministers said on Wednesday that the inter-\nnational talks on the long-\nstanding"
    )
    assert joined(text.split("\n")).endswith("the international talks on the long-standing")


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
