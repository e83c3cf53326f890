"""Signs of life on stderr for long work; nothing when stderr is not a terminal.

for item in track(items, "reading"): ...      a bar
with working("mining"): ...                   where nothing can be counted
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


def track(items: Iterable[Item], description: str, total: int | None = None) -> Iterator[Item]:
    """Yield `items`, showing how far they are; `total` if they have no length."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as bar

    yield from bar(items, description, total=total, console=Console(stderr=True), transient=True)


@contextmanager
def working(description: str) -> Iterator[None]:
    """Show that something is being done; not to be put round a `track`."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(description):
        yield
