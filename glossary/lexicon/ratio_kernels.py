"""Likelihood ratios of target units given source sentences: the compiled part of the lexical model.

    add_ratios(direction, sentence, ...)          r(. | sentence) as a dense row
    span_log_ratios(direction, mass, ...)        whole sentences and their clauses, by runs

`glossary.lexicon.evidence` makes the `Direction`s.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part


class Table(NamedTuple):
    """Ratios of target types by source type, as CSR arrays.

    Attributes:
        starts: shape (source types + 1,).
        targets: target types.
        ratios: shape (folds + 1, cells): a row per fold, the last one for sources of none.
    """

    starts: Longs
    targets: Ints
    ratios: Floats


class Direction(NamedTuple):
    """The model of target units given source sentences (a NamedTuple, for compiled code).

    Attributes:
        source_starts: rows of source units, one per source sentence.
        source_units: numbers into both tables.
        shares: of each source unit in its sentence.
        folds: of each source sentence; -1 where it took no part in the learning.
        known: the dictionary's ratios.
        learnt: the run's own ratios.
        target_starts: rows of target units, one per target sentence.
        first_ends: where the first clause of each target sentence ends.
        last_starts: where its last clause starts.
        target_units: type numbers.
        types: number of target types.
        floor: see `Mixture`.
    """

    source_starts: Longs
    source_units: Ints
    shares: Floats
    folds: NDArray[np.int8]
    known: Table
    learnt: Table
    target_starts: Longs
    first_ends: Longs
    last_starts: Longs
    target_units: Ints
    types: int
    floor: float


@part
def add_ratios(
    direction: Direction, sentence: int, scale: float, ratios: Floats, touched: Ints, count: int
) -> int:
    """Add ``scale * r(. | sentence)`` to the dense row `ratios`.

    Args:
        direction: whose tables to use.
        sentence: the source sentence.
        scale: usually its mass.
        ratios: shape (types,), zero where untouched.
        touched: room for `types` numbers; the first `count` are those that are not zero.
        count: how many are touched already.

    Returns:
        How many are touched now.
    """
    fold = direction.folds[sentence]
    for table in (direction.known, direction.learnt):
        row = table.ratios[fold if 0 <= fold < len(table.ratios) - 1 else len(table.ratios) - 1]
        for at in range(direction.source_starts[sentence], direction.source_starts[sentence + 1]):
            unit = direction.source_units[at]
            share = scale * direction.shares[at]
            for cell in range(table.starts[unit], table.starts[unit + 1]):
                target = table.targets[cell]
                if ratios[target] == 0.0:
                    touched[count] = target
                    count += 1
                ratios[target] += share * row[cell] + 1e-30  # never back to zero
    return count


_LARGE = 1e200
"""A product of ratios is brought to its logarithm when it leaves 1/_LARGE to _LARGE: one logarithm
for a sentence instead of one for each unit. A ratio is far below 1e100, so it cannot overflow."""


@part
def _count_units(direction: Direction, target: int, step: int, wanted: Ints) -> None:
    """Add `step` to the count of each unit of a target sentence."""
    for at in range(direction.target_starts[target], direction.target_starts[target + 1]):
        wanted[direction.target_units[at]] += step


@part
def wanted_ratios(
    direction: Direction,
    sentence: int,
    scale: float,
    wanted: Ints,
    ratios: Floats,
    targets: Ints,
    values: Floats,
) -> int:
    """The sums of `add_ratios` for the wanted targets only, which are few beside a whole row.

    Args:
        direction: whose tables to use.
        sentence: the source sentence.
        scale: usually its mass.
        wanted: shape (types,): positive for the targets to look at.
        ratios: shape (types,), zero; it is again when this returns.
        targets: room for the targets that are found.
        values: room for their ratios.

    Returns:
        How many were found.
    """
    fold = direction.folds[sentence]
    count = 0
    for table in (direction.known, direction.learnt):
        row = table.ratios[fold if 0 <= fold < len(table.ratios) - 1 else len(table.ratios) - 1]
        for at in range(direction.source_starts[sentence], direction.source_starts[sentence + 1]):
            unit = direction.source_units[at]
            share = scale * direction.shares[at]
            for cell in range(table.starts[unit], table.starts[unit + 1]):
                target = table.targets[cell]
                if wanted[target] > 0:
                    if ratios[target] == 0.0:
                        targets[count] = target
                        count += 1
                    ratios[target] += share * row[cell] + 1e-30  # never back to zero
    for k in range(count):
        values[k] = ratios[targets[k]]
        ratios[targets[k]] = 0.0
    return count


class LogRatios(NamedTuple):
    """Log-likelihood ratios of target sentences given runs of source sentences.

    Attributes:
        starts: shape (n + 1,). That of target ``lows[i] + k`` given the run of ``m`` sentences
            from the i-th source on stands at ``starts[i] + (m - 1) * (highs[i] - lows[i]) + k``.
        values: of whole target sentences.
        clause_starts: shape (n + 1,); the same layout for single source sentences.
        first: of the first clause of a target sentence.
        last: of its last clause.
    """

    starts: Longs
    values: Floats
    clause_starts: Longs
    first: Floats
    last: Floats


@compiled
def span_log_ratios(
    direction: Direction, mass: Floats, first: int, spans: int, lows: Longs, highs: Longs
) -> LogRatios:
    """Log-likelihood ratios of target sentences given runs of source sentences.

    Args:
        direction: the model.
        mass: of each source sentence; a run's units are averaged by it.
        first: the first source sentence.
        spans: runs of 1 to `spans` sentences are judged.
        lows: shape (n,): for the runs that start at ``first + i``, the first target sentence.
        highs: shape (n,): one past the last target sentence.
    """
    n = len(lows)
    starts = np.zeros(n + 1, np.int64)
    clause_starts = np.zeros(n + 1, np.int64)
    for i in range(n):
        width = max(0, highs[i] - lows[i])
        starts[i + 1] = starts[i] + min(spans, n - i) * width
        clause_starts[i + 1] = clause_starts[i] + width
    values = np.empty(starts[n], np.float32)
    first_clauses = np.empty(clause_starts[n], np.float32)
    last_clauses = np.empty(clause_starts[n], np.float32)
    ratios = np.zeros(direction.types, np.float32)
    wanted = np.zeros(direction.types, np.int32)  # units of the targets from `low` to `high`
    low = lows[0] if n else 0
    high = low
    row_targets = np.empty((spans, direction.types), np.int32)
    row_ratios = np.empty((spans, direction.types), np.float32)
    row_sizes = np.zeros(spans, np.int64)
    floor = direction.floor
    done = 0  # source sentences whose row is kept
    for i in range(n):
        width = highs[i] - lows[i]
        while done < min(i + spans, n):
            while high < highs[done]:
                _count_units(direction, high, 1, wanted)
                high += 1
            while low < min(high, lows[max(0, done - spans + 1)]):
                _count_units(direction, low, -1, wanted)
                low += 1
            slot = done % spans
            row_sizes[slot] = wanted_ratios(
                direction, first + done, mass[first + done], wanted, ratios,
                row_targets[slot], row_ratios[slot],
            )  # fmt: skip
            done += 1
        if width <= 0:
            continue
        total = 0.0
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] += row_ratios[slot, k]
            total += mass[first + i + m]
            scale = 1.0 / max(total, 1e-6)
            for t in range(width):
                target = lows[i] + t
                end = direction.target_starts[target + 1]
                first_end = direction.first_ends[target]
                last_start = direction.last_starts[target]
                value = 0.0
                product = np.float64(1.0)
                for unit in range(direction.target_starts[target], end):
                    if m == 0:
                        if unit == first_end:
                            first_clauses[clause_starts[i] + t] = value + np.log(product)
                        if unit == last_start:
                            last_clauses[clause_starts[i] + t] = value + np.log(product)
                    product *= floor + ratios[direction.target_units[unit]] * scale
                    if product > _LARGE or product < 1.0 / _LARGE:
                        value += np.log(product)
                        product = np.float64(1.0)
                value += np.log(product)
                values[starts[i] + m * width + t] = value
                if m == 0:
                    at = clause_starts[i] + t
                    if first_end == end:
                        first_clauses[at] = value
                    before = value if last_start == end else last_clauses[at]
                    last_clauses[at] = value - before
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] = 0.0
    return LogRatios(starts, values, clause_starts, first_clauses, last_clauses)
