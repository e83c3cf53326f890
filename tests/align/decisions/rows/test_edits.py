"""Operations on a sheet: what each does, and what none of them ever does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.decisions.rows.edits import edit_for, realigned
from align.decisions.rows.sheet import Row, edit_of
from corpus.errors import UsageError
from tests.align.decisions.rows.small_sheet import sheet, shown

BEADS = [([0], [0]), ([1, 2], [1]), ([3], [2, 3]), ([4], []), ([5], [4])]


def done(it, **operation):
    return it.edited(edit_for(it, operation))


def test_confirm_from_one_row_to_another():
    it = done(sheet(BEADS), kind="confirm", row=1, to=3)
    assert [state for _, _, state in shown(it)] == ["", "c", "c", "o", ""]
    with pytest.raises(UsageError, match="confirmed already"):
        edit_for(it, {"kind": "confirm", "row": 2})


def test_merge_confirms_and_joins_the_notes():
    it = done(done(sheet(BEADS), kind="flag", row=0, note="first "), kind="flag", row=1, note="2nd")
    it = done(it, kind="merge", row=0)
    assert shown(it)[0] == ([0, 1, 2], [0, 1], "c")
    assert it.rows[0].note == "first; 2nd"


def test_split_confirms_both_parts():
    it = done(sheet(BEADS), kind="split", row=2, zh=1, en=1)
    assert shown(it)[2:4] == [([3], [2], "c"), ([], [3], "o")]


def test_the_border_moves_on_one_side():
    it = done(sheet(BEADS), kind="move", row=1, side="zh", by=-1)
    assert shown(it)[1:3] == [([1], [1], "c"), ([2, 3], [2, 3], "c")]
    it = done(it, kind="move", row=1, side="en", by=1)
    assert shown(it)[1:3] == [([1], [1, 2], "c"), ([2, 3], [3], "c")]


def test_a_row_that_gives_its_last_sentence_is_gone():
    it = done(sheet(BEADS), kind="move", row=2, side="zh", by=1)
    assert shown(it)[2:] == [([3, 4], [2, 3], "c"), ([5], [4], "")]


def test_a_rejected_bead_falls_apart_and_comes_back_when_it_is_confirmed():
    it = done(sheet(BEADS), kind="reject", row=1)
    assert shown(it)[1:4] == [([1], [], ""), ([2], [], ""), ([], [1], "")]
    assert it.rejected == {sheet(BEADS).rows[1].spans}
    it = done(it, kind="merge", row=2)
    it = done(it, kind="merge", row=1)
    assert shown(it)[1] == ([1, 2], [1], "c")
    assert not it.rejected


def test_a_rejected_pair_of_mined_sentences_leaves_them_unpaired():
    it = done(sheet([([0], [1]), ([], [0])], mined=True), kind="reject", row=0)
    assert shown(it) == [([0], [], "u"), ([], [1], "u"), ([], [0], "u")]


CROSSING = [([0], [2]), ([1], [0, 1]), ([2], [4]), ([], [5]), ([3], []), ([4], [3])]


@given(
    st.sampled_from(["split_sentence", "join_sentences", "merge", "move"]),
    st.sampled_from(["zh", "en"]),
    st.integers(0, 5),
    st.sampled_from([-1, 1, 4]),
    st.booleans(),
)
def test_rows_that_cross_lose_no_sentence(kind, side, number, at, mined):
    it = sheet(CROSSING, mined=mined)
    names = ("kind", "side", "sentence", "row", "at", "by")
    operation = dict(zip(names, (kind, side, number, number, at, at), strict=True))
    try:
        edit = edit_for(it, operation)
    except UsageError:
        return
    after = it.edited(edit)
    for which, pieces in enumerate((after.zh.pieces, after.en.pieces)):
        held = [i for row in after.rows for i in after.shown(row)[which]]
        assert sorted(held) == [*range(len(pieces))]
    assert after.edited(edit.reversed()) == it


@pytest.mark.parametrize("note", ["\ud800", "x" * 10_001, 7])
def test_what_is_no_note_is_refused(note):
    with pytest.raises(UsageError, match="a note"):
        edit_for(sheet(BEADS), {"kind": "flag", "row": 0, "note": note})


def test_an_omission_is_confirmed_sentence_by_sentence():
    it = done(sheet(BEADS), kind="omission", row=1)
    assert shown(it)[1:4] == [([1], [], "o"), ([2], [], "o"), ([], [1], "o")]


def test_a_sentence_is_split_and_joined_at_its_place_in_the_text():
    it = sheet(BEADS)
    it = done(it, kind="split_sentence", side="zh", sentence=1, at=4)
    assert it.zh.text_of(1), it.zh.text_of(2) == ("z1aa", "bb.")
    assert shown(it)[1:3] == [([1, 2, 3], [1], ""), ([4], [2, 3], "")]
    assert it.borders["zh"] == {it.zh.pieces[2].start: True}
    it = done(it, kind="join_sentences", side="zh", sentence=1)
    assert shown(it) == shown(sheet(BEADS))


def test_sentences_of_different_rows_are_not_joined():
    with pytest.raises(UsageError, match="merge these first"):
        edit_for(sheet(BEADS), {"kind": "join_sentences", "side": "zh", "sentence": 0})


def test_unconfirm_gives_back_what_the_machine_thought():
    it = done(sheet(BEADS), kind="confirm", row=0)
    assert done(it, kind="unconfirm", row=0).rows == sheet(BEADS).rows


def test_a_realignment_changes_only_what_hangs_together():
    it = sheet(BEADS)
    rows = list(it.rows)
    rows[2:4] = [Row(it.zh.span([3, 4]), it.en.span([2, 3]), 0.5)]
    for first in (2, 3):
        edit = realigned(it, (0, 5, rows), first, first + 1)
        assert (edit.first, len(edit.before), len(edit.after)) == (2, 2, 1)
    assert realigned(it, (0, 5, rows), 0, 1) is None
    assert realigned(it, (0, 5, it.rows), 0, 5) is None


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ({"kind": "fold"}, "must be one of"),
        ({"kind": ["merge"]}, "must be one of"),
        ({"kind": "merge"}, "row: must be a whole number"),
        ({"kind": "merge", "row": True}, "whole number"),
        ({"kind": "merge", "row": 4}, "no row after it"),
        ({"kind": "merge", "row": 9}, "there are 5 rows"),
        ({"kind": "confirm", "row": 3, "to": 1}, "before the first"),
        ({"kind": "split", "row": 0, "zh": 0, "en": 0}, "would be empty"),
        ({"kind": "split", "row": 0, "zh": 2, "en": 0}, "has 1 sentences"),
        ({"kind": "split", "row": 3, "zh": 1, "en": 0}, "would be empty"),
        ({"kind": "move", "row": 3, "side": "en", "by": -1}, "no sentence that could move"),
        ({"kind": "move", "row": 0, "side": "en", "by": 2}, "by 1 or -1"),
        ({"kind": "move", "row": 0, "side": "fr", "by": 1}, "zh and en"),
        ({"kind": "unconfirm", "row": 0}, "nobody has confirmed"),
        ({"kind": "flag", "row": 0, "note": 3}, "a note is a text"),
        ({"kind": "split_sentence", "side": "zh", "sentence": 0, "at": 0}, "within its text"),
        ({"kind": "split_sentence", "side": "zh", "sentence": 99, "at": 1}, "counted from 0"),
        ({"kind": "join_sentences", "side": "zh", "sentence": 5}, "no sentence after it"),
    ],
)
def test_what_cannot_be_is_said_in_words(operation, message):
    with pytest.raises(UsageError, match=message):
        edit_for(sheet(BEADS), operation)


def test_neither_of_two_alone_has_a_counterpart():
    with pytest.raises(UsageError, match="neither has a counterpart"):
        edit_for(sheet([([0], []), ([1], []), ([], [0])]), {"kind": "merge", "row": 0})


def test_mined_sentences_that_do_not_follow_each_other_are_not_merged():
    crossing = sheet([([0], [2]), ([1], [0]), ([], [1])], mined=True)
    with pytest.raises(UsageError, match="do not follow each other"):
        edit_for(crossing, {"kind": "merge", "row": 0})


SIZES = st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (3, 2)])
KINDS = [
    "confirm",
    "reject",
    "merge",
    "split",
    "move",
    "omission",
    "flag",
    "unconfirm",
    "split_sentence",
    "join_sentences",
]
OPERATIONS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "row": st.integers(0, 8),
        "zh": st.integers(0, 3),
        "en": st.integers(0, 3),
        "side": st.sampled_from(["zh", "en"]),
        "by": st.sampled_from([1, -1]),
        "sentence": st.integers(0, 9),
        "at": st.integers(0, 9),
        "note": st.sampled_from(["", "look"]),
    }
)


@st.composite
def sheets(draw):
    beads, zh, en = [], 0, 0
    for n, m in draw(st.lists(SIZES, min_size=1, max_size=7)):
        beads.append(([*range(zh, zh + n)], [*range(en, en + m)]))
        zh, en = zh + n, en + m
    return sheet(beads, mined=draw(st.booleans()))


def whole(it):
    """That every sentence stands in exactly one row, in order, and every row holds some."""
    for which, side in enumerate((it.zh, it.en)):
        numbers = [i for row in it.rows for i in side.numbers(row.spans[which])]
        assert numbers == [*range(len(side.pieces))]
        assert all(side.holds(row.spans[which]) for row in it.rows if row.spans[which])
    assert all(row.zh or row.en for row in it.rows)
    assert it.all_shown() == [it.shown(row) for row in it.rows]
    return True


@given(it=sheets(), operations=st.lists(OPERATIONS, max_size=12))
def test_any_operations_keep_every_sentence_in_one_row_and_undo_is_the_identity(it, operations):
    edits, before = [], [it]
    for operation in operations:
        try:
            edit = edit_for(it, operation)
        except UsageError:
            continue
        stored = json.loads(json.dumps([edit.half(before=True), edit.half(before=False)]))
        assert edit_of(edit.kind, *stored) == edit
        assert edit.reversed().reversed() == edit
        it = it.edited(edit)
        assert whole(it)
        assert not it.rejected & {row.spans for row in it.rows if row.state in "co" and row.state}
        edits.append(edit)
        before.append(it)
    for edit in reversed(edits):
        assert before.pop() == it
        back = it.placed(edit.reversed())
        assert back is not None
        it = it.edited(back)
        assert it.placed(edit) == edit
    assert it.rows == before[0].rows
    assert (it.zh, it.en, it.rejected) == (before[0].zh, before[0].en, before[0].rejected)
