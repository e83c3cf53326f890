import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from tmx.search.tokens import find, form, language_of, normal, split
from tmx.search.vocabulary import Vocabulary, numbering

ZH, EN = Language


def test_any_chinese_character_makes_a_text_chinese():
    assert language_of("APEC会议") is ZH
    assert language_of("APEC 2025!") is EN


def test_width_case_and_script_make_no_difference_to_tokens():
    assert normal("ＡＰＥＣ 會議，３％", ZH) == normal("apec会议,3%", ZH)
    assert split(normal("Don’t say “3.5%”.", EN), EN) == [
        "don’t",
        "say",
        "“",
        "3",
        ".",
        "5",
        "%",
        "”",
        ".",
    ]
    assert form("３％", ZH) != form("3%", ZH)


def test_every_regions_spelling_matches_wholly():
    assert (
        form("這意味著衞生部門", ZH) == form("這意味着衛生部門", ZH) == form("这意味着卫生部门", ZH)
    )
    assert find("软着陆", "經濟軟著陸了", ZH) == (2, 5)


@given(st.text(max_size=40), st.sampled_from(Language))
def test_a_text_contains_itself(text, language):
    start, end = find(text, text, language)
    assert 0 <= start <= end <= len(text)
    assert split(normal(text[start:end], language), language) == split(
        normal(text, language), language
    )


@pytest.mark.parametrize("language", Language)
@given(data=st.data())
def test_numbers_stand_for_tokens(language, data):
    texts = [normal(t, language) for t in data.draw(st.lists(st.text(max_size=20), max_size=6))]
    numbers = numbering(language)
    encoded = [*numbers.encode(texts[:3]), *numbers.encode(texts[3:])]
    listed = numbers.tokens()
    expected = [token for text in texts for token in (*split(text, language), "\0")]
    assert [listed[number] for number in encoded] == expected
    assert len(set(listed)) == len(listed)


@given(
    st.sets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), st.text("ab国𠮷\uffff")
)
def test_a_vocabulary_finds_tokens_and_beginnings(tokens, wanted):
    ordered = ["\0", *sorted(tokens - {"\0"})]
    vocabulary = Vocabulary(Vocabulary.arrays(ordered))
    assert [ordered[n] for n in vocabulary.exactly(wanted)] == [t for t in ordered if t == wanted]
    assert [ordered[n] for n in vocabulary.beginning(wanted)] == [
        token for token in ordered if token.startswith(wanted)
    ]
