"""Decisions from elsewhere taken into a project, and what of them contradicts what stands there.

import_decisions("out", "theirs.jsonl") -> Imported
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from align.decisions import carrying, log, sheets
from align.decisions.decisions_file import REJECTED, VERDICTS, Content, bead_record, keep, read
from align.decisions.rows.sheet import DECIDED, Spans
from align.decisions.rows.words import in_short
from align.decisions.store import Decision, load_decisions, opened, put, writing
from corpus.store import borders
from corpus.store.borders import Place
from glossary.curation import decisions as terms
from glossary.curation.merge import merge, pair_key
from glossary.entries import ConceptEntry
from glossary.project.record import fields_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of decisions from elsewhere.

    Attributes:
        taken: how many are new here.
        known: how many stood here already.
        conflicts: those that contradict one that stands here, which stays; a line each.
        unknown: origins of documents that are not here; what was decided about them is kept.
    """

    taken: int
    known: int
    conflicts: tuple[str, ...]
    unknown: tuple[str, ...]


def import_decisions(project: str | Path, path: str | Path, who: str = "") -> Imported:
    """Take over decisions from elsewhere. One that contradicts what stands here is not taken.

    The next run applies them; beads of documents that are the same here stand at once.

    Args:
        project: the output folder of a run, or its project file.
        path: what `export_decisions` has written, or the ``decisions.jsonl`` of another project.
        who: takes them, for the log.

    Raises:
        StoreError: there is no project, or a run is at work in it.
        InputError: the file is none of decisions.
    """
    content = read(Path(path))
    with opened(project) as store, writing(store.path.parent):
        with store.transaction() as connection:
            sheets.create(connection)
            terms.create(connection)
            imported = _Importing(connection, who).all(content)
        keep(store)
    return imported


class _Importing:
    """Decisions from elsewhere on their way into a project, in a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection, who: str) -> None:
        self._connection = connection
        self._who = who
        self._taken = self._known = 0
        self._conflicts: list[str] = []
        self._unknown: set[str] = set()

    def all(self, content: Content) -> Imported:
        """Take what can be taken."""
        self._borders(content.places)
        self._beads(content.beads)
        self._terms(content.entries)
        return Imported(
            self._taken, self._known, tuple(self._conflicts), tuple(sorted(self._unknown))
        )

    def _borders(self, places: Iterable[Place]) -> None:
        ours = {(place.document, place.offset): place for place in borders.places(self._connection)}
        for given in places:
            place = carrying.carried_place(self._connection, given)
            if place is None:
                self._unknown.add(given.origin)
                place = given
            there = ours.get((place.document, place.offset))
            if there is None:
                borders.decide(self._connection, place)
                self._taken += 1
            elif there.begins == place.begins:
                self._known += 1
            else:
                says = "a sentence begins" if there.begins else "no sentence begins"
                where = f"{place.head[-10:]}|{place.tail[:10]}"
                self._conflicts.append(f"{there.origin}: here {says} at “{where}”, not elsewhere")

    def _beads(self, decisions: list[Decision]) -> None:
        ours = _Standing(load_decisions(self._connection))
        new: dict[tuple[str, str], list[Decision]] = {}
        for given, now in carrying.carried(self._connection, decisions):
            if now is None:
                self._unknown.update(carrying.unknown_origins(self._connection, given))
                now = given
            other = ours.against(now)
            joined = now if other is None else _joined(other, now)
            if joined is None:
                self._conflicts.append(_conflict(other or now, now))
            elif joined == other:
                self._known += 1
            else:
                self._taken += 1
                new.setdefault(now.pair, []).append(joined)
                ours.add(joined)
        for pair, taken in new.items():
            put(self._connection, taken)
            records = [bead_record(each) for each in taken]
            log.record(self._connection, " ".join(pair), log.JUDGED, None, records, who=self._who)

    def _terms(self, entries: list[ConceptEntry]) -> None:
        if not entries:
            return
        ours = terms.stored_decisions(self._connection)
        decided = {
            pair_key(pair): pair for entry in ours for pair in entry.pairs if pair.status.is_decided
        }
        kept: list[ConceptEntry] = []
        for entry in entries:
            pairs = []
            for pair in entry.pairs:
                there = decided.get(pair_key(pair))
                if there is None or not pair.status.is_decided:
                    self._taken += pair.status.is_decided
                    pairs.append(pair)
                elif there.status == pair.status:
                    self._known += 1
                    pairs.append(pair)
                else:
                    self._conflicts.append(
                        f"{there.zh} = {there.en}: here {there.status}, elsewhere {pair.status}"
                    )
            if pairs:
                kept.append(replace(entry, pairs=tuple(pairs)))
        before = terms.dump(self._connection)
        after = [fields_of(entry) for entry in merge([ours, kept])]
        if before != after:
            terms.restore(self._connection, after)
            log.record(self._connection, "terms", log.JUDGED, None, None, who=self._who)


def _joined(ours: Decision, theirs: Decision) -> Decision | None:
    """What two decisions about one bead say together; None if they contradict each other."""
    if (ours.spans, ours.rejected) != (theirs.spans, theirs.rejected):
        return None
    states = [each.state for each in (ours, theirs) if each.state in DECIDED] or [ours.state]
    notes = [each.note for each in (ours, theirs) if each.note] or [""]
    if len({*states}) > 1 or len({*notes}) > 1:
        return None
    return replace(ours, state=states[0], note=notes[0])


def _conflict(ours: Decision, theirs: Decision) -> str:
    """A contradiction in a line; of texts that are not the same, where they begin to differ."""
    zh, en = (_apart(" ".join(ours.texts[k]), " ".join(theirs.texts[k])) for k in (0, 1))
    said = []
    for which, each in enumerate((ours, theirs)):
        verdict = REJECTED if each.rejected else VERDICTS[each.state]
        remark = f" ({each.note})" if each.note else ""
        at = "" if ours.spans == theirs.spans else f" (characters {_places(each.spans)})"
        said.append(f"{verdict} “{zh[which]} = {en[which]}”{at}{remark}")
    return f"{ours.origins[0]}, {ours.origins[1]}: here {said[0]}, elsewhere {said[1]}"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two texts as short as fits a line; the part in which they differ is in sight."""
    common = (
        0
        if one == other
        else sum(
            1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))
        )
    )
    skip = max(0, common - 10) if common > 19 else 0  # else it is in sight anyway
    begin, other_begin = (
        f"{'…' if skip else ''}{text[skip:]}" if text else "–" for text in (one, other)
    )
    return in_short(begin), in_short(other_begin)


def _places(spans: Spans) -> str:
    """Where both sides stand in their texts, counted from 1."""
    return " = ".join(f"{span[0] + 1}–{span[1]}" if span else "–" for span in spans)


class _Standing:
    """Decisions that stand, to find what contradicts them."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_spans: dict[tuple[tuple[str, str], Spans], list[Decision]] = {}
        self._ends: dict[tuple[tuple[str, str], int], list[tuple[int, int, Decision]]] = {}
        for each in sorted(decisions, key=lambda each: each.spans):
            self.add(each)

    def add(self, decision: Decision) -> None:
        """Have one more stand."""
        self._by_spans.setdefault((decision.pair, decision.spans), []).append(decision)
        if not decision.rejected and decision.state in DECIDED:
            for which, span in enumerate(decision.spans):
                if span:
                    ends = self._ends.setdefault((decision.pair, which), [])
                    ends.insert(
                        bisect_right(ends, span[0], key=lambda each: each[0]),
                        (span[0], span[1], decision),
                    )

    def against(self, decision: Decision) -> Decision | None:
        """What is said of the same bead, or of a part of it; None if nothing."""
        for each in self._by_spans.get((decision.pair, decision.spans), []):
            if each.rejected == decision.rejected or {each.state, decision.state} & {*DECIDED}:
                return each
        if decision.rejected or decision.state not in DECIDED:
            return None
        return next(self._overlapping(decision), None)

    def _overlapping(self, decision: Decision) -> Iterator[Decision]:
        for which, span in enumerate(decision.spans):
            ends = self._ends.get((decision.pair, which), [])
            if span and ends:
                place = bisect_right(ends, span[0], key=lambda each: each[0])
                for begin, end, each in ends[max(0, place - 1) : place + 1]:
                    if begin < span[1] and span[0] < end:
                        yield each
