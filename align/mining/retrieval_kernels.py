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
_BLOCK = 32
"""Texts of which the best one is looked for together, by instructions that take eight at once."""
_SLACK = np.float32(1 - 2**-20)
"""Products with a rounded inverse differ from rounded quotients by less than one part in 2^22."""
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
    one = np.float32(1.0)
    kept = np.empty(2 * shortlist, np.int32)
    approximate = np.empty(2 * shortlist, np.float32)
    inverse = one / index.norm
    products = np.empty(len(index.norm), np.float32)
    maxima = np.empty(-(-len(index.norm) // _BLOCK), np.float32)
    room = np.empty(max(2 * shortlist, len(maxima)), np.float32)
    exact = np.empty(2 * shortlist, np.float64)
    ranking = np.empty(2 * shortlist, np.int64)
    places = np.empty(2 * shortlist, np.int64)
    few = len(index.norm) // _FEW
    met = np.empty(few + 1, np.int64)
    negative = np.empty(few + 1, np.float64)
    met_order = np.empty((2, few + 1), np.int64)
    floor = np.float32(texts.direction.floor)
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
            size = _best_of(
                scores, met_order[1, :hits], index.norm, shortlist, kept, approximate, room
            )
        else:
            border = _border(scores, inverse, shortlist, products, maxima, room)
            size = _best_above(
                scores, border, products, maxima, index.norm, shortlist, kept, approximate, room
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
def _best_of(
    scores: Floats,
    met: Longs,
    norm: Floats,
    size: int,
    kept: Ints,
    approximate: Floats,
    room: Floats,
) -> int:
    """Write the best of some texts into `kept`, in order; how many they are. Their scores end as 0.

    Args:
        scores: of all texts.
        met: those whose score is not 0, ascending.
        norm: what a score is divided by.
        size: how many are wanted.
        kept: room for twice as many, as the rest is.
        approximate: the quotients of those in `kept`.
        room: its content is lost.
    """
    count = 0
    least = np.float32(0.0)
    for text in met:
        value = scores[text] / norm[text]
        scores[text] = 0.0
        if value > least:
            kept[count] = text
            approximate[count] = value
            count, least = _cut(kept, approximate, count + 1, least, len(kept), size, room)
    return _cut(kept, approximate, count, least, size + 1, size, room)[0]


@part
def _best_above(
    scores: Floats,
    border: np.float32,
    products: Floats,
    maxima: Floats,
    norm: Floats,
    size: int,
    kept: Ints,
    approximate: Floats,
    room: Floats,
) -> int:
    """The same of all texts, as `_border` left them; those below the border are passed over."""
    count = 0
    least = np.float32(0.0)
    for block in range(len(maxima)):
        if maxima[block] < border:
            continue
        for text in range(block * _BLOCK, min(block * _BLOCK + _BLOCK, len(scores))):
            if products[text] < border:
                continue
            value = scores[text] / norm[text]
            if value > least:
                kept[count] = text
                approximate[count] = value
                count, least = _cut(kept, approximate, count + 1, least, len(kept), size, room)
    scores[:] = 0.0
    return _cut(kept, approximate, count, least, size + 1, size, room)[0]


@part
def _border(
    scores: Floats, inverse: Floats, size: int, products: Floats, maxima: Floats, room: Floats
) -> np.float32:
    """A quotient that at least `size` texts are above, and those that matter are not below.

    Each of as many blocks has a text that is as good as the best of the last of them.

    Args:
        scores: of all texts, none negative.
        inverse: what they are multiplied with.
        size: how many texts are wanted.
        products: room for those of all texts.
        maxima: room for the largest of each block.
        room: its content is lost.

    Returns:
        The border for `products` and `maxima`; 0 where there are too few texts.
    """
    for text in range(len(scores)):
        products[text] = scores[text] * inverse[text]
    # What is not negative is in the order of its bits, and of whole numbers the largest is found
    # by instructions that take many at once.
    bits = products.view(np.int32)
    largest = maxima.view(np.int32)
    for block in range(len(maxima)):
        found = np.int32(0)
        for k in range(block * _BLOCK, min(block * _BLOCK + _BLOCK, len(scores))):
            found = max(found, bits[k])
        largest[block] = found
    if len(maxima) <= size:
        return np.float32(0.0)
    return np.float32(selected(maxima, len(maxima), len(maxima) - size, room) * _SLACK)


@part
def _cut(
    kept: Ints,
    approximate: Floats,
    count: int,
    least: np.float32,
    most: int,
    size: int,
    room: Floats,
) -> tuple[int, np.float32]:
    """Keep the best `size` where there are `most` or more; how many there are, and what is over it.

    A text that is not above the second number, `least` or more, is not among the best.
    """
    if count < most:
        return count, least
    least = selected(approximate, count, count - size, room)
    return _above(kept, approximate, count, least, size), least


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
