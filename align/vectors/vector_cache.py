"""Sentence vectors on disk, so that no sentence is encoded twice by one model.

cache = VectorCache(path, model)
cache.get(texts) -> {text: vector}
cache.put({text: vector, ...})

One SQLite file: each `put` is one transaction, and processes that write at once wait for each
other. It may be removed at any time.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from corpus.errors import UsageError
from corpus.kernels.arrays import Floats
from corpus.support.cache import make_private

Vector = Floats

_MAKE = (
    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
)
_GET = "SELECT vector FROM vectors WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO vectors VALUES (?, ?)"
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
        found = {}
        with self._open() as connection:
            for text in dict.fromkeys(texts):
                row = connection.execute(_GET, [self._key(text)]).fetchone()
                vector = _whole(row[0]) if row else None
                if vector is not None:
                    found[text] = np.frombuffer(vector, "<f4").astype(np.float32)
        return found

    def put(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors.

        Raises:
            UsageError: as `get`.
        """
        rows = [
            (self._key(text), _checked(v.astype("<f4").tobytes())) for text, v in vectors.items()
        ]
        with self._open() as connection, connection:
            connection.executemany(_PUT, rows)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=16, key=self._model).digest()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            make_private(self._path.parent)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
                connection.execute(_MAKE)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"{self._path}: cannot keep vectors there ({error}); remove the file, or set "
                "DUIZHAO_CACHE to another folder"
            ) from None


def _checked(vector: bytes) -> bytes:
    """A vector with its CRC-32 behind it: a damaged one would only give another score."""
    return vector + zlib.crc32(vector).to_bytes(4, "little")


def _whole(row: bytes) -> bytes | None:
    """The vector of a row, None if it is damaged: it is encoded again."""
    vector = row[:-4]
    return vector if row == _checked(vector) else None
