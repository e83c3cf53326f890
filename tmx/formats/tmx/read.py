"""Reading TMX of any version, encoding and size, one unit after the other.

read(path) -> Iterator[TranslationUnit]
header(path) -> Header             lenient_header(path): an empty one where there is none
segment_type(*headers) -> "sentence" | "paragraph" | …
direction(path) -> (source code, target code)
pairs(path) -> Iterator[SentencePair]          the Chinese and English of every unit
pairs_of(path, units) -> Iterator[SentencePair]    the same of units that are read already
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, cast

from corpus.errors import InputError
from corpus.model import SentencePair
from tmx.formats.tmx.parsing import parser_for, steps
from tmx.formats.tmx.regular import unit_of
from tmx.units.languages import nearest, normal_code, primary
from tmx.units.markup import DEPTH, Markup
from tmx.units.structure import ELEMENTS, INLINE, SEGMENT_TYPES
from tmx.units.unit import Pairs, TranslationUnit, Variant, pair_from_unit

SegmentType = Literal["block", "paragraph", "sentence", "phrase"]

_IN_BODY = len(("", "tmx", "body"))
_PARENTS = {name: element.parents for name, element in ELEMENTS.items()}


@dataclass(frozen=True, slots=True)
class Header:
    """What a memory says of itself.

    Attributes:
        version: of ``<tmx>``: 1.1 to 1.4b.
        source: ``srclang`` as written: a language code, ``*all*``, or empty.
        attributes: of ``<header>``, as written.
        properties: type and value of each ``<prop>``.
        notes: ``<note>`` texts.
    """

    version: str
    source: str
    attributes: Mapping[str, str]
    properties: Pairs = ()
    notes: tuple[str, ...] = ()

    @property
    def kept(self) -> Pairs:
        """The attributes that other forms keep: those of TMX but the source language."""
        known = ELEMENTS["header"].required | ELEMENTS["header"].optional
        return tuple((k, v) for k, v in self.attributes.items() if k in known - {"srclang"})


NO_HEADER = Header("", "", {})


def read(path: str | Path) -> Iterator[TranslationUnit]:
    """The units of a memory, in file order, in constant memory.

    ``xml:lang`` and ``o-encoding`` of a prop or note, and elements that TMX does not know, are
    left out (words in unknown inline elements are kept). Errors come when the iterator gets to
    them.

    Raises:
        InputError: not TMX, not well-formed, undecodable, or with entities of its own; with the
            line, the reason and what helps.
    """
    collector = Collector(path)
    try:
        for _ in steps(path, collector):
            yield from collector.units
            collector.units.clear()
    except InputError:
        yield from collector.units
        raise


def header(path: str | Path) -> Header:
    """The header alone; the rest of the file is not read.

    Raises:
        InputError: as `read`, or there is no header.
    """
    collector = Collector(path)
    for _ in steps(path, collector):
        if collector.header:
            return collector.header
    raise InputError(path, "has no <header>; export it again")


def lenient_header(path: str | Path) -> Header:
    """The header; an empty one where there is none, which is no reason not to use the units.

    Whatever else is wrong with the file, reading its units will name.
    """
    try:
        return header(path)
    except InputError:
        return NO_HEADER


def segment_type(*headers: Header) -> SegmentType:
    """What segments are where memories with these headers stand in one.

    "sentence" where all say so, or say nothing; "paragraph", which OmegaT also splits, where they
    differ.
    """
    said = {head.attributes.get("segtype", "") for head in headers} & set(SEGMENT_TYPES)
    if len(said) > 1:
        return "paragraph"
    return cast(SegmentType, said.pop()) if said else "sentence"


def direction(path: str | Path) -> tuple[str, str]:
    """Source and target language code of a memory, as BCP 47 writes them.

    The source is the unit's own srclang, or else the header's; where that is missing, ``*all*``
    or in no unit, the first variant of the first unit with two languages. The target is that
    unit's first other language. Where all units are of one language, two of its regions count as
    two languages (en-US, en-GB).

    Raises:
        InputError: as `read`, or no unit has two languages.
    """
    return direction_of_units(path, lenient_header(path).source, read(path))


def direction_of_units(
    path: str | Path, source: str, units: Iterable[TranslationUnit]
) -> tuple[str, str]:
    """As `direction`, of units that are read already, and the header's srclang."""
    regions: tuple[str, str] | None = None
    for unit in units:
        codes = [normal_code(v.language) for v in unit.variants if v.text.strip()]
        if len(set(codes)) > 1 and (regions is None or len({*map(primary, codes)}) > 1):
            own = dict(unit.attributes).get("srclang", "")
            place = nearest(codes, own or source) if own or source else None
            ours = codes[place or 0]
            for code in codes:
                if primary(code) != primary(ours):
                    return ours, code
            regions = ours, next(code for code in codes if code != ours)
    if regions:
        return regions
    raise InputError(path, "no unit has segments in two languages; nothing can be translated by it")


def pairs(path: str | Path) -> Iterator[SentencePair]:
    """The Chinese and English segments of every unit of a TMX that has both, in file order.

    Codes are taken in any form (zh, zh_TW, ZH-HANS, chi, eng …), directions too. Units of other
    languages, or with one side empty, are passed over.

    Raises:
        InputError: as `read`, or there are units, but none with Chinese and English.
    """
    return pairs_of(path, read(path))


def pairs_of(
    path: str | Path, units: Iterable[TranslationUnit], codes: tuple[str, ...] = ()
) -> Iterator[SentencePair]:
    """The pairs of the units of `path`, as `pairs` has them; of several variants those of codes."""
    return (pair for _, pair in bilingual(path, units, codes))


def bilingual(
    path: str | Path,
    units: Iterable[TranslationUnit],
    codes: tuple[str, ...] = (),
    reason: str = "no unit has Chinese and English segments (languages: {})",
) -> Iterator[tuple[TranslationUnit, SentencePair]]:
    """The units of `path` with Chinese and English, each with its pair.

    Raises:
        InputError: there are units, and none has both; for the reason, with their languages in it.
    """
    found = False
    languages: dict[str, None] | None = None
    for unit in units:
        pair = pair_from_unit(unit, codes)
        if pair is not None:
            found = True
            yield unit, pair
        elif not found:
            languages = languages or {}
            languages.update((v.language, None) for v in unit.variants if v.text.strip())
    if languages is not None and not found:
        raise InputError(path, reason.format(", ".join(list(languages)[:8]) or "none"))


class Collector:
    """Expat's handlers, and what they have gathered since the last step."""

    def __init__(self, path: str | Path) -> None:
        self.units: list[TranslationUnit] = []
        self.header: Header | None = None
        self._path = path
        self._count = 0
        self._version = ""
        self._stack = [""]
        self._buffer: list[str] = []  # text since the last tag that matters
        self._seg: Markup | None = None  # made when a segment turns out to have tags
        self._text = self._markup = self._type = ""
        self._variants: list[Variant] = []
        # Of the open header or tu, and of the open tuv, which is None outside of one.
        self._outer = _Parts({})
        self._inner: _Parts | None = None
        self.parser = parser_for(path)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._buffer.append

    def count(self) -> int:
        """Units that have ended so far."""
        return self._count

    def between_units(self) -> bool:
        """Whether the parser stands in ``<body>`` and in nothing else."""
        return len(self._stack) == _IN_BODY and self._stack[-1] == "body"

    def take(self, unit: re.Match[str], _: object) -> bool:
        """Take what `regular.UNIT` matched; False if it is the parser's to read."""
        found = unit_of(unit.groups())
        if found is None:
            return False
        self._count += 1
        self.units.append(found)
        return True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        if stack[-1] not in _PARENTS.get(name, ()):
            self._unexpected(name, stack[-1], attributes)
            return
        stack.append(name)
        if name == "prop":
            self._type = attributes.get("type", "")
        elif name == "tuv":
            self._inner = _Parts(attributes)
            self._text = self._markup = ""
        elif name == "tu":
            self._outer = _Parts(attributes)
            self._variants = []
        elif name in INLINE:
            if "seg" in stack:  # and not in a note, where such tags have no meaning
                self._start_inline(name, attributes)
            return
        elif name == "header":
            self._outer = _Parts(attributes)
        elif name == "tmx":
            self._version = attributes.get("version", "")
        self._buffer.clear()

    def _end(self, name: str) -> None:
        self._stack.pop()
        if name == "prop":
            buffer = self._buffer
            value = buffer[0] if len(buffer) == 1 else "".join(buffer)
            (self._inner or self._outer).properties.append((self._type, value))
        elif name == "seg":
            self._end_seg()
        elif name == "tuv":
            if self._inner:
                self._end_tuv(self._inner)
        elif name == "tu":
            self._end_tu(self._outer)
        elif self._seg:
            self._flush(self._seg)
            self._seg.end()
        elif name == "note":
            (self._inner or self._outer).notes.append("".join(self._buffer))
        elif name == "header":
            self.header = Header(
                self._version,
                self._outer.attributes.get("srclang", ""),
                self._outer.attributes,
                tuple(self._outer.properties),
                tuple(self._outer.notes),
            )

    def _end_tu(self, parts: "_Parts") -> None:
        self._count += 1
        self.units.append(
            TranslationUnit(
                tuple(self._variants),
                tuple(parts.properties),
                tuple(parts.notes),
                tuple(parts.attributes.items()),
            )
        )

    def _end_tuv(self, parts: "_Parts") -> None:
        older = parts.attributes.pop("lang", "")  # TMX 1.1
        self._variants.append(
            Variant(
                parts.attributes.pop("xml:lang", older),
                self._text,
                self._markup,
                tuple(parts.properties),
                tuple(parts.notes),
                tuple(parts.attributes.items()),
            )
        )
        self._inner = None

    def _end_seg(self) -> None:
        if self._seg is None:
            self._text = "".join(self._buffer)
        else:
            self._flush(self._seg)
            self._text, self._markup = self._seg.words, self._seg.source
            self._seg = None

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if self._seg is None:
            self._seg = Markup()
        self._flush(self._seg)
        if not self._seg.start(name, attributes):
            self._fail(f"inline elements are nested more than {DEPTH} deep")

    def _flush(self, seg: Markup) -> None:
        seg.text("".join(self._buffer))
        self._buffer.clear()

    def _unexpected(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """Pass over an element that TMX does not know; refuse one in the wrong place."""
        if not parent and name != "tmx":
            self._fail(f"is no TMX: its root element is <{name[:40]}>", "give a .tmx file")
        if name in ELEMENTS and name not in INLINE:
            self._fail(f"<{name}> stands inside <{parent[:40]}>")
        if len(self._stack) > DEPTH:
            self._fail(f"elements are nested more than {DEPTH} deep")
        self._stack.append(name)
        if "seg" in self._stack:
            self._start_inline(name, attributes)

    def _fail(self, reason: str, remedy: str = "export it again as TMX 1.4") -> NoReturn:
        raise InputError(self._path, f"{reason}; {remedy}", self.parser.CurrentLineNumber)


class _Parts:
    """Attributes, properties and notes of one open element."""

    __slots__ = ("attributes", "notes", "properties")

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.properties: list[tuple[str, str]] = []
        self.notes: list[str] = []
