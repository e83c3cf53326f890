"""The executor seam: where the work of a command is done. However many workers, the same results.

    with local_jobs(4) as jobs:                          processes of this machine
        with jobs.shared(evidence) as held:              a big value, in a file that workers map
            for path in jobs.map(partial(align, held), numbers, chunk=16): ...

`SERIAL` does all of it in this process. What a function returns must depend on its item alone, and
results come in the order of the items; so nothing that is computed can depend on the workers.

Workers are new Pythons and not forks of this one: what has threads (BLAS, numba) can't be forked
safely, and the same works on every system, from a script without a `__main__` guard, too. One
takes 0.3 s of CPU to start, and as much to load what it needs for alignment; so the first second
of the work is done in this process, and a small input starts no worker. Each is asked through a
pipe by a thread of this process, and ends when the pipe does, however this process ends.

    to a worker      size, pickle of (function, items)
    from a worker    size, pickle of (whether all went well, results or what was raised)
"""

import hashlib
import mmap
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Generic, Protocol, TypeVar

from corpus.errors import DuizhaoError, WorkerDiedError
from corpus.support.printing import is_quiet, is_verbose, loudness
from corpus.support.progress import hide

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
_ALIGNED = 64
"""Bytes to which arrays are aligned in a file, as numpy aligns them in memory."""
_KEPT = 3
"""Shared values that a worker holds at once."""
_SIZE = struct.Struct(">Q")
_ROOT = str(Path(__file__).parents[1])
_SERVE = "import sys; sys.path.append(sys.argv[1]); from corpus.jobs import serve; serve()"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


class Jobs(Protocol):
    """Who does the work."""

    @property
    def workers(self) -> int:
        """How many items are worked on at once."""

    @property
    def local(self) -> bool:
        """Whether they are processes of this machine, which find its files by the same paths."""

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
            lost: makes up the result of an item on which workers end.
            heavy: each item is worth the start of a worker: none is done in this process.

        Raises:
            WorkerDiedError: there is such an item, and no `lost`.
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
        return read_value, (str(self._written),)

    def remove(self) -> None:
        """Remove the file; workers that have mapped it keep what they have."""
        if self._written is not None:
            with suppress(OSError):  # Windows removes none that is mapped: it goes with the folder
                self._written.unlink(missing_ok=True)


class Serial:
    """Everything in this process, item by item."""

    workers = 1
    local = True

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


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    with tempfile.TemporaryDirectory(prefix="duizhao-", ignore_cleanup_errors=True) as folder:
        jobs = _Processes(workers, Path(folder), patience=0.0 if count else _PATIENCE)
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
        self._threads = ThreadPoolExecutor(workers)
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

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
        while self._patience > 0.0 and not heavy:
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
                worker.process.kill()
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

    def _taken(self) -> "_Worker":
        """A worker with nothing to do."""
        with suppress(queue.Empty):
            while (worker := self._idle.get_nowait()).process.poll() is not None:
                self._ended(worker)  # nothing that it was given: no attempt
            return worker
        with self._lock:
            if self._closed:
                raise EOFError
            worker = _Worker()
            self._all.add(worker)
            return worker

    def _ended(self, worker: "_Worker") -> str:
        """How a worker ended, which is not to be asked again."""
        status = worker.end()
        with self._lock:
            if self._closed:
                raise EOFError
            self._all.discard(worker)
        return f"signal {-status}" if status < 0 else f"status {status}"


class _Worker:
    """A process, as seen from the one that asks it."""

    def __init__(self) -> None:
        alone = dict.fromkeys(_ONE_THREAD, "1")
        loud = f"{is_quiet():d}", f"{is_verbose():d}"
        self.process = subprocess.Popen(  # noqa: S603  (ourselves)
            [sys.executable, "-P", "-c", _SERVE, _ROOT, *loud],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | alone,
        )
        assert self.process.stdin is not None  # noqa: S101  (they are pipes)
        assert self.process.stdout is not None  # noqa: S101
        self.requests, self.answers = self.process.stdin, self.process.stdout

    def ask(self, request: bytes) -> tuple[bool, Any]:
        """The answer to a request.

        Raises:
            EOFError, OSError: the process has ended.
        """
        _put(self.requests, request)
        well, answer = pickle.loads(_take(self.answers))  # noqa: S301  (ours)
        return well, answer

    def end(self) -> int:
        """Have it end; its exit status, below 0 the signal that ended it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.requests, self.answers):
            with suppress(OSError):
                stream.close()
        return self.process.returncode


def serve() -> None:
    """Answer until the process that asks has ended: what a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks says when
    loudness(quiet=sys.argv[2] == "1", verbose=sys.argv[3] == "1")
    hide()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed is no answer
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    while True:
        _put(answers, _packed(done(requests.get())))


def _packed(answer: tuple[bool, object]) -> bytes:
    """An answer as it is sent; what cannot be sent is an error, and the worker stays."""
    try:
        return pickle.dumps(answer, 5)
    except Exception:  # noqa: BLE001  (it is raised where the results are waited for)
        return pickle.dumps((False, RuntimeError(f"in a worker:\n{traceback.format_exc()}")), 5)


def _receive(requests: "queue.SimpleQueue[bytes]") -> None:
    """Take requests; the pipe ends with the process that asks, and this one with it at once."""
    with suppress(EOFError):
        while True:
            requests.put(_take(sys.stdin.buffer))
    os._exit(1)


def done(request: bytes) -> tuple[bool, object]:
    """Whether all of a chunk went well, and its results, or what was raised."""
    try:
        function, batch = pickle.loads(request)  # noqa: S301  (ours)
        return True, [function(item) for item in batch]
    except Exception as error:  # noqa: BLE001  (it is raised where the results are waited for)
        if not isinstance(error, DuizhaoError):
            error.add_note(f"in a worker:\n{traceback.format_exc()}")
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301
        except Exception:  # noqa: BLE001
            return False, RuntimeError(f"in a worker:\n{traceback.format_exc()}")
        return False, error


def write_value(value: object, folder: Path) -> Path:
    """Write a value into a file of a folder, named by what it holds."""
    buffers: list[pickle.PickleBuffer] = []
    parts: list[Any] = [pickle.dumps(value, 5, buffer_callback=buffers.append)]
    parts += [buffer.raw() for buffer in buffers]
    head = pickle.dumps([len(part) for part in parts])
    digest = hashlib.blake2b(head, digest_size=16)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
        for part in (_SIZE.pack(len(head)), head, *parts):
            digest.update(part)
            out.write(b"\0" * (-out.tell() % _ALIGNED))
            out.write(part)
    written = folder / f"{digest.hexdigest()}.shared"
    Path(out.name).replace(written)
    return written


@lru_cache(_KEPT)
def read_value(path: str) -> Shared[Any]:
    """The value of a file, its arrays mapped; they are copied where they are written to."""
    with Path(path).open("rb") as file:
        memory = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    at = 0

    def part(length: int) -> memoryview:
        nonlocal at
        first = at + -at % _ALIGNED
        at = first + length
        return memory[first:at]

    (size,) = _SIZE.unpack(part(_SIZE.size))
    pickled, *buffers = map(part, pickle.loads(part(size)))  # noqa: S301  (ours)
    return Shared(pickle.loads(pickled, buffers=buffers))  # noqa: S301


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def _take(stream: IO[bytes]) -> bytes:
    """What the other side has put.

    Raises:
        EOFError: it has ended.
    """
    (size,) = _SIZE.unpack(_exactly(stream, _SIZE.size))
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
