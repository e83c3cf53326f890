"""Small networks, as they are stored."""

import numpy as np
import pytest

from align.mining.miner import CLOSER_FEATURES
from align.weights.network import Network
from align.weights.stored import stored_network
from corpus.errors import WeightsError

STORED = {
    "features": {"a": [1.0, 2.0], "b": [0.0, 1.0]},
    "networks": [
        {"hidden": {"a": [1.0], "b": [0.0]}, "bias": [0.0], "out": [2.0], "offset": 0.5},
        {"hidden": {"a": [0.0], "b": [1.0]}, "bias": [1.0], "out": [-1.0], "offset": 0.0},
    ],
}


def test_logits_are_the_mean_of_the_networks():
    found = Network.of(STORED, ("a", "b")).logits(np.array([[3.0, -1.0], [1.0, 0.0]], np.float32))
    assert found == pytest.approx([(2 * np.tanh(1.0) + 0.5) / 2, (0.5 - np.tanh(1.0)) / 2])


def test_no_value_counts_more_than_four_spreads():
    network = Network.of(STORED, ("a", "b"))
    far, farther = network.logits(np.array([[9.0, 4.0], [900.0, 400.0]]))
    assert far == farther


def test_features_are_found_by_name_in_any_order():
    rows = np.array([[3.0, -1.0], [1.0, 0.0]])
    turned = Network.of(STORED, ("b", "a")).logits(rows[:, ::-1])
    assert turned == pytest.approx(Network.of(STORED, ("a", "b")).logits(rows))


@pytest.mark.parametrize("features", [("a",), ("a", "b", "c")])
def test_weights_of_other_features_are_refused(features):
    with pytest.raises(WeightsError):
        Network.of(STORED, features)


def test_what_ships_fits_the_features_and_is_finite():
    network = stored_network(CLOSER_FEATURES)
    assert np.isfinite(network.logits(np.zeros((1, len(CLOSER_FEATURES))))).all()
