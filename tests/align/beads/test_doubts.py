"""Beads and mined pairs that figures or numbers of headings speak against."""

import pytest

from align.beads.collection import align_documents
from align.beads.doubts import DOUBTED, doubted
from align.options import MIN_SCORE
from corpus.model import Bead

ZH = [
    "白河镇的旧火车站上周改建成了博物馆。",
    "改建工程历时三年，由县政府出资。",
    "博物馆展出了四百六十件铁路文物。",
    "馆长林国栋说，最老的机车造于1911年。",
    "孩子们可以坐进驾驶室，拉响汽笛。",
    "开馆第一天，来了九千名游客。",
]
EN = [
    "The old railway station of Baihe was turned into a museum last week.",
    "The conversion took three years and was paid for by the county government.",
    "The museum shows 460 railway relics.",
    "Lin Guodong, the director, said the oldest locomotive was built in 1911.",
    "Children can sit in the driver's cab and sound the whistle.",
    "On the first day 9,000 visitors came.",
]


def test_a_memory_does_not_take_what_is_doubted():
    assert DOUBTED < MIN_SCORE


@pytest.mark.parametrize(
    "sentence", ["博物馆收藏了八千件铁路文物。", "博物馆展出了70%的铁路文物。"]
)
def test_figures_that_contradict_have_no_high_score(sentence):
    (before,) = align_documents([(ZH, EN)])
    (beads,) = align_documents([([*ZH[:2], sentence, *ZH[3:]], EN)])
    assert all(bead.score > 0.8 for bead in before)
    assert [b.score for b in beads if (b.zh, b.en) == ((2,), (2,))] <= [DOUBTED]
    assert all(bead.score > 0.8 for bead in beads if 2 not in bead.zh and 2 not in bead.en)


def test_a_mined_pair_whose_figures_contradict_is_doubted():
    beads = [
        Bead((2,), (5,), 0.99),
        Bead((0,), (0,), 0.98),
        Bead((1, 2), (1, 2), 0.97),
        Bead((4,), ()),
    ]
    found = doubted(beads, ZH, EN)
    assert [bead.score for bead in found] == [DOUBTED, 0.98, 0.97, 0.0]
    assert doubted([], [], []) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("第{}條", "Article {}"),
        ("第{}章", "Chapter {}"),
        ("第{}节", "Section {}"),
        ("图{}", "Figure {}"),
    ],
)
def test_numbered_headings_that_differ_stand_in_no_bead(name, other):
    zh = [name.format(106), ZH[0], name.format(107), ZH[2], name.format(109), ZH[4]]
    en = [other.format(106), EN[0], other.format(108), EN[2], other.format(109), EN[4]]
    (beads,) = align_documents([(zh, en)])
    assert not any(2 in bead.zh and 2 in bead.en for bead in beads)
    assert {((0,), (0,)), ((4,), (4,)), ((5,), (5,))} <= {(bead.zh, bead.en) for bead in beads}
