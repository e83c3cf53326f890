"""Segments of TMX as content of <source> and <target>.

Inline().segment(variant) -> str        of the source, then of the target of one unit
escape(text) -> str                       words alone
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from corpus.errors import UsageError
from tmx.formats.xliff.vocabulary import HIGHLIGHT
from tmx.units.markup import Markup, attribute
from tmx.units.markup import escape as escaped
from tmx.units.structure import CODES
from tmx.units.unit import Variant

# What XML cannot hold is written as <cp hex="…"/> (XLIFF 2.1, 4.2.3.1).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Text where no <cp> may stand; what XML cannot hold is left out."""
    return escaped(_ILLEGAL.sub("", text))


def escape(text: str) -> str:
    """Text of a segment or of original data."""
    return _ILLEGAL.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escaped(text))


@dataclass(frozen=True, slots=True)
class Code:
    """A code element of TMX: its name, attributes, source and content."""

    name: str
    attributes: dict[str, str]
    raw: str
    content: str


class Inline:
    """Inline content of one unit; what corresponds in source and target has one id."""

    def __init__(self) -> None:
        self.data: dict[str, int] = {}  # original data by place, from 1
        self._last = 0
        self._free: dict[tuple[str, str], list[str]] = {}  # ids of the source, by what they are
        self._in_target = False

    def segment(self, variant: Variant) -> str:
        """The content of <source>, or at the second call of <target>."""
        if not variant.markup:
            self._in_target = True
            return self.words(variant.text)
        pieces = list(_pieces(variant.markup, self))
        starts: dict[str, str] = {}  # ids of opened codes by their i
        paired = {
            code.attributes.get("i", "")
            for code in pieces
            if isinstance(code, Code) and code.name == "ept"
        }
        parts = []
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
            else:
                parts.append(self._code(piece, starts, paired))
        self._in_target = True
        return "".join(parts)

    def words(self, text: str) -> str:
        """Words as they are written."""
        return escape(text)

    def marker(self, number: int, value: str) -> str:
        """The start of a marker that stands for <hi> with these attributes."""
        told = attribute("value", value) if value else ""
        return f'<mrk id="m{number}" type="{HIGHLIGHT}"{told}>'

    def _code(self, code: Code, starts: dict[str, str], paired: set[str]) -> str:
        number = code.attributes.get("i", "")
        if code.name == "ept" and number in starts:
            return self.coded(code, "end", starts.pop(number))
        name = self._id(code)
        if code.name == "bpt" and number in paired and number not in starts:
            starts[number] = name
            return self.coded(code, "start", name)
        if code.name in ("ept", "bpt", "it"):
            ends = code.name == "ept" or code.attributes.get("pos") == "end"
            return self.coded(code, "close" if ends else "begin", name)
        return self.coded(code, "alone", name)

    def coded(self, code: Code, kind: str, name: str) -> str:
        """The element of a code.

        Args:
            code: as TMX has it.
            kind: ``start`` or ``end`` of a pair, ``begin`` or ``close`` where the other half is
                elsewhere, ``alone``.
            name: its id, or of an end that of its start.
        """
        data = self.data.setdefault(code.raw, len(self.data) + 1)
        rest = f' dataRef="d{data}"'
        if code.content:
            rest += attribute("disp", _ILLEGAL.sub("", code.content))
        if kind == "end":
            return f'<ec startRef="{name}"{rest}/>'
        if kind in ("begin", "close"):
            return f'<{"ec" if kind == "close" else "sc"} id="{name}" isolated="yes"{rest}/>'
        return f'<{"sc" if kind == "start" else "ph"} id="{name}"{rest}/>'

    def _id(self, code: Code) -> str:
        """A new id, or in the target that of the code of the source that is most like it."""
        keys = [(code.name, code.attributes.get("x") or code.raw), (code.name, "")]
        if not self._in_target:
            self._last += 1
            for key in keys:
                self._free.setdefault(key, []).append(str(self._last))
            return str(self._last)
        for key in keys:
            if self._free.get(key):
                same = self._free[key][0]
                for ids in self._free.values():
                    if same in ids:
                        ids.remove(same)
                return same
        self._last += 1
        return str(self._last)


def _pieces(markup: str, form: Inline) -> Iterator[str | Code]:
    """XLIFF for words and markers, and codes, in order.

    Raises:
        UsageError: the markup is not well-formed.
    """
    collector = _Collector(form)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    try:
        parser.Parse(f"<seg>{markup}</seg>", True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UsageError(f"markup that is not well-formed ({error}): {markup[:60]!r}") from None
    return iter(collector.pieces)


class _Collector:
    """Expat's handlers: outermost codes become `Code`, all else XLIFF."""

    def __init__(self, form: Inline) -> None:
        self._form = form
        self.pieces: list[str | Code] = []
        self._depth = 0
        self._inside = 0  # depth below the start of an outermost code
        self._raw = Markup()
        self._words: list[str] = []
        self._open: tuple[str, dict[str, str]] = ("", {})
        self._markers = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._inside or name in CODES:
            if not self._inside:
                self._raw, self._words, self._open = Markup(), [], (name, attributes)
            self._inside += 1
            self._raw.start(name, attributes)
        elif self._depth > 1:  # <hi>, the only other element; the first is <seg> around it all
            self._markers += 1
            value = "".join(attribute(key, value) for key, value in attributes.items()).strip()
            self.pieces.append(self._form.marker(self._markers, value))

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._inside:
            self._inside -= 1
            self._raw.end()
            if not self._inside:
                self.pieces.append(Code(*self._open, self._raw.source, "".join(self._words)))
        elif self._depth:
            self.pieces.append("</mrk>")

    def text(self, text: str) -> None:
        if self._inside:
            self._raw.text(text)
            self._words.append(text)
        else:
            self.pieces.append(self._form.words(text))
