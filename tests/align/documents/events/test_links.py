"""DocumentLinks of documents: the odds of one event, its company and its dates considered."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents.events.comparisons import DocumentCollection
from align.documents.events.links import (
    COMPANY_FEATURES,
    LIMIT,
    DocumentLinks,
    accompanied,
    company,
    dated,
    linked_documents,
    with_logits,
)
from align.weights.logistic import probability

LOG2 = np.log(2.0)


def links(zh, count, *pairs):
    """DocumentLinks of documents, of which `zh` are Chinese, from (first, second, log odds)."""
    first, second, logits = (np.array(column) for column in zip(*pairs, strict=True))
    kind = np.where(second < zh, 1, np.where(first >= zh, 2, 0))
    return DocumentLinks(first, second, kind, logits.astype(float), logits.astype(float), count, zh)


def rows(found):
    """The company of each pair by name of the feature."""
    return [dict(zip(COMPANY_FEATURES, row, strict=True)) for row in company(found).tolist()]


QUAKE_ZH = ["日本东北部发生强烈地震。", "地震造成三座桥梁倒塌。"]
QUAKE_EN = ["A strong earthquake struck northeastern Japan.", "Three bridges collapsed in it."]
QUAKE_TOO = ["Japan was struck by a strong earthquake.", "In the northeast bridges collapsed."]
FINAL_ZH = ["球队在决赛中获胜。", "数千名球迷庆祝胜利。"]
FINAL_EN = ["The team won the final.", "Thousands of fans celebrated the victory."]
BAKERY_EN = ["A bakery in the old town closed.", "Its owner is retiring after forty years."]


@pytest.fixture(scope="module")
def odds():
    texts = [QUAKE_ZH, FINAL_ZH], [QUAKE_EN, QUAKE_TOO, FINAL_EN, BAKERY_EN]
    found = linked_documents(DocumentCollection(*texts))
    pairs = zip(found.first.tolist(), found.second.tolist(), strict=True)
    return dict(zip(pairs, found.logits.tolist(), strict=True))


@pytest.mark.parametrize("pair", [(0, 2), (0, 3), (1, 4), (2, 3)])
def test_reports_of_one_event_are_linked_in_and_across_languages(odds, pair):
    assert odds[pair] > 0


def test_reports_of_other_events_are_not_linked(odds):
    same = {(0, 2), (0, 3), (1, 4), (2, 3)}
    assert max(value for pair, value in odds.items() if pair not in same) < 0


def test_no_documents_no_links():
    found = linked_documents(DocumentCollection([], []))
    assert (found.count, len(found.logits)) == (0, 0)
    assert accompanied(found) > 0.0  # the usual share, as nothing is known


@pytest.mark.parametrize(
    ("one", "other", "shift"),
    [
        ("2026-03-02", "2026-03-02", 2 * LOG2),
        ("2026-03-02", "2026-03-03", LOG2),
        ("2026-03-05", "2026-03-02", 0.0),
        ("2026-02-27", "2026-03-06", -LOG2),  # seven days
        ("2025-03-02", "2026-03-02", -3.0),
        ("2026-03-02T23:59:00", "2026-03-02", 2 * LOG2),
        ("", "2026-03-02", 0.0),
        ("March 2026", "2026-03-02", 0.0),
        ("", "", 0.0),
    ],
)
def test_days_between_two_reports_halve_the_odds(one, other, shift):
    found = dated(links(1, 2, (0, 1, 1.0)), [one, other])
    assert found.logits == pytest.approx([1.0 + shift])
    assert found.alone == pytest.approx([1.0 + shift])


def test_no_pair_is_surer_than_the_limit_whatever_dates_and_company_say():
    found = links(1, 3, (0, 1, 7.9), (0, 2, -7.9))
    far = dated(found, ["2026-03-02", "2026-03-02", "2020-01-01"])
    assert far.logits.tolist() == far.alone.tolist() == [LIMIT, -LIMIT]
    assert with_logits(found, np.array([99.0, -99.0])).logits.tolist() == [LIMIT, -LIMIT]


def test_a_pair_is_held_against_the_rivals_in_the_same_language():
    """The pair 0-2 has the rivals 0-3 and 1-2; 2-3 is none, its documents being both English."""
    row = rows(links(2, 4, (0, 2, 3.0), (0, 3, 1.0), (1, 2, -1.0), (2, 3, 6.0)))[0]
    assert row["over the best rival, less"] == pytest.approx(2.0)
    assert row["over the best rival, more"] == pytest.approx(4.0)
    assert row["best of both"] == 1.0


def test_a_pair_with_a_better_rival_is_not_the_best_of_both():
    found = rows(links(2, 4, (0, 2, 3.0), (0, 3, 1.0), (1, 2, 5.0)))
    assert [row["best of both"] for row in found] == [0.0, 0.0, 1.0]
    assert found[0]["over the best rival, less"] == pytest.approx(-2.0)


def test_documents_that_go_with_the_same_third_one_have_common_company():
    third = [(0, 3, 4.0), (1, 3, 4.0)]
    with_one, without = rows(links(2, 4, (0, 1, 0.0), *third))[0], rows(links(2, 4, (0, 1, 0.0)))[0]
    for name in ("common company", "common company, share", "closest company"):
        assert with_one[name] > without[name]
    assert with_one["closest company"] == pytest.approx(probability(np.array(4.0)) ** 2)
    assert (with_one["zh-zh"], with_one["en-en"]) == (1.0, 0.0)


def test_common_company_says_less_of_documents_that_go_with_many():
    third = [(0, 1, 0.0), (0, 3, 4.0), (1, 3, 4.0)]
    close, loose = rows(links(2, 6, *third))[0], rows(links(2, 6, *third, (0, 4, 4.0)))[0]
    assert close["common company"] == loose["common company"]
    assert close["common company, share"] > loose["common company, share"]
    assert close["common company, share"] == pytest.approx(0.982**2 / (0.1 + 0.982), abs=0.001)


PAIRS = [(a, b) for a in range(5) for b in range(a + 1, 5)]
LOGITS = st.lists(st.integers(-600, 600), min_size=10, max_size=10, unique=True).map(
    lambda found: [value / 100 for value in found]
)
"""No two alike: of equal rivals the first is the best."""


@given(LOGITS)
def test_company_sums_over_all_third_documents(logits):
    found = links(2, 5, *((a, b, x) for (a, b), x in zip(PAIRS, logits, strict=True)))
    chance = np.zeros((5, 5))
    for (a, b), p in zip(PAIRS, probability(found.logits), strict=True):
        chance[a, b] = chance[b, a] = p
    for (a, b), row in zip(PAIRS, rows(found), strict=True):
        assert row["common company"] == pytest.approx(np.log(chance[a] @ chance[b] + 0.01))
        assert row["closest company"] == pytest.approx((chance[a] * chance[b]).max())


@given(LOGITS, st.permutations(range(len(PAIRS))))
def test_company_belongs_to_the_pair_whatever_the_order(logits, order):
    pairs = [(a, b, x) for (a, b), x in zip(PAIRS, logits, strict=True)]
    turned = company(links(2, 5, *(pairs[k] for k in order)))
    assert turned == pytest.approx(company(links(2, 5, *pairs))[order], abs=1e-9)


def share_accompanied(pairs, kinds=(0, 1, 2)):
    """Of 40 documents, 20 a language."""
    odds = accompanied(replace(links(20, 40, (0, 1, -8.0), *pairs), count=40), kinds)
    return 1.0 / (1.0 + np.exp(-odds))


@pytest.mark.parametrize("told_twice", [0, 5, 10, 20])
def test_the_share_of_documents_with_company_is_found_out(told_twice):
    """As far as ten documents more, six of them with company, let it be."""
    pairs = [(k, 20 + k, 8.0 if k < told_twice else -8.0) for k in range(20)]
    assert share_accompanied(pairs) == pytest.approx((2 * told_twice + 6) / 50, abs=0.01)


@given(st.lists(st.floats(-4, 4), min_size=20, max_size=20), st.integers(0, 19))
def test_surer_pairs_make_company_likelier(odds, which):
    pairs = [(k, 20 + k, value) for k, value in enumerate(odds)]
    surer = [*pairs]
    surer[which] = (which, 20 + which, 5.0)
    assert share_accompanied(surer) >= share_accompanied(pairs) - 1e-9


def test_doubtful_pairs_are_doubted_more_where_most_documents_stand_alone():
    doubtful = [(k, 20 + k, 0.0) for k in range(10)]
    among_many = share_accompanied([*doubtful, *((k, 20 + k, 8.0) for k in range(10, 20))])
    among_few = share_accompanied([*doubtful, *((k, 20 + k, -8.0) for k in range(10, 20))])
    assert among_few < 0.2  # below the mean of their probabilities, which is 0.25
    assert among_many > 0.75


def test_company_of_another_kind_does_not_count():
    pairs = [(k, 20 + k, 8.0) for k in range(20)]
    assert share_accompanied(pairs, (1, 2)) < 0.2 < share_accompanied(pairs, (0,))
