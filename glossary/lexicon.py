"""The bilingual lexical model: how much likelier a word is, given a sentence of the other language.

One model serves alignment, topics, mining and terms:

    evidence = gather_evidence(zh_sentences, en_sentences)      from the dictionary alone
    evidence = evidence.learnt(beads)                           with what the run itself teaches
    span_likelihoods(evidence.lemmas, ...)                      log-likelihood ratios

For a target unit t and a source sentence S it gives the likelihood ratio
``r(t | S) = sum_u share(u) * sum_k lambda_k * p_k(t | u) / p0(t)`` over S's units u, where the p_k
are the tables of `dictionary_tables` and what was learnt on the run itself, and p0 is the
background probability of t. Consumers add ``log(floor + r)`` over target units: the
log-likelihood ratio of "S explains T" against "T stands here by chance".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpus.compiled import compiled
from glossary.association import Association, Floats, Ints, Longs, Ragged, learn
from glossary.dictionary_tables import SIF, Matrix, dictionary_tables
from glossary.units import Names, chinese_units, english_units

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


class Table(NamedTuple):
    """Ratios of target types by source type, as CSR arrays.

    Attributes:
        starts: shape (source types + 1,).
        targets: target types.
        ratios: shape (folds + 1, cells): a row per fold, the last one for sources of none.
    """

    starts: Longs
    targets: Ints
    ratios: NDArray[np.float32]


class Direction(NamedTuple):
    """What judges target units by source sentences (a NamedTuple: compiled code takes it whole).

    Attributes:
        source_starts: rows of source units, one per source sentence.
        source_units: numbers into both tables.
        shares: of each source unit in its sentence.
        folds: of each source sentence; -1 where it took no part in the learning.
        known: the dictionary's ratios.
        learnt: the run's own ratios.
        target_starts: rows of target units, one per target sentence.
        first_ends: where the first clause of each target sentence ends.
        last_starts: where its last clause starts.
        target_units: type numbers.
        types: number of target types.
        floor: see `Mixture`.
    """

    source_starts: Longs
    source_units: Ints
    shares: Floats
    folds: NDArray[np.int8]
    known: Table
    learnt: Table
    target_starts: Longs
    first_ends: Longs
    last_starts: Longs
    target_units: Ints
    types: int
    floor: float


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

    def learnt(self, beads: Sequence[LearningBead]) -> "Evidence":
        """The evidence with tables learnt from beads, cross-fitted.

        A sentence is judged by tables that the beads of its own fold did not teach.
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
        taught = weights, folds, fold_count
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


def gather_evidence(zh: Sequence[str], en: Sequence[str]) -> Evidence:
    """The lexical model over these sentences, from the dictionary alone."""
    tables = dictionary_tables()
    en_clauses, en_firsts = _clauses(en, _ENGLISH_CLAUSE)
    zh_clauses, zh_firsts = _clauses(zh, _CHINESE_CLAUSE)
    english = english_units(en_clauses)
    chinese = chinese_units(zh_clauses, english, Names(en, english))
    word_types, clause_words = _types(chinese.words)
    lattice_types, clause_lattice = _types(chinese.lattice)
    character_types, clause_characters = _types(chinese.characters)
    lemmas = _sentences(english.lemmas, en_firsts)
    words, lattice, characters = (
        _sentences(rows, zh_firsts) for rows in (clause_words, clause_lattice, clause_characters)
    )

    lemma_of = {unit: i for i, unit in enumerate(tables.en_words)}
    lemma_numbers = np.array([lemma_of.get(unit, -1) for unit in english.types], np.int64)
    lemma_p = _mixed(_looked_up(tables.en_frequency, lemma_numbers), lemmas)
    word_p = _mixed(_looked_up(tables.zh_frequency, word_types), words)
    lattice_p = _mixed(_looked_up(tables.zh_frequency, lattice_types), lattice)
    character_p = _mixed(tables.character_frequency[character_types], characters)
    lemma_p0, word_p0, character_p0 = (np.maximum(p, FLOOR) for p in (lemma_p, word_p, character_p))
    lemma_columns = _columns(len(tables.en_words), lemma_numbers)
    word_columns = _columns(tables.headwords, word_types)
    character_columns = _columns(len(tables.characters), character_types)

    identity = _identity(word_types - len(tables.zh_words), len(english.types))

    def of_lemmas(matrix: Matrix, sources: NDArray[np.int64], weight: float) -> Matrix:
        return _local(matrix, sources, lemma_columns, weight / lemma_p0)

    def given_lemmas(
        matrix: Matrix, columns: NDArray[np.int32], weight: float, background: Floats
    ) -> Matrix:
        return _local(matrix, lemma_numbers, columns, weight / background)

    lemma_ratios = sparse.vstack(
        [
            of_lemmas(tables.direct, word_types, LEMMAS.words)
            + of_lemmas(tables.direct_synonyms, word_types, LEMMAS.synonyms)
            + identity.multiply(LEMMAS.words * IDENTITY / lemma_p0),
            of_lemmas(tables.direct, lattice_types, LEMMAS.lattice),
            of_lemmas(tables.character_direct, character_types, LEMMAS.characters),
        ],
        format="csr",
    )
    word_ratios = (
        given_lemmas(tables.reverse, word_columns, WORDS.words, word_p0)
        + given_lemmas(tables.reverse_synonyms, word_columns, WORDS.synonyms, word_p0)
        + identity.T.multiply(WORDS.words * IDENTITY / word_p0)
    ).tocsr()
    character_ratios = given_lemmas(
        tables.character_reverse, character_columns, CHARACTERS.characters, character_p0
    )

    zh_units, zh_shares = _source_units(
        [(words, word_p), (lattice, lattice_p), (characters, character_p)]
    )
    en_units, en_shares = _source_units([(lemmas, lemma_p)])
    zh_folds = np.full(len(zh), -1, np.int8)
    en_folds = np.full(len(en), -1, np.int8)

    def direction(
        units: Ragged,
        shares: Floats,
        folds: NDArray[np.int8],
        ratios: Matrix,
        target: Ragged,
        clauses: tuple[Ragged, Longs],
        types: int,
        floor: float,
    ) -> Direction:
        rows, firsts = clauses
        return Direction(
            units.starts, units.tokens, shares, folds, _table(ratios),
            _empty_table(len(ratios.indptr) - 1), target.starts,
            rows.starts[firsts[:-1] + 1], rows.starts[firsts[1:] - 1],
            target.tokens, types, floor,
        )  # fmt: skip

    return Evidence(
        lemmas=direction(
            zh_units, zh_shares, zh_folds, lemma_ratios, lemmas,
            (english.lemmas, en_firsts), len(english.types), LEMMAS.floor,
        ),
        words=direction(
            en_units, en_shares, en_folds, word_ratios, words,
            (clause_words, zh_firsts), len(word_types), WORDS.floor,
        ),
        characters=direction(
            en_units, en_shares, en_folds, character_ratios, characters,
            (clause_characters, zh_firsts), len(character_types), CHARACTERS.floor,
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


def _types(rows: Ragged) -> tuple[NDArray[np.int64], Ragged]:
    """The distinct tokens, ascending, and the rows in their numbering."""
    types, tokens = np.unique(rows.tokens, return_inverse=True)
    return types.astype(np.int64), Ragged(rows.starts, tokens.astype(np.int32))


def _looked_up(values: Floats, numbers: NDArray[np.int64]) -> Floats:
    """``values[numbers]``, 0 where a number lies outside (a unit that no list knows)."""
    inside = (numbers >= 0) & (numbers < len(values))
    result = np.zeros(len(numbers), np.float32)
    result[inside] = values[numbers[inside]]
    return result


def _mixed(listed: Floats, rows: Ragged) -> Floats:
    """Probability of each type: half the language at large, half this collection."""
    counts = np.bincount(rows.tokens, minlength=len(listed))
    own = counts / max(1, len(rows.tokens))
    return (0.5 * listed + 0.5 * own).astype(np.float32)


def _columns(size: int, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
    """Table column -> local type, -1 where the collection does not have it."""
    columns = np.full(size, -1, np.int32)
    inside = (numbers >= 0) & (numbers < size)
    columns[numbers[inside]] = np.flatnonzero(inside)
    return columns


def _identity(english: NDArray[np.int64], lemma_types: int) -> Matrix:
    """1 where a word type is the identity unit of a lemma type; `english` < 0 for plain words."""
    rows = np.flatnonzero(english >= 0)
    return sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, english[rows])), (len(english), lemma_types)
    )


def _local(
    matrix: Matrix,
    rows: NDArray[np.int64],
    columns: NDArray[np.int32],
    scale: NDArray[np.floating],
) -> Matrix:
    """The part of a table that the collection uses, each column times its scale."""
    indptr, indices, data = _local_parts(
        matrix.indptr, matrix.indices, matrix.data, rows, columns, scale.astype(np.float32)
    )
    return sparse.csr_matrix((data, indices, indptr), (len(rows), len(scale)))


@compiled
def _local_parts(
    indptr: Ints,
    indices: Ints,
    data: Floats,
    rows: Longs,
    columns: Ints,
    scale: Floats,
) -> tuple[Longs, Ints, Floats]:
    starts = np.zeros(len(rows) + 1, np.int64)
    last = len(indptr) - 1
    for i in range(len(rows)):
        count = 0
        if 0 <= rows[i] < last:
            for at in range(indptr[rows[i]], indptr[rows[i] + 1]):
                count += columns[indices[at]] >= 0
        starts[i + 1] = starts[i] + count
    found = np.empty(starts[-1], np.int32)
    values = np.empty(starts[-1], np.float32)
    for i in range(len(rows)):
        count = starts[i]
        if 0 <= rows[i] < last:
            for at in range(indptr[rows[i]], indptr[rows[i] + 1]):
                column = columns[indices[at]]
                if column >= 0:
                    found[count] = column
                    values[count] = data[at] * scale[column]
                    count += 1
    return starts, found, values


def _table(ratios: Matrix) -> Table:
    return Table(
        ratios.indptr.astype(np.int64),
        ratios.indices.astype(np.int32),
        ratios.data.astype(np.float32)[None, :],
    )


def _empty_table(sources: int) -> Table:
    return Table(
        np.zeros(sources + 1, np.int64), np.zeros(0, np.int32), np.zeros((1, 0), np.float32)
    )


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


@compiled
def add_ratios(
    direction: Direction, sentence: int, scale: float, ratios: Floats, touched: Ints, count: int
) -> int:
    """Add ``scale * r(. | sentence)`` to the dense row `ratios`.

    Args:
        direction: whose tables to use.
        sentence: the source sentence.
        scale: usually its mass.
        ratios: shape (types,), zero where untouched.
        touched: room for `types` numbers; the first `count` are those that are not zero.
        count: how many are touched already.

    Returns:
        How many are touched now.
    """
    fold = direction.folds[sentence]
    for table in (direction.known, direction.learnt):
        row = table.ratios[fold if 0 <= fold < len(table.ratios) - 1 else len(table.ratios) - 1]
        for at in range(direction.source_starts[sentence], direction.source_starts[sentence + 1]):
            unit = direction.source_units[at]
            share = scale * direction.shares[at]
            for cell in range(table.starts[unit], table.starts[unit + 1]):
                target = table.targets[cell]
                if ratios[target] == 0.0:
                    touched[count] = target
                    count += 1
                ratios[target] += share * row[cell] + 1e-30  # never back to zero
    return count


class Likelihoods(NamedTuple):
    """Log-likelihood ratios of target sentences given runs of source sentences.

    Attributes:
        starts: shape (n + 1,). That of target ``lows[i] + k`` given the run of ``m`` sentences
            from the i-th source on stands at ``starts[i] + (m - 1) * (highs[i] - lows[i]) + k``.
        values: of whole target sentences.
        clause_starts: shape (n + 1,); the same layout for single source sentences.
        first: of the first clause of a target sentence.
        last: of its last clause.
    """

    starts: Longs
    values: Floats
    clause_starts: Longs
    first: Floats
    last: Floats


@compiled
def span_likelihoods(
    direction: Direction, mass: Floats, first: int, spans: int, lows: Longs, highs: Longs
) -> Likelihoods:
    """Judge target sentences by runs of source sentences.

    Args:
        direction: the model.
        mass: of each source sentence; a run's units are averaged by it.
        first: the first source sentence.
        spans: runs of 1 to `spans` sentences are judged.
        lows: shape (n,): for the runs that start at ``first + i``, the first target sentence.
        highs: shape (n,): one past the last target sentence.
    """
    n = len(lows)
    starts = np.zeros(n + 1, np.int64)
    clause_starts = np.zeros(n + 1, np.int64)
    for i in range(n):
        width = max(0, highs[i] - lows[i])
        starts[i + 1] = starts[i] + min(spans, n - i) * width
        clause_starts[i + 1] = clause_starts[i] + width
    values = np.empty(starts[n], np.float32)
    first_clauses = np.empty(clause_starts[n], np.float32)
    last_clauses = np.empty(clause_starts[n], np.float32)
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    row_targets = np.empty((spans, direction.types), np.int32)
    row_ratios = np.empty((spans, direction.types), np.float32)
    row_sizes = np.zeros(spans, np.int64)
    floor = np.float32(direction.floor)
    log_floor = np.log(floor)
    done = 0  # source sentences whose row is kept
    for i in range(n):
        width = highs[i] - lows[i]
        while done < min(i + spans, n):
            count = add_ratios(direction, first + done, mass[first + done], ratios, touched, 0)
            slot = done % spans
            for k in range(count):
                row_targets[slot, k] = touched[k]
                row_ratios[slot, k] = ratios[touched[k]]
                ratios[touched[k]] = 0.0
            row_sizes[slot] = count
            done += 1
        if width <= 0:
            continue
        total = np.float32(0.0)
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] += row_ratios[slot, k]
            total += mass[first + i + m]
            scale = np.float32(1.0) / max(total, np.float32(1e-6))
            for t in range(width):
                target = lows[i] + t
                value = np.float32(0.0)
                in_first = np.float32(0.0)
                before_last = np.float32(0.0)
                for unit in range(
                    direction.target_starts[target], direction.target_starts[target + 1]
                ):
                    if unit == direction.first_ends[target]:
                        in_first = value
                    if unit == direction.last_starts[target]:
                        before_last = value
                    ratio = ratios[direction.target_units[unit]]
                    if ratio == 0.0:
                        value += log_floor
                    else:
                        value += np.log(floor + ratio * scale)
                values[starts[i] + m * width + t] = value
                if m == 0:
                    end = direction.target_starts[target + 1]
                    if direction.first_ends[target] == end:
                        in_first = value
                    if direction.last_starts[target] == end:
                        before_last = value
                    first_clauses[clause_starts[i] + t] = in_first
                    last_clauses[clause_starts[i] + t] = value - before_last
        for m in range(min(spans, n - i)):
            slot = (i + m) % spans
            for k in range(row_sizes[slot]):
                ratios[row_targets[slot, k]] = 0.0
    return Likelihoods(starts, values, clause_starts, first_clauses, last_clauses)
