"""The stretches of comparable text that may be terms, with all their places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.analysis.glosses import glosses
from glossary.analysis.tokens import chinese_text, english_text
from glossary.extraction.coverage_phrases import (
    LONGEST_EN_WORDS,
    LONGEST_ZH_WORDS,
    bound_characters,
    chinese_phrases,
    countries,
    english_phrases,
)

PERSON = "朴志勋"
ZH = (
    "总统朴志勋昨日访华，双方讨论了中韩关系和经济合作。",
    "军事同盟不针对第三方。",
    "“萨德”系统的部署引发争议。",
    "經濟合作进展缓慢，经济合作有限，经济合作重要。",
    "外媒称韩企业很期待。",
)
EN = (
    "Pragmatic diplomacy matters, he said.",
    "The United States signed an agreement on economic cooperation.",
    "China Central Television reported that economic cooperation, and trade, are slow.",
    "They negotiated for days on “pragmatic diplomacy” in South Korea.",
    "It is an over-the-counter drug.",
    "Cross-border sales of the “security” system of Harbour Light Company fell.",
)


def chinese(*sentences):
    text = chinese_text(sentences, [PERSON])
    return {p.form: p for p in chinese_phrases(text, glosses(), frozenset([PERSON]))}


def english(*sentences):
    return {p.form: p for p in english_phrases(english_text(sentences), glosses())}


@pytest.fixture(scope="module")
def zh():
    return chinese(*ZH)


@pytest.fixture(scope="module")
def en():
    return english(*EN)


@pytest.mark.parametrize(
    ("form", "places"),
    [
        ("经济合作", (0, 3, 3, 3)),
        ("经济", (0, 3, 3, 3)),  # inside longer ones, too
        ("军事同盟", (1,)),
        ("萨德系统", (2,)),  # a quotation mark parts no term
        ("访华", (0,)),
        (PERSON, (0,)),
    ],
)
def test_a_chinese_phrase_has_every_place(zh, form, places):
    assert zh[form].places == places


@pytest.mark.parametrize(
    ("form", "places"),
    [
        ("economic cooperation", (1, 2)),
        ("cooperation", (1, 2)),
        ("pragmatic diplomacy", (0, 3)),
        ("over the counter drug", (4,)),
        ("agreement on economic cooperation", (1,)),
        ("negotiated", (3,)),
    ],
)
def test_an_english_phrase_has_every_place(en, form, places):
    assert en[form].places == places


@pytest.mark.parametrize(
    "form",
    [
        "访华双方",  # parted by a comma
        "总统朴志勋",  # a title and a name are two terms
        "的部署",  # a small word at an edge
        "系统的",
        "韩企业",  # a lone country is the end of something
        "军事",  # the text's own word is 军事同盟
    ],
)
def test_what_is_no_chinese_phrase(zh, form):
    assert form not in zh


@pytest.mark.parametrize(
    "form",
    [
        "cooperation and trade",  # parted by a comma
        "the united state",
        "united",  # a part of a name that the dictionary has
        "china central",
        "harbour light",  # the next word goes on with the name
        "on economic",
        "agreement on",
        "counter drug",  # hyphenated words stay whole
        "cross",
        "day",  # a unit of time
    ],
)
def test_what_is_no_english_phrase(en, form):
    assert form not in en


def test_phrases_have_a_few_words_at_most(zh, en):
    assert max(len(phrase.words) for phrase in zh.values()) == LONGEST_ZH_WORDS
    assert max(len(phrase.words) for phrase in en.values()) == LONGEST_EN_WORDS


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("经济合作", ["经济", "合作"]),
        ("军事同盟", ["军事", "同盟"]),  # a word of frequency lists alone
        ("中韩关系", ["中", "韩", "关系"]),  # each of the countries
        ("访华", ["访", "华"]),
        (PERSON, [PERSON]),
        ("讨论", ["讨论"]),
    ],
)
def test_the_units_of_a_chinese_phrase_are_the_words_that_a_dictionary_has(zh, form, words):
    text = chinese_text(ZH, [PERSON])
    named = [*text.types, *bound_characters(text), *countries()]
    assert [named[k] for k in zh[form].units] == words


@pytest.mark.parametrize(("word", "country"), [("美贸易", False), ("中韩关系", True)])
def test_a_lone_character_is_a_country_beside_another_alone(word, country):
    """美贸易 is a piece of 对美贸易, and 美 there may be anything."""
    text = chinese_text(["对美贸易下降，中韩关系改善。"])
    phrases = {p.form: p for p in chinese_phrases(text, glosses(), frozenset())}
    behind = len(text.types) + len(bound_characters(text))
    assert (max(phrases[word].units) >= behind) is country


def test_the_units_of_an_english_phrase_are_its_lemmas_without_articles(en):
    text = english_text(EN)
    units = en["agreement on economic cooperation"].units
    assert [text.lemma_names[k] for k in units] == ["agreement", "on", "economic", "cooperation"]
    assert [text.lemma_names[k] for k in en["over the counter drug"].units] == [
        "over", "counter", "drug",
    ]  # fmt: skip
    assert [text.lemma_names[k] for k in en["negotiated"].units] == ["negotiate"]


@pytest.mark.parametrize(
    ("form", "surfaces"),
    [
        ("经济合作", ("经济合作", "經濟合作")),  # of each script one, the more frequent first
        ("萨德系统", ("萨德系统",)),  # without half a pair of quotation marks
        ("访华", ("访华",)),
    ],
)
def test_a_chinese_phrase_as_published(zh, form, surfaces):
    assert zh[form].surfaces == surfaces


@pytest.mark.parametrize(
    ("form", "surface"),
    [
        ("pragmatic diplomacy", "pragmatic diplomacy"),  # not with the capital of a beginning
        ("united state", "United States"),
        ("south korea", "South Korea"),
        ("china central television", "China Central Television"),
        ("negotiated for day", "negotiated for days"),
        ("security system", "security system"),  # without quotation marks
        ("harbour light company", "Harbour Light Company"),
    ],
)
def test_an_english_phrase_as_published(en, form, surface):
    assert en[form].surfaces == (surface,)


def test_names_are_told_by_dictionary_reading_and_capitals(zh, en):
    assert {form for form, phrase in zh.items() if phrase.is_name} == {PERSON, "萨德"}
    names = {form for form, phrase in en.items() if phrase.is_name}
    assert {"united state", "south korea", "harbour light company"} <= names
    assert not {"economic cooperation", "pragmatic diplomacy", "security system"} & names


def test_verbs_quotations_and_stop_words_are_marked(zh, en):
    assert zh["讨论"].verb == 1.0 > zh["中韩关系"].verb
    assert en["negotiated"].verb == en["signed"].verb == 1.0 > en["agreement"].verb
    quoted = {form for form, phrase in en.items() if phrase.quoted}
    assert quoted == {"pragmatic diplomacy", "security"}
    assert en["agreement on economic cooperation"].has_stop
    assert not en["economic cooperation"].has_stop


def test_rarity_is_that_of_the_rarest_word(zh, en):
    assert zh["经济合作"].rarity == max(zh["经济"].rarity, zh["合作"].rarity)
    assert zh["经济"].rarity < 0 < zh["萨德"].rarity < zh[PERSON].rarity == pytest.approx(4.0)
    assert en["pragmatic diplomacy"].rarity == max(en["pragmatic"].rarity, en["diplomacy"].rarity)


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name():
    assert not english("Trade talks ended.")["trade talk"].is_name
    assert english("The Trade Talks ended.")["trade talk"].is_name
    assert not english("The Trade Talks ended; all trade talks do.")["trade talk"].is_name


@settings(max_examples=20)
@given(st.permutations(range(len(ZH))), st.permutations(range(len(EN))))
def test_the_order_of_sentences_renumbers_the_places_and_no_more(zh, en, chinese_order, other):
    for found, expected, order in (
        (chinese(*(ZH[k] for k in chinese_order)), zh, chinese_order),
        (english(*(EN[k] for k in other)), en, other),
    ):
        assert list(found) == list(expected)
        for form, phrase in expected.items():
            assert sorted(order[place] for place in found[form].places) == list(phrase.places)
            assert found[form].surfaces == phrase.surfaces
            assert (found[form].is_name, found[form].verb) == (phrase.is_name, phrase.verb)


def test_nothing():
    assert chinese() == english() == chinese("好。") == english("So it is.") == {}
