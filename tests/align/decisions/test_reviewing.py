"""A review of a project: what is done there is kept, and the next run takes it."""

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.decisions.reviewing import BeadReview, StaleError
from align.decisions.store import judge_beads, judged_beads
from align.run import run_project
from corpus.errors import StoreError, UsageError
from corpus.store.project_file import Store
from corpus.support.locks import locked
from tests.small_coverage import write


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A project after its run."""
    folder = tmp_path_factory.mktemp("review")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write(folder)
        run_project(["zh", "en"], "out")
    return folder


@pytest.fixture
def project(found, tmp_path, monkeypatch):
    """A copy of it, in the current folder."""
    shutil.copytree(found, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return "out"


@pytest.fixture
def review(project):
    opened = BeadReview(project, who="lan")
    yield opened
    opened.close()


def parallel(review):
    """The first translation: ids and the page."""
    pair = next(pair for pair in review.pairs().pairs if pair.kind == "parallel")
    return (pair.zh, pair.en), review.sheet(pair.zh, pair.en)


def rows(review, key):
    return review.sheet(*key).record()["rows"]


def test_what_was_done_is_there_when_it_is_opened_again(project):
    review = BeadReview(project, who="lan")
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "merge", "row": 1}, page.revision)
    assert (change.first, change.last, change.message) == (1, 3, "merged")
    assert change.rows[0][3] == "c"
    assert change.undoable
    change = review.apply(*key, {"kind": "flag", "row": 0, "note": "?"}, change.revision)
    before = review.sheet(*key).record()
    review.close()
    review = BeadReview(project)
    assert review.sheet(*key).record() == before
    change = review.apply(*key, {"kind": "undo"}, change.revision)
    change = review.apply(*key, {"kind": "undo"}, change.revision)
    assert rows(review, key) == page.record()["rows"]
    change = review.apply(*key, {"kind": "redo"}, change.revision)
    assert rows(review, key)[1][:2] == before["rows"][1][:2]
    review.close()


def test_a_write_for_rows_that_have_changed_gets_the_rows_as_they_are(review):
    key, page = parallel(review)
    review.apply(*key, {"kind": "confirm", "row": 0}, page.revision)
    with pytest.raises(StaleError) as stale:
        review.apply(*key, {"kind": "merge", "row": 0}, page.revision)
    assert stale.value.sheet.record()["rows"][0][3] == "c"
    with pytest.raises(StaleError):
        review.preview(*key, 0, 1, page.revision)


def test_a_run_takes_what_was_decided_and_the_open_page_is_out_of_date(review):
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "merge", "row": 1}, page.revision)
    merged = change.rows[0][:2]
    assert merged in [[list(b.zh), list(b.en)] for b in judged_beads("out")[key].confirmed]
    findings = run_project(["zh", "en"], "out").findings
    assert merged in [[list(b.zh), list(b.en)] for b in findings.beads[key]]
    with pytest.raises(StaleError) as stale:
        review.apply(*key, {"kind": "undo"}, change.revision)
    assert stale.value.sheet.record()["rows"][1][:4] == [*merged, 0.0, "c"]
    memory = Path("out/memory.tmx").read_text("utf-8")
    zh = review.sheet(*key).sheet.zh
    assert zh.text_of(merged[0][0]) + zh.text_of(merged[0][-1]) in memory


@pytest.fixture
def reordered(tmp_path, monkeypatch):
    """A project with a translation whose second half stands before its first."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    text = Path("en/visit.txt")
    head, *lines = text.read_text("utf-8").splitlines()
    half = len(lines) // 2
    text.write_text("\n".join([head, *lines[half:], *lines[:half]]) + "\n", "utf-8")
    findings = run_project(["zh", "en"], "out").findings
    return next((p.zh, p.en) for p in findings.pairs if p.kind.value == "parallel")


def test_what_a_run_found_in_another_order_can_be_confirmed(reordered):
    review = BeadReview("out")
    page = review.sheet(*reordered)
    firsts = [row.en[0] for row in page.sheet.rows if row.zh and row.en]
    assert firsts != sorted(firsts)
    last = len(page.sheet.rows) - 1
    change = review.apply(*reordered, {"kind": "confirm", "row": 0, "to": last}, page.revision)
    before = [row.spans for row in review.sheet(*reordered).sheet.rows]
    run_project(["zh", "en"], "out")
    page = review.sheet(*reordered)
    assert [row.spans for row in page.sheet.rows] == before
    change = review.apply(*reordered, {"kind": "unconfirm", "row": 1}, page.revision)
    preview = review.preview(*reordered, 1, 2, change.revision)  # all sentences stay
    assert {i for row in preview.rows for i in row[0]} <= {*page.sheet.zh.numbers(before[1][0])}
    review.close()


def test_a_rejected_bead_does_not_come_back(review):
    key, page = parallel(review)
    first = page.record()["rows"][0][:2]
    review.apply(*key, {"kind": "reject", "row": 0}, page.revision)
    for _ in range(2):
        findings = run_project(["zh", "en"], "out").findings
        assert first not in [[list(b.zh), list(b.en)] for b in findings.beads[key]]


def test_an_omission_whose_sentence_was_parted_stays_one(review):
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "omission", "row": 1}, page.revision)
    row = next(k for k, row in enumerate(rows(review, key)) if row[0] == [1])
    assert rows(review, key)[row][3] == "o"
    split = {"kind": "split_sentence", "side": "zh", "sentence": 1, "at": 4}
    review.apply(*key, split, change.revision)
    run_project(["zh", "en"], "out")
    assert [row[3] for row in rows(review, key) if row[0] in ([1], [2], [1, 2])] in (
        ["o"],
        ["o"] * 2,
    )


def test_what_nobody_confirmed_is_as_the_next_run_has_it(review):
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "merge", "row": 0}, page.revision)
    review.apply(*key, {"kind": "unconfirm", "row": 0}, change.revision)
    run_project(["zh", "en"], "out")
    assert rows(review, key) == page.record()["rows"]


def test_what_a_program_decides_is_seen_by_an_open_review(review):
    key, page = parallel(review)
    judgements = judged_beads("out").get(key)
    assert judgements is None
    bead = run_project(["zh", "en"], "out").findings.beads[key][2]
    from align.beads.judgements import Judgements

    judge_beads("out", *key, Judgements(confirmed=(bead,)))
    assert rows(review, key)[2][3] == "c"
    with pytest.raises(StaleError):
        review.apply(*key, {"kind": "confirm", "row": 0}, page.revision)


def test_what_a_program_decides_beside_the_rows_is_put_in_its_place(review):
    from align.beads.judgements import Judgements
    from corpus.model import Bead

    key, page = parallel(review)
    size = len(page.sheet.zh.pieces), len(page.sheet.en.pieces)
    judge_beads("out", *key, Judgements(confirmed=(Bead((0, 1), (0, 1, 2)),)))
    now = rows(review, key)
    assert now[0][:2] == [[0, 1], [0, 1, 2]]
    assert sorted(i for row in now for i in row[0]) == [*range(size[0])]
    assert sorted(j for row in now for j in row[1]) == [*range(size[1])]


def test_sentences_that_were_split_stay_so(review):
    key, page = parallel(review)
    text = page.sheet.zh.text_of(1)
    change = review.apply(
        *key, {"kind": "split_sentence", "side": "zh", "sentence": 1, "at": 4}, page.revision
    )
    assert change.sentences["zh"]["to"] - change.sentences["zh"]["from"] == 1
    assert [s[1] for s in change.sentences["zh"]["sentences"]] == [text[:4], text[4:]]
    for _ in range(2):
        coverage = run_project(["zh", "en"], "out").findings.coverage
        assert [s.text for s in coverage.sentences[key[0]]][1:3] == [text[:4], text[4:]]
    assert review.sheet(*key).sheet.zh.text_of(1) == text[:4]


def test_a_border_is_seen_in_every_pair_that_has_the_document(review):
    (key, page), other = parallel(review), None
    other = next((p.zh, p.en) for p in review.pairs().pairs if p.kind == "comparable")
    assert other[0] == key[0]
    theirs = review.sheet(*other)
    single = next(
        number
        for number in range(len(page.sheet.zh.pieces) - 1)
        if page.sheet.zh.pieces[number].paragraph == page.sheet.zh.pieces[number + 1].paragraph
    )
    join = {"kind": "join_sentences", "side": "zh", "sentence": single}
    row = next(k for k, row in enumerate(theirs.record()["rows"]) if row[0] == [single])
    merged = review.apply(*key, {"kind": "merge", "row": single}, page.revision)
    done = review.apply(*key, join, merged.revision)
    with pytest.raises(StaleError) as stale:
        review.apply(*other, {"kind": "flag", "row": row, "note": "?"}, theirs.revision)
    fresh = stale.value.sheet
    assert fresh.sheet.zh.pieces == review.sheet(*key).sheet.zh.pieces
    change = review.apply(*other, {"kind": "flag", "row": row, "note": "?"}, fresh.revision)
    again = BeadReview("out")
    assert again.sheet(*other).record()["rows"] == rows(review, other)
    again.close()
    for pair, revision in ((other, change.revision), (key, done.revision)):
        review.apply(*pair, {"kind": "undo"}, revision)
    assert {*page.sheet.zh.pieces} == {*review.sheet(*other).sheet.zh.pieces}


def test_what_was_joined_in_another_pair_and_parted_again_leaves_no_sentence_out(review):
    key, page = parallel(review)
    other = next((p.zh, p.en) for p in review.pairs().pairs if p.kind == "comparable")
    last = len(page.sheet.zh.pieces) - 1
    for pair, step in (
        (other, {"kind": "join_sentences", "side": "zh", "sentence": last - 1}),
        (key, {"kind": "split_sentence", "side": "en", "sentence": last - 1, "at": 3}),
        (other, {"kind": "undo"}),
    ):
        review.apply(*pair, step, review.sheet(*pair).revision)
    now = review.sheet(*key)
    size = len(now.sheet.zh.pieces), len(now.sheet.en.pieces)
    assert size == (last + 1, len(page.sheet.en.pieces) + 1)
    for which, count in enumerate(size):
        held = [number for row in now.record()["rows"] for number in row[which]]
        assert held == [*range(count)]


STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(
                ["split_sentence", "join_sentences", "confirm", "merge", "reject", "undo", "flag"]
            ),
            "row": st.integers(0, 8),
            "sentence": st.integers(0, 6),
            "side": st.sampled_from(["zh", "en"]),
            "at": st.integers(3, 9),
            "note": st.just("?"),
        }
    ),
    min_size=2,
    max_size=12,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None
)
@given(STEPS, st.data())
def test_pairs_that_share_a_document_hold_every_sentence_once(project, steps, data):
    shutil.rmtree("copy", ignore_errors=True)
    shutil.copytree(project, "copy")
    with closing(BeadReview("copy", who="lan")) as review:  # a draw may end the example
        keys = [(pair.zh, pair.en) for pair in review.pairs().pairs]
        for step in steps:
            key = data.draw(st.sampled_from(keys))
            with suppress(UsageError):
                review.apply(*key, step, review.sheet(*key).revision)
        sheets = {key: review.sheet(*key).record() for key in keys}
    with closing(BeadReview("copy")) as again:
        reopened = {key: again.sheet(*key).record() for key in keys}
    for key, sheet in sheets.items():
        for which, name in enumerate(("zh", "en")):
            held = [number for row in sheet["rows"] for number in row[which]]
            assert sorted(held) == [*range(len(sheet[name]["sentences"]))]
        assert [reopened[key][name] for name in ("rows", "zh", "en")] == [
            sheet[name] for name in ("rows", "zh", "en")
        ]
    assert len({tuple(map(tuple, s["zh"]["sentences"])) for s in sheets.values()}) == 1


def test_nothing_is_written_into_a_project_that_was_removed_or_made_anew(review):
    key, page = parallel(review)
    for left in Path("out").glob("corpus.sqlite*"):
        left.unlink()
    confirm = {"kind": "confirm", "row": 0}
    with pytest.raises(StoreError, match="removed"):
        review.apply(*key, confirm, page.revision)
    run_project(["zh", "en"], "out")
    with pytest.raises(StoreError, match="made anew"):
        review.apply(*key, confirm, page.revision)
    with pytest.raises(StoreError, match="made anew"):
        review.sheet(*key)
    shutil.rmtree("out")
    with pytest.raises(StoreError):
        review.apply(*key, confirm, page.revision)


def test_a_preview_is_what_realigning_puts_there(review):
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "reject", "row": 2}, page.revision)
    preview = review.preview(*key, 2, 3, change.revision)
    change = review.apply(*key, {"kind": "realign", "from": 2, "to": 3}, change.revision)
    assert (preview.first, preview.last, list(preview.rows)) == (
        change.first, change.last, list(change.rows),
    )  # fmt: skip
    with pytest.raises(UsageError, match="stay as they are"):
        review.apply(*key, {"kind": "realign", "from": 2, "to": 3}, change.revision)


def test_while_a_run_is_at_work_nothing_is_written(review):
    key, page = parallel(review)
    with locked(Path("out/.lock")), pytest.raises(StoreError, match="a run is at work"):
        review.apply(*key, {"kind": "confirm", "row": 0}, page.revision)
    other = BeadReview("out")
    with locked(Path("out/.lock")), pytest.raises(StoreError, match="a run is at work"):
        other.sheet(*key)  # what it reads might be half of the one and half of the other
    other.close()
    assert rows(review, key) == page.record()["rows"]


def test_precision_is_measured_by_what_was_looked_at(review):
    key, page = parallel(review)
    change = review.apply(*key, {"kind": "confirm", "row": 0, "to": 1}, page.revision)
    change = review.apply(*key, {"kind": "merge", "row": 2}, change.revision)
    bands = review.pairs().precision
    weak = [row.score < 0.8 or k in page.sample for k, row in enumerate(page.sheet.rows)]
    assert sum(band.looked_at for band in bands) == sum(weak[:4])
    assert sum(band.right for band in bands) == sum(weak[:2])
    review.apply(*key, {"kind": "undo"}, change.revision)
    assert sum(band.looked_at for band in review.pairs().precision) == sum(weak[:2])


def test_no_such_pair(review):
    with pytest.raises(UsageError, match="no document pair"):
        review.sheet("a", "b")


def test_what_is_left_is_counted_alike_before_and_after_a_sheet_is_opened(review):
    before = review.pairs().pairs
    for pair in before:
        review.sheet(pair.zh, pair.en)
    after = review.pairs().pairs
    for one, other in zip(before, after, strict=True):
        assert (one.beads, one.decided, one.weak) == (other.beads, other.decided, other.weak)
        assert one.expected_errors == pytest.approx(other.expected_errors)


def test_a_run_that_was_killed_before_it_aligned_is_to_be_run_again(review):
    key, _ = parallel(review)
    with Store("out/corpus.sqlite") as store:
        store.connection.execute("DELETE FROM sentences WHERE document = ? AND number > 2", key[:1])
    other = BeadReview("out")
    with pytest.raises(StoreError, match="run it again"):
        other.sheet(*key)
    other.close()
