"""What a pair of terms shows by itself: what can be asked of each one wherever it was found.

LOOKS                                    names of the numbers, in order
looks(zh, en, zh_forms, en_form, contexts, is_name, sure) -> Looks
surroundings(zh_forms, en_form, contexts) -> numbers       what stands beside the pair

What stands beside it tells whether a name goes on: *Genghis* before *Khan*, 特里尔 behind
*拉尔斯·冯·*. The other side may be cut the same way, so that the pair looks right.
"""

import re
from collections.abc import Sequence

from corpus.model import SentencePair
from glossary.analysis.categories import category
from glossary.analysis.wording import WORDING, wording
from glossary.extraction.found_pair import FoundPair, Looks
from glossary.extraction.fragments import own_fault
from glossary.wordforms.small_words import ENGLISH_STOP_WORDS

SURROUNDINGS = ("en name before", "en name behind", "zh name before", "zh name behind")

_BEFORE = re.compile(r"([A-Z][\w'’.-]*) $")
_BEHIND = re.compile(r"(?:['’]s)? ([A-Z][\w'’-]*)")
_POINTS = "·•‧∙・"
"""What stands between the parts of foreign names."""
LOOKS = (*WORDING, *SURROUNDINGS)
"""What `Looks.evidence` has."""


def looks(
    zh: str,
    en: str,
    zh_forms: Sequence[str],
    en_form: str,
    contexts: Sequence[SentencePair],
    *,
    is_name: bool,
    sure: bool,
) -> Looks:
    """What a pair shows by itself; arguments as `FoundPair` has them.

    Args:
        zh: normal form of the Chinese term.
        en: normal form of the English term.
        zh_forms: the Chinese term as published.
        en_form: the English term as published.
        contexts: sentence pairs that show it.
        is_name: whether it names one person, place or body.
        sure: whether the dictionary or a reading attests the pair.
    """
    return Looks(
        [
            *wording(zh, en, zh_forms[0], en_form, is_name=is_name),
            *surroundings(zh_forms, en_form, contexts),
        ],
        category(zh, en, zh_forms[0], en_form, is_name=is_name),
        own_fault(zh, zh_forms[0], en_form, sure=sure),
    )


def looks_of(pair: FoundPair) -> Looks:
    """The same of a pair, unless whoever found it has looked already."""
    return pair.looks or looks(
        pair.zh,
        pair.en,
        pair.zh_surfaces,
        pair.en_surface,
        pair.contexts,
        is_name=pair.is_name,
        sure=pair.sure,
    )


def surroundings(
    zh_forms: Sequence[str], en_form: str, contexts: Sequence[SentencePair]
) -> list[float]:
    """The share of the contexts in which a capitalised word, or a name's point, stands beside it.

    Args:
        zh_forms: the Chinese term as published.
        en_form: the English term as published.
        contexts: sentence pairs that show it.
    """
    if not contexts:
        return [0.0] * len(SURROUNDINGS)
    found = [
        (*_beside_english(en_form, context.en), *_beside_chinese(zh_forms, context.zh))
        for context in contexts
    ]
    return [sum(column) / len(found) for column in zip(*found, strict=True)]


def _beside_english(term: str, text: str) -> tuple[bool, bool]:
    """Whether a name stands right before, and right behind, where the term has a capital there."""
    at = text.find(term)
    if at < 0:
        return False, False
    words = term.split()
    before = _BEFORE.search(text, 0, at) if words[0][:1].isupper() else None
    behind = _BEHIND.match(text, at + len(term)) if words[-1][:1].isupper() else None
    return _names(before), _names(behind)


def _names(match: re.Match[str] | None) -> bool:
    return match is not None and match[1].lower() not in ENGLISH_STOP_WORDS


def _beside_chinese(terms: Sequence[str], text: str) -> tuple[bool, bool]:
    """Whether a name's point stands right before, and right behind."""
    at, term = next(((at, term) for term in terms if (at := text.find(term)) >= 0), (-1, ""))
    if at < 0:
        return False, False
    behind = text[at + len(term) : at + len(term) + 1]
    return text[at - 1 : at] in _POINTS and at > 0, behind != "" and behind in _POINTS
