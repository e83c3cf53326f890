import sqlite3

import pytest

from corpus.errors import StoreError
from corpus.store.forms import create_tables, differing

SCRIPT = """
CREATE TABLE IF NOT EXISTS topics (number INTEGER PRIMARY KEY);  -- largest first
CREATE TABLE IF NOT EXISTS labels (
    topic INTEGER REFERENCES topics(number), label TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS labels_topic ON labels(topic);
CREATE TRIGGER IF NOT EXISTS undone AFTER DELETE ON topics BEGIN
    DELETE FROM labels;
    DELETE FROM stages WHERE name = 'labels';
END;
"""


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("CREATE TABLE stages (name TEXT)")
    create_tables(connection, SCRIPT, computed=True)
    connection.execute("INSERT INTO topics VALUES (1)")
    connection.execute("INSERT INTO labels VALUES (1, 'trade')")
    connection.execute("INSERT INTO stages VALUES ('labels')")
    yield connection
    connection.close()


@pytest.mark.parametrize("computed", [True, False])
@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("-- largest", "\n -- smallest"), (" TEXT", "\n TEXT")]
)
def test_tables_of_the_same_form_stay(connection, old, new, computed, capsys):
    create_tables(connection, SCRIPT.replace(old, new), computed=computed)
    assert connection.execute("SELECT label FROM labels").fetchall() == [("trade",)]
    assert capsys.readouterr().err == ""


def test_what_is_new_is_made_beside_what_is_there(connection):
    more = SCRIPT + "CREATE TABLE IF NOT EXISTS spans (id INTEGER);"
    assert differing(connection, more) == ["spans"]
    create_tables(connection, more, computed=False)
    assert differing(connection, more) == []
    assert connection.execute("SELECT label FROM labels").fetchall() == [("trade",)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("label TEXT NOT NULL", "label TEXT"), ("ON labels(topic)", "ON labels(label)")],
)
def test_what_was_computed_in_another_form_is_to_be_computed_again(connection, old, new, capsys):
    create_tables(connection, SCRIPT.replace(old, new), computed=True)
    assert connection.execute("SELECT * FROM labels").fetchall() == []
    assert connection.execute("SELECT * FROM stages").fetchall() == []
    assert "computed again" in capsys.readouterr().err


def test_what_a_person_decided_in_another_form_is_refused_and_kept(connection):
    other = SCRIPT.replace("label TEXT NOT NULL", "label TEXT")
    with pytest.raises(StoreError, match="labels: made by another version of duizhao"):
        create_tables(connection, other, computed=False)
    assert connection.execute("SELECT label FROM labels").fetchall() == [("trade",)]
