"""The project file's own tables, and opening it.

connect(path) -> sqlite3.Connection
statements(script) -> list[str]      to create tables inside a transaction

Other packages create their own tables beside these; what they derive from a document references
``documents(id) ON DELETE CASCADE`` and goes when it goes.
"""

import sqlite3
from pathlib import Path

from corpus.errors import StoreError

PROJECT = "corpus.sqlite"
"""Name of the project file in the output folder of a run."""
APPLICATION = 0x64757A68  # "duzh": SQLite's application_id, tells our files from others
VERSION = 1

_TABLES = """
CREATE TABLE files (         -- what has been read, so that an unchanged file is not read again
    origin TEXT PRIMARY KEY,
    digest TEXT NOT NULL     -- of the bytes, the metadata and the reader's version
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
) WITHOUT ROWID;
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
CREATE TABLE furniture (     -- paragraphs that have no sentences
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (document, paragraph)
) WITHOUT ROWID;
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
    """A connection in autocommit mode with foreign keys, the tables made if the file is new.

    Raises:
        StoreError: not a project file, or of a newer version; or this Python's SQLite has no
            full-text search.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: cannot be opened ({error})") from None
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _check(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(
            f"{path}: cannot be used as a project file ({error}); choose another place"
        ) from None
    except StoreError:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file; refuse what is not ours."""
    if not connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
        raise StoreError(
            f"{path}: the SQLite of this Python has no full-text search (FTS5); "
            "use a Python from python.org or your distribution"
        )
    if _is_empty(connection):
        _create(connection)
    if _pragma(connection, "application_id") != APPLICATION:
        raise StoreError(f"{path}: not a project file of duizhao; choose another place")
    if _pragma(connection, "user_version") > VERSION:
        raise StoreError(f"{path}: written by a newer duizhao; upgrade, or choose another place")


def _create(connection: sqlite3.Connection) -> None:
    """All tables in one transaction, unless another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_empty(connection):
            for statement in statements(_TABLES):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file is new: no tables, and no other program's mark."""
    tables = connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return not tables and not _pragma(connection, "application_id")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    """A number in the file's header."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def statements(script: str) -> list[str]:
    """A script's statements: `executescript` would commit the transaction they belong to."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
