"""Projects with as many beads as a test wants, made without reading or aligning anything."""

import json
from collections.abc import Sequence
from pathlib import Path

from align.project import project_tables
from corpus.model import Bead, Document, DocumentPair, Kind, Language, Script, Topic
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT

ZH, EN = "a" * 16, "b" * 16
"""The documents' ids."""
_IN_PARAGRAPH = 8


def make(
    out: Path,
    texts: Sequence[tuple[str, str]],
    scores: Sequence[float],
    *,
    titles: tuple[str, str] = ("港口日志", "The Harbour Log"),
    beads: Sequence[Bead] | None = None,
    kind: Kind = Kind.PARALLEL,
) -> Path:
    """A project of one document pair.

    Args:
        out: its folder.
        texts: sentences, Chinese and English; the n-th translate each other.
        scores: of the beads.
        titles: of both documents.
        beads: how they are aligned; one by one if None.
        kind: of the pair.
    """
    out.mkdir(parents=True, exist_ok=True)
    with Store(out / PROJECT) as store, store.transaction() as connection:
        project_tables.create(connection)
        for language, key, title, sentences in (
            (Language.ZH, ZH, titles[0], [zh for zh, _ in texts]),
            (Language.EN, EN, titles[1], [en for _, en in texts]),
        ):
            _add(connection, language, key, title, sentences)
        project_tables.save_relations(
            connection,
            (
                [DocumentPair(ZH, EN, 0.99, kind, "made for a test")],
                [Topic(1, (ZH, EN), "港口", "harbour")],
            ),
        )
        if beads is None:
            beads = [Bead((n,), (n,), score) for n, score in enumerate(scores)]
        project_tables.save_beads(connection, {(ZH, EN): tuple(beads)})
    return out


def lines(count: int) -> list[tuple[str, str]]:
    """Sentences that differ from each other."""
    return [
        (
            f"第{n}号：{'灯塔看守人记下了当天的风向和过往船只。' * (1 + n % 2)}",
            f"Entry {n}: " + "the keeper noted the wind and the ships that passed. " * (1 + n % 3),
        )
        for n in range(count)
    ]


def _add(connection, language, key, title, sentences):
    joint = "" if language is Language.ZH else " "
    paragraphs, rows, start = [], [], 0
    for first in range(0, len(sentences), _IN_PARAGRAPH):
        inside = [text.strip() for text in sentences[first : first + _IN_PARAGRAPH]]
        at = start
        for number, text in enumerate(inside, first):
            rows.append((key, number, first // _IN_PARAGRAPH, at, text))
            at += len(text) + len(joint)
        paragraphs.append(joint.join(inside))
        start += len(paragraphs[-1]) + 1
    script = Script.HANS if language is Language.ZH else Script.LATN
    document = Document(key, f"{language}.txt", language, script, tuple(paragraphs), title)
    whole = document.text
    assert all(whole.startswith(text, at) for _, _, _, at, text in rows)
    connection.execute("INSERT INTO files VALUES (?, '', '')", (document.origin,))
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, '', '', '', ?, '')",
        (key, document.origin, language, script, title, json.dumps(paragraphs)),
    )
    connection.executemany(
        "INSERT INTO sentences (document, number, paragraph, start, text) VALUES (?, ?, ?, ?, ?)",
        rows,
    )
