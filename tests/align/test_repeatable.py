"""The promise: a result depends on the set of documents and the options, and on nothing else."""

import os
import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from align.beads.judgements import Judgements
from align.decisions.store import judge_beads
from align.options import Options
from align.outputs.run_record import RUN
from align.outputs.writer import NAMES
from align.run import run_project
from corpus.language.conversion import convert
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT
from glossary.project import project_tables as glossary_tables
from tests.small_coverage import FILES, KILN_ZH, OUTLOOK_EN, VISIT_EN, VISIT_ZH, write

TABLES = (
    "documents", "origins", "files", "failures", "furniture", "restored", "sentences", "stages",
    "topics", "topic_documents", "document_pairs", "beads", "fragments", "bead_decisions",
    "sentence_pairs", "concepts", "term_pairs", "namings", "full_run", "late_documents",
    "topic_keys", "label_words",
)  # fmt: skip

PASSING = (("sentences", "id"), ("bead_decisions", "made"))

ALIGN = "align.project.parallel_beads.align_in_any_order"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return write(tmp_path)


def run(*paths, out="out", **options):
    return run_project(paths, Path(out), Options(**options))


def texts(out="out"):
    """The text outputs, and whatever else lies there; but not the record, which holds times."""
    files = [p for p in Path(out).iterdir() if not p.name.startswith((PROJECT, RUN))]
    return {p.name: p.read_bytes() for p in files}


def content(out="out"):
    """All that the project file says, without row numbers and the time of decisions."""
    with Store(f"{out}/{PROJECT}", must_exist=True) as store:
        found = {}
        for table in TABLES:
            columns = [row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")]
            wanted = ", ".join(c for c in columns if (table, c) not in PASSING)
            rows = store.connection.execute(f"SELECT {wanted} FROM {table}")  # noqa: S608  (ours)
            found[table] = sorted((row for row in rows if f"output {RUN}" not in row), key=repr)
        words = "SELECT words FROM index_zh UNION ALL SELECT words FROM index_en"
        found["index"] = sorted(store.connection.execute(words))
    return found


def state(out="out"):
    folder = Path(out)
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.iterdir()}


def same(one, other):
    """Whether two output folders are equal, with a readable difference."""
    assert texts(one) == texts(other)
    left, right = content(one), content(other)
    assert left.keys() == right.keys()
    for table in left:
        assert left[table] == right[table], table
    return True


@pytest.fixture
def nothing_computed(monkeypatch):
    """From now on every stage that computes anything, and every file written, fails the test."""

    def forbid():
        monkeypatch.setattr(Store, "finish_stage", lambda _, name, __: pytest.fail(name))
        monkeypatch.setattr("corpus.store.documents.read_bytes", lambda *_: pytest.fail("read"))
        monkeypatch.setattr(
            "corpus.store.segmentation.segment", lambda *_: pytest.fail("segmented")
        )

    return forbid


def test_a_second_run_does_nothing(folder, nothing_computed):
    first = run("zh", "en")
    before = state()
    nothing_computed()
    with Store("out/" + PROJECT) as store:
        version = store.connection.execute("PRAGMA data_version").fetchone()
        second = run("zh", "en")
        assert store.connection.execute("PRAGMA data_version").fetchone() == version
    assert state() == before
    assert second == first


def test_a_weight_that_has_changed_makes_its_stages_be_done_again(folder, monkeypatch, edited):
    run("zh", "en")
    before = texts()
    done = []
    finish = Store.finish_stage
    monkeypatch.setattr(
        Store,
        "finish_stage",
        lambda store, name, key: done.append(name) or finish(store, name, key),
    )
    edited("term_weights.json")
    run("zh", "en")
    computed = [name for name in done if not name.startswith("output ")]
    assert computed == [glossary_tables.STAGE]  # it gave the same, so that nothing follows
    assert texts() == before
    done.clear()
    run("zh", "en")
    assert done == []


def test_two_folders_are_equal_whatever_the_order(folder):
    run("zh", "en", out="one")
    run("en", "zh/visit.txt", "zh/kiln.txt", "zh", out="other")
    assert set(texts("one")) == set(NAMES) - {PROJECT, RUN, "memory.zh-TW.tmx"}
    assert same("one", "other")


@pytest.mark.parametrize(
    "steps",
    [
        ("zh", "en"),
        ("en", "zh"),
        ("zh/kiln.txt", "en/outlook.txt", "zh/visit.txt", "en", "zh"),
        ("en/visit.txt", "zh/visit.txt", "zh", "en"),
    ],
)
def test_additions_in_any_order_equal_one_run(folder, steps):
    (folder / "zh" / "empty.txt").touch()
    (folder / "en" / "empty.txt").touch()
    run("zh", "en", out="one")
    for path in steps:
        run(path, out="steps")
    assert same("one", "steps")


def test_what_is_added_later_does_not_make_the_rest_be_read_again(folder, monkeypatch):
    run("zh", "en/visit.txt")
    read, segmented = [], []
    from corpus.store import documents, segmentation

    read_bytes, segment = documents.read_bytes, segmentation.segment
    monkeypatch.setattr(documents, "read_bytes", lambda o, *a: read.append(o) or read_bytes(o, *a))
    monkeypatch.setattr(
        segmentation, "segment", lambda d, *a: segmented.append(d) or segment(d, *a)
    )
    run("zh", "en")
    assert read == ["en/outlook.txt", "en/reel.txt"]
    assert [document.origin for document in segmented] == ["en/outlook.txt", "en/reel.txt"]


def test_beads_stand_when_a_stranger_comes_in(folder, monkeypatch):
    run("zh/visit.txt", "en/visit.txt")
    with monkeypatch.context() as patched:
        patched.setattr(
            "align.project.parallel_beads.align_in_any_order",
            lambda *_: pytest.fail("aligned again"),
        )
        run("en/reel.txt")
    run("zh/visit.txt", "en/visit.txt", "en/reel.txt", out="fresh")
    assert same("out", "fresh")


def test_an_edited_file(folder):
    run("zh", "en", out="one")
    (folder / "zh" / "visit.txt").write_text(VISIT_ZH.replace("周一", "周二"), "utf-8")
    run("zh", "en", out="one")
    run("zh", "en", out="fresh")
    assert "周二抵达北京" in (folder / "one" / "memory.tmx").read_text("utf-8")
    assert same("one", "fresh")


def test_an_edited_description_reaches_the_report(folder):
    table = folder / "en" / "metadata.tsv"
    table.write_text("path\toutlet\tdate\nvisit.txt\tHarbour Post\t2026-09-14\n", "utf-8")
    run("zh", "en")
    assert "Harbour Post" in (folder / "out" / "report.html").read_text("utf-8")
    table.write_text("path\toutlet\tdate\nvisit.txt\tIsland Herald\t2026-09-14\n", "utf-8")
    run("zh", "en")
    run("zh", "en", out="fresh")
    assert "Island Herald" in (folder / "out" / "report.html").read_text("utf-8")
    assert same("out", "fresh")


def test_one_text_under_two_paths(folder):
    run("zh", "en", out="one")
    write(folder, {"zh/again.txt": VISIT_ZH})
    run("zh", "en", out="one")
    run("zh", "en", out="fresh")
    assert same("one", "fresh")
    with Store("one/" + PROJECT) as store:
        assert len(store.documents()) == len(FILES)
    rows = (folder / "one" / "topics.tsv").read_text("utf-8").splitlines()
    topics = {line.split("\t")[2]: line.split("\t")[0] for line in rows[1:]}
    assert topics["zh/again.txt"] == topics["zh/visit.txt"]
    assert len(topics) == len(FILES) + 1


def test_another_option_writes_what_it_changes(folder):
    run("zh", "en")
    before = content()
    run("zh", "en", min_score=0.999)
    kept = ("beads", "document_pairs", "concepts", "term_pairs", "topics")
    assert all(content()[table] == before[table] for table in kept)
    run("zh", "en", out="fresh", min_score=0.999)
    assert same("out", "fresh")


class Noon(datetime):
    """A clock that stands: when a person decided is part of the decision."""

    @classmethod
    def now(cls, tz=None):
        return cls(2026, 9, 14, 12, tzinfo=tz)


def test_what_teaches_the_alignment_reaches_the_outputs(folder, monkeypatch):
    """Though neither the documents nor the options are others."""
    monkeypatch.setattr("align.decisions.store.datetime", Noon)
    memory = folder / "m.tsv"
    memory.write_text("zh\ten\n务实外交\tpragmatic diplomacy\n", "utf-8")
    ((key, beads),) = run("zh", "en", memories=(memory,)).findings.beads.items()
    before = texts()
    judge_beads("out", *key, Judgements(rejected=beads[:1]))
    memory.write_text("zh\ten\n渔业\tfisheries\n", "utf-8")
    run("zh", "en", memories=(memory,))
    assert {name for name, data in texts().items() if data != before.get(name)} >= {
        "memory.tmx", "pairs.tsv", "report.html",
    }  # fmt: skip

    run("zh", "en", out="fresh")
    judge_beads("fresh", *key, Judgements(rejected=beads[:1]))
    run("zh", "en", out="fresh", memories=(memory,))
    assert same("out", "fresh")


def test_the_date_comes_from_source_date_epoch(folder, monkeypatch):
    run("zh", "en")
    assert b"creationdate" not in texts()["memory.tmx"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    run("zh", "en")
    assert b'creationdate="20260921T' in texts()["memory.tmx"]


def test_an_output_that_was_deleted_or_changed_is_written_again(folder):
    run("zh", "en")
    before = texts()
    (folder / "out" / "pairs.tsv").unlink()
    (folder / "out" / "memory.tmx").write_text("oops", "utf-8")
    run("zh", "en")
    assert texts() == before


def test_a_memory_that_has_nothing_any_more_goes(folder):
    taiwan = convert(VISIT_ZH, "s2t")
    write(folder, {"zh/visit.txt": taiwan})
    run("zh", "en")
    assert "memory.zh-TW.tmx" in texts()
    write(folder, {"zh/visit.txt": VISIT_ZH})
    run("zh", "en")
    run("zh", "en", out="fresh")
    assert same("out", "fresh")


# Removing


def remove(origin):
    with Store("out/" + PROJECT, must_exist=True) as store:
        store.remove(store.document(origin).id)
        store.segment()


def test_with_a_document_all_that_came_from_it_goes(folder):
    run("zh", "en")
    remove("zh/visit.txt")
    everything = repr({table: rows for table, rows in content().items() if table != "files"})
    for trace in ("务实外交", "金在勋", "zh/visit.txt"):
        assert trace not in everything
    assert content()["topic_documents"]  # what is left is still there


def test_after_a_removal_a_run_equals_a_fresh_one(folder):
    run("zh", "en")
    remove("zh/visit.txt")
    (folder / "zh" / "visit.txt").unlink()
    run("zh", "en")
    run("zh", "en", out="fresh")
    files = [row for row in content("out")["files"] if row[0] != "zh/visit.txt"]
    assert files == content("fresh")["files"]  # that it was read once, the project remembers
    assert texts("out") == texts("fresh")


def test_what_was_removed_can_come_back(folder):
    run("zh", "en")
    before, outputs = content(), texts()
    remove("en/visit.txt")
    run("zh", "en")
    assert content() == before
    assert texts() == outputs


def test_a_removed_stranger_leaves_the_beads_alone(folder, monkeypatch):
    run("zh", "en")
    remove("en/reel.txt")
    monkeypatch.setattr(
        "align.project.parallel_beads.align_in_any_order", lambda *_: pytest.fail("aligned again")
    )
    run("zh", "en/visit.txt", "en/outlook.txt")


# Killed

POINTS = (
    "corpus.store.project_file:settle",  # while files are read, in the transaction
    "align.stages:relations",
    "align.project.project_tables:save_beads",  # in the transaction that keeps what was aligned
    "glossary.project.project_tables:_term_pair_row",  # some of the concepts are written
    "glossary.project.project_tables:save_names",  # topics are labelled
    "os:fsync",  # an output is written, but not under its name
    "align.outputs.writer:_state",  # it has its name, but is not noted as done
)
KILLED = """
    import importlib, os, signal, sys
    from pathlib import Path
    from align.run import run_project

    for point in sys.argv[1:]:
        module, _, name = point.partition(":")
        *owner, name = name.split(".")
        place = importlib.import_module(module)
        for part in owner:
            place = getattr(place, part)
        assert callable(getattr(place, name))
        process = os.fork()
        if process == 0:
            setattr(place, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
            run_project(["zh", "en"], Path("out"))
            os._exit(0)
        _, status = os.waitpid(process, 0)
        left = {path.name: path.read_bytes() for path in Path("out").iterdir() if path.is_file()}
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, point
        for name, data in left.items():
            if not name.startswith((".", "corpus.sqlite", "run.json")):
                assert data == Path("fresh", name).read_bytes(), (point, name)
"""


def test_a_killed_run_goes_on_where_it_stood(folder):
    """Killed at one point after the other over the same folder, each further than the last."""
    run("zh", "en", out="fresh")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), *POINTS],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "memory.tmx").exists()
    run("zh", "en")
    assert same("out", "fresh")


def test_stages_that_were_finished_before_the_kill_are_not_done_again(folder, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("align.stages.extract_from_coverage", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("zh", "en")
    for name in (
        "documents.coverage.survey",
        "project.parallel_beads.align_in_any_order",
        "project.comparable_beads.mine",
    ):
        monkeypatch.setattr(f"align.{name}", lambda *_, n=name, **__: pytest.fail(n))
    run("zh", "en")


def test_translations_stay_when_the_other_kind_changes(folder):
    """A pair that stops being one takes its beads along, and no others."""
    run("zh", "en")
    write(folder, {"en/outlook.txt": "Rain in Oslo\nIt rained in Oslo all day. Trams were late.\n"})
    run("zh", "en")
    run("zh", "en", out="fresh")
    assert same("out", "fresh")
    write(folder, {"en/outlook.txt": OUTLOOK_EN, "en/visit.txt": VISIT_EN, "zh/kiln.txt": KILN_ZH})
    run("zh", "en")
    run("zh", "en", out="again")
    assert same("out", "again")
