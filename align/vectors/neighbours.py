"""Which sentences of two sides lie nearest to each other in one vector space, and how near.

near = Neighbours(zh_vectors, en_vectors)
near.found() -> (zh, en), (en, zh)       the few nearest of each sentence, either way
near.rows(zh, en)                        one row per pair; `NEARNESS` names the columns

Some vectors lie near everything. So nearness is a cosine less the mean one of both sentences to
their nearest neighbours: CSLS (A. Conneau et al., "Word Translation Without Parallel Data", ICLR
2018, section 2.3). All sentences of one side are compared with all of the other, block by block:
memory grows with their sum, time with their product (100,000 x 100,000: some minutes).
"""

import numpy as np

from align.vectors.neighbour_kernels import Best, raise_best
from corpus.kernels.arrays import Floats, Ints

NEARNESS = (
    "vectors: cosine", "vectors: CSLS", "vectors: zh, over the best rival",
    "vectors: en, over the best rival", "vectors: both best",
)  # fmt: skip
NEAREST = 4
"""Neighbours of a sentence that are proposed, and whose mean cosine is its usual one."""
_LOOKED_AT = 16
"""Nearest by cosine, among which the nearest by CSLS are sought: one pass over all pairs does."""
_ROWS, _COLUMNS = 1024, 8192
"""Of a block of similarities: 32 MB."""
_NONE = -2.0
"""Less than any cosine, and than any CSLS of sentences that are alike at all."""
_LEAST = 1e-6


class Neighbours:
    """The sentences of both sides as unit vectors, and the nearest of each."""

    def __init__(self, zh: Floats, en: Floats) -> None:
        """Compare all with all.

        Args:
            zh: shape (zh sentences, dimensions), at least one; their lengths do not matter.
            en: shape (en sentences, dimensions), at least one.
        """
        self._zh, self._en = _unit(zh), _unit(en)
        near_zh, near_en = self._nearest()
        self._usual_zh, self._usual_en = (
            near.values[:, :NEAREST].mean(axis=1) for near in (near_zh, near_en)
        )
        self._best_zh = _by_csls(near_zh, self._usual_zh, self._usual_en)
        self._best_en = _by_csls(near_en, self._usual_en, self._usual_zh)

    def _nearest(self) -> tuple[Best, Best]:
        """The nearest of each sentence by cosine."""
        from threadpoolctl import threadpool_limits

        sizes = len(self._zh), len(self._en)
        zh, en = (
            Best(
                np.full((size, min(_LOOKED_AT, other)), _NONE, np.float32),
                np.zeros((size, min(_LOOKED_AT, other)), np.int32),
            )
            for size, other in (sizes, sizes[::-1])
        )
        with threadpool_limits(limits=1, user_api="blas"):  # several round as they share the work
            for i in range(0, sizes[0], _ROWS):
                for j in range(0, sizes[1], _COLUMNS):
                    block = self._zh[i : i + _ROWS] @ self._en[j : j + _COLUMNS].T
                    raise_best(block, i, j, zh, en)
        return zh, en

    def found(self) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        """The nearest of each zh sentence by CSLS, and those of each en sentence, nearest first."""
        return _pairs(self._best_zh), _pairs(self._best_en)

    def rows(self, i: Ints, j: Ints) -> Floats:
        """How near zh sentence i and en sentence j are, also against their rivals.

        Returns:
            Shape (pairs, len(NEARNESS)).
        """
        cosine = np.empty(len(i), np.float32)
        for at in range(0, len(i), _COLUMNS):
            some = slice(at, at + _COLUMNS)
            cosine[some] = np.einsum("kd,kd->k", self._zh[i[some]], self._en[j[some]])
        csls = 2 * cosine - self._usual_zh[i] - self._usual_en[j]
        over_zh, over_en = (
            csls - _rival(best, text, other)
            for best, text, other in ((self._best_zh, i, j), (self._best_en, j, i))
        )
        both = (over_zh >= 0) & (over_en >= 0)
        rows: Floats = np.stack([cosine, csls, over_zh, over_en, both], axis=1).astype(np.float32)
        return rows


def _by_csls(near: Best, usual: Floats, usual_other: Floats) -> Best:
    """The nearest by CSLS among the nearest by cosine."""
    csls = 2 * near.values - usual[:, None] - usual_other[near.numbers]
    order = np.argsort(-csls, axis=1, kind="stable")[:, :NEAREST]
    return Best(
        np.take_along_axis(csls, order, axis=1), np.take_along_axis(near.numbers, order, axis=1)
    )


def _pairs(best: Best) -> tuple[Ints, Ints]:
    size, count = best.numbers.shape
    return np.repeat(np.arange(size, dtype=np.int32), count), best.numbers.ravel()


def _rival(best: Best, text: Ints, other: Ints) -> Floats:
    """The nearest neighbour of each text but the other of its pair."""
    first = best.numbers[text, 0] == other
    second = best.values[text, 1] if best.values.shape[1] > 1 else np.float32(_NONE)
    rival: Floats = np.where(first, second, best.values[text, 0])
    return rival


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, _LEAST), np.float32)
