"""Sums whose currency both languages name, rates of exchange, basis points."""

import pytest

from align.evidence.money import Currency, are_basis_points, currency, is_rate
from corpus.language.numbers.finding import numbers
from corpus.model import Language

ZH, EN = Language.ZH, Language.EN


def currencies(text, language):
    return [currency(text, number, language) for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("投资6000元", ZH, Currency.CNY),
        ("投资三亿多元", ZH, Currency.CNY),
        ("人民币约2.4万亿元", ZH, Currency.CNY),
        ("出口八千万美元", ZH, Currency.USD),
        ("新臺幣250億元", ZH, Currency.TWD),
        ("250億元新台幣", ZH, Currency.TWD),
        ("港币5000万元", ZH, Currency.HKD),
        ("贷款2亿欧元", ZH, Currency.EUR),
        ("三万英镑", ZH, Currency.GBP),
        ("900亿日圆", ZH, Currency.JPY),
        ("It invested 6,000 yuan.", EN, Currency.CNY),
        ("some RMB 2.4 trillion", EN, Currency.CNY),
        ("a 3-billion-yuan loan", EN, Currency.CNY),
        ("It cost $2000.", EN, Currency.USD),
        ("exports of US$80m", EN, Currency.USD),
        ("eighty million U.S. dollars", EN, Currency.USD),
        ("NT$25 billion", EN, Currency.TWD),
        ("25 billion New Taiwan dollars", EN, Currency.TWD),
        ("HK$50 million", EN, Currency.HKD),
        ("200 million euros", EN, Currency.EUR),
        ("£30,000", EN, Currency.GBP),
        ("90 billion yen", EN, Currency.JPY),
    ],
)
def test_currencies_that_are_named(text, language, found):
    assert currencies(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("车票15元", ZH),  # small change
        ("The ticket was $15.", EN),
        ("三千两银子", ZH),  # old money
        ("五万贯钱", ZH),
        ("three thousand taels", EN),
        ("数十亿元", ZH),  # vague
        ("half a billion dollars", EN),
        ("每亩收入6000元", ZH),  # by a measure
        ("6,000 yuan per hectare", EN),
        ("A$2 million", EN),  # dollars of others
        ("2 million Australian dollars", EN),
        ("¥50,000", EN),  # yuan or yen
        ("five thousand people", EN),
        ("between two million and three million dollars", EN),
        ("2024年的人民币汇率", ZH),
    ],
)
def test_sums_that_are_not_told(text, language):
    assert not any(found is not None for found in currencies(text, language))


@pytest.mark.parametrize(
    ("text", "language", "rate", "points"),
    [
        ("报6.8231元", ZH, True, False),
        ("at 6.8231 yuan", EN, True, False),
        ("长1.2345公里", ZH, False, False),
        ("每升7.15元", ZH, False, False),
        ("下调98个基点", ZH, False, True),
        ("調升25基點", ZH, False, True),
        ("a 25-basis-point cut", EN, False, True),
        ("down 98 bps", EN, False, True),
        ("98 basic points", EN, False, False),
    ],
)
def test_rates_and_basis_points(text, language, rate, points):
    (number,) = numbers(text, language)
    assert is_rate(text, number, language) == rate
    assert are_basis_points(text, number, language) == points
