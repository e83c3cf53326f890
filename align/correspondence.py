"""How much of two documents is found again in each other, sentence by sentence.

    correspondences(zh_documents, en_documents) -> {(zh number, en number): Correspondence}

Sentence pairs are those of `align.mining`, but judged among the sentences of one document pair
only: where three documents say the same, none takes the others' partners away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.band import ascending
from align.mining import Judged, Miner, judge, linked
from align.sentence_features import FEATURES

CONFIDENT = 0.5
"""A sentence pair more likely right than wrong."""

Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What two documents have in common.

    Attributes:
        pairs: number of sentence pairs that say the same.
        zh_share: share of the Chinese text, by length, that they hold.
        en_share: share of the English text.
        in_order: share of the pairs that stand in the same order on both sides.
    """

    pairs: int
    zh_share: float
    en_share: float
    in_order: float
