"""Figures in both languages, brought to values that can be compared.

numbers(text, language) -> [Number]

Found are digits (full-width too) with thousands separators and decimals, 万/亿 and
million/billion, numerals written out in either language, percentages (三成 is 30 percent),
fractions, ordinals, and the parts of dates. A lone 一 or "one" is no figure: both are mostly
articles. Signs, currencies and units are left to the reader of the text.
"""

from corpus.language.numbers import chinese, english
from corpus.language.numbers.number import Number, NumberKind
from corpus.model import Language

__all__ = ["Number", "NumberKind", "numbers"]


def numbers(text: str, language: Language) -> list[Number]:
    """The figures of a text, in order, without overlap.

    Texts that state the same figures have the same values and kinds, whatever their language.
    A bare number from 1900 to 2099 without separator counts as a year in both.
    """
    return list((chinese if language is Language.ZH else english).find(text))
