"""However many workers, the same bytes; and a run that is killed in the midst of their work."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from align.file_pairs.folders import align_folders
from align.mining.miner import mine
from align.run import run_project
from corpus.jobs import local_jobs
from tests.conftest import EXAMPLES, Demo
from tests.corpus.test_jobs import child_processes, gone


def texts(folder: Path) -> dict[str, bytes]:
    """What the files of a run hold, but those that hold times."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.name not in ("run.json", "corpus.sqlite")
    }


@pytest.fixture
def coverage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example set, in a working folder of its own."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return Path("examples/coverage")


@pytest.mark.parametrize("count", [2, 3])
def test_a_run_writes_the_same_bytes_whoever_works(demo: Demo, coverage: Path, count: int) -> None:
    with local_jobs(count) as jobs:
        run_project([coverage], "out", jobs=jobs)
    assert texts(Path("out")) == texts(demo.out)


def test_a_killed_run_leaves_no_process_and_goes_on(demo: Demo, coverage: Path) -> None:
    command = [sys.executable, "-m", "align.cli", "run", str(coverage), "-o", "out", "--jobs"]
    with subprocess.Popen([*command, "2"], stdout=subprocess.DEVNULL) as run:
        while not (workers := child_processes(run.pid)) and run.poll() is None:
            time.sleep(0.05)
        time.sleep(1.0)  # into the midst of it
        workers |= child_processes(run.pid)
        run.send_signal(signal.SIGKILL)
    assert gone(workers)
    subprocess.run([*command, "3"], check=True, capture_output=True)
    assert texts(Path("out")) == texts(demo.out)


@pytest.mark.parametrize("count", [2, 3])
def test_mining_finds_the_same_with_the_same_scores(demo: Demo, count: int) -> None:
    sentences = demo.result.findings.coverage.sentences.values()
    zh = [s.text for found in sentences for s in found if not s.text.isascii()]
    en = [s.text for found in sentences for s in found if s.text.isascii()]
    alone = mine(zh, en, threshold=0.0)
    assert alone
    with local_jobs(count) as jobs:
        assert mine(zh, en, threshold=0.0, jobs=jobs) == alone


@pytest.mark.parametrize("count", [2, 3])
def test_folders_are_aligned_alike_and_what_cannot_be_read_is_named(
    tmp_path: Path, count: int
) -> None:
    for side, text in (
        ("zh", "他说外交很重要。\n我们明天开会。\n"),
        ("en", "Diplomacy matters.\n"),
    ):
        (tmp_path / side).mkdir()
        for number in range(40):
            (tmp_path / side / f"{number}.txt").write_text(text * (1 + number % 3), "utf-8")
    (tmp_path / "zh" / "7.txt").write_bytes(b"\x00\x01" * 100)
    folders = tmp_path / "zh", tmp_path / "en"
    alone = align_folders(*folders, lines=True)
    with local_jobs(count) as jobs:
        assert align_folders(*folders, lines=True, jobs=jobs) == alone
    assert len(alone[0]) == 39
    assert [problem for problem in alone[1] if os.fspath(tmp_path / "zh" / "7.txt") in problem]
