"""Model 1 against a plain re-computation, its cross-fitted tables, and the compiled kernels."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kernels.arrays import Ragged, ragged
from glossary.lexicon.association import kernels
from glossary.lexicon.association.kernels import expected_counts, mix, pair_cells
from glossary.lexicon.association.model1 import ITERATIONS, learn

ROWS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 5), max_size=4),
        st.lists(st.integers(0, 6), max_size=4),
        st.sampled_from([1.0, 0.5, 0.25]),
        st.integers(-1, 2),
    ),
    min_size=1,
    max_size=6,
)


def model_1(pairs, skip=None):
    """Expected counts of the last iteration; pairs of fold `skip` are not counted in that one."""
    p = defaultdict(lambda: 1.0)
    counts = {}
    for iteration in range(ITERATIONS):
        counts = defaultdict(float)
        for source, target, weight, fold in pairs:
            if iteration == ITERATIONS - 1 and fold == skip:
                continue
            for t in target:
                total = sum(p[s, t] for s in source)
                for s in source:
                    counts[s, t] += weight * p[s, t] / total
        sums = defaultdict(float)
        for (s, _), count in counts.items():
            sums[s] += count
        p = {cell: count / sums[cell[0]] for cell, count in counts.items()}
    return counts


def learned(pairs):
    """Right given left, and left given right."""
    return learn(
        ragged([list(pair[0]) for pair in pairs]),
        ragged([list(pair[1]) for pair in pairs]),
        6,
        7,
        np.array([pair[2] for pair in pairs], np.float32),
        np.array([pair[3] for pair in pairs], np.int8),
        3,
    )


def cells(association, values):
    """The values by (source, target)."""
    starts = association.starts
    return {
        (source, int(association.targets[at])): float(values[at])
        for source in range(len(starts) - 1)
        for at in range(starts[source], starts[source + 1])
    }


def swapped(pairs):
    return [(right, left, weight, fold) for left, right, weight, fold in pairs]


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_it_counts_as_the_textbook_does_in_both_directions(pairs):
    for association, given_pairs in zip(learned(pairs), (pairs, swapped(pairs)), strict=True):
        expected = model_1(given_pairs)
        found = cells(association, association.counts[-1])
        assert found == pytest.approx(dict(expected), abs=1e-4)
        for source, total in enumerate(association.totals[-1]):
            own = sum(count for (s, _), count in expected.items() if s == source)
            assert total == pytest.approx(own, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(0, 2))
def test_without_a_fold_its_pairs_are_not_counted(pairs, fold):
    """As if the pairs of the fold had stayed away from the last iteration."""
    for association, given_pairs in zip(learned(pairs), (pairs, swapped(pairs)), strict=True):
        expected = model_1(given_pairs, skip=fold)
        sums = defaultdict(float)
        for (source, _), count in expected.items():
            sums[source] += count
        found = cells(association, association.without(fold, discount=0.0, prior=1.0))
        assert found == pytest.approx(
            {(s, t): expected.get((s, t), 0.0) / (sums[s] + 1.0) for s, t in found}, abs=1e-4
        )


@given(ROWS)
def test_the_targets_of_a_source_ascend(pairs):
    for association in learned(pairs):
        for first, last in pairwise(association.starts):
            assert (np.diff(association.targets[first:last]) > 0).all()


def test_discount_and_prior_make_what_was_seen_once_count_for_little():
    left, right = ragged([[0], [1], [1], [1], [1]]), ragged([[7], [8], [8], [8], [8]])
    association, _ = learn(left, right, 2, 9)
    assert cells(association, association.without(-1, discount=0.0, prior=0.0)) == {
        (0, 7): 1.0,
        (1, 8): 1.0,
    }
    sceptical = cells(association, association.without(-1, discount=0.8, prior=2.0))
    assert sceptical[0, 7] == pytest.approx((1 - 0.8) / (1 + 2))
    assert sceptical[1, 8] == pytest.approx((4 - 0.8) / (4 + 2))
    assert cells(association, association.without(-1, discount=5.0, prior=0.0)) == {
        (0, 7): 0.0,
        (1, 8): 0.0,
    }


def test_words_find_their_translations():
    zh = ["蓝 房子", "小 房子", "蓝 花", "小 书", "书"]
    en = ["blue house", "small house", "blue flower", "small book", "book"]
    zh_types = sorted({word for text in zh for word in text.split()})
    en_types = sorted({word for text in en for word in text.split()})
    directions = learn(
        ragged([[zh_types.index(word) for word in text.split()] for text in zh]),
        ragged([[en_types.index(word) for word in text.split()] for text in en]),
        len(zh_types),
        len(en_types),
    )
    translations = {"蓝": "blue", "房子": "house", "小": "small", "花": "flower", "书": "book"}
    for association, sources, targets, expected in (
        (directions[0], zh_types, en_types, translations),
        (directions[1], en_types, zh_types, {en: zh for zh, en in translations.items()}),
    ):
        p = cells(association, association.without(-1, 0.0, 0.0))
        best = {
            word: max((value, targets[t]) for (s, t), value in p.items() if s == source)[1]
            for source, word in enumerate(sources)
        }
        assert best == expected


def test_a_weight_of_nothing_teaches_nothing():
    pairs = [((0,), (1,), 1.0, 0), ((0,), (2,), 0.0, 1)]
    association, _ = learned(pairs)
    assert cells(association, association.counts[-1]) == {(0, 1): 1.0, (0, 2): 0.0}


def test_nothing_to_learn_from_gives_an_empty_table():
    for association in learn(ragged([]), ragged([]), 3, 2):
        assert association.folds == 0
        assert list(association.without(-1, 0.8, 2.0)) == []


def test_rows_of_tokens():
    rows = ragged([[4, 5], [], [6]])
    assert len(rows) == 3
    assert [rows.row(i).tolist() for i in range(3)] == [[4, 5], [], [6]]
    assert len(Ragged(np.zeros(1, np.int64), np.zeros(0, np.int32))) == 0


def test_cells_are_numbered_alike_when_the_table_grows():
    """1,600 token pairs: the hash table starts with room for 512 and doubles twice."""
    source, target = ragged([list(range(40))] * 2), ragged([list(range(40))] * 2)
    arguments = source.starts, source.tokens, target.starts, target.tokens
    numbered, keys = pair_cells(*arguments)
    assert len(set(keys.tolist())) == len(keys) == 1600
    pairs = [(a << 32) | b for _ in range(2) for a in range(40) for b in range(40)]
    assert keys[numbered].tolist() == pairs
    with np.errstate(over="ignore"):
        for mine, twin in zip((numbered, keys), pair_cells.py_func(*arguments), strict=True):
            assert np.array_equal(mine, twin)


@given(st.integers(0, 2**62))
def test_the_hash_is_never_negative(key):
    with np.errstate(over="ignore"):
        assert mix(np.int64(key)) >= 0


@pytest.mark.parametrize("forward", [True, False])
def test_the_e_step_equals_its_twin(forward):
    random = np.random.default_rng(3)
    source = ragged([random.integers(0, 5, 4).tolist() for _ in range(6)])
    target = ragged([random.integers(0, 5, 3).tolist() for _ in range(6)])
    numbered, keys = pair_cells(source.starts, source.tokens, target.starts, target.tokens)
    arguments = (
        source.starts,
        target.starts,
        numbered,
        random.random(6).astype(np.float32),
        random.random(len(keys)).astype(np.float32),
        np.array([0, 1, -1, 0, 1, 1], np.int8),
        2,
        forward,
    )
    assert expected_counts(*arguments) == pytest.approx(
        expected_counts.py_func(*arguments), rel=1e-6
    )


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_counts_are_sums_of_blocks_added_in_order(monkeypatch, size):
    """What several workers would make of the blocks has the same bytes."""
    random = np.random.default_rng(5)
    source = [random.integers(0, 5, 4).tolist() for _ in range(6)]
    target = [random.integers(0, 5, 3).tolist() for _ in range(6)]
    left, right = ragged(source), ragged(target)
    numbered, keys = pair_cells(left.starts, left.tokens, right.starts, right.tokens)
    weights = random.random(6).astype(np.float32)
    probability = random.random(len(keys)).astype(np.float32)
    folds = np.array([0, 1, -1, 0, 1, 1], np.int8)
    monkeypatch.setattr(kernels, "BLOCK", size)

    def counts(first, last):
        pairs = slice(first, last)
        starts = [ragged(rows[pairs]).starts for rows in (source, target)]
        cells = numbered[12 * first : 12 * last]
        return expected_counts.py_func(
            *starts, cells, weights[pairs], probability, folds[pairs], 2, True
        )

    by_blocks = np.zeros((3, len(keys)))
    for first in range(0, 6, size):
        by_blocks += counts(first, first + size)
    assert counts(0, 6).tobytes() == by_blocks.tobytes()
