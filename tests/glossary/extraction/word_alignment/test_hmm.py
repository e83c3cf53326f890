"""The word aligner, on a language of three words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from corpus.kernels.arrays import ragged
from glossary.extraction.word_alignment.hmm import posteriors
from glossary.extraction.word_alignment.hmm_kernels import digamma
from tests.corpus.matrices.full import of_full


def test_links_are_learnt_from_co_occurrence() -> None:
    source = ragged([[0, 1], [0, 2], [1, 2], [0], [1], [2, 0]])
    target = ragged([[1, 2], [1, 0], [2, 0], [1], [2], [0, 1]])
    links = posteriors(source, target, 3, 3, of_full(np.zeros((3, 3), np.float32)))
    for i, (a, b) in enumerate(zip([2, 2, 2, 1, 1, 2], [2, 2, 2, 1, 1, 2], strict=True)):
        block = links.values[links.starts[i] : links.starts[i + 1]].reshape(a, b)
        right = source.row(i)[:, None] == (target.row(i)[None, :] - 1) % 3
        assert block[right].min() > block[~right].max() if (~right).any() else block.min() > 127


def test_prior_decides_where_the_text_says_nothing() -> None:
    prior = of_full(np.array([[0.0, 0.9], [0.9, 0.0]], np.float32))
    links = posteriors(ragged([[0, 1]]), ragged([[0, 1]]), 2, 2, prior)
    block = links.values.reshape(2, 2)
    assert block[0, 1] > 200
    assert block[1, 0] > 200


def test_empty_sentences() -> None:
    nothing = of_full(np.zeros((1, 1), np.float32))
    assert len(posteriors(ragged([[], [0]]), ragged([[0], []]), 1, 1, nothing).values) == 0


@given(st.lists(st.floats(1e-6, 1e9), max_size=9))
def test_the_derivative_of_log_gamma_is_scipys_but_for_the_last_digits(values) -> None:
    found, expected = digamma(np.array(values, np.float64)), special.digamma(values)
    assert np.allclose(found, expected, rtol=1e-13, atol=1e-14)
