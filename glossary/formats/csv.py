"""Comma-separated values for spreadsheets and term bases: the columns of ``glossary.tsv``."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.files import open_text, write_atomically
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, entries_from, rows


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
    with open_text(path) as stream:
        try:
            first = stream.readline()
            delimiter = ";" if first.count(";") > first.count(",") else ","
            stream.seek(0)
            reader = csv.reader(stream, delimiter=delimiter, strict=True)
            for fields in reader:
                if any(map(str.strip, fields)):
                    yield reader.line_num, fields
        except UnicodeDecodeError:
            raise InputError(path, "not UTF-8; save it as UTF-8") from None
        except csv.Error as error:
            line = reader.line_num
            raise InputError(path, f"{error}; check the quotes of this line", line) from None
