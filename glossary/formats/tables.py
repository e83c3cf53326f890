"""Tables: ``glossary.tsv``, CSV for spreadsheets and term bases, Excel workbooks.

What is read may be anybody's table (`glossary.formats.layout`); what is written has the columns of
``glossary.tsv``.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from corpus.support.files import write_atomically
from corpus.support.files import write_tsv as write_lines
from glossary.entries import Category, ConceptEntry, Status
from glossary.formats.rows import OnPair, entries_from, table
from tmx.formats.records import BOM, OnFault, OnLoss, records, safe_cell

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

    Raises:
        InputError: it cannot be read, or a row of it is no entry.
    """
    return entries_from(path, records(path, on_fault), on_fault, on_pair, on_loss)


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
