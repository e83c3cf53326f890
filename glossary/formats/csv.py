"""Comma-separated values for spreadsheets and term bases: the columns of ``glossary.tsv``."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from corpus.errors import InputError
from corpus.files import write_atomically
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, entries_from, rows
from glossary.formats.text import read_text


def read(path: str | Path) -> list[ConceptEntry]:
    """The concepts of a CSV file; separated by semicolons too, as some spreadsheets save it.

    Raises:
        InputError: the file cannot be read, or a line of it is no term pair.
    """
    return entries_from(path, _lines(path))


def write(path: str | Path, entries: Iterable[ConceptEntry]) -> None:
    """Write the table, quoted where needed; a line break inside a field becomes a space."""
    with write_atomically(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows(entries):
            writer.writerow(" ".join(field.splitlines()) for field in row)


def _lines(path: str | Path) -> Iterator[Line]:
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                yield reader.line_num, fields
    except csv.Error as error:
        reason = f"{error}; check the quotes of this line"
        raise InputError(path, reason, reader.line_num) from None
