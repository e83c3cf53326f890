"""What is wrong with a glossary file, before others find out.

validate("glossary.tbx") -> [GlossaryFault(rule, line, concept, message)]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import InputError
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats import format_of, read_glossary
from glossary.merge import PairKey, pair_key
from glossary.normal import key

_UNWELCOME = (Status.DEPRECATED, Status.FORBIDDEN, Status.REJECTED)


class GlossaryRule(StrEnum):
    """What may be wrong with a glossary; closed list."""

    STRUCTURE = "structure"
    EMPTY = "empty"
    EQUAL = "equal"
    DUPLICATE = "duplicate"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class GlossaryFault:
    """Something wrong in a glossary file.

    Attributes:
        rule: ``structure``: an entry that cannot be read, or says what the format does not know;
            ``empty``: a term without translation, unless it is unwelcome as such; ``equal``: both
            terms are the same; ``duplicate``: a pair of terms, or an id, in two concepts;
            ``status``: a pair that is welcome here and unwelcome there, or two preferred
            translations of one term.
        line: one-based, where it is known.
        concept: id of the concept, where there is one.
        message: what is wrong, in one line.
    """

    rule: GlossaryRule
    line: int | None
    concept: str
    message: str


def validate(path: str | Path) -> list[GlossaryFault]:
    """The faults of a glossary file; none if it is sound.

    Raises:
        InputError: it is no glossary at all.
    """
    unreadable: list[InputError] = []
    entries = read_glossary(path, unreadable.append)
    if format_of(path) == "tbx":
        from glossary.formats.tbx.structure import oddities

        unreadable += oddities(path) if not unreadable else []
    faults = [
        GlossaryFault(GlossaryRule.STRUCTURE, error.line, "", error.reason) for error in unreadable
    ]
    return [*faults, *_sides(entries), *_duplicates(entries), *_statuses(entries)]


def _sides(entries: Iterable[ConceptEntry]) -> Iterator[GlossaryFault]:
    for entry in entries:
        for pair in entry.pairs:
            if not (pair.zh and pair.en):
                if pair.status not in _UNWELCOME:
                    message = f"{pair.zh or pair.en} has no {'English' if pair.zh else 'Chinese'}"
                    yield GlossaryFault(GlossaryRule.EMPTY, None, entry.id, message)
            elif key(pair.zh) == key(pair.en):
                message = f"{pair.zh} is the same in both languages"
                yield GlossaryFault(GlossaryRule.EQUAL, None, entry.id, message)


def _duplicates(entries: Iterable[ConceptEntry]) -> Iterator[GlossaryFault]:
    seen: dict[PairKey, str] = {}
    ids: set[str] = set()
    for entry in entries:
        if entry.id in ids:
            yield GlossaryFault(
                GlossaryRule.DUPLICATE, None, entry.id, f"two concepts have the id {entry.id}"
            )
        ids.add(entry.id)
        for pair in entry.pairs:
            other = seen.setdefault(pair_key(pair), entry.id)
            if other != entry.id:
                message = f"{_shown(pair)} stands in {other}, too; merge them"
                yield GlossaryFault(GlossaryRule.DUPLICATE, None, entry.id, message)


def _statuses(entries: Iterable[ConceptEntry]) -> Iterator[GlossaryFault]:
    said: dict[tuple[str, str], tuple[Status, str]] = {}
    for entry in entries:
        preferred: dict[str, str] = {}
        for pair in entry.pairs:
            status, other = said.setdefault((pair.zh, pair.en), (pair.status, entry.id))
            if (status in _UNWELCOME) != (pair.status in _UNWELCOME):
                message = f"{_shown(pair)} is {pair.status} here and {status} in {other}"
                yield GlossaryFault(GlossaryRule.STATUS, None, entry.id, message)
            if pair.status is Status.PREFERRED:
                first = preferred.setdefault(pair.zh, pair.en)
                if pair.zh and first != pair.en:
                    message = f"{pair.zh} has two preferred terms: {first}, {pair.en}"
                    yield GlossaryFault(GlossaryRule.STATUS, None, entry.id, message)


def _shown(pair: TermPair) -> str:
    return " = ".join(filter(None, (pair.zh, pair.en)))
