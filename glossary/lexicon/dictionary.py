"""The words of the dictionary's tables: their numbers, and how frequent they are in the language.

lemma_numbers(), headword_numbers()           {word: number in the tables}
english_frequency(), chinese_frequency()      {word: share of running words}

Each is made once a process: two hundred thousand words are not gone through for every text.
"""

from collections.abc import Mapping
from functools import cache

from glossary.lexicon.dictionary_tables import dictionary_tables


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
