"""Blocks of time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents.events import blocks as blocks_of_time
from align.documents.events.blocks import (
    ALL,
    LEAST,
    UNDATED,
    blocks_of,
    days_of,
    narrows,
    spans,
    window_of,
)

DAYS = st.lists(st.integers(700_000, 700_300) | st.just(np.nan), max_size=30).map(
    lambda days: np.sort(np.array(days, np.float64))
)


def test_days():
    days = days_of(["2026-11-30", "2026-12-01T08:00", "", "yesterday"])
    assert days[1] - days[0] == 1
    assert np.isnan(days[2:]).all()


@given(DAYS, DAYS, st.integers(1, 400), st.integers(0, 9))
def test_all_within_the_window_are_looked_for_and_from_no_date_all(own, other, window, few):
    blocks, others = blocks_of(own, window), blocks_of(other, window)
    asked = np.zeros((len(own), len(other)), np.bool_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks_of_time, "FEWEST", few)
        found = spans(blocks, others)
    for span in found:
        asked[span.first : span.end, span.target : span.target_end] = True
    apart = np.abs(own[:, None] - other)
    assert asked[apart <= window].all()
    near = asked[blocks != UNDATED]
    assert (near.sum(axis=1) >= min(few, (others != UNDATED).sum())).all()
    if few == 0:
        assert not asked[apart > 2 * window].any()
    assert asked[blocks == UNDATED].all()
    assert not near[:, others == UNDATED].any()


def test_a_small_collection_and_one_without_dates_have_no_window():
    assert window_of(np.arange(float(ALL))) == 0
    assert window_of(np.full(2 * ALL, np.nan)) == 0
    assert window_of(np.append(np.full(2 * ALL, np.nan), np.arange(ALL))) == 0


@given(st.integers(1, 2_000), st.integers(0, 50))
def test_a_window_is_as_long_as_documents_are_few(a_day, late):
    days = np.repeat(np.arange(700_000.0, 700_000.0 + 4 * ALL // a_day), a_day)
    days = np.concatenate([days, np.full(late, 800_000.0)])
    window = window_of(days)
    if len(days) > ALL:
        assert window >= LEAST
        assert window == LEAST or 3 * window * a_day <= 1.2 * ALL
        assert window % LEAST == 0


@pytest.mark.parametrize(
    ("each", "span", "narrow"),
    [(300, 400, True), (300, 10, False), (150, 400, False)],
    ids=["far apart", "of one time", "few"],
)
def test_a_window_that_leaves_out_nothing_is_known(each, span, narrow):
    days = 700_000.0 + np.linspace(0, span, each).round()
    assert narrows(days, days[::-1], LEAST) is narrow
    assert not narrows(np.full(each, np.nan), np.full(each, np.nan), LEAST)
