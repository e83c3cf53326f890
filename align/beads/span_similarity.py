"""Evidence from outside: any measure of how alike two spans are, as log-likelihood ratios.

A machine translation or sentence vectors say how alike a bead's two sides are on a scale of their
own. What a value is worth is learnt on the run itself, without gold: beads that the first pass
thinks right against those that it thinks possible and wrong.
"""

from typing import NamedTuple, Protocol

import numpy as np

from align.beads.lattice.band import Band
from align.beads.lattice.feature_kernels import TYPE_ARRAY
from align.beads.lattice.search_kernels import posteriors
from align.weights.logistic import fit
from corpus.kernels.arrays import Doubles, Floats, Longs

POSSIBLE = 1e-5
"""Beads less probable than this, by scores of half strength, are not looked at: the training of the
bead model (``bench/training.py``) leaves out the same ones and comes to the same weights."""
_L2 = 1.0
"""Penalty of the ratio's slope: one bead's worth of doubt, so that a few sentences teach little."""
WEIGHT = 0.5
"""What the ratio counts beside the other evidence, which knows a good part of it already."""


class SpanSimilarity(Protocol):
    """Says how alike the two sides of a bead are; the larger the more, on any scale."""

    def similarities(self, beads: Longs) -> Doubles:
        """Similarity of each bead.

        Args:
            beads: shape (k, 4): first zh sentence, zh sentences (>= 1), first en sentence,
                en sentences (>= 1), in the numbering of the document pair.

        Returns:
            Shape (k,), finite.
        """


class PossibleBeads(NamedTuple):
    """The two-sided beads of a band that are worth a look.

    Attributes:
        nodes: node that each leaves, as `align.beads.lattice.search_kernels` numbers them.
        kinds: its type.
        rows: shape (k, 4), as `SpanSimilarity` takes it but local to the section.
        probability: by the scores as they are.
    """

    nodes: Longs
    kinds: Longs
    rows: Longs
    probability: Doubles


def possible_beads(band: Band, scores: Floats) -> PossibleBeads:
    """The beads that are possible even where the scores are mistrusted."""
    _, soft = posteriors(band.lows, band.highs, scores * np.float32(0.5))
    _, probability = posteriors(band.lows, band.highs, scores)
    two_sided = TYPE_ARRAY.min(axis=1) > 0
    nodes, kinds = np.nonzero((soft >= POSSIBLE) & two_sided[None, :])
    widths = band.highs - band.lows + 1
    i = np.repeat(np.arange(len(widths)), widths)[nodes]
    first = np.concatenate([[0], np.cumsum(widths)[:-1]])
    j = band.lows[i] + nodes - first[i]
    m, n = TYPE_ARRAY[kinds].T
    return PossibleBeads(nodes, kinds, np.stack([i, m, j, n], 1), probability[nodes, kinds])


class LogRatio(NamedTuple):
    """The log-likelihood ratio of a similarity: ``slope * similarity + offset``."""

    slope: float
    offset: float

    def of(self, similarities: Doubles) -> Doubles:
        """The ratio of each value."""
        return self.slope * similarities + self.offset


def learnt_log_ratio(similarities: Doubles, probability: Doubles) -> LogRatio:
    """What a similarity is worth, from beads that are right with these probabilities.

    Logistic regression of right on similarity; the ratio is the log odds that it gives less the
    log odds of any bead. It is 0 throughout where similarity and probability do not go together.
    """
    right = float(probability.sum())
    wrong = float(len(probability) - right)
    if right < 1.0 or wrong < 1.0:
        return LogRatio(0.0, 0.0)
    model = fit(
        np.concatenate([similarities, similarities])[:, None],
        np.repeat([True, False], len(similarities)),
        ["similarity"],
        l2=_L2,
        weights=np.concatenate([probability, 1.0 - probability]),
    )
    slope = float(model.weights[0])
    if slope <= 0.0:  # less alike, more probable: chance, or no similarity at all
        return LogRatio(0.0, 0.0)
    return LogRatio(slope, model.bias - float(np.log(right / wrong)))
