"""Documents of one language compared: which are near each other, and what they share.

neighbours(words, best, budget)              the pairs worth comparing, never all
vectors, products, best_shared               scores of given pairs
expectations(direction, ...)                 a document as the other language would put it
"""

import numpy as np
from scipy import sparse

from align.evidence.lexical import Bags, text_ratios
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.lexicon.ratio_kernels import Direction

_AT_A_TIME = 50_000  # pairs: bounded memory


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The rows scaled to length 1."""
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(norm, 1e-9)) @ matrix)


def vectors(words: Bags) -> sparse.csr_matrix:
    """Counts times weights of each document, of length 1."""
    return unit_rows(
        sparse.csr_matrix(
            ((words.counts * words.weights[words.units]).astype(np.float64), words.units,
             words.starts),
            (len(words.starts) - 1, len(words.weights)),
        )
    )  # fmt: skip


def products(
    left: sparse.csr_matrix, i: Longs, j: Longs, right: sparse.csr_matrix | None = None
) -> Doubles:
    """The scalar products of rows i of one matrix and rows j of the other."""
    other = left if right is None else right
    parts = [np.zeros(0)]
    for start in range(0, len(i), _AT_A_TIME):
        rows = slice(start, start + _AT_A_TIME)
        parts.append(np.asarray(left[i[rows]].multiply(other[j[rows]]).sum(axis=1)).ravel())
    return np.concatenate(parts)


def best_shared(starts: Longs, units: Ints, weights: Floats, i: Longs, j: Longs) -> Doubles:
    """The greatest weight of a unit that documents i and j share; 0 if none.

    Args:
        starts: shape (documents + 1,).
        units: of each document, distinct.
        weights: of each unit.
        i: of each pair.
        j: of each pair.
    """
    shape = (len(starts) - 1, max(1, len(weights)))
    held = sparse.csr_matrix((np.ones(len(units)), units, starts), shape)
    weighted = sparse.csr_matrix((weights[units].astype(np.float64), units, starts), shape)
    parts = [np.zeros(0)]
    for start in range(0, len(i), _AT_A_TIME):
        rows = slice(start, start + _AT_A_TIME)
        shared = sparse.csr_matrix(weighted[i[rows]].multiply(held[j[rows]]))
        parts.append(shared.max(axis=1).toarray().ravel())
    return np.concatenate(parts)


def neighbours(words: sparse.csr_matrix, best: int, budget: int) -> tuple[Longs, Longs]:
    """Pairs i < j where one is among the other's nearest by their scalar product.

    A document calls up others by its weightiest words first, until so many places where they
    stand (postings) were visited: the cost per document does not grow with the collection.

    Args:
        words: a row per document.
        best: how many of the nearest.
        budget: postings visited per document.
    """
    count = words.shape[0]
    index = sparse.csc_matrix(words)
    found = _neighbours(
        words.indptr.astype(np.int64), words.indices, words.data,
        index.indptr.astype(np.int64), index.indices, index.data, best, budget,
    )  # fmt: skip
    i, j = found
    keys = np.unique(np.minimum(i, j) * count + np.maximum(i, j))
    return keys // max(1, count), keys % max(1, count)


@compiled
def _neighbours(
    starts: Longs,
    units: Ints,
    values: Doubles,
    index_starts: Longs,
    documents: Ints,
    held: Doubles,
    best: int,
    budget: int,
) -> tuple[Longs, Longs]:
    count = len(starts) - 1
    found_i = np.empty(count * best, np.int64)
    found_j = np.empty(count * best, np.int64)
    found = 0
    scores = np.zeros(count)
    hit = np.empty(count, np.int64)
    for i in range(count):
        hits = 0
        spent = 0
        order = np.argsort(-values[starts[i] : starts[i + 1]], kind="mergesort")
        for k in order:
            unit = units[starts[i] + k]
            value = values[starts[i] + k]
            spent += index_starts[unit + 1] - index_starts[unit]
            if value <= 0.0 or (spent > budget and hits > 0):
                break
            for at in range(index_starts[unit], index_starts[unit + 1]):
                j = documents[at]
                if j != i and held[at] > 0.0:
                    if scores[j] == 0.0:
                        hit[hits] = j
                        hits += 1
                    scores[j] += value * held[at]
        near = np.sort(hit[:hits])
        ranking = np.argsort(-scores[near], kind="mergesort")
        for k in range(min(best, hits)):
            found_i[found] = i
            found_j[found] = near[ranking[k]]
            found += 1
        scores[near] = 0.0
    return found_i[:found].copy(), found_j[:found].copy()


def expectations(
    direction: Direction, mass: Floats, starts: Longs, weights: Floats, most: int
) -> sparse.csr_matrix:
    """What each document makes likelier in the other language, weighted, of length 1.

    Two words for one thing (特朗普, 川普; quake, tremor) make the same words likelier.

    Args:
        direction: the lexical model, from the documents' language.
        mass: of each sentence.
        starts: shape (documents + 1,), the first sentence of each.
        weights: of each type of the other language.
        most: types kept per document, those that count most.
    """
    rows, units, values = _expectations(direction, mass, starts, weights, most)
    return unit_rows(
        sparse.csr_matrix((values, units, rows), (len(starts) - 1, max(1, direction.types)))
    )


@compiled
def _expectations(
    direction: Direction, mass: Floats, starts: Longs, weights: Floats, most: int
) -> tuple[Longs, Ints, Doubles]:
    texts = len(starts) - 1
    rows = np.zeros(texts + 1, np.int64)
    units = np.empty(texts * most, np.int32)
    values = np.empty(texts * most, np.float64)
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    gains = np.empty(direction.types, np.float64)
    used = 0
    for text in range(texts):
        count = text_ratios(direction, mass, starts, text, ratios, touched)
        for k in range(count):
            unit = touched[k]
            gains[k] = np.log(1.0 + ratios[unit] / direction.floor) * max(weights[unit], 0.0)
            ratios[unit] = 0.0
        least = 0.0
        if count > most:
            least = np.partition(gains[:count], count - most)[count - most]
        for k in range(count):
            if gains[k] > 0.0 and gains[k] >= least and used < (text + 1) * most:
                units[used] = touched[k]
                values[used] = gains[k]
                used += 1
        rows[text + 1] = used
    return rows, units[:used].copy(), values[:used].copy()
