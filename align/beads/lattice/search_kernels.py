"""Compiled: the search for beads in a band, by forward-backward and minimum Bayes risk decoding.

A linear-chain (semi-Markov) conditional random field over beads: an alignment is a path from node
(0, 0) to (n, m), its score the sum of its beads' scores. `posteriors` gives each bead's
probability over all paths (Lafferty, McCallum & Pereira, ICML 2001; Sarawagi & Cohen, NIPS 2004);
`decode` the path with the greatest expected number of right beads, less a price per bead
(minimum Bayes risk).
"""

import numpy as np

from align.beads.lattice.feature_kernels import (
    EDGE_COUNT,
    NODE_COUNT,
    TYPE_ARRAY,
    PairView,
    cut_off,
    edge_features,
    glued,
    length_difference,
    node_features,
)
from align.evidence.figure_kernels import headings_differ
from corpus.kernels.arrays import Doubles, Flags, Floats, Longs
from corpus.kernels.compiled import compiled, part

PRICE = 0.3
"""What a bead costs in `decode`: without it many unsure beads beat one sure one."""

IMPOSSIBLE = -1e30

_GLUED = 3.0
"""Taken off the score of a bead in which a heading or a by-line stands beside prose of the same
side: of 770 gold beads with several sentences of a side, 1 is such a one. Long lines without an end
mark (a sentence broken in two) are still rather merged than left alone."""

_CUT_OFF = 5.0
"""Taken off the score of a bead that has a quotation without who said it, or that without the
quotation, where the other side has both in one sentence: of 1,316 gold beads of novels none is such
a one, 7 hold both sentences. In a short text little else speaks against leaving 他说。 alone."""
_UNSAID = 2.0
"""Added for who said a quotation, without counterpart: it goes with the quotation or is not needed,
and costs less than another sentence left out. Without, beads that hold an untranslated one win."""

_FAR = 10.0
"""Merges whose lengths differ by more (see `length_difference`) are not looked at: under any
weights that length has they cannot win, and no gold merge exceeds 7."""


@compiled
def row_offsets(lows: Longs, highs: Longs) -> Longs:
    """Number of the first node of each row."""
    offsets = np.zeros(len(lows) + 1, np.int64)
    for i in range(len(lows)):
        offsets[i + 1] = offsets[i] + highs[i] - lows[i] + 1
    return offsets


@compiled
def score_edges(view: PairView, weights: Doubles) -> Floats:
    """Score of each bead from each node, shape (nodes, types); the border behind it included."""
    offsets = row_offsets(view.lows, view.highs)
    last = len(view.lows) - 1
    borders = np.empty(offsets[-1])
    x = np.empty(NODE_COUNT)
    for i in range(last + 1):
        for j in range(view.lows[i], view.highs[i] + 1):
            node_features(view, i, j, x)
            total = view.break_log_ratios[view.zh_breaks[i], view.en_breaks[j]]
            for k in range(NODE_COUNT):
                total += weights[EDGE_COUNT + k] * x[k]
            borders[offsets[i] + j - view.lows[i]] = total
    scores = np.full((offsets[-1], len(TYPE_ARRAY)), np.float32(IMPOSSIBLE), np.float32)
    zh_said, en_said = view.zh.said.any(), view.en.said.any()
    x = np.empty(EDGE_COUNT)
    for i in range(last + 1):
        for j in range(view.lows[i], view.highs[i] + 1):
            node = offsets[i] + j - view.lows[i]
            for kind in range(len(TYPE_ARRAY)):
                m, n = TYPE_ARRAY[kind]
                if i + m > last or j + n < view.lows[i + m] or j + n > view.highs[i + m]:
                    continue
                if m + n > 2 and abs(length_difference(view, i, m, j, n)) > _FAR:
                    continue
                if headings_differ(view.zh_figures, view.en_figures, i, m, j, n):
                    continue
                edge_features(view, i, m, j, n, kind, x)
                border = borders[offsets[i + m] + j + n - view.lows[i + m]]
                scores[node, kind] = border + _weighted(weights, x)
                if m == 0 or n == 0:
                    scores[node, kind] += view.null_log_odds
                    if (m and view.zh.said[i]) or (n and view.en.said[j]):
                        scores[node, kind] += _UNSAID
                    continue
                if glued(view.zh, i, m) or glued(view.en, j, n):
                    scores[node, kind] -= _GLUED
                if (zh_said and cut_off(view.zh, i, m, view.en, j, n)) or (
                    en_said and cut_off(view.en, j, n, view.zh, i, m)
                ):
                    scores[node, kind] -= _CUT_OFF
    return scores


@part
def _weighted(weights: Doubles, x: Doubles) -> float:
    """The sum of products over `x`, in four chains that a processor adds up side by side."""
    a = b = c = d = 0.0
    last = len(x) // 4 * 4
    for k in range(0, last, 4):
        a += weights[k] * x[k]
        b += weights[k + 1] * x[k + 1]
        c += weights[k + 2] * x[k + 2]
        d += weights[k + 3] * x[k + 3]
    for k in range(last, len(x)):
        a += weights[k] * x[k]
    return (a + b) + (c + d)


@compiled
def posteriors(lows: Longs, highs: Longs, scores: Floats) -> tuple[float, Doubles]:
    """Log of the sum over all paths, and each edge's probability, shape (nodes, types)."""
    offsets = row_offsets(lows, highs)
    last = len(lows) - 1
    nodes = offsets[-1]
    forward = np.full(nodes, IMPOSSIBLE)
    backward = np.full(nodes, IMPOSSIBLE)
    forward[0] = 0.0
    backward[nodes - 1] = 0.0
    for i in range(last + 1):
        for j in range(lows[i], highs[i] + 1):
            node = offsets[i] + j - lows[i]
            best = forward[node]
            if best <= IMPOSSIBLE / 2:
                continue
            for kind in range(len(TYPE_ARRAY)):
                score = scores[node, kind]
                if score > IMPOSSIBLE / 2:
                    m, n = TYPE_ARRAY[kind]
                    to = offsets[i + m] + j + n - lows[i + m]
                    forward[to] = log_add(forward[to], best + score)
    for i in range(last, -1, -1):
        for j in range(highs[i], lows[i] - 1, -1):
            node = offsets[i] + j - lows[i]
            total = backward[node]
            for kind in range(len(TYPE_ARRAY)):
                score = scores[node, kind]
                if score > IMPOSSIBLE / 2:
                    m, n = TYPE_ARRAY[kind]
                    to = offsets[i + m] + j + n - lows[i + m]
                    total = log_add(total, backward[to] + score)
            backward[node] = total
    log_sum = backward[0]
    result = np.zeros(scores.shape)
    for i in range(last + 1):
        for j in range(lows[i], highs[i] + 1):
            node = offsets[i] + j - lows[i]
            for kind in range(len(TYPE_ARRAY)):
                score = scores[node, kind]
                if score > IMPOSSIBLE / 2:
                    m, n = TYPE_ARRAY[kind]
                    to = offsets[i + m] + j + n - lows[i + m]
                    result[node, kind] = np.exp(forward[node] + score + backward[to] - log_sum)
    return log_sum, result


@part
def log_add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    if a < b:
        a, b = b, a
    if b <= IMPOSSIBLE / 2:
        return a
    return a + float(np.log1p(np.exp(b - a)))


@compiled
def decode(lows: Longs, highs: Longs, probability: Doubles) -> tuple[Longs, Doubles]:
    """The path that maximises the sum of (probability - `PRICE`).

    Returns:
        beads: shape (k, 4): first zh sentence, zh sentences, first en sentence, en sentences.
        scores: the probability of each.
    """
    offsets = row_offsets(lows, highs)
    last = len(lows) - 1
    nodes = offsets[-1]
    best = np.full(nodes, IMPOSSIBLE)
    choice = np.full(nodes, -1, np.int8)
    best[nodes - 1] = 0.0
    for i in range(last, -1, -1):
        for j in range(highs[i], lows[i] - 1, -1):
            node = offsets[i] + j - lows[i]
            for kind in range(len(TYPE_ARRAY)):
                m, n = TYPE_ARRAY[kind]
                if i + m > last or j + n < lows[i + m] or j + n > highs[i + m]:
                    continue
                to = offsets[i + m] + j + n - lows[i + m]
                if best[to] <= IMPOSSIBLE / 2:
                    continue
                value = best[to] + probability[node, kind] - PRICE
                if value > best[node]:
                    best[node] = value
                    choice[node] = kind
    beads = np.empty((last + highs[last] + 1, 4), np.int64)
    scores = np.empty(last + highs[last] + 1)
    count = 0
    i = 0
    j = 0
    while i < last or j < highs[last]:
        node = offsets[i] + j - lows[i]
        kind = choice[node]
        m, n = TYPE_ARRAY[kind]
        beads[count, 0] = i
        beads[count, 1] = m
        beads[count, 2] = j
        beads[count, 3] = n
        scores[count] = probability[node, kind]
        count += 1
        i += m
        j += n
    return beads[:count].copy(), scores[:count].copy()


@compiled
def leave_alone(
    lows: Longs, highs: Longs, scores: Floats, zh_alone: Flags, en_alone: Flags
) -> None:
    """Rule out two-sided beads that hold a sentence which has no counterpart."""
    offsets = row_offsets(lows, highs)
    last = len(lows) - 1
    for i in range(last + 1):
        for j in range(lows[i], highs[i] + 1):
            node = offsets[i] + j - lows[i]
            for kind in range(len(TYPE_ARRAY)):
                m, n = TYPE_ARRAY[kind]
                if m == 0 or n == 0 or scores[node, kind] <= IMPOSSIBLE / 2:
                    continue
                if zh_alone[i : i + m].any() or en_alone[j : j + n].any():
                    scores[node, kind] = IMPOSSIBLE
