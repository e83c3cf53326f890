"""Whether a translation is somewhere in a sentence, in another order or another spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.wordforms.families import family, is_rendered


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("pragmatic diplomacy", "He promised pragmatic diplomacy."),
        ("minister of foreign affairs", "The foreign affairs minister spoke."),  # in another order
        ("minister of foreign affairs", "A minister for foreign affairs."),  # other small words
        ("negotiation", "The negotiations went on."),  # inflected
        ("negotiate", "They negotiated."),
        ("policymaker", "A policy-maker spoke."),  # one word or two
        ("policy maker", "Policymakers spoke."),
        ("South Korea", "South Korean voters stayed at home."),  # of one family
        ("success", "He succeeds her."),
        ("diplomacy", "The diplomatic corps left."),
        ("socialism with Chinese characteristics",
         "socialism with distinct and modern Chinese characteristics"),
        ("经济合作", "合作与经济都很重要。"),
        ("一带一路", "“一帶一路”倡議"),  # the other script
        ("务实外交", "他谈到务实外交。"),
    ],
)  # fmt: skip
def test_a_translation_is_found(term, sentence):
    assert is_rendered(term, sentence)


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("pragmatic diplomacy", "He promised pragmatic steps."),  # half of it
        ("AI", "What a I thought."),  # too short to run together
        ("socialism with Chinese characteristics",
         "socialism, says the old book on many pages, has Chinese characteristics"),  # far apart
        ("外交", "他说的是交外的事。"),  # too short for another order
        ("外交政策", "外面的人来了，交了一份新的政策。"),  # too far apart
        ("South Korea", "North Korean voters"),
        ("state", "the nation"),
        ("talks on talks", "The talks failed."),  # the word twice
        ("一带一路", "一条路"),
        ("diplomacy", ""),
    ],
)  # fmt: skip
def test_no_translation_is_found(term, sentence):
    assert not is_rendered(term, sentence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("infection", "infected"),
        ("minister of foreign affairs", "the foreign affairs minister"),
        ("negotiation", "negotiations"),
        ("national interest", "interests of the nation"),
        ("policy maker", "policy-maker"),
        ("一带一路", "一帶一路"),
    ],
)
def test_translations_that_are_no_choice_between_words_are_one_family(one, other):
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quarantine", "isolation"),
        ("South Korea", "Republic of Korea"),
        ("trade talks", "trade talks talks"),
        ("negotiation", "negation"),
        ("合作", "协作"),
        ("合作", "作合"),
        ("ROK", "韩国"),
    ],
)
def test_translations_between_which_one_chooses_are_not(one, other):
    assert family(one) != family(other)


WORDS = ["trade", "talks", "bilateral", "of", "the", "negotiation", "Korea", "policies"]
TERMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@given(TERMS, TERMS)
def test_a_term_is_found_in_a_sentence_that_has_it_whole(term, rest):
    """As long as it has a word that is no function word; else the scanner finds it."""
    if set(term) - {"of", "the"}:
        assert is_rendered(" ".join(term), " ".join([*rest, *term, *rest]))


@given(TERMS, st.randoms())
def test_a_family_is_the_same_in_every_order(term, random):
    turned = random.sample(term, len(term))
    assert family(" ".join(term)) == family(" ".join(turned))
