"""Logistic models fitted in folds: what the training of mining and of events share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.weights.logistic import Model, fit
from corpus.kernels.arrays import Doubles, Flags, Longs

FOLDS = 5

L2 = 3.0

EASY = 20
"""Of the pairs that are far from right, one in so many is trained on, and counts as many times."""


def cross_fitted(
    rows: Sequence[NDArray[np.floating]],
    right: list[Flags],
    folds: list[Longs],
    weights: list[Doubles],
    features: tuple[str, ...],
) -> tuple[list[Doubles], Model]:
    """Logits of each set by the models of the other folds, and the model of all folds.

    `folds` are those of both sides of each pair: a model is trained where neither is its own, and
    judges the pairs whose first side is. Pairs of weight 0 are judged and teach nothing.
    """
    x, y = np.concatenate(rows), np.concatenate(right)
    fold, weight = np.concatenate(folds), np.concatenate(weights)
    # Pairs far from right are many and alike: a sample of them tells as much.
    some = np.flatnonzero(weight > 0)[::10]
    rough = fit(x[some], y[some], features, l2=L2, weights=weight[some])
    easy = (rough.logits(x) < -7) & ~y
    chosen = (~easy | (np.arange(len(x)) % EASY == 0)) & (weight > 0)
    weight = np.where(easy, weight * EASY, weight)
    logits = np.empty(len(x))
    for k in range(FOLDS):
        train = chosen & (fold != k).all(axis=1)
        model = fit(x[train], y[train], features, l2=L2, weights=weight[train])
        logits[fold[:, 0] == k] = model.logits(x[fold[:, 0] == k])
    whole = fit(x[chosen], y[chosen], features, l2=L2, weights=weight[chosen])
    ends = np.cumsum([len(part) for part in rows])[:-1]
    return list(np.split(logits, ends)), whole
