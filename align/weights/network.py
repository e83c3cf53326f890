"""A small neural network: applying stored weights (`bench/fit_network.py` learns them).

network = Network.of(stored, features)
network.logits(rows)

One hidden layer, a few dozen units in all: logistic regressions see no features together, and
boosted trees, which do, were no better and need many times the numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.weights.logistic import in_blocks
from corpus.kernels.arrays import Doubles
from corpus.support.weights import in_order

MOST = 4.0
"""Standardised features are cut off here, so that no single one decides."""


@dataclass(frozen=True, slots=True)
class Network:
    """Log odds as the mean of small networks over standardised features.

    Attributes:
        mean, scale: of each feature.
        hidden: shape (networks, features, units).
        bias: shape (networks, units).
        out: shape (networks, units).
        offset: of each network.
    """

    mean: Doubles
    scale: Doubles
    hidden: Doubles
    bias: Doubles
    out: Doubles
    offset: Doubles

    @classmethod
    def of(
        cls, stored: Mapping[str, Any], features: Sequence[str], source: str = "weights"
    ) -> "Network":
        """The network as it is stored.

        Raises:
            WeightsError: the stored features are not these; `source` names the file.
        """
        scales = np.array(in_order(stored["features"], features, source), np.float64)
        networks = stored["networks"]
        return cls(
            scales[:, 0],
            scales[:, 1],
            np.array([in_order(one["hidden"], features, source) for one in networks]),
            np.array([one["bias"] for one in networks]),
            np.array([one["out"] for one in networks]),
            np.array([one["offset"] for one in networks]),
        )

    def standard(self, rows: NDArray[np.floating]) -> Doubles:
        """Features in units of their spread, cut off at `MOST`."""
        return np.clip((rows - self.mean) / self.scale, -MOST, MOST)

    def logits(self, rows: NDArray[np.floating]) -> Doubles:
        """Log odds of each row of features, shape (n, features)."""
        return in_blocks(self._block, rows)

    def _block(self, rows: NDArray[np.floating]) -> Doubles:
        standard = self.standard(rows)
        result = np.zeros(len(rows))
        for hidden, bias, out, offset in zip(
            self.hidden, self.bias, self.out, self.offset, strict=True
        ):
            result += np.tanh(standard @ hidden + bias) @ out + offset
        return result / len(self.offset)
