"""What `run.json` says, and that its command repeats the run."""

import hashlib
import json
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from align.cli import app
from align.options import Options
from align.outputs.run_record import RUN, Given, command
from align.run import run_project
from tests.small_coverage import write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def record(out):
    return json.loads(Path(out, RUN).read_text("utf-8"))


def texts(out):
    return {path.name: path.read_bytes() for path in Path(out).glob("*.t*")}


def test_all_that_the_outputs_depend_on_is_recorded(folder):
    Path("bus.txt").write_text("下載本報 App\n", "utf-8")
    run_project([folder], "out", Options(furniture=("bus.txt",), split_by="topic"))
    found = record("out")
    assert found["options"]["split_by"] == "topic"
    assert found["versions"].keys() >= {"duizhao", "python", "numpy", "cc-cedict"}
    for path, digest in found["inputs"].items():
        assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest
    assert found["teachers"] == [hashlib.sha256(Path("bus.txt").read_bytes()).hexdigest()]
    for name, digest in found["outputs"].items():
        assert hashlib.sha256(Path("out", name).read_bytes()).hexdigest() == digest
    assert found["outputs"].keys() >= {"memory.tmx", "report.html"}
    assert [*found["stages"]][:3] == ["reading", "segmenting", "relations"]
    assert all(stage["seconds"] >= 0 for stage in found["stages"].values())


def test_the_command_repeats_the_run(folder):
    run_project([folder], "one", Options(order="frequent", script="taiwan", strip_paths=True))
    before, kept = record("one"), texts("one")
    shutil.rmtree("one")
    words = shlex.split(before["command"])
    assert words[:2] == ["duizhao", "run"]
    made = CliRunner().invoke(app, words[1:])
    assert made.exit_code == 0, made.output
    assert texts("one") == kept != {}
    assert record("one")["outputs"] == before["outputs"]


@pytest.mark.parametrize(
    ("given", "options", "line"),
    [
        (Given(["a b", "-c"]), Options(), "duizhao run 'a b' ./-c -o out"),
        (
            Given(["-"], 5_000_000, "text=正文"),
            Options(memories=("m.tmx", "n.tmx"), glossaries=("g.tsv",), include_comparable=True),
            "duizhao run - -o out --include-comparable --memory m.tmx --memory n.tmx"
            " --glossary g.tsv --columns 'text=正文' --max-size 5",
        ),
    ],
)
def test_the_command_gives_what_is_no_default(given, options, line):
    assert command(given, "out", options) == line


def test_it_stays_where_nothing_changes_and_follows_where_something_does(folder):
    run_project([folder], "out")
    before = Path("out", RUN).read_bytes()
    run_project([folder], "out")
    assert Path("out", RUN).read_bytes() == before
    Path("late.txt").write_text("A late report of the kiln.\n", "utf-8")
    run_project([folder, "late.txt"], "out")
    assert record("out")["inputs"].keys() > json.loads(before)["inputs"].keys()
    run_project(["late.txt"], "out")
    assert "late.txt -o out" in record("out")["command"]
    assert record("out")["paths"] == [str(folder), "late.txt"]  # all that the project holds


def test_a_file_of_that_name_that_is_not_ours_is_kept(folder, capsys):
    Path("out").mkdir()
    Path("out", RUN).write_text("my own", "utf-8")
    run_project([folder], "out")
    assert Path("out", f"{RUN}.1.bak").read_text("utf-8") == "my own"
    assert "run.json: was not written by this project" in capsys.readouterr().err
