"""A pair of documents that ends workers is named and left out; all else goes on."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import align.run
from align.cli import app
from align.options import Options
from align.run import run_project
from corpus.jobs import SERIAL
from tests.align.losing import Losing
from tests.align.test_repeatable import same
from tests.small_coverage import write

NAMED = (
    "zh/visit.txt and en/visit.txt: ended the process that aligned them; left out until the next "
    "run"
)
DEADLY = "两百名韩国企业家"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return write(tmp_path)


def run(out="out", jobs=SERIAL, **options):
    return run_project(["zh", "en"], Path(out), Options(**options), jobs=jobs)


def test_a_pair_that_ends_workers_is_named_and_the_run_goes_on(folder):
    found = run(jobs=Losing(DEADLY))
    assert found.findings.left_out == (NAMED,)
    assert found.record()["left_out"] == [NAMED]
    assert found.findings.topics
    assert {"memory.tmx", "topics.tsv", "report.html"} <= {
        path.name for path in Path("out").iterdir()
    }


@pytest.mark.parametrize("approximate", [False, True])
def test_the_next_run_asks_for_it_again(folder, approximate):
    run(jobs=Losing(DEADLY))
    assert run(approximate=approximate).findings.left_out == ()
    run("fresh")
    assert same("out", "fresh")


def test_the_exit_code_says_so(folder, monkeypatch):
    found = run(jobs=Losing(DEADLY))
    monkeypatch.setattr(align.run, "run_project", lambda *_, **__: found)
    done = CliRunner().invoke(app, ["run", "zh", "en", "-o", "out"])
    assert done.exit_code == 1
    assert NAMED in done.stderr
