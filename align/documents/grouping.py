"""Documents joined into groups of one event, pair of groups by pair of groups.

    clusters(links) -> [[document numbers], ...]

Agglomerative clustering: the two groups with the strongest ties come first, and a logistic
regression decides whether they report the same event. Average linkage would keep large events
apart, as few pairs of their reports have much in common; so the model uses each document's nearest
one in the other group, the sizes of the groups, and how many documents of the collection have
company at all.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from align.documents.events.candidates import COMPARED
from align.documents.events.links import DocumentLinks, accompanied
from align.documents.grouping_kernels import STRANGERS, Groups, Neighbours, ties
from align.weights.stored import stored_model
from corpus.kernels.arrays import Doubles, Flags

MERGE_FEATURES = (
    "nearest, less", "nearest, more", "two documents", "one document", "size, less", "size, more",
    "mean probability", "accompanied", "accompanied, one", "accompanied, two",
)  # fmt: skip
"""Mean over a group's documents of the log odds with the nearest document of the other group, for
the side where it is lower and where it is higher; whether both groups are one document, or one of
them; logarithms of the sizes over `SMALL`, no less than 0, and as of `LARGE` at most: it is large
events whose reports share little; logarithm of the mean probability of a pair; how many documents
of the collection have company at all (`align.documents.events.links.accompanied`), and the same
where a document meets a larger group, or another one. Tried and left out, as F1 stayed: the three
nearest, ties within the groups."""
JOIN = 0.25
"""Log odds above which two groups are one event. With 0 B-cubed F1 is the same in cross-validation,
but two earthquakes of a small folder become one event."""
_WEAKEST = -3.9
"""Strength of ties, nearly that of strangers, below which two groups are not looked at."""

_ROUNDING = 1e-9
"""By which the same log odds may differ, reckoned of one row and of many."""

Decide = Callable[[Sequence[int], Sequence[int], Doubles], bool]


def clusters(
    links: DocumentLinks,
    joined: Sequence[tuple[int, int]] = (),
    granularity: float = 0.0,
    topics: Mapping[int, int] | None = None,
) -> list[list[int]]:
    """Groups of document numbers, each ascending, ordered by their first.

    Args:
        links: the pairs that were compared.
        joined: pairs that are in one group whatever the links say.
        granularity: above 0 joins groups that are rather not one event; in log odds.
        topics: of documents whose topic is known: they stay together, and apart from all others
            that have one, whatever else is said.
    """
    model = _model()
    known = topics or {}

    def plausible(rows: Doubles) -> Flags:
        return np.asarray(rows @ model[:-1] + model[-1] + granularity > JOIN - _ROUNDING, np.bool_)

    def decide(a: Sequence[int], b: Sequence[int], row: Doubles) -> bool:
        return float(row @ model[:-1] + model[-1]) + granularity > JOIN and not apart(a, b)

    def apart(a: Sequence[int], b: Sequence[int]) -> bool:
        return len({known[document] for document in (*a, *b) if document in known}) > 1

    first = {topic: document for document, topic in sorted(known.items(), reverse=True)}
    together = [(first[topic], document) for document, topic in known.items()]
    return merged(links, decide, joined, plausible, together, apart if known else None)


@cache
def _model() -> Doubles:
    stored = stored_model("events: merge", MERGE_FEATURES)
    return np.append(stored.weights, stored.bias)


def merged(
    links: DocumentLinks,
    decide: Decide,
    joined: Sequence[tuple[int, int]] = (),
    plausible: Callable[[Doubles], Flags] | None = None,
    together: Sequence[tuple[int, int]] = (),
    apart: Callable[[Sequence[int], Sequence[int]], bool] | None = None,
) -> list[list[int]]:
    """Groups under any decision on two groups and their row of `MERGE_FEATURES`.

    Args:
        links: the pairs that were compared.
        decide: whether two groups, of documents with these numbers, are one.
        joined: see `clusters`.
        plausible: which rows may be decided so at all; the others are forgotten at once, which
            takes most of the memory otherwise.
        together: pairs that are joined before all others.
        apart: which groups, of documents with these numbers, `joined` must not bring together.

    Cost: each merge looks once at the links of the new group's documents; no matrix of all
    documents is made.
    """
    count = links.count
    neighbours = _neighbours(links)
    groups = Groups(np.arange(count), np.ones(count, np.int64), np.full((2, count), -1, np.int64))
    members = [[k] for k in range(count)]
    version = [0] * count
    heap: list[tuple[float, int, int, int, int, tuple[float, ...]]] = []

    def offer(group: int, *, later: bool) -> None:
        near, rows, strength = ties(np.array(members[group], np.int64), neighbours, groups)
        if plausible is not None:
            kept = plausible(rows)
            near, rows, strength = near[kept], rows[kept], strength[kept]
        for other, row, value in zip(near.tolist(), rows.tolist(), strength.tolist(), strict=True):
            if value > _WEAKEST and (other > group or not later):
                a, b = min(group, other), max(group, other)
                heapq.heappush(heap, (-value, a, b, version[a], version[b], tuple(row)))

    def merge(a: int, b: int) -> None:
        members[a] = sorted(members[a] + members[b])
        groups.of[members[b]] = a
        members[b] = []
        groups.sizes[a] = len(members[a])
        version[a] += 1
        version[b] += 1

    for a, b in (*sorted(together), *sorted(joined)):
        a, b = sorted((int(groups.of[a]), int(groups.of[b])))
        if a != b and not (apart and apart(members[a], members[b])):
            merge(a, b)
    for group in range(count):
        if members[group]:
            offer(group, later=True)
    while heap:
        _, a, b, version_a, version_b, row = heapq.heappop(heap)
        now = version[a] == version_a and version[b] == version_b
        if now and decide(members[a], members[b], np.array(row)):
            merge(a, b)
            offer(a, later=False)
    return sorted((group for group in members if group), key=lambda group: group[0])


def _neighbours(links: DocumentLinks) -> Neighbours:
    """The links by document; a pair counts by itself and by its company.

    Either alone is less even between small and large events.
    """
    ends = np.concatenate([links.first, links.second])
    order = np.argsort(ends, kind="stable")
    both = 0.5 * (np.maximum(links.alone, STRANGERS) + np.maximum(links.logits, STRANGERS))
    return Neighbours(
        np.searchsorted(ends[order], np.arange(links.count + 1)).astype(np.int64),
        np.concatenate([links.second, links.first])[order].astype(np.int32),
        np.concatenate([both, both])[order],
        accompanied(links),
        COMPARED,
    )
