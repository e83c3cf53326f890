"""What a glossary says about a term, in either language, and why it was found.

lookup = Lookup({"ours.tbx": entries, "theirs.tsv": others})      in order of trust
lookup = Lookup.open(["ours.tbx", "out/corpus.sqlite"])           the same, from kept indexes
lookup.find("務實外交") -> [Hit(entry, pair, how="script", score=1.0, source="ours.tbx")]
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus.language.conversion import normal_form
from corpus.model import Language
from glossary.entries import ConceptEntry, TermPair
from glossary.lookup.cedict_index import DICTIONARY_SOURCE, dictionary, plain_gloss
from glossary.lookup.index import IndexedTerm, TermIndex, opened
from glossary.wordforms.normal import key, language_of, lemma
from glossary.wordforms.pinyin import Query, query

EXACT = "exact"
PINYIN = "pinyin"
INITIALS = "pinyin initials"
FUZZY = "fuzzy"
DICTIONARY = "dictionary"
BEGINNING = "pinyin beginning"
PART = "part"

_WITHOUT_TONES = "pinyin without tones"
_ORDER = (PINYIN, _WITHOUT_TONES, PART, BEGINNING, INITIALS, FUZZY)
"""Reasons from closest to loosest, behind all that is spelled alike."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term pair that answers a question.

    Attributes:
        how: ``exact``; what had to be ignored, such as ``script`` or ``case, inflection``;
            ``pinyin``, ``pinyin without tones`` or ``pinyin initials``; ``part`` or ``pinyin
            beginning`` of a longer term; ``fuzzy``; or
            ``dictionary``, with what had to be ignored behind it, if no glossary has the term.
        score: similarity of the spellings, 0 to 1; below 1 for fuzzy hits only.
        source: the name of the glossary.
    """

    entry: ConceptEntry
    pair: TermPair
    how: str
    score: float
    source: str

    @property
    def reason(self) -> str:
        """Why it was found, with the similarity if the spellings are only similar."""
        return f"{self.how} {self.score:.2f}" if self.score < 1 else self.how


class Lookup:
    """Finds terms in glossaries; any thread may ask.

    Args:
        glossaries: entries, or several glossaries by name in order of trust: of a pair that two
            of them have, the first one's is shown. Rejected pairs are never found.
        dictionary: ask CC-CEDICT for what no glossary has.
    """

    def __init__(
        self,
        glossaries: Iterable[ConceptEntry] | Mapping[str, Iterable[ConceptEntry] | TermIndex],
        *,
        dictionary: bool = True,
    ) -> None:
        if not isinstance(glossaries, Mapping):
            glossaries = {"glossary": glossaries}
        self._dictionary = dictionary
        self._indexes = [
            (name, entries if isinstance(entries, TermIndex) else TermIndex.of(entries))
            for name, entries in glossaries.items()
        ]

    @classmethod
    def open(cls, paths: Sequence[str | Path], *, dictionary: bool = True) -> "Lookup":
        """A look-up in glossary files and project files, in order of trust.

        Of a project file that is all that its last run found, kept or not, with what people
        decided, and with all contexts.

        What it needs is kept in the cache folder: a glossary that was opened before, with the
        same content, is opened in milliseconds.

        Raises:
            InputError: a file cannot be read, or is no glossary.
            StoreError: a project file cannot be used.
        """
        lookup = cls({}, dictionary=dictionary)
        lookup._indexes = [(str(path), _opened(path)) for path in dict.fromkeys(paths)]
        return lookup

    def find(
        self, term: str, *, parts: bool = False, fuzzy: bool = False, limit: int = 20
    ) -> list[Hit]:
        """The pairs in which a term of either language stands, best first.

        Exact spelling comes first, then spellings that differ in script, width, case, hyphens or
        inflection. Only if there are neither, Chinese terms that are read so: with the tones that
        were given, with any tones if none was, then by the initials of their syllables. Similar
        spellings are added if `fuzzy`. Among equals the more trusted glossary comes first, then
        the more welcome status, then the higher score. Terms of one or two characters are found
        like any other. CC-CEDICT is asked if nothing was found, or only similar spellings and
        initials.

        Args:
            term: what to look up.
            parts: also find longer terms that hold it, as whoever is typing still expects it:
                in Chinese anywhere, in English from the beginning of a word, by pinyin from that
                of the term.
            fuzzy: also find similar spellings, with their similarity.
            limit: no more hits than this.
        """
        term = term.strip()
        wanted = key(term)
        if not wanted:
            return []
        sound = query(term)
        found = self._spelled_or_read(term, wanted, sound, self._indexes)
        known = bool(found)
        if not known and sound and not sound.tones:
            found = [
                _Answer(INITIALS, 1.0, trust, item)
                for trust, (_, index) in enumerate(self._indexes)
                for item in index.by_initials(sound.sound, limit)
            ]
        language = language_of(term)
        if parts:
            found += self._holding(wanted, term.lower(), language, sound, limit)
        if fuzzy:
            for trust, (_, index) in enumerate(self._indexes):
                for similarity, item in index.similar(wanted, language):
                    found.append(_Answer(FUZZY, similarity, trust, item))
        hits = self._hits(found, self._indexes, limit)
        if not known and self._dictionary:
            indexes = [(DICTIONARY_SOURCE, dictionary())]
            plain = plain_gloss(term)
            found = self._spelled_or_read(plain, key(plain), sound, indexes)
            hits += [_from_dictionary(hit, term) for hit in self._hits(found, indexes, limit)]
        return hits[:limit]

    def _holding(
        self, wanted: str, words: str, language: Language, sound: Query | None, limit: int
    ) -> list["_Answer"]:
        """The longer terms that hold one, or are read so from the beginning."""
        found: list[_Answer] = []
        is_short = len(words) < _LEAST_LETTERS and language is Language.EN
        for trust, (_, index) in enumerate(self._indexes if not is_short else ()):
            terms = index.holding(wanted, words, language, limit)
            found += [_Answer(PART, 1.0, trust, item) for item in terms]
            if sound is not None and not sound.tones:
                terms = index.by_beginning(sound.sound, limit)
                found += [_Answer(BEGINNING, 1.0, trust, item) for item in terms]
        return found

    def nearest(self, term: str, limit: int = 3) -> list[Hit]:
        """The pairs with the terms of the glossaries that are spelled most like this one."""
        wanted, language = key(term), language_of(term)
        if not wanted:
            return []
        found = [
            _Answer(FUZZY, similarity, trust, item)
            for trust, (_, index) in enumerate(self._indexes)
            for similarity, item in index.similar(wanted, language, _NEAR, limit)
            if all(_sides(index, item))
        ]
        return self._hits(found, self._indexes, limit)

    def _spelled_or_read(
        self,
        term: str,
        wanted: str,
        sound: Query | None,
        indexes: Sequence[tuple[str, TermIndex]],
    ) -> list["_Answer"]:
        """Terms spelled like this one, or like it without its article; else terms read like it."""
        found: list[_Answer] = []
        for spelled in (wanted, key(_ARTICLE.sub("", term))):
            if spelled and not found:
                found = [
                    _Answer("", 1.0, trust, item)
                    for trust, (_, index) in enumerate(indexes)
                    for item in index.by_key(spelled)
                ]
        reasons = {item.term.text: _difference(term, item.term.text) for item in found}
        found = [item._replace(how=reasons[item.term.text]) for item in found]
        if found or sound is None:
            return found
        how = PINYIN if sound.tones else _WITHOUT_TONES
        return [
            _Answer(how, 1.0, trust, item)
            for trust, (_, index) in enumerate(indexes)
            for item in index.by_sound(sound)
        ]

    def _hits(
        self,
        answers: list["_Answer"],
        indexes: Sequence[tuple[str, TermIndex]],
        limit: int,
    ) -> list[Hit]:
        """The first `limit` different pairs among the answers, in order."""
        hits: dict[tuple[str, str], Hit] = {}
        for how, score, trust, term in sorted(answers, key=_rank):
            if len(hits) == limit:
                break
            source, index = indexes[trust]
            entry = index.entry(term.concept)
            pair = entry.pairs[term.pair]
            hits.setdefault((pair.zh, pair.en), Hit(entry, pair, how, score, source))
        return list(hits.values())


def _sides(index: TermIndex, item: IndexedTerm) -> tuple[str, str]:
    pair = index.entry(item.concept).pairs[item.pair]
    return pair.zh, pair.en


class _Answer(NamedTuple):
    """A term that was found, and why; `trust` counts the glossaries, from 0."""

    how: str
    score: float
    trust: int
    term: IndexedTerm


def _rank(answer: _Answer) -> tuple[bool, int, bool, float, int, int, float]:
    """What orders the hits: closeness, trust, status, score."""
    how, score, trust, term = answer
    looseness = _ORDER.index(how) + 1 if how in _ORDER else 0
    closeness = (how != EXACT, looseness, "inflection" in how, -score)
    return (*closeness, trust, term.rank, -term.score)


def _from_dictionary(hit: Hit, term: str) -> Hit:
    """A hit marked as the dictionary's, in the script that was asked in."""
    pair = replace(hit.pair, zh=term) if hit.entry.note.startswith(f"{term} ") else hit.pair
    how = DICTIONARY if hit.how in (EXACT, "script") else f"{DICTIONARY}, {hit.how}"
    return replace(hit, pair=pair, how=how)


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
    """The base form of each word; a word that is a base form keeps its case."""
    return _WORD.sub(lambda match: _base(match.group()), text)


def _base(word: str) -> str:
    base = lemma(word)
    return word if base == word.lower() else base


_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_LEAST_LETTERS = 3
"""Of English or pinyin, from which on longer terms are found: two letters begin too many."""
_NEAR = 40.0
"""Least likeness of a term that is offered where there is none."""
_ARTICLE = re.compile(r"^(?:the|an?|to)\s+", re.IGNORECASE)
_NO_WORD = re.compile(r"[^\w+#&]|_")
_STEPS: dict[str, Callable[[str], str]] = {
    "width": lambda text: unicodedata.normalize("NFKC", text),
    "script": normal_form,
    "article": lambda text: _ARTICLE.sub("", text),  # or the *to* of a verb
    "inflection": _uninflected,
    "case": str.casefold,
    "punctuation": lambda text: _NO_WORD.sub("", text),  # and spaces, and hyphens
}


def _opened(path: str | Path) -> TermIndex:
    """The index of a glossary, or of a project, which is read by much that no glossary needs."""
    if Path(path).suffix != ".sqlite":
        return opened(path)
    from glossary.lookup.project import opened_project

    return opened_project(path)
