"""Reading files: one module per format, found by suffix and content.

read(paths) -> Iterator[Document | ReadFailure]        files and folders
find(paths) -> Iterator[SourceFile | ReadFailure]      which files there are, with their metadata
read_bytes(origin, data, metadata) -> list[Document | ReadFailure]

A new format is one module with ``read(origin, data, metadata)`` and one entry in `_FORMATS`.
"""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.sources import ReadFailure, SourceFile, find

__all__ = ["READER_VERSION", "ReadFailure", "SourceFile", "find", "read", "read_bytes", "read_file"]

READER_VERSION = "1"
"""Raised whenever the readers change, so that stored files are read again."""

# Suffix to module. Text without a suffix is common (and so are files named for their language).
_FORMATS = {
    "": "text.txt",
    ".txt": "text.txt",
    ".text": "text.txt",
    ".md": "text.txt",
    ".zh": "text.txt",
    ".en": "text.txt",
    ".html": "web.html",
    ".htm": "web.html",
    ".xhtml": "web.html",
    ".shtml": "web.html",
    ".jsonl": "tables.jsonl",
    ".ndjson": "tables.jsonl",
}
_KNOWN = ".txt, .html, .jsonl"


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

    suffix = PurePosixPath(origin).suffix.lower()
    name = _FORMATS.get(suffix)
    if name in (None, "text.txt") and importlib.import_module("corpus.readers.web.html").looks_like(
        data
    ):
        name = "web.html"
    try:
        if name is None:
            decode(data)  # a better reason, if it is binary or empty
            raise InputError(origin, f"kind {suffix} is not read; known are {_KNOWN}")  # noqa: TRY301
        found = importlib.import_module(f"corpus.readers.{name}").read(origin, data, metadata or {})
        return [_failure(item) if isinstance(item, InputError) else item for item in found]
    except DecodingError as error:
        return [ReadFailure(origin, str(error))]
    except InputError as error:
        return [_failure(error)]


def _failure(error: InputError) -> ReadFailure:
    """The error as a value, so that the rest goes on."""
    return ReadFailure(error.path, error.reason, error.line)
