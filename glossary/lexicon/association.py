"""Word association learned from segment pairs: IBM Model 1, with cross-fitted tables.

The only place that learns which words go together. Segments are integer tokens in ragged arrays
(`Ragged`); what a token means is the caller's affair.

Source: P. F. Brown et al., "The Mathematics of Statistical Machine Translation", Computational
Linguistics 19(2), 1993, Model 1. A segment pair that helped to learn a table must not be judged
by it: each pair has a fold, and `Association.without` gives the table that the other folds teach
(cross-fitting).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Floats, Ints, Longs, Ragged
from corpus.kernels.compiled import compiled

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

    def association(given: Ints, types: int, target: Ints, forward: bool) -> Association:
        probability = np.ones(len(keys), np.float32)
        args = (left.starts, right.starts, cells, weights)
        for _ in range(ITERATIONS - 1):
            expected = _expect(*args, probability, folds, 0, forward)[0]
            sums = np.bincount(given, expected, minlength=types)
            probability = (expected / np.maximum(sums, 1e-30)[given]).astype(np.float32)
        counts = _expect(*args, probability, folds, fold_count, forward)
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

    return (
        association(left_of, left_types, right_of, True),
        association(right_of, right_types, left_of, False),
    )


@compiled
def pair_cells(
    source_starts: Longs, source_tokens: Ints, target_starts: Longs, target_tokens: Ints
) -> tuple[Ints, Longs]:
    """The cell number of every (source, target) token pair in order, and the cells' keys."""
    rows = len(source_starts) - 1
    total = 0
    for i in range(rows):
        total += (source_starts[i + 1] - source_starts[i]) * (
            target_starts[i + 1] - target_starts[i]
        )
    size = 1024
    slots = np.full(size, -1, np.int32)
    keys = np.empty(512, np.int64)
    used = 0
    cells = np.empty(total, np.int32)
    at = 0
    for i in range(rows):
        for a in range(source_starts[i], source_starts[i + 1]):
            for b in range(target_starts[i], target_starts[i + 1]):
                key = (np.int64(source_tokens[a]) << 32) | np.int64(target_tokens[b])
                slot = _mix(key) & (size - 1)
                while slots[slot] >= 0 and keys[slots[slot]] != key:
                    slot = (slot + 1) & (size - 1)
                if slots[slot] < 0:
                    if used == len(keys):  # half full: twice the size
                        grown = np.empty(2 * used, np.int64)
                        grown[:used] = keys
                        keys = grown
                        size *= 2
                        slots = np.full(size, -1, np.int32)
                        for k in range(used):
                            slot = _mix(keys[k]) & (size - 1)
                            while slots[slot] >= 0:
                                slot = (slot + 1) & (size - 1)
                            slots[slot] = k
                        slot = _mix(key) & (size - 1)
                        while slots[slot] >= 0:
                            slot = (slot + 1) & (size - 1)
                    slots[slot] = used
                    keys[used] = key
                    used += 1
                cells[at] = slots[slot]
                at += 1
    return cells, keys[:used].copy()


@compiled
def _mix(key: np.int64) -> np.int64:
    """A 64-bit finalizer (Steele et al., SplittableRandom, 2014), non-negative."""
    x = np.uint64(key)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((x ^ (x >> np.uint64(31))) >> np.uint64(1))


@compiled
def _expect(
    left_starts: Longs,
    right_starts: Longs,
    cells: Ints,
    weights: Floats,
    probability: Floats,
    folds: NDArray[np.int8],
    fold_count: int,
    forward: bool,
) -> Doubles:
    """Expected counts per cell, by fold and, in the last row, of all (the E step of Model 1).

    Each right token is explained by the left ones of its pair if `forward`, else each left token
    by the right ones.
    """
    counts = np.zeros((fold_count + 1, len(probability)), np.float64)
    at = 0
    for i in range(len(left_starts) - 1):
        n = left_starts[i + 1] - left_starts[i]
        m = right_starts[i + 1] - right_starts[i]
        step, stride, targets, sources = (m, 1, m, n) if forward else (1, m, n, m)
        for t in range(targets):
            first = at + t * stride
            total = 0.0
            for s in range(sources):
                total += probability[cells[first + s * step]]
            if total <= 0.0:
                continue
            for s in range(sources):
                cell = cells[first + s * step]
                share = weights[i] * probability[cell] / total
                counts[fold_count, cell] += share
                if fold_count > 0 and folds[i] >= 0:
                    counts[folds[i], cell] += share
        at += n * m
    return counts
