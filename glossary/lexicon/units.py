"""Sentences as the units that the lexical model counts: words, lattice words, characters, lemmas.

Chinese: Simplified, cut into the most probable words (unigram model over CC-CEDICT and the
frequency list); the *lattice* holds the other dictionary words inside those words or across
their borders; every Han character. English: lemmas. A name, number or Latin word that stands
alike on both sides is an *identity* unit.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import sparse

from corpus.kernels.arrays import Doubles, Flags, Ints, Longs, Ragged, ragged
from corpus.kernels.compiled import compiled
from corpus.kernels.word_hash import START, hash_slot, hash_step
from corpus.language.conversion import to_simplified
from corpus.language.numbers.finding import numbers
from corpus.model import Language
from glossary.lexicon.dictionary import lemma_numbers
from glossary.lexicon.dictionary_tables import LONGEST_WORD, SparseMatrix, dictionary_tables, tokens
from glossary.lexicon.transliteration import spelled_names

_UNKNOWN = -18.0
"""Log probability of a character that is no word: as rare as the rarest words of the frequency
list (e^-18 = 1.5e-8), so that two unknown characters never beat a word, whatever its rarity."""
_CROSSING_FREQUENCY = 1e-6
"""A lattice word across a border of the best segmentation must be this frequent: rarer ones are
mostly accidents (a headword spelled by the end of one word and the start of the next)."""
_RARE_NAME = 2e-5
"""Share of running words above which an English word is not taken for a name in pinyin."""
_RARE_FOREIGN = 1e-4
"""The same for a foreign name: Obama stands at 5e-5, Friday at 1e-4."""
_SHORTEST_FOREIGN = 4
"""Letters: shorter names are spelled by too much."""
_CAPITALISED = 0.8
"""Share of its occurrences in which a name is capitalised."""

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


def english_units(sentences: Sequence[str]) -> EnglishUnits:
    """The lemmas of each sentence, and its numbers as ``#value``."""
    rows: list[list[str]] = []
    for text in sentences:
        words = [unit for unit in tokens(text) if not unit.isdigit()]
        rows.append(words + _figures(text, Language.EN))
    types = sorted({unit for row in rows for unit in row})
    index = {unit: i for i, unit in enumerate(types)}
    return EnglishUnits(types, ragged([[index[unit] for unit in row] for row in rows]))


def chinese_units(sentences: Sequence[str], english: EnglishUnits, names: "Names") -> ChineseUnits:
    """Words, lattice and characters of each sentence; identity units against `english`."""
    tables = dictionary_tables()
    joined = to_simplified("\n".join(_one_line(text) for text in sentences))
    simplified = joined.split("\n")
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.int32)
    starts = np.zeros(len(simplified) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in simplified], out=starts[1:])
    segmenter = word_hashes()
    word_rows, lattice_rows = _segment(codes, starts, *segmenter)
    character_numbers = _character_numbers()[np.minimum(codes, len(_character_numbers()) - 1)]
    known = character_numbers >= 0
    sentence_of = np.repeat(np.arange(len(simplified)), np.diff(starts))[: len(codes)]
    identity = names.identities(codes, starts)
    spelled_in, foreign = names.foreign(
        codes, starts, word_rows[:, 1:], sentence_of, (k for _, k in identity)
    )
    type_index = {unit: i for i, unit in enumerate(english.types)}
    for i, text in enumerate(simplified):
        found = [unit for token in _LATIN.findall(text) for unit in tokens(token)]
        found += _figures(text, Language.ZH)
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
        sparse.vstack([sparse.identity(len(english.types), np.float32), foreign], format="csr"),
    )


class Names:
    """English words of a collection that may be names: in pinyin (Qingyang, Zhao), or foreign."""

    def __init__(self, sentences: Sequence[str], english: EnglishUnits) -> None:
        tables = dictionary_tables()
        capital: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for text in sentences:
            for token in re.findall(r"[A-Za-z]{2,}", text):
                total[token.lower()] += 1
                capital[token.lower()] += token[0].isupper()
        known = lemma_numbers()
        index = {unit: i for i, unit in enumerate(english.types)}
        numbered = _syllable_numbers()
        found: dict[int, int] = {}
        self._foreign: list[tuple[str, int]] = []
        self._types_of_all = len(english.types)
        for token in sorted(total):
            if token not in index or capital[token] < _CAPITALISED * total[token]:
                continue
            frequency = tables.en_frequency[known[token]] if token in known else 0.0
            if len(token) >= _SHORTEST_FOREIGN and frequency < _RARE_FOREIGN:
                self._foreign.append((token, index[token]))
            if frequency < _RARE_NAME:
                for spelling in spellings(token):
                    key = 0
                    for syllable in spelling:
                        key = key * 512 + numbered[syllable] + 1
                    found.setdefault(key, index[token])
        keys = np.array(sorted(found), np.int64)
        self._keys = keys
        self._types = np.array([found[key] for key in keys], np.int64)

    def identities(self, codes: Ints, starts: Longs) -> list[tuple[int, int]]:
        """(sentence, English type) of each run of one to four characters that spells a name."""
        if not len(self._keys):
            return []
        syllables, surnames = character_syllables()
        where = np.minimum(codes, len(syllables) - 1)
        hits = _spelled(syllables[where], surnames[where], starts, self._keys, self._types)
        return [(int(i), int(k)) for i, k in hits]

    def foreign(
        self,
        codes: Ints,
        starts: Longs,
        words: Longs,
        sentence_of: Longs,
        in_pinyin: Iterable[int],
    ) -> tuple[Longs, SparseMatrix]:
        """Stretches of characters that spell foreign names.

        Args:
            codes: the characters of all sentences.
            starts: of each sentence.
            words: number and place of each word.
            sentence_of: of each character.
            in_pinyin: English types that are found to be in pinyin, hence not foreign.

        Returns:
            (sentence, unit) of each, and the probability that a unit is each English type.
        """
        done = set(in_pinyin)
        names = [(token, k) for token, k in self._foreign if k not in done]
        types = np.array([k for _, k in names], np.int64)
        found = spelled_names(codes, starts, words, [token for token, _ in names])
        keys, units = np.unique(found.keys, return_inverse=True)
        places, first = np.unique(found.places, return_index=True)
        cells = units * self._types_of_all + types[found.names]
        order = np.lexsort((-found.chances, cells))
        cells, best = np.unique(cells[order], return_index=True)
        chances = sparse.csr_matrix(
            (found.chances[order][best], np.divmod(cells, self._types_of_all)),
            (len(keys), self._types_of_all),
        )
        return np.stack([sentence_of[places], units[first]], axis=1), chances


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


def spellings(token: str) -> list[tuple[str, ...]]:
    """All ways to read a word as one to four pinyin syllables."""
    valid = _syllable_numbers()
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(token) + 1)]
    ways[0] = [()]
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - 6), end):  # the longest syllable, zhuang, has six letters
            if token[start:end] in valid:
                ways[end] += [(*way, token[start:end]) for way in ways[start] if len(way) < 4]
    return ways[-1]


@cache
def _syllable_numbers() -> dict[str, int]:
    found = sorted({syllable for syllable in dictionary_tables().syllables if syllable})
    return {syllable: i for i, syllable in enumerate(found)}


@cache
def character_syllables() -> tuple[Longs, Flags]:
    """By code point: its syllable's number or -1, and whether it is a surname."""
    tables = dictionary_tables()
    numbered = _syllable_numbers()
    size = int(tables.characters[-1]) + 2
    syllables = np.full(size, -1, np.int64)
    for code, syllable in zip(tables.characters, tables.syllables, strict=True):
        if syllable:
            syllables[code] = numbered[syllable]
    surnames = np.zeros(size, np.bool_)
    surname = tables.direct[:, tables.en_words.index("surname")].tocoo()
    for row in surname.row:
        if len(tables.zh_words[row]) == 1:
            surnames[ord(tables.zh_words[row])] = True
    return syllables, surnames


@cache
def _character_numbers() -> Longs:
    """By code point: the character's number in the tables, or -1."""
    characters = dictionary_tables().characters
    numbers_ = np.full(int(characters[-1]) + 2, -1, np.int64)
    numbers_[characters] = np.arange(len(characters))
    return numbers_


Segmenter = tuple[Longs, Ints, Doubles, int]


@cache
def word_hashes() -> Segmenter:
    """The words' hash table (keys, word numbers), their log probabilities, number of headwords."""
    tables = dictionary_tables()
    logs = np.log(tables.zh_frequency.astype(np.float64))
    return tables.word_keys, tables.word_slots, logs, tables.headwords


@compiled
def _doubled(rows: Longs) -> Longs:
    """The rows with as much room again."""
    grown = np.empty((2 * len(rows), 2), np.int64)
    grown[: len(rows)] = rows
    return grown


@compiled
def _segment(
    codes: Ints,
    starts: Longs,
    keys: Longs,
    numbers_: Ints,
    logs: Doubles,
    headwords: int,
) -> tuple[Longs, Longs]:
    """(sentence, word, place) rows of the best segmentation; (sentence, word) of the lattice."""
    size = len(keys)
    words = np.empty((len(codes), 3), np.int64)
    lattice = np.empty((len(codes) + 16, 2), np.int64)
    word_count = 0
    lattice_count = 0
    crossing = np.log(_CROSSING_FREQUENCY)
    for s in range(len(starts) - 1):
        begin = starts[s]
        end = min(starts[s + 1], len(codes))
        n = end - begin
        found = np.full((n, LONGEST_WORD), -1, np.int32)
        best = np.zeros(n + 1)
        length = np.ones(n, np.int64)
        for i in range(n - 1, -1, -1):
            key = START
            best[i] = _UNKNOWN + best[i + 1]
            for k in range(min(LONGEST_WORD, n - i)):
                key = hash_step(key, codes[begin + i + k])
                slot = hash_slot(key, size)
                while numbers_[slot] >= 0 and keys[slot] != key:
                    slot = (slot + 1) & (size - 1)
                word = numbers_[slot]
                if word >= 0:
                    found[i, k] = word
                    score = logs[word] + best[i + k + 1]
                    if score > best[i]:
                        best[i] = score
                        length[i] = k + 1
        border = np.zeros(n + 1, np.bool_)
        i = 0
        while i < n:
            border[i] = True
            word = found[i, length[i] - 1]
            if word >= 0:
                words[word_count, 0] = s
                words[word_count, 1] = word
                words[word_count, 2] = begin + i
                word_count += 1
            i += length[i]
        border[n] = True
        for i in range(n):
            for k in range(1, min(LONGEST_WORD, n - i)):
                word = found[i, k]
                if word < 0 or word >= headwords:
                    continue
                inside = True  # of one word: no border strictly within
                for b in range(i + 1, i + k + 1):
                    if border[b]:
                        inside = False
                        break
                if inside:
                    if border[i] and border[i + k + 1]:
                        continue  # it is that word
                elif k > 3 or logs[word] < crossing:
                    continue
                if lattice_count == len(lattice):
                    lattice = _doubled(lattice)
                lattice[lattice_count, 0] = s
                lattice[lattice_count, 1] = word
                lattice_count += 1
    return words[:word_count].copy(), lattice[:lattice_count].copy()


@compiled
def _spelled(
    syllables: Longs,
    surnames: Flags,
    starts: Longs,
    keys: Longs,
    types: Longs,
) -> Longs:
    """(sentence, type) of each window of 1 to 4 syllables that is a key; 1 only if a surname."""
    hits = np.empty((len(syllables) + 16, 2), np.int64)
    count = 0
    for s in range(len(starts) - 1):
        end = min(starts[s + 1], len(syllables))
        for i in range(starts[s], end):
            key = np.int64(0)
            for k in range(min(4, end - i)):
                if syllables[i + k] < 0:
                    break
                key = key * 512 + syllables[i + k] + 1
                if k == 0 and not surnames[i]:
                    continue
                at = np.searchsorted(keys, key)
                if at < len(keys) and keys[at] == key:
                    if count == len(hits):
                        hits = _doubled(hits)
                    hits[count, 0] = s
                    hits[count, 1] = types[at]
                    count += 1
    return hits[:count].copy()
