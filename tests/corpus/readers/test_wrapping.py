import textwrap

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.wrapping import joined

WORDS = st.lists(st.text("abcxyz“”—", min_size=1, max_size=9), min_size=1, max_size=30).map(
    " ".join
)


@given(WORDS, st.integers(10, 40))
def test_english_broken_at_spaces_is_joined_with_spaces(text, width):
    lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    assert joined(lines) == text


@given(st.text("会谈举行，。《》（）", min_size=1, max_size=80), st.integers(3, 20))
def test_chinese_broken_anywhere_is_joined_without_spaces(text, width):
    assert joined(text[i : i + width] for i in range(0, len(text), width)) == text


def test_a_hyphen_and_a_quotation_mark_at_the_border():
    assert joined(["a long-", "standing rule"]) == "a long-standing rule"
    assert joined(["他说：“", "会谈开始。”"]) == "他说：“会谈开始。”"
    assert joined(["said “no”", "“yes”"]) == "said “no” “yes”"
    assert joined(["使用", "Python", "语言"]) == "使用 Python 语言"
