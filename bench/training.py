"""Training of the bead model's weights: maximum conditional likelihood of gold alignments.

`bench/train_beads.py` and `bench/pivot.py` use it. Gold beads that the search has no
type for, and gaps in the gold, are summed over: any path that keeps to the gold's borders counts
as right there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from align.beads.lattice.feature_kernels import (
    EDGE_COUNT,
    FEATURES,
    TYPE_ARRAY,
    PairView,
    edge_features,
    node_features,
)
from align.beads.lattice.search_kernels import (
    IMPOSSIBLE,
    log_add,
    posteriors,
    row_offsets,
    score_edges,
)
from corpus.kernels.arrays import Doubles, Flags, Floats, Longs
from corpus.kernels.compiled import compiled
from corpus.model import Bead

COUNT = len(FEATURES)

PRUNE = 1e-5
"""Edges less probable than this under flattened first weights are left out of training."""


@dataclass(frozen=True, slots=True)
class Example:
    """The edges of one document pair.

    Attributes:
        start: node that each edge leaves, ascending.
        end: node it reaches.
        rows: features, shape (edges, COUNT), float32.
        right: whether the edge keeps to the gold.
        nodes: number of nodes.
        gold: number of gold beads.
        weight: of the example in the objective.
    """

    start: Longs
    end: Longs
    rows: Floats
    right: Flags
    nodes: int
    gold: int
    weight: float


def example(view: PairView, gold: Sequence[Bead], first: Doubles, weight: float = 1.0) -> Example:
    """The edges worth training on, by the posterior under weights `first` at half strength."""
    scores = score_edges(view, first * 0.5)
    _, probability = posteriors(view.lows, view.highs, scores)
    zh_cell, en_cell = gold_cells(gold, len(view.lows) - 1, int(view.highs[-1]))
    start, end, rows, right = _edges(view, probability, zh_cell, en_cell, PRUNE)
    return Example(
        start, end, rows, right, int(row_offsets(view.lows, view.highs)[-1]), len(gold), weight
    )


def gold_cells(gold: Sequence[Bead], n: int, m: int) -> tuple[Longs, Longs]:
    """The segment of the gold that each Chinese and each English sentence belongs to.

    Segments are numbered along the path; sentences of a gap form one segment of their own with
    the other side's gap. Gold beads that cross earlier ones are passed over.
    """
    zh = np.full(n, -1, np.int64)
    en = np.full(m, -1, np.int64)
    i = j = number = 0
    for bead in sorted(bead for bead in gold if bead.zh and bead.en):
        if bead.zh[0] < i or bead.en[0] < j:
            continue
        if bead.zh[0] > i or bead.en[0] > j:
            zh[i : bead.zh[0]] = number
            en[j : bead.en[0]] = number
            number += 1
        zh[bead.zh[0] : bead.zh[-1] + 1] = number
        en[bead.en[0] : bead.en[-1] + 1] = number
        number += 1
        i, j = bead.zh[-1] + 1, bead.en[-1] + 1
    zh[i:] = number
    en[j:] = number
    return zh, en


@compiled
def _edges(
    view: PairView,
    probability: Doubles,
    zh_cell: Longs,
    en_cell: Longs,
    least: float,
) -> tuple[Longs, Longs, Floats, Flags]:
    offsets = row_offsets(view.lows, view.highs)
    last = len(view.lows) - 1
    zh_size = np.bincount(zh_cell)
    en_size = np.bincount(en_cell)
    start = np.empty(0, np.int64)
    end = np.empty(0, np.int64)
    rows = np.empty((0, COUNT), np.float32)
    rights = np.empty(0, np.bool_)
    x = np.empty(COUNT)
    for fill in range(2):  # first count, then fill
        count = 0
        for i in range(last + 1):
            for j in range(view.lows[i], view.highs[i] + 1):
                node = offsets[i] + j - view.lows[i]
                for kind in range(len(TYPE_ARRAY)):
                    m, n = TYPE_ARRAY[kind]
                    if i + m > last or j + n < view.lows[i + m] or j + n > view.highs[i + m]:
                        continue
                    right = keeps(i, m, j, n, zh_cell, en_cell, zh_size, en_size)
                    if not right and probability[node, kind] < least:
                        continue
                    if fill == 1:
                        start[count] = node
                        end[count] = offsets[i + m] + j + n - view.lows[i + m]
                        edge_features(view, i, m, j, n, kind, x[:EDGE_COUNT])
                        node_features(view, i + m, j + n, x[EDGE_COUNT:])
                        rows[count] = x.astype(np.float32)
                        rights[count] = right
                    count += 1
        if fill == 0:
            start = np.empty(count, np.int64)
            end = np.empty(count, np.int64)
            rows = np.empty((count, COUNT), np.float32)
            rights = np.empty(count, np.bool_)
    return start, end, rows, rights


@compiled
def keeps(
    i: int,
    m: int,
    j: int,
    n: int,
    zh_cell: Longs,
    en_cell: Longs,
    zh_size: Longs,
    en_size: Longs,
) -> bool:
    """Whether the bead is a gold bead, or lies in a segment that the search has no type for."""
    zh_at = zh_cell[i] if i < len(zh_cell) else -1
    en_at = en_cell[j] if j < len(en_cell) else -1
    cell = zh_at if m > 0 else en_at
    if m > 0 and n > 0 and zh_at != en_at:
        return False
    for k in range(i, i + m):
        if zh_cell[k] != cell:
            return False
    for k in range(j, j + n):
        if en_cell[k] != cell:
            return False
    zh_count = zh_size[cell] if cell < len(zh_size) else 0
    en_count = en_size[cell] if cell < len(en_size) else 0
    if zh_count == m and en_count == n:
        return True
    for kind in range(len(TYPE_ARRAY)):
        if TYPE_ARRAY[kind, 0] == zh_count and TYPE_ARRAY[kind, 1] == en_count:
            # A gold bead of a type the search has: only it is right. A gap of one sentence too.
            return False
    return True


def train(examples: Sequence[Example], first: Doubles, l2: float) -> Doubles:
    """The weights that maximise the penalised conditional log-likelihood per gold bead (L-BFGS).

    Args:
        examples: the training pairs.
        first: where to start.
        l2: strength of the quadratic penalty, per ten thousand beads.
    """
    beads = sum(e.gold * e.weight for e in examples)

    def objective(weights: Doubles) -> tuple[float, Doubles]:
        loss = 0.0
        gradient = np.zeros(COUNT)
        for e in examples:
            value, slope = loss_of(e, weights)
            loss += e.weight * value
            gradient += e.weight * slope
        loss += 0.5 * l2 * (beads / 100) * float(weights @ weights) / 100
        gradient += l2 * (beads / 100) * weights / 100
        return loss / beads, gradient / beads

    found = minimize(objective, first, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    result: Doubles = found.x
    return result


def loss_of(e: Example, weights: Doubles) -> tuple[float, Doubles]:
    """Negative log probability of the gold, and its gradient."""
    scores = e.rows @ weights.astype(np.float32)
    every, expected = expectation(e.start, e.end, scores.astype(np.float64), e.nodes)
    masked = np.where(e.right, scores.astype(np.float64), IMPOSSIBLE)
    gold, observed = expectation(e.start, e.end, masked, e.nodes)
    gradient = e.rows.T @ (expected - observed).astype(np.float32)
    return every - gold, gradient.astype(np.float64)


@compiled
def expectation(start: Longs, end: Longs, scores: Doubles, nodes: int) -> tuple[float, Doubles]:
    """Log of the sum over paths along the edges, and each edge's probability."""
    forward = np.full(nodes, IMPOSSIBLE)
    backward = np.full(nodes, IMPOSSIBLE)
    forward[0] = 0.0
    backward[nodes - 1] = 0.0
    for k in range(len(start)):
        if scores[k] > IMPOSSIBLE / 2 and forward[start[k]] > IMPOSSIBLE / 2:
            forward[end[k]] = log_add(forward[end[k]], forward[start[k]] + scores[k])
    for k in range(len(start) - 1, -1, -1):
        if scores[k] > IMPOSSIBLE / 2 and backward[end[k]] > IMPOSSIBLE / 2:
            backward[start[k]] = log_add(backward[start[k]], backward[end[k]] + scores[k])
    total = forward[nodes - 1]
    result = np.zeros(len(start))
    for k in range(len(start)):
        if scores[k] > IMPOSSIBLE / 2:
            result[k] = np.exp(forward[start[k]] + scores[k] + backward[end[k]] - total)
    return total, result
