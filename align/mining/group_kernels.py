"""Compiled: scored pairs, seen among the other pairs of their group (of one sentence)."""

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from corpus.kernels.order import selected


@compiled
def grouped(values: Ints, size: int) -> Longs:
    """The order that sorts numbers from 0 to `size` - 1, stable (counting sort)."""
    places = np.zeros(size + 1, np.int64)
    for value in values:
        places[value + 1] += 1
    for k in range(size):
        places[k + 1] += places[k]
    order = np.empty(len(values), np.int64)
    for k in range(len(values)):
        order[places[values[k]]] = k
        places[values[k]] += 1
    return order


@compiled
def likeliest(values: Floats, groups: Ints, best: int) -> Flags:
    """Whether each pair is among the best of its group; pairs that tie with the last one are, too.

    Args:
        values: of the pairs.
        groups: of the pairs, ascending.
        best: pairs kept per group.
    """
    kept = np.ones(len(values), np.bool_)
    room = np.empty(len(values), np.float32)
    start = 0
    while start < len(values):
        end = start
        while end < len(values) and groups[end] == groups[start]:
            end += 1
        if end - start > best:
            least = selected(values[start:end], end - start, end - start - best, room)
            for k in range(start, end):
                kept[k] = values[k] >= least
        start = end
    return kept


@compiled
def rivals(logits: Doubles, group: Longs, most: int, none: float) -> Doubles:
    """Each pair against the others of its group.

    Args:
        logits: of the pairs, falling within a group.
        group: of the pairs, ascending.
        most: rivals whose mean counts.
        none: logit of the rival that is missing.

    Returns:
        Shape (pairs, 4): over the best rival, over the mean of the `most` best, rank (at most
        `most`), 1 if it is the best.
    """
    result = np.empty((len(logits), 4))
    start = 0
    while start < len(logits):
        end = start
        while end < len(logits) and group[end] == group[start]:
            end += 1
        for at in range(start, end):
            best = logits[start] if at > start else (logits[start + 1] if end > start + 1 else none)
            total = 0.0
            taken = 0
            for other in range(start, min(end, start + most + 1)):  # no others can be the best
                if other != at and taken < most:
                    total += logits[other]
                    taken += 1
            total += (most - taken) * none
            result[at, 0] = logits[at] - best
            result[at, 1] = logits[at] - total / most
            result[at, 2] = min(at - start, most)
            result[at, 3] = 1.0 if at == start else 0.0
        start = end
    return result
