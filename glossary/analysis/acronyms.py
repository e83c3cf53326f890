"""Acronyms in brackets behind what they stand for: Republic of Korea (ROK), 非典型肺炎（SARS）.

full_forms(text) -> array      by word, where the full form of a bracketed acronym starts
chinese_full_forms(zh, en) -> places      of full forms in Chinese, of their acronyms in English
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Ints
from glossary.analysis.glosses import glosses
from glossary.analysis.token_kernels import ACRONYM, BRACKETED, HARD, NOTHING
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.lexicon.dictionary.tables import LONGEST_WORD
from glossary.wordforms.small_words import CHINESE_STOP_WORDS

_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to"))
_BEHIND = re.compile(r"[(（]\s*([A-Za-z]{2,})\s*[)）]")
_LEAST_CHARACTERS = 3
"""A full form in Chinese is longer than the everyday words of two characters."""


class SharedAcronym(NamedTuple):
    """A Chinese term, and the acronym behind it where the English side has it.

    Attributes:
        row: number of the sentence pair.
        zh: the term's first atom, and the one behind its last.
        en: the word.
    """

    row: int
    zh: tuple[int, int]
    en: int


def full_forms(text: EnglishText) -> Ints:
    """The first word of the full form of each acronym in brackets.

    The letters of an acronym are the initials of the words before it, small words counted or not.
    -1 where they are not, and for all other words.
    """
    result = np.full(len(text.forms), -1, np.int32)
    flags = text.flags & (ACRONYM | BRACKETED) == ACRONYM | BRACKETED
    for at in flags.nonzero()[0].tolist():
        row = int(text.starts.searchsorted(at, side="right")) - 1
        letters = text.form_names[text.forms[at]].lower()
        for first in range(max(int(text.starts[row]), at - 2 * len(letters)), at):
            words = [text.form_names[text.forms[k]] for k in range(first, at)]
            if words[0] in _SMALL:
                continue
            if letters in _initials(words):
                result[at] = first
    return result


def chinese_full_forms(zh: ChineseText, en: EnglishText) -> Iterator[SharedAcronym]:
    """Terms behind which the Chinese has in brackets the acronym that stands alone in English.

    In 非典型肺炎（SARS） beside *SARS* nothing else says what the Chinese words are aligned with.
    A term is the longest dictionary word before the bracket. As part of a longer term (银行 in
    三峡银行（TGB）) it would be wrong; so it begins its clause or follows a stop word, or the
    dictionary knows its acronym or what that abbreviates.
    """
    full = full_forms(en)
    for row, sentence in enumerate(zh.sentences):
        for match in _BEHIND.finditer(sentence):
            short = match[1]
            if not short.isupper():
                continue
            words = range(int(en.starts[row]), int(en.starts[row + 1]))
            same = [at for at in words if en.sentences[row][slice(*en.places[at])] == short]
            first, last = int(zh.starts[row]), int(zh.starts[row + 1])
            behind = first + int(zh.places[first:last, 0].searchsorted(match.start(1)))
            start = _full_form(zh, first, behind, short.lower())
            if same and start is not None and all(full[at] < 0 for at in same):
                yield SharedAcronym(row, (start, behind), same[0])


def _full_form(text: ChineseText, row: int, end: int, short: str) -> int | None:
    """The first atom of the full form before an acronym, if there is one.

    Args:
        text: the sentences.
        row: first atom of the sentence.
        end: atom of the acronym.
        short: its letters.
    """
    known = glosses().phrases
    for first in range(max(row, end - LONGEST_WORD), end - _LEAST_CHARACTERS + 1):
        if text.words[0][first] < 0 or (text.gaps[first + 1 : end] != NOTHING).any():
            continue
        meanings = known.get(text.string(first, end))
        if meanings is None:
            continue
        attested = short in meanings or any(short in _initials(m.split()) for m in meanings)
        return first if attested or _begins(text, row, first) else None
    return None


def _begins(text: ChineseText, row: int, first: int) -> bool:
    """Whether a term may begin here: at the start of its clause, or right behind a stop word."""
    if first == row or text.gaps[first] == HARD:
        return True
    before = next(at for at in range(first - 1, -1, -1) if text.words[0][at] >= 0)
    return text.types[text.words[0][before]] in CHINESE_STOP_WORDS


def _initials(words: list[str]) -> tuple[str, str]:
    """The initials of all words, and of those that are not small."""
    return (
        "".join(word[0] for word in words).lower(),
        "".join(word[0] for word in words if word not in _SMALL).lower(),
    )
