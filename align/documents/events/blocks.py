"""Blocks of time: which documents of a large collection are looked for among which.

    window_of(days) -> days a block has; 0 where all are looked for among all
    blocks_of(days, window) -> block numbers
    spans(own, other) -> [Span, ...]
    narrows(zh_days, en_days, window) -> whether a window leaves out anything

A block is so many days of the calendar, counted from its beginning, so that documents that come
later move none. A document is looked for among those of its own block and of both beside it, which
are all that are within the window, and some that are not; further off where these are few. What has
no known date stands in no block.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Longs
from corpus.model import day_of

ALL = 5_000
"""Documents up to which all are looked for among all. Up to there that is less than a tenth of what
grouping costs (`bench/scale.py`), and as many documents in three blocks cost no more."""
LEAST = 14
"""Days of a window at least: a week's paper still reports the event of the week before."""
FEWEST = 200
"""Documents of each language at least among which one is looked for, if so many have a date: what
is usual between strangers is reckoned from those that it is compared with, thirty at most."""
UNDATED = np.iinfo(np.int64).max
"""The block of documents whose date is not known: the last."""
_DATED = 0.5
"""Share of the documents whose date must be known: where most have none, blocks leave out little,
and what they leave out is by chance."""
_BULK = 0.05, 0.95
"""Between these shares of the documents, in order of time, it is counted how many a day has: a
single wrong date tells nothing of it."""


class Span(NamedTuple):
    """Documents that stand together, and those among which they are looked for.

    Attributes:
        first, end: of the documents.
        target, target_end: of the others.
    """

    first: int
    end: int
    target: int
    target_end: int


def days_of(published: Sequence[str]) -> Doubles:
    """The day of each ISO date, counted from the year 1; NaN where it is empty or no date."""
    days = map(day_of, published)
    return np.array([day.toordinal() if day else np.nan for day in days], np.float64)


def window_of(days: Doubles) -> int:
    """The days of a block for documents of these days; 0 where all are looked for among all.

    As long as three blocks hold no more documents than `ALL`, but no less than `LEAST`; only ever
    twice as long or half, so that a few more documents do not change it.
    """
    known = days[~np.isnan(days)]
    if len(days) <= ALL or len(known) < _DATED * len(days):
        return 0
    first, last = np.quantile(known, _BULK)
    rate = (_BULK[1] - _BULK[0]) * len(known) / max(1.0, last - first)
    window = LEAST
    while 2 * window * 3 * rate <= ALL:
        window *= 2
    return window


def blocks_of(days: Doubles, window: int) -> Longs:
    """The block of each document."""
    known = ~np.isnan(days)
    result = np.full(len(days), UNDATED)
    result[known] = days[known] // window
    return result


def spans(own: Longs, other: Longs) -> list[Span]:
    """What is looked for among what; undated documents are looked for among all.

    Args:
        own: block of each document, ascending.
        other: blocks of those among which they are looked for, ascending.
    """
    found = []
    for block in np.unique(own).tolist():
        first, end = (int(np.searchsorted(own, block, side)) for side in ("left", "right"))
        if block == UNDATED:
            found.append(Span(first, end, 0, len(other)))
        else:
            found.append(Span(first, end, *_near(block, other)))
    return found


def narrows(zh: Doubles, en: Doubles, window: int) -> bool:
    """Whether some documents of these days are not looked for among all others for a window."""
    sides = [np.sort(blocks_of(days, window)) for days in (zh, en)]
    return any(
        span.target or span.target_end < len(other)
        for own in sides
        for other in sides
        for span in spans(own, other)
    )


def _near(block: int, other: Longs) -> tuple[int, int]:
    """The first and the end of those in the blocks about one, further off as long as too few."""
    most = min(FEWEST, int(np.searchsorted(other, UNDATED)))
    off = 1
    while True:
        first, end = np.searchsorted(other, [block - off, block + off + 1]).tolist()
        if end - first >= most:
            return first, end
        off *= 2
