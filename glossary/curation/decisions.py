"""What people decided about terms, kept in the project file.

They decide by editing the outputs of the project, or in glossaries that they give to a run.

standing_decisions(connection, edited=[Path("out/glossary.tsv")], given=[entries])
    -> list[ConceptEntry]
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.store.forms import create_tables
from glossary.curation.applied import decisions
from glossary.curation.merge import merge
from glossary.entries import ConceptEntry, TermPair
from glossary.project.record import entry_from, record_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (position INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS given_decisions (said TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def standing_decisions(
    connection: sqlite3.Connection,
    edited: Sequence[str | Path] = (),
    given: Sequence[Iterable[ConceptEntry]] = (),
) -> list[ConceptEntry]:
    """The decisions that hold now, in the caller's transaction.

    A glossary that was written has every decision in it. So one that a person edited since says
    what holds from now on: what is decided there, and that what was taken back, or taken out, is
    no decision any more. A given glossary adds what it says for the first time; what it said in an
    earlier run holds, as it was edited since, whether or not the glossary is given again.

    Of two decisions about a pair the newer one holds: that of an edited output, then that of a
    given glossary, then what stood before.

    Args:
        connection: of a project file.
        edited: outputs that are not as they were written, in order of trust.
        given: glossaries that were given to this run, in order of trust.

    Raises:
        InputError: one of them cannot be read; nothing has changed then.
    """
    from glossary.formats.registry import read_glossary

    found = decisions(merge(map(read_glossary, edited)))
    brought = decisions(merge(given))
    create_tables(connection, _SCHEMA, computed=False)
    rows = connection.execute("SELECT record FROM decisions ORDER BY position")
    before = [entry_from(record) for (record,) in rows]
    if not edited and not given:
        return before
    said = {text for (text,) in connection.execute("SELECT said FROM given_decisions")}
    news = _without(brought, said)
    changed = _without(found, set(map(_said, _pairs(before))))
    standing = decisions(merge([changed, news, found if edited else before]))
    connection.execute("DELETE FROM decisions")
    connection.executemany(
        "INSERT INTO decisions VALUES (?, ?)",
        [(position, record_of(entry)) for position, entry in enumerate(standing)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO given_decisions VALUES (?)",
        [(_said(pair),) for pair in _pairs(brought)],
    )
    return standing


def _pairs(entries: Iterable[ConceptEntry]) -> list[TermPair]:
    return [pair for entry in entries for pair in entry.pairs]


def _said(pair: TermPair) -> str:
    """A decision as one text: the two terms and what is said of them."""
    return json.dumps([pair.zh, pair.en, pair.status], ensure_ascii=False)


def _without(entries: Iterable[ConceptEntry], said: Collection[str]) -> list[ConceptEntry]:
    """The entries with those decisions that are not among these."""
    kept = (
        replace(entry, pairs=tuple(pair for pair in entry.pairs if _said(pair) not in said))
        for entry in entries
    )
    return [entry for entry in kept if entry.pairs]
