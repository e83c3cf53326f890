import json

import pytest
from typer.testing import CliRunner

import tmx
from corpus.errors import UsageError
from corpus.model import SentencePair
from tmx.cli import app

PAIRS = [
    SentencePair("务实外交受到关注。", "Pragmatic diplomacy draws attention.", topic="外交"),
    SentencePair("有35人受伤。", "53 people were hurt."),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, PAIRS)
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_clean_prints_what_it_found_and_names_its_files(memory, tmp_path):
    result = run("clean", memory, "-o", tmp_path / "clean.tmx")
    assert result.exit_code == 0
    assert "numbers\twarning\t1\t" in result.stdout
    assert "2 units, 2 kept, 0 removed" in result.stderr
    assert "clean.removed.tmx" in result.stderr
    result = run("clean", memory, "-o", tmp_path / "clean.tmx", "--remove", "numbers", "--json")
    assert json.loads(result.stdout)["removed"] == 1


def test_clean_takes_lists_of_checks(memory):
    result = run("clean", memory, "--dry-run", "--off", "all", "--json")
    assert isinstance(result.exception, UsageError)  # untranslated
    result = run("clean", memory, "--dry-run", "--off", "numbers,tags", "--json")
    assert json.loads(result.stdout)["found"] == {}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "with -o OUT"),
        (("--dry-run", "--keep", "some"), "give all, newest, best"),
        (("--dry-run", "--off", "tags", "--remove", "tags"), "given twice"),
    ],
)
def test_clean_refuses_what_makes_no_sense(memory, options, reason):
    result = run("clean", memory, *options)
    assert isinstance(result.exception, UsageError)
    assert reason in str(result.exception)


def test_split_lists_its_parts(memory, tmp_path):
    result = run("split", memory, "-o", tmp_path / "parts", "--by", "topic")
    assert result.exit_code == 0
    assert f"{tmp_path / 'parts' / 'memory.外交.tmx'}\t1\t外交\n" in result.stdout
    assert "2 units in 2 parts" in result.stderr
    result = run("split", memory, "-o", tmp_path / "parts", "--units", "1", "--json")
    assert [part["label"] for part in json.loads(result.stdout)] == ["1", "2"]
    assert isinstance(run("split", memory, "-o", tmp_path).exception, UsageError)


def test_diff_tells_by_its_exit_code(memory, tmp_path):
    other = tmp_path / "other.tmx"
    tmx.write_pairs(other, [PAIRS[0], SentencePair("有35人受伤。", "35 people were hurt.")])
    same = run("diff", memory, memory)
    assert (same.exit_code, same.stdout) == (0, "")
    result = run("diff", memory, other)
    assert result.exit_code == 1
    assert result.stdout == (
        "-\t有35人受伤。\t53 people were hurt.\n+\t有35人受伤。\t35 people were hurt.\n"
    )
    assert "1 the same, 0 added, 0 removed, 1 changed" in result.stderr
    found = json.loads(run("diff", memory, other, "--json").stdout)
    assert (found["changed"], found["changes"][0]["kind"]) == (1, "changed")


def test_a_table_without_rows_is_named(tmp_path):
    table = tmp_path / "a.tsv"
    table.write_text("zh\ten\n", "utf-8")
    result = CliRunner().invoke(app, ["convert", str(table), str(tmp_path / "a.csv")])
    assert result.exit_code == 1
    assert "a.csv: is empty, since there is no unit\n" in result.stderr
