"""Groups of documents out of links between them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.documents.events.links import DocumentLinks
from align.documents.grouping import MERGE_FEATURES, clusters, merged
from align.documents.grouping_kernels import Groups, Neighbours, ties


def links(count: int, *pairs: tuple[int, int, float]) -> DocumentLinks:
    first, second, logits = zip(*pairs, strict=True) if pairs else ((), (), ())
    return DocumentLinks(
        np.array(first, np.int64), np.array(second, np.int64), np.zeros(len(pairs), np.int64),
        np.array(logits, float), np.array(logits, float), count, count,
    )  # fmt: skip


COMPANY = 1.5
TWO_EVENTS = [
    *((a, b, 4.0) for a in range(4) for b in range(a + 1, 4)),
    *((a, b, 4.0) for a in range(4, 8) for b in range(a + 1, 8)),
    (3, 4, -2.0),
]


def test_two_events_and_a_stranger():
    assert clusters(links(9, *TWO_EVENTS)) == [[0, 1, 2, 3], [4, 5, 6, 7], [8]]


def test_known_topics_neither_part_nor_come_together():
    known = {0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 7: 1}
    found = clusters(links(9, *TWO_EVENTS), [(3, 8), (8, 0)], topics=known)
    topic = {document: number for number, group in enumerate(found) for document in group}
    for a in known:
        for b in known:
            assert (topic[a] == topic[b]) == (known[a] == known[b])
    assert sorted(document for group in found for document in group) == list(range(9))


def test_a_chain_of_reports_is_one_event():
    """In a large event most pairs of reports share little, but each has others near it."""
    ring = [(a, b, 3.0 if b - a <= 3 else -3.5) for a in range(10) for b in range(a + 1, 10)]
    assert clusters(links(10, *ring)) == [list(range(10))]


def test_one_weak_link_joins_nothing():
    assert clusters(links(2, (0, 1, -2.0))) == [[0], [1]]
    assert clusters(links(0)) == []


def test_what_is_joined_stays_joined():
    assert clusters(links(3, (0, 1, -3.0)), joined=[(1, 2)]) == [[0], [1, 2]]


def test_granularity():
    found = links(9, *TWO_EVENTS)
    assert len(clusters(found, granularity=50.0)) == 2  # the stranger has no link at all
    assert len(clusters(found, granularity=-50.0)) == 9


def test_another_decision_can_be_asked_for():
    found = links(9, *TWO_EVENTS)
    assert merged(found, lambda a, b, row: len(a) + len(b) <= 2) == [
        [0, 1], [2, 3], [4, 5], [6, 7], [8],
    ]  # fmt: skip


def dense_row(matrix, a, b):
    """What `ties` says of two groups, read off a matrix of all pairs."""
    part = matrix[np.ix_(a, b)]

    best = [part.max(axis=1).mean(), part.max(axis=0).mean()]
    chance = (1 / (1 + np.exp(-part))).mean()
    sizes = sorted(min(len(group), 8) for group in (a, b))
    one, two = sizes[0] == 1, sizes[1] == 1
    return [
        min(best), max(best), float(two), float(one),
        max(np.log(sizes[0] / 2), 0), max(np.log(sizes[1] / 4), 0), np.log(chance + 0.001),
        COMPANY, COMPANY * (one and not two), COMPANY * two,
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ties_are_those_of_the_whole_matrix(data):
    count = data.draw(st.integers(2, 9))
    group_of = np.array(data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    group_of = np.array([int(np.flatnonzero(group_of == g)[0]) for g in group_of])
    pairs = data.draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
                lambda pair: pair[0] < pair[1]
            ),
            unique=True,
        )
    )
    matrix = np.full((count, count), -4.0)
    for a, b in pairs:
        matrix[a, b] = matrix[b, a] = data.draw(st.floats(-4, 8))
    ends = sorted([(a, b) for a, b in pairs] + [(b, a) for a, b in pairs])
    starts = np.searchsorted([a for a, _ in ends], np.arange(count + 1)).astype(np.int64)
    others = np.array([b for _, b in ends], np.int32)
    logits = np.array([matrix[a, b] for a, b in ends], float)
    sizes = np.bincount(group_of, minlength=count)
    members = np.flatnonzero(group_of == group_of[0])
    groups = Groups(group_of, sizes, np.full((2, count), -1, np.int64))
    near, rows, _ = ties(members, Neighbours(starts, others, logits, COMPANY, 30), groups)
    assert (groups.slots == -1).all()
    assert rows.shape == (len(near), len(MERGE_FEATURES))
    for other, row in zip(near, rows, strict=True):
        wanted = dense_row(matrix, members, np.flatnonzero(group_of == other))
        assert row == pytest.approx(wanted, abs=1e-9)
