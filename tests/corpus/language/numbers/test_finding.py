from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.numbers.finding import NumberKind, numbers
from corpus.model import Language


def figures(text, language):
    """Values and kinds, whatever their order: dates are written in several."""
    return sorted((number.value, number.kind) for number in numbers(text, Language(language)))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2026年1月4日至7日", "Jan 4 to 7, 2026"),
        ("2026年1月4日", "4 January 2026"),
        ("二〇二六年一月四日", "January 4th, 2026"),
        ("2026-01-04", "2026-01-04"),
        ("去年5月", "in May last year"),
        ("20世纪90年代", "the 1990s"),
        ("上世纪八十年代", "the 80s"),
        ("3.5亿人", "350 million people"),
        ("38 万人", "380,000 people"),
        ("1亿2000万元", "120 million yuan"),
        ("１２３万", "1.23 million"),
        ("韓國1.2萬億元", "$1.2tn"),
        ("三点五亿", "350mn"),
        ("一百万人", "a million people"),
        ("两千三百名", "2,300"),
        ("三万五", "thirty-five thousand"),
        ("一百零五", "one hundred and five"),
        ("一百二十三", "one hundred twenty-three"),
        ("十万", "one hundred thousand"),
        ("三成受访者", "30 percent of respondents"),
        ("七成五", "75%"),
        ("百分之三十五", "thirty-five per cent"),
        ("12.5%", "12.5 pct"),
        ("0.5个百分点", "0.5 percentage points"),
        ("三分之二", "two-thirds"),
        ("四分之三", "three quarters"),
        ("第三次会议", "the third meeting"),
        ("第21届", "the 21st"),
        ("21世纪", "the twenty-first century"),
        ("首次访问", "the first visit"),
        ("三名官员和十年", "three officials and ten years"),
        ("2024-2026", "2024–2026"),
        ("价值500万美元", "$5m"),
        ("2000人", "2,000 people"),
    ],
)
def test_the_same_figures_are_equal_in_both_languages(zh, en):
    assert figures(zh, "zh") == figures(en, "en") != []


@pytest.mark.parametrize(
    "text",
    [
        "一个中国政策",
        "三星和四川",
        "五角大楼",
        "周三",
        "星期五",
        "十分重要",
        "七八个人",
        "上百万",
        "十几人",
        "万一",
    ],
)
def test_what_is_no_figure_in_chinese(text):
    assert numbers(text, Language.ZH) == []


@pytest.mark.parametrize(
    "text",
    ["One-China policy", "They may march on.", "hundreds of millions", "nineteen eighty-four"],
)
def test_what_is_no_figure_in_english(text):
    assert numbers(text, Language.EN) == []


def test_seconds_are_counted_but_a_second_visit_is_the_second():
    assert figures("30 second clip", "en") == [(Decimal(30), NumberKind.NUMBER)]
    assert figures("a second visit", "en") == [(Decimal(2), NumberKind.ORDINAL)]


def test_offsets():
    text = "增长３．５亿，占三成。"
    assert [text[n.start : n.end] for n in numbers(text, Language.ZH)] == ["３．５亿", "三成"]


HAN = "零一二三四五六七八九"


def in_chinese(number):
    """The numeral for 0 < number < 10**8, as it is written out."""
    if number >= 10**4:
        rest = number % 10**4
        gap = "零" if rest and rest < 1000 else ""
        return f"{in_chinese(number // 10**4)}万{gap}{in_chinese(rest) if rest else ''}"
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + HAN[digit] + name
            gap = False
        else:
            gap = True
    return text


@settings(deadline=None)  # the first call loads tables
@given(st.integers(10, 10**8 - 1))
def test_numerals_written_out(number):
    assert [n.value for n in numbers(f"共{in_chinese(number)}元", Language.ZH)] == [number]


@settings(deadline=None)  # the first call loads tables
@given(st.integers(0, 10**12))
def test_thousands_separators(number):
    for language in Language:
        assert [n.value for n in numbers(f"({number:,})", language)] == [number]


@settings(deadline=None)  # the first call loads tables
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("0123456789零一二十百千万亿点年月日第成分之%,. onetwJanMay-"),
            st.characters(),
        )
    )
)
def test_any_text_gives_ordered_ranges(text):
    for language in Language:
        found = [place for n in numbers(text, language) for place in (n.start, n.end)]
        assert found == sorted(found)


@given(
    st.lists(
        st.sampled_from(
            [
                "one",
                "five",
                "six",
                "sixty",
                "hundred",
                "million",
                "and",
                "half",
                "third",
                "5",
                "12",
                "$5k",
                "%",
            ]
        )
    ),
    st.data(),
)
def test_letters_that_count_as_others_end_nothing(words, data):
    """ſ, ı, İ and the sign for Kelvin are s, i and k where case does not matter."""
    alike = {"s": "sſ", "i": "iıİ", "k": "k\u212a"}
    text = "".join(data.draw(st.sampled_from(alike.get(c, c))) for c in " ".join(words))
    for number in numbers(text, Language.EN):
        assert text[number.start : number.end].isascii() or number.kind is NumberKind.NUMBER
