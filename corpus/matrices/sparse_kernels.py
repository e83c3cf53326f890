"""Compiled: products of sparse matrices, and what two rows share."""

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Ints, Longs
from corpus.kernels.compiled import compiled


@compiled
def product(
    starts: Ints,
    columns: Ints,
    values: NDArray[np.floating],
    other_starts: Ints,
    other_columns: Ints,
    other_values: NDArray[np.floating],
    width: int,
) -> tuple[Ints, Ints, NDArray[np.floating]]:
    """One matrix times another: rows are added up (Gustavson, "Two Fast Algorithms", 1978).

    Columns come out in the order in which they were last met first, as from scipy.

    Args:
        starts: of the rows of the first matrix.
        columns: of its cells.
        values: of its cells.
        other_starts: of the rows of the other.
        other_columns: of its cells.
        other_values: of its cells.
        width: columns of the other.

    Returns:
        Row starts, columns and values.
    """
    found_starts = np.zeros(len(starts), np.int32)
    met = np.full(width, -1, np.int32)
    total = 0
    for row in range(len(starts) - 1):
        for at in range(starts[row], starts[row + 1]):
            other = columns[at]
            for cell in range(other_starts[other], other_starts[other + 1]):
                if met[other_columns[cell]] != row:
                    met[other_columns[cell]] = row
                    total += 1
        found_starts[row + 1] = total
    found = np.empty(total, np.int32)
    sums = np.empty(total, values.dtype)
    place = np.zeros(width, np.int32)
    for row in range(len(starts) - 1):
        last = found_starts[row + 1]
        first = last
        for at in range(starts[row], starts[row + 1]):
            other = columns[at]
            for cell in range(other_starts[other], other_starts[other + 1]):
                column = other_columns[cell]
                where = place[column]
                if not (first <= where < last and found[where] == column):
                    first -= 1
                    where = first
                    place[column] = where
                    found[where] = column
                    sums[where] = 0
                sums[where] += values[at] * other_values[cell]
    return found_starts, found, sums


@compiled
def shared(
    starts: Ints,
    columns: Ints,
    values: NDArray[np.floating],
    other_starts: Ints,
    other_columns: Ints,
    other_values: NDArray[np.floating],
    rows: Longs,
    others: Longs,
) -> tuple[Longs, NDArray[np.floating]]:
    """The products of the cells that rows of two matrices have in the same columns.

    Args:
        starts: of the rows of the first matrix.
        columns: of its cells, ascending in each row.
        values: of its cells.
        other_starts: the same of the other.
        other_columns: the same of the other.
        other_values: the same of the other.
        rows: of the first matrix, one for each pair.
        others: of the other.

    Returns:
        Starts by pair, and the products other than 0, by column.
    """
    most = 0
    for pair in range(len(rows)):
        size = starts[rows[pair] + 1] - starts[rows[pair]]
        most += min(size, other_starts[others[pair] + 1] - other_starts[others[pair]])
    pair_starts = np.zeros(len(rows) + 1, np.int64)
    products = np.empty(most, values.dtype)
    used = 0
    for pair in range(len(rows)):
        a, a_end = starts[rows[pair]], starts[rows[pair] + 1]
        b, b_end = other_starts[others[pair]], other_starts[others[pair] + 1]
        while a < a_end and b < b_end:
            if columns[a] < other_columns[b]:
                a += 1
            elif columns[a] > other_columns[b]:
                b += 1
            else:
                products[used] = values[a] * other_values[b]
                used += products[used] != 0
                a += 1
                b += 1
        pair_starts[pair + 1] = used
    return pair_starts, products[:used].copy()
