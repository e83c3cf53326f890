"""Matrices of which most cells are 0, by rows.

matrix = SparseMatrix.of_cells(values, rows, columns, shape)
matrix @ other, matrix + other, matrix.times(...), matrix.taken(rows)

Sums and products are made in the order in which scipy.sparse makes them, so that they have the same
bits. Cells are counted by 32 bits: two thousand million are more than memory holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from corpus.kernels.arrays import Ints, Longs
from corpus.matrices.sparse_kernels import product, shared
from corpus.workers.threads import in_threads

Values = NDArray[Any]
_AT_A_TIME = 50_000
"""Pairs of rows whose shared cells are held at once: at a hundred each, 40 MB."""


@dataclass(frozen=True, slots=True)
class SparseMatrix:
    """The cells of each row; what has none is 0.

    Attributes:
        values: of the cells, row by row; float32 or float64.
        columns: of the cells, int32, none twice in a row.
        starts: shape (rows + 1,), int32: row ``i`` is ``values[starts[i]:starts[i + 1]]``.
        shape: rows and columns.
    """

    values: Values
    columns: Ints
    starts: Ints
    shape: tuple[int, int]

    @classmethod
    def of_rows(
        cls, values: ArrayLike, columns: ArrayLike, starts: ArrayLike, shape: tuple[int, int]
    ) -> "SparseMatrix":
        """The matrix of rows that stand end to end."""
        return cls(
            np.asarray(values),
            np.asarray(columns).astype(np.int32, copy=False),
            np.asarray(starts).astype(np.int32, copy=False),
            shape,
        )

    @classmethod
    def of_cells(
        cls, values: ArrayLike, rows: ArrayLike, columns: ArrayLike, shape: tuple[int, int]
    ) -> "SparseMatrix":
        """The matrix of cells in any order; those of one place are added up."""
        cells = np.asarray(rows, np.int64) * shape[1] + np.asarray(columns, np.int64)
        order = np.argsort(cells, kind="stable")
        ordered, found = cells[order], np.asarray(values)[order]
        first = np.flatnonzero(np.diff(ordered, prepend=-1))
        if len(first) < len(ordered):
            of = np.cumsum(np.diff(ordered, prepend=-1) != 0) - 1
            sums = np.zeros(len(first), found.dtype)
            np.add.at(sums, of, found)
            found, ordered = sums, ordered[first]
        row, column = np.divmod(ordered, max(1, shape[1]))
        return cls.of_rows(found, column, _starts(row, shape[0]), shape)

    @classmethod
    def stacked(cls, parts: Sequence["SparseMatrix"]) -> "SparseMatrix":
        """The rows of all, one below the other."""
        ends = np.cumsum([len(part.values) for part in parts])
        starts = [part.starts[1:] + end for part, end in zip(parts[1:], ends, strict=False)]
        return cls.of_rows(
            np.concatenate([part.values for part in parts]),
            np.concatenate([part.columns for part in parts]),
            np.concatenate([parts[0].starts, *starts]),
            (sum(part.shape[0] for part in parts), parts[0].shape[1]),
        )

    @property
    def T(self) -> "SparseMatrix":  # noqa: N802  (numpy's name)
        """Rows as columns, and columns as rows."""
        order = np.argsort(self.columns, kind="stable")
        shape = self.shape[1], self.shape[0]
        starts = _starts(self.columns, shape[0])
        return self.of_rows(self.values[order], self.row_of_cells()[order], starts, shape)

    def row_of_cells(self) -> Longs:
        """The row of each cell."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.starts))

    def sorted(self) -> "SparseMatrix":
        """The same with ascending columns in each row."""
        if self._ascending():
            return self
        order = np.lexsort((self.columns, self.row_of_cells()))
        return replace(self, values=self.values[order], columns=self.columns[order])

    def with_values(self, values: Values) -> "SparseMatrix":
        """The same cells with other values."""
        return replace(self, values=values)

    def astype(self, kind: type[np.floating[Any]]) -> "SparseMatrix":
        """With values of another type."""
        return replace(self, values=self.values.astype(kind, copy=False))

    def taken(self, rows: Longs) -> "SparseMatrix":
        """These rows, in this order; an empty one for a number outside."""
        numbers = np.where((rows < 0) | (rows >= self.shape[0]), self.shape[0], rows)
        sizes = np.append(np.diff(self.starts), 0)[numbers]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        cells = np.arange(starts[-1]) + np.repeat(self.starts[numbers] - starts[:-1], sizes)
        shape = len(rows), self.shape[1]
        return self.of_rows(self.values[cells], self.columns[cells], starts, shape)

    def times(self, factors: Values, *, by_row: bool = False) -> "SparseMatrix":
        """Each column times its factor, or each row times its."""
        return replace(
            self, values=self.values * factors[self.row_of_cells() if by_row else self.columns]
        )

    def scaled(self, factor: float) -> "SparseMatrix":
        """All cells times a number."""
        return replace(self, values=self.values * factor)

    def without(self, least: float) -> "SparseMatrix":
        """The cells of `least` and more: small ones are many and change nothing."""
        kept = self.values >= least
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return self.of_rows(self.values[kept], self.columns[kept], starts, self.shape)

    def row_sums(self) -> Values:
        """The sum of each row."""
        return reduced(np.add, self.values, self.starts)

    def row_maxima(self) -> Values:
        """The greatest value of each row, of cells that are not there, too."""
        found = reduced(np.maximum, self.values, self.starts)
        return np.where(np.diff(self.starts) < self.shape[1], np.maximum(found, 0), found)

    def __add__(self, other: "SparseMatrix") -> "SparseMatrix":
        """The sum, without cells that cancel out."""
        found = self.of_cells(
            np.concatenate([self.values, other.values]),
            np.concatenate([self.row_of_cells(), other.row_of_cells()]),
            np.concatenate([self.columns, other.columns]),
            self.shape,
        )
        if found.values.all():
            return found
        kept = found.values != 0
        starts = np.concatenate([[0], np.cumsum(kept)])[found.starts]
        return self.of_rows(found.values[kept], found.columns[kept], starts, self.shape)

    def __matmul__(self, other: "SparseMatrix") -> "SparseMatrix":
        """The product of matrices, the columns of each row in no order."""
        kind = np.result_type(self.values, other.values)
        starts, columns, values = product(
            _writable(self.starts),
            _writable(self.columns),
            _writable(self.values.astype(kind, copy=False)),
            _writable(other.starts),
            _writable(other.columns),
            _writable(other.values.astype(kind, copy=False)),
            other.shape[1],
        )
        return SparseMatrix(values, columns, starts, (self.shape[0], other.shape[1]))

    def _ascending(self) -> bool:
        return bool(((np.diff(self.columns) > 0) | (np.diff(self.row_of_cells()) > 0)).all())


def diagonal(size: int) -> SparseMatrix:
    """Ones from the upper left to the lower right, float32."""
    return SparseMatrix.of_rows(
        np.ones(size, np.float32), np.arange(size), np.arange(size + 1), (size, size)
    )


def of_shared(
    left: SparseMatrix, right: SparseMatrix, rows: Longs, others: Longs, *operations: np.ufunc
) -> list[Values]:
    """What operations make of the products of the cells that two rows share, for pairs of rows.

    Args:
        left: a matrix.
        right: another one, or the same.
        rows: of the first matrix, one for each pair.
        others: of the other.
        operations: as `reduced` takes them.

    Returns:
        For each operation a value by pair; 0 where the rows share nothing.
    """
    one, other = left.sorted(), right.sorted()

    def found(start: int) -> list[Values]:
        some = slice(start, start + _AT_A_TIME)
        starts, values = shared(
            one.starts, one.columns, one.values, other.starts, other.columns, other.values,
            rows[some], others[some],
        )  # fmt: skip
        return [reduced(operation, values, starts) for operation in operations]

    parts = [[np.zeros(0)] * len(operations)]
    parts += in_threads(found, range(0, len(rows), _AT_A_TIME))
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def reduced(operation: np.ufunc, values: Values, starts: NDArray[np.integer[Any]]) -> Values:
    """What an operation (`np.add`, `np.maximum`) makes of each row; 0 of an empty one."""
    found = np.zeros(len(starts) - 1, values.dtype)
    filled = np.flatnonzero(np.diff(starts))
    found[filled] = operation.reduceat(values, starts[filled]) if len(filled) else 0
    return found


def _starts(rows: NDArray[np.integer[Any]], count: int) -> Longs:
    """Where each row starts, of cells by row."""
    return np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))]).astype(np.int64)


def _writable(array: Values) -> Values:
    """The array, or a copy of one on disk: code is compiled for arrays in memory alone."""
    return array if array.flags.writeable else array.copy()
