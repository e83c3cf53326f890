"""A memory against a glossary: are its terms translated as was agreed?

check("memory.tmx", entries) -> [TermFinding(unit, rule, …)]

The terms of the source are the longest ones: in 中国特色社会主义 nobody asks for *China*. In the
target every form counts: inflected or derived, in either script, in another order
(`glossary.wordforms.families`), inside a longer term.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from corpus.errors import UsageError
from corpus.model import Language, SentencePair
from glossary.curation.applied import AGREED
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.occurrences import Occurrence
from glossary.scanning.scan import Scanner, is_doubtful
from glossary.wordforms.alternatives import apart, possible_terms
from glossary.wordforms.families import family, is_rendered
from tmx.conversion.reading import UNITS, direction_of, form_of, read_pairs, read_units
from tmx.formats.records import OnLoss
from tmx.units.languages import primary
from tmx.units.unit import pair_from_unit

_BATCH = 2_000
"""Units that are scanned together."""
_UNWELCOME = (Status.DEPRECATED, Status.FORBIDDEN)
_MOST_FORMS = 200
"""Agreed translations of a term, best first, that are looked for in other forms, too: nobody agrees
on as many, and to look for one takes a tenth of a millisecond."""
_NAMED = 10
"""Of them, how many a finding's reason names."""


class TermRule(StrEnum):
    """The kinds of findings; a closed list."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A term that is not translated as the glossary says.

    Attributes:
        unit: one-based number in the file.
        rule: ``missing``: none of the agreed translations is there; ``forbidden``: a forbidden or
            deprecated one is; ``inconsistent``: an agreed one, but most other units, or the
            preferred one, differ. (Not where the source, too, has two names of the concept.)
        language: of the segment that the offsets count in: the source's for ``missing``, else the
            target's.
        start: offset in characters.
        end: offset behind it.
        text: what stands there.
        term: the source term as the glossary has it; empty where a word is forbidden as such.
        expected: the agreed translations, preferred ones first.
        reason: what is wrong and what is expected, in one line.
        pair: the two segments.
    """

    unit: int
    rule: TermRule
    language: Language
    start: int
    end: int
    text: str
    term: str
    expected: tuple[str, ...]
    reason: str
    pair: SentencePair


def check(
    path: str | Path,
    entries: Iterable[ConceptEntry],
    *,
    source: Language | None = None,
    candidates: bool = False,
    on_loss: OnLoss | None = None,
) -> list[TermFinding]:
    """The findings in a memory or a file of sentence pairs, in its order.

    Args:
        path: a memory in any form that `tmx.read_pairs` takes.
        entries: the glossary. Preferred and approved pairs say what is expected, forbidden and
            deprecated ones what is not; of one concept any agreed term will do.
        source: the language translated from; else that of the memory, or Chinese.
        candidates: expect extracted pairs, too, where nothing was agreed on.
        on_loss: is told of columns and segments that are not used.

    Raises:
        InputError: the file cannot be read.
        UsageError: nothing in the glossary could be checked.
    """
    if form_of(path) in UNITS:
        if source is None:
            source = Language.EN if primary(direction_of(path)[0]) == Language.EN else Language.ZH
        units = enumerate(map(pair_from_unit, read_units(path, on_loss=on_loss)), 1)
        numbered = ((number, pair) for number, pair in units if pair)
    else:
        numbered = ((number, pair) for number, pair in enumerate(read_pairs(path, on_loss), 1))
    return check_pairs(numbered, entries, source=source or Language.ZH, candidates=candidates)


def check_pairs(
    pairs: Iterable[tuple[int, SentencePair]],
    entries: Iterable[ConceptEntry],
    *,
    source: Language = Language.ZH,
    candidates: bool = False,
) -> list[TermFinding]:
    """As `check`, of sentence pairs with their numbers.

    Raises:
        UsageError: nothing in the glossary could be checked.
    """
    checker = _Checker(list(entries), source, candidates=candidates)
    rest = iter(pairs)
    while batch := list(islice(rest, _BATCH)):
        checker.take(batch)
    return sorted(
        [*checker.findings, *checker.inconsistent()],
        key=lambda found: (found.unit, found.language is not source, found.start, found.rule),
    )


@dataclass(frozen=True, slots=True)
class _Use:
    """An agreed translation where it was used."""

    unit: int
    rendering: str
    where: Occurrence | None
    pair: SentencePair


@dataclass
class _Term:
    """What the glossary says of a source term, and its uses so far."""

    text: str
    agreed: tuple[str, ...]
    preferred: str
    unwelcome: dict[str, Status]
    kept: frozenset[str] = frozenset()
    uses: list[list[_Use]] = field(default_factory=list)

    @cached_property
    def expected(self) -> str:
        """The agreed translations as a reason names them."""
        more = len(self.agreed) - _NAMED
        return ", ".join(self.agreed[:_NAMED]) + (f" … ({more:,} more)" if more > 0 else "")

    def used(self, target: str, by_text: Mapping[str, object]) -> Iterator[str]:
        """The agreed translations that stand in a target, best first."""
        for text in self.agreed[:_MOST_FORMS]:
            if self._stands(text, target, by_text):
                yield text
        if len(self.agreed) > _MOST_FORMS:
            further = [text for text in by_text if self._places.get(text, 0) >= _MOST_FORMS]
            yield from sorted(further, key=self._places.__getitem__)

    def _stands(self, text: str, target: str, by_text: Mapping[str, object]) -> bool:
        """Whether an agreed translation stands there: any of those that its cell may list."""
        if text in self.kept:
            return text in target
        possible = possible_terms(text, self.text)
        return text in by_text or any(is_rendered(each, target) for each in possible)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.agreed)}


class _Checker:
    """Goes through the units once; what is inconsistent shows at the end."""

    def __init__(
        self, entries: Sequence[ConceptEntry], source: Language, *, candidates: bool
    ) -> None:
        statuses = {pair.status for entry in entries for pair in entry.pairs}
        if not candidates and statuses.isdisjoint((*AGREED, *_UNWELCOME)):
            raise UsageError(
                "the glossary has no preferred, approved, deprecated or forbidden terms to check; "
                "edit their status, or give --candidates to take extracted ones as agreed"
            )
        self.findings: list[TermFinding] = []
        self._source = source
        self._target = Language.EN if source is Language.ZH else Language.ZH
        self._candidates = candidates
        entries = [replace(e, pairs=(*chain(*map(_apart, e.pairs)),)) for e in entries]
        self._scanner = Scanner(entries)
        self._terms: dict[int, _Term] = {}  # by number of the term

    def take(self, batch: Sequence[tuple[int, SentencePair]]) -> None:
        """Check some units."""
        pairs = [pair for _, pair in batch]
        asked = self._scanner.scan_each([_side(p, self._source) for p in pairs], self._source)
        given = self._scanner.scan_each(
            [_side(p, self._target) for p in pairs], self._target, overlapping=True
        )
        for (unit, pair), terms, renderings in zip(batch, asked, given, strict=True):
            self._unit(unit, pair, terms, renderings)

    def inconsistent(self) -> Iterator[TermFinding]:
        """Terms that are translated in one way here and in another there."""
        for term in (term for term in self._terms.values() if term.uses):
            counts = Counter(use.rendering for uses in term.uses for use in uses)
            usual = term.preferred
            if usual not in counts:
                usual = max(counts, key=lambda name: (counts[name], -term.agreed.index(name)))
            for uses in term.uses:
                if all(family(use.rendering) != family(usual) for use in uses):
                    where = next((use for use in uses if use.where), None)
                    if where and where.where:
                        kind = "preferred" if usual == term.preferred else "used elsewhere"
                        reason = f"{term.text}: {where.rendering}; {usual} is {kind}"
                        yield self._finding(
                            where.unit, TermRule.INCONSISTENT, where.where, term, reason, where.pair
                        )

    def _unit(
        self,
        unit: int,
        pair: SentencePair,
        asked: Sequence[Occurrence],
        given: Sequence[Occurrence],
    ) -> None:
        target = _side(pair, self._target)
        by_text: dict[str, list[Occurrence]] = {}
        for occurrence in given:
            for text in dict.fromkeys(_term(match, self._target) for match in occurrence.pairs):
                by_text.setdefault(text, []).append(occurrence)
        self._forbidden_as_such(unit, pair, given)
        terms = {found.number: found for found in reversed(asked)}.values()
        names = Counter(concept for found in terms for concept in _concepts(found))
        for where in terms:
            term = self._term(where)
            wrong = [
                (status, occurrence)
                for text, status in term.unwelcome.items()
                for occurrence in by_text.get(text, ())
                if self._is_meant(occurrence, text, term, by_text)
            ]
            uses = [
                _Use(unit, text, next(iter(by_text.get(text, ())), None), pair)
                for text in term.used(target, by_text)
            ]
            alone = all(names[concept] == 1 for concept in _concepts(where))
            if uses and alone and len(term.agreed) > 1:
                term.uses.append(uses)
            for status, occurrence in wrong:
                instead = f"; use {term.expected}" if term.expected else ""
                reason = f"{term.text}: {occurrence.text} is {status}{instead}"
                self.findings.append(
                    self._finding(unit, TermRule.FORBIDDEN, occurrence, term, reason, pair)
                )
            if term.agreed and not uses and not wrong:
                reason = f"{where.text}: {term.expected} expected, and not found"
                self.findings.append(
                    self._finding(unit, TermRule.MISSING, where, term, reason, pair)
                )

    def _forbidden_as_such(
        self, unit: int, pair: SentencePair, given: Sequence[Occurrence]
    ) -> None:
        """Words of the target language that the glossary forbids whatever they translate."""
        for occurrence in given:
            for match in occurrence.pairs:
                if match.status in _UNWELCOME and not _term(match, self._source):
                    term = _Term("", (), "", {})
                    reason = f"{occurrence.text} is {match.status}"
                    self.findings.append(
                        self._finding(unit, TermRule.FORBIDDEN, occurrence, term, reason, pair)
                    )

    def _is_meant(
        self,
        occurrence: Occurrence,
        text: str,
        term: _Term,
        by_text: dict[str, list[Occurrence]],
    ) -> bool:
        """Whether an unwelcome word stands there for itself.

        It does not inside a longer agreed term (*Korea* in *South Korea*), nor where the agreed
        term differs from it only in what look-up ignores, such as a capital.
        """
        for agreed in term.agreed:
            for other in by_text.get(agreed, ()):
                if (other.start, other.end) == (occurrence.start, occurrence.end):
                    if occurrence.text != text:
                        return False
                elif other.start <= occurrence.start and occurrence.end <= other.end:
                    return False
        return True

    def _term(self, found: Occurrence) -> _Term:
        """What all pairs of a source term say; agreed ones of the same concepts count, too."""
        if found.number not in self._terms:
            own = list(found.pairs)
            text = _term(own[0], self._source)
            unwelcome = {
                _term(pair, self._target): pair.status
                for pair in own
                if pair.status in _UNWELCOME and _term(pair, self._target)
            }
            agreed = [pair for pair in own if pair.status in AGREED]
            if not agreed and self._candidates:
                agreed = [pair for pair in own if _is_probable(pair)]
            elif agreed:
                agreed += [
                    pair
                    for entry in {id(entry): entry for entry, _ in found.matches}.values()
                    for pair in entry.pairs
                    if pair.status in AGREED
                ]
            refused = {_term(pair, self._target) for pair in own if pair.status is Status.REJECTED}
            ordered = sorted(agreed, key=lambda pair: pair.status.rank)
            names = dict.fromkeys(_term(pair, self._target) for pair in ordered)
            self._terms[found.number] = _Term(
                text=text,
                agreed=tuple(name for name in names if name and name not in refused | {*unwelcome}),
                preferred=next(
                    (_term(p, self._target) for p in own if p.status is Status.PREFERRED), ""
                ),
                unwelcome=unwelcome,
                kept=frozenset(_term(p, self._target) for p in own if p.do_not_translate),
            )
        return self._terms[found.number]

    def _finding(
        self,
        unit: int,
        rule: TermRule,
        where: Occurrence,
        term: _Term,
        reason: str,
        pair: SentencePair,
    ) -> TermFinding:
        return TermFinding(
            unit, rule, where.language, where.start, where.end, where.text, term.text,
            term.agreed, reason, pair,
        )  # fmt: skip


def _apart(pair: TermPair) -> Sequence[TermPair]:
    return apart(pair) if pair.status.is_decided else [pair]


def _concepts(found: Occurrence) -> set[str]:
    return {entry.id for entry, _ in found.matches}


def _is_probable(pair: TermPair) -> bool:
    return pair.status is Status.CANDIDATE and not is_doubtful(pair)


def _side(pair: SentencePair, language: Language) -> str:
    return pair.zh if language is Language.ZH else pair.en


def _term(pair: TermPair, language: Language) -> str:
    return pair.zh if language is Language.ZH else pair.en
