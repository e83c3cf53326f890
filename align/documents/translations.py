"""How much of two documents is found again in each other, sentence by sentence.

    correspondences(evidence, zh_documents, en_documents, pairs) -> {(zh, en): Correspondence}
    translations(found, fits) -> {(zh, en), ...} the pairs of which one translates the other
    reading_order(matches, n, m) -> (j, ...)     where paragraphs stand in another order

Sentence pairs are scored as in `align.mining.miner`, but within given document pairs only, and only
sentences of the same document pair are rivals: where three documents say the same, each keeps its
partners. Since so few rivals prove little, a sentence pair's score by itself counts as much as its
score among rivals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.evidence.kernels import log_ratios
from align.evidence.lexical import sentences
from align.mining.features import SentenceView, Targets, feature_rows
from align.mining.group_kernels import likeliest
from align.mining.miner import CANDIDATES, PASSES, Candidates, Scored, one_to_one, scored
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Ints, Longs
from glossary.lexicon.evidence import Evidence

_LEAST_SHARE = 0.24
"""Least common share of a translation's text, beyond `_FEW`. Midway, on the development data:
translated news and sections of reports of which one side lost every third sentence have .21 and
more, whole ones .5; halves of one article that share no sentence .16 at most, strangers .12
(`bench/parallel.py`). No other data have tried it."""
_FEW = 0.3
"""Added to `_LEAST_SHARE` over the number of pairs: two quotations are a third of a short piece."""
_DOUBTLESS = 0.5
"""Common share from which on other figures do not count: novels round and reword them, and
translations of which one side was cut have less, but the same figures."""
ALIGNED_ENOUGH = 0.7
"""Least probability by an alignment of all sentences (`align.documents.alignments`) of a pair that
is a translation though too few of its sentences surely correspond: in cross-validation above any
pair of strangers, of parts of one article, and of reports of one event
(`bench/train_translations.py`)."""

_AT_A_TIME = 100_000
"""Sentence pairs that are compared together: some hundreds of reports, or a few long texts."""
_LOOKED_AT = 250_000
"""Sentence pairs of a document pair: all of two documents of 500 sentences. Of longer ones, evenly
spread sentences of either side are looked for among all of the other."""
_SPREAD = 50  # sentences of a side at least
_STEP = 3
"""Sentences to the next pair of a stretch at most, on both sides."""
_LEAST_MOVED = 2
"""Pairs of a stretch at least: one by itself moves nothing."""

Texts = Sequence[Sequence[str]]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What two documents have in common.

    Attributes:
        matches: the sentence pairs that say the same, numbered within the documents, ascending.
        zh_share: share of the Chinese text, by length, that they hold.
        en_share: share of the English text.
        in_order: share of the pairs that stand in the same order on both sides.
        en_order: see `reading_order`.
        log_odds: that they say the same, mean over the sentence pairs.
    """

    matches: tuple[Pair, ...]
    zh_share: float
    en_share: float
    in_order: float
    en_order: tuple[int, ...] = ()
    log_odds: float = 1.0

    @property
    def share(self) -> float:
        """The common share of both texts (geometric mean)."""
        return float(np.sqrt(self.zh_share * self.en_share))

    @property
    def strength(self) -> float:
        """The common share, times how sure it is that it is common."""
        return self.share * self.log_odds


def correspondences(
    evidence: Evidence, zh: Texts, en: Texts, pairs: Iterable[Pair], jobs: Jobs = SERIAL
) -> dict[Pair, Correspondence]:
    """Those of the document pairs that have at least one confident sentence pair.

    Args:
        evidence: over the sentences of `zh` and `en`, one document after another.
        zh: sentences of each Chinese document.
        en: the same for English.
        pairs: numbers of a Chinese and an English document.
        jobs: who compares.
    """
    sides = _Side(zh), _Side(en)
    view = SentenceView([s for text in zh for s in text], [s for text in en for s in text], jobs)
    compared = _Compared(evidence, Targets(evidence, len(view.zh), len(view.en)), view, sides)
    result: dict[Pair, Correspondence] = {}
    with jobs.shared(compared) as shared:
        for found in jobs.map(partial(_in_common, shared), _in_portions(sorted(pairs), sides)):
            result |= found
    return result


class _Compared(NamedTuple):
    """All documents, as their sentences are compared."""

    evidence: Evidence
    target: Targets
    view: SentenceView
    sides: tuple["_Side", "_Side"]


def _in_common(compared: Shared[_Compared], pairs: Sequence[Pair]) -> dict[Pair, Correspondence]:
    """What the documents of some pairs have in common."""
    evidence, target, view, sides = compared.value
    i, j, pair = _likeliest(evidence, target, sides, pairs)
    order = np.lexsort((pair, j, i))
    i, j, pair = i[order], j[order], pair[order]
    rows = feature_rows(view, Shared((evidence, target)), i, j)
    scores = scored(Candidates(i, j, rows), PASSES[0], pair)
    return _found(scores, pair, pairs, sides)


class _Side:
    """The sentences of the documents of one language, one document after another."""

    def __init__(self, texts: Texts) -> None:
        self.starts = np.cumsum([0, *(len(text) for text in texts)]).astype(np.int64)
        self.lengths = np.array([len(s) for text in texts for s in text], np.int64)

    def size(self, document: int) -> int:
        """Sentences of a document."""
        return int(self.starts[document + 1] - self.starts[document])

    def spread(self, document: int, other: int) -> Longs:
        """The sentences looked for among `other` sentences, evenly spread; all if they are few."""
        size = self.size(document)
        most = min(size, self.most(other))
        return np.asarray(self.starts[document] + np.arange(most) * size // max(1, most), np.int64)

    def most(self, other: int) -> int:
        """Sentences of a document that are looked for among `other` sentences, at most."""
        return max(_SPREAD, _LOOKED_AT // max(1, other))

    def all(self, document: int) -> Longs:
        """All sentences of a document."""
        return np.arange(self.starts[document], self.starts[document + 1])

    def share(self, document: int, other: int, found: NDArray[np.integer]) -> float:
        """Share of the text, of those looked for, that the sentences found hold."""
        first, end = self.starts[document], self.starts[document + 1]
        if end - first <= self.most(other):
            return float(self.lengths[found].sum() / max(1, self.lengths[first:end].sum()))
        sought = self.spread(document, other)
        held = found[np.isin(found, sought)]
        return float(self.lengths[held].sum() / max(1, self.lengths[sought].sum()))


def _in_portions(pairs: Sequence[Pair], sides: tuple[_Side, _Side]) -> Iterator[list[Pair]]:
    """The pairs, as many at a time as have `_AT_A_TIME` sentence pairs, or one."""
    portion: list[Pair] = []
    total = 0
    for a, b in pairs:
        count = _count(sides, a, b)
        if portion and total + count > _AT_A_TIME:
            yield portion
            portion, total = [], 0
        portion.append((a, b))
        total += count
    if portion:
        yield portion


def _count(sides: tuple[_Side, _Side], a: int, b: int) -> int:
    """How many sentence pairs `_sought` has."""
    zh, en = (side.size(document) for side, document in zip(sides, (a, b), strict=True))
    some_zh, some_en = min(zh, sides[0].most(en)), min(en, sides[1].most(zh))
    return some_zh * en + (zh - some_zh) * some_en


def _sought(sides: tuple[_Side, _Side], a: int, b: int) -> tuple[Longs, Longs]:
    """The sentence pairs of documents a and b that are looked at, once each."""
    zh, en = sides
    some_zh, some_en = zh.spread(a, en.size(b)), en.spread(b, zh.size(a))
    all_zh, all_en = zh.all(a), en.all(b)
    if len(some_zh) == len(all_zh):
        return np.repeat(all_zh, len(all_en)), np.tile(all_en, len(all_zh))
    rest = np.setdiff1d(all_zh, some_zh)
    i = np.concatenate([np.repeat(some_zh, len(all_en)), np.repeat(rest, len(some_en))])
    return i, np.concatenate([np.tile(all_en, len(some_zh)), np.tile(some_en, len(rest))])


def _likeliest(
    evidence: Evidence, target: Targets, sides: tuple[_Side, _Side], pairs: Sequence[Pair]
) -> tuple[Ints, Ints, Longs]:
    """The sentence pairs of each document pair worth judging, and the number of that pair."""
    parts = [_sought(sides, a, b) for a, b in pairs]
    i = np.concatenate([part[0] for part in parts]).astype(np.int32)
    j = np.concatenate([part[1] for part in parts]).astype(np.int32)
    pair = np.repeat(np.arange(len(pairs)), [len(part[0]) for part in parts])
    zh = sentences(evidence.lemmas, evidence.zh_mass)
    en = sentences(evidence.words, evidence.en_mass)
    forward = np.lexsort((j, pair, i))
    back = np.lexsort((i, pair, j))
    ratio = np.empty(len(i), np.float32)
    ratio[forward] = log_ratios(zh, target.lemmas, i[forward], j[forward])
    ratio[back] += log_ratios(en, target.words, j[back], i[back])
    kept = np.zeros(len(i), np.bool_)
    for order, sentence in ((forward, i), (back, j)):
        key = sentence[order].astype(np.int64) * len(pairs) + pair[order]
        group = np.cumsum(np.diff(key, prepend=key[:1]) != 0).astype(np.int32)
        kept[order] |= likeliest(ratio[order], group, CANDIDATES)
    told = np.zeros(len(pairs), np.bool_)
    told[pair[ratio > 0.0]] = True  # some sentence is rather told by the other than by chance
    kept &= told[pair]
    return i[kept], j[kept], pair[kept]


def _found(
    scores: Scored, pair: Longs, pairs: Sequence[Pair], sides: tuple[_Side, _Side]
) -> dict[Pair, Correspondence]:
    result = {}
    sure = np.flatnonzero(scores.alone + scores.ranked >= 0.0)  # rather right than wrong
    sure = sure[np.argsort(pair[sure], kind="stable")]
    zh, en = sides
    for group in np.split(sure, np.flatnonzero(np.diff(pair[sure])) + 1):
        if not len(group):
            continue
        kept = sorted(one_to_one(scores, group), key=lambda k: int(scores.zh[k]))
        i, j = pairs[int(pair[kept[0]])]
        matches = tuple(
            zip(
                (scores.zh[kept] - zh.starts[i]).tolist(),
                (scores.en[kept] - en.starts[j]).tolist(),
                strict=True,
            )
        )
        result[i, j] = Correspondence(
            matches,
            zh_share=zh.share(i, en.size(j), scores.zh[kept]),
            en_share=en.share(j, zh.size(i), scores.en[kept]),
            in_order=_longest_ascent(scores.en[kept].tolist()) / len(kept),
            en_order=reading_order(matches, zh.size(i), en.size(j)),
            log_odds=float((scores.alone[kept] + scores.ranked[kept]).mean()),
        )
    return result


def translations(
    found: Mapping[Pair, Correspondence],
    fits: Mapping[Pair, float] | None = None,
    unlike: Set[Pair] = frozenset(),
) -> set[Pair]:
    """The pairs of which one document translates the other, whole or in good part.

    The order of paragraphs does not matter. Two documents of which *each* has a better partner
    are no translation (sections of yearly reports, that repeat most of last year's text; texts
    of one template). A document with several translations keeps them all.

    Args:
        found: what the documents have in common, sentence by sentence.
        fits: probability by an alignment of all sentences, for pairs of documents that have no
            translation by what they have in common. Of these, each must be the other's best.
        unlike: pairs that state other figures: none of these that has less than half in common.
    """
    enough = {
        pair: what.strength
        for pair, what in found.items()
        if _enough(what) and (what.share >= _DOUBTLESS or pair not in unlike)
    }
    best = _best(enough)
    result = {(i, j) for (i, j), own in enough.items() if own >= min(best["zh", i], best["en", j])}
    aligned = {pair: fit for pair, fit in (fits or {}).items() if fit >= ALIGNED_ENOUGH}
    closest = _best(aligned)
    return result | {
        (i, j) for (i, j), fit in aligned.items() if fit >= max(closest["zh", i], closest["en", j])
    }


def _enough(found: Correspondence) -> bool:
    return found.share >= _LEAST_SHARE + _FEW / len(found.matches)


def _best(values: Mapping[Pair, float]) -> dict[tuple[str, int], float]:
    """The greatest value of any pair of each document."""
    best: dict[tuple[str, int], float] = {}
    for (i, j), value in values.items():
        for side in (("zh", i), ("en", j)):
            best[side] = max(best.get(side, value), value)
    return best


def reading_order(matches: Sequence[Pair], zh_count: int, en_count: int) -> tuple[int, ...]:
    """The English sentences in the order of the Chinese text; empty if they stand so already.

    Only stretches are moved: pairs of which each stands close behind the one before on both sides.
    A sentence without a sure counterpart goes with the one before it or, if a Chinese sentence is
    without one only there, with the one behind it.

    Args:
        matches: sentence pairs that surely correspond, each sentence in one, ascending.
        zh_count: Chinese sentences.
        en_count: English sentences.
    """
    place = {j: i for stretch in _stretches(matches) for i, j in stretch}
    known = sorted(place)
    if [place[j] for j in known] == sorted(place.values()):
        return ()
    free = set(range(zh_count)) - set(place.values())
    keys = []
    for j in range(en_count):
        at = bisect_right(known, j)
        before, behind = known[max(0, at - 1)], known[min(at, len(known) - 1)]
        follows = place[before] + j - before in free or place[behind] + j - behind not in free
        keys.append(place[before if follows or j in place else behind])
    return tuple(sorted(range(en_count), key=lambda j: (keys[j], j)))


def _stretches(matches: Iterable[Pair]) -> list[list[Pair]]:
    """The pairs, ascending, that go on together in both texts; single ones are left out."""
    stretches: list[list[Pair]] = []
    near: list[list[Pair]] = []
    for i, j in matches:
        near = [stretch for stretch in near if i - stretch[-1][0] <= _STEP]
        before = [
            stretch for stretch in near if i > stretch[-1][0] and 0 < j - stretch[-1][1] <= _STEP
        ]
        if before:
            max(before, key=len).append((i, j))
        else:
            near.append([(i, j)])
            stretches.append(near[-1])
    return [stretch for stretch in stretches if len(stretch) >= _LEAST_MOVED]


def _longest_ascent(values: Iterable[int]) -> int:
    """Length of the longest ascending subsequence (patience sorting)."""
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)
