import pytest

from glossary.wordforms.derivation import are_related


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("korea", "korean"),
        ("china", "chinese"),
        ("france", "french"),
        ("diplomacy", "diplomatic"),
        ("cooperate", "cooperation"),
        ("succeed", "success"),
        ("stable", "stability"),
        ("decide", "decision"),
        ("economy", "economics"),
        ("immunity", "immunization"),
        ("expose", "exposure"),
        ("precise", "precision"),
        ("organisation", "organize"),
        ("labour", "labor"),
        ("centre", "center"),
        ("programme", "program"),
        ("trust", "trust"),
    ],
)
def test_words_of_one_family_are_related_both_ways(word, other):
    assert are_related(word, other)
    assert are_related(other, word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("trust", "respect"),
        ("interest", "international"),
        ("contract", "control"),
        ("austria", "australia"),
        ("the", "then"),
        ("port", "portfolio"),
    ],
)
def test_a_common_beginning_alone_makes_no_family(word, other):
    assert not are_related(word, other)
