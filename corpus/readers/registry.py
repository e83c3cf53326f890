"""Reading files: each by the reader of its format, and what cannot be read as a value.

read(paths) -> Iterator[Document | ReadFailure]        files and folders
find(paths) -> Iterator[SourceFile | ReadFailure]      which files there are, with their metadata
read_bytes(origin, data, metadata) -> list[Document | ReadFailure]
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.formats import KNOWN, Format, format_of
from corpus.readers.sources import ReadFailure, SourceFile, find

__all__ = ["ReadFailure", "SourceFile", "find", "read", "read_bytes", "read_file"]

Reader = Callable[[str, bytes, Mapping[str, str]], Iterable[Document | InputError]]
"""``read(origin, data, metadata)`` of a reader's module."""


def read(paths: Iterable[str | Path]) -> Iterator[Document | ReadFailure]:
    """The documents of files and folders, and what could not be read, with the reason.

    Folders are walked recursively in sorted order; hidden files are passed over, and a
    ``metadata.tsv`` describes the files beside it.
    """
    for source in find(paths):
        if isinstance(source, ReadFailure):
            yield source
        else:
            yield from read_file(source)


def read_file(source: SourceFile) -> list[Document | ReadFailure]:
    """The documents of one file."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        return [ReadFailure(source.origin, f"cannot be read ({error.strerror})")]
    return read_bytes(source.origin, data, source.metadata)


def read_bytes(
    origin: str, data: bytes, metadata: Mapping[str, str] | None = None
) -> list[Document | ReadFailure]:
    """The documents of a file whose bytes are given.

    Args:
        origin: the path as the user named it; its suffix tells the format.
        data: the whole file.
        metadata: what is known of it: ``title language outlet date url``.
    """
    from corpus.readers.decoding import DecodingError, decode

    try:
        found = format_of(origin, data)
        if found is None:
            decode(data)  # a better reason, if it is binary or empty
            suffix = PurePosixPath(origin).suffix
            return [ReadFailure(origin, f"kind {suffix} is not read; known are {KNOWN}")]
        items = _reader(origin, found)(origin, data, metadata or {})
        return [_failure(item) if isinstance(item, InputError) else item for item in items]
    except DecodingError as error:
        return [ReadFailure(origin, str(error))]
    except InputError as error:
        return [_failure(error)]


def _reader(origin: str, found: Format) -> Reader:
    """The function that reads a format.

    Raises:
        InputError: what it needs is not installed.
    """
    try:
        module = importlib.import_module(f"corpus.readers.{found.module}")
    except ModuleNotFoundError as error:
        if not found.extra:
            raise
        reason = f"needs {error.name}; install it with: pip install 'duizhao[{found.extra}]'"
        raise InputError(origin, reason) from None
    reader: Reader = module.read
    return reader


def _failure(error: InputError) -> ReadFailure:
    """The error as a value, so that the rest goes on."""
    return ReadFailure(error.path, error.reason, error.line)
