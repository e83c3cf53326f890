"""What is surely no term as it stands, whatever the sentences say: kinds of faults, by rule.

own_fault(zh, zh_text, en_text, sure) -> Fault       what shows in a pair itself
fragments(pairs) -> {place: Fault}                   and beside all others

A terminologist keeps none of them, since a border is in the wrong place on one side or both.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from glossary.analysis.person_names import is_half_name
from glossary.analysis.wording import (
    TITLES_ZH,
    has_han,
    has_title_en,
    has_title_zh,
    is_half_borrowed,
    tagged,
)
from glossary.extraction.found_pair import Fault, FoundPair
from glossary.wordforms.small_words import ENGLISH_BARRIERS

_MARKS = "·•‧∙・-–—‐-/、，,;；:：&+"
"""What no term begins or ends with."""
_LOOSE = re.compile(r"^[的了们]|[的了]$|(?:此前|此后|目前|日前)$")
_SAME = 0.3
"""Least probability of the pair with the whole name, beside which a part of it is cut."""
_OFTEN = 0.5
"""Least share of its sentences in which the whole name stands."""


_ADJECTIVES = re.compile(r"(?:an|ese|ish|ch|[ck]|i)$")
"""How the English adjectives of places end: Korean, Chinese, British, French, Greek, Israeli."""
_PLACE = "ns"
"""Jieba's tag of names of places."""
_STEM = 3
"""Letters that the adjective of a place has in common with its name at least: Spain, Spanish."""
_KINDS = """
university college bureau agency company corporation institute association museum hospital
foundation center centre laboratory orchestra academy club province city county island river lake
mountain peninsula street square bay road airport republic strait desert basin avenue village valley
"""
_KIND = frozenset(_KINDS.split())
"""With a capital, and alone, what is left of a name: no such thing is called so (as *Congress*
is)."""


def fragments(pairs: Sequence[FoundPair]) -> dict[int, Fault]:
    """The fault of each pair that has one, by its place."""
    cut = dict.fromkeys(_adjectives(pairs), Fault.ADJECTIVE)
    cut |= dict.fromkeys(_cut_names(pairs), Fault.CUT_NAME)
    found = {}
    for place, pair in enumerate(pairs):
        if pair.looks is None:
            fault = own_fault(pair.zh, pair.zh_surfaces[0], pair.en_surface, sure=pair.sure)
        else:
            fault = pair.looks.fault
        if fault or place in cut:
            found[place] = fault or cut[place]
    return found


def own_fault(zh: str, zh_text: str, en_text: str, *, sure: bool) -> Fault | None:
    """What shows in a pair itself.

    Args:
        zh: normal form of the Chinese term.
        zh_text: the Chinese term as published.
        en_text: the English term as published.
        sure: whether the dictionary or a reading attests the pair.
    """
    return next(_faults(zh, zh_text, en_text, sure=sure), None)


def _faults(zh: str, zh_text: str, en_text: str, *, sure: bool) -> Iterator[Fault]:
    if any(text[:1] in _MARKS or text[-1:] in _MARKS for text in (zh_text, en_text)):
        yield Fault.CUT_AT_MARK
    if has_han(en_text):
        yield Fault.HAN_IN_ENGLISH
    if is_half_borrowed(zh_text, en_text):
        yield Fault.HALF_BORROWED
    if any(word in ENGLISH_BARRIERS for word in en_text.split()):
        yield Fault.CLAUSE
    if has_title_en(en_text) and has_title_zh(zh) and zh not in TITLES_ZH:
        yield Fault.TITLE
    if is_half_name(zh, en_text):
        yield Fault.HALF_NAME
    if en_text[:1].isupper() and en_text.lower() in _KIND:
        yield Fault.KIND_ALONE
    if _LOOSE.search(zh) and not sure:
        yield Fault.LOOSE_ENDS


def _adjectives(pairs: Sequence[FoundPair]) -> set[int]:
    """The places of adjectives of places (韩国 = South Korean), where the name is found, too."""
    places = {
        place: pair
        for place, pair in enumerate(pairs)
        if pair.is_name and tagged(pair.zh).tags == (_PLACE,)
    }
    names = {(pair.zh, pair.en) for pair in places.values() if pair.probability >= _SAME}
    by_zh: dict[str, list[str]] = defaultdict(list)
    for zh, en in sorted(names):
        by_zh[zh].append(en)
    return {
        place
        for place, pair in places.items()
        if any(_is_adjective_of(pair.en, other) for other in by_zh[pair.zh])
    }


def _is_adjective_of(en: str, name: str) -> bool:
    """Whether a term is the name of a place with an adjective's ending in place of its own."""
    *before, last = en.split()
    *before_name, last_name = name.split()
    return (
        before == before_name
        and last != last_name
        and last[:_STEM] == last_name[:_STEM]
        and _ADJECTIVES.search(last) is not None
        and _ADJECTIVES.search(last_name) is None
    )


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
