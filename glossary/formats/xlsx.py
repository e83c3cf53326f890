"""Excel workbooks for MultiTerm, memoQ, Phrase and people: the columns of ``glossary.tsv``."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.support.workbook import read_rows, write_rows
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, OnFault, OnPair, entries_from, rows

_NUMBERS = {COLUMNS.index("score"): float, COLUMNS.index("probability"): float,
            COLUMNS.index("frequency"): int}  # fmt: skip


def read(
    path: str | Path, on_fault: OnFault | None = None, on_pair: OnPair | None = None
) -> list[ConceptEntry]:
    """The concepts of the first sheet; lines are its rows.

    Raises:
        InputError: no workbook, or a row of it is no term pair.
    """
    return entries_from(path, _lines(path), on_fault, on_pair)


def write(path: str | Path, entries: Iterable[ConceptEntry]) -> None:
    """Write the table with its header; scores and frequencies are numbers."""
    write_rows(path, map(_cells, rows(entries)), header=COLUMNS, sheet="glossary")


def _lines(path: str | Path) -> Iterator[Line]:
    for number, fields in enumerate(read_rows(path), 1):
        if any(map(str.strip, fields)):
            yield number, fields


def _cells(row: tuple[str, ...]) -> list[object]:
    return [_NUMBERS.get(place, str)(text) for place, text in enumerate(row)]
