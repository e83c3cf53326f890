"""Concept entries: what a glossary is made of.

A concept is known by pairs of a Chinese and an English term, each pair with the evidence that
shows it; the terms of one language are a view on the pairs.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Literal

from corpus.model import Language, SentencePair
from corpus.tabular import Cell, Tabular
from tmx.units.languages import normal_code


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

    @property
    def is_decided(self) -> bool:
        """Whether a person says it: no extraction does."""
        return self not in (Status.CANDIDATE, Status.SUGGESTED)

    @property
    def is_welcome(self) -> bool:
        """Whether the pair is to be used, as far as anybody says."""
        return self.rank < Status.DEPRECATED.rank


_RANKS = {status: rank for rank, status in enumerate(Status)}


class Category(StrEnum):
    """What kind of thing a term names; closed list."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    WORK = "work"
    QUANTITY = "quantity"
    TERM = "term"
    PHRASE = "phrase"

    @classmethod
    def named(cls, text: str) -> "Category | None":
        """The category of this name, in any case, if there is one."""
        return _CATEGORIES.get(text.strip().lower())


_CATEGORIES = {category.value: category for category in Category}


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
        termhood: calibrated probability that a terminologist would keep it as it stands.
        category: what it names: work is an act, a treaty, a book or a film, quantity a number with
            its unit, phrase a slogan or a set phrase, term every other expression of a field; none
            where unknown.
        contexts: sentence pairs that show it, best first. From comparable text the two sides
            of a context need not translate each other; its kind says so.
        zh_code: script or region of the Chinese term (BCP 47: zh-TW, zh-Hant), where it is known
            and not that of what is written anyway (zh, zh-CN).
        en_code: the same of the English term (en-GB).
        do_not_translate: both sides are the same, and stay so in every text.
        note: what a person says of the pair, such as why it is rejected.
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
    zh_code: str = ""
    en_code: str = ""
    do_not_translate: bool = False
    termhood: float = 0.0
    category: Category | None = None
    note: str = ""


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
    code: str = ""


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
                code=next(filter(None, (_code(pair, language) for pair in pairs)), ""),
            )
            for text, pairs in found.items()
        )


class Glossary(Tabular, list[ConceptEntry]):
    """Concepts in their order; a notebook shows a row for each of their pairs."""

    columns: ClassVar = (
        "zh", "en", "score", "probability", "frequency", "status", "category", "domain", "note",
    )  # fmt: skip

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The pairs, concept by concept."""
        for entry in self:
            for pair in entry.pairs:
                status, category = pair.status.value, pair.category.value if pair.category else None
                yield (
                    pair.zh, pair.en, pair.score, pair.probability, pair.frequency, status,
                    category, entry.domain, pair.note or entry.note,
                )  # fmt: skip


def region(code: str) -> str:
    """A language code as `TermPair` keeps it: empty where it says what is meant anyway."""
    code = normal_code(code) if code else ""
    return "" if code in _PLAIN else code


_PLAIN = ("zh", "zh-CN", "en", "en-US")


def _code(pair: TermPair, language: Language) -> str:
    return pair.zh_code if language is Language.ZH else pair.en_code


def concept_id(zh: str, en: str) -> str:
    """An id for the concept that these two terms name first; the same in every run.

    A letter and ten hexadecimal digits: with 100,000 concepts, two share one with a probability
    of 0.5 % (birthday bound over 40 bits). It is a valid XML name, as TBX asks of an id.
    """
    digest = hashlib.blake2b(f"{zh}\t{en}".encode(errors="surrogatepass"), digest_size=5)
    return f"c{digest.hexdigest()}"


def of_categories(entries: Iterable[ConceptEntry], wanted: Collection[str]) -> list[ConceptEntry]:
    """The entries without pairs that name something else; all of them if nothing is wanted."""
    if not wanted:
        return list(entries)
    kept = (
        replace(entry, pairs=tuple(pair for pair in entry.pairs if pair.category in wanted))
        for entry in entries
    )
    return [entry for entry in kept if entry.pairs]


Keep = Literal["sure", "likely", "all"]
KEEP: dict[Keep, float] = {"sure": 0.85, "likely": 0.7, "all": 0.0}
"""Least termhood of an extracted pair that a glossary lists, by what the user asks for. On kinds of
text that taught nothing (``bench/termhood.py``) ``likely`` lists .8 of what is to be kept."""
SHORT_LIST = ((50, 0.1), (100, 0.4))
"""Of so many pairs that come first, ``likely`` lists those of this termhood, too: a few articles
have few sentences for a term, so that little is sure, and what heads their list is wanted."""


def probable(
    entries: Iterable[ConceptEntry], least: float, keep: Keep = "all"
) -> list[ConceptEntry]:
    """The entries without extracted pairs less probable than `least`, or less surely to be kept.

    What a person decided, and what the dictionary suggests, stays; so does the order.
    """
    entries = list(entries)
    candidates = [p for e in entries for p in e.pairs if p.status is Status.CANDIDATE]
    scores = sorted((pair.score for pair in candidates), reverse=True)
    steps = [
        (scores[min(count, len(scores)) - 1], termhood)
        for count, termhood in SHORT_LIST
        if keep == "likely" and scores
    ]

    def stays(pair: TermPair) -> bool:
        if pair.status is not Status.CANDIDATE:
            return True
        short = (termhood for score, termhood in steps if pair.score >= score)
        return pair.probability >= least and pair.termhood >= next(short, KEEP[keep])

    kept = ((entry, tuple(filter(stays, entry.pairs))) for entry in entries)
    return [replace(entry, pairs=pairs) for entry, pairs in kept if pairs]
