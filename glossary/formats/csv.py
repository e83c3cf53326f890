"""Comma-separated values for spreadsheets and term bases: the columns of ``glossary.tsv``."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.plain import open_text
from corpus.support.files import write_atomically
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, OnFault, OnPair, entries_from, rows


def read(
    path: str | Path, on_fault: OnFault | None = None, on_pair: OnPair | None = None
) -> list[ConceptEntry]:
    """The concepts of a CSV file; separated by semicolons too, as some spreadsheets save it.

    Raises:
        InputError: the file cannot be read, or a line of it is no term pair.
    """
    return entries_from(path, _lines(path, on_fault), on_fault, on_pair)


def write(path: str | Path, entries: Iterable[ConceptEntry]) -> None:
    """Write the table, quoted where needed; a line break inside a field becomes a space."""
    with write_atomically(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows(entries):
            writer.writerow(" ".join(field.splitlines()) for field in row)


def _lines(path: str | Path, on_fault: OnFault | None) -> Iterator[Line]:
    """The records that are not empty, each with the number of its first line.

    After one that is no CSV, reading goes on in the next line: a quote that is never closed costs
    one line and not all that follow.
    """
    with open_text(path) as stream:
        first = stream.readline()
        delimiter = ";" if first.count(";") > first.count(",") else ","
        again = deque([first])
        """Lines that are read before those of the stream."""
        taken: list[str] = []
        """The lines of the record that is being read."""

        def lines() -> Iterator[str]:
            while line := again.popleft() if again else stream.readline():
                taken.append(line)
                yield line

        number = 1
        while again:
            try:
                for fields in csv.reader(lines(), delimiter=delimiter, strict=True):
                    if any(map(str.strip, fields)):
                        yield number, fields
                    number += len(taken)
                    taken.clear()
            except csv.Error as error:
                fault = InputError(path, f"{error}; check the quotes of this line", number)
                if on_fault is None:
                    raise fault from None
                on_fault(fault)
                number += 1
                again.extendleft(reversed(taken[1:]))
                again.extend([stream.readline()] if not again else [])
                taken.clear()
