"""From the terms of a TBX entry back to pairs of terms.

Recorded pairs come back as they were; but what a person changed at a term since, in whatever
tool, wins over the record: another status, a term more, a term less.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from corpus.model import Kind, Language, SentencePair
from glossary.entries import Category, Status, TermPair
from glossary.formats.tbx.mapping import CATEGORY, PAIR, UNTRANSLATED, said, status_from
from glossary.wordforms.alternatives import apart


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
    code: str = ""

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

    @property
    def sides(self) -> tuple[str, ...]:
        """The ids of its terms, one or two."""
        return tuple(filter(None, (self.zh, self.en)))

    @classmethod
    def parse(cls, text: str, category: Category | None = None) -> "Record":
        """Read what `mapping.PAIR` describes; a pair without a category has that of the entry.

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
                documents=int(said_of.get("documents", "0")),
                do_not_translate=said_of.get("translate") == "no",
                termhood=float(said_of.get("termhood", "0")),
                category=Category.named(said_of.get("category", category or "")),
            )
        except KeyError as missing:
            raise ValueError(f"no {missing} in {text!r}") from None
        contexts = tuple(int(number) for number in said_of.get("contexts", "").split(",") if number)
        return cls(pair, said_of.get("zh", ""), said_of.get("en", ""), contexts)


class TooManyTermsError(Exception):
    """Raised for an entry whose terms are a list, not those of one concept."""


def pairs_of(facts: Sequence[Fact], terms: Sequence[TermSection]) -> list[TermPair]:
    """The pairs of an entry with these facts and terms: recorded ones first.

    Where a term is in no record, or alone is left of one, it pairs with each term of the other
    language (a file from elsewhere has no records); the less welcome of their statuses counts,
    none means approved; several terms that surely stand in one are parted. Contexts that no record
    claims go, one-sided, to the first pair of their term.

    Raises:
        ValueError: a record is damaged.
        TooManyTermsError: the terms that no record pairs would make too many pairs.
    """
    category = next((Category.named(f.text) for f in facts if f.category == CATEGORY), None)
    records = [Record.parse(fact.text, category) for fact in facts if fact.category == PAIR]
    sections = {term.id: term for term in terms if term.id}
    records = [r for r in records if r.sides and all(side in sections for side in r.sides)]
    changed = _changed(records, sections)
    found: list[_Found] = []
    for record in records:
        zh, en = sections.get(record.zh), sections.get(record.en)
        status = _least_welcome(changed[side] for side in record.sides if side in changed)
        pair = replace(
            record.pair,
            zh=zh.text if zh else "",
            en=en.text if en else "",
            status=status or record.pair.status,
            zh_code=zh.code if zh else "",
            en_code=en.code if en else "",
            contexts=tuple(_context(zh, en, number) for number in record.contexts),
        )
        found.append((zh, en, pair))
    known = {side for record in records for side in record.sides}
    keep = any(_says_keep(fact) for fact in [*facts, *(f for term in terms for f in term.facts)])
    found += [
        (zh, en, pair)
        for zh, en in _unknown(terms, known)
        for pair in apart(_unrecorded(zh, en, category, keep=keep))
    ]
    claimed = {
        (s, number) for record in records for s in record.sides for number in record.contexts
    }
    return _with_other_contexts(found, claimed)


_MOST_PAIRS = 10_000
"""Pairs that the terms of one entry are taken to make: a concept has a handful of terms in each
language, and a list that is put into one entry would make millions."""

_Found = tuple[TermSection | None, TermSection | None, TermPair]


def _unknown(
    terms: Sequence[TermSection], known: Collection[str]
) -> Iterator[tuple[TermSection | None, TermSection | None]]:
    """Each Chinese with each English term of an entry, where a record knows at most one of them."""
    chinese, english = (_of_language(terms, language) for language in Language)
    new = [term for term in english if term and term.id not in known]
    pairs = sum(len(english if zh and zh.id not in known else new) for zh in chinese)
    if pairs > _MOST_PAIRS:
        raise TooManyTermsError(
            f"{len(chinese):,} by {len(english):,} terms are more than one concept has; "
            "split the entry"
        )
    for zh in chinese:
        for en in english if zh and zh.id not in known else new:
            yield zh, en


def _changed(records: Sequence[Record], sections: Mapping[str, TermSection]) -> dict[str, Status]:
    """By term id, statuses that are not what we wrote there."""
    written: dict[str, list[Status]] = {}
    for record in records:
        for side in record.sides:
            written.setdefault(side, []).append(record.pair.status)
    changed = {}
    for identity, statuses in written.items():
        now = sections[identity].status if identity in sections else None
        before = status_from(said(min(statuses, key=attrgetter("rank")))[1])
        if now and now is not before:
            changed[identity] = now
    return changed


def _of_language(
    terms: Sequence[TermSection], language: Language
) -> list[TermSection] | list[None]:
    return [term for term in terms if term.language is language] or [None]


def _least_welcome(statuses: Iterable[Status]) -> Status | None:
    return max(statuses, key=attrgetter("rank"), default=None)


def _says_keep(fact: Fact) -> bool:
    category, value = UNTRANSLATED
    return fact.category.lower() == category.lower() and fact.text.lower() == value.lower()


def _unrecorded(
    zh: TermSection | None, en: TermSection | None, category: Category | None, *, keep: bool
) -> TermPair:
    both = [term for term in (zh, en) if term]
    if keep:
        zh, en = zh or en, en or zh
    status = _least_welcome(term.status for term in both if term.status)
    return TermPair(
        zh.text if zh else "",
        en.text if en else "",
        score=1.0,
        probability=1.0,
        status=status or Status.APPROVED,
        zh_code=zh.code if zh and zh.language is Language.ZH else "",
        en_code=en.code if en and en.language is Language.EN else "",
        do_not_translate=keep,
        part_of_speech=next(filter(None, (term.first("partOfSpeech") for term in both)), ""),
        termhood=1.0,
        category=category,
    )


def _context(zh: TermSection | None, en: TermSection | None, number: int) -> SentencePair:
    """The two halves of a context, put together again."""
    missing = Fact("context", "")
    halves = [
        next((fact for fact in term.contexts if fact.number == number), missing)
        if term
        else missing
        for term in (zh, en)
    ]
    return _sentence_pair(*halves)


def _sentence_pair(zh: Fact, en: Fact) -> SentencePair:
    return SentencePair(
        zh.text,
        en.text,
        kind=Kind.COMPARABLE if Kind.COMPARABLE in (zh.kind, en.kind) else Kind.PARALLEL,
        zh_document=zh.source,
        en_document=en.source,
    )


def _with_other_contexts(
    found: Sequence[_Found], claimed: Collection[tuple[str, int]]
) -> list[TermPair]:
    """The pairs, each term's unclaimed contexts with its first one."""
    missing = Fact("context", "")
    given: set[int] = set()
    pairs = []
    for zh, en, pair in found:
        more = []
        for term in (zh, en):
            if term and id(term) not in given:
                given.add(id(term))
                more += [
                    _sentence_pair(fact, missing) if term is zh else _sentence_pair(missing, fact)
                    for fact in term.contexts
                    if (term.id, fact.number) not in claimed
                ]
        pairs.append(replace(pair, contexts=pair.contexts + tuple(more)))
    return pairs
