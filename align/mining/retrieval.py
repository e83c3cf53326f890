"""Which pairs of texts are worth an exact look: an inverted index over telling units.

    nearest(texts, target, best=..., shortlist=..., budget=...) -> (sources, targets)
    nearest_of(range(1000), texts, target, index_of(target), limits) -> the same for some
    joined(forward, backward, columns) -> (rows, columns)

For each source text, its most telling expectations are looked up first, until a budget of
postings is spent; the best of those that were met are scored exactly. No pair outside the lists is
ever touched. Many are found so and cheaply, the few worth an exact look chosen by `likeliest`, with
what both directions say.

Nothing is sorted that only has to be cut: units are taken by the level of what they tell, texts by
a threshold that rises as better ones are found.
"""

import numpy as np

from align.evidence.kernels import Bags, SourceTexts
from align.mining import retrieval_kernels as kernels
from corpus.kernels.arrays import Ints
from corpus.workers.threads import in_threads

_BLOCK = 500
"""Texts that a thread looks up at once, some tenths of a second."""


def nearest(
    texts: SourceTexts, target: Bags, *, best: int, shortlist: int, budget: int
) -> tuple[Ints, Ints]:
    """The best target texts of each source text.

    Args:
        texts: the source texts.
        target: the target texts.
        best: targets kept per source.
        shortlist: targets scored exactly per source.
        budget: postings visited per source.

    Returns:
        sources and targets of the pairs, ordered by source, best target first.
    """
    limits = kernels.Limits(best, shortlist, budget)
    index = index_of(target)
    rows = len(texts.starts) - 1
    blocks = [range(first, min(first + _BLOCK, rows)) for first in range(0, rows, _BLOCK)]
    found = in_threads(lambda some: nearest_of(some, texts, target, index, limits), blocks)
    nothing = np.zeros(0, np.int32), np.zeros(0, np.int32)
    sources, targets = map(np.concatenate, zip(nothing, *found, strict=True))
    return sources, targets


def nearest_of(
    some: range, texts: SourceTexts, target: Bags, index: kernels.Index, limits: kernels.Limits
) -> tuple[Ints, Ints]:
    """The same for some of the source texts, by an index that is made already."""
    own = texts._replace(starts=texts.starts[some.start : some.stop + 1])
    sources, found = kernels.nearest(own, target, index, limits)
    return sources + np.int32(some.start), found


def index_of(target: Bags) -> kernels.Index:
    """For each unit, the texts that hold it and how much it counts there."""
    rows = np.repeat(np.arange(len(target.starts) - 1, dtype=np.int32), np.diff(target.starts))
    order = np.argsort(target.units, kind="stable")
    starts = np.zeros(len(target.weights) + 1, np.int64)
    np.cumsum(np.bincount(target.units, minlength=len(target.weights)), out=starts[1:])
    norm = ((target.content + 1.0) ** 0.65).astype(np.float32)  # between length and its root
    return kernels.Index(starts, rows[order], target.counts[order], norm)


def joined(
    forward: tuple[Ints, Ints],
    backward: tuple[Ints, Ints],
    columns: int,
) -> tuple[Ints, Ints]:
    """The pairs of either direction, once each, ordered by row and column.

    Args:
        forward: rows and columns.
        backward: columns and rows.
        columns: number of columns.
    """
    keys = np.concatenate(
        [
            forward[0].astype(np.int64) * columns + forward[1],
            backward[1].astype(np.int64) * columns + backward[0],
        ]
    )
    keys.sort()  # many times as fast as np.unique, which hashes
    keys = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    return (keys // columns).astype(np.int32), (keys % columns).astype(np.int32)
