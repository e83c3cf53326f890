"""Fitting the small networks of `align.weights.network`, and writing them down."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.weights.network import Network
from corpus.kernels.arrays import Doubles, Flags

UNITS = 12
NETWORKS = 2
"""Their mean is steadier than one of them: they start from different random weights."""
L2 = 30.0
"""Penalty of the squared weights. Cross-validated F1 on the two mining sets: .920 / .924 with 8
units and 20, .919 / .926 with 8 and 30, .925 / .930 with 12 and 30: noise for the most part; a
logistic regression over the same features .916 / .918, boosted trees .918 / .930."""
_STEPS = 150  # of L-BFGS; more change nothing


def fit_network(rows: NDArray[np.floating], right: Flags, weights: Doubles) -> Network:
    """Networks of greatest penalised likelihood, from fixed random starts.

    Args:
        rows: shape (n, features).
        right: the labels.
        weights: of each row in the likelihood.
    """
    mean, scale = rows.mean(axis=0, dtype=np.float64), rows.std(axis=0, dtype=np.float64)
    features = rows.shape[1]
    blank = np.zeros((0, features, UNITS)), np.zeros((0, UNITS)), np.zeros((0, UNITS)), np.zeros(0)
    x = Network(mean, np.maximum(scale, 1e-6), *blank).standard(rows)
    y = right.astype(np.float64)
    size = features * UNITS

    def parts(values: Doubles) -> tuple[Doubles, Doubles, Doubles, float]:
        hidden = values[:size].reshape(features, UNITS)
        return hidden, values[size : size + UNITS], values[size + UNITS : -1], float(values[-1])

    def loss(values: Doubles) -> tuple[float, Doubles]:
        hidden, bias, out, offset = parts(values)
        units = np.tanh(x @ hidden + bias)
        logits = units @ out + offset
        value = float(weights @ (np.logaddexp(0.0, logits) - y * logits))
        value += 0.5 * L2 * float((hidden**2).sum() + (out**2).sum())
        slope = weights * (0.5 * (1.0 + np.tanh(0.5 * logits)) - y)
        back = slope[:, None] * out * (1.0 - units**2)
        return value, np.concatenate(
            [(x.T @ back + L2 * hidden).ravel(), back.sum(axis=0), units.T @ slope + L2 * out,
             [slope.sum()]]
        )  # fmt: skip

    found = []
    for seed in range(NETWORKS):
        start = np.append(np.random.default_rng(seed).normal(scale=0.1, size=size + 2 * UNITS), 0.0)
        best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
        found.append(parts(best.x))
    hidden, bias, out, offset = (np.array(values) for values in zip(*found, strict=True))
    return Network(mean, np.maximum(scale, 1e-6), hidden, bias, out, offset)


def write_network(path: Path, network: Network, features: Sequence[str], provenance: str) -> None:
    """JSON with a line for each feature of each network; four digits."""

    def line(values: Any) -> str:  # noqa: ANN401  (a number or an array of them)
        return json.dumps(np.asarray([float(f"{v:.4g}") for v in np.atleast_1d(values)]).tolist())

    scales = zip(features, network.mean, network.scale, strict=True)
    lines = ["{", f' "provenance": {json.dumps(provenance, ensure_ascii=False)},', ' "features": {']
    lines.append(",\n".join(f"  {json.dumps(n)}: {line(np.array([m, s]))}" for n, m, s in scales))
    lines += [" },", ' "networks": [']
    networks = []
    for hidden, bias, out, offset in zip(
        network.hidden, network.bias, network.out, network.offset, strict=True
    ):
        rows = ",\n".join(
            f"    {json.dumps(name)}: {line(row)}"
            for name, row in zip(features, hidden, strict=True)
        )
        networks.append(
            f'  {{\n   "hidden": {{\n{rows}\n   }},\n   "bias": {line(bias)},\n'
            f'   "out": {line(out)},\n   "offset": {float(f"{offset:.4g}")}\n  }}'
        )
    lines += [",\n".join(networks), " ]", "}"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
