"""The bilingual lexical model: how much likelier a word is, given a sentence of the other language.

One model serves alignment, topics, mining and terms:

    evidence = gather_evidence(zh_sentences, en_sentences)      from the dictionary alone
    evidence = evidence.learnt(beads)                           with what the run itself teaches
    span_log_ratios(evidence.lemmas, ...)               log-likelihood ratios

For a target unit t and a source sentence S it gives the likelihood ratio
``r(t | S) = sum_u share(u) * sum_k lambda_k * p_k(t | u) / p0(t)`` over S's units u, where the p_k
are the tables of the dictionary and what was learnt on the run itself, and p0 is the
background probability of t. Consumers add ``log(floor + r)`` over target units: the
log-likelihood ratio of "S explains T" against "T stands here by chance".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.jobs import SERIAL, Jobs
from corpus.kernels.arrays import Floats, Longs, Ragged
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.association.model1 import Association, learn
from glossary.lexicon.collection_tables import (
    ENOUGH,
    as_table,
    columns_of,
    empty_table,
    identity_of,
    local,
    looked_up,
    mixed,
    types_of,
)
from glossary.lexicon.dictionary.tables import SIF, dictionary_tables, lemma_numbers
from glossary.lexicon.names.english_names import EnglishNames
from glossary.lexicon.ratio_kernels import Direction, Table
from glossary.lexicon.units import chinese_units, english_units

FLOOR = 1e-6
"""Least background probability: a word rarer than that is as surprising as a word can be."""

DISCOUNT = 0.8
PRIOR = 2.0
"""Absolute discount and pseudo-count of learnt tables: chosen on held-out beads; with less, a
word that was seen once teaches with certainty."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much each table counts; `floor` is the chance that none of them explains the unit."""

    floor: float
    words: float
    synonyms: float = 0.0
    lattice: float = 0.0
    characters: float = 0.0
    learnt_words: float = 0.0
    learnt_characters: float = 0.0


LEMMAS = Mixture(0.2, 0.35, 0.3, 0.15, 0.2, 0.21, 0.14)
WORDS = Mixture(0.25, 0.5, 0.3, learnt_words=0.28)
CHARACTERS = Mixture(0.3, 0.0, characters=0.6, learnt_characters=0.28)
IDENTITY = 0.9
"""p(the same name or number | a name or number that stands alike on both sides)."""


@dataclass(frozen=True, slots=True)
class LearningBead:
    """A bead that teaches: sentence numbers in the collection, how sure it is, and its fold."""

    zh: Sequence[int]
    en: Sequence[int]
    weight: float
    fold: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lexical model over one collection of Chinese and English sentences.

    Attributes:
        lemmas: English lemmas given Chinese sentences.
        words: Chinese words given English sentences.
        characters: Chinese characters given English sentences.
        lemma_background: probability of each lemma type.
        word_background: the same for word types.
        character_background: the same for character types.
        zh_mass: information of each Chinese sentence: sum of a / (a + p) over its words.
        en_mass: the same for English.
    """

    lemmas: Direction
    words: Direction
    characters: Direction
    lemma_background: Floats
    word_background: Floats
    character_background: Floats
    zh_mass: Floats
    en_mass: Floats

    def learnt(self, beads: Sequence[LearningBead], jobs: Jobs = SERIAL) -> "Evidence":
        """The evidence with tables learnt from beads, cross-fitted.

        A sentence is judged by tables that the beads of its own fold did not teach.

        Args:
            beads: what teaches.
            jobs: who learns.
        """
        zh_rows = [bead.zh for bead in beads]
        en_rows = [bead.en for bead in beads]
        weights = np.array([bead.weight for bead in beads], np.float32)
        folds = np.array([bead.fold for bead in beads], np.int8)
        fold_count = int(folds.max(initial=-1)) + 1
        lemmas = _joined(self.lemmas, en_rows)
        words = _joined(self.words, zh_rows)
        characters = _joined(self.characters, zh_rows)
        lemma_types, character_types = self.lemmas.types, self.characters.types
        taught = weights, folds, fold_count, jobs
        from_words, to_words = learn(words, lemmas, self.words.types, lemma_types, *taught)
        from_characters, to_characters = learn(
            characters, lemmas, character_types, lemma_types, *taught
        )
        lattice_types = len(self.lemmas.known.starts) - 1 - self.words.types - character_types
        of_lemmas = _stacked(
            _learnt_table(from_words, LEMMAS.learnt_words, self.lemma_background),
            lattice_types,
            _learnt_table(from_characters, LEMMAS.learnt_characters, self.lemma_background),
        )
        of_words = _learnt_table(to_words, WORDS.learnt_words, self.word_background)
        of_characters = _learnt_table(
            to_characters, CHARACTERS.learnt_characters, self.character_background
        )
        zh_folds = _sentence_folds(zh_rows, folds, len(self.zh_mass))
        en_folds = _sentence_folds(en_rows, folds, len(self.en_mass))
        return replace(
            self,
            lemmas=self.lemmas._replace(folds=zh_folds, learnt=of_lemmas),
            words=self.words._replace(folds=en_folds, learnt=of_words),
            characters=self.characters._replace(folds=en_folds, learnt=of_characters),
        )


def gather_evidence(
    zh: Sequence[str], en: Sequence[str], *, enough: int = ENOUGH, jobs: Jobs = SERIAL
) -> Evidence:
    """The lexical model over these sentences, from the dictionary alone.

    Args:
        zh: Chinese sentences.
        en: English sentences.
        enough: tokens from which their own counts make up half of the probabilities.
        jobs: who finds the units of the sentences.
    """
    tables = dictionary_tables()
    en_clauses, en_firsts = _clauses(en, _ENGLISH_CLAUSE)
    zh_clauses, zh_firsts = _clauses(zh, _CHINESE_CLAUSE)
    english = english_units(en_clauses, jobs)
    chinese = chinese_units(zh_clauses, english, EnglishNames(en, english.types), jobs)
    word_types, clause_words = types_of(chinese.words)
    lattice_types, clause_lattice = types_of(chinese.lattice)
    character_types, clause_characters = types_of(chinese.characters)
    lemmas = _sentences(english.lemmas, en_firsts)
    words, lattice, characters = (
        _sentences(rows, zh_firsts) for rows in (clause_words, clause_lattice, clause_characters)
    )

    lemma_of = lemma_numbers()
    lemma_types = np.array([lemma_of.get(unit, -1) for unit in english.types], np.int64)
    lemma_p = mixed(looked_up(tables.en_frequency, lemma_types), lemmas, enough)
    word_p = mixed(looked_up(tables.zh_frequency, word_types), words, enough)
    lattice_p = mixed(looked_up(tables.zh_frequency, lattice_types), lattice, enough)
    character_p = mixed(tables.character_frequency[character_types], characters, enough)
    lemma_p0, word_p0, character_p0 = (np.maximum(p, FLOOR) for p in (lemma_p, word_p, character_p))
    lemma_columns = columns_of(len(tables.en_words), lemma_types)
    word_columns = columns_of(tables.headwords, word_types)
    character_columns = columns_of(len(tables.characters), character_types)

    identity = identity_of(word_types - len(tables.zh_words), chinese.identities)

    def of_lemmas(matrix: SparseMatrix, weight: float) -> SparseMatrix:
        return local(matrix, lemma_columns, weight / lemma_p0)

    def of_words(matrix: SparseMatrix, weight: float) -> SparseMatrix:
        return local(matrix, word_columns, weight / word_p0)

    lemma_ratios = SparseMatrix.stacked(
        [
            of_lemmas(tables.direct.taken(word_types), LEMMAS.words)
            + of_lemmas(tables.direct_synonyms(word_types), LEMMAS.synonyms)
            + identity.times(LEMMAS.words * IDENTITY / lemma_p0),
            of_lemmas(tables.direct.taken(lattice_types), LEMMAS.lattice),
            of_lemmas(tables.character_direct.taken(character_types), LEMMAS.characters),
        ]
    )
    word_ratios = (
        of_words(tables.reverse.taken(lemma_types), WORDS.words)
        + of_words(tables.reverse_synonyms(lemma_types), WORDS.synonyms)
        + identity.T.times(WORDS.words * IDENTITY / word_p0)
    )
    character_ratios = local(
        tables.character_reverse.taken(lemma_types),
        character_columns,
        CHARACTERS.characters / character_p0,
    )

    zh_source = _source_units([(words, word_p), (lattice, lattice_p), (characters, character_p)])
    en_source = _source_units([(lemmas, lemma_p)])

    def direction(
        source: tuple[Ragged, Floats],
        ratios: SparseMatrix,
        target: Ragged,
        clauses: tuple[Ragged, Longs],
        types: int,
        floor: float,
    ) -> Direction:
        units, shares = source
        rows, firsts = clauses
        return Direction(
            source_starts=units.starts,
            source_units=units.tokens,
            shares=shares,
            folds=np.full(len(units), -1, np.int8),
            known=as_table(ratios),
            learnt=empty_table(ratios.shape[0]),
            target_starts=target.starts,
            first_ends=rows.starts[firsts[:-1] + 1],
            last_starts=rows.starts[firsts[1:] - 1],
            target_units=target.tokens,
            types=types,
            floor=floor,
        )

    return Evidence(
        lemmas=direction(
            zh_source, lemma_ratios, lemmas, (english.lemmas, en_firsts), len(english.types),
            LEMMAS.floor,
        ),
        words=direction(
            en_source, word_ratios, words, (clause_words, zh_firsts), len(word_types), WORDS.floor
        ),
        characters=direction(
            en_source, character_ratios, characters, (clause_characters, zh_firsts),
            len(character_types), CHARACTERS.floor,
        ),
        lemma_background=lemma_p0,
        word_background=word_p0,
        character_background=character_p0,
        zh_mass=_mass(words, word_p),
        en_mass=_mass(lemmas, lemma_p),
    )  # fmt: skip


_CHINESE_CLAUSE = re.compile(r"(?<=[，；：、;])|(?<=[,:])(?!\d)|(?<=——)|(?<=……)")  # not in 3,000
_ENGLISH_CLAUSE = re.compile(r"(?<=[,;:—–])(?=\s)|(?<=[—–])|(?<=--)|(?=\s(?:and|but)\s)")


def _clauses(sentences: Sequence[str], border: re.Pattern[str]) -> tuple[list[str], Longs]:
    """The clauses of all sentences, and the number of each sentence's first (and the total)."""
    clauses: list[str] = []
    firsts = np.zeros(len(sentences) + 1, np.int64)
    for i, text in enumerate(sentences):
        clauses += [part for part in border.split(text) if part] or [""]
        firsts[i + 1] = len(clauses)
    return clauses, firsts


def _sentences(clauses: Ragged, firsts: Longs) -> Ragged:
    """Rows of sentences out of rows of clauses: the same units, fewer borders."""
    return Ragged(clauses.starts[firsts], clauses.tokens)


def _learnt_table(found: Association, weight: float, background: Floats) -> Table:
    """Ratios per fold of the cells that were seen more than the discount takes away."""
    keep = found.counts[-1] > DISCOUNT
    targets = found.targets[keep]
    scale = weight / background[targets]
    ratios = [
        found.without(fold, DISCOUNT, PRIOR)[keep] * scale for fold in (*range(found.folds), -1)
    ]
    starts = np.concatenate([[0], np.cumsum(keep)])[found.starts]
    return Table(starts, targets, np.stack(ratios).astype(np.float32))


def _stacked(words: Table, lattice_types: int, characters: Table) -> Table:
    """One table for the source units of `Evidence.lemmas`; lattice words learn nothing."""
    gap = np.full(lattice_types, words.starts[-1])
    return Table(
        np.concatenate([words.starts, gap, words.starts[-1] + characters.starts[1:]]),
        np.concatenate([words.targets, characters.targets]),
        np.concatenate([words.ratios, characters.ratios], axis=1),
    )


def _source_units(kinds: Sequence[tuple[Ragged, Floats]]) -> tuple[Ragged, Floats]:
    """Units of several kinds in one numbering, with each unit's share among its kind.

    A unit weighs a / (a + p): frequent ones say little of what a sentence means.
    """
    rows, units, shares = [], [], []
    first = 0
    for tokens, probability in kinds:
        count = len(tokens)
        row = np.repeat(np.arange(count), np.diff(tokens.starts))
        weight = (SIF / (SIF + probability))[tokens.tokens]
        total = np.bincount(row, weight, minlength=count)
        rows.append(row)
        units.append(tokens.tokens + np.int32(first))
        shares.append(weight / np.maximum(total, 1e-9)[row])
        first += len(probability)
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    starts = np.zeros(len(kinds[0][0]) + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=len(starts) - 1), out=starts[1:])
    joined = Ragged(starts, np.concatenate(units)[order].astype(np.int32))
    return joined, np.concatenate(shares)[order].astype(np.float32)


def _mass(rows: Ragged, probability: Floats) -> Floats:
    row = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    weight = (SIF / (SIF + probability))[rows.tokens]
    return np.bincount(row, weight, minlength=len(rows)).astype(np.float32)


def _joined(direction: Direction, rows: Sequence[Sequence[int]]) -> Ragged:
    """The target units of several sentences as one row."""
    starts, units = direction.target_starts, direction.target_units
    parts = [units[starts[i] : starts[i + 1]] for row in rows for i in row]
    lengths = [sum(int(starts[i + 1] - starts[i]) for i in row) for row in rows]
    joined = np.concatenate([np.zeros(0, np.int32), *parts])
    return Ragged(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), joined)


def _sentence_folds(
    rows: Sequence[Sequence[int]], folds: NDArray[np.int8], count: int
) -> NDArray[np.int8]:
    result = np.full(count, -1, np.int8)
    for row, fold in zip(rows, folds, strict=True):
        for index in row:
            result[index] = fold
    return result
