"""What the next run gives between the rows that are decided.

previews = Previews(store_path)
previews.prepare()                          begins, in a thread of its own
previews.rows(opened, first, last)          a few milliseconds, once that is done

The lexical model is that of the last run: all translations of the project, with what taught them.
It is learnt again when it is first asked for, from the same first pass, since its tables would
take more room than the project. What was decided since stands, but does not teach before the next
run.
"""

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from align.beads.collection import PairCollection, Pass
from align.beads.judgements import Judgements, Section
from align.beads.reordered import as_published, in_reading_order, with_vectors
from align.beads.text_pair import TextPair
from align.decisions.rows.sheet import (
    CONFIRMED,
    DECIDED,
    FOUND,
    UNPAIRED,
    Piece,
    Row,
    Sheet,
)
from align.decisions.store import load_judgements
from align.mining.miner import mining_encoder
from align.project.parallel_beads import teachers, text_pair
from align.project.project_tables import load_beads, load_relations
from align.project.run_stages import TEACHERS
from corpus.errors import DuizhaoError, UsageError
from corpus.model import Bead, Kind, Sentence
from corpus.store.borders import decided, with_borders
from corpus.store.project_file import Store
from glossary.curation.decisions import standing_decisions

ROUND = 20
"""Rows on each side that are aligned again with those asked for, up to a confirmed one. What stands
farther away has no influence: the score of a bead is settled by its neighbours."""

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Learnt:
    """The translations of a project as the last run aligned them.

    Attributes:
        collection: all of them.
        by: the second pass.
        numbers: of the pairs in it, by the ids of their documents.
        texts: as they were published, in this order.
        orders: of those that are aligned in another order than the published one.
        mined: those that have no order in common.
        pieces: by document id its sentences.
    """

    collection: PairCollection
    by: Pass
    numbers: Mapping[_Key, int]
    texts: Sequence[TextPair]
    orders: Mapping[_Key, Sequence[int]]
    mined: frozenset[_Key]
    pieces: Mapping[str, tuple[Piece, ...]]


class Previews:
    """Alignments of stretches of document pairs, by what the last run learnt.

    Args:
        path: of the project file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._learnt: _Learnt | None = None
        self._failed: DuizhaoError | None = None
        self._thread: threading.Thread | None = None

    def prepare(self) -> None:
        """Begin to learn, unless that is done or on its way."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._learn, daemon=True)
            self._thread.start()

    def ready(self, *, wait: bool) -> bool:
        """Whether all is learnt.

        Args:
            wait: until it is.

        Raises:
            DuizhaoError: why it cannot be.
        """
        self.prepare()
        if self._thread is not None:
            self._thread.join(None if wait else 0)
        if self._failed is not None:
            raise self._failed
        return self._learnt is not None

    def rows(
        self, sheet: Sheet, found: Iterable[Row], first: int, last: int
    ) -> tuple[int, int, list[Row]] | None:
        """The rows that an alignment gives in the place of some, and of those round them.

        Args:
            sheet: as it is.
            found: the beads of the last run.
            first: place of the first row to align again.
            last: of the one behind the last.

        Returns:
            The stretch, from its first place to the one behind it, and what stands there then:
            the same sentences. None if the sentences of the pair are others than when all was
            learnt.
        """
        if sheet.mined:
            return _mined(sheet, found, first, last, UNPAIRED)
        key = sheet.zh.document.id, sheet.en.document.id
        learnt = self._learnt
        if learnt is None or key not in learnt.numbers:
            return None
        if any(learnt.pieces[side.document.id] != side.pieces for side in (sheet.zh, sheet.en)):
            return None
        order = learnt.orders.get(key)
        if order is None and key in learnt.mined:
            return _mined(sheet, found, first, last, FOUND)
        number = learnt.numbers[key]
        published = learnt.texts[number]._replace(judgements=judgements(sheet))
        try:
            pair, aside = in_reading_order(published, order or ())
        except UsageError:  # decisions that contradict each other: the next run says so
            return first, last, list(sheet.rows[first:last])
        places = {j: place for place, j in enumerate(order or range(len(pair.en)))}
        lifted = {j for bead in aside for j in bead.en}
        learnt.collection.judge(number, pair.judgements)
        first, last = _round(sheet.rows, first, last)
        after: list[Row] = []
        for confirmed, rows in groupby(sheet.rows[first:last], lambda r: r.state == CONFIRMED):
            before = list(rows)
            section = None if confirmed else _gap(sheet, before, places, lifted)
            if section is None:
                after += before
                continue
            beads = learnt.collection.search(learnt.by, number, section).beads()
            beads = tuple(bead for bead in beads if bead.zh or lifted.isdisjoint(bead.en))
            if order is not None:
                beads = as_published(beads, order, published)
            after += _rows(sheet, beads, before, FOUND)
        return first, last, after

    def _learn(self) -> None:
        try:
            self._learnt = _learnt(self._path)
        except DuizhaoError as error:
            self._failed = error


def _round(rows: Sequence[Row], first: int, last: int) -> tuple[int, int]:
    """A stretch with `ROUND` rows more on each side, or up to a confirmed one."""
    low, high = max(0, first - ROUND), min(len(rows), last + ROUND)
    while first > low and rows[first - 1].state != CONFIRMED:
        first -= 1
    while last < high and rows[last].state != CONFIRMED:
        last += 1
    return first, last


def judgements(sheet: Sheet) -> Judgements:
    """What is decided on a sheet, by the numbers of its sentences."""
    return Judgements(
        tuple(_beads(sheet, (row for row in sheet.rows if row.state in DECIDED))),
        tuple(
            Bead(tuple(sheet.zh.numbers(spans[0])), tuple(sheet.en.numbers(spans[1])))
            for spans in sorted(sheet.rejected)
            if all(
                not span or side.holds(span)
                for side, span in zip((sheet.zh, sheet.en), spans, strict=True)
            )
        ),
    )


@contextmanager
def _reading(path: Path) -> Iterator[Store]:
    """A project file as it is now, whatever is written meanwhile."""
    with Store(path, must_exist=True) as store:
        store.connection.execute("BEGIN")
        yield store
        store.connection.execute("COMMIT")


def _learnt(path: Path) -> _Learnt:
    """What the last run learnt, learnt again."""
    with _reading(path) as store:
        connection = store.connection
        pairs, _ = load_relations(connection)
        orders = {(pair.zh, pair.en): pair.en_order for pair in pairs if pair.en_order}
        keys = sorted((pair.zh, pair.en) for pair in pairs if pair.kind is Kind.PARALLEL)
        sentences = _sentences(store, {each for pair in keys for each in pair})
        judged = load_judgements(connection, sentences)
        beads = load_beads(connection, Kind.PARALLEL)
        memories, glossaries, *encoders = json.loads(store.stage(TEACHERS) or "[[], []]")
        agreed = standing_decisions(connection)
    texts = []
    for zh, en in keys:
        try:
            texts.append(text_pair(sentences[zh], sentences[en], judged.get((zh, en))))
        except UsageError:  # the run will say so
            texts.append(text_pair(sentences[zh], sentences[en], None))
    by_key = dict(zip(keys, texts, strict=True))
    crossing = {key for key in keys if not _fits(beads[key], by_key[key], ())}
    moved = {
        key: order
        for key, order in orders.items()
        if key in crossing and _fits(beads[key], by_key[key], order)
    }
    in_order = [in_reading_order(text, moved.get(key, ()))[0] for key, text in by_key.items()]
    encoder = mining_encoder(*encoders[0]) if encoders else None
    known = teachers(texts, _there(memories), _there(glossaries), agreed)
    collection = PairCollection([with_vectors(text, encoder) for text in in_order], known)
    dictionary = collection.first_pass()
    paths = [collection.align_pair(dictionary, number) for number in range(len(keys))]
    return _Learnt(
        collection,
        collection.second_pass(dictionary, paths),
        {key: number for number, key in enumerate(keys)},
        texts,
        moved,
        frozenset(crossing - moved.keys()),
        {
            key: tuple(Piece(s.start, s.start + len(s.text), s.paragraph) for s in found)
            for key, found in sentences.items()
        },
    )


def _there(names: Iterable[str]) -> list[str]:
    return [name for name in names if Path(name).exists()]


def _sentences(store: Store, documents: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of documents, with the borders that were decided since they were found."""
    borders = decided(store.connection)
    found = {}
    for key in documents:
        found[key] = store.sentences(key)
        if key in borders:
            found[key] = with_borders(found[key], store.document(key).text, borders[key])
    return found


def _gap(
    sheet: Sheet, rows: Sequence[Row], places: Mapping[int, int], lifted: Collection[int]
) -> Section | None:
    """The stretch that rows fill, in the order that is searched; None if they fill none.

    Args:
        sheet: that they stand on.
        rows: one after the other.
        places: of the English sentences in that order.
        lifted: places of those that are confirmed elsewhere, and may stand between the others.
    """
    zh = [i for row in rows for i in sheet.zh.numbers(row.zh)]
    en = {places[j] for row in rows for j in sheet.en.numbers(row.en)}
    if not zh or not en:
        return None
    section = Section(range(min(zh), max(zh) + 1), range(min(en), max(en) + 1))
    torn = len(section.zh) > len(zh) or not en.union(lifted).issuperset(section.en)
    return None if torn else section


def _mined(
    sheet: Sheet, found: Iterable[Row], first: int, last: int, alone: str
) -> tuple[int, int, list[Row]]:
    """Of sentences that are paired without an order, those pairs that nothing speaks against."""
    rows = sheet.rows[first:last]
    zh = {i for row in rows for i in sheet.zh.numbers(row.zh)}
    en = {j for row in rows for j in sheet.en.numbers(row.en)}
    beads = [
        bead
        for bead in judgements(sheet).applied(_beads(sheet, (r for r in found if r.zh and r.en)))
        if zh.issuperset(bead.zh) and en.issuperset(bead.en)
    ]
    with_zh = {i for bead in beads for i in bead.zh}
    with_en = {j for bead in beads for j in bead.en}
    beads += [Bead((i,), ()) for i in zh - with_zh]
    beads += [Bead((), (j,)) for j in en - with_en]
    beads.sort(key=lambda bead: (not bead.zh, bead.zh, bead.en))
    return first, last, _rows(sheet, beads, rows, alone)


def _rows(sheet: Sheet, beads: Iterable[Bead], before: Iterable[Row], alone: str) -> list[Row]:
    """Beads as rows; one that stands there already stays as it is.

    Args:
        sheet: that they stand on.
        beads: of an alignment.
        before: the rows that they take the place of.
        alone: state of what has no counterpart.
    """
    there = {row.spans: row for row in before}
    rows = []
    for bead in beads:
        spans = sheet.zh.span(bead.zh), sheet.en.span(bead.en)
        state = FOUND if bead.zh and bead.en else alone
        rows.append(there.get(spans) or Row(*spans, bead.score, state))
    return rows


def _beads(sheet: Sheet, rows: Iterable[Row]) -> list[Bead]:
    """Rows as beads, by the numbers of their sentences."""
    return [
        Bead(tuple(sheet.zh.numbers(row.zh)), tuple(sheet.en.numbers(row.en)), row.score)
        for row in rows
    ]


def _fits(beads: Iterable[Bead], pair: TextPair, order: Sequence[int]) -> bool:
    """Whether beads follow one another on both sides, but for confirmed ones that cross.

    Args:
        beads: of the last run, with the numbers of the published text.
        pair: as it was published.
        order: that the English sentences are put in; nothing for the published one.
    """
    places = {old: place for place, old in enumerate(order or range(len(pair.en)))}
    _, aside = in_reading_order(pair, order)
    lifted = {bead.zh for bead in aside}
    zh = en = -1
    for bead in beads:
        numbers = sorted(places[j] for j in bead.en)
        if bead.zh and bead.zh in lifted:
            continue
        if (bead.zh and bead.zh[0] <= zh) or (numbers and numbers[0] <= en):
            return False
        zh, en = max((zh, *bead.zh)), max((en, *numbers))
    return True
