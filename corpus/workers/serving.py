"""What a worker does: it answers until the process that asks has ended.

serve()                        the main function of a worker

    to a worker      size, pickle of (function, items)
    from a worker    CPU seconds so far (`seconds`); size, pickle of (whether all went well, results
                     or what was raised)

Records are those of `corpus.workers.pipes`.
"""

import os
import pickle
import queue
import signal
import struct
import sys
import threading
import traceback
from contextlib import suppress
from typing import IO

from corpus.errors import DuizhaoError
from corpus.support.printing import loudness
from corpus.support.progress import hide
from corpus.support.uncollected import seldom_collected
from corpus.workers.pipes import exactly, put, take

_SECONDS = struct.Struct(">d")


def serve() -> None:
    """Answer until the process that asks has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks says when
    loudness(quiet=sys.argv[2] == "1", verbose=sys.argv[3] == "1")
    hide()
    seldom_collected()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed is no answer
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    while True:
        answer = _packed(_done(requests.get()))
        answers.write(_SECONDS.pack(cpu_seconds()))
        put(answers, answer)


def _receive(requests: "queue.SimpleQueue[bytes]") -> None:
    """Take requests; the pipe ends with the process that asks, and this one with it at once."""
    with suppress(EOFError):
        while True:
            requests.put(take(sys.stdin.buffer))
    os._exit(1)


def _done(request: bytes) -> tuple[bool, object]:
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


def _packed(answer: tuple[bool, object]) -> bytes:
    """An answer as it is sent; what cannot be sent is an error, and the worker stays."""
    try:
        return pickle.dumps(answer, 5)
    except Exception:  # noqa: BLE001  (it is raised where the results are waited for)
        return pickle.dumps((False, RuntimeError(f"in a worker:\n{traceback.format_exc()}")), 5)


def cpu_seconds() -> float:
    """What this process has taken, and those that it has started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def seconds(stream: IO[bytes]) -> float:
    """What a worker has taken, in front of its answer.

    Raises:
        EOFError: it has ended.
    """
    (taken,) = _SECONDS.unpack(exactly(stream, _SECONDS.size))
    return float(taken)
