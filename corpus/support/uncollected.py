"""Python without its search for reference cycles, or with a rare one.

with uncollected(): ...            for steps that make many objects and no cycle;
                                   @uncollected() before a function does the same
seldom_collected()                 for a process of ours, as long as it lasts
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW = 50_000
"""Objects that are new when the youngest are searched. A run of 2,000 documents makes Python's 700
some two thousand times, and holds millions that are no garbage: it takes 7 % less time so."""
_ROUNDS = 20, 100
"""Searches of the younger before one of the older: nearly nothing of ours is in a cycle."""


def seldom_collected() -> None:
    """Search for cycles, and seldom."""
    gc.set_threshold(_NEW, *_ROUNDS)
    gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Until it ends, no search: that walks a million new values again and again, half of the time.

    Reference counts free what is no cycle as ever.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
