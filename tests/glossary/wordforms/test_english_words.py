"""English text as the lemmas that count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.wordforms.english_words import content_lemmas


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("The two sides held talks.", ["two", "side", "hold", "talk"]),
        ("China’s and Korea's ministers", ["china", "and", "korea", "minister"]),
        ("They don't, can't and won't.", ["they", "do", "not", "can", "not", "and", "can", "not"]),
        ("of the a an to", []),
        ("well-known", ["well", "know"]),
        ("", []),
    ],
)
def test_english_text_as_lemmas(text, lemmas):
    assert content_lemmas(text) == lemmas


@given(st.text(max_size=40))
def test_lemmas_hold_no_capitals_no_spaces_and_are_never_empty(text):
    for token in content_lemmas(text):
        assert token
        assert token == token.lower()
        assert not any(c.isspace() for c in token)
