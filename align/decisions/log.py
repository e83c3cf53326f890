"""The operation log: what was done in a review, by whom and when. Nothing in it is ever changed.

log.create(connection)
log.record(connection, "terms", "reject", before, after, who="lan")   -> number of the operation
log.revision(connection, "terms")                                     -> the last one's number, or 0
log.history(connection, "terms")      -> what can be undone, and what can be done again
log.take_back(connection, "terms", who="lan")     -> the operation that is undone by that

What an operation is about is one text: the ids of two documents, or ``terms``. An undo is an
operation, too: it says which one it takes back. So is a redo.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from corpus.store.forms import create_tables

UNDO, REDO = "undo", "redo"
ALIGNED = "aligned"
"""What a run does that aligns the documents again; it is about all of them."""
JUDGED = "judged"
"""What was decided elsewhere: by a program, on another machine. No review undoes it."""
EVERYTHING = "*"
"""What an operation about all document pairs is about."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS operations (  -- appended to, never changed
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    before TEXT NOT NULL,  -- JSON
    after TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL,    -- UTC, as 2026-01-04T10:20:30Z
    revision INTEGER NOT NULL,  -- the last operation about the same before it
    takes INTEGER REFERENCES operations(id)  -- of an undo or a redo: which operation
);
CREATE INDEX IF NOT EXISTS operations_about ON operations(about, id);
CREATE TRIGGER IF NOT EXISTS operations_unchanged BEFORE UPDATE ON operations BEGIN
    SELECT RAISE(ABORT, 'the operation log is only appended to');
END;
CREATE TRIGGER IF NOT EXISTS operations_kept BEFORE DELETE ON operations BEGIN
    SELECT RAISE(ABORT, 'the operation log is only appended to');
END;
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the log.

    Attributes:
        number: grows with every operation in the project.
        about: what it changed: ids of two documents, or ``terms``.
        kind: what was done.
        before: what it replaced, as values of JSON.
        after: what stands in its place.
        who: did it.
        made: when, UTC.
        takes: of an undo or a redo the operation that it takes back or does again, else None.
    """

    number: int
    about: str
    kind: str
    before: Any
    after: Any
    who: str
    made: str
    takes: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What was done about something, as far as it stands.

    Attributes:
        done: the operations that stand, oldest first: the last one is undone next.
        undone: those that were taken back, the last one is done again next; empty as soon as
            something else is done.
    """

    done: tuple[Operation, ...] = ()
    undone: tuple[Operation, ...] = ()


def create(connection: sqlite3.Connection) -> None:
    """Make the table if it is not there, in the caller's transaction."""
    create_tables(connection, _SCHEMA, computed=False)


def record(
    connection: sqlite3.Connection,
    about: str,
    kind: str,
    before: object,
    after: object,
    *,
    who: str,
    takes: int | None = None,
) -> int:
    """Append an operation, in the caller's transaction.

    Args:
        connection: of a project file.
        about: what it changes.
        kind: what is done.
        before: what it replaces, as JSON has it.
        after: what stands in its place.
        who: does it.
        takes: of an undo or a redo the operation that it takes back or does again.

    Returns:
        Its number: the new revision.
    """
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = (json.dumps(each, ensure_ascii=False) for each in (before, after))
    row = connection.execute(
        "INSERT INTO operations (about, kind, before, after, who, made, revision, takes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (about, kind, *texts, who, made, revision(connection, about), takes),
    )
    return int(row.lastrowid or 0)  # an insert always sets it


def revision(connection: sqlite3.Connection, about: str) -> int:
    """The number of the last operation that changed this, 0 if there was none."""
    return max(
        int(number or 0)
        for each in (about, EVERYTHING)
        for (number,) in connection.execute(
            "SELECT max(id) FROM operations WHERE about = ?", (each,)
        )
    )


def history(connection: sqlite3.Connection, about: str) -> History:
    """What was done about something, as far as it stands."""
    rows = connection.execute(
        "SELECT id, about, kind, before, after, who, made, takes FROM operations"
        " WHERE about = ? AND kind NOT IN (?, ?) ORDER BY id",
        (about, JUDGED, ALIGNED),
    )
    return standing(_operation(row) for row in rows)


def standing(operations: Iterable[Operation]) -> History:
    """Of operations about one thing, in order, those that stand and those taken back."""
    done: list[Operation] = []
    undone: list[Operation] = []
    for operation in operations:
        if operation.kind == UNDO and operation.takes is not None:
            undone.append(done.pop())
        elif operation.kind == REDO and operation.takes is not None:
            done.append(undone.pop())
        else:
            done.append(operation)
            undone.clear()
    return History(tuple(done), tuple(undone))


def take_back(
    connection: sqlite3.Connection, about: str, *, who: str, again: bool = False
) -> Operation | None:
    """Record that the last operation is taken back, or the last one taken back is done again.

    Args:
        connection: of a project file, in a transaction of the caller, who puts in place what the
            operation says: `Operation.before` of an undo, `Operation.after` of a redo.
        about: what it changes.
        who: does it.
        again: a redo.

    Returns:
        That operation; None if there is none, and nothing is recorded.
    """
    found = history(connection, about)
    stack = found.undone if again else found.done
    if not stack:
        return None
    last = stack[-1]
    sides = (last.before, last.after) if again else (last.after, last.before)
    record(connection, about, REDO if again else UNDO, *sides, who=who, takes=last.number)
    return last


def _operation(row: tuple[Any, ...]) -> Operation:
    number, about, kind, before, after, who, made, takes = row
    return Operation(number, about, kind, json.loads(before), json.loads(after), who, made, takes)
