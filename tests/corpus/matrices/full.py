"""Sparse matrices from all their cells, and back: for small ones."""

import numpy as np

from corpus.matrices.sparse import SparseMatrix


def of_full(cells):
    full = np.asarray(cells)
    rows, columns = np.nonzero(full)
    return SparseMatrix.of_cells(full[rows, columns], rows, columns, full.shape)


def full(matrix):
    cells = np.zeros(matrix.shape, matrix.values.dtype)
    cells[matrix.row_of_cells(), matrix.columns] = matrix.values
    return cells
