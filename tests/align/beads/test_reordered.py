"""Translations whose paragraphs stand in another order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import align_documents
from align.beads.judgements import Judgements
from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from corpus.model import Bead

ZH = [
    "韩国总统抵达北京，开始为期四天的国事访问。",
    "这是他就任以来首次访问中国。",
    "他在机场说，韩国将继续奉行务实外交。",
    "双方签署了十二项合作文件，涉及半导体和渔业。",
    "中国外交部发言人表示，两国关系正在改善。",
    "访问期间，他还将会见二百名韩国企业家。",
]
EN = [
    "The South Korean president arrived in Beijing for a four-day state visit.",
    "It is his first trip to China since he took office.",
    "At the airport he said South Korea would continue to pursue pragmatic diplomacy.",
    "The two sides signed twelve cooperation documents on semiconductors and fisheries.",
    "A spokesman for China’s Foreign Ministry said bilateral relations were improving.",
    "During the visit he will also meet 200 South Korean entrepreneurs.",
]
SWAPPED = EN[3:] + EN[:3]
ORDER = (3, 4, 5, 0, 1, 2)


def sides(beads):
    return [(bead.zh, bead.en) for bead in beads]


def test_a_moved_half_is_found_and_numbered_as_published():
    moved, plain = align_in_any_order([TextPair(ZH, SWAPPED), TextPair(ZH, EN)], [ORDER, ()])
    assert sides(moved) == [((k,), ((k + 3) % 6,)) for k in range(6)]
    assert sides(plain) == [((k,), (k,)) for k in range(6)]


class Knowing:
    """An encoder that knows which of the sentences above a text holds."""

    name, version = "use", "1"

    def encode(self, sentences):
        known = [[zh in text or en in text for zh, en in zip(ZH, EN, strict=True)]
                 for text in sentences]  # fmt: skip
        return np.array(known, np.float32) + 0.01


def test_vectors_follow_the_order_in_which_the_texts_are_aligned():
    pair = TextPair(ZH, SWAPPED)
    (without,) = align_in_any_order([pair], [ORDER])
    (beads,) = align_in_any_order([pair], [ORDER], (), Knowing())
    assert sides(beads) == sides(without)
    assert sum(bead.score for bead in beads) > sum(bead.score for bead in without)


def test_what_stands_in_order_is_aligned_as_ever():
    pair = TextPair(ZH, EN, (0, 0, 1, 1, 2, 2), (0, 0, 1, 1, 2, 2))
    assert align_in_any_order([pair], [()]) == align_documents([pair])
    assert align_in_any_order([], []) == []
    lone = TextPair([], EN[:1])
    assert align_in_any_order([lone], [()]) == align_documents([lone])


BLOCKS = st.permutations(range(3)).map(lambda order: [EN[2 * k : 2 * k + 2] for k in order])
SIDES = st.tuples(
    st.lists(st.sampled_from([*ZH, ""]), max_size=8) | st.just(ZH),
    st.lists(st.sampled_from([*EN, "", "Rain fell in Oslo."]), max_size=8)
    | BLOCKS.map(lambda blocks: [text for block in blocks for text in block]),
)


@settings(max_examples=40)
@given(st.lists(SIDES, max_size=3), st.data())
def test_every_sentence_stands_in_one_bead(pairs, data):
    orders = [data.draw(st.just(()) | st.permutations(range(len(en)))) for _, en in pairs]
    found = align_in_any_order([TextPair(zh, en) for zh, en in pairs], orders)
    assert len(found) == len(pairs)
    for (zh, en), beads in zip(pairs, found, strict=True):
        assert sorted(i for bead in beads for i in bead.zh) == list(range(len(zh)))
        assert sorted(j for bead in beads for j in bead.en) == list(range(len(en)))
        assert [bead.zh for bead in beads if bead.zh] == sorted(
            bead.zh for bead in beads if bead.zh
        )
        for side in (side for bead in beads for side in (bead.zh, bead.en) if side):
            assert side == tuple(range(side[0], side[0] + len(side)))  # adjacent, whatever moved


def test_a_line_that_is_repeated_is_no_other_order():
    """Which of the equal lines belongs to which only their order tells."""
    zh = [line for text in ZH for line in (text, "慢一点，才看得见海。")]
    en = [line for text in EN for line in (text, "Slow down, and you will see the sea.")]
    (beads,) = align_in_any_order([TextPair(zh, en)], [()])
    assert sides(beads) == [((k,), (k,)) for k in range(len(zh))]


def test_judgements_go_along():
    rejected = Judgements(rejected=(Bead((0,), (3,)),))
    (beads,) = align_in_any_order([TextPair(ZH, SWAPPED, judgements=rejected)], [ORDER])
    assert ((0,), (3,)) not in sides(beads)
    assert ((5,), (2,)) in sides(beads)
    published = Judgements(confirmed=(Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), (2,))))
    (beads,) = align_in_any_order([TextPair(ZH, SWAPPED, judgements=published)], [ORDER])
    assert {((k,), (k,)) for k in range(3)} <= set(sides(beads))


@settings(max_examples=60)
@given(st.data())
def test_what_is_confirmed_stands_in_whatever_order(data):
    """Beads that were confirmed cross as they like: no order must be left that holds them all."""
    zh, en = data.draw(SIDES)
    order = data.draw(st.just(()) | st.permutations(range(len(en))))
    sizes = st.integers(1, 2)
    free, confirmed = {*range(len(en))}, []
    i = 0
    while i < len(zh) and len(free) > 1:
        count, first = min(data.draw(sizes), len(zh) - i), data.draw(st.sampled_from(sorted(free)))
        last = first + data.draw(sizes)
        sentences = tuple(j for j in range(first, last) if j in free)
        free.difference_update(sentences)
        if data.draw(st.booleans()):
            confirmed.append(Bead(tuple(range(i, i + count)), sentences))
        i += count
    (beads,) = align_in_any_order(
        [TextPair(zh, en, judgements=Judgements(tuple(confirmed)))], [order]
    )
    assert {(bead.zh, bead.en, 1.0) for bead in confirmed} <= {
        (bead.zh, bead.en, bead.score) for bead in beads
    }
    assert sorted(i for bead in beads for i in bead.zh) == list(range(len(zh)))
    assert sorted(j for bead in beads for j in bead.en) == list(range(len(en)))
    assert [bead.zh for bead in beads if bead.zh] == sorted(bead.zh for bead in beads if bead.zh)


def test_an_order_that_aligns_no_better_moves_nothing():
    (beads,) = align_in_any_order([TextPair(ZH, EN)], [ORDER])
    assert sides(beads) == [((k,), (k,)) for k in range(6)]


@pytest.mark.parametrize("order", [(3, 0, 5, 2, 4, 1), (5, 4, 3, 2, 1, 0), (2, 5, 1, 4, 0, 3)])
@pytest.mark.parametrize("moved", [False, True])
def test_without_any_common_order_only_what_says_the_same_is_paired(order, moved):
    pair = TextPair(ZH, [EN[k] for k in order])
    (beads,) = align_in_any_order([pair], [order if moved else ()])
    found = {(bead.zh, bead.en) for bead in beads if bead.zh and bead.en and bead.score >= 0.5}
    assert found <= {((k,), (order.index(k),)) for k in range(6)}
    assert len(found) >= 4


def test_judgements_stand_where_sentences_are_mined():
    order = (3, 0, 5, 2, 4, 1)
    judged = Judgements(confirmed=(Bead((0,), (2,)), Bead((4,), ())), rejected=(Bead((3,), (0,)),))
    (beads,) = align_in_any_order([TextPair(ZH, [EN[k] for k in order], judgements=judged)], [()])
    assert {((0,), (2,)), ((4,), ())} <= set(sides(beads))
    assert ((3,), (0,)) not in sides(beads)


def test_a_part_of_a_torn_bead_is_not_what_a_person_rejected():
    english = ["The South Korean president arrived in Beijing", *EN[1:], "for a four-day visit."]
    order = (0, 6, 1, 2, 3, 4, 5)
    (beads,) = align_in_any_order([TextPair(ZH, english)], [order])
    assert ((0,), (0,)) in sides(beads)
    judged = Judgements(rejected=(Bead((0,), (0,)),))
    (beads,) = align_in_any_order([TextPair(ZH, english, judgements=judged)], [order])
    assert ((0,), (0,)) not in sides(beads)
