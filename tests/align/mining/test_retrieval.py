"""Retrieval: the few texts of the other language that are worth an exact look."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.evidence.lexical import bags, expected_share, information, sentence_starts, sentences
from align.mining import retrieval_kernels
from align.mining.retrieval import joined, nearest
from glossary.lexicon.evidence import gather_evidence

ZH = ["韩国总统李在明访问中国。", "地震造成两人死亡。", "央行宣布降息。"]
EN = [
    "The central bank announced a rate cut.",
    "South Korean President Lee Jae Myung visited China.",
    "The earthquake killed two people.",
]


@pytest.fixture(scope="module")
def evidence():
    return gather_evidence(ZH, EN)


def test_the_nearest_sentence_is_its_translation(evidence):
    target = bags(
        evidence.lemmas,
        sentence_starts(3),
        evidence.lemma_background,
        information(expected_share(evidence.lemmas, evidence.lemma_background)),
    )
    texts = sentences(evidence.lemmas, evidence.zh_mass)
    i, j = nearest(texts, target, best=1, shortlist=3, budget=100)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 1), (1, 2), (2, 0)]


def test_joined_holds_each_pair_once_in_order():
    forward = (np.array([1, 0], np.int32), np.array([2, 1], np.int32))
    backward = (np.array([2, 0], np.int32), np.array([1, 1], np.int32))
    i, j = joined(forward, backward, 3)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 1), (1, 0), (1, 2)]


@given(
    st.lists(st.sampled_from([0.0, 0.1, 0.7, 1.0, 1.1, 7.0, 1 / 3]), min_size=1, max_size=150),
    st.integers(1, 5),
    st.integers(0, 9),
)
def test_whole_blocks_are_passed_over_and_the_best_stay_the_best_and_of_equals_the_first(
    values, size, seed
):
    scores = np.array(values, np.float32)
    norm = np.random.default_rng(seed).choice([1.0, 1.6, 2.2], len(scores)).astype(np.float32)
    quotients = scores / norm
    best = sorted(range(len(scores)), key=lambda text: -quotients[text])[:size]
    expected = sorted(text for text in best if quotients[text] > 0)

    blocks = -(-len(scores) // retrieval_kernels._BLOCK)
    products, maxima = np.empty(len(scores), np.float32), np.empty(blocks, np.float32)
    room = np.empty(max(2 * size, blocks), np.float32)
    kept, approximate = np.empty(2 * size, np.int32), np.empty(2 * size, np.float32)
    border = retrieval_kernels._border(scores, 1 / norm, size, products, maxima, room)
    count = retrieval_kernels._best_above(
        scores, border, products, maxima, norm, size, kept, approximate, room
    )
    assert kept[:count].tolist() == expected
    assert not scores.any()
