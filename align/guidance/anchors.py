r"""Sentences that a user's pattern marks on both sides (chapter headings): no bead spans them.

anchors(re.compile(r"第(.+)章|Chapter (\w+)"), zh_sentences, en_sentences) -> [(12, 15), ...]
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from align.beads.judgements import Node
from corpus.errors import UsageError
from corpus.language.numbers.finding import numbers
from corpus.model import Language

_ROMAN = "(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMERAL = re.compile(rf"(?i:{_ROMAN})|.*\s{_ROMAN}", re.DOTALL)
"""A Roman numeral, or a phrase that ends with one in capitals."""
_SECTION = re.compile(r"\d+(?:[.-]\d+)+")
_EDGES = re.compile(r"^\W+|\W+$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def anchor_pattern(expression: str) -> re.Pattern[str]:
    """The pattern of ``--anchor``.

    Raises:
        UsageError: it is no regular expression.
    """
    try:
        return re.compile(expression)
    except re.error as error:
        raise UsageError(f"--anchor {expression}: {error}") from None


def anchors(pattern: re.Pattern[str], zh: Sequence[str], en: Sequence[str]) -> list[Node]:
    """The borders before the sentences that match on both sides.

    What a heading says is compared as a number in any numerals (第三章, Chapter III), else as text:
    the first group of the pattern that took part, or the whole match. The headings that agree, in
    order, are anchors; where none does (titles, ``* * *``), all are if both sides have as many.

    Args:
        pattern: found anywhere in a sentence; ``^`` binds it to the beginning.
        zh: the Chinese sentences.
        en: the English sentences.
    """
    sides = [_marked(pattern, zh, Language.ZH), _marked(pattern, en, Language.EN)]
    (zh_at, zh_keys), (en_at, en_keys) = sides
    if not (set(zh_keys) & set(en_keys)) - {""}:
        return list(zip(zh_at, en_at, strict=True)) if len(zh_at) == len(en_at) else []
    blocks = SequenceMatcher(None, zh_keys, en_keys, autojunk=False).get_matching_blocks()
    return [(zh_at[a + k], en_at[b + k]) for a, b, size in blocks for k in range(size)]


def _marked(
    pattern: re.Pattern[str], sentences: Sequence[str], language: Language
) -> tuple[list[int], list[str]]:
    """The places of the sentences that match, and what each says."""
    found = [(i, match) for i, text in enumerate(sentences) if (match := pattern.search(text))]
    return [i for i, _ in found], [_key(match, language) for _, match in found]


def _key(match: re.Match[str], language: Language) -> str:
    """What a heading says, in a form that is the same in both languages where that can be."""
    said = unicodedata.normalize("NFKC", next((g for g in match.groups() if g), match[0]))
    text = _EDGES.sub("", said)
    last = text.split()[-1] if text else ""
    if _SECTION.fullmatch(text):  # 3.2.1 is no figure
        return text
    if _NUMERAL.fullmatch(text):
        return str(_roman(last.upper()))
    if last.casefold() == "one":  # to `numbers` an article
        return "1"
    figures = numbers(f"第{text}" if language is Language.ZH else text, language)
    if figures:
        return f"{figures[0].value.normalize():f}"
    return "".join(filter(str.isalnum, text)).casefold()


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(
        -value if value < max(values[k:], default=0) else value for k, value in enumerate(values)
    )
