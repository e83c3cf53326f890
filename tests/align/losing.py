"""Work that ends whoever does it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpus.jobs import Serial


class Losing(Serial):
    """Workers that end on what has a text in it, where it is said what stands for it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def map(
        self,
        function: Callable[[Any], Any],
        items: Iterable[Any],
        chunk: int = 1,
        lost: Callable[[Any, str], Any] | None = None,
        *,
        heavy: bool = False,
    ) -> Iterator[Any]:
        """As `Jobs.map`."""
        for item in items:
            if lost and not heavy and self.text in repr(item):
                yield lost(item, "signal 9")
            else:
                yield function(item)
