"""Our sparse matrices against scipy's, which only tests and training have."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from corpus.matrices.sparse import SparseMatrix, diagonal, of_shared
from tests.corpus.matrices.full import full, of_full

VALUES = st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.3, 1 / 3, 2.5, -0.7])
KINDS = st.sampled_from([np.float32, np.float64])


def dense(rows, columns, kind=np.float32):
    return arrays(kind, (rows, columns), elements=VALUES.map(kind))


@st.composite
def two(draw):
    """Two matrices that may be multiplied."""
    rows, between, columns = (draw(st.integers(0, 6)) for _ in range(3))
    kind = draw(KINDS)
    return draw(dense(rows, between, kind)), draw(dense(between, columns, kind))


def same(mine, theirs):
    """Cell by cell and bit by bit, in the same order."""
    assert mine.shape == theirs.shape
    assert mine.values.dtype == theirs.data.dtype
    assert mine.starts.tolist() == theirs.indptr.tolist()
    assert mine.columns.tolist() == theirs.indices.tolist()
    assert mine.values.tolist() == theirs.data.tolist()


@settings(deadline=None)
@given(two())
def test_a_product_has_the_cells_of_scipys_in_its_order(matrices):
    left, right = matrices
    mine = of_full(left) @ of_full(right)
    theirs = sparse.csr_matrix(left) @ sparse.csr_matrix(right)
    same(mine, theirs)
    theirs.sort_indices()
    same(mine.sorted(), theirs)


@given(st.data(), st.integers(0, 6), st.integers(1, 6))
def test_sums_rows_and_scales(data, rows, columns):
    one, other = (data.draw(dense(rows, columns)) for _ in range(2))
    mine, theirs = of_full(one), sparse.csr_matrix(one)
    same(mine + of_full(other), theirs + sparse.csr_matrix(other))
    same(mine.T, sparse.csr_matrix(theirs.T))
    factors = np.linspace(-1, 1, columns)
    same(mine.times(factors), sparse.csr_matrix(theirs.multiply(factors[None, :])))
    if rows:
        by_row = np.linspace(0.5, 2, rows)[:, None]
        same(mine.times(by_row[:, 0], by_row=True), sparse.csr_matrix(theirs.multiply(by_row)))
        assert mine.row_sums().tolist() == np.asarray(theirs.sum(axis=1)).ravel().tolist()
        assert mine.row_maxima().tolist() == theirs.max(axis=1).toarray().ravel().tolist()
        same(SparseMatrix.stacked([mine, mine]), sparse.vstack([theirs, theirs], format="csr"))
    assert (full(mine) == one).all()


@given(st.data(), st.integers(1, 5))
def test_rows_in_any_order_and_none_outside(data, rows):
    cells = data.draw(dense(rows, 4))
    numbers = np.array(data.draw(st.lists(st.integers(-1, rows + 1), max_size=8)), np.int64)
    found = full(of_full(cells).taken(numbers))
    for number, row in zip(numbers, found, strict=True):
        assert (row == (cells[number] if 0 <= number < rows else 0)).all()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from([0.1, 0.7]))))
def test_cells_of_one_place_are_added_up(cells):
    rows, columns, values = (list(part) for part in zip(*cells, strict=True)) if cells else [[]] * 3
    mine = SparseMatrix.of_cells(np.array(values, np.float64), rows, columns, (4, 4))
    expected = np.zeros((4, 4))
    np.add.at(expected, (np.array(rows, int), np.array(columns, int)), values)
    assert (full(mine) == expected).all()
    assert (mine.sorted().columns == mine.columns).all()


@settings(deadline=None)
@given(st.data(), st.integers(1, 5), st.integers(1, 20))
def test_what_pairs_of_rows_share(data, rows, columns):
    one, other = (data.draw(dense(rows, columns, np.float64)) for _ in range(2))
    pairs = data.draw(st.lists(st.tuples(*[st.integers(0, rows - 1)] * 2), max_size=6))
    i, j = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    found = of_shared(of_full(one), of_full(other), i, j, np.add)
    both = sparse.csr_matrix(one)[i].multiply(sparse.csr_matrix(other)[j]) if pairs else None
    sums = np.asarray(both.sum(axis=1)).ravel().tolist() if pairs else []
    assert found[0].tolist() == sums


def test_whole_matrices_are_gone_through_once_however_many_pairs_there_are(monkeypatch):
    ordered = []
    by_itself = SparseMatrix.sorted
    monkeypatch.setattr(
        SparseMatrix, "sorted", lambda self: ordered.append(self) or by_itself(self)
    )
    monkeypatch.setattr("corpus.matrices.sparse._AT_A_TIME", 3)
    matrix = of_full(np.arange(20.0).reshape(5, 4))
    i, j = np.divmod(np.arange(25), 5)
    found = of_shared(matrix, matrix, i, j, np.add)[0]
    assert found.tolist() == (full(matrix) @ full(matrix).T).ravel().tolist()
    assert len(ordered) == 2


def test_small_values_go():
    matrix = of_full(np.array([[0.5, 0.001], [0.0, 0.2]], np.float32))
    assert full(matrix.without(0.01)) == pytest.approx(np.array([[0.5, 0], [0, 0.2]]))
    assert len(matrix.values) == 3


def test_ones_from_corner_to_corner():
    assert (full(diagonal(3)) == np.eye(3)).all()
    assert diagonal(0).shape == (0, 0)
