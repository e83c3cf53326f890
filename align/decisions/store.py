"""What people decided about beads, in the project file.

judge_beads("out", zh, en, Judgements(confirmed=(Bead((3,), (4, 5)),)))
judged_beads("out") -> {(zh id, en id): Judgements}
confirmations(connection) -> {(zh id, zh indices, en id, en indices): (when, who)}

A bead is kept by the place of its sentences in the documents, in characters: their numbers change
when page furniture is found later. The next run aligns the documents again under the judgements.
With each stands what its sentences say and where the documents come from, so that it outlives the
documents: where a file changes, it is found again by that.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from align.beads.judgements import Judgements
from align.decisions import log
from align.decisions.rows.sheet import CONFIRMED, DECIDED, OMITTED, Span, Spans
from corpus.errors import StoreError, UsageError
from corpus.model import Bead, Language, Sentence
from corpus.store.forms import create_tables
from corpus.store.project_file import Store
from corpus.store.schema import LOCK, PROJECT
from corpus.support.files import unwritable
from corpus.support.locks import LockedError, locked

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bead_decisions (  -- outlive pairs and documents
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    zh_span TEXT NOT NULL,  -- JSON list: offsets in the document, as indices change with furniture
    en_span TEXT NOT NULL,
    rejected INTEGER NOT NULL,
    state TEXT NOT NULL,    -- as rows of a sheet have it; '' of a rejected bead, or a mere note
    note TEXT NOT NULL,
    score REAL NOT NULL,    -- what the machine thought
    zh_origin TEXT NOT NULL,
    en_origin TEXT NOT NULL,
    zh_texts TEXT NOT NULL,  -- JSON list: the sentences
    en_texts TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (zh, en, zh_span, en_span, rejected)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a bead, or remarked on it.

    Attributes:
        zh: id of the Chinese document.
        en: id of the English document.
        spans: where its sentences stand in them.
        rejected: it is not to come back.
        state: what it is instead: confirmed, an omission, stale, or nothing.
        note: a remark.
        score: probability that it was right, as the machine saw it.
        origins: of the documents.
        texts: the sentences of both sides.
        who: decided it.
        made: when, UTC.
    """

    zh: str
    en: str
    spans: Spans
    rejected: bool
    state: str
    note: str = ""
    score: float = 0.0
    origins: tuple[str, str] = ("", "")
    texts: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    who: str = ""
    made: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the documents."""
        return self.zh, self.en

    def row(self) -> tuple[Any, ...]:
        """As the table has it."""
        lists = (*self.spans, *self.texts)
        zh_span, en_span, zh_texts, en_texts = (
            json.dumps(each, ensure_ascii=False) for each in lists
        )
        return (
            self.zh, self.en, zh_span, en_span, self.rejected, self.state, self.note, self.score,
            *self.origins, zh_texts, en_texts, self.who, self.made,
        )  # fmt: skip


def create(connection: sqlite3.Connection) -> None:
    """Make the table if it is not there; the project file's own must be.

    What earlier versions kept in another one is taken over.
    """
    create_tables(connection, _SCHEMA, computed=False)
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'judgements'").fetchone():
        rows = connection.execute("SELECT zh, en, zh_span, en_span, confirmed FROM judgements")
        for zh, en, zh_span, en_span, confirmed in rows.fetchall():
            spans = tuple(json.loads(zh_span)), tuple(json.loads(en_span))
            save(connection, zh, en, spans, CONFIRMED if confirmed else "", rejected=not confirmed)
        connection.execute("DROP TABLE judgements")


def judge_beads(project: str | Path, zh: str, en: str, judgements: Judgements) -> None:
    """Set what was decided about the beads of two documents of a project.

    Args:
        project: the output folder of a run, or its project file.
        zh: id of the Chinese document, the beginning of one, or its origin.
        en: the same of the English document.
        judgements: they take the place of all earlier ones of this pair (`judged_beads` has them);
            the indices are those of the project's sentences.

    Raises:
        StoreError: there is no project, or another process keeps it locked.
        UsageError: no such documents, a bead that cannot be, or one that is confirmed and rejected.
    """
    with opened(project) as store, store.transaction() as connection:
        create(connection)
        log.create(connection)
        ids = store.document(zh).id, store.document(en).id
        save_judgements(connection, *ids, judgements)
        log.record(connection, " ".join(ids), log.JUDGED, None, None, who="")


def judged_beads(project: str | Path) -> dict[tuple[str, str], Judgements]:
    """What was decided about the beads of each document pair, by (zh id, en id).

    Args:
        project: the output folder of a run, or its project file.

    Raises:
        StoreError: there is no project, or another process keeps it locked.
    """
    with opened(project) as store, store.transaction() as connection:
        create(connection)
        return load_judgements(connection)


def opened(project: str | Path) -> Store:
    """The project file of an output folder, or of that name; it must be there."""
    path = Path(project)
    return Store(path / PROJECT if path.is_dir() else path, must_exist=True)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Keep runs out of an output folder for the moment of a write.

    Raises:
        StoreError: one is at work there, or the folder is gone.
    """
    try:
        with locked(folder / LOCK, wait=False):
            yield
    except LockedError:
        raise StoreError(f"{folder}: a run is at work there; wait until it ends") from None
    except OSError as error:
        raise StoreError(f"{folder}: {unwritable(error, 'a copy elsewhere')}") from None


def save_judgements(
    connection: sqlite3.Connection, zh: str, en: str, judgements: Judgements
) -> None:
    """Set what was decided about the beads of two documents, in the caller's transaction.

    Args:
        connection: of a project file.
        zh: id of the Chinese document.
        en: id of the English document.
        judgements: they take the place of all earlier ones of this pair. Confirmed beads may cross
            where the documents do not translate each other.

    Raises:
        UsageError: no such documents, a bead that cannot be, or one that is confirmed and rejected.
    """
    for key, language in ((zh, Language.ZH), (en, Language.EN)):
        found = connection.execute("SELECT language FROM documents WHERE id = ?", (key,)).fetchone()
        if found != (language.value,):
            name = "Chinese" if language is Language.ZH else "English"
            raise UsageError(f"{key}: no {name} document of this project has this id")
    sides = _spans(connection, zh), _spans(connection, en)
    size = len(sides[0]), len(sides[1])
    for bead in judgements.confirmed:
        Judgements((bead,), judgements.rejected).checked(*size)
    rejected = Judgements((), judgements.rejected).checked(*size).rejected
    connection.execute(
        "DELETE FROM bead_decisions WHERE zh = ? AND en = ? AND (rejected OR state <> '')",
        (zh, en),
    )
    for beads, no in ((judgements.confirmed, False), (rejected, True)):
        for bead in beads:
            state = "" if no else CONFIRMED if bead.zh and bead.en else OMITTED
            spans = _span(sides[0], bead.zh), _span(sides[1], bead.en)
            save(connection, zh, en, spans, state, rejected=no)


def save(
    connection: sqlite3.Connection,
    zh: str,
    en: str,
    spans: Spans,
    state: str,
    *,
    rejected: bool = False,
    note: str = "",
    score: float = 0.0,
    who: str = "",
) -> None:
    """Keep what was decided about one bead of two documents that are there."""
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    origins = origin_of(connection, zh), origin_of(connection, en)
    texts = _texts(connection, zh, spans[0]), _texts(connection, en, spans[1])
    put(
        connection,
        [Decision(zh, en, spans, rejected, state, note, score, origins, texts, who, made)],
    )


def put(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Keep decisions; one about the same bead gives way."""
    connection.executemany(
        "INSERT OR REPLACE INTO bead_decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (decision.row() for decision in decisions),
    )


def take_out(
    connection: sqlite3.Connection,
    zh: str,
    en: str,
    beads: Iterable[Spans],
    *,
    rejected: bool,
) -> None:
    """Forget what was decided about beads."""
    connection.executemany(
        "DELETE FROM bead_decisions"
        " WHERE zh = ? AND en = ? AND zh_span = ? AND en_span = ? AND rejected = ?",
        ((zh, en, *map(json.dumps, spans), rejected) for spans in beads),
    )


def load_decisions(
    connection: sqlite3.Connection, pair: tuple[str, str] | None = None
) -> list[Decision]:
    """All decisions, or those about the beads of one document pair, in order."""
    rows = connection.execute(
        "SELECT * FROM bead_decisions WHERE :zh IS NULL OR (zh = :zh AND en = :en)"
        " ORDER BY zh, en, zh_span, en_span, rejected",
        dict(zip(("zh", "en"), pair or (None, None), strict=True)),
    )
    return [_decision(row) for row in rows]


def _decision(row: Sequence[Any]) -> Decision:
    zh, en, zh_span, en_span, rejected, state, note, score, zh_origin, en_origin, *rest = row
    zh_texts, en_texts, who, made = rest
    return Decision(
        zh,
        en,
        (tuple(json.loads(zh_span)), tuple(json.loads(en_span))),
        bool(rejected),
        state,
        note,
        score,
        (zh_origin, en_origin),
        (tuple(json.loads(zh_texts)), tuple(json.loads(en_texts))),
        who,
        made,
    )


def load_judgements(
    connection: sqlite3.Connection, sentences: Mapping[str, Sequence[Sentence]] | None = None
) -> dict[tuple[str, str], Judgements]:
    """What was decided about the beads of each document pair that has any such decision.

    What was decided about sentences that are no longer sentences, or were left out since, is
    passed over.

    Args:
        connection: of a project file.
        sentences: by document id, where they are not those of the project file.
    """
    found: dict[tuple[str, str], tuple[list[Bead], list[Bead]]] = {}
    for decision, bead in placed(connection, sentences):
        found.setdefault(decision.pair, ([], []))[decision.rejected].append(bead)
    return {
        key: Judgements(tuple(sorted(yes)), tuple(sorted(no))) for key, (yes, no) in found.items()
    }


def confirmations(
    connection: sqlite3.Connection,
) -> dict[tuple[str, tuple[int, ...], str, tuple[int, ...]], tuple[str, str]]:
    """When each bead with two sides was confirmed, UTC, and by whom.

    By Chinese document and indices, English document and indices; in order.
    """
    return {
        (decision.zh, bead.zh, decision.en, bead.en): (decision.made, decision.who)
        for decision, bead in placed(connection)
        if not decision.rejected and bead.zh and bead.en
    }


def placed(
    connection: sqlite3.Connection, sentences: Mapping[str, Sequence[Sentence]] | None = None
) -> Iterator[tuple[Decision, Bead]]:
    """What was decided about beads whose sentences are there, and the bead with their indices.

    Args:
        connection: of a project file.
        sentences: by document id, where they are not those of the project file.
    """
    spans: dict[str, list[tuple[int, int]]] = {
        key: [(each.start, each.start + len(each.text)) for each in of]
        for key, of in (sentences or {}).items()
    }
    for decision in load_decisions(connection):
        if not decision.rejected and decision.state not in DECIDED:
            continue
        ids = []
        for key, span in zip(decision.pair, decision.spans, strict=True):
            if key not in spans:
                spans[key] = _spans(connection, key)
            ids.append(_indices(spans[key], span))
        if ids[0] is not None and ids[1] is not None:
            yield decision, Bead(ids[0], ids[1])


def origin_of(connection: sqlite3.Connection, document: str) -> str:
    """Where a document comes from; empty if it is not there."""
    row = connection.execute("SELECT origin FROM documents WHERE id = ?", (document,)).fetchone()
    return row[0] if row else ""


def _texts(connection: sqlite3.Connection, document: str, span: Span) -> tuple[str, ...]:
    """The sentences of a document within a span."""
    if not span:
        return ()
    rows = connection.execute(
        "SELECT text FROM sentences WHERE document = ? AND start >= ? AND start < ?"
        " ORDER BY number",
        (document, *span),
    )
    return tuple(text for (text,) in rows)


def _spans(connection: sqlite3.Connection, document: str) -> list[tuple[int, int]]:
    """Begin and end of each sentence of a document, in characters."""
    return [
        (start, start + len(text))
        for start, text in connection.execute(
            "SELECT start, text FROM sentences WHERE document = ? ORDER BY number", (document,)
        )
    ]


def _span(spans: Sequence[tuple[int, int]], ids: Sequence[int]) -> Span:
    """Where sentences in a row begin and end; empty for none."""
    return (spans[ids[0]][0], spans[ids[-1]][1]) if ids else ()


def _indices(spans: Sequence[tuple[int, int]], span: Span) -> tuple[int, ...] | None:
    """The sentences that fill a span, None if there are no such."""
    if not span:
        return ()
    begin, end = span
    first = bisect_left(spans, begin, key=itemgetter(0))
    last = bisect_left(spans, end, key=itemgetter(0))
    ids = tuple(range(first, last))
    return ids if ids and _span(spans, ids) == (begin, end) else None
