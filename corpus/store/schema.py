"""The project file's own tables, opening it, and bringing older files to this form.

connect(path) -> sqlite3.Connection
unusable(path, error) -> StoreError

Other packages create their own tables beside these (`corpus.store.forms.create_tables`); what they
derive from a document references ``documents(id) ON DELETE CASCADE`` and goes when it goes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError
from corpus.store.forms import differing, statements
from corpus.support.files import unwritable

PROJECT = "corpus.sqlite"
"""Name of the project file in the output folder of a run."""
LOCK = ".lock"
"""Name of the file beside it that a run locks as long as it is at work."""
APPLICATION = 0x64757A68
"""SQLite's application_id, which tells our files from others: "duzh"."""
_PRIMARY = 0xFF
"""What of SQLite's codes is the kind of error; the rest is what it was about to do."""
_OUTSIDE = {
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_IOERR: "see that the disk can be read and written",
    sqlite3.SQLITE_READONLY: "see that the file and its folder can be written",
    sqlite3.SQLITE_CANTOPEN: "see that the file and its folder can be read and written",
    sqlite3.SQLITE_PERM: "see that the file can be read and written",
    sqlite3.SQLITE_NOMEM: "free memory",
}
"""Kinds of error of which the file is not the cause, and what helps."""
DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises: the latter where its message quotes a damaged name."""
VERSION = 5
"""SQLite's user_version: the form of the tables. A new one needs a step in `_STEPS` and, in
``tests/corpus/store/forms``, the script that made the former tables."""

_TABLES = """
CREATE TABLE files (         -- what has been read, so that an unchanged file is not read again
    origin TEXT PRIMARY KEY,
    digest TEXT NOT NULL,    -- of the bytes, the metadata and the reader's version
    content TEXT NOT NULL    -- SHA-256 of the bytes; empty where a former version read them
) WITHOUT ROWID;
CREATE TABLE failures (      -- what of a file could not be used
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    line INTEGER
);
CREATE INDEX failures_file ON failures(file);
CREATE TABLE documents (     -- one row per content; the other columns as at its smallest origin
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    script TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    url TEXT NOT NULL,
    paragraphs TEXT NOT NULL,     -- JSON array
    segmented TEXT NOT NULL DEFAULT ''  -- what its sentences were made from
);
CREATE INDEX documents_origin ON documents(origin);
CREATE TABLE origins (       -- where a content was found
    origin TEXT PRIMARY KEY,
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    script TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    url TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origins_file ON origins(file);
CREATE INDEX origins_document ON origins(document);
CREATE TABLE counterparts (  -- what one file holds in both languages
    file TEXT NOT NULL REFERENCES files(origin) ON DELETE CASCADE,
    zh TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    en TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (file, zh, en)
) WITHOUT ROWID;
CREATE INDEX counterparts_zh ON counterparts(zh);
CREATE INDEX counterparts_en ON counterparts(en);
CREATE TABLE furniture (     -- paragraphs that have no sentences
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (document, paragraph)
) WITHOUT ROWID;
CREATE TABLE restored (      -- that cleaning took and a translation shows to be text
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    reason TEXT NOT NULL,    -- why it was taken
    PRIMARY KEY (document, paragraph)
) WITHOUT ROWID;
CREATE TRIGGER restored_gone AFTER DELETE ON restored BEGIN
    DELETE FROM stages WHERE name = 'restored';
END;
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE stages (name TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;

-- One token per Han character (the trigram tokenizer finds no term of two), in the normal form;
-- row ids are those of the sentences.
CREATE VIRTUAL TABLE index_zh USING fts5(words, tokenize = 'unicode61');
CREATE VIRTUAL TABLE index_en USING fts5(words, tokenize = 'porter unicode61');
CREATE TRIGGER sentences_gone AFTER DELETE ON sentences BEGIN
    DELETE FROM index_zh WHERE rowid = old.id;
    DELETE FROM index_en WHERE rowid = old.id;
END;
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode with foreign keys.

    The tables are made if the file is new, and brought to this form if it is older.

    Raises:
        StoreError: not a project file, damaged, or of a newer version; or this Python's SQLite has
            no full-text search.
    """
    if path.exists() and not path.is_file():
        raise StoreError(f"{path}: is no file; choose another place")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    except OSError as error:
        raise StoreError(f"{path}: {unwritable(error)}") from None
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened ({error}); choose another place") from None
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        _open(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
    except DAMAGE as error:
        connection.close()
        raise unusable(path, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def unusable(path: Path, error: Exception) -> StoreError:
    """What to say when SQLite fails."""
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return StoreError(f"{path}: {error}; is another duizhao at work on it?")
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _OUTSIDE:
        return StoreError(f"{path}: {error}; the project is as it was: {_OUTSIDE[code]}, and go on")
    return StoreError(
        f"{path}: cannot be used as a project file ({error}); choose another place, or remove it "
        "and have it made anew"
    )


def _open(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file, change those of an older one; refuse what is not ours."""
    if not connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
        raise StoreError(
            f"{path}: the SQLite of this Python has no full-text search (FTS5); "
            "use a Python from python.org or your distribution"
        )
    if _is_empty(connection):
        with _locked(connection):
            if _is_empty(connection):  # unless another process was faster
                for statement in statements(_TABLES):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
    if _pragma(connection, "application_id") != APPLICATION:
        raise StoreError(f"{path}: not a project file of duizhao; choose another place")
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise StoreError(f"{path}: written by a newer duizhao; upgrade, or choose another place")
    if version < VERSION:
        with _locked(connection):
            for number in range(_pragma(connection, "user_version"), VERSION):
                _STEPS[number](connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
    if differing(connection, _TABLES) or _views(connection):
        raise StoreError(
            f"{path}: its tables are not as they were made; choose another place, or remove it and "
            "have it made anew"
        )


@contextmanager
def _locked(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that no other process writes beside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _documents_with_rowid(connection: sqlite3.Connection) -> None:
    """Form 2: documents have row ids, and an index with the ids alone.

    Before, the row of the key held the whole text, and every check of a foreign key read it: what
    a document took grew with the square of its length.
    """
    _remake(connection, "documents", "*")


def _counterparts(connection: sqlite3.Connection) -> None:
    """Form 3: which documents one file holds in both languages."""
    _make(connection, "counterparts")


def _restored(connection: sqlite3.Connection) -> None:
    """Form 4: paragraphs that a translation shows to be text."""
    _make(connection, "restored")


def _contents(connection: sqlite3.Connection) -> None:
    """Form 5: what the bytes of each file were, for a record that others can check."""
    _remake(connection, "files", "*, ''")


def _remake(connection: sqlite3.Connection, name: str, columns: str) -> None:
    """Make a table in this form out of its columns in the former one."""
    table = next(each for each in statements(_TABLES) if f"CREATE TABLE {name} " in each)
    kept = connection.execute(  # indexes and triggers, which go with a table
        "SELECT sql FROM sqlite_master"
        " WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql <> ''",
        (name,),
    ).fetchall()
    connection.execute(table.replace(f"TABLE {name} ", f"TABLE {name}_2 "))
    connection.execute(f"INSERT INTO {name}_2 SELECT {columns} FROM {name}")  # noqa: S608  (ours)
    connection.execute(f"DROP TABLE {name}")
    connection.execute(f"ALTER TABLE {name}_2 RENAME TO {name}")
    for (statement,) in kept:
        connection.execute(statement)


def _make(connection: sqlite3.Connection, name: str) -> None:
    """Make what has this name, a table and its indexes."""
    for statement in statements(_TABLES):
        if name in statement.partition("(")[0]:
            connection.execute(statement)


_STEPS = {1: _documents_with_rowid, 2: _counterparts, 3: _restored, 4: _contents}
"""By version of the tables, what makes those of the next; foreign keys are off meanwhile."""


def _views(connection: sqlite3.Connection) -> bool:
    """Whether there are views, which we never make."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'view'").fetchone())


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file is new: no tables, and no other program's mark."""
    tables = connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return not tables and not _pragma(connection, "application_id")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    """A number in the file's header."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
