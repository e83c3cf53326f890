"""From the terms of a TBX entry back to pairs of terms.

Recorded pairs come back as they were; but what a person changed at a term since, in whatever
tool, wins over the record: another status, a term more, a term less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from corpus.model import Kind, Language, SentencePair
from glossary.entries import Status, TermPair, least_welcome, most_welcome
from glossary.formats.tbx.categories import PAIR, said, status_from


@dataclass(frozen=True, slots=True)
class Fact:
    """One data category of an element, with what its group adds.

    Attributes:
        number: of a context that we wrote: which of the entry's contexts it shows; else 0.
        source: the document that it stands in.
    """

    category: str
    text: str
    number: int = 0
    source: str = ""
    kind: Kind = Kind.PARALLEL


@dataclass(frozen=True, slots=True)
class TermSection:
    """A term with its data categories (tig, ntig, termSec)."""

    id: str
    language: Language
    text: str
    facts: tuple[Fact, ...]

    def first(self, category: str) -> str:
        """The text of the first fact of a category, or nothing."""
        return next((fact.text for fact in self.facts if fact.category == category), "")

    @property
    def status(self) -> Status | None:
        """The status that stands at the term, if any does."""
        found = (self.first("administrativeStatus"), self.first("processStatus"))
        return next(filter(None, map(status_from, found)), None)

    @property
    def contexts(self) -> list[Fact]:
        """The sentences that show the term."""
        return [fact for fact in self.facts if fact.category == "context"]


@dataclass(frozen=True, slots=True)
class Record:
    """A pair as written into an entry (`categories.PAIR`); `contexts` are numbers."""

    pair: TermPair
    zh: str
    en: str
    contexts: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> "Record":
        """Read what `categories.PAIR` describes.

        Raises:
            ValueError: it is not that.
        """
        values, _, part_of_speech = text.partition(" pos=")
        said_of = dict(value.split("=", 1) for value in values.split())
        try:
            pair = TermPair(
                zh="",
                en="",
                score=float(said_of["score"]),
                probability=float(said_of["probability"]),
                frequency=int(said_of["frequency"]),
                status=Status(said_of["status"]),
                part_of_speech=part_of_speech,
            )
        except KeyError as missing:
            raise ValueError(f"no {missing} in {text!r}") from None
        contexts = tuple(int(number) for number in said_of.get("contexts", "").split(",") if number)
        return cls(pair, said_of.get("zh", ""), said_of.get("en", ""), contexts)


def pairs_of(facts: Sequence[Fact], terms: Sequence[TermSection]) -> list[TermPair]:
    """The pairs of an entry with these facts and terms: recorded ones first.

    Where a term is in no record, it pairs with each term of the other language (a file from
    elsewhere has no records); the less welcome of their statuses counts, none means approved.
    Contexts that no record claims go, one-sided, to the first pair of their term.

    Raises:
        ValueError: a record is damaged.
    """
    records = [Record.parse(fact.text) for fact in facts if fact.category == PAIR]
    sections = {term.id: term for term in terms if term.id}
    changed = _changed(records, sections)
    found = [
        _recorded(record, sections, changed)
        for record in records
        if (record.zh or record.en)
        and all(side in sections for side in (record.zh, record.en) if side)
    ]
    known = {side for record in records for side in (record.zh, record.en)}
    claimed = {
        (side, number)
        for record in records
        for side in (record.zh, record.en)
        for number in record.contexts
    }
    sides = [[t for t in terms if t.language is language] or [None] for language in Language]
    for zh, en in product(*sides):
        if any(term and term.id not in known for term in (zh, en)):
            found.append(_unrecorded(zh, en))
    ...
