"""What is no coverage, or in no form that is read: why, and the way out.

reason(name, data) -> str             one line for a person; empty if it may be read
are_terms(pairs) -> bool              whether the cells of two columns are terms, not text
unknown(name) -> str                  the same for a file of which nothing is known
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from statistics import median

from corpus.readers.documents import width
from corpus.readers.formats import KNOWN, format_of

_MEMORY = "is a translation memory, no coverage; give it with --memory"
_GLOSSARY = "is a glossary, no coverage; give it with --glossary"
_SEGMENTS = "holds segments of a translation, no coverage; give it with --memory"
_EXPORT = "holds segments of a translation, no coverage; export them as .tmx, for --memory"

_IMAGE = "is an image; recognise its characters (OCR), and save them as .docx or .txt"
_SOUND = "is sound or video; save its subtitles as .srt, or its transcript as .txt"
_ARCHIVE = "is an archive; unpack it, or pack it again as .zip"
_WORD = "is an old text document; save it as .docx"
_ENCRYPTED = "is encrypted, or an old office document; save it as .docx or .xlsx without a password"

_ELSEWHERE = {
    ".tmx": _MEMORY,
    ".tbx .utf8": _GLOSSARY,
    ".xlf .xliff .sdlxliff .mqxliff .mxliff .po": _SEGMENTS,
    ".pot .sdltm .tmq": _EXPORT,
    ".sdltb .mtf": "is a program's own glossary; export it as .tbx, and give it with --glossary",
    ".align": "holds beads; align pair takes them with --beads",
}
"""By suffix: what is of use in another place."""
_FORMS = {
    ".doc .dot .wps .rtf .wpd .sxw": _WORD,
    ".pages": "is in the form of Pages; export it as .docx",
    ".xls .xlsb .ods .et": "is an old workbook; save it as .xlsx or .csv",
    ".numbers": "is in the form of Numbers; export it as .xlsx or .csv",
    ".ppt .pps .odp .dps": "is an old file of slides; save it as .pptx",
    ".key": "is in the form of Keynote; export it as .pptx",
    ".json": "is JSON of some form; write an object with a text in each line, as .jsonl",
    ".mobi .azw .azw3 .fb2 .lit .prc": "is a book in another form; convert it to .epub",
    ".ps .eps .xps .oxps .djvu .caj .indd": "is for printing; save its source as .docx, or as .pdf",
    ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .avif .svg .psd": _IMAGE,
    ".mp3 .wav .m4a .ogg .flac .mp4 .mkv .avi .mov .webm .wmv": _SOUND,
    ".gz .tgz .bz2 .xz .7z .rar .tar .zst": _ARCHIVE,
}
"""By suffix: text that is to be saved in another form."""


def _with_known(why: str) -> str:
    return f"{why} (read are {KNOWN})"


_ELSEWHERE_BY_SUFFIX = {
    suffix: why for names, why in _ELSEWHERE.items() for suffix in names.split()
}
_FORM_BY_SUFFIX = {s: _with_known(why) for names, why in _FORMS.items() for s in names.split()}
_SIGNATURES = (
    (b"SQLite format 3\x00", "is a database; corpus list and corpus search read those of projects"),
    (b"\xd0\xcf\x11\xe0", _with_known(_ENCRYPTED)),
    (b"{\\rtf", _with_known(_WORD)),
    (b"\x1f\x8b", _with_known(_ARCHIVE)),
    (b"Rar!", _with_known(_ARCHIVE)),
    (b"7z\xbc\xaf", _with_known(_ARCHIVE)),
    (b"\x89PNG", _with_known(_IMAGE)),
    (b"\xff\xd8\xff", _with_known(_IMAGE)),
    (b"GIF8", _with_known(_IMAGE)),
    (b"RIFF", _with_known("is sound, video or an image; save its text as .txt or .docx")),
    (b"ID3", _with_known(_SOUND)),
)
_XML_ROOTS = {b"tmx": _MEMORY, b"martif": _GLOSSARY, b"tbx": _GLOSSARY, b"xliff": _SEGMENTS}
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?[^>]*>|<!--(?:(?!-->).)*-->|<!(?!--)[^>]*>)", re.DOTALL)
_ROOT = re.compile(rb"\s*<(\w+)")
_OWN_PAGE = b'<meta name="generator" content="duizhao">'
_HEAD = 2048
TERMS = "is a list of terms, no text; give it with --glossary"
_TERM = 18
"""Columns, of which a Han character takes two: terms are shorter in most rows."""
_END_MARKS = tuple('。！？!?.…”"」')


def reason(name: str, data: bytes) -> str:
    """Why a file is not read, and what helps; empty if it may be read, or nothing is known.

    Args:
        name: of the file; its suffix counts.
        data: its bytes; its beginning counts.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _ELSEWHERE_BY_SUFFIX:
        return _ELSEWHERE_BY_SUFFIX[suffix]
    if name.lower().endswith(".tmx.gz"):
        return _MEMORY
    if suffix in _FORM_BY_SUFFIX and format_of(name, data) is None:
        return _FORM_BY_SUFFIX[suffix]
    for signature, why in _SIGNATURES:
        if data.startswith(signature):
            return why
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # UTF-16 too
    if _OWN_PAGE in head:
        return "is a page that duizhao has written, no coverage; leave it out"
    at = 0
    while before := _BEFORE_ROOT.match(head, at):
        at = before.end()
    root = _ROOT.match(head, at)
    return _XML_ROOTS.get(root[1].lower(), "") if root else ""


def are_terms(pairs: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of two columns are terms: short, and hardly one ends like a sentence.

    A tenth of short subtitles ends so.
    """
    ends = sum(cells[-1].rstrip().endswith(_END_MARKS) for cells in pairs)
    return (
        bool(pairs)
        and all(median(map(width, column)) <= _TERM for column in zip(*pairs, strict=True))
        and 10 * ends < len(pairs)
    )


def unknown(name: str) -> str:
    """Why a file is not read of which nothing but its suffix is known."""
    kind = PurePosixPath(name).suffix
    return _with_known(f"kind {kind} is not read; save it as .txt, .docx or .html")
