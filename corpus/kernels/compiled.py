"""Numba with its machine code kept in the user's cache folder.

@compiled                       like numba.njit: first call compiles, later runs load
def kernel(...): ...            kernel.py_func is the plain twin
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from corpus.support.cache import cache_folder

Function = TypeVar("Function", bound=Callable[..., Any])


_STALE = 30 * 24 * 3600.0
"""Seconds after which machine code that nothing has loaded is taken to be an old version's."""


def _folder() -> Path:
    """The folder for machine code of these very sources.

    Numba notices a change in the file of a compiled function, but not in the functions and
    constants of other files that were compiled into it.
    """
    digest = hashlib.sha256()
    for package in ("corpus", "glossary", "align"):
        for path in sorted((Path(__file__).parents[2] / package).rglob("*.py")):
            digest.update(path.read_bytes())
    folder = cache_folder() / f"numba-{digest.hexdigest()[:16]}"
    if folder.is_dir():
        os.utime(folder)
    else:
        for old in folder.parent.glob("numba-*"):
            if time.time() - old.stat().st_mtime > _STALE:
                shutil.rmtree(old, ignore_errors=True)
    return folder


os.environ.setdefault("NUMBA_CACHE_DIR", str(_folder()))

import numba  # noqa: E402  (reads NUMBA_CACHE_DIR when it is imported)


def compiled(function: Function) -> Function:
    """The function as machine code; results follow IEEE rules (no fast-math), so they repeat."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
