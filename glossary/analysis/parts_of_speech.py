"""What kind of word it is, as far as word lists tell without the sentence.

part_of_speech(word) -> name          as TBX has it, or empty
chinese_classes(words) -> matrix      noun, name, verb, verbal noun, adjective, adverb, other
english_classes(words) -> matrix      the same, by the Chinese words that they are glosses of

Chinese words have the tags of jieba's dictionary (ICTCLAS's tag set). No English word list with
tags is needed: *rapid* is the gloss of words that are adjectives, *bank* of nouns.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from corpus.kernels.arrays import Floats
from corpus.language.segmentation import plain_segmenter
from glossary.analysis.glosses import glosses

CLASSES = ("noun", "name", "verb", "verbal noun", "adjective", "adverb", "other")
"""Columns of the matrices."""

_TAGS = (
    "n j l i an ng s t", "nr ns nt nz nrt nrfg", "v vg", "vn", "a b z ag", "d ad vd",
)  # fmt: skip
_CLASS_OF = {tag: number for number, tags in enumerate(_TAGS) for tag in tags.split()}
"""Tags of the classes; all others (pronouns, numerals, prepositions) are the last one."""
_MOST_HEADS = 8
"""A gloss of more words than this is read by the first, which have it earlier among theirs."""

_NAMES = ("noun", "properNoun", "verb", "noun", "adjective", "adverb", "")
"""The classes as TBX's picklist for partOfSpeech has them."""


def part_of_speech(word: str) -> str:
    """The part of speech of a Simplified Chinese word; empty for a phrase or an unknown word."""
    number = _chinese_class(word)
    return _NAMES[number] if number >= 0 else ""


def chinese_classes(words: Sequence[str]) -> Floats:
    """1 in the class of each word, shape (words, classes); a row of zeros for unlisted words."""
    result = np.zeros((len(words), len(CLASSES)), np.float32)
    for row, word in enumerate(words):
        number = _chinese_class(word)
        if number >= 0:
            result[row, number] = 1.0
    return result


def english_classes(words: Sequence[str]) -> Floats:
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
    """The class of a word, -1 if the list does not have it."""
    tags = plain_segmenter().tags(word)
    if len(tags) != 1 or tags[0][1] == "x":
        return -1
    return _CLASS_OF.get(tags[0][1], len(CLASSES) - 1)
