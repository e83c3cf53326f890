"""Units in PO files.

write(path, units, source, target, header) -> int

Whatever of a unit is more than two texts stands in a comment for translators (``#. tmx: …``), from
which `read` has it again.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.support.files import write_atomically
from tmx.formats.gettext.entries import lines as entry_lines
from tmx.formats.gettext.entries import quoted
from tmx.formats.gettext.messages import are_forms, entry_of, is_natural, plural_forms, units_of
from tmx.formats.gettext.read import (
    FIELD,
    PLURAL_FORMS,
    RECORD,
    SOURCE_FIELD,
    WRITTEN,
    note_lines,
)
from tmx.formats.tmx.read import NO_HEADER, Header
from tmx.formats.tmx.source_target import Sides
from tmx.units.characters import normal_text
from tmx.units.languages import primary, two_languages
from tmx.units.records import record
from tmx.units.unit import TranslationUnit


def write(
    path: str | Path,
    units: Iterable[TranslationUnit],
    source: str,
    target: str,
    header: Header = NO_HEADER,
) -> int:
    """Write each unit with words in both languages; the number of units.

    Raises:
        UsageError: the codes are not of two languages.
        InputError: the place cannot be written.
    """
    codes = two_languages(source, target)
    catalogue = _Catalogue(codes)
    count = 0
    with write_atomically(path) as stream:
        stream.writelines(_header(codes, header))
        before: TranslationUnit | None = None
        for unit, _ in Sides(*codes).whole(units):
            count += 1
            if before is None or not are_forms(before, unit):
                stream.writelines(catalogue.lines(before) if before else ())
                before = unit
            elif found := catalogue.plural(before, unit):
                stream.writelines(found)
                before = None
            else:
                stream.writelines(catalogue.lines(before))
                before = unit
        stream.writelines(catalogue.lines(before) if before else ())
    return count


class _Catalogue:
    """Makes entries of units, no two with one context and text."""

    def __init__(self, codes: tuple[str, str]) -> None:
        self._codes = codes
        self._seen: Counter[int] = Counter()
        self._used: set[int] = set()

    def lines(self, unit: TranslationUnit) -> Iterator[str]:
        """The lines of a unit's entry, with a record of what the entry itself does not say."""
        entry = entry_of((unit,), self._codes)
        own = entry.context or ""
        entry.context = _unused(own, entry.source or "", self._seen, self._used) or None
        if not is_natural(unit) or _normal(units_of(entry, self._codes)) != _normal((unit,)):
            entry.comments, entry.extracted = note_lines(unit), []
            kept = json.dumps(record(unit), ensure_ascii=False)
            entry.extracted = [f"{RECORD}{kept}"]
        return (f"{line}\n" for line in entry_lines(entry))

    def plural(self, one: TranslationUnit, other: TranslationUnit) -> list[str]:
        """The lines of the entry of two forms; none if an entry cannot say all of them."""
        entry = entry_of((one, other), self._codes)
        said = entry.context or "", entry.source or ""
        key = hash(tuple(map(quoted, said)))
        both = _normal((one, other))
        if key in self._used or _normal(units_of(entry, self._codes)) != both:
            return []
        self._used.add(key)
        return [f"{line}\n" for line in entry_lines(entry)]


def _normal(units: Iterable[TranslationUnit]) -> list[TranslationUnit]:
    """The units with their texts as all forms have them."""
    return [
        unit._replace(
            variants=tuple(
                variant._replace(text=normal_text(variant.text)) for variant in unit.variants
            )
        )
        for unit in units
    ]


def _unused(own: str, text: str, seen: Counter[int], used: set[int]) -> str:
    """The context of an entry, with a number if another entry has it with this text.

    Args:
        own: the unit's context.
        text: what is translated.
        seen: the number up to which a context of its own and a text are taken; counted on.
        used: hashes of the contexts and texts of entries; added to.
    """
    key = hash((own, text))
    while True:
        seen[key] += 1
        context = own if seen[key] == 1 else f"{own} {seen[key]}".strip()
        if (entry := hash((quoted(context), quoted(text)))) not in used:
            used.add(entry)
            return context


def _header(codes: tuple[str, str], header: Header) -> Iterator[str]:
    """The lines of the entry that heads a catalogue."""
    own = {name[len(FIELD) :]: value for name, value in header.properties if _is_field(name)}
    notes = [line for note in header.notes for line in note.splitlines()]
    kept = {
        "attributes": [pair for pair in header.kept if pair[0] == "segtype"],
        "properties": [pair for pair in header.properties if not _is_field(pair[0])],
        "notes": header.notes if ("\n".join(notes),) != header.notes else (),
    }
    kept = {name: value for name, value in kept.items() if value}
    source, target = (code.replace("-", "_") for code in codes)
    written = dict(zip(WRITTEN, ("1.0", "text/plain; charset=UTF-8", "8bit", target), strict=True))
    forms = plural_forms(codes[1])
    if primary(header.source) == primary(codes[1]):
        own.pop(PLURAL_FORMS, None)  # those of what is now the source
    said = ({PLURAL_FORMS: forms} if forms else {}) | own | written | {SOURCE_FIELD: source}
    yield from (f"# {line}".rstrip() + "\n" for line in notes)
    if kept:
        yield f"#. {RECORD}{json.dumps(kept, ensure_ascii=False)}\n"
    yield 'msgid ""\nmsgstr ""\n'
    yield from (f"{quoted(f'{name}: {value}' + chr(10))}\n" for name, value in said.items())


def _is_field(name: str) -> bool:
    return name.startswith(FIELD) and ":" not in name
