import pytest

from corpus.readers.formats import KNOWN
from corpus.readers.registry import read_bytes

TMX = b'<?xml version="1.0"?><tmx version="1.4"><body/></tmx>'
MESSAGE = b"The mayor opened the new line on Monday."


def reason(name, data):
    (failure,) = read_bytes(name, data)
    assert "\n" not in failure.reason
    return failure.reason


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("m.tmx", TMX, "--memory"),
        ("m.TMX", b"", "--memory"),
        ("m.tmx.gz", b"\x1f\x8b", "--memory"),
        ("m.txt", TMX, "--memory"),
        ("m.txt", b"<!-- a -->\n<tmx version='1.4'><body/></tmx>", "--memory"),
        ("g.txt", "mayor\t市长\nline\t线路\n# a\nharbour\t港口\tplaces\n".encode(), "--glossary"),
        ("m.txt", TMX.decode().encode("utf-16"), "--memory"),
        ("g.tbx", b'<?xml version="1.0"?><martif/>', "--glossary"),
        ("g.xml", b'<?xml version="1.0"?><tbx type="TBX-Basic"/>', "--glossary"),
        ("x.xlf", b'<?xml version="1.0"?><xliff/>', "--memory"),
        ("x.sdlxliff", b"\xef\xbb\xbf<?xml?><xliff/>", "--memory"),
        ("glossary.tsv", b"zh\ten\tscore\tstatus\tconcept\n", "--glossary"),
        ("pairs.tsv", b"zh\ten\tscore\tkind\ttopic\tzh_document\ten_document\tzh_ids\ten_ids\n",
         "--memory"),
        ("topics.tsv", b"topic\tlanguage\tpath\tlabel_zh\tlabel_en\n", "leave it out"),
        ("m.jsonl", b'{"zh": "a", "en": "b"}', "--memory"),
        ("report.html", b'<!DOCTYPE html><meta name="generator" content="duizhao">',
         "duizhao has written"),
        ("corpus.sqlite", b"SQLite format 3\x00", "corpus list"),
        ("a.align", b"[0]:[0]:0.9", "--beads"),
    ],
)  # fmt: skip
def test_what_belongs_elsewhere_is_named_with_the_place(name, data, where):
    assert where in reason(name, data)


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", ".docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "without a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "without a password"),
        ("a.rtf", b"{\\rtf1}", ".docx"),
        ("a.txt", b"{\\rtf1}", ".docx"),
        ("a.pages", b"PK\x03\x04", ".docx"),
        ("a.xls", b"\xd0\xcf\x11\xe0", ".csv"),
        ("a.key", b"PK\x03\x04", ".pptx"),
        ("a.png", b"\x89PNG", "OCR"),
        ("a.txt", b"\xff\xd8\xff", "OCR"),
        ("a.mp4", b"\0\0", ".srt"),
        ("a.rar", b"Rar!", ".zip"),
        ("a.mobi", b"\0", ".epub"),
        ("a.json", b"[]", ".jsonl"),
        ("a.xyz", MESSAGE, ".docx"),
    ],
)
def test_what_is_in_another_form_is_named_with_the_way_out_and_what_is_read(name, data, remedy):
    said = reason(name, data)
    assert remedy in said
    assert KNOWN in said


def test_comments_before_the_root_take_no_time():
    (failure,) = read_bytes("a.txt", b"<!-- -->" * 250 + b"<tmx>")
    assert "--memory" in failure.reason
    assert "--memory" not in reason("a.txt", b"<!-- -->" * 250 + b"\0")


def test_a_file_whose_content_is_read_needs_no_right_suffix():
    (document,) = read_bytes("letter.doc", b"<html><body><article><p>" + MESSAGE * 5)
    assert document.paragraphs
