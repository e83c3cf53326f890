"""A term pair on its way into a glossary: what extraction found, before it becomes a concept."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from typing import NamedTuple

from corpus.model import SentencePair
from glossary.entries import Category, Status

CONTEXTS = 3
"""Sentence pairs that an entry shows: a reader who wants more searches the corpus."""


class Fault(StrEnum):
    """Why a pair is surely no term."""

    CUT_AT_MARK = "ends at a name's point or a hyphen"
    HAN_IN_ENGLISH = "Han characters in the English term"
    HALF_BORROWED = "Chinese words beside a term that is the English one"
    CLAUSE = "a clause"
    TITLE = "a title and a name"
    CUT_NAME = "a part of a name that has the same counterpart"
    HALF_NAME = "a person's name beside its surname or given name alone"
    KIND_ALONE = "the kind of place or body that ends a longer name"
    ADJECTIVE = "the adjective of a place whose name the texts have, too"
    LOOSE_ENDS = "a small word at the edge of the Chinese term"


class Looks(NamedTuple):
    """What a pair shows by itself, whatever else is found (`glossary.extraction.looks`).

    Attributes:
        evidence: how it is worded and what stands beside it, in numbers.
        category: what it names.
        fault: why it is surely no term, if that shows.
    """

    evidence: list[float]
    category: Category
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class FoundPair:
    """One pair of terms with its evidence.

    Attributes:
        zh: normal form of the Chinese term: Simplified, lower case.
        en: normal form of the English term: singulars in lower case.
        zh_surfaces: the Chinese term as published, the most frequent first; of each script one.
        en_surface: the English term as published.
        strength: what the order follows, in log-odds.
        probability: that the two say the same.
        frequency: as in `glossary.entries.TermPair`.
        documents: the Chinese and the English documents that show it, by origin.
        is_name: whether a dictionary or the capitals say that it names one person, place or body.
        sure: whether the dictionary or a reading attests the pair, so that one term may take it
            beside others.
        contexts: best first.
        topic: of the text.
        note: what a reader must know, or empty.
        termhood: that a terminologist would keep it.
        category: what it names.
        logits: log-odds of the models of `glossary.extraction.ranking` that it is a term, and that
            the pair is right; none where other evidence stands for it.
        looks: of its terms and contexts, where whoever found it has looked already.
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
    documents: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    termhood: float = 0.0
    category: Category | None = None
    logits: tuple[float, float] | None = None
    looks: Looks | None = None


def logistic(x: float) -> float:
    """The probability of log-odds."""
    return 1.0 / (1.0 + exp(-x)) if x > -700 else 0.0


def documents(pairs: Iterable[SentencePair]) -> tuple[frozenset[str], frozenset[str]]:
    """The Chinese and the English documents of sentence pairs, as far as they are known."""
    listed = list(pairs)
    return (
        frozenset(pair.zh_document for pair in listed if pair.zh_document),
        frozenset(pair.en_document for pair in listed if pair.en_document),
    )
