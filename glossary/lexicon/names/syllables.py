"""The syllables of pinyin: how a word can be cut into them, and which one a character is read as.

spellings("xian") -> [("xian",), ("xi", "an")]
character_syllables() -> (syllable numbers, surnames)      by code point
"""

from functools import cache

import numpy as np

from corpus.kernels.arrays import Flags, Longs
from glossary.lexicon.dictionary.tables import dictionary_tables

_MOST_SYLLABLES = 4
"""Syllables of a name written as one word."""
_LONGEST_SYLLABLE = 6
"""Letters of the longest syllable, *zhuang*."""


def spellings(token: str) -> list[tuple[str, ...]]:
    """All ways to read a word as one to four pinyin syllables."""
    valid = syllable_numbers()
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(token) + 1)]
    ways[0] = [()]
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if token[start:end] in valid:
                ways[end] += [
                    (*way, token[start:end]) for way in ways[start] if len(way) < _MOST_SYLLABLES
                ]
    return ways[-1]


@cache
def syllable_numbers() -> dict[str, int]:
    """The syllables of pinyin that characters are read as, without tones, with a number each."""
    found = sorted({syllable for syllable in dictionary_tables().syllables if syllable})
    return {syllable: i for i, syllable in enumerate(found)}


@cache
def character_syllables() -> tuple[Longs, Flags]:
    """By code point: its syllable's number or -1, and whether it is a surname."""
    tables = dictionary_tables()
    numbered = syllable_numbers()
    size = int(tables.characters[-1]) + 2
    syllables = np.full(size, -1, np.int64)
    for code, syllable in zip(tables.characters, tables.syllables, strict=True):
        if syllable:
            syllables[code] = numbered[syllable]
    surnames = np.zeros(size, np.bool_)
    surname = tables.direct.columns == tables.en_words.index("surname")
    for row in tables.direct.row_of_cells()[surname]:
        if len(tables.zh_words[row]) == 1:
            surnames[ord(tables.zh_words[row])] = True
    return syllables, surnames
