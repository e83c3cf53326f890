import builtins
import os
import subprocess
import sys
import threading
import types

import pytest

from corpus.support.locks import LockedError, locked, try_lock

HOLD = """
import sys
from pathlib import Path
from corpus.support.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other(tmp_path):
    """Another process that holds the lock, and lets go when it is told to."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_what_another_process_holds_is_refused_with_its_number(tmp_path, other):
    with pytest.raises(LockedError) as refused, locked(tmp_path / "lock", wait=False):
        pass
    assert refused.value.holder == other.pid


def test_a_killed_process_holds_nothing(tmp_path, other):
    other.kill()
    other.wait()

    with locked(tmp_path / "lock", wait=False):
        pass


def test_who_waits_is_told_so_once_and_gets_it(tmp_path, other):
    told = []

    def waiting():
        told.append(True)
        threading.Timer(0.3, other.stdin.close).start()

    with locked(tmp_path / "lock", waiting=waiting):
        assert told == [True]


def test_threads_of_one_process_exclude_each_other_too(tmp_path):
    order = []

    def work():
        with locked(tmp_path / "lock"):
            order.append("first")

    with locked(tmp_path / "lock"):
        with pytest.raises(LockedError), locked(tmp_path / "lock", wait=False):
            pass
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(0.2)
        order.append("me")
    thread.join()
    assert order == ["me", "first"]


def test_nothing_is_left_behind(tmp_path):
    with locked(tmp_path / "lock"):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def without(monkeypatch):
    """A Python that lacks these modules."""

    def hide(*names):
        real = builtins.__import__

        def fake(name, *arguments, **options):
            if name in names:
                raise ImportError(name)
            return real(name, *arguments, **options)

        monkeypatch.setattr(builtins, "__import__", fake)

    return hide


def test_without_posix_the_locks_of_windows_are_used(tmp_path, without, monkeypatch):
    taken = set()

    def locking(descriptor, mode, size):
        assert (mode, size) == ("no waiting", 1)
        assert os.lseek(descriptor, 0, os.SEEK_CUR) > 100  # the number can be read all the same
        identity = os.fstat(descriptor).st_ino
        if identity in taken:
            raise PermissionError(13, "Permission denied")
        taken.add(identity)

    windows = types.SimpleNamespace(locking=locking, LK_NBLCK="no waiting")
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    without("fcntl")
    with locked(tmp_path / "lock", wait=False), (tmp_path / "lock").open("rb+") as again:
        assert again.read() == b"%d\n" % os.getpid()
        assert not try_lock(again.fileno())


def test_where_there_are_no_locks_the_work_goes_on(tmp_path, without):
    without("fcntl", "msvcrt")
    with locked(tmp_path / "lock", wait=False):
        assert list(tmp_path.iterdir()) == [tmp_path / "lock"]
    with (tmp_path / "lock").open("xb") as stream:
        assert try_lock(stream.fileno()) is None
