"""What is surely no term as it stands, whatever the sentences say: kinds of faults, by rule.

fragments(pairs) -> {place: Fault}

A terminologist keeps none of them, since a border is in the wrong place on one side or both.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from glossary.analysis.wording import (
    TITLES_ZH,
    has_han,
    has_title_en,
    has_title_zh,
    is_half_borrowed,
)
from glossary.extraction.found_pair import FoundPair
from glossary.wordforms.small_words import ENGLISH_BARRIERS


class Fault(StrEnum):
    """Why a pair is none."""

    CUT_AT_MARK = "ends at a name's point or a hyphen"
    HAN_IN_ENGLISH = "Han characters in the English term"
    HALF_BORROWED = "Chinese words beside a term that is the English one"
    CLAUSE = "a clause"
    TITLE = "a title and a name"
    CUT_NAME = "a part of a name that has the same counterpart"
    LOOSE_ENDS = "a small word at the edge of the Chinese term"


_MARKS = "·•‧∙・-–—‐-/、，,;；:：&+"
"""What no term begins or ends with."""
_LOOSE = re.compile(r"^[的了们]|[的了]$|(?:此前|此后|目前|日前)$")
_SAME = 0.3
"""Least probability of the pair with the whole name, beside which a part of it is cut."""
_OFTEN = 0.5
"""Least share of its sentences in which the whole name stands."""


def fragments(pairs: Sequence[FoundPair]) -> dict[int, Fault]:
    """The fault of each pair that has one, by its place."""
    cut = _cut_names(pairs)
    found = {}
    for place, pair in enumerate(pairs):
        fault = next(_faults(pair), None)
        if fault or place in cut:
            found[place] = fault or Fault.CUT_NAME
    return found


def _faults(pair: FoundPair) -> Iterator[Fault]:
    """What shows in the pair itself."""
    zh, en = pair.zh_surfaces[0], pair.en_surface
    if any(text[:1] in _MARKS or text[-1:] in _MARKS for text in (zh, en)):
        yield Fault.CUT_AT_MARK
    if has_han(en):
        yield Fault.HAN_IN_ENGLISH
    if is_half_borrowed(zh, en):
        yield Fault.HALF_BORROWED
    if any(word in ENGLISH_BARRIERS for word in en.split()):
        yield Fault.CLAUSE
    if has_title_en(en) and has_title_zh(pair.zh) and pair.zh not in TITLES_ZH:
        yield Fault.TITLE
    if _LOOSE.search(pair.zh) and not pair.sure:
        yield Fault.LOOSE_ENDS


def _cut_names(pairs: Sequence[FoundPair]) -> set[int]:
    """The places of names of which a longer one has the same counterpart in the same sentences."""
    by_zh: dict[str, list[int]] = defaultdict(list)
    by_en: dict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        if pair.is_name:
            by_zh[pair.zh].append(place)
            by_en[pair.en].append(place)
    cut = set()
    for places in (*by_zh.values(), *by_en.values()):
        for place in places:
            own = pairs[place]
            if not own.sure and any(_is_whole(pairs[other], own) for other in places):
                cut.add(place)
    return cut


def _is_whole(whole: FoundPair, part: FoundPair) -> bool:
    """Whether one pair has more of a name on one side, and the same on the other."""
    more_en = whole.zh == part.zh and f" {part.en} " in f" {whole.en} "
    more_zh = whole.en == part.en and part.zh in whole.zh
    return (
        whole.zh + whole.en != part.zh + part.en
        and (more_en or more_zh)
        and whole.probability >= _SAME
        and whole.strength >= part.strength
        and whole.frequency >= _OFTEN * part.frequency
    )
