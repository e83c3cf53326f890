"""How long this process compiles, and that it says so.

Compiling.begin(name), .end()      around each function that is compiled
seconds_of_compiling() -> float    if it was so long that one asks what it was
"""

import time
from contextlib import ExitStack

from corpus.support.printing import note
from corpus.support.progress import alive


class Compiling:
    """How long this process has compiled: said when it begins to be felt, and as it goes on.

    Functions that a function calls are compiled within its own time.
    """

    FELT = 3.0
    """Seconds. The few functions of a small command stay below."""
    _AGAIN = 8.0
    """Seconds to the next word, so that ten never pass without one."""

    _depth = 0
    _since = 0.0
    _count = 0
    _said = 0.0
    spent = 0.0
    _sign = ExitStack()

    @classmethod
    def begin(cls, name: str = "") -> None:
        """The code of a function is not there."""
        if cls._depth == 0:
            cls._since = time.monotonic()
            cls._sign.enter_context(alive(lambda: f"still compiling {name}, {cls._count} before"))
        cls._depth += 1

    @classmethod
    def end(cls) -> None:
        """It has been compiled."""
        cls._depth = max(0, cls._depth - 1)
        cls._count += 1
        if cls._depth == 0:
            cls._sign.close()
            cls.spent += time.monotonic() - cls._since
        if not cls._said and cls.spent > cls.FELT:
            cls._said = cls.spent
            note("compiling machine code for this machine (once, about a minute in all)")
        elif cls._said and cls.spent > cls._said + cls._AGAIN:
            cls._said = cls.spent
            note(f"compiling: {cls._count} functions so far")


def seconds_of_compiling() -> float:
    """How long this process has compiled, or waited for another that did; 0 if it was not felt."""
    return Compiling.spent if Compiling.spent > Compiling.FELT else 0.0
