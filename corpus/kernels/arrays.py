"""The arrays that kernels and models pass on: numpy types by name, and ragged rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of tokens, end to end.

    Attributes:
        starts: shape (rows + 1,), int64; row ``i`` is ``tokens[starts[i]:starts[i + 1]]``.
        tokens: int32.
    """

    starts: Longs
    tokens: Ints

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def row(self, index: int) -> Ints:
        """The tokens of one row."""
        return self.tokens[self.starts[index] : self.starts[index + 1]]


def ragged(rows: list[list[int]]) -> Ragged:
    """Lists of integers as one array with row starts."""
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    flat = np.fromiter((token for row in rows for token in row), np.int32, int(starts[-1]))
    return Ragged(starts, flat)
