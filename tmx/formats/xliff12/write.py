"""Units in XLIFF 1.2 (OASIS Standard, 1 February 2008).

write(path, units, source, target, header) -> int

Inline codes of TMX become those of XLIFF. What of a unit XLIFF has no place for stands in elements
and attributes of a namespace of our own, as section 2.5 allows; `read` gives it all back.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TextIO

from corpus.errors import InputError
from corpus.support.files import write_atomically
from tmx.formats.states import APPROVED, LOCKED, STATE
from tmx.formats.tmx.read import NO_HEADER, Header
from tmx.formats.tmx.source_target import Sides, relabelled
from tmx.formats.xliff.write_inline import plain
from tmx.formats.xliff12.vocabulary import CORE, TMX, state_name
from tmx.formats.xliff12.write_inline import Inline
from tmx.units.characters import ILLEGAL
from tmx.units.languages import normal_code, primary, two_languages
from tmx.units.markup import attribute
from tmx.units.unit import Pairs, TranslationUnit, Variant

_IN_MEMORY = 1 << 24
"""Bytes of the units of a language pair; more are kept on disk until all are known."""
_ORIGINAL = "memory"
"""What is translated, where the documents are not known or do not stand together."""


def write(
    path: str | Path,
    units: Iterable[TranslationUnit],
    source: str,
    target: str,
    header: Header = NO_HEADER,
    relabel: tuple[bool, bool] = (False, False),
) -> int:
    """Write the variants in two languages of each unit that has both; the number of units.

    A <file> has one pair of codes, as tools take them from there: units of other regions stand in
    others, which follow. Where all units of a document stand together, each has one of its own.
    Of the header TMX's attributes but srclang, the properties and the notes are kept.

    Args:
        path: of the file.
        units: any.
        source: code of the source.
        target: code of the target.
        header: of the memory.
        relabel: whether a source (a target) of another region takes the code given here.

    Raises:
        UsageError: the codes are not of two languages.
        InputError: there is no unit, or the place cannot be written.
    """
    codes = two_languages(source, target)
    files: dict[tuple[str, str], _File] = {}
    count = 0
    with write_atomically(path) as stream, ExitStack() as spooled:
        for count, (unit, found) in enumerate(Sides(*codes).whole(units), 1):
            sides = relabelled(found, codes, relabel)
            said = _said(sides[0], codes[0]), _said(sides[1], codes[1])
            if said not in files:
                lines = spooled.enter_context(SpooledTemporaryFile(_IN_MEMORY))
                files[said] = _File(said, lines)
            files[said].add(_unit(count, unit, sides, said), _document(unit, said[0]))
        if not count:
            raise InputError(path, "is not written: there is no unit, and XLIFF needs one")
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="1.2" xmlns="{CORE}" xmlns:tmx="{TMX}">\n'
        )
        details = _details("", header.notes, header.properties, header.kept)
        for file in files.values():
            file.write(stream, details)
            details = ""
        stream.write("</xliff>\n")
    return count


def _said(variant: Variant, code: str) -> str:
    """The code under which a text stands: its own, if that says more than the language."""
    own = normal_code(variant.language)
    return own if "-" in own else code


def _document(unit: TranslationUnit, code: str) -> str:
    """The document that the source is from, if that is known."""
    return dict(unit.properties).get(f"x-document-{primary(code)}", "")


class _File:
    """The units of one language pair, kept in `lines` until all are known."""

    def __init__(self, codes: tuple[str, str], lines: IO[bytes]) -> None:
        self._codes = codes
        self._units = lines
        self._begins: dict[int, str] = {}
        """The documents, by where they begin."""
        self._last: str | None = None

    def add(self, unit: str, document: str) -> None:
        """One more unit, as it is written."""
        if document != self._last:
            self._begins[self._units.tell()] = self._last = document
        self._units.write(unit.encode())

    def write(self, stream: TextIO, details: str) -> None:
        """Write a <file> for each document, or one for all of them.

        Args:
            stream: to write to.
            details: what stands in the header of the first.
        """
        begins = self._begins
        if len({*begins.values()}) < len(begins):
            begins = {0: ""}
        at = 0
        self._units.seek(0)
        for line in self._units:
            if at in begins:
                stream.write("</body>\n</file>\n" if at else "")
                stream.write(self._begin(begins[at], "" if at else details))
            stream.write(line.decode())
            at += len(line)
        stream.write("</body>\n</file>\n")

    def _begin(self, document: str, details: str) -> str:
        source, target = self._codes
        return (
            f"<file{attribute('original', ILLEGAL.sub('', document) or _ORIGINAL)}"
            f' datatype="plaintext"{attribute("source-language", source)}'
            f'{attribute("target-language", target)} xml:space="preserve">\n'
            f"<header>\n{details}</header>\n<body>\n"
        )


def _unit(
    number: int,
    unit: TranslationUnit,
    sides: tuple[Variant, Variant],
    codes: tuple[str, str],
) -> str:
    inline = Inline()
    one, other = (inline.segment(side) for side in sides)
    known = dict(unit.properties)
    approved = ' approved="yes"' if known.get(APPROVED) == "yes" else ""
    locked = ' translate="no"' if known.get(LOCKED) == "yes" else ""
    state = attribute("state", state_name(known.get(STATE, "")))
    notes, rest = [], []
    for side, item in (("", unit), ("source", sides[0]), ("target", sides[1])):
        own = item.attributes
        if side and item.language != codes[side == "target"]:  # type: ignore[union-attr]
            own = (("xml:lang", item.language), *own)  # type: ignore[union-attr]
        notes.append(_details(side, item.notes, (), ()))
        rest.append(_details(side, (), item.properties, own))
    return (
        f'<trans-unit id="{number}"{approved}{locked}>\n<source>{one}</source>\n'
        f"<target{state}>{other}</target>\n{''.join(notes)}{''.join(rest)}</trans-unit>\n"
    )


def _details(side: str, notes: Iterable[str], properties: Pairs, attributes: Pairs) -> str:
    return "".join(_lines(side, notes, properties, attributes))


def _lines(side: str, notes: Iterable[str], properties: Pairs, attributes: Pairs) -> Iterator[str]:
    for note in notes:
        yield f"<note{attribute('annotates', side or 'general')}>{plain(note)}</note>\n"
    where = attribute("side", side) if side else ""
    for kind, pairs in (("prop", properties), ("attribute", attributes)):
        for name, value in pairs:
            type_ = attribute("type", ILLEGAL.sub("", name))
            yield f"<tmx:{kind}{where}{type_}>{plain(value)}</tmx:{kind}>\n"
