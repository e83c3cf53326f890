"""What is known of word pairs before the text is read: the dictionary, characters, and identity.

word_prior(words, lemmas, names) -> sparse matrix      p(lemma | Chinese word), by local types
reverse_prior(prior, counts) -> sparse matrix          p(Chinese word | lemma)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from corpus.kernels.arrays import Longs
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.dictionary.tables import (
    DictionaryTables,
    dictionary_tables,
    headword_numbers,
    lemma_numbers,
)

GLOSSES, SYNONYMS, SUBSTRINGS, CHARACTERS = 0.35, 0.3, 0.15, 0.2
"""Shares of the tables: the word's own glosses, those of words that share a gloss, those of the
dictionary words inside it, those of its characters. As in
`glossary.lexicon.evidence.LEMMAS`."""
SAME = 0.9
"""p(the same Latin word or number | it)."""
NAME = 0.7
"""p(romanised name | Chinese name that is read so)."""
ADJECTIVE = 0.5
"""p(adjective) beside p(its noun): Chinese nouns stand where English needs an adjective (国家利益,
national interest), but glosses give the noun."""
LEAST = 1e-4  # smaller values are many and change nothing

_ADJECTIVES = (
    ("ional", "ion"), ("al", ""), ("al", "e"), ("atic", "acy"), ("ic", "y"), ("ic", "ics"),
    ("ical", "ics"), ("ical", "y"), ("ese", "a"), ("n", ""), ("ary", ""), ("ous", ""),
)  # fmt: skip
"""Endings of adjectives, and of the nouns behind them."""
_LONGEST_INSIDE = 6  # characters; longer headwords inside a word are not looked for


def word_prior(
    words: Sequence[str], lemmas: Sequence[str], names: Iterable[tuple[str, str]] = ()
) -> SparseMatrix:
    """p(lemma | word) as far as the dictionary and the spelling tell, shape (words, lemmas).

    Args:
        words: Chinese word types, Simplified; Latin words and numbers in lower case.
        lemmas: English lemma types.
        names: Chinese words and the lemmas that spell them.
    """
    tables = dictionary_tables()
    column_of, headword_of = lemma_numbers(), headword_numbers()
    lemma_of = {unit: i for i, unit in enumerate(lemmas)}
    columns = _matrix(list(_columns(lemmas, column_of)), (len(tables.en_words), len(lemmas)))

    own = np.array([headword_of.get(word, -1) for word in words], np.int64)
    inside = _inside(words, headword_of, tables)
    characters = _characters(words)
    same = [
        (i, lemma_of[word], SAME)
        for i, word in enumerate(words)
        if word.isascii() and word in lemma_of
    ]
    word_of = {word: i for i, word in enumerate(words)}
    same += [
        (word_of[zh], lemma_of[en], NAME)
        for zh, en in sorted(set(names))
        if zh in word_of and en in lemma_of
    ]
    identity = _matrix(same, (len(words), len(lemmas)))
    prior = (
        tables.direct.taken(own).scaled(GLOSSES)
        + tables.direct_synonyms(own).scaled(SYNONYMS)
        + (inside @ tables.direct).scaled(SUBSTRINGS)
        + (characters @ tables.character_direct).scaled(CHARACTERS)
    ) @ columns
    return (prior + identity).without(LEAST).astype(np.float32)


@cache
def _character_numbers() -> Mapping[str, int]:
    """The number of each character in the tables."""
    return {chr(code): i for i, code in enumerate(dictionary_tables().characters.tolist())}


def reverse_prior(prior: SparseMatrix, counts: Longs) -> SparseMatrix:
    """p(word | lemma) from p(lemma | word), words weighted by the root of their count.

    Rows keep the largest value of the lemma's column as their sum, so that a lemma that no word
    has as a gloss has little prior in this direction too.
    """
    weighted = prior.times(np.sqrt(np.maximum(counts, 1)), by_row=True).T
    sums = np.maximum(weighted.row_sums(), 1e-12)
    mass = np.minimum(prior.T.row_maxima() * 2, 1.0)
    return weighted.times(mass / sums, by_row=True).astype(np.float32)


def _columns(
    lemmas: Sequence[str], column_of: Mapping[str, int]
) -> Iterator[tuple[int, int, float]]:
    """The table's column of each lemma, and of the noun that an adjective comes from."""
    for i, unit in enumerate(lemmas):
        if unit in column_of:
            yield column_of[unit], i, 1.0
        for ending, base in _ADJECTIVES:
            noun = unit.removesuffix(ending) + base
            if unit.endswith(ending) and len(noun) > 4 and noun in column_of:
                yield column_of[noun], i, ADJECTIVE
                break


def _matrix(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> SparseMatrix:
    rows = [row for row, _, _ in cells]
    columns = [column for _, column, _ in cells]
    values = np.array([value for _, _, value in cells], np.float32)
    return SparseMatrix.of_cells(values, rows, columns, shape)


def _inside(
    words: Sequence[str], headword_of: Mapping[str, int], tables: DictionaryTables
) -> SparseMatrix:
    """For each word the dictionary words of two and more characters strictly inside it."""
    cells = []
    for i, word in enumerate(words):
        parts = [
            headword_of[part]
            for first in range(len(word))
            for last in range(first + 2, min(len(word), first + _LONGEST_INSIDE) + 1)
            if last - first < len(word) and (part := word[first:last]) in headword_of
        ]
        cells += [(i, part, 1.0 / len(parts)) for part in parts]
    return _matrix(cells, (len(words), tables.headwords))


def _characters(words: Sequence[str]) -> SparseMatrix:
    """For each word its characters."""
    known = _character_numbers()
    cells = []
    for i, word in enumerate(words):
        parts = [known[c] for c in word if c in known]
        cells += [(i, part, 1.0 / len(parts)) for part in parts]
    return _matrix(cells, (len(words), len(known)))
