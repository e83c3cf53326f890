"""Plain text as it stands in a file, in any encoding that the readers know.

read_text(path) -> str                             the whole, line breaks as in the file
open_text(path) -> TextIO                          the same as a stream
numbered_lines(path) -> Iterator[(number, line)]   without line ends
read_lines(path) -> tuple[str, ...]                the same, an empty line counts
read_tsv(path, required) -> Iterator[row]          columns are taken by the header's names
numbered_rows(path, required) -> Iterator[(number, row)]
rows_of(path, lines, required) -> Iterator[(number, row)]       of lines read elsewhere

Sound UTF-8 is taken as it is, with or without a byte order mark, in constant memory, and a line of
it has at most `MOST_LINE` bytes; anything else is decoded whole, as a document would be
(`corpus.readers.decoding`; UTF-16 without a mark included). What is taken whole has at most
`corpus.support.inputs.MOST_BYTES`. Unlike a document, such a text may be empty and is not searched
for damage: it is a table, a list, or has one sentence a line, and offsets and line numbers must be
those of the file.

A line ends with a line feed, before which a carriage return may stand. Carriage returns alone end
lines only in a file without any line feed (old Macintosh programs): elsewhere they belong to the
line, and to break it there would shift all lines behind it.
"""

import codecs
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TextIO

from corpus.errors import InputError
from corpus.support.inputs import MEGABYTE, MOST_BYTES, open_input, read_input

MOST_LINE = 10 * MEGABYTE
"""Bytes of a line: what one unit with all its codes, or one paragraph, never has. A file without
line ends would be read into memory whole."""
_CHUNK = 1 << 20
"""Bytes read at a time to find out how a file is written."""


def read_text(path: str | Path) -> str:
    """The text of a file, offsets and line breaks as in it, a byte order mark dropped.

    Raises:
        InputError: it cannot be opened, is too large, or is no text (binary, damaged); then with
            the line of the first byte that is no UTF-8.
    """
    return _decoded(path, "split it")


def _decoded(path: str | Path, remedy: str) -> str:
    """`read_text`, with what helps where it is too large."""
    return text_of(path, read_input(path, MOST_BYTES, remedy))


def text_of(path: str | Path, data: bytes) -> str:
    """The same of a file that is read already.

    Raises:
        InputError: it is no text.
    """
    line = None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as undecodable:
        line = data.count(b"\n", 0, undecodable.start) + 1
    else:
        if "\0" not in text:  # else perhaps UTF-16 without a mark
            return text
    from corpus.readers.decoding import DecodingError, decode

    try:
        return decode(data)
    except DecodingError as error:
        raise InputError(path, str(error), line) from None


def open_text(path: str | Path) -> TextIO:
    """A file as a stream of lines with their ends, a byte order mark dropped.

    Raises:
        InputError: as `read_text`, or a line has more than `MOST_LINE` bytes.
    """
    sound, end = _written(path)
    if sound:
        return Path(path).open(encoding="utf-8-sig", newline=end)
    text = _decoded(path, "save it as UTF-8, which is read line by line, or split it")
    return StringIO(text, newline="\n" if "\n" in text else "\r")


def _written(path: str | Path) -> tuple[bool, str]:
    """Whether a file is UTF-8 without NUL, and what ends its lines if it is.

    Raises:
        InputError: it cannot be read, or a line of it is too long.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    ends = {b"\n": _Lines(), b"\r": _Lines()}
    try:
        with open_input(path) as stream:
            while data := stream.read(_CHUNK):
                if b"\0" in data:
                    return False, ""
                decoder.decode(data)
                for end, lines in ends.items():
                    lines.count(data, end)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, ""
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    end = b"\n" if ends[b"\n"].ended else b"\r"
    if too_long := ends[end].too_long:
        reason = f"a line of more than {MOST_LINE // MEGABYTE} MB; break it into several"
        raise InputError(path, reason, too_long)
    return True, end.decode()


class _Lines:
    """What is known of the lines of a file that is read piece by piece.

    Attributes:
        ended: how many there are with their ends.
        too_long: the number of the first that has more than `MOST_LINE` bytes; 0 if none has.
    """

    def __init__(self) -> None:
        self.ended = self.too_long = self._begun = 0

    def count(self, data: bytes, end: bytes) -> None:
        """Take the next piece, which is shorter than a line may be."""
        first = data.find(end)
        self._begun += len(data) if first < 0 else first
        if self._begun > MOST_LINE and not self.too_long:
            self.too_long = self.ended + 1
        if first >= 0:
            self.ended += data.count(end)
            self._begun = len(data) - data.rfind(end) - 1


def numbered_lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The lines of a file, without their ends, each with its number, from 1.

    Raises:
        InputError: as `read_text`, before the first line.
    """
    with open_text(path) as stream:
        for number, line in enumerate(stream, 1):
            yield number, line.rstrip("\r\n")


def read_lines(path: str | Path) -> tuple[str, ...]:
    """The lines of a file, without their ends; the end of the last one begins no other.

    Raises:
        InputError: as `read_text`.
    """
    return tuple(line for _, line in numbered_lines(path))


def read_tsv(path: str | Path, required: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a TSV with a header, as dictionaries.

    A row shorter than the header has empty fields; empty lines are passed over.

    Raises:
        InputError: as `read_text`, or a required column is missing.
    """
    return (row for _, row in numbered_rows(path, required))


def numbered_rows(
    path: str | Path, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as `read_tsv` has them, each with its line, for errors that name it."""
    return rows_of(path, numbered_lines(path), required)


def rows_of(
    path: str | Path, lines: Iterator[tuple[int, str]], required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of numbered lines, the first of which names the columns.

    Raises:
        InputError: a required column is missing; it names the path.
    """
    header = next(lines, (1, ""))[1].split("\t")
    missing = [name for name in required if name not in header]
    if missing:
        reason = f"no column {', '.join(missing)}; the first line must name the columns"
        raise InputError(path, reason, 1)
    for number, line in lines:
        fields = line.split("\t")
        if any(fields):
            fields += [""] * (len(header) - len(fields))
            yield number, dict(zip(header, fields, strict=False))
