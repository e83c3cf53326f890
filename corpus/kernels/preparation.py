"""Machine code before anything asks for it: with the package, or beside a command at work.

    python -m corpus.kernels.preparation FOLDER/machine-code       compiles all, says how far it is
    with at_work(tables): ...                                      in other processes, for a run

Compiling takes some forty seconds of CPU time, once. What builds a wheel (``hatch_build.py``) and
``make`` do it beforehand, for any processor of the kind (`code_folders.SHIPPED`). Where that is
missing, a run lets other processes do their share, from the end of the list: a kernel that one
process has begun is waited for by the others. It is done by processes, not by threads, as numba
compiles in one thread at a time.
"""

import _thread
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from corpus.errors import UsageError
from corpus.kernels.code_folders import ANY, ROOT, is_kept, is_there
from corpus.kernels.compiling_note import Compiling
from corpus.kernels.signatures import names, signatures
from corpus.support.cache import MACHINE_CODE, cache_places, helpers, make_private
from corpus.support.printing import loudness, note
from corpus.support.progress import COMPILING, preparing
from corpus.workers.process import cores

_PROCESS = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from corpus.kernels.preparation import act; act()"
)
"""With -P nothing is imported from the folder that somebody happens to be in."""
_MOST = 8
"""Processes at once: each takes 100 MB before it compiles, and there are some sixty kernels."""
_PATIENCE = 5.0
"""Seconds for a process to remove its unfinished files: compiling a kernel takes up to two."""
_LAST = 60.0
"""Seconds after which a process ends that nobody waits for."""
_INTERRUPTED = 130
"""Exit code behind Ctrl-C, as shells have it."""
_SHARE, _HELP = "--share", "--help-run"


def prepare(folder: Path) -> None:
    """Compile all kernels for any processor of this kind.

    Args:
        folder: for the code; made if it is missing.

    Raises:
        UsageError: the folder is not called as the one in a cache folder is, or one of the
            processes failed, which has said why.
    """
    if folder.name != MACHINE_CODE:
        raise UsageError(f"{folder}: give a folder whose last name is {MACHINE_CODE}")
    processes = at_once()
    name, features = ANY
    settings = {
        "NUMBA_CACHE_DIR": str(folder.parent.absolute()),
        "NUMBA_CPU_NAME": name,
        "NUMBA_CPU_FEATURES": features,
    }
    wanted = list(names())
    far = partial(_far, partial(starmap, partial(is_there, folder), wanted), len(wanted))
    with preparing(COMPILING, "compiling machine code", "once", far, "kernels") as made:
        started = [
            _started([_SHARE, number, processes], env={**os.environ, **settings})
            for number in range(processes)
        ]
        if sum(process.wait() != 0 for process in started):
            raise UsageError(f"{folder}: not all kernels could be compiled")
    note(f"machine code: {len(wanted)} kernels compiled in {made.seconds:.0f} s")


@contextmanager
def at_work(tables: Mapping[str, str]) -> Iterator[None]:
    """Have other processes make what a run will miss, as long as the block lasts.

    Where all is there, or there is one core only, none is started. As long as it lasts, bars and
    lines say how many kernels of the run are there.

    Args:
        tables: what makes tables that the run needs late, as ``module:function``, by the name of
            their folder in the cache.
    """
    missing = [
        maker
        for name, maker in tables.items()
        if not any(any(place.glob(f"{name}-[0-9]*")) for place in cache_places())
    ]
    others = 0 if not missing and _all_is_kept() else at_once() - 1
    processes: list[subprocess.Popen[bytes]] = []
    wanted = list(names(of_a_run=True))
    Compiling.far = partial(_far, partial(starmap, is_kept, wanted), len(wanted))
    try:
        with suppress(OSError):  # nothing can be kept or started: the run does all by itself
            if others:
                _try_to_write(cache_places()[-1])
            for number in range(others):
                makers = missing if number == 0 else []
                command = [_HELP, number, others, *makers]
                processes.append(_started(command, stderr=subprocess.DEVNULL))
                helpers.add(processes[-1].pid)
        yield
    finally:
        _end(processes)  # what they have begun is begun again when it is asked for
        Compiling.far = None


def _far(kept: Callable[[], Iterable[bool]], total: int) -> tuple[int, int]:
    """How many kernels are there, and how many there are to be."""
    try:
        return sum(kept()), total
    except OSError:  # without the sources nothing can be compiled
        return 0, 0


def at_once() -> int:
    """How many processes are to run at once."""
    return min(cores(), _MOST)


def _try_to_write(folder: Path) -> None:
    make_private(folder)
    TemporaryFile(dir=folder).close()


def _all_is_kept() -> bool:
    with suppress(OSError):  # without the sources nothing can be compiled
        return all(starmap(is_kept, names(of_a_run=True)))
    return True


def _started(command: Sequence[object], **settings: Any) -> "subprocess.Popen[bytes]":  # noqa: ANN401
    """A process that does its share, and ends when this one does."""
    return subprocess.Popen(  # noqa: S603  (this very Python)
        [sys.executable, "-P", "-c", _PROCESS, str(ROOT), *map(str, command)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        **settings,
    )


def _end(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Let processes put away what they have begun, and end them."""
    for process in processes:
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]  # a pipe, which it watches
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _do_share(number: int, of: int) -> None:
    """What one of several processes compiles, from the end of the list on."""
    loudness(quiet=True, verbose=False)  # the process that waits says how far all are
    for kernel, calls in list(signatures().items())[::-1][number::of]:
        for arguments in calls:
            kernel.compile(arguments)


def _help(number: int, of: int, makers: list[str]) -> None:
    """The same for a run, which can do all of it by itself: what fails here, it says there."""
    for maker in makers:
        with suppress(Exception):
            module, _, function = maker.partition(":")
            getattr(import_module(module), function)()
    with suppress(Exception):
        for kernel, calls in list(signatures(of_a_run=True).items())[::-1][number::of]:
            if not is_kept(kernel.__module__, kernel.__name__):
                for arguments in calls:
                    kernel.compile(arguments)


def _end_with_parent() -> None:
    """Its end of the pipe closes with it, however it ends: then as if Ctrl-C had been pressed."""
    os.read(0, 1)
    if hasattr(signal, "pthread_kill"):  # which also ends what it is waiting for
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)  # type: ignore[arg-type]
    else:
        _thread.interrupt_main()
    time.sleep(_LAST)
    os._exit(1)  # it is in code that does not look


def _interrupt(*_: object) -> None:
    """As Python does, once: what is being put away is not broken off by the parent's end, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def act() -> None:
    """What the command line asks for."""
    action, *arguments = sys.argv[1:]
    try:
        if action in (_SHARE, _HELP):
            signal.signal(signal.SIGINT, _interrupt)
            threading.Thread(target=_end_with_parent, daemon=True).start()
            share = int(arguments[0]), int(arguments[1])
            if action == _SHARE:
                _do_share(*share)
            else:
                _help(*share, arguments[2:])
        else:
            prepare(Path(action))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    act()
