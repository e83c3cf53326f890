"""The weights that ship fit the features that the models compute."""

import numpy as np
import pytest

from align.beads.lattice.feature_kernels import FEATURES as BEAD_FEATURES
from align.documents.events.links import COMPANY_FEATURES, KINDS, features, scores
from align.documents.events.partners import PARTNER_FEATURES
from align.documents.grouping import MERGE_FEATURES
from align.mining.features import FEATURES, RANKED_FEATURES
from align.mining.miner import PASSES
from align.weights.stored import bead_weights, stored_model, stored_reference
from corpus.errors import WeightsError

MODELS = [
    ("events: company", COMPANY_FEATURES),
    ("events: partner", PARTNER_FEATURES),
    ("events: merge", MERGE_FEATURES),
    *((f"events: {kind}", features(kind)) for kind in KINDS),
    *((f"mining, {name}: pair", FEATURES) for name in PASSES),
    *((f"mining, {name}: ranked", RANKED_FEATURES) for name in PASSES),
]


@pytest.mark.parametrize(("name", "features"), MODELS, ids=[name for name, _ in MODELS])
def test_there_is_a_weight_for_every_feature_and_for_nothing_else(name, features):
    model = stored_model(name, features)
    assert np.isfinite(model.weights).all()
    with pytest.raises(WeightsError, match=r"coverage\.json: .*'more'"):
        stored_model(name, (*features, "more"))


@pytest.mark.parametrize("stage", ["dictionary", "learnt"])
def test_the_bead_model_has_a_weight_for_every_feature(stage):
    assert np.isfinite(bead_weights(stage, BEAD_FEATURES)).all()
    with pytest.raises(WeightsError, match=r"beads\.json"):
        bead_weights(stage, BEAD_FEATURES[:-1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_score_has_its_usual_mean_and_spread(kind):
    usual = stored_reference(f"events: {kind}", scores(kind))
    assert usual.shape == (len(scores(kind)), 2)
    assert (usual[:, 1] > 0).all()
