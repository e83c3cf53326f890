"""All decisions stand in a file, too: a lost project file loses none, and others take them over."""

import copy
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.decisions.decisions_file import export_decisions, read
from align.decisions.importing import _apart, import_decisions
from align.decisions.reviewing import BeadReview
from align.decisions.store import Decision, judged_beads, load_decisions, opened, put
from align.run import run_project
from corpus.errors import InputError, UsageError
from glossary.curation.decisions import stored_decisions
from glossary.formats.registry import read_glossary, write_glossary
from tests.small_coverage import VISIT_ZH, write


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("file")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write(folder)
        run_project(["zh", "en"], "out")
    return folder


@pytest.fixture
def project(found, tmp_path, monkeypatch):
    shutil.copytree(found, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return "out"


def decide(project, *operations, who="lan"):
    """Do this on the first translation, each on the rows as they are then."""
    with closing(BeadReview(project, who=who)) as review:
        pair = next(pair for pair in review.pairs().pairs if pair.kind == "parallel")
        for operation in operations:
            page = review.sheet(pair.zh, pair.en)
            review.apply(pair.zh, pair.en, operation, page.revision)
        page = review.sheet(pair.zh, pair.en)
    return [page.sheet.shown(row) for row in page.sheet.rows]


def statuses(entries):
    return {(pair.zh, pair.en, pair.status) for entry in entries for pair in entry.pairs}


def beads_of(text):
    return [line for line in text.splitlines() if '"about": "term"' not in line]


SPLIT = {"kind": "split_sentence", "side": "zh", "sentence": 0, "at": 4}
MERGE, REJECT = {"kind": "merge", "row": 1}, {"kind": "reject", "row": 3}
FLAG = {"kind": "flag", "row": 0, "note": "查一下"}


def decided(rows):
    """What people said of rows: which sentences, the state and the remark."""
    return [(row[0], row[1], row[3], row[4]) for row in rows if row[3] or row[4]]


def test_without_a_decision_there_is_no_file(project):
    run_project(["zh", "en"], project)
    assert not Path(project, "decisions.jsonl").exists()


def test_a_lost_project_file_loses_no_decision(project):
    rows = decide(project, SPLIT, MERGE, REJECT, FLAG)
    judged = judged_beads(project)
    glossary = Path(project, "glossary.tsv")
    entries = read_glossary(glossary)
    text = glossary.read_text("utf-8").replace("candidate", "approved", 1)
    glossary.write_text(text, "utf-8")
    run_project(["zh", "en"], project)
    before = Path(project, "decisions.jsonl").read_text("utf-8")
    with opened(project) as store:
        terms = statuses(stored_decisions(store.connection))
    assert terms
    assert len(entries) > 1
    Path(project, "corpus.sqlite").unlink()
    run_project(["zh", "en"], project)
    assert judged_beads(project).keys() == judged.keys()
    assert decided(decide(project)) == decided(rows)
    with opened(project) as store:
        assert statuses(stored_decisions(store.connection)) == terms
    after = Path(project, "decisions.jsonl").read_text("utf-8")
    assert beads_of(after) == beads_of(before)


def test_what_was_decided_in_a_review_after_the_last_run_is_in_the_file(project):
    rows = decide(project, MERGE)
    Path(project, "corpus.sqlite").unlink()
    run_project(["zh", "en"], project)
    assert decided(decide(project)) == decided(rows)


def test_undoing_everything_leaves_none_in_the_file(project):
    decide(project, MERGE)
    decide(project, {"kind": "undo"})
    assert len(Path(project, "decisions.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_file_of_another_project_is_not_lost(project, capsys):
    decide(project, MERGE)
    path = Path(project, "decisions.jsonl")
    theirs = path.read_text("utf-8").replace("lan", "mei")
    path.write_text(theirs, "utf-8")
    run_project(["zh", "en"], project)
    assert Path(project, "decisions.jsonl.1.bak").read_text("utf-8") == theirs
    said = capsys.readouterr().err
    assert "duizhao review import out/decisions.jsonl.1.bak --project out" in said


def test_a_project_without_decisions_takes_over_a_file_put_there_and_says_so(project, capsys):
    shutil.copytree("out", "other")
    rows = decide("other", MERGE, REJECT)
    shutil.copy("other/decisions.jsonl", "out")
    capsys.readouterr()
    run_project(["zh", "en"], project)
    said = "out/decisions.jsonl: its decisions (2) are taken over; there were none"
    assert said in capsys.readouterr().err
    assert decided(decide(project)) == decided(rows)
    assert not list(Path(project).glob("*.bak"))
    run_project(["zh", "en"], project)
    assert "taken over" not in capsys.readouterr().err


def test_export_and_import_are_the_identity(project, tmp_path):
    decide(project, SPLIT, MERGE, REJECT, FLAG)
    assert export_decisions(project, "mine.jsonl") == 4
    shutil.copytree("out", "other")
    Path("other/corpus.sqlite").unlink()
    Path("other/decisions.jsonl").unlink()
    run_project(["zh", "en"], "other")
    imported = import_decisions("other", "mine.jsonl", "mei")
    assert (imported.taken, imported.known, imported.conflicts, imported.unknown) == (4, 0, (), ())
    export_decisions("other", "again.jsonl")
    assert Path("again.jsonl").read_bytes() == Path("mine.jsonl").read_bytes()
    assert import_decisions("other", "mine.jsonl").known == 4
    run_project(["zh", "en"], project)
    run_project(["zh", "en"], "other")
    assert judged_beads(project) == judged_beads("other")
    for name in ("memory.tmx", "pairs.tsv"):
        assert Path("other", name).read_bytes() == Path(project, name).read_bytes()


def test_contradictions_are_listed_and_not_taken(project):
    shutil.copytree("out", "other")
    ours = decide(project, MERGE)
    decide("other", {"kind": "confirm", "row": 1}, {"kind": "confirm", "row": 4}, who="mei")
    export_decisions("other", "theirs.jsonl")
    imported = import_decisions(project, "theirs.jsonl")
    assert (imported.taken, imported.known) == (1, 0)
    (line,) = imported.conflicts
    assert "zh/visit.txt, en/visit.txt: here confirmed" in line
    here, _, there = line.partition(", elsewhere ")
    assert here.partition("“")[2] != there.partition("“")[2]  # they are seen to differ
    assert "(characters " in here
    assert "(characters " in there
    assert decide(project)[1] == ours[1]


def test_what_is_confirmed_here_and_rejected_there_contradicts(project):
    shutil.copytree("out", "other")
    decide(project, {"kind": "confirm", "row": 2})
    decide("other", {"kind": "reject", "row": 2})
    export_decisions("other", "theirs.jsonl")
    (line,) = import_decisions(project, "theirs.jsonl").conflicts
    assert "elsewhere rejected" in line


def test_unknown_documents_are_named_and_their_decisions_kept(project):
    decide(project, MERGE)
    export_decisions(project, "mine.jsonl")
    write(Path("few"), {"zh/visit.txt": VISIT_ZH, "en/ferry.txt": "The ferry sails at noon.\n"})
    run_project(["few"], "other")
    assert import_decisions("other", "mine.jsonl").unknown == ("en/visit.txt",)
    run_project(["few", "zh", "en"], "other")
    assert [len(j.confirmed) for j in judged_beads("other").values()] == [1]


def test_terms_are_taken_over_and_contradictions_listed(project):
    shutil.copytree("out", "other")
    entries = read_glossary(Path("out/glossary.tsv"))
    for folder, status in (("out", "approved"), ("other", "rejected")):
        glossary = Path(folder, "glossary.tsv")
        lines = glossary.read_text("utf-8").splitlines()
        count = 2 if folder == "other" else 1
        for number in range(1, 1 + count):
            lines[number] = lines[number].replace("candidate", status)
        glossary.write_text("\n".join(lines) + "\n", "utf-8")
        run_project(["zh", "en"], folder)
    assert len(entries) > 2
    export_decisions("other", "theirs.jsonl")
    imported = import_decisions("out", "theirs.jsonl")
    assert len(imported.conflicts) == 1
    assert "here approved, elsewhere rejected" in imported.conflicts[0]
    assert imported.taken == 1
    write_glossary(Path("check.tsv"), read_glossary(Path("out/glossary.tsv")))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{}"], "1: no decisions"),
        (["nonsense"], "1: no decision"),
        (['{"duizhao": "decisions", "form": 99}'], "1: written by a newer"),
        (['{"duizhao": "decisions", "form": 1}', "[]"], "2: no decision"),
        (['{"duizhao": "decisions", "form": 1}', '{"about": "bead"}'], "2: no decision"),
        (['{"duizhao": "decisions", "form": 1}', '{"about": "pear"}'], "2: no decision"),
    ],
)
def test_what_is_no_file_of_decisions_is_named(project, lines, message):
    Path("bad.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(InputError, match=message):
        import_decisions(project, "bad.jsonl")
    assert judged_beads(project) == {}


GOOD = {
    "bead": {
        "about": "bead",
        "zh": {"origin": "zh/visit.txt", "id": "z", "at": [0, 5], "text": ["a"]},
        "en": {"origin": "en/visit.txt", "id": "e", "at": [], "text": []},
        "decision": "confirmed",
        "note": "",
        "score": 0.5,
    },
    "border": {
        "about": "border", "origin": "zh/visit.txt", "id": "z", "at": 4, "begins": True,
        "head": "a", "tail": "b",
    },
    "term": {
        "about": "term",
        "entry": ["c1", [["甲", "A", 1, 1, 1, "approved", "", [], 1]], "", "", ""],
    },
    "said": {"about": "said", "where": "glossary", "text": "a"},
}  # fmt: skip
ODD = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.just(10**20), st.just("\ud800"),
    st.text(max_size=3), st.just([]), st.just({}), st.just([-5, -1]), st.just([None]),
    st.just([["\ud800"]]), st.just([9, 1]),
)  # fmt: skip


def places_in(value, path=()):
    """Where the values of a nested value stand."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield (*path, key)
        if isinstance(each, dict | list):
            yield from places_in(each, (*path, key))


@pytest.mark.parametrize("side", ["zh", "en"])
@pytest.mark.parametrize("field", ["text", "at"])
def test_a_side_with_a_place_and_no_text_poisons_nothing(project, side, field):
    record = copy.deepcopy(GOOD["bead"])
    record[side][field] = []
    header = '{"duizhao": "decisions", "form": 1}'
    Path("odd.jsonl").write_text(f"{header}\n{json.dumps(record)}\n", "utf-8")
    try:
        read(Path("odd.jsonl"))
    except InputError:
        return
    shutil.copy("out/corpus.sqlite", "odd.sqlite")
    import_decisions("odd.sqlite", "odd.jsonl")
    export_decisions("odd.sqlite", "again.jsonl")
    read(Path("again.jsonl"))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(st.sampled_from(sorted(GOOD)), st.data(), ODD)
def test_what_no_field_may_have_is_named_and_poisons_nothing(project, about, data, odd):
    """What is taken can be kept, exported and read again; what is not is named with its line."""
    record = copy.deepcopy(GOOD[about])
    *path, last = data.draw(st.sampled_from([*places_in(record)]))
    inner = record
    for key in path:
        inner = inner[key]
    inner[last] = odd
    header = '{"duizhao": "decisions", "form": 1}'
    Path("odd.jsonl").write_text(f"{header}\n{json.dumps(record)}\n\n", "utf-8")
    try:
        read(Path("odd.jsonl"))
    except InputError as error:
        named = error.line
    else:
        named = None
    if named is not None:
        assert named == 2
        return
    shutil.copy("out/corpus.sqlite", "odd.sqlite")
    import_decisions("odd.sqlite", "odd.jsonl")
    export_decisions("odd.sqlite", "again.jsonl")
    read(Path("again.jsonl"))


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        json.dumps(GOOD["border"]).replace("4", "1e999"),
        json.dumps(GOOD["bead"]).replace("0.5", "NaN"),
        json.dumps(GOOD["bead"]).replace("0.5", "Infinity"),
        json.dumps(GOOD["term"]).replace('"A"', "null"),
        '{"about": "future"}',
        '{"about": []}',
    ],
)
def test_what_breaks_readers_is_named(line, tmp_path):
    path = tmp_path / "odd.jsonl"
    path.write_text('{"duizhao": "decisions", "form": 1}\n' + line, "utf-8")
    with pytest.raises(InputError, match=r"2: no decision") as caught:
        read(path)
    assert "\n" not in str(caught.value)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
SPAN = st.one_of(st.just(()), st.tuples(st.integers(0, 99), st.integers(100, 199)))
DECISIONS = st.builds(
    lambda spans, rejected, state, **rest: Decision(
        "zh-id", "en-id", spans, rejected, "" if rejected else state, **rest
    ),
    spans=st.tuples(SPAN, SPAN).filter(any),
    rejected=st.booleans(),
    state=st.sampled_from(["", "c", "o", "s"]),
    note=TEXT,
    score=st.floats(0, 1),
    origins=st.tuples(TEXT, TEXT),
    texts=st.tuples(st.lists(TEXT, max_size=3).map(tuple), st.lists(TEXT, max_size=3).map(tuple)),
    who=TEXT,
    made=TEXT,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    decisions=st.lists(DECISIONS, max_size=6, unique_by=lambda each: (each.spans, each.rejected))
)
def test_any_decisions_come_back_from_the_file(project, decisions):
    with opened(project) as store, store.transaction() as connection:
        connection.execute("DELETE FROM bead_decisions")
        put(connection, decisions)
        stored = load_decisions(connection)
    assert sorted(stored, key=repr) == sorted(decisions, key=repr)
    export_decisions(project, "mine.jsonl")
    assert sorted(read(Path("mine.jsonl")).beads, key=repr) == sorted(decisions, key=repr)


OPERATIONS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["confirm", "reject", "merge", "omission", "flag", "undo"]),
        "row": st.integers(0, 5),
        "note": st.sampled_from(["look", "看"]),
    }
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None
)
@given(operations=st.lists(OPERATIONS, min_size=1, max_size=6))
def test_what_any_operations_decide_is_the_same_in_another_project(project, operations):
    for name in ("one", "two"):
        shutil.rmtree(name, ignore_errors=True)
        shutil.copytree("out", name)
    for operation in operations:
        try:
            rows = decide("one", operation)
        except UsageError:
            rows = decide("one")
    export_decisions("one", "mine.jsonl")
    assert import_decisions("two", "mine.jsonl").conflicts == ()
    assert sorted(decided(decide("two"))) == sorted(decided(rows))  # omissions in any order


WRITER = """
import sys
from align.decisions.reviewing import BeadReview
review = BeadReview("out", who="lan")
pair = next(pair for pair in review.pairs().pairs if pair.kind == "parallel")
revision = review.sheet(pair.zh, pair.en).revision
while True:
    for operation in ({"kind": "flag", "row": 0, "note": str(revision)}, {"kind": "undo"}):
        change = review.apply(pair.zh, pair.en, operation, revision)
        revision = change.revision
        print(revision, change.rows[0][4], flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(project):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    ) as writer:
        lines = [writer.stdout.readline()]
        started = time.monotonic()
        while time.monotonic() - started < 0.5:
            lines.append(writer.stdout.readline())
        writer.kill()
        lines += writer.stdout.read().splitlines(keepends=True)
    *_, last = (line for line in lines if line.endswith("\n"))
    revision, _, note = last.rstrip("\n").partition(" ")
    review = BeadReview("out")
    pair = next(pair for pair in review.pairs().pairs if pair.kind == "parallel")
    page = review.sheet(pair.zh, pair.en)
    assert page.revision in (int(revision), int(revision) + 1)  # it may not have come to say so
    if page.revision == int(revision):
        assert page.sheet.rows[0].note == note
    review.close()
    assert len(lines) > 5


@pytest.mark.parametrize("more", ["", "然后他们一起去了灯塔。"])
def test_two_long_texts_are_cut_where_they_are_still_seen_to_differ(more):
    one = "港口的看守人每天早晨都要把风向和过往船只记在本子上，然后再去点灯。" * 2
    cut, other = _apart(one + more, one)
    assert (cut == other) is not bool(more)
    assert max(len(cut), len(other)) <= 31
    assert _apart("灯塔", "") == ("灯塔", "–")
