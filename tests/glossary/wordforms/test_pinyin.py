import pytest

from glossary.wordforms.pinyin import Reading, query, readings


@pytest.mark.parametrize(
    ("term", "reading"),
    [
        ("务实外交", "wu4 shi2 wai4 jiao1"),
        ("務實外交", "wu4 shi2 wai4 jiao1"),
        ("重庆银行", "chong2 qing4 yin2 hang2"),  # and not zhong4 … xing2
        ("绿色", "lv4 se4"),
        ("5G网络", "5 g wang3 luo4"),
        ("《务实》", "wu4 shi2"),
    ],
)
def test_terms_are_read_by_their_words(term, reading):
    assert [str(found) for found in readings(term)] == [reading]


def test_a_character_with_two_readings_has_both():
    assert {str(found) for found in readings("行")} == {"hang2", "xing2"}


@pytest.mark.parametrize("term", ["", "NATO", "2026", "，"])
def test_what_is_no_chinese_has_no_reading(term):
    assert readings(term) == ()


@pytest.mark.parametrize("typed", ["wù shí", "wu4shi2", "Wu4 Shi2", "wù'shi2"])
def test_tone_marks_and_figures_mean_the_same(typed):
    wanted = query(typed)

    assert wanted.sound == "wushi"
    assert wanted.agrees(Reading.parse("wu4 shi2"))
    assert not wanted.agrees(Reading.parse("wu4 shi4"))


def test_a_tone_that_is_not_given_may_be_any():
    assert query("wushi2").agrees(Reading.parse("wu3 shi2"))


@pytest.mark.parametrize("typed", ["", "务实", "4", "a&b", "wu9"])
def test_what_cannot_be_a_reading_is_none(typed):
    assert query(typed) is None
