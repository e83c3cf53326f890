"""Comparisons of documents: the evidence on whether two of them report the same event.

Documents of both languages are compared across (lexical model, both directions) and within a
language (shared telling words); names count on their own. Every comparison is held against what
unrelated documents of the same collection score; small collections borrow that reference from the
training data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.documents.events.candidates import Blocks, across, within
from align.documents.events.names import chinese_names, english_names
from align.documents.events.same_language import (
    best_shared,
    expectations,
    products,
    unit_rows,
    vectors,
)
from align.evidence.kernels import (
    BEST_MATCH,
    COVERED,
    MATCHED,
    Bags,
    SourceTexts,
    pair_evidence,
)
from align.evidence.lexical import at_large, bags, information, with_weights
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.evidence import gather_evidence
from glossary.lexicon.ratio_kernels import Direction

_AT_LARGE = 20.0
"""Documents of the language at large that are added to the collection when it is counted in how
many documents a word occurs; among a few documents the lists decide, among thousands the count."""
_DOCUMENT = 300.0  # words of such a document: a news piece
_LONGEST = 180.0
"""Greatest length of a document, in telling words: the training data have no longer ones, so the
weight of the length is not known beyond."""
_EXPECTED = 300
"""Words of the other language that stand for a document in "translated"; with all there are, the
average precision of pairs of one event is .01 better, and 20,000 documents do not fit."""
_LEAST_VARIANCE = 0.05
"""Least variance of a document's comparisons, as a share of that in the training data: where all of
them score nearly alike, a small difference is no great distance."""
_REFERENCE = 10.0
"""Unrelated pairs of the training data that are added to a document's own comparisons when its
mean and spread are estimated."""

ZH, EN = 0, 1
_DIRECTIONS = ("lemmas", "words", "characters")
_MEASURES = ("matched", "covered", "matched at large", "best match at large")
CROSS_SCORES = (*(f"{d}: {m}" for d in _DIRECTIONS for m in _MEASURES), "best name")
WITHIN_SCORES = (
    "words", "pieces", "shared", "words at large", "best word at large", "translated", "best name",
)  # fmt: skip
_CIRCUMSTANCES = ("length: less", "length: more", "rivals")


def feature_names(scores: Sequence[str]) -> tuple[str, ...]:
    """The features made of these scores."""
    return (*scores, *_CIRCUMSTANCES)


CROSS_FEATURES = feature_names(CROSS_SCORES)
WITHIN_FEATURES = feature_names(WITHIN_SCORES)


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Scores of pairs of documents.

    Attributes:
        first, second: document numbers.
        scores: shape (pairs, scores).
        lengths: log lengths of the shorter and the longer, shape (pairs, 2).
    """

    first: Longs
    second: Longs
    scores: Doubles
    lengths: Doubles

    def features(self, usual: Doubles) -> Doubles:
        """Rows of `feature_names`: how far each score is from what is usual, and circumstances.

        The usual is the mean over the other comparisons of either document, with `_REFERENCE`
        comparisons of the training data (S-norm in speaker verification: Kenny, Odyssey 2010).

        Args:
            usual: mean and standard deviation of each score over unrelated pairs of the training
                data, shape (scores, 2).
        """
        width = self.scores.shape[1]
        rows = np.empty((len(self.first), width + 3))
        for k, (mean, spread) in enumerate(usual.tolist()):  # one by one: bounded memory
            score = self.scores[:, k]
            rows[:, k] = 0.5 * (
                _standardised(score, self.first, mean, spread)
                + _standardised(score, self.second, mean, spread)
            )
        rows[:, width : width + 2] = self.lengths
        rivals = np.bincount(self.first)[self.first] * np.bincount(self.second)[self.second]
        rows[:, width + 2] = np.log(rivals)
        return rows


def _standardised(score: Doubles, group: Longs, mean0: float, spread0: float) -> Doubles:
    count = np.bincount(group)[group] - 1.0  # the pair itself is left out
    centred = score - mean0
    total = np.bincount(group, centred)[group] - centred
    squares = np.bincount(group, centred**2)[group] - centred**2
    weight = count + _REFERENCE
    mean = total / weight
    variance = (squares + _REFERENCE * spread0**2) / weight - mean**2
    result: Doubles = (centred - mean) / np.sqrt(
        np.maximum(variance, _LEAST_VARIANCE * spread0**2 + 1e-12)
    )
    return result


class DocumentCollection:
    """Documents of both languages: the Chinese ones first, each group in the order given.

    Args:
        zh: sentences of each Chinese document.
        en: the same for English.
        blocks: of a large collection, whose documents must stand in the order of these.
        jobs: who finds their words and names, and compares them across the languages.

    Attributes:
        zh: number of Chinese documents.
        count: number of documents.
        evidence: the lexical model over all their sentences.
    """

    def __init__(
        self,
        zh: Sequence[Sequence[str]],
        en: Sequence[Sequence[str]],
        blocks: Blocks | None = None,
        jobs: Jobs = SERIAL,
    ) -> None:
        self._blocks, self._jobs = blocks, jobs
        self.zh = len(zh)
        self.count = len(zh) + len(en)
        self.evidence = gather_evidence(
            [text for document in zh for text in document],
            [text for document in en for text in document],
            jobs=jobs,
        )
        self._starts = _starts(zh), _starts(en)
        evidence = self.evidence
        self.lemmas, self._lemmas = self._bags(evidence.lemmas, EN, evidence.lemma_background)
        self.words, self._words = self._bags(evidence.words, ZH, evidence.word_background)
        self.characters, self._characters = self._bags(
            evidence.characters, ZH, evidence.character_background
        )
        self._names = self._weighted_names(zh, en, jobs)
        mass = np.concatenate([self.words.mass, self.lemmas.mass]).astype(np.float64)
        self._log_mass = np.log(np.minimum(mass, _LONGEST) + 1.0)

    def _bags(self, direction: Direction, side: int, background: Floats) -> tuple[Bags, Bags]:
        """Units weighted by how telling they are in this collection, and in the language."""
        starts = self._starts[side]
        documents = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        rows = np.repeat(documents, np.diff(direction.target_starts))
        held = np.unique(rows * direction.types + direction.target_units)
        frequency = np.bincount(held % direction.types, minlength=direction.types)
        share = at_large(direction, background)
        weights = telling(frequency, len(starts) - 1, share)
        here = bags(direction, starts, background, weights, dampened=True)
        return here, with_weights(here, information(share))

    def _weighted_names(
        self, zh: Sequence[Sequence[str]], en: Sequence[Sequence[str]], jobs: Jobs
    ) -> tuple[tuple[Longs, Ints, Floats], tuple[Longs, Ints, Floats]]:
        """Starts, names and weights by name of the Chinese and of the English documents."""
        lemmas, found = self.lemmas, chinese_names(zh, jobs)
        frequency = np.bincount(found.names, minlength=len(found.share))
        weights = telling(frequency, len(zh), found.share) * information(found.share)
        masked = _positive(lemmas.weights) * self._lemmas.weights
        masked *= english_names(en, len(lemmas.weights))
        return (found.starts, found.names, weights), (lemmas.starts, lemmas.units, masked)

    def _texts(self, side: int, direction: Direction) -> SourceTexts:
        """The documents of one language as what judges those of the other."""
        mass = self.evidence.zh_mass if side == ZH else self.evidence.en_mass
        return SourceTexts(direction, mass, self._starts[side])

    def across(self) -> Comparisons:
        """The comparisons of a Chinese with an English document that are worth making."""
        evidence = self.evidence
        if not self.zh or self.zh == self.count:
            nothing = np.zeros(0, np.int64)
            return Comparisons(nothing, nothing, np.zeros((0, len(CROSS_SCORES))), np.zeros((0, 2)))
        zh, en = self._texts(ZH, evidence.lemmas), self._texts(EN, evidence.words)
        i, j = across(zh, self.lemmas, en, self.words, self._blocks)
        back = np.lexsort((i, j))
        forward = np.argsort(back)

        def of_lemmas(target: Bags) -> _Asked:
            return _Asked(zh, target, i, j)

        def of_chinese(direction: Direction, target: Bags) -> _Asked:
            return _Asked(self._texts(EN, direction), target, j_back, i_back)

        i_back, j_back = i[back], j[back]
        asked = [
            of_lemmas(self.lemmas),
            of_lemmas(self._lemmas),
            of_chinese(evidence.words, self.words),
            of_chinese(evidence.words, self._words),
            of_chinese(evidence.characters, self.characters),
            of_chinese(evidence.characters, self._characters),
            of_lemmas(with_weights(self.lemmas, self._names[EN][2])),
        ]
        with self._jobs.shared(asked) as shared:
            *told, names = self._jobs.map(partial(_told, shared), range(len(asked)))
        told[2:] = [rows[forward] for rows in told[2:]]
        found = [
            _scored(rows, each.target, j if k < 2 else i, large=k % 2 == 1)
            for k, (rows, each) in enumerate(zip(told, asked, strict=False))
        ]
        found.append(names[:, [BEST_MATCH]].astype(np.float64))
        first, second = i.astype(np.int64), j.astype(np.int64) + self.zh
        return Comparisons(
            first, second, np.concatenate(found, axis=1), self._lengths(first, second)
        )

    def within(self, side: int) -> Comparisons:
        """The comparisons of documents of one language that are worth making."""
        words = self.words if side == ZH else self.lemmas
        large = self._words if side == ZH else self._lemmas
        first_document = 0 if side == ZH else self.zh
        rows = vectors(words)
        i, j = within(rows, self._blocks and self._blocks[side])
        held = rows.with_values(np.ones(len(rows.values)))
        weighted = rows.with_values(words.weights[rows.columns].astype(np.float64))
        scores = [
            products(rows, i, j),
            products(self._pieces(side), i, j),
            np.log1p(products(weighted, i, j, held)),
            products(vectors(large), i, j),
            best_shared(large.starts, large.units, large.weights, i, j),
            products(self._translated(side), i, j),
            best_shared(*self._names[side], i, j),
        ]
        first, second = i + first_document, j + first_document
        return Comparisons(first, second, np.stack(scores, axis=1), self._lengths(first, second))

    def _translated(self, side: int) -> SparseMatrix:
        """The documents of one language as the words of the other that they make likelier."""
        evidence = self.evidence
        if side == ZH:
            direction, here, large = evidence.lemmas, self.lemmas, self._lemmas
        else:
            direction, here, large = evidence.words, self.words, self._words
        weights = _positive(here.weights) * large.weights
        return expectations(self._texts(side, direction), weights, _EXPECTED)

    def _pieces(self, side: int) -> SparseMatrix:
        """What the words are made of, in pairs: characters side by side, or lemmas."""
        direction = self.evidence.characters if side == ZH else self.evidence.lemmas
        starts = self._starts[side]
        units = direction.target_units.astype(np.int64)
        sentence = np.repeat(
            np.arange(len(direction.target_starts) - 1), np.diff(direction.target_starts)
        )
        together = sentence[1:] == sentence[:-1]
        keys = (units[:-1] * direction.types + units[1:])[together]
        document = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[sentence[1:][together]]
        kinds, columns = np.unique(keys, return_inverse=True)
        counts = SparseMatrix.of_cells(
            np.ones(len(keys)), document, columns, (len(starts) - 1, len(kinds))
        )
        frequency = np.bincount(counts.columns, minlength=len(kinds))
        rarity = np.log((len(starts) - 1 + _AT_LARGE) / frequency[counts.columns])
        return unit_rows(counts.with_values((1.0 + np.log(counts.values)) * rarity))

    def _lengths(self, first: Longs, second: Longs) -> Doubles:
        a, b = self._log_mass[first], self._log_mass[second]
        return np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1)


class _Asked(NamedTuple):
    """Pairs of texts, in the order of the first ones, of which the evidence is asked."""

    texts: SourceTexts
    target: Bags
    i: Ints
    j: Ints


def _told(asked: Shared[list[_Asked]], number: int) -> Floats:
    """The evidence of all pairs of one kind (`align.evidence.kernels.pair_evidence`)."""
    return pair_evidence(*asked.value[number])


def telling(frequency: NDArray[np.integer], documents: int, share: NDArray[np.floating]) -> Floats:
    """Inverse document frequency in the collection and `_AT_LARGE` documents of the language.

    Args:
        frequency: in how many documents each type occurs.
        documents: how many there are.
        share: of running words of the language, of each type.
    """
    expected = 1.0 - np.exp(-share * _DOCUMENT)
    held = (frequency + _AT_LARGE * expected) / (documents + _AT_LARGE)
    result: Floats = (-np.log(np.minimum(held, 1.0)) / np.log(_AT_LARGE)).astype(np.float32)
    return result


def _positive(weights: Floats) -> Floats:
    """No word counts against two documents that share it, however common it is."""
    return np.maximum(weights, np.float32(0.0))


def _starts(documents: Sequence[Sequence[str]]) -> Longs:
    return np.concatenate([[0], np.cumsum([len(document) for document in documents])]).astype(
        np.int64
    )


def _scored(found: Floats, target: Bags, texts: Ints, *, large: bool) -> Doubles:
    matched = found[:, MATCHED] / np.sqrt(target.content[texts] + 1.0)
    covered = found[:, COVERED] / (target.mass[texts] + 1.0)
    other = found[:, BEST_MATCH] if large else covered
    return np.stack([matched, other], axis=1).astype(np.float64)
