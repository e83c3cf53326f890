"""Comparisons of documents: the evidence on whether two of them report the same event.

Documents of both languages are compared across (lexical model, both directions) and within a
language (shared telling words). Every comparison is held against what unrelated documents of the
same collection score; small collections borrow that reference from the training data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from align.candidates import joined, nearest
from align.similarity import (
    BEST_MATCH,
    COVERED,
    MATCHED,
    Bags,
    at_large,
    bags,
    information,
    pair_evidence,
    with_weights,
)
from glossary.association import Floats, Ints, Longs
from glossary.lexicon import gather_evidence
from glossary.ratios import Direction

CANDIDATES = 30
"""Documents of each language that a document is compared with: topics are smaller than that, and
their neighbours are found through each other."""
_SHORTLIST = 200
_BUDGET = 200_000  # postings per document: every telling word of it among 20,000 documents
_AT_LARGE = 20.0
"""Documents of the language at large that are added to the collection when it is counted in how
many documents a word occurs; among a few documents the lists decide, among thousands the count."""
_DOCUMENT = 300.0  # words of such a document: a news piece
_REFERENCE = 10.0
"""Unrelated pairs of the training data that are added to a document's own comparisons when its
mean and spread are estimated."""

ZH, EN = 0, 1
_DIRECTIONS = ("lemmas", "words", "characters")
_MEASURES = ("matched", "covered", "matched at large", "best match at large")
CROSS_SCORES = tuple(f"{d}: {m}" for d in _DIRECTIONS for m in _MEASURES)
WITHIN_SCORES = ("words", "pieces", "shared", "words at large", "best word at large")
_CIRCUMSTANCES = ("length: less", "length: more", "rivals")


def feature_names(scores: Sequence[str]) -> tuple[str, ...]:
    """The features made of these scores."""
    return (*scores, *_CIRCUMSTANCES)


CROSS_FEATURES = feature_names(CROSS_SCORES)
WITHIN_FEATURES = feature_names(WITHIN_SCORES)

Reference = Mapping[str, tuple[float, float]]
"""Mean and standard deviation of each score over unrelated pairs of the training data."""


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
    scores: NDArray[np.float64]
    lengths: NDArray[np.float64]

    def features(self, names: Sequence[str], reference: Reference) -> NDArray[np.float64]:
        """Rows of `feature_names`: the scores, and how far each is from what is usual.

        The usual is the mean over the other comparisons of either document, with `_REFERENCE`
        comparisons of the training data (S-norm in speaker verification: Kenny, Odyssey 2010).
        """
        usual = np.array([reference[name] for name in names]).reshape(len(names), 2)
        z = 0.5 * (
            _standardised(self.scores, self.first, usual)
            + _standardised(self.scores, self.second, usual)
        )
        rivals = np.log(np.bincount(self.first)[self.first] * np.bincount(self.second)[self.second])
        return np.column_stack([z, self.lengths, rivals])


def _standardised(
    scores: NDArray[np.float64], group: Longs, usual: NDArray[np.float64]
) -> NDArray[np.float64]:
    mean0, spread0 = usual[:, 0], usual[:, 1]
    count = np.bincount(group)[group][:, None] - 1.0  # the pair itself is left out
    size = int(group.max(initial=-1)) + 1
    centred = scores - mean0
    total = _summed(centred, group, size)[group] - centred
    squares = _summed(centred**2, group, size)[group] - centred**2
    weight = count + _REFERENCE
    mean = total / weight
    variance = (squares + _REFERENCE * spread0**2) / weight - mean**2
    result: NDArray[np.float64] = (centred - mean) / np.sqrt(
        np.maximum(variance, 0.05 * spread0**2 + 1e-12)
    )
    return result


def _summed(values: NDArray[np.float64], group: Longs, size: int) -> NDArray[np.float64]:
    return np.stack([np.bincount(group, column, minlength=size) for column in values.T], axis=1)


class Collection:
    """Documents of both languages: the Chinese ones first, each group in the order given.

    Attributes:
        zh: number of Chinese documents.
        count: number of documents.
        evidence: the lexical model over all their sentences.
    """

    def __init__(self, zh: Sequence[Sequence[str]], en: Sequence[Sequence[str]]) -> None:
        self.zh = len(zh)
        self.count = len(zh) + len(en)
        self.evidence = gather_evidence(
            [text for document in zh for text in document],
            [text for document in en for text in document],
        )
        self._starts = _starts(zh), _starts(en)
        evidence = self.evidence
        self.lemmas, self._lemmas = self._bags(evidence.lemmas, EN, evidence.lemma_background)
        self.words, self._words = self._bags(evidence.words, ZH, evidence.word_background)
        self.characters, self._characters = self._bags(
            evidence.characters, ZH, evidence.character_background
        )
        self._log_mass = np.log(
            np.concatenate([self.words.mass, self.lemmas.mass]).astype(np.float64) + 1.0
        )

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

    def across(self) -> Comparisons:
        """The comparisons of a Chinese with an English document that are worth making."""
        evidence, (zh, en) = self.evidence, self._starts
        if not self.zh or self.zh == self.count:
            nothing = np.zeros(0, np.int64)
            return Comparisons(nothing, nothing, np.zeros((0, len(CROSS_SCORES))), np.zeros((0, 2)))
        options = {"best": CANDIDATES, "shortlist": _SHORTLIST, "budget": _BUDGET}
        i, j = joined(
            nearest(evidence.lemmas, evidence.zh_mass, zh, self.lemmas, **options),
            nearest(evidence.words, evidence.en_mass, en, self.words, **options),
            len(en) - 1,
        )
        back = np.lexsort((i, j))
        forward = np.argsort(back)
        found = [
            _scored(
                pair_evidence(evidence.lemmas, evidence.zh_mass, zh, target, i, j),
                target, j, large=target is self._lemmas,
            )
            for target in (self.lemmas, self._lemmas)
        ]  # fmt: skip
        for direction, here, large in (
            (evidence.words, self.words, self._words),
            (evidence.characters, self.characters, self._characters),
        ):
            for target in (here, large):
                rows = pair_evidence(direction, evidence.en_mass, en, target, j[back], i[back])
                found.append(_scored(rows[forward], target, i, large=target is large))
        first, second = i.astype(np.int64), j.astype(np.int64) + self.zh
        return Comparisons(
            first, second, np.concatenate(found, axis=1), self._lengths(first, second)
        )

    def within(self, side: int) -> Comparisons:
        """The comparisons of documents of one language that are worth making."""
        words = self.words if side == ZH else self.lemmas
        first_document = 0 if side == ZH else self.zh
        vectors = _vectors(words)
        i, j, cosine = _neighbours(vectors)
        pieces = self._pieces(side)
        other = _products(pieces, i, j)
        binary = vectors.copy()
        binary.data = np.minimum(words.weights[binary.indices], 1e9).astype(np.float64)
        ones = vectors.copy()
        ones.data[:] = 1.0
        shared = _products(binary, i, j, ones)
        large = self._words if side == ZH else self._lemmas
        at_large_cosine = _products(_vectors(large), i, j)
        best = _best_products(large, i, j)
        scores = np.stack([cosine, other, np.log1p(shared), at_large_cosine, best], axis=1)
        first, second = i + first_document, j + first_document
        return Comparisons(first, second, scores, self._lengths(first, second))

    def _pieces(self, side: int) -> sparse.csr_matrix:
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
        matrix = sparse.csr_matrix(
            (np.ones(len(keys)), (document, columns)), (len(starts) - 1, len(kinds))
        )
        matrix.sum_duplicates()
        frequency = np.bincount(matrix.indices, minlength=len(kinds))
        matrix.data = (1.0 + np.log(matrix.data)) * np.log(
            (len(starts) - 1 + _AT_LARGE) / frequency[matrix.indices]
        )
        return _unit_rows(matrix)

    def _lengths(self, first: Longs, second: Longs) -> NDArray[np.float64]:
        a, b = self._log_mass[first], self._log_mass[second]
        return np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1)


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


def _starts(documents: Sequence[Sequence[str]]) -> Longs:
    return np.concatenate([[0], np.cumsum([len(document) for document in documents])]).astype(
        np.int64
    )


def _scored(found: Floats, target: Bags, texts: Ints, *, large: bool) -> NDArray[np.float64]:
    matched = found[:, MATCHED] / np.sqrt(target.content[texts] + 1.0)
    covered = found[:, COVERED] / (target.mass[texts] + 1.0)
    other = found[:, BEST_MATCH] if large else covered
    return np.stack([matched, other], axis=1).astype(np.float64)


def _vectors(words: Bags) -> sparse.csr_matrix:
    return _unit_rows(
        sparse.csr_matrix(
            ((words.counts * words.weights[words.units]).astype(np.float64), words.units,
             words.starts),
            (len(words.starts) - 1, len(words.weights)),
        )
    )  # fmt: skip


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(norm, 1e-9)) @ matrix)


def _neighbours(vectors: sparse.csr_matrix) -> tuple[Longs, Longs, NDArray[np.float64]]:
    """Pairs i < j where one is among the other's nearest, and their cosines."""
    frequency = np.bincount(vectors.indices, minlength=vectors.shape[1])
    common = max(100, vectors.shape[0] // 20)  # words of more documents call up no neighbours
    probe = sparse.csr_matrix(vectors @ sparse.diags((frequency <= common).astype(np.float64)))
    across = sparse.csr_matrix(probe.T)
    keys = []
    for start in range(0, vectors.shape[0], 1000):  # documents at a time: bounded memory
        rows = np.arange(start, min(start + 1000, vectors.shape[0]))
        block = sparse.csr_matrix(probe[rows] @ across)
        for row in range(block.shape[0]):
            columns = block.indices[block.indptr[row] : block.indptr[row + 1]].astype(np.int64)
            values = block.data[block.indptr[row] : block.indptr[row + 1]]
            kept = columns != start + row
            columns, values = columns[kept], values[kept]
            order = np.lexsort((columns, -values))[:CANDIDATES]
            low = np.minimum(columns[order], start + row)
            keys.append(low * vectors.shape[0] + np.maximum(columns[order], start + row))
    found = np.unique(np.concatenate([np.zeros(0, np.int64), *keys]))
    i, j = found // max(1, vectors.shape[0]), found % max(1, vectors.shape[0])
    return i, j, _products(vectors, i, j)


def _best_products(words: Bags, i: Longs, j: Longs) -> NDArray[np.float64]:
    """The weight of the most telling word that documents i and j share."""
    held = sparse.csr_matrix(
        (np.ones(len(words.units)), words.units, words.starts),
        (len(words.starts) - 1, len(words.weights)),
    )
    weighted = held.copy()
    weighted.data = words.weights[words.units].astype(np.float64)
    parts = [np.zeros(0)]
    for start in range(0, len(i), 50_000):  # pairs at a time: bounded memory
        rows = slice(start, start + 50_000)
        shared = sparse.csr_matrix(weighted[i[rows]].multiply(held[j[rows]]))
        parts.append(shared.max(axis=1).toarray().ravel())
    return np.concatenate(parts)


def _products(
    left: sparse.csr_matrix, i: Longs, j: Longs, right: sparse.csr_matrix | None = None
) -> NDArray[np.float64]:
    """The scalar products of rows i of one matrix and rows j of the other."""
    other = left if right is None else right
    parts = [np.zeros(0)]
    for start in range(0, len(i), 50_000):  # pairs at a time: bounded memory
        rows = slice(start, start + 50_000)
        parts.append(np.asarray(left[i[rows]].multiply(other[j[rows]]).sum(axis=1)).ravel())
    return np.concatenate(parts)
