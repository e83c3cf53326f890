"""Units in XLIFF 2.1 (OASIS Standard, 13 February 2018).

write(path, units, source, target, header) -> int

Inline codes of TMX become those of XLIFF, with the whole TMX element as their original data;
properties and attributes stand in the metadata module, notes in notes.
`tmx.formats.xliff.vocabulary.read` gives it all back.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from corpus.errors import InputError
from corpus.support.files import write_atomically
from tmx.formats.states import APPROVED, LOCKED, STATE
from tmx.formats.tmx.read import NO_HEADER, Header
from tmx.formats.tmx.source_target import Sides, relabelled
from tmx.formats.xliff.vocabulary import ATTRIBUTES, CORE, METADATA, PROPERTIES, REVIEWED
from tmx.formats.xliff.write_inline import Inline, escape, plain
from tmx.units.languages import two_languages
from tmx.units.markup import attribute
from tmx.units.unit import Pairs, TranslationUnit, Variant


def write(
    path: str | Path,
    units: Iterable[TranslationUnit],
    source: str,
    target: str,
    header: Header = NO_HEADER,
    relabel: tuple[bool, bool] = (False, False),
) -> int:
    """Write the variants in two languages of each unit that has both; the number of units.

    Of the header TMX's attributes but srclang, the properties and the notes are kept.

    Args:
        path: of the file.
        units: any.
        source: code of the source of all.
        target: code of the target of all.
        header: of the memory.
        relabel: whether a source (a target) of another region takes the code given here; else
            its own stands among its attributes.

    Raises:
        UsageError: the codes are not of two languages.
        InputError: there is no unit, which XLIFF does not allow, or the place cannot be written.
    """
    codes = source, target = two_languages(source, target)
    count = 0
    with write_atomically(path) as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1"'
            f"{attribute('srcLang', source)}{attribute('trgLang', target)}>\n"
            '<file id="f1" xml:space="preserve">\n'
        )
        groups = [_group(PROPERTIES, "", header.properties), _group(ATTRIBUTES, "", header.kept)]
        stream.write(_metadata(groups))
        stream.write(_notes((note, "") for note in header.notes))
        for count, (unit, found) in enumerate(Sides(*codes).whole(units), 1):
            _write_unit(stream, count, unit, relabelled(found, codes, relabel), codes)
        if not count:
            raise InputError(path, "is not written: there is no unit, and XLIFF needs one")
        stream.write("</file>\n</xliff>\n")
    return count


def _write_unit(
    stream: TextIO,
    number: int,
    unit: TranslationUnit,
    sides: tuple[Variant, Variant],
    codes: tuple[str, str],
) -> None:
    inline = Inline()
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
        f'<data id="d{place}">{escape(raw)}</data>\n' for place, raw in enumerate(inline.data, 1)
    )
    known = dict(unit.properties)
    locked = ' translate="no"' if known.get(LOCKED) == "yes" else ""
    state = REVIEWED if known.get(STATE) == REVIEWED else "translated"
    if known.get(APPROVED) == "yes":
        state = "final"
    stream.write(
        f'<unit id="u{number}"{locked}>\n{_metadata(groups)}{_notes(notes)}'
        + (f"<originalData>\n{data}</originalData>\n" if data else "")
        + f'<segment state="{state}">\n<source>{segments[0]}</source>\n'
        f"<target>{segments[1]}</target>\n</segment>\n</unit>\n"
    )


def _group(category: str, side: str, pairs: Pairs) -> str:
    if not pairs:
        return ""
    applies = attribute("appliesTo", side) if side else ""
    metas = "".join(
        f"<mda:meta{attribute('type', name)}>{plain(value)}</mda:meta>\n" for name, value in pairs
    )
    return f'<mda:metaGroup category="{category}"{applies}>\n{metas}</mda:metaGroup>\n'


def _metadata(groups: Iterable[str]) -> str:
    text = "".join(groups)
    return f"<mda:metadata>\n{text}</mda:metadata>\n" if text else ""


def _notes(notes: Iterable[tuple[str, str]]) -> str:
    text = "".join(
        f"<note{attribute('appliesTo', side) if side else ''}>{plain(note)}</note>\n"
        for note, side in notes
    )
    return f"<notes>\n{text}</notes>\n" if text else ""
