"""Tables that are derived once, kept in the cache folder as a dataclass of arrays.

stored(Tables, "name", "version", derive) -> Tables       derive() is called at first use only
"""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from corpus.matrices.sparse import SparseMatrix
from corpus.support.cache import derived

Tables = TypeVar("Tables")

_PARTS = ("data", "indices", "indptr", "shape")
"""The files of a sparse matrix."""


def stored(kind: type[Tables], name: str, version: str, derive: Callable[[], Tables]) -> Tables:
    """The tables from the cache folder, arrays memory-mapped; derived if they are not there.

    Args:
        kind: a dataclass whose fields are arrays, sparse matrices, lists of words, or integers.
        name: of the folder.
        version: of the tables: raised when their form or making changes.
        derive: makes them.
    """
    folder = derived(name, version, lambda place: _save(derive(), place))
    return kind(**{field.name: _loaded(folder / field.name, field.type) for field in _fields(kind)})


def _fields(kind: Any) -> Any:  # noqa: ANN401  (dataclasses have no type of their own)
    return fields(kind)


def _loaded(path: Path, kind: object) -> object:
    if kind == list[str]:
        return path.with_suffix(".txt").read_text("utf-8").split("\n")
    if kind is int:
        return int(path.with_suffix(".txt").read_text("utf-8"))
    if kind is SparseMatrix:
        values, columns, starts, shape = (np.load(f"{path}.{part}.npy", "r") for part in _PARTS)
        return SparseMatrix(values, columns, starts, tuple(shape.tolist()))
    return np.load(path.with_suffix(".npy"), "r")


def _save(tables: object, folder: Path) -> None:
    for field in _fields(tables):
        value = getattr(tables, field.name)
        path = folder / field.name
        if isinstance(value, SparseMatrix):
            found = (value.values, value.columns, value.starts, np.array(value.shape))
            for part, array in zip(_PARTS, found, strict=True):
                np.save(f"{path}.{part}.npy", array)
        elif isinstance(value, np.ndarray):
            np.save(path.with_suffix(".npy"), value)
        else:
            text = "\n".join(value) if isinstance(value, list) else str(value)
            path.with_suffix(".txt").write_text(text, "utf-8")
