"""Lines that a program broke by width, joined again.

joined(lines) -> str                    lines of one paragraph
unwrapped(lines) -> [paragraph, ...]    lines of which some were broken by width, and some were not
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width

from corpus.language.frequencies import word_frequencies
from corpus.language.han import HAN_CHARACTER
from corpus.readers.documents import width

_ENDS = tuple('。！？!?.…;；:："”』」’）)')
_GOES_ON = ("，", "、", ",", "—", "-")
"""What no paragraph ends with."""
_CANNOT_BEGIN = tuple("，、。；：！？）》」』”,;")
_NARROWEST, _WIDEST = 40, 121
"""Columns of a page."""
_JUSTIFIED = 6
"""Columns that lines of Chinese differ by at most: a mark that must not begin or end a line."""
_RAGGED = 0.75
"""Share of the widest line that lines of English reach."""
_MOST = 0.8
"""Share of the lines certainly broken that are as wide as the page, where there is a page."""
_AROUND = 8
"""Characters on both sides of a break that are split into words."""


def joined(lines: Iterable[str]) -> str:
    """One paragraph: no space between Han characters, or behind a hyphen; else a space.

    A hyphen that only breaks an English word is taken out.
    """
    text = ""
    for line in lines:
        if text.endswith("-") and _only_breaks(text, line):
            text = text[:-1] + line
            continue
        tight = not text or text[-1] == "-" or _is_tight(text[-1], line[:1])
        text += line if tight else f" {line}"
    return text


def _only_breaks(text: str, line: str) -> bool:
    """Whether a hyphen at the end of a line belongs to no compound.

    The word without it must be known, and be as frequent as its rarer part, so that
    *inter-national* becomes one word and *long-standing* stays.
    """
    first, second = re.search(r"[a-zA-Z]+(?=-$)", text), re.match(r"[a-z]+", line)
    if not first or not second or re.search(r"[-\d][a-zA-Z]*-$", text):
        return False
    words = _english()
    parts = (first[0].lower(), second[0])
    whole = words.get("".join(parts), 0.0)
    return whole > 0.0 and whole >= min(words.get(part, 0.0) for part in parts)


@cache
def _english() -> dict[str, float]:
    return word_frequencies("en", common=True)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The paragraphs of lines that stand together, those broken by width joined.

    A break is one by width if the text certainly goes on in the next line (with a mark that begins
    nothing, in small letters), if the lines are as wide as one another and one breaks off in the
    middle of a word or only the last one ends a sentence, or if such breaks show how wide the page
    is, and the line before is as wide and ends no sentence.
    """
    breaks = list(pairwise(lines))
    certain = [_goes_on(a, b) for a, b in breaks]
    if _even(lines):
        full = max(map(width, lines)) - _JUSTIFIED
        inner = [not a.endswith(_ENDS) and width(a) >= full for a, _ in breaks]
        if _one_sentence(lines) or any(
            _in_a_word(a, b) for (a, b), sure in zip(breaks, inner, strict=True) if sure
        ):
            certain = inner
    wide = [a for (a, _), sure in zip(breaks, certain, strict=True) if sure]
    page = max(map(width, wide), default=0)
    if sum(_is_full(line, page) for line in wide) < _MOST * len(wide):
        page = 0  # they are as wide as they like
    paragraphs: list[list[str]] = [[lines[0]]] if lines else []
    for (before, behind), sure in zip(breaks, certain, strict=True):
        if sure or (page and _is_full(before, page) and not before.endswith(_ENDS)):
            paragraphs[-1].append(behind)
        else:
            paragraphs.append([behind])
    return [joined(parts) for parts in paragraphs]


def _one_sentence(lines: Sequence[str]) -> bool:
    """Whether only the last of three lines or more ends with an end mark."""
    ends = [line.endswith(_ENDS) for line in lines]
    return len(lines) > 2 and ends[-1] and not any(ends[:-1])


def _goes_on(before: str, behind: str) -> bool:
    """Whether a text certainly goes on behind a break."""
    if behind.startswith(_CANNOT_BEGIN):
        return not before.isascii() or before[-1].isalnum()
    size = width(before)
    if before.endswith(_ENDS) or not _NARROWEST <= size < _WIDEST or width(behind) >= _WIDEST:
        return False
    if before[-1].isascii() and behind[0].isascii():
        return behind[0].islower() and (before[-1].isalpha() or before[-1] in ",-")
    return before.endswith(_GOES_ON)


def _even(lines: Sequence[str]) -> bool:
    """Whether lines of Chinese are as wide as one another, but for a headline and the last one."""
    sizes = [width(line) for line in lines]
    inner = sizes[1:-1] or sizes[:1]
    return (
        bool(inner)
        and min(inner) >= max(_NARROWEST, max(sizes) - _JUSTIFIED)
        and max(sizes) < _WIDEST
    )


def _is_full(line: str, page: int) -> bool:
    """Whether a line is about as wide as the page."""
    least = page - _JUSTIFIED if _is_wide(line[-1]) else _RAGGED * page
    return least <= width(line) <= page + _JUSTIFIED


def _in_a_word(before: str, behind: str) -> bool:
    """Whether a break stands in the middle of a Chinese word."""
    if before.endswith(_ENDS) or width(before) < _NARROWEST or not HAN_CHARACTER.match(behind):
        return False
    from corpus.language.segmentation import plain_segmenter

    start = before[-_AROUND:]
    tokens = plain_segmenter().tokens(start + behind[:_AROUND])
    return any(first < len(start) < last for _, first, last in tokens)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WFA"


def _is_tight(before: str, behind: str) -> bool:
    """Whether a writer puts no space between two characters.

    Curly quotes and dashes are of either script: beside a Han character they belong to it.
    """
    widths = east_asian_width(before), east_asian_width(behind or " ")
    return all(width in "WFA" for width in widths) and any(width in "WF" for width in widths)
