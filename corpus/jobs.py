"""The executor seam: where the work of a command is done. However many workers, the same results.

    with local_jobs(4) as jobs:                          processes of this machine
        with jobs.shared(evidence) as held:              a big value, in a file that workers map
            for path in jobs.map(partial(align, held), numbers, chunk=16): ...

`SERIAL` does all of it in this process. What a function returns must depend on its item alone, and
results come in the order of the items; so nothing that is computed can depend on the workers.

Workers take a second of CPU to start and to load what they need; so the first second of the work is
done in this process, and a small input starts no worker. Each is asked through a pipe by a thread
of this process (`corpus.workers`).
"""

import pickle
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from corpus.errors import NoWorkerError, WorkerDiedError
from corpus.workers.process import Worker, cores, undisturbed
from corpus.workers.scratch import scratch_folder
from corpus.workers.threads import threads
from corpus.workers.values import read_value, write_value

Item = TypeVar("Item")
Result = TypeVar("Result")
Value = TypeVar("Value")
Done = TypeVar("Done", covariant=True)

Lost = Callable[[Item, str], Result]
"""What stands for the result of an item that ends every worker, given it and how they ended."""

_AHEAD = 3
"""Chunks given out per worker beyond the one that is waited for: neither what goes in nor what
comes out piles up, and no worker waits where chunks take different times."""
_ATTEMPTS = 2
"""Times that a chunk is tried before it is halved: a worker may have been ended for another's sake,
as when memory is short."""
_PATIENCE = 1.0
"""Seconds of work in this process before workers are started, where nobody said how many."""
_LAST = 5.0
"""Seconds for a worker whose pipe has ended to end itself: it has nothing left but to be reaped."""
_PAUSE = 0.5
"""Seconds until a worker that could not be started is tried again: others may have ended."""


class Jobs(Protocol):
    """Who does the work."""

    @property
    def workers(self) -> int:
        """How many items are worked on at once."""

    @property
    def local(self) -> bool:
        """Whether they are processes of this machine, which find its files by the same paths."""

    @property
    def cpu_seconds(self) -> float:
        """What living workers have taken for all that they have answered.

        The system counts those that have ended as children of this process.
        """

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 1,
        lost: Lost[Item, Result] | None = None,
        *,
        heavy: bool = False,
    ) -> Iterator[Result]:
        """The results in the order of the items, which are taken as they are needed.

        Args:
            function: of a module, or a `partial` of one; with its items and results small enough
                to be sent.
            items: what it is called with, one by one.
            chunk: items that are sent together.
            lost: makes up the result of an item on which workers end. What is done in this
                process ends it: all with `SERIAL`, the first second if nobody said how many
                workers there are to be.
            heavy: each item is worth the start of a worker: none is done in this process.

        Raises:
            WorkerDiedError: there is such an item, and no `lost`.
            NoWorkerError: not one worker could be started.
            Exception: whatever the function raised; the rest is not done.
        """

    def shared(self, value: Value) -> "AbstractContextManager[Shared[Value]]":
        """A big value for the functions that are mapped while the block lasts."""


class Shared(Generic[Value]):
    """A value that workers read out of a file, which is written when it is first sent.

    Arrays in it are mapped into memory, so that the workers of a machine hold them once; they must
    not be written to.
    """

    def __init__(self, value: Value, folder: Path | None = None) -> None:
        self.value = value
        self._folder = folder
        self._lock = threading.Lock()
        self._written: Path | None = None

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        assert self._folder is not None  # noqa: S101  (what is not to be sent has none)
        with self._lock:
            if self._written is None:
                self._written = write_value(self.value, self._folder)
        return _read, (str(self._written),)

    def remove(self) -> None:
        """Remove the file; workers that have mapped it keep what they have."""
        if self._written is not None:
            with suppress(OSError):  # Windows removes none that is mapped: it goes with the folder
                self._written.unlink(missing_ok=True)


def _read(path: str) -> Shared[object]:
    return Shared(read_value(path))


class Serial:
    """Everything in this process, item by item."""

    workers = 1
    local = True
    cpu_seconds = 0.0

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 1,
        lost: Lost[Item, Result] | None = None,
        *,
        heavy: bool = False,
    ) -> Iterator[Result]:
        """As `Jobs.map`; what ends a worker would end this process."""
        return map(function, items)

    @contextmanager
    def shared(self, value: Value) -> Iterator[Shared[Value]]:
        """As `Jobs.shared`, without a file."""
        yield Shared(value)


SERIAL = Serial()


@contextmanager
def local_jobs(count: int | None = None) -> Iterator[Jobs]:
    """Workers on this machine, as long as the block lasts.

    Args:
        count: how many; by default one for each core, as soon as there is work for them.
    """
    workers = count or cores()
    if workers == 1:
        yield SERIAL
        return
    with scratch_folder() as folder, threads(workers):
        jobs = _Processes(workers, folder, patience=0.0 if count else _PATIENCE)
        try:
            yield jobs
        finally:
            jobs.close()


class Given(Protocol[Done]):
    """A chunk that was given out: a future of ``concurrent.futures``, or one like it."""

    def result(self) -> Done:
        """Wait for the results, or raise what was raised."""

    def cancel(self) -> object:
        """It is not wanted any more."""


def windowed(
    give: Callable[[list[Item]], Given[list[Result]]],
    items: Iterable[Item],
    chunk: int,
    workers: int,
) -> Iterator[Result]:
    """The results in the order of the items, of which no more are given out than keep all busy.

    Args:
        give: gives out a chunk.
        items: taken as they are needed.
        chunk: how many are given together.
        workers: how many chunks are worked on at once.
    """
    rest = iter(items)
    given: deque[Given[list[Result]]] = deque()
    try:
        while batch := list(islice(rest, chunk)):
            given.append(give(batch))
            if len(given) > (1 + _AHEAD) * workers:
                yield from given.popleft().result()
        while given:
            yield from given.popleft().result()
    finally:
        for each in given:
            each.cancel()


class _Processes:
    """Workers as processes, each started when a chunk finds no idle one."""

    local = True

    def __init__(self, workers: int, folder: Path, patience: float) -> None:
        self.workers = workers
        self._folder = folder
        self._patience = patience
        self._threads = ThreadPoolExecutor(workers, initializer=undisturbed)
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def cpu_seconds(self) -> float:
        """As `Jobs.cpu_seconds`."""
        with self._lock:
            return sum(worker.cpu_seconds for worker in self._all)

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 1,
        lost: Lost[Item, Result] | None = None,
        *,
        heavy: bool = False,
    ) -> Iterator[Result]:
        """As `Jobs.map`."""
        rest = iter(items)
        if heavy:
            self._patience = 0.0
        while self._patience > 0.0:
            start = time.monotonic()
            try:
                item = next(rest)
            except StopIteration:
                return
            result = function(item)
            self._patience -= time.monotonic() - start
            yield result

        def give(batch: list[Item]) -> Future[list[Result]]:
            return self._threads.submit(self._done, function, batch, lost)

        yield from windowed(give, rest, chunk, self.workers)

    @contextmanager
    def shared(self, value: Value) -> Iterator[Shared[Value]]:
        """As `Jobs.shared`."""
        held = Shared(value, self._folder)
        try:
            yield held
        finally:
            held.remove()

    def close(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.end()

    def _done(
        self,
        function: Callable[[Item], Result],
        batch: list[Item],
        lost: Lost[Item, Result] | None,
    ) -> list[Result]:
        """The results of a chunk; called in a thread of its own."""
        request = pickle.dumps((function, batch), 5)
        for _ in range(_ATTEMPTS):
            worker = self._taken()
            try:
                well, answer = worker.ask(request)
            except (EOFError, OSError):
                ended = self._ended(worker)
                continue
            self._idle.put(worker)
            if not well:
                raise answer
            results: list[Result] = answer
            return results
        if len(batch) > 1:
            middle = len(batch) // 2
            halves = batch[:middle], batch[middle:]
            return [result for half in halves for result in self._done(function, half, lost)]
        if lost is None:
            raise WorkerDiedError(ended)
        return [lost(batch[0], ended)]

    def _taken(self) -> Worker:
        """A worker with nothing to do: an idle one, or a new one.

        Where none can be started (no memory, too many processes), one that is at work is waited
        for.
        """
        pause = 0.0
        while True:
            with suppress(queue.Empty):
                worker = self._idle.get(block=pause > 0.0, timeout=pause)
                if worker.lives():
                    return worker
                self._ended(worker)  # nothing that it was given: no attempt
                continue
            with self._lock:
                if self._closed:
                    raise EOFError
                try:
                    worker = Worker()
                except OSError as error:
                    if not self._all:
                        raise NoWorkerError(error.strerror or str(error)) from None
                    pause = _PAUSE
                else:
                    self._all.add(worker)
                    return worker

    def _ended(self, worker: Worker) -> str:
        """How a worker ended, which is not to be asked again."""
        status = worker.end(_LAST)
        with self._lock:
            if self._closed:
                raise EOFError
            self._all.discard(worker)
        return f"signal {-status}" if status < 0 else f"status {status}"
