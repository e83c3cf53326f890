"""Concept entries: what a glossary is made of.

A concept is known by pairs of a Chinese and an English term, each pair with the evidence that
shows it; the terms of one language are a view on the pairs.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.model import Language, SentencePair


class Status(StrEnum):
    """What is held of a term pair, from most to least welcome; closed list.

    Mapped to TBX's administrativeStatus by ``glossary.formats.tbx``.
    """

    PREFERRED = "preferred"
    APPROVED = "approved"
    CANDIDATE = "candidate"
    SUGGESTED = "suggested"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    REJECTED = "rejected"

    @property
    def rank(self) -> int:
        """0 for the most welcome, ascending."""
        return _RANKS[self]


_RANKS = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class TermPair:
    """A Chinese and an English term for one concept.

    Attributes:
        zh: the Chinese term, or empty where only the English one is known.
        en: the English term, or empty.
        score: what the order follows: how much it is a term, and how well supported; 0 to 1.
        probability: calibrated probability that the pair is right.
        frequency: sentence pairs that show it (comparable text: sentences of the rarer side).
        documents: how many documents of the language with fewer of them show it; 0 where unknown
            (a memory names none).
        contexts: sentence pairs that show it, best first. From comparable text the two sides
            of a context need not translate each other; its kind says so.
    """

    zh: str
    en: str
    score: float = 0.0
    probability: float = 0.0
    frequency: int = 0
    status: Status = Status.CANDIDATE
    part_of_speech: str = ""
    contexts: tuple[SentencePair, ...] = ()
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one language, as `ConceptEntry.terms` shows it."""

    text: str
    language: Language
    status: Status
    part_of_speech: str = ""
    frequency: int = 0
    score: float = 0.0
    contexts: tuple[SentencePair, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """One concept, with the terms that name it.

    Attributes:
        id: stable between runs over the same input.
        pairs: best first; never empty.
        domain: the topic it comes from.
    """

    id: str
    pairs: tuple[TermPair, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""

    def terms(self, language: Language) -> tuple[Term, ...]:
        """The terms of one language, best first.

        A term takes the most welcome status among its pairs, its best score, the sum of its
        frequencies, and all contexts.
        """
        found: dict[str, list[TermPair]] = {}
        for pair in self.pairs:
            text = pair.zh if language is Language.ZH else pair.en
            if text:
                found.setdefault(text, []).append(pair)
        return tuple(
            Term(
                text=text,
                language=language,
                status=min((pair.status for pair in pairs), key=lambda status: status.rank),
                part_of_speech=next((p.part_of_speech for p in pairs if p.part_of_speech), ""),
                frequency=sum(pair.frequency for pair in pairs),
                score=max(pair.score for pair in pairs),
                contexts=tuple(dict.fromkeys(c for pair in pairs for c in pair.contexts)),
            )
            for text, pairs in found.items()
        )


def concept_id(zh: str, en: str) -> str:
    """An id for the concept that these two terms name first; the same in every run.

    A letter and ten hexadecimal digits: with 100,000 concepts, two share one with a probability
    of 0.5 % (birthday bound over 40 bits). It is a valid XML name, as TBX asks of an id.
    """
    digest = hashlib.blake2b(f"{zh}\t{en}".encode(errors="surrogatepass"), digest_size=5)
    return f"c{digest.hexdigest()}"


def probable(entries: Iterable[ConceptEntry], least: float) -> list[ConceptEntry]:
    """The entries without extracted pairs less probable than `least`.

    What a person decided, and what the dictionary suggests, stays; so does the order.
    """
    kept = (
        (
            entry,
            tuple(
                pair
                for pair in entry.pairs
                if pair.status is not Status.CANDIDATE or pair.probability >= least
            ),
        )
        for entry in entries
    )
    return [replace(entry, pairs=pairs) for entry, pairs in kept if pairs]
