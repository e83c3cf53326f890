"""The desk: one thread in which everything happens that reads or writes the project.

desk = Desk(project, who)
await desk.ask(BeadReview, lambda beads: beads.sheet(zh, en))

A SQLite connection belongs to a thread, and decisions come one after the other. What is asked is
made there once (``BeadReview(project, who)``) and closed with the desk.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from corpus.errors import StoreError

Answer = TypeVar("Answer")


class Closable(Protocol):
    """What sits at the desk."""

    @property
    def stands(self) -> bool:
        """Whether it still holds the project file that has the name."""
        ...

    def close(self) -> object:
        """Let go of the project."""


Sitting = TypeVar("Sitting", bound=Closable)


class Desk:
    """One thread and what was made in it."""

    def __init__(self, project: Path, who: str = "") -> None:
        """Start nothing yet.

        Args:
            project: the output folder of a run.
            who: decides, as the log shall have it; the login's name if empty.
        """
        self.project, self.who = project, who
        self._thread = ThreadPoolExecutor(1, "desk")
        self._sitting: dict[object, Closable] = {}

    def open(self, kind: Callable[[Path, str], Sitting]) -> None:
        """Make what will be asked, so that its errors come before the server starts."""
        self._thread.submit(self._seated, kind).result()

    async def ask(
        self, kind: Callable[[Path, str], Sitting], question: Callable[[Sitting], Answer]
    ) -> Answer:
        """What comes of a question, in its turn."""
        return await asyncio.wrap_future(self._thread.submit(lambda: question(self._seated(kind))))

    def close(self) -> None:
        """Finish what is being done, and let go of the project."""
        for each in self._sitting.values():
            self._thread.submit(each.close).result()
        self._thread.shutdown()

    def _seated(self, kind: Callable[[Path, str], Sitting]) -> Sitting:
        there = self._sitting.get(kind)
        if there is not None and not there.stands:
            del self._sitting[kind]
            there.close()
            raise StoreError(
                f"{self.project}: the project was removed, or made anew, meanwhile; "
                "load the page again"
            )
        if there is None:
            self._sitting[kind] = kind(self.project, self.who)
        return self._sitting[kind]  # type: ignore[return-value]  # made by `kind`
