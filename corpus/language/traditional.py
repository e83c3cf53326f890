"""Simplified text in Traditional characters, word by word (OpenCC's tables, rjieba's words).

to_traditional("一个中国政策", "s2t") -> "一個中國政策"

OpenCC takes the longest phrase anywhere, also across the border of two words (个中 in 一个|中国 is
箇中). Here no phrase cuts a word in two. Names are written for their sound, and surnames stay:
埃里克森, 布雷特, 范.
"""

import re
from collections.abc import Sequence

from corpus.language.conversion import steps
from corpus.language.han import HAN_CHARACTER
from corpus.language.segmentation import plain_segmenter

_NAMES = ("nr", "ns", "nz")
"""How jieba's tags of names begin: of persons, of places, others."""
_IN_NAMES = "于余卜厘布托朴克松柯栗涂游范郁里采岳姜曲周"
"""Characters that stay in surnames and in names written for their sound, whatever they stand for in
other words."""
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿几数半\d.,]+")
_FORBIDS = "rdcx"
"""jieba's tags of what stands before 不准 (not allowed, 你不准走; elsewhere not exact, 時間不準):
pronouns, adverbs, conjunctions, marks; or nothing does."""
_EXACTLY = ("时", "的", "了", "地")
"""What stands behind 不准 that means not exact."""
_OWN = {
    "小丑": "小丑",
    "台风": "颱風",
    "并": "並",
}
"""Words that the tables have not, or not as they are written: later ones of OpenCC have 颱風, 併 is
no word alone."""
_WITH_BU = re.compile("[公宣发颁分散]布|布局")
"""Words, alone and in others, that Taiwan and Hong Kong write with 布, where OpenCC has 佈: in
Taiwan's news 125 of 129 are written so, in reports of Hong Kong's monetary authority 174 of 174. It
stays 佈 in 佈滿 and 佈署, and in 佈置, 佈告, 遍佈, which these have too seldom to tell."""


def to_traditional(text: str, conversion: str) -> str:
    """The text as one of OpenCC's conversions from Simplified writes it, word by word.

    Args:
        text: Simplified.
        conversion: ``s2t``, ``s2tw`` or ``s2hk``.
    """
    if text.isascii():
        return text
    first, *others = steps(conversion)
    tagged = plain_segmenter().tags(text)
    words = [word for word, _ in tagged]
    result = first.apply(text, words)
    parts = []
    at = 0
    before = ""
    for number, (word, tag) in enumerate(tagged):
        part = result[at : at + len(word)]
        if word in _OWN:
            part = _OWN[word]
        elif word not in first.phrases and tag.startswith(_NAMES):
            pairs = zip(word, first.single(word), strict=True)
            part = "".join(one if one in _IN_NAMES else other for one, other in pairs)
        elif word == "不准" and _is_forbidden(tagged, number):
            part = word
        elif word.endswith("里") and _NUMERAL.fullmatch(word[:-1] or before):  # a measure
            part = part[:-1] + "里"
        elif "佈" in part:
            part = _plain(part, word)
        parts.append(part)
        at += len(word)
        before = word
    result = "".join(parts)
    for step in others:
        result = step.apply(result)
    return result


def _plain(part: str, word: str) -> str:
    """A word that was converted, with 布 where it is written so."""
    for found in _WITH_BU.finditer(word):
        start, end = found.span()
        part = part[:start] + part[start:end].replace("佈", "布") + part[end:]
    return part


def _is_forbidden(tagged: Sequence[tuple[str, str]], number: int) -> bool:
    """Whether 不准 of this number says of what follows that it is not allowed."""
    behind = next((word for word, _ in tagged[number + 1 :]), "")
    follows = bool(HAN_CHARACTER.match(behind)) and behind not in _EXACTLY
    return follows and (not number or tagged[number - 1][1][:1] in _FORBIDS)
