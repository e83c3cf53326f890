"""Numba with its machine code kept in the user's cache folder.

@compiled                       like numba.njit: first call compiles, later runs load
def kernel(...): ...            kernel.py_func is the plain twin
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

from corpus.cache import cache_folder

Function = TypeVar("Function", bound=Callable[..., Any])

os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "numba"))

import numba  # noqa: E402  (reads NUMBA_CACHE_DIR when it is imported)


def compiled(function: Function) -> Function:
    """The function as machine code; results follow IEEE rules (no fast-math), so they repeat."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
