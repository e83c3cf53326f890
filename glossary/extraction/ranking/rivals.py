"""How a candidate pair stands beside the other renderings of its terms.

RIVALS                                  names of the columns, in order
evidence_of_rivals(en, candidates) -> matrix      a row per pair

A rendering that is part of a longer one competes with it for the same places, and is mostly cut
if the longer one is nearly as frequent (C-value: K. Frantzi, S. Ananiadou & H. Mima, "Automatic
Recognition of Multi-Word Terms", International Journal on Digital Libraries 3, 2000).
"""

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.extraction.ranking.kernels import compare_rivals
from glossary.extraction.word_alignment.candidates import Candidates

_SIDE = ("s over best", "count over most", "count over longer", "s over longer",
         "count over shorter", "s over shorter", "rivals")  # fmt: skip
RIVALS = (*(f"{name} of zh" for name in _SIDE), *(f"{name} of en" for name in _SIDE))


def evidence_of_rivals(zh: ChineseText, en: EnglishText, found: Candidates) -> Floats:
    """Each pair beside those with the same Chinese, then beside those with the same English.

    Differences of the mean s, and of the logarithm of the count, to the best other; 0 where there
    is none. `longer` and `shorter` are renderings that contain it, or lie in it.
    """
    first = found.places[found.rows[:-1]]
    mean = (found.total / found.count).astype(np.float32)
    count = np.log(found.count).astype(np.float32)
    return np.hstack(
        [
            compare_rivals(
                *_groups(found.zh), en.forms, first[:, 2].copy(), first[:, 3].copy(), mean, count
            ),
            compare_rivals(
                *_groups(found.en), zh.codes, first[:, 0].copy(), first[:, 1].copy(), mean, count
            ),
        ]
    )


def _groups(of: Ints) -> tuple[Longs, Longs]:
    """The pairs by term, and where each term's start."""
    order = np.argsort(of, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(of[order]) != 0))
    return order, np.append(starts, len(order))
