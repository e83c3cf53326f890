"""Concept entries in the project file."""

import json
import sqlite3
from collections.abc import Iterable

from corpus.model import Kind, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair

_SCHEMA = """
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
    PRIMARY KEY (concept, position)
);
CREATE INDEX IF NOT EXISTS term_pairs_zh ON term_pairs(zh);
CREATE INDEX IF NOT EXISTS term_pairs_en ON term_pairs(en);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables if they are not there."""
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)


def save_entries(connection: sqlite3.Connection, entries: Iterable[ConceptEntry]) -> None:
    """Replace what is stored, in the caller's transaction."""
    connection.execute("DELETE FROM concepts")
    for position, entry in enumerate(entries):
        connection.execute(
            "INSERT INTO concepts VALUES (?, ?, ?, ?, ?)",
            (position, entry.id, entry.domain, entry.definition, entry.note),
        )
        connection.executemany(
            "INSERT INTO term_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    entry.id, place, pair.zh, pair.en, pair.score, pair.probability,
                    pair.frequency, pair.status.value, pair.part_of_speech,
                    json.dumps([_fields(c) for c in pair.contexts], ensure_ascii=False),
                )
                for place, pair in enumerate(entry.pairs)
            ),
        )  # fmt: skip


def load_entries(connection: sqlite3.Connection) -> list[ConceptEntry]:
    """The stored entries, in their order."""
    pairs: dict[str, list[TermPair]] = {}
    rows = connection.execute("SELECT * FROM term_pairs ORDER BY concept, position")
    for concept, _, zh, en, score, probability, frequency, status, part, contexts in rows:
        pairs.setdefault(concept, []).append(
            TermPair(
                zh, en, score, probability, frequency, Status(status), part,
                tuple(_pair(fields) for fields in json.loads(contexts)),
            )
        )  # fmt: skip
    return [
        ConceptEntry(key, tuple(pairs[key]), domain, definition, note)
        for key, domain, definition, note in connection.execute(
            "SELECT id, domain, definition, note FROM concepts ORDER BY position"
        )
    ]


def _fields(pair: SentencePair) -> list[object]:
    return [
        pair.zh, pair.en, pair.score, pair.kind.value, pair.topic, pair.zh_document,
        pair.en_document, pair.zh_ids, pair.en_ids,
    ]  # fmt: skip


def _pair(fields: list[object]) -> SentencePair:
    zh, en, score, kind, topic, zh_document, en_document, zh_ids, en_ids = fields
    return SentencePair(
        str(zh), str(en), float(str(score)), Kind(kind), str(topic), str(zh_document),
        str(en_document), _numbers(zh_ids), _numbers(en_ids),
    )  # fmt: skip


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(int(number) for number in value) if isinstance(value, list) else ()
