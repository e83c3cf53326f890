"""Sentence pairs that something speaks plainly against.

doubted(beads, zh_sentences, en_sentences) -> [Bead, ...]     of which none contradicts and is sure
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from align.evidence.figure_kernels import contradictions
from align.evidence.figures import figures
from corpus.model import Bead, Language

DOUBTED = 0.5
"""Greatest score of a bead whose figures all contradict, or of which it is known that what says the
same stands elsewhere. A memory does not take it (`align.options.MIN_SCORE`)."""


def doubted(beads: Iterable[Bead], zh: Sequence[str], en: Sequence[str]) -> list[Bead]:
    """The beads, those whose figures all contradict with a score of `DOUBTED` at most.

    Args:
        beads: mined pairs; the search caps its own (`align.beads.collection`).
        zh: the sentences that they number.
        en: the English ones.
    """
    result = list(beads)
    both = [k for k, bead in enumerate(result) if bead.zh and bead.en]
    stated = (
        figures([Language.ZH.joined(zh[i] for i in result[k].zh) for k in both], Language.ZH),
        figures([Language.EN.joined(en[j] for j in result[k].en) for k in both], Language.EN),
    )
    numbers, ones = np.arange(len(both)), np.ones(len(both), np.int64)
    for number in np.flatnonzero(
        contradictions(*stated, np.stack([numbers, ones, numbers, ones], axis=1))
    ).tolist():
        bead = result[both[number]]
        result[both[number]] = replace(bead, score=min(bead.score, DOUBTED))
    return result
