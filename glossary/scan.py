"""All terms of a glossary in running text.

scanner = Scanner(entries)
scanner.scan("President Lee's pragmatic diplomacy …") -> [Occurrence(start, end, text, …)]

The terms stand in a trie over normalised units (`glossary.normal`), which is walked from every
unit of the text: time grows with the text and with the length of the longest term, not with the
number of terms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.normal import Unit, term_units, units

Match = tuple[ConceptEntry, TermPair]

LEAST_TRUSTED = 0.5
"""Least probability of an extracted pair that competes with others: rather right than wrong."""

_END = ""  # no unit is empty
_Node = dict[str, Any]  # unit -> node; _END -> list of matches


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term where it stands in a text.

    Attributes:
        start: offset in characters into the text as given.
        end: offset behind it.
        text: ``text[start:end]``.
        language: of the term.
        matches: the entries and pairs that the term belongs to, most welcome and best first.
    """

    start: int
    end: int
    text: str
    language: Language
    matches: tuple[Match, ...]

    @property
    def pairs(self) -> tuple[TermPair, ...]:
        """The pairs alone."""
        return tuple(pair for _, pair in self.matches)


class Scanner:
    """Finds the terms of a glossary in text, in both languages, whatever their script or form.

    Inflected English is found by its term (*negotiated* by *negotiate*, *policies* by *policy*),
    but not the other way round: *build* is no *building*. Chinese is found in either script.

    Args:
        entries: the glossary; rejected pairs are left out.
    """

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._tries: dict[Language, _Node] = {language: {} for language in Language}
        for entry in entries:
            for pair in entry.pairs:
                if pair.status is not Status.REJECTED:
                    self._add(Language.ZH, pair.zh, (entry, pair))
                    self._add(Language.EN, pair.en, (entry, pair))

    def _add(self, language: Language, term: str, match: Match) -> None:
        forms = [unit.form for unit in term_units(term)]
        if not forms:
            return
        node = self._tries[language]
        for form in forms:
            node = node.setdefault(form, {})
        node.setdefault(_END, []).append(match)

    def scan(self, text: str, language: Language | None = None) -> list[Occurrence]:
        """The terms in a text, in its order, none overlapping another.

        Of overlapping ones the longest stays, of equally long ones the first. What extraction
        found and holds for rather wrong than right stands only where nothing else does.

        Args:
            text: any length; line feeds are spaces, an empty line ends every term.
            language: look for terms of this language only.
        """
        found = units(text)
        languages = (language,) if language else tuple(Language)
        candidates = [
            (start, end, side, matches)
            for side in languages
            for start, end, matches in _walk(found, self._tries[side])
        ]
        chosen = _longest(candidates)
        return [
            Occurrence(begin, stop, text[begin:stop], side, _ranked(matches))
            for start, end, side, matches in chosen
            for begin, stop in ((found[start].start, found[end - 1].end),)
        ]


_Candidate = tuple[int, int, Language, list[Match]]  # first unit, behind the last, …


def _walk(found: Sequence[Unit], trie: _Node) -> list[tuple[int, int, list[Match]]]:
    """Every term at every unit, as (first unit, behind the last unit, matches)."""
    hits = []
    for start, unit in enumerate(found):
        if unit.form not in trie and unit.base not in trie:
            continue
        paths = [(trie, start)]
        while paths:
            node, at = paths.pop()
            if _END in node:
                hits.append((start, at, node[_END]))
            if at < len(found):
                form, base = found[at].form, found[at].base
                if base != form and base in node:
                    paths.append((node[base], at + 1))
                if form in node:  # on top of the stack: of equal spans the closer form comes first
                    paths.append((node[form], at + 1))
    return hits


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of overlapping candidates the trusted, the longest, the first; in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda c: (_doubtful(c[3]), c[0] - c[1], c[0], c[2])):
        covered = range(candidate[0], candidate[1])
        if taken.isdisjoint(covered):
            taken.update(covered)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c[0])


def _doubtful(matches: Iterable[Match]) -> bool:
    """Whether all of them are extracted pairs that are rather wrong than right."""
    return all(
        pair.status is Status.CANDIDATE and pair.probability < LEAST_TRUSTED for _, pair in matches
    )


def _ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (match[1].status.rank, -match[1].score)))
