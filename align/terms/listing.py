"""The list of concepts: a row for each, chosen and ordered as a person asks for it.

listing = Listing(sheet, listed)
listing.chosen(Choice(text="外交", status="candidate")) -> [Row, …]
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import UsageError
from corpus.language.conversion import to_simplified
from corpus.language.identification import script_of
from glossary.curation.sheet import TermSheet
from glossary.entries import Category, ConceptEntry, Status, TermPair

ORDERS = ("score", "frequency", "doubt", "zh")
"""Best first, most frequent first, least probable first, by the Chinese term."""
_SHOWN = 3
"""Terms of each language in a row; the card has all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which concepts are listed, and in which order.

    Attributes:
        text: in a term, a definition or a note, in either script; all if empty.
        category: of the best pair; all if empty.
        status: of the concept (`state`), or of one of its pairs, where a person decided it.
        topic: the concept's domain; all if empty.
        least: score of the best pair.
        everything: also what a run does not list in the glossary.
        order: one of `ORDERS`.
    """

    text: str = ""
    category: str = ""
    status: str = ""
    topic: str = ""
    least: float = 0.0
    everything: bool = False
    order: str = "score"

    def checked(self) -> "Choice":
        """Itself.

        Raises:
            UsageError: no such category, status or order.
        """
        for value, known in (
            (self.category, [*Category]),
            (self.status, [*Status]),
            (self.order, ORDERS),
        ):
            if value and value not in known:
                raise UsageError(f"{value!r} is none of {', '.join(known)}")
        return self


@dataclass(slots=True)
class Row:
    """A concept in the list.

    Attributes:
        state: what is held of it: the most welcome status among its pairs.
        best: the pair that stands for it.
        text: all that is searched, in Simplified and lower case.
        statuses: of its pairs.
        listed: a run lists it in the glossary.
    """

    entry: ConceptEntry
    state: Status
    best: TermPair
    text: str
    statuses: frozenset[Status]
    listed: bool
    order: dict[str, Any] = field(repr=False)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet which of its pairs is good."""
        return not self.state.is_decided

    def record(self, revision: int) -> dict[str, Any]:
        """The row for the page."""
        pairs = self.entry.pairs
        zh = dict.fromkeys(pair.zh for pair in pairs if pair.zh)
        en = dict.fromkeys(pair.en for pair in pairs if pair.en)
        best = self.best
        return {
            "id": self.entry.id,
            "revision": revision,
            "zh": [*zh][:_SHOWN],
            "en": [*en][:_SHOWN],
            "codes": [code_of(text) for text in [*zh][:_SHOWN]],
            "more": max(len(zh) - _SHOWN, 0) + max(len(en) - _SHOWN, 0),
            "status": self.state,
            "category": best.category or "",
            "score": round(best.score, 4),
            "probability": round(best.probability, 4),
            "frequency": max(pair.frequency for pair in pairs),
            "topic": self.entry.domain,
            "noted": bool(self.entry.note or self.entry.definition),
        }


class Listing:
    """All rows of a project.

    Args:
        sheet: what stands.
        listed: ids of the concepts that a run lists; those that people decided on are, too.
    """

    def __init__(self, sheet: TermSheet, listed: Collection[str]) -> None:
        self._sheet, self._listed = sheet, listed
        self.rows = {key: self._row(entry) for key, entry in sheet.concepts.items()}

    def changed(self, ids: Iterable[str]) -> None:
        """Look again at some concepts."""
        for key in ids:
            self.rows.pop(key, None)
            if entry := self._sheet.concepts.get(key):
                self.rows[key] = self._row(entry)

    def chosen(self, choice: Choice) -> list[Row]:
        """The rows that a person asks for, in order; equal ones by their ids."""
        text = searched(choice.text)
        rows = [
            row
            for row in self.rows.values()
            if (choice.everything or row.listed)
            and (not text or text in row.text)
            and (not choice.category or row.best.category == choice.category)
            and (not choice.topic or row.entry.domain == choice.topic)
            and row.best.score >= choice.least
            and (not choice.status or _has(row, choice.status))
        ]
        name = choice.order
        rows.sort(key=lambda row: (row.order[name], row.entry.id))
        return rows

    def topics(self) -> list[tuple[str, int]]:
        """The domains of listed concepts, the most frequent first, with how many they have."""
        counts = Counter(row.entry.domain for row in self.rows.values() if row.listed)
        counts.pop("", None)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def _row(self, entry: ConceptEntry) -> Row:
        statuses = frozenset(pair.status for pair in entry.pairs)
        state = min(statuses, key=lambda status: status.rank)
        best = min(entry.pairs, key=lambda pair: (pair.status.rank, -pair.score))
        terms = [text for pair in entry.pairs for text in (pair.zh, pair.en)]
        return Row(
            entry,
            state,
            best,
            searched("\n".join(dict.fromkeys([*terms, entry.definition, entry.note]))),
            statuses,
            entry.id in self._listed or any(status.is_decided for status in statuses),
            {
                "score": (state is Status.SUGGESTED, -best.score),
                "frequency": -max(pair.frequency for pair in entry.pairs),
                "doubt": best.probability,
                "zh": best.zh,
            },
        )


def searched(text: str) -> str:
    """The form in which texts are compared: Simplified, lower case, white space as one space."""
    return to_simplified(" ".join(text.lower().split()))


def _has(row: Row, status: str) -> bool:
    """Whether a concept is of a status, or a pair of it was decided to be."""
    return row.state == status or (
        Status(status).is_decided and any(each == status for each in row.statuses)
    )


def code_of(text: str) -> str:
    """The language code of a Chinese text (BCP 47), which chooses its font and voice."""
    return f"zh-{script_of(text)}"
