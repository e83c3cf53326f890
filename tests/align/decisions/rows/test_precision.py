"""What is measured of the probabilities is not bent by how a person reads."""

from align.decisions.rows.edits import edit_for
from align.decisions.rows.precision import LookedAt, checked, spot_checks
from tests.align.decisions.rows.small_sheet import sheet

SURE = 0.95


def counted(scores, operations, checks=()):
    """Of bands, those with something in them: how many were looked at and right."""
    page = scored(scores)
    looked_at = LookedAt()
    for operation in operations:
        edit = edit_for(page, operation)
        looked_at.add(edit, checks)
        page = page.edited(edit)
    return [(band.looked_at, band.right) for band in looked_at.bands() if band.looked_at]


def scored(scores):
    """One sentence a side and row."""
    return sheet([([k], [k]) for k in range(len(scores))], scores=scores)


def test_weak_beads_count_as_they_are_decided():
    done = [{"kind": "confirm", "row": 0}, {"kind": "reject", "row": 1}]
    assert counted([0.3, 0.3], done) == [(2, 1)]


def test_a_sure_bead_that_was_found_wrong_while_reading_does_not_count():
    assert counted([SURE] * 3, [{"kind": "reject", "row": 1}]) == []
    assert counted([SURE] * 3, [{"kind": "confirm", "row": 0, "to": 2}]) == []


def test_a_spot_check_counts_right_or_wrong():
    page = scored([SURE] * 3)
    checks = {page.rows[1].spans}
    assert counted([SURE] * 3, [{"kind": "confirm", "row": 0, "to": 2}], checks) == [(1, 1)]
    assert counted([SURE] * 3, [{"kind": "reject", "row": 1}], checks) == [(1, 0)]
    edit = edit_for(page, {"kind": "merge", "row": 1})
    assert checked(edit, checks) == [*checks]


def test_spot_checks_are_sure_and_about_one_for_twenty_weak_ones():
    page = scored([0.2] * 20 + [SURE] * 60)
    checks = spot_checks(page)
    assert len(checks) == 2
    assert checks <= {row.spans for row in page.rows[20:]}
    assert spot_checks(scored([SURE] * 5)) == frozenset()
