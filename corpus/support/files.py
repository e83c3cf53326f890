"""Writing files so that no half-written one ever stands under its final name, and TSV.

write_atomically(path) -> context manager yielding a text stream
write_binary_atomically(path) -> the same for bytes
write_tsv(path, header, rows)         tab and line break inside a field become a space
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
