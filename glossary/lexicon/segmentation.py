"""Chinese text cut into the dictionary's words: one unigram model for the lexicon and for terms.

words_and_lattice(codes, starts) -> rows, rows      what the lexical model counts
term_words(given) -> TermWords                      what terms are made of

Probabilities are those of the frequency list. The kernels are in `segmentation_kernels`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Ints, Longs
from corpus.kernels.word_hash import add_words
from glossary.lexicon.dictionary.tables import LONGEST_WORD, dictionary_tables, headword_numbers
from glossary.lexicon.segmentation_kernels import (
    UNKNOWN,
    WordTable,
    segment,
    segment_with_lattice,
)

_GIVEN_WORD = 1e-6
"""Probability of a word that the user or a name gave: that of a rare word of the lists, so it is
kept whole against its parts but does not tear up frequent neighbours."""
_PHRASE = 4
"""Headwords of so many characters are phrases (一个中国政策), kept whole like words that were
given."""


def words_and_lattice(codes: Ints, starts: Longs) -> tuple[Longs, Longs]:
    """The most probable words of Simplified sentences, and other headwords inside or across them.

    Args:
        codes: code points of all sentences.
        starts: shape (sentences + 1,): the first character of each.

    Returns:
        (sentence, word, place) rows of the words; (sentence, word) rows of the lattice.
    """
    return segment_with_lattice(codes, starts, _lexicon_words(), dictionary_tables().headwords)


@cache
def _lexicon_words() -> WordTable:
    """All words; single characters are at least as probable as unknown characters."""
    logs = _logs()
    single = np.array([len(word) == 1 for word in dictionary_tables().zh_words])
    return _listed(np.where(single, np.maximum(logs, UNKNOWN), logs))


@dataclass(frozen=True, slots=True)
class TermWords:
    """The words that terms are made of.

    Attributes:
        table: of all words.
        names: the words, by number.
        given: number of the first word that was given.
    """

    table: WordTable
    names: list[str]
    given: int

    def segment(self, codes: Ints, starts: Longs, apart: Flags, longest: int) -> Longs:
        """See `segmentation_kernels.segment`; words that were given may be longer."""
        return segment(codes, starts, apart, self.table, longest, self.given)


def term_words(given: Iterable[str] = ()) -> TermWords:
    """All words of the lists, and more.

    Args:
        given: Simplified words that are to be known beside the dictionary's.
    """
    names = dictionary_tables().zh_words
    added = sorted({word for word in given if 1 < len(word) <= LONGEST_WORD})
    added = [word for word in added if word not in headword_numbers()]
    listed = _phrases_whole()
    if not added:
        return TermWords(listed, names, len(names))
    codes = np.frombuffer("".join(added).encode("utf-32-le"), np.int32)
    keys, numbers = listed.keys.copy(), listed.numbers.copy()
    add_words(keys, numbers, codes, np.cumsum([len(word) for word in added]), len(names))
    logs = np.concatenate([listed.logs, np.full(len(added), np.log(_GIVEN_WORD))])
    return TermWords(WordTable(keys, numbers, logs, LONGEST_WORD), names + added, len(names))


@cache
def _phrases_whole() -> WordTable:
    """All words; phrases of the dictionary are at least as probable as given words."""
    tables = dictionary_tables()
    logs = _logs()
    phrase = np.zeros(len(logs), np.bool_)
    phrase[: tables.headwords] = [
        len(word) >= _PHRASE for word in tables.zh_words[: tables.headwords]
    ]
    return _listed(np.where(phrase, np.maximum(logs, np.log(_GIVEN_WORD)), logs))


@cache
def _logs() -> Doubles:
    """The log probability of each word."""
    return np.log(dictionary_tables().zh_frequency.astype(np.float64))


def _listed(logs: Doubles) -> WordTable:
    tables = dictionary_tables()
    return WordTable(tables.word_keys, tables.word_slots, logs, LONGEST_WORD)
