"""The band holds the right path, whatever one side has more than the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads import collection as beads
from align.beads.collection import align_documents
from align.beads.lattice.band import (
    FIRST_MARGIN,
    REACH,
    Band,
    band_along,
    grown,
    heaviest_chain,
    near_edge,
    search_band,
    stretches,
    whole,
    worth_searching,
)
from align.beads.lattice.band_kernels import anchor_candidates, heaviest
from glossary.lexicon.evidence import gather_evidence

PLACES = [
    ("广州", "Guangzhou"), ("成都", "Chengdu"), ("西安", "Xi’an"), ("大连", "Dalian"),
    ("厦门", "Xiamen"), ("昆明", "Kunming"), ("东京", "Tokyo"), ("首尔", "Seoul"),
    ("伦敦", "London"), ("巴黎", "Paris"), ("莫斯科", "Moscow"), ("开罗", "Cairo"),
    ("雅典", "Athens"), ("曼谷", "Bangkok"), ("悉尼", "Sydney"), ("柏林", "Berlin"),
]  # fmt: skip
GOODS = [
    ("大豆", "soybeans"), ("钢铁", "steel"), ("茶叶", "tea"), ("丝绸", "silk"), ("煤炭", "coal"),
    ("棉花", "cotton"), ("咖啡", "coffee"), ("橡胶", "rubber"), ("渔船", "fishing boats"),
    ("钢琴", "pianos"), ("自行车", "bicycles"), ("玩具", "toys"), ("药品", "medicine"),
    ("家具", "furniture"), ("手表", "watches"), ("水泥", "cement"),
]  # fmt: skip
FRAMES = [
    ("{place}去年进口{goods}{n}吨。", "{place} imported {n} tonnes of {goods} last year."),
    (
        "{place}一公司订购了价值{n}元的{goods}。",
        "A firm in {place} ordered {goods} worth {n} yuan.",
    ),
    ("{place}港口装卸了{n}箱{goods}。", "The port of {place} handled {n} crates of {goods}."),
    ("{place}的{goods}价格下降了{n}元。", "The price of {goods} in {place} fell by {n} yuan."),
]
ASIDES = [
    (
        "我小时候常跟外婆去{place}看{goods}。",
        "Nobody ever told me why {place} needs {goods}.",
    ),
    ("有人说{place}的冬天像{goods}一样沉闷。", "My late uncle painted {goods} and hated {place}."),
    (
        "他梦见自己带着{goods}离开{place}。",
        "In {place}, of all towns, a choir sang of {goods}.",
    ),
]
"""What only one side has: no sentence of the left column translates one of the right."""


def story(count, seed, frames=FRAMES):
    """Sentence pairs about places and goods, drawn at random; trade news has figures too."""
    random = np.random.default_rng(seed)
    zh, en = [], []
    for _ in range(count):
        place, goods = PLACES[random.integers(16)], GOODS[random.integers(16)]
        frame, n = frames[random.integers(len(frames))], int(random.integers(100, 10_000))
        zh.append(frame[0].format(place=place[0], goods=goods[0], n=n))
        en.append(frame[1].format(place=place[1], goods=goods[1], n=f"{n:,}"))
    return zh, en


def joined(*parts):
    """Parts as one document, and the sentence pairs of those that both sides have."""
    zh, en, pairs = [], [], []
    for zh_part, en_part, translated in parts:
        if translated:
            pairs += [(len(zh) + k, len(en) + k) for k in range(len(zh_part))]
        zh += zh_part
        en += en_part
    return zh, en, pairs


def both(count, seed):
    return (*story(count, seed), True)


def zh_only(count, seed):
    return story(count, seed, ASIDES)[0], [], False


def en_only(count, seed):
    return [], story(count, seed, ASIDES)[1], False


INSERTIONS = {
    "nothing": [both(300, 1)],
    "a Chinese preface": [zh_only(300, 1), both(200, 2)],
    "an English preface": [en_only(300, 1), both(200, 2)],
    "a chapter missing in Chinese": [both(150, 1), en_only(300, 2), both(150, 3)],
    "a chapter missing in English": [both(150, 1), zh_only(300, 2), both(150, 3)],
    "a long insertion at the end": [both(200, 1), zh_only(300, 2)],
    "other insertions on both sides": [
        both(100, 1), zh_only(150, 2), both(100, 3), en_only(150, 4), both(100, 5),
    ],
    "both sides go their own way for a while": [
        both(100, 1), zh_only(120, 2), en_only(150, 3), both(100, 4),
    ],
    "a preface here and an appendix there": [zh_only(300, 1), both(120, 2), en_only(300, 3)],
}  # fmt: skip


@pytest.mark.parametrize("name", INSERTIONS)
def test_what_only_one_side_has_does_not_mislead(name):
    """A few sentences beside a border may go wrong; all the others are right."""
    zh, en, pairs = joined(*INSERTIONS[name])
    (aligned,) = align_documents([(zh, en)])
    found = {(bead.zh, bead.en) for bead in aligned}
    missed = [pair for pair in pairs if ((pair[0],), (pair[1],)) not in found]
    assert len(missed) <= 4 * (len(INSERTIONS[name]) - 1)


@pytest.mark.parametrize("name", INSERTIONS)
def test_the_first_band_holds_the_right_path(name):
    """Again but for a few sentences at a border, which widening brings in."""
    zh, en, pairs = joined(*INSERTIONS[name])
    evidence = gather_evidence(zh, en)
    band = search_band(evidence, range(len(zh)), range(len(en)))
    nodes = [node for i, j in pairs for node in ((i, j), (i + 1, j + 1))]
    outside = [(i, j) for i, j in nodes if not band.lows[i] <= j <= band.highs[i]]
    assert len(outside) <= 4 * (len(INSERTIONS[name]) - 1)


@st.composite
def chains(draw):
    n, m = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    size = draw(st.integers(0, min(n, m, 12)))
    rows = draw(st.sets(st.integers(0, n - 1), min_size=size, max_size=size)) if size else []
    columns = draw(st.sets(st.integers(0, m - 1), min_size=size, max_size=size)) if size else []
    chain = np.array([sorted(rows), sorted(columns)], np.int64).T.reshape(-1, 2)
    return chain, n, m


def check(band, n, m):
    """A band: from corner to corner, never back, and a path can go from row to row."""
    assert len(band.lows) == len(band.highs) == n + 1
    assert band.lows[0] == 0
    assert band.highs[-1] == m
    assert (band.lows <= band.highs).all()
    assert (band.lows >= 0).all()
    assert (band.highs <= m).all()
    assert (np.diff(band.lows) >= 0).all()
    assert (np.diff(band.highs) >= 0).all()
    assert (band.lows[1:] <= band.highs[:-1]).all()


@settings(max_examples=300)
@given(chains(), st.integers(1, 10))
def test_a_band_leads_from_corner_to_corner(drawn, margin):
    chain, n, m = drawn
    band = band_along(chain, n, m, margin)
    check(band, n, m)
    for i, j in chain.tolist():
        assert band.lows[i] <= max(0, j - margin)
        assert band.highs[i] >= min(m, j + margin)


@settings(max_examples=300)
@given(chains(), st.integers(1, 4), st.data())
def test_a_band_grows_in_any_rectangle_of_it(drawn, margin, data):
    chain, n, m = drawn
    band = band_along(chain, n, m, margin)
    nodes = [(0, 0), *map(tuple, chain.tolist()), (n, m)]
    first = data.draw(st.integers(0, len(nodes) - 2))
    last = data.draw(st.integers(first + 1, len(nodes) - 1))
    (i0, j0), (i1, j1) = nodes[first], nodes[last]
    near = np.array(data.draw(st.lists(st.integers(0, n), max_size=3)), np.int64)
    wider = grown(band, range(i0, i1 + 1), range(j0, j1 + 1), near)
    check(wider, i1 - i0, j1 - j0)
    for row in range(i0, i1 + 1):
        more = REACH if (abs(near - row) <= REACH).any() else 0
        assert wider.lows[row - i0] + j0 <= max(j0, band.lows[row] - more)
        assert wider.highs[row - i0] + j0 >= min(j1, band.highs[row] + more)


def test_a_path_in_the_middle_is_near_no_edge():
    path = np.stack([np.arange(101)] * 2, axis=1)
    band = band_along(path[1:-1], 100, 100, 5)
    assert not near_edge(band, path).any()
    assert not near_edge(whole(100, 100), path).any()
    astray = path.copy()
    astray[50, 1] = band.highs[50]
    assert near_edge(band, astray).nonzero()[0].tolist() == [50]


def test_only_a_stretch_between_sure_nodes_is_searched_again():
    near, sure = np.zeros(1000, bool), np.ones(1000, bool)
    near[[500, 520]] = True
    assert stretches(near, sure) == [(500 - REACH, 520 + REACH)]
    sure[1:580] = False
    assert stretches(near, sure) == [(0, 580)]
    near[:] = False
    near[[3, 990]] = True
    assert stretches(near, np.ones(1000, bool)) == [(0, 3 + REACH), (990 - REACH, 999)]


def test_the_search_of_documents_that_say_nothing_alike_ends(monkeypatch):
    """Their best path wanders from edge to edge: band after band, each wider, is searched."""
    count = 600
    zh, en = story(count, 0, ASIDES)[0], story(count, 50)[1]
    collection = beads.PairCollection([(zh, en)])
    searched = []

    def recorded(band, path):
        searched.append(band)
        assert len(searched) < 100
        return near_edge(band, path)

    monkeypatch.setattr(beads, "near_edge", recorded)
    monkeypatch.setattr(
        beads,
        "search_band",
        lambda *_: band_along(np.stack([np.arange(count)] * 2, axis=1), count, count, 3),
    )
    (path,) = collection.align(collection.first_pass())
    assert len(searched) > 2
    assert path.rows[:, 1].sum() == path.rows[:, 3].sum() == count


def test_a_path_that_left_the_band_is_found_in_the_wider_one():
    """A first band that goes astray for twenty sentences in the middle of a translation."""
    zh, en, _ = both(300, 1)
    collection = beads.PairCollection([(zh, en)])
    right = collection.align(collection.first_pass())[0].nodes()
    diagonal = np.arange(301)
    narrow = Band(np.maximum(0, diagonal - 4), np.minimum(300, diagonal + 4))
    narrow.lows[128:153] = 124
    narrow.highs[132:151] = 136
    assert (right[145] > [narrow.highs[145]] * 2).all()
    section = collection.pairs[0].sections[0]
    found = collection._search(collection.first_pass(), 0, section, narrow)
    assert np.array_equal(found.nodes(), right)


def test_small_documents_are_searched_whole():
    zh, en = story(20, 1)
    band = search_band(gather_evidence(zh, en), range(20), range(20))
    assert np.array_equal(band.lows, whole(20, 20).lows)
    assert np.array_equal(band.highs, whole(20, 20).highs)


def test_a_long_translation_is_searched_in_a_narrow_band():
    zh, en = story(1000, 1)
    band = search_band(gather_evidence(zh, en), range(1000), range(1000))
    assert np.mean(band.highs - band.lows) < 8 * FIRST_MARGIN


def test_lines_that_are_repeated_are_searched_near_the_straight_line_and_no_wider(monkeypatch):
    zh, en = ["韩国将继续推行务实外交。"] * 1000, ["Korea would pursue pragmatic diplomacy."] * 1000
    searched = []
    scores = beads.PairCollection._scores

    def counted(self, by, number, section, band):
        searched.append(band.size)
        return scores(self, by, number, section, band)

    monkeypatch.setattr(beads.PairCollection, "_scores", counted)
    (aligned,) = align_documents([(zh, en)])
    assert sum(searched) < 400_000  # 750,000 at once before
    for side in ([i for b in aligned for i in b.zh], [j for b in aligned for j in b.en]):
        assert side == list(range(1000))


def test_lines_that_differ_are_worth_a_search_everywhere():
    zh, en = story(300, 1)
    assert worth_searching(gather_evidence(zh, en), range(300), range(300)) >= 300 * 300


def test_a_small_rectangle_is_searched_whole():
    band = band_along(np.zeros((0, 2), np.int64), 300, 5, 6)
    assert (band.lows == 0).all()
    assert (band.highs == 5).all()


@pytest.mark.parametrize(("n", "m"), [(10_000, 10_000), (40_000, 40_000), (40_000, 2_000)])
def test_without_any_anchor_the_band_stays_of_linear_size(n, m):
    band = band_along(np.zeros((0, 2), np.int64), n, m, 6)
    check(band, n, m)
    assert (band.highs - band.lows + 1).sum() <= 2_000_000 + 45 * n


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(1, 9)),
        max_size=8,
        unique_by=lambda found: found[:2],
    )
)
def test_the_chain_is_the_heaviest_that_ascends_on_both_sides(found):
    columns = np.array(found, np.int32).reshape(-1, 3).T
    i, j, score = columns[0], columns[1], columns[2].astype(np.float32)
    chain = heaviest_chain(i, j, score, 7)
    assert (np.diff(chain, axis=0) > 0).all()
    weight = {(a, b): w for a, b, w in found}

    def heaviest_weight(after):
        rest = [
            weight[node] + heaviest_weight(node)
            for node in weight
            if node[0] > after[0] and node[1] > after[1]
        ]
        return max(rest, default=0)

    assert sum(weight[a, b] for a, b in chain.tolist()) == heaviest_weight((-1, -1))
    order = np.lexsort((-j, i))
    arguments = i[order], j[order], score[order], 7
    assert np.array_equal(heaviest(*arguments), heaviest.py_func(*arguments))


def test_candidates_are_the_sentences_that_share_rare_words():
    zh, en = story(40, 1)
    evidence = gather_evidence(zh, en)
    arguments = evidence.lemmas, 0, 40, 0, 40
    i, j, score = anchor_candidates(*arguments)
    best = {}
    for row, column, value in zip(i.tolist(), j.tolist(), score.tolist(), strict=True):
        best.setdefault(row, (value, column))
        assert value <= best[row][0]  # best first
    assert sum(column == row for row, (_, column) in best.items()) >= 38
    for mine, twin in zip((i, j, score), anchor_candidates.py_func(*arguments), strict=True):
        assert mine == pytest.approx(twin, rel=1e-4)
