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
class _Code:
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
            return escape(variant.text)
        pieces = list(_pieces(variant.markup))
        starts: dict[str, str] = {}  # ids of opened codes by their i
        paired = {
            code.attributes.get("i", "")
            for code in pieces
            if isinstance(code, _Code) and code.name == "ept"
        }
        parts = []
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
            else:
                parts.append(self._code(piece, starts, paired))
        self._in_target = True
        return "".join(parts)

    def _code(self, code: _Code, starts: dict[str, str], paired: set[str]) -> str:
        data = self.data.setdefault(code.raw, len(self.data) + 1)
        rest = f' dataRef="d{data}"'
        if code.content:
            rest += attribute("disp", _ILLEGAL.sub("", code.content))
        number = code.attributes.get("i", "")
        if code.name == "ept" and number in starts:
            return f'<ec startRef="{starts.pop(number)}"{rest}/>'
        name = self._id(code)
        if code.name == "bpt" and number in paired and number not in starts:
            starts[number] = name
            return f'<sc id="{name}"{rest}/>'
        if code.name in ("ept", "bpt", "it"):
            ends = code.name == "ept" or code.attributes.get("pos") == "end"
            return f'<{"ec" if ends else "sc"} id="{name}" isolated="yes"{rest}/>'
        return f'<ph id="{name}"{rest}/>'

    def _id(self, code: _Code) -> str:
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


def _pieces(markup: str) -> Iterator[str | _Code]:
    """XLIFF for words and markers, and codes, in order.

    Raises:
        UsageError: the markup is not well-formed.
    """
    collector = _Collector()
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
    """Expat's handlers: outermost codes become `_Code`, all else XLIFF."""

    def __init__(self) -> None:
        self.pieces: list[str | _Code] = []
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
            told = attribute("value", value) if value else ""
            self.pieces.append(f'<mrk id="m{self._markers}" type="{HIGHLIGHT}"{told}>')

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._inside:
            self._inside -= 1
            self._raw.end()
            if not self._inside:
                self.pieces.append(_Code(*self._open, self._raw.source, "".join(self._words)))
        elif self._depth:
            self.pieces.append("</mrk>")

    def text(self, text: str) -> None:
        if self._inside:
            self._raw.text(text)
            self._words.append(text)
        else:
            self.pieces.append(escape(text))
