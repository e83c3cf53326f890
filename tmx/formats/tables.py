"""Sentence pairs in TSV, CSV and XLSX, and as reviews (`tmx.formats.review`) have them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.language.headers import SOURCE, SOURCE_LANGUAGE, TARGET, TARGET_LANGUAGE, TEXT
from corpus.model import SentencePair
from corpus.support.files import tsv_line, write_atomically
from tmx.formats.headers import LANGUAGES, Column, code_of, columns, directed
from tmx.formats.placeholders import words
from tmx.formats.records import BOM, OnLoss, records, safe_cell, too_many
from tmx.formats.rows import COLUMNS, is_fragment, pair_from_row
from tmx.formats.rows import row as row_of
from tmx.units.languages import primary


def read(path: str | Path, on_loss: OnLoss | None = None) -> Iterator[SentencePair]:
    """The pairs of a table with a header, as `tmx.formats.headers` understands it.

    Args:
        path: .tsv, .csv, .xlsx (the first sheet) or .docx.
        on_loss: is told of columns that were not used, and of inline codes in a review.

    Raises:
        InputError: it cannot be read, Chinese or English has no column, or a row has more fields
            than the header, or one that cannot be.
    """
    rows = records(path)
    line, names = next(rows, (1, ()))
    found = columns(names, COLUMNS)
    if any(column.role in (SOURCE, TARGET, SOURCE_LANGUAGE) for column in found):
        kept = list(rows)
        found = directed(path, found, [fields for _, fields in kept], line)
        rows = iter(kept)
    else:
        found = directed(path, found, (), line)
    used = _used(found)
    unused = [name for place, name in enumerate(names) if place not in used and name.strip()]
    if on_loss and unused:
        on_loss(f"{path}: columns that are not used: {', '.join(unused)}")
    reviewed = any(column.role == "concept" for column in found)
    codes_shown = 0
    for number, fields in rows:
        if any(map(str.strip, fields[len(names) :])):
            raise InputError(path, too_many(path, fields, len(names)), number)
        row = {key: fields[place] for place, key in used.items() if place < len(fields)}
        if reviewed:
            plain = {key: words(text) for key, text in row.items()}
            codes_shown += plain != row
            row = plain
        if {SOURCE_LANGUAGE, TARGET_LANGUAGE} <= row.keys():
            row = _by_language(path, row, number)
        if not is_fragment(row):
            yield pair_from_row(path, {"zh": "", "en": "", **row}, number)
    if on_loss and codes_shown:
        on_loss(f"{path}: rows with inline codes, which only --onto takes back: {codes_shown:,}")


def codes(path: str | Path, default: tuple[str, str]) -> tuple[str, str]:
    """The codes of the Chinese and the English column, with the regions that their names say.

    Args:
        path: of a table.
        default: the codes of columns that say no script or region.
    """
    _, names = next(records(path), (1, ()))
    said: dict[str, str] = {}
    for column in columns(names, COLUMNS):
        if column.role == TEXT and column.code not in LANGUAGES:
            said.setdefault(column.language, column.code)
    return said.get("zh", default[0]), said.get("en", default[1])


def _used(found: Sequence[Column]) -> dict[int, str]:
    """The columns of a pair by their places; of several of one language the first."""
    used: dict[int, str] = {}
    for place, (role, code) in enumerate(found):
        key = primary(code) if role == TEXT else role
        known = (*COLUMNS, SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE)
        if key in known and key not in used.values():
            used[place] = key
    return used


def _by_language(path: str | Path, row: dict[str, str], number: int) -> dict[str, str]:
    """A row that names the languages of its source and target."""
    for text, language in ((SOURCE, SOURCE_LANGUAGE), (TARGET, TARGET_LANGUAGE)):
        code = primary(code_of(row[language]) or row[language])
        if code not in LANGUAGES:
            reason = f"language {row[language]!r} is neither Chinese nor English; remove the line"
            raise InputError(path, reason, number)
        row[code] = row.get(text, "")
    return row


def write_tsv(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a TSV; a tab or line break in a text becomes a space."""
    count = 0
    with write_atomically(path) as stream:
        stream.write(tsv_line(COLUMNS))
        for count, pair in enumerate(found, 1):  # noqa: B007  (the last number is the count)
            stream.write(tsv_line(row_of(pair)))
    return count


def write_csv(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a CSV that spreadsheets open as it is meant."""
    count = 0
    with write_atomically(path) as stream:
        stream.write(BOM)
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        for count, pair in enumerate(found, 1):  # noqa: B007  (as in write_tsv)
            table.writerow(map(safe_cell, row_of(pair)))
    return count


def write_xlsx(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a workbook of one sheet; scores are numbers, all else is text."""
    from corpus.support.workbook import write_rows

    score = COLUMNS.index("score")

    def rows() -> Iterator[list[object]]:
        for pair in found:
            cells: list[object] = [cell or None for cell in row_of(pair)]
            cells[score] = float(str(cells[score]))
            yield cells

    return write_rows(path, rows(), COLUMNS, "pairs")
