"""Folders for what workers share, and those that killed processes left."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.workers.scratch import scratch_folder

HOLDING = """
import sys
from corpus.workers.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "1.shared").write_bytes(bytes(100))
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which is empty."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def holding() -> tuple["subprocess.Popen[str]", Path]:
    """Another process that has a folder, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_has_stays(place: Path) -> None:
    (dead, left), (living, kept) = holding(), holding()
    dead.send_signal(signal.SIGKILL)
    dead.communicate()
    assert left.exists()
    with scratch_folder() as own, scratch_folder() as other:
        assert {*place.iterdir()} == {own, other, kept}
        assert (kept / "1.shared").exists()
    living.communicate("")
    assert not any(place.iterdir())


def test_what_a_killed_process_of_the_same_number_left_is_removed(place: Path) -> None:
    left = place / f"duizhao-work-{os.getpid()}-00000000abcdefgh"
    left.mkdir()
    (left / "in-use").touch()
    with scratch_folder() as own, scratch_folder() as other:
        assert {*place.iterdir()} == {own, other}


def test_what_is_called_alike_and_is_none_stays(place: Path) -> None:
    precious = place / "precious"
    precious.mkdir()
    (precious / "in-use").touch()
    (place / "duizhao-work-1-link").symlink_to(precious)
    (place / "duizhao-work-1-making").mkdir()
    with scratch_folder():
        pass
    assert (precious / "in-use").exists()
    assert (place / "duizhao-work-1-making").is_dir()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(place: Path) -> None:
    place.chmod(0o500)
    with pytest.raises(UsageError, match="TMPDIR"), scratch_folder():
        pass


def test_a_folder_that_is_gone_is_said(place: Path) -> None:
    shutil.rmtree(place)
    with pytest.raises(UsageError, match="TMPDIR"), scratch_folder():
        pass
