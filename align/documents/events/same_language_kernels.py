"""Compiled: the nearest documents of one language, and documents as the other would put them.

nearest(documents, index, others, place, best, budget) -> (i, j)
expected(texts, weights, most) -> (starts, units, values)
"""

from typing import NamedTuple

import numpy as np

from align.evidence.kernels import SourceTexts, empty_row, load_row
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from corpus.kernels.order import fall, selected


class Rows(NamedTuple):
    """A sparse matrix by rows (or, of its transpose, by columns).

    Attributes:
        starts: shape (rows + 1,).
        columns: of the values.
        values: of the rows, end to end.
    """

    starts: Longs
    columns: Ints
    values: Doubles


@compiled
def nearest(
    documents: Rows, index: Rows, others: int, place: int, best: int, budget: int
) -> tuple[Longs, Longs]:
    """For each document the `best` others by their scalar product, best first.

    A document calls up others by its weightiest units first, until so many places where they
    stand (postings) were visited: the cost per document does not grow with the collection.

    Args:
        documents: a row of units per document.
        index: those among which they are looked for, by unit.
        others: how many these are.
        place: the number that the first document has among them.
        best: how many of the nearest.
        budget: postings visited per document.
    """
    count = len(documents.starts) - 1
    found_i = np.empty(count * best, np.int64)
    found_j = np.empty(count * best, np.int64)
    found = 0
    scores = np.zeros(others)
    hit = np.empty(others, np.int64)
    values = np.empty(others)
    room = np.empty(others)
    for i in range(count):
        hits = 0
        spent = 0
        first = documents.starts[i]
        size = documents.starts[i + 1] - first
        order = np.empty((2, size), np.int64)
        fall(documents.values[first:], size, order[0], order[1])
        for k in range(size):
            unit = documents.columns[first + order[0, k]]
            value = documents.values[first + order[0, k]]
            spent += index.starts[unit + 1] - index.starts[unit]
            if value <= 0.0 or (spent > budget and hits > 0):
                break
            for at in range(index.starts[unit], index.starts[unit + 1]):
                j = index.columns[at]
                if j != i + place and index.values[at] > 0.0:
                    if scores[j] == 0.0:
                        hit[hits] = j
                        hits += 1
                    scores[j] += value * index.values[at]
        for k in range(hits):
            values[k] = scores[hit[k]]
            scores[hit[k]] = 0.0
        if hits > best:
            least = selected(values, hits, hits - best, room)
            left = 0
            for k in range(hits):
                if values[k] >= least:
                    hit[left] = hit[k]
                    values[left] = values[k]
                    left += 1
            hits = left
        near = np.empty(hits, np.int64)
        order = np.empty((2, hits), np.int64)
        for k in range(hits):
            room[k] = -hit[k]
        fall(room, hits, order[0], order[1])  # equal ones in the order of the documents
        for k in range(hits):
            near[k] = hit[order[0, k]]
            room[k] = values[order[0, k]]
        fall(room, hits, order[0], order[1])
        for k in range(min(best, hits)):
            found_i[found] = i
            found_j[found] = near[order[0, k]]
            found += 1
    return found_i[:found].copy(), found_j[:found].copy()


@compiled
def expected(texts: SourceTexts, weights: Floats, most: int) -> tuple[Longs, Ints, Doubles]:
    """The types of the other language that each document makes likelier, and how much they count.

    Args:
        texts: the documents.
        weights: of each type of the other language.
        most: types kept per document, those that count most.

    Returns:
        Row starts, types and values, as `Rows` has them.
    """
    count = len(texts.starts) - 1
    direction = texts.direction
    starts = np.zeros(count + 1, np.int64)
    units = np.empty(count * most, np.int32)
    values = np.empty(count * most, np.float64)
    row = empty_row(direction.types)
    ratios, touched = row.ratios, row.touched
    gains = np.empty(direction.types, np.float64)
    room = np.empty(direction.types, np.float64)
    used = 0
    for text in range(count):
        load_row(row, texts, text)
        size = row.state[1]
        for k in range(size):
            unit = touched[k]
            gains[k] = np.log(1.0 + ratios[unit] / direction.floor) * max(weights[unit], 0.0)
        least = 0.0
        if size > most:
            least = selected(gains, size, size - most, room)
        for k in range(size):
            if gains[k] > 0.0 and gains[k] >= least and used < (text + 1) * most:
                units[used] = touched[k]
                values[used] = gains[k]
                used += 1
        starts[text + 1] = used
    return starts, units[:used].copy(), values[:used].copy()
