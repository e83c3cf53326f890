"""The entries of a PO file.

entries(path) -> Iterator[Entry]
lines(entry) -> Iterator[str]      as they are written
quoted(text) -> str                a text as PO has it, on one line
unquoted(text) -> str              the text again
fields(entry) -> dict[str, str]    of the entry that heads the file
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.plain import read_text
from corpus.support.inputs import MOST_BYTES, read_input

FUZZY = "fuzzy"
_CHARSET = re.compile(rb"Content-Type:[^\n\"]*?charset=([A-Za-z0-9._-]+)")
_HEAD = 10_000
"""Bytes in which the header says its encoding."""
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "ascii": "utf-8"}
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\s*\[(\d{1,3})\])?\s*(\".*)")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_BYTE = re.compile("[\udc80-\udcff]")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"} | {
    chr(code): f"\\{code:03o}" for code in range(1, 32) if chr(code) not in "\n\t\r"
}
_LINE_END = re.compile("\r\n?|\n")
_TO_QUOTE = re.compile('[\\\\"\x01-\x1f]')


@dataclass(slots=True)
class Entry:
    """An entry.

    Attributes:
        line: of its first keyword.
        source: ``msgid``.
        plural: ``msgid_plural``, or None.
        context: ``msgctxt``, or None.
        targets: ``msgstr`` by number; that of an entry without plural is 0.
        comments: of translators, a line each.
        extracted: comments for translators (``#.``), a line each.
        references: where the program has the text (``#:``), a line each.
        flags: ``fuzzy``, ``c-format`` and so on.
        obsolete: whether the program does not have it any more (``#~``).
    """

    line: int = 0
    source: str | None = None
    plural: str | None = None
    context: str | None = None
    targets: dict[int, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False


def entries(path: str | Path) -> Iterator[Entry]:
    """The entries, in file order; the header is the one whose source is empty.

    Raises:
        InputError: it cannot be read or decoded, or a line is no part of a PO file.
    """
    text, charset = _text(path)
    parser = _Parser(path, charset)
    for number, line in enumerate(_LINE_END.split(text), 1):
        yield from parser.take(line.strip(), number)
    yield from parser.end()


def fields(entry: Entry) -> dict[str, str]:
    """What the header says, by name in small letters."""
    lines = (line.partition(":") for line in entry.targets.get(0, "").split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines if name.strip()}


def quoted(text: str) -> str:
    """A text in quotes; what stands for the end of a C string, NUL, is left out."""
    return f'"{_TO_QUOTE.sub(lambda found: _QUOTED[found[0]], text.replace(chr(0), ""))}"'


def unquoted(text: str) -> str:
    """The text of which `quoted` made this."""
    return _ESCAPE.sub(_character, text.removeprefix('"').removesuffix('"'))


def lines(entry: Entry) -> Iterator[str]:
    """An entry as it is written, an empty line before it."""
    yield ""
    yield from (f"# {line}".rstrip() for line in entry.comments)
    yield from (f"#. {line}" for line in entry.extracted)
    yield from (f"#: {line}" for line in entry.references)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    if entry.context is not None:
        yield f"msgctxt {quoted(entry.context)}"
    yield f"msgid {quoted(entry.source or '')}"
    if entry.plural is not None:
        yield f"msgid_plural {quoted(entry.plural)}"
    for place, text in sorted(entry.targets.items()):
        number = "" if entry.plural is None else f"[{place}]"
        yield f"msgstr{number} {quoted(text)}"


class _Parser:
    """Puts lines together to entries."""

    def __init__(self, path: str | Path, charset: str) -> None:
        self._path = path
        self._charset = charset
        self._entry = Entry()
        self._open: tuple[str, int] | None = None  # the text that a line may go on with

    def take(self, line: str, number: int) -> Iterator[Entry]:
        """One more line, and the entry that it ends."""
        obsolete = line.startswith("#~")
        if obsolete:
            line = line[2:].strip()
            if line.startswith(("|", "#")):
                return
        if not line:
            self._open = None
        elif line.startswith("#"):
            if self._entry.targets:
                yield from self.end()
            self._comment(line)
        elif line.startswith('"'):
            self._go_on(line, number)
        elif keyword := _KEYWORD.fullmatch(line):
            name = keyword[1]
            if self._entry.targets and name in ("msgctxt", "msgid"):
                yield from self.end()
            self._entry.line = self._entry.line or number
            self._entry.obsolete |= obsolete
            self._open = name, int(keyword[2] or 0)
            self._put("")
            self._go_on(keyword[3], number)
        elif not line.startswith("domain "):
            reason = f"is no PO: {line[:40]!r} is neither comment, keyword nor text in quotes"
            raise InputError(self._path, f"{reason}; correct the line", number)

    def end(self) -> Iterator[Entry]:
        """The entry that has not been given yet."""
        entry, self._entry, self._open = self._entry, Entry(), None
        if entry.source is None:
            return
        try:
            entry.source = self._whole(entry.source)
            entry.plural = entry.plural and self._whole(entry.plural)
            entry.context = entry.context and self._whole(entry.context)
            entry.targets = {place: self._whole(text) for place, text in entry.targets.items()}
        except UnicodeError:
            reason = f"has escaped bytes that are no {self._charset}; write the characters instead"
            raise InputError(self._path, reason, entry.line) from None
        yield entry

    def _whole(self, text: str) -> str:
        """A text whose escaped bytes are characters; they may go on in the next line."""
        if not _BYTE.search(text):
            return text
        return text.encode(self._charset, "surrogateescape").decode(self._charset)

    def _comment(self, line: str) -> None:
        kind, rest = line[1:2], line[2:].strip()
        if kind in (",", "="):
            self._entry.flags += filter(None, map(str.strip, rest.split(",")))
        elif kind == ".":
            self._entry.extracted.append(rest)
        elif kind == ":":
            self._entry.references.append(rest)
        elif kind != "|":
            self._entry.comments.append(line[1:].strip())

    def _go_on(self, line: str, number: int) -> None:
        if self._open is None or len(line) < 2 or not line.endswith('"'):
            reason = "is no PO: a text stands where none may, or its quotes are not closed"
            raise InputError(self._path, f"{reason}; correct the line", number)
        self._put(_ESCAPE.sub(_character, line[1:-1]))

    def _put(self, text: str) -> None:
        name, place = self._open or ("", 0)
        entry = self._entry
        if name == "msgstr":
            entry.targets[place] = entry.targets.get(place, "") + text
        elif name == "msgid":
            entry.source = (entry.source or "") + text
        elif name == "msgid_plural":
            entry.plural = (entry.plural or "") + text
        else:
            entry.context = (entry.context or "") + text


def _character(found: re.Match[str]) -> str:
    """What an escape stands for; a byte that is no ASCII as Python's ``surrogateescape`` has it."""
    if found[1] or found[2]:
        code = int(found[1], 8) & 0xFF if found[1] else int(found[2], 16)
        return bytes((code,)).decode("ascii", "surrogateescape")
    return _CONTROLS.get(found[3], found[3])


def _text(path: str | Path) -> tuple[str, str]:
    """The text, in the encoding that the header names, or as it reads best; and that encoding.

    Where the header names none, escaped bytes are UTF-8, as most tools write it.
    """
    data = read_input(path, MOST_BYTES, "split it")
    said = _CHARSET.search(data[:_HEAD])
    if not said or said[1] == b"CHARSET":  # as a template has it
        return read_text(path), "utf-8"
    name = said[1].decode("ascii")
    charset = _SUPERSETS.get(name.lower(), name)
    try:
        return data.decode(charset).removeprefix("\ufeff"), charset
    except (LookupError, UnicodeError):
        reason = f"says that it is {name}, and is not; save it as UTF-8 and say so in its header"
        raise InputError(path, reason) from None
