"""Figures of finance that a translation states as they are.

    currency(text, number, language) -> Currency | None
    is_rate(text, number, language) -> bool
    are_basis_points(text, number, language) -> bool

A currency is only told where it is modern and named beside the figure, and the amount is no small
change. 元 alone is the currency of the mainland; in a text of Taiwan or Hong Kong it is another,
but there the English has NT$ or HK$, and sums in two currencies are not compared.
"""

import re
from enum import IntEnum

from corpus.language.numbers.finding import Number, NumberKind
from corpus.model import Language


class Currency(IntEnum):
    """Currencies that both languages name without ambiguity."""

    CNY = 0
    USD = 1
    HKD = 2
    TWD = 3
    EUR = 4
    GBP = 5
    JPY = 6


_LEAST = 1000
"""Smaller sums are prices and fares, which translators convert or reword."""
_AROUND = 24
"""Characters before a number in which its currency may stand."""
_NAMES = {
    Language.ZH: {
        Currency.CNY: r"人民币|人民幣|RMB|CNY",
        Currency.USD: r"美元|美金|USD|US\$",
        Currency.HKD: r"港元|港币|港幣|HKD|HK\$",
        Currency.TWD: r"新?[台臺][币幣]|TWD|NTD|NT\$",
        Currency.EUR: r"[欧歐]元|EUR|€",
        Currency.GBP: r"英[镑鎊]|GBP|£",
        Currency.JPY: r"日[元圆圓币幣]|JPY",
    },
    Language.EN: {
        Currency.CNY: r"(?:Chinese )?yuan|renminbi|RMB|CNY",
        Currency.USD: r"US\s?\$|USD|(?:U\.?S\.? |American )?dollars?|\$",
        Currency.HKD: r"HK\s?\$|HKD|Hong Kong dollars?",
        Currency.TWD: r"NT\s?\$|NTD|TWD|(?:New )?Taiwan(?:ese)? dollars?",
        Currency.EUR: r"€|EUR|euros?",
        Currency.GBP: r"£|GBP|(?:British )?pounds?(?: sterling)?",
        Currency.JPY: r"JPY|(?:Japanese )?yen",
    },
}
_ANY = {
    language: "|".join(f"(?P<{currency.name}>{names})" for currency, names in rows.items())
    for language, rows in _NAMES.items()
}
_BEHIND = {
    Language.ZH: re.compile(rf"\s*[多余餘]?\s*(?:元?\s*(?:{_ANY[Language.ZH]})|元)(?!\s*[/／每])"),
    Language.EN: re.compile(
        rf"[\s-]*(?:{_ANY[Language.EN]})(?![a-z])"
        r"(?! (?:per|an?) (?:acre|hectare|mu\b|ton|kilo|kg|ounce|barrel|gallon|pound|square|met))",
        re.IGNORECASE,
    ),
}
_BEFORE = {
    Language.ZH: re.compile(rf"(?:{_ANY[Language.ZH]})\s*[约約近逾超达達共]?\s*$"),
    Language.EN: re.compile(rf"(?<![A-Za-z])(?:{_ANY[Language.EN]})\s*$", re.IGNORECASE),
}
_VAGUE = {
    Language.ZH: re.compile(
        r"(?:[数數几幾上好]|每[^，。；]{0,3}[亩畝顷頃斤吨噸克米尺里桶][^，。；]{0,4})$"
    ),
    Language.EN: re.compile(
        r"\b(?:half|quarters?|thirds?|few|several|couple)(?: of)?(?: an?)?\s*$", re.IGNORECASE
    ),
}
"""Before tens of millions, half a billion, and a price by a measure that may be converted."""
_NOT_ONE_SUM = re.compile(r"(thousand|[mb]illion)\b.+\b\1", re.IGNORECASE)
"""Words that are read as one number: twenty million and thirty million."""
_BROKEN = re.compile(r",\d")
"""1500,000"""
_RATE = re.compile(r"\d+[.．]\d{4,}")
"""Rates of exchange are quoted with four decimals."""
_BASIS_POINTS = {
    Language.ZH: re.compile(r"\s*(?:[个個]?基[点點]|bps?(?![a-z]))", re.IGNORECASE),
    Language.EN: re.compile(r"[\s-]*(?:basis[\s-]points?|bps?)(?![a-z])", re.IGNORECASE),
}


def currency(text: str, number: Number, language: Language) -> Currency | None:
    """The currency of a sum that a translation states in the same one; else nothing."""
    if number.kind not in (NumberKind.NUMBER, NumberKind.YEAR) or number.value < _LEAST:
        return None
    if _NOT_ONE_SUM.search(text, number.start, number.end) or _BROKEN.match(text, number.end):
        return None
    if _VAGUE[language].search(text, max(0, number.start - _AROUND), number.start):
        return None
    return _named(text, number, language)


def is_rate(text: str, number: Number, language: Language) -> bool:
    """Whether a figure is a rate of exchange: 7.1126元. Without a currency it is a count."""
    written = text[number.start : number.end]
    return bool(_RATE.fullmatch(written)) and _named(text, number, language) is not None


def are_basis_points(text: str, number: Number, language: Language) -> bool:
    """Whether a figure counts hundredths of a per cent: 25个基点."""
    return bool(_BASIS_POINTS[language].match(text, number.end))


def _named(text: str, number: Number, language: Language) -> Currency | None:
    """The currency that stands beside a figure, rather before than behind it (新台币3亿元)."""
    before = _BEFORE[language].search(text, max(0, number.start - _AROUND), number.start)
    found = before or _BEHIND[language].match(text, number.end)
    if not found:
        return None
    return Currency[found.lastgroup] if found.lastgroup else Currency.CNY
