"""``glossary.tsv``: a header and a row per term pair; and headerless tables of two columns."""

from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from corpus.support.files import write_tsv
from glossary.entries import ConceptEntry
from glossary.formats.rows import COLUMNS, Line, OnFault, OnPair, entries_from, rows
from glossary.formats.text import read_text


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
    for number, line in enumerate(StringIO(read_text(path), newline=""), 1):
        fields = line.rstrip("\r\n").split("\t")
        if any(map(str.strip, fields)):
            yield number, fields
