"""Beads: every sentence once and in order, whatever the documents hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import (
    BLOCK,
    FOLDS,
    BeadPath,
    PairCollection,
    align_documents,
)
from align.beads.lattice.search_kernels import score_edges
from corpus.errors import UsageError
from corpus.language.two_sides import check_sides

ZH = [
    "韩国总统抵达北京，开始为期四天的国事访问。",
    "他在机场说，韩国将继续奉行务实外交。",
    "“我们希望对话，”他说，“不希望对抗。”",
    "双方签署了十二项合作文件，涉及半导体和渔业。",
    "暴雨导致北江水位上涨，七人死亡，八万多人转移。",
    "",
    "。",
    "！！",
    "😀",
    "2024",
    " ",
]
EN = [
    "The South Korean president arrived in Beijing for a four-day state visit.",
    "At the airport he said South Korea would continue to pursue pragmatic diplomacy.",
    "“We want dialogue,” he said. “We do not want confrontation.”",
    "The two sides signed 12 cooperation documents on semiconductors and fisheries.",
    "Heavy rain raised the Beijiang River; seven people died and over 80,000 were moved.",
    "",
    ".",
    "?!",
    "😀😀",
    "2024",
    "\t",
]


def in_order(sides):
    """Whether they are taken: what looks like English first and Chinese second is refused."""
    try:
        check_sides(*sides)
    except UsageError:
        return False
    return True


SIDES = st.tuples(
    st.lists(st.sampled_from(ZH) | st.text(max_size=20), max_size=9),
    st.lists(st.sampled_from(EN) | st.text(max_size=20), max_size=9),
).filter(in_order)


def aligned(pairs):
    """The beads, after a look at what must hold for any input."""
    found = align_documents(pairs)
    assert len(found) == len(pairs)
    for (zh, en), beads in zip(pairs, found, strict=True):
        assert [i for bead in beads for i in bead.zh] == list(range(len(zh)))
        assert [j for bead in beads for j in bead.en] == list(range(len(en)))
        assert all(bead.zh or bead.en for bead in beads)
        assert all(0.0 <= bead.score <= 1.0 for bead in beads)
    return found


def sides(beads):
    return [(bead.zh, bead.en) for bead in beads]


@settings(max_examples=60, deadline=None)
@given(st.lists(SIDES, max_size=3))
def test_every_sentence_stands_in_one_bead_in_order(pairs):
    assert aligned(pairs) == align_documents(pairs)


def test_a_translation_is_aligned_sentence_by_sentence():
    (beads,) = aligned([(ZH[:5], EN[:5])])
    assert sides(beads) == [((i,), (i,)) for i in range(5)]
    assert min(bead.score for bead in beads) > 0.9


def test_a_sentence_that_was_split_and_one_that_was_left_out():
    en = [
        EN[0],
        "He spoke at the airport.",
        "South Korea, he said, would continue to pursue pragmatic diplomacy.",
        EN[3],
        EN[4],
    ]
    (beads,) = aligned([(ZH[:5], en)])
    assert sides(beads) == [
        ((0,), (0,)),
        ((1,), (1, 2)),
        ((2,), ()),
        ((3,), (3,)),
        ((4,), (4,)),
    ]


@pytest.mark.parametrize(
    ("zh", "en", "beads"),
    [
        ([], [], []),
        (ZH[:1], [], [((0,), ())]),
        ([], EN[:1], [((), (0,))]),
        (ZH[:2], [], [((0,), ()), ((1,), ())]),
        (ZH[:1], EN[:1], [((0,), (0,))]),
    ],
)
def test_documents_of_no_sentence_or_one(zh, en, beads):
    assert [sides(found) for found in aligned([(zh, en)])] == [beads]


def test_no_documents():
    assert align_documents([]) == []


def test_an_empty_pair_among_others_changes_nothing():
    alone = align_documents([(ZH[:5], EN[:5])])[0]
    among = align_documents([([], []), (ZH[:5], EN[:5]), ([], EN[:1])])[1]
    assert sides(among) == sides(alone)


def test_a_sentence_of_five_thousand_characters():
    zh, en = "双方同意继续对话，" * 555 + "会谈结束。", "the two sides agreed to talk, " * 555
    (beads,) = aligned([([ZH[0], zh, ZH[4]], [EN[0], en, EN[4]])])
    assert ((0,), (0,)) in sides(beads)
    assert ((2,), (2,)) in sides(beads)


def test_all_pairs_are_one_collection():
    """A brand that no dictionary has is learnt from one document and known in the next."""
    names = [("灵犀", "Zorvex"), ("明澈", "Quellan"), ("云帆", "Tarvik"), ("初晴", "Morvane")]
    zh = [f"{name}的股价上涨。" for name, _ in names]
    en = [f"Shares in {name} rose." for _, name in names]
    orders = np.random.default_rng(7).permuted([range(4)] * 8, axis=1)
    documents = [([zh[i] for i in order], [en[i] for i in order]) for order in orders]
    odd = ([zh[0], zh[1], zh[3]], [en[0], en[1], en[2], en[3]])
    found = aligned([*documents, odd])[-1]
    assert {((0,), (0,)), ((2,), (3,))} <= set(sides(found))


def test_beads_teach_in_blocks_and_null_beads_do_not():
    count = 2 * BLOCK + 1
    collection = PairCollection([(["外交"] * count, ["diplomacy"] * count)] * 2)
    rows = [(i, 1, i, 1) for i in range(count)]
    path = BeadPath(np.array(rows), np.ones(count))
    null = BeadPath(np.array([(0, 1, 0, 0), (1, 1, 0, 1)]), np.array([1.0, 0.05]))
    lessons = list(collection.lessons([path, null]))
    assert len(lessons) == count  # the null bead and the unsure one teach nothing
    assert [lesson.fold for lesson in lessons] == [k // BLOCK % FOLDS for k in range(count)]
    assert list(lessons[3].zh) == list(lessons[3].en) == [3]
    second = list(collection.lessons([null, path]))
    assert {lesson.fold for lesson in second} == {1, 2, 3}
    assert list(second[0].zh) == [count]


def test_ten_thousand_equal_sentences_are_not_searched_as_a_square(monkeypatch):
    """Nothing tells them apart: no anchor, and a hundred million nodes would take an hour."""
    count = 10_000
    searched = []

    def counted(view, weights):
        searched.append(int((view.highs - view.lows + 1).sum()))
        return score_edges(view, weights)

    monkeypatch.setattr("align.beads.collection.score_edges", counted)
    zh = ["双方同意继续对话。"] * count
    en = ["The two sides agreed to continue the dialogue."] * count
    aligned([(zh, en)])
    assert sum(searched) < 4_000_000
