"""Sentence pairs and the concept entries made from them, in the project file.

create(connection)                             makes the tables if they are not there
save(connection, (pairs, entries))             replaces what is stored, in the caller's transaction
save_names(connection, {topic: name})          the same of the names of topics
load_pairs(connection), load_entries(connection), load_term_pairs(connection, concept)
named_entries(connection)                      with the names of their topics by now

They hang on the documents: with a document its sentence pairs go. Its share in a concept, or in the
name of a topic, cannot be taken out again, so all of these go, and the stage that makes concepts is
no longer done.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from corpus.model import SentencePair
from corpus.store.forms import create_tables
from glossary.entries import ConceptEntry, TermPair
from glossary.project.record import (
    fields_of_pair,
    fields_of_term_pair,
    pair_from,
    term_pair_from,
)

STAGE = "glossary"
_CONTEXTS = 7
"""Place of the contexts among the fields of a term pair."""
_COLUMNS = (
    "zh, en, score, probability, frequency, status, part_of_speech, contexts, documents, zh_code,"
    " en_code, do_not_translate, termhood, category"
)
"""Of ``term_pairs``, in the order in which `glossary.project.record` takes them."""
_FIELDS = 16
"""Columns of ``term_pairs``."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sentence_pairs (
    position INTEGER PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    score REAL NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    zh_document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    en_document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    zh_ids TEXT NOT NULL,  -- JSON list of sentence indices
    en_ids TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sentence_pairs_zh ON sentence_pairs(zh_document);
CREATE INDEX IF NOT EXISTS sentence_pairs_en ON sentence_pairs(en_document);
CREATE TABLE IF NOT EXISTS topic_names (  -- what a topic of these tables is called by now
    topic TEXT PRIMARY KEY,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS concepts (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL,
    definition TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS term_pairs (
    concept TEXT NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    score REAL NOT NULL,
    probability REAL NOT NULL,
    frequency INTEGER NOT NULL,
    status TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    contexts TEXT NOT NULL,  -- JSON: a list of sentence pairs, fields in order
    documents INTEGER NOT NULL DEFAULT 0,
    zh_code TEXT NOT NULL,
    en_code TEXT NOT NULL,
    do_not_translate INTEGER NOT NULL,
    termhood REAL NOT NULL DEFAULT 0,
    category TEXT,
    PRIMARY KEY (concept, position)
);
CREATE INDEX IF NOT EXISTS term_pairs_zh ON term_pairs(zh);
CREATE INDEX IF NOT EXISTS term_pairs_en ON term_pairs(en);
CREATE TRIGGER IF NOT EXISTS concepts_undone AFTER DELETE ON documents BEGIN
    DELETE FROM concepts;
    DELETE FROM topic_names;
    DELETE FROM stages WHERE name = 'glossary';
END;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables if they are not there, or of another form; the file's own must be."""
    create_tables(connection, _SCHEMA, computed=True)


def save(
    connection: sqlite3.Connection,
    found: tuple[Iterable[SentencePair], Iterable[ConceptEntry]],
) -> None:
    """Replace what is stored, in the caller's transaction.

    Args:
        connection: of a project file.
        found: sentence pairs of documents in the project file, and entries, best first.
    """
    pairs, entries = found
    connection.execute("DELETE FROM sentence_pairs")
    ids = dict(connection.execute("SELECT origin, id FROM documents"))
    connection.executemany(
        "INSERT INTO sentence_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((position, *_sentence_pair_row(pair, ids)) for position, pair in enumerate(pairs)),
    )
    connection.execute("DELETE FROM concepts")
    entries = list(entries)
    connection.executemany(
        "INSERT INTO concepts VALUES (?, ?, ?, ?, ?)",
        (
            (position, entry.id, entry.domain, entry.definition, entry.note)
            for position, entry in enumerate(entries)
        ),
    )
    connection.executemany(
        f"INSERT INTO term_pairs VALUES ({', '.join('?' * _FIELDS)})",  # noqa: S608  (marks)
        (
            (entry.id, place, *_term_pair_row(pair))
            for entry in entries
            for place, pair in enumerate(entry.pairs)
        ),
    )


def save_names(connection: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Replace the names of topics, in the caller's transaction.

    Topics are named after their terms, so what is stored before has the topic under another name.
    """
    connection.execute("DELETE FROM topic_names")
    connection.executemany("INSERT INTO topic_names VALUES (?, ?)", names.items())


def load_names(connection: sqlite3.Connection) -> dict[str, str]:
    """What topics are called by now, by what they are called in these tables."""
    if not connection.execute("SELECT 1 FROM pragma_table_info('topic_names')").fetchone():
        return {}
    return dict(connection.execute("SELECT topic, name FROM topic_names ORDER BY topic"))


def load_pairs(connection: sqlite3.Connection) -> list[SentencePair]:
    """The stored sentence pairs, in their order, with the names of their topics by now.

    None if no run has got so far.
    """
    if not connection.execute("SELECT 1 FROM pragma_table_info('sentence_pairs')").fetchone():
        return []
    rows = connection.execute(
        "SELECT zh, en, score, kind, COALESCE(name, topic), z.origin, e.origin, zh_ids, en_ids"
        " FROM sentence_pairs LEFT JOIN topic_names USING (topic)"
        " JOIN documents z ON z.id = zh_document JOIN documents e ON e.id = en_document"
        " ORDER BY position"
    )
    return [
        pair_from([*fields, json.loads(zh_ids), json.loads(en_ids)])
        for *fields, zh_ids, en_ids in rows
    ]


def load_entries(connection: sqlite3.Connection, *, contexts: bool = True) -> list[ConceptEntry]:
    """The stored entries, in their order; without contexts in a fifth of the time."""
    pairs: dict[str, list[TermPair]] = {}
    columns = _COLUMNS if contexts else _COLUMNS.replace("contexts", "'[]'")
    rows = connection.execute(
        f"SELECT concept, {columns} FROM term_pairs ORDER BY concept, position"  # noqa: S608
    )
    for concept, *fields in rows:
        pairs.setdefault(concept, []).append(_term_pair(fields))
    return [
        ConceptEntry(key, tuple(pairs[key]), domain, definition, note)
        for key, domain, definition, note in connection.execute(
            "SELECT id, domain, definition, note FROM concepts ORDER BY position"
        )
    ]


def load_term_pairs(connection: sqlite3.Connection, concept: str) -> list[TermPair]:
    """The pairs of one stored entry, with their contexts; none if there is no such entry."""
    query = f"SELECT {_COLUMNS} FROM term_pairs WHERE concept = ? ORDER BY position"  # noqa: S608
    return [_term_pair(list(fields)) for fields in connection.execute(query, (concept,))]


def named_entries(connection: sqlite3.Connection, *, contexts: bool = True) -> list[ConceptEntry]:
    """The stored entries, with the names of their topics by now; none if no run has got so far."""
    if not connection.execute("SELECT 1 FROM pragma_table_info('term_pairs')").fetchone():
        return []
    names = load_names(connection)
    return [
        replace(entry, domain=names.get(entry.domain, entry.domain))
        for entry in load_entries(connection, contexts=contexts)
    ]


def _sentence_pair_row(pair: SentencePair, ids: Mapping[str, str]) -> list[object]:
    """The fields of a sentence pair, its documents by id."""
    *fields, zh_document, en_document, zh_ids, en_ids = fields_of_pair(pair)
    documents = ids[zh_document], ids[en_document]
    return [*fields, *documents, json.dumps(zh_ids), json.dumps(en_ids)]


def _term_pair(fields: list[Any]) -> TermPair:
    """The term pair of the columns of its row."""
    fields[_CONTEXTS] = json.loads(fields[_CONTEXTS])
    return term_pair_from(fields)


def _term_pair_row(pair: TermPair) -> list[object]:
    """The fields of a term pair, its contexts as JSON."""
    fields = fields_of_term_pair(pair)
    fields[_CONTEXTS] = json.dumps(fields[_CONTEXTS], ensure_ascii=False)
    return fields
