"""Which pairs of texts are worth an exact look: an inverted index over telling units.

For each source text, its most telling expectations are looked up first, until a budget of
postings is spent; the best of those that were met are scored exactly. No pair outside the lists is
ever touched. Many are found so and cheaply, the few worth an exact look chosen by `likeliest`, with
what both directions say.

Nothing is sorted that only has to be cut: units are taken by the level of what they tell, texts by
a threshold that rises as better ones are found.
"""

import numpy as np

from align.evidence.lexical import Bags, text_ratios
from corpus.kernels.arrays import Flags, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.lexicon.ratio_kernels import Direction

_TELLING = 0.7
"""Least log-likelihood ratio of a unit that may call up texts (as in `beads.lattice.band`)."""
_LEVELS = 256
_PER_NAT = 16.0
"""Units are looked up by levels of 1/16 nat, all of one level or none."""


def nearest(
    direction: Direction,
    mass: Floats,
    starts: Longs,
    target: Bags,
    *,
    best: int,
    shortlist: int,
    budget: int,
) -> tuple[Ints, Ints]:
    """The best target texts of each source text.

    Args:
        direction: the lexical model.
        mass: of each source sentence.
        starts: shape (source texts + 1,).
        target: the target texts.
        best: targets kept per source.
        shortlist: targets scored exactly per source.
        budget: postings visited per source.

    Returns:
        sources and targets of the pairs, ordered by source, best target first.
    """
    index_starts, texts, values = _index(target)
    norm = ((target.content + 1.0) ** 0.65).astype(np.float32)  # between length and its root
    return _nearest(
        direction, mass, starts, target, index_starts, texts, values, norm,
        best, shortlist, budget,
    )  # fmt: skip


def _index(target: Bags) -> tuple[Longs, Ints, Floats]:
    """For each unit, the texts that hold it and how much it counts there."""
    rows = np.repeat(np.arange(len(target.starts) - 1, dtype=np.int32), np.diff(target.starts))
    order = np.argsort(target.units, kind="stable")
    starts = np.zeros(len(target.weights) + 1, np.int64)
    np.cumsum(np.bincount(target.units, minlength=len(target.weights)), out=starts[1:])
    return starts, rows[order], target.counts[order]


@compiled
def _nearest(
    direction: Direction,
    mass: Floats,
    starts: Longs,
    target: Bags,
    index_starts: Longs,
    texts: Ints,
    values: Floats,
    norm: Floats,
    best: int,
    shortlist: int,
    budget: int,
) -> tuple[Ints, Ints]:
    rows = len(starts) - 1
    found_source = np.empty(rows * best, np.int32)
    found_target = np.empty(rows * best, np.int32)
    found = 0
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    gains = np.zeros(direction.types, np.float32)
    levels = np.empty(direction.types, np.int64)
    postings = np.empty(_LEVELS, np.int64)
    scores = np.zeros(len(norm), np.float32)
    kept = np.empty(2 * shortlist, np.int32)
    approximate = np.empty(2 * shortlist, np.float32)
    floor = np.float32(direction.floor)
    one = np.float32(1.0)
    for source in range(rows):
        count = text_ratios(direction, mass, starts, source, ratios, touched)
        postings[:] = 0
        for k in range(count):
            unit = touched[k]
            gain = np.log(one + ratios[unit] / floor)
            gains[unit] = gain * target.weights[unit]
            levels[k] = -1
            if gain >= _TELLING and gains[unit] > 0.0:
                levels[k] = min(int(gains[unit] * _PER_NAT), _LEVELS - 1)
                postings[levels[k]] += index_starts[unit + 1] - index_starts[unit]
        lowest = _affordable(postings, budget)
        for k in range(count):
            if levels[k] < lowest:
                continue
            unit = touched[k]
            gain = gains[unit]
            for at in range(index_starts[unit], index_starts[unit + 1]):
                scores[texts[at]] += gain * values[at]
        size = _shortlist(scores, norm, shortlist, kept, approximate)
        exact = np.empty(size, np.float64)
        for k in range(size):
            text = kept[k]
            value = np.float32(0.0)
            for at in range(target.starts[text], target.starts[text + 1]):
                value += target.counts[at] * gains[target.units[at]]
            exact[k] = value / norm[text]
        ranking = np.argsort(-exact, kind="mergesort")  # equal ones in the order of the texts
        for k in range(min(best, size)):
            found_source[found] = source
            found_target[found] = kept[ranking[k]]
            found += 1
        for k in range(count):
            ratios[touched[k]] = 0.0
            gains[touched[k]] = 0.0
    return found_source[:found].copy(), found_target[:found].copy()


@compiled
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


@compiled
def _shortlist(scores: Floats, norm: Floats, size: int, kept: Ints, approximate: Floats) -> int:
    """Write the best texts into `kept`, in order; how many they are. `scores` are 0 after it."""
    count = 0
    least = np.float32(0.0)
    for text in range(len(scores)):
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
            least = np.partition(approximate, count - size)[count - size]
            count = _above(kept, approximate, count, least, size)
    if count > size:
        least = np.partition(approximate[:count], count - size)[count - size]
        count = _above(kept, approximate, count, least, size)
    return count


@compiled
def _above(kept: Ints, approximate: Floats, count: int, least: float, size: int) -> int:
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


def joined(
    forward: tuple[Ints, Ints],
    backward: tuple[Ints, Ints],
    columns: int,
) -> tuple[Ints, Ints]:
    """The pairs of either direction, once each, ordered by row and column.

    Args:
        forward: rows and columns.
        backward: columns and rows.
        columns: number of columns.
    """
    keys = np.concatenate(
        [
            forward[0].astype(np.int64) * columns + forward[1],
            backward[1].astype(np.int64) * columns + backward[0],
        ]
    )
    keys.sort()  # many times as fast as np.unique, which hashes
    keys = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    return (keys // columns).astype(np.int32), (keys % columns).astype(np.int32)


@compiled
def likelihoods(
    direction: Direction, mass: Floats, starts: Longs, target: Bags, sources: Ints, targets: Ints
) -> Floats:
    """The log-likelihood ratio of each pair alone: a column of `evidence.lexical.pair_evidence`.

    Args:
        direction: the lexical model.
        mass: of each source sentence.
        starts: shape (source texts + 1,).
        target: the target texts.
        sources: source text of each pair; pairs of one source stand together.
        targets: target text of each pair.
    """
    found = np.zeros(len(sources), np.float32)
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    floor = np.float32(direction.floor)
    log_floor = np.log(floor)
    count = 0
    current = -1
    for pair in range(len(sources)):
        if sources[pair] != current:
            for k in range(count):
                ratios[touched[k]] = 0.0
            current = sources[pair]
            count = text_ratios(direction, mass, starts, current, ratios, touched)
        for at in range(target.starts[targets[pair]], target.starts[targets[pair] + 1]):
            ratio = ratios[target.units[at]]
            gain = log_floor if ratio == 0.0 else np.log(floor + ratio)
            found[pair] += target.counts[at] * gain
    return found


@compiled
def grouped(values: Ints, size: int) -> Longs:
    """The order that sorts numbers from 0 to `size` - 1, equal ones as they stand."""
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
    start = 0
    while start < len(values):
        end = start
        while end < len(values) and groups[end] == groups[start]:
            end += 1
        if end - start > best:
            place = end - start - best
            kept[start:end] = values[start:end] >= np.partition(values[start:end], place)[place]
        start = end
    return kept
