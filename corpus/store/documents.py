"""Documents as rows of the project file: put in with the file that holds them, and taken out.

looked_at(most, source, known) -> what stands in a file, if it is new or has changed
add_file(connection, looked, touched) -> what was done, ids, failures
settle(connection, touched)
select(connection, condition, parameters) -> [Document, ...]

A content is one row however often it is found; where it was found stands in ``origins``.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from corpus.errors import InputError
from corpus.model import Document, Language, Script
from corpus.readers.registry import ReadFailure, SourceFile, read_bytes
from corpus.support.fingerprint import fingerprint
from corpus.support.inputs import read_input

_DOCUMENTS = (
    "SELECT id, origin, language, script, title, outlet, published, url, paragraphs FROM documents "
)


class Looked(NamedTuple):
    """What stands in a file.

    Attributes:
        origin: of the file.
        content: SHA-256 of its bytes.
        digest: of all that its documents depend on.
        items: what was read; None if that is known already.
    """

    origin: str
    content: str
    digest: str
    items: list[Document | ReadFailure] | None


def looked_at(most: int, asked: tuple[SourceFile | ReadFailure, str]) -> Looked | ReadFailure:
    """What stands in a file, or why it cannot be read.

    Args:
        most: bytes that it may have.
        asked: the file, and the digest that its documents are known under; what is a failure
            already stays one.
    """
    source, known = asked
    if isinstance(source, ReadFailure):
        return source
    try:
        data = read_input(source.path, most)
    except InputError as error:
        return ReadFailure(source.origin, error.reason)
    content = hashlib.sha256(data)
    digest = _digest(content, source.metadata)
    items = None if digest == known else read_bytes(source.origin, data, source.metadata)
    return Looked(source.origin, content.hexdigest(), digest, items)


def lost(asked: tuple[SourceFile | ReadFailure, str], ended: str) -> Looked | ReadFailure:
    """What stands for a file on which processes end that read it."""
    reason = f"ended the process that read it ({ended}); read it again, or save its text as .txt"
    origin = asked[0].origin
    return Looked(origin, "", "", [ReadFailure(origin, reason, retry=True)])


def add_file(
    connection: sqlite3.Connection, looked: Looked, touched: set[str]
) -> tuple[str, set[str], list[ReadFailure]]:
    """Keep what stands in a file, if it is new or has changed.

    Returns:
        What was done, the ids of its documents, and what failed; the ids of documents that
        it gained or lost are added to `touched`.
    """
    execute = connection.execute
    origin, content, digest, items = looked
    row = execute("SELECT digest FROM files WHERE origin = ?", (origin,)).fetchone()
    before = {
        document
        for (document,) in execute("SELECT document FROM origins WHERE file = ?", (origin,))
    }
    if items is None:
        execute("UPDATE files SET content = ? WHERE origin = ?", (content, origin))
        failed = execute(
            "SELECT origin, reason, line FROM failures WHERE file = ? ORDER BY rowid", (origin,)
        )
        return "unchanged", before, [ReadFailure(*fields) for fields in failed]
    execute("DELETE FROM files WHERE origin = ?", (origin,))
    execute("INSERT INTO files VALUES (?, ?, ?)", (origin, digest, content))
    failures: list[ReadFailure] = []
    held: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for item in items:
        if isinstance(item, ReadFailure):
            failures.append(item)
        elif _insert(connection, origin, item):
            held.add(item.id)
            if item.counterpart and item.language is Language.ZH:
                pairs.add((item.id, item.counterpart))
        else:
            failures.append(ReadFailure(item.origin, "is what another text is called; rename one"))
    if any(failure.retry for failure in failures):  # as if it had never been read
        execute("UPDATE files SET digest = '' WHERE origin = ?", (origin,))
    connection.executemany(
        "INSERT INTO failures VALUES (?, ?, ?, ?)",
        [(origin, failure.origin, failure.reason, failure.line) for failure in failures],
    )
    connection.executemany(
        "INSERT INTO counterparts VALUES (?, ?, ?)",
        [(origin, zh, en) for zh, en in pairs if en in held],
    )
    touched |= before | held
    return "replaced" if row else "new", held, failures


def _insert(connection: sqlite3.Connection, file: str, document: Document) -> bool:
    """Keep a document's content, and where it was found; False if its origin is taken."""
    taken = "SELECT 1 FROM origins WHERE origin = ?"
    if connection.execute(taken, (document.origin,)).fetchone():
        return False
    row = (
        document.id,
        document.origin,
        document.language,
        document.script,
        document.title,
        document.outlet,
        document.published,
        document.url,
        json.dumps(document.paragraphs, ensure_ascii=False),
    )
    connection.execute(
        "INSERT OR IGNORE INTO documents (id, origin, language, script, title, outlet,"
        " published, url, paragraphs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    connection.execute(
        "INSERT INTO origins VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (document.origin, file, document.id, *row[2:4], *row[5:8]),
    )
    return True


def settle(connection: sqlite3.Connection, touched: Iterable[str]) -> None:
    """Drop contents that no file holds any more; take the others from their smallest origin."""
    connection.executemany(
        "DELETE FROM documents WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM origins WHERE document = documents.id)",
        [(document,) for document in touched],
    )
    connection.executemany(
        """
        UPDATE documents SET (origin, language, script, outlet, published, url) = (
            SELECT origin, language, script, outlet, published, url FROM origins
            WHERE document = documents.id ORDER BY origin LIMIT 1
        ) WHERE id = ?
        """,
        [(document,) for document in touched],
    )


def select(
    connection: sqlite3.Connection, condition: str, parameters: Mapping[str, str] | None = None
) -> list[Document]:
    """The documents that meet a condition (SQL behind the table's name).

    Raises:
        ValueError, TypeError: a row is none that was written here.
    """
    return list(map(_document, connection.execute(_DOCUMENTS + condition, parameters or {})))


def _document(row: tuple[Any, ...]) -> Document:
    """The document of a row."""
    return Document(
        id=row[0],
        origin=row[1],
        language=Language(row[2]),
        script=Script(row[3]),
        title=row[4],
        outlet=row[5],
        published=row[6],
        url=row[7],
        paragraphs=tuple(map("".join, json.loads(row[8]))),
    )


def _digest(content: "hashlib._Hash", metadata: Mapping[str, str]) -> str:
    """What a file's documents depend on, the code of the readers included, as one hash."""
    digest = content.copy()
    readers = fingerprint("corpus.readers.registry")
    digest.update(json.dumps([readers, sorted(metadata.items())]).encode())
    return digest.hexdigest()
