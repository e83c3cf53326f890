"""Tables: ``glossary.tsv``, CSV for spreadsheets and term bases, Excel workbooks.

What is read may be anybody's table (`glossary.formats.layout`); what is written has the columns of
``glossary.tsv``.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.support.files import write_atomically
from corpus.support.files import write_tsv as write_lines
from glossary.entries import Category, ConceptEntry, Status
from glossary.formats.layout import without_title
from glossary.formats.rows import OWN, OnPair, entries_from, table
from tmx.formats.headers import columns, is_header
from tmx.formats.records import BOM, OnFault, OnLoss, Record, names_of, records, safe_cell

_CHOICES = {"status": tuple(Status), "category": tuple(Category)}
"""What the drop-down of a column offers in a workbook."""
_NUMBERS = {"score": float, "probability": float, "frequency": int, "termhood": float}


def read(
    path: str | Path,
    on_fault: OnFault | None = None,
    on_pair: OnPair | None = None,
    on_loss: OnLoss | None = None,
) -> list[ConceptEntry]:
    """The concepts of a table; of a workbook those of the first sheet, its lines being rows.

    Further sheets of the same headers are read, too; others that hold something are a loss.

    Raises:
        InputError: it cannot be read, or a row of it is no entry.
    """
    if Path(path).suffix.lower() != ".xlsx":
        return entries_from(path, records(path, on_fault), on_fault, on_pair, on_loss)
    sheets = _Sheets(path, on_loss)
    told = None if on_fault is None else lambda error: on_fault(sheets.placed(error))
    try:
        return entries_from(path, sheets.rows(), told, on_pair, on_loss)
    except InputError as error:
        raise sheets.placed(error) from None


class _Sheets:
    """The sheets of a workbook that hold one glossary.

    Args:
        path: of the workbook.
        on_loss: is told of sheets that are not read.
    """

    def __init__(self, path: str | Path, on_loss: OnLoss | None) -> None:
        self._path = path
        self._on_loss = on_loss
        self._further = ""
        """The name of the sheet that is being read, behind the first."""

    def rows(self) -> Iterator[Record]:
        """The rows of the first sheet, and of further ones those below the same headers."""
        first = without_title(records(self._path), OWN)
        header = next(first, None)
        if header is None:
            return
        yield header
        yield from first
        wanted = names_of(header[1]) if is_header(columns(header[1], OWN), header[1]) else None
        from corpus.support.workbook import sheet_names

        for name in sheet_names(self._path)[1:]:
            found = without_title(records(self._path, sheet=name), OWN)
            head = next(found, None)
            if head and names_of(head[1]) == wanted:
                self._further = name
                yield from found
            elif head and self._on_loss:
                reason = "is not read: its headers are not those of the first sheet"
                self._on_loss(f"{self._path}: sheet {name} {reason}")

    def placed(self, error: InputError) -> InputError:
        """The error of a row, with the sheet it is in."""
        if not self._further or error.line is None:
            return error
        return type(error)(self._path, f"sheet {self._further}: {error.reason}", error.line)


def write(
    path: str | Path, entries: Iterable[ConceptEntry], form: str, *, in_order: bool = False
) -> None:
    """Write the table with its header.

    Args:
        path: the file.
        entries: the concepts.
        form: ``tsv``; ``csv``, as Excel opens it; or ``xlsx``, scores and frequencies being
            numbers, statuses chosen from a list. A line break inside a field becomes a space in the
            two first.
        in_order: rows keep the order of the entries.
    """
    header, rows = table(entries, in_order=in_order)
    if form == "tsv":
        write_lines(path, header, rows)
    elif form == "csv":
        with write_atomically(path) as stream:
            stream.write(BOM)
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            for row in rows:
                writer.writerow(safe_cell(" ".join(field.splitlines())) for field in row)
    else:
        from corpus.support.workbook import write_rows

        kinds = [_NUMBERS.get(name, str) for name in header]
        cells = ([kind(text) for kind, text in zip(kinds, row, strict=True)] for row in rows)
        write_rows(path, cells, header, "glossary", _CHOICES)
