"""What was decided about beads stays with the text that it was decided about."""

from datetime import datetime
from pathlib import Path

import pytest

import tmx
from align.beads.judgements import Judgements
from align.decisions.reviewing import BeadReview
from align.decisions.store import confirmations, judge_beads, judged_beads
from align.run import run_project
from corpus.errors import StoreError, UsageError
from corpus.model import Bead
from corpus.store.project_file import Store
from tests.small_coverage import write

ZH, EN = "zh/visit.txt", "en/visit.txt"
FIRST, CROSSING = Bead((0,), (1, 2)), Bead((3,), (0,))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project file without a run."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    with Store("corpus.sqlite") as store:
        store.add(["zh", "en"])
        store.segment()
    return "corpus.sqlite"


def ids(project):
    with Store(project) as store:
        return store.document(ZH).id, store.document(EN).id


def test_nothing_is_judged_at_first(project):
    assert judged_beads(project) == {}


@pytest.mark.parametrize("place", [".", "corpus.sqlite"])
def test_what_is_judged_is_kept_by_document(project, tmp_path, place):
    judgements = Judgements((FIRST, CROSSING), (Bead((1,), ()),))
    judge_beads(place, ZH, EN, judgements)
    assert judged_beads(tmp_path / place) == {ids(project): judgements}
    zh, en = ids(project)
    judge_beads(tmp_path / place, zh[:8], en, Judgements((), (FIRST,)))
    assert judged_beads(place) == {ids(project): Judgements((), (FIRST,))}
    judge_beads(place, ZH, EN, Judgements())
    assert judged_beads(place) == {}


def test_judgements_go_with_their_documents(project):
    for gone in ids(project):
        judge_beads(project, ZH, EN, Judgements((FIRST,)))
        with Store(project) as store:
            store.remove(gone)
            assert judged_beads(project) == {}
            store.add(["zh", "en"])
            store.segment()


def test_judgements_stay_with_the_text_where_indices_change(project):
    """Page furniture that is found later takes sentences away before the judged one."""
    last = Bead((4,), (2, 3))
    judge_beads(project, ZH, EN, Judgements((last,)))
    key = ids(project)
    with Store(project) as store:
        execute = store.connection.execute
        execute("DELETE FROM sentences WHERE document = ? AND number = 0", key[:1])
        execute("UPDATE sentences SET number = -number WHERE document = ?", key[:1])
        execute("UPDATE sentences SET number = -number - 1 WHERE document = ?", key[:1])
        (found,) = judged_beads(project)[key].confirmed
        assert found == Bead(tuple(i - 1 for i in last.zh), last.en)
        execute("UPDATE sentences SET start = start + 1 WHERE document = ?", key[:1])
        assert judged_beads(project) == {}


@pytest.mark.parametrize(
    ("documents", "judgements", "message"),
    [
        ((EN, ZH), Judgements(), "no Chinese document of this project"),
        ((ZH, ZH), Judgements(), "no English document of this project"),
        ((ZH, "f00"), Judgements(), "document 'f00': unknown"),
        ((ZH, EN), Judgements((Bead((99,), (0,)),)), "sentences on the left"),
        ((ZH, EN), Judgements((), (Bead((0,), (99,)),)), "sentences on the right"),
        ((ZH, EN), Judgements((FIRST,), (FIRST,)), "both confirmed and rejected"),
    ],
)
def test_what_cannot_be_judged(project, documents, judgements, message):
    with pytest.raises(UsageError, match=message):
        judge_beads(project, *documents, judgements)
    assert judged_beads(project) == {}


def test_one_bead_judged_twice_is_judged_once(project):
    judge_beads(project, ZH, EN, Judgements((FIRST, FIRST)))
    assert judged_beads(project) == {ids(project): Judgements((FIRST,))}


def test_a_project_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreError, match="no such project file"):
        judge_beads(tmp_path, "zh", "en", Judgements())
    with pytest.raises(StoreError, match="no such project file"):
        judged_beads(tmp_path / "new.sqlite")
    assert [*tmp_path.iterdir()] == []


def test_what_an_earlier_version_kept_is_taken_over(project):
    key = ids(project)
    with Store(project) as store:
        store.connection.execute(
            "CREATE TABLE judgements (zh TEXT, en TEXT, zh_span TEXT, en_span TEXT, confirmed INT)"
        )
        sentences = [store.sentences(each) for each in key]
        spans = [f"[{s[0].start}, {s[0].start + len(s[0].text)}]" for s in sentences]
        for row in ((*key, *spans, 1), (*key, spans[0], "[]", 0)):
            store.connection.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?)", row)
    wanted = Judgements((Bead((0,), (0,)),), (Bead((0,), ()),))
    assert judged_beads(project) == {key: wanted}
    assert judged_beads(project) == {key: wanted}


def test_a_unit_that_a_person_confirmed_says_when_and_who(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    before = run_project(["zh", "en"], "out").units
    assert "change" not in Path("out/memory.tmx").read_text("utf-8")
    review = BeadReview("out", who="lan")
    (pair,) = (p for p in review.pairs().pairs if p.origins == (ZH, EN))
    row = next(n for n, r in enumerate(review.sheet(pair.zh, pair.en).sheet.rows) if r.zh and r.en)
    review.apply(pair.zh, pair.en, {"kind": "confirm", "row": row}, pair.revision)
    review.close()
    with Store("out/corpus.sqlite") as store:
        ((made, who),) = confirmations(store.connection).values()
    assert run_project(["zh", "en"], "out").units == before
    (unit,) = (u for u in tmx.read("out/memory.tmx") if "changedate" in dict(u.attributes))
    said = dict(unit.attributes)
    assert datetime.strptime(said["changedate"], "%Y%m%dT%H%M%S%z") == datetime.fromisoformat(made)
    assert said["changeid"] == who == "lan"
    data = Path("out/memory.tmx").read_bytes()
    Path("out/memory.tmx").unlink()
    run_project(["zh", "en"], "out")
    assert Path("out/memory.tmx").read_bytes() == data
    assert not [f for f in tmx.validate("out/memory.tmx") if f.severity == "error"]
