"""Compiled: whether two runs of sentences state figures, or numbers of headings, that contradict.

`align.evidence.figures` reads the figures.
"""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Longs
from corpus.kernels.compiled import compiled, part

COUNTS, ORDINALS, DATES = range(3)
"""Kinds of figures; only those of one kind contradict each other."""
NO_HEADING = -1.0
"""The number of a heading where there is none."""
_ROUNDED = 0.1
"""Figures that differ by less, as a share, agree: translators round (nearly 5,000 for 4,870)."""
_REPUBLIC = 1911.0
"""Year 1 of the Republic of China is 1912: 九十六年 may be 2007."""
_CENTURY = 100.0
"""A year may be short of its century: '95, 75 年."""


class Figures(NamedTuple):
    """Figures of sentences, in rows.

    Attributes:
        starts: shape (sentences + 1,).
        values: of all sentences, one after another.
        kinds: of each figure `COUNTS`, `ORDINALS` or `DATES`.
        comparable: whether a translation would state it.
        headings: of each sentence the numbers of the headings that it begins with (第三章; Book
            One, Chapter 3), shape (sentences, 2), `NO_HEADING` where there is none.
    """

    starts: Longs
    values: Doubles
    kinds: Longs
    comparable: Flags
    headings: Doubles

    def part(self, where: range) -> "Figures":
        """The figures of some sentences."""
        starts = self.starts[where.start : where.stop + 1]
        own = slice(starts[0], starts[-1])
        return Figures(
            starts - starts[0], self.values[own], self.kinds[own], self.comparable[own],
            self.headings[where.start : where.stop],
        )  # fmt: skip


@part
def contradict(zh: Figures, en: Figures, i: int, m: int, j: int, n: int) -> bool:
    """Whether zh i..i+m-1 and en j..j+n-1 state comparable figures of a kind, and none agrees.

    A figure that is not comparable contradicts none, and may agree with any.
    """
    zh_first, zh_last = zh.starts[i], zh.starts[i + m]
    en_first, en_last = en.starts[j], en.starts[j + n]
    both = False
    for a in range(zh_first, zh_last):
        for b in range(en_first, en_last):
            if not (zh.comparable[a] or en.comparable[b]):
                continue
            same_kind = zh.kinds[a] == en.kinds[b]
            if agree(zh.values[a], en.values[b], same_kind and zh.kinds[a] == COUNTS):
                return False
            both |= same_kind and zh.comparable[a] and en.comparable[b]
    return both


@part
def agree(zh: float, en: float, counts: bool) -> bool:
    """Whether a Chinese and an English figure may be one; only two counts may be rounded."""
    less, more = min(zh, en), max(zh, en)
    if zh == en or zh + _REPUBLIC == en:
        return True
    if 1000.0 < more < 2100.0 and less < _CENTURY and more % _CENTURY == less:
        return True
    if not counts:
        return False
    digits = significant(less)
    return more - less <= _ROUNDED * more or (digits > 9 and digits == significant(more))


@part
def significant(value: float) -> int:
    """The first three digits without zeros behind them: 26 of 26,000 and of 2.6."""
    if value <= 0.0:
        return 0
    digits: int = round(value / 10.0 ** (np.floor(np.log10(value)) - 2.0))
    while digits % 10 == 0:
        digits //= 10
    return digits


@part
def headings_differ(zh: Figures, en: Figures, i: int, m: int, j: int, n: int) -> bool:
    """Whether numbered headings stand on both sides, and no number on both."""
    both = False
    for a in range(i, i + m):
        if zh.headings[a, 0] == NO_HEADING:
            continue
        for b in range(j, j + n):
            for own in zh.headings[a]:
                for other in en.headings[b]:
                    if own != NO_HEADING and other != NO_HEADING:
                        if own == other:
                            return False
                        both = True
    return both


@compiled
def contradictions(zh: Figures, en: Figures, rows: Longs) -> Flags:
    """Which beads contradict; rows (first zh, how many, first en, how many)."""
    found = np.zeros(len(rows), np.bool_)
    for k in range(len(rows)):
        i, m, j, n = rows[k]
        found[k] = contradict(zh, en, i, m, j, n) or headings_differ(zh, en, i, m, j, n)
    return found
