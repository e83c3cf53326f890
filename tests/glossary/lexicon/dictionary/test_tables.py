"""What the lexical model knows from CC-CEDICT and the frequency lists."""

import numpy as np
import pytest

from corpus.kernels.arrays import ragged
from glossary.lexicon.dictionary.tables import LONGEST_WORD, dictionary_tables
from tests.corpus.matrices.full import full


@pytest.fixture(scope="module")
def tables():
    return dictionary_tables()


def best(matrix, row, names, count=3):
    """The names of the greatest values of a row."""
    cells = matrix.taken(np.array([row]))
    order = np.argsort(-cells.values)[:count]
    return [names[column] for column in cells.columns[order]]


def share(matrix, row, column):
    return float(full(matrix.taken(np.array([row])))[0, column])


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("外交", "diplomacy"),
        ("务实", "pragmatic"),
        ("总统", "president"),
        ("地震", "earthquake"),
        ("渔业", "fishery"),
        ("欧盟", "eu"),  # European Union; EU
        ("半导体", "semiconductor"),
    ],
)
def test_a_word_and_its_gloss_find_each_other(tables, zh, en):
    word, unit = tables.zh_words.index(zh), tables.en_words.index(en)
    assert en in best(tables.direct, word, tables.en_words)
    assert share(tables.reverse, unit, word) > 0


def test_probabilities_are_probabilities(tables):
    assert tables.direct.row_sums() == pytest.approx(1.0, abs=1e-3)
    for matrix in (
        tables.direct,
        tables.reverse,
        tables.direct_synonyms(np.arange(tables.headwords)),
        tables.reverse_synonyms(np.arange(len(tables.en_words))),
        tables.character_direct,
        tables.character_reverse,
    ):
        assert matrix.values.min() > 0
        assert matrix.row_sums().max() <= 1 + 1e-3


def test_shapes_and_orders(tables):
    words, lemmas = tables.headwords, len(tables.en_words)
    assert tables.direct.shape == (words, lemmas)
    assert tables.reverse.shape == (lemmas, words)
    assert tables.walk.shape == (lemmas, lemmas)
    assert tables.character_direct.shape == (len(tables.characters), lemmas)
    assert tables.character_reverse.shape == (lemmas, len(tables.characters))
    assert len(set(tables.zh_words)) == len(tables.zh_words) == len(tables.zh_frequency)
    assert tables.zh_words[:words] == sorted(tables.zh_words[:words])
    assert tables.en_words == sorted(set(tables.en_words))
    assert len(tables.en_words) == len(tables.en_frequency)
    assert (np.diff(tables.characters) > 0).all()
    assert len(tables.characters) == len(tables.syllables)
    assert max(map(len, tables.zh_words)) <= LONGEST_WORD
    assert tables.zh_frequency.min() > 0


def test_the_common_word_is_the_likelier_translation(tables):
    """社长 is glossed president too, of a newspaper or a society."""
    president = tables.en_words.index("president")
    common, rare = tables.zh_words.index("总统"), tables.zh_words.index("社长")
    assert share(tables.reverse, president, common) > 2 * share(tables.reverse, president, rare)


def test_words_with_a_gloss_in_common_explain_each_others_translations(tables):
    """No entry of 开会 says “conference”; others that say “meeting” do."""
    word, unit = tables.zh_words.index("开会"), tables.en_words.index("conference")
    assert share(tables.direct, word, unit) == 0
    assert share(tables.direct_synonyms(np.array([word])), 0, unit) > 0


@pytest.mark.parametrize("numbers", [[], [-1], [3, 10**9, 3], [7, 2]])
def test_rows_of_synonyms_are_those_that_are_asked_for(tables, numbers):
    for found, size in (
        (tables.direct_synonyms, tables.headwords),
        (tables.reverse_synonyms, len(tables.en_words)),
    ):
        rows = full(found(np.array(numbers, np.int64)))
        assert len(rows) == len(numbers)
        for number, row in zip(numbers, rows, strict=True):
            inside = 0 <= number < size
            assert (row == (full(found(np.array([number])))[0] if inside else 0)).all()


def test_characters_know_what_their_words_mean(tables):
    codes = tables.characters.tolist()
    for character, lemma in (("税", "tax"), ("鱼", "fish"), ("震", "earthquake")):
        row = codes.index(ord(character))
        assert lemma in best(tables.character_direct, row, tables.en_words)


def test_a_character_is_read_as_a_surname_if_it_is_one(tables):
    reading = dict(zip(tables.characters.tolist(), tables.syllables, strict=True))
    assert [reading[ord(c)] for c in "习近平吕单"] == ["xi", "jin", "ping", "lv", "shan"]


def test_lists_as_rows():
    rows = ragged([[1], [], [2, 3]])
    assert rows.starts.tolist() == [0, 1, 1, 3]
    assert rows.tokens.tolist() == [1, 2, 3]
    assert len(ragged([])) == 0
