"""What the sides say: figures, codes, words, and how much of it.

Each function takes the Chinese and the English variant and returns what is wrong, or nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from math import log
from operator import eq

from corpus.language.han import HAN
from corpus.language.numbers.finding import numbers
from corpus.language.numbers.number import half_width
from corpus.model import Language
from tmx.units.unit import Variant

MOST_CHARACTERS = 2_000  # of a segment, RWS Language Cloud's limit

_NOT_HAN = re.compile(f"[^{HAN}]+")
_NO_LETTERS = re.compile(r"\W+")
# log(English letters / Chinese ones), fitted to 5,700 pairs of news, medicine, articles and novels
# (bench/tmx_checks.py): mean, and variance as a constant and a part that falls with the length.
# Letters and digits in Chinese text count a third of a character, as their like in English do.
_MEAN, _VARIANCE, _VARIANCE_OF_ONE = 1.15, 0.015, 1.1
_IN_CHINESE = 1 / 3
_DEVIATIONS = 4.0


def too_long(zh: Variant, en: Variant) -> str:
    """A segment that a tool refuses for its length."""
    longest = max(len(zh.text), len(en.text))
    return f"{longest:,} characters" if longest > MOST_CHARACTERS else ""


def length_ratio(zh: Variant, en: Variant) -> str:
    """Sides that no translator makes so unequal; marks and spaces do not count."""
    han, right = len(_NOT_HAN.sub("", zh.text)), len(_NO_LETTERS.sub("", en.text))
    left = han + _IN_CHINESE * (len(_NO_LETTERS.sub("", zh.text)) - han)
    if not left or not right:
        return ""
    variance = _VARIANCE + _VARIANCE_OF_ONE / left
    if (log(right / left) - _MEAN) ** 2 <= _DEVIATIONS**2 * variance:
        return ""
    return f"{han} Chinese characters and {right} English letters"


_DIGIT = re.compile(r"[0-9０-９]")
_DIGITS = re.compile(r"[0-9０-９]+")
_ZH_SCALED = re.compile(r"[0-9０-９]\s?[多余餘几幾]?[十百千万萬亿億兆]")
_EN_SCALED = re.compile(r"\d[\s-]?(?:hundred|thousand|million|[mb]n?\b|billion|tr|k\b)", re.I)
_RAW = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")
_THOUSANDS = re.compile(r"(?<=\d)[，,](?=\d{3}(?!\d))")
_SPACED = re.compile(rf"(?<=\d) (?=[{HAN}])|(?<=[{HAN}]) (?=\d)")
_ITEM = re.compile(r"\s*[(（]?\d{1,2}(?:(?:\.\d{1,2})+\s|(?:\.\d{1,2}){2,}|\s?[.．、)）])(?!\d)")
# Small numbers are written out where others write digits, and as parts of words.
_WRITTEN = {
    1: ("一壹首单單", "one a an first single once another"),
    2: ("二两兩贰双雙俩倆对對", "two second twice both double pair half couple twin bi"),
    3: ("三叁", "three third triple thrice tri"),
    4: ("四", "four fourth quarter"),
    5: ("五", "five fifth"),
    6: ("六", "six sixth"),
    7: ("七", "seven seventh"),
    8: ("八", "eight eighth"),
    9: ("九", "nine ninth"),
    10: ("十", "ten tenth decade"),
    12: ("十", "twelve twelfth dozen"),
    100: ("百", "hundred century"),
    1000: ("千", "thousand"),
}
_WORDS = re.compile(r"[a-z]+")
# 万 and 亿 against thousand, million and their abbreviations, which stand far off at times.
_SCALES = frozenset(Decimal(10) ** power for power in (2, 3, 4, 6, 8, 9, 12))


def different_numbers(zh: Variant, en: Variant) -> str:
    """Figures in digits on one side that the other side says in no form.

    Values are compared, whatever the form (3.5亿 is 350 million, 三月 is March); two-digit years,
    the 12-hour clock, halves, decades, scales that one side leaves out, and an item's number at
    the start are allowed for.
    """
    digits = [_DIGITS.findall(each.text) for each in (zh, en)]
    if sorted(digits[0]) == sorted(digits[1]) and not (
        _ZH_SCALED.search(zh.text) or _EN_SCALED.search(en.text)
    ):
        return ""  # as most pairs have them, also where there are none
    left, right = _Said(zh.text, Language.ZH), _Said(en.text, Language.EN)
    for name, own, other_name, other in (
        ("Chinese", left, "English", right),
        ("English", right, "Chinese", left),
    ):
        missing = [text for value, text in own.digits() if not other.has(value)]
        if missing:
            return f"{', '.join(dict.fromkeys(missing))} in the {name}, not in the {other_name}"
    return ""


class _Said:
    """What values a text states in any form."""

    def __init__(self, text: str, language: Language) -> None:
        self._language = language
        self._text = self._plain(text)
        label = _ITEM.match(text)
        self._unlabelled = self._plain(text[label.end() :]) if label else self._text
        self._found = numbers(self._text, language)
        self._values = {number.value for number in self._found}
        self._values.update(Decimal(each.replace(",", "")) for each in _RAW.findall(self._text))

    def _plain(self, text: str) -> str:
        text = half_width(_THOUSANDS.sub(",", text))
        return _SPACED.sub("", text) if self._language is Language.ZH else text

    def digits(self) -> Iterator[tuple[Decimal, str]]:
        """Values of the figures written with a digit, and how; an item's number is left out."""
        text = self._unlabelled
        for number in self._found if text is self._text else numbers(text, self._language):
            figure = text[number.start : number.end]
            if figure != "00" and _DIGIT.search(figure):  # the minutes of 15:00
                yield number.value, figure

    def has(self, value: Decimal) -> bool:
        """Whether it states the value, in full or as people shorten it."""
        values = self._values
        if value in values or self._has_word(value):
            return True
        if value < 2100 and (value % 100 in values if value >= 1000 else self._has_year(value)):
            return True  # '98
        if value <= 24 and (value - 12 in values or value + 12 in values):
            return True  # 3 p.m.
        return any(value * scale in values or value / scale in values for scale in _SCALES)

    def _has_year(self, value: Decimal) -> bool:
        return value < 100 and (value + 1900 in self._values or value + 2000 in self._values)

    def _has_word(self, value: Decimal) -> bool:
        characters, words = _WRITTEN.get(int(value), ("", "")) if value < 2000 else ("", "")
        said = set(_WORDS.findall(self._text.lower()))
        if any(c in self._text for c in characters) or not said.isdisjoint(words.split()):
            return True
        if 0 < value <= 100 and value % 10 == 0 and said & {"decade", "decades"}:
            return value / 10 in self._values or self._has_word(value / 10)
        return "half" in said and value.normalize().as_tuple().digits == (5,)  # half a million


_CODE = re.compile(r"<(bpt|ept|it|ph|hi|ut)\b")
_PLACEHOLDER = re.compile(
    r"<(/?[A-Za-z][A-Za-z0-9:_-]*)(?:\s+[A-Za-z:_-]+=[^<>]*)?\s*/?>"  # <b>, <a href="…">, </a>
    r"|(\{\w*\}|\$\{\w+\}|%\(\w+\)[sdif]|(?<![\d%])%(?:\d+\$)?[sdif@](?![A-Za-z])|&#?\w{2,8};)"
)


def different_tags(zh: Variant, en: Variant) -> str:
    """Inline codes by kind, and tags and placeholders in the words."""
    left, right = _tags(zh), _tags(en)
    if left == right:
        return ""
    parts = []
    for name, own, other in (("Chinese", left, right), ("English", right, left)):
        more = own - other
        if more:
            parts.append(f"only in the {name}: {' '.join(more.elements())}")
    return "; ".join(parts)


def _tags(variant: Variant) -> Counter[str]:
    found = Counter(_CODE.findall(variant.markup)) if variant.markup else Counter()
    if any(mark in variant.text for mark in "<{%&"):
        found.update(name or other for name, other in _PLACEHOLDER.findall(variant.text))
    return found


_TWICE = re.compile(r"\b([A-Za-z]+)\s+\1\b", re.IGNORECASE)
# Words that English doubles: grammar (had had), emphasis (very very), sounds.
_ENGLISH = (
    "had that is do very really so much many more far long no yes ha hey bye blah knock again "
    "right her never ever now there well out in on go boo night day time year"
)
_DOUBLED = frozenset(_ENGLISH.split())
# Particles and prepositions that no Chinese word doubles, but for 目的的 and 的的确确; and any
# four to twenty characters that stand twice in a row.
_ZH_TWICE = re.compile(
    r"(?<!目)的的(?!确|確)|了了(?!解|[结結]|[断斷]|事|[账帳])|(?<![不现現存所正实實内內])在在|被被|把把|[与與][与與]"
    rf"|(?P<long>[{HAN}]{{4,20}})(?P=long)"
)


def repeated_words(zh: Variant, en: Variant) -> str:
    """A word that was typed twice; reduplication that Chinese and English use is left alone."""
    words = _WORDS.findall(en.text.lower())
    twice = any(map(eq, words, islice(words, 1, None)))  # spares nearly every segment the search
    for found in _TWICE.finditer(en.text) if twice else ():
        word = found[1]
        second = found[0][-len(word) :]
        if len(word) > 1 and second.islower() and second not in _DOUBLED:
            return f"{found[0]!r}"
    chinese = _ZH_TWICE.search(zh.text)
    return f"{chinese[0]!r}" if chinese else ""
