"""A term pair on its way into a glossary: what extraction found, before it becomes a concept."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from corpus.conversion import one_sided_characters
from corpus.model import SentencePair
from glossary.entries import Status

_QUOTES = re.compile(r"[\"“”‘]|(?<!\w)['’]|(?<!s)['’](?!\w)")


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
    return 1.0 / (1.0 + exp(-x)) if x > -700 else 0.0


def plain(text: str) -> str:
    """English words as written, without quotation marks and line breaks."""
    return " ".join(_QUOTES.sub("", text).split())


def by_script(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Of the ways a Chinese term was published the most frequent one of each script.

    A form that is the same in both scripts stands for either.

    Args:
        counts: surface form -> occurrences.
    """
    simplified, traditional = one_sided_characters()
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(counts, key=lambda t: (-counts[t], t)):
        scripts = (any(c in simplified for c in text), any(c in traditional for c in text))
        forms["Hant" if scripts == (False, True) else "Hans" if scripts[0] else "both"].append(text)
    first = [found[0] for script, found in forms.items() if script != "both"]
    if not first:
        first = forms["both"][:1]
    return tuple(sorted(first, key=lambda t: (-counts[t], t)))


def published(surfaces: Sequence[tuple[str, bool]]) -> str:
    """The surface form to show for an English term.

    The most frequent one; forms that begin a sentence count only if there are no others, since
    their capital says nothing. Equal counts: the one without capitals, then by the alphabet.

    Args:
        surfaces: every occurrence as written, and whether it begins a sentence.
    """
    inside = Counter(text for text, first in surfaces if not first)
    counts = inside or Counter(_lowered(text) for text, _ in surfaces)
    return min(counts, key=lambda text: (-counts[text], sum(map(str.isupper, text)), text))


def _lowered(text: str) -> str:
    """The text with its first letter in lower case if the other letters of its word are."""
    first, space, rest = text.partition(" ")
    return first.lower() + space + rest if first[1:].islower() else text
