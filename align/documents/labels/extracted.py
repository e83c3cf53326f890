"""The terms that extraction found, where documents have them.

ExtractedTerms(entries).in_texts(sentences, Language.ZH) -> per sentence, the terms in it
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import Scanner, is_doubtful

_TERM = 0.75
"""What an occurrence of a term counts beside its score: the surest counts more than a name."""


class Term(NamedTuple):
    """A term where it stands in a sentence.

    Attributes:
        start: in characters.
        end: behind it.
        form: as the glossary has it.
        weight: of one occurrence, where a word has 1.
    """

    start: int
    end: int
    form: str
    weight: float


class ExtractedTerms:
    """The terms of a glossary that are rather terms than none, and rather right than wrong."""

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        sure = []
        for entry in entries:
            pairs = tuple(
                pair
                for pair in entry.pairs
                if pair.status.rank <= Status.CANDIDATE.rank and not is_doubtful(pair)
            )
            if pairs:
                sure.append(ConceptEntry(entry.id, pairs))
        self._scanner = Scanner(sure) if sure else None

    def in_texts(self, sentences: Sequence[str], language: Language) -> list[list[Term]]:
        """The terms of each sentence in their order, none overlapping another."""
        if self._scanner is None:
            return [[] for _ in sentences]
        found = self._scanner.scan_each(sentences, language)
        return [
            [
                Term(one.start, one.end, _form(pair, language), _weight(pair))
                for one in row
                for _, pair in one.matches[:1]
            ]
            for row in found
        ]


def _weight(pair: TermPair) -> float:
    decided = pair.status is not Status.CANDIDATE
    return _TERM + (1.0 if decided else pair.score)


def _form(pair: TermPair, language: Language) -> str:
    return pair.zh if language is Language.ZH else pair.en


def whole(
    terms: Iterable[Term], names: Sequence[tuple[int, int]]
) -> tuple[list[Term], list[tuple[int, int]]]:
    """The terms that cut no name, and the names that stand in none of these.

    Args:
        terms: of a sentence.
        names: start and end of each of its names.
    """
    kept = [
        term
        for term in terms
        if all(
            end <= term.start or term.end <= start or (term.start <= start and end <= term.end)
            for start, end in names
        )
    ]
    return kept, [name for name in names if not covered(*name, kept)]


def covered(start: int, end: int, stretches: Iterable[Term | tuple[int, int]]) -> bool:
    """Whether any of the stretches has a part of this one."""
    return any(stretch[0] < end and start < stretch[1] for stretch in stretches)
