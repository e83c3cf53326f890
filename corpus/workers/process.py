"""A worker, as seen from the process that asks it.

Workers are new Pythons and not forks of this one: what has threads (BLAS, numba) can't be forked
safely, and the same works on every system, from a script without a `__main__` guard, too. One
takes 0.3 s of CPU to start, and as much to load what it needs for alignment. It computes in one
thread, and ends when its pipe does, however the process that asks it ends.
"""

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.support.printing import is_quiet, is_verbose
from corpus.workers.pipes import put, take
from corpus.workers.serving import seconds

_ROOT = str(Path(__file__).parents[2])
_SERVE = (
    "import sys; sys.path.append(sys.argv[1]); from corpus.workers.serving import serve; serve()"
)
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


class Worker:
    """A process that answers, one request after the other.

    Attributes:
        cpu_seconds: what it has taken for all that it has answered.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self) -> None:
        alone = dict.fromkeys(_ONE_THREAD, "1")
        loud = f"{is_quiet():d}", f"{is_verbose():d}"
        self._process = subprocess.Popen(  # noqa: S603  (ourselves)
            [sys.executable, "-P", "-c", _SERVE, _ROOT, *loud],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | alone,
        )
        assert self._process.stdin is not None  # noqa: S101  (they are pipes)
        assert self._process.stdout is not None  # noqa: S101
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self.cpu_seconds = 0.0

    def ask(self, request: bytes) -> tuple[bool, Any]:
        """The answer to a request: whether all went well; the results, or what was raised.

        Raises:
            EOFError, OSError: the process has ended.
        """
        put(self._requests, request)
        self.cpu_seconds = seconds(self._answers)
        well, answer = pickle.loads(take(self._answers))  # noqa: S301  (ours)
        return well, answer

    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()

    def end(self, patience: float = 0.0) -> int:
        """Have it end, by itself if it does within some seconds.

        Returns:
            Its exit status, below 0 the signal that ended it.
        """
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._requests, self._answers):
            with suppress(OSError):
                stream.close()
        return self._process.returncode


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def undisturbed() -> None:
    """Keep Ctrl-C from a thread and from the workers that it starts; the main thread gets it.

    A worker ignores it by itself, but not yet while it begins.
    """
    if hasattr(signal, "pthread_sigmask"):  # Windows has none
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
