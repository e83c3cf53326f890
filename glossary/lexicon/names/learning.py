"""How foreign names are spelled in Chinese characters, learnt once from CC-CEDICT's own names.

    transliteration_tables() -> TransliterationTables      loaded from the cache folder

Each character of a name stands for up to five letters (佩林: *pa*, *lin*). Which ones is learnt by
expectation maximisation over the names that the dictionary spells out (K. Knight & J. Graehl,
"Machine Transliteration", CL 24(4), 1998); a character that is rare in names leans on the others
of its sound.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.language.dictionary import dictionary_version, entries
from glossary.lexicon.dictionary.storage import stored
from glossary.lexicon.dictionary.tables import FORMAT as DICTIONARY_FORMAT
from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.names.kernels import LONGEST_PIECE, expected_uses, piece_edges

FORMAT = "2"
"""Raised when the tables' form or making changes; the cache folder is named by it."""

_ITERATIONS = 8
_SOUND = 6.0
"""Occurrences that the sound of a character is worth beside its own."""
_GUESS = 20.0
"""Occurrences that the first guess of a sound's spellings is worth."""
_DISCOUNT = 1.0
"""Taken from each count: what was seen once is more likely a word's meaning than its sound."""
_LEAST_FIT = 2.0
"""Log-likelihood ratio per character, against chance letters, below which a name is taken to be
translated rather than spelled."""
_LEAST_COUNT = 6.0
"""Occurrences in names that make a character one that foreign names are written with."""
_ORDINARY = 1e-5
"""Share of running words from which a word that the dictionary lacks is no name."""
_LEAST_NAMELINESS = -1.5
"""Below it a character is a word of its own beside a name (的, 他, 对), hardly ever part of one."""
_LEAST_PIECE = 0.004
"""Probability of a piece below which it is not kept."""
_UNLIKE = 0.02
"""What a piece weighs at first whose sound is unlike the character's; one that is like weighs 1."""

_NAME = re.compile(r"[A-Z][A-Za-z'.-]*(?: [A-Z][A-Za-z'.-]*){0,2}")
_HAN_ONLY = re.compile("[\u4e00-\u9fff]{2,8}")
_SOUNDS = ("bpfvwmu", "dt", "gkhcqxy", "jzsxcyg", "lr", "nm", "aeiouyhw")
"""Letters that may begin the spelling of one sound: where learning starts from."""


@dataclass(frozen=True, slots=True)
class TransliterationTables:
    """Pieces of names by character.

    Attributes:
        characters: code points that foreign names are written with, sorted.
        starts: shape (characters + 1,): the pieces of each character.
        nameliness: of each, log of how much likelier it is in a foreign name than in running text.
        pieces: letters (a = 1) in base 27, the first letter lowest.
        logs: log p(piece | character).
        word_lengths: characters of each word of the dictionary tables.
        ordinary: of each, whether it is a word of the language rather than a name.
        bigrams: log p(letter | letter before), shape (27, 27); 0 is the border of a name.
    """

    characters: Ints
    nameliness: Floats
    starts: Longs
    pieces: Ints
    logs: Floats
    word_lengths: Ints
    ordinary: Flags
    bigrams: Floats


@cache
def transliteration_tables() -> TransliterationTables:
    """The tables, built into the cache folder at first use (a few seconds)."""
    version = f"{FORMAT}-{DICTIONARY_FORMAT}-{dictionary_version()}"
    return stored(TransliterationTables, "transliteration", version, _derived)


def _derived() -> TransliterationTables:
    return learnt_tables(list(dictionary_names()))


class Example(NamedTuple):
    """A name of the dictionary to learn from: characters that may spell its letters.

    Attributes:
        zh: Simplified characters.
        sounds: pinyin of each, without tones.
        letters: a to z.
        place: entry, and position in it: of several readings of one place the best one is true.
    """

    zh: str
    sounds: tuple[str, ...]
    letters: str
    place: tuple[int, int]


def letters(text: str) -> str:
    """The letters a to z of a word, without accents."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def dictionary_names() -> Iterator[Example]:
    """The dictionary's foreign names, part by part; else each word of the gloss with the whole."""
    for number, entry in enumerate(entries()):
        if not entry.pinyin[:1].isupper():
            continue
        zh = entry.simplified.split("·")
        syllables = [re.sub("[0-9]", "", s).lower() for s in entry.pinyin.split() if s != "·"]
        gloss = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", entry.glosses[0])
            if not unicodedata.combining(letter)
        )
        name = _NAME.match(gloss)
        if not name or len(syllables) != sum(map(len, zh)):
            continue
        words = name[0].split()
        if letters(name[0]).startswith("".join(syllables)):
            continue  # pinyin, not a foreign name
        if len(zh) == len(words):
            pairs = list(zip(zh, words, strict=True))
        else:
            pairs = [("".join(zh), word) for word in dict.fromkeys([*words, "".join(words)])]
        first = 0
        for part, word in pairs:
            own = syllables[first : first + len(part)]
            place = first
            first += len(part) if len(zh) == len(words) else 0
            spelled = letters(word)
            if (
                _HAN_ONLY.fullmatch(part)
                and len(part) - 1 <= len(spelled) <= 4 * len(part) + 1
                and not spelled.startswith("".join(own))
            ):
                yield Example(part, tuple(own), spelled, (number, place))


def learnt_tables(names: Sequence[Example]) -> TransliterationTables:
    """Tables learnt from names, most of which are transliterated rather than translated."""
    characters = sorted({char for name in names for char in name.zh})
    sounds = sorted({sound for name in names for sound in name.sounds})
    places = {place: i for i, place in enumerate(sorted({name.place for name in names}))}
    char_index = {char: i for i, char in enumerate(characters)}
    sound_index = {sound: i for i, sound in enumerate(sounds)}
    sizes = np.array([[len(name.zh), len(name.letters)] for name in names], np.int64)
    zh_flat = np.array([char_index[char] for name in names for char in name.zh], np.int64)
    sound_flat = np.array([sound_index[sound] for name in names for sound in name.sounds], np.int64)
    en_flat = np.array([ord(letter) - 96 for name in names for letter in name.letters], np.int64)
    place = np.array([places[name.place] for name in names], np.int64)
    where, piece = piece_edges(sizes, en_flat)
    by_char, char_edge = np.unique(zh_flat[where] << 24 | piece, return_inverse=True)
    by_sound, sound_edge = np.unique(sound_flat[where] << 24 | piece, return_inverse=True)
    sound_of = np.zeros(len(by_char), np.int64)
    sound_of[char_edge] = sound_edge
    guess = _first_guess(by_sound, sounds)
    chance = guess[sound_of]
    bigrams = _bigrams([name.letters for name in names])
    by_chance = np.array([background(name.letters, bigrams) for name in names])
    weight = np.ones(len(names))
    for iteration in range(_ITERATIONS):
        counts, fit = expected_uses(sizes, chance[char_edge])
        if iteration:
            gain = fit - by_chance
            best = np.full(len(places), -np.inf)
            np.maximum.at(best, place, gain)
            weight = ((gain == best[place]) & (gain >= _LEAST_FIT * sizes[:, 0])).astype(float)
        counts *= np.repeat(weight, _edge_counts(sizes))
        own = _summed(char_edge, counts, len(by_char))
        of_sound = _mixed(by_sound >> 24, _summed(sound_edge, counts, len(by_sound)), guess, _GUESS)
        chance = _mixed(by_char >> 24, own, of_sound[sound_of], _SOUND)
        chance /= np.maximum(_totals(by_char >> 24, chance), 1.0)  # a character of two sounds
    total = _totals(by_char >> 24, own)
    codes = np.array([ord(char) for char in characters], np.int32)
    nameliness = np.log(np.bincount(by_char >> 24, own) / own.sum() / _running_share(codes) + 1e-9)
    keep = (total >= _LEAST_COUNT) & (chance >= _LEAST_PIECE)
    keep &= (nameliness >= _LEAST_NAMELINESS)[by_char >> 24]
    kept = np.unique(by_char[keep] >> 24)
    starts = np.searchsorted(by_char[keep] >> 24, np.append(kept, len(characters)))
    return TransliterationTables(
        codes[kept],
        nameliness[kept].astype(np.float32),
        starts.astype(np.int64),
        (by_char[keep] & 0xFFFFFF).astype(np.int32),
        np.log(chance[keep]).astype(np.float32),
        np.array([len(word) for word in dictionary_tables().zh_words], np.int32),
        _ordinary(),
        _bigrams([name.letters for name, w in zip(names, weight, strict=True) if w]),
    )


def _running_share(codes: Ints) -> Doubles:
    """Share of running characters."""
    tables = dictionary_tables()
    at = np.searchsorted(tables.characters, codes)
    return tables.character_frequency[at].astype(np.float64) + 1e-6


def _ordinary() -> Flags:
    """By word of the tables: whether it has at least two characters and is not a name."""
    tables = dictionary_tables()
    headwords = tables.headwords
    common = np.flatnonzero(tables.zh_frequency >= _ORDINARY).tolist()
    ordinary = {tables.zh_words[k] for k in common if k >= headwords}
    ordinary |= {entry.simplified for entry in entries() if not entry.pinyin[:1].isupper()}
    return np.array([len(word) > 1 and word in ordinary for word in tables.zh_words], np.bool_)


def background(name: str, bigrams: Floats) -> float:
    """Log probability of a name's letters by chance."""
    codes = [0, *(ord(letter) - 96 for letter in name), 0]
    return float(bigrams[codes[:-1], codes[1:]].sum())


def _edge_counts(sizes: Longs) -> Longs:
    """How many edges `piece_edges` makes of each name."""
    pieces = [
        sum(min(LONGEST_PIECE, columns - a) + 1 for a in range(columns + 1))
        for columns in range(int(sizes[:, 1].max()) + 1)
    ]
    counts: Longs = sizes[:, 0] * np.array(pieces)[sizes[:, 1]]
    return counts


def _mixed(group: Longs, counts: Doubles, general: Doubles, prior: float) -> Doubles:
    """Probabilities within groups by absolute discounting; the rest goes to `general`."""
    total = _totals(group, counts)
    own = np.maximum(counts - _DISCOUNT, 0.0)
    rest = total - _totals(group, own) + prior
    result: Doubles = (own + rest * general) / (total + prior)
    return result


def _summed(group: Longs, values: Doubles, count: int) -> Doubles:
    """The sum of each group."""
    return np.bincount(group, values, minlength=count).astype(np.float64)


def _totals(group: Longs, values: Doubles) -> Doubles:
    """The sum of its group, for each value."""
    result: Doubles = np.maximum(np.bincount(group, values), 1e-12)[group]
    return result


def _first_guess(by_sound: Longs, sounds: list[str]) -> Doubles:
    """p(piece | syllable) from their first letters."""
    near = {
        letter: {other for group in _SOUNDS if letter in group for other in group}
        for letter in "abcdefghijklmnopqrstuvwxyz"
    }
    guess = np.empty(len(by_sound))
    for k, key in enumerate(by_sound.tolist()):
        sound, piece = sounds[key >> 24], key & 0xFFFFFF
        alike = piece and chr(96 + piece % 27) in near[sound[0]]
        guess[k] = 1.0 if alike else _UNLIKE
    return guess / _totals(by_sound >> 24, guess)


def _bigrams(names: list[str]) -> Floats:
    counts = np.full((27, 27), 0.5)
    for name in names:
        codes = [0, *(ord(letter) - 96 for letter in name), 0]
        np.add.at(counts, (codes[:-1], codes[1:]), 1.0)
    logs: Floats = np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
    return logs
