"""Renderings of one term beside each other: which is part of which, and how frequent."""

import pytest

from glossary.analysis.tokens import chinese_text, english_text
from glossary.extraction.ranking.rivals import RIVALS, evidence_of_rivals
from glossary.extraction.word_alignment.candidates import find_candidates

PAIRS = [
    ("经济合作很重要。", "Economic cooperation matters."),
    ("双方谈到经济合作。", "Both sides spoke of economic cooperation."),
    ("经济合作需要时间。", "Economic and trade cooperation takes time."),
]


def test_pairs_are_compared_with_those_that_contain_them() -> None:
    zh, en = chinese_text([p[0] for p in PAIRS]), english_text([p[1] for p in PAIRS])
    found = find_candidates(zh, en)
    table = evidence_of_rivals(zh, en, found)
    assert table.shape == (len(found), len(RIVALS))
    terms = [
        (found.zh_terms[a], found.en_terms[b])
        for a, b in zip(found.zh.tolist(), found.en.tolist(), strict=True)
    ]
    column = {name: table[:, k] for k, name in enumerate(RIVALS)}
    mean = found.total / found.count
    for row, (term, rendering) in enumerate(terms):
        longer = [
            k
            for k, (other, words) in enumerate(terms)
            if other == term and k != row and f" {rendering} " in f" {words} "
        ]
        best = max((mean[k] for k in longer), default=None)
        expected = 0.0 if best is None else mean[row] - best
        assert column["s over longer of zh"][row] == pytest.approx(expected, abs=1e-5)
    assert any(column["s over longer of zh"])
