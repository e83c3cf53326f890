"""Sentence pairs that say the same, mined where nothing was translated as a whole.

    mine(zh_sentences, en_sentences) -> [(zh index, en index, probability), ...]     best first

Candidates come from an inverted index. A logistic regression scores each pair, a second one weighs
it against its rivals; the confident pairs teach the lexical model (cross-fitted), and all pairs are
scored again with what was learnt. Pairs that are still plausible get a closer look
(`align.mining.close_look`), and a small network gives their final score. Greedy one-to-one matching
leaves each sentence in one pair at most (competitive linking: I. D. Melamed, "Models of
Translational Equivalence among Words", CL 26(2), 2000). Where the sentences have vectors, these
find candidates, too, and are evidence at each step, under weights of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from align.evidence.kernels import log_ratios
from align.mining.close_look import CLOSE_FEATURES, close_rows
from align.mining.features import (
    FEATURES,
    MARGINS,
    RANKED_FEATURES,
    Asked,
    SentenceView,
    Targets,
    feature_rows,
    in_spans,
    margins,
    source_texts,
)
from align.mining.group_kernels import grouped, likeliest
from align.mining.retrieval import index_of, joined, nearest_of
from align.mining.retrieval_kernels import Index, Limits
from align.vectors.encoders import CachedEncoder, SentenceEncoder, sentence_encoder
from align.vectors.neighbours import NEARNESS, Neighbours
from align.vectors.universal import NAME
from align.weights.logistic import expected_f1, probability
from align.weights.stored import (
    CLOSE_LOOK,
    COVERAGE,
    USE,
    USE_CLOSE_LOOK,
    stored_model,
    stored_network,
)
from corpus.errors import UsageError
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.language.two_sides import check_sides
from glossary.lexicon.evidence import Evidence, LearningBead, gather_evidence

CANDIDATES = 10
"""Judged per sentence and direction, the likeliest of those retrieved."""
_RETRIEVED = 100
"""Found per sentence and direction, by one direction's evidence. The log-likelihood ratios of both
directions then keep the right one among the best ten: recall .973 among 30,000 sentences, where the
ten found first hold .935; retrieving 40 gives .965, 200 gives .976."""
_SHORTLIST = 2 * _RETRIEVED
"""Scored exactly per sentence and direction, of those met. Among 11,000 sentences recall is .978
with as many as are kept, with twice and with four times as many; four times change one pair in
190,000, and take .4 more CPU."""
_FORWARD, _BACKWARD = "lemmas", "words"
"""The direction of the lexical model from Chinese to English, and the one that leads back."""
_SOURCES = 1000
"""Sentences that retrieve together."""
_LEAST_BUDGET = 20_000
"""Postings visited per sentence, or as many as there are sentences: tenfold finds no more."""
FOLDS = 6
"""Five sixths of the confident pairs teach; they judge the rest (as in `beads.collection`)."""
TEACHES = 0.3
"""Least probability of a pair that teaches; it counts by its probability."""
LEAST = 1 / 3
"""A pair that is twice as likely wrong as right is not proposed, however few pairs there are: the
best expected F1 alone would always propose one."""
PASSES = ("dictionary", "learnt")
"""A third pass was measured: F1 .919 / .924 instead of .919 / .922, noise."""
PLAUSIBLE = -6.0
"""Log odds from which a pair gets the closer look: some four in ten sentences have one such pair,
and of the gold pairs among the candidates one in a hundred has less. From -4 on was worse: too few
rivals were left to learn from."""
CLOSER_FEATURES: tuple[str, ...] = (
    *(f"ranked, {name}" for name in MARGINS),
    "first stage",
    *FEATURES,
    *CLOSE_FEATURES,
)
CLOSER_WITH_VECTORS = (*CLOSER_FEATURES, *NEARNESS)
WITH_VECTORS = (*FEATURES, *NEARNESS)
RANKED_WITH_VECTORS = (*RANKED_FEATURES, *NEARNESS)
CONTRADICTED = 5.0
"""Taken off the log odds of a pair whose figures all contradict: the network, taught by two large
sets that hold hardly any such pair, believes the words."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of sentences, ordered by zh and en.

    Attributes:
        zh, en: sentence numbers.
        rows: their features, shape (pairs, len(FEATURES)); with vectors len(WITH_VECTORS).
    """

    zh: Ints
    en: Ints
    rows: Floats


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates with the log odds that they say the same.

    Attributes:
        zh, en: sentence numbers.
        alone: of each pair by itself, whatever its rivals.
        ranked: among its rivals.
    """

    zh: Ints
    en: Ints
    alone: Doubles
    ranked: Doubles

    @property
    def probability(self) -> Doubles:
        """That a pair says the same, given its rivals; calibrated."""
        return probability(self.ranked)


Model = tuple[Evidence, Targets]
"""The evidence, and both sides as what is judged by it."""


class Miner:
    """Sentences of both languages and the evidence over them."""

    def __init__(
        self,
        zh: Sequence[str],
        en: Sequence[str],
        encoder: SentenceEncoder | None = None,
        jobs: Jobs = SERIAL,
    ) -> None:
        """Gather the evidence.

        Args:
            zh: Chinese sentences, at least one.
            en: English sentences, at least one.
            encoder: makes their vectors, of the model that the weights were learnt with.
            jobs: who does the work (`corpus.jobs`).
        """
        self._jobs = jobs
        self._near = Neighbours(encoder.encode(zh), encoder.encode(en)) if encoder else None
        self.view = SentenceView(zh, en, jobs)
        self.evidence: Evidence = gather_evidence(zh, en, jobs=jobs)
        self._targets = Targets(self.evidence, len(zh), len(en))

    def candidates(self) -> Candidates:
        """The pairs worth judging, with their features under the present evidence."""
        en = len(self.view.en)
        with self._jobs.shared((self.evidence, self._targets)) as model:
            i, j = self._likeliest(model)
            if self._near is None:
                return Candidates(i, j, feature_rows(self.view, model, i, j, self._jobs))
            i, j = joined((i, j), joined(*self._near.found(), en)[::-1], en)
            rows = feature_rows(self.view, model, i, j, self._jobs), self._near.rows(i, j)
            return Candidates(i, j, np.concatenate(rows, axis=1))

    def _likeliest(self, model: Shared[Model]) -> tuple[Ints, Ints]:
        """The likeliest of the pairs that either direction's evidence finds."""
        sizes = {_FORWARD: len(self.view.zh), _BACKWARD: len(self.view.en)}
        limits = Limits(_RETRIEVED, _SHORTLIST, max(_LEAST_BUDGET, *sizes.values()))
        spans = [
            (direction, range(first, min(first + _SOURCES, size)))
            for direction, size in sizes.items()
            for first in range(0, size, _SOURCES)
        ]
        indices = {name: index_of(getattr(self._targets, name)) for name in sizes}
        with self._jobs.shared(indices) as index:
            found = self._jobs.map(partial(_nearest, model, index, limits), spans)
            sides: dict[str, list[tuple[Ints, Ints]]] = {name: [] for name in sizes}
            for (direction, _), pairs in zip(spans, found, strict=True):
                sides[direction].append(pairs)
        forward, backward = (_end_to_end(sides[name]) for name in sizes)
        i, j = joined(forward, backward, sizes[_BACKWARD])
        back = grouped(j, sizes[_BACKWARD])
        asked = chain(in_spans(_FORWARD, i, j), in_spans(_BACKWARD, j[back], i[back]))
        found_ratios = self._jobs.map(partial(_log_ratios, model), asked)
        ratios = np.concatenate([*found_ratios, np.zeros(0, np.float32)])  # there may be none
        ratio = ratios[: len(i)]
        ratio[back] += ratios[len(i) :]
        kept = likeliest(ratio, i, CANDIDATES)
        kept[back] |= likeliest(ratio[back], j[back], CANDIDATES)
        return i[kept], j[kept]

    def learn(self, scores: Scored) -> None:
        """Let the confident pairs teach the lexical model."""
        chance = scores.probability
        sure = np.flatnonzero(chance >= TEACHES)
        self.evidence = self.evidence.learnt(
            [
                LearningBead([int(scores.zh[k])], [int(scores.en[k])],
                             float(chance[k]), number % FOLDS)
                for number, k in enumerate(one_to_one(scores, sure))
            ],
            self._jobs,
        )  # fmt: skip

    def closer(self, found: Candidates, scores: Scored) -> tuple[Longs, Floats]:
        """The numbers of the plausible pairs, and their rows of `CLOSER_FEATURES`.

        With vectors of `CLOSER_WITH_VECTORS`.
        """
        some = np.flatnonzero(scores.ranked > PLAUSIBLE)
        i, j = found.zh[some], found.en[some]
        ranked = margins(scores.ranked[some], i, j, PLAUSIBLE)
        close = close_rows(self.evidence, self._targets, i, j)
        alone = scores.alone[some, None].astype(np.float32)
        rows = found.rows[some]
        lexical, near = rows[:, : len(FEATURES)], rows[:, len(FEATURES) :]
        return some, np.concatenate([ranked, alone, lexical, close, near], axis=1)

    def scored(self) -> Scored:
        """All passes and the closer look, with the stored weights."""
        for number, name in enumerate(PASSES):
            found = self.candidates()
            result = scored(found, name)
            if number < len(PASSES) - 1:
                self.learn(result)
        some, rows = self.closer(found, result)
        if self._near is None:
            network = stored_network(CLOSER_FEATURES, CLOSE_LOOK)
        else:
            network = stored_network(CLOSER_WITH_VECTORS, USE_CLOSE_LOOK)
        logits = network.logits(rows)
        result.ranked[some] = logits - CONTRADICTED * contradicted(found.rows[some])
        return result


def _nearest(
    model: Shared[Model], index: Shared[dict[str, Index]], limits: Limits, span: tuple[str, range]
) -> tuple[Ints, Ints]:
    """The pairs that some sentences call up in one direction."""
    (evidence, targets), (direction, sources) = model.value, span
    target = getattr(targets, direction)
    texts = source_texts(evidence, direction)
    return nearest_of(sources, texts, target, index.value[direction], limits)


def _log_ratios(model: Shared[Model], asked: Asked) -> Floats:
    """The log-likelihood ratios of pairs in one direction."""
    evidence, targets = model.value
    texts = source_texts(evidence, asked.direction)
    return log_ratios(texts, getattr(targets, asked.direction), asked.sources, asked.targets)


def _end_to_end(parts: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    return np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts])


def contradicted(rows: Floats) -> Flags:
    """The candidates of which both sides state two figures or more, and none in common."""
    shared, zh, en = (rows[:, FEATURES.index(f"numbers: {name}")]
                      for name in ("shared", "zh only", "en only"))  # fmt: skip
    return np.asarray((shared == 0) & (zh > 1) & (en > 1), np.bool_)


def scored(found: Candidates, name: str, ring: Longs | None = None) -> Scored:
    """Candidates under the stored weights of one pass.

    Args:
        found: the pairs.
        name: of the pass.
        ring: of each pair; only pairs of one ring are rivals. All are, by default.
    """
    if found.rows.shape[1] == len(FEATURES):
        features, ranked, file = FEATURES, RANKED_FEATURES, COVERAGE
    else:
        features, ranked, file = WITH_VECTORS, RANKED_WITH_VECTORS, USE
    first = stored_model(f"mining, {name}: pair", features, file).logits(found.rows)
    i, j = found.zh.astype(np.int64), found.en.astype(np.int64)
    if ring is not None:
        i += ring * (int(i.max(initial=0)) + 1)
        j += ring * (int(j.max(initial=0)) + 1)
    second = stored_model(f"mining, {name}: ranked", ranked, file)
    logits = second.logits(margins(first, i, j), found.rows)
    return Scored(found.zh, found.en, first, logits)


def one_to_one(scores: Scored, among: Longs) -> list[int]:
    """Greedy one-to-one matching: each pair takes its two sentences, the most probable first.

    Args:
        scores: of all pairs.
        among: numbers of those that may be taken.

    Returns:
        Numbers of the pairs that remain, the most probable first.
    """
    order = among[np.lexsort((scores.en[among], scores.zh[among], -scores.ranked[among]))]
    zh_taken: set[int] = set()
    en_taken: set[int] = set()
    kept = []
    zh, en = scores.zh[order].tolist(), scores.en[order].tolist()
    for k, i, j in zip(order.tolist(), zh, en, strict=True):
        if i not in zh_taken and j not in en_taken:
            zh_taken.add(i)
            en_taken.add(j)
            kept.append(k)
    return kept


def mine(
    zh: Sequence[str],
    en: Sequence[str],
    *,
    threshold: float | None = None,
    encoder: SentenceEncoder | None = None,
    jobs: Jobs = SERIAL,
) -> list[tuple[int, int, float]]:
    """Pairs of sentences that say the same, best first, each sentence in one pair at most.

    Args:
        zh: Chinese sentences, in any order.
        en: English sentences.
        threshold: least probability; by default the one that promises the best F1, 0.0 for every
            pair that was scored.
        encoder: sentence vectors as evidence, if any: those of ``sentence_encoder("use")``, with
            which the weights were learnt.
        jobs: who does the work (`corpus.jobs`).

    Returns:
        (index into `zh`, index into `en`, probability that they translate each other).

    Raises:
        UsageError: strings where lists of sentences are expected, or English sentences first.
    """
    check_sides(zh, en)
    if not zh or not en:
        return []
    return proposed(Miner(zh, en, encoder, jobs).scored(), threshold)


def mining_encoder(name: str) -> CachedEncoder | None:
    """The encoder of that name; None for an empty one.

    Raises:
        UsageError: mining has no weights for it, or it is not installed.
    """
    if name not in ("", NAME):
        raise UsageError(
            f"--encoder {name}: the weights of mining were learnt with --encoder {NAME}; give that"
        )
    return sentence_encoder(name) if name else None


def proposed(scores: Scored, threshold: float | None = None) -> list[tuple[int, int, float]]:
    """What `mine` returns, of pairs that are scored already."""
    kept = np.array(one_to_one(scores, np.arange(len(scores.zh))), np.int64)
    chances = probability(scores.ranked[kept])
    if threshold is None:
        count = expected_f1(chances, float(chances.sum()), LEAST)
    else:
        count = int((chances >= threshold).sum())
    return [
        (int(scores.zh[k]), int(scores.en[k]), float(chance))
        for k, chance in zip(kept[:count], chances, strict=False)
    ]
