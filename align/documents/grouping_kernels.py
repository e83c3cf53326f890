"""Compiled: the ties of a group of documents with the groups that it has links with."""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Ints, Longs
from corpus.kernels.compiled import compiled

STRANGERS = -4.0
"""Log odds of two documents that were not worth comparing; no pair counts for less."""
SMALL = 2.0, 4.0
LARGE = 8.0
"""Documents of a large group: the events of the training data hardly get larger."""
LEAST_MEAN = 0.001
"""Added to the mean probability of a pair before its logarithm is taken. It changes little, as no
pair counts for less than `STRANGERS` (.018), but the weights were learnt with it."""


class Neighbours(NamedTuple):
    """The links of each document.

    Attributes:
        starts: shape (documents + 1,).
        others: the documents at the other end.
        logits: log odds of one event.
        company: how many documents of the collection have company at all, in log odds.
        compared: documents of the other language that a document was compared with at most.
    """

    starts: Longs
    others: Ints
    logits: Doubles
    company: float
    compared: int


class Groups(NamedTuple):
    """The groups as they stand.

    Attributes:
        of: of each document, the number of its group.
        sizes: of each group.
        slots: shape (2, documents), -1 before and after a call: room for a number per group and
            per document, as making it anew for each group would be quadratic.
    """

    of: Longs
    sizes: Longs
    slots: Longs


@compiled
def ties(members: Longs, neighbours: Neighbours, groups: Groups) -> tuple[Longs, Doubles, Doubles]:
    """The groups that a group has links with.

    Args:
        members: documents of the group.
        neighbours: of all documents.
        groups: all of them.

    Returns:
        Their numbers, their rows of `align.documents.grouping.MERGE_FEATURES`, and how strong the
        ties with them are (log odds).
    """
    starts, others, logits = neighbours.starts, neighbours.others, neighbours.logits
    group_of, sizes = groups.of, groups.sizes
    own = group_of[members[0]]
    size = len(members)
    total = 0
    for i in members:
        total += starts[i + 1] - starts[i]
    near = np.empty(total, np.int64)
    slot = groups.slots[0]  # of a group among those near
    gains = np.zeros((total, 4))  # log odds, probability, nearest of each side
    top = np.empty(total)  # of one member, by group
    held = np.empty(total, np.int64)
    back = np.full(total, STRANGERS)  # of one document of another group
    far = np.empty(total, np.int64)
    far_slot = groups.slots[1]
    count = 0
    far_count = 0
    chance0 = 1.0 / (1.0 + np.exp(-STRANGERS))
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
            gains[k, 0] += logits[at] - STRANGERS
            gains[k, 1] += 1.0 / (1.0 + np.exp(-logits[at])) - chance0
        for t in range(touched):
            gains[held[t], 2] += top[held[t]] - STRANGERS
            top[held[t]] = -np.inf
    for f in range(far_count):
        gains[slot[group_of[far[f]]], 3] += back[f] - STRANGERS
    rows = np.empty((count, 10))
    strength = np.empty(count)
    for k in range(count):
        other = sizes[near[k]]
        less, more = min(size, other), max(size, other)
        mine, theirs = STRANGERS + gains[k, 2] / size, STRANGERS + gains[k, 3] / other
        rows[k, 0] = min(mine, theirs)
        rows[k, 1] = max(mine, theirs)
        rows[k, 2] = more == 1
        rows[k, 3] = less == 1
        rows[k, 4] = np.log(max(min(less, LARGE) / SMALL[0], 1.0))
        rows[k, 5] = np.log(max(min(more, LARGE) / SMALL[1], 1.0))
        # In large groups each document was compared with so many of the other language only.
        pairs = min(size * other, less * neighbours.compared)
        rows[k, 6] = np.log(min(chance0 + gains[k, 1] / pairs, 1.0) + LEAST_MEAN)
        rows[k, 7] = neighbours.company
        rows[k, 8] = neighbours.company if less == 1 and more > 1 else 0.0
        rows[k, 9] = neighbours.company if more == 1 else 0.0
        strength[k] = 0.5 * (STRANGERS + gains[k, 0] / (size * other)) + 0.25 * (mine + theirs)
    for k in range(count):
        slot[near[k]] = -1
    for f in range(far_count):
        far_slot[far[f]] = -1
    return near[:count].copy(), rows, strength
