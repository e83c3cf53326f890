"""Evidence from outside: any measure of how alike two spans are, as log-likelihood ratios.

A machine translation or sentence vectors say how alike a bead's two sides are on a scale of their
own. What a value is worth is learnt on the run itself, without gold: beads that the first pass
thinks right against those that it thinks possible and wrong. It also speaks against leaving out a
sentence that is like one of the other side: half a bead may be as alike as the whole, and nothing
else would count against the rest of it standing alone.
"""

from typing import NamedTuple, Protocol

import numpy as np

from align.beads.lattice.band import Band
from align.beads.lattice.feature_kernels import TYPE_ARRAY, TYPES
from align.beads.lattice.search_kernels import posteriors
from align.weights.logistic import fit
from corpus.kernels.arrays import Doubles, Floats, Longs

POSSIBLE = 1e-5
"""Beads less probable than this, by scores of half strength, are not looked at: the training of the
bead model (``bench/training.py``) leaves out the same ones and comes to the same weights."""
_L2 = 1.0
"""Penalty of the ratio's slope: one bead's worth of doubt, so that a few sentences teach little."""
MOST_FOR_ALONE = 0.0
"""Evidence from outside speaks against leaving a sentence out, never for it: how often that happens
the first pass tells better. Without this bound novels gain (strict F1 .950 for .947), but a
magazine whose translation is free loses more (.975 for .984; ``bench/bead_vectors.py``)."""
_ALONE = (TYPES.index((1, 0)), TYPES.index((0, 1)))
"""The types of beads with one sentence, of Chinese and of English."""
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
    """The two-sided beads of a band that are worth a look, and the sentences that may stand alone.

    Attributes:
        nodes: node that each leaves, as `align.beads.lattice.search_kernels` numbers them.
        kinds: its type.
        rows: shape (k, 4), as `SpanSimilarity` takes it but local to the section.
        probability: by the scores as they are.
        before: shape (2, nodes of the band): sentences of each side before a node.
        alone: of each zh sentence and of each en one the probability that it has no counterpart.
    """

    nodes: Longs
    kinds: Longs
    rows: Longs
    probability: Doubles
    before: Longs
    alone: tuple[Doubles, Doubles]

    def nearest(self, similarities: Doubles) -> tuple[Doubles, Doubles]:
        """How alike each sentence, zh and en, is to the sentence of the other side most like it.

        Args:
            similarities: of `rows`. A sentence with which no bead of one and one is possible has
                the least of them.
        """
        single = (self.rows[:, [1, 3]] == 1).all(axis=1)
        least = float(similarities.min()) if len(similarities) else 0.0
        zh, en = (np.full(len(side), least) for side in self.alone)
        np.maximum.at(zh, self.rows[single, 0], similarities[single])
        np.maximum.at(en, self.rows[single, 2], similarities[single])
        return zh, en

    def weigh(self, scores: Floats, similarities: Doubles, worth: "Worth") -> None:
        """Add what a similarity is worth to the scores of the band.

        Args:
            scores: as `align.beads.lattice.search_kernels.score_edges` returns them; changed.
            similarities: of `rows`.
            worth: of the similarity.
        """
        ratio = WEIGHT * worth.beads.of(similarities)
        scores[self.nodes, self.kinds] += ratio.astype(np.float32)
        for side, kind, nearest in zip(
            self.before, _ALONE, self.nearest(similarities), strict=True
        ):
            against = WEIGHT * np.minimum(worth.alone.of(-nearest), MOST_FOR_ALONE)
            scores[:, kind] += np.append(against, 0.0)[side].astype(np.float32)  # 0: at the end


def possible_beads(band: Band, scores: Floats) -> PossibleBeads:
    """The beads that are possible even where the scores are mistrusted."""
    _, soft = posteriors(band.lows, band.highs, scores * np.float32(0.5))
    _, probability = posteriors(band.lows, band.highs, scores)
    two_sided = TYPE_ARRAY.min(axis=1) > 0
    nodes, kinds = np.nonzero((soft >= POSSIBLE) & two_sided[None, :])
    widths = band.highs - band.lows + 1
    row = np.repeat(np.arange(len(widths)), widths)
    column = np.arange(len(row)) - np.repeat(np.cumsum(widths) - widths - band.lows, widths)
    before = np.stack([row, column])
    i, j = before[:, nodes]
    m, n = TYPE_ARRAY[kinds].T
    alone = [np.zeros(int(side.max()) + 1) for side in before]
    for chances, side, kind in zip(alone, before, _ALONE, strict=True):
        np.add.at(chances, side, probability[:, kind])
    return PossibleBeads(
        nodes,
        kinds,
        np.stack([i, m, j, n], 1),
        probability[nodes, kinds],
        before,
        (np.clip(alone[0][:-1], 0.0, 1.0), np.clip(alone[1][:-1], 0.0, 1.0)),
    )


class Worth(NamedTuple):
    """What a similarity says.

    Attributes:
        beads: of a bead, by its similarity.
        alone: of a sentence without counterpart, by how alike it is to the sentence of the other
            side most like it, with the sign changed.
    """

    beads: "LogRatio"
    alone: "LogRatio"


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
