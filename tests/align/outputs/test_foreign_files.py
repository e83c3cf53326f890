"""What stands in an output folder and was not written by its project is never lost."""

import pytest

from align.run import run_project
from glossary.entries import Status
from glossary.formats.registry import read_glossary
from tests.small_coverage import write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def test_files_of_others_are_kept_and_named(folder, capsys):
    out = folder / "out"
    out.mkdir()
    (out / "memory.tmx").write_text("my own", "utf-8")
    (out / "glossary.tsv").write_text("zh\ten\tnote\n港口\tharbour\tmine\n", "utf-8")
    run_project(["zh", "en"], out)
    said = capsys.readouterr().err
    assert (out / "memory.tmx.1.bak").read_text("utf-8") == "my own"
    assert "mine" in (out / "glossary.tsv.1.bak").read_text("utf-8")
    assert f"{out / 'memory.tmx'}: was not written by this project" in said
    run_project(["zh", "en"], out)
    assert len(list(out.glob("*.bak"))) == 2


def test_decisions_survive_the_loss_of_the_project_file(folder):
    run_project(["zh", "en"], "out")
    glossary = folder / "out" / "glossary.tsv"
    lines = glossary.read_text("utf-8").splitlines()
    columns = lines[0].split("\t")
    row = dict.fromkeys(columns, "") | {"zh": "水手", "en": "sailor", "status": "approved"}
    glossary.write_text("\n".join([*lines, "\t".join(row.values()), ""]), "utf-8")
    run_project(["zh", "en"], "out")
    (folder / "out" / "corpus.sqlite").unlink()
    run_project(["zh", "en"], "out")
    decided = {(pair.zh, pair.en): pair.status for e in read_glossary(glossary) for pair in e.pairs}
    assert decided["水手", "sailor"] is Status.APPROVED


def test_what_a_killed_run_had_written_is_not_kept_twice(folder):
    run_project(["zh", "en"], "out")
    before = {path.name: path.read_bytes() for path in (folder / "out").glob("*.t*")}
    (folder / "out" / "corpus.sqlite").unlink()
    run_project(["zh", "en"], "out")
    assert {path.name: path.read_bytes() for path in (folder / "out").glob("*.t*")} == before
    assert list((folder / "out").glob("*.bak")) == []
