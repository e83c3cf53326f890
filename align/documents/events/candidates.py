"""Which documents are worth comparing: never all of them with all.

    across(zh, lemmas, en, words, blocks) -> (zh numbers, en numbers)
    within(words, blocks) -> (numbers, greater numbers)

A document calls up others by its most telling words, from an inverted index. In a large collection
it does so among those of the time about it only (`align.documents.events.blocks`), and among all by
rare words: those that a few documents hold. Names, figures and terms are the like. What has no date
calls up others among all, as far as its postings go.
"""

from typing import NamedTuple

import numpy as np

from align.documents.events.blocks import Span, spans
from align.documents.events.same_language_kernels import Rows
from align.documents.events.same_language_kernels import nearest as nearest_within
from align.evidence.kernels import Bags, SourceTexts
from align.mining.retrieval import joined, nearest
from corpus.kernels.arrays import Flags, Ints, Longs
from corpus.matrices.sparse import SparseMatrix

COMPARED = 30
"""Documents of each language that a document is compared with: topics are smaller than that, and
their neighbours are found through each other."""
_SHORTLIST = 200
"""Documents scored exactly, of those that a document calls up: as in mining, where more change next
to nothing."""
_BUDGET = 200_000
"""Postings visited per document: every telling word of it among 20,000 documents."""
_RARE = COMPARED
"""Documents that hold a rare word at most: one that more hold tells less than which of them to
compare."""
_FAR = 5
"""Documents that are called up by rare words, whatever their time: an event seldom comes back, but
what translates a document may have been published years later."""


class Blocks(NamedTuple):
    """The block of each document, ascending, of both languages."""

    zh: Longs
    en: Longs


def across(
    zh: SourceTexts, lemmas: Bags, en: SourceTexts, words: Bags, blocks: Blocks | None
) -> tuple[Ints, Ints]:
    """Numbers of the Chinese and the English document of each pair, ordered.

    Args:
        zh: the Chinese documents.
        lemmas: the English ones by their lemmas.
        en: the English documents.
        words: the Chinese ones by their words.
        blocks: of large collections.
    """
    there, back = (None, None) if blocks is None else (blocks, Blocks(blocks.en, blocks.zh))
    return joined(_called_up(zh, lemmas, there), _called_up(en, words, back), len(en.starts) - 1)


def _called_up(texts: SourceTexts, target: Bags, blocks: Blocks | None) -> tuple[Ints, Ints]:
    """The pairs of one direction; `blocks` of the texts first."""
    if blocks is None:
        return nearest(texts, target, best=COMPARED, shortlist=_SHORTLIST, budget=_BUDGET)
    parts = []
    for span in spans(*blocks):
        some = texts._replace(starts=texts.starts[span.first : span.end + 1])
        i, j = nearest(
            some, _some(target, span), best=COMPARED, shortlist=_SHORTLIST, budget=_BUDGET
        )
        parts.append((i + span.first, j + span.target))
    rare = np.bincount(target.units, minlength=len(target.weights)) <= _RARE
    parts.append(
        nearest(texts, _held(target, rare), best=_FAR, shortlist=_SHORTLIST, budget=_BUDGET)
    )
    return (
        np.concatenate([i for i, _ in parts]).astype(np.int32),
        np.concatenate([j for _, j in parts]).astype(np.int32),
    )


def _some(target: Bags, span: Span) -> Bags:
    """The texts among which those of a span are looked for."""
    texts = slice(span.target, span.target_end)
    starts = target.starts[span.target : span.target_end + 1]
    cells = slice(starts[0], starts[-1])
    return target._replace(
        starts=starts - starts[0],
        units=target.units[cells],
        counts=target.counts[cells],
        mass=target.mass[texts],
        content=target.content[texts],
    )


def _held(target: Bags, kept: Flags) -> Bags:
    """The texts with these units only; as long as before."""
    cells = kept[target.units]
    starts = np.append(0, np.cumsum(cells))[target.starts]
    return target._replace(starts=starts, units=target.units[cells], counts=target.counts[cells])


def within(words: SparseMatrix, blocks: Longs | None) -> tuple[Longs, Longs]:
    """Pairs i < j where one is among the other's nearest by their scalar product.

    Args:
        words: a row per document.
        blocks: of the documents, ascending, of large collections.
    """
    count = words.shape[0]
    whole = Span(0, count, 0, count)
    if blocks is None:
        parts = [_nearest(words, whole, COMPARED)]
    else:
        rare = np.bincount(words.columns, minlength=words.shape[1]) <= _RARE
        parts = [_nearest(words, span, COMPARED) for span in spans(blocks, blocks)]
        parts.append(_nearest(_of_columns(words, rare), whole, _FAR))
    keys = [np.minimum(i, j) * count + np.maximum(i, j) for i, j in parts]
    found = np.unique(np.concatenate(keys))
    return found // max(1, count), found % max(1, count)


def _nearest(words: SparseMatrix, span: Span, best: int) -> tuple[Longs, Longs]:
    some = _rows_of(words, span.first, span.end)
    others = _rows_of(words, span.target, span.target_end)
    place = span.first - span.target
    i, j = nearest_within(_as_rows(some), _as_rows(others.T), others.shape[0], place, best, _BUDGET)
    return i + span.first, j + span.target


def _rows_of(words: SparseMatrix, first: int, end: int) -> SparseMatrix:
    starts = words.starts[first : end + 1]
    cells = slice(starts[0], starts[-1])
    shape = end - first, words.shape[1]
    return SparseMatrix.of_rows(
        words.values[cells], words.columns[cells], starts - starts[0], shape
    )


def _of_columns(words: SparseMatrix, kept: Flags) -> SparseMatrix:
    cells = kept[words.columns]
    starts = np.append(0, np.cumsum(cells))[words.starts]
    return SparseMatrix.of_rows(words.values[cells], words.columns[cells], starts, words.shape)


def _as_rows(matrix: SparseMatrix) -> Rows:
    return Rows(matrix.starts.astype(np.int64), matrix.columns, matrix.values)
