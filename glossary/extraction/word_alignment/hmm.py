"""Word alignment within sentence pairs: a hidden Markov model with a lexical prior.

posteriors(source, target, sources, targets, prior) -> Posteriors

Sources: S. Vogel, H. Ney & C. Tillmann, "HMM-Based Word Alignment in Statistical Translation",
COLING 1996; F. J. Och & H. Ney, "A Systematic Comparison of Various Statistical Alignment
Models", CL 29(1), 2003 (null states); D. Riley & D. Gildea, "Improving the IBM Alignment Models
Using Variational Bayes", ACL 2012 (the digamma step, which keeps rare words from collecting
garbage). The prior is what the dictionary says: pseudo-counts, so what the text shows often wins.

The jump distribution is a two-sided exponential, so a step of the forward and backward
recursions is two running sums: the model costs as much as Model 1, linear in both lengths.
"""

from dataclasses import dataclass

import numpy as np

from corpus.kernels.arrays import Bytes, Floats, Ints, Longs, Ragged
from corpus.matrices.sparse import SparseMatrix
from glossary.extraction.word_alignment.hmm_kernels import (
    WordPairs,
    cell_values,
    digamma,
    hmm_counts,
    link_values,
)
from glossary.lexicon.association.kernels import expected_counts, pair_cells

MODEL1_ITERATIONS = 3
HMM_ITERATIONS = 3
PRIOR_COUNT = 3.0
"""Pseudo-count of a whole prior row: the dictionary counts as three sightings of the word."""
CELL_PRIOR = 0.002
"""Pseudo-count of any co-occurring pair: far below 1, so that tables stay sparse."""
LEAST_NULL, MOST_NULL = 1e-4, 0.05
"""Bounds of the chance that the null word emits a target word, by its frequency."""


@dataclass(frozen=True, slots=True)
class Posteriors:
    """How probable each link is.

    Attributes:
        starts: shape (pairs + 1,): where the block of a pair starts.
        values: 255 times the probability that target word b comes from source word a, at
            ``starts[i] + a * m + b`` with m target words.
    """

    starts: Longs
    values: Bytes


def posteriors(
    source: Ragged, target: Ragged, sources: int, targets: int, prior: SparseMatrix
) -> Posteriors:
    """Link probabilities of target words given source words, learnt on these pairs.

    Args:
        source: words of each pair, each below `sources`.
        target: as many rows, each word below `targets`.
        sources: number of source types.
        targets: number of target types.
        prior: p(target type | source type) as far as known beforehand, shape (sources, targets).
    """
    cells, keys = pair_cells(source.starts, source.tokens, target.starts, target.tokens)
    source_of = (keys >> 32).astype(np.int32)
    target_of = (keys & 0xFFFFFFFF).astype(np.int32)
    known = PRIOR_COUNT * _looked_up(prior, source_of, target_of) + np.float32(CELL_PRIOR)
    known_totals = np.bincount(source_of, known, minlength=sources)
    unigram = np.bincount(target.tokens, minlength=targets) / max(1, len(target.tokens))
    null = np.clip(unigram, LEAST_NULL, MOST_NULL).astype(np.float32)
    lengths = np.diff(source.starts) * np.diff(target.starts)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    table = (known / known_totals[source_of]).astype(np.float32)
    pairs = WordPairs(source.starts, target.starts, target.tokens, cells, starts)
    evenly = source.starts, target.starts, cells, np.ones(len(source), np.float32)
    in_no_fold = np.full(len(source), -1, np.int8)
    for iteration in range(MODEL1_ITERATIONS + HMM_ITERATIONS):
        if iteration < MODEL1_ITERATIONS:
            counts = expected_counts(*evenly, table, in_no_fold, 0, True)[0]
        else:
            counts = hmm_counts(pairs, table, null)
        totals = np.bincount(source_of, counts, minlength=sources) + known_totals
        seen = digamma((counts + known).astype(np.float64)).astype(np.float32)
        table = np.exp(seen - digamma(totals.astype(np.float64))[source_of]).astype(np.float32)
    return Posteriors(starts, link_values(pairs, table, null))


def _looked_up(matrix: SparseMatrix, rows: Ints, columns: Ints) -> Floats:
    """``matrix[rows, columns]`` for many single cells."""
    found = matrix.sorted()
    return cell_values(
        found.starts.astype(np.int64),
        found.columns,
        found.values.astype(np.float32),
        rows,
        columns,
    )
