"""Features of beads and of borders, by name."""

import math

import numpy as np
import pytest

from align.beads.collection import PairCollection
from align.beads.lattice.band import Band, whole
from align.beads.lattice.feature_kernels import (
    EDGE_COUNT,
    EDGE_FEATURES,
    FEATURES,
    NODE_COUNT,
    NODE_FEATURES,
    TYPES,
    edge_features,
    node_features,
)
from align.beads.lattice.view import SPAN

ZH = [
    "“他为什么来？”",
    "外交部没有回应！",
    "双方签署了协议，随后暴雨来临。",
    "河水上涨；",
    "“我们希望对话。",
    "不希望对抗。”",
]
EN = [
    "“Why did he come?”",
    "The foreign ministry did not respond!",
    "The two sides signed an agreement.",
    "Then came heavy rain, and the river rose;",
    "“We want dialogue.",
    "We do not want confrontation.”",
]


def view_of(zh, en, band=None):
    collection = PairCollection([(zh, en)])
    (section,) = collection.pairs[0].sections
    return collection.view(collection.first_pass(), 0, section, band or whole(len(zh), len(en)))


def bead(view, zh, en):
    """The features of the bead of these sentences, by name."""
    x = np.full(EDGE_COUNT, np.nan)
    i, m, j, n = zh.start, len(zh), en.start, len(en)
    edge_features(view, i, m, j, n, TYPES.index((m, n)), x)
    return dict(zip(EDGE_FEATURES, x.tolist(), strict=True))


def border(view, i, j):
    x = np.full(NODE_COUNT, np.nan)
    node_features(view, i, j, x)
    return dict(zip(NODE_FEATURES, x.tolist(), strict=True))


@pytest.fixture(scope="module")
def view():
    return view_of(ZH, EN)


def test_names_are_distinct_and_no_side_is_longer_than_the_span():
    assert len(set(FEATURES)) == len(FEATURES) == EDGE_COUNT + NODE_COUNT
    assert max(max(sides) for sides in TYPES) == SPAN
    assert {(1, 0), (0, 1), (1, 1)} <= set(TYPES)


def test_a_bead_has_its_type_and_no_other(view):
    x = bead(view, range(2, 3), range(2, 4))
    assert [name for name in x if name.startswith("type") and x[name]] == ["type 1-2"]


def test_a_null_bead_is_type_and_length_alone(view):
    x = bead(view, range(1, 2), range(1, 1))
    assert {name for name in x if x[name]} == {"type 1-0", "null: log length", "null: length"}
    assert x["null: length"] == 7 / 20
    assert x["null: log length"] == pytest.approx(math.log(8))


def test_words_speak_for_the_right_sentence(view):
    for k in range(6):
        right = bead(view, range(k, k + 1), range(k, k + 1))
        wrong = bead(view, range(k, k + 1), range((k + 1) % 6, (k + 1) % 6 + 1))
        assert right["lemmas"] + right["words"] > wrong["lemmas"] + wrong["words"] or k in (2, 3)
    assert (
        bead(view, range(2, 4), range(2, 4))["lemmas"] > bead(view, range(2, 4), range(2))["lemmas"]
    )


def test_end_marks(view):
    both = bead(view, range(1), range(1))
    assert (both["ends: both ?"], both["ends: ? on one side"]) == (1, 0)
    one = bead(view, range(1), range(1, 2))
    assert (one["ends: both ?"], one["ends: ? on one side"]) == (0, 1)
    assert (one["ends: both !"], one["ends: ! on one side"]) == (0, 1)
    assert bead(view, range(1, 2), range(1, 2))["ends: both !"] == 1


def test_quotes(view):
    both = bead(view, range(4, 6), range(4, 6))
    assert (both["opens: both"], both["closes: both"], both["quotes: balance differs"]) == (1, 1, 0)
    half = bead(view, range(4, 5), range(5, 6))
    assert (half["opens: one side"], half["closes: one side"]) == (1, 1)
    assert half["quotes: balance differs"] == 1
    assert bead(view, range(1), range(1, 2))["count of quotes"] == 2
    assert bead(view, range(3, 4), range(3, 4))["count of ;"] == 0


def test_differences_of_marks_are_cut():
    x = bead(view_of(["怎么？？？？？？？"], ["What."]), range(1), range(1))
    assert x["count of ?"] == 4


def test_lengths_are_compared_in_characters():
    x = bead(view_of(["一二三四五六七八九十"], ["a" * 30]), range(1), range(1))
    assert x["length: |z|"] < 0.1
    assert x["short bead"] == 0
    longer = bead(
        view_of(["一二三四五六七八九十", "一"], ["a" * 30, "b" * 3]), range(1), range(1, 2)
    )
    assert longer["length: z, 1-1"] < -2
    assert longer["length: squared z"] == pytest.approx(longer["length: |z|"] ** 2 / 2)
    assert longer["short bead"] == 1


def test_the_measure_of_length_is_not_misled_by_what_one_side_lacks():
    """An appendix of 300 sentences does not make every Chinese sentence look too long."""
    longer = view_of(ZH, EN + ["This is in the appendix only."] * 300)
    plain, appended = (bead(v, range(1, 2), range(1, 2)) for v in (view_of(ZH, EN), longer))
    assert abs(appended["length: z, 1-1"] - plain["length: z, 1-1"]) < 1


def test_speech_open_at_a_border(view):
    assert border(view, 5, 5)["inside after: both"] == 1
    assert border(view, 5, 6)["inside after: differs"] == 1
    assert border(view, 5, 6)["inside after: zh only"] == 1
    assert border(view, 6, 5)["inside after: en only"] == 1
    assert border(view, 0, 0)["inside after: differs"] == 0


def test_speech_on_one_side_alone_is_another_matter():
    view = view_of(["“我们希望对话。", "不希望对抗。”"], ["We want dialogue.", "No confrontation."])
    x = border(view, 1, 1)
    assert x["inside zh, en without speech"] == 1
    assert x["inside after: differs"] == x["inside after: zh only"] == 0
    view = view_of(["我们希望对话。", "不希望对抗。"], ["“We want dialogue.", "No confrontation.”"])
    assert border(view, 1, 1)["inside en, zh without speech"] == 1


def test_a_clause_that_crosses_the_border_is_noticed(view):
    """随后暴雨来临 ends the third Chinese sentence; English begins the next one with it."""
    assert border(view, 3, 3)["clause over: zh last"] > 0
    assert border(view, 3, 3)["clause kept: zh last"] == 0
    edges = [border(view, i, j) for i, j in ((0, 0), (0, 3), (3, 0), (6, 6), (3, 6))]
    assert all(x[name] == 0 for x in edges for name in x if name.startswith("clause"))


def test_a_narrow_band_gives_the_same_features_inside_it(view):
    lows, highs = np.maximum(0, np.arange(7) - 2), np.minimum(6, np.arange(7) + 2)
    narrow = view_of(ZH, EN, Band(lows, highs))
    for i in range(6):
        for j in range(lows[i], highs[i] + 1):
            for m, n in TYPES:
                if i + m <= 6 and lows[i + m] <= j + n <= highs[i + m]:
                    sides = range(i, i + m), range(j, j + n)
                    assert bead(narrow, *sides) == pytest.approx(bead(view, *sides), abs=1e-4)


def test_the_compiled_features_of_a_bead_equal_their_twins(view):
    for i, m, j, n in ((0, 1, 0, 1), (2, 2, 2, 2), (4, 2, 4, 1), (1, 1, 1, 0), (0, 3, 0, 3)):
        mine, twin = np.empty(EDGE_COUNT), np.empty(EDGE_COUNT)
        kind = TYPES.index((m, n))
        edge_features(view, i, m, j, n, kind, mine)
        edge_features.py_func(view, i, m, j, n, kind, twin)
        assert mine == pytest.approx(twin, rel=1e-5)
