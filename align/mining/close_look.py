"""A closer look at the sentence pairs that may well say the same.

    close_rows(evidence, targets, i, j)      one row per pair; `CLOSE_FEATURES` names the columns

The first look weighs words whatever their order; here they are seen in their place. A half
translation leaves one *end* of a sentence without counterpart (D. S. Munteanu & D. Marcu,
"Improving Machine Translation Performance by Exploiting Non-Parallel Corpora", CL 31(4), 2005, look
for such stretches), a chance likeness links words out of order, and one word cannot stand for two.
"""

import numpy as np

from align.evidence.lexical import sentences
from align.mining.close_look_kernels import ALL, ENDS, SIDE, Weighted, ends, links
from align.mining.features import Targets
from corpus.kernels.arrays import Floats, Ints
from glossary.lexicon.evidence import Evidence

CLOSE_FEATURES: tuple[str, ...] = (
    *(f"{side}: {name}" for side in ("lemmas", "words", "characters") for name in ENDS),
    *(f"links, {side}: {name}" for side in ("zh", "en") for name in SIDE),
    *(f"links: {name}" for name in ALL),
)


def close_rows(evidence: Evidence, targets: Targets, i: Ints, j: Ints) -> Floats:
    """The closer features of pairs of zh sentence i and en sentence j, ordered by i.

    Returns:
        Shape (pairs, len(CLOSE_FEATURES)).
    """
    back = np.lexsort((i, j))
    forward = np.argsort(back)
    zh = sentences(evidence.lemmas, evidence.zh_mass)
    lemmas = ends(zh, targets.lemmas.weights, i, j)
    words, characters = (
        ends(sentences(direction, evidence.en_mass), bag.weights, j[back], i[back])[forward]
        for direction, bag in (
            (evidence.words, targets.words),
            (evidence.characters, targets.characters),
        )
    )
    linkable = Weighted(
        evidence.lemmas, evidence.words, targets.lemmas.weights, targets.words.weights
    )
    return np.concatenate([lemmas, words, characters, links(linkable, i, j)], axis=1)
