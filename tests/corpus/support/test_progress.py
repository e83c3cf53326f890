import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from corpus.support import progress
from corpus.support.printing import loudness, note
from corpus.support.progress import alive, preparing, summed_up, track, working


@pytest.fixture
def verbose():
    loudness(quiet=False, verbose=True)
    yield
    loudness(quiet=False, verbose=False)


def test_the_end_says_where_the_time_went(verbose, capsys, monkeypatch):
    times = iter([0.0, 1.0, 3.0, 3.0, 3.01, 4.0, 9.0, 10.5])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    with summed_up():
        with working("mining"):
            pass
        assert list(track([1, 2], "reading")) == [1, 2]
        with working("mining"):
            pass
    *stages, last = capsys.readouterr().err.splitlines()
    assert stages == ["mining: 2.0 s", "reading: 0.0 s", "mining: 5.0 s"]
    assert last == "in all 10.5 s: mining 7.0 s, other 3.5 s"


def test_nothing_is_summed_up_unasked_or_of_one_stage(capsys, verbose):
    with summed_up(), working("mining"):
        pass
    assert re.fullmatch(r"mining: \d\.\d s\n", capsys.readouterr().err)
    loudness(quiet=False, verbose=False)
    with summed_up():
        for stage in "ab":
            with working(stage):
                pass
    assert capsys.readouterr().err == ""


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(progress, "_SILENCE", 0.1)


def test_long_work_that_says_nothing_is_said_to_go_on(soon, capsys):
    before = threading.active_count()
    with alive(lambda: "still at work"):
        time.sleep(0.35)
    time.sleep(0.15)
    said = capsys.readouterr().err
    assert 2 <= said.count("still at work\n") <= 4
    assert threading.active_count() == before


def test_what_speaks_by_itself_is_not_spoken_for(soon, capsys):
    with alive(lambda: "still at work"):
        for _ in range(20):
            note("a step")
            time.sleep(0.02)
    assert "still at work" not in capsys.readouterr().err


def test_the_innermost_is_said_and_the_outer_one_after_it(soon, capsys):
    with alive(lambda: "outer"):
        with alive(lambda: "inner"):
            time.sleep(0.25)
        time.sleep(0.25)
    said = capsys.readouterr().err.split()
    assert said == sorted(said)
    assert {*said} == {"inner", "outer"}


def test_what_is_prepared_is_told_with_reason_and_how_far(soon, capsys):
    with preparing("compiling", "compiling x", "once", lambda: (12, 58), "kernels") as made:
        time.sleep(0.25)
    said = capsys.readouterr().err.splitlines()
    assert said
    assert {*said} == {"still compiling x (once): 12 of 58 kernels, 0 s"}
    assert 0.2 < made.seconds < 5.0


def test_what_was_prepared_within_a_stage_is_no_time_of_the_stage(verbose, capsys, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def pass_seconds(number):
        now[0] += number

    with summed_up(), working("aligning"):
        pass_seconds(1.0)
        with preparing("building tables", "building x", "once") as table:
            pass_seconds(2.0)
            with preparing("compiling", "compiling y", "once") as code:
                pass_seconds(30.0)
            pass_seconds(2.0)
        pass_seconds(3.0)
    assert (table.seconds, code.seconds) == (4.0, 30.0)
    stage, compiled, last = capsys.readouterr().err.splitlines()
    assert stage == "aligning: 4.0 s"
    assert compiled == "compiling machine code took 30 s, which the next run need not"
    parts = "compiling 30.0 s, building tables 4.0 s, aligning 4.0 s, other 0.0 s"
    assert last == f"in all 38.0 s: {parts}"


ON_A_TERMINAL = """
import sys, time
from corpus.support.printing import note
from corpus.support.progress import alive, preparing, track
for _ in track([1, 2], "aligning"):
    with preparing("compiling", "compiling x", "once", lambda: (12, 58), "kernels"):
        time.sleep(0.8)
    note("said between")
print("printed")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 100])
def test_on_a_terminal_there_are_bars_that_leave_nothing_behind(columns):
    import pty

    main, terminal = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    with subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL], stdout=subprocess.PIPE, stderr=terminal,
        env=environment,
    ) as process:  # fmt: skip
        os.close(terminal)
        shown = b""
        while select.select([main], [], [], 60)[0]:
            try:
                shown += os.read(main, 65536)
            except OSError:
                break
        os.close(main)
        assert process.stdout.read() == b"printed\n"
    assert process.returncode == 0
    text = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown.decode())
    assert "aligning" in text
    assert text.count("said between") == 2
    if columns == 100:
        assert "compiling x (once)" in text
        assert "12 of 58 kernels" in text
    for line in re.split(r"[\r\n]+", text):
        assert len(line) <= columns


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_scheduler_reads_how_far_each_stage_is_and_what_is_left(monkeypatch, capsys):
    monkeypatch.setenv("DUIZHAO_PROGRESS", "json")
    clock = iter([0.0, 0.0, 2.0, 2.1, 8.0, 8.5, 9.0, 9.0, 9.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    assert list(track("abcd", "reading")) == [*"abcd"]
    assert events(capsys.readouterr().err) == [
        {"stage": "reading", "done": 0, "total": 4, "seconds": 0.0},
        {"stage": "reading", "done": 1, "total": 4, "seconds": 2.0, "left": 6.0},
        {"stage": "reading", "done": 3, "total": 4, "seconds": 8.0, "left": 2.7},
        {"stage": "reading", "done": 4, "total": 4, "seconds": 9.0, "ended": True},
    ]


def test_all_that_a_scheduler_gets_is_json_also_what_went_wrong(monkeypatch, capsys):
    monkeypatch.setenv("DUIZHAO_PROGRESS", "json")
    with suppress(ValueError), working("mining"):
        note("duizhao: 坏.txt: is\x1bempty")
        raise ValueError
    found = events(capsys.readouterr().err)
    assert [*found[0]] == ["stage", "done", "total", "seconds"]
    assert found[1:] == [{"note": "duizhao: 坏.txt: is\x1bempty"}]  # it has not ended
