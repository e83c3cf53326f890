"""Which stretches of a text are words, and cut none in two: 国会 stands not in 中国会继续.

whole_words(text, starts, ends) -> array of bool
"""

import re
import sys
from functools import cache, lru_cache

import numpy as np

from corpus.kernels.arrays import Flags, Ints
from corpus.language.conversion import to_simplified
from corpus.language.han import HAN
from corpus.language.segmentation import plain_segmenter
from glossary.wordforms.pinyin import is_headword

_SURE_LENGTH = 4
"""Characters of stretches that hardly ever come about by words that happen to meet."""


def whole_words(text: str, starts: Ints, ends: Ints) -> Flags:
    """Whether each stretch begins and ends where words do, is long, or makes up one with others.

    So there is no 国会 in 中国会 and no 金 in 现金; but 东盟 in 东盟国家, a word that the
    dictionary lacks, whose other part is one. There is no 合作 in 合作伙伴: that is a word of its
    own. Only words that jieba's dictionary has count; Han characters alone have such edges.

    Args:
        text: any text.
        starts: of the stretches, in characters.
        ends: behind them.
    """
    whole: Flags = ends - starts >= _SURE_LENGTH
    if whole.all():
        return whole
    simplified = to_simplified(text)
    words = plain_segmenter().known_words(simplified)
    edges = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, words), np.int64, len(words)), out=edges[1:])
    inside = _between_han(simplified)
    inside[edges] = False
    whole |= ~(inside[starts] | inside[ends])
    rest = np.flatnonzero(~whole)
    at = np.searchsorted(edges, starts[rest], side="right")
    within = edges[at] >= ends[rest]  # of one word
    for place, number in zip(rest[within].tolist(), (at[within] - 1).tolist(), strict=True):
        begin = int(edges[number])
        whole[place] = _is_composed(words[number], starts[place] - begin, ends[place] - begin)
    return whole


def _between_han(text: str) -> Flags:
    """By place in a text, and behind its end: whether it has a Han character on either side."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = np.zeros(len(text) + 1, np.bool_)
    han = _han()[codes]
    found[1:-1] = han[1:] & han[:-1]
    return found


@cache
def _han() -> Flags:
    """By code point: whether it is a Han character."""
    found = np.zeros(sys.maxunicode + 1, np.bool_)
    for first, last in re.findall("(.)(?:-(.))?", HAN):
        found[ord(first) : ord(last or first) + 1] = True
    return found


@lru_cache(maxsize=1 << 14)
def _is_composed(word: str, start: int, end: int) -> bool:
    """Whether a word that the dictionary lacks is made of a part of it and other words."""
    parts = [part for part in (word[:start], word[end:]) if part]
    known = plain_segmenter().known_words
    least = 1 if end - start == 1 else 2  # 县 is a word in 该县, and no less than 该
    return not is_headword(word) and all(
        len(each) >= least for part in parts for each in known(part)
    )
