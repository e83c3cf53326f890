"""Units in XLIFF 2.1 (OASIS Standard, 13 February 2018).

write(path, units, source, target, properties, notes) -> int

Inline codes of TMX become those of XLIFF, with the whole TMX element as their original data;
properties and attributes stand in the metadata module, notes in notes. `xliff_read` gives it all
back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from xml.parsers import expat

from corpus.errors import InputError, UsageError
from corpus.files import write_atomically
from tmx.languages import primary, same_writing, tidy
from tmx.markup import Markup, attribute
from tmx.markup import escape as escaped
from tmx.structure import CODES
from tmx.units import Pairs, TranslationUnit, Variant

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the namespaces of 2.0
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
PROPERTIES, ATTRIBUTES = "tmx-properties", "tmx-attributes"  # categories of metadata groups
HIGHLIGHT = "tmx:hi"  # type of a marker that stands for <hi>
# What XML cannot hold is written as <cp hex="…"/> (XLIFF 2.1, 4.2.3.1).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(
    path: str | Path,
    units: Iterable[TranslationUnit],
    source: str,
    target: str,
    properties: Pairs = (),
    notes: Iterable[str] = (),
) -> int:
    """Write the variants in two languages of each unit that has both; the number of units.

    Raises:
        UsageError: the codes are not of two languages.
        InputError: there is no unit, which XLIFF does not allow, or the place cannot be written.
    """
    source, target = tidy(source), tidy(target)
    if primary(source) == primary(target):
        raise UsageError(f"{source} and {target} are no two languages")
    count = 0
    with write_atomically(path) as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1"'
            f"{attribute('srcLang', source)}{attribute('trgLang', target)}>\n"
            '<file id="f1" xml:space="preserve">\n'
        )
        stream.write(_metadata([_group(PROPERTIES, "", properties)]))
        stream.write(_notes((note, "") for note in notes))
        for unit in units:
            sides = [_variant(unit, code) for code in (source, target)]
            if all(side and side.text.strip() for side in sides):
                count += 1
                _write_unit(stream, count, unit, [s for s in sides if s], (source, target))
        if not count:
            raise InputError(path, "is not written: there is no unit, and XLIFF needs one")
        stream.write("</file>\n</xliff>\n")
    return count


def _variant(unit: TranslationUnit, code: str) -> Variant | None:
    same = [v for v in unit.variants if primary(v.language) == primary(code)]
    return min(same, key=lambda v: not same_writing(v.language, code), default=None)


def _write_unit(
    stream: TextIO,
    number: int,
    unit: TranslationUnit,
    sides: list[Variant],
    codes: tuple[str, str],
) -> None:
    inline = _Inline()
    segments = [inline.segment(side) for side in sides]
    groups = [
        _group(PROPERTIES, "", unit.properties),
        _group(ATTRIBUTES, "", unit.attributes),
    ]
    notes = [(note, "") for note in unit.notes]
    for name, side, code in zip(("source", "target"), sides, codes, strict=True):
        own = (("xml:lang", side.language),) if side.language != code else ()
        groups.append(_group(PROPERTIES, name, side.properties))
        groups.append(_group(ATTRIBUTES, name, (*own, *side.attributes)))
        notes += [(note, name) for note in side.notes]
    data = "".join(
        f'<data id="d{place}">{_text(raw)}</data>\n' for place, raw in enumerate(inline.data, 1)
    )
    stream.write(
        f'<unit id="u{number}">\n{_metadata(groups)}{_notes(notes)}'
        + (f"<originalData>\n{data}</originalData>\n" if data else "")
        + f'<segment state="translated">\n<source>{segments[0]}</source>\n'
        f"<target>{segments[1]}</target>\n</segment>\n</unit>\n"
    )


def _group(category: str, side: str, pairs: Pairs) -> str:
    if not pairs:
        return ""
    applies = attribute("appliesTo", side) if side else ""
    metas = "".join(
        f"<mda:meta{attribute('type', name)}>{_data(value)}</mda:meta>\n" for name, value in pairs
    )
    return f'<mda:metaGroup category="{category}"{applies}>\n{metas}</mda:metaGroup>\n'


def _metadata(groups: Iterable[str]) -> str:
    text = "".join(groups)
    return f"<mda:metadata>\n{text}</mda:metadata>\n" if text else ""


def _notes(notes: Iterable[tuple[str, str]]) -> str:
    text = "".join(
        f"<note{attribute('appliesTo', side) if side else ''}>{_data(note)}</note>\n"
        for note, side in notes
    )
    return f"<notes>\n{text}</notes>\n" if text else ""


def _data(text: str) -> str:
    """Text where no <cp> may stand; what XML cannot hold is left out."""
    return escaped(_ILLEGAL.sub("", text))


def _text(text: str) -> str:
    """Text of a segment or of original data."""
    return _ILLEGAL.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escaped(text))


@dataclass(frozen=True, slots=True)
class _Code:
    """A code element of TMX: its name, attributes, source and content."""

    name: str
    attributes: dict[str, str]
    raw: str
    content: str


class _Inline:
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
            return _text(variant.text)
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
            self.pieces.append(_text(text))
