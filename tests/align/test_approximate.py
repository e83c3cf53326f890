"""Late documents are joined to what the last full run found, until they are a tenth of it."""

import shutil
from functools import wraps
from pathlib import Path

import pytest

from align.beads.judgements import Judgements
from align.decisions.store import judge_beads
from align.documents.topic_labels import topic_labels
from align.options import Options
from align.outputs.run_record import RUN
from align.project import continuation, topic_stages
from align.project.near_misses import near_misses
from align.project.several_names import several_names
from align.report import page
from align.run import run_project
from corpus.jobs import local_jobs
from corpus.model import Kind, Topic
from corpus.store.project_file import Store
from corpus.store.schema import LOCK, PROJECT
from tests.align.report import test_leaves
from tests.align.test_repeatable import same, texts
from tests.small_coverage import FILES, write

LATE = "en/visit.txt"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Small coverage, one document of which comes late, and a tenth that is as much as all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(continuation, "GROWTH", 2.0)
    return write(tmp_path)


def run(*paths, out="out", approximate=True, **options):
    return run_project(paths, Path(out), Options(approximate=approximate, **options))


def terms(result):
    return [(pair.zh, pair.en) for entry in result.findings.entries for pair in entry.pairs]


def early(folder):
    return sorted(name for name in FILES if name != LATE)


def test_the_first_run_is_full_and_says_nothing_of_it(folder, capsys):
    run("zh", "en")
    run("zh", "en", out="exact", approximate=False)
    assert same("out", "exact")
    assert "full run" not in capsys.readouterr().err


def test_the_glossary_stays_and_the_summary_says_so(folder):
    first = run(*early(folder))
    late = run(LATE)
    assert "the glossary is that of the last full run, over" in late.summary
    assert terms(late) == terms(first)
    assert LATE in {document.origin for document in late.findings.coverage.documents.values()}


def test_an_exact_run_afterwards_equals_a_fresh_one(folder):
    run(*early(folder))
    run(LATE)
    run("zh", "en", approximate=False)
    run("zh", "en", out="fresh", approximate=False)
    assert same("out", "fresh")


def test_beyond_a_tenth_all_is_done_in_full(folder, monkeypatch, capsys):
    monkeypatch.setattr(continuation, "GROWTH", 1.1)
    run(*early(folder))
    capsys.readouterr()
    run(LATE)
    assert "a full run: 5 documents are more than a tenth more than 4" in capsys.readouterr().err
    run("zh", "en", out="fresh", approximate=False)
    assert same("out", "fresh")


@pytest.mark.parametrize("change", ["removed", "edited", "option"])
def test_what_else_asks_for_a_full_run(folder, change, capsys):
    run(*early(folder))
    capsys.readouterr()
    options = {}
    if change == "removed":
        with Store(f"out/{PROJECT}") as store:
            (gone,) = (d.id for d in store.documents() if d.origin == "en/reel.txt")
            store.remove(gone)
        (folder / "en" / "reel.txt").unlink()
    elif change == "edited":
        write(folder, {"en/reel.txt": FILES["en/reel.txt"] + "\nIt ended at noon.\n"})
    else:
        options["order"] = "frequent"
    run("zh", "en", **options)
    assert "duizhao: a full run: " in capsys.readouterr().err
    run("zh", "en", out="fresh", approximate=False, **options)
    assert (folder / "out/memory.tmx").read_bytes() == (folder / "fresh/memory.tmx").read_bytes()
    assert (folder / "out/glossary.tsv").read_bytes() == (
        folder / "fresh/glossary.tsv"
    ).read_bytes()


@pytest.mark.parametrize("begun_with", ["nothing", "a full run"])
def test_behind_an_interrupted_run_all_is_done_in_full_and_that_is_said(
    folder, begun_with, monkeypatch, capsys
):
    if begun_with == "a full run":
        run(*early(folder))
    with monkeypatch.context() as patched:
        patched.setattr("align.stages.parallel_beads", stopped)
        with pytest.raises(ZeroDivisionError):
            run(*early(folder), LATE, approximate=False)
    capsys.readouterr()
    run("zh", "en")
    said = "duizhao: a full run: the last one did not come to its end\n"
    assert said in capsys.readouterr().err
    run("zh", "en", out="fresh", approximate=False)
    assert same("out", "fresh")
    run("zh", "en")
    assert "full run" not in capsys.readouterr().err


def rows(out, query):
    with Store(f"{out}/{PROJECT}", must_exist=True) as store:
        return store.connection.execute(query).fetchall()


RELATED = "SELECT zh, en, score, kind FROM document_pairs ORDER BY zh, en"
BEADS = "SELECT * FROM beads ORDER BY zh, en, position"
TOPICS = "SELECT topic, document FROM topic_documents ORDER BY topic, position"


def test_a_late_translation_is_found_and_what_was_there_stays(folder):
    run(*early(folder))
    pairs, beads, topics = (rows("out", query) for query in (RELATED, BEADS, TOPICS))
    result = run(LATE)
    by_origin = {d.origin: d.id for d in result.findings.coverage.documents.values()}
    late = by_origin[LATE]
    assert [pair.kind for pair in result.findings.pairs if late in {pair.zh, pair.en}] == [
        Kind.PARALLEL
    ]
    assert result.units["memory.tmx"] > 0
    assert "four-day state visit" in (folder / "out/memory.tmx").read_text("utf-8")
    assert {*pairs} <= {*rows("out", RELATED)}
    assert {*beads} <= {*rows("out", BEADS)}
    assert {*topics} <= {*rows("out", TOPICS)}
    assert "visit.txt" in (folder / "out/report.html").read_text("utf-8")


@pytest.fixture
def considered(monkeypatch):
    """The topics that each analysis has looked at, by their numbers."""
    found = {}
    for whole in (topic_labels, several_names, near_misses):
        monkeypatch.setattr(topic_stages, whole.__name__, noting(whole, found))
    return found


def noting(whole, found):
    @wraps(whole)
    def noted(*given, **more):
        (topics,) = (some for some in given if some and isinstance(some[0], Topic))
        found[whole.__name__] = [topic.number for topic in topics]
        return whole(*given, **more)

    return noted


def test_only_topics_that_late_documents_joined_are_looked_at_again(folder, considered):
    first = run(*early(folder)).findings
    assert considered["topic_labels"] == [topic.number for topic in first.topics]
    result = run(LATE).findings
    late = next(d.id for d in result.coverage.documents.values() if d.origin == LATE)
    (joined,) = (topic for topic in result.topics if late in topic.documents)
    assert {*considered} == {"topic_labels", "several_names", "near_misses"}
    assert all(numbers == [joined.number] for numbers in considered.values())
    assert joined.label_zh
    assert joined.label_en
    before = {topic.number: topic for topic in first.topics}
    assert all(
        before[topic.number] == topic for topic in result.topics if topic.number != joined.number
    )
    rows = (folder / "out/topics.tsv").read_text("utf-8").splitlines()
    assert f"{joined.number}\ten\t{LATE}\t{joined.label_zh}\t{joined.label_en}" in rows


def everything(out):
    """All files of a folder but the project and the record, by name."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in Path(out).rglob("*")
        if path.is_file() and not path.name.startswith((PROJECT, RUN, LOCK))
    }


def test_a_late_document_changes_the_pages_of_its_topic_alone(folder, monkeypatch):
    monkeypatch.setattr(page, "MOST_DOCUMENTS", 1)
    write(folder, {"zh/again.txt": FILES["zh/visit.txt"].replace("四天", "三天")})
    run(*early(folder), "zh/again.txt")
    before = everything("out")
    findings = run(LATE).findings
    late = next(d.id for d in findings.coverage.documents.values() if d.origin == LATE)
    (joined,) = (topic.number for topic in findings.topics if late in topic.documents)
    now = everything("out")
    changed = {name for name in now if now[name] != before.get(name)}
    assert {name for name in changed if "report/topic" in name} == {f"report/topic-{joined}.html"}
    assert {"memory.tmx", "pairs.tsv", "topics.tsv", "report.html"} <= changed
    assert {name for name in changed if name.startswith("glossary")} <= {
        "glossary.tbx",
        "glossary.tsv",
    }
    test_leaves.test_every_link_leads_somewhere(test_leaves.read("out"))
    assert f'id="document-{late}"' in now[f"report/topic-{joined}.html"].decode()
    assert [name for name, content in now.items() if LATE.encode() in content and ".tsv" in name]
    run("zh", "en", approximate=False)
    run("zh", "en", out="fresh", approximate=False)
    assert everything("out") == everything("fresh")


def test_late_documents_that_come_one_by_one_are_each_joined(folder):
    first = {name for name in FILES if "visit" not in name}
    run(*sorted(first))
    run("zh/visit.txt")
    result = run("en/visit.txt")
    assert [pair.kind for pair in result.findings.pairs].count(Kind.PARALLEL) == 1
    again = run("zh", "en")
    assert again.findings.pairs == result.findings.pairs


def test_a_late_document_that_goes_and_comes_back_is_joined_again(folder):
    run(*early(folder))
    before = run(LATE).findings
    with Store(f"out/{PROJECT}") as store:
        (gone,) = (d.id for d in store.documents() if d.origin == LATE)
        store.remove(gone)
    assert run(LATE).findings.pairs == before.pairs


@pytest.mark.parametrize("point", ["late_relations", "parallel_beads", "find_fragments"])
def test_a_killed_run_goes_on_to_the_same(folder, monkeypatch, point):
    run(*early(folder))
    shutil.copytree("out", "killed")
    run(LATE)
    with monkeypatch.context() as patched:
        patched.setattr(f"align.stages.{point}", stopped)
        with pytest.raises(ZeroDivisionError):
            run(LATE, out="killed")
    run(LATE, out="killed")
    for name in ("memory.tmx", "pairs.tsv", "topics.tsv", "report.html"):
        assert (folder / "out" / name).read_bytes() == (folder / "killed" / name).read_bytes()


def stopped(*_, **__):
    raise ZeroDivisionError


stopped.__module__ = "align.stages"


def test_what_was_decided_about_earlier_beads_holds(folder):
    found = run("zh/visit.txt", "en/visit.txt", "en/reel.txt").findings
    ((pair, beads),) = found.beads.items()
    judge_beads("out", *pair, Judgements(rejected=beads[:1]))
    result = run("en/outlook.txt")
    assert beads[0] not in result.findings.beads[pair]


def test_a_decision_that_is_taken_back_holds_no_more(folder):
    run("zh/visit.txt", "en/visit.txt", "en/reel.txt")
    before = (folder / "out/memory.tmx").read_bytes()
    ((pair, beads),) = run("zh/visit.txt").findings.beads.items()
    judge_beads("out", *pair, Judgements(rejected=beads[:1]))
    assert run("zh/visit.txt").findings.beads[pair] != beads
    judge_beads("out", *pair, Judgements())
    run("zh/visit.txt")
    assert (folder / "out/memory.tmx").read_bytes() == before


def test_a_late_document_that_changes_is_no_longer_taken_as_it_was(folder, capsys):
    run(*early(folder))
    run(LATE)
    capsys.readouterr()
    lines = FILES[LATE].splitlines()
    write(folder, {LATE: "\n".join([lines[0], "Nobody had expected it.", *lines[1:]]) + "\n"})
    run(LATE)
    (folder / "own.txt").write_text("Nobody had expected it.\n", "utf-8")
    run(LATE, furniture=("own.txt",))
    assert "a full run: " in capsys.readouterr().err
    run("zh", "en", out="other", approximate=False, furniture=("own.txt",))
    assert (folder / "out/memory.tmx").read_bytes() == (folder / "other/memory.tmx").read_bytes()


def test_late_documents_are_joined_alike_by_any_number_of_workers(folder):
    run(*early(folder))
    shutil.copytree("out", "shared")
    run(LATE)
    with local_jobs(2) as jobs:
        run_project([LATE], Path("shared"), Options(approximate=True), jobs=jobs)
    assert texts("out") == texts("shared")
