"""What is known of word pairs before the text is read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.extraction.word_alignment.word_prior import reverse_prior, word_prior
from tests.corpus.matrices.full import full

WORDS = [
    "外交", "务实外交", "国家", "韩国", "朴志勋", "nato", "2024", "地震", "隔离", "特朗普", "强震",
]  # fmt: skip
LEMMAS = [
    "diplomacy", "diplomatic", "foreign", "bridge", "nation", "national", "korea", "korean", "park",
    "nato", "2024", "earthquake", "quake", "isolate", "trump", "the", "strong",
]  # fmt: skip


def prior(words=WORDS, lemmas=LEMMAS, names=()):
    """p(lemma | word) by word and lemma."""
    table = word_prior(words, lemmas, names)
    assert table.shape == (len(words), len(lemmas))
    return {
        word: dict(zip(lemmas, row, strict=True))
        for word, row in zip(words, full(table).tolist(), strict=True)
    }


@pytest.fixture(scope="module")
def known():
    return prior(names=[("朴志勋", "park")])


@pytest.fixture(scope="module")
def table():
    return word_prior(WORDS, LEMMAS)


@pytest.mark.parametrize(
    ("word", "likely"),
    [
        ("外交", {"diplomacy", "diplomatic"}),
        ("国家", {"nation", "national"}),  # the dictionary has the noun alone
        ("韩国", {"korea", "korean"}),
        ("地震", {"earthquake", "quake"}),
        ("隔离", {"isolate"}),
        ("特朗普", {"trump"}),
        ("nato", {"nato"}),
        ("2024", {"2024"}),
        ("朴志勋", {"park"}),
    ],
)
def test_a_word_gives_its_renderings_most_of_its_mass(known, word, likely):
    mass = sum(known[word][lemma] for lemma in likely)
    assert mass > 0.5 * sum(known[word].values()) > 0
    others = [value for lemma, value in known[word].items() if lemma not in likely]
    assert min(known[word][lemma] for lemma in likely) > max(others)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("外交", "bridge"), ("国家", "korea"), ("nato", "2024"), ("朴志勋", "trump"), ("地震", "the")],
)
def test_what_nothing_speaks_for_has_no_prior(known, word, lemma):
    assert known[word][lemma] == 0.0


def test_rows_sum_to_one_at_most(known):
    assert all(0.0 <= sum(row.values()) <= 1.0 for row in known.values())


def test_a_word_that_no_dictionary_has_is_known_by_the_words_and_characters_in_it(known):
    assert known["务实外交"]["diplomacy"] > 0
    assert known["务实外交"]["diplomacy"] < known["外交"]["diplomacy"]
    assert known["强震"]["strong"] > 0
    shuffled = prior(["务外实交"])["务外实交"]  # the same characters, no word
    assert known["务实外交"]["diplomacy"] > 10 * shuffled["diplomacy"]


def test_the_only_gloss_of_a_word_is_likelier_than_not(known):
    assert known["地震"]["earthquake"] > 0.5


def test_an_adjective_has_half_of_its_noun():
    row = prior(["国家"], ["nation", "national"])["国家"]
    alone = prior(["国家"], ["national"])["国家"]
    assert row["national"] > 0.4 * row["nation"]
    assert alone["national"] == pytest.approx(row["national"])


def test_a_name_is_known_by_its_reading_alone(known):
    assert known["朴志勋"]["park"] == pytest.approx(0.7)
    assert prior()["朴志勋"]["park"] == 0.0


def test_names_of_words_that_do_not_occur_change_nothing():
    names = [("金正恩", "kim"), ("朴志勋", "jihoon"), ("文在寅", "park")]
    assert prior(names=names) == prior()


def test_a_name_that_was_found_twice_counts_once():
    assert prior(names=[("朴志勋", "park")] * 2) == prior(names=[("朴志勋", "park")])


@settings(max_examples=10)
@given(st.permutations(range(len(WORDS))), st.permutations(range(len(LEMMAS))))
def test_the_order_of_types_changes_nothing(table, words, lemmas):
    expected = full(table)[np.ix_(words, lemmas)]
    turned = word_prior([WORDS[k] for k in words], [LEMMAS[k] for k in lemmas])
    assert full(turned) == pytest.approx(expected, abs=1e-6)
    assert (turned.columns == turned.sorted().columns).all()


COUNTS = st.lists(st.integers(0, 50), min_size=len(WORDS), max_size=len(WORDS))


@given(COUNTS)
def test_the_other_direction_sums_to_one_at_most_and_knows_the_same_pairs(table, counts):
    turned = reverse_prior(table, np.array(counts))
    assert turned.shape == (len(LEMMAS), len(WORDS))
    assert full(turned).sum(axis=1).max() <= 1.0 + 1e-6
    assert ((full(turned) > 0) == (full(table) > 0).T).all()


def test_in_the_other_direction_the_more_frequent_word_is_likelier():
    table = word_prior(["地震", "强震"], ["earthquake", "quake"])
    rare, often = (full(reverse_prior(table, np.array(counts)))[0] for counts in ([1, 9], [9, 1]))
    assert rare[1] / rare[0] == pytest.approx(9 * often[1] / often[0])  # by the root of the count


@pytest.mark.parametrize(("words", "lemmas"), [([], LEMMAS), (WORDS, []), ([], [])])
def test_nothing(words, lemmas):
    table = word_prior(words, lemmas)
    assert table.shape == (len(words), len(lemmas))
    assert len(table.values) == 0
