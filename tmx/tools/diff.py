"""What is in one memory and not in another.

diff(first, second) -> Difference(same, changes)
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import UsageError
from corpus.support.progress import track
from tmx.conversion.reading import direction_of, read_units
from tmx.formats.records import OnLoss
from tmx.units.characters import normal_text
from tmx.units.languages import primary, same_writing


class ChangeKind(StrEnum):
    """What became of a source."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A source that two memories do not have with the same targets.

    Attributes:
        before: its targets in the first memory, in file order.
        after: those in the second.
    """

    kind: ChangeKind
    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How two memories differ in words.

    Attributes:
        same: sources with the same targets in both.
        changes: removed and changed sources in the order of the first memory, then added ones in
            the order of the second.
    """

    same: int
    changes: tuple[Change, ...]


_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE pairs (place INTEGER PRIMARY KEY, side INTEGER, source TEXT, target TEXT);
"""
_DISTINCT = """
CREATE UNIQUE INDEX by_source ON pairs (source, side, target);
CREATE TABLE sources AS
    SELECT source, MIN(place) AS place, SUM(side = 1) AS before, SUM(side = 2) AS after,
           COUNT(DISTINCT target) AS targets
    FROM pairs GROUP BY source;
"""


def diff(first: str | Path, second: str | Path, on_loss: OnLoss | None = None) -> Difference:
    """Compare two memories of one language pair by the words of source and target.

    The source is that of the first memory; the second may be in the other direction. Texts in
    further languages are targets, too. Order,
    repetitions, markup and properties make no difference. The texts wait in a temporary SQLite
    file; what differs is held in memory.

    Args:
        first: a memory in any form that `convert` reads.
        second: the same.
        on_loss: is told of segments that are no units.

    Raises:
        UsageError: they are of different languages or scripts.
        InputError: one of them cannot be read.
    """
    codes = direction_of(first)
    other = direction_of(second)
    if not all(any(same_writing(code, each) for each in other) for code in codes):
        raise UsageError(
            f"{second} is {other[0]} and {other[1]}, not {codes[0]} and {codes[1]}; "
            "compare memories of one language pair and script"
        )
    with closing(sqlite3.connect("")) as connection:  # a temporary file, gone when closed
        connection.executescript(_SCHEMA)
        for side, path in enumerate((first, second), 1):
            rows = (
                (side, *texts)
                for texts in track(_texts(path, primary(codes[0]), on_loss), "comparing")
            )
            connection.executemany(
                "INSERT INTO pairs (side, source, target) VALUES (?, ?, ?)", rows
            )
        connection.execute(
            "DELETE FROM pairs WHERE place NOT IN "
            "(SELECT MIN(place) FROM pairs GROUP BY source, side, target)"
        )
        connection.executescript(_DISTINCT)
        (same,) = connection.execute(
            "SELECT COUNT(*) FROM sources WHERE before = targets AND after = targets"
        ).fetchone()
        return Difference(same, tuple(_changes(connection)))


def _texts(path: str | Path, source: str, on_loss: OnLoss | None) -> Iterator[tuple[str, str]]:
    """Every source of a unit with every text of it in another language.

    Of a unit that is not in the source language, or in nothing else, the first text is the source.
    """
    for unit in read_units(path, on_loss=on_loss):
        texts = [(primary(v.language) == source, normal_text(v.text)) for v in unit.variants]
        texts = [(ours, text) for ours, text in texts if text]
        if len({ours for ours, _ in texts}) < 2:
            texts = [(not place, text) for place, (_, text) in enumerate(texts)]
        for ours, text in texts:
            if ours:
                yield from ((text, other) for also_ours, other in texts if not also_ours)


def _changes(connection: sqlite3.Connection) -> Iterator[Change]:
    rows = connection.execute(
        "SELECT source, before, after FROM sources "
        "WHERE before < targets OR after < targets ORDER BY place"
    )
    for source, before, after in rows:
        targets = [
            tuple(
                target
                for (target,) in connection.execute(
                    "SELECT target FROM pairs WHERE source = ? AND side = ? ORDER BY place",
                    (source, side),
                )
            )
            for side in (1, 2)
        ]
        kind = (
            ChangeKind.ADDED if not before else ChangeKind.CHANGED if after else ChangeKind.REMOVED
        )
        yield Change(kind, source, *targets)
