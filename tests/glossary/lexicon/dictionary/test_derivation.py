"""How definitions become probabilities."""

import numpy as np
import pytest

from glossary.lexicon.dictionary.derivation import _clean, _gloss_matrix
from glossary.wordforms.english_words import content_lemmas
from tests.corpus.matrices.full import full


@pytest.mark.parametrize(
    ("gloss", "words"),
    [
        ("pragmatic (attitude)", ["pragmatic"]),
        ("(onom.) bang", ["bang"]),
        ("(dialect)", ["dialect"]),
        ("capital of 江蘇|江苏[Jiang1 su1] province", ["capital", "province"]),
    ],
)
def test_a_gloss_without_its_remarks(gloss, words):
    assert content_lemmas(_clean(gloss)) == words


def test_rare_lemmas_carry_a_definition_and_early_ones_weigh_more():
    definitions = {"务实": [(("be", "pragmatic"), 1.0), (("practical",), 0.5)]}
    index = {"be": 0, "practical": 1, "pragmatic": 2}
    row = _gloss_matrix(["务实"], definitions, index, np.array([0.1, 0.9, 0.9], np.float32))
    assert full(row)[0] == pytest.approx([0.1 / 1.5, 0.5 / 1.5, 0.9 / 1.5])
