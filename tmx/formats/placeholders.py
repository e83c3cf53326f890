"""Inline codes in the cells of a table, where people see and move them: ⟨1⟩bold⟨/1⟩, ⟨2/⟩.

shown(source, target) -> (text, text)             a code that both have has one number
words(text) -> str                                without what stands for codes
restored(text, variant, other) -> Restored        the text of a cell as a segment again

A ⟨ of the text itself that could be taken for one of them is doubled.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.parsers import expat

from corpus.errors import UsageError
from tmx.units.markup import Markup, attribute, escape
from tmx.units.structure import CODES
from tmx.units.unit import Variant

_LITERAL = re.compile(r"⟨(?=⟨|/?[0-9]+/?⟩|\Z)")
_PLACEHOLDER = re.compile(r"⟨⟨|⟨(/?)([0-9]+)(/?)⟩")

_EMPTY = re.compile("(<hi[^<>]*)></hi>")


class _Code(NamedTuple):
    """A code in a segment.

    Attributes:
        kind: ``start`` or ``end`` of a pair or of ``<hi>``, or ``alone``.
        name: of the element.
        attributes: of the element.
        raw: its source.
        number: in the unit; 0 as long as it has none.
    """

    kind: str
    name: str
    attributes: dict[str, str]
    raw: str
    number: int = 0

    @property
    def shown(self) -> str:
        """What stands for it."""
        before, behind = {"start": ("", ""), "end": ("/", ""), "alone": ("", "/")}[self.kind]
        return f"⟨{before}{self.number}{behind}⟩"


class Restored(NamedTuple):
    """A segment made of the text of a cell.

    Attributes:
        text: its words.
        markup: its source; empty without codes.
        lost: what stood for the codes that the segment had and the text has not, or not as a pair.
        unknown: what looks like a code in the text, stands for none, or stands there twice.
    """

    text: str
    markup: str
    lost: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def shown(source: Variant, target: Variant) -> tuple[str, str]:
    """The two texts as they are shown.

    Raises:
        UsageError: markup that is not well-formed.
    """
    return tuple(  # type: ignore[return-value]  # two variants, two texts
        "".join(
            piece.shown if isinstance(piece, _Code) else _LITERAL.sub("⟨⟨", piece)
            for piece in pieces
        )
        for pieces in _numbered(source, target)
    )


def words(text: str) -> str:
    """The words of a text that is shown."""
    return _PLACEHOLDER.sub(lambda found: "⟨" if found[0] == "⟨⟨" else "", text)


def restored(text: str, variant: Variant, other: Variant) -> Restored:
    """The segment that a text shows.

    Args:
        text: of a cell.
        variant: what the cell showed before; the codes are its own.
        other: the other side of the unit, of which codes are taken that `variant` lacks.

    Raises:
        UsageError: markup that is not well-formed.
    """
    source, target = _numbered(other, variant)
    own = {code.shown: code for code in target if isinstance(code, _Code)}
    known = {code.shown: code for code in source if isinstance(code, _Code)} | own
    pieces = _pieces_of(text, known)
    kept = _paired(pieces)
    taken = {code.attributes.get("i") for code in own.values()}
    renamed: dict[int, str] = {}
    marks = (found[0] for found in _PLACEHOLDER.finditer(text))
    unknown = [mark for mark in marks if mark != "⟨⟨" and mark not in known]  # kept as words
    markup = Markup()
    parts: list[str] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            parts.append(escape(piece))
            markup.text(piece)
        elif place not in kept:
            unknown.append(piece.shown)
        elif piece.shown in own or "i" not in piece.attributes:
            parts.append(piece.raw)
        else:
            name = renamed.get(piece.number) or _free(taken)
            renamed[piece.number] = name
            taken.add(name)
            old = attribute("i", piece.attributes["i"])
            parts.append(piece.raw.replace(old, attribute("i", name), 1))
    there = {pieces[place].shown for place in kept}  # type: ignore[union-attr]  # codes alone
    lost = tuple(name for name in own if name not in there)
    marked = _EMPTY.sub(r"\1/>", "".join(parts))
    return Restored(markup.words, marked if there else "", lost, tuple(unknown))


def _pieces_of(text: str, known: dict[str, _Code]) -> list[str | _Code]:
    """The words and codes of a cell."""
    pieces: list[str | _Code] = []
    at = 0
    for found in _PLACEHOLDER.finditer(text):
        code = known.get(found[0])
        if found[0] == "⟨⟨" or code is not None:
            pieces.append(text[at : found.start()])
            pieces.append("⟨" if code is None else code)
            at = found.end()
    pieces.append(text[at:])
    return pieces


def _paired(pieces: Sequence[str | _Code]) -> set[int]:
    """The places of the codes that may stay: each once, pairs whole, and ``<hi>`` well nested."""
    kept: set[int] = set()
    begun: dict[int, int] = {}
    nested: list[int] = []
    seen: set[str] = set()
    for place, piece in enumerate(pieces):
        if isinstance(piece, str) or piece.shown in seen:
            continue
        seen.add(piece.shown)
        if piece.kind == "alone":
            kept.add(place)
        elif piece.kind == "start":
            begun[piece.number] = place
            if piece.name == "hi":
                nested.append(piece.number)
        elif piece.number in begun and (piece.name != "hi" or nested[-1:] == [piece.number]):
            kept |= {begun.pop(piece.number), place}
            if piece.name == "hi":
                nested.pop()
    return kept


def _free(taken: set[str | None]) -> str:
    return next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)


def _numbered(source: Variant, target: Variant) -> tuple[list[str | _Code], list[str | _Code]]:
    """The pieces of both sides, codes with their numbers."""
    last = 0
    free: list[_Code] = []
    sides: list[list[str | _Code]] = []
    for side in (source, target):
        begun: dict[tuple[str, str], int] = {}
        numbered: list[str | _Code] = []
        for piece in _pieces(side.markup) if side.markup else (side.text,):
            if isinstance(piece, str):
                numbered.append(piece)
                continue
            key = ("hi" if piece.name == "hi" else "", piece.attributes.get("i", ""))
            if piece.kind == "end":
                number = begun.pop(key, 0)
            else:
                same = _like(piece, free) if sides else None
                number = same.number if same else last + 1
                last = max(last, number)
                if same:
                    free.remove(same)
                if piece.kind == "start":
                    begun[key] = number
            code = piece._replace(number=number)
            numbered.append(code)
            if not sides and code.kind != "end":
                free.append(code)
        sides.append(numbered)
    return sides[0], sides[1]


def _like(code: _Code, free: Sequence[_Code]) -> _Code | None:
    """The code of the source that corresponds, if one does."""
    same = [each for each in free if (each.kind, each.name) == (code.kind, code.name)]
    x = code.attributes.get("x")
    exact = (e for e in same if (x and e.attributes.get("x") == x) or (not x and e.raw == code.raw))
    return next(exact, same[0] if same else None)


def _pieces(markup: str) -> Iterator[str | _Code]:
    """Words, and codes, pairs as start and end, in order."""
    collector = _Collector()
    try:
        collector.parser.Parse(f"<seg>{markup}</seg>", True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UsageError(f"markup that is not well-formed ({error}): {markup[:60]!r}") from None
    begun: dict[str, int] = {}
    kinds: dict[int, str] = {}
    for place, piece in enumerate(collector.pieces):
        number = "" if isinstance(piece, str) else piece.attributes.get("i", "")
        if isinstance(piece, _Code) and piece.name == "bpt":
            begun.setdefault(number, place)
        elif isinstance(piece, _Code) and piece.name == "ept" and number in begun:
            kinds |= {begun.pop(number): "start", place: "end"}
    for place, piece in enumerate(collector.pieces):
        if isinstance(piece, str) or piece.name == "hi":
            yield piece
        else:
            yield piece._replace(kind=kinds.get(place, "alone"))


class _Collector:
    """Expat's handlers: outermost codes and the ends of ``<hi>`` become codes."""

    def __init__(self) -> None:
        self.pieces: list[str | _Code] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._open: list[tuple[str, dict[str, str]]] = []
        self._raw: Markup | None = None  # of the code that is open
        self._inside = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((name, attributes))
        if self._raw is None and name in CODES:
            self._raw = Markup()
        if self._raw is not None:
            self._inside += 1
            self._raw.start(name, attributes)
        elif name == "hi":
            said = "".join(map(attribute, attributes, attributes.values()))
            key = {"i": str(len(self._open))}
            self.pieces.append(_Code("start", "hi", key, f"<hi{said}>"))

    def _end(self, _: str) -> None:
        name, attributes = self._open.pop()
        if self._raw is not None:
            self._raw.end()
            self._inside -= 1
            if not self._inside:
                self.pieces.append(_Code("alone", name, attributes, self._raw.source))
                self._raw = None
        elif name == "hi":
            self.pieces.append(_Code("end", "hi", {"i": str(len(self._open) + 1)}, "</hi>"))

    def _text(self, text: str) -> None:
        if self._raw is not None:
            self._raw.text(text)
        else:
            self.pieces.append(text)
