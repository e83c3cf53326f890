"""What a glossary says about a term, in either language, and why it was found.

lookup = Lookup({"ours.tbx": entries, "theirs.tsv": others})      in order of trust
lookup.find("務實外交") -> [Hit(entry, pair, how="script", score=1.0, source="ours.tbx")]
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpus.conversion import to_simplified
from corpus.dictionary import DictionaryEntry, entries
from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.normal import key, language_of, lemma, normal_en, normal_zh

EXACT = "exact"
FUZZY = "fuzzy"
DICTIONARY = "dictionary"
DICTIONARY_SOURCE = "CC-CEDICT"

_FUZZY_CUTOFF = 66.0
"""Least similarity (rapidfuzz `ratio`, per cent): one of three characters may be another one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term pair that answers a question.

    Attributes:
        how: ``exact``; what had to be ignored, such as ``script`` or ``case, inflection``;
            ``fuzzy``; or ``dictionary``, if no glossary has the term.
        score: similarity of the spellings, 0 to 1; below 1 for fuzzy hits only.
        source: the name of the glossary.
    """

    entry: ConceptEntry
    pair: TermPair
    how: str
    score: float
    source: str


class Lookup:
    """Finds terms in glossaries.

    Args:
        glossaries: entries, or several glossaries by name in order of trust: of a pair that two
            of them have, the first one's is shown. Rejected pairs are never found.
        dictionary: ask CC-CEDICT for what no glossary has.
    """

    def __init__(
        self,
        glossaries: Iterable[ConceptEntry] | Mapping[str, Iterable[ConceptEntry]],
        *,
        dictionary: bool = True,
    ) -> None:
        if not isinstance(glossaries, Mapping):
            glossaries = {"glossary": glossaries}
        self._dictionary = dictionary
        self._found: dict[Language, dict[str, list[_Named]]] = {side: {} for side in Language}
        for trust, (source, concepts) in enumerate(glossaries.items()):
            for entry in concepts:
                for pair in entry.pairs:
                    if pair.status is not Status.REJECTED:
                        self._add(_Named(trust, source, entry, pair))

    def _add(self, named: "_Named") -> None:
        for language, term in ((Language.ZH, named.pair.zh), (Language.EN, named.pair.en)):
            if term:
                self._found[language].setdefault(key(term), []).append(named)

    def find(self, term: str, *, fuzzy: bool = False, limit: int = 20) -> list[Hit]:
        """The pairs in which a term of either language stands, best first.

        Exact spelling comes first, then spellings that differ in script, width, case, hyphens or
        inflection, then similar ones if `fuzzy`; within each the more trusted glossary, the more
        welcome status, the higher score. Terms of one or two characters are found like any other.
        Only if neither of the first two finds anything is the dictionary asked.

        Args:
            term: what to look up.
            fuzzy: also find similar spellings, with their similarity.
            limit: no more hits than this.
        """
        term = term.strip()
        wanted = key(term)
        if not wanted:
            return []
        found = [
            (_difference(term, named.term(language)), 1.0, named)
            for language in Language
            for named in self._found[language].get(wanted, ())
        ]
        known = bool(found)
        if fuzzy:
            language = language_of(term)
            for other, similarity in self._similar(wanted, language):
                found += [(FUZZY, similarity, named) for named in self._found[language][other]]
        found.sort(key=_rank)
        hits: dict[tuple[str, str], Hit] = {}
        for how, score, named in found:
            hit = Hit(named.entry, named.pair, how, score, named.source)
            hits.setdefault((hit.pair.zh, hit.pair.en), hit)
        answers = list(hits.values())
        if not known and self._dictionary:
            answers += dictionary_hits(term)
        return answers[:limit]

    def _similar(self, wanted: str, language: Language) -> list[tuple[str, float]]:
        """Keys that resemble `wanted`, with their similarity."""
        from rapidfuzz import fuzz, process

        keys = [*self._found[language]]
        found = process.extract(
            wanted, keys, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=None
        )
        return [(other, similarity / 100) for other, similarity, _ in found if other != wanted]


class _Named(NamedTuple):
    """A pair with where it stands; `trust` counts the glossaries, from 0."""

    trust: int
    source: str
    entry: ConceptEntry
    pair: TermPair

    def term(self, language: Language) -> str:
        return self.pair.zh if language is Language.ZH else self.pair.en


def _rank(item: tuple[str, float, _Named]) -> tuple[bool, bool, float, int, int, float]:
    """What orders the hits: closeness of the spelling, trust, status, score."""
    how, score, named = item
    closeness = (how != EXACT, "inflection" in how, -score)
    return (*closeness, named.trust, named.pair.status.rank, -named.pair.score)


def _difference(asked: str, term: str) -> str:
    """Why two spellings with the same key are not the same: the steps that make them so."""
    if asked == term:
        return EXACT
    needed = [
        name
        for name in _STEPS
        if _after(asked, _STEPS.keys() - {name}) != _after(term, _STEPS.keys() - {name})
    ]
    return ", ".join(needed) or "spelling"


def _after(text: str, steps: Collection[str]) -> str:
    for name, step in _STEPS.items():
        if name in steps:
            text = step(text)
    return text


def _uninflected(text: str) -> str:
    """Each word's base form, its case kept where it is none of another."""
    return _WORD.sub(lambda match: _base(match.group()), text)


def _base(word: str) -> str:
    base = lemma(word)
    return word if base == word.lower() else base


_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_NO_WORD = re.compile(r"[^\w+#&]|_")
_STEPS: dict[str, Callable[[str], str]] = {
    "width": lambda text: unicodedata.normalize("NFKC", text),
    "script": to_simplified,
    "inflection": _uninflected,
    "case": str.casefold,
    "punctuation": lambda text: _NO_WORD.sub("", text),  # and spaces, and hyphens
}


def dictionary_hits(term: str) -> list[Hit]:
    """What CC-CEDICT has: an entry's glosses for a Chinese term, entries with that gloss else."""
    if language_of(term) is Language.ZH:
        entries = _by_headword().get(_headword(normal_zh(term)), [])
        found = [(entry, gloss) for entry in entries for gloss in entry.glosses]
    else:
        spellings = dict.fromkeys((_gloss(term), normal_en(_gloss(term))))
        found = [item for spelling in spellings for item in _by_gloss().get(spelling, [])]
    hits = []
    for entry, gloss in found:
        if not gloss.startswith("CL:"):  # a measure word, no translation
            zh = entry.traditional if term == entry.traditional else entry.simplified
            pair = TermPair(zh, gloss, status=Status.SUGGESTED)
            concept = ConceptEntry(concept_id(zh, gloss), (pair,), note=entry.pinyin)
            hits.append(Hit(concept, pair, DICTIONARY, 1.0, DICTIONARY_SOURCE))
    return hits


@cache
def _by_headword() -> dict[str, list[DictionaryEntry]]:
    found: dict[str, list[DictionaryEntry]] = {}
    for entry in entries():
        found.setdefault(_headword(entry.simplified), []).append(entry)
    return found


@cache
def _by_gloss() -> dict[str, list[tuple[DictionaryEntry, str]]]:
    found: dict[str, list[tuple[DictionaryEntry, str]]] = {}
    for entry in entries():
        for gloss in entry.glosses:
            found.setdefault(_gloss(gloss), []).append((entry, gloss))
    return found


def _headword(text: str) -> str:
    return text.lower().replace("·", "").replace("，", ",")


def _gloss(text: str) -> str:
    return _NOTE.sub("", text).strip().lower().removeprefix("to ")


_NOTE = re.compile(r"\s*\([^()]*\)")
