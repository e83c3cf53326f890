"""Terms where they stand in a text: what `glossary.scanning.scan` finds."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from corpus.kernels.arrays import Ints
from corpus.model import Language
from corpus.support.uncollected import uncollected
from glossary.entries import ConceptEntry, TermPair

Match = tuple[ConceptEntry, TermPair]


class Groups(NamedTuple):
    """The terms of a glossary by number, as columns, which are the fastest to go through.

    Attributes:
        languages: of each term.
        matches: the entries and pairs that it belongs to.
    """

    languages: list[Language]
    matches: list[tuple[Match, ...]]


_AT_ONCE = 10_000
"""Occurrences that are made together when all are gone through: a few megabytes."""


class Occurrence(NamedTuple):
    """A term where it stands in a text; a tuple, as a text may have a million of them.

    Attributes:
        start: offset in characters into the text as given.
        end: offset behind it.
        text: ``text[start:end]``.
        language: of the term.
        matches: the entries and pairs that the term belongs to, most welcome and best first.
        number: of the term in the scanner: what is kept by term has it as its key.
    """

    start: int
    end: int
    text: str
    language: Language
    matches: tuple[Match, ...]
    number: int

    @property
    def pairs(self) -> tuple[TermPair, ...]:
        """The pairs alone."""
        return tuple(pair for _, pair in self.matches)


class Occurrences(Sequence[Occurrence]):
    """The terms of a text in its order.

    Kept as twelve bytes each; an `Occurrence`, of some two hundred, is made when it is looked at.
    """

    __slots__ = ("_ends", "_found", "_groups", "_starts", "_text")

    def __init__(self, text: str, starts: Ints, ends: Ints, found: Ints, groups: Groups) -> None:
        self._text = text
        self._starts = starts
        self._ends = ends
        self._found = found
        self._groups = groups

    def __len__(self) -> int:
        """How many there are."""
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Occurrence: ...

    @overload
    def __getitem__(self, index: slice) -> "Occurrences": ...

    def __getitem__(self, index: int | slice) -> "Occurrence | Occurrences":
        """One of them, or some."""
        if isinstance(index, slice):
            starts, ends = self._starts[index], self._ends[index]
            return Occurrences(self._text, starts, ends, self._found[index], self._groups)
        place = range(len(self))[index]
        return self._made(slice(place, place + 1))[0]

    def __iter__(self) -> Iterator[Occurrence]:
        """All of them, some at a time."""
        for begin in range(0, len(self), _AT_ONCE):
            yield from self._made(slice(begin, begin + _AT_ONCE))

    def _made(self, part: slice) -> list[Occurrence]:
        starts, ends, found = (
            column[part].tolist() for column in (self._starts, self._ends, self._found)
        )
        columns = (
            starts,
            ends,
            [self._text[start:end] for start, end in zip(starts, ends, strict=True)],
            [self._groups.languages[number] for number in found],
            [self._groups.matches[number] for number in found],
            found,
        )
        with uncollected():
            return [*map(Occurrence, *columns)]
