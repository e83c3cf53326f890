"""Confirmed beads stay, rejected ones do not come back, and nothing else is lost over it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import align_documents
from align.beads.judgements import REJECTED, Judgements, Section
from align.beads.lattice.band import whole
from align.beads.lattice.feature_kernels import TYPES
from align.beads.lattice.search_kernels import IMPOSSIBLE
from align.beads.text_pair import TextPair
from corpus.errors import UsageError
from corpus.model import Bead

ZH = [
    "渡口的灯亮了一夜。",
    "老周说，船天亮前到不了。",
    "“那就等。”阿兰回答。",
    "雨停了。",
    "七点钟，第一班船靠了岸。",
    "船上下来十二个人。",
    "没有一个是她认识的。",
]
EN = [
    "The lamp at the ferry burned all night.",
    "The boat would not be in before daybreak, old Zhou said.",
    "“Then we wait,” Alan replied.",
    "The rain stopped.",
    "At seven the first boat came alongside.",
    "Twelve people got off.",
    "She knew none of them.",
]
NOTHING = Judgements()


def sides(beads):
    return [(bead.zh, bead.en) for bead in beads]


def complete(beads, n, m):
    """Every sentence of both sides once, in order."""
    return [i for bead in beads for i in bead.zh] == list(range(n)) and [
        j for bead in beads for j in bead.en
    ] == list(range(m))


@st.composite
def judged(draw):
    """A document pair of any sides, and judgements that can all hold."""
    zh = draw(st.lists(st.sampled_from([*ZH, "", "…"]), max_size=7))
    en = draw(st.lists(st.sampled_from([*EN, "", "..."]), max_size=7))
    i = j = 0
    confirmed, rejected = [], []
    while i < len(zh) or j < len(en):
        m = draw(st.integers(0, min(3, len(zh) - i)))
        n = draw(st.integers(0, min(3, len(en) - j)))
        if m or n:
            bead = Bead(tuple(range(i, i + m)), tuple(range(j, j + n)))
            draw(st.sampled_from([confirmed, rejected, []])).append(bead)
        i, j = i + m, j + n
    for _ in range(draw(st.integers(0, 4))):
        i, j = draw(st.integers(0, len(zh))), draw(st.integers(0, len(en)))
        m = draw(st.integers(0, min(2, len(zh) - i)))
        n = draw(st.integers(0, min(2, len(en) - j)))
        rejected += [Bead(tuple(range(i, i + m)), tuple(range(j, j + n)))] if m or n else []
    singles = [
        (b.zh[k : k + 1], b.en[k : k + 1]) for b in confirmed for k in range(len(b.zh + b.en))
    ]
    rejected = [b for b in rejected if (b.zh, b.en) not in [*sides(confirmed), *singles]]
    confirmed = draw(st.permutations(confirmed))
    return TextPair(zh, en, judgements=Judgements(tuple(confirmed), tuple(rejected)))


def can_be(pair):
    """Whether any alignment keeps all confirmed beads and has none of the rejected ones."""
    n, m = len(pair.zh), len(pair.en)
    judgements = pair.judgements.checked(n, m)
    rejected = set(sides(judgements.rejected))
    fixed = {(b.zh[0], b.en[0]): (len(b.zh), len(b.en)) for b in judgements.fixed()}
    taken_zh = {i for b in judgements.confirmed for i in b.zh}
    taken_en = {j for b in judgements.confirmed for j in b.en}
    alone = set(sides(judgements.alone()))
    reached = {(0, 0)}
    for i in range(n + 1):
        for j in range(m + 1):
            if (i, j) not in reached:
                continue
            for a, b in TYPES:
                zh, en = tuple(range(i, i + a)), tuple(range(j, j + b))
                free = taken_zh.isdisjoint(zh) and taken_en.isdisjoint(en)
                if (zh, en) not in rejected and (free or (zh, en) in alone):
                    reached.add((i + a, j + b))
            if (i, j) in fixed:
                reached.add((i + fixed[i, j][0], j + fixed[i, j][1]))
    return (n, m) in reached


@settings(max_examples=150)
@given(judged())
def test_whatever_was_judged_the_alignment_is_whole_and_keeps_to_it(pair):
    (beads,) = align_documents([pair])
    n, m = len(pair.zh), len(pair.en)
    assert complete(beads, n, m)
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)
    judgements = pair.judgements.checked(n, m)
    assert set(judgements.confirmed) <= set(beads)  # score 1 included
    back = [bead for bead in beads if (bead.zh, bead.en) in set(sides(judgements.rejected))]
    assert all(bead.score == 0.0 for bead in back)
    if can_be(pair):
        assert back == []


@settings(max_examples=40)
@given(judged())
def test_judged_documents_leave_the_others_alone(pair):
    other = (ZH, EN)
    among = align_documents([other, pair])[0]
    assert sides(among) == [((i,), (i,)) for i in range(7)]


def test_a_confirmed_bead_moves_its_neighbours():
    confirmed = Judgements(confirmed=(Bead((3,), (4,)),))
    (beads,) = align_documents([TextPair(ZH, EN, judgements=confirmed)])
    assert Bead((3,), (4,), 1.0) in beads
    assert {((0,), (0,)), ((1,), (1,)), ((6,), (6,))} <= set(sides(beads))
    assert ((4,), (4,)) not in sides(beads)


def test_a_bead_of_a_type_that_the_search_does_not_have_stays_as_well():
    wide = Bead(tuple(range(7)), tuple(range(7)))
    (beads,) = align_documents([TextPair(ZH, EN, judgements=Judgements((wide,)))])
    assert beads == (Bead(wide.zh, wide.en, 1.0),)


def test_a_rejected_bead_is_not_taken_for_want_of_a_better_one():
    """All of its rivals are improbable, so that the decoder would take one bead before two."""
    rejected = tuple(Bead((i,), (j,)) for i in range(2) for j in range(2))
    one, other = ["渡口的灯亮了一夜。", "雨停了。"], ["The lamp burned all night.", "Rain stopped."]
    (beads,) = align_documents([TextPair(one, other, judgements=Judgements(rejected=rejected))])
    assert not set(sides(beads)) & set(sides(rejected))
    (alone,) = align_documents(
        [TextPair(one[:1], other[:1], judgements=Judgements(rejected=rejected[:1]))]
    )
    assert sides(alone) in ([((0,), ()), ((), (0,))], [((), (0,)), ((0,), ())])


def test_where_nothing_is_left_a_rejected_bead_comes_back_without_a_score():
    every = Judgements(rejected=(Bead((0,), ()), Bead((0,), (0,)), Bead((), (0,))))
    (beads,) = align_documents([TextPair(ZH[:1], EN[:1], judgements=every)])
    assert complete(beads, 1, 1)
    assert {bead.score for bead in beads} == {0.0}
    omitted = Judgements(rejected=(Bead((0,), ()),))
    (beads,) = align_documents([TextPair(ZH[:1], [], judgements=omitted)])
    assert beads == (Bead((0,), (), 0.0),)


def test_omissions_that_are_confirmed_together_are_beads_of_their_own():
    judgements = Judgements((Bead((2, 3), ()), Bead((), (2, 3))))
    (beads,) = align_documents([TextPair(ZH, EN, judgements=judgements)])
    null = {Bead((2,), (), 1.0), Bead((3,), (), 1.0), Bead((), (2,), 1.0), Bead((), (3,), 1.0)}
    assert null <= set(beads)
    assert complete(beads, 7, 7)


# What can be judged


@pytest.mark.parametrize(
    ("confirmed", "rejected", "message"),
    [
        ([((9,), (0,))], [], r"bead \[9\]:\[0\]: there are 7 sentences on the left"),
        ([((0,), (7,))], [], r"bead \[0\]:\[7\]: there are 7 sentences on the right"),
        ([((-1,), (0,))], [], "there are 7 sentences"),
        ([], [((0,), (3, 9))], "there are 7 sentences on the right"),
        ([((9, 0), ())], [], "there are 7 sentences"),
        ([((0, 2), (0,))], [], r"\[0, 2\]:\[0\]: the sentences of a bead stand in a row"),
        ([((2, 1), (0,))], [], "in a row"),
        ([((1, 1), (0,))], [], "in a row"),
        ([((), ())], [], "holds no sentence"),
        ([((0,), (0,)), ((0, 1), (1,))], [], "overlap or cross; take one"),
        ([((0,), (2,)), ((1,), (1,))], [], "overlap or cross"),
        ([((0, 1), (0,)), ((1,), ())], [], r"\[1\]:\[\]: another confirmed bead .* take one"),
        ([((0,), (0, 1)), ((), (0,))], [], "another confirmed bead"),
        ([((0,), (0,))], [((0,), (0,))], "both confirmed and rejected"),
    ],
)
def test_what_cannot_be_is_named(confirmed, rejected, message):
    judgements = Judgements(*(tuple(Bead(*b) for b in beads) for beads in (confirmed, rejected)))
    with pytest.raises(UsageError, match=message) as caught:
        judgements.checked(7, 7)
    assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match=message):
        align_documents([TextPair(ZH, EN, judgements=judgements)])


def test_checked_beads_are_in_order_and_once():
    given_beads = Bead((3,), (3,), 0.4), Bead((0,), (0,)), Bead((3,), (3,), 0.9)
    checked = Judgements(given_beads, given_beads[1:1]).checked(7, 7)
    assert checked.confirmed == (Bead((0,), (0,), 1.0), Bead((3,), (3,), 1.0))
    assert checked.checked(7, 7) == checked


# Sections


def spans(found):
    return [(s.zh.start, s.zh.stop, s.en.start, s.en.stop) for s in found]


def test_sections_lie_between_confirmed_beads():
    judgements = Judgements((Bead((0,), (0,)), Bead((3,), (4, 5)), Bead((5,), ()))).checked(7, 7)
    assert spans(judgements.sections(7, 7)) == [(1, 3, 1, 4), (4, 7, 6, 7)]
    assert spans(NOTHING.sections(0, 0)) == []
    assert spans(NOTHING.sections(2, 0)) == [(0, 2, 0, 0)]


def test_anchors_part_what_is_between():
    assert spans(NOTHING.sections(7, 7, [(4, 5), (2, 2)])) == [
        (0, 2, 0, 2), (2, 4, 2, 5), (4, 7, 5, 7),
    ]  # fmt: skip


def test_before_the_first_chapter_of_one_side_there_may_be_a_preface_on_the_other():
    assert spans(NOTHING.sections(7, 7, [(0, 3)])) == [(0, 0, 0, 3), (0, 7, 3, 7)]
    assert spans(NOTHING.sections(7, 7, [(7, 3)])) == [(0, 7, 0, 3), (7, 7, 3, 7)]
    assert spans(NOTHING.sections(7, 7, [(0, 0), (7, 7)])) == [(0, 7, 0, 7)]


def test_anchors_that_contradict_count_for_nothing():
    confirmed = Judgements((Bead((3,), (3,)),)).checked(7, 7)
    plain = spans(confirmed.sections(7, 7))
    assert spans(confirmed.sections(7, 7, [(2, 5), (5, 2), (8, 8), (-1, 2)])) == plain
    assert spans(NOTHING.sections(7, 7, [(2, 5), (3, 4)])) == [(0, 2, 0, 5), (2, 7, 5, 7)]


@given(judged(), st.lists(st.tuples(st.integers(-1, 8), st.integers(-1, 8)), max_size=5))
def test_sections_and_confirmed_beads_hold_every_sentence_once(pair, anchors):
    n, m = len(pair.zh), len(pair.en)
    judgements = pair.judgements.checked(n, m)
    found = judgements.sections(n, m, anchors)
    pieces = [(*s.zh, -1, *s.en) for s in found]
    assert all(len(piece) > 1 for piece in pieces)
    zh = sorted([i for s in found for i in s.zh] + [i for b in judgements.fixed() for i in b.zh])
    en = sorted([j for s in found for j in s.en] + [j for b in judgements.fixed() for j in b.en])
    assert (zh, en) == (list(range(n)), list(range(m)))
    aligned = align_documents([pair._replace(anchors=anchors)])[0]
    assert complete(aligned, n, m)
    for bead in aligned:
        if bead not in judgements.confirmed:
            assert any(section.holds(bead) for section in found)


# Parts


def test_what_is_outside_of_the_band_stays_impossible():
    band, section = whole(2, 2), Section(range(5, 7), range(5, 7))
    scores = np.full((9, len(TYPES)), IMPOSSIBLE, np.float32)
    scores[0, TYPES.index((1, 1))] = 3.0
    judgements = Judgements(rejected=(Bead((5,), (5,)), Bead((6,), (6,)), Bead((0,), (0,))))
    judgements.forbid(scores, band, section)
    assert scores[0, TYPES.index((1, 1))] == REJECTED
    assert (scores < REJECTED).sum() == scores.size - 1


def test_mined_pairs_under_judgements():
    mined = [Bead((0,), (4,), 0.9), Bead((1,), (2,), 0.8), Bead((3,), (3,), 0.7)]
    judgements = Judgements(
        confirmed=(Bead((1,), (5,)), Bead((4,), (0,)), Bead((2,), ())),
        rejected=(Bead((3,), (3,)), Bead((6,), (6,))),
    )
    found = judgements.applied([*mined, Bead((2,), (1,), 0.6), Bead((6,), (0,), 0.5)])
    assert sorted(found) == [mined[0], Bead((1,), (5,), 1.0), Bead((4,), (0,), 1.0)]
    assert sorted(NOTHING.applied(mined)) == sorted(mined)
