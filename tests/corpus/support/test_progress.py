import re

import pytest

from corpus.support.printing import loudness
from corpus.support.progress import summed_up, track, working


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
