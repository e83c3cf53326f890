"""Whether a name goes on where it stands: then the pair has a part of it.

SURROUNDINGS                                names of the numbers, in order
surroundings(zh_forms, en_form, contexts) -> shares of the contexts

*Genghis* before *Khan*, 特里尔 behind *拉尔斯·冯·*: the other side may be cut the same way, so that
the pair looks right.
"""

import re
from collections.abc import Sequence

from corpus.model import SentencePair
from glossary.wordforms.small_words import ENGLISH_STOP_WORDS

SURROUNDINGS = ("en name before", "en name behind", "zh name before", "zh name behind")

_BEFORE = re.compile(r"([A-Z][\w'’.-]*) $")
_BEHIND = re.compile(r"(?:['’]s)? ([A-Z][\w'’-]*)")
_POINTS = "·•‧∙・"
"""What stands between the parts of foreign names."""


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
