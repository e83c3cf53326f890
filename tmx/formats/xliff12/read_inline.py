"""Content of <source>, <target> and segments of XLIFF 1.2 as segments of TMX.

Inline().segment(element) -> (words, markup)

One `Inline` takes in source and target of one unit: what corresponds in them has one number.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tmx.formats.xliff.elements import named, unwrapped
from tmx.formats.xliff.read_inline import attributes_of, replay
from tmx.formats.xliff12.vocabulary import CODE, HIGHLIGHT
from tmx.units.markup import DEPTH, Markup
from tmx.units.structure import CODES

_STARTS, _ENDS = ("bpt", "bx"), ("ept", "ex")
_DELETED = frozenset({"x-sdl-deleted", "x-sdl-feedback-deleted"})
"""Types of markers round what a tracked change took out (Trados)."""
_MARK = re.compile(r"\{(\w+)>|<(\w+)\}|\{(\w+)\}")
"""Codes in the words of Phrase: ``{1>`` and ``<1}`` round words, ``{2}`` by itself."""
_NONE: Mapping[str, Any] = MappingProxyType({})


class _Code(NamedTuple):
    """A code of XLIFF.

    Attributes:
        kind: ``start`` or ``end`` of a pair, ``alone``, ``begin`` or ``close`` where the file says
            that the other half is elsewhere.
        name: what source and target, and the halves of a pair, call it.
        content: texts, every second one of which is words inside of the code (``<sub>``).
        type: of a start, as XLIFF has it.
        key: what the two halves of a pair have in common.
    """

    kind: str
    name: str
    content: tuple[str, ...]
    type: str = ""
    key: str = ""


_Raw = tuple[str, ...]
"""The source of a code of TMX (one text), or of ``<hi>`` a start (its attributes) and an end."""


class Inline:
    """Takes in the segments of a unit."""

    def __init__(
        self,
        tags: Mapping[str, tuple[str, str]] = _NONE,
        marks: Mapping[str, str] = _NONE,
    ) -> None:
        """Take what is known of the codes.

        Args:
            tags: by id, what stands in the document at the start and at the end of a code.
            marks: by what stands for them in the words, the codes of Phrase.
        """
        self._tags = tags
        self._marks = marks
        self._numbers: dict[str, str] = {}  # x by what a code is called

    def segment(self, element: Any, *, spaced: bool = True) -> tuple[str, str]:  # noqa: ANN401
        """Words and markup of a segment; of None no words.

        `spaced`: whether all white space is text, and not what the file was indented with.
        """
        if element is None:
            return "", ""
        pieces: list[str | _Code | _Raw] = []
        self._walk(element, 0, pieces)
        numbers = _pairs(pieces)
        markup = Markup()
        for place, piece in enumerate(pieces):
            if isinstance(piece, str):
                markup.text(piece if spaced else unwrapped(piece))
            elif isinstance(piece, _Code):
                self._emit(markup, piece, numbers.get(place, ""))
            elif len(piece) == 1:
                replay(piece[0], markup, CODES)
            elif piece:
                markup.start("hi", attributes_of(piece[0]) or {})
            else:
                markup.end()
        return markup.words, markup.source

    def _walk(self, element: Any, depth: int, pieces: list[str | _Code | _Raw]) -> None:  # noqa: ANN401
        """Take in what stands in the element; more than `DEPTH` deep, the words alone."""
        self._words(element.text or "", pieces)
        for child in element:
            _, name = named(child)
            raw = child.get(CODE, "")
            if raw and replay(raw, Markup(), CODES):
                pieces.append((raw,))
            elif depth >= DEPTH:
                pieces.append("".join(child.itertext()))
            elif name == "g":
                self._group(child, depth, pieces)
            elif name == "mrk":
                self._marker(child, depth, pieces)
            elif name in _KINDS:
                pieces.append(self._code(child, name))
            else:
                self._walk(child, depth + 1, pieces)
            self._words(child.tail or "", pieces)

    def _code(self, child: Any, name: str) -> _Code:  # noqa: ANN401
        kind = "close" if name == "it" and child.get("pos") == "close" else _KINDS[name]
        own = child.get("id", "")
        content = [child.text or child.get("equiv-text", "")]
        for inner in child:
            content += ["".join(inner.itertext()), inner.tail or ""]
        if own in self._tags:
            content = ["".join(self._tags[own])]
        pair = child.get("rid", "")
        key = f"rid {pair}" if pair else f"id {own}"
        return _Code(kind, own or pair, tuple(content), child.get("ctype", ""), key)

    def _group(self, child: Any, depth: int, pieces: list[str | _Code | _Raw]) -> None:  # noqa: ANN401
        own = child.get("id", "")
        start, end = self._tags.get(own, ("", ""))
        key = f"g {len(pieces)}"
        pieces.append(_Code("start", own, (start,), child.get("ctype", ""), key))
        self._walk(child, depth + 1, pieces)
        pieces.append(_Code("end", own, (end,), "", key))

    def _marker(self, child: Any, depth: int, pieces: list[str | _Code | _Raw]) -> None:  # noqa: ANN401
        if child.get("mtype") in _DELETED:
            return
        comment = child.get("comment", "")
        highlighted = child.get("mtype") == HIGHLIGHT and attributes_of(comment) is not None
        if highlighted:
            pieces.append((comment, "hi"))
        self._walk(child, depth + 1, pieces)
        if highlighted:
            pieces.append(())

    def _words(self, text: str, pieces: list[str | _Code | _Raw]) -> None:
        """Words, and the codes of Phrase in them."""
        at = 0
        for match in _MARK.finditer(text) if self._marks else ():
            key = match[1] or match[2] or match[3]
            if key in self._marks:
                kind = "start" if match[1] else "end" if match[2] else "alone"
                content = ("" if match[2] else self._marks[key],)
                pieces += [text[at : match.start()], _Code(kind, key, content, "", f"m {key}")]
                at = match.end()
        pieces.append(text[at:])

    def _emit(self, markup: Markup, code: _Code, number: str) -> None:
        """Write a code of TMX; `number` is that of its pair."""
        x = self._number(code.name)
        if code.kind == "alone":
            name, attributes = "ph", {"x": x}
        elif number and code.kind == "start":
            name, attributes = "bpt", {"i": number, "x": x, "type": code.type}
        elif number:
            name, attributes = "ept", {"i": number}
        else:
            begins = code.kind in ("start", "begin")
            name, attributes = "it", {"pos": "begin" if begins else "end", "x": x}
        markup.start(name, {key: value for key, value in attributes.items() if value})
        for place, text in enumerate(code.content):
            if place % 2:
                markup.start("sub", {})
            markup.text(text)
            if place % 2:
                markup.end()
        markup.end()

    def _number(self, own: str) -> str:
        """A code's x, which is a number, one for each name in a unit."""
        if own and own not in self._numbers:
            taken = set(self._numbers.values())
            wanted = own if own.isascii() and own.isdigit() and own not in taken else ""
            free = (str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
            self._numbers[own] = wanted or next(free)
        return self._numbers.get(own, "")


_KINDS = {
    **dict.fromkeys(_STARTS, "start"),
    **dict.fromkeys(_ENDS, "end"),
    **dict.fromkeys(("x", "ph"), "alone"),
    "it": "begin",
}
"""What the inline elements are that hold no words."""


def _pairs(pieces: Sequence[str | _Code | _Raw]) -> dict[int, str]:
    """The number of the pair of each start and end that have each other, by their places."""
    begun: dict[str, int] = {}
    ends: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if isinstance(piece, _Code) and piece.kind == "start":
            begun.setdefault(piece.key, place)
        elif isinstance(piece, _Code) and piece.kind == "end" and piece.key in begun:
            ends[begun.pop(piece.key)] = place
    starts = {start: str(number) for number, start in enumerate(sorted(ends), 1)}
    return starts | {ends[start]: number for start, number in starts.items()}
