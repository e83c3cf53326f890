"""Numba with its machine code kept in the user's cache folder.

    @compiled                       like numba.njit: first call compiles, later runs load
    def kernel(...): ...            kernel.py_func is the plain twin
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from corpus.cache import cache_folder

Function = TypeVar("Function", bound=Callable[..., Any])


def _sources() -> str:
    """A digest of the packages' sources.

    Numba notices a change in the file of a compiled function, but not in the functions and
    constants of other files that were compiled into it.
    """
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for package in ("corpus", "glossary", "align"):
        for path in sorted((root / package).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / f"numba-{_sources()}"))

import numba  # noqa: E402  (reads NUMBA_CACHE_DIR when it is imported)


def compiled(function: Function) -> Function:
    """The function as machine code; results follow IEEE rules (no fast-math), so they repeat."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
