"""Retrieval: the few texts of the other language that are worth an exact look."""

import numpy as np
import pytest

from align.evidence.lexical import bags, expected_share, information, sentence_starts, sentences
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
