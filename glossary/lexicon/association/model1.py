"""Word association learned from segment pairs: IBM Model 1, with cross-fitted tables.

The only place that learns which words go together. Segments are integer tokens in ragged arrays
(`Ragged`); what a token means is the caller's affair.

Source: P. F. Brown et al., "The Mathematics of Statistical Machine Translation", Computational
Linguistics 19(2), 1993, Model 1. A segment pair that helped to learn a table must not be judged
by it: each pair has a fold, and `Association.without` gives the table that the other folds teach
(cross-fitting).
"""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Floats, Ints, Longs, Ragged
from glossary.lexicon.association.kernels import expected_counts, pair_cells

ITERATIONS = 4
"""Brown et al. see little change after five; the last one is also the one that is cross-fitted."""


@dataclass(frozen=True, slots=True)
class Association:
    """Expected counts of target tokens given source tokens, whole and by fold.

    Attributes:
        starts: shape (source types + 1,); the cells of a source type, ascending by target.
        targets: target type of each cell.
        counts: shape (folds + 1, cells); the last row is the sum over the folds.
        totals: shape (folds + 1, source types).
    """

    starts: Longs
    targets: Ints
    counts: Floats
    totals: Floats

    @property
    def folds(self) -> int:
        """How many folds the counts are kept by."""
        return len(self.counts) - 1

    def without(self, fold: int, discount: float, prior: float) -> Floats:
        """p(target | source) per cell, learned without one fold (``-1``: from all).

        Args:
            fold: the fold to leave out.
            discount: taken off every count, so that what was seen once counts for little.
            prior: pseudo-count in the denominator, so that a rare source stays unsure.
        """
        if fold < 0:
            counts, totals = self.counts[-1], self.totals[-1]
        else:
            counts = self.counts[-1] - self.counts[fold]
            totals = self.totals[-1] - self.totals[fold]
        sources = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        result: Floats = np.maximum(counts - np.float32(discount), 0) / (
            totals[sources] + np.float32(prior)
        )
        return result


def learn(
    left: Ragged,
    right: Ragged,
    left_types: int,
    right_types: int,
    weights: Floats | None = None,
    folds: NDArray[np.int8] | None = None,
    fold_count: int = 0,
    jobs: Jobs = SERIAL,
) -> tuple[Association, Association]:
    """Model 1 in both directions over the pairs ``(left.row(i), right.row(i))``.

    Args:
        left: tokens below `left_types`; a token outside is the caller's error.
        right: as many rows, of tokens below `right_types`.
        left_types: number of types on the left.
        right_types: number of types on the right.
        weights: of each pair, e.g. the probability that it is one; 1 by default.
        folds: of each pair, below `fold_count`, or -1 for none: it counts in the sum only.
        fold_count: how many folds to keep counts by.
        jobs: who counts, a direction each.

    Returns:
        Right given left, and left given right.
    """
    if weights is None:
        weights = np.ones(len(left), np.float32)
    if folds is None:
        folds = np.full(len(left), -1, np.int8)
    cells, keys = pair_cells(left.starts, left.tokens, right.starts, right.tokens)
    order = np.argsort(keys, kind="stable")
    rank = np.empty(len(keys), np.int32)
    rank[order] = np.arange(len(keys), dtype=np.int32)
    cells, keys = rank[cells], keys[order]
    left_of = (keys >> 32).astype(np.int32)
    right_of = (keys & 0xFFFFFFFF).astype(np.int32)

    counted = _Counted(left, right, cells, weights, folds, fold_count)
    sides = [(left_of, left_types, right_of, True), (right_of, right_types, left_of, False)]
    with jobs.shared(counted) as shared:
        forward, backward = jobs.map(partial(_association, shared), sides)
    return forward, backward


class _Counted(NamedTuple):
    """The pairs, the cell of each pair of their tokens, and how much each pair counts, for what."""

    left: Ragged
    right: Ragged
    cells: Ints
    weights: Floats
    folds: NDArray[np.int8]
    fold_count: int


def _association(counted: Shared[_Counted], side: tuple[Ints, int, Ints, bool]) -> Association:
    """One direction: of each cell the type that is given, how many there are, and the target."""
    (left, right, cells, weights, folds, fold_count), (given, types, target, forward) = (
        counted.value,
        side,
    )
    probability = np.ones(len(given), np.float32)
    args = (left.starts, right.starts, cells, weights)
    for _ in range(ITERATIONS - 1):
        expected = expected_counts(*args, probability, folds, 0, forward)[0]
        sums = np.bincount(given, expected, minlength=types)
        probability = (expected / np.maximum(sums, 1e-30)[given]).astype(np.float32)
    counts = expected_counts(*args, probability, folds, fold_count, forward)
    totals = np.stack([np.bincount(given, row, minlength=types) for row in counts])
    starts = np.zeros(types + 1, np.int64)
    np.cumsum(np.bincount(given, minlength=types), out=starts[1:])
    by_given = np.argsort(given, kind="stable")  # cells come by left type, then by right
    return Association(
        starts,
        target[by_given],
        counts[:, by_given].astype(np.float32),
        totals.astype(np.float32),
    )
