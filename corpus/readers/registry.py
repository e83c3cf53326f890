"""Reading files: each by the reader of its format, and what cannot be read as a value.

read(paths) -> Iterator[Document | ReadFailure]        files and folders
find(paths) -> Iterator[SourceFile | ReadFailure]      which files there are, with their metadata
read_bytes(origin, data, metadata) -> list[Document | ReadFailure]
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers import refusals
from corpus.readers.formats import format_of
from corpus.readers.sources import ReadFailure, SourceFile, find
from corpus.readers.worker import read_apart
from corpus.support.inputs import MOST_BYTES, read_input

__all__ = ["ReadFailure", "SourceFile", "find", "read", "read_bytes", "read_file"]

Reader = Callable[[str, bytes, Mapping[str, str]], Iterable[Document | InputError | ReadFailure]]
"""``read(origin, data, metadata)`` of a reader's module."""


def read(paths: Iterable[str | Path], most: int = MOST_BYTES) -> Iterator[Document | ReadFailure]:
    """The documents of files and folders, and what could not be read, with the reason.

    A file may have `most` bytes. Folders are walked recursively in sorted order; hidden files are
    passed over, and a ``metadata.tsv`` describes the files beside it.
    """
    for source in find(paths):
        if isinstance(source, ReadFailure):
            yield source
        else:
            yield from read_file(source, most)


def read_file(source: SourceFile, most: int = MOST_BYTES) -> list[Document | ReadFailure]:
    """The documents of one file, which may have so many bytes at most."""
    try:
        data = read_input(source.path, most)
    except InputError as error:
        return [ReadFailure(source.origin, error.reason)]
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
    if why := refusals.reason(origin, data):
        return [ReadFailure(origin, why)]
    found = format_of(origin, data)
    if found is None:
        return [ReadFailure(origin, _unknown(origin, data))]
    if found.apart:
        return read_apart(found.module, origin, data, metadata or {})
    return read_here(found.module, origin, data, metadata or {}, found.extra)


def read_here(
    module: str, origin: str, data: bytes, metadata: Mapping[str, str], extra: str = ""
) -> list[Document | ReadFailure]:
    """What a reader makes of a file, in this process.

    Whatever goes wrong is a failure of this file; what was read of it before stays.
    """
    from corpus.readers.decoding import DecodingError

    found: list[Document | ReadFailure] = []
    try:
        items = _reader(origin, module, extra)(origin, data, metadata)
        found.extend(_failure(item) if isinstance(item, InputError) else item for item in items)
    except DecodingError as error:
        found.append(ReadFailure(origin, str(error)))
    except InputError as error:
        found.append(_failure(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  (no file, however strange, ends a run)
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        found.append(ReadFailure(origin, f"its reader failed ({said}); please report the file"))
    return found


def _unknown(origin: str, data: bytes) -> str:
    """Why a file of no known format is not read."""
    from corpus.readers.decoding import DecodingError, decode

    try:
        decode(data)
    except DecodingError as error:  # a better reason: it is binary or empty
        return str(error)
    return refusals.unknown(origin)


def _reader(origin: str, name: str, extra: str) -> Reader:
    """The function that reads a format.

    Raises:
        InputError: what it needs is not installed.
    """
    try:
        module = importlib.import_module(f"corpus.readers.{name}")
    except ModuleNotFoundError as error:
        if not extra:
            raise
        reason = f"needs {error.name}; install it with: pip install 'duizhao[{extra}]'"
        raise InputError(origin, reason) from None
    reader: Reader = module.read
    return reader


def _failure(error: InputError) -> ReadFailure:
    """The error as a value, so that the rest goes on."""
    return ReadFailure(error.path, error.reason, error.line)
