"""What is wrong with a glossary file, before others find out.

validate("glossary.tbx") -> [GlossaryFault(rule, line, concept, message)]
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.han import HAN_CHARACTER
from glossary.curation.applied import AGREED
from glossary.curation.merge import PairKey, pair_key
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.agreement import ConflictError
from glossary.formats.registry import format_of, glossary_file, read_glossary
from glossary.wordforms.alternatives import possible_terms
from glossary.wordforms.normal import key

_UNWELCOME = (Status.DEPRECATED, Status.FORBIDDEN, Status.REJECTED)


class GlossaryRule(StrEnum):
    """What may be wrong with a glossary; closed list."""

    STRUCTURE = "structure"
    EMPTY = "empty"
    EQUAL = "equal"
    DUPLICATE = "duplicate"
    STATUS = "status"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class GlossaryFault:
    """Something wrong in a glossary file.

    Attributes:
        rule: ``structure``: an entry that cannot be read, or says what the format does not know;
            ``empty``: a term without translation, unless it is unwelcome as such; ``equal``: both
            terms are the same, and nobody said that they are not to be translated, or somebody did
            and they differ; ``several``: a cell that may list several terms; ``duplicate``: a pair
            of terms in two concepts, or twice in one; ``status``: a pair that is welcome here and
            unwelcome there, or two preferred translations of one term.
        line: one-based, where it is known.
        concept: id of the concept, where there is one.
        message: what is wrong, in one line.
    """

    rule: GlossaryRule
    line: int | None
    concept: str
    message: str


class _Row(NamedTuple):
    """A pair where it stands in the file."""

    concept: str
    pair: TermPair
    line: int | None


def validate(path: str | Path) -> list[GlossaryFault]:
    """The faults of a glossary file, in its order; none if it is sound.

    Raises:
        InputError: it is no glossary at all.
    """
    unreadable: list[InputError] = []
    rows: list[_Row] = []
    read_glossary(path, unreadable.append, lambda *row: rows.append(_Row(*row)))
    path = glossary_file(path)
    if format_of(path) == "tbx":
        from glossary.formats.tbx.salvage import MalformedError
        from glossary.formats.tbx.structure import oddities

        with suppress(MalformedError):
            unreadable += oddities(path)
    faults = [
        GlossaryFault(GlossaryRule.STRUCTURE, error.line, "", error.reason)
        for error in unreadable
        if not isinstance(error, ConflictError)  # a fault of status
    ]
    faults += [*_sides(rows), *_duplicates(rows), *_statuses(rows), *_several(rows)]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _sides(rows: Iterable[_Row]) -> Iterator[GlossaryFault]:
    for concept, pair, line in rows:
        if not (pair.zh and pair.en):
            if _is_empty(pair):
                yield GlossaryFault(GlossaryRule.EMPTY, line, concept, _said_empty(pair))
        elif pair.do_not_translate:
            if pair.zh != pair.en:
                message = f"{_shown(pair)} is not to be translated, and its sides differ"
                yield GlossaryFault(GlossaryRule.EQUAL, line, concept, message)
        elif key(pair.zh) == key(pair.en) and not _stays(pair):
            message = f"{pair.zh} is the same in both languages"
            yield GlossaryFault(GlossaryRule.EQUAL, line, concept, message)


def _is_empty(pair: TermPair) -> bool:
    """Whether a side is missing; what is unwelcome as such needs no translation."""
    return not (pair.zh and pair.en) and pair.status not in _UNWELCOME


def _said_empty(pair: TermPair) -> str:
    return f"{pair.zh or pair.en} has no {'English' if pair.zh else 'Chinese'}"


class EmptySides:
    """The pairs of a glossary that have one side only, as they are read.

    Args:
        path: of the glossary.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._found: list[InputError] = []

    def add(self, _concept: str, pair: TermPair, line: int | None) -> None:
        """Take a pair."""
        if _is_empty(pair):
            reason = f"{_said_empty(pair)}; give it one, or remove it"
            self._found.append(InputError(self._path, reason, line))

    def without(
        self, entries: Iterable[ConceptEntry], on_fault: Callable[[InputError], object] | None
    ) -> list[ConceptEntry]:
        """The entries without these pairs, of each of which `on_fault` is told.

        Raises:
            InputError: there are any, and there is no `on_fault`.
        """
        for error in self._found:
            if on_fault is None:
                raise error
            on_fault(error)
        if not self._found:
            return [*entries]
        kept = (
            replace(entry, pairs=tuple(pair for pair in entry.pairs if not _is_empty(pair)))
            for entry in entries
        )
        return [entry for entry in kept if entry.pairs]


def _stays(pair: TermPair) -> bool:
    """Whether someone agreed on a name that Chinese writes as English does (DataHub, NATO)."""
    named = any(map(str.isupper, pair.zh)) and not HAN_CHARACTER.search(pair.zh)
    return named and pair.zh == pair.en and pair.status in AGREED


def _several(rows: Iterable[_Row]) -> Iterator[GlossaryFault]:
    named: set[tuple[str, int | None, str]] = set()
    for concept, pair, line in rows:
        for text, other in ((pair.zh, pair.en), (pair.en, pair.zh)):
            parts = possible_terms(text, other) if pair.status.is_decided else ()
            if len(parts) > 1 and (concept, line, text) not in named:
                named.add((concept, line, text))
                message = f"{text} may be several terms ({' | '.join(parts)}); give each a row"
                yield GlossaryFault(GlossaryRule.SEVERAL, line, concept, message)


def _duplicates(rows: Iterable[_Row]) -> Iterator[GlossaryFault]:
    """Pairs, in whatever spelling, in two concepts; and twice in one, if spelled alike."""
    concepts: dict[PairKey, _Row] = {}
    spelled: dict[tuple[str, str, str], _Row] = {}
    for row in rows:
        other = concepts.setdefault(pair_key(row.pair), row)
        if other.concept != row.concept:
            message = f"{_shown(row.pair)} stands in {_place(other)}, too; merge them"
            yield GlossaryFault(GlossaryRule.DUPLICATE, row.line, row.concept, message)
            continue
        twin = spelled.setdefault((row.concept, row.pair.zh, row.pair.en), row)
        if twin is not row:
            message = f"{_shown(row.pair)} stands twice in it (line {twin.line}); remove one"
            yield GlossaryFault(GlossaryRule.DUPLICATE, row.line, row.concept, message)


def _statuses(rows: Iterable[_Row]) -> Iterator[GlossaryFault]:
    said: dict[tuple[str, str], _Row] = {}
    preferred: dict[tuple[str, str], str] = {}
    for row in rows:
        concept, pair, line = row
        other = said.setdefault((pair.zh, pair.en), row)
        if (other.pair.status in _UNWELCOME) != (pair.status in _UNWELCOME):
            message = (
                f"{_shown(pair)} is {pair.status} here and {other.pair.status} in {_place(other)}"
            )
            yield GlossaryFault(GlossaryRule.STATUS, line, concept, message)
        if pair.status is Status.PREFERRED and pair.zh:
            first = preferred.setdefault((concept, pair.zh), pair.en)
            if first != pair.en:
                message = f"{pair.zh} has two preferred terms: {first}, {pair.en}"
                yield GlossaryFault(GlossaryRule.STATUS, line, concept, message)


def _place(row: _Row) -> str:
    return f"{row.concept} (line {row.line})" if row.line else row.concept


def _shown(pair: TermPair) -> str:
    return " = ".join(filter(None, (pair.zh, pair.en)))
