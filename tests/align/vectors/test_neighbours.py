"""Neighbours, against the same worked out over the whole table of cosines."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.vectors import neighbours
from align.vectors.neighbours import NEAREST, NEARNESS, Neighbours

pytest.importorskip("threadpoolctl", reason="needs the extra duizhao[vectors], which make installs")


def sides(seed, zh, en):
    random = np.random.default_rng(seed)
    return [random.normal(size=(size, 6)).astype(np.float32) for size in (zh, en)]


def by_definition(zh, en):
    """Cosines and CSLS of all pairs."""
    one, other = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in (zh, en))
    cosine = one @ other.T
    usual = (np.sort(cosine, axis=axis) for axis in (1, 0))
    of_zh, of_en = next(usual)[:, -NEAREST:].mean(axis=1), next(usual)[-NEAREST:].mean(axis=0)
    return cosine, 2 * cosine - of_zh[:, None] - of_en


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 16), st.integers(1, 16))
def test_the_nearest_of_either_side(seed, zh, en):
    vectors = sides(seed, zh, en)
    _, csls = by_definition(*vectors)
    forward, backward = Neighbours(*vectors).found()
    for (text, other), table in ((forward, csls), (backward, csls.T)):
        count = min(NEAREST, table.shape[1])
        assert text.tolist() == np.repeat(np.arange(len(table)), count).tolist()
        best = -np.sort(-table, axis=1)[:, :count]
        assert table[text, other].reshape(best.shape) == pytest.approx(best, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 16), st.integers(2, 16))
def test_rows_say_how_near_a_pair_is_and_its_rivals(seed, zh, en):
    vectors = sides(seed, zh, en)
    cosine, csls = by_definition(*vectors)
    i, j = (side.ravel().astype(np.int32) for side in np.indices((zh, en)))
    rows = Neighbours(*vectors).rows(i, j)
    assert rows.shape == (zh * en, len(NEARNESS))
    assert rows[:, 0] == pytest.approx(cosine.ravel(), abs=1e-5)
    assert rows[:, 1] == pytest.approx(csls.ravel(), abs=1e-5)
    for k, row in enumerate(rows):
        a, b = i[k], j[k]
        over = csls[a, b] - np.delete(csls[a], b).max(), csls[a, b] - np.delete(csls[:, b], a).max()
        assert row[2:4] == pytest.approx(over, abs=1e-4)
        assert row[4] == (min(row[2:4]) >= 0)


def test_blocks_do_not_matter(monkeypatch):
    vectors = sides(1, 70, 50)
    whole = Neighbours(*vectors)
    monkeypatch.setattr(neighbours, "_ROWS", 7)
    monkeypatch.setattr(neighbours, "_COLUMNS", 11)
    parts = Neighbours(*vectors)
    for one, other in zip(whole.found(), parts.found(), strict=True):
        assert [side.tolist() for side in one] == [side.tolist() for side in other]
