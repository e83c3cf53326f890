import json

import pytest
from typer.testing import CliRunner

from corpus.cli import app
from corpus.errors import NothingReadError, StoreError, UsageError


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zh.txt").write_text("外长谈贸易\n会谈周三举行。\t双方同意继续。\n1\n", "utf-8")
    (tmp_path / "en.txt").write_text("Trade talks\nThe talks were held on Wednesday.\n", "utf-8")

    def invoke(*arguments):
        return CliRunner().invoke(app, arguments)

    return invoke


def test_add_list_show_search_remove(run):
    added = run("add", "zh.txt", "en.txt")
    assert added.exit_code == 0
    assert added.stdout == ""
    assert added.stderr == "2 files new, 0 replaced, 0 unchanged; 2 documents in corpus.sqlite\n"
    assert [line.split("\t")[1:3] for line in run("list").stdout.splitlines()] == [
        ["en", "Latn"],
        ["zh", "Hans"],
    ]
    shown = run("show", "zh.txt").stdout
    assert "1  会谈周三举行。" in shown
    assert "left out (a bare number): 1" in shown
    assert run("search", "會談").stdout == "zh.txt\t1\t会谈周三举行。\n"
    missing = run("search", "火星")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert missing.stderr == "火星: nothing found\n"
    nothing = run("search", "火星", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)) == (1, [])
    assert run("remove", "zh.txt").exit_code == 0
    assert len(run("list").stdout.splitlines()) == 1


def test_json(run):
    run("add", "zh.txt", "en.txt")
    listed = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert [entry["origin"] for entry in listed] == ["en.txt", "zh.txt"]
    shown = json.loads(run("show", "zh.txt", "--json").stdout)
    assert shown["sentences"] == ["外长谈贸易", "会谈周三举行。", "双方同意继续。"]
    assert shown["furniture"] == [{"paragraph": 2, "reason": "a bare number", "text": "1"}]
    (hit,) = (json.loads(line) for line in run("search", "held", "--json").stdout.splitlines())
    assert (hit["origin"], hit["index"]) == ("en.txt", 1)


def test_an_empty_project_is_said_to_be_empty(run, tmp_path):
    (tmp_path / "corpus.sqlite").touch()
    listed = run("list", "--json")
    assert (listed.exit_code, json.loads(listed.stdout)) == (0, [])
    assert "corpus.sqlite: holds no documents" in listed.stderr


def test_columns_of_tables(run, tmp_path):
    (tmp_path / "a.csv").write_text("甲,乙\n新线,会谈周三举行。\n", "utf-8")
    assert run("add", "zh.txt", "a.csv").exit_code == 1
    assert run("add", "a.csv", "--columns", "text=乙,title=甲").exit_code == 0
    assert "a.csv#2\t新线" in run("list").stdout
    assert isinstance(run("add", "a.csv", "--columns", "乙").exception, UsageError)


def test_the_project_file_is_no_input(run):
    for _ in range(2):
        added = run("add", ".")
        assert (added.exit_code, "corpus.sqlite:" in added.stderr) == (0, False)


def test_standard_input(run):
    def invoke(data):
        return CliRunner().invoke(app, ["add", "-"], input=data)

    assert invoke(b"The talks were held on Wednesday.").exit_code == 0
    assert "\tstdin\t" in run("list").stdout
    assert "1 replaced" in invoke("会谈周三举行。".encode()).stderr


def test_search_says_when_there_is_more(run):
    run("add", "zh.txt", "en.txt")
    found = run("search", "talks", "--limit", "1")
    assert len(found.stdout.splitlines()) == 1
    assert "--limit 0" in found.stderr
    assert len(run("search", "talks", "--limit", "0").stdout.splitlines()) == 2


def test_what_cannot_be_read_is_named_with_exit_code(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    added = run("add", "zh.txt", "empty.txt", "missing.txt")
    assert added.exit_code == 1
    assert "empty.txt: is empty" in added.stderr
    assert "missing.txt: does not exist" in added.stderr
    assert "1 file new, 0 replaced, 0 unchanged; 1 document in" in added.stderr


def test_nothing_is_made_where_nothing_could_be_read(run, tmp_path):
    added = run("add", "missing.txt", "--db", "some/where/z.sqlite")
    assert isinstance(added.exception, NothingReadError)
    assert added.exception.failures == ("missing.txt: does not exist",)
    assert not (tmp_path / "some").exists()
    run("add", "zh.txt")
    assert isinstance(run("add", "missing.txt").exception, NothingReadError)
    assert len(run("list").stdout.splitlines()) == 1


def test_segment_prints_a_sentence_a_line(run):
    assert run("segment", "zh.txt").stdout.splitlines() == [
        "外长谈贸易",
        "会谈周三举行。",
        "双方同意继续。",
    ]


def test_a_missing_project_file_is_an_error(run):
    assert isinstance(run("list").exception, StoreError)


def test_numbers_out_of_range_are_wrong_use(run):
    run("add", "zh.txt")
    assert run("search", "会谈", "--limit", "99999999999999999999").exit_code == 2
    assert run("add", "zh.txt", "--max-size", "0").exit_code == 2


def test_a_file_that_is_too_large_is_named(run, tmp_path):
    (tmp_path / "large.txt").write_text("The talks went on.\n" * 60_000, "utf-8")
    added = run("add", "zh.txt", "large.txt", "--max-size", "1")
    assert added.exit_code == 1
    assert "large.txt: has 1.1 MB, more than 1; split it" in added.stderr
