"""The best partner of each document."""

import numpy as np

from align.documents.events.links import DocumentLinks
from align.documents.events.partners import nearest_pairs, partner_rows, partners


def links(zh, count, *pairs):
    first, second, logits = zip(*pairs, strict=True) if pairs else ((), (), ())
    values = np.array(logits, float)
    return DocumentLinks(
        np.array(first, np.int64), np.array(second, np.int64), np.zeros(len(pairs), np.int64),
        values, values, count, zh,
    )  # fmt: skip


def test_each_document_is_asked_once():
    found = links(2, 5, (0, 2, 3.0), (0, 3, 1.0), (1, 2, 2.0), (1, 3, -1.0), (1, 4, -2.0))
    pairs, rows = partner_rows(found)
    assert pairs.tolist() == [0, 1, 2, 4]  # 3 is the best of neither
    assert rows[:, 1].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert len(partners(found).logits) == 4
    assert partner_rows(links(0, 0))[0].tolist() == []


def test_a_doubtful_pair_is_likelier_where_all_others_have_partners():
    doubtful = (0, 20, -0.5)
    told = links(20, 40, doubtful, *((k, 20 + k, 5.0) for k in range(1, 20)))
    strangers = links(20, 40, doubtful, *((k, 20 + k, -5.0) for k in range(1, 20)))
    assert partners(told).logits[0] > partners(strangers).logits[0]


def test_nearest_pairs_of_either_side():
    found = links(2, 5, (0, 2, 3.0), (0, 3, 1.0), (1, 2, 2.0), (1, 3, -1.0), (1, 4, -2.0))
    assert nearest_pairs(found, 1) == [(0, 0), (0, 1), (1, 0), (1, 2)]
