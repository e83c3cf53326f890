"""A hash table of words over code points, which compiled code can look stretches of text up in.

keys, slots = word_table(codes, ends)
key = START; key = hash_step(key, code) ...; slot = hash_slot(key, len(keys))
while slots[slot] >= 0 and keys[slot] != key: slot = (slot + 1) & (len(keys) - 1)
"""

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.compiled import compiled, part

START = np.int64(1469598103934665603)
"""The key of the empty word: FNV's own does not fit in a signed number; any large odd one does."""


@part
def hash_step(key: np.int64, code: int) -> np.int64:
    """FNV-1a over code points (Fowler, Noll & Vo), 64 bits."""
    return (key ^ np.int64(code)) * np.int64(1099511628211)


@part
def hash_slot(key: np.int64, size: int) -> np.int64:
    """Where the search for a key starts in a table of `size` (a power of two) slots."""
    return ((key >> 29) ^ key) & (size - 1)


@compiled
def word_table(
    codes: NDArray[np.int32], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """A hash table of words: the keys, and the word's number in each slot (-1 for none).

    Args:
        codes: the code points of all words, end to end.
        ends: where each word ends.
    """
    size = 1
    while size < 3 * len(ends):
        size *= 2
    keys = np.zeros(size, np.int64)
    numbers_ = np.full(size, -1, np.int32)
    add_words(keys, numbers_, codes, ends, 0)
    return keys, numbers_


@compiled
def add_words(
    keys: NDArray[np.int64],
    slots: NDArray[np.int32],
    codes: NDArray[np.int32],
    ends: NDArray[np.int64],
    first: int,
) -> None:
    """Put words into a table that has room for them; a word that is there already stays in front.

    Args:
        keys: of the table, changed.
        slots: of the table, changed.
        codes: the code points of the words, end to end.
        ends: where each word ends.
        first: number of the first of them.
    """
    size = len(keys)
    start = 0
    for word in range(len(ends)):
        key = START
        for at in range(start, ends[word]):
            key = hash_step(key, codes[at])
        slot = hash_slot(key, size)
        while slots[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        keys[slot] = key
        slots[slot] = first + word
        start = ends[word]
