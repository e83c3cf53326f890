"""Which documents translate each other, and in which order their paragraphs stand."""

import pytest

from align.documents.translations import (
    Correspondence,
    correspondences,
    reading_order,
    translations,
)
from glossary.lexicon.evidence import gather_evidence

ZH = [
    "韩国总统抵达北京，开始为期四天的国事访问。",
    "这是他就任以来首次访问中国。",
    "他在机场说，韩国将继续奉行务实外交。",
    "双方签署了十二项合作文件，涉及半导体和渔业。",
    "中国外交部发言人表示，两国关系正在改善。",
    "访问期间，他还将会见二百名韩国企业家。",
]
EN = [
    "The South Korean president arrived in Beijing for a four-day state visit.",
    "It is his first trip to China since he took office.",
    "At the airport he said South Korea would continue to pursue pragmatic diplomacy.",
    "The two sides signed twelve cooperation documents on semiconductors and fisheries.",
    "A spokesman for China’s Foreign Ministry said bilateral relations were improving.",
    "During the visit he will also meet 200 South Korean entrepreneurs.",
]


def test_what_two_texts_have_in_common_and_in_which_order():
    swapped = EN[3:] + EN[:3]
    evidence = gather_evidence(ZH, [*EN, *swapped])
    found = correspondences(evidence, [ZH], [EN, swapped], [(0, 0), (0, 1)])
    plain, moved = found[0, 0], found[0, 1]
    assert set(plain.matches) <= {(k, k) for k in range(6)}
    assert (plain.in_order, plain.en_order) == (1.0, ())
    assert set(moved.matches) <= {(k, (k + 3) % 6) for k in range(6)}
    assert moved.en_order == (3, 4, 5, 0, 1, 2)
    assert moved.in_order < 1.0


def test_versions_of_yearly_texts_are_not_translations_of_each_other():
    matches = tuple((k, k) for k in range(40))
    whole = Correspondence(matches, 0.99, 0.99, 1.0)
    most = Correspondence(matches[:38], 0.9, 0.9, 1.0)
    found = {(0, 0): whole, (1, 1): whole, (0, 1): most}
    assert translations(found) == {(0, 0), (1, 1)}
    # A second translation of the same text has no better partner: it stays.
    assert translations({(0, 0): whole, (1, 0): most}) == {(0, 0), (1, 0)}


@pytest.mark.parametrize(
    ("matches", "order"),
    [
        (((0, 2), (1, 3), (4, 0), (5, 1)), (2, 3, 4, 0, 1)),  # 4 goes with 3
        (((0, 0), (1, 1), (2, 2)), ()),
        (((0, 8), (1, 1), (2, 2)), ()),  # one pair by itself moves nothing
        ((), ()),
    ],
)
def test_reading_order(matches, order):
    assert reading_order(matches, 9, 5 if order else 9) == order
