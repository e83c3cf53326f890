"""The tables that the lexical model derives from CC-CEDICT and the frequency lists, once.

    dictionary_tables() -> DictionaryTables      loaded (memory-mapped) from the cache folder

The dictionary explains, it does not translate: a definition is several words, of which the rare
ones carry the meaning. How the probabilities are formed is told at each step; the constants were
chosen on held-out sentence pairs by the likelihood of the English given the Chinese.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
from scipy import sparse

from corpus.kernels.arrays import Floats, Ints, Longs, ragged
from corpus.kernels.word_hash import word_table
from corpus.language.dictionary import dictionary_version, entries
from corpus.support.cache import derived
from glossary.lexicon.association import learn
from glossary.wordforms.inflection import lemma

FORMAT = "3"
"""Raised when the tables' form or making changes; the cache folder is named by it."""

SIF = 1e-3
"""Smooth inverse frequency a of a / (a + p(word)): Arora, Liang & Ma, "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017, recommend 1e-3."""

STOP_WORDS = frozenset(["the", "a", "an", "of", "to", "s", "d", "ll", "ve", "re", "m"])
"""English words that no Chinese word stands for; they are no units."""

_DICTIONARY_WORDS = frozenset(["sb", "sth", "etc", "lit", "fig", "esp", "usu", "abbr", "cf"])
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]+")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_REFERENCE = re.compile(r"[\u3400-\u9fff·，○〇]+(?:\|[\u3400-\u9fff·，○〇]+)?(?:\[[^\]]*\])?")
_SEE = re.compile(
    r"(?:old |archaic |Japanese )?variant of |(?:see|see also|also written|same as|abbr\. for|"
    r"abbr\. of|erhua variant of|short for|used in) ",
)
_TARGET = re.compile(r"(?:[\u3400-\u9fff·]+\|)?([\u3400-\u9fff·]+)")

LONGEST_WORD = 12
"""Characters; longer headwords are sentences (proverbs), read by their parts."""
_RARE_WORD = 1e-9  # frequency of a headword that the lists lack: they end at 1e-8


SparseMatrix = sparse.csr_matrix


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
        direct_synonyms: p(lemma | word) by way of other words that share a lemma.
        reverse_synonyms: the same the other way.
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
    direct_synonyms: SparseMatrix
    reverse_synonyms: SparseMatrix
    character_direct: SparseMatrix
    character_reverse: SparseMatrix


@cache
def dictionary_tables() -> DictionaryTables:
    """The tables, built into the cache folder at first use (some ten seconds)."""
    folder = derived("lexicon", f"{FORMAT}-{dictionary_version()}", _build)
    values: dict[str, object] = {}
    for field in fields(DictionaryTables):
        path = folder / field.name
        if field.type == list[str]:
            values[field.name] = path.with_suffix(".txt").read_text("utf-8").split("\n")
        elif field.type is SparseMatrix:
            *parts, shape = (np.load(folder / f"{field.name}.{part}.npy", "r") for part in _PARTS)
            values[field.name] = SparseMatrix(tuple(parts), tuple(shape))
        elif field.type is int:
            values[field.name] = int(path.with_suffix(".txt").read_text("utf-8"))
        else:
            values[field.name] = np.load(path.with_suffix(".npy"), "r")
    return DictionaryTables(**values)  # type: ignore[arg-type]


_PARTS = ("data", "indices", "indptr", "shape")


def _build(folder: Path) -> None:
    tables = _derive()
    for field in fields(tables):
        value = getattr(tables, field.name)
        path = folder / field.name
        if isinstance(value, sparse.csr_matrix):
            value.sort_indices()
            stored = (value.data, value.indices, value.indptr, np.array(value.shape))
            for part, array in zip(_PARTS, stored, strict=True):
                np.save(folder / f"{field.name}.{part}.npy", array)
        elif isinstance(value, np.ndarray):
            np.save(path.with_suffix(".npy"), value)
        else:
            text = "\n".join(value) if isinstance(value, list) else str(value)
            path.with_suffix(".txt").write_text(text, "utf-8")


Definition = tuple[tuple[str, ...], float]  # lemmas, weight


def tokens(text: str) -> list[str]:
    """The lemmas of an English text that count as units, in order."""
    found = _TOKEN.findall(text.replace("’", "'"))
    return [word for token in found for word in _lemmas(token) if word not in STOP_WORDS]


def _lemmas(token: str) -> tuple[str, ...]:
    token = token.lower()
    if len(token) > 3 and token.endswith("n't"):
        return ("can" if token in ("can't", "won't") else lemma(token[:-3]), "not")
    stem, apostrophe, ending = token.partition("'")
    if apostrophe and ending in STOP_WORDS:
        return (lemma(stem),)
    return (lemma(token),) if not apostrophe else (lemma(stem), lemma(ending))


def _clean(gloss: str) -> str:
    """A gloss without pronunciations, references to characters, and remarks in parentheses."""
    bare = _PARENTHESIS.sub(" ", gloss)
    if not _TOKEN.search(_REFERENCE.sub(" ", bare)):
        bare = gloss.replace("(", " ").replace(")", " ")  # the remark is all there is
    return re.sub(r"\[[^\]]*\]", " ", _REFERENCE.sub(" ", bare))


def _definitions() -> dict[str, list[Definition]]:
    """Simplified headword -> its definitions as lemmas with weights, homographs joined.

    The weight of a definition falls with its rank and its length: the first and shortest ones
    are what translators use.
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
                    if not _TOKEN.search(_clean(gloss[see.end() :])):
                        continue
                    gloss = gloss[see.end() :]  # "abbr. for 联合国, United Nations"
            for part in gloss.split(";"):
                lemmas = tuple(t for t in tokens(_clean(part)) if t not in _DICTIONARY_WORDS)
                if not lemmas:
                    continue
                weight = (1 + rank) ** -0.3 / (1 + 0.3 * (len(lemmas) - 1))
                if lemmas[0] == "surname":
                    weight *= 0.5
                found[word].append((lemmas, weight))
                rank += 1
    for word, targets in sorted(links.items()):
        for target in targets:
            found[word] += [(lemmas, 0.7 * w) for lemmas, w in found.get(target, ())]
    return {word: definitions for word, definitions in sorted(found.items()) if definitions}


def _frequencies(language: str) -> dict[str, float]:
    from wordfreq import get_frequency_dict

    result: dict[str, float] = get_frequency_dict(language, "large")
    return result


def _derive() -> DictionaryTables:
    definitions = _definitions()
    listed = {w: p for w, p in _frequencies("zh").items() if _HAN.fullmatch(w)}
    heads = [word for word in definitions if len(word) <= LONGEST_WORD]
    known = set(heads)
    words = heads + sorted(w for w in listed if w not in known and len(w) <= LONGEST_WORD)
    zh_frequency = np.array([listed.get(word, _RARE_WORD) for word in words], np.float32)

    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.int32)
    word_keys, word_slots = word_table(codes, np.cumsum([len(word) for word in words]))

    lemma_frequency: dict[str, float] = defaultdict(float)
    for token, p in _frequencies("en").items():
        for unit in _lemmas(token):
            lemma_frequency[unit] += p
    glossed = {unit for d in definitions.values() for lemmas, _ in d for unit in lemmas}
    # Below 1e-7 a background probability is the floor of the ratios anyway (`lexicon.FLOOR`).
    common = {unit for unit, p in lemma_frequency.items() if p >= 1e-7}
    en_words = sorted(glossed | common)
    en_index = {unit: i for i, unit in enumerate(en_words)}
    en_frequency = np.array([lemma_frequency.get(unit, 0.0) for unit in en_words], np.float32)
    sif = SIF / (SIF + en_frequency)

    direct = _gloss_matrix(heads, definitions, en_index, sif)
    weighted = sparse.csr_matrix(direct.multiply(np.sqrt(zh_frequency[: len(heads)])[:, None]))
    reverse = _normalised(sparse.csr_matrix(weighted.T))
    walk = _pruned(reverse @ direct, 0.01)
    reverse = _pruned(reverse, 1e-4)
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
        reverse=reverse,
        direct_synonyms=_pruned(direct @ walk, 0.004),
        reverse_synonyms=_pruned(walk @ reverse, 0.001),
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
    rows, columns, values = [], [], []
    for row, word in enumerate(heads):
        for lemmas, weight in definitions[word]:
            indices = [en_index[unit] for unit in lemmas]
            shares = sif[indices]
            rows += [row] * len(indices)
            columns += indices
            values += list(weight * shares / shares.sum())
    shape = (len(heads), len(en_index))
    matrix = sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), shape)
    return _normalised(matrix)


def _normalised(matrix: SparseMatrix) -> SparseMatrix:
    """Rows that sum to one."""
    sums = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1e-12).astype(np.float32)
    return sparse.csr_matrix(matrix.multiply((1 / sums)[:, None]), dtype=np.float32)


def _pruned(matrix: SparseMatrix, least: float) -> SparseMatrix:
    """The matrix without values below `least`: small ones are many and change nothing."""
    pruned = matrix.copy()
    pruned.data[pruned.data < least] = 0
    pruned.eliminate_zeros()
    return pruned


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

    Short headwords and short definitions only (6 characters, 5 lemmas): a long definition tells
    nothing of a single character. A headword counts by the logarithm of its frequency.
    """
    index = {chr(code): i for i, code in enumerate(characters)}
    zh: list[list[int]] = []
    en: list[list[int]] = []
    weights: list[float] = []
    for word, found in definitions.items():
        short = [lemmas for lemmas, _ in found if len(lemmas) <= 5]
        if len(word) > 6 or not short:
            continue
        weight = np.log(listed.get(word, 0.0) * 1e8 + 2) / np.sqrt(len(short))
        for lemmas in short:
            zh.append([index[c] for c in word])
            en.append([en_index[unit] for unit in lemmas])
            weights.append(float(weight))
    weight_array = np.array(weights, np.float32)
    zh_rows, en_rows = ragged(zh), ragged(en)
    direct, reverse = learn(zh_rows, en_rows, len(characters), len(en_index), weight_array)
    return tuple(  # type: ignore[return-value]
        sparse.csr_matrix(
            _pruned_counts(
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
    """CSR parts of the cells with an expected count above 0.3: less is chance."""
    keep = counts > 0.3
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
