"""What was done in a review is appended to a log; undoing is an operation, too."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.decisions import log


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    log.create(opened)
    yield opened
    opened.close()


def test_what_was_done_is_undone_and_done_again_last_first(connection):
    first = log.record(connection, "terms", "accept", None, ["a"], who="lan")
    log.record(connection, "zh en", "merge", [1], [2], who="lan")
    second = log.record(connection, "terms", "reject", ["b"], None, who="mei")
    assert log.revision(connection, "terms") == second
    undone = log.take_back(connection, "terms", who="lan")
    assert (undone.number, undone.before, undone.who) == (second, ["b"], "mei")
    assert log.take_back(connection, "terms", who="lan").number == first
    assert log.take_back(connection, "terms", who="lan") is None
    assert log.take_back(connection, "terms", who="lan", again=True).after == ["a"]
    assert [each.number for each in log.history(connection, "terms").done] == [first]
    assert [each.kind for each in log.history(connection, "zh en").done] == ["merge"]


def test_what_was_taken_back_is_gone_once_something_else_is_done(connection):
    log.record(connection, "terms", "accept", None, 1, who="")
    log.take_back(connection, "terms", who="")
    log.record(connection, "terms", "accept", None, 2, who="")
    assert log.take_back(connection, "terms", who="", again=True) is None


def test_a_run_that_aligns_again_changes_the_revision_of_all(connection):
    before = log.record(connection, "zh en", "merge", 1, 2, who="")
    log.record(connection, log.EVERYTHING, log.ALIGNED, None, None, who="")
    assert log.revision(connection, "zh en") > before


@pytest.mark.parametrize("statement", ["DELETE FROM operations", "UPDATE operations SET who = 'x'"])
def test_nothing_in_the_log_is_changed(connection, statement):
    log.record(connection, "terms", "accept", None, 1, who="lan")
    with pytest.raises(sqlite3.IntegrityError, match="only appended"):
        connection.execute(statement)
    assert log.history(connection, "terms").done[0].who == "lan"


@given(steps=st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_the_stacks_are_those_of_any_editor(steps):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    log.create(connection)
    done, undone = [], []
    for number, step in enumerate(steps):
        if step == "do":
            log.record(connection, "terms", "edit", None, number, who="")
            done.append(number)
            undone.clear()
            continue
        again = step == "redo"
        source, target = (undone, done) if again else (done, undone)
        found = log.take_back(connection, "terms", who="", again=again)
        assert (found and found.after) == (source[-1] if source else None)
        if source:
            target.append(source.pop())
    history = log.history(connection, "terms")
    assert [[each.after for each in side] for side in (history.done, history.undone)] == [
        done,
        undone,
    ]
    connection.close()
