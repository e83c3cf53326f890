"""Units in PO files.

write(path, units, source, target, header) -> int

Whatever of a unit is more than two texts stands in a comment for translators (``#. tmx: …``), from
which `read` has it again.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from corpus.errors import UsageError
from corpus.support.files import write_atomically
from tmx.formats.gettext.entries import quoted
from tmx.formats.gettext.read import CONTEXT, RECORD, SOURCE_FIELD, note_lines
from tmx.formats.tmx.read import NO_HEADER, Header
from tmx.formats.tmx.source_target import Sides
from tmx.units.languages import normal_code
from tmx.units.records import record
from tmx.units.structure import ELEMENTS
from tmx.units.unit import TranslationUnit, Variant


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
    source, target = normal_code(source), normal_code(target)
    if source == target:
        raise UsageError(f"{source} and {target} are no two languages")
    sides = Sides(source, target)
    seen: Counter[int] = Counter()
    used: set[int] = set()
    count = 0
    with write_atomically(path) as stream:
        _write_header(stream, source, target, header)
        for unit in units:
            one, other = sides.of(unit)
            if not (one.text.strip() and other.text.strip()):
                continue
            count += 1
            own = dict(unit.properties).get(CONTEXT, "")
            context = _unused(own, one.text, seen, used)
            _write_entry(stream, unit, one, other, context, (source, target))
    return count


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


def _write_header(stream: TextIO, source: str, target: str, header: Header) -> None:
    known = ELEMENTS["header"].required | ELEMENTS["header"].optional
    kept = {
        "attributes": [[k, v] for k, v in header.attributes.items() if k in known - {"srclang"}],
        "properties": header.properties,
        "notes": header.notes,
    }
    kept = {name: value for name, value in kept.items() if value}
    if kept:
        stream.write(f"#. {RECORD}{json.dumps(kept, ensure_ascii=False)}\n")
    said = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target.replace("-", "_"),
        SOURCE_FIELD: source.replace("-", "_"),
    }
    stream.write('msgid ""\nmsgstr ""\n')
    stream.writelines(f"{quoted(f'{name}: {value}' + chr(10))}\n" for name, value in said.items())


def _write_entry(
    stream: TextIO,
    unit: TranslationUnit,
    one: Variant,
    other: Variant,
    context: str,
    codes: tuple[str, str],
) -> None:
    stream.write("\n")
    plain = TranslationUnit((Variant(codes[0], one.text), Variant(codes[1], other.text)))
    stream.writelines(f"# {line}\n" for line in note_lines(unit))
    if unit != plain or context:
        kept = json.dumps(record(unit), ensure_ascii=False)
        stream.write(f"#. {RECORD}{kept}\n")
    if context:
        stream.write(f"msgctxt {quoted(context)}\n")
    stream.write(f"msgid {quoted(one.text)}\nmsgstr {quoted(other.text)}\n")
