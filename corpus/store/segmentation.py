"""The sentences of the documents of a project file, and the paragraphs that have none.

stale(connection, documents, found, quotations) -> [Cleaned, …]    what is to be segmented
segment_documents(connection, cleaned, quotations)
restore(connection, documents, paragraphs, quotations)

What cleaning took and what the translation of a document shows to be text (`restored`, found by
`align.project.lost_paragraphs`) has sentences again. Both are kept by document and paragraph, so
that the sentences by cleaning alone can always be had (`cleaned`): what is decided from these
depends on the documents only, and not on what an earlier run has put back.
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from corpus.jobs import SERIAL, Jobs
from corpus.language.sentences.splitting import segment
from corpus.model import Document, Quotations, Sentence
from corpus.store.borders import decided, with_borders
from corpus.store.concordance import index, indexed
from corpus.support.fingerprint import fingerprint
from corpus.support.progress import track

RESTORED = "restored"
"""The stage that puts paragraphs back; a trigger has it done again where one of them is gone."""

_TOGETHER = 32
"""Documents that are segmented together."""

Reasons = Mapping[int, str]
"""Why a paragraph is furniture, by its number."""
Borders = Mapping[int, bool]
"""Whether a sentence begins at a place of a text."""


class Cleaned(NamedTuple):
    """A document as it is to be segmented.

    Attributes:
        document: as it was read.
        rest: what has no sentences.
        back: what was furniture and has sentences all the same.
        borders: between sentences that a person decided (`corpus.store.borders`).
    """

    document: Document
    rest: Reasons
    back: Reasons
    borders: Borders


def stale(
    connection: sqlite3.Connection,
    documents: Iterable[Document],
    found: Mapping[str, Reasons],
    quotations: Quotations,
) -> list[Cleaned]:
    """The documents whose sentences would be others now.

    Args:
        connection: of a project file.
        documents: all of it.
        found: the furniture of each; of it, what was put back remains so.
        quotations: whether those in Chinese are parted.
    """
    done = dict(connection.execute("SELECT id, segmented FROM documents"))
    kept, borders = restored(connection), decided(connection)
    each = [
        _cleaned(
            document,
            found.get(document.id, {}),
            kept.get(document.id, ()),
            borders.get(document.id, {}),
        )
        for document in documents
    ]
    return [one for one in each if done[one.document.id] != _key(one, quotations)]


def segment_documents(
    connection: sqlite3.Connection,
    documents: Sequence[Cleaned],
    quotations: Quotations,
    jobs: Jobs = SERIAL,
) -> None:
    """Replace the furniture and the sentences of documents, in the caller's transaction."""
    parted = jobs.map(partial(_parted, quotations), documents, _TOGETHER)
    for each, found in zip(documents, track(parted, "segmenting", len(documents)), strict=True):
        _segment(connection, each, found, quotations)


def restore(
    connection: sqlite3.Connection,
    documents: Iterable[Document],
    paragraphs: Mapping[str, Iterable[int]],
    quotations: Quotations,
) -> None:
    """Put back these paragraphs, and no others, in the caller's transaction.

    Args:
        connection: of a project file.
        documents: all that have such paragraphs, now or before.
        paragraphs: numbers, by document.
        quotations: whether those in Chinese are parted.
    """
    before, borders = restored(connection), decided(connection)
    for document in documents:
        kept = before.get(document.id, {})
        reasons = furniture(connection, document.id) | kept
        back = paragraphs.get(document.id, ())
        each = _cleaned(document, reasons, back, borders.get(document.id, {}))
        if each.back != kept:
            _segment(connection, each, _parted(quotations, each), quotations)


def furniture(connection: sqlite3.Connection, document: str) -> dict[int, str]:
    """Which paragraphs of a document have no sentences, and why."""
    rows = connection.execute(
        "SELECT paragraph, reason FROM furniture WHERE document = ? ORDER BY paragraph",
        (document,),
    )
    return dict(rows)


def restored(connection: sqlite3.Connection) -> dict[str, dict[int, str]]:
    """The paragraphs that were put back, by document, and why cleaning had taken them."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for document, paragraph, reason in connection.execute(
        "SELECT document, paragraph, reason FROM restored ORDER BY document, paragraph"
    ):
        found[document][paragraph] = reason
    return dict(found)


def cleaned(
    connection: sqlite3.Connection, documents: Sequence[Document], quotations: Quotations
) -> dict[str, tuple[Sentence, ...]]:
    """The sentences, by cleaning alone, of those documents that others were put back in."""
    back, borders = restored(connection), decided(connection)
    return {
        document.id: _sentences(
            document,
            {*furniture(connection, document.id), *back[document.id]},
            quotations,
            borders.get(document.id, {}),
        )
        for document in documents
        if document.id in back
    }


def _sentences(
    document: Document, furniture: Container[int], quotations: Quotations, borders: Borders
) -> tuple[Sentence, ...]:
    """The sentences of a document by the rules, and with the borders that a person decided."""
    found = segment(document, furniture, quotations)
    return with_borders(found, document.text, borders) if borders else found


def _cleaned(
    document: Document, reasons: Reasons, back: Iterable[int], borders: Borders
) -> Cleaned:
    wanted = set(back)
    return Cleaned(
        document,
        {number: reason for number, reason in sorted(reasons.items()) if number not in wanted},
        {number: reason for number, reason in sorted(reasons.items()) if number in wanted},
        borders,
    )


def _parted(quotations: Quotations, each: Cleaned) -> list[tuple[Sentence, str]]:
    """The sentences of a document, and how each is found."""
    found = _sentences(each.document, each.rest, quotations, each.borders)
    return [(sentence, indexed(sentence.text)) for sentence in found]


def _segment(
    connection: sqlite3.Connection,
    each: Cleaned,
    found: Iterable[tuple[Sentence, str]],
    quotations: Quotations,
) -> None:
    """Replace a document's furniture and sentences."""
    execute, many = connection.execute, connection.executemany
    document = each.document
    for table, reasons in (("furniture", each.rest), ("restored", each.back)):
        execute(f"DELETE FROM {table} WHERE document = ?", (document.id,))  # noqa: S608  (ours)
        many(
            f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608
            [(document.id, paragraph, reason) for paragraph, reason in reasons.items()],
        )
    execute("DELETE FROM sentences WHERE document = ?", (document.id,))
    for sentence, words in found:
        inserted = execute(
            "INSERT INTO sentences (document, number, paragraph, start, text)"
            " VALUES (?, ?, ?, ?, ?)",
            (document.id, sentence.index, sentence.paragraph, sentence.start, sentence.text),
        )
        row = int(inserted.lastrowid or 0)  # an insert always sets it
        index(connection, row, words, document.language)
    key = _key(each, quotations)
    execute("UPDATE documents SET segmented = ? WHERE id = ?", (key, document.id))


def _key(each: Cleaned, quotations: Quotations) -> str:
    """What a document's sentences and their index depend on, beside its content, as one hash.

    Furniture is found anew each time; of its rules the result counts.
    """
    splitting = fingerprint("corpus.language.sentences.splitting")
    indexing = fingerprint("corpus.store.concordance")
    parts = [splitting, indexing, each.document.language, quotations, sorted(each.rest.items())]
    if each.back:
        parts.append(sorted(each.back.items()))
    if each.borders:
        parts.append([*each.borders.items()])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
