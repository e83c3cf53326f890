"""Compiled: whether two runs of sentences state figures, or numbers of headings, that contradict.

`align.evidence.figures` reads the figures.
"""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Longs
from corpus.kernels.compiled import compiled, part

COUNTS, ORDINALS, DATES, BASIS_POINTS, MONEY = range(5)
"""Kinds of figures; only those of one kind contradict each other. Each currency is a kind: `MONEY`
and what is added for it (`align.evidence.money.Currency`)."""
NO_HEADING = -1.0
"""The number of a heading where there is none."""
_ROUNDED = 0.1
"""Greatest difference of figures that agree, as a share: translators round (nearly 5,000 for
4,870)."""
_SCALE = 10_000.0
"""The last decimal that counts is the fourth: rates of exchange have four; a third has no end."""
_LARGE = 1e9
"""Figures from here on are whole."""
_WITHIN = 0.999
"""Of the last place of the shorter figure, by which both differ less: 3.5 for 3.47 or 3.54, but not
7.11 for 7.12; less than 1 for what decimals lack as binary numbers."""
_REPUBLIC = 1911.0
"""Year 1 of the Republic of China is 1912: 九十六年 may be 2007."""
_CENTURY = 100.0
"""A year may be short of its century: '95, 75 年."""
_NO_YEAR = 2100.0
"""From here on a figure is no year that news speak of: 3822 is not 1911 by the Republic's count."""


class Figures(NamedTuple):
    """Figures of sentences, in rows.

    Attributes:
        starts: shape (sentences + 1,).
        values: of all sentences, one after another.
        kinds: of each figure `COUNTS`, `ORDINALS`, `DATES`, `BASIS_POINTS`, or `MONEY` and a
            currency.
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
            if agree(zh.values[a], en.values[b], zh.kinds[a], en.kinds[b]):
                return False
            both |= same_kind and zh.comparable[a] and en.comparable[b]
    return both


@part
def agree(zh: float, en: float, zh_kind: int, en_kind: int) -> bool:
    """Whether a Chinese and an English figure may be one.

    Counts and sums may be rounded; a count, whose unit is not read, may be of another power of ten.
    """
    less, more = min(zh, en), max(zh, en)
    if zh == en or (zh + _REPUBLIC == en and en < _NO_YEAR):
        return True
    if 1000.0 < more < _NO_YEAR and less < _CENTURY and more % _CENTURY == less:
        return True
    money = zh_kind == en_kind and zh_kind >= MONEY
    counts = may_be_rounded(zh_kind) and may_be_rounded(en_kind) and COUNTS in (zh_kind, en_kind)
    if not (money or counts):
        return False
    digits = significant(less)
    if not money and digits > 9 and digits == significant(more):
        return True
    apart = more - less
    return apart <= _ROUNDED * more and apart < _WITHIN * max(last_place(less), last_place(more))


@part
def may_be_rounded(kind: int) -> bool:
    """Whether figures of a kind are rounded in translations."""
    return kind == COUNTS or kind >= MONEY


@part
def last_place(value: float) -> float:
    """What the last digit counts that is no zero: 100 of 2,600, and .01 of 2.65."""
    scale = 1.0 if value >= _LARGE else _SCALE
    digits, place = float(round(value * scale)), 1.0 / scale
    while digits > 0.0 and digits % 10.0 == 0.0:
        digits /= 10.0
        place *= 10.0
    return place


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
