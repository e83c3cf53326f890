"""How long this process compiles, and that it says so.

Compiling.begin(), .end()      around each function that is compiled
Compiling.far                  how many of how many kernels are there, if somebody knows
"""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from corpus.support.printing import note
from corpus.support.progress import COMPILING, FELT, preparing


class Compiling:
    """How long this process has compiled, or waited for another that did.

    A bar on a terminal; else it is said when it begins to be felt, and as it goes on. Functions
    that a function calls are compiled within its own time.
    """

    FELT = FELT
    """Seconds. The few functions of a small command stay below."""
    AGAIN = 8.0
    """Seconds to the next word, so that ten never pass without one."""

    depth = 0
    spent = 0.0
    far: Callable[[], tuple[int, int]] | None = None
    _since = 0.0
    _count = 0
    _said = 0.0
    _sign = ExitStack()

    @classmethod
    def begin(cls) -> None:
        """The code of a function is not there."""
        if cls.depth == 0:
            cls._since = time.monotonic()
            what = "compiling machine code", "once", cls._how_far, "kernels", cls.spent
            cls._sign.enter_context(preparing(COMPILING, *what))
        cls.depth += 1

    @classmethod
    def end(cls) -> None:
        """It has been compiled, or failed to be."""
        cls.depth = max(0, cls.depth - 1)
        cls._count += 1
        if cls.depth == 0:
            cls._sign.close()
            cls.spent += time.monotonic() - cls._since
            if not sys.stderr.isatty():
                cls._say()

    @classmethod
    def _how_far(cls) -> tuple[int, int]:
        return cls.far() if cls.far else (cls._count, 0)

    @classmethod
    def _say(cls) -> None:
        """A line whenever some seconds have passed: each function takes less."""
        if cls.spent > (cls._said + cls.AGAIN if cls._said else cls.FELT):
            cls._said = cls.spent
            done, total = cls._how_far()
            counted = f"{done} of {total} kernels" if total else f"{done} kernels"
            note(f"compiling machine code (once): {counted}, {cls.spent:.0f} s")
