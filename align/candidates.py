"""Which pairs of texts are worth an exact look: an inverted index over telling units.

For each source text, its most telling expectations are looked up first, until a budget of
postings is spent; the best of those that were met are scored exactly. No pair outside the lists is
ever touched. Many are found so and cheaply, the few worth an exact look chosen by `likeliest`, with
what both directions say.
"""

import numpy as np
from numpy.typing import NDArray

from align.similarity import Bags, text_ratios
from corpus.compiled import compiled
from glossary.association import Floats, Ints, Longs
from glossary.ratios import Direction

_TELLING = 0.7
"""Least log-likelihood ratio of a unit that may call up texts (as in `align.band`)."""


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
    telling = np.empty(direction.types, np.int32)
    gains = np.empty(direction.types, np.float32)
    scores = np.zeros(len(norm), np.float32)
    hit = np.empty(len(norm), np.int32)
    floor = np.float32(direction.floor)
    one = np.float32(1.0)
    for source in range(rows):
        count = text_ratios(direction, mass, starts, source, ratios, touched)
        called = 0
        for k in range(count):
            unit = touched[k]
            size = index_starts[unit + 1] - index_starts[unit]
            if size == 0 or target.weights[unit] <= 0.0:
                continue
            gain = np.log(one + ratios[unit] / floor)
            if gain >= _TELLING:
                telling[called] = unit
                gains[called] = gain * target.weights[unit]
                called += 1
        # The most telling first; equal ones by number, so that the result repeats.
        order = np.argsort(-gains[:called], kind="mergesort")
        hits = 0
        spent = 0
        for k in range(called):
            unit = telling[order[k]]
            gain = gains[order[k]]
            spent += index_starts[unit + 1] - index_starts[unit]
            if spent > budget and k > 0:
                break
            for at in range(index_starts[unit], index_starts[unit + 1]):
                text = texts[at]
                if scores[text] == 0.0:
                    hit[hits] = text
                    hits += 1
                scores[text] += gain * values[at]
        approximate = np.empty(hits, np.float32)
        for k in range(hits):
            approximate[k] = scores[hit[k]] / norm[hit[k]]
            scores[hit[k]] = 0.0
        if hits > shortlist:
            least = np.partition(approximate, hits - shortlist)[hits - shortlist]
            kept = np.flatnonzero(approximate >= least)
        else:
            kept = np.arange(hits)
        exact = np.empty(len(kept), np.float64)
        for k in range(len(kept)):
            text = hit[kept[k]]
            value = np.float32(0.0)
            for at in range(target.starts[text], target.starts[text + 1]):
                unit = target.units[at]
                if ratios[unit] > 0.0:
                    gain = target.weights[unit] * np.log(one + ratios[unit] / floor)
                    value += target.counts[at] * gain
            exact[k] = value / norm[text]
        ranking = np.argsort(hit[kept], kind="mergesort")
        ranking = ranking[np.argsort(-exact[ranking], kind="mergesort")]
        for k in range(min(best, len(ranking))):
            found_source[found] = source
            found_target[found] = hit[kept[ranking[k]]]
            found += 1
        for k in range(count):
            ratios[touched[k]] = 0.0
    return found_source[:found].copy(), found_target[:found].copy()


def joined(
    forward: tuple[NDArray[np.int32], NDArray[np.int32]],
    backward: tuple[NDArray[np.int32], NDArray[np.int32]],
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
    """The log-likelihood ratio of each pair alone: a column of `align.similarity.pair_evidence`.

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
def likeliest(values: Floats, groups: Ints, best: int) -> NDArray[np.bool_]:
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
