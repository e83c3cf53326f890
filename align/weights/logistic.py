"""Logistic regression: applying stored weights, calibrated decisions, and (for the bench) fitting.

model = Model.of(stored, features)
probability(model.logits(rows))
expected_f1(probabilities, wanted)          how many of the best to keep, without any gold
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Flags
from corpus.support.weights import in_order

BLOCK = 1 << 16
"""Rows that are weighed at once (some 30 MB). A matrix product may round a row otherwise among
other rows, so blocks are of a fixed size, counted from the first row: whoever makes one of them,
in whatever order, gets the same bytes."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature.

    Attributes:
        features: names, in the order of the columns.
        weights: of each.
        bias: what is added.
    """

    features: tuple[str, ...]
    weights: Doubles
    bias: float

    @classmethod
    def of(
        cls, stored: Mapping[str, float], features: Sequence[str], source: str = "weights"
    ) -> "Model":
        """The model as it is stored: a number per feature, and ``bias``.

        Raises:
            WeightsError: the stored features are not these; `source` names the file.
        """
        *weights, bias = in_order(stored, (*features, "bias"), source)
        return cls(tuple(features), np.array(weights, np.float64), float(bias))

    def stored(self) -> dict[str, float]:
        """The numbers to store, to five digits."""
        values = {"bias": self.bias, **dict(zip(self.features, self.weights, strict=True))}
        return {name: float(f"{value:.5g}") for name, value in values.items()}

    def logits(self, *columns: NDArray[np.floating]) -> Doubles:
        """Log odds of each row.

        Args:
            columns: the features, shape (n, features), or parts that stand side by side: they are
                joined block by block, so that there is no second copy of them all.
        """
        return in_blocks(lambda rows: rows @ self.weights + self.bias, *columns)


def in_blocks(
    weigh: Callable[[NDArray[np.floating]], Doubles], *columns: NDArray[np.floating]
) -> Doubles:
    """The results for all rows, computed in blocks of `BLOCK` rows.

    Args:
        weigh: a value for each row of a block.
        columns: the rows, or parts of them that stand side by side.
    """
    parts = [np.zeros(0)]
    for at in range(0, len(columns[0]), BLOCK):
        block = [part[at : at + BLOCK] for part in columns]
        parts.append(weigh(block[0] if len(block) == 1 else np.concatenate(block, axis=1)))
    return np.concatenate(parts)


def probability(logits: Doubles) -> Doubles:
    """The logistic function, without overflow."""
    result: Doubles = 0.5 * (1.0 + np.tanh(0.5 * logits))
    return result


def fit(
    rows: NDArray[np.floating],
    right: Flags,
    features: Sequence[str],
    *,
    l2: float,
    weights: Doubles | None = None,
) -> Model:
    """The model of greatest penalised likelihood (Newton's method, on standardised columns).

    Args:
        rows: shape (n, features).
        right: the labels.
        features: names of the columns.
        l2: strength of the quadratic penalty on the standardised weights.
        weights: of each row in the likelihood; 1 by default.
    """
    importance = np.ones(len(rows)) if weights is None else weights
    total = importance.sum()
    mean: Doubles = importance @ rows / total
    scale = np.sqrt(np.maximum(importance @ np.square(rows) / total - mean**2, 0.0))
    scale[scale < 1e-9] = 1.0
    x = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    penalty = np.append(np.full(rows.shape[1], l2), 1e-6)  # the bias is free
    beta: Doubles = np.zeros(x.shape[1])
    loss = float("inf")
    step: Doubles = beta
    while True:
        trial = beta + step
        logits = x @ trial
        value = float(importance @ (np.logaddexp(0.0, logits) - right * logits))
        value += float(0.5 * penalty @ trial**2)
        if value > loss:
            if np.abs(step).max() < 1e-6:
                break
            step = 0.5 * step  # too far: the quadratic approximation does not hold there
            continue
        done = loss - value < 1e-9 * value
        beta, loss = np.asarray(trial, np.float64), value
        if done:
            break
        chance = probability(logits)
        gradient = x.T @ (importance * (right - chance)) - penalty * beta
        curvature = x * (importance * chance * (1.0 - chance))[:, None]
        step = np.asarray(np.linalg.solve(x.T @ curvature + np.diag(penalty), gradient), np.float64)
    slope = beta[:-1] / scale
    return Model(tuple(features), slope, float(beta[-1] - mean @ slope))


def expected_f1(probabilities: Doubles, wanted: float, least: float = 0.0) -> int:
    """How many of the best to keep so that the expected F1 is greatest.

    Keeping n gives ``2 * sum of the n probabilities / (n + wanted)``
    (Lipton, Elkan & Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure",
    ECML 2014).

    Args:
        probabilities: calibrated, descending.
        wanted: how many right ones there are, in expectation.
        least: nothing less probable is kept.
    """
    probabilities = probabilities[probabilities >= least]
    if not len(probabilities):
        return 0
    kept = np.arange(1, len(probabilities) + 1)
    value = 2 * np.cumsum(probabilities) / (kept + wanted)
    return int(np.argmax(value)) + 1
