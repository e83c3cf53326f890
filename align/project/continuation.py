"""What a run with ``--approximate`` goes on from: the last full run, though documents were added.

continuation(store, now, by) -> Continuation | None          None: all is done in full
begin_full(store, now, by), end_full(store, now, by)         about a full run

A full run is one whose outputs equal those of a fresh run. What it found of its documents stays
until the collection has grown by a tenth, or one of its documents is gone or has other sentences.
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from corpus.store.forms import create_tables
from corpus.store.project_file import Store
from corpus.support.printing import note

GROWTH = 1.1
"""Documents, as a multiple of those of the last full run, beyond which all is done in full."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS full_run (  -- the documents of the last full run
    document TEXT PRIMARY KEY,  -- one that is gone remains here, and so is missed
    digest TEXT NOT NULL,  -- of its sentences
    made_by TEXT NOT NULL  -- names the code and the options: the same for all
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS late_documents (  -- those that a stage has considered since
    stage TEXT NOT NULL,
    document TEXT NOT NULL,
    digest TEXT NOT NULL,  -- of its sentences, as the stage saw them
    PRIMARY KEY (stage, document)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS late_document_gone AFTER DELETE ON documents BEGIN
    DELETE FROM late_documents WHERE document = old.id;
END;
"""


class Continuation(NamedTuple):
    """A run that keeps what the last full one found.

    Attributes:
        full: how many documents that one had.
        late: those that were added since, and the digest of each one's sentences.
    """

    full: int
    late: Mapping[str, str]


def create(connection: sqlite3.Connection) -> None:
    """Make the tables if they are not there, or of another form."""
    create_tables(connection, _SCHEMA, computed=True)


def continuation(store: Store, now: Mapping[str, str], by: str) -> Continuation | None:
    """What to go on from; None if there is nothing, or no more, and says why it is no more.

    Args:
        store: the project.
        now: a digest of each document's sentences.
        by: names the code, the options and what people decided, as they are now.
    """
    full = _last(store.connection)
    if not full or full == _rows(now, by):
        return None
    digests = {document: digest for document, digest, _ in full}
    makers = {made_by for *_, made_by in full}
    if makers == {""}:
        reason = "the last one did not come to its end"
    elif by not in makers:
        reason = "the program, the options, decisions or what teaches are not as in the last one"
    elif any(now.get(document) != digest for document, digest in digests.items()) or any(
        now.get(document, digest) != digest for document, digest in _joined(store.connection)
    ):
        reason = "documents of the last full run are gone, or some have changed"
    elif len(now) > GROWTH * len(full):
        reason = f"{len(now):,} documents are more than a tenth more than {len(full):,}"
    else:
        late = {document: now[document] for document in sorted(now.keys() - digests.keys())}
        return Continuation(len(full), late)
    note(f"duizhao: a full run: {reason}")
    return None


def begin_full(store: Store, now: Mapping[str, str], by: str) -> None:
    """Note that a full run has begun, if the last was another: nothing has made its rows yet.

    So a run that is killed leaves no half of one, and the next can say so.
    """
    if _last(store.connection) != _rows(now, by):
        with store.transaction() as connection:
            _keep(connection, _rows(now, ""))


def end_full(store: Store, now: Mapping[str, str], by: str) -> None:
    """Keep what a full run had, from which later ones may go on."""
    with store.transaction() as connection:
        if connection.execute("SELECT 1 FROM late_documents").fetchone():
            connection.execute("DELETE FROM late_documents")  # of an empty table, a change, too
        if _last(connection) != _rows(now, by):
            _keep(connection, _rows(now, by))


def _keep(connection: sqlite3.Connection, rows: list[tuple[str, str, str]]) -> None:
    connection.execute("DELETE FROM full_run")
    connection.executemany("INSERT INTO full_run VALUES (?, ?, ?)", rows)


def _last(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """The documents of the last full run: id, digest, and what made it."""
    return connection.execute("SELECT * FROM full_run ORDER BY document").fetchall()


def _joined(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The late documents that were joined since, as stages saw them: id and digest."""
    return connection.execute("SELECT DISTINCT document, digest FROM late_documents").fetchall()


def _rows(now: Mapping[str, str], by: str) -> list[tuple[str, str, str]]:
    return [(document, digest, by) for document, digest in sorted(now.items())]


def considered(connection: sqlite3.Connection, stage: str) -> set[str]:
    """The late documents that a stage has considered."""
    rows = connection.execute("SELECT document FROM late_documents WHERE stage = ?", (stage,))
    return {document for (document,) in rows}


def consider(connection: sqlite3.Connection, stage: str, late: Mapping[str, str]) -> None:
    """Note that a stage has considered these, in the caller's transaction."""
    connection.executemany(
        "INSERT INTO late_documents VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(stage, document, digest) for document, digest in sorted(late.items())],
    )
