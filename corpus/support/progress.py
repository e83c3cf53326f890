"""Signs of life on stderr for long work: bars on a terminal, and times if asked for (``-v``).

for item in track(items, "reading"): ...      a bar
with working("mining"): ...                   where nothing can be counted
with summed_up(): ...                         behind it, where all the time went, if asked for
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from corpus.support.printing import is_quiet, is_verbose, note

Item = TypeVar("Item")


def track(items: Iterable[Item], description: str, total: int | None = None) -> Iterator[Item]:
    """Yield `items`, showing how far they are; `total` if they have no length."""
    with _told(description):
        if is_quiet() or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import track as bar

        console = Console(stderr=True)
        yield from bar(items, description, total=total, console=console, transient=True)


@contextmanager
def working(description: str) -> Iterator[None]:
    """Show that something is being done; not to be put round a `track`."""
    with _told(description):
        if is_quiet() or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(description):
            yield


@contextmanager
def summed_up() -> Iterator[None]:
    """Say how long all took, and by stage what took longest, if that is asked for."""
    start = time.monotonic()
    _spent.clear()
    yield
    if is_verbose() and len(_spent) > 1:
        every = time.monotonic() - start
        stages = sorted(_spent.items(), key=lambda stage: -stage[1])
        felt = [(stage, seconds) for stage, seconds in stages if seconds >= _FELT]
        rest = every - sum(seconds for _, seconds in felt)
        parts = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in (*felt, ("other", rest)))
        note(f"in all {every:.1f} s: {parts}")


_FELT = 0.1
"""Seconds from which a stage is named."""
_spent: Counter[str] = Counter()
"""Seconds by stage of this command."""


@contextmanager
def _told(description: str) -> Iterator[None]:
    """Say how long something took, if that is asked for."""
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    _spent[description] += seconds  # type: ignore[assignment]  # seconds, not counts
    if is_verbose():
        note(f"{description}: {seconds:.1f} s")
