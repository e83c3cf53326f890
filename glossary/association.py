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

from corpus.compiled import compiled

ITERATIONS = 5
"""Brown et al. see little change after five; the last one is also the one that is cross-fitted."""

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of tokens, end to end.

    Attributes:
        starts: shape (rows + 1,), int64; row ``i`` is ``tokens[starts[i]:starts[i + 1]]``.
        tokens: int32.
    """

    starts: Longs
    tokens: Ints

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def row(self, index: int) -> Ints:
        """The tokens of one row."""
        return self.tokens[self.starts[index] : self.starts[index + 1]]


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
    source: Ragged,
    target: Ragged,
    sources: int,
    weights: Floats | None = None,
    folds: NDArray[np.int8] | None = None,
    fold_count: int = 0,
) -> Association:
    """Model 1 of target given source, over pairs ``(source.row(i), target.row(i))``.

    Args:
        source: token of each row, each below `sources`; a type outside is the caller's error.
        target: as many rows.
        sources: number of source types.
        weights: of each pair, e.g. the probability that it is one; 1 by default.
        folds: of each pair, 0 to `fold_count` - 1, or -1 for none.
        fold_count: how many folds to keep counts by.
    """
    if weights is None:
        weights = np.ones(len(source), np.float32)
    if folds is None:
        folds = np.full(len(source), -1, np.int8)
    cells, keys = _cells(source.starts, source.tokens, target.starts, target.tokens)
    order = np.argsort(keys, kind="stable")
    rank = np.empty(len(keys), np.int32)
    rank[order] = np.arange(len(keys), dtype=np.int32)
    cells = rank[cells]
    keys = keys[order]
    source_of = (keys >> 32).astype(np.int32)
    targets = (keys & 0xFFFFFFFF).astype(np.int32)
    probability = np.ones(len(keys), np.float32)
    args = (source.starts, source.tokens, target.starts, cells, weights)
    for _ in range(ITERATIONS - 1):
        counts, _ = _expect(*args, probability, folds, 0)
        totals = np.bincount(source_of, counts[-1], minlength=sources)
        probability = (counts[-1] / np.maximum(totals, 1e-30)[source_of]).astype(np.float32)
    counts, _ = _expect(*args, probability, folds, fold_count)
    totals = np.stack([np.bincount(source_of, row, minlength=sources) for row in counts]).astype(
        np.float32
    )
    starts = np.zeros(sources + 1, np.int64)
    np.cumsum(np.bincount(source_of, minlength=sources), out=starts[1:])
    return Association(starts, targets, counts.astype(np.float32), totals)


@compiled
def _cells(
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
def _mix(key: int) -> int:
    """A 64-bit finalizer (Steele et al., SplittableRandom, 2014), non-negative."""
    x = np.uint64(key)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((x ^ (x >> np.uint64(31))) >> np.uint64(1))


@compiled
def _expect(
    source_starts: Longs,
    source_tokens: Ints,
    target_starts: Longs,
    cells: Ints,
    weights: Floats,
    probability: Floats,
    folds: NDArray[np.int8],
    fold_count: int,
) -> tuple[NDArray[np.float64], int]:
    """Expected counts per cell, by fold and in sum (the E step of Model 1)."""
    counts = np.zeros((fold_count + 1, len(probability)), np.float64)
    at = 0
    for i in range(len(source_starts) - 1):
        n = source_starts[i + 1] - source_starts[i]
        m = target_starts[i + 1] - target_starts[i]
        for b in range(m):
            total = 0.0
            for a in range(n):
                total += probability[cells[at + a * m + b]]
            if total <= 0.0:
                continue
            for a in range(n):
                cell = cells[at + a * m + b]
                share = weights[i] * probability[cell] / total
                counts[fold_count, cell] += share
                if fold_count > 0 and folds[i] >= 0:
                    counts[folds[i], cell] += share
        at += n * m
    return counts, at
