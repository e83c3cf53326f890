"""Weights that ship: found by feature, and refused where they fit another model."""

import json
import sys

import pytest

from corpus.errors import DuizhaoError, WeightsError
from corpus.support.weights import in_order, stored_weights

STORED = {"model": {"length": 2.0, "words": 0.5}}


@pytest.fixture
def package(tmp_path, monkeypatch):
    name = f"weights_of_{tmp_path.name}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "weights.json").write_text(json.dumps(STORED), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield name
    sys.modules.pop(name, None)


def test_values_come_in_the_order_of_the_features(package):
    stored = stored_weights(package, "weights.json", "model")
    assert in_order(stored, ("words", "length"), "weights.json") == [0.5, 2.0]


@pytest.mark.parametrize(
    ("features", "named"),
    [(("length", "words", "marks"), "'marks'"), (("length",), "'words'")],
)
def test_a_feature_that_does_not_fit_is_named_with_the_file(package, features, named):
    stored = stored_weights(package, "weights.json", "model")
    with pytest.raises(WeightsError, match=rf"weights\.json: .*{named}") as caught:
        in_order(stored, features, "weights.json")
    assert isinstance(caught.value, DuizhaoError)
    assert caught.value.source == "weights.json"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.json", None, "cannot be read"),
        ("broken.json", "{", "no JSON"),
        ("other.json", "{}", "holds no 'model'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(package, tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / package / name).write_text(content, "utf-8")
    with pytest.raises(WeightsError, match=f"{package}/{name}: {reason}"):
        stored_weights(package, name, "model")
