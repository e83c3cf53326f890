"""Numba with its machine code kept in the user's cache folder.

@compiled                       like numba.njit: first call compiles, later runs load
def kernel(...): ...            kernel.py_func is the plain twin
@part                           of kernels, compiled into each; for others it is the plain function
def part_of_kernels(...): ...
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.extending import register_jitable

from corpus.kernels.machine_code import OPTIONS, keep_code

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function as machine code; results follow IEEE rules (no fast-math), so they repeat."""
    njit: Any = numba.njit
    made = njit(**OPTIONS)(function)
    if made is not function:  # as it is with NUMBA_DISABLE_JIT
        keep_code(made)
    return cast(Function, made)


def part(function: Function) -> Function:
    """The function for kernels to call: cheaper to compile than one that Python calls, too."""
    jitable: Any = register_jitable
    return cast(Function, jitable(nogil=True)(function))
