"""From what a reader found in a file to a Document.

build(origin, title, paragraphs, metadata) -> Document
headline(paragraphs) -> str          the title of a text that does not say which one it has
stated(found) -> dict                what a file says of itself, as metadata for `build`
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import east_asian_width

from corpus.cleaning.bylines import is_day
from corpus.cleaning.endings import parted
from corpus.cleaning.patterns import REFERENCE
from corpus.errors import InputError
from corpus.language.conversion import to_simplified
from corpus.language.headers import without_headers
from corpus.language.identification import identify, script_of
from corpus.model import Document, Language, Script

MOST_CHARACTERS = 10_000_000
"""Of one document: ten times the longest novels. What is larger is a collection, or no text."""

# Characters that XML 1.0 cannot carry (a memory is XML), and marks that are not text.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]"
)
"""What a terminal obeys (ECMA-48): colours, moves of the cursor, titles of the window."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TOP = 12
"""Paragraphs among which the headline is looked for."""
_NO_TITLE = re.compile(r"[\W\d_]*")
_TITLE_WIDTH = 120
"""Columns, of which a Han character takes two; longer headlines are not found in practice."""
_TITLE_ENDS = tuple('。！？!?.…;；:："”』」’）)')
_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")
_LANGUAGES = {"zh": Language.ZH, "chi": Language.ZH, "zho": Language.ZH, "cmn": Language.ZH}
_LANGUAGES |= {"chinese": Language.ZH, "中文": Language.ZH, "english": Language.EN}
_LANGUAGES |= {"en": Language.EN, "eng": Language.EN, "英文": Language.EN}
_SCRIPTS = {"hans": Script.HANS, "cn": Script.HANS, "sg": Script.HANS}
_SCRIPTS |= {"hant": Script.HANT, "tw": Script.HANT, "hk": Script.HANT, "mo": Script.HANT}


def lines(text: str) -> list[str]:
    """The lines of a text, without what is no text, white space at the ends kept."""
    text = _ESCAPE_SEQUENCE.sub("", _SURROGATE.sub("\ufffd", text))
    return [_NOT_TEXT.sub("", line) for line in _LINE_BREAK.split(text)]


def one_line(text: str) -> str:
    """A value as one line, without what is no text: controls, escape sequences, half characters."""
    return " ".join(" ".join(lines(text)).split())


def build(
    origin: str, title: str, paragraphs: Iterable[str], metadata: Mapping[str, str]
) -> Document:
    """A document, its language and script found out unless the metadata give them.

    Args:
        origin: the path as given, or ``path#key``.
        title: as found in the file; one in the metadata goes before it.
        paragraphs: the body; empty ones are left out, white space at the ends is taken off.
        metadata: ``title``, ``language`` (zh, en, or a code such as zh-TW), ``outlet``,
            ``date``, ``url``; whatever is missing is empty.

    Raises:
        UnsupportedLanguageError: neither Chinese nor English.
        InputError: there is no text, or a value of the metadata cannot be read.
    """
    body = tuple(
        piece
        for text in paragraphs
        for part in lines(text)
        if (line := part.strip())
        for piece in parted(line)
    )
    known = {name: one_line(value) for name, value in metadata.items()}
    title = known.get("title") or one_line(title)
    if not body:
        raise InputError(origin, "holds no text")
    if (size := sum(map(len, body))) > MOST_CHARACTERS:
        raise InputError(
            origin, f"holds {size:,} characters, more than {MOST_CHARACTERS:,}; split it"
        )
    language, script = _language(origin, title, body, known.get("language", ""))
    return Document(
        id=hashlib.sha256("\n".join((title, *body)).encode()).hexdigest()[:16],
        origin=origin,
        language=language,
        script=script,
        paragraphs=body,
        title=title,
        outlet=known.get("outlet", ""),
        published=_date(origin, known.get("date", "")),
        url=known.get("url", ""),
    )


def headline(paragraphs: Sequence[str]) -> str:
    """The first of several paragraphs, if it is short and ends like a headline; else nothing.

    Numbers of a file (`稿件编号：…`) and the names of columns stand above a headline.
    """
    top = without_headers(paragraphs[:_TOP])
    while top and REFERENCE.fullmatch(to_simplified(top[0])):
        top = top[1:]
    first = top[0] if top and len(paragraphs) > 1 else ""
    if width(first) > _TITLE_WIDTH or first.endswith(_TITLE_ENDS) or _NO_TITLE.fullmatch(first):
        return ""
    return first


def width(line: str) -> int:
    """Columns that a line takes; a Han character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def with_title(title: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs with the title before them, unless it stands there already, or alone."""
    plain = "".join(title.split())
    if (
        not plain
        or not any(map(str.strip, paragraphs))
        or any("".join(line.split()) == plain for line in paragraphs[:3])
    ):
        return paragraphs
    return [title, *paragraphs]


def stated(found: Mapping[str, str]) -> dict[str, str]:
    """What a file says of itself, so far as `build` can read it.

    What a user says must be right; what a program wrote into a file is often a template's.

    Args:
        found: ``title``, ``outlet``, ``date``, ``url`` as they stand in the file.
    """
    known = {name: value for name, text in found.items() if (value := one_line(text))}
    if "date" in known and not _readable(_DATE.match(known["date"])):
        del known["date"]
    if not known.get("url", "http:").startswith(("http:", "https:")):
        del known["url"]
    return known


def _language(
    origin: str, title: str, body: tuple[str, ...], given: str
) -> tuple[Language, Script]:
    """Language and script as given, else as identified."""
    text = "\n".join((title, *body))
    if not given.strip():
        return identify(text, origin)
    main, *rest = re.split("[-_]", given.strip().lower())
    if main not in _LANGUAGES:
        raise InputError(origin, f"language {given!r} is not read; give zh or en, or leave it out")
    language = _LANGUAGES[main]
    if language is Language.EN:
        return language, Script.LATN
    return language, next((_SCRIPTS[tag] for tag in rest if tag in _SCRIPTS), script_of(text))


def _date(origin: str, date: str) -> str:
    """A date in ISO form."""
    if not date:
        return ""
    match = _DATE.match(date)
    if not match or not _readable(match):
        raise InputError(origin, f"date {date!r} cannot be read; write it as 2026-01-04")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def _readable(match: re.Match[str] | None) -> bool:
    return match is not None and is_day(int(match[1]), int(match[2]), int(match[3]))
