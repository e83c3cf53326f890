"""Would a terminologist keep a pair: a calibrated probability, and its evidence.

EVIDENCE                                names of the numbers, in order
evidence(pairs) -> matrix               a row per pair
termhoods(pairs) -> probabilities       by the weights in ``termhood.json``
with_termhood(pairs, order) -> pairs    with that probability and what follows from it

A logistic regression, learnt by ``bench/termhood.py`` from pairs of many kinds of text that two
annotators labelled, over what the models of `ranking` say, what the pair shows by itself (`looks`),
and whether better renderings compete.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from corpus.kernels.arrays import Doubles
from corpus.support.weights import in_order, stored_weights
from glossary.entries import Category, Status
from glossary.extraction.found_pair import FoundPair
from glossary.extraction.fragments import fragments
from glossary.extraction.looks import LOOKS, looks_of
from glossary.extraction.parallel import FREQUENCY_SHARE, Order

EVIDENCE = (
    "term logit", "right logit", "frequency", "once", "comparable", "comparable strength",
    "comparable right", "comparable frequency", "attested", "zh rival", "en rival",
    *LOOKS,
)  # fmt: skip
SHARE = 0.4
"""Weight of termhood's log-odds in what the order follows, beside the strength by `ranking`. In the
annual reports of docs/quality.md .2 to .6 find more than either alone."""
MOST_FAULTY = 0.02
"""Termhood of a pair that is surely no term (`fragments`): one of fifty is one all the same."""
_LEAST = 1e-4
"""Probabilities are not taken to be nearer to 0 or 1."""


def termhoods(pairs: Sequence[FoundPair], weights: Mapping[str, float] | None = None) -> Doubles:
    """The probability of each pair, with those beside it that are found in the same texts.

    Args:
        pairs: all that is found in the texts.
        weights: of each evidence, and ``bias``; those that ship if None.
    """
    if not pairs:
        return np.zeros(0)
    stored = weights or stored_weights("glossary.extraction", "termhood.json", "weights")
    *values, bias = in_order(stored, (*EVIDENCE, "bias"), "termhood.json")
    return np.asarray(1 / (1 + np.exp(-(evidence(pairs) @ np.array(values) + bias))))


def with_termhood(
    pairs: Sequence[FoundPair],
    order: Order = "termlike",
    weights: Mapping[str, float] | None = None,
) -> list[FoundPair]:
    """The pairs, each with its termhood and category, and a strength that follows both.

    Suggested pairs, which no text shows, stay as they are.

    Args:
        pairs: all that is found in the texts.
        order: by which they have their strength.
        weights: as in `termhoods`.
    """
    chances, faults = termhoods(pairs, weights), fragments(pairs)
    more = FREQUENCY_SHARE[order] - FREQUENCY_SHARE["termlike"]
    judged = []
    for place, (pair, chance) in enumerate(zip(pairs, chances.tolist(), strict=True)):
        if pair.status is Status.SUGGESTED:
            judged.append(pair)
            continue
        named = looks_of(pair).category
        if place in faults or named is Category.QUANTITY:
            chance = min(chance, MOST_FAULTY)
        frequent = more * math.log(max(1, pair.frequency)) if pair.logits is not None else 0.0
        gain = SHARE * (_logit(chance) - pair.strength + frequent)
        judged.append(replace(pair, termhood=chance, category=named, strength=pair.strength + gain))
    return judged


def evidence(pairs: Sequence[FoundPair]) -> Doubles:
    """The evidence for each pair, shape (pairs, len(EVIDENCE))."""
    best_zh: dict[str, float] = {}
    best_en: dict[str, float] = {}
    for pair in pairs:
        best_zh[pair.zh] = max(best_zh.get(pair.zh, 0.0), pair.probability)
        best_en[pair.en] = max(best_en.get(pair.en, 0.0), pair.probability)
    return np.array(
        [
            [
                *_support(pair),
                best_zh[pair.zh] - pair.probability,
                best_en[pair.en] - pair.probability,
                *looks_of(pair).evidence,
            ]
            for pair in pairs
        ],
        np.float64,
    )


def _support(pair: FoundPair) -> list[float]:
    """What the sentences say, or for comparable documents the dictionary."""
    frequency = math.log(max(1, pair.frequency))
    if pair.logits is not None:
        return [*pair.logits, frequency, pair.frequency == 1, 0.0, 0.0, 0.0, 0.0, pair.sure]
    right = _logit(pair.probability)
    return [0.0, 0.0, frequency, 0.0, 1.0, pair.strength, right, frequency, pair.sure]


def _logit(probability: float) -> float:
    probability = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(probability / (1 - probability))
