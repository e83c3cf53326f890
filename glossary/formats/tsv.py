"""``glossary.tsv``: a header and a row per term pair; and headerless tables of two columns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.readers.plain import numbered_lines
from corpus.support.files import write_tsv
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, OnFault, OnPair, entries_from, rows


def read(
    path: str | Path, on_fault: OnFault | None = None, on_pair: OnPair | None = None
) -> list[ConceptEntry]:
    """The concepts of a tab-separated file, as `rows.entries_from` takes them.

    Raises:
        InputError: the file cannot be read, or a line of it is no term pair.
    """
    return entries_from(path, lines(path), on_fault, on_pair)


def write(path: str | Path, entries: Iterable[ConceptEntry]) -> None:
    """Write the table; columns and order as in `rows`."""
    write_tsv(path, COLUMNS, rows(entries))


def lines(path: str | Path) -> Iterator[Line]:
    """The non-empty lines of a tab-separated file: number, fields.

    Raises:
        InputError: it cannot be opened, or is no text.
    """
    for number, line in numbered_lines(path):
        fields = line.split("\t")
        if any(map(str.strip, fields)):
            yield number, fields
