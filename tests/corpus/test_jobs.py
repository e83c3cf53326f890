"""The seam: order, errors, workers that die, and what is left of them."""

import operator
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InputError, NoWorkerError, WorkerDiedError
from corpus.jobs import SERIAL, Jobs, local_jobs
from corpus.workers.process import Worker
from corpus.workers.values import read_value, write_value

FORCED = (1, 2, 3)


def child_processes(parent: int) -> set[int]:
    """The processes that a process has started and that still run."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent and fields[0] != "Z":
                found.add(int(folder.name))
    return found


def gone(processes: set[int]) -> bool:
    """Whether they have ended, within some seconds."""
    for _ in range(100):
        alive = {each for each in processes if Path(f"/proc/{each}").exists()}
        states = [Path(f"/proc/{each}/stat") for each in alive]
        if all(_is_zombie(state) for state in states):
            return True
        time.sleep(0.1)
    return False


def _is_zombie(stat: Path) -> bool:
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("count", FORCED)
@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_results_come_in_the_order_of_the_items(count: int, chunk: int) -> None:
    with local_jobs(count) as jobs:
        assert list(jobs.map(str, range(100), chunk)) == [*map(str, range(100))]
        assert list(jobs.map(str, [], chunk)) == []


def test_a_small_input_starts_no_process() -> None:
    with local_jobs() as jobs:
        assert set(jobs.map(_process, range(20))) == {os.getpid()}


def _process(_: int) -> int:
    return os.getpid()


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items():
        for number in range(10_000):
            taken.append(number)
            yield number

    with local_jobs(2) as jobs:
        results = jobs.map(str, items())
        assert next(results) == "0"
        assert len(taken) < 50
        results.close()


@pytest.mark.parametrize("count", FORCED)
def test_what_is_raised_comes_back_as_itself(count: int) -> None:
    with local_jobs(count) as jobs, pytest.raises(ZeroDivisionError):
        list(jobs.map(partial(operator.floordiv, 7), [3, 2, 1, 0, 1]))


def test_our_errors_survive_the_way_from_a_worker() -> None:
    import pickle

    error = InputError("a.txt", "is empty", 7)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert isinstance(again, InputError)
    assert (str(again), again.path, again.reason, again.line) == (
        str(error), "a.txt", "is empty", 7,
    )  # fmt: skip


def test_a_worker_that_is_killed_once_is_no_loss(tmp_path: Path) -> None:
    before = child_processes(os.getpid())  # the worker that reads files, of other tests
    with local_jobs(2) as jobs:
        numbers = jobs.map(_slow, range(40), 2)
        assert next(numbers) == 0
        for process in child_processes(os.getpid()) - before:
            os.kill(process, signal.SIGKILL)
        assert list(numbers) == [*range(1, 40)]


def _slow(number: int) -> int:
    time.sleep(0.01)
    return number


def test_the_one_item_that_ends_workers_is_found() -> None:
    with local_jobs(2) as jobs:
        calls = [partial(time.sleep, 0.0)] * 3 + [partial(os._exit, 3)] + [partial(time.sleep, 0.0)]
        results = jobs.map(_call, calls, 5, lost=lambda call, ended: (call.args, ended))
        assert list(results) == [None, None, None, ((3,), "status 3"), None]
        with pytest.raises(WorkerDiedError, match="status 3"):
            list(jobs.map(_call, calls))


_call = operator.methodcaller("__call__")


def test_workers_share_a_value_through_a_file(tmp_path: Path) -> None:
    value = {"rows": np.arange(12.0).reshape(3, 4), "none": np.zeros(0, np.int32), "name": "中"}
    with local_jobs(2) as jobs, jobs.shared(value) as held:
        assert held.value is value
        got = list(jobs.map(partial(_row_sum, held), range(3)))
    assert got == value["rows"].sum(1).tolist()
    again = read_value(str(write_value(value, tmp_path)))
    assert {name: type(each) for name, each in again.items()} == {
        name: type(each) for name, each in value.items()
    }
    assert np.array_equal(again["rows"], value["rows"])
    assert again["none"].dtype == np.int32
    assert again["rows"].flags.writeable  # else kernels would be compiled once more


def _row_sum(held: object, number: int) -> float:
    return float(held.value["rows"][number].sum())


def test_values_that_are_equal_are_removed_one_by_one() -> None:
    before = child_processes(os.getpid())
    with local_jobs(2) as jobs, jobs.shared([1, 2]) as held:
        with jobs.shared([1, 2]) as other:
            for each in (held, other):
                assert list(jobs.map(partial(_at, each), [0, 1])) == [1, 2]
        for process in child_processes(os.getpid()) - before:  # new ones have nothing mapped yet
            os.kill(process, signal.SIGKILL)
        assert list(jobs.map(partial(_at, held), [0, 1])) == [1, 2]


def test_where_no_worker_can_be_started_the_others_do_the_work(monkeypatch) -> None:
    started = []

    def one_alone() -> Worker:
        if started:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(Worker())
        return started[0]

    monkeypatch.setattr("corpus.jobs.Worker", one_alone)
    with local_jobs(3) as jobs:
        assert list(jobs.map(str, range(20))) == [*map(str, range(20))]


def test_where_none_at_all_can_be_started_a_line_says_so(monkeypatch) -> None:
    def none() -> Worker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("corpus.jobs.Worker", none)
    with (
        local_jobs(2) as jobs,
        pytest.raises(NoWorkerError, match=r"temporarily unavailable.*--jobs 1"),
    ):
        list(jobs.map(str, range(20)))


def test_what_workers_take_is_counted_while_they_live() -> None:
    with local_jobs(2) as jobs:
        taken = sum(jobs.map(busy, [0.05] * 4))
        assert taken >= 0.2
        assert jobs.cpu_seconds >= taken
        assert SERIAL.cpu_seconds == 0


def busy(seconds: float) -> float:
    start = time.thread_time()
    while time.thread_time() < start + seconds:
        pass
    return time.thread_time() - start


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = child_processes(os.getpid())  # the worker that reads files, of other tests
    with local_jobs(2) as jobs, jobs.shared([1, 2]) as held:
        list(jobs.map(partial(_at, held), [0, 1]))
        started = child_processes(os.getpid()) - before
        assert started
    assert gone(started)
    assert not list(tmp_path.iterdir())


def _at(held: object, number: int) -> int:
    return held.value[number]


BEGINNING = """
from corpus.jobs import local_jobs
try:
    with local_jobs(2) as jobs:
        list(jobs.map(abs, range(8)))
except KeyboardInterrupt:
    pass
"""


def test_ctrl_c_while_workers_begin_says_nothing_of_them() -> None:
    command = [sys.executable, "-c", BEGINNING]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as driver:
        while not child_processes(driver.pid) and driver.poll() is None:
            pass
        os.killpg(driver.pid, signal.SIGINT)  # as a terminal does
        assert driver.stderr
        said = driver.stderr.read()
    assert said == b""


DRIVER = """
import sys, time
from functools import partial
from corpus.jobs import local_jobs
with local_jobs(2) as jobs:
    for _ in jobs.map(time.sleep, [0.01] * 8 + [60] * 8):
        print("one", flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_who_asks(how: signal.Signals) -> None:
    command = [sys.executable, "-c", DRIVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as driver:
        assert driver.stdout
        driver.stdout.readline()
        workers = child_processes(driver.pid)
        assert len(workers) == 2
        driver.send_signal(how)
        driver.wait(20)
    assert gone(workers)


def test_serial_is_the_truth() -> None:
    jobs: Jobs = SERIAL
    with jobs.shared(5) as five:
        assert list(jobs.map(partial(operator.add, five.value), [1, 2])) == [6, 7]


def test_a_result_that_cannot_be_sent_is_said_to_be_one() -> None:
    with local_jobs(2) as jobs, pytest.raises(RuntimeError, match="pickle"):
        list(jobs.map(_unsendable, range(4)))


def _unsendable(_: int) -> object:
    return lambda: None


def test_workers_that_ended_while_they_had_nothing_to_do_are_no_attempts(tmp_path: Path) -> None:
    before = child_processes(os.getpid())
    with local_jobs(2) as jobs:
        assert list(jobs.map(_slow, range(40), 2)) == [*range(40)]
        for process in child_processes(os.getpid()) - before:
            os.kill(process, signal.SIGKILL)
        assert gone(child_processes(os.getpid()) - before)
        assert list(jobs.map(_slow, range(40), 1)) == [*range(40)]
