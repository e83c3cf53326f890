"""Where a term may start and end, and what is none.

chinese_edges(text) -> (open, close)      by atom: may a term start, end there
english_edges(text) -> (open, close)      by word
chinese_side(text), english_side(text)    the same as compiled code takes it
is_chinese_term(text), is_english_term(text)     not a number, a date, a lone letter
"""

import re

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Flags
from corpus.language.han import HAN_CHARACTER
from glossary.analysis.token_kernels import ACRONYM, CAPITAL, HARD, JOINT, Side
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.wordforms.small_words import (
    CHINESE_BARRIERS,
    CHINESE_CLOSINGS,
    CHINESE_OPENINGS,
    CHINESE_STOP_WORDS,
    ENGLISH_BARRIERS,
    ENGLISH_CLOSINGS,
    ENGLISH_OPENINGS,
    ENGLISH_STOP_WORDS,
)

LONGEST_ZH, LONGEST_EN = 22, 12
"""Atoms and words of a term: statutes and organisations, and "... Thought on ... with Chinese
Characteristics for a New Era"."""

_NUMERALS = "0-9０-９零〇一二两三四五六七八九十百千万亿兆几多数第余"
_CHINESE_NUMBER = re.compile(
    rf"(?:约|近|超过|上|逾)?(?:[{_NUMERALS}.,%]+(?:个|名|位|年|年代|月|月份|日|号|天|周|小时|分钟|秒|岁|元|美元|"
    r"人|次|种|项|倍|成|米|公里|千米|公斤|吨|度|世纪|周年|例|点|条|件|家|场|届|期|页|章|节|人民币|港元|欧元|日元)*)+"
    r"(?:以上|以下|左右|内|前|后|间|初|底|中|末)?"
)
_LETTERS = re.compile(r"[^\W\d_]")
_UNIT_WORDS = """
percent per cent million billion trillion thousand hundred dollar yuan year month day week hour
minute second km kg metre meter mile degree a p m am pm
"""
_UNITS = frozenset(_UNIT_WORDS.split())


def chinese_edges(text: ChineseText) -> tuple[Flags, Flags]:
    """By atom: may a term start at it, may a term end with it.

    A term starts and ends where a word of either segmentation does, and not with a stop word.
    """
    count = len(text.codes)
    may_open, may_close = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    stop = np.array([name in CHINESE_STOP_WORDS for name in text.types], np.bool_)
    closes = np.array([name in CHINESE_CLOSINGS for name in text.types], np.bool_)
    opens = np.array([name in CHINESE_OPENINGS for name in text.types], np.bool_)
    for numbers in text.words:
        at = np.flatnonzero(numbers >= 0)
        if not len(at):
            continue
        good = ~stop[numbers[at]]
        may_open[at[good | opens[numbers[at]]]] = True
        last = np.append(at[1:], count) - 1
        may_close[last[good | closes[numbers[at]]]] = True
    return may_open, may_close


def english_edges(text: EnglishText) -> tuple[Flags, Flags]:
    """By word: may a term start at it, may a term end with it. Hyphenated words stay whole."""
    names = text.form_names
    stop = np.array([name in ENGLISH_STOP_WORDS for name in names], np.bool_)
    opening = np.array([name in ENGLISH_OPENINGS for name in names], np.bool_)
    ending = np.array([name in ENGLISH_CLOSINGS for name in names], np.bool_)
    may_open = np.zeros(len(text.forms), np.bool_)
    may_close = may_open.copy()
    if len(text.forms):
        joined = text.gaps == JOINT
        before = np.append(joined[1:], False)
        acronym = _acronyms(text)
        # a stop word may open "over-the-counter" and "on-line", an acronym is never a stop word
        may_open = (~stop[text.forms] | opening[text.forms] | before | acronym) & ~joined
        may_close = ~stop[text.forms] | joined | acronym | ending[text.forms]
    return may_open, may_close


def chinese_side(text: ChineseText, barriers: Flags | None = None) -> Side:
    """The text as compiled code takes it.

    Args:
        text: the sentences.
        barriers: by atom: whether no term contains it; none by default.
    """
    return Side(text.starts, _gaps(text.gaps, barriers), *text.edges, LONGEST_ZH)


def english_side(text: EnglishText, barriers: Flags | None = None) -> Side:
    """As `chinese_side`, by word."""
    return Side(text.starts, _gaps(text.gaps, barriers), *text.edges, LONGEST_EN)


def _gaps(gaps: NDArray[np.int8], barriers: Flags | None) -> NDArray[np.int8]:
    """The gaps, hard also on both sides of barriers."""
    if barriers is None:
        return gaps
    result = gaps.copy()
    result[barriers] = HARD
    result[1:][barriers[:-1]] = HARD
    return result


def chinese_barriers(text: ChineseText) -> Flags:
    """By atom: whether it belongs to a word that no term contains."""
    numbers = text.words[0]
    barrier = np.array([name in CHINESE_BARRIERS for name in text.types], np.bool_)
    starts = numbers >= 0
    if not len(numbers):
        return np.zeros(0, np.bool_)
    result: Flags = barrier[numbers[starts]][np.cumsum(starts) - 1]
    return result


def english_barriers(text: EnglishText) -> Flags:
    """By word: whether no term contains it. A capitalised word is a name and no barrier."""
    barrier = np.array([name in ENGLISH_BARRIERS for name in text.form_names], np.bool_)
    if not len(text.forms):
        return np.zeros(0, np.bool_)
    result: Flags = barrier[text.forms] & (text.flags & CAPITAL == 0)
    return result


def is_chinese_term(text: str) -> bool:
    """Whether it may be a term: at least two Han characters, and not a number or a date."""
    return len(HAN_CHARACTER.findall(text)) > 1 and not _CHINESE_NUMBER.fullmatch(text)


def is_english_term(form: str) -> bool:
    """Whether it may be a term: at least two letters, and not only numbers and units."""
    if len(_LETTERS.findall(form)) < 2:
        return False
    return any(not word.isdigit() and word not in _UNITS for word in form.split())


def _acronyms(text: EnglishText) -> Flags:
    flags: Flags = (text.flags & ACRONYM) != 0
    return flags
