"""Figures that can be compared, numbers of headings, contradictions."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.evidence.figure_kernels import NO_HEADING, contradictions, headings_differ
from align.evidence.figures import figures
from corpus.model import Language

ZH, EN = Language.ZH, Language.EN


def comparable(text, language):
    found = figures([text], language)
    return found.values[found.comparable].tolist()


def contradicting(zh, en):
    sides = figures([zh], ZH), figures([en], EN)
    return bool(contradictions(*sides, np.array([[0, 1, 0, 1]]))[0])


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("超过八千名读者前来参观。", ZH, [8000]),
        ("藏书一百二十万册，增加了四成。", ZH, [1_200_000, 40]),
        ("The library holds 1.2 million books, 40 percent more.", EN, [1_200_000, 40]),
        ("全国有1，800万种。", ZH, [18_000_000]),  # a full-width comma between groups of digits
        ("约有 38 万居民。", ZH, [380_000]),
        ("耗资三千二百万元。", ZH, [32_000_000]),
        ("It cost $4.2 million.", EN, [4_200_000]),
        ("门票八十元，从前五百文。", ZH, []),  # small sums and old ones are converted
        ("The fare was $15, once two thousand taels.", EN, []),
        ("中间价报6.8231元。", ZH, [6.8231]),
        ("3.5 percent of them came.", EN, [3.5]),  # no list number
        ("温度为6.31±0.02。", ZH, []),
        ("民國113年修正。", ZH, []),  # a year of another era
        ("走了十二里路。", ZH, []),
        ("They walked four miles.", EN, []),
        ("三三两两的人。", ZH, []),
        ("罗小四回来了。", ZH, []),
        ("来了四位客人。", ZH, [4]),
        ("早上7：30开门，已有一百多亿年。", ZH, []),
        ("30小时后充电90分钟。", ZH, [90]),
        ("The doors open at 7:30, as for four decades.", EN, []),
        ("Half a million came.", EN, []),
        ("19世纪的铁路。", ZH, []),
        ("A railway of the 19th century.", EN, []),
        ("She had two or three friends, one in five of them abroad.", EN, []),
        ("Between 14 and 22 million people.", EN, [22_000_000]),
        ("Threescore and ten men, four and twenty ships.", EN, []),
        ("四、其他。", ZH, []),  # a list number
        ("(12) Others.", EN, []),
        ("3.1.9 Others.", EN, []),
        ("A woman in her 40s.", EN, []),
        ("", EN, []),
    ],
)
def test_figures_that_a_translation_would_state(text, language, values):
    assert comparable(text, language) == values


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("第一百零七條 罰則", ZH, [107]),
        ("第 107 条", ZH, [107]),
        ("第三章　归来", ZH, [3]),
        ("（第2節）", ZH, [2]),
        ("第一卷 第三章", ZH, [1, 3]),
        ("第十條之二", ZH, [10.002]),
        ("图2.1 结构", ZH, [2.001]),
        ("他读到第三章。", ZH, []),
        ("Article 107", EN, [107]),
        ("Article 10-2", EN, [10.002]),
        ("Chapter Three: Home", EN, [3]),
        ("PART ONE", EN, [1]),
        ("Chapter XIV", EN, [14]),
        ("Book One, Chapter 3", EN, [1, 3]),
        ("Figure 2-1 shows it.", EN, [2.001]),
        ("He read chapter three.", EN, []),
        ("Part of the house", EN, []),
        ("Notes", EN, []),
    ],
)
def test_numbers_of_headings(text, language, numbers):
    row = figures([text], language).headings[0]
    assert row[row != NO_HEADING].tolist() == numbers


@pytest.mark.parametrize(
    ("zh", "en", "differ"),
    [
        ("第107條", "Article 109", True),
        ("第107條", "Article 107", False),
        ("第107條之1", "Article 107", True),
        ("第一卷 第三章", "Chapter 3", False),
        ("第三章", "Notes", False),
    ],
)
def test_headings_differ(zh, en, differ):
    assert headings_differ(figures([zh], ZH), figures([en], EN), 0, 1, 0, 1) == differ


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("超过八千名读者。", "It holds 1.2 million books, 40 percent more."),
        ("共有五百名工人。", "The garden has 60 kinds of plants."),
        ("他生于1957年。", "He was born in 1962."),
        ("第107條", "Article 109"),
        ("释放2.4万亿元。", "It released 470 billion yuan."),
        ("释放2.4万亿元。", "It released 240 billion yuan."),  # a unit misread
        ("新臺幣250億元", "NT$520 billion"),
        ("出口八千万美元。", "Exports of US$30m."),
        ("中间价报6.8231元。", "The rate was set at 6.8321 yuan."),
        ("下调98个基点。", "It was cut by 89 basis points."),
        ("增长3.47%。", "It grew by 3.74 percent."),
        ("共有487人。", "There were 478 people."),
    ],
)
def test_what_contradicts(zh, en):
    assert contradicting(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("近五千人。", "Some 4,870 people."),  # rounded
        ("八千人，其中四十名儿童。", "8,000 people came."),  # not all
        ("花了五百元。", "It cost 70 dollars."),  # converted
        ("耗资七亿元。", "It cost $100 million."),
        ("耗资二十五億元。", "It cost NT$3 billion."),  # 元 of Taiwan
        ("释放2.38万亿元。", "It released some 2.4 trillion yuan."),  # rounded
        ("耗资五千多万美元。", "It cost $52 million."),
        ("耗资7亿元（约1亿美元）。", "It cost $100 million."),
        ("加息25个基点。", "Rates rose by a quarter of a percentage point, or 0.25 percent."),
        ("增长3.47%。", "It grew by 3.5 percent."),
        ("增长三分之一。", "It grew by 0.33."),
        ("走了十里。", "They walked five kilometres."),
        ("民國九十六年修正。", "Amended in 2007."),
        ("九十六年修正。", "Amended in 2007."),
        ("1995年宣言", "The '95 manifesto"),
        ("2.6万个碱基", "26 kilobases"),
        ("功率六千瓩", "6,000 kilowatts"),  # one side knows the unit
        ("5月去了北京。", "He went with twelve friends."),  # of two kinds
        ("没有数字。", "Over 8,000 came."),
    ],
)
def test_what_does_not(zh, en):
    assert not contradicting(zh, en)


TEXTS = ["八千人。", "无。", "1995年，九百只羊。", "第三章", "花了五百元。", ""]


@given(st.lists(st.sampled_from(TEXTS), max_size=8), st.data())
def test_a_part_is_what_its_sentences_state(texts, data):
    first = data.draw(st.integers(0, len(texts)))
    last = data.draw(st.integers(first, len(texts)))
    part, own = figures(texts, ZH).part(range(first, last)), figures(texts[first:last], ZH)
    for one, other in zip(part, own, strict=True):
        assert np.array_equal(one, other)


@given(st.integers(1000, 10**13), st.sampled_from([("元", " yuan"), ("美元", " dollars")]))
@example(1911, ("元", " yuan"))  # twice that is no year of the Republic
def test_a_sum_never_contradicts_itself(value, units):
    zh, en = units
    assert not contradicting(f"共{value}{zh}。", f"It came to {value:,}{en}.")
    assert contradicting(f"共{value}{zh}。", f"It came to {2 * value:,}{en}.")


@given(st.decimals(0, 10**5, places=4))
def test_a_decimal_never_contradicts_itself(value):
    assert not contradicting(f"指数为{value}。", f"The index was {value}.")


@given(st.integers(10**4, 10**7), st.integers(1, 3))
def test_a_count_never_contradicts_what_it_is_rounded_to(value, places):
    rounded = round(value, -places)
    assert not contradicting(f"共有{value}人。", f"There were some {rounded:,} people.")


@given(st.integers(4, 10**7))
def test_a_figure_never_contradicts_itself(value):
    assert not contradicting(f"共有{value}人。", f"There were {value:,} people.")


@pytest.mark.parametrize("heading", ["Chapter İV. Scope", "Article ıx", "Part ſeven", "ⅫV. Scope"])
def test_numerals_in_letters_that_only_look_alike_end_nothing(heading):
    assert len(figures([heading], EN).starts) == 2
