"""Who else compiles, and when: never a process that nobody needs, or that outlives the command."""

import os
import subprocess
import sys
import time

import pytest

from corpus.errors import UsageError
from corpus.kernels import preparation
from corpus.kernels.machine_code import ROOT
from corpus.kernels.preparation import at_work, prepare


@pytest.fixture
def started(monkeypatch):
    """What would be started, of a process that ends by itself."""
    found = []

    def start(command, **_):
        found.append(command)
        return subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE)

    monkeypatch.setattr(preparation, "_started", start)
    return found


@pytest.mark.parametrize(
    ("cores", "kept", "tables", "others"),
    [(1, False, False, 0), (2, True, True, 0), (2, False, True, 1), (3, True, False, 2)],
)
def test_others_are_at_work_where_something_is_missing_and_cores_are_free(
    monkeypatch, tmp_path, started, cores, kept, tables, others
):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    monkeypatch.setattr(preparation, "cores", lambda: cores)
    monkeypatch.setattr(preparation, "is_kept", lambda *_: kept)
    if tables:
        (tmp_path / "glosses-4-2026").mkdir()
    with at_work({"glosses": "module:function"}):
        assert len(started) == others
    if others:
        makers = [] if tables else ["module:function"]
        assert started[0] == ["--help-run", 0, others, *makers]


def test_none_is_started_where_nothing_can_be_kept(monkeypatch, tmp_path, started):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("DUIZHAO_CACHE", str(file))
    monkeypatch.setattr(preparation, "cores", lambda: 2)
    with at_work({"glosses": "module:function"}):
        assert started == []


def test_it_ends_with_the_process_that_started_it(tmp_path):
    """Killed, it cannot say so."""
    code = (
        "import os\nfrom corpus.kernels.preparation import _started\n"
        "print(_started(['--share', 0, 1]).pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "DUIZHAO_CACHE": str(tmp_path),
        "NUMBA_CACHE_DIR": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    process = int(done.stdout)
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(process, 9)
    pytest.fail("it is still at work")


def test_what_another_process_cannot_do_is_not_said():
    """The run does it, and says what is wrong."""
    command = [
        sys.executable,
        "-m",
        "corpus.kernels.preparation",
        "--help-run",
        "0",
        "1",
        "no:thing",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, stdin=subprocess.PIPE, capture_output=True)
    assert (done.returncode, done.stderr) in {(0, b""), (1, b"")}


def test_the_folder_is_called_as_in_a_cache(tmp_path):
    with pytest.raises(UsageError, match="machine-code"):
        prepare(tmp_path / "here")
