"""What kind of word it is, as far as word lists tell without the sentence.

chinese_classes(words) -> matrix      noun, name, verb, verbal noun, adjective, adverb, other
english_classes(words) -> matrix      the same, by the Chinese words that they are glosses of

Chinese words have the tags of jieba's dictionary (ICTCLAS's tag set). No English word list with
tags is needed: *rapid* is the gloss of words that are adjectives, *bank* of nouns.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from glossary.glosses import glosses

CLASSES = ("noun", "name", "verb", "verbal noun", "adjective", "adverb", "other")
"""Columns of the matrices."""

_CLASS_OF = {"n": 0, "nr": 1, "ns": 1, "nt": 1, "nz": 1, "nrt": 1, "nrfg": 1, "j": 0, "l": 0, "i": 0,
             "v": 2, "vn": 3, "a": 4, "b": 4, "an": 0, "z": 4, "d": 5, "ad": 5, "vd": 5,
             "ng": 0, "vg": 2, "ag": 4, "s": 0, "t": 0}  # fmt: skip
"""Tags of the classes; all others (pronouns, numerals, prepositions) are the last one."""
_MOST_HEADS = 8
"""A gloss of more words than this is read by the first, which have it earlier among theirs."""

Matrix = NDArray[np.float32]


def chinese_classes(words: Sequence[str]) -> Matrix:
    """1 in the class of each word, shape (words, classes); 0 in all for what no list has."""
    result = np.zeros((len(words), len(CLASSES)), np.float32)
    for row, word in enumerate(words):
        number = _chinese_class(word)
        if number >= 0:
            result[row, number] = 1.0
    return result


def english_classes(words: Sequence[str]) -> Matrix:
    """Share of each class among the Chinese words that have the word as a gloss."""
    result = np.zeros((len(words), len(CLASSES)), np.float32)
    headwords = glosses().headwords
    for row, word in enumerate(words):
        heads = headwords.get(word, ())[:_MOST_HEADS]
        for head in heads:
            number = _chinese_class(head)
            if number >= 0:
                result[row, number] += 1.0 / len(heads)
    return result


@cache
def _chinese_class(word: str) -> int:
    tags = _tagger().tag(word)
    return _CLASS_OF.get(tags[0][1], len(CLASSES) - 1) if len(tags) == 1 and tags[0][1] != "x" else -1


@cache
def _tagger():
    from rjieba import Jieba

    return Jieba()
