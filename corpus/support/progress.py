"""Signs of life on stderr for long work: bars on a terminal, and times if asked for (``-v``).

With ``DUIZHAO_PROGRESS=json`` they are JSON objects, one a line: ``{"stage": "reading", "done": 40,
"total": 100, "seconds": 2.0, "left": 3.0}``, at most one a second and one at each end of a stage.

for item in track(items, "reading"): ...      a bar
with working("mining"): ...                   where nothing can be counted
with preparing("compiling", ...): ...         what is made once and nobody asked for: reason, time
with summed_up(): ...                         behind it, where all the time went, if asked for

Where stderr is no terminal, a preparation says a line whenever nothing was said for some seconds.
"""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from corpus.support.printing import (
    is_for_scripts,
    is_quiet,
    is_verbose,
    note,
    say,
    seconds_of_silence,
)

Item = TypeVar("Item")


def track(items: Iterable[Item], description: str, total: int | None = None) -> Iterator[Item]:
    """Yield `items`, showing how far they are; `total` if they have no length."""
    if _Screen.hidden:
        yield from items
        return
    if total is None and isinstance(items, Sized):
        total = len(items)
    with _told(description), _bar(description, total) as update:
        if is_for_scripts() and not is_quiet():
            yield from _reported(items, description, total)
            return
        if update is None:
            yield from items
            return
        for number, item in enumerate(items, 1):
            yield item
            update(completed=number)


@contextmanager
def working(description: str) -> Iterator[None]:
    """Show that something is being done; not to be put round a `track`."""
    if _Screen.hidden:
        yield
        return
    with _told(description), _bar(description):
        told = is_for_scripts() and not is_quiet()
        for _ in _reported([None], description, 1) if told else [None]:
            yield


class _Screen:
    """The bars of this process on the terminal, one below the other, drawn by rich."""

    drawing = threading.Lock()
    shown: Any = None
    bars = 0
    hidden = False


def hide() -> None:
    """Show no bars: of a worker, whose work the process that asked it shows."""
    _Screen.hidden = True


def _reported(items: Iterable[Item], stage: str, total: int | None) -> Iterator[Item]:
    """Yield `items`, saying for a scheduler how far they are."""
    start = last = time.monotonic()
    say({"stage": stage, "done": 0, "total": total, "seconds": 0.0})
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if done != total and now - last >= _OFTEN:
            last, passed = now, now - start
            left = {"left": round(passed / done * (total - done), 1)} if total else {}
            say({"stage": stage, "done": done, "total": total, "seconds": round(passed, 3), **left})
    passed = round(time.monotonic() - start, 3)
    say({"stage": stage, "done": done, "total": total, "seconds": passed, "ended": True})


_OFTEN = 1.0
"""Seconds between two reports of a stage: a log of a day stays small."""


@contextmanager
def _bar(description: str, total: int | None = None) -> Iterator[Callable[..., None] | None]:
    """A bar as long as the block lasts, and what changes it; None where there is none to see."""
    if is_quiet() or is_for_scripts() or not sys.stderr.isatty():
        yield None
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
        from rich.progress import TimeRemainingColumn as Remaining
    except ModuleNotFoundError:  # where a wheel is built
        yield None
        return

    with _Screen.drawing:
        if _Screen.shown is None:
            _Screen.shown = Progress(
                TextColumn("{task.description}", markup=False), TextColumn("{task.fields[far]}"),
                BarColumn(), TaskProgressColumn(), Remaining(compact=True),
                console=Console(stderr=True), transient=True,
                redirect_stdout=sys.stdout.isatty(),
            )  # fmt: skip
            _Screen.shown.start()
        screen = _Screen.shown
        _Screen.bars += 1
    task = screen.add_task(description, total=total, far="")
    try:
        yield lambda **changed: screen.update(task, **changed)
    finally:
        with _Screen.drawing:
            _Screen.bars -= 1
            if _Screen.bars:
                screen.remove_task(task)
            else:
                screen.stop()
                _Screen.shown = None


@dataclass
class Preparation:
    """What is made once.

    Attributes:
        what: is being done, as ``building glosses-5``.
        reason: why, or how often.
        far: how much of how many is done, if that can be told; asked for from another thread.
        noun: what is counted.
        earlier: seconds for which it was at work before.
        seconds: how long it took; not of what was prepared within it.
    """

    what: str
    reason: str
    far: Callable[[], tuple[int, int]] | None = None
    noun: str = ""
    earlier: float = 0.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """It begins."""
        self._start = time.monotonic()
        self._before = _Prepared.seconds

    def end(self) -> None:
        """It has been made."""
        self.seconds = time.monotonic() - self._start - (_Prepared.seconds - self._before)
        _Prepared.seconds += self.seconds

    def how_far(self) -> tuple[int, int, str]:
        """How much of how many, and both in words with the time."""
        done, total = self.far() if self.far else (0, 0)
        of = f" of {total:,}" if total else ""
        counted = f"{done:,}{of} {self.noun}, " if done or total else ""
        return done, total, f"{counted}{self.earlier + time.monotonic() - self._start:.0f} s"


class _Prepared:
    """How long preparations have taken in this process: no part of the stages that needed them."""

    seconds = 0.0


@contextmanager
def preparing(
    stage: str,
    what: str,
    reason: str,
    far: Callable[[], tuple[int, int]] | None = None,
    noun: str = "",
    earlier: float = 0.0,
) -> Iterator[Preparation]:
    """Show what is made, why, and how far it is: by a bar, or by lines that are seconds apart.

    Args:
        stage: what its time is summed up under.
        what: as `Preparation` has it, as are the others.
        reason: behind it in parentheses.
        far: what can be counted.
        noun: what that is.
        earlier: seconds for which it was at work before.
    """
    made = Preparation(what, reason, far, noun, earlier)

    def line() -> str:
        return f"still {what} ({reason}): {made.how_far()[2]}"

    try:
        with _bar(f"{what} ({reason})") as update:

            def look() -> None:
                if update is not None:
                    done, total, text = made.how_far()
                    update(completed=done, total=total or None, far=text)

            with alive(line, look if update is not None else None):
                yield made
    finally:
        made.end()
        _spent[stage] += made.seconds  # type: ignore[assignment]  # seconds, not counts


@contextmanager
def alive(line: Callable[[], str], look: Callable[[], None] | None = None) -> Iterator[None]:
    """Have a line said on stderr whenever nothing was for `_SILENCE` seconds, whatever is at work.

    Args:
        line: asked for from another thread. Of several that hold, the innermost is said.
        look: called every `_LOOK` seconds instead.
    """
    entry = line, look
    with _watched:
        _doing.append(entry)
        if not _watchers:
            _watchers.append(threading.Thread(target=_watch, daemon=True))
            _watchers[0].start()
        _watched.notify_all()
    try:
        yield
    finally:
        with _watched:
            _doing.remove(entry)
            _watched.notify_all()


def _watch() -> None:
    """Speak, or look, until nothing is being done."""
    since = time.perf_counter()
    with _watched:
        try:
            while _doing:
                looks = [look for _, look in _doing if look is not None]
                if looks:
                    for look in looks:
                        look()
                    _watched.wait(_LOOK)
                    continue
                line = _doing[-1][0]
                silent = min(time.perf_counter() - since, seconds_of_silence())
                if silent >= _SILENCE:
                    note(line())
                    continue
                _watched.wait(_SILENCE - silent)
        finally:
            _watchers.clear()


_SILENCE = 8.0
"""Seconds, so that ten never pass without a word."""
_LOOK = 0.5
"""Seconds between two looks at how far something is."""
_watched = threading.Condition()
_doing: list[tuple[Callable[[], str], Callable[[], None] | None]] = []
_watchers: list[threading.Thread] = []


@contextmanager
def summed_up() -> Iterator[None]:
    """Say how long all took, and by stage what took longest, if that is asked for.

    What was compiled is said in any case, if it was long.
    """
    start = time.monotonic()
    _spent.clear()
    yield
    if _spent[COMPILING] > FELT:
        note(f"compiling machine code took {_spent[COMPILING]:.0f} s, which the next run need not")
    if is_verbose() and len(_spent) > 1:
        every = time.monotonic() - start
        stages = sorted(_spent.items(), key=lambda stage: -stage[1])
        felt = [(stage, seconds) for stage, seconds in stages if seconds >= _FELT]
        rest = every - sum(seconds for _, seconds in felt)
        parts = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in (*felt, ("other", rest)))
        note(f"in all {every:.1f} s: {parts}")


COMPILING = "compiling"
"""The stage in which machine code is made."""
FELT = 3.0
"""Seconds of compiling that one asks about."""
_FELT = 0.1
"""Seconds from which a stage is named."""
_spent: Counter[str] = Counter()
"""Seconds by stage of this command."""


@contextmanager
def _told(description: str) -> Iterator[None]:
    """Say how long something took, if that is asked for."""
    start, before = time.monotonic(), _Prepared.seconds
    yield
    seconds = time.monotonic() - start - (_Prepared.seconds - before)
    _spent[description] += seconds  # type: ignore[assignment]  # seconds, not counts
    if is_verbose() and not is_for_scripts():  # whom `_reported` has told
        note(f"{description}: {seconds:.1f} s")
