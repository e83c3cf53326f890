"""The file in which the index of a memory is kept, made when it is missing or out of date.

index_of(path) -> Index
index_anew(path) -> Index      not the one that is there, which has shown to be damaged

It stands beside the memory (M.tmx.index) or, where nothing can be written there, in the user's
cache folder. It is mapped, not read, so that opening takes the same short time at any size.
Of two processes that make it at once, each makes all of it; they leave the same.
"""

import errno
import json
import mmap
import os
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4
from zlib import crc32

import numpy as np

from corpus.errors import InputError
from corpus.support.cache import cache_folder
from corpus.support.inputs import open_input
from corpus.support.progress import track
from tmx.formats.tmx.read import pairs
from tmx.search.arrays import Array
from tmx.search.index import Index, arrays_of
from tmx.search.tokens import rules

_OURS = b"dzindex"
_MAGIC = _OURS + b"2"  # the version of the layout
# Magic, when the memory was changed (ns), where the table of contents begins, and its length.
_HEAD = struct.Struct("<8sqQQ")
_CHANGED = len(_MAGIC)  # where the second one is
_CHUNK = 1 << 20  # bytes summed at a time
_ALIGNMENT = 64  # bytes: what numpy and processors like
# An index whose own time is not the one it was given was written to, cut or copied since: its sums
# are then compared. Even seconds are kept by every file system.
_EVEN = 2_000_000_000
# What a damaged or hostile table of contents, or what it points to, raises.
DAMAGE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError,
    MemoryError, RecursionError, struct.error,
)  # fmt: skip
# So much of a memory is compared at every opening, at even distances: with the size, it shows
# most changes that left the time as it was.
_SAMPLES, _SAMPLE_BYTES = 64, 4096
# Seconds without a change after which an unfinished index is taken to be a killed process's.
_ABANDONED = 3600.0


def index_of(path: str | Path) -> Index:
    """The index of a memory.

    Raises:
        InputError: the memory cannot be read, or has no Chinese and English; or its index can
            be kept nowhere.
    """
    return _index_at(Path(path), _places(Path(path)))


def index_anew(path: str | Path) -> Index:
    """The index of a memory, made again: the one that is there was stumbled over.

    Raises:
        InputError: as `index_of`.
    """
    removed = []
    for place in _places(Path(path)):
        with suppress(OSError):  # what cannot be removed is not asked again
            if place.exists() and _is_ours(place):
                place.unlink()
            removed.append(place)
    return _index_at(Path(path), removed)


def _index_at(path: Path, places: Sequence[Path]) -> Index:
    """The index, at the first of the places where it is, or can be made."""
    state = _State.of(path)
    for place in places:
        index = _opened(place, path, state)
        if index is not None:
            return index
    reasons = []
    for place in places:
        try:
            _make(place, path, state)
        except OSError as error:  # read-only, full, or a name that is taken
            reasons.append(f"{place}: {error.strerror}")
        else:
            index = _opened(place, path, state)
            if index is not None:
                return index
    raise InputError(
        path, f"its index can be kept nowhere ({'; '.join(reasons)}); set DUIZHAO_CACHE to a folder"
    )


@dataclass(frozen=True, slots=True)
class _State:
    """What is quickly known of a memory's content.

    Attributes:
        size: in bytes.
        changed: modification time in nanoseconds.
        sample: digest of parts.
    """

    size: int
    changed: int
    sample: str

    @classmethod
    def of(cls, path: Path) -> "_State":
        digest = blake2b()
        try:
            with open_input(path) as file:
                stat = os.fstat(file.fileno())
                for number in range(_SAMPLES):
                    file.seek(number * max(stat.st_size - _SAMPLE_BYTES, 0) // (_SAMPLES - 1))
                    digest.update(file.read(_SAMPLE_BYTES))
        except OSError as error:
            raise InputError(path, f"cannot be read ({error.strerror or error})") from None
        return cls(stat.st_size, stat.st_mtime_ns, digest.hexdigest())


def _places(path: Path) -> tuple[Path, Path]:
    """Where the index may be, best first."""
    name = blake2b(str(path.resolve()).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return path.with_name(f"{path.name}.index"), cache_folder() / "memories" / f"{name}.index"


def _opened(place: Path, path: Path, state: _State) -> Index | None:
    """The index there, if it is whole and belongs to the present content of the memory."""
    try:
        with open_input(place) as file:
            touched = os.fstat(file.fileno()).st_mtime_ns
            changed, table = _read_table(file)
            if (table["rules"], table["size"], table["sample"]) != (
                rules(),
                state.size,
                state.sample,
            ):
                return None
            if changed != state.changed and table["digest"] != _digest(path):
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        arrays = {name: _mapped(mapped, *where) for name, where in table["arrays"].items()}
        sound = touched == _stamp(changed)
        if not sound and any(_sum(array) != table["sums"][name] for name, array in arrays.items()):
            return None
        if not sound or changed != state.changed:
            _note_time(place, state.changed)
        return Index(arrays)
    except (*DAMAGE, InputError):
        return None


def _read_table(file: BinaryIO) -> tuple[int, dict[str, Any]]:
    """When the memory was changed, and what the index says of itself.

    Raises:
        ValueError: it is no index of this layout.
    """
    magic, changed, start, size = _HEAD.unpack(file.read(_HEAD.size))
    if magic != _MAGIC:
        raise ValueError(magic)
    if start + size > os.fstat(file.fileno()).st_size:
        raise ValueError(size)
    file.seek(start)
    return changed, json.loads(file.read(size))


def _mapped(mapped: mmap.mmap, dtype: str, shape: list[int], start: int) -> Array:
    kind = np.dtype(dtype)
    if kind.kind not in "iu":
        raise ValueError(dtype)
    array: Array = np.frombuffer(mapped, kind, int(np.prod(shape)), start).reshape(shape)
    return array


def _sum(array: Array) -> int:
    return crc32(np.ascontiguousarray(array).data.cast("B")) if array.size else 0


def _sum_from(file: BinaryIO, start: int) -> int:
    """The sum of what was written behind a place; the file stays where it is."""
    file.seek(start)
    found = 0
    while data := file.read(_CHUNK):
        found = crc32(data, found)
    return found


def _stamp(changed: int) -> int:
    """The time that an index is given, in nanoseconds, for a memory that was changed then."""
    return changed // _EVEN * _EVEN


def _note_time(place: Path, changed: int) -> None:
    """Spare the next process the digest and the sums, where that can be written."""
    with suppress(OSError):
        with place.open("r+b") as file:
            file.seek(_CHANGED)
            file.write(struct.pack("<q", changed))
        os.utime(place, ns=(_stamp(changed),) * 2)


def _make(place: Path, path: Path, state: _State) -> None:
    """Write the index.

    Raises:
        OSError: not at this place.
        InputError: the memory cannot be used.
    """
    if place.exists() and not _is_ours(place):
        raise FileExistsError(errno.EEXIST, "another file has this name")
    place.parent.mkdir(parents=True, exist_ok=True)
    _remove_others(place)
    digest = _digest(path)  # before it is read: what changes meanwhile is then noticed later
    with _appearing(place) as file:
        file.write(bytes(_HEAD.size))
        arrays: dict[str, tuple[str, tuple[int, ...], int]] = {}
        sums: dict[str, int] = {}
        for name, array in arrays_of(track(pairs(path), f"indexing {path.name}"), file):
            if not arrays:  # all records are written
                arrays["records"] = "|u1", (file.tell() - _HEAD.size,), _HEAD.size
                sums["records"] = _sum_from(file, _HEAD.size)
            file.write(bytes(-file.tell() % _ALIGNMENT))
            little = array.astype(array.dtype.newbyteorder("<"), copy=False)
            arrays[name] = little.dtype.str, little.shape, file.tell()
            sums[name] = _sum(little)
            file.write(little.data)
        table = {
            "rules": rules(),
            "path": str(path.resolve()),
            "size": state.size,
            "sample": state.sample,
            "digest": digest,
            "arrays": arrays,
            "sums": sums,
        }
        start = file.tell()
        file.write(json.dumps(table).encode())
        size = file.tell() - start
        file.seek(0)
        file.write(_HEAD.pack(_MAGIC, state.changed, start, size))
    os.utime(place, ns=(_stamp(state.changed),) * 2)


@contextmanager
def _appearing(place: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is complete, whoever else writes one there."""
    working = place.with_name(f".{place.name}.{uuid4().hex}.part")
    try:
        with working.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        working.replace(place)
    finally:
        working.unlink(missing_ok=True)


def _remove_others(place: Path) -> None:
    """Remove what killed processes left and, in the cache, indexes of memories that are gone."""
    for left in place.parent.glob(f".{escape(place.name)}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    if place.parent == cache_folder() / "memories":
        for other in place.parent.glob("*.index"):
            with suppress(*DAMAGE):
                with other.open("rb") as file:
                    _, table = _read_table(file)
                if not Path(table["path"]).exists():
                    other.unlink()


def _is_ours(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(len(_OURS)) == _OURS


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "blake2b").hexdigest()
