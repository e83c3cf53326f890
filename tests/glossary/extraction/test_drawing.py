"""Pairs drawn by chance: as many as are wanted, the same in any order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import SentencePair
from glossary.extraction.drawing import drawn

PAIRS = [SentencePair(f"第{n}次会谈。", f"Round {n} of the talks.") for n in range(4000)]


@given(st.lists(st.sampled_from(PAIRS[:30])), st.integers(1, 40), st.randoms())
def test_what_is_drawn_depends_on_the_pairs_and_not_on_their_order(pairs, most, chance):
    found, number = drawn(pairs, most)
    assert (len(found), number) == (min(most, len(pairs)), len(pairs))
    if len(pairs) <= most:
        assert found == pairs
    other = random.Random(chance.random()).sample(pairs, len(pairs))  # noqa: S311
    assert sorted(p.zh for p in drawn(other, most)[0]) == sorted(p.zh for p in found)


def test_it_is_drawn_evenly():
    found, _ = drawn(PAIRS, 1000)
    place = {pair: number for number, pair in enumerate(PAIRS)}
    quarters = [0, 0, 0, 0]
    for pair in found:
        quarters[place[pair] // 1000] += 1
    assert all(200 < quarter < 300 for quarter in quarters)
