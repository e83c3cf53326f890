"""Full-text search in both languages, inside the project file.

index(connection, row, words, language)        a sentence, as `indexed` has it
find_phrase(connection, text, limit) -> [Sentence]
documents_with(connection, text, language, most) -> {document id, ...}

What is indexed is the normal form: simplified characters, each Han character a word of its own,
so that terms of any length are found, and traditional text by simplified queries and the other
way round. English words are stemmed (Porter).
"""

import re
import sqlite3
from dataclasses import dataclass

from corpus.language.conversion import normal_form
from corpus.language.han import HAN_CHARACTER
from corpus.model import Document, Kind, Language, Sentence, Topic

_TOKEN = re.compile(r"[^\W_]+")
_INSERT = {
    Language.ZH: "INSERT INTO index_zh (rowid, words) VALUES (?, ?)",
    Language.EN: "INSERT INTO index_en (rowid, words) VALUES (?, ?)",
}
_DOCUMENTS = {
    language: f"SELECT s.document FROM {table} i JOIN sentences s ON s.id = i.rowid"  # noqa: S608
    f" WHERE {table} MATCH ? LIMIT ?"
    for language, table in ((Language.ZH, "index_zh"), (Language.EN, "index_en"))
}
# Not in the order of FTS5's rank, which costs up to 0.3 s for a common word.
_SELECT = """
    SELECT s.document, s.number, s.paragraph, s.start, s.text
    FROM sentences s JOIN documents d ON d.id = s.document
    WHERE s.id IN (
        SELECT rowid FROM index_zh WHERE index_zh MATCH :words
        UNION ALL
        SELECT rowid FROM index_en WHERE index_en MATCH :words
    )
    ORDER BY d.origin, s.number LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was searched for, with the document that it stands in."""

    sentence: Sentence
    document: Document


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What says the same as a sentence, in a document of the other language.

    Attributes:
        document: where it stands.
        sentences: in a row.
        score: probability that they correspond, 0 to 1.
        kind: whether the documents translate each other.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    score: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class RelatedHit:
    """A hit with what a run has found out about it: nothing, if there was none."""

    hit: Hit
    topic: Topic | None = None
    counterparts: tuple[Counterpart, ...] = ()


def index(connection: sqlite3.Connection, row: int, words: str, language: Language) -> None:
    """Make a sentence findable by its normal form; `row` is its id in the table of sentences."""
    connection.execute(_INSERT[language], (row, words))


def find_phrase(connection: sqlite3.Connection, text: str, limit: int) -> list[Sentence]:
    """Sentences that hold the words in this order, by origin and place; `limit` 0 for all."""
    tokens = _TOKEN.findall(indexed(text))
    if not tokens:
        return []
    phrase = '"' + " ".join(tokens) + '"'
    wanted = {"words": phrase, "limit": limit or -1}
    return [Sentence(*row) for row in connection.execute(_SELECT, wanted)]


def documents_with(
    connection: sqlite3.Connection, text: str, language: Language, most: int
) -> set[str]:
    """The documents that hold the words in this order; none where more than `most` sentences do."""
    tokens = _TOKEN.findall(indexed(text))
    if not tokens:
        return set()
    phrase = '"' + " ".join(tokens) + '"'
    found = connection.execute(_DOCUMENTS[language], (phrase, most + 1)).fetchall()
    return {document for (document,) in found} if len(found) <= most else set()


def indexed(text: str) -> str:
    """The normal form of a text, by which it is found."""
    return HAN_CHARACTER.sub(r" \g<0> ", normal_form(text))
