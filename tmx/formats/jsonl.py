"""Sentence pairs or whole units in JSON Lines: the columns of a table, and what they cannot hold.

A unit that is more than its pair (other codes, inline markup, notes …) has all of it in a field
``tmx``. Where the fields of the pair were edited since, they win.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.model import SentencePair
from corpus.readers.plain import numbered_lines
from corpus.support.files import write_atomically
from tmx.formats.rows import CODES, fields, fields_of, is_fragment, pair_from_row, unit_from_row
from tmx.units.languages import primary
from tmx.units.records import record, unit_from_record
from tmx.units.unit import TranslationUnit, pair_from_unit, unit_from_pair


def read(path: str | Path) -> Iterator[SentencePair]:
    """The pair of each line."""
    return (pair_from_row(path, row, line) for line, row in _rows(path))


def read_units(path: str | Path, source: str, target: str) -> Iterator[TranslationUnit]:
    """The unit of each line, in the codes given where the line names none."""
    for line, row in _rows(path):
        if "tmx" not in row:
            yield unit_from_row(path, row, line, (source, target))
            continue
        pair = pair_from_row(path, row, line)
        try:
            yield _edited(unit_from_record(row["tmx"]), pair, row)
        except (AttributeError, ValueError) as error:
            reason = f"its field tmx is {error}; remove the field"
            raise InputError(path, reason, line) from None


def codes(path: str | Path) -> tuple[str, str] | None:
    """The codes of the first unit that names them, in the order of its variants.

    Chinese and English where it has both, else its first two.
    """
    for _, row in _rows(path):
        if "tmx" in row:
            try:
                unit = unit_from_record(row["tmx"])
            except (AttributeError, ValueError):
                return None
            every = list(dict.fromkeys(variant.language for variant in unit.variants))
            ours = [code for code in every if primary(code) in ("zh", "en")]
            found = ours if len({*map(primary, ours)}) > 1 else every
            return (found[0], found[1]) if len(found) > 1 else None
    return None


def write(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a line for each row."""
    count = 0
    with write_atomically(path) as stream:
        for count, row in enumerate(rows, 1):  # noqa: B007  (the last number is the count)
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def write_units(
    path: str | Path, units: Iterable[TranslationUnit], codes: tuple[str, ...] = ()
) -> int:
    """Write a line for each unit with words in two languages.

    Of several variants of a language the fields of the pair have the one of `codes`.
    """
    return write(path, filter(None, (_row(unit, codes) for unit in units)))


def _row(unit: TranslationUnit, codes: tuple[str, ...]) -> dict[str, Any] | None:
    pair = pair_from_unit(unit, codes)
    if pair is None:
        texts = {primary(v.language): v.text.strip() for v in reversed(unit.variants)}
        if sum(bool(variant.text.strip()) for variant in unit.variants) < 2:
            return None
        known = fields(SentencePair(texts.get("zh", ""), texts.get("en", "")))
        del known["score"], known["kind"]
        return known | {"tmx": record(unit)}
    row = fields_of(unit, pair)
    if _is_plain(unit) and unit == unit_from_row("", row, 0, CODES):
        return row
    several = len(unit.variants) > len(CODES) and pair != pair_from_unit(unit)
    chosen = {"codes": list(codes)} if several else {}
    return row | chosen | {"tmx": record(unit)}


def _is_plain(unit: TranslationUnit) -> bool:
    """Whether a unit has nothing but texts under the usual codes, and properties."""
    codes = tuple(variant.language for variant in unit.variants)
    return codes == CODES and not (unit.attributes or unit.notes)


def _edited(unit: TranslationUnit, pair: SentencePair, row: Mapping[str, Any]) -> TranslationUnit:
    """The unit, with what was changed in the fields of the pair, which are those of the codes."""
    before = pair_from_unit(unit, tuple(row.get("codes", ())))
    if before is None or fields(before) == fields(pair):
        return unit
    variants = list(unit.variants)
    for language, old, new in (("zh", before.zh, pair.zh), ("en", before.en, pair.en)):
        for place, variant in enumerate(variants):
            if old != new and primary(variant.language) == language and variant.text.strip() == old:
                variants[place] = variant._replace(text=new, markup="")
                break
    given = unit_from_row("", row, 0, CODES).properties
    known = {name for name, _ in (*given, *unit_from_pair(before).properties)}
    left = tuple((name, value) for name, value in unit.properties if name not in known)
    return unit._replace(variants=tuple(variants), properties=(*given, *left))


def _rows(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in numbered_lines(path):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(path, f"no JSON ({error}); one object a line", number) from None
            if not isinstance(row, dict):
                raise InputError(path, "no JSON object; one object a line", number)
            if not is_fragment(row):
                yield number, row
