"""Decisions from elsewhere are put in their place; every sentence stays in one row."""

from hypothesis import given
from hypothesis import strategies as st

from align.decisions.rows.imposing import imposed
from tests.align.decisions.rows.small_sheet import sheet, shown
from tests.align.decisions.rows.test_edits import sheets, whole

BEADS = [([0], [0]), ([1, 2], [1]), ([3], [2, 3]), ([4], []), ([5], [4])]


def put(it, confirmed=(), rejected=()):
    """The rows after that, by numbers."""
    spans = [
        {(it.zh.span(zh), it.en.span(en)): None for zh, en in some}
        for some in (confirmed, rejected)
    ]
    for edit in imposed(it, [*spans[0]], {*spans[1]}):
        it = it.edited(edit)
    return it


def test_a_bead_takes_its_sentences_from_the_rows():
    rows = shown(put(sheet(BEADS), [([1], [0, 1])]))
    assert [row[:2] for row in rows] == [
        ([1], [0, 1]), ([0], []), ([2], []), ([3], [2, 3]), ([4], []), ([5], [4]),
    ]  # fmt: skip


def test_a_rejected_bead_falls_apart():
    rows = shown(put(sheet(BEADS), [], [([3], [2, 3])]))
    assert [row[:2] for row in rows[2:5]] == [([3], []), ([], [2]), ([], [3])]


def test_omissions_stand_sentence_by_sentence():
    rows = shown(put(sheet(BEADS), [([1, 2], [])]))
    assert [row[:2] for row in rows[1:4]] == [([1], []), ([2], []), ([], [1])]


NUMBERS = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda at: [*range(at[0], sum(at))])


@given(
    it=sheets(),
    confirmed=st.lists(st.tuples(NUMBERS, NUMBERS).filter(any), max_size=4),
    rejected=st.lists(st.tuples(NUMBERS, NUMBERS).filter(any), max_size=3),
)
def test_any_decisions_keep_every_sentence_in_one_row(it, confirmed, rejected):
    sizes = len(it.zh.pieces), len(it.en.pieces)

    def there(beads):
        return [
            b for b in beads if all(max(s, default=-1) < n for s, n in zip(b, sizes, strict=True))
        ]

    after = put(it, there(confirmed), there(rejected))
    for side, which in ((after.zh, 0), (after.en, 1)):
        numbers = [i for row in after.rows for i in side.numbers(row.spans[which])]
        assert sorted(numbers) == [*range(len(side.pieces))]
    assert whole(it)
    found = {row.spans for row in it.rows}
    for zh, en in there(confirmed)[:1]:
        spans = it.zh.span(zh), it.en.span(en)
        if zh and en and spans not in found:  # what is there is decided already
            assert spans in {row.spans for row in after.rows}
