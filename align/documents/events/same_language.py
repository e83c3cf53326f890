"""Documents of one language compared: which are near each other, and what they share.

neighbours(words, best, budget)              the pairs worth comparing, never all
vectors, products, best_shared               scores of given pairs
expectations(texts, weights, most)           a document as the other language would put it
"""

import numpy as np
from scipy import sparse

from align.documents.events.same_language_kernels import Rows, expected, nearest
from align.evidence.kernels import Bags, SourceTexts
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs

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
    i, j = nearest(_rows(words), _rows(sparse.csc_matrix(words)), best, budget)
    keys = np.unique(np.minimum(i, j) * count + np.maximum(i, j))
    return keys // max(1, count), keys % max(1, count)


def _rows(matrix: sparse.csr_matrix | sparse.csc_matrix) -> Rows:
    return Rows(matrix.indptr.astype(np.int64), matrix.indices, matrix.data)


def expectations(texts: SourceTexts, weights: Floats, most: int) -> sparse.csr_matrix:
    """What each document makes likelier in the other language, weighted, of length 1.

    Two words for one thing (特朗普, 川普; quake, tremor) make the same words likelier.

    Args:
        texts: the documents.
        weights: of each type of the other language.
        most: types kept per document, those that count most.
    """
    starts, units, values = expected(texts, weights, most)
    shape = len(starts) - 1, max(1, texts.direction.types)
    return unit_rows(sparse.csr_matrix((values, units, starts), shape))
