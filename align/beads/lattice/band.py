"""Where the search for beads looks: a band of nodes round a chain of anchors.

A node (i, j) stands between Chinese sentences i-1 and i and English sentences j-1 and j. Anchors
are sentence pairs that share rare words; the chain of the best ones that cross nowhere is the
spine of the band. Between two anchors the band holds the whole rectangle if that is small, so a
passage that only one side has (a preface, a missing chapter) lies inside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from align.beads.lattice.band_kernels import anchor_candidates, heaviest
from corpus.kernels.arrays import Flags, Floats, Ints, Longs
from glossary.lexicon.evidence import Evidence

FIRST_MARGIN = 3
"""Nodes on each side of the spine. A few are enough, as the search widens the band where its path
comes near the edge (`near_edge`)."""
REACH = 50
"""Nodes by which the band grows where the path came near its edge, and how far to both sides along
the path; it may grow again."""
_SMALL = 2_500
"""Nodes up to which a document pair is searched whole (50 x 50 sentences)."""
_ASIDE = 10
"""Sentences by which two neighbouring anchors may differ in place and still lie on one line."""
_RECTANGLE = 60_000
"""Nodes between two anchors up to which the whole rectangle is searched (245 x 245)."""
_MOST = 2_000_000
"""Nodes that are searched between two anchors, about: at 250 bytes each, half a gigabyte. It binds
where some 1,400 sentences in a row share no rare word with their translation."""
_LEAST_SLACK = 100
"""Nodes on each side of the line between two anchors that are far apart."""
_WORTH = 4
"""Nodes that two different sentences are worth between two anchors. Lines that are repeated do not
tell where they belong: the straight line is as good as any, and where only few are different the
search stays close to it and is not widened (a line a thousand times on both sides: 60,000 instead
of 750,000 nodes). Where nearly all are different this binds nowhere."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of nodes.

    Attributes:
        lows: shape (zh sentences + 1,): first English boundary of each row, non-decreasing.
        highs: last English boundary, inclusive, non-decreasing.
    """

    lows: Longs
    highs: Longs

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int((self.highs - self.lows + 1).sum())


def whole(n: int, m: int) -> Band:
    """Every node."""
    return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))


def search_band(evidence: Evidence, zh: range, en: range, margin: int = FIRST_MARGIN) -> Band:
    """The band of one document pair.

    Args:
        evidence: of the collection.
        zh: the pair's Chinese sentences in the collection.
        en: its English sentences.
        margin: least distance of the band's edge from the spine.
    """
    n, m = len(zh), len(en)
    if n * m <= _SMALL:
        return whole(n, m)

    def worth(rows: range, columns: range) -> int:
        parts = zh[rows.start : rows.stop], en[columns.start : columns.stop]
        return min(_MOST, worth_searching(evidence, *parts))

    i, j, score = telling_pairs(evidence, zh, en)
    return band_along(_consistent(heaviest_chain(i, j, score, m)), n, m, margin, worth)


def worth_searching(evidence: Evidence, zh: range, en: range) -> int:
    """How many nodes of a rectangle are worth a search, by how many of its sentences differ."""
    lemmas = evidence.lemmas
    different = 1
    for starts, units, sentences in (
        (lemmas.source_starts, lemmas.source_units, zh),
        (lemmas.target_starts, lemmas.target_units, en),
    ):
        different *= len({units[starts[k] : starts[k + 1]].tobytes() for k in sentences})
    return max(_RECTANGLE, _WORTH * different)


def telling_pairs(evidence: Evidence, zh: range, en: range) -> tuple[Ints, Ints, Floats]:
    """The English sentences that share most telling words with each Chinese one, `BEST` at most.

    Returns:
        Numbers within `zh` and `en`, and the log-likelihood ratio of the words shared, over the
        root of the English sentence's length.
    """
    return anchor_candidates(evidence.lemmas, zh.start, len(zh), en.start, len(en))


def band_along(
    chain: Longs,
    n: int,
    m: int,
    margin: int,
    worth: Callable[[range, range], int] = lambda *_: _MOST,
) -> Band:
    """The band round a chain of sentence pairs, shape (k, 2), ascending on both sides.

    Between two points of the chain it follows the straight line, `_slack` nodes to each side,
    and nowhere is an edge nearer to the chain than `margin`.

    Args:
        chain: the points.
        n: Chinese sentences.
        m: English sentences.
        margin: nodes.
        worth: how many nodes to search, about, between two points with so many sentences between
            them that not all are searched, for these sentences.
    """
    points = [(0, 0), *map(tuple, chain.tolist()), (n, m)]
    lows = np.full(n + 1, m, np.int64)
    highs = np.zeros(n + 1, np.int64)
    for (i0, j0), (i1, j1) in pairwise(points):
        height, width = i1 - i0, j1 - j0
        middle = j0 + np.arange(height + 1) * width // max(1, height)
        most = 0
        if (height + 1) * (width + 1) > _RECTANGLE:
            most = worth(range(i0, i1), range(j0, j1))
        slack = _slack(height, width, margin, most)
        rows = slice(i0, i1 + 1)
        lows[rows] = np.minimum(lows[rows], np.maximum(j0, middle - slack))
        highs[rows] = np.maximum(highs[rows], np.minimum(j1, middle + slack))
    # The margin, then rows that never step back.
    steps = np.arange(n + 1)
    lows = np.maximum(0, lows - margin)
    highs = np.minimum(m, highs + margin)
    before, after = np.maximum(0, steps - margin), np.minimum(n, steps + margin)
    lows, highs = np.minimum(lows, lows[before]), np.maximum(highs, highs[after])
    highs[-1] = m
    return _ordered(lows, highs)


def near_edge(band: Band, path: Longs) -> Flags:
    """Which nodes of a path come within one node of the band's edge, where it has not all nodes.

    Args:
        band: that was searched.
        path: shape (k, 2): the nodes (zh boundary, en boundary) that the path goes through.
    """
    i, j = path[:, 0], path[:, 1]
    m = int(band.highs[-1])
    below = (j - band.lows[i] <= 1) & (band.lows[i] > 0)
    above = (band.highs[i] - j <= 1) & (band.highs[i] < m)
    near: Flags = below | above
    return near


def stretches(near: Flags, sure: Flags) -> list[tuple[int, int]]:
    """The parts of a path that another search should look at: (first node, last node), apart.

    Each reaches from what is near the edge `REACH` nodes to both sides, and on to a sure node.

    Args:
        near: by node of the path, its end included.
        sure: nodes at which the path can be cut; both ends count as sure.
    """
    last = len(near) - 1
    cuts = np.flatnonzero(sure)
    found: list[tuple[int, int]] = []
    for node in np.flatnonzero(near).tolist():
        before = cuts[cuts <= node - REACH]
        after = cuts[cuts >= node + REACH]
        first = int(before[-1]) if len(before) else 0
        end = int(after[0]) if len(after) else last
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((first, end))
    return found


def grown(band: Band, zh: range, en: range, near: Longs, elsewhere: Band | None = None) -> Band:
    """The part of a band in a rectangle of nodes, wider where a path came near its edge.

    Args:
        band: that was searched.
        zh: the rows, last boundary included.
        en: the columns, last boundary included.
        near: rows of `band` where the path came near the edge; up to `REACH` rows from them the
            band grows by `REACH` nodes on each side.
        elsewhere: the rectangle's band on the other rows; they stay as they are if it is None.
    """
    rows = slice(zh.start, zh.stop)
    lows = np.clip(band.lows[rows], en.start, en.stop - 1) - en.start
    highs = np.clip(band.highs[rows], en.start, en.stop - 1) - en.start
    grows = np.zeros(len(zh), np.bool_)
    for row in near.tolist():
        grows[max(0, row - zh.start - REACH) : max(0, row - zh.start + REACH + 1)] = True
    if elsewhere is not None:
        lows = np.where(grows, lows, elsewhere.lows)
        highs = np.where(grows, highs, elsewhere.highs)
    lows = np.maximum(0, lows - REACH * grows)
    highs = np.minimum(len(en) - 1, highs + REACH * grows)
    highs[-1] = len(en) - 1
    return _ordered(lows, highs)


def _ordered(lows: Longs, highs: Longs) -> Band:
    """The band with rows that never step back, from corner to corner."""
    lows = np.minimum.accumulate(lows[::-1])[::-1].copy()
    highs = np.maximum.accumulate(highs)
    lows[0] = 0
    return Band(lows, highs)


def _slack(height: int, width: int, margin: int, most: int) -> int:
    """How far the path may stray from the straight line between two points of the chain.

    A small rectangle is searched whole, so that a passage that one side lacks may lie anywhere in
    it; one that is about as high as wide, by half its size. In a large one the path may stray by
    what one side has more than the other or by half of the shorter one, as far as `most` nodes go.
    """
    if (height + 1) * (width + 1) <= _RECTANGLE:
        regular = min(height, width) > 2 * margin and max(height, width) <= 2 * min(height, width)
        return margin + max(height, width) // 2 if regular else width
    wanted = max(abs(height - width), min(height, width) // 2, _LEAST_SLACK)
    rows = max(1, height)
    return margin + max(width // rows, min(wanted, most // (2 * rows)))


def _consistent(chain: Longs) -> Longs:
    """The anchors that lie on one line with at least half of their eight neighbours.

    An anchor by chance lies on nobody's line; `_ASIDE` sentences away is still the same line.
    """
    if len(chain) < 9:
        return chain
    offset = chain[:, 1] - chain[:, 0] * (chain[-1, 1] - chain[0, 1]) / max(
        1, chain[-1, 0] - chain[0, 0]
    )
    keep = np.zeros(len(chain), np.bool_)
    for k in range(len(chain)):
        around = offset[max(0, k - 4) : k + 5]
        keep[k] = (np.abs(around - offset[k]) <= _ASIDE).sum() - 1 >= (len(around) - 1) / 2
    return chain[keep]


def heaviest_chain(i: Ints, j: Ints, score: Floats, m: int) -> Longs:
    """The heaviest sequence of candidates that ascends on both sides."""
    order = np.lexsort((-j, i))
    best = heaviest(i[order], j[order], score[order], m)
    return np.stack([i[order][best], j[order][best]], axis=1).astype(np.int64)
