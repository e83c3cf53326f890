"""What the links of a pair of stretches tell of its edges.

EDGES                                                    names of the values, in order
shares(inside, own_zh, own_en, a, c, b, d, result)       fills them in for one pair
within(inside, a, c, b, d)                               the links between two stretches
"""

import numpy as np

from corpus.kernels.arrays import Doubles, Floats
from corpus.kernels.compiled import compiled

_AT = (
    "zh first", "zh last", "zh before", "zh behind", "en first", "en last", "en before",
    "en behind",
)  # fmt: skip
EDGES = (
    *(f"{place} linked" for place in _AT),
    *(f"{place} elsewhere" for place in _AT),
    "zh weakest",
    "en weakest",
    "consistent",
)
"""Of the first and last atom, of the atoms before and behind, and the same of words: the share of
the link probability that goes to the other stretch, and the share that goes elsewhere; words that
have no link, like articles, count as half linked. Then the least share of any atom, of any word,
and of all link probability that either stretch has the share that stays between them, which words
without a counterpart do not lessen."""


@compiled
def shares(
    inside: Doubles,
    own_zh: Doubles,
    own_en: Doubles,
    a: int,
    c: int,
    b: int,
    d: int,
    result: Floats,
) -> None:
    """Fill in `EDGES` for atoms a to c - 1 and words b to d - 1.

    Args:
        inside: sums of the link probability over all atoms and words before, shape (atoms + 1,
            words + 1).
        own_zh: each atom's weight and what comes to it from all words.
        own_en: each word's, likewise.
        a: first atom.
        c: behind the last.
        b: first word.
        d: behind the last.
        result: shape (len(EDGES),).
    """
    n, m = len(own_zh), len(own_en)
    result[:8] = 0.0
    for side, (atom, word) in enumerate(((a, b), (c - 1, d - 1), (a - 1, b - 1), (c, d))):
        if 0 <= atom < n:
            both = within(inside, atom, atom + 1, b, d)
            every = within(inside, atom, atom + 1, 0, m)
            result[side] = both / own_zh[atom] if own_zh[atom] > 0 else 0.5
            result[8 + side] = (every - both) / own_zh[atom] if own_zh[atom] > 0 else 0.0
        if 0 <= word < m:
            both = within(inside, a, c, word, word + 1)
            every = within(inside, 0, n, word, word + 1)
            result[4 + side] = both / own_en[word] if own_en[word] > 0 else 0.5
            result[12 + side] = (every - both) / own_en[word] if own_en[word] > 0 else 0.0
    every = within(inside, a, c, 0, m) + within(inside, 0, n, b, d)
    both = within(inside, a, c, b, d)
    result[16:] = 1.0
    result[18] = both / (every - both)
    for atom in range(a, c):
        if own_zh[atom] > 0:
            share = np.float32(within(inside, atom, atom + 1, b, d) / own_zh[atom])
            result[16] = min(result[16], share)
    for word in range(b, d):
        if own_en[word] > 0:
            share = np.float32(within(inside, a, c, word, word + 1) / own_en[word])
            result[17] = min(result[17], share)


@compiled
def within(inside: Doubles, a: int, c: int, b: int, d: int) -> float:
    """The sum over atoms a to c - 1 and words b to d - 1, from sums over all before."""
    return float(inside[c, d] - inside[a, d] - inside[c, b] + inside[a, b])
