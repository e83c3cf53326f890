"""A database that several threads ask.

reader = SharedReader(connection)
reader.rows("SELECT …", (value,)) -> [row, …]
with reader.alone() as connection: …
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any
from weakref import finalize


class SharedReader:
    """Queries of one connection, from any thread: one at a time, each to its last row.

    Python gives equal queries the same prepared statement, so that two threads at once would bind
    their values to one statement, however SQLite was built.

    Args:
        connection: opened with ``check_same_thread=False``; nobody else uses it from now on. It is
            closed with the reader, at the latest when nothing holds this any more.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = Lock()
        finalize(self, connection.close)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query gives."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection, and no other thread at it; what is done there is one transaction."""
        with self._lock, self._connection:
            yield self._connection

    def close(self) -> None:
        """Close the connection, when nobody asks any more."""
        with self._lock:
            self._connection.close()
