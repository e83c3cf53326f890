"""The tables that the lexical model derives from CC-CEDICT and the frequency lists: form, loading.

dictionary_tables() -> DictionaryTables       loaded (memory-mapped) from the cache folder
lemma_numbers(), headword_numbers()           {word: number in the tables}
english_frequency(), chinese_frequency()      {word: share of running words}

The dictionaries of words are made once a process: two hundred thousand words are not gone through
for every text. `glossary.lexicon.dictionary.derivation` says how the tables are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.language.dictionary import dictionary_version
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.dictionary.storage import stored

FORMAT = "4"
"""Raised when the tables' form or making changes; the cache folder is named by it."""

SIF = 1e-3
"""Smooth inverse frequency a of a / (a + p(word)): Arora, Liang & Ma, "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017, recommend 1e-3."""

_LEAST_SYNONYM, _LEAST_REVERSE_SYNONYM = 0.004, 0.001
"""Least probabilities that count: smaller ones are many and change nothing."""

LONGEST_WORD = 12
"""Characters; longer headwords are sentences (proverbs), read by their parts."""


@dataclass(frozen=True, slots=True)
class DictionaryTables:
    """What the dictionary and the frequency lists say. Rows and columns are type numbers.

    Attributes:
        zh_words: Simplified headwords first (`headwords` of them, sorted), then words that only
            the frequency list knows.
        zh_frequency: of each word, share of running words, float32.
        word_keys: hash table of the words (`corpus.kernels.word_hash`): the keys.
        word_slots: the word in each slot, -1 for none.
        en_words: lemmas, sorted.
        en_frequency: of each lemma.
        characters: code points that the character tables know, sorted, int32.
        character_frequency: of each, share of running characters.
        syllables: pinyin of each character without tone, "" if none: as a surname if it is one,
            else its first reading.
        direct: p(lemma | word), shape (headwords, lemmas).
        reverse: p(word | lemma), shape (lemmas, headwords).
        walk: p(lemma | lemma): to a word that has the one as a gloss, and from it to the other.
        character_direct: p(lemma | character).
        character_reverse: p(character | lemma).
    """

    zh_words: list[str]
    headwords: int
    zh_frequency: Floats
    word_keys: Longs
    word_slots: Ints
    en_words: list[str]
    en_frequency: Floats
    characters: Ints
    character_frequency: Floats
    syllables: list[str]
    direct: SparseMatrix
    reverse: SparseMatrix
    walk: SparseMatrix
    character_direct: SparseMatrix
    character_reverse: SparseMatrix

    def direct_synonyms(self, words: Longs) -> SparseMatrix:
        """p(lemma | word) by way of other words that share a lemma, a row for each of `words`.

        All rows would be two million cells, of which a text needs few.
        """
        return (self.direct.taken(words) @ self.walk).without(_LEAST_SYNONYM)

    def reverse_synonyms(self, lemmas: Longs) -> SparseMatrix:
        """p(word | lemma) in the same way, a row for each of `lemmas`."""
        return (self.walk.taken(lemmas) @ self.reverse).without(_LEAST_REVERSE_SYNONYM)


@cache
def dictionary_tables() -> DictionaryTables:
    """The tables, built into the cache folder at first use (some ten seconds)."""
    return stored(DictionaryTables, "lexicon", f"{FORMAT}-{dictionary_version()}", _derived)


def _derived() -> DictionaryTables:
    from glossary.lexicon.dictionary.derivation import derive

    return derive()


@cache
def lemma_numbers() -> Mapping[str, int]:
    """The number of each English lemma."""
    return {unit: i for i, unit in enumerate(dictionary_tables().en_words)}


@cache
def headword_numbers() -> Mapping[str, int]:
    """The number of each Chinese headword of the dictionary."""
    tables = dictionary_tables()
    return {word: i for i, word in enumerate(tables.zh_words[: tables.headwords])}


@cache
def english_frequency() -> Mapping[str, float]:
    """The share of each English lemma in running words."""
    tables = dictionary_tables()
    return dict(zip(tables.en_words, tables.en_frequency.tolist(), strict=True))


@cache
def chinese_frequency() -> Mapping[str, float]:
    """The share of each Chinese word in running words."""
    tables = dictionary_tables()
    return dict(zip(tables.zh_words, tables.zh_frequency.tolist(), strict=True))
