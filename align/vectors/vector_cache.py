"""Sentence vectors on disk, so that no sentence is encoded twice by one model.

cache = VectorCache(path, model)
cache.get(texts) -> {text: vector}
cache.put({text: vector, ...})

One SQLite file: each `put` is one transaction, and processes that write at once wait for each
other. It may be removed at any time. It does not outgrow `MOST_BYTES`: what was not asked for the
longest makes room.
"""

import hashlib
import math
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from corpus.errors import UsageError
from corpus.kernels.arrays import Floats
from corpus.support.cache import make_private

Vector = Floats

MOST_BYTES = 1 << 30
"""Of the file: some 500,000 vectors of 512 numbers, which take the small model seven minutes, and
twenty times what a collection of 10,000 sentences a side has."""
_LEFT = 0.75
"""Share of that which is left when it is cut, so that it need not be cut at each `put`."""
_MAKE = (
    "PRAGMA page_size = 16384",  # seven vectors fill one; of the usual 4,096 half stays empty
    "DROP TABLE IF EXISTS vectors",  # of a form without time of use
    "CREATE TABLE IF NOT EXISTS kept "
    "(key BLOB PRIMARY KEY, used INTEGER NOT NULL, vector BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS by_use ON kept (used)",
)
_GET = "SELECT used, vector FROM kept WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
_USE = "UPDATE kept SET used = ? WHERE key = ?"
_CUT = "DELETE FROM kept WHERE key IN (SELECT key FROM kept ORDER BY used, rowid LIMIT ?)"
_NOTED = 24 * 3600
"""Seconds between two notes that a vector is in use: a run that is done again writes nothing."""
_WAIT = 60.0
"""Seconds to wait for another process that writes: far more than one `put` takes."""


class VectorCache:
    """The vectors of one model."""

    def __init__(self, path: Path, model: str) -> None:
        """Open or make the file at first use.

        Args:
            path: of the SQLite file.
            model: what tells this model and its version from all others.
        """
        self._path = path
        self._model = hashlib.blake2b(model.encode(), digest_size=32).digest()

    def get(self, texts: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those texts that are known.

        Raises:
            UsageError: the file is none of ours, or the place cannot be written.
        """
        found, seen, now = {}, [], int(time.time())
        with self._open() as connection:
            for text in dict.fromkeys(texts):
                key = self._key(text)
                used, row = connection.execute(_GET, [key]).fetchone() or (0, b"")
                vector = _whole(row)
                if vector is not None:
                    found[text] = np.frombuffer(vector, "<f4").astype(np.float32)
                    if now - used > _NOTED:
                        seen.append((now, key))
            if seen:
                with connection:
                    connection.executemany(_USE, seen)
        return found

    def put(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors.

        Raises:
            UsageError: as `get`.
        """
        now = int(time.time())
        rows = [
            (self._key(text), now, _checked(v.astype("<f4").tobytes()))
            for text, v in vectors.items()
        ]
        with self._open() as connection, connection:
            connection.executemany(_PUT, rows)
            size = _size(connection)
            if size > MOST_BYTES:
                (count,) = connection.execute("SELECT count(*) FROM kept").fetchone()
                connection.execute(_CUT, [math.ceil(count * (1 - _LEFT * MOST_BYTES / size))])

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=16, key=self._model).digest()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            make_private(self._path.parent)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
                for statement in _MAKE:
                    connection.execute(statement)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"{self._path}: cannot keep vectors there ({error}); remove the file, or set "
                "DUIZHAO_CACHE to another folder"
            ) from None


def _size(connection: sqlite3.Connection) -> int:
    """The bytes of a file that are in use."""
    pages, free, each = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * each


def _checked(vector: bytes) -> bytes:
    """A vector with its CRC-32 behind it: a damaged one would only give another score."""
    return vector + zlib.crc32(vector).to_bytes(4, "little")


def _whole(row: bytes) -> bytes | None:
    """The vector of a row, None if it is damaged: it is encoded again."""
    vector = row[:-4]
    return vector if row == _checked(vector) else None
