"""Corrections of a review, taken back into the memory that it was made of.

take_back(review, output, memory) -> Corrected(units, changed, …)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from corpus.errors import InputError, UsageError
from corpus.language.headers import SOURCE, TARGET, TEXT
from tmx.conversion.reading import TABLES, direction_of, form_of, header_of, read_units
from tmx.formats.headers import columns
from tmx.formats.placeholders import restored, shown, words
from tmx.formats.records import all_records
from tmx.formats.review.rows import Identifiers, cell_text
from tmx.formats.tmx.source_target import Sides
from tmx.formats.tmx.verbatim import verbatim
from tmx.formats.tmx.write import time_of_change
from tmx.units.languages import normal_code, primary
from tmx.units.unit import Pairs, TranslationUnit, Variant

_ID, _NOTE = "concept", "note"  # roles of columns, as `corpus.language.headers` has them


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was taken back.

    Attributes:
        units: in the output.
        changed: of which a row says something else.
        missing: of which there is no row; they stay as they are.
        unknown: lines of the review whose name no unit has, with what they have for one.
        unnamed: lines without a name.
        ambiguous: lines of which several have one name and say different things, or whose name
            several units have.
        empty: lines of which a text was taken out; the unit keeps it.
        lost: names of units, with the inline codes that stand in the corrected text no more.
        strange: names of units, with what looks like an inline code in the corrected text, and
            stands for none (it is kept as text), or stands there twice.
        unread: what of the file was not read: other sheets and tables, remarks at the margin.
    """

    units: int
    changed: int
    missing: int
    unknown: tuple[str, ...] = ()
    unnamed: tuple[int, ...] = ()
    ambiguous: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a review: its line, the two texts, and the note, or None without such a column."""

    line: int
    texts: tuple[str, str]
    note: str | None


@dataclass(slots=True)
class _Rows:
    """The rows of a review.

    Attributes:
        named: by name.
        unnamed: lines of those without a name.
        doubled: lines of those that share a name and differ, by name.
        unread: what is not read.
    """

    named: dict[str, _Row] = field(default_factory=dict)
    unnamed: list[int] = field(default_factory=list)
    doubled: dict[str, list[int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def doubled_lines(self) -> list[str]:
        """Lines and name of those that share one."""
        return [f"{', '.join(map(str, lines))}: {name}" for name, lines in self.doubled.items()]


def take_back(review: str | Path, output: str | Path, memory: str | Path) -> Corrected:
    """Write a memory as a review has corrected it.

    Segments and notes that differ from what the review showed are changed, with the date; all else
    stays as it was read, byte for byte.

    Args:
        review: a table with the columns id, source and target (by their languages, or so called)
            and perhaps note: .xlsx, .docx, .tsv or .csv.
        output: ends in .tmx; may be `memory`.
        memory: what the review was made of, in any form that holds units.

    Raises:
        UsageError: an ending that is none of these.
        InputError: a file that cannot be read, or no row of the review belongs to a unit.
    """
    if form_of(review) not in TABLES:
        raise UsageError(f"{review}: a review is a table: .xlsx, .docx, .tsv or .csv")
    if Path(output).suffix != ".tmx":
        raise UsageError(f"{output}: a memory's name must end in .tmx, or tools do not see it")
    codes = direction_of(memory)
    identifiers = Identifiers(read_units(memory))
    found = _rows(review, codes)
    corrections = _Corrections(found, codes, identifiers)
    head = header_of(memory)
    with verbatim(output, head) as add:
        for unit in read_units(memory):
            add(corrections.of(unit))
        if not corrections.known:
            reason = f"names no unit of {memory}; give the memory that the review was made of"
            raise InputError(review, reason)
    left = list(corrections.left())
    return Corrected(
        corrections.units,
        corrections.changed,
        corrections.missing,
        tuple(f"{line}: {name}" for line, name, shared in left if not shared),
        tuple(found.unnamed),
        (*found.doubled_lines(), *(f"{line}: {name}" for line, name, shared in left if shared)),
        tuple(corrections.empty),
        tuple(corrections.lost),
        tuple(corrections.strange),
        tuple(found.unread),
    )


class _Corrections:
    """Corrects units one after the other, and remembers what it did."""

    def __init__(self, rows: _Rows, codes: tuple[str, str], identifiers: Identifiers) -> None:
        self._rows = rows.named
        self._doubled = rows.doubled
        self._identifiers = identifiers
        self._sides = Sides(*codes)
        self._now = time_of_change()
        self._taken: set[str] = set()
        self.units = self.changed = self.missing = 0
        self.empty: list[str] = []
        self.lost: list[str] = []
        self.strange: list[str] = []

    @property
    def known(self) -> int:
        """Rows that a unit was found for."""
        return len(self._taken)

    def left(self) -> Iterator[tuple[int, str, bool]]:
        """Of the rows that no unit was found for: line, name, whether several units have it."""
        for name, row in self._rows.items():
            if name not in self._taken:
                yield row.line, name, self._identifiers.is_shared(name)

    def of(self, unit: TranslationUnit) -> TranslationUnit:
        """The unit as its row corrects it."""
        self.units += 1
        name = self._identifiers.of(unit)
        sides = self._sides.of(unit)
        row = self._rows.get(name)
        if row is None:
            whole = all(side.text.strip() for side in sides)
            self.missing += whole and name not in self._doubled
            return unit
        self._taken.add(name)
        new = unit._replace(variants=self._variants(unit, sides, row, name))
        note = cell_text("\n".join(unit.notes))
        if row.note is not None and row.note != note:
            new = new._replace(notes=tuple(filter(None, [row.note])))
        if new == unit:
            return unit
        self.changed += 1
        return new._replace(attributes=_dated(new.attributes, self._now))

    def _variants(
        self, unit: TranslationUnit, sides: tuple[Variant, Variant], row: _Row, name: str
    ) -> tuple[Variant, ...]:
        variants = list(unit.variants)
        before = shown(*sides)
        for place, text in enumerate(row.texts):
            side, other = sides[place], sides[1 - place]
            if text in (cell_text(before[place]), cell_text(words(before[place]))):
                continue
            if not words(text).strip():
                self.empty.append(f"{row.line}: {name}")
                continue
            found = restored(text, side, other)
            if found.lost:
                self.lost.append(f"{name}: {' '.join(found.lost)}")
            if found.unknown:
                self.strange.append(f"{name}: {' '.join(found.unknown)}")
            corrected = side._replace(
                text=found.text,
                markup=found.markup,
                attributes=_dated(side.attributes, self._now),
            )
            variants = [corrected if each is side else each for each in variants]
        return tuple(variants)


def _dated(attributes: Pairs, now: str) -> Pairs:
    """The attributes with the date of the change."""
    return (*((name, v) for name, v in attributes if name != "changedate"), ("changedate", now))


def _rows(path: str | Path, codes: tuple[str, str]) -> _Rows:
    """The rows of a review.

    Raises:
        InputError: a column is missing.
    """
    rows = _Rows()
    found = all_records(path, rows.unread.append)
    line, header = next(found, (1, ()))
    places = _places(path, line, header, codes)
    for number, fields in found:
        name, source, target, note = (
            cell_text(fields[place]) if place is not None and place < len(fields) else ""
            for place in places
        )
        row = _Row(number, (source, target), None if places[3] is None else note)
        if not name:
            if source or target or note:
                rows.unnamed.append(number)
            continue
        same = rows.named.setdefault(name, row)
        if (same.texts, same.note) != (row.texts, row.note):
            rows.doubled.setdefault(name, [same.line]).append(number)
    for name in rows.doubled:
        del rows.named[name]
    return rows


def _places(
    path: str | Path, line: int, header: Sequence[str], codes: tuple[str, str]
) -> tuple[int, int, int, int | None]:
    """The places of name, source, target and note."""
    named = columns(header)
    ends = zip((SOURCE, TARGET), codes, strict=True)
    wanted = [
        next(
            chain(
                (
                    n
                    for n, text in enumerate(header)
                    if normal_code(text or "?") in (code, primary(code))
                ),
                (
                    n
                    for n, column in enumerate(named)
                    if column.role == role
                    or (column.role == TEXT and column.language == primary(code))
                ),
            ),
            None,
        )
        for role, code in ends
    ]
    roles = [column.role for column in named]
    name = roles.index(_ID) if _ID in roles else None
    note = roles.index(_NOTE) if _NOTE in roles else None
    missing = [
        what for what, place in zip(("id", *codes), (name, *wanted), strict=True) if place is None
    ]
    if missing or name is None or wanted[0] is None or wanted[1] is None:
        reason = f"no column {', '.join(missing)}; give a review as tmx convert writes it"
        raise InputError(path, reason, line)
    return name, wanted[0], wanted[1], note
