"""Locks between processes. The system drops them with the process, so that none is ever stale.

locked(path)                context manager that waits for its turn
locked(path, wait=False)    raises LockedError if another process, or thread, holds it
try_lock(descriptor)        of an open file; None where the system has no locks for files
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PAUSE = 0.05
"""Seconds between two attempts: what is waited for takes seconds."""
_FAR = 1 << 30
"""The byte that Windows locks: none may read a locked one, and the first ones have the number."""

_threads: dict[str, threading.Lock] = {}
"""By path: the locks of files are the process's, so threads of one need their own."""


class LockedError(Exception):
    """Another process, or another thread of this one, holds the lock.

    Attributes:
        holder: the number of the process; None if it is not known.
    """

    def __init__(self, holder: int | None) -> None:
        """Keep the number."""
        self.holder = holder
        super().__init__(holder)


def try_lock(descriptor: int) -> bool | None:
    """Whether this process has the file to itself now; closing the file gives it back.

    None where nothing can be locked (some network drives, WebAssembly). What the process itself
    locked it is given again; children do not inherit it.
    """
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(descriptor)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # no locks on this drive
        return None
    return True


def _try_lock_windows(descriptor: int) -> bool | None:
    try:
        import msvcrt
    except ImportError:
        return None
    os.lseek(descriptor, _FAR, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)
    return True


@contextmanager
def locked(
    path: Path, *, wait: bool = True, waiting: Callable[[], object] = lambda: None
) -> Iterator[None]:
    """Hold the lock that this file stands for; the file is there only while it is held.

    Args:
        path: of the file, in a folder that can be written.
        wait: for a holder to let go; else a held lock is an error.
        waiting: called once if the lock is held.

    Raises:
        LockedError: it is held, and `wait` is false.
        OSError: the file cannot be made.
    """
    of_threads = _threads.setdefault(str(path.absolute()), threading.Lock())
    if not of_threads.acquire(blocking=False):
        if not wait:
            raise LockedError(os.getpid())
        waiting()
        of_threads.acquire()
    try:
        descriptor = _acquire(path, wait, waiting)
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no open file: it stays, and hurts nobody
                path.unlink()
            os.close(descriptor)
    finally:
        of_threads.release()


def _acquire(path: Path, wait: bool, waiting: Callable[[], object]) -> int:
    told = False
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
        try:
            free = try_lock(descriptor) is not False
            if free and _stands(descriptor, path):
                os.truncate(descriptor, 0)
                os.write(descriptor, b"%d\n" % os.getpid())
                return descriptor
            holder = _holder(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if free:
            continue
        if not wait:
            raise LockedError(holder)
        if not told:
            told = True
            waiting()
        time.sleep(_PAUSE)


def _stands(descriptor: int, path: Path) -> bool:
    """Whether the file still has its name: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> int | None:
    digits = os.read(descriptor, 20).strip()
    return int(digits) if digits.isdigit() else None
