"""What people decided by editing the outputs of a project, kept in the project file.

standing_decisions(connection, edited=[Path("out/glossary.tsv")]) -> list[ConceptEntry]
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from corpus.store.forms import create_tables
from glossary.curation.applied import decisions
from glossary.curation.merge import merge
from glossary.entries import ConceptEntry
from glossary.project.record import entry_from, record_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (position INTEGER PRIMARY KEY, record TEXT NOT NULL);
"""


def standing_decisions(
    connection: sqlite3.Connection, edited: Sequence[str | Path] = ()
) -> list[ConceptEntry]:
    """The decisions that hold now, in the caller's transaction.

    A glossary that was written has every decision in it. So one that a person edited since says
    what holds from now on: what is decided there, and that what was taken back, or taken out, is
    no decision any more.

    Args:
        connection: of a project file.
        edited: outputs that are not as they were written, in order of trust.

    Raises:
        InputError: one of them cannot be read; nothing has changed then.
    """
    from glossary.formats.registry import read_glossary

    found = decisions(merge(map(read_glossary, edited)))
    create_tables(connection, _SCHEMA, computed=False)
    if edited:
        connection.execute("DELETE FROM decisions")
        connection.executemany(
            "INSERT INTO decisions VALUES (?, ?)",
            [(position, record_of(entry)) for position, entry in enumerate(found)],
        )
    rows = connection.execute("SELECT record FROM decisions ORDER BY position")
    return [entry_from(record) for (record,) in rows]
