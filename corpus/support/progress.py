"""Signs of life on stderr for long work: bars on a terminal, and times if asked for (``-v``).

for item in track(items, "reading"): ...      a bar
with working("mining"): ...                   where nothing can be counted
"""

import sys
import time
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
def _told(description: str) -> Iterator[None]:
    """Say how long something took, if that is asked for."""
    start = time.monotonic()
    yield
    if is_verbose():
        note(f"{description}: {time.monotonic() - start:.1f} s")
