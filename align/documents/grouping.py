"""Documents joined into groups of one event, pair of groups by pair of groups.

    clusters(links) -> [[document numbers], ...]

Agglomerative: the two groups with the strongest ties come first, and a trained model decides
whether they report the same event. A plain average over all pairs of documents would keep large
events apart, of which few pairs of reports have much in common; so the model looks at each
document's nearest one on the other side, at how large the groups are already, and at how many
documents of the collection have company at all.
"""

import heapq
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from align.documents.events.comparisons import CANDIDATES
from align.documents.events.links import Links, accompanied
from align.weights.stored import stored_model
from corpus.kernels.arrays import Doubles, Ints, Longs
from corpus.kernels.compiled import compiled

MERGE_FEATURES = (
    "nearest, less", "nearest, more", "two documents", "one document", "size, less", "size, more",
    "mean probability", "accompanied", "accompanied, one", "accompanied, two",
)  # fmt: skip
"""Mean over a group's documents of the log odds with the nearest document of the other group, for
the side where it is lower and where it is higher; whether both groups are one document, or one of
them; logarithms of the sizes over `_SMALL`, no less than 0, and as of `_LARGE` at most: it is large
events whose reports share little; logarithm of the mean probability of a pair; how many documents
of the collection have company at all (`align.documents.events.links.accompanied`), and the same
where a document meets a larger group, or another one. Tried and left out, as F1 stayed: the three
nearest, ties within the groups."""
_SMALL = 2.0, 4.0
_LARGE = 8.0
"""Documents of a large group: the events of the training data hardly get larger."""
JOIN = 0.25
"""Log odds above which two groups are one event. With 0 B-cubed F1 is the same in cross-validation,
but two earthquakes of a small folder become one event."""
_STRANGERS = -4.0
"""Log odds of two documents that were not worth comparing; no pair counts for less."""
_WEAKEST = -3.9
"""Strength of ties, nearly that of strangers, below which two groups are not looked at."""

Decide = Callable[[Sequence[int], Sequence[int], Doubles], bool]


def clusters(
    links: Links, joined: Sequence[tuple[int, int]] = (), granularity: float = 0.0
) -> list[list[int]]:
    """Groups of document numbers, each ascending, ordered by their first.

    Args:
        links: the pairs that were compared.
        joined: pairs that are in one group whatever the links say.
        granularity: above 0 joins groups that are rather not one event; in log odds.
    """
    model = _model()

    def decide(_a: Sequence[int], _b: Sequence[int], row: Doubles) -> bool:
        return float(row @ model[:-1] + model[-1]) + granularity > JOIN

    return merged(links, decide, joined)


@cache
def _model() -> Doubles:
    stored = stored_model("events: merge", MERGE_FEATURES)
    return np.append(stored.weights, stored.bias)


def merged(links: Links, decide: Decide, joined: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """Groups under any decision on two groups and their row of `MERGE_FEATURES`.

    Cost: each merge looks once at the links of the new group's documents; no matrix of all
    documents is made.
    """
    count = links.count
    ends = np.concatenate([links.first, links.second])
    order = np.argsort(ends, kind="stable")
    starts = np.searchsorted(ends[order], np.arange(count + 1)).astype(np.int64)
    others = np.concatenate([links.second, links.first])[order].astype(np.int32)
    # By itself, and by its company: either alone is less even between small and large events.
    both = 0.5 * (np.maximum(links.alone, _STRANGERS) + np.maximum(links.logits, _STRANGERS))
    logits = np.concatenate([both, both])[order]
    company = accompanied(links)
    group_of = np.arange(count)
    members = [[k] for k in range(count)]
    version = [0] * count
    heap: list[tuple[float, int, int, int, int, tuple[float, ...]]] = []
    sizes = np.ones(count, np.int64)
    slots = np.full((2, count), -1, np.int64)

    def offer(group: int, *, later: bool) -> None:
        near, rows, strength = _ties(
            np.array(members[group], np.int64), starts, others, logits, group_of, sizes, slots,
            company,
        )  # fmt: skip
        for other, row, value in zip(near.tolist(), rows.tolist(), strength.tolist(), strict=True):
            if value > _WEAKEST and (other > group or not later):
                a, b = min(group, other), max(group, other)
                heapq.heappush(heap, (-value, a, b, version[a], version[b], tuple(row)))

    def merge(a: int, b: int) -> None:
        members[a] = sorted(members[a] + members[b])
        group_of[members[b]] = a
        members[b] = []
        sizes[a] = len(members[a])
        version[a] += 1
        version[b] += 1

    for a, b in sorted(joined):
        a, b = sorted((int(group_of[a]), int(group_of[b])))
        if a != b:
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


@compiled
def _ties(
    members: Longs,
    starts: Longs,
    others: Ints,
    logits: Doubles,
    group_of: Longs,
    sizes: Longs,
    slots: Longs,
    company: float,
) -> tuple[Longs, Doubles, Doubles]:
    """The groups that a group has links with, rows of `MERGE_FEATURES`, and how strong they are.

    `slots`, -1 before and after, is room for a number per group and document: to make it anew for
    each group would be quadratic.
    """
    own = group_of[members[0]]
    size = len(members)
    total = 0
    for i in members:
        total += starts[i + 1] - starts[i]
    near = np.empty(total, np.int64)
    slot = slots[0]  # of a group among those near
    gains = np.zeros((total, 4))  # log odds, probability, nearest of each side
    top = np.empty(total)  # of one member, by group
    held = np.empty(total, np.int64)
    back = np.full(total, _STRANGERS)  # of one document of another group
    far = np.empty(total, np.int64)
    far_slot = slots[1]
    count = 0
    far_count = 0
    chance0 = 1.0 / (1.0 + np.exp(-_STRANGERS))
    for i in members:
        touched = 0
        for at in range(starts[i], starts[i + 1]):
            j = others[at]
            group = group_of[j]
            if group == own:
                continue
            if slot[group] < 0:
                slot[group] = count
                near[count] = group
                top[count] = -np.inf
                count += 1
            k = slot[group]
            if top[k] == -np.inf:
                held[touched] = k
                touched += 1
            if far_slot[j] < 0:
                far_slot[j] = far_count
                far[far_count] = j
                far_count += 1
            top[k] = max(top[k], logits[at])
            back[far_slot[j]] = max(back[far_slot[j]], logits[at])
            gains[k, 0] += logits[at] - _STRANGERS
            gains[k, 1] += 1.0 / (1.0 + np.exp(-logits[at])) - chance0
        for t in range(touched):
            gains[held[t], 2] += top[held[t]] - _STRANGERS
            top[held[t]] = -np.inf
    for f in range(far_count):
        gains[slot[group_of[far[f]]], 3] += back[f] - _STRANGERS
    rows = np.empty((count, 10))
    strength = np.empty(count)
    for k in range(count):
        other = sizes[near[k]]
        less, more = min(size, other), max(size, other)
        mine, theirs = _STRANGERS + gains[k, 2] / size, _STRANGERS + gains[k, 3] / other
        rows[k, 0] = min(mine, theirs)
        rows[k, 1] = max(mine, theirs)
        rows[k, 2] = more == 1
        rows[k, 3] = less == 1
        rows[k, 4] = np.log(max(min(less, _LARGE) / _SMALL[0], 1.0))
        rows[k, 5] = np.log(max(min(more, _LARGE) / _SMALL[1], 1.0))
        # In large groups each document was compared with so many of the other language only.
        compared = min(size * other, less * CANDIDATES)
        rows[k, 6] = np.log(min(chance0 + gains[k, 1] / compared, 1.0) + 0.001)
        rows[k, 7] = company
        rows[k, 8] = company if less == 1 and more > 1 else 0.0
        rows[k, 9] = company if more == 1 else 0.0
        strength[k] = 0.5 * (_STRANGERS + gains[k, 0] / (size * other)) + 0.25 * (mine + theirs)
    for k in range(count):
        slot[near[k]] = -1
    for f in range(far_count):
        far_slot[far[f]] = -1
    return near[:count].copy(), rows, strength
