"""The formats that documents are read from, as one table.

format_of(name, data) -> Format | None        by the file's suffix, and by its first bytes

A new format is a module in one of the rooms within, with ``read(origin, data, metadata)`` that
yields documents (and an `InputError` for a part that cannot be used), and a row of `FORMATS`.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

_HEAD = 4096
"""Bytes that are looked at to know a format by its content."""
_DIRECTORY = 1 << 16
"""Bytes at the end of a ZIP archive in which the names of its main parts stand."""
_STARTS_WITH_A_TAG = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_TAGS = (b"<!doctype html", b"<html", b"<head>", b"<body")


class Format(NamedTuple):
    """One format.

    Attributes:
        module: of the reader, below ``corpus.readers``; imported when a file of it is read.
        suffixes: of files in it; the first is the one to name. An empty one: no suffix.
        sniff: whether a file with these bytes has the format, whatever it is called; asked only
            where the suffix says plain text or nothing. None: only the suffix tells.
        apart: whether its parser may run away, and so works in a process of its own.
        extra: the extra of the package that brings what the reader needs; empty: always there.
    """

    module: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool] | None = None
    apart: bool = False
    extra: str = ""


def is_web_page(data: bytes) -> bool:
    """Whether it begins like HTML, in any encoding."""
    plain = data[:_HEAD].replace(b"\0", b"").lower()  # UTF-16 too
    return _STARTS_WITH_A_TAG.match(plain) is not None and any(tag in plain for tag in _TAGS)


def _archive_with(part: bytes) -> Callable[[bytes], bool]:
    """Whether it is a ZIP archive with a part of that name."""
    return lambda data: data.startswith(b"PK\x03\x04") and part in data[-_DIRECTORY:]


def _archive_of(kind: bytes) -> Callable[[bytes], bool]:
    """Whether it is a ZIP archive that begins by saying what it is (OpenDocument, EPUB)."""
    return lambda data: data.startswith(b"PK\x03\x04") and b"mimetype" + kind in data[:_HEAD]


TEXT = Format("text.txt", (".txt", ".text", ".zh", ".en", ""))
FORMATS = (
    TEXT,
    Format("text.markdown", (".md", ".markdown", ".mdx"), apart=True),
    Format("text.subtitles", (".srt", ".vtt")),
    Format("web.html", (".html", ".htm", ".xhtml", ".shtml"), is_web_page, apart=True),
    Format(
        "office.docx", (".docx", ".docm", ".dotx"), _archive_with(b"word/document.xml"), apart=True
    ),
    Format(
        "office.odt",
        (".odt", ".ott"),
        _archive_of(b"application/vnd.oasis.opendocument.text"),
        apart=True,
    ),
    Format(
        "office.pptx",
        (".pptx", ".pptm", ".ppsx"),
        _archive_with(b"ppt/presentation.xml"),
        apart=True,
    ),
    Format("pdf.document", (".pdf",), lambda data: data.startswith(b"%PDF-"), apart=True),
    Format("tables.csv", (".csv", ".tsv")),
    Format("tables.xlsx", (".xlsx", ".xlsm"), _archive_with(b"xl/workbook.xml"), apart=True),
    Format("tables.jsonl", (".jsonl", ".ndjson")),
)
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".zip")
"""Suffixes of files that have columns, or may hold such files."""
KNOWN = ", ".join(each.suffixes[0] for each in FORMATS)
"""For a message: one suffix of each."""

_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}


def format_of(name: str, data: bytes) -> Format | None:
    """The format of a file, or None if it is not read.

    Args:
        name: of the file, with or without folders.
        data: its bytes.
    """
    named = _BY_SUFFIX.get(PurePosixPath(name).suffix.lower())
    if named not in (None, TEXT):
        return named
    return next((each for each in FORMATS if each.sniff and each.sniff(data)), named)
