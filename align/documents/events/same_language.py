"""Documents of one language compared: what they share.

vectors, products, best_shared               scores of given pairs
expectations(texts, weights, most)           a document as the other language would put it
"""

import numpy as np

from align.documents.events.same_language_kernels import expected
from align.evidence.kernels import Bags, SourceTexts
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.matrices.sparse import SparseMatrix, of_shared


def unit_rows(matrix: SparseMatrix) -> SparseMatrix:
    """The rows scaled to length 1."""
    norm = np.sqrt(matrix.with_values(matrix.values**2).row_sums())
    return matrix.times(1.0 / np.maximum(norm, 1e-9), by_row=True)


def vectors(words: Bags) -> SparseMatrix:
    """Counts times weights of each document, of length 1."""
    return unit_rows(
        SparseMatrix.of_rows(
            (words.counts * words.weights[words.units]).astype(np.float64),
            words.units,
            words.starts,
            (len(words.starts) - 1, len(words.weights)),
        )
    )


def products(left: SparseMatrix, i: Longs, j: Longs, right: SparseMatrix | None = None) -> Doubles:
    """The scalar products of rows i of one matrix and rows j of the other."""
    other = left if right is None else right
    return of_shared(left, other, i, j, np.add)[0]


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
    held = SparseMatrix.of_rows(np.ones(len(units)), units, starts, shape)
    weighted = held.with_values(weights[units].astype(np.float64))
    return np.maximum(of_shared(weighted, held, i, j, np.maximum)[0], 0.0)


def expectations(texts: SourceTexts, weights: Floats, most: int) -> SparseMatrix:
    """What each document makes likelier in the other language, weighted, of length 1.

    Two words for one thing (特朗普, 川普; quake, tremor) make the same words likelier.

    Args:
        texts: the documents.
        weights: of each type of the other language.
        most: types kept per document, those that count most.
    """
    starts, units, values = expected(texts, weights, most)
    shape = len(starts) - 1, max(1, texts.direction.types)
    return unit_rows(SparseMatrix.of_rows(values, units, starts, shape))
