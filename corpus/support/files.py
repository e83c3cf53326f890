"""Writing files so that no half-written one ever stands under its final name, and TSV.

write_atomically(path) -> context manager yielding a text stream
write_binary_atomically(path) -> the same for bytes
write_tsv(path, header, rows)         tab and line break inside a field become a space
read_tsv(path, required) -> rows      columns are taken by the header's names
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from corpus.errors import InputError

Stream = TypeVar("Stream", TextIO, BinaryIO)
_FIELD = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


@contextmanager
def write_atomically(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text stream whose content appears under `path` only when the block ends well.

    What a killed process leaves is one hidden ``.name.part``, overwritten by the next.

    Raises:
        InputError: a folder stands under the name, or the place cannot be written.
    """
    with _atomically(path, lambda part: part.open("w", encoding="utf-8", newline="\n")) as stream:
        yield stream


@contextmanager
def write_binary_atomically(path: str | Path) -> Iterator[BinaryIO]:
    """The same as `write_atomically`, for bytes."""
    with _atomically(path, lambda part: part.open("wb")) as stream:
        yield stream


@contextmanager
def _atomically(path: str | Path, open_part: Callable[[Path], Stream]) -> Iterator[Stream]:
    path = Path(path)
    if path.is_dir():
        raise InputError(path, "is a folder; give the name of a file")
    working = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = open_part(working)
    except OSError as error:
        raise InputError(
            path, f"cannot be written ({error.strerror}); choose another place"
        ) from None
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        working.replace(path)
    except BaseException:
        working.unlink(missing_ok=True)
        raise


def tsv_line(fields: Iterable[object]) -> str:
    """One line of a TSV without quoting, with its line feed."""
    texts = [*map(str, fields)]
    line = "\t".join(texts)
    if line.count("\t") >= max(1, len(texts)) or "\n" in line or "\r" in line:  # seldom
        line = "\t".join(text.translate(_FIELD) for text in texts)
    return line + "\n"


def write_tsv(path: str | Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a header (none if empty) and rows; a tab or line break in a field becomes a space."""
    with write_atomically(path) as stream:
        if header:
            stream.write(tsv_line(header))
        stream.writelines(map(tsv_line, rows))


def read_tsv(path: str | Path, required: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a TSV with a header, as dictionaries.

    A row shorter than the header has empty fields; empty lines are passed over.

    Raises:
        InputError: unreadable, not UTF-8, or a required column is missing.
    """
    return (row for _, row in numbered_rows(path, required))


def numbered_rows(
    path: str | Path, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as `read_tsv` has them, each with its line, for errors that name it."""
    with open_text(path) as stream:
        try:
            header = stream.readline().rstrip("\r\n").split("\t")
            missing = [name for name in required if name not in header]
            if missing:
                reason = f"no column {', '.join(missing)}; the first line must name the columns"
                raise InputError(path, reason, 1)
            for number, line in enumerate(stream, 2):
                fields = line.rstrip("\r\n").split("\t")
                if any(fields):
                    fields += [""] * (len(header) - len(fields))
                    yield number, dict(zip(header, fields, strict=False))
        except UnicodeDecodeError:
            raise InputError(path, "not UTF-8; save it as UTF-8") from None


def open_text(path: str | Path) -> TextIO:
    """A UTF-8 file for reading, a byte order mark dropped.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        return Path(path).open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
