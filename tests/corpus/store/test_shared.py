import gc
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.store.shared import SharedReader


@pytest.fixture
def reader():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE TABLE squares (number INTEGER PRIMARY KEY, square INTEGER)")
    connection.executemany("INSERT INTO squares VALUES (?, ?)", [(n, n * n) for n in range(1000)])
    made = SharedReader(connection)
    yield made
    made.close()


@pytest.fixture
def eager_switching():
    """Threads take turns a thousand times as often as they do otherwise."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(interval)


def test_each_thread_gets_the_answer_to_its_own_question(reader, eager_switching):
    def ask(number):
        return reader.rows("SELECT square FROM squares WHERE number = ?", (number,))

    numbers = [*range(1000)] * 4
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, numbers)) == [[(n * n,)] for n in numbers]


def test_a_query_that_fails_leaves_the_reader_open(reader):
    with pytest.raises(sqlite3.OperationalError):
        reader.rows("SELECT nothing FROM nowhere")
    assert reader.rows("SELECT max(number) FROM squares") == [(999,)]


def test_a_reader_that_nobody_holds_is_closed():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    SharedReader(connection)
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
