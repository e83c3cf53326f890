"""Segments in TSV, CSV and XLSX, and as reviews (`tmx.formats.review`, Trados, memoQ) have them.

read_units(path, codes) -> Iterator[TranslationUnit]       read(path) -> Iterator[SentencePair]
languages(path) -> Languages                               as it says them
write_tsv(path, rows) | write_csv | write_xlsx -> int
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import InputError
from corpus.language.headers import SOURCE, SOURCE_LANGUAGE, TARGET, TARGET_LANGUAGE, TEXT
from corpus.model import SentencePair
from corpus.support.files import tsv_line, write_atomically
from tmx.formats.headers import LANGUAGES, Column, code_of, columns, directed
from tmx.formats.placeholders import words
from tmx.formats.records import BOM, OnLoss, Record, all_records, safe_cell, too_many
from tmx.formats.rows import COLUMNS, cells, is_fragment, pair_from_row, unit_from_row
from tmx.formats.states import Said
from tmx.formats.states import said as said_by
from tmx.units.languages import normal_code, primary
from tmx.units.names import name_in
from tmx.units.unit import TranslationUnit

_ID, _NOTE, _STATUS = "concept", "note", "status"  # roles, as `corpus.language.headers` has them
_OURS = "id"
"""The column of a review by which `tmx.formats.review` finds a unit again."""
_SAMPLE = 1000
"""Rows by which it is told what a table does not say."""
_SHOWING = 200
"""Rows by which it is told where their Chinese was written."""
_KNOWN = frozenset(
    (*COLUMNS, SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE, _ID, _NOTE, _STATUS)
)


def read(
    path: str | Path, passed: Counter[str] | None = None, on_loss: OnLoss | None = None
) -> Iterator[SentencePair]:
    """The pairs of a table with a header, as `tmx.formats.headers` understands it.

    Args:
        path: .tsv, .csv, .xlsx (the first sheet) or .docx.
        passed: is given how many rows are no units, by why their status says so.
        on_loss: is told of columns that were not used, and of inline codes in a review.

    Raises:
        InputError: it cannot be read, Chinese or English has no column, or a row has more fields
            than the header, or one that cannot be.
    """
    opened = _opened(path, on_loss)
    for number, row, _ in opened.segments(Counter() if passed is None else passed, on_loss):
        yield pair_from_row(path, row, number)


def read_units(
    path: str | Path,
    codes: tuple[str, str],
    passed: Counter[str] | None = None,
    on_loss: OnLoss | None = None,
    *,
    every: bool = False,
) -> Iterator[TranslationUnit]:
    """The same as units, the source first, with notes and state.

    Args:
        path: as above.
        codes: of columns that say no script or region.
        passed: as above.
        on_loss: as above.
        every: give rows that are no units, too.

    Raises:
        InputError: as above.
    """
    opened = _opened(path, on_loss)
    default = {primary(code): code for code in codes}
    passed = Counter() if passed is None else passed
    for number, row, status in opened.segments(passed, on_loss, every=every):
        sides = opened.sides(row)
        source, target = (default.get(code, code) for code in sides)
        unit = unit_from_row(path, row, number, (source, target))
        note = row.get(_NOTE, "").strip()
        if status.properties or note or _ID in row:
            name = name_in(str(path), row.get(_ID, "").strip())
            unit = unit._replace(
                properties=unit.properties + status.properties,
                notes=(note,) if note else (),
                attributes=(("tuid", name),) if name else (),
            )
        yield unit


class Languages(NamedTuple):
    """What a table says of its languages.

    Attributes:
        codes: of source and target, as the columns say; "zh" or "en" where no more is said. The
            source is what is called so, or else stands first.
        chinese: Chinese of its first rows.
    """

    codes: tuple[str, str]
    chinese: str


def languages(path: str | Path) -> Languages:
    """What a table says of its languages.

    Raises:
        InputError: as `read`.
    """
    opened = _opened(path)
    rows = [row for _, row in islice(opened.rows(), _SHOWING)]
    return Languages(opened.sides(rows[0] if rows else {}), "\n".join(row["zh"] for row in rows))


class _Opened(NamedTuple):
    """A table whose header has been read.

    Attributes:
        path: of the table.
        names: its header.
        used: what a column is used for, by its place.
        codes: of source and target; None where the rows say it.
        records: its rows.
    """

    path: str | Path
    names: Sequence[str]
    used: Mapping[int, str]
    codes: tuple[str, str] | None
    records: Iterator[Record]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row by what its columns are used for, with its line, Chinese and English in it.

        Raises:
            InputError: more fields than columns, or a language that is none of ours.
        """
        for number, texts in self.records:
            if any(map(str.strip, texts[len(self.names) :])):
                raise InputError(self.path, too_many(self.path, texts, len(self.names)), number)
            row = {key: texts[place] for place, key in self.used.items() if place < len(texts)}
            if self.codes is None:
                row = _by_language(self.path, row, number)
            yield number, {"zh": "", "en": "", **row}

    def segments(
        self, passed: Counter[str], on_loss: OnLoss | None, *, every: bool = False
    ) -> Iterator[tuple[int, dict[str, str], Said]]:
        """The rows that are units, with what their status says; the others are counted."""
        unused = [
            name for place, name in enumerate(self.names) if place not in self.used and name.strip()
        ]
        if on_loss and unused:
            hint = "; --onto MEMORY takes a review's corrections back" if _OURS in unused else ""
            on_loss(f"{self.path}: columns that are not used: {', '.join(unused)}{hint}")
        reviewed = any(column.role == _ID for column in columns(self.names))
        codes_shown = 0
        for number, row in self.rows():
            if is_fragment(row):
                continue
            status = said_by(row.get(_STATUS, ""))
            if status.passed:
                passed[status.passed] += 1
            if status.passed and not every:
                continue
            plain = {key: words(text) for key, text in row.items()} if reviewed else row
            codes_shown += plain != row
            yield number, plain, status
        if on_loss and codes_shown:
            note = "rows with inline codes, which only --onto takes back"
            on_loss(f"{self.path}: {note}: {codes_shown:,}")

    def sides(self, row: Mapping[str, str]) -> tuple[str, str]:
        """The codes of source and target in a row."""
        if self.codes:
            return self.codes
        languages = (row.get(key, "") for key in (SOURCE_LANGUAGE, TARGET_LANGUAGE))
        source, target = (code_of(name) or normal_code(name) for name in languages)
        return source or LANGUAGES[0], target or LANGUAGES[1]


def _opened(path: str | Path, on_loss: OnLoss | None = None) -> _Opened:
    """A table, its header read; `on_loss` is told of other tables and sheets.

    Raises:
        InputError: it cannot be read, or Chinese or English has no column.
    """
    rows = all_records(path, on_loss)
    line, names = next(rows, (1, ()))
    sample = list(islice(rows, _SAMPLE))
    found = directed(path, columns(names, COLUMNS), [fields for _, fields in sample], line)
    used = _used(found, names)
    return _Opened(path, names, used, _codes(found, used), chain(sample, rows))


def _codes(found: Sequence[Column], used: Mapping[int, str]) -> tuple[str, str] | None:
    """Source and target as the columns say, or None where the rows do."""
    if SOURCE_LANGUAGE in used.values():
        return None
    one, other = (found[place] for place, key in used.items() if key in LANGUAGES)
    if TARGET in (one.side, "") and SOURCE in (other.side, "") and one.side != other.side:
        return other.code, one.code
    return one.code, other.code


def _used(found: Sequence[Column], names: Sequence[str]) -> dict[int, str]:
    """The columns that are used, by their places; of several of one kind the first.

    Only what numbers segments (``Segment ID``) names them: other numbers are those of rows.
    """
    used: dict[int, str] = {}
    for place, (role, code, _) in enumerate(found):
        key = primary(code) if role == TEXT else role
        if key == _ID and "segment" not in names[place].lower() and "句段" not in names[place]:
            continue
        if key in _KNOWN and key not in used.values():
            used[place] = key
    return used


def _by_language(path: str | Path, row: dict[str, str], number: int) -> dict[str, str]:
    """A row that names the languages of its source and target."""
    for text, language in ((SOURCE, SOURCE_LANGUAGE), (TARGET, TARGET_LANGUAGE)):
        said = row.get(language, "")
        code = primary(code_of(said) or said)
        if code not in LANGUAGES:
            reason = f"language {said!r} is neither Chinese nor English; remove the line"
            raise InputError(path, reason, number)
        if code in row:
            raise InputError(path, f"source and target are both {code}; correct the line", number)
        row[code] = row.get(text, "")
    return row


def write_tsv(
    path: str | Path, rows: Iterable[Mapping[str, Any]], texts: Sequence[str] = LANGUAGES
) -> int:
    """Write a TSV; a tab or line break in a text becomes a space.

    Args:
        path: of the table.
        rows: as `rows.fields` gives them.
        texts: names of the columns of source and target: their codes.
    """
    count = 0
    with write_atomically(path) as stream:
        stream.write(tsv_line(_names(texts)))
        for count, row in enumerate(_ordered(rows, texts), 1):  # noqa: B007  (the last is the count)
            stream.write(tsv_line(row))
    return count


def write_csv(
    path: str | Path, rows: Iterable[Mapping[str, Any]], texts: Sequence[str] = LANGUAGES
) -> int:
    """Write a CSV that spreadsheets open as it is meant; `write_tsv` says what is given."""
    count = 0
    with write_atomically(path) as stream:
        stream.write(BOM)
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(_names(texts))
        for count, row in enumerate(_ordered(rows, texts), 1):  # noqa: B007  (as in write_tsv)
            table.writerow(map(safe_cell, row))
    return count


def write_xlsx(
    path: str | Path, rows: Iterable[Mapping[str, Any]], texts: Sequence[str] = LANGUAGES
) -> int:
    """Write a workbook of one sheet; scores are numbers, all else is text."""
    from corpus.support.workbook import write_rows

    score = COLUMNS.index("score")

    def numbered() -> Iterator[list[object]]:
        for row in _ordered(rows, texts):
            found: list[object] = [cell or None for cell in row]
            if row[score]:
                found[score] = float(row[score])
            yield found

    return write_rows(path, numbered(), _names(texts), "pairs")


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return (*texts, *COLUMNS[len(texts) :])


def _ordered(rows: Iterable[Mapping[str, Any]], texts: Sequence[str]) -> Iterator[list[str]]:
    """The cells of rows, those of the source first."""
    turned = primary(texts[0]) == LANGUAGES[1]
    for row in rows:
        found = cells(row)
        yield [found[1], found[0], *found[2:]] if turned else found
