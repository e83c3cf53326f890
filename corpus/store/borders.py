"""Borders between sentences that a person decided, kept by their place in a document's text.

decide(connection, Place.of(document, text, offset, begins=True))      a sentence begins there
decided(connection, document) -> {offset: begins}
with_borders(sentences, text, decided) -> (Sentence, …)

They outlive the document: where its file changes, what was decided is found again by origin and
text (`align.decisions.carrying`).
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, Self

from corpus.model import Document, Sentence
from corpus.store.forms import create_tables

_SCHEMA = """
CREATE TABLE IF NOT EXISTS borders (  -- between sentences, decided by a person
    document TEXT NOT NULL,
    offset INTEGER NOT NULL,  -- in the document's text, in characters
    begins INTEGER NOT NULL,  -- 1: a sentence begins there, 0: none does
    origin TEXT NOT NULL,     -- of the document
    head TEXT NOT NULL,       -- the text of its paragraph before and behind the place
    tail TEXT NOT NULL,
    PRIMARY KEY (document, offset)
) WITHOUT ROWID;
"""
CONTEXT = 40
"""Characters of the paragraph that are kept on each side of a border: enough to find it again in a
text that has changed elsewhere, few enough that a change elsewhere does not touch them."""


def create(connection: sqlite3.Connection) -> None:
    """Make the table if it is not there."""
    create_tables(connection, _SCHEMA, computed=False)


class Place(NamedTuple):
    """A place in a document, and what was decided about it.

    Attributes:
        document: id of the document; it need not be there any more.
        offset: in its text, in characters.
        begins: whether a sentence begins there; None if that is for the rules to say.
        origin: of the document.
        head: the text of the paragraph before the place.
        tail: the text behind it.
    """

    document: str
    offset: int
    begins: bool | None
    origin: str
    head: str
    tail: str

    @classmethod
    def of(cls, document: Document, text: str, offset: int, begins: bool | None) -> Self:
        """A place in a document whose text is given."""
        head, tail = text[max(0, offset - CONTEXT) : offset], text[offset : offset + CONTEXT]
        context = head.rpartition("\n")[2], tail.partition("\n")[0]
        return cls(document.id, offset, begins, document.origin, *context)


def decide(connection: sqlite3.Connection, place: Place) -> None:
    """Keep what is decided about a place, in the caller's transaction."""
    connection.execute("DELETE FROM borders WHERE document = ? AND offset = ?", place[:2])
    if place.begins is not None:
        connection.execute("INSERT INTO borders VALUES (?, ?, ?, ?, ?, ?)", place)


def places(connection: sqlite3.Connection) -> list[Place]:
    """All places that something was decided about, in order."""
    rows = connection.execute(
        "SELECT document, offset, begins, origin, head, tail FROM borders ORDER BY document, offset"
    )
    return [
        Place(document, offset, bool(begins), *rest) for document, offset, begins, *rest in rows
    ]


def decided(connection: sqlite3.Connection) -> dict[str, dict[int, bool]]:
    """The decided borders of every document that has some, in the order of its text."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'borders'").fetchone()
    found: dict[str, dict[int, bool]] = {}
    if there:
        for document, offset, begins in connection.execute(
            "SELECT document, offset, begins FROM borders ORDER BY document, offset"
        ):
            found.setdefault(document, {})[offset] = bool(begins)
    return found


def with_borders(
    sentences: Iterable[Sentence], text: str, borders: Mapping[int, bool]
) -> tuple[Sentence, ...]:
    """The sentences with the borders that a person decided.

    A decision that has no place any more counts for nothing: to join two sentences that stand in
    different paragraphs, or to part one at its end.

    Args:
        sentences: as the rules have them.
        text: of the document.
        borders: by offset whether a sentence begins there.
    """
    result: list[Sentence] = []
    places = sorted(offset for offset, begins in borders.items() if begins)
    for sentence in sentences:
        start, end = sentence.start, sentence.start + len(sentence.text)
        if borders.get(start) is False and result and result[-1].paragraph == sentence.paragraph:
            start = result.pop().start
        begins = places[bisect_right(places, start) : bisect_left(places, end)]
        if not begins and start == sentence.start:  # as nearly all
            result.append(sentence)
            continue
        for first, last in zip([start, *begins], [*begins, end], strict=True):
            piece = text[first:last]
            if stripped := piece.strip():
                first += len(piece) - len(piece.lstrip())
                result.append(replace(sentence, start=first, text=stripped))
    return tuple(
        each if each.index == index else replace(each, index=index)
        for index, each in enumerate(result)
    )
