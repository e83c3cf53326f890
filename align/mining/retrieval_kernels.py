"""Compiled: the best target texts of each source text, by an inverted index over telling units.

nearest(texts, target, index, limits) -> (sources, targets)
"""

from typing import NamedTuple

import numpy as np

from align.evidence.kernels import Bags, SourceTexts, empty_row, load_row
from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.order import fall, selected

_TELLING = 0.7
"""Least log-likelihood ratio of a unit that may call up texts (as in `lattice.band_kernels`)."""
_LEVELS = 256
_FEW = 16
"""One in so many texts: where fewer are met, these are put in order, and not all looked through."""
_PER_NAT = 16.0
"""Units are looked up by levels of 1/16 nat, all of one level or none."""


class Index(NamedTuple):
    """The target texts by unit.

    Attributes:
        starts: shape (types + 1,): the postings of each unit.
        texts: that hold it.
        counts: how much it counts there.
        norm: of each text: what its score is divided by.
    """

    starts: Longs
    texts: Ints
    counts: Floats
    norm: Floats


class Limits(NamedTuple):
    """How far to look.

    Attributes:
        best: targets kept per source.
        shortlist: targets scored exactly per source.
        budget: postings visited per source.
    """

    best: int
    shortlist: int
    budget: int


@compiled
def nearest(texts: SourceTexts, target: Bags, index: Index, limits: Limits) -> tuple[Ints, Ints]:
    """Sources and targets of the pairs, ordered by source, best target first."""
    rows = len(texts.starts) - 1
    types = texts.direction.types
    best, shortlist = limits.best, limits.shortlist
    found_source = np.empty(rows * best, np.int32)
    found_target = np.empty(rows * best, np.int32)
    found = 0
    row = empty_row(types)
    ratios, touched = row.ratios, row.touched
    gains = np.zeros(types, np.float32)
    levels = np.empty(types, np.int64)
    postings = np.empty(_LEVELS, np.int64)
    scores = np.zeros(len(index.norm), np.float32)
    kept = np.empty(2 * shortlist, np.int32)
    approximate = np.empty(2 * shortlist, np.float32)
    room = np.empty(2 * shortlist, np.float32)
    exact = np.empty(2 * shortlist, np.float64)
    ranking = np.empty(2 * shortlist, np.int64)
    places = np.empty(2 * shortlist, np.int64)
    few = len(index.norm) // _FEW
    met = np.empty(few + 1, np.int64)
    negative = np.empty(few + 1, np.float64)
    met_order = np.empty((2, few + 1), np.int64)
    floor = np.float32(texts.direction.floor)
    one = np.float32(1.0)
    for source in range(rows):
        load_row(row, texts, source)
        count = row.state[1]
        for level in range(_LEVELS):
            postings[level] = 0
        for k in range(count):
            unit = touched[k]
            gain = np.log(one + ratios[unit] / floor)
            gains[unit] = gain * target.weights[unit]
            levels[k] = -1
            if gain >= _TELLING and gains[unit] > 0.0:
                levels[k] = min(int(gains[unit] * _PER_NAT), _LEVELS - 1)
                postings[levels[k]] += index.starts[unit + 1] - index.starts[unit]
        lowest = _affordable(postings, limits.budget)
        spent = 0
        for level in range(lowest, _LEVELS):
            spent += postings[level]
        hits = 0
        looked_through = len(scores)
        for k in range(count):
            if levels[k] < lowest:
                continue
            unit = touched[k]
            gain = gains[unit]
            if spent <= few:
                for at in range(index.starts[unit], index.starts[unit + 1]):
                    if scores[index.texts[at]] == 0.0:
                        met[hits] = index.texts[at]
                        hits += 1
                    scores[index.texts[at]] += gain * index.counts[at]
            else:
                for at in range(index.starts[unit], index.starts[unit + 1]):
                    scores[index.texts[at]] += gain * index.counts[at]
        if spent <= few:
            for k in range(hits):
                negative[k] = -met[k]
            fall(negative, hits, met_order[0], met_order[1])
            for k in range(hits):
                met_order[1, k] = met[met_order[0, k]]
            looked_through = hits
        size = _shortlist(
            scores, met_order[1], looked_through, index.norm, shortlist, kept, approximate, room
        )
        for k in range(size):
            text = kept[k]
            value = np.float32(0.0)
            for at in range(target.starts[text], target.starts[text + 1]):
                value += target.counts[at] * gains[target.units[at]]
            exact[k] = value / index.norm[text]
        fall(exact, size, ranking, places)  # equal ones in the order of the texts
        for k in range(min(best, size)):
            found_source[found] = source
            found_target[found] = kept[ranking[k]]
            found += 1
        for k in range(count):
            gains[touched[k]] = 0.0
    return found_source[:found].copy(), found_target[:found].copy()


@part
def _affordable(postings: Longs, budget: int) -> int:
    """The lowest level of units that may be looked up; the highest that has any is, always."""
    spent = 0
    lowest = len(postings)
    for level in range(len(postings) - 1, -1, -1):
        if postings[level] == 0:
            continue
        spent += postings[level]
        if spent > budget and lowest < len(postings):
            break
        lowest = level
    return lowest


@part
def _shortlist(
    scores: Floats,
    met: Longs,
    looked_through: int,
    norm: Floats,
    size: int,
    kept: Ints,
    approximate: Floats,
    room: Floats,
) -> int:
    """Write the best texts into `kept`, in order; how many they are. `scores` are 0 after it.

    Args:
        scores: of all texts.
        met: those whose score is not 0, ascending, if they are so few that they were noted.
        looked_through: how many of these, or of all texts.
        norm: what a score is divided by.
        size: how many are wanted.
        kept: room for twice as many, as the rest is.
        approximate: the quotients of those in `kept`.
        room: its content is lost.
    """
    noted = looked_through < len(scores)
    count = 0
    least = np.float32(0.0)
    for k in range(looked_through):
        text = met[k] if noted else k
        if scores[text] == 0.0:
            continue
        value = scores[text] / norm[text]
        scores[text] = 0.0
        if value <= least:
            continue
        kept[count] = text
        approximate[count] = value
        count += 1
        if count == len(kept):
            least = selected(approximate, count, count - size, room)
            count = _above(kept, approximate, count, least, size)
    if count > size:
        least = selected(approximate, count, count - size, room)
        count = _above(kept, approximate, count, least, size)
    return count


@part
def _above(kept: Ints, approximate: Floats, count: int, least: np.float32, size: int) -> int:
    """Keep the best `size`, of those that tie with the last one the first."""
    ties = size
    for k in range(count):
        ties -= approximate[k] > least
    left = 0
    for k in range(count):
        tie = approximate[k] == least
        if approximate[k] > least or (tie and ties > 0):
            ties -= tie
            kept[left] = kept[k]
            approximate[left] = approximate[k]
            left += 1
    return left
