"""The trained weights of this room's files, as the models they belong to.

bead_weights("learnt", FEATURES)                 ``beads.json``: the bead model of one pass
stored_model("events: merge", FEATURES)          ``coverage.json``: mining, document pairs, topics
stored_reference("events: zh-en", SCORES)        ``coverage.json``: scores of unrelated pairs
stored_network(FEATURES)                         ``close_look.json``: the closer look of mining
                                                 ``use.json``, ``use_close_look.json``: mining
                                                 with the vectors of ``--encoder use``

All raise `corpus.errors.WeightsError` where a file was learnt on other features.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from align.weights.logistic import Model
from align.weights.network import Network
from corpus.kernels.arrays import Doubles
from corpus.support.weights import in_order, stored_weights

PACKAGE = "align.weights"
BEADS, COVERAGE, CLOSE_LOOK = "beads.json", "coverage.json", "close_look.json"
USE, USE_CLOSE_LOOK = "use.json", "use_close_look.json"


def bead_weights(stage: str, features: Sequence[str]) -> Doubles:
    """The weights of the bead model in one pass (``dictionary`` or ``learnt``), by feature."""
    return np.array(in_order(stored_weights(PACKAGE, BEADS, stage), features, BEADS), np.float64)


def stored_model(name: str, features: Sequence[str], file: str = COVERAGE) -> Model:
    """The logistic model of that name."""
    return Model.of(stored_weights(PACKAGE, file, "models", name), features, file)


def stored_reference(name: str, scores: Sequence[str]) -> Doubles:
    """Mean and standard deviation of each score over unrelated pairs, shape (scores, 2)."""
    found = in_order(stored_weights(PACKAGE, COVERAGE, "usual", name), scores, COVERAGE)
    return np.array(found, np.float64).reshape(len(scores), 2)


@cache
def stored_network(features: tuple[str, ...], file: str = CLOSE_LOOK) -> Network:
    """The network that weighs mined sentence pairs last."""
    return Network.of(stored_weights(PACKAGE, file), features, file)
