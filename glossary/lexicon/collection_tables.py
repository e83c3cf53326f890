"""The dictionary's tables cut down to the types of one collection, in its own numbering."""

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Floats, Ints, Longs, Ragged
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.ratio_kernels import Table


def types_of(rows: Ragged) -> tuple[Longs, Ragged]:
    """The distinct tokens, ascending, and the rows in their numbering."""
    types, tokens = np.unique(rows.tokens, return_inverse=True)
    return types.astype(np.int64), Ragged(rows.starts, tokens.astype(np.int32))


def looked_up(values: Floats, numbers: Longs) -> Floats:
    """``values[numbers]``, 0 where a number lies outside (a unit that no list knows)."""
    inside = (numbers >= 0) & (numbers < len(values))
    result = np.zeros(len(numbers), np.float32)
    result[inside] = values[numbers[inside]]
    return result


ENOUGH = 100
"""Tokens, some ten sentences, from which a collection's own counts make up half of its
probabilities: ten are judged like many. Among fewer every word looks frequent, and what both sides
say would prove nothing."""
ENOUGH_TO_ALIGN = 5_000
"""The same where whole texts are aligned, some 400 sentences: in one short text every word looks
frequent. Loss of the beads of passages of ten sentences, each a collection of its own, with 100
and with this: .067, .018, .205 (`mag`, `aca`, `mac-dev`), .041, .011, .161. The models of
events were taught by the other: with this they find 15 events told twice among 139 documents
of which each is of another, and none with the other."""


def mixed(listed: Floats, rows: Ragged, enough: int = ENOUGH) -> Floats:
    """Probability of each type: half the language at large, half this collection.

    A collection of less than `enough` tokens counts for less than half.
    """
    counts = np.bincount(rows.tokens, minlength=len(listed))
    own = counts / max(1, len(rows.tokens))
    share = own_share(len(rows.tokens), enough)
    return ((1.0 - share) * listed + share * own).astype(np.float32)


def own_share(tokens: int, enough: int = ENOUGH) -> float:
    """Share of a collection of so many tokens in `mixed`; the rest is the language at large."""
    return 0.5 * min(1.0, tokens / enough)


def columns_of(size: int, numbers: Longs) -> Ints:
    """Table column -> local type, -1 where the collection does not have it."""
    columns = np.full(size, -1, np.int32)
    inside = (numbers >= 0) & (numbers < size)
    columns[numbers[inside]] = np.flatnonzero(inside)
    return columns


def identity_of(units: Longs, chances: SparseMatrix) -> SparseMatrix:
    """p(lemma type is the same name or number | word type); `units` < 0 for plain words."""
    return chances.taken(units)


def local(matrix: SparseMatrix, columns: Ints, scale: NDArray[np.floating]) -> SparseMatrix:
    """The columns of a table that the collection uses, each times its scale."""
    found = columns[matrix.columns]
    kept = found >= 0
    starts = np.concatenate([[0], np.cumsum(kept)])[matrix.starts]
    values = matrix.values[kept] * scale.astype(np.float32)[found[kept]]
    return SparseMatrix.of_rows(values, found[kept], starts, (matrix.shape[0], len(scale)))


def as_table(ratios: SparseMatrix) -> Table:
    """A matrix of ratios as compiled code takes it, the same for all folds."""
    return Table(
        ratios.starts.astype(np.int64),
        ratios.columns,
        ratios.values.astype(np.float32)[None, :],
    )


def empty_table(sources: int) -> Table:
    """A table without cells, for so many source types."""
    return Table(
        np.zeros(sources + 1, np.int64), np.zeros(0, np.int32), np.zeros((1, 0), np.float32)
    )
