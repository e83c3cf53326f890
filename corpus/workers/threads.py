"""Compiled steps by several threads of this process: they compute without Python's lock.

with threads(4): ...                      up to four, while the block lasts
in_threads(function, parts) -> [...]      what a function makes of each part, in their order

For steps that are too short to be sent to workers (`corpus.jobs`), and too long to leave all other
cores without work. Parts must not depend on how many threads there are: then no result does. Who
says nothing has one thread, and so has a worker.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_threads = ContextVar("threads", default=1)
"""Unknown to the threads themselves, so that what they do has no threads of its own."""


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Let `in_threads` use some threads."""
    before = _threads.set(count)
    try:
        yield
    finally:
        _threads.reset(before)


def in_threads(function: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """What the function makes of each part, in the order of the parts."""
    count = min(_threads.get(), len(parts))
    if count < 2:
        return [function(part) for part in parts]
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(function, parts))
