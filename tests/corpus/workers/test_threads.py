"""Threads for kernels: the same results, in the same order, however many there are."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.jobs import local_jobs
from corpus.workers.threads import in_threads, threads


@given(st.lists(st.integers()), st.integers(1, 5))
def test_results_come_in_the_order_of_the_parts(parts, count):
    with threads(count):
        assert in_threads(lambda part: part + 1, parts) == [part + 1 for part in parts]


def test_parts_are_worked_on_at_once():
    both = threading.Barrier(2, timeout=20)
    with threads(2):
        assert sorted(in_threads(lambda _: both.wait(), range(2))) == [0, 1]


def test_threads_have_no_threads_of_their_own():
    def within(part):
        return in_threads(lambda _: threading.get_ident(), range(3)), part

    with threads(2):
        for inner, _ in in_threads(within, range(4)):
            assert len({*inner}) == 1


def test_what_is_raised_is_raised_again():
    def fail(part):
        raise ValueError(part)

    with threads(2), pytest.raises(ValueError, match="0"):
        in_threads(fail, range(3))


@pytest.mark.parametrize(("jobs", "here"), [(1, True), (2, False)])
def test_a_run_by_one_process_has_one_thread(jobs, here):
    with local_jobs(jobs):
        found = in_threads(lambda _: threading.get_ident(), range(4))
    assert (found == [threading.get_ident()] * 4) is here
