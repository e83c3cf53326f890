"""Whether a name goes on where it stands."""

from corpus.model import SentencePair
from glossary.extraction.looks import SURROUNDINGS, surroundings


def beside(zh, en, *contexts):
    shares = surroundings([zh], en, [SentencePair(*context) for context in contexts])
    return dict(zip(SURROUNDINGS, shares, strict=True))


def test_a_name_that_is_cut_has_the_rest_beside_it():
    found = beside("罗西", "Maria", ("玛丽亚·罗西到了。", "Yesterday Maria Rossi arrived."))

    assert found["en name behind"] == 1.0
    assert found["zh name before"] == 1.0
    assert not found["en name before"]
    assert not found["zh name behind"]


def test_a_capital_at_the_start_of_a_sentence_is_no_name():
    found = beside("罗西", "Rossi", ("罗西到了。", "When Rossi arrived, it rained."))

    assert not any(found.values())


def test_lower_case_terms_are_not_cut_by_names():
    found = beside("银行", "bank", ("世界银行", "the Rossi bank Group"))

    assert not any(found.values())


def test_shares_are_those_of_the_contexts():
    found = beside("罗西", "Maria", ("罗西来。", "Then Maria came."), ("罗西", "Then Maria Rossi"))

    assert found["en name behind"] == 0.5
    assert not any(beside("罗西", "Maria").values())
