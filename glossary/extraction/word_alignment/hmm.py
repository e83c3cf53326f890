"""Word alignment within sentence pairs: a hidden Markov model with a lexical prior.

posteriors(source, target, sources, targets, prior) -> Posteriors

Sources: S. Vogel, H. Ney & C. Tillmann, "HMM-Based Word Alignment in Statistical Translation",
COLING 1996; F. J. Och & H. Ney, "A Systematic Comparison of Various Statistical Alignment
Models", CL 29(1), 2003 (null states); D. Riley & D. Gildea, "Improving the IBM Alignment Models
Using Variational Bayes", ACL 2012 (the digamma step, which keeps rare words from collecting
garbage). The prior is what the dictionary says: pseudo-counts, so what the text shows often wins.

The jump distribution is a two-sided exponential, so a step of the forward and backward
recursions is two running sums: the model costs as much as Model 1, linear in both lengths.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.special import digamma

from corpus.kernels.arrays import Bytes, Doubles, Floats, Ints, Longs, Ragged
from corpus.kernels.compiled import compiled
from glossary.lexicon.association.kernels import pair_cells

MODEL1_ITERATIONS = 3
HMM_ITERATIONS = 3
PRIOR_COUNT = 3.0
"""Pseudo-count of a whole prior row: the dictionary counts as three sightings of the word."""
CELL_PRIOR = 0.002
"""Pseudo-count of any co-occurring pair: far below 1, so that tables stay sparse."""
NULL_JUMP = 0.15
"""Probability that a target word has no counterpart; articles, which mostly have none, are left out
before."""
JUMP_RATE = 0.6
JUMP_FLOOR = 0.02
"""The jump by d words weighs exp(-0.6 |d - 1|) + 0.02: word order differs much between Chinese
and English, so far jumps stay possible."""
LEAST_NULL, MOST_NULL = 1e-4, 0.05
"""Bounds of the chance that the null word emits a target word, by its frequency."""


@dataclass(frozen=True, slots=True)
class Posteriors:
    """How probable each link is.

    Attributes:
        starts: shape (pairs + 1,): where the block of a pair starts.
        values: 255 times the probability that target word b comes from source word a, at
            ``starts[i] + a * m + b`` with m target words.
    """

    starts: Longs
    values: Bytes


def posteriors(
    source: Ragged, target: Ragged, sources: int, targets: int, prior: sparse.csr_matrix
) -> Posteriors:
    """Link probabilities of target words given source words, learnt on these pairs.

    Args:
        source: words of each pair, each below `sources`.
        target: as many rows, each word below `targets`.
        sources: number of source types.
        targets: number of target types.
        prior: p(target type | source type) as far as known beforehand, shape (sources, targets).
    """
    cells, keys = pair_cells(source.starts, source.tokens, target.starts, target.tokens)
    source_of = (keys >> 32).astype(np.int32)
    target_of = (keys & 0xFFFFFFFF).astype(np.int32)
    known = PRIOR_COUNT * _looked_up(prior, source_of, target_of) + np.float32(CELL_PRIOR)
    known_totals = np.bincount(source_of, known, minlength=sources)
    unigram = np.bincount(target.tokens, minlength=targets) / max(1, len(target.tokens))
    null = np.clip(unigram, LEAST_NULL, MOST_NULL).astype(np.float32)
    lengths = np.diff(source.starts) * np.diff(target.starts)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    nothing = np.zeros(0, np.uint8)
    table = (known / known_totals[source_of]).astype(np.float32)
    args = (source.starts, target.starts, target.tokens, cells, starts)
    for iteration in range(MODEL1_ITERATIONS + HMM_ITERATIONS):
        if iteration < MODEL1_ITERATIONS:
            counts = _model1(source.starts, target.starts, cells, starts, table)
        else:
            counts = _hmm(*args, table, null, nothing)
        totals = np.bincount(source_of, counts, minlength=sources) + known_totals
        table = np.exp(digamma(counts + known) - digamma(totals)[source_of]).astype(np.float32)
    values = np.zeros(int(starts[-1]), np.uint8)
    _hmm(*args, table, null, values)
    return Posteriors(starts, values)


def _looked_up(matrix: sparse.csr_matrix, rows: Ints, columns: Ints) -> Floats:
    """``matrix[rows, columns]`` for many single cells."""
    matrix.sort_indices()
    return _cell_values(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float32),
        rows,
        columns,
    )


@compiled
def _cell_values(starts: Longs, indices: Ints, data: Floats, rows: Ints, columns: Ints) -> Floats:
    result = np.zeros(len(rows), np.float32)
    for i in range(len(rows)):
        low, high = starts[rows[i]], starts[rows[i] + 1]
        at = low + np.searchsorted(indices[low:high], columns[i])
        if at < high and indices[at] == columns[i]:
            result[i] = data[at]
    return result


@compiled
def _model1(
    source_starts: Longs, target_starts: Longs, cells: Ints, starts: Longs, table: Floats
) -> Doubles:
    """Expected counts of each cell under Model 1."""
    counts = np.zeros(len(table), np.float64)
    for i in range(len(starts) - 1):
        n = source_starts[i + 1] - source_starts[i]
        m = target_starts[i + 1] - target_starts[i]
        for b in range(m):
            total = 1e-30
            for a in range(n):
                total += table[cells[starts[i] + a * m + b]]
            for a in range(n):
                cell = cells[starts[i] + a * m + b]
                counts[cell] += table[cell] / total
    return counts


@compiled
def _hmm(
    source_starts: Longs,
    target_starts: Longs,
    target_tokens: Ints,
    cells: Ints,
    starts: Longs,
    table: Floats,
    null: Floats,
    values: Bytes,
) -> Doubles:
    """Expected counts of each cell under the HMM; fills `values` instead if it is not empty."""
    fill = len(values) > 0
    counts = np.zeros(1 if fill else len(table), np.float64)
    rate = np.exp(-JUMP_RATE)
    for i in range(len(starts) - 1):
        n = source_starts[i + 1] - source_starts[i]
        m = target_starts[i + 1] - target_starts[i]
        if n == 0 or m == 0:
            continue
        real = np.empty((m, n))
        none = np.empty((m, n))
        scale = 1.0 / _jumps_from(np.ones(n), rate)
        mass = np.full(n, 1.0 / n)
        for b in range(m):
            if b > 0:
                mass = real[b - 1] + none[b - 1]
                reached = _jumps_to(mass * scale, rate)
            else:
                reached = mass
            empty = null[target_tokens[target_starts[i] + b]] * NULL_JUMP
            total = 0.0
            for a in range(n):
                cell = cells[starts[i] + a * m + b]
                real[b, a] = (1.0 - NULL_JUMP) * table[cell] * reached[a] + 1e-30
                none[b, a] = empty * mass[a]
                total += real[b, a] + none[b, a]
            for a in range(n):
                real[b, a] /= total
                none[b, a] /= total
        ahead = np.ones(n)
        for b in range(m - 1, -1, -1):
            total = 0.0
            for a in range(n):
                total += (real[b, a] + none[b, a]) * ahead[a]
            for a in range(n):
                share = real[b, a] * ahead[a] / total
                if fill:
                    values[starts[i] + a * m + b] = np.uint8(255.0 * share + 0.5)
                else:
                    counts[cells[starts[i] + a * m + b]] += share
            if b > 0:
                empty = null[target_tokens[target_starts[i] + b]] * NULL_JUMP
                emitted = np.empty(n)
                for a in range(n):
                    emitted[a] = table[cells[starts[i] + a * m + b]] * ahead[a] / total
                jumped = _jumps_from(emitted, rate)
                for a in range(n):
                    ahead[a] = (1.0 - NULL_JUMP) * scale[a] * jumped[a] + empty * ahead[a] / total
                top = ahead.max()
                for a in range(n):
                    ahead[a] /= top
    return counts


@compiled
def _jumps_to(mass: Doubles, rate: float) -> Doubles:
    """At a: the sum over a' of ``mass[a'] * (rate ** |a - a' - 1| + JUMP_FLOOR)``."""
    n = len(mass)
    result = np.full(n, JUMP_FLOOR * mass.sum())
    left = 0.0
    for a in range(1, n):  # a' <= a - 1
        left = left * rate + mass[a - 1]
        result[a] += left
    right = 0.0
    for a in range(n - 1, -1, -1):  # a' >= a
        right = right * rate + mass[a] * rate
        result[a] += right
    return result


@compiled
def _jumps_from(mass: Doubles, rate: float) -> Doubles:
    """At a': the sum over a of ``mass[a] * (rate ** |a - a' - 1| + JUMP_FLOOR)``."""
    n = len(mass)
    result = np.full(n, JUMP_FLOOR * mass.sum())
    right = 0.0
    for a in range(n - 2, -1, -1):  # a >= a' + 1
        right = right * rate + mass[a + 1]
        result[a] += right
    left = 0.0
    for a in range(n):  # a <= a'
        left = left * rate + mass[a] * rate
        result[a] += left
    return result
