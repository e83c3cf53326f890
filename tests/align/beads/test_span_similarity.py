"""Evidence from outside: what it is worth is learnt on the run itself."""

import numpy as np
import pytest

from align.beads.collection import align_documents
from align.beads.lattice.band import whole
from align.beads.lattice.feature_kernels import TYPES
from align.beads.lattice.search_kernels import posteriors
from align.beads.span_similarity import (
    POSSIBLE,
    WEIGHT,
    LogRatio,
    Worth,
    learnt_log_ratio,
    possible_beads,
)
from align.beads.text_pair import TextPair

NAMES = ["灵犀", "明澈", "云帆", "初晴", "渔火", "流萤", "青岚", "霁月"]
WORDS = ["Zorvex", "Quellan", "Tarvik", "Morvane", "Dreshel", "Olbrin", "Pavoss", "Ulmeck"]


class Told:
    """Knows which sentences belong together, on a scale of its own; notes what it was asked."""

    def __init__(self, pairs, unit=100.0):
        self.pairs, self.unit, self.asked = set(pairs), unit, []

    def similarities(self, beads):
        assert beads.shape[1] == 4
        assert (beads[:, [1, 3]] >= 1).all()
        self.asked += beads.tolist()
        alike = [
            sum((a, b) in self.pairs for a in range(i, i + m) for b in range(j, j + n)) / max(m, n)
            for i, m, j, n in beads.tolist()
        ]
        return self.unit * np.array(alike)


def test_a_ratio_speaks_as_far_as_similarity_and_probability_go_together():
    random = np.random.default_rng(1)
    right = random.random(4000) < 0.25
    probability = np.where(right, 0.95, 0.05)
    telling = right + random.normal(0, 0.3, 4000)
    strong = learnt_log_ratio(telling, probability)
    assert strong.of(np.array([1.0]))[0] > 1 > -1 > strong.of(np.array([0.0]))[0]
    scaled = learnt_log_ratio(telling * 50 + 7, probability)
    assert scaled.of(np.array([57.0]))[0] == pytest.approx(strong.of(np.array([1.0]))[0], abs=0.3)
    chance = learnt_log_ratio(random.normal(size=4000), probability)
    assert np.abs(chance.of(np.array([-1.0, 0.0, 1.0]))).max() < 0.3


@pytest.mark.parametrize(
    ("similarities", "probability"),
    [
        ([], []),
        ([0.3], [0.9]),
        ([1.0, 0.0, 1.0, 0.0], [0.1, 0.9, 0.1, 0.9]),  # the less alike, the more probable
        ([0.5] * 6, [0.9, 0.1] * 3),
    ],
)
def test_without_a_lesson_it_says_nothing(similarities, probability):
    ratio = learnt_log_ratio(np.array(similarities), np.array(probability))
    assert ratio.of(np.array([0.0, 1.0])) == pytest.approx([0.0, 0.0], abs=1e-6)


def test_possible_beads_are_two_sided_and_worth_a_look():
    band = whole(3, 3)
    scores = np.full((16, len(TYPES)), -1e30, np.float32)
    kinds = {name: TYPES.index(name) for name in ((1, 1), (1, 0), (0, 1))}
    for i in range(4):
        for j in range(4):
            if i < 3 and j < 3:
                scores[4 * i + j, kinds[1, 1]] = 6.0 if i == j else -80.0
            if i < 3:
                scores[4 * i + j, kinds[1, 0]] = -2.0
            if j < 3:
                scores[4 * i + j, kinds[0, 1]] = -2.0
    found = possible_beads(band, scores)
    assert found.rows.tolist() == [[0, 1, 0, 1], [1, 1, 1, 1], [2, 1, 2, 1]]
    _, probability = posteriors(band.lows, band.highs, scores)
    assert (found.probability == probability[found.nodes, found.kinds]).all()
    assert (found.probability > POSSIBLE).all()
    for side, kind in zip(found.alone, ((1, 0), (0, 1)), strict=True):
        assert side == pytest.approx([0, 0, 0], abs=0.01)
        assert side.sum() == pytest.approx(probability[:, kinds[kind]].sum())


def test_a_sentence_like_one_of_the_other_side_is_not_left_out():
    """Sentences 0 and 2 have one that is like them, sentence 1 none but in a bead of several."""
    band = whole(3, 2)
    inside = [[i + m <= 3 and j + n <= 2 for m, n in TYPES] for i in range(4) for j in range(3)]
    scores = np.where(inside, np.float32(0.0), np.float32(-1e30))
    possible = possible_beads(band, scores)
    rows = possible.rows.tolist()
    alike = np.array([
        0.9 if row in ([0, 1, 0, 1], [2, 1, 1, 1], [1, 2, 1, 1]) else 0.1 for row in rows
    ])  # fmt: skip
    zh, en = possible.nearest(alike)
    assert (zh.tolist(), en.tolist()) == ([0.9, 0.1, 0.9], [0.9, 0.9])

    possible.weigh(scores, alike, Worth(LogRatio(1.0, 0.0), LogRatio(40.0, 20.0)))
    _, probability = posteriors(band.lows, band.highs, scores)
    alone = probability[:, TYPES.index((1, 0))].reshape(4, 3).sum(axis=1)[:3]
    assert alone[1] > 5 * max(alone[0], alone[2])
    assert scores[possible.nodes, possible.kinds] == pytest.approx(WEIGHT * alike)


def undecidable(count):
    """A pair of which the words tell a part only: every fourth has names that no dictionary has."""
    known_zh, known_en = ["雨停了。", "船靠岸了。", "他买了大米。"], [
        "The rain stopped.", "The boat came in.", "He bought rice.",
    ]  # fmt: skip
    zh, en, pairs = [], [], set()
    for k in range(count):
        zh += [*known_zh, f"{NAMES[k % 8]}。"]
        pairs |= {(len(zh) - 4 + a, len(en) + a) for a in range(3)}
        en += known_en
        if k % 3:
            pairs.add((len(zh) - 1, len(en) + 1))
            en += [f"{WORDS[(k + 3) % 8]}.", f"{WORDS[k % 8]}."]
        else:
            en += [f"{WORDS[k % 8]}."]
            pairs.add((len(zh) - 1, len(en) - 1))
    return zh, en, pairs


def test_similarities_from_outside_decide_what_words_cannot():
    zh, en, pairs = undecidable(24)
    told = Told(pairs)
    without, with_it = (
        len({((i,), (j,)) for i, j in pairs} & {(b.zh, b.en) for b in align_documents([pair])[0]})
        for pair in (TextPair(zh, en), TextPair(zh, en, similarities=[("told", told)]))
    )
    assert with_it > without
    assert max(row[0] + row[1] for row in told.asked) <= len(zh)
    assert max(row[2] + row[3] for row in told.asked) <= len(en)


def test_a_similarity_that_knows_nothing_changes_no_bead():
    zh, en, _ = undecidable(6)
    (plain,) = align_documents([(zh, en)])
    (blind,) = align_documents([TextPair(zh, en, similarities=[("blind", Told([]))])])
    assert [(b.zh, b.en) for b in blind] == [(b.zh, b.en) for b in plain]


def test_sections_are_asked_in_the_numbering_of_the_pair():
    zh, en, pairs = undecidable(6)
    told = Told(pairs)
    align_documents([TextPair(zh, en, anchors=[(12, min(j for i, j in pairs if i == 12))],
                              similarities=[("told", told)])])  # fmt: skip
    assert {(0, 1, 0, 1), (12, 1, min(j for i, j in pairs if i == 12), 1)} <= set(
        map(tuple, told.asked)
    )
