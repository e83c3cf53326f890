"""How the dictionary's tables are derived from CC-CEDICT and the frequency lists.

derive() -> DictionaryTables

The dictionary explains, it does not translate: a definition is several words, of which the rare
ones carry the meaning. How the probabilities are formed is told at each step; the constants were
chosen on held-out sentence pairs by the likelihood of the English given the Chinese.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs, ragged
from corpus.kernels.word_hash import word_table
from corpus.language.dictionary import entries
from corpus.language.frequencies import word_frequencies
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.association.model1 import learn
from glossary.lexicon.dictionary.tables import LONGEST_WORD, SIF, DictionaryTables
from glossary.wordforms.english_words import TOKEN, content_lemmas, lemmas

_DICTIONARY_WORDS = frozenset(["sb", "sth", "etc", "lit", "fig", "esp", "usu", "abbr", "cf"])
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]+")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_REFERENCE = re.compile(r"[\u3400-\u9fff·，○〇]+(?:\|[\u3400-\u9fff·，○〇]+)?(?:\[[^\]]*\])?")
_SEE = re.compile(
    r"(?:old |archaic |Japanese )?variant of |(?:see|see also|also written|same as|abbr\. for|"
    r"abbr\. of|erhua variant of|short for|used in) ",
)
_TARGET = re.compile(r"(?:[\u3400-\u9fff·]+\|)?([\u3400-\u9fff·]+)")

_RARE_WORD = 1e-9
"""Frequency of a headword that the lists lack: they end at 1e-8."""
_RUNNING_WORDS = 1e8
"""The frequency of a word as a count: in so many words the rarest of the lists occurs once."""
_COMMON = 1e-7
"""Frequency from which an English word that no definition has gets a number: below it, a background
probability is the floor of the ratios anyway (`evidence.FLOOR`)."""

_RANK_EXPONENT = -0.3
_LENGTH_SHARE = 0.3
"""A definition weighs ``(1 + rank) ** -0.3 / (1 + 0.3 * further lemmas)``: first and short ones
are what translators use."""
_SURNAME = 0.5
"""Weight of *surname X* beside other definitions: most characters are seldom surnames."""
_LINKED = 0.7
"""Weight of the definitions of the word that an entry refers to (variant of, see)."""

_LEAST_WALK, _LEAST_REVERSE = 0.01, 1e-4
"""Least probabilities that the tables keep: smaller ones are many and change nothing."""

_LONGEST_SPELLING, _LONGEST_MEANING = 6, 5
"""Characters and lemmas of the headwords and definitions that teach what characters mean: a long
definition tells nothing of a single character."""
_LEAST_COUNT = 0.3
"""Least expected count of a lemma with a character: less is chance."""

Definition = tuple[tuple[str, ...], float]  # lemmas, weight


def _clean(gloss: str) -> str:
    """A gloss without pronunciations, references to characters, and remarks in parentheses."""
    if gloss.isascii() and "(" not in gloss and "[" not in gloss:
        return gloss
    bare = _PARENTHESIS.sub(" ", gloss)
    if not TOKEN.search(_REFERENCE.sub(" ", bare)):
        bare = gloss.replace("(", " ").replace(")", " ")  # the remark is all there is
    return re.sub(r"\[[^\]]*\]", " ", _REFERENCE.sub(" ", bare))


def _definitions() -> dict[str, list[Definition]]:
    """Simplified headword -> its definitions as lemmas with weights, homographs joined.

    The weight of a definition falls with its rank and its length (`_RANK_EXPONENT`).
    """
    found: dict[str, list[Definition]] = defaultdict(list)
    links: dict[str, list[str]] = defaultdict(list)
    for entry in entries():
        word = entry.simplified
        if not _HAN.fullmatch(word):
            continue
        rank = 0
        for gloss in entry.glosses:
            if gloss.startswith("CL:"):
                continue
            see = _SEE.match(gloss)
            if see:
                linked = _TARGET.match(gloss[see.end() :])
                if linked and linked[1] != word:
                    links[word].append(linked[1])
                    if not TOKEN.search(_clean(gloss[see.end() :])):
                        continue
                    gloss = gloss[see.end() :]  # "abbr. for 联合国, United Nations"
            for part in gloss.split(";"):
                units = tuple(t for t in content_lemmas(_clean(part)) if t not in _DICTIONARY_WORDS)
                if not units:
                    continue
                weight = (1 + rank) ** _RANK_EXPONENT / (1 + _LENGTH_SHARE * (len(units) - 1))
                if units[0] == "surname":
                    weight *= _SURNAME
                found[word].append((units, weight))
                rank += 1
    for word, targets in sorted(links.items()):
        for target in targets:
            found[word] += [(units, _LINKED * w) for units, w in found.get(target, ())]
    return {word: definitions for word, definitions in sorted(found.items()) if definitions}


def derive() -> DictionaryTables:
    """The tables (some ten seconds)."""
    definitions = _definitions()
    listed = {w: p for w, p in word_frequencies("zh").items() if _HAN.fullmatch(w)}
    heads = [word for word in definitions if len(word) <= LONGEST_WORD]
    known = set(heads)
    words = heads + sorted(w for w in listed if w not in known and len(w) <= LONGEST_WORD)
    zh_frequency = np.array([listed.get(word, _RARE_WORD) for word in words], np.float32)

    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.int32)
    word_keys, word_slots = word_table(codes, np.cumsum([len(word) for word in words]))

    lemma_frequency: dict[str, float] = defaultdict(float)
    for token, p in word_frequencies("en").items():
        for unit in lemmas(token):
            lemma_frequency[unit] += p
    glossed = {unit for d in definitions.values() for units, _ in d for unit in units}
    common = {unit for unit, p in lemma_frequency.items() if p >= _COMMON}
    en_words = sorted(glossed | common)
    en_index = {unit: i for i, unit in enumerate(en_words)}
    en_frequency = np.array([lemma_frequency.get(unit, 0.0) for unit in en_words], np.float32)
    sif = SIF / (SIF + en_frequency)

    direct = _gloss_matrix(heads, definitions, en_index, sif)
    weighted = direct.times(np.sqrt(zh_frequency[: len(heads)]), by_row=True)
    reverse = _normalised(weighted.T)
    characters, character_frequency = _characters(zip(words, zh_frequency, strict=True))
    character_direct, character_reverse = _character_tables(
        definitions, listed, characters, en_index
    )
    return DictionaryTables(
        zh_words=words,
        headwords=len(heads),
        zh_frequency=zh_frequency,
        word_keys=word_keys,
        word_slots=word_slots,
        en_words=en_words,
        en_frequency=en_frequency,
        characters=characters,
        character_frequency=character_frequency,
        syllables=_syllables(characters),
        direct=direct,
        reverse=reverse.without(_LEAST_REVERSE),
        walk=(reverse @ direct).without(_LEAST_WALK),
        character_direct=character_direct,
        character_reverse=character_reverse,
    )


def _gloss_matrix(
    heads: list[str],
    definitions: dict[str, list[Definition]],
    en_index: dict[str, int],
    sif: Floats,
) -> SparseMatrix:
    """p(lemma | word): definitions by weight, the lemmas of one by smooth inverse frequency."""
    found = [definition for word in heads for definition in definitions[word]]
    lengths = np.array([len(units) for units, _ in found], np.int64)
    weights = np.array([weight for _, weight in found], np.float32)
    columns = np.array([en_index[unit] for units, _ in found for unit in units], np.int64)
    of_word = np.repeat(np.arange(len(heads)), [len(definitions[word]) for word in heads])
    values = sif[columns]
    ends = np.cumsum(lengths)
    for length in np.unique(lengths):  # sums of as many numbers at once
        same = np.flatnonzero(lengths == length)
        at = (ends[same] - length)[:, None] + np.arange(length)
        shares = values[at]
        values[at] = weights[same, None] * shares / shares.sum(axis=1, keepdims=True)
    shape = (len(heads), len(en_index))
    rows = np.repeat(of_word, lengths)
    return _normalised(SparseMatrix.of_cells(values, rows, columns, shape))


def _normalised(matrix: SparseMatrix) -> SparseMatrix:
    """Rows that sum to one."""
    sums = np.maximum(matrix.row_sums(), 1e-12).astype(np.float32)
    return matrix.times(1 / sums, by_row=True)


def _characters(
    words: Iterator[tuple[str, float]],
) -> tuple[Ints, Floats]:
    """Code points in use, sorted, and their share of running characters."""
    mass: dict[str, float] = defaultdict(float)
    for word, p in words:
        for character in word:
            mass[character] += float(p)
    characters = sorted(mass)
    shares = np.array([mass[c] for c in characters])
    codes = np.array([ord(c) for c in characters], np.int32)
    return codes, (shares / shares.sum()).astype(np.float32)


def _character_tables(
    definitions: dict[str, list[Definition]],
    listed: dict[str, float],
    characters: Ints,
    en_index: dict[str, int],
) -> tuple[SparseMatrix, SparseMatrix]:
    """p(lemma | character) and back: Model 1 over headwords and definitions.

    Short headwords and definitions only. A headword counts by the logarithm of its frequency.
    """
    index = {chr(code): i for i, code in enumerate(characters)}
    zh: list[list[int]] = []
    en: list[list[int]] = []
    weights: list[float] = []
    for word, found in definitions.items():
        short = [units for units, _ in found if len(units) <= _LONGEST_MEANING]
        if len(word) > _LONGEST_SPELLING or not short:
            continue
        weight = np.log(listed.get(word, 0.0) * _RUNNING_WORDS + 2) / np.sqrt(len(short))
        spelling = [index[c] for c in word]
        for units in short:
            zh.append(spelling)
            en.append([en_index[unit] for unit in units])
            weights.append(float(weight))
    weight_array = np.array(weights, np.float32)
    zh_rows, en_rows = ragged(zh), ragged(en)
    direct, reverse = learn(zh_rows, en_rows, len(characters), len(en_index), weight_array)
    return tuple(  # type: ignore[return-value]
        SparseMatrix.of_rows(
            *_pruned_counts(
                table.counts[-1], table.without(-1, 0.0, 1.0), table.targets, table.starts
            ),
            shape,
        )
        for table, shape in (
            (direct, (len(characters), len(en_index))),
            (reverse, (len(en_index), len(characters))),
        )
    )


def _pruned_counts(
    counts: Floats,
    probability: Floats,
    targets: Ints,
    starts: Longs,
) -> tuple[Floats, Ints, Longs]:
    """CSR parts of the cells whose expected count is more than chance."""
    keep = counts > _LEAST_COUNT
    kept = np.concatenate([[0], np.cumsum(keep)])[starts]
    return probability[keep], targets[keep], kept


def _syllables(characters: Ints) -> list[str]:
    """The pinyin of each character without tone, from its own dictionary entries."""
    readings: dict[str, str] = {}
    for entry in entries():
        if len(entry.simplified) == 1:
            syllable = entry.pinyin.rstrip("12345").lower().replace("u:", "v")
            surname = any(gloss.startswith("surname ") for gloss in entry.glosses)
            if syllable.isalpha() and (entry.simplified not in readings or surname):
                readings[entry.simplified] = syllable
    return [readings.get(chr(code), "") for code in characters]
