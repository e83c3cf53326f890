"""Python without its search for reference cycles, for steps that make many objects and no cycle.

with uncollected(): ...            @uncollected() before a function does the same
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
