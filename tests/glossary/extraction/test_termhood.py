"""The probability that a terminologist keeps a pair: what raises and what lowers it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.entries import Category, Status
from glossary.extraction.found_pair import FoundPair
from glossary.extraction.termhood import EVIDENCE, MOST_FAULTY, evidence, termhoods, with_termhood

CHAIN = FoundPair(
    "供应链", "supply chain", ("供应链",), "supply chain", 3.0, 0.9, 3, sure=True, logits=(3.0, 3.0)
)


def test_terms_go_before_words_of_general_language():
    thing = replace(CHAIN, zh="东西", en="thing", zh_surfaces=("东西",), en_surface="thing")

    term, word = termhoods([CHAIN, thing])

    assert term > word


def test_what_is_surely_none_is_hardly_one():
    cut = replace(CHAIN, zh_surfaces=("供应链·",))
    number = replace(
        CHAIN,
        zh="三公里",
        en="three kilometre",
        zh_surfaces=("三公里",),
        en_surface="three kilometres",
    )
    found = with_termhood([CHAIN, cut, number])

    assert found[0].termhood > MOST_FAULTY
    assert [pair.termhood <= MOST_FAULTY for pair in found[1:]] == [True, True]
    assert found[0].strength > found[1].strength
    assert [pair.category for pair in found] == [Category.TERM, Category.TERM, Category.QUANTITY]


def test_what_the_dictionary_suggests_is_left_as_it_is():
    suggested = replace(CHAIN, status=Status.SUGGESTED, logits=None)

    assert with_termhood([suggested]) == [suggested]


@pytest.mark.parametrize("order", ["termlike", "frequent"])
def test_termhood_does_not_depend_on_the_order(order):
    (found,) = with_termhood([CHAIN], order)

    assert found.termhood == with_termhood([CHAIN])[0].termhood


def test_nothing_is_nothing():
    assert with_termhood([]) == []
    assert len(termhoods([])) == 0


TEXT = st.text(st.sampled_from("中国法第三·-ab C的"), min_size=1, max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT, st.floats(-9, 9), st.booleans()), min_size=1, max_size=4))
def test_any_pair_has_finite_evidence_and_a_probability(rows):
    pairs = [
        FoundPair(
            zh, en.lower(), (zh,), en, strength, 0.5, 1, is_name=aligned,
            logits=(strength, 0.0) if aligned else None,
        )
        for zh, en, strength, aligned in rows
    ]  # fmt: skip
    matrix = evidence(pairs)

    assert matrix.shape == (len(pairs), len(EVIDENCE))
    assert np.isfinite(matrix).all()
    assert all(0 <= pair.termhood <= 1 for pair in with_termhood(pairs))
