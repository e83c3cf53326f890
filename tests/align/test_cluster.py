"""The seam on a Dask cluster, with workers on this machine."""

import operator
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from align import cluster
from align.cluster import jobs_of
from align.file_pairs.folders import align_folders
from align.run import run_project
from corpus.errors import UsageError, WorkerDiedError
from tests.align.test_jobs import coverage, texts
from tests.conftest import Demo
from tests.corpus.test_jobs import busy

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # what Dask does with its sockets is its own
__all__ = ["coverage"]


@pytest.fixture(scope="module")
def scheduler() -> Iterator["distributed.LocalCluster"]:
    """Two workers."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        silence_logs=50,
        scheduler_kwargs={"allowed_failures": 0},  # each worker that ends takes seconds to replace
    ) as made:
        yield made


@pytest.fixture
def address(scheduler: "distributed.LocalCluster") -> str:
    """Where the scheduler is, with both workers there, whatever a test before has done to them."""
    scheduler.wait_for_workers(2, timeout=60)
    return str(scheduler.scheduler_address)


def test_results_come_in_order_and_values_are_shared(address: str) -> None:
    value = {"rows": np.arange(12.0).reshape(3, 4)}
    with jobs_of(cluster=address) as jobs, jobs.shared(value) as held:
        assert list(jobs.map(str, range(100), 7)) == [*map(str, range(100))]
        got = list(jobs.map(partial(_row_sum, held), range(3)))
    assert got == value["rows"].sum(1).tolist()


def _row_sum(held: object, number: int) -> float:
    return float(held.value["rows"][number].sum())


def test_what_is_raised_comes_back_as_itself(address: str) -> None:
    with jobs_of(cluster=address) as jobs, pytest.raises(ZeroDivisionError):
        list(jobs.map(partial(operator.floordiv, 7), [3, 2, 1, 0, 1]))


def test_a_run_writes_the_same_bytes(demo: Demo, coverage: Path, address: str) -> None:
    with jobs_of(cluster=address) as jobs:
        run_project([coverage], "out", jobs=jobs)
    assert texts(Path("out")) == texts(demo.out)


def test_workers_with_other_code_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "fingerprint", lambda _: "other")
    cluster.state.cache_clear()
    try:
        with pytest.raises(UsageError, match="another version"), jobs_of(cluster=address):
            pass
    finally:
        cluster.state.cache_clear()


def test_a_worker_that_is_lost_while_all_are_compared_is_said() -> None:
    class Lost:
        def run(self, _function: object) -> dict[str, str]:
            raise distributed.comm.CommClosedError("in <TCP>: Stream is closed")

    with pytest.raises(UsageError, match=r"worker was lost.*Stream is closed"):
        cluster._compare(Lost(), "tcp://here:1")


def test_what_workers_take_is_counted(address: str) -> None:
    with jobs_of(cluster=address) as jobs:
        taken = sum(jobs.map(busy, [0.05] * 4))
        assert 0.2 <= taken <= jobs.cpu_seconds


def test_nobody_there_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "align.cli", "align", "mine", "a", "b", "-o", "c"]
    done = subprocess.run(
        [*command, "--cluster", "here:x"], capture_output=True, text=True, cwd=tmp_path
    )  # in a process of its own: a client that found nobody may lock the next one out
    assert done.returncode == 2
    assert "no scheduler answers there" in done.stderr.splitlines()[-1]


def test_the_one_item_that_ends_workers_is_found(address: str) -> None:
    calls = [partial(abs, -1), partial(os._exit, 3)]
    with jobs_of(cluster=address) as jobs:
        results = jobs.map(_call, calls, 2, lost=lambda call, _: call.args)
        assert list(results) == [1, (3,)]
        with pytest.raises(WorkerDiedError):
            list(jobs.map(_call, calls[1:]))


_call = operator.methodcaller("__call__")


def test_what_is_shared_outlives_the_worker_that_had_it_first(address: str, tmp_path: Path) -> None:
    with jobs_of(cluster=address) as jobs, jobs.shared([3, 4]) as held:
        work = partial(_ends_once, held, tmp_path / "ended")
        assert list(jobs.map(work, range(6), 2)) == [3, 4, 3, 4, 3, 4]


def _ends_once(held: object, mark: Path, number: int) -> int:
    if number == 2 and not mark.exists():
        mark.touch()
        os._exit(1)
    return int(held.value[number % 2])


def test_files_are_read_where_the_command_is(
    address: str, coverage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers stand in another folder, as on another machine: a path means nothing to them."""
    for side, text in (("zh", "我们明天开会。\n"), ("en", "We meet tomorrow.\n")):
        (tmp_path / side).mkdir()
        for number in range(3):
            (tmp_path / side / f"{number}.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    with jobs_of(cluster=address) as jobs:
        found, problems = align_folders("zh", "en", lines=True, jobs=jobs)
        monkeypatch.chdir(coverage.parent)
        run_project([coverage.name], tmp_path / "out", jobs=jobs)
    assert len(found) == 3
    assert not problems
    assert (tmp_path / "out" / "memory.tmx").exists()
