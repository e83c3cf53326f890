"""A term pair on its way into a glossary: what extraction found, before it becomes a concept."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import SentencePair
from glossary.entries import Status


@dataclass(frozen=True, slots=True)
class Finding:
    """One pair of terms with its evidence.

    Attributes:
        zh: normal form of the Chinese term: Simplified, lower case.
        en: normal form of the English term: singulars in lower case.
        zh_surfaces: the Chinese term as published, the most frequent first; of each script one.
        en_surface: the English term as published.
        strength: what the order follows, in log-odds.
        probability: that the two say the same.
        frequency: as in `glossary.entries.TermPair`.
        is_name: whether a dictionary or the capitals say that it names one person, place or body.
        sure: whether the dictionary or a reading attests the pair, so that one term may take it
            beside others.
        contexts: best first.
        topic: of the text.
        note: what a reader must know, or empty.
    """

    zh: str
    en: str
    zh_surfaces: tuple[str, ...]
    en_surface: str
    strength: float
    probability: float
    frequency: int
    is_name: bool = False
    sure: bool = False
    contexts: tuple[SentencePair, ...] = ()
    topic: str = ""
    note: str = ""
    status: Status = Status.CANDIDATE


def logistic(x: float) -> float:
    """The probability of log-odds."""
    from math import exp

    return 1.0 / (1.0 + exp(-x)) if x > -700 else 0.0


def published(surfaces: Sequence[tuple[str, bool]]) -> str:
    """The surface form to show for an English term.

    The most frequent one; forms that begin a sentence count only if there are no others, since
    their capital says nothing. Equal counts: the one without capitals, then by the alphabet.

    Args:
        surfaces: every occurrence as written, and whether it begins a sentence.
    """
    from collections import Counter

    inside = Counter(text for text, first in surfaces if not first)
    counts = inside or Counter(_lowered(text) for text, _ in surfaces)
    return min(counts, key=lambda text: (-counts[text], sum(map(str.isupper, text)), text))


def _lowered(text: str) -> str:
    """The text with its first letter in lower case if the other letters of its word are."""
    first, space, rest = text.partition(" ")
    return first.lower() + space + rest if first[1:].islower() else text
