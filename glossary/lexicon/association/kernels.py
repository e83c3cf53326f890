"""IBM Model 1, compiled: the cells of co-occurring tokens, and the E step over them."""

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.growth import doubled

BLOCK = 4096
"""Sentence pairs whose expected counts are summed by themselves; the sums of the blocks are added
in order. Sums of floats depend on their order. As the blocks depend on this number alone, several
workers can make them, and the bytes are the same however many workers there are. A collection of
fewer pairs is one block."""


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
                slot = mix(key) & (size - 1)
                while slots[slot] >= 0 and keys[slots[slot]] != key:
                    slot = (slot + 1) & (size - 1)
                if slots[slot] < 0:
                    if used == len(keys):  # half full: twice the size
                        keys = doubled(keys)
                        size *= 2
                        slots = np.full(size, -1, np.int32)
                        for k in range(used):
                            slot = mix(keys[k]) & (size - 1)
                            while slots[slot] >= 0:
                                slot = (slot + 1) & (size - 1)
                            slots[slot] = k
                        slot = mix(key) & (size - 1)
                        while slots[slot] >= 0:
                            slot = (slot + 1) & (size - 1)
                    slots[slot] = used
                    keys[used] = key
                    used += 1
                cells[at] = slots[slot]
                at += 1
    return cells, keys[:used].copy()


@part
def mix(key: np.int64) -> np.int64:
    """A 64-bit finalizer (Steele et al., SplittableRandom, 2014), non-negative."""
    x = np.uint64(key)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((x ^ (x >> np.uint64(31))) >> np.uint64(1))


@compiled
def expected_counts(
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
    by the right ones. Summed by `BLOCK`s.
    """
    counts = np.zeros((fold_count + 1, len(probability)), np.float64)
    block = np.zeros_like(counts)
    touched = np.empty(largest_block(left_starts, right_starts), np.int32)
    used = 0
    at = 0
    for i in range(len(left_starts) - 1):
        if i % BLOCK == 0:
            add_block(counts, block, touched[:used])
            used = 0
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
                if block[fold_count, cell] == 0.0:
                    touched[used] = cell
                    used += 1
                block[fold_count, cell] += share
                if fold_count > 0 and folds[i] >= 0:
                    block[folds[i], cell] += share
        at += n * m
    add_block(counts, block, touched[:used])
    return counts


@part
def largest_block(left_starts: Longs, right_starts: Longs) -> int:
    """The most token pairs of any `BLOCK`."""
    most = 0
    total = 0
    for i in range(len(left_starts) - 1):
        if i % BLOCK == 0:
            total = 0
        total += (left_starts[i + 1] - left_starts[i]) * (right_starts[i + 1] - right_starts[i])
        most = max(most, total)
    return most


@part
def add_block(counts: Doubles, block: Doubles, touched: Ints) -> None:
    """Add the sums of one block to those of the blocks before, and make them zero again.

    Args:
        counts: shape (rows, cells), changed.
        block: of the same shape, changed.
        touched: the cells in which the block is not zero; one may stand twice.
    """
    for cell in touched:
        for row in range(len(counts)):
            counts[row, cell] += block[row, cell]
            block[row, cell] = 0.0
