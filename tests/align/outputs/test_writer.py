"""When a file is written, and when it is removed."""

from dataclasses import replace

import pytest

from align.options import Options
from align.outputs.writer import Outputs, edited_glossaries, output_files, write_outputs
from align.project.several_names import Naming
from align.report import page
from corpus.store.project_file import Store
from glossary.entries import ConceptEntry, TermPair
from tests.align.small_findings import FINDINGS


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        yield store


@pytest.fixture
def outputs(store, tmp_path):
    return lambda key: Outputs(store, tmp_path, key)


def test_a_file_is_written_when_it_is_out_of_date(outputs, tmp_path):
    calls = []

    def write_to(path):
        calls.append(path.name)
        path.write_text("text", "utf-8")

    outputs("one").file("a.tsv", write_to)
    outputs("one").file("a.tsv", write_to)
    assert len(calls) == 1
    outputs("two").file("a.tsv", write_to)
    assert len(calls) == 2
    (tmp_path / "a.tsv").write_text("touched by hand", "utf-8")
    outputs("two").file("a.tsv", write_to)
    (tmp_path / "a.tsv").unlink()
    outputs("two").file("a.tsv", write_to)
    assert len(calls) == 4
    assert (tmp_path / "a.tsv").read_text("utf-8") == "text"


def test_only_what_a_run_wrote_is_removed(outputs, tmp_path):
    (tmp_path / "mine.tmx").touch()
    outputs("one").gone("mine.tmx")
    assert (tmp_path / "mine.tmx").exists()
    outputs("one").file("ours.tmx", lambda path: path.touch())
    outputs("one").gone("ours.tmx")
    assert not (tmp_path / "ours.tmx").exists()


def test_glossaries_that_a_person_edited_are_told_from_those_that_were_written(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        outputs = Outputs(store, tmp_path, "key")
        for name in ("glossary.tsv", "glossary.tbx"):
            outputs.file(name, lambda path: path.write_text("as written", "utf-8"))
        assert edited_glossaries(store, tmp_path) == []

        (tmp_path / "glossary.tbx").write_text("as edited", "utf-8")
        (tmp_path / "glossary.tsv").unlink()
        assert edited_glossaries(store, tmp_path) == [tmp_path / "glossary.tbx"]


def test_a_glossary_that_no_run_wrote_says_what_was_decided(tmp_path):
    (tmp_path / "glossary.tsv").write_text("zh\ten\n", "utf-8")
    with Store(tmp_path / "corpus.sqlite") as store:
        assert edited_glossaries(store, tmp_path) == [tmp_path / "glossary.tsv"]


def test_memories_that_have_nothing_any_more_are_removed(store, tmp_path):
    options = Options(min_score=0.0, include_comparable=True)
    units = write_outputs(store, tmp_path, FINDINGS, replace(options, split_by="topic"))
    assert units == {"memory.tmx": 2, "memory.zh-TW.tmx": 1}
    assert sorted(path.name for path in tmp_path.rglob("*.tmx")) == [
        "1.tmx", "2.zh-TW.tmx", "memory.tmx", "memory.zh-TW.tmx",
    ]  # fmt: skip
    assert write_outputs(store, tmp_path, FINDINGS, options) == units
    assert not (tmp_path / "topics").exists()
    assert write_outputs(store, tmp_path, FINDINGS, Options(min_score=0.0)) == {"memory.tmx": 2}
    assert not (tmp_path / "memory.zh-TW.tmx").exists()


@pytest.mark.parametrize(
    "changed",
    [
        replace(FINDINGS, entries=(ConceptEntry("c", (TermPair("会谈", "talks"),)),)),
        replace(FINDINGS, several_names={1: [Naming("c", {"会谈": {"hans": 1}}, {})]}),
        replace(FINDINGS, near_misses={1: [Naming("c", {"会谈": {"hans": 1}}, {})]}),
    ],
)
def test_all_that_was_found_reaches_the_report(store, tmp_path, changed):
    options = Options()
    write_outputs(store, tmp_path, FINDINGS, options)
    before = (tmp_path / "report.html").read_bytes()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "finish_stage", lambda _, name, __: pytest.fail(name))
        write_outputs(store, tmp_path, FINDINGS, options)
    write_outputs(store, tmp_path, changed, options)
    assert (tmp_path / "report.html").read_bytes() != before


def test_pages_of_a_long_report_come_and_go(store, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 1)
    write_outputs(store, tmp_path, FINDINGS, Options())
    pages = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert "glossary.html" in pages
    assert {*output_files(tmp_path)} >= {tmp_path / "report" / name for name in pages}
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "report").iterdir()}
    (tmp_path / "report" / "glossary.html").unlink()
    write_outputs(store, tmp_path, FINDINGS, Options())
    now = {path: path.stat().st_mtime_ns for path in (tmp_path / "report").iterdir()}
    assert now.keys() == before.keys()
    changed = {path.name for path in now if now[path] != before[path]}
    assert changed == {"glossary.html"}
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 100)
    write_outputs(store, tmp_path, FINDINGS, Options(min_score=0.9))
    assert not (tmp_path / "report").exists()


def test_pages_of_a_killed_run_are_its_own_and_those_of_others_are_kept(
    outputs, tmp_path, monkeypatch, capsys
):
    names = [f"report/{number}.html" for number in range(5)]
    (tmp_path / "report").mkdir()
    (tmp_path / names[3]).write_text("mine", "utf-8")
    written = []

    def killed(path, content):
        if len(written) == 2:
            raise ZeroDivisionError
        path.write_text(content, "utf-8")
        written.append(path)

    with monkeypatch.context() as patched:
        patched.setattr("align.outputs.writer._write_text", killed)
        with pytest.raises(ZeroDivisionError):
            outputs("one").pages([page.Page(name, "one") for name in names])
    outputs("two").pages([page.Page(name, "two") for name in names])
    assert {(tmp_path / name).read_text("utf-8") for name in names} == {"two"}
    assert [path.name for path in (tmp_path / "report").glob("*.bak")] == ["3.html.1.bak"]
    assert capsys.readouterr().err.count("was not written by this project") == 1
    for name in names:
        outputs("two").gone(name)
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["3.html.1.bak"]


def written(folder):
    """When each page of the report was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def test_only_pages_that_show_something_else_are_written_again(store, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 1)
    write_outputs(store, tmp_path, FINDINGS, Options())
    before = written(tmp_path)
    other = replace(FINDINGS, entries=(ConceptEntry("c", (TermPair("会谈", "talks"),)),))
    write_outputs(store, tmp_path, other, Options())
    changed = {name for name, when in written(tmp_path).items() if when != before[name]}
    assert changed == {"glossary.html", "report.html"}
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with Store(fresh / "corpus.sqlite") as another:
        write_outputs(another, fresh, other, Options())
    for path in (fresh / "report").iterdir():
        assert (tmp_path / "report" / path.name).read_bytes() == path.read_bytes()


def test_what_a_full_run_wrote_stands_where_one_goes_on_but_not_the_other_way_round(
    store, tmp_path, monkeypatch
):
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 1)
    write_outputs(store, tmp_path, FINDINGS, Options())
    full = written(tmp_path)
    write_outputs(store, tmp_path, FINDINGS, Options(approximate=True))
    assert written(tmp_path) == full
    glossary = tmp_path / "report" / "glossary.html"
    glossary.unlink()
    write_outputs(store, tmp_path, FINDINGS, Options(approximate=True))
    assert {name for name, when in written(tmp_path).items() if when != full[name]} == {
        "glossary.html",
        "report.html",
    }
    assert "approximate" in glossary.read_text("utf-8")
    write_outputs(store, tmp_path, FINDINGS, Options())
    assert "approximate" not in glossary.read_text("utf-8")


def test_where_one_page_of_several_is_missing_all_of_them_are_written(store, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 1)
    monkeypatch.setattr("align.report.groups.PAGE_BYTES", 100)
    write_outputs(store, tmp_path, FINDINGS, Options())
    several = next(p for p in sorted((tmp_path / "report").iterdir()) if "-2.html" in p.name[7:])
    whole = several.read_bytes()
    several.unlink()
    (tmp_path / "report.html").unlink()
    store.connection.execute(
        "DELETE FROM stages WHERE name = ?", (f"output report/{several.name}",)
    )
    write_outputs(store, tmp_path, FINDINGS, Options())
    assert several.read_bytes() == whole
