"""Tables as text: CSV with any of the usual separators, and TSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.decoding import decode
from corpus.readers.documents import MOST_CHARACTERS
from corpus.readers.tables.articles import Row, articles
from corpus.readers.tables.columns import columns

_SEPARATORS = ",;\t|"
_NONE = "\x1f"
"""In a table of one column."""
_SAMPLE = 50


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The documents of the table; for a row that cannot be used, the error that says why.

    Raises:
        DecodingError, InputError: no column holds text, or the table is none of articles.
    """
    text = decode(data).lstrip("\ufeff")
    separator = ""
    if text[:4].lower() == "sep=" and len(text) > 4:  # for Excel
        separator, text = text[4], text.partition("\n")[2]
    if not separator and origin.lower().endswith((".tsv", ".tab")):
        separator = "\t"
    separator = separator or _separator(text)
    is_quoted = separator != "\t" or _is_quoted(text)
    yield from articles(origin, _rows(origin, text, separator, is_quoted), metadata)


def _rows(origin: str, text: str, separator: str, is_quoted: bool) -> list[Row]:
    """The rows, each with the line that it begins in.

    Raises:
        InputError: a quote is never closed.
    """
    line = 1
    rows: list[Row] = []
    try:
        with _long_fields():
            for row in _reader(text, separator, is_quoted, strict=True):
                rows.append((line, row))
                line += 1 + sum(cell.count("\n") for cell in row)
    except csv.Error as error:
        raise InputError(origin, f"{error}; check the quotes of this line", line) from None
    return rows


def _separator(text: str) -> str:
    """What stands between the fields: in as many rows as possible as often as in the first."""
    first = text.lstrip().partition("\n")[0].strip()
    if columns([first], {}) and not set(first) & set(_SEPARATORS):
        return _NONE

    def agreement(separator: str) -> tuple[int, int]:
        sizes = [len(row) for row in _sample(text, separator, True)] or [1]
        return (sizes.count(sizes[0]), sizes[0]) if sizes[0] > 1 else (0, 0)

    return max(_SEPARATORS, key=agreement)


def _is_quoted(text: str) -> bool:
    """Whether fields of a TSV are in quotes, as Excel writes those with line breaks in them."""
    plain, quoted = (_sample(text, "\t", is_quoted) for is_quoted in (False, True))
    if plain and all(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in plain[0]):
        return True
    return len(set(map(len, quoted))) < len(set(map(len, plain)))


def _sample(text: str, separator: str, is_quoted: bool) -> list[Sequence[str]]:
    """The first rows that are not empty."""
    found: list[Sequence[str]] = []
    with suppress(csv.Error), _long_fields():
        for row in _reader(text, separator, is_quoted, strict=False):
            if any(row):
                found.append(row)
            if len(found) == _SAMPLE:
                break
    return found


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let a field be as long as a document, here alone: the limit is that of all who read CSV."""
    before = csv.field_size_limit(MOST_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _reader(text: str, separator: str, is_quoted: bool, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
        strict=strict,
    )
