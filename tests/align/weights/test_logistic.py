"""Logistic models: the same bytes whatever the blocks are computed with."""

import numpy as np
import pytest

from align.weights import logistic
from align.weights.logistic import Model

MODEL = Model(("a", "b", "c"), np.array([1.0, -2.0, 0.5]), 0.25)


def test_a_block_by_itself_gives_what_it_gives_among_others(monkeypatch):
    monkeypatch.setattr(logistic, "BLOCK", 64)
    rows = np.random.default_rng(1).normal(size=(200, 3)).astype(np.float32)
    whole = MODEL.logits(rows)
    parts = [MODEL.logits(rows[at : at + 64]) for at in (128, 0, 64, 192)]
    assert np.concatenate([parts[1], parts[2], parts[0], parts[3]]).tolist() == whole.tolist()


def test_columns_may_come_side_by_side(monkeypatch):
    monkeypatch.setattr(logistic, "BLOCK", 2)
    rows = np.arange(15.0).reshape(5, 3)
    assert MODEL.logits(rows[:, :1], rows[:, 1:]).tolist() == MODEL.logits(rows).tolist()
    assert MODEL.logits(rows) == pytest.approx(rows @ MODEL.weights + MODEL.bias)


def test_no_rows_have_no_logits():
    assert MODEL.logits(np.zeros((0, 3))).tolist() == []
