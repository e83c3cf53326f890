"""Compiled: the nearest neighbours of two sides in one vector space, block by block."""

from typing import NamedTuple

from corpus.kernels.arrays import Floats, Ints
from corpus.kernels.compiled import compiled, part


class Best(NamedTuple):
    """The greatest similarities of each text so far.

    Attributes:
        values: shape (texts, best), descending.
        numbers: of the texts of the other side; of equally near ones the first that came.
    """

    values: Floats
    numbers: Ints


@compiled
def raise_best(block: Floats, first_row: int, first_column: int, rows: Best, columns: Best) -> None:
    """Take a block of similarities in.

    Args:
        block: of the texts first_row ... of one side and first_column ... of the other.
        first_row: number of the block's first row.
        first_column: number of its first column.
        rows: of the one side; changed.
        columns: of the other side; changed.
    """
    row_last, column_last = rows.values.shape[1] - 1, columns.values.shape[1] - 1
    for i in range(block.shape[0]):
        row = first_row + i
        for j in range(block.shape[1]):
            value, column = block[i, j], first_column + j
            if value > rows.values[row, row_last]:
                _insert(rows, row, value, column)
            if value > columns.values[column, column_last]:
                _insert(columns, column, value, row)


@part
def _insert(best: Best, text: int, value: float, number: int) -> None:
    """Put a similarity in its place among the best of a text; the least falls out."""
    k = best.values.shape[1] - 1
    while k > 0 and best.values[text, k - 1] < value:
        best.values[text, k] = best.values[text, k - 1]
        best.numbers[text, k] = best.numbers[text, k - 1]
        k -= 1
    best.values[text, k] = value
    best.numbers[text, k] = number
