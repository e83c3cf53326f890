"""Kernels: functions as machine code, which is kept in the user's cache folder.

@compiled                       like numba.njit: first call compiles, later runs load
def kernel(...): ...            kernel.py_func is the plain twin
@part                           of kernels, compiled into each; for others it is the plain function
def part_of_kernels(...): ...

Numba is imported when it is needed: where all code is there, it is not (`linking`).
"""

import sys
from collections.abc import Callable
from functools import cached_property, update_wrapper
from threading import RLock
from typing import Any, TypeVar, cast

from corpus.kernels.code_folders import OPTIONS
from corpus.kernels.linking import Fits, linked

Function = TypeVar("Function", bound=Callable[..., Any])

_parts: list[Callable[..., Any]] = []
"""What numba has not been told of yet."""
_linking = RLock()


def compiled(function: Function) -> Function:
    """The function as machine code; results follow IEEE rules (no fast-math), so they repeat."""
    kernel = _dispatcher(function) if "numba" in sys.modules else Kernel(function)
    return cast(Function, kernel)


def part(function: Function) -> Function:
    """The function for kernels to call: cheaper to compile than one that Python calls, too."""
    _parts.append(function)
    if "numba" in sys.modules:
        _tell_of_parts()
    return function


class Kernel:
    """A compiled function, by the types of its arguments: code that is there, or else numba's."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Read nothing yet: most functions of a module are not called."""
        update_wrapper(self, function)
        self.py_func = function
        self._linked: list[tuple[Fits, Callable[..., Any]]] = []

    def __call__(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        """What the function gives for the arguments."""
        if not named:
            for fits, call in self._linked:
                if fits(arguments):
                    return call(*arguments)
            with _linking:
                found = linked(self.py_func, arguments)
            if found:
                self._linked.append(found)
                return found[1](*arguments)
        return self.dispatcher(*arguments, **named)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """`stats`, `compile` and what else numba has in public for a function."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.dispatcher, name)

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401
        """How numba knows that a kernel calls another."""
        return self.dispatcher._numba_type_

    @cached_property
    def dispatcher(self) -> Any:  # noqa: ANN401
        """The function as numba compiles it."""
        return _dispatcher(self.py_func)


def _dispatcher(function: Callable[..., Any]) -> Any:  # noqa: ANN401
    import numba

    from corpus.kernels.machine_code import keep_code

    _tell_of_parts()
    made: Any = numba.njit(**OPTIONS)(function)  # type: ignore[call-overload]
    if made is not function:  # as it is with NUMBA_DISABLE_JIT
        keep_code(made)
    return made


def _tell_of_parts() -> None:
    from numba.extending import register_jitable

    jitable: Any = register_jitable
    while _parts:
        jitable(nogil=True)(_parts.pop(0))
