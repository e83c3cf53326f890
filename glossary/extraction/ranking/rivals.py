"""How a candidate pair stands beside the other renderings of its terms.

RIVALS                                  names of the columns, in order
evidence_of_rivals(en, candidates) -> matrix      a row per pair

A rendering that is part of a longer one competes with it for the same places, and is mostly cut
if the longer one is nearly as frequent (C-value: K. Frantzi, S. Ananiadou & H. Mima, "Automatic
Recognition of Multi-Word Terms", International Journal on Digital Libraries 3, 2000).
"""

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.analysis.tokens import ChineseText, EnglishText
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
            _compared(
                *_groups(found.zh), en.forms, first[:, 2].copy(), first[:, 3].copy(), mean, count
            ),
            _compared(
                *_groups(found.en), zh.codes, first[:, 0].copy(), first[:, 1].copy(), mean, count
            ),
        ]
    )


def _groups(of: Ints) -> tuple[Longs, Longs]:
    """The pairs by term, and where each term's start."""
    order = np.argsort(of, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(of[order]) != 0))
    return order, np.append(starts, len(order))


@compiled
def _compared(
    order: Longs, starts: Longs, tokens: Ints, first: Ints, last: Ints, mean: Floats, count: Floats
) -> Floats:
    result = np.zeros((len(order), 7), np.float32)
    for group in range(len(starts) - 1):
        rows = order[starts[group] : starts[group + 1]]
        for i in rows:
            best = most = longer = long_s = shorter = short_s = np.float32(-9.0)
            for k in rows:
                if k == i:
                    continue
                best, most = max(best, mean[k]), max(most, count[k])
                if _inside(tokens, first[i], last[i], first[k], last[k]):
                    longer, long_s = max(longer, count[k]), max(long_s, mean[k])
                elif _inside(tokens, first[k], last[k], first[i], last[i]):
                    shorter, short_s = max(shorter, count[k]), max(short_s, mean[k])
            for column, (own, other) in enumerate(
                (
                    (mean[i], best),
                    (count[i], most),
                    (count[i], longer),
                    (mean[i], long_s),
                    (count[i], shorter),
                    (mean[i], short_s),
                )
            ):
                result[i, column] = own - other if other > -9.0 else 0.0
            result[i, 6] = np.log(np.float32(len(rows)))
    return result


@compiled
def _inside(tokens: Ints, a: int, b: int, c: int, d: int) -> bool:
    """Whether tokens a to b - 1 occur among tokens c to d - 1, which are more."""
    if b - a >= d - c:
        return False
    for start in range(c, d - (b - a) + 1):
        same = True
        for k in range(b - a):
            if tokens[start + k] != tokens[a + k]:
                same = False
                break
        if same:
            return True
    return False
