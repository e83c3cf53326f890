"""Forward-backward and minimum-risk decoding against enumeration of every path."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import PairCollection
from align.beads.lattice.band import Band, whole
from align.beads.lattice.feature_kernels import (
    EDGE_COUNT,
    EDGE_FEATURES,
    FEATURES,
    NODE_FEATURES,
    TYPES,
)
from align.beads.lattice.search_kernels import (
    IMPOSSIBLE,
    PRICE,
    decode,
    leave_alone,
    log_add,
    posteriors,
    row_offsets,
    score_edges,
)

ZH = ["外交部回应。", "“为什么？”记者问。", "无人受伤，七人获救。", "他说：“再见。”"]
EN = [
    "The foreign ministry responded.",
    "“Why?” asked a reporter.",
    "No one was hurt.",
    "Seven people were saved.",
    "“Goodbye,” he said.",
]


@st.composite
def lattices(draw):
    """A band of at most 5 by 5 nodes, and a score for each bead inside it."""
    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    band = whole(n, m)
    if draw(st.booleans()) and n:
        middle = np.arange(n + 1) * m // n
        band = Band(np.maximum(0, middle - 1), np.minimum(m, middle + 1))
        band.lows[0], band.highs[-1] = 0, m
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    scores = np.full((int(row_offsets(band.lows, band.highs)[-1]), len(TYPES)), IMPOSSIBLE)
    for node, kind, _ in edges(band):
        scores[node, kind] = random.normal(0, 2)
    return band, scores.astype(np.float32)


def edges(band):
    """(node, type, (i, j, m, n)) of each bead inside the band."""
    offsets = row_offsets(band.lows, band.highs)
    last = len(band.lows) - 1
    for i in range(last + 1):
        for j in range(band.lows[i], band.highs[i] + 1):
            for kind, (m, n) in enumerate(TYPES):
                if i + m <= last and band.lows[i + m] <= j + n <= band.highs[i + m]:
                    yield int(offsets[i] + j - band.lows[i]), kind, (i, int(j), m, n)


def paths(band):
    """Every alignment inside the band, as lists of (node, type, bead)."""
    leaving = {}
    for node, kind, bead in edges(band):
        leaving.setdefault(bead[:2], []).append((node, kind, bead))
    goal = len(band.lows) - 1, int(band.highs[-1])

    def from_node(at):
        if at == goal:
            yield []
        for edge in leaving.get(at, []):
            i, j, m, n = edge[2]
            for rest in from_node((i + m, j + n)):
                yield [edge, *rest]

    return list(from_node((0, 0)))


@settings(max_examples=80, deadline=None)
@given(lattices())
def test_posteriors_equal_the_sum_over_all_paths(lattice):
    band, scores = lattice
    expected = np.zeros(scores.shape)
    total = 0.0
    for path in paths(band):
        weight = np.exp(sum(float(scores[node, kind]) for node, kind, _ in path))
        total += weight
        for node, kind, _ in path:
            expected[node, kind] += weight
    log_total, probability = posteriors(band.lows, band.highs, scores)
    assert log_total == pytest.approx(np.log(total), abs=1e-6)
    assert probability == pytest.approx(expected / total, abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(lattices())
def test_the_beads_that_hold_a_sentence_share_one_probability(lattice):
    band, scores = lattice
    _, probability = posteriors(band.lows, band.highs, scores)
    zh, en = np.zeros(len(band.lows) - 1), np.zeros(int(band.highs[-1]))
    for node, kind, (i, j, m, n) in edges(band):
        zh[i : i + m] += probability[node, kind]
        en[j : j + n] += probability[node, kind]
    assert zh == pytest.approx(1.0, abs=1e-6)
    assert en == pytest.approx(1.0, abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(lattices())
def test_decoding_finds_the_path_of_greatest_expected_gain(lattice):
    band, scores = lattice
    _, probability = posteriors(band.lows, band.highs, scores)
    beads, sure = decode(band.lows, band.highs, probability)
    best = max(sum(probability[node, kind] - PRICE for node, kind, _ in p) for p in paths(band))
    assert sum(sure) - PRICE * len(sure) == pytest.approx(best, abs=1e-9)
    at = [0, 0]
    for i, m, j, n in beads.tolist():
        assert [i, j] == at
        assert (m, n) in TYPES
        at = [i + m, j + n]
    assert at == [len(band.lows) - 1, band.highs[-1]]


@settings(max_examples=40, deadline=None)
@given(lattices())
def test_compiled_kernels_equal_their_twins(lattice):
    band, scores = lattice
    log_total, probability = posteriors(band.lows, band.highs, scores)
    twin_total, twin = posteriors.py_func(band.lows, band.highs, scores)
    assert log_total == pytest.approx(twin_total)
    assert probability == pytest.approx(twin)
    for mine, other in zip(
        decode(band.lows, band.highs, probability),
        decode.py_func(band.lows, band.highs, probability),
        strict=True,
    ):
        assert np.array_equal(mine, other)
    assert np.array_equal(
        row_offsets(band.lows, band.highs), row_offsets.py_func(band.lows, band.highs)
    )


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_sums_of_logarithms(a, b):
    assert log_add(a, b) == pytest.approx(np.logaddexp(a, b))
    assert log_add(a, IMPOSSIBLE) == log_add(IMPOSSIBLE, a) == a


def test_scores_are_weighted_features_with_those_of_the_border_behind():
    collection = PairCollection([(ZH, EN)])
    band = whole(len(ZH), len(EN))
    view = collection.view(collection.first_pass(), 0, collection.pairs[0].sections[0], band)
    weights = np.random.default_rng(5).normal(size=len(FEATURES))
    scores = score_edges(view, weights)
    assert scores == pytest.approx(score_edges.py_func(view, weights), rel=1e-5)
    inside = {(node, kind) for node, kind, _ in edges(band)}
    for node in range(scores.shape[0]):
        for kind in range(scores.shape[1]):
            assert (scores[node, kind] > IMPOSSIBLE / 2) == ((node, kind) in inside)
    assert len(weights) == len(EDGE_FEATURES) + len(NODE_FEATURES)
    assert len(EDGE_FEATURES) == EDGE_COUNT


@settings(max_examples=50)
@given(st.integers(0, 6), st.integers(0, 6), st.data())
def test_what_has_no_counterpart_is_ruled_out_and_nothing_else(n, m, data):
    band = whole(n, m)
    random = np.random.default_rng(data.draw(st.integers(0, 1000)))
    scores = random.normal(size=((n + 1) * (m + 1), len(TYPES))).astype(np.float32)
    scores[random.random(scores.shape) < 0.2] = IMPOSSIBLE
    alone = [np.array(data.draw(st.lists(st.booleans(), min_size=k, max_size=k)), np.bool_)
             for k in (n, m)]  # fmt: skip
    fast, plain = scores.copy(), scores.copy()
    leave_alone(band.lows, band.highs, fast, *alone)
    leave_alone.py_func(band.lows, band.highs, plain, *alone)
    assert np.array_equal(fast, plain)
    assert ((fast == scores) | (fast == np.float32(IMPOSSIBLE))).all()
