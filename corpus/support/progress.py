"""Signs of life on stderr for long work: bars on a terminal, and times if asked for (``-v``).

for item in track(items, "reading"): ...      a bar
with working("mining"): ...                   where nothing can be counted
with alive(lambda: "still ..."): ...          a line whenever nothing was said for some seconds
with summed_up(): ...                         behind it, where all the time went, if asked for
"""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from corpus.support.printing import is_quiet, is_verbose, note, seconds_of_silence

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
def alive(said: Callable[[], str]) -> Iterator[None]:
    """Have a line said on stderr whenever nothing was for `_SILENCE` seconds, whatever is at work.

    Args:
        said: the line, asked for from another thread. Of several that hold, the innermost is said.
    """
    with _watched:
        _doing.append(said)
        if not _watchers:
            _watchers.append(threading.Thread(target=_watch, daemon=True))
            _watchers[0].start()
    try:
        yield
    finally:
        with _watched:
            _doing.remove(said)
            _watched.notify_all()


def _watch() -> None:
    """Speak until nothing is being done."""
    since = time.perf_counter()
    with _watched:
        while _doing:
            silent = min(time.perf_counter() - since, seconds_of_silence())
            if silent >= _SILENCE:
                note(_doing[-1]())
                continue
            _watched.wait(_SILENCE - silent)
        _watchers.clear()


_SILENCE = 8.0
"""Seconds, so that ten never pass without a word."""
_watched = threading.Condition()
_doing: list[Callable[[], str]] = []
_watchers: list[threading.Thread] = []


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
