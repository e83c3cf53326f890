"""Documents of one language compared."""

import numpy as np

from align.documents.events.same_language import (
    best_shared,
    expectations,
    products,
    unit_rows,
)
from align.evidence.lexical import sentences
from glossary.lexicon.evidence import gather_evidence


def test_best_shared():
    starts, units = np.array([0, 2, 4, 4]), np.array([0, 1, 1, 2], np.int32)
    weights = np.array([3.0, 0.5, 9.0], np.float32)
    assert best_shared(starts, units, weights, np.array([0, 0]), np.array([1, 2])).tolist() == [
        0.5, 0.0,
    ]  # fmt: skip
    nothing = np.zeros(0, np.float32)
    none = np.zeros(0, np.int32)
    assert best_shared(np.zeros(3, np.int64), none, nothing, np.array([0]), np.array([1])) == [0.0]


def test_two_words_for_one_thing_make_the_same_words_likelier():
    zh = ["地震袭击了岛屿。", "强震之后海岛停电。", "球队输掉了比赛。"]
    en = ["An earthquake struck the island.", "The team lost the match; the quake was strong."]
    evidence = gather_evidence(zh, en)
    weights = np.ones(evidence.lemmas.types, np.float32)
    texts = sentences(evidence.lemmas, evidence.zh_mass)
    rows = expectations(texts, weights, 50)
    alike, other = products(rows, np.array([0, 0]), np.array([1, 2]))
    assert alike > other
    few = expectations(texts, weights, 1)
    assert np.diff(few.starts).max() == 1
    assert unit_rows(few).shape == few.shape
