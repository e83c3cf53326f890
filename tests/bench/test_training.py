"""Training: what counts as right, the gradient, and that weights come out that fit the gold."""

import numpy as np
import pytest

from align.beads.collection import PairCollection
from align.beads.lattice.band import whole
from align.beads.lattice.feature_kernels import FEATURES, TYPES
from align.beads.lattice.search_kernels import posteriors, score_edges
from bench.training import COUNT, Example, example, expectation, gold_cells, keeps, loss_of, train
from corpus.model import Bead

ZH = [
    "总统抵达北京。",
    "他说，韩国将奉行务实外交。",
    "双方签署了协议。",
    "暴雨来临。",
    "七人死亡。",
]
EN = [
    "The president arrived in Beijing.",
    "South Korea, he said, would pursue pragmatic diplomacy.",
    "The two sides signed an agreement.",
    "It covers fisheries.",
    "Heavy rain came and seven people died.",
]
GOLD = [
    Bead((0,), (0,)),
    Bead((1,), (1,)),
    Bead((2,), (2,)),
    Bead((), (3,)),
    Bead((3, 4), (4,)),
]


@pytest.fixture(scope="module")
def view():
    collection = PairCollection([(ZH, EN)])
    section = collection.pairs[0].sections[0]
    return collection.view(collection.first_pass(), 0, section, whole(5, 5))


@pytest.fixture(scope="module")
def taught(view):
    return example(view, GOLD, np.zeros(COUNT))


def cells(gold, n, m):
    return tuple(side.tolist() for side in gold_cells(gold, n, m))


def test_each_bead_is_a_segment():
    assert cells(GOLD, 5, 5) == ([0, 1, 2, 4, 4], [0, 1, 2, 3, 4])


def test_the_order_of_the_gold_does_not_matter():
    assert cells(GOLD[::-1], 5, 5) == cells(GOLD, 5, 5)


def test_a_gap_in_the_gold_is_one_segment():
    gold = [Bead((0,), (0,)), Bead((3,), (4,))]
    assert cells(gold, 4, 5) == ([0, 1, 1, 2], [0, 1, 1, 1, 2])
    assert cells(gold, 6, 5) == ([0, 1, 1, 2, 3, 3], [0, 1, 1, 1, 2])
    assert cells([], 2, 1) == ([0, 0], [0])
    assert cells([], 0, 0) == ([], [])


def test_gold_that_crosses_what_came_before_is_passed_over():
    gold = [Bead((0,), (1,)), Bead((1,), (0,)), Bead((2,), (2,))]
    assert cells(gold, 3, 3) == ([1, 2, 3], [0, 1, 3])


def right_paths(n, m, gold):
    """The alignments whose every bead keeps to the gold, as lists of (i, j, m, n)."""
    zh, en = gold_cells(gold, n, m)
    sizes = np.bincount(zh), np.bincount(en)

    def onward(i, j):
        if (i, j) == (n, m):
            yield []
        for a, b in TYPES:
            if i + a <= n and j + b <= m and keeps(i, a, j, b, zh, en, *sizes):
                assert keeps.py_func(i, a, j, b, zh, en, *sizes)
                for rest in onward(i + a, j + b):
                    yield [(i, j, a, b), *rest]

    return list(onward(0, 0))


def test_only_the_gold_itself_is_right_where_the_search_has_its_types():
    assert right_paths(5, 5, GOLD) == [
        [(0, 0, 1, 1), (1, 1, 1, 1), (2, 2, 1, 1), (3, 3, 0, 1), (3, 4, 2, 1)]
    ]


def test_every_way_through_a_bead_without_a_type_is_right():
    """The search has no 4-4; any beads inside it will do, none across its borders."""
    gold = [Bead((0,), (0,)), Bead((1, 2, 3, 4), (1, 2, 3, 4)), Bead((5,), (5,))]
    paths = right_paths(6, 6, gold)
    assert len(paths) > 100
    for path in paths:
        assert path[0] == (0, 0, 1, 1)
        assert path[-1] == (5, 5, 1, 1)
    assert [(k, k, 1, 1) for k in range(6)] in paths


def test_sentences_left_out_in_a_row_are_null_beads():
    assert right_paths(3, 1, [Bead((0,), (0,)), Bead((1,), ()), Bead((2,), ())]) == [
        [(0, 0, 1, 1), (1, 1, 1, 0), (2, 1, 1, 0)]
    ]


def test_an_example_holds_the_edges_in_order_and_marks_the_gold(taught):
    assert (np.diff(taught.start) >= 0).all()
    assert (taught.end > taught.start).all()
    assert taught.rows.shape == (len(taught.start), COUNT)
    assert taught.gold == len(GOLD)
    kinds = [TYPES[int(row[: len(TYPES)].argmax())] for row in taught.rows[taught.right]]
    # A null bead keeps to the gold wherever it stands; only the gold's own joins the others.
    with_two_sides = sorted(kind for kind in kinds if 0 not in kind)
    assert with_two_sides == [(1, 1), (1, 1), (1, 1), (2, 1)]
    assert {kind for kind in kinds if 0 in kind} == {(0, 1)}


def test_the_gradient_is_that_of_the_loss(taught):
    """Central differences, in float64: the example's own rows are float32."""
    weights = np.random.default_rng(1).normal(0, 0.3, COUNT)
    _, gradient = loss_of(taught, weights)
    for k in range(0, COUNT, 3):
        step = np.zeros(COUNT)
        step[k] = 0.05
        difference = loss_of(taught, weights + step)[0] - loss_of(taught, weights - step)[0]
        assert difference / 0.1 == pytest.approx(gradient[k], abs=0.02, rel=0.02), FEATURES[k]


def test_edge_probabilities_are_those_of_the_search(view, taught):
    weights = np.random.default_rng(2).normal(0, 0.3, COUNT)
    total, probability = posteriors(view.lows, view.highs, score_edges(view, weights))
    scores = (taught.rows @ weights.astype(np.float32)).astype(np.float64)
    whole_total, mine = expectation(taught.start, taught.end, scores, taught.nodes)
    assert whole_total == pytest.approx(total, rel=1e-2)  # edges without hope are left out
    kinds = taught.rows[:, : len(TYPES)].argmax(axis=1)
    assert mine == pytest.approx(probability[taught.start, kinds], abs=0.02)
    twin_total, twin = expectation.py_func(taught.start, taught.end, scores, taught.nodes)
    assert whole_total == pytest.approx(twin_total)
    assert mine == pytest.approx(twin)


def test_training_finds_the_gold(taught):
    weights = train([taught], np.zeros(COUNT), l2=0.1)
    assert loss_of(taught, weights)[0] < 0.1 < loss_of(taught, np.zeros(COUNT))[0]


def test_a_stronger_penalty_keeps_the_weights_smaller(taught):
    loose, strict = (train([taught], np.zeros(COUNT), l2=l2) for l2 in (1.0, 1000.0))
    assert np.abs(strict).sum() < np.abs(loose).sum()


def test_an_example_without_weight_teaches_nothing(taught):
    idle = Example(
        taught.start, taught.end, taught.rows, ~taught.right, taught.nodes, taught.gold, 0.0
    )
    alone = train([taught], np.zeros(COUNT), l2=1.0)
    assert train([taught, idle], np.zeros(COUNT), l2=1.0) == pytest.approx(alone, abs=1e-3)
