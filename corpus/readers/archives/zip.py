"""ZIP archives: each member is read as a file of its name would be.

A member is known by ``path.zip#member``. Nothing is written to disk: a name that leads elsewhere
is only a name. Hidden members are passed over, as in folders, and a ``metadata.tsv`` describes the
members beside it.
"""

import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.decoding import DecodingError, decode
from corpus.readers.parts import Parts
from corpus.readers.plain import rows_of
from corpus.readers.registry import read_bytes
from corpus.readers.sources import METADATA, ReadFailure, printable

_ARCHIVES = (".zip", ".jar", ".war")
_HIDDEN = "__MACOSX"


def read(
    origin: str, data: bytes, metadata: Mapping[str, str]
) -> Iterator[Document | InputError | ReadFailure]:
    """The documents of all members; for one that cannot be read, why.

    Args:
        origin: of the archive.
        data: the archive.
        metadata: hold for members that the archive's own table does not describe otherwise.

    Raises:
        InputError: it is damaged, or has too many members.
    """
    with Parts(origin, data) as parts:
        seen = Counter(filter(_is_seen, parts.names))
        names = sorted(seen)
        if not names:
            raise InputError(origin, "holds no files")
        tables: dict[PurePosixPath, dict[str, dict[str, str]]] = {}
        for name in names:
            if PurePosixPath(name).name == METADATA:
                try:
                    tables[PurePosixPath(name).parent] = _table(origin, parts, name)
                except InputError as error:
                    yield error
        for name in names:
            if PurePosixPath(name).name == METADATA:
                continue
            member = f"{origin}#{printable(parts.shown(name))}"
            if seen[name] > 1:
                reason = f"is what {seen[name]} members are called, of which the last is read"
                yield ReadFailure(member, f"{reason}; unpack it and rename them")
            if PurePosixPath(name).suffix.lower() in _ARCHIVES:
                yield ReadFailure(member, "is an archive in an archive; unpack it")
            elif stat.S_ISLNK(parts.mode(name)):
                yield ReadFailure(member, "is a link, which is not followed")
            else:
                try:
                    content = parts.read(name)
                except InputError as error:
                    yield ReadFailure(member, error.reason)
                else:
                    yield from read_bytes(member, content, {**metadata, **_row(tables, name)})


def _is_seen(name: str) -> bool:
    """Whether it is a file, and neither it nor a folder above is hidden."""
    parts = PurePosixPath(name).parts
    hidden = any(part == _HIDDEN or (part[:1] == "." and part != "..") for part in parts)
    return bool(parts) and not name.endswith("/") and not hidden


def _table(origin: str, parts: Parts, name: str) -> dict[str, dict[str, str]]:
    """The rows of a table of metadata by path.

    Raises:
        InputError: it cannot be read.
    """
    where = f"{origin}#{printable(parts.shown(name))}"
    try:
        lines = enumerate(decode(parts.read(name)).splitlines(), 1)
    except DecodingError as error:
        raise InputError(where, str(error)) from None
    return {
        row["path"]: {key: value for key, value in row.items() if value}
        for _, row in rows_of(where, lines, ["path"])
    }


def _row(
    tables: Mapping[PurePosixPath, Mapping[str, Mapping[str, str]]], name: str
) -> Mapping[str, str]:
    """What the table beside a member says of it, or one further up."""
    path = PurePosixPath(name)
    for folder in path.parents:
        found = tables.get(folder, {}).get(path.relative_to(folder).as_posix())
        if found is not None:
            return found
    return {}
