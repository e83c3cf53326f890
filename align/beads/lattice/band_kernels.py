"""Compiled: sentence pairs that share telling words, and their heaviest chain (`lattice.band`)."""

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.lexicon.ratio_kernels import Direction, wanted_ratios

BEST = 4
"""Candidates kept per Chinese sentence."""
_TELLING = 0.7
"""Least log-likelihood ratio of a word that may call up candidates."""
_COMMON = 0.02
"""A word in more than this share of the English sentences calls up too many to tell; in short
texts 30 sentences are few enough, and in long ones 150 are enough work."""


@compiled
def heaviest(i: Ints, j: Ints, score: Floats, m: int) -> Longs:
    """Indices of the heaviest strictly ascending chain (Fenwick tree over j of prefix maxima).

    Candidates of one `i` come with descending `j`, so that none follows another of its row.
    """
    tree = np.full(m + 1, -1, np.int64)
    total = np.zeros(len(j), np.float64)
    before = np.full(len(j), -1, np.int64)
    last = -1
    for k in range(len(j)):
        at = np.int64(j[k])  # chains that end at a smaller j
        best = -1
        while at > 0:
            other = tree[at]
            if other >= 0 and (best < 0 or total[other] > total[best]):
                best = other
            at -= at & -at
        before[k] = best
        total[k] = score[k] + (total[best] if best >= 0 else 0.0)
        if last < 0 or total[k] > total[last]:
            last = k
        at = np.int64(j[k]) + 1
        while at <= m:
            if tree[at] < 0 or total[k] > total[tree[at]]:
                tree[at] = k
            at += at & -at
    length = 0
    k = last
    while k >= 0:
        length += 1
        k = before[k]
    chain = np.empty(length, np.int64)
    k = last
    while k >= 0:
        length -= 1
        chain[length] = k
        k = before[k]
    return chain


@compiled
def anchor_candidates(
    direction: Direction, zh_first: int, n: int, en_first: int, m: int
) -> tuple[Ints, Ints, Floats]:
    """Up to `BEST` English sentences per Chinese one by their shared telling words.

    Args:
        direction: English lemmas given Chinese sentences.
        zh_first: the document's first Chinese sentence.
        n: how many it has.
        en_first: its first English sentence.
        m: how many it has.

    Returns:
        Numbers of Chinese and of English sentences, counted from the first, and scores.
    """
    common = max(30.0, min(150.0, _COMMON * m))
    starts = np.zeros(direction.types + 1, np.int64)
    seen = np.full(direction.types, -1, np.int64)
    for j in range(m):
        at = direction.target_starts[en_first + j]
        for k in range(at, direction.target_starts[en_first + j + 1]):
            unit = direction.target_units[k]
            if seen[unit] != j:
                seen[unit] = j
                starts[unit + 1] += 1
    sizes = starts[1:].copy()
    for unit in range(direction.types):
        starts[unit + 1] += starts[unit]
    postings = np.empty(starts[-1], np.int32)
    fill = starts[:-1].copy()
    seen[:] = -1
    for j in range(m):
        at = direction.target_starts[en_first + j]
        for k in range(at, direction.target_starts[en_first + j + 1]):
            unit = direction.target_units[k]
            if seen[unit] != j:
                seen[unit] = j
                postings[fill[unit]] = j
                fill[unit] += 1
    found_i = np.empty(n * BEST, np.int32)
    found_j = np.empty(n * BEST, np.int32)
    found_score = np.empty(n * BEST, np.float32)
    found = 0
    ratios = np.zeros(direction.types, np.float32)
    wanted = np.zeros(direction.types, np.int32)
    wanted[(sizes > 0) & (sizes <= common)] = 1
    targets = np.empty(direction.types, np.int32)
    values = np.empty(direction.types, np.float32)
    telling = direction.floor * (np.exp(_TELLING) - 1.0)
    scores = np.zeros(m, np.float32)
    hit = np.empty(m, np.int32)
    for i in range(n):
        count = wanted_ratios(direction, zh_first + i, 1.0, wanted, ratios, targets, values)
        hits = 0
        for k in range(count):
            if values[k] < telling:
                continue
            unit = targets[k]
            gain = np.log(1.0 + values[k] / direction.floor)
            for at in range(starts[unit], starts[unit + 1]):
                j = postings[at]
                if scores[j] == 0.0:
                    hit[hits] = j
                    hits += 1
                scores[j] += gain
        for k in range(hits):
            j = hit[k]
            length = (
                direction.target_starts[en_first + j + 1] - direction.target_starts[en_first + j]
            )
            scores[j] /= np.sqrt(length + 3.0)  # long sentences share words by chance
        for _ in range(min(BEST, hits)):
            best = -1
            for k in range(hits):
                j = hit[k]
                if scores[j] > 0.0 and (
                    best < 0 or scores[j] > scores[best] or (scores[j] == scores[best] and j < best)
                ):
                    best = j
            found_i[found] = i
            found_j[found] = best
            found_score[found] = scores[best]
            found += 1
            scores[best] = 0.0
        for k in range(hits):
            scores[hit[k]] = 0.0
    return found_i[:found].copy(), found_j[:found].copy(), found_score[:found].copy()
