"""What people decided about beads, in the project file.

judge_beads("out", zh, en, Judgements(confirmed=(Bead((3,), (4, 5)),)))
judged_beads("out") -> {(zh id, en id): Judgements}

A bead is kept by the place of its sentences in the documents, in characters: their numbers change
when page furniture is found later. The next run aligns the documents again under the judgements.
Where a document is removed, the judgements of its beads are, too.
"""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from align.beads.judgements import Judgements
from corpus.errors import UsageError
from corpus.model import Bead, Language
from corpus.store.forms import create_tables
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT

_SCHEMA = """
CREATE TABLE IF NOT EXISTS judgements (  -- what a person decided; outlives the pairs
    zh TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    en TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    zh_span TEXT NOT NULL,  -- JSON list: offsets in the document, as indices change with furniture
    en_span TEXT NOT NULL,
    confirmed INTEGER NOT NULL,  -- 0: rejected
    PRIMARY KEY (zh, en, zh_span, en_span)
) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the table if it is not there; the project file's own must be."""
    create_tables(connection, _SCHEMA, computed=False)


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
    with _opened(project) as store, store.transaction() as connection:
        create(connection)
        save_judgements(connection, store.document(zh).id, store.document(en).id, judgements)


def judged_beads(project: str | Path) -> dict[tuple[str, str], Judgements]:
    """What was decided about the beads of each document pair, by (zh id, en id).

    Args:
        project: the output folder of a run, or its project file.

    Raises:
        StoreError: there is no project, or another process keeps it locked.
    """
    with _opened(project) as store, store.transaction() as connection:
        create(connection)
        return load_judgements(connection)


def _opened(project: str | Path) -> Store:
    path = Path(project)
    return Store(path / PROJECT if path.is_dir() else path, must_exist=True)


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
    connection.execute("DELETE FROM judgements WHERE zh = ? AND en = ?", (zh, en))
    connection.executemany(
        "INSERT OR IGNORE INTO judgements VALUES (?, ?, ?, ?, ?)",
        (
            (zh, en, *(json.dumps(_span(*of)) for of in zip(sides, bead_sides, strict=True)), yes)
            for yes, beads in ((1, judgements.confirmed), (0, rejected))
            for bead_sides in ((bead.zh, bead.en) for bead in beads)
        ),
    )


def load_judgements(connection: sqlite3.Connection) -> dict[tuple[str, str], Judgements]:
    """What was decided about the beads of each document pair that has any such decision.

    What was decided about sentences that are no longer sentences, or were left out since, is
    passed over.
    """
    found: dict[tuple[str, str], tuple[list[Bead], list[Bead]]] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for zh, en, zh_span, en_span, confirmed in connection.execute(
        "SELECT * FROM judgements ORDER BY zh, en, zh_span, en_span"
    ):
        ids = []
        for key, span in ((zh, zh_span), (en, en_span)):
            if key not in spans:
                spans[key] = _spans(connection, key)
            ids.append(_indices(spans[key], json.loads(span)))
        if ids[0] is not None and ids[1] is not None:
            bead = Bead(ids[0], ids[1])
            found.setdefault((zh, en), ([], []))[0 if confirmed else 1].append(bead)
    return {
        key: Judgements(tuple(sorted(yes)), tuple(sorted(no))) for key, (yes, no) in found.items()
    }


def _spans(connection: sqlite3.Connection, document: str) -> list[tuple[int, int]]:
    """Begin and end of each sentence of a document, in characters."""
    return [
        (start, start + len(text))
        for start, text in connection.execute(
            "SELECT start, text FROM sentences WHERE document = ? ORDER BY number", (document,)
        )
    ]


def _span(spans: Sequence[tuple[int, int]], ids: Sequence[int]) -> list[int]:
    """Where sentences in a row begin and end; empty for none."""
    return [spans[ids[0]][0], spans[ids[-1]][1]] if ids else []


def _indices(spans: Sequence[tuple[int, int]], span: Sequence[int]) -> tuple[int, ...] | None:
    """The sentences that fill a span, None if there are no such."""
    if not span:
        return ()
    begin, end = span
    ids = tuple(k for k, (first, last) in enumerate(spans) if begin <= first and last <= end)
    return ids if ids and _span(spans, ids) == [begin, end] else None
