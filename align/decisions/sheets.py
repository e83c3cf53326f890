"""Sheets in the project file: what the last run found, and what was changed by hand since.

opened = open_sheet(connection, zh, en)
save_edit(connection, opened, edit, who) -> Opened

The beads of a run stay as they are until the next one. A row that differs from them stands in a
table of its own, at a place between theirs: an edit writes a few rows, however long the documents
are.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from align.decisions import log, store
from align.decisions.found import completed, fitted, found_sheet
from align.decisions.rows.imposing import beside, imposed
from align.decisions.rows.sheet import (
    DECIDED,
    FOUND,
    OMITTED,
    STALE,
    UNPAIRED,
    Edit,
    Row,
    Sheet,
    Spans,
)
from align.decisions.store import Decision
from corpus.store import borders
from corpus.store.forms import create_tables
from corpus.support.uncollected import uncollected

_SCHEMA = """
CREATE TABLE IF NOT EXISTS edited_rows (  -- where a review differs from the last run
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    position REAL NOT NULL,  -- among those of the beads
    zh_span TEXT NOT NULL,
    en_span TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (zh, en, position)
) WITHOUT ROWID;
"""
Texts = tuple[tuple[str, ...], tuple[str, ...]]
"""The sentences of both sides of a bead."""
_CLOSEST = 1e-6
"""Positions that are nearer to each other are counted anew: halved again and again, two of them
would become one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet, and where its rows stand in the project file.

    Attributes:
        sheet: as it is now.
        positions: of its rows, ascending.
        found: the rows of the last run.
        was: of stale rows what they said when they were confirmed.
    """

    sheet: Sheet
    positions: tuple[float, ...]
    found: tuple[Row, ...]
    was: Mapping[Spans, Texts]


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of all decisions if they are not there, in the caller's transaction."""
    for each in (borders, log, store):
        each.create(connection)
    create_tables(connection, _SCHEMA, computed=True)


def aligned_again(connection: sqlite3.Connection) -> None:
    """After a run has found all beads anew: what differed from the former ones is dropped.

    Whoever has a sheet open sees by the log that it is out of date.
    """
    connection.execute("DELETE FROM edited_rows")
    log.record(connection, log.EVERYTHING, log.ALIGNED, None, None, who="")


def drop_edited(connection: sqlite3.Connection) -> None:
    """After a run that found nothing to do: rows that nobody confirmed are as it has them."""
    if connection.execute("SELECT 1 FROM edited_rows").fetchone():
        aligned_again(connection)


@uncollected()
def open_sheet(connection: sqlite3.Connection, zh: str, en: str) -> Opened:
    """The sheet of two documents.

    Decisions about beads that are not among its rows (they came from another machine, or from a
    program) are put in their place, within the caller's transaction.

    Raises:
        UsageError: they are no document pair of the project.
        StoreError: a run was killed before it had aligned them.
    """
    sheet, positions = found_sheet(connection, zh, en)
    edited = connection.execute(
        "SELECT position, zh_span, en_span, score FROM edited_rows WHERE zh = ? AND en = ?"
        " ORDER BY position",
        (zh, en),
    )
    placed = fitted(
        (
            (position, Row(tuple(json.loads(zh_span)), tuple(json.loads(en_span)), score, FOUND))
            for position, zh_span, en_span, score in edited
        ),
        sheet,
    )
    decisions = store.load_decisions(connection, (zh, en))
    rejected = frozenset(each.spans for each in decisions if each.rejected)
    sheet = replace(sheet, rejected=rejected)
    found = list(zip(positions, sheet.rows, strict=True))
    if placed:
        kept = beside(sheet, [row for _, row in placed])
        placed = completed([*(found[k] for k in kept), *placed], sheet)
    placed = placed or found
    rows = tuple(_with_decisions((row for _, row in placed), decisions, sheet.mined))
    opened = Opened(
        replace(sheet, rows=rows), tuple(position for position, _ in placed), sheet.rows, {}
    )
    confirmed = [each.spans for each in decisions if each.state in DECIDED]
    for edit in imposed(opened.sheet, confirmed, rejected):
        opened = _stored(connection, opened, edit)
    decisions = _alone(connection, decisions, opened.sheet)
    decisions = _attached(connection, decisions, opened.sheet.rows)
    rows = tuple(_with_decisions(opened.sheet.rows, decisions, sheet.mined))
    was = {each.spans: each.texts for each in decisions if each.state == STALE}
    return replace(opened, sheet=replace(opened.sheet, rows=rows), was=was)


def untouched(
    connection: sqlite3.Connection, weak: float
) -> dict[tuple[str, str], tuple[int, int, int, float]]:
    """Of the pairs that nobody has decided anything about: beads, 0, weak ones, expected errors.

    Args:
        connection: of a project file.
        weak: score below which a bead is weak.
    """
    rows = connection.execute(
        "SELECT zh, en, count(b.score), total(b.score < ?), total(1 - b.score)"
        " FROM document_pairs p LEFT JOIN beads b USING (zh, en)"
        " WHERE NOT EXISTS (SELECT 1 FROM bead_decisions d WHERE d.zh = p.zh AND d.en = p.en)"
        " AND NOT EXISTS (SELECT 1 FROM edited_rows e WHERE e.zh = p.zh AND e.en = p.en)"
        " GROUP BY zh, en",
        (weak,),
    )
    return {(zh, en): (beads, 0, int(low), errors) for zh, en, beads, low, errors in rows}


def save_edit(connection: sqlite3.Connection, opened: Opened, edit: Edit, who: str) -> Opened:
    """Apply an edit, and keep it: the rows, what is decided about them, and the border.

    Args:
        connection: of the project file, in a transaction of the caller.
        opened: what the edit was made for.
        edit: placed in it.
        who: decides.
    """
    sheet = opened.sheet
    zh, en = sheet.zh.document, sheet.en.document
    store.take_out(
        connection,
        zh.id,
        en.id,
        [row.spans for row in edit.before if row.note or row.state not in (FOUND, UNPAIRED)],
        rejected=False,
    )
    store.take_out(connection, zh.id, en.id, edit.allowed, rejected=True)
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    result = _stored(connection, opened, edit)

    def decision(row: Row, *, rejected: bool = False) -> Decision:
        texts = tuple(sheet.zh.texts(row.zh)), tuple(sheet.en.texts(row.en))
        if row.state == STALE:
            texts = opened.was.get(row.spans, texts)
        state = "" if rejected or row.state == UNPAIRED else row.state
        return Decision(
            zh.id, en.id, row.spans, rejected, state, row.note, row.score,
            (zh.origin, en.origin), texts, who, made,
        )  # fmt: skip

    sheet = result.sheet
    store.put(
        connection,
        [
            *(
                decision(row)
                for row in edit.after
                if row.note or row.state not in (FOUND, UNPAIRED)
            ),
            *(decision(Row(*spans), rejected=True) for spans in edit.rejected),
        ],
    )
    if border := edit.border:
        side = sheet.side(border.side)
        place = borders.Place.of(side.document, side.text, border.offset, border.after)
        borders.decide(connection, place)
    return result


def _alone(
    connection: sqlite3.Connection, decisions: Iterable[Decision], sheet: Sheet
) -> list[Decision]:
    """Decisions, where an omission holds several sentences that a run parted one for each."""
    there = {row.spans for row in sheet.rows}
    result = []
    for each in decisions:
        which = 0 if each.spans[0] else 1
        side, span = (sheet.zh, sheet.en)[which], each.spans[which]
        parts = []
        if each.state == OMITTED and each.spans not in there and side.holds(span):
            for number in side.numbers(span):
                sides = side.span([number]), ()
                texts = (side.text_of(number),), ()
                spans = sides if which == 0 else sides[::-1]
                parts.append(replace(each, spans=spans, texts=texts if which == 0 else texts[::-1]))
        if parts and all(part.spans in there for part in parts):
            store.take_out(connection, *each.pair, [each.spans], rejected=False)
            store.put(connection, parts)
            result += parts
        else:
            result.append(each)
    return result


def _attached(
    connection: sqlite3.Connection, decisions: Iterable[Decision], rows: Sequence[Row]
) -> list[Decision]:
    """What was decided about a pair, all that is not confirmed on a row that is there.

    A remark, or a decision that is stale, about another row than there is stands on the one that
    has its first sentence.
    """
    taken = {each.spans for each in decisions if not each.rejected}
    there = {row.spans for row in rows}
    result = []
    for each in decisions:
        lost = not each.rejected and each.state not in DECIDED and each.spans not in there
        home = _row_with(each.spans, rows) if lost else None
        if home is None:
            result.append(each)
        elif home.spans not in taken:
            now = replace(each, spans=home.spans)
            store.take_out(connection, *each.pair, [each.spans], rejected=False)
            store.put(connection, [now])
            result.append(now)
            taken.add(home.spans)
    return result


def _row_with(spans: Spans, rows: Iterable[Row]) -> Row | None:
    """The row that has the first sentence of a bead: of its Chinese side if there is one."""
    which = 0 if spans[0] else 1
    first = spans[which][0]
    for row in rows:
        span = row.spans[which]
        if span and span[0] <= first < span[1]:
            return row
    return None


def _with_decisions(rows: Iterable[Row], decisions: Iterable[Decision], mined: bool) -> list[Row]:
    """Rows with what was decided about them."""
    by_spans = {each.spans: each for each in decisions if not each.rejected}
    result = []
    for row in rows:
        decision = by_spans.get(row[:2])
        state = UNPAIRED if mined and not (row.zh and row.en) else FOUND
        if decision:
            state = decision.state or state
            score = decision.score if state in DECIDED else row.score
            row = row._replace(state=state, note=decision.note, score=score)
        elif (row.state, row.note) != (state, ""):
            row = row._replace(state=state, note="")
        result.append(row)
    return result


def _stored(connection: sqlite3.Connection, opened: Opened, edit: Edit) -> Opened:
    """Apply an edit, and keep the rows that it makes."""
    sheet = opened.sheet
    zh, en = sheet.zh.document.id, sheet.en.document.id
    count = len(edit.before)
    before = opened.positions[edit.first : edit.first + count]
    result = sheet.edited(edit)
    if edit.kind in ("confirm", "flag") and [row[:3] for row in edit.before] == [
        row[:3] for row in edit.after
    ]:  # no row changes
        return replace(opened, sheet=result)
    connection.executemany(
        "DELETE FROM edited_rows WHERE zh = ? AND en = ? AND position = ?",
        ((zh, en, position) for position in before),
    )
    head, tail = opened.positions[: edit.first], opened.positions[edit.first + count :]
    low = head[-1] if head else (before[0] if before else 0.0) - 1.0
    high = tail[0] if tail else low + len(edit.after) + 1.0
    step = (high - low) / (len(edit.after) + 1)
    new = (
        before
        if len(edit.after) == count
        else tuple(low + step * k for k in range(1, len(edit.after) + 1))
    )
    connection.executemany(
        "INSERT OR REPLACE INTO edited_rows VALUES (?, ?, ?, ?, ?, ?)",
        (
            (zh, en, position, json.dumps(row.zh), json.dumps(row.en), row.score)
            for position, row in zip(new, edit.after, strict=True)
        ),
    )
    changed = replace(opened, sheet=result, positions=(*head, *new, *tail))
    if any(b - a < _CLOSEST for a, b in pairwise((low, *new, high))):
        return _counted_anew(connection, changed)
    return changed


def _counted_anew(connection: sqlite3.Connection, opened: Opened) -> Opened:
    """The same with whole numbers as positions; every row is kept as an edited one."""
    zh, en = opened.sheet.zh.document.id, opened.sheet.en.document.id
    connection.execute("DELETE FROM edited_rows WHERE zh = ? AND en = ?", (zh, en))
    positions = tuple(map(float, range(len(opened.positions))))
    connection.executemany(
        "INSERT INTO edited_rows VALUES (?, ?, ?, ?, ?, ?)",
        (
            (zh, en, position, json.dumps(row.zh), json.dumps(row.en), row.score)
            for position, row in zip(positions, opened.sheet.rows, strict=True)
        ),
    )
    return replace(opened, positions=positions)
