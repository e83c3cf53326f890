import re
import threading
import time

import pytest

from corpus.support import progress
from corpus.support.printing import loudness, note
from corpus.support.progress import alive, summed_up, track, working


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
    with alive(lambda: "still at work"):
        time.sleep(0.35)
    time.sleep(0.15)
    said = capsys.readouterr().err
    assert 2 <= said.count("still at work\n") <= 4
    assert threading.active_count() == 1


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
