"""What a pair of terms shows by itself: what can be asked of each one wherever it was found.

LOOKS                                    names of the numbers, in order
looks(zh, en, zh_forms, en_form, contexts, is_name, sure) -> Looks
"""

from collections.abc import Sequence

from corpus.model import SentencePair
from glossary.analysis.categories import category
from glossary.analysis.wording import WORDING, wording
from glossary.extraction.found_pair import FoundPair, Looks
from glossary.extraction.fragments import own_fault
from glossary.extraction.surroundings import SURROUNDINGS, surroundings

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
