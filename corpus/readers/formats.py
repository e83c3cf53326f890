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
_LINE = 1 << 20
"""Bytes in which a record ends, if it is one."""
_ZIP = b"PK\x03\x04"
_STARTS_WITH_A_TAG = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_FIRST_CUE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:WEBVTT\b|\s*\d+\s*\n\d{1,2}:\d{2}:\d{2},\d{3}\s*-->)"
)
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


def is_saved_page(data: bytes) -> bool:
    """Whether it begins like what browsers save as MHTML."""
    head = data[:_HEAD].lower()
    return head.startswith((b"from:", b"mime-version:", b"date:")) and b"multipart/related" in head


def is_subtitles(data: bytes) -> bool:
    """Whether it begins like SubRip or WebVTT."""
    return _FIRST_CUE.match(data[:_HEAD]) is not None


def is_records(data: bytes) -> bool:
    """Whether its first line is a JSON object with a text."""
    first = data[:_LINE].lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0].strip()
    return first.startswith(b"{") and first.endswith(b"}") and b'"text"' in first


def _with(part: str) -> Callable[[bytes], bool]:
    """Whether a file is a ZIP archive with a part of that name."""
    return lambda data: data.startswith(_ZIP) and part.encode() in data[-_DIRECTORY:]


def _of(kind: str) -> Callable[[bytes], bool]:
    """Whether a file is a ZIP archive that begins by saying that it is of this kind."""
    said = f"mimetypeapplication/{kind}".encode()
    return lambda data: data.startswith(_ZIP) and said in data[:_HEAD]


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


_WEB = (".html", ".htm", ".xhtml", ".shtml")
_SLIDES = (".pptx", ".pptm", ".ppsx")
_OPEN_DOCUMENT = "vnd.oasis.opendocument.text"
TEXT = Format("text.txt", (".txt", ".text", ".zh", ".en", ""))
FORMATS = (
    TEXT,
    Format("text.markdown", (".md", ".markdown", ".mdx"), apart=True),
    Format("web.html", _WEB, is_web_page, apart=True),
    Format("office.docx", (".docx", ".docm", ".dotx"), _with("word/document.xml"), apart=True),
    Format("office.odt", (".odt", ".ott"), _of(_OPEN_DOCUMENT), apart=True),
    Format("office.pptx", _SLIDES, _with("ppt/presentation.xml"), apart=True),
    Format("pdf.document", (".pdf",), _is_pdf, apart=True),
    Format("web.epub", (".epub",), _of("epub+zip"), apart=True),
    Format("web.mhtml", (".mhtml", ".mht"), is_saved_page, apart=True),
    Format("text.subtitles", (".srt", ".vtt"), is_subtitles, apart=True),
    Format("tables.csv", (".csv", ".tsv")),
    Format("tables.xlsx", (".xlsx", ".xlsm"), _with("xl/workbook.xml"), apart=True),
    Format("tables.jsonl", (".jsonl", ".ndjson"), is_records),
    Format("archives.zip", (".zip",)),
)
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".zip")
"""Suffixes of files that have columns, or may hold such files."""
KNOWN = " ".join(each.suffixes[0] for each in FORMATS)
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
