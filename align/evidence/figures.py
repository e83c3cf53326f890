"""The figures of sentences that can be compared across languages, and the numbers of headings.

    figures(sentences, language) -> Figures          arrays over one document's sentences

Whether they contradict says `align.evidence.figure_kernels`.

A figure is *comparable* unless a translator would convert, round or reword it: sums of money but
those whose currency both languages name (`align.evidence.money`), measures (里, miles), times of
day, decades, years of other eras (民國 113 年), numbers in idioms (三三兩兩, two or three), list
numbers at the start. All figures may agree with another; only comparable ones contradict.
"""

import re
from collections.abc import Sequence

import numpy as np

from align.evidence.figure_kernels import (
    BASIS_POINTS,
    COUNTS,
    DATES,
    MONEY,
    NO_HEADING,
    ORDINALS,
    Figures,
)  # fmt: skip
from align.evidence.money import are_basis_points, currency, is_rate
from corpus.language.numbers.finding import Number, NumberKind, numbers
from corpus.model import Language

_LEAST = 4
"""Smaller numbers are comparable only as dates, percentages or in digits: in the gold alignments of
novels half of those that only one side has are 两, 三, "two", "three"."""
_AROUND = 24
"""Characters before a number in which what rules it out may stand (half a million)."""
_KINDS = {
    NumberKind.NUMBER: COUNTS, NumberKind.PERCENT: COUNTS, NumberKind.ORDINAL: ORDINALS,
    NumberKind.YEAR: DATES, NumberKind.MONTH: DATES, NumberKind.DAY: DATES,
}  # fmt: skip
_ZH_NUMERAL = "零〇一二三四五六七八九十百千万萬亿億两兩"
_MONEY = (
    "人民币|人民幣|新台币|新臺幣|港币|港幣|[元圆圓块塊两兩钱錢文吊贯貫角磅镑鎊]|"
    "[美日欧歐港英加澳卢盧]元?[元镑鎊币幣布]|法郎"
)
_MEASURES = (
    "[斤尺寸里丈畝亩顷頃折倍瓩]|公[里尺斤顷頃分厘升吨噸克]|英[里尺寸亩畝]|[码碼桶]|比特|[千兆]字节|"
    "[千毫厘]?[米克升瓦]|平方|立方|[吨噸度点點時时]|分(?![钟鐘])|刻|更(?!多)|[个個]?小[時时]|[个個]?数量级|"
    r"摄氏|攝氏|华氏|華氏|世[纪紀]|年代|[:：]\d"
)
_LATIN_UNITS = "(?:[kmc]?m|[km]?g|[kmgt]?b|hz|ppm)(?![a-z])"
_SMALL = r"\d|\w+teen|\w+ty\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_BEHIND = {
    Language.ZH: re.compile(
        rf"[\d{_ZH_NUMERAL}．]*\s*(?:[多余餘几幾来來]?\s*(?:{_MONEY}|{_MEASURES})|{_LATIN_UNITS}|"
        r"[几幾多余餘][十百千万萬亿億]|分之|[至到~～—–-]\s*\d|[．·]\d|\s*±)",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"[\s-]*(?:(?:thousand|million|billion|trillion|odd|or so)\s+)?(?:"
        r"yuan|RMB|CNY|NT|TWD|HK|US\b|dollars?|pounds?|euros?|yen|rubles?|roubles?|francs?|cents?\b|"
        r"pence|coppers?|taels?|cash|strings?|"
        r"miles?|li\b|feet|foot|inch|yards?|acres?|hectare|mu\b|catt(?:y|ies)|jin\b|kilo|km|kg|cm|mm|"
        r"[cm]?m\b|[gk]\b|[kmg]b\b|met(?:er|re)|centi|milli|barrels?|mega|giga|gram|tons?\b|tonnes?|"
        r"lit(?:er|re)s?|gallons?|square|cubic|degrees?|°|o['’]?clock|[ap]\.?m\b|hours?\b|decades?\b|"
        r"dozens?\b|scores?\b|times\b|orders? of|centur|hundred|thousandth|:\d|"
        rf"(?:to|or|–|and|in|out of)[\s-]*(?:an?\s|{_SMALL}))|s\b|(?<=\d)\.\d|\s*±",
        re.IGNORECASE,
    ),
}
_BEFORE = {
    Language.ZH: re.compile(
        r"(?:[$＄€£¥￥]|民[国國]|[昭平令]和|[光宣][绪緒统統]|[康雍乾嘉道]\S|"
        r"下午|晚上|上午|早上|凌晨|\d[:：]|分之|[．·±])\s*$"
    ),
    Language.EN: re.compile(
        r"(?:[$€£¥±]|\b(?:TWD|NTD|USD|RMB)|\bhalf(?: an?)?|\d[:.]|"
        r"\b(?:hundred|thousand|million|billion)(?: and)?|\b(?:one|ten|\d+) (?:in|to|out of))\s*$",
        re.IGNORECASE,
    ),
}
"""What stands behind and before a figure that a translation may convert, round or reword."""
_OLD = re.compile(
    r"score\b|\band (?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ieth)\b|"
    r"\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y and \w+th\b",
    re.IGNORECASE,
)
"""threescore and ten, four and twenty: read in parts."""
_IDIOM = re.compile("[一二三四五六七八九两兩]{2,}")
"""三三两两, 八九两: digits in a row without a unit are hardly ever a count."""
_COUNTED = re.compile(
    r"\s*[多余餘几幾来來]?(?:[个個名位人年天日月岁歲次座家件项項条條只隻棟栋间間层層本册冊张張封句台臺部种種类類倍户戶所块塊队隊组組"
    r"周週届屆级級枚艘架辆輛匹头頭棵株朵颗顆支首集场場回章节節期号號秒代国國省市县縣区區村城州款項目编編]|分[钟鐘])"
)
"""A single Chinese digit counts only before such a word: else it may be part of a name (罗小四)."""
_LIST_NUMBER = {
    Language.ZH: re.compile(
        rf"\s*(?:[（(]\s*[\d{_ZH_NUMERAL}]+\s*[)）]|[\d{_ZH_NUMERAL}]+\s*[、.．)）](?!\d)|\d+(?:\.\d+)+\s)"
    ),
    Language.EN: re.compile(
        r"\s*(?:[(（]\s*\d+\s*[)）]|\d+(?:\.\d+)*\s*[.)）:](?!\d)|\d+(?:\.\d+)+\s+(?![a-z]))"
    ),
}
_HEADING_NUMBER = {
    Language.ZH: re.compile(
        rf"\s*(?:第\s*(?P<n>[\d{_ZH_NUMERAL}]+)\s*[条條章节節篇回部卷集编編册冊](?:\s*之\s*(?P<of>[\d{_ZH_NUMERAL}]+))?"
        r"|(?:[图圖表]|附[件录錄])\s*(?P<figure>\d+)(?:[.．-](?P<sub>\d+))?)[\s，,：:—-]*"
    ),
    Language.EN: re.compile(
        r"\s*(?:article|art\.|chapter|section|sec\.|part|book|volume|vol\.|episode|figure|fig\.|table|"
        r"annex|appendix|attachment)\s+(?P<n>\d+|[ivxlc]+\b|[a-z-]+\b)(?:[.-](?P<of>\d+))?[\s,:—–-]*",
        re.IGNORECASE,
    ),
}
_OPENING = re.compile(r"[\s\W_]{0,3}")
_ROMAN = re.compile(r"(?=.)(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_HEADINGS = 2  # numbers of a heading that are kept: Book One, Chapter 3
_SUBORDINATE = 1000.0
"""Article 106-2 is 106.002."""
_NUMERAL = {
    Language.ZH: re.compile(rf"[\d{_ZH_NUMERAL}壹贰叁首]"),
    Language.EN: re.compile(
        r"\d|(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thirteen|fifteen|twent|"
        r"thirt|fort[iy]|fift|hundred|thousand|million|billion|trillion|first|second|ninth|ninet|"
        r"january|february|march|april|may|june|july|august|september|october|november|december|"
        r"half))"
    ),
}
"""What every figure has: a quick look before the slow reading."""
_SEPARATOR = re.compile(r"(?<=\d)[，\s](?=\d{3}(?!\d))")
"""Between groups of three digits: 1，800 as Chinese magazines print it, 100 000."""


def figures(sentences: Sequence[str], language: Language) -> Figures:
    """The figures of one document's sentences, in order."""
    rows = [_read(text, language) if _NUMERAL[language].search(text) else [] for text in sentences]
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    found = [figure for row in rows for figure in row]
    headings = np.full((len(rows), _HEADINGS), NO_HEADING)
    for k, text in enumerate(sentences):
        own = _heading(text, language)
        headings[k, : len(own)] = own
    return Figures(
        starts,
        np.array([value for value, _, _ in found], np.float64),
        np.array([kind for _, kind, _ in found], np.int64),
        np.array([comparable for _, _, comparable in found], np.bool_),
        headings,
    )


def _read(text: str, language: Language) -> list[tuple[float, int, bool]]:
    """Value, kind and whether it is comparable of each figure of a sentence."""
    text = _SEPARATOR.sub(",", text)
    listed = _LIST_NUMBER[language].match(text)
    start = listed.end() if listed else 0
    odd = language is Language.EN and _OLD.search(text)
    found = []
    for number in numbers(text, language):
        if number.start < start:
            continue
        kind, comparable = _KINDS[number.kind], not odd
        money = currency(text, number, language)
        if money is not None:
            kind = MONEY + money
        elif are_basis_points(text, number, language):
            kind = BASIS_POINTS
        else:
            comparable &= is_rate(text, number, language) or _comparable(text, number, language)
        found.append((float(number.value), kind, comparable))
    return found


def _comparable(text: str, number: Number, language: Language) -> bool:
    """Whether a translation would state the same value."""
    written = text[number.start : number.end]
    digits = any(c.isdigit() for c in written)
    if number.kind is NumberKind.ORDINAL:
        behind = text[number.end : number.end + len(" century")]
        return number.value >= _LEAST and not (written.endswith(("纪", "紀")) or "centur" in behind)
    if number.kind is NumberKind.NUMBER and not digits:
        if number.value < _LEAST or _IDIOM.fullmatch(written):
            return False
        single = language is Language.ZH and len(written) == 1
        if single and not _COUNTED.match(text, number.end):
            return False
    if _BEHIND[language].match(text, number.end):
        return False
    if _BEFORE[language].search(text, max(0, number.start - _AROUND), number.start):
        return False
    if number.kind is NumberKind.YEAR:
        return number.value >= 1000 and not written.endswith(("代", "s"))
    return True


def _heading(text: str, language: Language) -> list[float]:
    """The numbers of the headings at the start."""
    found: list[float] = []
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    while len(found) < _HEADINGS:
        match = _HEADING_NUMBER[language].match(text, at)
        if not match:
            break
        parts = match.groupdict()
        value = _ordinal(parts["n"] or parts["figure"], language)
        if value is None:
            break
        sub = parts["of"] or parts.get("sub")
        below = _ordinal(sub, language) if sub else 0.0
        found.append(value + (below or 0.0) / _SUBORDINATE)
        at = match.end()
    return found


def _ordinal(written: str, language: Language) -> float | None:
    if language is Language.EN and written.lower() == "one":
        return 1.0
    if language is Language.EN and _ROMAN.fullmatch(written):
        values = [_ROMAN_VALUES[c] for c in written.lower()]
        return float(sum(
            -value if value < max(values[k:]) else value for k, value in enumerate(values)
        ))  # fmt: skip
    found = numbers(f"第{written}" if language is Language.ZH else written, language)
    return float(found[0].value) if found else None
