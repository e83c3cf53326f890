"""What a person hears of an operation says which one, and on how much."""

import pytest

from align.decisions.rows.edits import edit_for
from align.decisions.rows.words import said, taken_back
from align.options import MIN_SCORE
from tests.align.decisions.rows.small_sheet import sheet

FOUR = sheet([([k], [k]) for k in range(4)], scores=[0.3, 0.95, MIN_SCORE, 0.79])


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ({"kind": "merge", "row": 1}, "merge of 2–3"),
        ({"kind": "confirm", "row": 0}, "confirmation of 1"),
        ({"kind": "flag", "row": 2, "note": "?"}, "note of 3"),
    ],
)
def test_an_undo_says_what_it_took_back(operation, words):
    edit = edit_for(FOUR, operation)
    assert taken_back(edit.reversed()) == f"undone: {words}"
    assert taken_back(edit, again=True) == f"done again: {words}"


def test_confirming_many_says_how_many_and_how_many_of_them_were_weak():
    edit = edit_for(FOUR, {"kind": "confirm", "row": 0, "to": 3})
    assert said(edit) == "4 confirmed, 2 of them weak"
    edit = edit_for(FOUR, {"kind": "confirm", "row": 1, "to": 2})
    assert said(edit) == "2 confirmed, none of them weak"
    assert said(edit_for(FOUR, {"kind": "confirm", "row": 0})) == "confirmed"
