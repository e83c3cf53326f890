"""The texts that lexical evidence compares, and how much their words tell.

A *text* is a run of consecutive sentences of the collection that `glossary.lexicon.evidence`
gathered: one sentence for mining, a whole document for topics. `align.evidence.kernels` compares
source texts with target texts:

    sentences(direction, mass)           the source side, each sentence a text
    bags(direction, starts, ...)         the target side as bags of weighted units
"""

import numpy as np
from numpy.typing import NDArray

from align.evidence.kernels import Bags, SourceTexts, bagged
from corpus.kernels.arrays import Floats, Longs
from glossary.lexicon.collection_tables import own_share
from glossary.lexicon.dictionary.tables import SIF
from glossary.lexicon.ratio_kernels import Direction

_AT_LARGE = 100_000.0
"""Words of the language that a collection is weighed against: some 250 news pieces."""


def sentence_starts(count: int) -> Longs:
    """Every sentence a text of its own."""
    return np.arange(count + 1, dtype=np.int64)


def sentences(direction: Direction, mass: Floats) -> SourceTexts:
    """The source sentences of a direction, each a text of its own."""
    return SourceTexts(direction, mass, sentence_starts(len(mass)))


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
    bag_starts, units, counts = bagged(
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
