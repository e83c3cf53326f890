"""Names stand in a text as they are spelled; common nouns may be inflected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.verification.spelling import is_same, near_name, stands

NAMES = {"陆敏哲": "Lu Minzhe", "段宏亮": "Duan Hongliang", "白沙湾": "Baishawan"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@given(st.sampled_from([*NAMES.items()]), st.data())
def test_a_name_with_one_letter_wrong_does_not_stand_and_the_right_one_is_near(item, data):
    zh, name = item
    place = data.draw(st.integers(name.find(" ") + 2, len(name) - 1))
    letter = data.draw(st.sampled_from(LETTERS.replace(name[place], "").replace("s", "")))
    wrong = data.draw(
        st.sampled_from(
            [name[:place] + letter + name[place + 1 :], name[:place] + name[place + 1 :]]
        )
    )
    sentence = f"Yesterday {name}, who spoke first, agreed."
    assert stands(name, sentence)
    assert not stands(wrong, sentence)
    assert near_name(zh, wrong, sentence) == name


@pytest.mark.parametrize(
    ("zh", "en", "text", "near"),
    [
        ("陆敏哲", "Lu Min Zhe", "“Yes,” Lu Minzhe's son said.", "Lu Minzhe"),
        ("白沙湾", "Bai Sha Wan", "In Baishawan it rained.", "Baishawan"),
        ("伊朗", "Iran", "Iraq closed its border.", ""),
        ("南苏丹", "South Sudan", "North Sudan closed its border.", ""),
        ("灯塔", "lighthouse", "The Lightmouse was closed.", ""),
    ],
)
def test_near_is_what_is_read_alike_and_no_other_name(zh, en, text, near):
    assert near_name(zh, en, text) == near


@pytest.mark.parametrize(
    ("term", "other", "same"),
    [
        ("tide table", "Tide Tables", True),
        ("South Korea", "South Korean", True),
        ("Lu Minzhe", "Lu Minzhen", False),
        ("tide competence", "tide competition", False),
    ],
)
def test_common_words_may_have_other_forms(term, other, same):
    assert is_same(term, other) is same
