"""Weights that ship with a package: one loader for all, and one error where they do not fit.

stored_weights("align.weights", name, "learnt")     what the file holds under these keys
in_order(stored, FEATURES, name)                    a value per feature, in that order
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from corpus.errors import WeightsError

Value = TypeVar("Value")


def stored_weights(package: str, name: str, *keys: str) -> Any:  # noqa: ANN401  (JSON)
    """The content of a JSON file that lies in a package, or what it holds under nested keys.

    A file is parsed once per process; the values are shared, so do not change them.

    Raises:
        WeightsError: the file is missing or no JSON, or has no such key.
    """
    found = _content(package, name)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise WeightsError(_path(package, name), f"holds no {key!r}")
        found = found[key]
    return found


def in_order(stored: Mapping[str, Value], features: Sequence[str], source: str) -> list[Value]:
    """The stored value of each feature, in the order of `features`.

    Args:
        stored: values by feature.
        features: what a model computes; the stored ones must be the same.
        source: the file that the values are from, for the message.

    Raises:
        WeightsError: a feature without a value, or a value without a feature.
    """
    for name in features:
        if name not in stored:
            raise WeightsError(source, f"learnt without the feature {name!r}")
    if len(stored) > len(features):
        extra = min(set(stored) - set(features))
        raise WeightsError(source, f"learnt with the feature {extra!r}, which is no longer one")
    return [stored[name] for name in features]


@cache
def _content(package: str, name: str) -> Any:  # noqa: ANN401  (JSON)
    try:
        return json.loads(_bytes(package, name))
    except ValueError:
        raise WeightsError(_path(package, name), "no JSON") from None


def _bytes(package: str, name: str) -> bytes:
    try:
        return resources.files(package).joinpath(name).read_bytes()
    except OSError as error:
        raise WeightsError(
            _path(package, name), f"cannot be read ({error.strerror or error})"
        ) from None


def _path(package: str, name: str) -> str:
    return f"{package.replace('.', '/')}/{name}"
