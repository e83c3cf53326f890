"""The word aligner's E steps and posteriors, compiled (`glossary.extraction.word_alignment.hmm`).

The jump distribution is a two-sided exponential, so a step of the forward and backward recursions
is two running sums: the model costs as much as Model 1, linear in both lengths.
"""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Bytes, Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.order import reached
from glossary.lexicon.association.kernels import BLOCK, add_block, largest_block

NULL_JUMP = 0.15
"""Probability that a target word has no counterpart; articles, which mostly have none, are left out
before."""
JUMP_RATE = 0.6
JUMP_FLOOR = 0.02
"""The jump by d words weighs exp(-0.6 |d - 1|) + 0.02: word order differs much between Chinese
and English, so far jumps stay possible."""


class WordPairs(NamedTuple):
    """The words of sentence pairs, and the cells of what stands together.

    Attributes:
        source_starts: rows of source words.
        target_starts: rows of target words.
        target_tokens: type of each target word.
        cells: number of the (source type, target type) of words a and b of pair i, at
            ``starts[i] + a * m + b`` with m target words.
        starts: shape (pairs + 1,): where the block of each pair starts.
    """

    source_starts: Longs
    target_starts: Longs
    target_tokens: Ints
    cells: Ints
    starts: Longs


@compiled
def cell_values(starts: Longs, indices: Ints, data: Floats, rows: Ints, columns: Ints) -> Floats:
    """The values of single cells of a CSR matrix, 0 where none is stored."""
    result = np.zeros(len(rows), np.float32)
    for i in range(len(rows)):
        low, high = starts[rows[i]], starts[rows[i] + 1]
        at = low + reached(indices[low:high], columns[i])
        if at < high and indices[at] == columns[i]:
            result[i] = data[at]
    return result


@compiled
def hmm_counts(pairs: WordPairs, table: Floats, null: Floats) -> Doubles:
    """Expected counts of each cell under the HMM; arguments as in `_posteriors`.

    Summed by blocks of sentence pairs, like those of Model 1.
    """
    counts = np.zeros((1, len(table)), np.float64)
    block = np.zeros_like(counts)
    touched = np.empty(largest_block(pairs.source_starts, pairs.target_starts), np.int32)
    used = 0
    for i in range(len(pairs.starts) - 1):
        if i % BLOCK == 0:
            add_block(counts, block, touched[:used])
            used = 0
        shares = _posteriors(pairs, i, table, null)
        m, n = shares.shape
        for b in range(m - 1, -1, -1):
            for a in range(n):
                cell = pairs.cells[pairs.starts[i] + a * m + b]
                if block[0, cell] == 0.0:
                    touched[used] = cell
                    used += 1
                block[0, cell] += shares[b, a]
    add_block(counts, block, touched[:used])
    result: Doubles = counts[0]
    return result


@compiled
def link_values(pairs: WordPairs, table: Floats, null: Floats) -> Bytes:
    """The posteriors of all pairs times 255, laid out like the cells."""
    values = np.zeros(pairs.starts[-1], np.uint8)
    for i in range(len(pairs.starts) - 1):
        shares = _posteriors(pairs, i, table, null)
        m, n = shares.shape
        for b in range(m):
            for a in range(n):
                values[pairs.starts[i] + a * m + b] = np.uint8(255.0 * shares[b, a] + 0.5)
    return values


@part
def _posteriors(pairs: WordPairs, i: int, table: Floats, null: Floats) -> Doubles:
    """The probability that each target word comes from each source word (forward-backward).

    Args:
        pairs: the sentence pairs.
        i: the one that is looked at.
        table: p(target type | source type) of each cell.
        null: chance that the null word emits each target type.

    Returns:
        Shape (target words, source words); a row sums to what is not the null word's.
    """
    start = pairs.starts[i]
    first = pairs.target_starts[i]
    n = pairs.source_starts[i + 1] - pairs.source_starts[i]
    m = pairs.target_starts[i + 1] - first
    real = np.empty((m, n))
    none = np.empty((m, n))
    if n == 0 or m == 0:
        return real
    rate = np.exp(-JUMP_RATE)
    ahead = np.empty(n)
    for a in range(n):
        ahead[a] = 1.0
    scale = _jumps_from(ahead, rate)
    mass = np.empty(n)
    for a in range(n):
        scale[a] = 1.0 / scale[a]
        mass[a] = 1.0 / n
    jumped = mass
    for b in range(m):
        if b > 0:
            scaled = np.empty(n)
            for a in range(n):
                mass[a] = real[b - 1, a] + none[b - 1, a]
                scaled[a] = mass[a] * scale[a]
            jumped = _jumps_to(scaled, rate)
        empty = null[pairs.target_tokens[first + b]] * NULL_JUMP
        total = 0.0
        for a in range(n):
            cell = pairs.cells[start + a * m + b]
            real[b, a] = (1.0 - NULL_JUMP) * table[cell] * jumped[a] + 1e-30
            none[b, a] = empty * mass[a]
            total += real[b, a] + none[b, a]
        for a in range(n):
            real[b, a] /= total
            none[b, a] /= total
    for b in range(m - 1, -1, -1):
        total = 0.0
        for a in range(n):
            total += (real[b, a] + none[b, a]) * ahead[a]
        for a in range(n):
            real[b, a] = real[b, a] * ahead[a] / total
        if b > 0:
            empty = null[pairs.target_tokens[first + b]] * NULL_JUMP
            emitted = np.empty(n)
            for a in range(n):
                emitted[a] = table[pairs.cells[start + a * m + b]] * ahead[a] / total
            jumped = _jumps_from(emitted, rate)
            for a in range(n):
                ahead[a] = (1.0 - NULL_JUMP) * scale[a] * jumped[a] + empty * ahead[a] / total
            top = ahead[0]
            for a in range(1, n):
                top = max(top, ahead[a])
            for a in range(n):
                ahead[a] /= top
    return real


@part
def _jumps_to(mass: Doubles, rate: float) -> Doubles:
    """At a: the sum over a' of ``mass[a'] * (rate ** |a - a' - 1| + JUMP_FLOOR)``."""
    n = len(mass)
    result = _floors(mass)
    left = 0.0
    for a in range(1, n):  # a' <= a - 1
        left = left * rate + mass[a - 1]
        result[a] += left
    right = 0.0
    for a in range(n - 1, -1, -1):  # a' >= a
        right = right * rate + mass[a] * rate
        result[a] += right
    return result


@part
def _jumps_from(mass: Doubles, rate: float) -> Doubles:
    """At a': the sum over a of ``mass[a] * (rate ** |a - a' - 1| + JUMP_FLOOR)``."""
    n = len(mass)
    result = _floors(mass)
    right = 0.0
    for a in range(n - 2, -1, -1):  # a >= a' + 1
        right = right * rate + mass[a + 1]
        result[a] += right
    left = 0.0
    for a in range(n):  # a <= a'
        left = left * rate + mass[a] * rate
        result[a] += left
    return result


@part
def _floors(mass: Doubles) -> Doubles:
    """`JUMP_FLOOR` times the sum, at each place."""
    total = 0.0
    for value in mass:
        total += value
    result = np.empty(len(mass))
    for a in range(len(mass)):
        result[a] = JUMP_FLOOR * total
    return result


@compiled
def digamma(values: Doubles) -> Doubles:
    """The derivative of log gamma, of positive numbers; -inf of others.

    By recurrence to 8 and more, then by the asymptotic series (Abramowitz & Stegun, 6.3.5 and
    6.3.18), which is exact there to the last digits.
    """
    found = np.full_like(values, -np.inf)
    for i in range(len(values)):
        x = values[i]
        if x <= 0.0:
            continue
        below = 0.0
        while x < 8.0:
            below += 1.0 / x
            x += 1.0
        r = 1.0 / (x * x)
        series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (
            691 / 32760 - r / 12))))))  # fmt: skip
        found[i] = np.log(x) - 0.5 / x - series - below
    return found
