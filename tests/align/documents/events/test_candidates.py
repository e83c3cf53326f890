"""Which documents are worth comparing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents.events import blocks as blocks_of_time
from align.documents.events import candidates
from align.documents.events.blocks import UNDATED, blocks_of
from align.documents.events.candidates import within
from align.documents.events.same_language import products
from align.documents.pairing import survey
from tests.corpus.matrices.full import full, of_full

ROWS = st.lists(
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=4, max_size=4), min_size=1, max_size=7
)


@given(ROWS, st.integers(1, 3))
def test_documents_of_one_language_are_the_nearest_of_either(rows, best):
    matrix = of_full(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "COMPARED", best)
        i, j = within(matrix, None)
    near = full(matrix @ matrix.T)
    np.fill_diagonal(near, 0.0)
    wanted = set()
    for a, row in enumerate(near):
        for b in np.argsort(-row, kind="stable")[:best]:
            if row[b] > 0:
                wanted.add((min(a, b), max(a, b)))
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == wanted
    assert products(matrix, i, j) == pytest.approx([near[a, b] for a, b in zip(i, j, strict=True)])


def test_common_words_call_up_nothing_when_the_budget_is_spent(monkeypatch):
    """The telling word (weight 2) is looked up first; the word that all hold costs too much."""
    rows = of_full([[2.0, 1.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.0, 1.0, 2.0]])
    monkeypatch.setattr(candidates, "_BUDGET", 3)
    i, j = within(rows, None)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 1), (2, 3)]


@given(ROWS, st.data())
def test_what_stands_in_one_block_is_looked_for_as_if_it_were_alone(rows, data):
    blocks = np.sort(data.draw(st.lists(st.integers(0, 9), min_size=len(rows), max_size=len(rows))))
    matrix = of_full(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "_FAR", 0)
        patch.setattr(blocks_of_time, "FEWEST", 0)
        i, j = within(matrix, blocks.astype(np.int64))
    assert (abs(blocks[i] - blocks[j]) <= 1).all()
    found = set(zip(i.tolist(), j.tolist(), strict=True))
    near = full(matrix @ matrix.T)
    assert found == {
        (a, b)
        for a in range(len(rows))
        for b in range(a + 1, len(rows))
        if abs(blocks[a] - blocks[b]) <= 1 and near[a, b] > 0
    }


def test_rare_words_are_looked_for_at_any_time(monkeypatch):
    """Row 0 and 3 share a word that nobody else has; the one that all share is too common."""
    common = [1.0] * 40
    rows = np.column_stack([common, [2.0, *[0.0] * 2, 2.0, *[0.0] * 36]])
    blocks = np.array([10, *range(20, 59)], np.int64)
    monkeypatch.setattr(blocks_of_time, "FEWEST", 0)
    i, j = within(of_full(rows), blocks)
    pairs = set(zip(i.tolist(), j.tolist(), strict=True))
    assert (0, 3) in pairs
    assert (0, 5) not in pairs


def test_documents_without_a_date_are_looked_for_at_any_time(monkeypatch):
    monkeypatch.setattr(blocks_of_time, "FEWEST", 0)
    rows = of_full([[1.0]] * 40)
    i, j = within(rows, np.array([*range(10, 127, 3), UNDATED], np.int64))
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == {(k, 39) for k in range(30)}


FLOOD_ZH = ["暴雨导致广东北江水位上涨，七人死亡。", "当地已转移群众八万多人。"]
FLOOD_EN = [
    "Heavy rain has raised the Bei River in Guangdong, and seven people died.",
    "More than 80,000 people have been moved to safety.",
]


def test_a_translation_of_years_later_is_found(monkeypatch):
    """Among others of either time; by names and figures that nobody else has."""
    monkeypatch.setattr(blocks_of_time, "FEWEST", 0)
    others = {f"s{k}": [f"球队{k}输掉了第{k}场比赛。"] for k in range(5)}
    dates = {"z": "2020-06-01", "e": "2023-06-01"} | dict.fromkeys(others, "2023-06-01")
    found = survey({"z": FLOOD_ZH, **others}, {"e": FLOOD_EN}, dates=dates, window=14)
    assert {(found.zh[i], found.en[j]) for i, j in found.translated} == {("z", "e")}


def test_a_window_over_all_time_leaves_out_nothing():
    zh = {f"s{k}": [f"球队{k}输掉了第{k}场比赛。"] for k in range(5)} | {"z": FLOOD_ZH}
    dates = dict.fromkeys([*zh, "e"], "2023-06-01")
    days = blocks_of(np.array([738_000.0, 738_001.0]), 14)
    assert days[0] == days[1]
    every, one = (survey(zh, {"e": FLOOD_EN}, dates=dates, window=days) for days in (0, 14))
    assert (every.zh, every.groups, every.translated) == (one.zh, one.groups, one.translated)
