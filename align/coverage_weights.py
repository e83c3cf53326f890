"""The trained weights of mining, document pairs and topics: ``coverage_weights.json``."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from align.logistic import Model


def stored_model(name: str, features: Sequence[str]) -> Model:
    """The model of that name; its features must be the stored ones."""
    return Model.of(_stored()[name], features)


@cache
def _stored() -> Mapping[str, Mapping[str, float]]:
    text = resources.files("align").joinpath("coverage_weights.json").read_text("utf-8")
    models: Mapping[str, Mapping[str, float]] = json.loads(text)["models"]
    return models
