"""Likelihood ratios of target units given source sentences: the compiled part of the lexical model.

    add_ratios(direction, sentence, ...)          r(. | sentence) as a dense row
    span_likelihoods(direction, mass, ...)        whole sentences and their clauses, by runs

`glossary.lexicon` makes the `Direction`s.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.compiled import compiled
from glossary.association import Floats, Ints, Longs


class Table(NamedTuple):
    """Ratios of target types by source type, as CSR arrays.

    Attributes:
        starts: shape (source types + 1,).
        targets: target types.
        ratios: shape (folds + 1, cells): a row per fold, the last one for sources of none.
    """

    starts: Longs
    targets: Ints
    ratios: NDArray[np.float32]


class Direction(NamedTuple):
    """What judges target units by source sentences (a NamedTuple: compiled code takes it whole).

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


@compiled
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


class Likelihoods(NamedTuple):
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
def span_likelihoods(
    direction: Direction, mass: Floats, first: int, spans: int, lows: Longs, highs: Longs
) -> Likelihoods:
    """Judge target sentences by runs of source sentences.

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
    touched = np.empty(direction.types, np.int32)
    row_targets = np.empty((spans, direction.types), np.int32)
    row_ratios = np.empty((spans, direction.types), np.float32)
    row_sizes = np.zeros(spans, np.int64)
    floor = np.float32(direction.floor)
    log_floor = np.log(floor)
    done = 0  # source sentences whose row is kept
    for i in range(n):
        width = highs[i] - lows[i]
        while done < min(i + spans, n):
            count = add_ratios(direction, first + done, mass[first + done], ratios, touched, 0)
            slot = done % spans
            for k in range(count):
                row_targets[slot, k] = touched[k]
                row_ratios[slot, k] = ratios[touched[k]]
                ratios[touched[k]] = 0.0
            row_sizes[slot] = count
            done += 1
        if width <= 0:
            continue
        total = np.float32(0.0)
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] += row_ratios[slot, k]
            total += mass[first + i + m]
            scale = np.float32(1.0) / max(total, np.float32(1e-6))
            for t in range(width):
                target = lows[i] + t
                value = np.float32(0.0)
                in_first = np.float32(0.0)
                before_last = np.float32(0.0)
                for unit in range(
                    direction.target_starts[target], direction.target_starts[target + 1]
                ):
                    if unit == direction.first_ends[target]:
                        in_first = value
                    if unit == direction.last_starts[target]:
                        before_last = value
                    ratio = ratios[direction.target_units[unit]]
                    if ratio == 0.0:
                        value += log_floor
                    else:
                        value += np.log(floor + ratio * scale)
                values[starts[i] + m * width + t] = value
                if m == 0:
                    end = direction.target_starts[target + 1]
                    if direction.first_ends[target] == end:
                        in_first = value
                    if direction.last_starts[target] == end:
                        before_last = value
                    first_clauses[clause_starts[i] + t] = in_first
                    last_clauses[clause_starts[i] + t] = value - before_last
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] = 0.0
    return Likelihoods(starts, values, clause_starts, first_clauses, last_clauses)
