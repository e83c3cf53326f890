"""Figures in Chinese text, simplified or traditional."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from corpus.language.numbers.number import Number, NumberKind, digits_value, half_width, is_year
from corpus.language.segmentation import plain_segmenter

_DIGITS = {c: value for value, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_WRITTEN = f"[{''.join(_DIGITS)}十百千万萬亿億]+"
_POINT = f"{_WRITTEN}(?:[点點][{''.join(_DIGITS)}]+(?![十分时時点點])[万萬亿億]*)?"
_ANY = rf"(?:{_ARABIC}|{_POINT})"
_UNITS = r"(?:[十百千万萬亿億]|兆(?![瓦赫位字]))+"

_FIGURE = re.compile(
    rf"""(?=[\d百第首上{"".join(_DIGITS)}十])(?:(?P<iso>(?<!\d)(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d))
    |百分之(?P<percent_after>{_ANY})
    |(?P<percent>{_ANY})\s?(?:%|[个個]?百分[点點])
    |(?P<tenths>[一二两兩三四五六七八九])成(?P<twentieths>[一二三四五六七八九半])?
        (?![为為立员員功果就长長本都绩績分交型品熟因名效份])
    |(?P<below>{_ANY})分之(?P<above>{_ANY})
    |(?:(?P<century_of>{_ANY})世[纪紀]|上世[纪紀])?(?P<decade>\d0|[二三四五六七八九]十)年代
    |(?P<century>{_ANY})世[纪紀]
    |(?P<year>(?<!\d)\d{{4}}|[一二][{"".join(_DIGITS)}]{{3}})年
    |(?P<month>{_ANY})月(?![球亮光饼餅])
    |(?P<day>{_ANY})[日号號](?![本元线線楼机機院])
    |第(?P<ordinal>{_ANY})
    |(?P<first>首)(?=[次个個位届屆例批家艘轮輪])
    |(?P<scaled>(?:{_ARABIC}\s?[多余餘几幾]?{_UNITS})+)
    |(?P<arabic>{_ARABIC})
    |(?P<han>{_POINT})(?![几幾]))""",
    re.VERBOSE,
)
_SCALED_PART = re.compile(rf"({_ARABIC})\s?[多余餘几幾]?({_UNITS})")
# A bare number before one of these is a count even if it could be a year.
_COUNTED = "人个個名家项項件吨噸米元美万萬亿億多余餘辆輛架艘次平公英"
_WEEKDAY = "周週期拜初"  # 周三, 星期五, 礼拜六, 初一


def find(text: str) -> Iterator[Number]:
    """The figures, in order."""
    text = half_width(text)
    for match in _FIGURE.finditer(text):
        group = match.lastgroup
        if match["iso"]:
            yield from _parts_of_iso(match)
        elif group:
            found = _read(text, match)
            if found:
                yield Number(found[0], found[1], match.start(), match.end())


def _parts_of_iso(match: re.Match[str]) -> Iterator[Number]:
    """2026-01-04 as year, month and day."""
    if int(match["m"]) <= 12 and int(match["d"]) <= 31:
        kinds = {"y": NumberKind.YEAR, "m": NumberKind.MONTH, "d": NumberKind.DAY}
        for part, kind in kinds.items():
            yield Number(Decimal(int(match[part])), kind, match.start(part), match.end(part))


def _read(text: str, match: re.Match[str]) -> tuple[Decimal, NumberKind] | None:
    """Value and kind of what was matched, or nothing if it is no figure after all."""
    group = str(match.lastgroup)
    if group in _KINDS:
        kind, largest = _KINDS[group]
        value = _value(match[group])
        if value is not None and value > largest:
            kind = NumberKind.NUMBER
        return None if value is None else (value, kind)
    if match["tenths"]:
        return _tenths(match["tenths"], match["twentieths"]), NumberKind.PERCENT
    if match["below"]:
        below, above = _value(match["below"]), _value(match["above"])
        return (above / below, NumberKind.NUMBER) if below and above is not None else None
    if match["decade"]:
        return _decade(match["decade"], match["century_of"]), NumberKind.YEAR
    if match["first"]:
        return Decimal(1), NumberKind.ORDINAL
    if match["scaled"]:
        return _scaled(match["scaled"]), NumberKind.NUMBER
    if match["arabic"]:
        counted = text[match.end() : match.end() + 1] in _COUNTED and match.end() < len(text)
        year = is_year(match["arabic"]) and not counted
        return digits_value(match["arabic"]), NumberKind.YEAR if year else NumberKind.NUMBER
    value = _value(match["han"])
    if value is None or (len(match["han"]) == 1 and not _stands_alone(text, match.start())):
        return None
    return value, NumberKind.NUMBER


def _value(numeral: str) -> Decimal | None:
    """The value of digits, or of a Chinese numeral; nothing if it is neither (七八, 百万)."""
    if numeral[0].isascii():
        return digits_value(numeral)
    whole, point, decimals = re.fullmatch(r"([^点點]*)([点點]?)(.*)", numeral).groups()  # type: ignore[union-attr]
    value = _whole(whole)
    if value is None or not point:
        return value
    value += Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals if c in _DIGITS))
    for unit in decimals:
        value *= _LARGE_UNITS.get(unit, 1)
    return value


def _whole(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral without a decimal part."""
    if all(c in _DIGITS for c in numeral):
        if len(numeral) == 2 and not set(numeral) & set("零〇○"):
            return None  # 七八 is "seven or eight"
        return Decimal("".join(str(_DIGITS[c]) for c in numeral))
    if numeral[0] not in _DIGITS and numeral[0] != "十":
        return None  # 百万, 上千: no figure without a digit
    total = section = digit = last = 0
    pending = False
    for c in numeral:
        if c in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[c], True
            last = 0 if digit == 0 else last
        elif c in _SMALL_UNITS:
            last = _SMALL_UNITS[c]
            section += (digit if pending else 1) * last
            digit, pending = 0, False
        else:
            last = _LARGE_UNITS[c]
            section += digit
            if last > 10**4 or not total:
                total = (total + section) * last
            else:
                total += section * last
            section, digit, pending = 0, 0, False
    if pending and last >= 100:
        digit = digit * last // 10  # 一百五 is 150, 三万五 is 35,000; but 一百零五 is 105
    return Decimal(total + section + digit)


def _tenths(tenths: str, twentieths: str | None) -> Decimal:
    """三成 is 30 percent, 七成五 and 七成半 are 75 and 75."""
    return Decimal(10 * _DIGITS[tenths] + (_DIGITS.get(twentieths, 5) if twentieths else 0))


def _decade(decade: str, century: str | None) -> Decimal:
    """The first year of a decade: 90年代 and 20世纪90年代 are 1990."""
    of_century = (_value(century) if century else None) or Decimal(20)
    return (of_century - 1) * 100 + (_value(decade) or 0)


def _scaled(text: str) -> Decimal:
    """1亿2000万: the sum of the parts."""
    total = Decimal(0)
    for part in _SCALED_PART.finditer(text):
        value = digits_value(part[1])
        for unit in part[2]:
            value *= _SMALL_UNITS.get(unit) or _LARGE_UNITS[unit]
        total += value
    return total


def _stands_alone(text: str, at: int) -> bool:
    """Whether a single numeral counts something, rather than being part of a word.

    一 is mostly an article, 三星 and 四川 are names: a word that the segmenter's dictionary
    does not tag as a numeral or a time (三个, 十年) holds no figure, but for people and
    countries that are counted (两人, 两国).
    """
    if text[at] == "一" or (at and text[at - 1] in _WEEKDAY):
        return False
    word, tag, start = _word_at(text, at)
    if word in _NO_FIGURES:
        return False
    return (
        len(word) == 1 or tag[0] in "mt" or (start == at and len(word) == 2 and word[1] in _HEADS)
    )


_NO_FIGURES = frozenset(("十分", "两会", "兩會", "万一", "萬一"))
_HEADS = "人国國方党黨级級大"


def _word_at(text: str, at: int) -> tuple[str, str, int]:
    """The word that covers a character, its part of speech, and where it starts."""
    words = _words(text)
    return words[bisect_right(words, at, key=itemgetter(2)) - 1]


@lru_cache(maxsize=8)
def _words(text: str) -> list[tuple[str, str, int]]:
    """The words with their parts of speech and where they start."""
    return plain_segmenter().tagged_tokens(text)


_UNBOUNDED = Decimal("Infinity")
_KINDS = {
    "percent_after": (NumberKind.PERCENT, _UNBOUNDED),
    "percent": (NumberKind.PERCENT, _UNBOUNDED),
    "century": (NumberKind.ORDINAL, _UNBOUNDED),
    "ordinal": (NumberKind.ORDINAL, _UNBOUNDED),
    "year": (NumberKind.YEAR, _UNBOUNDED),
    "month": (NumberKind.MONTH, Decimal(12)),
    "day": (NumberKind.DAY, Decimal(31)),
}
