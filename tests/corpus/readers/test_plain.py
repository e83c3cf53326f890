import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.readers import plain
from corpus.readers.plain import numbered_lines, numbered_rows, read_lines, read_text, read_tsv

TEXT = "布什与沙龙举行了会谈。\nBush held talks with Sharon.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5hkscs"],
)
def test_every_encoding_of_the_readers_is_read(tmp_path, encoding):
    text = TEXT if "big5" not in encoding else "布希與夏隆舉行了會談。\nBush held talks.\n"
    path = tmp_path / "text"
    path.write_bytes(text.encode(encoding))
    assert read_text(path) == text
    assert list(numbered_lines(path)) == list(enumerate(text.splitlines(), 1))
    assert read_lines(path) == tuple(text.splitlines())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("第一行\r\n第二行\r\n", ("第一行", "第二行")),
        ("第一行\n\n第二行", ("第一行", "", "第二行")),
        ("第一行\n\n", ("第一行", "")),
        ("回车在\r行内\n第二行\n", ("回车在\r行内", "第二行")),
        ("第一行\r第二行\r", ("第一行", "第二行")),
        ("分行符\u2028不分行\x0b\x85\n", ("分行符\u2028不分行\x0b\x85",)),
    ],
)
def test_a_line_ends_where_the_file_ends_it(tmp_path, text, lines, encoding):
    path = tmp_path / "text"
    path.write_bytes(text.encode(encoding))
    assert read_lines(path) == lines
    assert read_text(path) == text


def test_an_empty_file_has_no_lines(tmp_path):
    path = tmp_path / "text"
    path.touch()
    assert read_lines(path) == ()
    assert read_text(path) == ""


def test_what_is_damaged_for_a_document_is_still_a_table(tmp_path):
    path = tmp_path / "text"
    path.write_bytes("锟斤拷\t\ufffd\ufffd\ufffd\n".encode())
    assert read_text(path) == "锟斤拷\t\ufffd\ufffd\ufffd\n"


def test_what_is_no_text_is_named_with_the_line(tmp_path):
    path = tmp_path / "text"
    path.write_bytes(b"one\ntwo\n\xff\xfe\x81\xff\n")
    with pytest.raises(InputError, match=r"text:3: is not text"):
        read_text(path)
    with pytest.raises(InputError, match=r"text:3: is not text"):
        next(numbered_lines(path))
    with pytest.raises(InputError, match=r"none: cannot be read \(No such file"):
        read_lines(tmp_path / "none")


def test_columns_are_taken_by_name_in_any_encoding(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_bytes("en\tzh\tnote\ntalks\t会谈\n\n\t\t\nsummit\t峰会\t多\t余\n".encode("gb18030"))
    rows = [
        {"en": "talks", "zh": "会谈", "note": ""},
        {"en": "summit", "zh": "峰会", "note": "多"},
    ]
    assert list(read_tsv(path, ["zh"])) == rows
    assert [number for number, _ in numbered_rows(path, ["zh"])] == [2, 5]
    with pytest.raises(InputError, match=r"table\.tsv:1: no column ja"):
        next(read_tsv(path, ["ja"]))


LINE, PIECE = 8, 4
"""Bytes of a line and of a piece of the file, so small that examples are, too."""


@given(st.text("ab中\r\n", max_size=40))
def test_a_line_that_is_too_long_is_named_before_it_is_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("plain") / "text"
    path.write_bytes(text.encode())
    *lines, last = text.split("\n" if "\n" in text else "\r")
    lines += [last] if last else []
    too_long = [n for n, line in enumerate(lines, 1) if len(line.encode()) > LINE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "MOST_LINE", LINE)
        patch.setattr(plain, "_CHUNK", PIECE)
        if too_long:
            with pytest.raises(InputError, match=rf":{too_long[0]}: a line of more than"):
                read_lines(path)
        else:
            assert read_lines(path) == tuple(line.rstrip("\r\n") for line in lines)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_is_read_whole_is_measured_first(tmp_path, monkeypatch, encoding):
    monkeypatch.setattr(plain, "MOST_BYTES", 1000)
    path = tmp_path / "text"
    path.write_bytes((TEXT * 50).encode(encoding))
    with pytest.raises(InputError, match=r"has 0\.0 MB, more than 0; split it$"):
        read_text(path)
    if encoding == "utf-8":
        assert len(read_lines(path)) == 100
        return
    with pytest.raises(InputError, match="save it as UTF-8"):
        read_lines(path)
