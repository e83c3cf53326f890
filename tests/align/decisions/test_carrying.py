"""What was decided outlives a change of the documents, as far as the texts are still there."""

from dataclasses import replace
from pathlib import Path

import pytest

from align.decisions import log
from align.decisions.decisions_file import keep
from align.decisions.reviewing import BeadReview
from align.decisions.store import judged_beads, load_decisions, opened, put
from align.run import run_project
from tests.small_coverage import VISIT_EN, VISIT_ZH, write

EXTRA_ZH = "两国元首还参观了一座古代窑址，听取了讲解。\n"
EXTRA_EN = "The two heads of state also toured an ancient kiln site and heard an explanation.\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    run_project(["zh", "en"], "out")
    return tmp_path


def reviewed(*operations):
    """The texts of all rows after operations on the translation, with their states."""
    review = BeadReview("out", who="lan")
    pair = _pair(review)
    page = review.sheet(*pair)
    revision = page.revision
    for operation in operations:
        revision = review.apply(*pair, operation, revision).revision
    page = review.sheet(*pair)
    review.close()
    sheet = page.sheet
    return [(sheet.zh.texts(r.zh), sheet.en.texts(r.en), r.state) for r in sheet.rows], page


def _pair(review):
    return next(
        (pair.zh, pair.en)
        for pair in review.pairs().pairs
        if pair.origins == ("zh/visit.txt", "en/visit.txt")
    )


def beads(findings):
    """The texts of all beads of the translation."""
    coverage = findings.coverage
    (key,) = [
        (pair.zh, pair.en)
        for pair in findings.pairs
        if coverage.documents[pair.zh].origin == "zh/visit.txt"
        and coverage.documents[pair.en].origin == "en/visit.txt"
    ]
    sides = [[s.text for s in coverage.sentences[each]] for each in key]
    found = (findings.beads | findings.mined)[key]
    return [([sides[0][i] for i in b.zh], [sides[1][j] for j in b.en]) for b in found]


def test_a_confirmed_bead_stays_when_its_document_grows(project):
    rows, _ = reviewed({"kind": "merge", "row": 1})
    merged = rows[1][:2]
    Path("zh/visit.txt").write_text(EXTRA_ZH + VISIT_ZH, "utf-8")
    Path("en/visit.txt").write_text(EXTRA_EN + VISIT_EN, "utf-8")
    assert merged in beads(run_project(["zh", "en"], "out").findings)
    rows, page = reviewed()
    assert (*merged, "c") in rows
    assert not page.stale


def test_a_confirmed_bead_stays_when_documents_are_added(project):
    rows, _ = reviewed({"kind": "merge", "row": 1})
    write(project, {"zh/more.txt": EXTRA_ZH * 2, "en/more.txt": EXTRA_EN})
    assert rows[1][:2] in beads(run_project(["zh", "en"], "out").findings)


def test_what_says_something_else_now_is_stale_and_asked_again(project):
    rows, _ = reviewed({"kind": "confirm", "row": 1}, {"kind": "merge", "row": 2})
    changed, kept = rows[1], rows[2]
    assert len(changed[0]) == 1
    Path("zh/visit.txt").write_text(VISIT_ZH.replace("四天", "五天"), "utf-8")
    found = beads(run_project(["zh", "en"], "out").findings)
    assert kept[:2] in found
    now, page = reviewed()
    assert [row[2] for row in now].count("s") == 1
    ((place, was),) = page.stale.items()
    assert [list(side) for side in was] == list(changed[:2])
    assert "五天" in "".join(now[place][0])
    run_project(["zh", "en"], "out")  # once more: nobody has looked at it
    assert reviewed()[1].stale == page.stale
    now, page = reviewed({"kind": "confirm", "row": place})
    assert now[place][2] == "c"
    assert not page.stale


def test_what_was_stale_stands_again_where_the_text_comes_back(project):
    rows, _ = reviewed({"kind": "confirm", "row": 1})
    Path("zh/visit.txt").write_text(VISIT_ZH.replace("四天", "五天"), "utf-8")
    run_project(["zh", "en"], "out")
    assert reviewed()[1].stale
    Path("zh/visit.txt").write_text(VISIT_ZH, "utf-8")
    run_project(["zh", "en"], "out")
    assert reviewed()[0] == rows


def test_decisions_are_kept_while_a_document_is_away(project):
    rows, _ = reviewed({"kind": "merge", "row": 1})
    Path("en/visit.txt").write_text("Nothing of this is in it. It is another text altogether.\n")
    run_project(["zh", "en"], "out")
    Path("en/visit.txt").write_text(VISIT_EN, "utf-8")
    run_project(["zh", "en"], "out")
    now, _ = reviewed()
    assert rows[1] in now


def test_a_split_sentence_stays_split_when_its_document_grows(project):
    _, page = reviewed({"kind": "split_sentence", "side": "zh", "sentence": 1, "at": 9})
    halves = page.sheet.zh.text_of(1), page.sheet.zh.text_of(2)
    Path("zh/visit.txt").write_text(EXTRA_ZH + VISIT_ZH, "utf-8")
    coverage = run_project(["zh", "en"], "out").findings.coverage
    (key,) = [k for k, d in coverage.documents.items() if d.origin == "zh/visit.txt"]
    texts = [s.text for s in coverage.sentences[key]]
    assert halves == tuple(texts[2:4])


def test_a_rejected_bead_does_not_come_back_when_its_document_grows(project):
    before, _ = reviewed()
    rejected = before[0][:2]
    reviewed({"kind": "reject", "row": 0})
    Path("zh/visit.txt").write_text(VISIT_ZH + EXTRA_ZH, "utf-8")
    assert rejected not in beads(run_project(["zh", "en"], "out").findings)
    assert [len(j.rejected) for j in judged_beads("out").values()] == [1]


def test_a_pair_of_which_beads_were_confirmed_stays_one(project):
    rows, _ = reviewed({"kind": "confirm", "row": 0})
    Path("en/visit.txt").write_text(
        VISIT_EN.splitlines()[0] + "\nThe ferry sails at noon. Gulls follow it. Nobody waves.\n"
    )
    findings = run_project(["zh", "en"], "out").findings
    assert rows[0][:2] in beads(findings)


def test_what_is_confirmed_and_rejected_is_named_and_the_exit_code_says_so(project, duizhao):
    rows, _ = reviewed({"kind": "confirm", "row": 1})
    with opened("out") as store, store.transaction() as connection:
        (decision,) = load_decisions(connection)
        put(connection, [replace(decision, rejected=True, state="")])
        log.record(connection, log.EVERYTHING, log.JUDGED, None, None, who="")
        keep(store)
    done = duizhao("run", "zh", "en", "-o", "out")
    assert done.code == 1
    (line,) = [line for line in done.stderr.splitlines() if "contradicts" in line]
    assert "zh/visit.txt and en/visit.txt" in line
    assert rows[1][0][0][:10] in line
    assert [row[2] for row in reviewed()[0]].count("s") == 1
    assert duizhao("run", "zh", "en", "-o", "out").code == 0  # it is not confirmed any more
