"""Units in XLIFF 1.2 (OASIS Standard, 1 February 2008).

write(path, units, source, target, header) -> int

Inline codes of TMX become those of XLIFF. What of a unit XLIFF has no place for stands in elements
and attributes of a namespace of our own, as section 2.5 allows; `read` gives it all back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from corpus.errors import InputError, UsageError
from corpus.support.files import write_atomically
from tmx.formats.states import APPROVED, LOCKED, STATE
from tmx.formats.tmx.read import Header
from tmx.formats.tmx.source_target import Sides
from tmx.formats.xliff.write_inline import plain
from tmx.formats.xliff12.vocabulary import CORE, TMX, state_name
from tmx.formats.xliff12.write_inline import Inline
from tmx.units.characters import ILLEGAL
from tmx.units.languages import normal_code
from tmx.units.markup import attribute
from tmx.units.structure import ELEMENTS
from tmx.units.unit import Pairs, TranslationUnit, Variant

_NO_HEADER = Header("", "", {})


def write(
    path: str | Path,
    units: Iterable[TranslationUnit],
    source: str,
    target: str,
    header: Header = _NO_HEADER,
) -> int:
    """Write the variants in two languages of each unit that has both; the number of units.

    Of the header TMX's attributes but srclang, the properties and the notes are kept.

    Raises:
        UsageError: the codes are not of two languages.
        InputError: there is no unit, or the place cannot be written.
    """
    source, target = normal_code(source), normal_code(target)
    if source == target:
        raise UsageError(f"{source} and {target} are no two languages")
    sides = Sides(source, target)
    count = 0
    with write_atomically(path) as stream:
        known = ELEMENTS["header"].required | ELEMENTS["header"].optional
        attributes = tuple((k, v) for k, v in header.attributes.items() if k in known - {"srclang"})
        details = _details("", header.notes, header.properties, attributes)
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="1.2" xmlns="{CORE}" xmlns:tmx="{TMX}">\n'
            f'<file original="memory" datatype="plaintext"{attribute("source-language", source)}'
            f'{attribute("target-language", target)} xml:space="preserve">\n'
            f"<header>\n{details}</header>\n<body>\n"
        )
        for unit in units:
            found = sides.of(unit)
            if all(side.text.strip() for side in found):
                count += 1
                _write_unit(stream, count, unit, found, (source, target))
        if not count:
            raise InputError(path, "is not written: there is no unit, and XLIFF needs one")
        stream.write("</body>\n</file>\n</xliff>\n")
    return count


def _write_unit(
    stream: TextIO,
    number: int,
    unit: TranslationUnit,
    sides: tuple[Variant, Variant],
    codes: tuple[str, str],
) -> None:
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
    stream.write(
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
