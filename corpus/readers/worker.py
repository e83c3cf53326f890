"""Reading in a process of its own, for parsers that may run away.

read_apart(module, origin, data, metadata) -> list[Document | ReadFailure]

What a page makes of a parser cannot be known beforehand: it may compute or take memory without
end, or bring the process down. So such parsers work in one child process, which is made for the
first file and serves all that follow. Its memory and its computing time for a file are bounded,
where the system can bound them; how it ends is a failure of that file alone, which may be tried
again, and the next file gets a new child. It ends with this process, however that ends.

    to the child     size, {module, origin, metadata, memory, seconds}, size, data
    from the child   size, [document or failure, …]

Sizes have eight bytes, records are JSON.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from corpus.model import Document, Language, Script
from corpus.readers.sources import ReadFailure
from corpus.workers.pipes import put, take

MOST_MEMORY = 2 << 30
"""Bytes that the child may take. A page of ten megabytes takes some 300 MB."""
MOST_SECONDS = 120
"""Of computing for a file. A page of ten megabytes takes some ten seconds."""
_MOST_WAITING = 1800.0
"""Seconds by the clock, after which a child that neither computes nor answers is given up."""

_ROOT = str(Path(__file__).parents[2])
_SERVE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from corpus.readers.worker import serve; serve()"
)


class _Child:
    """The process, as seen from here."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603  (ourselves)
            [sys.executable, "-P", "-c", _SERVE, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdin is not None  # noqa: S101  (they are pipes)
        assert self.process.stdout is not None  # noqa: S101
        self.requests, self.answers = self.process.stdin, self.process.stdout

    def ask(self, request: dict[str, Any], data: bytes) -> Any:  # noqa: ANN401  (JSON)
        """The answer to a request.

        Raises:
            EOFError, OSError: the child has ended.
        """
        waiting = Timer(_MOST_WAITING, self.process.kill)
        waiting.daemon = True
        waiting.start()
        try:
            put(self.requests, json.dumps(request).encode())
            put(self.requests, data)
            return json.loads(take(self.answers))
        finally:
            waiting.cancel()

    def end(self) -> int:
        """Have it end; its exit status, below 0 the signal that ended it."""
        with suppress(OSError):
            self.requests.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.answers.close()
        return self.process.returncode


_child: _Child | None = None
_lock = Lock()


def read_apart(
    module: str, origin: str, data: bytes, metadata: Mapping[str, str]
) -> list[Document | ReadFailure]:
    """What a reader makes of a file.

    Args:
        module: of the reader, below ``corpus.readers``.
        origin: what errors name.
        data: the whole file.
        metadata: as the reader takes them.
    """
    request = {
        "module": module,
        "origin": origin,
        "metadata": dict(metadata),
        "memory": MOST_MEMORY,
        "seconds": MOST_SECONDS,
    }
    with _lock:
        child = _running()
        try:
            items = child.ask(request, data)
        except (EOFError, OSError):
            return [ReadFailure(origin, _reason(_end()), retry=True)]
    return [_item(item) for item in items]


def _running() -> _Child:
    """The child of this very process: one that it inherited by a fork is not its own."""
    global _child
    if _child is None or _child.owner != os.getpid():
        _child = _Child()
        atexit.register(_end)
    return _child


def _end() -> int:
    """End the child, if there is one."""
    global _child
    atexit.unregister(_end)
    child, _child = _child, None
    return child.end() if child is not None and child.owner == os.getpid() else 0


def _reason(status: int) -> str:
    """How the child ended, for the person whose file it was."""
    again = "read it again, or save its text as .txt"
    if -status == getattr(signal, "SIGXCPU", None):
        return f"took its parser more than {MOST_SECONDS} seconds of computing; {again}"
    ended = f"signal {-status}" if status < 0 else f"status {status}"
    return f"ended its parser ({ended}); {again}"


def _item(item: dict[str, Any]) -> Document | ReadFailure:
    if "reason" in item:
        return ReadFailure(**item)
    item["language"], item["script"] = Language(item["language"]), Script(item["script"])
    item["paragraphs"] = tuple(item["paragraphs"])
    return Document(**item)


def serve() -> None:
    """Answer until the parent ends, or has no more requests: what the child does."""
    from corpus.readers.registry import read_here

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints goes nowhere
    requests = sys.stdin.buffer
    with suppress(EOFError, BrokenPipeError):
        while True:
            request, data = json.loads(take(requests)), take(requests)
            _bound(request["memory"], request["seconds"])
            try:
                items = read_here(request["module"], request["origin"], data, request["metadata"])
            except MemoryError:
                _bound()
                reason = (
                    f"takes its parser more than {request['memory'] >> 20:,} MB; read it again, or "
                    "save its text as .txt"
                )
                items = [ReadFailure(request["origin"], reason, retry=True)]
            _bound()
            put(answers, json.dumps([asdict(item) for item in items]).encode())
            del request, data, items


def _bound(memory: int = -1, seconds: int = -1) -> None:
    """Bound what this process may take from now on, where the system can; below 0: no bound."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds
        most = resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (most if seconds < 0 else until, most))
        resource.setrlimit(resource.RLIMIT_AS, (most if memory < 0 else memory, most))
