import importlib
from pathlib import Path

import pytest

from corpus.readers import formats
from corpus.readers.formats import FORMATS, Format, format_of
from corpus.readers.registry import ReadFailure, read_bytes


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.module)
def test_every_format_has_a_reader(row):
    assert callable(importlib.import_module(f"corpus.readers.{row.module}").read)


def test_a_suffix_names_one_format():
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize(
    ("name", "data", "module"),
    [
        ("a/b.TXT", b"Talks", "text.txt"),
        ("b", b"Talks", "text.txt"),
        ("b.html", b"Talks", "web.html"),
        ("b.txt", b"\n <!DOCTYPE html><p>Talks", "web.html"),
        ("b.php", "<html>会谈".encode("utf-16"), "web.html"),
        ("b.txt", b"what <html> is", "text.txt"),
        ("b.jsonl", b"<html>", "tables.jsonl"),
        ("b", b'{"text": "Talks"}\n', "tables.jsonl"),
        ("b", b'{"text": "Talks', "text.txt"),
        ("b", b"WEBVTT\n\n", "text.subtitles"),
        ("b.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nTalks", "text.subtitles"),
        ("b", b"%PDF-1.7", "pdf.document"),
    ],
)
def test_suffix_and_content_tell_the_format(name, data, module):
    assert format_of(name, data).module == module


def test_the_documentation_names_all_that_is_read():
    text = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")
    table = text.partition("## In: coverage")[2].partition("###")[0]
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes if suffix]
    assert [suffix for suffix in suffixes if f"`{suffix}`" not in table] == []


def test_an_unknown_suffix_is_no_format():
    assert format_of("b.xyz", b"a,b") is None


def test_a_reader_that_needs_more_says_how_to_get_it(monkeypatch):
    row = Format("missing.reader", (".xyz",), extra="office")
    monkeypatch.setitem(formats._BY_SUFFIX, ".xyz", row)
    (failure,) = read_bytes("a.xyz", b"data")
    assert isinstance(failure, ReadFailure)
    assert "pip install 'duizhao[office]'" in failure.reason
