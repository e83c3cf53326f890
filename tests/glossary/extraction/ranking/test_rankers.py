"""The stored models: they fit the features, and compiled trees decide as plain ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extraction.ranking.features import FEATURES
from glossary.extraction.ranking.kernels import add_trees
from glossary.extraction.ranking.rankers import MOST, rankers, standard


def test_every_feature_has_a_name_of_its_own():
    assert len(set(FEATURES)) == len(FEATURES)


def test_trees_equal_their_plain_twin():
    rows = np.random.default_rng(1).normal(size=(20, len(FEATURES))).astype(np.float32)
    for model in rankers().values():
        tree = rows, model.nodes, model.values, model.roots
        assert add_trees(*tree) == pytest.approx(add_trees.py_func(*tree))
        assert np.isfinite(model.logits(rows)).all()


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20))
def test_probabilities_rise_with_the_logits(logits):
    found = rankers()["probability"].probability(np.sort(np.array(logits)))
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= 0).all()


def test_standard_values_do_not_depend_on_the_scale_of_a_long_text():
    values = np.random.default_rng(2).normal(size=(200_000, 1)).astype(np.float32)
    wide = standard(np.tile(values, (1, len(FEATURES))) * 1000)
    assert np.abs(wide).max() <= MOST
    assert wide.std(axis=0) == pytest.approx(1.0, abs=0.1)


def test_no_candidates():
    assert standard(np.zeros((0, len(FEATURES)), np.float32)).shape == (0, len(FEATURES))
