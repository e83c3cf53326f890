"""The executor seam on a Dask cluster (``duizhao[cluster]``): work goes to other machines.

    with jobs_of(0, "tcp://scheduler:8786") as jobs: ...      a cluster
    with jobs_of(4) as jobs: ...                              processes of this machine

`corpus.jobs` says what a worker is asked and in what order results come; here Dask's scheduler
gives it out, moves what is shared between the machines, and tries again where one is lost. Workers
need no folder in common, but the very same code, weights and dictionary: results would be others.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

from corpus.errors import UsageError, WorkerDiedError
from corpus.jobs import Item, Jobs, Lost, Result, Shared, Value, local_jobs, windowed
from corpus.language.dictionary import dictionary_version
from corpus.support.fingerprint import fingerprint

_PATIENCE = 10.0
"""Seconds that a scheduler is waited for."""


@contextmanager
def jobs_of(count: int = 0, cluster: str = "") -> Iterator[Jobs]:
    """What the options ``--jobs`` and ``--cluster`` ask for, as long as the block lasts.

    Args:
        count: processes of this machine; 0 for one for each core.
        cluster: address of a Dask scheduler, before `count`; none if it is empty.

    Raises:
        UsageError: Dask is not installed, nobody answers there, or a worker has other code.
    """
    if not cluster:
        with local_jobs(count or None) as jobs:
            yield jobs
        return
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            f"--cluster {cluster}: needs Dask; install it with: pip install 'duizhao[cluster]'"
        ) from None
    _knock(cluster)
    try:
        client = Client(cluster, set_as_default=False)
    except OSError as error:
        raise UsageError(f"--cluster {cluster}: no scheduler answers there ({error})") from None
    with client:
        _compare(client, cluster)
        yield _Cluster(client)


def _knock(address: str) -> None:
    """Raise a UsageError unless somebody answers there: a Dask client that fails lingers."""
    try:
        place = urlsplit(address if "://" in address else f"tcp://{address}")
        if place.scheme in ("tcp", "tls"):
            socket.create_connection((place.hostname or "", place.port or 0), _PATIENCE).close()
    except (OSError, ValueError) as error:
        raise UsageError(f"--cluster {address}: no scheduler answers there ({error})") from None


@cache
def state() -> str:
    """What results depend on beside their input: code, weights, libraries and the dictionary."""
    return f"{fingerprint('align.run')} {dictionary_version()}"


def _compare(client: Any, address: str) -> None:  # noqa: ANN401  (Dask has no types)
    """Raise a UsageError unless there are workers, and all are in this `state`."""
    try:
        found: dict[str, str] = client.run(state)
    except ImportError as error:
        raise UsageError(
            f"--cluster {address}: a worker cannot import {error.name}; install this duizhao there"
        ) from None
    except OSError as error:  # Dask's CommClosedError is one
        raise UsageError(
            f"--cluster {address}: a worker was lost before it could be asked ({error})"
        ) from None
    if not found:
        raise UsageError(f"--cluster {address}: has no workers; start some with: dask worker")
    for worker, there in sorted(found.items()):
        if there != state():
            raise UsageError(
                f"--cluster {address}: worker {worker} has another version of duizhao, of a "
                "library or of the dictionary; install the same there"
            )


class _Cluster:
    """The workers of a Dask cluster, as they are when a chunk is given out."""

    local = False

    def __init__(self, client: Any) -> None:  # noqa: ANN401
        self._client = client
        self.cpu_seconds = 0.0

    @property
    def workers(self) -> int:
        """How many chunks are worked on at once."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 1,
        lost: Lost[Item, Result] | None = None,
        *,
        heavy: bool = False,
    ) -> Iterator[Result]:
        """As `corpus.jobs.Jobs.map`."""
        called = function if isinstance(function, partial) else partial(function)
        given = [each.sent if isinstance(each, _Sent) else each for each in called.args]
        shared = [isinstance(each, _Sent) for each in called.args]

        def give(batch: list[Item]) -> "_Chunk":
            return _Chunk(
                self._count,
                lambda some: self._client.submit(
                    _done, state(), called.func, called.keywords, some, shared, *given, pure=False
                ),
                batch,
                lost,
            )

        return windowed(give, items, chunk, self.workers)

    def _count(self, seconds: float) -> None:
        self.cpu_seconds += seconds

    @contextmanager
    def shared(self, value: Value) -> Iterator[Shared[Value]]:
        """As `corpus.jobs.Jobs.shared`: workers hand it on to each other, and keep it meanwhile."""
        yield _Sent(value, self._client)


class _Sent(Shared[Value]):
    """A value that is sent to the cluster when it is first asked for."""

    def __init__(self, value: Value, client: Any) -> None:  # noqa: ANN401
        super().__init__(value)
        self._client = client
        self._future: Any = None

    @property
    def sent(self) -> Any:  # noqa: ANN401
        """The future that stands for it."""
        if self._future is None:
            # To each of them: what one alone has is lost with it.
            (self._future,) = self._client.scatter([self.value], hash=False, broadcast=True)
        return self._future


class _Chunk:
    """A chunk that was given out, and is given out by halves if workers end on it."""

    def __init__(
        self,
        count: Callable[[float], None],
        submit: Callable[[list[Any]], Any],
        batch: list[Any],
        lost: Lost[Any, Any] | None,
    ) -> None:
        self._count, self._submit, self._batch, self._lost = count, submit, batch, lost
        self._future = submit(batch)

    def result(self) -> list[Any]:
        """The results, or what was raised."""
        from distributed import KilledWorker

        try:
            results: list[Any]
            results, seconds = self._future.result()
        except CancelledError:
            raise WorkerDiedError("all that had what they share") from None
        except KilledWorker as error:
            ended = f"{error.last_worker.address}, the last of several"
        else:
            self._count(seconds)
            return results
        if len(self._batch) > 1:
            middle = len(self._batch) // 2
            halves = self._batch[:middle], self._batch[middle:]
            return [one for half in halves for one in self._again(half).result()]
        if self._lost is None:
            raise WorkerDiedError(ended)
        return [self._lost(self._batch[0], ended)]

    def cancel(self) -> None:
        """It is not wanted any more."""
        self._future.cancel()

    def _again(self, half: list[Any]) -> "_Chunk":
        return _Chunk(self._count, self._submit, half, self._lost)


def _done(
    asked: str,
    function: Callable[..., Any],
    keywords: dict[str, Any],
    batch: list[Any],
    shared: list[bool],
    *given: Any,  # noqa: ANN401
) -> tuple[list[Any], float]:
    """The results of a chunk, and the CPU seconds they took.

    It is what a worker does, if it has what the one that asks has.
    """
    start = time.thread_time()
    if state() != asked:  # it came later than the others
        raise UsageError("a worker has another version of duizhao; install the same there")
    first = [
        Shared(each) if is_shared else each for each, is_shared in zip(given, shared, strict=True)
    ]
    return [function(*first, item, **keywords) for item in batch], time.thread_time() - start
