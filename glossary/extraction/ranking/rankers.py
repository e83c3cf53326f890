"""Two learnt models that order candidates: is it a term, and is the pair right.

rankers() -> {"score": Model, "probability": Model}        from ``term_weights.json``
standard(matrix) -> matrix                                 features on one scale for every text

Each model adds a logistic regression over the features and their squares, which transfers well to
other kinds of text, and boosted trees (J. Friedman, "Greedy Function Approximation: A Gradient
Boosting Machine", Annals of Statistics 29(5), 2001), which see what features mean together.
`bench/term_weights.py` learns both.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from corpus.kernels.arrays import Doubles, Floats, Ints
from corpus.support.weights import in_order, stored_weights
from corpus.workers.threads import in_threads
from glossary.extraction.ranking.features import FEATURES
from glossary.extraction.ranking.kernels import add_trees

PACKAGE, TERMS = "glossary.extraction.ranking", "term_weights.json"
"""Where the weights lie."""
PRIOR_ROWS = 1000
"""The training texts' means and scales count as so many candidates beside the text's own: in a few
sentences a feature's own mean says little."""
MOST = 4.0
"""Standard values are cut off here, so that no single feature decides."""
_MOST_SQUARED = 3.0
_CHUNK = 1 << 15  # rows that are worked on at once (some 30 MB)


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds as a sum of linear terms, squares and trees over standard features.

    Attributes:
        linear: weight of each feature.
        squares: weight of the square of each.
        intercept: added.
        nodes: shape (nodes, 3): feature, the node to go to when its value is at most the
            threshold, the node for other values; a leaf has the feature -1.
        values: threshold of each node, or what a leaf adds.
        roots: the first node of each tree.
        calibration: slope and offset that make a logit that of a calibrated probability.
    """

    linear: Floats
    squares: Floats
    intercept: float
    nodes: Ints
    values: Floats
    roots: Ints
    calibration: tuple[float, float]

    def logits(self, matrix: Floats) -> Doubles:
        """The log-odds of each row of standard features."""

        def some(first: int) -> Doubles:
            part = matrix[first : first + _CHUNK]
            squared = np.clip(part, -_MOST_SQUARED, _MOST_SQUARED) ** 2
            trees = add_trees(part, self.nodes, self.values, self.roots)
            return np.asarray(part @ self.linear + squared @ self.squares + trees, np.float64)

        found = in_threads(some, range(0, len(matrix), _CHUNK))
        return np.concatenate([np.zeros(0), *found]) + self.intercept

    def probability(self, logits: Doubles) -> Doubles:
        """The calibrated probability for logits of this model."""
        slope, offset = self.calibration
        return np.asarray(1 / (1 + np.exp(-(slope * logits + offset))))


def standard(matrix: Floats) -> Floats:
    """Features in units of their spread in this text, in place.

    So a model that was learnt on one text fits a longer or richer one.
    """
    if not len(matrix):
        return matrix
    means, scales = _training_scale()
    rows = len(matrix)
    for k in range(matrix.shape[1]):
        column = matrix[:, k].astype(np.float64)
        mean = (rows * column.mean() + PRIOR_ROWS * means[k]) / (rows + PRIOR_ROWS)
        spread = rows * (column.var() + (column.mean() - mean) ** 2)
        spread += PRIOR_ROWS * (scales[k] ** 2 + (means[k] - mean) ** 2)
        scale = np.sqrt(spread / (rows + PRIOR_ROWS)) + 1e-6
        matrix[:, k] = np.clip((column - mean) / scale, -MOST, MOST)
    return matrix


@cache
def rankers() -> dict[str, Model]:
    """What ships: ``score`` (is it a term) and ``probability`` (is the pair right)."""
    return {name: _model(stored_weights(PACKAGE, TERMS, name)) for name in ("score", "probability")}


@cache
def _training_scale() -> tuple[Doubles, Doubles]:
    """Mean and standard deviation of each feature in the training texts."""
    stored = stored_weights(PACKAGE, TERMS, "features")
    columns = np.array(in_order(stored, FEATURES, TERMS), np.float64)
    return columns[:, 0], columns[:, 1]


def _model(stored: dict[str, Any]) -> Model:
    weights = np.array(in_order(stored["weights"], FEATURES, TERMS), np.float32)
    number = {name: k for k, name in enumerate(FEATURES)}
    nodes: list[tuple[int, int, int]] = []
    values: list[float] = []

    def add(tree: Any) -> int:  # noqa: ANN401  (JSON: a leaf or a list of four)
        at = len(nodes)
        nodes.append((-1, 0, 0))
        values.append(0.0)
        if isinstance(tree, list):
            name, values[at], low, high = tree
            nodes[at] = number[name], add(low), add(high)
        else:
            values[at] = tree
        return at

    roots = [add(tree) for tree in stored["trees"]]
    slope, offset = stored["calibration"]
    return Model(
        linear=weights[:, 0].copy(),
        squares=weights[:, 1].copy(),
        intercept=stored["intercept"],
        nodes=np.array(nodes, np.int32).reshape(-1, 3),
        values=np.array(values, np.float32),
        roots=np.array(roots, np.int32),
        calibration=(slope, offset),
    )
