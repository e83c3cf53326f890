"""Word segmentation by a unigram model, compiled: the most probable words, and a lattice of others.

segment(codes, starts, apart, words, longest, given)      the word at each character
segment_with_lattice(codes, starts, words, headwords)     words, and dictionary words beside them
"""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.growth import doubled
from corpus.kernels.word_hash import START, hash_slot, hash_step

UNKNOWN = -18.0
"""Log probability of a character that is no word: as rare as the rarest words of the frequency
list (e^-18 = 1.5e-8), so that two unknown characters never beat a word, whatever its rarity."""
_CROSSING_FREQUENCY = 1e-6
"""A lattice word across a border of the best segmentation must be this frequent: rarer ones are
mostly accidents (a headword spelled by the end of one word and the start of the next)."""
_LONGEST_CROSSING = 4
"""Characters of such a word: longer ones are phrases, which the best segmentation would have."""


class WordTable(NamedTuple):
    """Words that text is cut into.

    Attributes:
        keys: of a hash table of the words (`corpus.kernels.word_hash`).
        numbers: the word in each slot, -1 for none.
        logs: log probability of each word.
        longest: characters of the longest word.
    """

    keys: Longs
    numbers: Ints
    logs: Doubles
    longest: int


@part
def _viterbi(
    codes: Ints, apart: Flags, words: WordTable, longest: int, given: int
) -> tuple[Longs, Ints]:
    """The most probable segmentation of one sentence (Viterbi, from its end).

    Args:
        codes: code points of the sentence.
        apart: whether no word goes on from the character before to this one.
        words: what the sentence is cut into; any other character stands alone.
        longest: characters of a word, unless its number is at least `given`.
        given: number of the first word that may be longer.

    Returns:
        By character the length of the best word that starts there; and the number of the word of
        each length that starts there, -1 for none, shape (characters, longest word).
    """
    n = len(codes)
    size = len(words.keys)
    found = np.full((n, words.longest), -1, np.int32)
    best = np.zeros(n + 1)
    length = np.ones(n, np.int64)
    for i in range(n - 1, -1, -1):
        key = START
        best[i] = UNKNOWN + best[i + 1]
        for k in range(min(words.longest, n - i)):
            if k > 0 and apart[i + k]:
                break
            key = hash_step(key, codes[i + k])
            slot = hash_slot(key, size)
            while words.numbers[slot] >= 0 and words.keys[slot] != key:
                slot = (slot + 1) & (size - 1)
            word = words.numbers[slot]
            if word >= 0 and (k < longest or word >= given):
                found[i, k] = word
                score = words.logs[word] + best[i + k + 1]
                if score > best[i] or k == 0:
                    best[i] = score
                    length[i] = k + 1
    return length, found


@compiled
def segment(
    codes: Ints, starts: Longs, apart: Flags, words: WordTable, longest: int, given: int
) -> Longs:
    """The best segmentation of each sentence.

    Args:
        codes: code points of all sentences.
        starts: shape (sentences + 1,): the first character of each.
        apart: see `_viterbi`; so are the others.
        words: what sentences are cut into.
        longest: characters of a word that was not given.
        given: number of the first word that was given.

    Returns:
        By character the number of the word that starts there, -1 where none starts, and -2 - code
        for a character that no list knows.
    """
    result = np.full(len(codes), -1, np.int64)
    for s in range(len(starts) - 1):
        begin, end = starts[s], min(starts[s + 1], len(codes))
        length, found = _viterbi(codes[begin:end], apart[begin:end], words, longest, given)
        i = 0
        while i < end - begin:
            word = found[i, length[i] - 1]
            result[begin + i] = word if word >= 0 else -2 - np.int64(codes[begin + i])
            i += length[i]
    return result


@compiled
def segment_with_lattice(
    codes: Ints, starts: Longs, words: WordTable, headwords: int
) -> tuple[Longs, Longs]:
    """The words of the best segmentation, and the dictionary words inside or across them.

    Args:
        codes: code points of all sentences.
        starts: shape (sentences + 1,): the first character of each.
        words: what sentences are cut into.
        headwords: number of the first word that is no headword, and not in the lattice.

    Returns:
        (sentence, word, place) of the words; (sentence, word) of the lattice.
    """
    rows = np.empty((len(codes), 3), np.int64)
    lattice = np.empty((len(codes) + 16, 2), np.int64)
    apart = np.zeros(len(codes), np.bool_)
    row_count = 0
    lattice_count = 0
    crossing = np.log(_CROSSING_FREQUENCY)
    for s in range(len(starts) - 1):
        begin = starts[s]
        end = min(starts[s + 1], len(codes))
        n = end - begin
        length, found = _viterbi(
            codes[begin:end], apart[begin:end], words, words.longest, len(words.logs)
        )
        border = np.zeros(n + 1, np.bool_)
        i = 0
        while i < n:
            border[i] = True
            word = found[i, length[i] - 1]
            if word >= 0:
                rows[row_count, 0] = s
                rows[row_count, 1] = word
                rows[row_count, 2] = begin + i
                row_count += 1
            i += length[i]
        border[n] = True
        for i in range(n):
            for k in range(1, min(words.longest, n - i)):
                word = found[i, k]
                if word < 0 or word >= headwords:
                    continue
                inside = True  # of one word: no border strictly within
                for b in range(i + 1, i + k + 1):
                    if border[b]:
                        inside = False
                        break
                if inside:
                    if border[i] and border[i + k + 1]:
                        continue  # it is that word
                elif k + 1 > _LONGEST_CROSSING or words.logs[word] < crossing:
                    continue
                if lattice_count == len(lattice):
                    lattice = doubled(lattice)
                lattice[lattice_count, 0] = s
                lattice[lattice_count, 1] = word
                lattice_count += 1
    return rows[:row_count].copy(), lattice[:lattice_count].copy()
