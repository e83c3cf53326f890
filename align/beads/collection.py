"""Beads of documents that translate each other: every sentence in exactly one, in order.

    align_documents([(zh_sentences, en_sentences), ...]) -> [beads, ...]

All pairs are aligned as one collection: a first pass with the dictionary (and what the user knows
already), then translation tables learnt from its confident beads (cross-fitted), then a second pass
with both, and with what the first one tells about paragraphs and about similarities from outside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np

from align.beads.collected_pair import CollectedPair, collected
from align.beads.doubts import DOUBTED
from align.beads.judgements import Judgements, Section
from align.beads.lattice.band import (
    Band,
    band_along,
    grown,
    near_edge,
    search_band,
    stretches,
    worth_searching,
)
from align.beads.lattice.feature_kernels import FEATURES, PairView
from align.beads.lattice.paragraphs import NO_EVIDENCE, break_log_ratios
from align.beads.lattice.search_kernels import decode, posteriors, score_edges
from align.beads.lattice.view import Paragraphs, view_pair
from align.beads.span_similarity import Worth, learnt_log_ratio, possible_beads
from align.beads.text_pair import KnownPair, TextPair
from align.evidence.figure_kernels import contradictions
from align.weights.stored import bead_weights
from corpus.errors import UsageError
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Floats, Longs
from corpus.language.two_sides import check_sides
from corpus.model import Bead
from corpus.support.progress import track
from glossary.lexicon.collection_tables import ENOUGH_TO_ALIGN
from glossary.lexicon.evidence import Evidence, LearningBead, gather_evidence

FOLDS = 6
BLOCK = 15
"""Beads of one block share a fold, so that a word's repetition close by does not leak; six folds
leave five sixths of the run to learn from."""
_LEAST_WEIGHT = 0.1
"""Beads less probable than this teach nothing but noise."""
_NULLS = 0.005
"""Share of beads with one side in the first passes over complete translations."""
_SEEN = 30
_TRUST = 0.75
_MOST_NULLS = 3.0
"""Where sentences were left out there are more: what the first pass finds shows how many to expect,
so that it need not be learnt from novels, which have hardly any. The values were chosen where a
third of the sentences of articles, or lines put in at random, have no counterpart
(`bench/made_gaps.py`); on complete translations they change nothing."""
SECOND_MARGIN = 2
"""Nodes round the first pass's path that the second one searches."""
_TOGETHER = 16
"""Pairs that are aligned together."""
_SURE = 0.99
"""Between two beads of this probability a path can be cut: others would not come together there."""

Sentences = Sequence[str]
Pairs = Iterable[TextPair | tuple[Sentences, Sentences]]


@dataclass(frozen=True, slots=True)
class BeadPath:
    """Beads as rows (first zh, zh count, first en, en count), local to the pair, and scores."""

    rows: Longs
    scores: Doubles

    def nodes(self) -> Longs:
        """The nodes at which the beads start, shape (beads, 2)."""
        return self.rows[:, [0, 2]]

    def null_log_odds(self) -> float:
        """How much more frequent beads with one side are here than in other translations.

        The log ratio of their share, by their scores and `_SEEN` beads of a usual translation, to
        `_NULLS`; never less than 0.
        """
        alone = (self.rows[:, 1] == 0) | (self.rows[:, 3] == 0)
        share = (self.scores[alone].sum() + _NULLS * _SEEN) / (len(self.rows) + _SEEN)
        return float(np.clip(_TRUST * np.log(share / _NULLS), 0.0, _MOST_NULLS))

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> "BeadPath":
        """Beads with two sides as rows."""
        rows = [(bead.zh[0], len(bead.zh), bead.en[0], len(bead.en)) for bead in beads]
        scores = np.array([bead.score for bead in beads], np.float64)
        return cls(np.array(rows, np.int64).reshape(-1, 4), scores)

    @classmethod
    def chained(cls, paths: Sequence["BeadPath"]) -> "BeadPath":
        """One after the other; at least one."""
        return cls(
            np.concatenate([path.rows for path in paths]),
            np.concatenate([path.scores for path in paths]),
        )

    def part(self, first: int, last: int) -> "BeadPath":
        """The beads from one number to another, not included."""
        return BeadPath(self.rows[first:last], self.scores[first:last])

    def beads(self) -> tuple[Bead, ...]:
        """The beads as values."""
        return tuple(
            Bead(tuple(range(i, i + m)), tuple(range(j, j + n)), float(score))
            for (i, m, j, n), score in zip(self.rows.tolist(), self.scores, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass over the pairs judges beads by.

    Attributes:
        evidence: the lexical model.
        weights: of the features.
        before: the paths of the pass before, if there was one.
        break_log_ratios: what paragraph breaks say in each pair.
        null_log_odds: of each pair, how much more frequent beads with one side are there.
        worth: of similarities from outside, by name.
    """

    evidence: Evidence
    weights: Doubles
    before: Sequence[BeadPath] | None = None
    break_log_ratios: Sequence[Doubles] | None = None
    null_log_odds: Sequence[float] | None = None
    worth: Mapping[str, Worth] = field(default_factory=dict)

    def of(self, number: int) -> dict[str, list[Any]]:
        """What it has of one pair, as the pass over a collection of that pair has it."""
        own = {
            "before": self.before,
            "break_log_ratios": self.break_log_ratios,
            "null_log_odds": self.null_log_odds,
        }
        return {name: [values[number]] for name, values in own.items() if values is not None}


def align_documents(
    pairs: Pairs, known: Sequence[KnownPair] = (), jobs: Jobs = SERIAL
) -> list[tuple[Bead, ...]]:
    """The beads of each document pair.

    Args:
        pairs: each a `TextPair`, or Chinese and English sentences only.
        known: what is known to translate each other and teaches the lexical model.
        jobs: who does the work (`corpus.jobs`).

    Returns:
        Per pair, beads in order that hold every sentence once; `Bead.score` is the probability
        over all alignments that the bead is right.

    Raises:
        UsageError: judgements that cannot all hold, strings where lists of sentences are expected,
            or English sentences first.
    """
    return PairCollection(_checked(pairs), known, jobs).beads()


def _checked(pairs: Pairs) -> Iterator[TextPair]:
    """The pairs, seen to be two lists of sentences, the Chinese ones first."""
    if isinstance(pairs, TextPair | str):
        raise UsageError("a list of pairs is expected: [(zh_sentences, en_sentences)]")
    for number, pair in enumerate(pairs, 1):
        where = f"pair {number}"
        if isinstance(pair, str) or not 2 <= len(pair) <= len(TextPair._fields):
            raise UsageError(
                f"{where}: two lists of sentences are expected: [(zh_sentences, en_sentences)]"
            )
        given = TextPair(*pair)
        check_sides(given.zh, given.en, where)
        yield given


class PairCollection:
    """Document pairs with the lexical evidence over all of them.

    Attributes:
        evidence: from the dictionary and the known pairs.
        pairs: in the order given.

    Args:
        pairs: as in `align_documents`.
        known: as in `align_documents`.
        jobs: who does the work.
        leave_out: a pair on which workers end has an empty path, and the others theirs; else the
            pass raises a WorkerDiedError.

    Raises:
        UsageError: judgements that cannot all hold.
    """

    def __init__(
        self,
        pairs: Pairs,
        known: Sequence[KnownPair] = (),
        jobs: Jobs = SERIAL,
        *,
        leave_out: bool = False,
    ) -> None:
        texts = [TextPair(*pair) for pair in pairs]
        zh = [text for pair in texts for text in pair.zh]
        en = [text for pair in texts for text in pair.en]
        self._jobs = jobs
        self._lost = _no_path if leave_out else None
        self._taught = [
            LearningBead([len(zh) + k], [len(en) + k], pair.weight, -1)
            for k, pair in enumerate(known)
        ]
        self.evidence: Evidence = gather_evidence(
            [*zh, *(pair.zh for pair in known)],
            [*en, *(pair.en for pair in known)],
            enough=ENOUGH_TO_ALIGN,
            jobs=jobs,
        )
        if self._taught:
            self.evidence = self.evidence.learnt(self._taught, jobs)
        zh_firsts = accumulate((len(pair.zh) for pair in texts), initial=0)
        en_firsts = accumulate((len(pair.en) for pair in texts), initial=0)
        placed = zip(texts, zh_firsts, en_firsts, strict=False)
        self.pairs: list[CollectedPair] = list(jobs.map(collected, placed, _TOGETHER))

    def beads(self) -> list[tuple[Bead, ...]]:
        """The beads of each pair by both passes; see `align_documents`."""
        first = self.first_pass()
        second = self.second_pass(first, self.align(first))
        return [path.beads() for path in self.align(second)]

    def judge(self, number: int, judgements: Judgements) -> None:
        """Put other judgements in the place of a pair's.

        Raises:
            UsageError: judgements that cannot all hold.
        """
        pair = self.pairs[number]
        size = len(pair.zh), len(pair.en)
        given = pair.given._replace(judgements=judgements.checked(*size))
        sections = given.judgements.sections(*size, given.anchors)
        self.pairs[number] = replace(pair, given=given, sections=sections)

    def first_pass(self) -> Pass:
        """By the dictionary and the known pairs."""
        return Pass(self.evidence, bead_weights("dictionary", FEATURES))

    def second_pass(self, first: Pass, paths: Sequence[BeadPath]) -> Pass:
        """With what the first pass found out."""
        taught = [*self._taught, *self.lessons(paths)]
        return Pass(
            self.evidence.learnt(taught, self._jobs),
            bead_weights("learnt", FEATURES),
            paths,
            [
                break_log_ratios(*pair.paragraphs, path.nodes())
                for pair, path in zip(self.pairs, paths, strict=True)
            ],
            [path.null_log_odds() for path in paths],
            self._worth(first, paths),
        )

    def align(self, by: Pass) -> list[BeadPath]:
        """One pass over every pair; a second one searches near what the first found."""
        common = replace(by, before=None, break_log_ratios=None, null_log_odds=None)
        with self._jobs.shared(common) as shared:
            alone = ((pair, by.of(number)) for number, pair in enumerate(self.pairs))
            paths = self._jobs.map(partial(_aligned, shared), alone, _TOGETHER, lost=self._lost)
            return list(track(paths, "aligning", len(self.pairs)))

    def align_pair(self, by: Pass, number: int) -> BeadPath:
        """One pass over one pair."""
        pair = self.pairs[number]
        found = [self.search(by, number, section) for section in pair.sections]
        path = BeadPath.chained([BeadPath.of(pair.given.judgements.fixed()), *found])
        order = np.argsort(path.rows[:, 0] + path.rows[:, 2], kind="stable")  # grows along a path
        return BeadPath(path.rows[order], path.scores[order])

    def search(self, by: Pass, number: int, section: Section) -> BeadPath:
        """The best path through a section."""
        path = self._search(by, number, section, self.band(by, number, section))
        if by.before is not None:  # a first pass teaches, by probabilities as they are
            contradicted = contradictions(*self.pairs[number].stated, path.rows)
            path.scores[contradicted] = np.minimum(path.scores[contradicted], DOUBTED)
        return path

    def _search(
        self, by: Pass, number: int, section: Section, band: Band, *, again: bool = False
    ) -> BeadPath:
        """The best path in a band; where it comes near the edge, in a wider one, until it is clear.

        The second band follows the first path closely elsewhere; from then on (`again`) a band has
        all nodes of the one before and more, so this ends. Lines that repeat each other are not
        worth a wide one.
        """
        judgements = self.pairs[number].given.judgements
        scores = self._scores(by, number, section, band)
        _, probability = posteriors(band.lows, band.highs, scores)
        rows, values = decode(band.lows, band.highs, judgements.values(probability, scores))
        nodes = np.concatenate([rows[:, [0, 2]], [[len(section.zh), len(section.en)]]])
        near = near_edge(band, nodes)
        path = BeadPath(_placed(rows, section), np.clip(values, 0.0, 1.0))
        path.scores[judgements.are_alone(path.rows)] = 1.0
        if not near.any():
            return path
        pair = self.pairs[number]
        zh, en = _within(pair.zh, section.zh), _within(pair.en, section.en)
        if band.size > worth_searching(by.evidence, zh, en):
            return path
        calm = path.scores >= _SURE
        sure = np.concatenate([[True], calm[:-1] & calm[1:], [True]])
        parts = []
        at = 0
        for first, last in stretches(near, sure):
            (i0, j0), (i1, j1) = nodes[first].tolist(), nodes[last].tolist()
            part = Section(_within(section.zh, range(i0, i1)), _within(section.en, range(j0, j1)))
            close = None
            if not again:
                inside = nodes[first + 1 : last] - [i0, j0]
                close = band_along(inside, i1 - i0, j1 - j0, SECOND_MARGIN)
            wider = grown(band, range(i0, i1 + 1), range(j0, j1 + 1), nodes[near, 0], close)
            parts += [path.part(at, first), self._search(by, number, part, wider, again=True)]
            at = last
        return BeadPath.chained([*parts, path.part(at, len(path.rows))])

    def band(self, by: Pass, number: int, section: Section) -> Band:
        """Where a section is searched first."""
        pair = self.pairs[number]
        zh, en = _within(pair.zh, section.zh), _within(pair.en, section.en)
        if by.before is None:
            return search_band(by.evidence, zh, en)
        nodes = by.before[number].nodes() - np.array([section.zh.start, section.en.start])
        inside = (nodes >= 0).all(1) & (nodes <= [len(zh), len(en)]).all(1)
        return band_along(nodes[inside], len(zh), len(en), SECOND_MARGIN)

    def _scores(self, by: Pass, number: int, section: Section, band: Band) -> Floats:
        """The score of every bead in the band by all that the pass knows."""
        given = self.pairs[number].given
        scores = score_edges(self.view(by, number, section, band), by.weights)
        if by.worth and given.similarities:
            possible = possible_beads(band, scores)
            for name, similarity in given.similarities:
                found = similarity.similarities(_placed(possible.rows, section))
                possible.weigh(scores, found, by.worth[name])
        given.judgements.forbid(scores, band, section)
        return scores

    def view(self, by: Pass, number: int, section: Section, band: Band) -> PairView:
        """What the features of a section's beads are computed from."""
        pair = self.pairs[number]
        ratios = NO_EVIDENCE if by.break_log_ratios is None else by.break_log_ratios[number]
        borders = [
            side[where.start : where.stop + 1]
            for side, where in zip(pair.paragraphs, section, strict=True)
        ]
        return view_pair(
            by.evidence,
            _within(pair.zh, section.zh),
            _within(pair.en, section.en),
            (pair.surfaces[0].part(section.zh), pair.surfaces[1].part(section.en)),
            (pair.stated[0].part(section.zh), pair.stated[1].part(section.en)),
            pair.ratio,
            Paragraphs(borders[0], borders[1], ratios),
            band,
            0.0 if by.null_log_odds is None else by.null_log_odds[number],
        )

    def lessons(self, paths: Sequence[BeadPath]) -> Iterable[LearningBead]:
        """The beads with two sides, as sentence numbers of the collection, in folds."""
        for number, (pair, path) in enumerate(zip(self.pairs, paths, strict=True)):
            for k, ((i, m, j, n), score) in enumerate(
                zip(path.rows.tolist(), path.scores.tolist(), strict=True)
            ):
                if m and n and score >= _LEAST_WEIGHT:
                    yield LearningBead(
                        range(pair.zh.start + i, pair.zh.start + i + m),
                        range(pair.en.start + j, pair.en.start + j + n),
                        score,
                        (k // BLOCK + number) % FOLDS,
                    )

    def _worth(self, first: Pass, paths: Sequence[BeadPath]) -> dict[str, Worth]:
        """What each similarity says, learnt from what the first pass thinks of possible beads."""
        seen: dict[str, list[list[Doubles]]] = {}
        for number, pair in enumerate(self.pairs):
            for section in pair.sections if pair.given.similarities else ():
                near = Pass(first.evidence, first.weights, paths)
                band = self.band(near, number, section)
                scores = score_edges(self.view(near, number, section, band), first.weights)
                possible = possible_beads(band, scores)
                for name, similarity in pair.given.similarities:
                    found = similarity.similarities(_placed(possible.rows, section))
                    zh, en = possible.nearest(found)
                    seen.setdefault(name, []).append(
                        [
                            found,
                            possible.probability,
                            -np.append(zh, en),
                            np.append(*possible.alone),
                        ]
                    )
        worth = {}
        for name, parts in seen.items():
            beads, right, lone, left_out = map(np.concatenate, zip(*parts, strict=True))
            worth[name] = Worth(learnt_log_ratio(beads, right), learnt_log_ratio(lone, left_out))
        return worth


def _aligned(
    common: Shared[Pass], alone: tuple[CollectedPair, Mapping[str, Sequence[Any]]]
) -> BeadPath:
    """One pass over one pair, which is all that its collection holds here."""
    pair, of_pair = alone
    own: dict[str, Any] = {**of_pair}
    collection = PairCollection.__new__(PairCollection)
    collection.pairs = [pair]
    return collection.align_pair(replace(common.value, **own), 0)


def _no_path(alone: object, ended: str) -> BeadPath:
    """What stands for the path of a pair on which workers end."""
    return BeadPath.of([])


def _within(whole: range, part: range) -> range:
    return range(whole.start + part.start, whole.start + part.stop)


def _placed(rows: Longs, section: Section) -> Longs:
    """Beads of a section as rows in the numbering of the document pair."""
    placed: Longs = rows + np.array([section.zh.start, 0, section.en.start, 0])
    return placed
