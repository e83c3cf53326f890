"""Stretches of tokens that may be terms, compiled; and how tokens are marked.

stretches(side, row)                      those of one sentence
find_stretches(side, tokens, hashes)      every occurrence of those whose hashes are given
stretch_hashes(tokens, first, last)       by which equal stretches are known
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Flags, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.growth import doubled
from corpus.kernels.order import reached
from corpus.kernels.word_hash import START, hash_step

NOTHING, JOINT, SOFT, OPENING, CLOSING, HARD = range(6)
"""What stands before a token."""

CAPITAL, ACRONYM, FIRST, BRACKETED, NUMBER = 1, 2, 4, 8, 16
"""Flags of an English word: starts with a capital; all capitals; first of its sentence; alone
in brackets; has digits."""


class Side(NamedTuple):
    """Sentences of one language as rows of tokens, and where terms may stand in them.

    Attributes:
        starts: shape (sentences + 1,): rows of tokens.
        gaps: what stands before each token.
        may_open: whether a term may start at the token.
        may_close: whether a term may end with it.
        longest: most tokens of a term.
    """

    starts: Longs
    gaps: NDArray[np.int8]
    may_open: Flags
    may_close: Flags
    longest: int


@part
def stretches(side: Side, row: int) -> Ints:
    """(first token, behind the last) of the stretches of one row that may be terms, sorted."""
    start, stop = side.starts[row], side.starts[row + 1]
    gaps, longest = side.gaps, side.longest
    found = np.empty(((stop - start) * min(stop - start, longest), 2), np.int32)
    count = 0
    for first in range(start, stop):
        if not side.may_open[first]:
            continue
        depth = 0
        for end in range(first + 1, min(stop, first + longest) + 1):
            gap = gaps[end - 1] if end > first + 1 else 0
            if gap == OPENING:
                depth += 1
            elif gap == CLOSING:
                depth -= 1
            if gap == HARD or depth < 0:
                break
            if depth > 0 or not side.may_close[end - 1] or (end < stop and gaps[end] == JOINT):
                continue
            found[count, 0] = first
            found[count, 1] = end
            count += 1
    return found[:count].copy()


@compiled
def stretch_hashes(tokens: Ints, first: Ints, last: Ints) -> Longs:
    """The hash of each stretch of tokens (`corpus.kernels.word_hash`)."""
    result = np.empty(len(first), np.int64)
    for i in range(len(first)):
        key = START
        for at in range(first[i], last[i]):
            key = hash_step(key, tokens[at])
        result[i] = key
    return result


@compiled
def find_stretches(side: Side, tokens: Ints, hashes: Longs) -> tuple[Longs, Ints, Ints]:
    """Every occurrence of some stretches.

    Args:
        side: where they are looked for.
        tokens: what the hashes were made of.
        hashes: of the stretches, ascending (`stretch_hashes`).

    Returns:
        Number of the stretch, first token, token behind the last; in the order of the text.
    """
    room = 4096
    types = np.empty(room, np.int64)
    first = np.empty(room, np.int32)
    last = np.empty(room, np.int32)
    used = 0
    for s in range(len(side.starts) - 1):
        spans = stretches(side, s)
        at_key = -1
        key = START
        done = np.int64(0)
        for k in range(len(spans)):
            a, end = spans[k, 0], spans[k, 1]
            if a != at_key:  # the stretches come by their first token, then by length
                at_key = a
                key = START
                done = np.int64(a)
            for at in range(done, end):
                key = hash_step(key, tokens[at])
            done = np.int64(end)
            row = reached(hashes, key)
            if row < len(hashes) and hashes[row] == key:
                if used == room:
                    room *= 2
                    types, first, last = doubled(types), doubled(first), doubled(last)
                types[used] = row
                first[used] = a
                last[used] = end
                used += 1
    return types[:used].copy(), first[:used].copy(), last[:used].copy()
