"""Sentences as the units that the lexical model counts: words, lattice words, characters, lemmas.

Chinese: Simplified, cut into the most probable words (unigram model over CC-CEDICT and the
frequency list); the *lattice* holds the other dictionary words inside those words or across
their borders; every Han character. English: lemmas. A name, number or Latin word that stands
alike on both sides is an *identity* unit.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from corpus.jobs import SERIAL, Jobs
from corpus.kernels.arrays import Longs, Ragged, ragged
from corpus.language.conversion import to_simplified
from corpus.language.numbers.finding import numbers
from corpus.matrices.sparse import SparseMatrix, diagonal
from corpus.model import Language
from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.names.english_names import EnglishNames
from glossary.lexicon.segmentation import words_and_lattice
from glossary.wordforms.english_words import content_lemmas

_TOGETHER = 1000
"""Clauses whose units are found together."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+|[0-9]+[A-Za-z]+[A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class ChineseUnits:
    """Chinese sentences as units; a row per sentence.

    Attributes:
        words: word numbers of the dictionary tables; identity units follow them
            (``len(tables.zh_words) + k`` for row ``k`` of `identities`).
        lattice: further dictionary words.
        characters: numbers into the tables' characters.
        identities: probability that an identity unit is the same as each English type: 1 for
            number k and type k, then rows of foreign names, shape (units, types).
    """

    words: Ragged
    lattice: Ragged
    characters: Ragged
    identities: SparseMatrix


@dataclass(frozen=True, slots=True)
class EnglishUnits:
    """English sentences as units.

    Attributes:
        types: the lemmas of the collection (numbers as ``#300``), sorted.
        lemmas: a row per sentence, of type numbers.
    """

    types: list[str]
    lemmas: Ragged


def english_units(sentences: Sequence[str], jobs: Jobs = SERIAL) -> EnglishUnits:
    """The lemmas of each sentence, and its numbers as ``#value``."""
    rows = list(jobs.map(_english, sentences, _TOGETHER))
    types = sorted({unit for row in rows for unit in row})
    index = {unit: i for i, unit in enumerate(types)}
    return EnglishUnits(types, ragged([[index[unit] for unit in row] for row in rows]))


def _english(text: str) -> list[str]:
    words = [unit for unit in content_lemmas(text) if not unit.isdigit()]
    return words + _figures(text, Language.EN)


def chinese_units(
    sentences: Sequence[str], english: EnglishUnits, names: EnglishNames, jobs: Jobs = SERIAL
) -> ChineseUnits:
    """Words, lattice and characters of each sentence; identity units against `english`."""
    tables = dictionary_tables()
    joined = to_simplified("\n".join(_one_line(text) for text in sentences))
    simplified = joined.split("\n")
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.int32)
    starts = np.zeros(len(simplified) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in simplified], out=starts[1:])
    word_rows, lattice_rows = words_and_lattice(codes, starts)
    character_numbers = _character_numbers()[np.minimum(codes, len(_character_numbers()) - 1)]
    known = character_numbers >= 0
    sentence_of = np.repeat(np.arange(len(simplified)), np.diff(starts))[: len(codes)]
    identity = names.identities(codes, starts)
    spelled_in, foreign = names.foreign(
        codes, starts, word_rows[:, 1:], sentence_of, (k for _, k in identity)
    )
    type_index = {unit: i for i, unit in enumerate(english.types)}
    for i, found in enumerate(jobs.map(_latin_and_figures, simplified, _TOGETHER)):
        identity += [(i, type_index[unit]) for unit in found if unit in type_index]
    first = len(tables.zh_words)
    extra = np.array([(i, first + k) for i, k in identity], np.int64).reshape(-1, 2)
    spelled_in[:, 1] += first + len(english.types)
    extra = np.concatenate([extra, spelled_in])
    rows = np.concatenate([word_rows[:, 0], extra[:, 0]])
    values = np.concatenate([word_rows[:, 1], extra[:, 1]])
    count = len(simplified)
    return ChineseUnits(
        _grouped(rows, values, count),
        _grouped(lattice_rows[:, 0], lattice_rows[:, 1], count),
        _grouped(sentence_of[known], character_numbers[known], count),
        SparseMatrix.stacked([diagonal(len(english.types)), foreign]),
    )


def _latin_and_figures(text: str) -> list[str]:
    """What a Chinese sentence may have in common with an English one as it stands."""
    words = [unit for token in _LATIN.findall(text) for unit in content_lemmas(token)]
    return words + _figures(text, Language.ZH)


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\n", " ")


def _figures(text: str, language: Language) -> list[str]:
    """The figures of a text, each as ``#value``."""
    return [f"#{number.value.normalize():f}" for number in numbers(text, language)]


def _grouped(rows: Longs, values: Longs, count: int) -> Ragged:
    """Values by row, in their order."""
    order = np.argsort(rows, kind="stable")
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
    return Ragged(starts, values[order].astype(np.int32))


@cache
def _character_numbers() -> Longs:
    """By code point: the character's number in the tables, or -1."""
    characters = dictionary_tables().characters
    numbers_ = np.full(int(characters[-1]) + 2, -1, np.int64)
    numbers_[characters] = np.arange(len(characters))
    return numbers_
