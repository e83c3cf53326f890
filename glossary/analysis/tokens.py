"""Sentences as tokens with their places in the published text: what terms are cut from.

chinese_text(sentences, extra_words) -> ChineseText     atoms, and two word segmentations of them
english_text(sentences) -> EnglishText                  words with lemma, form, case and gaps

A Chinese *atom* is a Han character, a Latin word or a number. The *gap* before an atom or word
says what stands there: nothing (or a space), a joint (hyphen), a soft mark (quotation marks,
middle dots), a bracket, of which a term has both halves or none, or a hard mark, which no term
crosses.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Flags, Floats, Ints, Longs, Ragged
from corpus.language.conversion import to_simplified
from corpus.language.han import HAN
from glossary.analysis.token_kernels import (
    ACRONYM,
    BRACKETED,
    CAPITAL,
    CLOSING,
    FIRST,
    HARD,
    JOINT,
    NOTHING,
    NUMBER,
    OPENING,
    SOFT,
)
from glossary.lexicon.dictionary.tables import LONGEST_WORD
from glossary.lexicon.segmentation import term_words
from glossary.wordforms.english_words import STOP_WORDS
from glossary.wordforms.inflection import lemma, singular

LATIN_CODE = 0x110000  # behind Unicode's last code point: atoms that are words, not characters

_ATOM = re.compile(rf"[{HAN}]|\d+(?:\.\d+)+|[^\W_{HAN}]+|\S")
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:\.\d+)+|[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’][sS]?(?![^\W_])")
_SOFT_ZH = frozenset('·・‧•-‐‑–/&+＋"“”‘’「」『』＆')
_SOFT_EN = frozenset("\"“”‘’'&+")
_JOINTS = frozenset("-‐‑–/")
_BETWEEN = 4096
"""Kinds of what stands between words that are remembered: nearly all is a space or a mark."""
_OPEN, _CLOSE = frozenset("([（【［〔"), frozenset(")]）】］〕")


@dataclass(frozen=True, eq=False)
class ChineseText:
    """Chinese sentences as atoms.

    Attributes:
        sentences: as published.
        starts: shape (sentences + 1,): rows of atoms.
        codes: Simplified code point of each atom, or `LATIN_CODE` + number in `latin`.
        places: shape (atoms, 2): start and end offset in the published sentence.
        gaps: what stands before each atom.
        latin: the Latin words and numbers, in lower case.
        words: shape (2, atoms): the type of the word that starts at the atom, or -1 where none
            starts; first by the most probable words, then by the most probable words of at most
            two characters.
        types: the words, by type.
    """

    sentences: Sequence[str]
    starts: Longs
    codes: Ints
    places: Ints
    gaps: NDArray[np.int8]
    latin: list[str]
    words: Ints
    types: list[str]

    def string(self, first: int, last: int) -> str:
        """The atoms `first` to `last` - 1 in their normal form: Simplified, lower case."""
        return "".join(
            chr(code) if code < LATIN_CODE else self.latin[code - LATIN_CODE]
            for code in self.codes[first:last].tolist()
        )

    @cached_property
    def edges(self) -> tuple[Flags, Flags]:
        """By atom: may a term start at it, may a term end with it."""
        from glossary.analysis.boundaries import chinese_edges

        return chinese_edges(self)

    @cached_property
    def classes(self) -> Floats:
        """The parts of speech of each type, shape (types, classes)."""
        from glossary.analysis.parts_of_speech import chinese_classes

        return chinese_classes(self.types)


@dataclass(frozen=True, eq=False)
class EnglishText:
    """English sentences as words.

    Attributes:
        sentences: as published.
        starts: shape (sentences + 1,): rows of words.
        lemmas: base form of each word, a number in `lemma_names`.
        forms: singular of each word, a number in `form_names`; terms are counted by it.
        places: shape (words, 2): start and end offset in the published sentence.
        gaps: what stands before each word.
        flags: see `CAPITAL`.
        lemma_names: the lemmas, sorted.
        form_names: the forms, sorted.
    """

    sentences: Sequence[str]
    starts: Longs
    lemmas: Ints
    forms: Ints
    places: Ints
    gaps: NDArray[np.int8]
    flags: NDArray[np.int8]
    lemma_names: list[str]
    form_names: list[str]

    def string(self, first: int, last: int) -> str:
        """The forms of the words `first` to `last` - 1, joined by spaces."""
        return " ".join([self.form_names[k] for k in self.forms[first:last].tolist()])

    @cached_property
    def edges(self) -> tuple[Flags, Flags]:
        """By word: may a term start at it, may a term end with it."""
        from glossary.analysis.boundaries import english_edges

        return english_edges(self)

    @cached_property
    def classes(self) -> Floats:
        """The parts of speech of each lemma, shape (lemmas, classes)."""
        from glossary.analysis.parts_of_speech import english_classes

        return english_classes(self.lemma_names)


def chinese_text(sentences: Sequence[str], extra_words: Iterable[str] = ()) -> ChineseText:
    """Atoms and words of Chinese sentences.

    Args:
        sentences: as published, in either script.
        extra_words: Simplified words that are to be known beside the dictionary's.
    """
    plain = to_simplified("\n".join(map(_folded, sentences))).split("\n")
    latin: dict[str, int] = {}
    codes: list[int] = []
    places: list[tuple[int, int]] = []
    gaps: list[int] = []
    starts = [0]
    for text in plain:
        gap = HARD
        for match in _ATOM.finditer(text):
            atom = match.group()
            if not atom[0].isalnum() and atom not in "〇々":
                gap = _joined(gap, atom, _SOFT_ZH)
                continue
            if len(atom) > 1 or ord(atom) < 0x3007:
                codes.append(LATIN_CODE + latin.setdefault(atom.lower(), len(latin)))
            else:
                codes.append(ord(atom))
            places.append(match.span())
            gaps.append(gap)
            gap = NOTHING
        starts.append(len(codes))
    code_array = np.array(codes, np.int32)
    row_starts = np.array(starts, np.int64)
    gap_array = np.array(gaps, np.int8)
    numbers, types = _words(code_array, row_starts, gap_array, list(latin), extra_words)
    return ChineseText(
        sentences,
        row_starts,
        code_array,
        np.array(places, np.int32).reshape(-1, 2),
        gap_array,
        list(latin),
        numbers,
        types,
    )


def english_text(sentences: Sequence[str]) -> EnglishText:
    """Words of English sentences."""
    seen: dict[str, tuple[str, str, int]] = {}
    lemmas: list[str] = []
    forms: list[str] = []
    places: list[tuple[int, int]] = []
    gaps: list[int] = []
    flags: list[int] = []
    starts = [0]
    for text in sentences:
        end = 0
        first = len(forms)
        for match in _WORD.finditer(text):
            token = _POSSESSIVE.sub("", match.group())
            known = seen.get(token)
            if known is None:
                known = seen[token] = _analysed(token)
            lemmas.append(known[0])
            forms.append(known[1])
            stop = match.start() + len(token)
            places.append((match.start(), stop))
            between = text[end : match.start()]
            gaps.append(HARD if len(forms) == first + 1 else _gap(between))
            flag = known[2] | (FIRST if gaps[-1] == HARD and _sentence_start(between) else 0)
            before, after = between[-1:], text[stop : stop + 1]
            if before in _OPEN and before and after in _CLOSE and after:
                flag |= BRACKETED
            flags.append(flag)
            end = stop
        starts.append(len(forms))
    lemma_names, lemma_numbers = _numbered(lemmas)
    form_names, form_numbers = _numbered(forms)
    return EnglishText(
        sentences,
        np.array(starts, np.int64),
        lemma_numbers,
        form_numbers,
        np.array(places, np.int32).reshape(-1, 2),
        np.array(gaps, np.int8),
        np.array(flags, np.int8),
        lemma_names,
        form_names,
    )


def english_form(text: str) -> str:
    """The normal form of an English phrase by which terms are counted: singulars, no marks."""
    return " ".join(
        singular(_POSSESSIVE.sub("", word).replace(".", "")) for word in _WORD.findall(text)
    )


def content_words(text: EnglishText) -> Flags:
    """By word: whether a Chinese word may stand for it: not articles, *of*, *to* and the like."""
    stop = np.array([name in STOP_WORDS for name in text.lemma_names], np.bool_)
    return ~stop[text.lemmas] if len(text.lemmas) else np.zeros(0, np.bool_)


def word_rows(text: ChineseText, segmentation: int) -> tuple[Ragged, Longs]:
    """The words of each sentence by one segmentation, and the atom at which each starts."""
    at = np.flatnonzero(text.words[segmentation] >= 0)
    return (
        Ragged(np.searchsorted(at, text.starts), text.words[segmentation][at]),
        at.astype(np.int64),
    )


def _folded(text: str) -> str:
    """The text in NFKC, character by character, so that every offset stays."""
    if text.isascii():
        return text.replace("\n", " ")
    folded = (unicodedata.normalize("NFKC", c) for c in text)
    return "".join(
        new if len(new) == 1 else old for old, new in zip(text, folded, strict=True)
    ).replace("\n", " ")


def _analysed(token: str) -> tuple[str, str, int]:
    """Lemma, form and flags of an English word."""
    flag = CAPITAL if token[0].isupper() else 0
    if any(c.isdigit() for c in token):
        flag |= NUMBER
    if "." in token:
        token = token.replace(".", "")
    if len(token) > 1 and token.removesuffix("s").isupper():
        flag |= ACRONYM
    return lemma(token), singular(token), flag


@lru_cache(_BETWEEN)
def _gap(between: str) -> int:
    """The kind of the gap in which this stands between two words."""
    if between in _JOINTS:
        return JOINT
    gap = NOTHING
    for mark in "".join(_POSSESSIVE.sub("", between).split()):
        gap = _joined(gap, mark, _SOFT_EN)
    return gap


def _joined(gap: int, mark: str, soft: frozenset[str]) -> int:
    """The kind of a gap after one more mark."""
    kind = (
        SOFT if mark in soft else OPENING if mark in _OPEN else CLOSING if mark in _CLOSE else HARD
    )
    return HARD if {gap, kind} == {OPENING, CLOSING} else max(gap, kind)


@lru_cache(_BETWEEN)
def _sentence_start(between: str) -> bool:
    return not between.strip() or any(c in '.!?:;"“‘' for c in between)


def _numbered(names: list[str]) -> tuple[list[str], Ints]:
    distinct = sorted(set(names))
    index = {name: i for i, name in enumerate(distinct)}
    return distinct, np.array([index[name] for name in names], np.int32)


def _words(
    codes: Ints, starts: Longs, gaps: NDArray[np.int8], latin: list[str], extra: Iterable[str]
) -> tuple[Ints, list[str]]:
    """Both segmentations, in numbers of the words that occur; and those words."""
    known = term_words(extra)
    apart = (gaps > NOTHING) | (codes >= LATIN_CODE)
    found = np.stack(
        [known.segment(codes, starts, apart, longest) for longest in (LONGEST_WORD, 2)]
    )
    # a word that no list knows is one atom: it has the number -2 - code
    types, inverse = np.unique(found, return_inverse=True)
    none = int(np.searchsorted(types, -1))  # -1 sorts behind all unknown atoms
    names = []
    for number in types.tolist():
        if number >= 0:
            names.append(known.names[number])
        elif number < -1:
            code = -2 - number
            names.append(chr(code) if code < LATIN_CODE else latin[code - LATIN_CODE])
    if none < len(types) and types[none] == -1:
        inverse = np.where(inverse == none, -1, inverse - (inverse > none))
    return inverse.reshape(found.shape).astype(np.int32), names
