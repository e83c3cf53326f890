"""Which stretches of a text are words, and cut none in two: 国会 stands not in 中国会继续.

whole_words(text, starts, ends) -> array of bool
"""

import re
import sys
from functools import cache, lru_cache
from math import inf

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
    own; no 金 in 现金支付, which is 现金 and 支付; no 美的 in 中美的关系. Only words that jieba's
    dictionary has count; Han characters alone have such edges.

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
    for place in np.flatnonzero(whole & (ends - starts < _SURE_LENGTH)).tolist():
        start, end = int(starts[place]), int(ends[place])
        whole[place] = inside[start - 1] or not _is_ending(simplified, start, end)
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


def _is_ending(text: str, start: int, end: int) -> bool:
    """Whether a stretch is the end of a word and a particle: 美的 in 中美的, not in 和美的集团."""
    if end - start < 2 or text[end - 1] not in _PARTICLES:
        return False
    before = text[max(0, start - 1) : start]
    return before not in _JOINING and is_headword(text[start - 1 : end - 1])


_PARTICLES = frozenset("的了着")
_JOINING = frozenset(("", *"和与同跟及或对在向把被让给由从为以是有"))
"""What stands by itself before a name, whatever words it makes with the next character."""


@lru_cache(maxsize=1 << 14)
def _is_composed(word: str, start: int, end: int) -> bool:
    """Whether a word that the dictionary lacks is made of a part of it and other words.

    No cut into words may have fewer: 现金支付 is 现金 and 支付, and not 现, 金 and 支付. A single
    character may stand in no other word of a cut that has as few (付 and 现金, 付现 and 金).
    """
    if is_headword(word):
        return False
    parts = [part for part in (word[:start], word[end:]) if part]
    words = 1 + sum(map(_fewest_words, parts))
    is_character = end - start == 1
    if words > _fewest_words(word) or (is_character and words >= _fewest_with_longer(word, start)):
        return False
    return all(
        len(each) > 1 or (is_character and each in _DETERMINERS)
        for part in parts
        for each in plain_segmenter().known_words(part)
    )


_DETERMINERS = frozenset("该本此各每某这那哪全同何诸两几数多")
"""Beside which one character is a word (该县); beside others it rather makes one (进港)."""


def _fewest_with_longer(text: str, place: int) -> float:
    """The same of cuts in which the character of this place is a part of a longer word."""
    spans = ((begin, end) for begin in range(place + 1) for end in range(place + 1, len(text) + 1))
    return min(
        (
            1 + _fewest_words(text[:begin]) + _fewest_words(text[end:])
            for begin, end in spans
            if end - begin > 1 and is_headword(text[begin:end])
        ),
        default=inf,
    )


def _fewest_words(text: str) -> int:
    """Of how few words of the dictionary and single characters a text is made."""
    fewest = [0]
    for end in range(1, len(text) + 1):
        begins = (at for at in range(end) if at == end - 1 or is_headword(text[at:end]))
        fewest.append(1 + min(fewest[at] for at in begins))
    return fewest[-1]
