"""What the last run found of two documents: their sentences, and its beads as rows.

found_sheet(connection, zh, en) -> (sheet, positions)
fitted(rows, sheet) -> rows              with the sentences of the sheet
completed(rows, sheet) -> rows           with all of them

Nothing that was decided stands here but the borders between sentences.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from align.decisions.rows.sheet import UNPAIRED, Piece, Row, Sheet, Side, Span
from corpus.errors import StoreError, UsageError
from corpus.model import Kind, Sentence
from corpus.store import borders
from corpus.store.documents import select

Placed = tuple[float, Row]
"""A row with its position in the project file."""


def found_sheet(connection: sqlite3.Connection, zh: str, en: str) -> tuple[Sheet, list[float]]:
    """The sheet of what the last run found, and the positions of its rows.

    Raises:
        UsageError: they are no document pair of the project.
        StoreError: a run was killed before it had aligned them.
    """
    row = connection.execute(
        "SELECT kind FROM document_pairs WHERE zh = ? AND en = ?", (zh, en)
    ).fetchone()
    if row is None:
        raise UsageError(f"{zh} and {en}: no document pair of this project; run it again")
    mined = row[0] == Kind.COMPARABLE
    decided = borders.decided(connection)
    rules = [_pieces(connection, key) for key in (zh, en)]
    sides = [
        _side(connection, key, pieces, decided.get(key, {}))
        for key, pieces in zip((zh, en), rules, strict=True)
    ]
    found = _found(connection, zh, en, rules, whole=not mined)
    if mined:
        found = _filled(found, rules)
    of_side = {name: decided[key] for name, key in (("zh", zh), ("en", en)) if key in decided}
    sheet = Sheet(sides[0], sides[1], (), mined, borders=of_side)
    if of_side:
        found = fitted(found, sheet)
    return replace(sheet, rows=tuple(row for _, row in found)), [position for position, _ in found]


def fitted(placed: Iterable[Placed], sheet: Sheet) -> list[Placed]:
    """Rows with the sentences that begin in them, as these are parted or joined now.

    A border may have been decided in another pair that has the document.
    """
    sides = sheet.zh, sheet.en
    begins = [{piece.start for piece in side.pieces} for side in sides]
    ends = [{piece.end for piece in side.pieces} for side in sides]

    def fits(which: int, span: Span) -> bool:
        return not span or (span[0] in begins[which] and span[1] in ends[which])

    result = []
    for position, row in placed:
        if fits(0, row.zh) and fits(1, row.en):
            result.append((position, row))
            continue
        zh, en = (
            side.span(side.numbers(span)) for side, span in zip(sides, row.spans, strict=True)
        )
        if zh or en:
            result.append((position, row._replace(zh=zh, en=en, score=0.0)))
    return result


def completed(placed: Iterable[Placed], sheet: Sheet) -> list[Placed]:
    """Rows by their positions, and a row of its own for each sentence that none of them holds.

    A border that is decided in another pair can part it from those of its row. It stands behind the
    row of the sentence before it.
    """
    result = sorted(placed)
    for which, side in enumerate((sheet.zh, sheet.en)):
        places = {
            number: place
            for place, (_, row) in enumerate(result)
            for number in side.numbers(row.spans[which])
        }
        behind: dict[int, list[Row]] = {}
        place = -1
        for number in range(len(side.pieces)):
            if number in places:
                place = places[number]
            else:
                alone = side.span([number])
                behind.setdefault(place, []).append(Row((), alone) if which else Row(alone, ()))
        added = []
        for place, rows in behind.items():
            low = result[place][0] if place >= 0 else result[0][0] - 1.0
            high = result[place + 1][0] if place + 1 < len(result) else low + 1.0
            step = (high - low) / (len(rows) + 1)
            added += [(low + step * k, row) for k, row in enumerate(rows, 1)]
        result = sorted([*result, *added])
    return result


def _pieces(connection: sqlite3.Connection, document: str) -> list[Piece]:
    """The sentences of a document, as the rules have them."""
    rows = connection.execute(
        "SELECT start, text, paragraph FROM sentences WHERE document = ? ORDER BY number",
        (document,),
    )
    return [Piece(start, start + len(text), paragraph) for start, text, paragraph in rows]


def _side(
    connection: sqlite3.Connection, key: str, pieces: list[Piece], decided: Mapping[int, bool]
) -> Side:
    """A document with its sentences, parted and joined as was decided."""
    (document,) = select(connection, "WHERE id = :key", {"key": key})
    text = document.text
    if decided:
        sentences = [
            Sentence(key, index, paragraph, start, text[start:end])
            for index, (start, end, paragraph) in enumerate(pieces)
        ]
        pieces = [
            Piece(s.start, s.start + len(s.text), s.paragraph)
            for s in borders.with_borders(sentences, text, decided)
        ]
    return Side(document, text, tuple(pieces))


def _found(
    connection: sqlite3.Connection,
    zh: str,
    en: str,
    sides: Sequence[Sequence[Piece]],
    *,
    whole: bool,
) -> list[Placed]:
    """The beads of the last run as rows, with their positions.

    Args:
        connection: of a project file.
        zh: id of the Chinese document.
        en: id of the English document.
        sides: the sentences of both.
        whole: whether the beads hold every sentence.

    Raises:
        StoreError: they are of other sentences than there are: the run has not come to its end.
    """
    rows = connection.execute(
        "SELECT position, zh_ids, en_ids, score FROM beads WHERE zh = ? AND en = ?"
        " ORDER BY position",
        (zh, en),
    ).fetchall()
    numbers = [_lists([row[column] for row in rows]) for column in (1, 2)]
    for side, lists in zip(sides, numbers, strict=True):
        held = [number for some in lists for number in some]
        fits = len(held) == len(side) if whole else max(held, default=-1) < len(side)
        if not fits or len(held) != len({*held}):
            raise StoreError("the last run has not come to its end: run it again")

    def span(pieces: Sequence[Piece], some: Sequence[int]) -> Span:
        return (pieces[some[0]].start, pieces[some[-1]].end) if some else ()

    return [
        (position, Row(span(sides[0], one), span(sides[1], other), score))
        for (position, _, _, score), one, other in zip(rows, *numbers, strict=True)
    ]


def _lists(texts: Sequence[str]) -> list[Any]:
    """Values of JSON, read at once, which is several times as fast as one after the other."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def _filled(found: Sequence[Placed], sides: Sequence[Sequence[Piece]]) -> list[Placed]:
    """Mined pairs in the order of the Chinese text, with the sentences that nothing is paired with.

    An English one stands behind the row of the one before it.
    """
    rows = [row for _, row in found]
    paired = [{row.spans[side][0] for row in rows} for side in (0, 1)]
    rows += [Row((b, e), (), 1.0, UNPAIRED) for b, e, _ in sides[0] if b not in paired[0]]
    rows.sort()
    behind: dict[int, list[Row]] = {}
    places = {row.en[0]: place for place, row in enumerate(rows) if row.en}
    place = -1
    for b, e, _ in sides[1]:
        if b in places:
            place = places[b]
        else:
            behind.setdefault(place, []).append(Row((), (b, e), 1.0, UNPAIRED))
    result = [*behind.get(-1, ())]
    for place, row in enumerate(rows):
        result += [row, *behind.get(place, ())]
    return [(float(place), row) for place, row in enumerate(result)]
