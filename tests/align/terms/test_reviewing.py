"""Terms under review: the list, the card, and decisions that stand in the project."""

import shutil

import pytest

from align.run import run_project
from align.terms.listing import Choice
from align.terms.reviewing import StaleTermsError, TermReview
from corpus.errors import StoreError, UsageError
from corpus.store.schema import LOCK
from corpus.support.locks import locked


@pytest.fixture
def project(demo, tmp_path):
    shutil.copytree(demo.out.parent, tmp_path / "demo")
    return tmp_path / "demo" / "out"


@pytest.fixture
def review(project):
    made = TermReview(project, "lan")
    yield made
    made.close()


def concept(review, zh):
    """The row of the concept with this Chinese term."""
    rows = review.page(Choice(text=zh, everything=True), limit=500)["rows"]
    return next(row for row in rows if zh in row["zh"])


def test_the_list_holds_what_the_run_lists_best_first(review, demo):
    page = review.page(Choice())
    listed = {row["concept"] for row in demo.rows("glossary.tsv")}

    assert {row["id"] for row in page["rows"]} == listed
    assert page["total"] == page["left"] == page["open"] == len(listed)
    scores = [row["score"] for row in page["rows"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < page["expected_errors"] < len(listed)


def test_the_list_is_filtered_in_either_script_by_kind_topic_and_score(review):
    everything = review.page(Choice(everything=True), limit=0)["total"]
    (row,) = (r for r in review.page(Choice(text="務實外交"))["rows"] if r["zh"][0] == "务实外交")
    assert row["en"][0] == "pragmatic diplomacy"
    places = review.page(Choice(category="place"), limit=500)["rows"]
    assert places
    assert {row["category"] for row in places} == {"place"}
    topic, count = review.page(Choice())["topics"][0]
    assert review.page(Choice(topic=topic))["total"] == count
    some = review.page(Choice(least=0.9, everything=True))
    assert 0 < some["total"] < everything
    assert min(row["score"] for row in some["rows"]) >= 0.9
    assert review.page(Choice(text="no such term"))["rows"] == []


def test_pages_of_the_list_put_together_are_the_list(review):
    choice = Choice(everything=True, order="zh")
    parts = [review.page(choice, offset, 300)["rows"] for offset in range(0, 3000, 300)]
    ids = [row["id"] for rows in parts for row in rows]
    assert len(ids) == len(set(ids)) == review.page(choice, limit=0)["total"]
    assert review.page(choice, 1_000_000)["rows"] == []


@pytest.mark.parametrize("order", ["frequency", "doubt"])
def test_the_list_can_be_ordered_otherwise(review, order):
    rows = review.page(Choice(order=order), limit=500)["rows"]
    values = [-row["frequency"] if order == "frequency" else row["probability"] for row in rows]
    assert values == sorted(values)


@pytest.mark.parametrize(
    "choice", [Choice(category="thing"), Choice(status="good"), Choice(order="luck")]
)
def test_a_filter_that_is_none_is_refused(review, choice):
    with pytest.raises(UsageError, match="is none of"):
        review.page(choice)


def test_the_card_shows_sentences_with_the_terms_marked_and_who_renders_it_so(review):
    found = review.card(concept(review, "务实外交")["id"])

    context = found["contexts"][0]
    start, end = context["zh"]["marks"][0]
    assert context["zh"]["text"][start:end] in {"务实外交", "務實外交"}
    start, end = context["en"]["marks"][0]
    assert context["en"]["text"][start:end].lower() == "pragmatic diplomacy"
    assert context["zh"]["code"].startswith("zh-Han")
    seen = found["renderings"][0]
    assert seen["seen"] >= 1
    assert sum(times for _, times in seen["outlets"]) <= seen["seen"]
    assert all(name for name, _ in seen["outlets"])


def test_a_decision_is_in_the_list_the_card_and_the_look_up_at_once(review):
    before = review.page(Choice())
    row = concept(review, "务实外交")
    lookup = review.lookup()
    assert lookup.find("wushi waijiao")[0].pair.status == "candidate"

    done = review.apply({"kind": "accept", "concepts": [row["id"]]}, before["revision"])

    assert done["message"] == f"accepted; {before['left'] - 1} left"
    assert [each["status"] for each in done["rows"]] == ["approved"]
    assert review.card(row["id"])["pairs"][0]["status"] == "approved"
    assert review.card(row["id"])["history"][0]["who"] == "lan"
    assert lookup.find("wushi waijiao")[0].pair.status == "approved"
    assert review.page(Choice(status="approved"))["total"] == 1
    rejected = review.apply({"kind": "reject", "concepts": [row["id"]]}, done["revision"])
    assert lookup.find("務實外交", limit=1)[:1] == [] or (
        lookup.find("務實外交")[0].entry.id != row["id"]
    )
    undone = review.apply({"kind": "undo"}, rejected["revision"])
    assert undone["rows"][0]["status"] == "approved"
    again = review.apply({"kind": "redo"}, undone["revision"])
    assert again["rows"][0]["status"] == "rejected"


def test_all_is_undone_to_the_beginning_and_done_again_to_the_end(review):
    ids = [row["id"] for row in review.page(Choice())["rows"][:6]]
    start = review.page(Choice(), limit=500)["rows"]
    revision = review.page(Choice())["revision"]
    for operation in (
        {"kind": "reject", "concepts": ids[:3], "note": "no term"},
        {"kind": "accept", "concepts": ids[2:4]},
        {"kind": "merge", "concepts": ids[4:]},
        {"kind": "describe", "concept": ids[4], "definition": "what it is"},
    ):
        revision = review.apply(operation, revision)["revision"]
    end = review.page(Choice(), limit=500)["rows"]
    for _ in range(4):
        done = review.apply({"kind": "undo"}, revision)
        revision = done["revision"]
    assert not done["undoable"]
    assert without_revisions(review.page(Choice(), limit=500)["rows"]) == without_revisions(start)
    with pytest.raises(UsageError, match="nothing to undo"):
        review.apply({"kind": "undo"}, revision)
    for _ in range(4):
        revision = review.apply({"kind": "redo"}, revision)["revision"]
    assert without_revisions(review.page(Choice(), limit=500)["rows"]) == without_revisions(end)
    with pytest.raises(UsageError, match="nothing to redo"):
        review.apply({"kind": "redo"}, revision)


def without_revisions(rows):
    return [{key: value for key, value in row.items() if key != "revision"} for row in rows]


def test_what_changed_since_it_was_seen_is_not_overwritten_and_other_terms_are_free(review):
    page = review.page(Choice())
    seen, (first, second) = page["revision"], [row["id"] for row in page["rows"][:2]]
    review.apply({"kind": "accept", "concepts": [first]}, seen)

    with pytest.raises(StaleTermsError) as stale:
        review.apply({"kind": "reject", "concepts": [first]}, seen)
    assert stale.value.reply["rows"][0]["status"] == "approved"
    assert "\n" not in stale.value.reply["error"]
    with pytest.raises(StaleTermsError):
        review.apply({"kind": "undo"}, seen)
    assert review.apply({"kind": "reject", "concepts": [second]}, seen)["rows"]


def test_two_reviews_of_one_project_see_each_other(project, review):
    other = TermReview(project, "wei")
    row = review.page(Choice())["rows"][0]
    other.apply({"kind": "reject", "concepts": [row["id"]]}, row["revision"])
    other.close()

    assert review.card(row["id"])["pairs"][0]["status"] == "rejected"
    assert review.card(row["id"])["history"][0]["who"] == "wei"


def test_while_a_run_is_at_work_nothing_is_written(project, review):
    row = review.page(Choice())["rows"][0]
    with locked(project / LOCK, wait=False), pytest.raises(StoreError, match="a run is at work"):
        review.apply({"kind": "reject", "concepts": [row["id"]]}, row["revision"])
    assert review.page(Choice())["left"] == review.page(Choice())["concepts"]


def test_what_was_decided_stands_after_the_next_run_and_in_its_outputs(project, monkeypatch):
    monkeypatch.chdir(project.parent)
    review = TermReview("out", "lan")
    good, bad, noted, one, two = (row["id"] for row in review.page(Choice())["rows"][:5])
    bad_pairs = {(p["zh"], p["en"]) for p in review.card(bad)["pairs"]}
    revision = review.page(Choice())["revision"]
    for operation in (
        {"kind": "accept", "concepts": [good]},
        {"kind": "reject", "concepts": [bad], "note": "another event"},
        {"kind": "describe", "concept": noted, "definition": "what it is"},
        {"kind": "merge", "concepts": [one, two]},
    ):
        revision = review.apply(operation, revision)["revision"]
    review.close()

    result = run_project(["examples/coverage"], "out")

    entries = {entry.id: entry for entry in result.findings.entries}
    assert entries[good].pairs[0].status == "approved"
    for entry in entries.values():
        for pair in entry.pairs:
            if (pair.zh, pair.en) in bad_pairs:
                assert pair.status == "rejected"
    assert entries[noted].definition == "what it is"
    assert two not in entries
    again = TermReview("out", "lan")
    assert again.card(bad)["pairs"][0]["note"] == "another event"
    assert {row["status"] for row in again.page(Choice(text=""))["rows"][:1]} == {"approved"}
    again.close()


def test_a_run_between_is_noticed(project, monkeypatch):
    monkeypatch.chdir(project.parent)
    review = TermReview("out", "lan")
    row = review.page(Choice())["rows"][0]
    done = review.apply({"kind": "accept", "concepts": [row["id"]]}, row["revision"])
    run_project(["examples/coverage"], "out")

    undone = review.apply({"kind": "undo"}, review.page(Choice())["revision"])

    assert undone["revision"] > done["revision"]
    assert review.card(row["id"])["pairs"][0]["status"] == "candidate"
    review.close()
