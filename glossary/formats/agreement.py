"""What the rows of one table say together of a pair of terms.

A decision stands above rows in which nobody decided. Of preferred and approved the more welcome
holds, of deprecated, forbidden and rejected the less welcome: it says more. A pair that one row
wants and another does not is a conflict.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpus.errors import InputError
from glossary.entries import ConceptEntry, Status, TermPair, concept_id

_WANTED = (Status.PREFERRED, Status.APPROVED)


class ConflictError(InputError):
    """Raised where a table wants and does not want one pair of terms."""


class Decisions:
    """The statuses that a table has given so far.

    Args:
        path: of the table.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._said: dict[tuple[str, str], tuple[str, Status, int]] = {}
        self._conflicting: set[tuple[str, str]] = set()

    def concept_of(self, pair: TermPair) -> str:
        """The concept of a row that names none: that in which the pair stands already."""
        known = self._said.get((pair.zh, pair.en))
        return known[0] if known else concept_id(pair.zh, pair.en)

    def add(self, concept: str, pair: TermPair, line: int) -> None:
        """Take a pair.

        Raises:
            ConflictError: an earlier line says the opposite.
        """
        key = pair.zh, pair.en
        known = self._said.setdefault(key, (concept, pair.status, line))
        status = known[1]
        if not pair.status.is_decided or status is pair.status:
            return
        if status.is_decided and (status in _WANTED) != (pair.status in _WANTED):
            self._conflicting.add(key)
            names = " = ".join(filter(None, key))
            reason = (
                f"{names} is {pair.status} here and {status} in line {known[2]}; keep one of them"
            )
            raise ConflictError(self._path, reason, line)
        ranks = [status, pair.status]
        if status.is_decided:
            choose = min if status in _WANTED else max
            chosen = choose(ranks, key=lambda each: each.rank)
        else:
            chosen = pair.status
        self._said[key] = known[0], chosen, line

    def settled(self, entries: Iterable[ConceptEntry]) -> list[ConceptEntry]:
        """The entries with the statuses that hold, without the pairs of which none does."""
        found = (
            entry if all(map(self._holds, entry.pairs)) else self._changed(entry)
            for entry in entries
        )
        return [entry for entry in found if entry.pairs]

    def _holds(self, pair: TermPair) -> bool:
        """Whether the pair's own status is what holds."""
        key = pair.zh, pair.en
        return key not in self._conflicting and self._status(pair) is pair.status

    def _changed(self, entry: ConceptEntry) -> ConceptEntry:
        pairs = (pair for pair in entry.pairs if (pair.zh, pair.en) not in self._conflicting)
        changed = (replace(pair, status=self._status(pair)) for pair in pairs)
        return replace(entry, pairs=tuple(changed))

    def _status(self, pair: TermPair) -> Status:
        status = self._said[pair.zh, pair.en][1]
        return status if status.is_decided else pair.status
