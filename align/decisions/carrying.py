"""Decisions on documents that have changed, found again by where these come from and what they say.

carry_borders(connection)                before the sentences are found
carry_over(connection) -> Carried        after that
set_aside(connection) -> [Decision, ...]     what contradicts itself

A document is known by its content. Where a file says something else than it did, the document
with its origin takes over what was decided on the former one: a bead stays confirmed where its
sentences still stand in the text, and is stale, to be looked at again, where they do not. Decisions
on documents that are not there at all are kept until they are.
"""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.decisions.rows.sheet import CONFIRMED, OMITTED, STALE, Span, Spans
from align.decisions.store import Decision, load_decisions, placed, put, take_out
from corpus.model import Bead
from corpus.store.borders import Place, create, decide, places


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of decisions on texts that have changed.

    Attributes:
        kept: how many beads were found again.
        stale: how many were not, and are to be looked at.
    """

    kept: int = 0
    stale: int = 0


def successor(connection: sqlite3.Connection, document: str, origin: str) -> str | None:
    """The document of this id, or the one that has its origin now; None if there is neither."""
    for query, name in (
        ("SELECT id FROM documents WHERE id = ?", document),
        ("SELECT document FROM origins WHERE origin = ?", origin),
    ):
        row = connection.execute(query, (name,)).fetchone()
        if row is not None:
            return str(row[0])
    return None


def confirmed_pairs(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The documents of the project of which a person confirmed beads, as they are now."""
    found = set()
    for decision in load_decisions(connection):
        if decision.state == CONFIRMED:
            ids = _successors(connection, decision)
            if ids is not None:
                found.add(ids)
    return sorted(found)


def carry_borders(connection: sqlite3.Connection) -> None:
    """Decide the borders in changed documents that were decided in the former ones.

    A border is found again by the text before and behind it; of several such places the one nearest
    to where it was. One that is found nowhere is kept for the former document.
    """
    create(connection)
    for place in places(connection):
        now = carried_place(connection, place)
        if now is not None and now != place:
            decide(connection, now)
            decide(connection, place._replace(begins=None))


def carried_place(connection: sqlite3.Connection, place: Place) -> Place | None:
    """A place in the document that is there now; None if there is none, or no such place."""
    heir = successor(connection, place.document, place.origin)
    if heir is None or heir == place.document:
        return heir and place  # type: ignore[return-value]
    offset = _nearest(_found(_text(connection, heir), place), place.offset)
    return None if offset is None else place._replace(document=heir, offset=offset)


def _found(text: str, place: Place) -> list[int]:
    """Where a border may stand in a text."""
    wanted = place.head + place.tail
    found = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at + len(place.head))
        at = text.find(wanted, at + 1)
    return found


def carry_over(connection: sqlite3.Connection) -> Carried:
    """Put what was decided on former documents, or former sentences, in its place now.

    In the caller's transaction; the sentences must be there.
    """
    kept = stale = 0
    for each, now in carried(connection, load_decisions(connection)):
        if now is not None and now != each:
            take_out(connection, *each.pair, [each.spans], rejected=each.rejected)
            put(connection, [now])
            kept += now.state != STALE
            stale += now.state == STALE
    return Carried(kept, stale)


def set_aside(connection: sqlite3.Connection) -> list[Decision]:
    """Make stale what is confirmed and cannot all hold: a person is asked again.

    That is what shares a sentence with another confirmed bead of the pair, or is rejected as well.
    No review decides so, but a file that was edited may, or a program. Beads may cross.

    In the caller's transaction; the sentences must be there.

    Returns:
        What was confirmed, by document pair.
    """
    confirmed: dict[tuple[str, str], list[tuple[Decision, Bead]]] = {}
    rejected = set()
    for each, bead in placed(connection):
        if each.rejected:
            rejected.add((each.pair, each.spans))
        else:
            confirmed.setdefault(each.pair, []).append((each, bead))
    found = [
        each for pair in sorted(confirmed) for each in _contradicting(confirmed[pair], rejected)
    ]
    put(connection, [replace(each, state=STALE) for each in found])
    return found


def _contradicting(
    confirmed: Sequence[tuple[Decision, Bead]], rejected: Container[tuple[tuple[str, str], Spans]]
) -> Iterator[Decision]:
    """Those that are rejected, or have a sentence of another; omissions may overlap."""
    owners: dict[tuple[int, int], list[Bead]] = {}
    for _, bead in confirmed:
        for which, numbers in enumerate((bead.zh, bead.en)):
            for number in numbers:
                owners.setdefault((which, number), []).append(bead)
    for each, bead in confirmed:
        rivals = [
            other
            for which, numbers in enumerate((bead.zh, bead.en))
            for number in numbers
            for other in owners[which, number]
            if other is not bead and ((bead.zh and bead.en) or (other.zh and other.en))
        ]
        if rivals or (each.pair, each.spans) in rejected:
            yield each


def carried(
    connection: sqlite3.Connection, decisions: Iterable[Decision]
) -> list[tuple[Decision, Decision | None]]:
    """Decisions, each with what it is now: the same, in another place, or stale.

    None stands for what cannot be told: a document is not there, or a rejected bead is not.
    """
    heirs = [(each, _successors(connection, each)) for each in decisions]
    texts = {key: _Text(connection, key) for key in {key for _, ids in heirs if ids for key in ids}}
    moving = {
        number: ids
        for number, (each, ids) in enumerate(heirs)
        if ids and (ids != each.pair or (each.state != STALE and not _stands(each, texts)))
    }
    for side in (0, 1):  # in the order of each text, so that what has moved shows where the rest is
        for number in sorted(moving, key=lambda k: heirs[k][0].spans[side]):
            each = heirs[number][0]
            texts[moving[number][side]].find(each.texts[side], each.spans[side])
    return [
        (each, _moved(each, moving[number], texts) if number in moving else (ids and each) or None)
        for number, (each, ids) in enumerate(heirs)
    ]


def _stands(decision: Decision, texts: Mapping[str, "_Text"]) -> bool:
    """Whether a decision is about sentences of its documents."""
    sides = zip(decision.pair, decision.spans, strict=True)
    return all(not span or texts[key].holds(span) for key, span in sides)


def _moved(
    decision: Decision, ids: tuple[str, str], texts: Mapping[str, "_Text"]
) -> Decision | None:
    """A decision about other documents, or other sentences."""
    sides = [texts[key] for key in ids]
    found = [
        side.find(wanted, was)
        for side, wanted, was in zip(sides, decision.texts, decision.spans, strict=True)
    ]
    spans = [
        side.guess(was) if span is None else span
        for side, span, was in zip(sides, found, decision.spans, strict=True)
    ]
    state = decision.state
    if None in found:
        if decision.rejected:
            return None
        state = state and STALE
    elif state == STALE:
        state = CONFIRMED if all(decision.texts) else OMITTED
    return replace(decision, zh=ids[0], en=ids[1], spans=(spans[0], spans[1]), state=state)


class _Text:
    """The sentences of a document, to find others in."""

    def __init__(self, connection: sqlite3.Connection, document: str) -> None:
        rows = connection.execute(
            "SELECT start, text FROM sentences WHERE document = ? ORDER BY number", (document,)
        ).fetchall()
        self._starts = [start for start, _ in rows]
        self._texts = [text for _, text in rows]
        self._numbers: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            self._numbers.setdefault(text, []).append(number)
        self._found: dict[tuple[Span, tuple[str, ...]], Span | None] = {}
        self._shift = 0

    def holds(self, span: Span) -> bool:
        """Whether sentences begin and end where a span does."""
        first = _number(self._starts, span[0])
        last = bisect_left(self._starts, span[1]) - 1
        return first is not None and last >= first and self._end(last) == span[1]

    def find(self, texts: tuple[str, ...], was: Span) -> Span | None:
        """Where these sentences stand in a row; None if nowhere.

        Of several places it is the nearest to where they were, as far as those before have moved.
        Of a side with a place and no text, or the other way round, nothing is known.
        """
        if not (texts and was):
            return None if texts or was else ()
        key = was, texts
        if key not in self._found:
            size = len(texts)
            starts = {
                self._starts[number]: number
                for number in self._numbers.get(texts[0], ())
                if tuple(self._texts[number : number + size]) == texts
            }
            start = _nearest(starts, was[0] + self._shift)
            if start is None:
                self._found[key] = None
            else:
                self._shift = start - was[0]
                self._found[key] = start, self._end(starts[start] + size - 1)
        return self._found[key]

    def guess(self, was: Span) -> Span:
        """The sentence that stands about where others did."""
        if not was or not self._starts:
            return ()
        number = max(0, bisect_right(self._starts, was[0] + self._shift) - 1)
        return self._starts[number], self._end(number)

    def _end(self, number: int) -> int:
        start: int = self._starts[number]
        return start + len(self._texts[number])


def _successors(connection: sqlite3.Connection, decision: Decision) -> tuple[str, str] | None:
    """The documents that a decision is about now; None if one is not there."""
    zh, en = (
        successor(connection, key, origin)
        for key, origin in zip(decision.pair, decision.origins, strict=True)
    )
    return None if zh is None or en is None else (zh, en)


def unknown_origins(connection: sqlite3.Connection, decision: Decision) -> list[str]:
    """The origins of a decision's documents that are not there."""
    return [
        origin
        for key, origin in zip(decision.pair, decision.origins, strict=True)
        if successor(connection, key, origin) is None
    ]


def _number(starts: Sequence[int], start: int) -> int | None:
    """The number of the sentence that begins there."""
    number = bisect_left(starts, start)
    return number if number < len(starts) and starts[number] == start else None


def _nearest(places: Iterable[int], wanted: int) -> int | None:
    """Of several places the nearest to one; None of none."""
    return min(places, key=lambda place: abs(place - wanted), default=None)


def _text(connection: sqlite3.Connection, document: str) -> str:
    (paragraphs,) = connection.execute(
        "SELECT paragraphs FROM documents WHERE id = ?", (document,)
    ).fetchone()
    return "\n".join(json.loads(paragraphs))
