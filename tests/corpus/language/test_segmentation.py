from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.segmentation import WordSegmenter, english_tokens

SEGMENTER = WordSegmenter()


def test_words_without_white_space():
    assert SEGMENTER.words("韩国总统 访问北京。") == ["韩国", "总统", "访问", "北京", "。"]


def test_traditional_text_is_segmented_as_its_simplified_form():
    assert SEGMENTER.words("韓國總統訪問北京") == ["韓國", "總統", "訪問", "北京"]
    assert [word for word, _ in SEGMENTER.tagged("韓國總統")] == ["韓國", "總統"]


def test_words_of_the_user_stay_whole_in_both_scripts():
    segmenter = WordSegmenter(["泽连斯基", "務實外交"])
    assert "泽连斯基" in segmenter.words("泽连斯基到访")
    assert "务实外交" in segmenter.words("他谈到务实外交")
    assert "務實外交" in segmenter.words("他談到務實外交")


def test_the_order_of_user_words_makes_no_difference():
    words = ["一带一路", "带一路", "泽连斯基"]
    text = "泽连斯基谈一带一路"
    assert WordSegmenter(words).words(text) == WordSegmenter(reversed(words)).words(text)


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("韩国總統訪問 a1.,。\u3000"), st.characters(exclude_categories=["Cs"])
        )
    )
)
def test_offsets_hold_and_nothing_is_lost(text):
    tokens = SEGMENTER.tokens(text)
    assert all(text[start:end] == word for word, start, end in tokens)
    assert "".join(SEGMENTER.words(text)).split() == "".join(word for word, _, _ in tokens).split()
    assert "".join("".join(w.split()) for w, _, _ in tokens) == "".join(text.split())


def test_english_tokens():
    text = "The U.S.'s long-term growth: Lee’s 1,234.5 (don't ask)"
    tokens = english_tokens(text)
    assert [token for token, _, _ in tokens] == [
        "The", "U.S.", "s", "long", "term", "growth", "Lee’s", "1,234.5", "don't", "ask",
    ]  # fmt: skip
    assert all(text[start:end] == token for token, start, end in tokens)
