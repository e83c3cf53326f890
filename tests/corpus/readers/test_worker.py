import os
import signal

import pytest

from corpus.readers import worker
from corpus.readers.registry import ReadFailure, read_bytes
from corpus.store.project_file import Store

TEXT = "The talks of the two sides went on in the capital for a second day on Thursday morning. "
PAGE = f"<html><body><article><p>{TEXT * 3}</p><p>{TEXT}</p></article></body></html>".encode()


@pytest.fixture(autouse=True)
def _one_child_for_each_test():
    worker._end()
    yield
    worker._end()


def pid():
    return worker._child.process.pid


def test_one_child_reads_many_files_and_ends():
    documents = [read_bytes(f"{number}.html", PAGE) for number in range(3)]
    first = pid()
    assert [document.origin for (document,) in documents] == ["0.html", "1.html", "2.html"]
    read_bytes("a.html", PAGE)
    assert pid() == first
    assert worker._end() == 0


def test_a_child_that_is_killed_costs_its_file_alone(monkeypatch):
    read_bytes("a.html", PAGE)
    os.kill(pid(), signal.SIGKILL)
    (failure,) = read_bytes("b.html", PAGE)
    assert (failure.origin, failure.retry) == ("b.html", True)
    assert "signal 9" in failure.reason
    (document,) = read_bytes("b.html", PAGE)
    assert document.origin == "b.html"


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="no such bound here")
def test_a_parser_that_takes_too_long_is_named(monkeypatch):
    monkeypatch.setattr(worker, "MOST_SECONDS", 0)
    (failure,) = read_bytes("a.html", PAGE)
    assert failure.retry
    assert "seconds" in failure.reason


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="no such bound here")
def test_a_parser_that_takes_too_much_memory_is_named(monkeypatch):
    read_bytes("x.html", PAGE)
    first = pid()
    monkeypatch.setattr(worker, "MOST_MEMORY", 1 << 20)
    (failure,) = read_bytes("a.html", PAGE.replace(b"</p><p>", b"</p><p>" * 50_000))
    assert failure.retry
    assert "1 MB" in failure.reason
    monkeypatch.undo()
    assert [item.origin for item in read_bytes("b.html", PAGE)] == ["b.html"]
    assert pid() == first


def test_a_file_whose_parser_was_ended_is_read_again_by_the_next_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_bytes(PAGE)
    read_bytes("x.html", PAGE)
    os.kill(pid(), signal.SIGKILL)
    with Store("p.sqlite") as store:
        added = store.add(["a.html"])
        assert added.new == ()
        assert [failure.origin for failure in added.failures] == ["a.html"]
        again = store.add(["a.html"])
        assert again.failures == ()
        assert [document.origin for document in store.documents()] == ["a.html"]


def test_what_the_reader_says_comes_through():
    (failure,) = read_bytes("a.html", b"<html><body></body></html>")
    assert isinstance(failure, ReadFailure)
    assert "no article" in failure.reason
    assert not failure.retry
