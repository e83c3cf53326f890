"""The kernels of exact evidence: against a plain reading of their definition."""

import numpy as np
import pytest

from align.evidence.kernels import COVERED, LOG_RATIO, MATCHED, UNMATCHED, log_ratios, pair_evidence
from align.evidence.lexical import bags, expected_share, information, sentence_starts, sentences
from glossary.lexicon.evidence import gather_evidence
from glossary.lexicon.ratio_kernels import add_ratios

ZH = ["韩国总统李在明访问中国。", "地震造成两人死亡。", "央行宣布降息。"]
EN = [
    "The central bank announced a rate cut.",
    "South Korean President Lee Jae Myung visited China.",
    "The earthquake killed two people.",
]


@pytest.fixture(scope="module")
def evidence():
    return gather_evidence(ZH, EN)


def test_pair_evidence_is_what_it_says(evidence):
    direction = evidence.lemmas
    starts = sentence_starts(3)
    weights = information(evidence.lemma_background)
    target = bags(direction, starts, evidence.lemma_background, weights)
    i, j = np.repeat(np.arange(3, dtype=np.int32), 3), np.tile(np.arange(3, dtype=np.int32), 3)
    texts = sentences(direction, evidence.zh_mass)
    found = pair_evidence(texts, target, i, j)
    assert log_ratios(texts, target, i, j).tolist() == found[:, LOG_RATIO].tolist()
    for row, source, text in zip(found, i, j, strict=True):
        ratios = np.zeros(direction.types, np.float32)
        touched = np.zeros(direction.types, np.int32)
        add_ratios(direction, int(source), 1.0, ratios, touched, 0)
        first, last = direction.target_starts[text : text + 2]
        units = direction.target_units[first:last]
        r, w = ratios[units], weights[units]
        assert row[LOG_RATIO] == pytest.approx(np.log(direction.floor + r).sum(), rel=1e-3)
        assert row[COVERED] == pytest.approx((target.salience[units] * r / (r + 3)).sum(), rel=1e-3)
        assert row[UNMATCHED] == pytest.approx(w[r < 1].sum(), rel=1e-3)
        assert row[MATCHED] == pytest.approx((w * np.log(1 + r)).sum(), rel=1e-3)


def test_a_document_counts_its_units_once_dampened(evidence):
    direction = evidence.lemmas
    weights = information(evidence.lemma_background)
    whole = np.array([0, 3], np.int64)
    plain = bags(direction, whole, evidence.lemma_background, weights)
    dampened = bags(direction, whole, evidence.lemma_background, weights, dampened=True)
    assert len(set(plain.units.tolist())) == len(plain.units)
    assert plain.counts.sum() == len(direction.target_units)
    assert dampened.counts.sum() <= plain.counts.sum()


def test_information_falls_with_frequency():
    found = information(np.array([0.05, 1e-4, 1e-6, 0.0]))
    assert found[0] == 0.0
    assert (np.diff(found) > 0).all()
    assert found[-1] == 1.0


def test_among_a_few_sentences_the_language_at_large_decides(evidence):
    share = expected_share(evidence.lemmas, evidence.lemma_background)
    assert share.max() < 0.05
    assert information(share).max() > 0.5
