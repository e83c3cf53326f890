"""Documents as readers build them: one content has one id, wherever and however it was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.model import Language, Script
from corpus.readers.documents import build, headline
from corpus.readers.registry import read

ZH = "外交部发言人表示，两国关系正在改善。"
EN = "A spokesman said bilateral relations were improving."
LINES = st.lists(
    st.sampled_from([ZH, EN, "会谈", "The talks", "", " ", "\u3000会谈\u3000"]), max_size=5
)


def built(title, paragraphs, origin="a.txt", **metadata):
    return build(origin, title, paragraphs, {"language": "zh", **metadata})


def content(title, paragraphs):
    """What makes a document: its title, and its paragraphs without white space around them."""
    return " ".join(title.split()), tuple(part for line in paragraphs if (part := line.strip()))


@given(LINES, LINES, st.sampled_from(["", "会谈"]), st.sampled_from(["", "会谈"]))
def test_two_documents_have_one_id_if_they_say_the_same(one, other, title, other_title):
    left, right = built(title, [*one, ZH]), built(other_title, [*other, ZH], "b/c.txt", outlet="X")
    assert (left.id == right.id) == (content(title, one) == content(other_title, other))


@given(LINES)
def test_a_document_built_twice_is_the_same(lines):
    assert built("会谈", [*lines, ZH]) == built("会谈", [*lines, ZH])


def test_a_title_is_no_first_paragraph():
    assert built("会谈", [ZH]).id != built("", ["会谈", ZH]).id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "  \n"])
def test_a_text_has_one_id_in_every_encoding_and_with_every_line_break(
    tmp_path, encoding, line_break
):
    plain = tmp_path / "plain.txt"
    plain.write_text(f"会谈继续\n{ZH}\n部长星期二会见了代表团。\n", "utf-8")
    other = tmp_path / "other.txt"
    text = line_break.join(["会谈继续", ZH, "部长星期二会见了代表团。", ""])
    other.write_bytes(text.encode(encoding))
    first, again, found = (next(iter(read([path]))) for path in (plain, plain, other))
    assert first == again
    assert found.id == first.id


@pytest.mark.parametrize(
    "metadata",
    [
        {"outlet": "海岸日报"},
        {"date": "2026-3-2"},
        {"url": "https://news.example/1"},
        {"language": "zh-TW"},
    ],
)
def test_what_is_known_about_a_text_does_not_make_it_another(metadata):
    assert built("会谈", [ZH], **metadata).id == built("会谈", [ZH]).id


@pytest.mark.parametrize(
    ("given", "language", "script"),
    [
        ("", Language.ZH, Script.HANS),
        ("zh", Language.ZH, Script.HANS),
        ("zh_TW", Language.ZH, Script.HANT),
        ("en", Language.EN, Script.LATN),
    ],
)
def test_the_language_is_that_of_the_metadata_else_that_of_the_text(given, language, script):
    found = built("", [ZH], language=given)
    assert (found.language, found.script) == (language, script)


@pytest.mark.parametrize(
    ("paragraphs", "metadata", "reason"),
    [
        ([], {}, "no text"),
        (["", " \u3000"], {}, "no text"),
        ([ZH], {"language": "ja"}, "'ja'"),
        ([ZH], {"date": "gestern"}, "'gestern'"),
        ([ZH], {"date": "2026-13-01"}, "2026-01-04"),
        ([ZH], {"date": "2026-02-31"}, "'2026-02-31' cannot be read"),
    ],
)
def test_what_makes_no_document_is_named(paragraphs, metadata, reason):
    with pytest.raises(InputError, match=reason):
        built("会谈", paragraphs, **metadata)


@pytest.mark.parametrize("above", ["稿件编号：2026-0314", "文件编号: 甲-7", "Ref. No. HN/2026/7"])
def test_the_number_of_a_file_is_no_title(above):
    assert headline([above, "新线开通", "市长周一剪彩。"]) == "新线开通"
