"""How much a Chinese text says what an English one says: exact evidence for given pairs.

A *text* here is a run of consecutive sentences of the collection that `glossary.lexicon.evidence`
gathered: one sentence for mining, a whole document for topics. The same kernels serve both.

    bags(direction, starts, ...)         the target side as bags of weighted units
    pair_evidence(...)                   per pair: likelihood ratio, what is covered, what is not
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.lexicon.collection_tables import own_share
from glossary.lexicon.dictionary.tables import SIF
from glossary.lexicon.ratio_kernels import Direction, add_ratios

LIKELIHOOD, COVERED, UNMATCHED, MATCHED, BEST_MATCH, GAP, WORST_MISS = range(7)
"""Columns of `pair_evidence`."""
MEASURES = 7

_AT_LARGE = 100_000.0
"""Words of the language that a collection is weighed against: some 250 news pieces."""


class Bags(NamedTuple):
    """Target texts as bags of distinct units.

    Attributes:
        starts: shape (texts + 1,).
        units: type numbers, distinct within a text.
        counts: how much each occurrence counts, summed (float32).
        salience: of each type: a / (a + p), near 1 for all but the most frequent words.
        weights: of each type: how much it tells, 0 to about 1.
        mass: of each text: sum of counts times salience.
        content: of each text: sum of counts times weights.
    """

    starts: Longs
    units: Ints
    counts: Floats
    salience: Floats
    weights: Floats
    mass: Floats
    content: Floats


def sentence_starts(count: int) -> Longs:
    """Every sentence a text of its own."""
    return np.arange(count + 1, dtype=np.int64)


def bags(
    direction: Direction,
    starts: Longs,
    background: Floats,
    weights: Floats,
    *,
    dampened: bool = False,
) -> Bags:
    """The target side of a direction as texts.

    Args:
        direction: whose target units to take.
        starts: shape (texts + 1,), the first sentence of each text.
        background: probability of each type.
        weights: of each type.
        dampened: count ``1 + log(occurrences)`` instead of the occurrences: a word that a
            document repeats ten times is not ten times as telling (Salton & Buckley, 1988).
    """
    bag_starts, units, counts = _bagged(
        direction.target_starts, direction.target_units, starts, direction.types
    )
    if dampened:
        counts = (1.0 + np.log(counts)).astype(np.float32)
    salience = (SIF / (SIF + background)).astype(np.float32)
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(bag_starts))
    mass = np.bincount(rows, counts * salience[units], minlength=len(starts) - 1)
    content = np.bincount(rows, counts * weights[units], minlength=len(starts) - 1)
    return Bags(
        bag_starts, units, counts, salience, weights.astype(np.float32),
        mass.astype(np.float32), content.astype(np.float32),
    )  # fmt: skip


def with_weights(target: Bags, weights: Floats) -> Bags:
    """The same texts, their units weighted otherwise."""
    rows = np.repeat(np.arange(len(target.starts) - 1), np.diff(target.starts))
    content = np.bincount(
        rows, target.counts * weights[target.units], minlength=len(target.starts) - 1
    )
    return target._replace(weights=weights, content=content.astype(np.float32))


@compiled
def _bagged(
    target_starts: Longs, target_units: Ints, starts: Longs, types: int
) -> tuple[Longs, Ints, Floats]:
    texts = len(starts) - 1
    bag_starts = np.zeros(texts + 1, np.int64)
    units = np.empty(len(target_units), np.int32)
    counts = np.zeros(len(target_units), np.float32)
    slot = np.full(types, -1, np.int64)
    used = 0
    for text in range(texts):
        first = used
        for at in range(target_starts[starts[text]], target_starts[starts[text + 1]]):
            unit = target_units[at]
            if slot[unit] < first:
                slot[unit] = used
                units[used] = unit
                used += 1
            counts[slot[unit]] += 1.0
        bag_starts[text + 1] = used
    return bag_starts, units[:used].copy(), counts[:used].copy()


@compiled
def pair_evidence(
    direction: Direction,
    mass: Floats,
    starts: Longs,
    target: Bags,
    sources: Ints,
    targets: Ints,
) -> Floats:
    """What each source text says about each target text it is paired with.

    Args:
        direction: the lexical model.
        mass: of each source sentence.
        starts: shape (source texts + 1,), the first sentence of each.
        target: the target texts.
        sources: source text of each pair; pairs of one source stand together.
        targets: target text of each pair.

    Returns:
        Shape (pairs, MEASURES): the log-likelihood ratio, sum of ``count * log(floor + r)``; the
        salience covered, ``count * salience * r / (r + 3)``; the weight of what the source does
        not make likelier (r < 1); the weight of what it does, times ``log(1 + r)``; the
        greatest of the latter; the weight of the longest stretch that the source says nothing of
        (what it does say there counts double against it); and the greatest weight of a unit that
        the source does not make likelier.
    """
    found = np.zeros((len(sources), MEASURES), np.float32)
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    floor = np.float32(direction.floor)
    log_floor = np.log(floor)
    one = np.float32(1.0)
    count = 0
    current = -1
    for pair in range(len(sources)):
        source = sources[pair]
        if source != current:
            for k in range(count):
                ratios[touched[k]] = 0.0
            count = text_ratios(direction, mass, starts, source, ratios, touched)
            current = source
        target_text = targets[pair]
        gap = np.float32(0.0)
        for at in range(target.starts[target_text], target.starts[target_text + 1]):
            unit = target.units[at]
            times = target.counts[at]
            weight = target.weights[unit] * times
            ratio = ratios[unit]
            if ratio < 1.0:
                found[pair, UNMATCHED] += weight
                gap += weight
                found[pair, GAP] = max(found[pair, GAP], gap)
                found[pair, WORST_MISS] = max(found[pair, WORST_MISS], target.weights[unit])
            else:
                gap = max(gap - np.float32(2.0) * weight, np.float32(0.0))
            if ratio == 0.0:
                found[pair, LIKELIHOOD] += times * log_floor
                continue
            found[pair, LIKELIHOOD] += times * np.log(floor + ratio)
            found[pair, COVERED] += (
                times * target.salience[unit] * ratio / (ratio + np.float32(3.0))
            )
            gain = target.weights[unit] * np.log(one + ratio)
            found[pair, MATCHED] += gain * times
            found[pair, BEST_MATCH] = max(found[pair, BEST_MATCH], gain)
    return found


@compiled
def text_ratios(
    direction: Direction, mass: Floats, starts: Longs, text: int, ratios: Floats, touched: Ints
) -> int:
    """Write r(. | text) into the dense row `ratios`; the types touched, and how many."""
    total = np.float32(0.0)
    for sentence in range(starts[text], starts[text + 1]):
        total += mass[sentence]
    scale = np.float32(1.0) / max(total, np.float32(1e-6))
    count = 0
    for sentence in range(starts[text], starts[text + 1]):
        count = add_ratios(direction, sentence, mass[sentence] * scale, ratios, touched, count)
    return count


def at_large(direction: Direction, background: Floats) -> Floats:
    """Share of running words of each target type in the language at large."""
    times = np.bincount(direction.target_units, minlength=direction.types)
    count = len(direction.target_units)
    share = own_share(count)  # the rest of a background is the language at large
    listed = (background - share * times / max(1, count)) / (1.0 - share)
    result: Floats = np.maximum(listed, 0.0).astype(np.float32)
    return result


def expected_share(direction: Direction, background: Floats) -> Floats:
    """The same, the collection's own counts added to `_AT_LARGE` words of the language.

    Among a few sentences every word looks frequent: there the lists decide.
    """
    times = np.bincount(direction.target_units, minlength=direction.types)
    total = _AT_LARGE + len(direction.target_units)
    result: Floats = ((_AT_LARGE * at_large(direction, background) + times) / total).astype(
        np.float32
    )
    return result


def information(probability: NDArray[np.floating]) -> Floats:
    """How much a unit of that probability tells: 0 for e^-5 (one word in 150), 1 at e^-14.

    Between, the information -log p, linear: function words tell nothing, and the rarest words
    of the lists (1 in 1.2 million) tell all a word can.
    """
    surprise = -np.log(np.maximum(probability, 1e-9))
    result: Floats = (np.clip(surprise - 5.0, 0.0, 9.0) / 9.0).astype(np.float32)
    return result
