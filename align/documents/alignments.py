"""Whether one of two documents translates the other, judged by an alignment of all their sentences.

    fits(evidence, zh_documents, en_documents, pairs) -> {(zh, en): probability}

A short text and its translation may have too few sentences that surely say the same
(`align.documents.translations`): sentences are merged, and the model of mined pairs was taught by
news. So the pair is aligned with the dictionary's weights, as if it were a translation, and a
logistic model says whether it is one: by how much likelier any alignment is than none, by the
lexical likelihood along the path, by the share of both texts that it holds, by the length of both.
Two reports of the same kind (a month's trade, a cut of interest rates) may be alike in all of that:
what tells them from translations is that they state other figures.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from align.beads.lattice.band import search_band
from align.beads.lattice.feature_kernels import (
    EDGE_COUNT,
    EDGE_FEATURES,
    FEATURES,
    LENGTH,
    MASS,
    TYPES,
    PairView,
    edge_features,
)
from align.beads.lattice.paragraphs import NO_EVIDENCE
from align.beads.lattice.search_kernels import IMPOSSIBLE, decode, posteriors, score_edges
from align.beads.lattice.view import Paragraphs, view_pair
from align.beads.lattice.view import letters_per_character as usual_ratio
from align.evidence.figures import figures
from align.evidence.surface import surface
from align.weights.logistic import probability
from align.weights.stored import bead_weights, stored_model
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Longs
from corpus.language.numbers.finding import numbers
from corpus.model import Language
from glossary.lexicon.collection_tables import ENOUGH_TO_ALIGN
from glossary.lexicon.evidence import Evidence, gather_evidence

FIT_FEATURES = (
    "gain", "lemmas per mass", "words per mass", "share", "size", "against: lemmas",
    "against: words", "length", "beads",
)  # fmt: skip
"""Log odds of all alignments together against those of nulls only, per sentence; log-likelihood
ratio of the English lemmas, and of the Chinese words, along the path, over the mass of the whole
text; the lesser share of a text in beads with two sides, weighed by their probability; logarithm of
the number of sentences; the same ratios per mass where they are negative, weighed by length;
absolute log ratio of the lengths; beads with two sides over the sentences of the shorter text.
Tried and left out, as none of it adds anything: sentence pairs that surely correspond, their order,
quantiles of the beads' ratios, mean score, share of 1-1 beads."""
_LARGEST = np.log(40.0)
"""The size is cut here: in training the two texts have 6 to 40 sentences together."""
_LETTERS = 3.4
"""English letters per Chinese character of a usual translation (news 3.5 to 4.2, novels 2.5)."""
_FIGURES = 4
"""Different figures that both texts state at least, for them to tell anything."""
_AGREEING = 0.4
"""Least share of the figures of one text that stand in a translation of it. Of 325 passages of 5 to
14 sentences of news and encyclopaedia articles, and of their translations, the least is .8, of 33
of essays and academic texts .5; of 66 pairs of strangers half have none, seven .5 and more."""
_ROUNDED = 0.005
"""Figures that differ by less, as a share, agree: 8.6 for 8.58 million."""
_LEMMAS, _WORDS, _LEMMA_RATE, _WORD_RATE = map(
    EDGE_FEATURES.index, ("lemmas", "words", "lemmas per mass", "words per mass")
)
_TOGETHER = 32
"""Pairs that are aligned together."""
_READ_TOGETHER = 64
"""Documents whose figures are read together."""
_NULLS = 2  # the bead types with one side come first

Texts = Sequence[Sequence[str]]
Pair = tuple[int, int]


def fits(
    evidence: Evidence, zh: Texts, en: Texts, pairs: Iterable[Pair], jobs: Jobs = SERIAL
) -> dict[Pair, float]:
    """The probability that one document translates the other, for each pair.

    Args:
        evidence: over the sentences of `zh` and `en`, one document after another.
        zh: sentences of each Chinese document.
        en: the same for English.
        pairs: numbers of a Chinese and an English document.
        jobs: who aligns them.
    """
    asked = [(i, j) for i, j in sorted(pairs) if zh[i] and en[j]]
    if not asked:
        return {}
    chances = probability(stored_model("translation", FIT_FEATURES).logits(
        fit_rows(_to_align(evidence, zh, en), zh, en, asked, jobs)
    ))  # fmt: skip
    unlike = other_figures(zh, en, asked, jobs)
    return {
        pair: 0.0 if pair in unlike else chance
        for pair, chance in zip(asked, chances.tolist(), strict=True)
    }


def other_figures(
    zh: Texts, en: Texts, pairs: Iterable[Pair], jobs: Jobs = SERIAL
) -> frozenset[Pair]:
    """Those of the pairs that state too few of the same figures for a translation.

    Where one of them states fewer than four nothing is known.

    Args:
        zh: sentences of each Chinese document.
        en: the same for English.
        pairs: numbers of a Chinese and an English document.
        jobs: who reads the figures.
    """
    asked = list(pairs)
    sides = []
    for texts, language, numbers_ in (
        (zh, Language.ZH, sorted({i for i, _ in asked})),
        (en, Language.EN, sorted({j for _, j in asked})),
    ):
        found = jobs.map(partial(_figures, language), (texts[k] for k in numbers_), _READ_TOGETHER)
        sides.append(dict(zip(numbers_, found, strict=True)))
    one, other = sides
    return frozenset((i, j) for i, j in asked if _differ(one[i], other[j]))


def _differ(one: set[float], other: set[float]) -> bool:
    if min(len(one), len(other)) < _FIGURES:
        return False
    return max(_found_in(one, other), _found_in(other, one)) < _AGREEING


def _figures(language: Language, texts: Sequence[str]) -> set[float]:
    """The values in digits, and from ten on those in words, too."""
    return {
        float(number.value)
        for text in texts
        for number in numbers(text, language)
        if number.value >= 10 or any(c.isdigit() for c in text[number.start : number.end])
    }


def _found_in(values: set[float], others: set[float]) -> float:
    """The share of the values that the others have, too."""
    found = sum(any(abs(a - b) <= _ROUNDED * max(abs(a), abs(b)) for b in others) for a in values)
    return found / len(values)


def _to_align(evidence: Evidence, zh: Texts, en: Texts) -> Evidence:
    """Evidence over the same sentences in which a small collection's own counts say less."""
    tokens = (len(side.target_units) for side in (evidence.lemmas, evidence.words))
    return evidence if min(tokens) >= ENOUGH_TO_ALIGN else evidence_to_align(zh, en)


def evidence_to_align(zh: Texts, en: Texts) -> Evidence:
    """The evidence that `fit_rows` needs."""
    return gather_evidence(
        [s for t in zh for s in t], [s for t in en for s in t], enough=ENOUGH_TO_ALIGN
    )


def fit_rows(
    evidence: Evidence, zh: Texts, en: Texts, pairs: Sequence[Pair], jobs: Jobs = SERIAL
) -> Doubles:
    """Rows of `FIT_FEATURES`, by `evidence_to_align`; see `fits`."""
    zh_starts, en_starts = (np.cumsum([0, *map(len, texts)]).tolist() for texts in (zh, en))
    texts = (_Texts(zh[i], en[j], zh_starts[i], en_starts[j]) for i, j in pairs)
    with jobs.shared(evidence) as shared:
        rows = list(jobs.map(partial(_fit_row, shared), texts, _TOGETHER))
    return np.array(rows, np.float64).reshape(-1, len(FIT_FEATURES))


class _Texts(NamedTuple):
    """The sentences of two documents, and the numbers of the first ones in the collection."""

    zh: Sequence[str]
    en: Sequence[str]
    zh_first: int
    en_first: int


def _fit_row(held: Shared[Evidence], texts: _Texts) -> list[float]:
    """The row of one pair."""
    evidence, (zh, en, zh_first, en_first) = held.value, texts
    sides = surface(zh, Language.ZH), surface(en, Language.EN)
    stated = figures(zh, Language.ZH), figures(en, Language.EN)
    own = range(zh_first, zh_first + len(zh)), range(en_first, en_first + len(en))
    band = search_band(evidence, *own)
    zh_breaks, en_breaks = (np.zeros(len(side) + 1, np.int64) for side in own)
    paragraphs = Paragraphs(zh_breaks, en_breaks, NO_EVIDENCE)
    view = view_pair(evidence, *own, sides, stated, usual_ratio(*sides), paragraphs, band)
    scores = score_edges(view, bead_weights("dictionary", FEATURES))
    together, chances = posteriors(band.lows, band.highs, scores)
    path, values = decode(band.lows, band.highs, chances)
    scores[:, _NULLS:] = IMPOSSIBLE
    apart, _ = posteriors(band.lows, band.highs, scores)
    size = len(own[0]) + len(own[1])
    ratio = np.log((sides[1].length.sum() + 10.0) / (_LETTERS * sides[0].length.sum() + 10.0))
    return _row(view, path, values, (together - apart) / size, abs(float(ratio)))


def _row(view: PairView, path: Longs, values: Doubles, gain: float, ratio: float) -> list[float]:
    zh, en = (side.sums[:, LENGTH] for side in (view.zh, view.en))
    n, m = len(zh) - 1, len(en) - 1
    lemmas = words = zh_held = en_held = lemmas_against = words_against = 0.0
    beads = 0
    edge = np.empty(EDGE_COUNT)
    for (i, a, j, b), value in zip(path.tolist(), values.tolist(), strict=True):
        if a and b:
            edge_features(view, i, a, j, b, TYPES.index((a, b)), edge)
            zh_length, en_length = zh[i + a] - zh[i], en[j + b] - en[j]
            lemmas += edge[_LEMMAS]
            words += edge[_WORDS]
            lemmas_against += min(0.0, edge[_LEMMA_RATE]) * en_length
            words_against += min(0.0, edge[_WORD_RATE]) * zh_length
            zh_held += value * zh_length
            en_held += value * en_length
            beads += 1
    zh_whole, en_whole = max(1.0, zh[-1]), max(1.0, en[-1])
    return [
        gain,
        lemmas / (view.en.sums[-1, MASS] + 0.5),
        words / (view.zh.sums[-1, MASS] + 0.5),
        min(zh_held / zh_whole, en_held / en_whole),
        min(float(np.log(n + m)), _LARGEST),
        lemmas_against / en_whole,
        words_against / zh_whole,
        ratio,
        beads / min(n, m),
    ]
