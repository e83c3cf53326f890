"""Sentence pairs in TSV, CSV and XLSX."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.model import SentencePair
from corpus.readers.plain import numbered_rows, open_text
from corpus.support.files import tsv_line, write_atomically
from tmx.formats.rows import COLUMNS, is_fragment, pair_from_row, row


def read_tsv(path: str | Path) -> Iterator[SentencePair]:
    """The pairs of a TSV with a header."""
    for line, fields in numbered_rows(path, ("zh", "en")):
        if not is_fragment(fields):
            yield pair_from_row(path, fields, line)


def write_tsv(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a TSV; a tab or line break in a text becomes a space."""
    count = 0
    with write_atomically(path) as stream:
        stream.write(tsv_line(COLUMNS))
        for count, pair in enumerate(found, 1):  # noqa: B007  (the last number is the count)
            stream.write(tsv_line(row(pair)))
    return count


def read_csv(path: str | Path) -> Iterator[SentencePair]:
    """The pairs of a CSV with a header."""
    with open_text(path) as stream:
        rows = csv.DictReader(stream)
        try:
            _check_header(path, rows.fieldnames or ())
            for fields in rows:
                if not is_fragment(fields):
                    yield pair_from_row(path, fields, rows.line_num)
        except csv.Error as error:
            raise InputError(path, f"{error}; save it as CSV again", rows.line_num) from None


def write_csv(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a CSV."""
    count = 0
    with write_atomically(path) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        for count, pair in enumerate(found, 1):  # noqa: B007  (as in write_tsv)
            table.writerow(row(pair))
    return count


def read_xlsx(path: str | Path) -> Iterator[SentencePair]:
    """The pairs of the first sheet, whose first row names the columns."""
    from corpus.support.workbook import read_rows

    header: tuple[str, ...] = ()
    for line, cells in enumerate(read_rows(path), 1):
        if line == 1:
            header = tuple(name.strip().lower() for name in cells)
            _check_header(path, header)
        elif any(cells):
            padded = cells + ("",) * (len(header) - len(cells))
            fields = dict(zip(header, padded, strict=False))
            if not is_fragment(fields):
                yield pair_from_row(path, fields, line)


def _check_header(path: str | Path, header: Sequence[str]) -> None:
    missing = [name for name in ("zh", "en") if name not in header]
    if missing:
        reason = f"no column {', '.join(missing)}; the first row must name the columns"
        raise InputError(path, reason, 1)


def write_xlsx(path: str | Path, found: Iterable[SentencePair]) -> int:
    """Write a workbook of one sheet; scores are numbers, all else is text."""
    from corpus.support.workbook import write_rows

    score = COLUMNS.index("score")

    def rows() -> Iterator[list[object]]:
        for pair in found:
            cells: list[object] = [cell or None for cell in row(pair)]
            cells[score] = float(str(cells[score]))
            yield cells

    return write_rows(path, rows(), COLUMNS, "pairs")
