"""The trained weights of mining, document pairs and topics: ``coverage.json``."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from align.weights.logistic import Model


def stored_model(name: str, features: Sequence[str]) -> Model:
    """The model of that name; its features must be the stored ones."""
    return Model.of(_stored()["models"][name], features)


def stored_reference(name: str) -> Mapping[str, tuple[float, float]]:
    """Mean and standard deviation of each score over unrelated pairs."""
    return {score: (mean, spread) for score, (mean, spread) in _stored()["usual"][name].items()}


@cache
def _stored() -> Mapping[str, Any]:
    text = resources.files("align.weights").joinpath("coverage.json").read_text("utf-8")
    stored: Mapping[str, Any] = json.loads(text)
    return stored
