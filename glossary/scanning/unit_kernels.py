"""The inner loops of `glossary.scanning.units`, compiled: characters to units.

Kinds of characters, as `glossary.wordforms.normal` tells them apart; what a kernel does not know
yet is 0.
"""

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Bytes, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.word_hash import START, hash_slot, hash_step

SEPARATOR, HAN, LETTER, DIGIT, MARK, APOSTROPHE, LINE, SPACE = range(1, 9)
"""LETTER: of a word; DIGIT: the same, but not behind an apostrophe. LINE and SPACE separate, too,
and are white space; an APOSTROPHE separates unless it stands between a word and letters."""

WORDS = 0x110000
"""Unit ids from here on are words of the vocabulary; below they are characters."""
OTHER_WORD = -1
"""The unit id of a word that no term has."""
PARAGRAPH = 10
"""The unit id of an empty line: that of its line feed."""

_UNRESOLVED = -2


@compiled
def unknown_characters(codes: NDArray[np.uint32], kinds: Bytes) -> NDArray[np.uint32]:
    """The characters whose kind is 0, each once."""
    found = np.empty(kinds.size, dtype=np.uint32)
    count = 0
    for code in codes:
        if kinds[code] == 0:
            kinds[code] = MARK
            found[count] = code
            count += 1
    for i in range(count):
        kinds[found[i]] = 0
    return found[:count].copy()


@compiled
def cut_units(
    codes: NDArray[np.uint32], kinds: Bytes, folded: Ints
) -> tuple[Ints, Ints, Ints, Longs]:
    """The units of a text.

    Args:
        codes: its characters.
        kinds: of every character.
        folded: the normal form of every character.

    Returns:
        For each unit: its id (`OTHER_WORD` for words), its start, its end, and for words the hash
        of their spelling, else 0.
    """
    size = codes.size
    ids = np.empty(size, dtype=np.int32)
    starts = np.empty(size, dtype=np.int32)
    ends = np.empty(size, dtype=np.int32)
    hashes = np.zeros(size, dtype=np.int64)
    count = 0
    at = 0
    while at < size:
        kind = kinds[codes[at]]
        if kind in (SEPARATOR, SPACE, APOSTROPHE):
            at += 1
            continue
        start = at
        stop = at + 1  # where the unit ends, and where the search goes on
        identity = folded[codes[at]]
        hashed = np.int64(0)
        if kind == LINE:
            last = at
            while at < size and (kinds[codes[at]] == LINE or kinds[codes[at]] == SPACE):
                if kinds[codes[at]] == LINE:
                    last = at
                at += 1
            if last == start:
                continue
            identity = PARAGRAPH
            stop = last + 1
        elif kind in (LETTER, DIGIT):
            identity = OTHER_WORD
            stop = _dotted(codes, kinds, start)
            if stop == start:
                stop = _word(codes, kinds, start)
            hashed = _hash(codes, start, stop)
            at = stop
            if stop - start > 2 and kinds[codes[stop - 2]] == APOSTROPHE and _s(codes[stop - 1]):
                stop -= 2  # a possessive ending is no part of the term
        at = max(at, stop)
        ids[count] = identity
        starts[count] = start
        ends[count] = stop
        hashes[count] = hashed
        count += 1
    return ids[:count].copy(), starts[:count].copy(), ends[:count].copy(), hashes[:count].copy()


@part
def _hash(codes: NDArray[np.uint32], start: int, stop: int) -> np.int64:
    """The hash of a word, never 0. Among a million words two share one with 3e-8."""
    hashed = START
    for i in range(start, stop):
        hashed = hash_step(hashed, codes[i])
    return hashed if hashed != 0 else START


@part
def _letter(code: int) -> bool:
    """Whether it is a letter of ASCII."""
    return 65 <= code <= 90 or 97 <= code <= 122


@part
def _s(code: int) -> bool:
    """Whether it is an s, in either case."""
    return (code | 32) == 115


@part
def _dotted(codes: NDArray[np.uint32], kinds: Bytes, start: int) -> int:
    """The end of an abbreviation such as U.S. or D.C that starts here; `start` if none does."""
    size = codes.size
    stop = start
    at = start
    while at + 2 < size and _letter(codes[at]) and codes[at + 1] == 46 and _letter(codes[at + 2]):
        behind = at + 3
        if behind < size and codes[behind] == 46:
            stop = behind + 1
        else:
            kind = kinds[codes[behind]] if behind < size else SPACE
            if kind != LETTER and kind != DIGIT and kind != HAN:
                stop = behind
        at += 2
    return stop


@part
def _word(codes: NDArray[np.uint32], kinds: Bytes, start: int) -> int:
    """The end of the word that starts here, with what follows an apostrophe."""
    size = codes.size
    at = start
    while at < size and (kinds[codes[at]] == LETTER or kinds[codes[at]] == DIGIT):
        at += 1
    if at + 1 < size and kinds[codes[at]] == APOSTROPHE and kinds[codes[at + 1]] == LETTER:
        at += 1
        while at < size and kinds[codes[at]] == LETTER:
            at += 1
    return at


@part
def slot_of(keys: Longs, key: np.int64) -> int:
    """Where a key stands in an open-addressing table, or would (linear probing; 0 is free)."""
    at = int(hash_slot(key, keys.size))
    while keys[at] != 0 and keys[at] != key:
        at = (at + 1) & (keys.size - 1)
    return at


@compiled
def new_words(hashes: Longs, keys: Longs, forms: Ints, free: int) -> tuple[Ints, int]:
    """Put the words of units that a table lacks into it, and say which units those are.

    Args:
        hashes: of the units; 0 for those that are no words.
        keys: of the table, changed.
        forms: of the table, changed: what is put in waits for its values.
        free: how many may be put in.

    Returns:
        The first unit of each new word, and how many units were seen: fewer than there are if
        the table must grow first.
    """
    found = np.empty(max(free, 0), dtype=np.int32)
    count = 0
    for i in range(hashes.size):
        if hashes[i] == 0:
            continue
        slot = slot_of(keys, hashes[i])
        if keys[slot] == 0:
            if count == free:
                return found[:count].copy(), i
            keys[slot] = hashes[i]
            forms[slot] = _UNRESOLVED
            found[count] = i
            count += 1
    return found[:count].copy(), hashes.size


@compiled
def put(keys: Longs, values: Ints, others: Ints, key: Longs, value: Ints, other: Ints) -> None:
    """Put keys with two values each into a table."""
    for i in range(key.size):
        slot = slot_of(keys, key[i])
        keys[slot] = key[i]
        values[slot] = value[i]
        others[slot] = other[i]


@compiled
def resolve(ids: Ints, hashes: Longs, keys: Longs, forms: Ints, bases: Ints) -> tuple[Ints, Ints]:
    """Form and base of each unit: of words from the table; those of a character are the same."""
    form = ids.copy()
    base = ids.copy()
    for i in range(ids.size):
        if hashes[i] != 0:
            slot = slot_of(keys, hashes[i])
            form[i] = forms[slot]
            base[i] = bases[slot]
    return form, base
