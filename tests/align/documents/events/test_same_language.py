"""Documents of one language compared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents.events.same_language import (
    best_shared,
    expectations,
    neighbours,
    products,
    unit_rows,
)
from align.evidence.lexical import sentences
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.evidence import gather_evidence

ROWS = st.lists(
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=4, max_size=4), min_size=1, max_size=7
)


@given(ROWS, st.integers(1, 3))
def test_neighbours_are_the_nearest_of_either(rows, best):
    matrix = SparseMatrix.of_dense(rows)
    i, j = neighbours(matrix, best, budget=10_000)
    near = (matrix @ matrix.T).dense()
    np.fill_diagonal(near, 0.0)
    wanted = set()
    for a, row in enumerate(near):
        for b in np.argsort(-row, kind="stable")[:best]:
            if row[b] > 0:
                wanted.add((min(a, b), max(a, b)))
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == wanted
    assert products(matrix, i, j) == pytest.approx([near[a, b] for a, b in zip(i, j, strict=True)])


def test_common_words_call_up_nothing_when_the_budget_is_spent():
    """The telling word (weight 2) is looked up first; the word that all hold costs too much."""
    rows = SparseMatrix.of_dense(
        [[2.0, 1.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]
    )
    i, j = neighbours(rows, 3, budget=3)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 1), (2, 3)]


def test_best_shared():
    starts, units = np.array([0, 2, 4, 4]), np.array([0, 1, 1, 2], np.int32)
    weights = np.array([3.0, 0.5, 9.0], np.float32)
    assert best_shared(starts, units, weights, np.array([0, 0]), np.array([1, 2])).tolist() == [
        0.5, 0.0,
    ]  # fmt: skip
    nothing = np.zeros(0, np.float32)
    none = np.zeros(0, np.int32)
    assert best_shared(np.zeros(3, np.int64), none, nothing, np.array([0]), np.array([1])) == [0.0]


def test_two_words_for_one_thing_make_the_same_words_likelier():
    zh = ["地震袭击了岛屿。", "强震之后海岛停电。", "球队输掉了比赛。"]
    en = ["An earthquake struck the island.", "The team lost the match; the quake was strong."]
    evidence = gather_evidence(zh, en)
    weights = np.ones(evidence.lemmas.types, np.float32)
    texts = sentences(evidence.lemmas, evidence.zh_mass)
    rows = expectations(texts, weights, 50)
    alike, other = products(rows, np.array([0, 0]), np.array([1, 2]))
    assert alike > other
    few = expectations(texts, weights, 1)
    assert np.diff(few.starts).max() == 1
    assert unit_rows(few).shape == few.shape
