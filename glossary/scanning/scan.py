"""All terms of a glossary in running text.

scanner = Scanner(entries)
scanner.scan("President Lee's pragmatic diplomacy …") -> [Occurrence(start, end, text, …)]

The terms stand in a trie over normalised units (`glossary.wordforms.normal`), which is walked from
every unit of the text: time grows with the text and with the length of the longest term, not with
the number of terms. The loops over characters and units are compiled (`unit_kernels`,
`trie_kernels`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from corpus.kernels.arrays import Flags, Ints, Longs
from corpus.model import Language
from corpus.support.uncollected import uncollected
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning import trie_kernels as trie
from glossary.scanning.occurrences import Groups, Match, Occurrence, Occurrences
from glossary.scanning.unit_kernels import PARAGRAPH
from glossary.scanning.units import UnitArrays, UnitCutter
from glossary.scanning.whole_words import whole_words as stand_as_words
from glossary.wordforms.normal import EDGE_MARKS

LEAST_TRUSTED = 0.5
"""Least score and probability of an extracted pair that competes with others: rather a term than
none, rather right than wrong."""

_COLUMNS = (Language.EN, Language.ZH)
"""Of one span that is a term of both languages, the first is found."""
_APART = "\n\n"
"""Between texts that are scanned together: it ends every term."""
_AT_ONCE = 4_000_000
"""Characters that are looked at together: 200 MB of arrays; only an empty line parts them."""


class Scanner:
    """Finds the terms of a glossary in text, in both languages, whatever their script or form.

    Inflected English is found by its term (*negotiated* by *negotiate*, *policies* by *policy*),
    but not the other way round: *build* is no *building*. Chinese is found in either script.

    Args:
        entries: the glossary; rejected pairs are left out.
        whole_words: leave out Chinese terms that come about where words meet, or within a word
            (`glossary.scanning.whole_words`); overlapping ones are given all the same.
    """

    @uncollected()
    def __init__(self, entries: Iterable[ConceptEntry], *, whole_words: bool = True) -> None:
        terms: dict[tuple[Language, str], list[Match]] = {}
        for entry in entries:
            for pair in entry.pairs:
                if pair.status is not Status.REJECTED:
                    for language, text in ((Language.ZH, pair.zh), (Language.EN, pair.en)):
                        if term := " ".join(text.split()):
                            terms.setdefault((language, term), []).append((entry, pair))
        self._cutter = UnitCutter()
        units, bounds = self._units([text for _, text in terms])
        self._led_by, children, ends = trie.build(units, bounds, _sorted(units, bounds))
        self._nodes = np.full((children.size, 3), -1, dtype=np.int32)
        self._nodes[:, 0] = children
        self._root = np.zeros(self._cutter.ids, dtype=np.int32)
        self._root[self._led_by[children[0] : children[1]]] = np.arange(children[0], children[1])
        self._longest = int(np.diff(bounds).max(initial=0))
        self._groups = Groups([], [])
        self._fill(terms, ends)
        self._ranks = np.array(
            [all(is_doubtful(pair) for _, pair in matches) for matches in self._groups.matches],
            dtype=np.uint8,
        )
        self._chinese = np.array(
            [language is Language.ZH for language in self._groups.languages], np.bool_
        )
        self._whole_words = whole_words
        self.scan("")  # compiles, or loads, the rest of the kernels

    def scan(self, text: str, language: Language | None = None) -> Sequence[Occurrence]:
        """The terms in a text, in its order, none overlapping another.

        A Chinese term cuts no word in two. Of overlapping ones the longest stays, of equally long
        ones the first. What extraction found and holds for rather wrong than right, or for no
        term, stands only where nothing else does.

        Args:
            text: any length; line feeds are spaces, an empty line ends every term.
            language: look for terms of this language only.
        """
        parts: list[tuple[Ints, Ints, Ints]] = []
        for begin, part in _parts(text):
            starts, ends, found = self._stretches(part, language, overlapping=False)
            parts.append((starts + begin, ends + begin, found))
        starts, ends, found = map(np.concatenate, zip(*parts, strict=True))
        return Occurrences(text, starts, ends, found, self._groups)

    def scan_each(
        self,
        texts: Sequence[str],
        language: Language | None = None,
        *,
        overlapping: bool = False,
    ) -> list[list[Occurrence]]:
        """As `scan` for each of many short texts, in a fraction of the time.

        Args:
            texts: segments; offsets are into each of them.
            language: look for terms of this language only.
            overlapping: give all terms, also those inside others, in the order of their beginnings.
        """
        begins = list(accumulate((len(text) + len(_APART) for text in texts), initial=0))
        joined = _APART.join(texts)
        starts, ends, found = self._stretches(joined, language, overlapping=overlapping)
        bounds = np.searchsorted(starts, begins).tolist()
        return [
            [*Occurrences(text, starts[a:b] - begin, ends[a:b] - begin, found[a:b], self._groups)]
            for text, begin, a, b in zip(texts, begins, bounds, bounds[1:], strict=False)
        ]

    def _stretches(
        self, text: str, language: Language | None, *, overlapping: bool
    ) -> tuple[Ints, Ints, Ints]:
        """Where terms stand in a text: start, end, number in `self._groups`."""
        wanted = 1 << _COLUMNS.index(language) if language else 3
        units = self._cutter.cut(text)
        first, behind, found = trie.walk(
            units.form, units.base, self._nodes, self._led_by, self._root, self._longest, wanted
        )
        if not overlapping:
            if self._whole_words:
                whole = self._stand_as_words(text, units, first, behind, found)
                first, behind, found = first[whole], behind[whole], found[whole]
            chosen = trie.choose(first, behind, self._ranks[found], units.form.size)
            first, behind, found = first[chosen], behind[chosen], found[chosen]
        return units.start[first], units.end[behind - 1], found

    def _stand_as_words(
        self, text: str, units: UnitArrays, first: Ints, behind: Ints, found: Ints
    ) -> Flags:
        """Whether each occurrence is English, or cuts no Chinese word in two."""
        whole = ~self._chinese[found]
        chinese = np.flatnonzero(~whole)
        if chinese.size:
            starts, ends = units.start[first[chinese]], units.end[behind[chinese] - 1]
            whole[chinese] = stand_as_words(text, starts, ends)
        return whole

    def _units(self, terms: list[str]) -> tuple[Ints, Ints]:
        """The forms of all terms, run together, and where each begins; marks at ends left out."""
        if not terms:
            return np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int32)
        form = self._cutter.learn(_APART.join(terms)).form
        is_mark = np.isin(form, [ord(mark) for mark in EDGE_MARKS])
        gaps = np.flatnonzero(form == PARAGRAPH)
        starts = np.concatenate(([0], gaps + 1))
        ends = np.concatenate((gaps, [form.size]))
        kept = np.zeros(form.size, dtype=bool)
        bounds = [0]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            while start < end and is_mark[start]:
                start += 1
            while start < end and is_mark[end - 1]:
                end -= 1
            kept[start:end] = True
            bounds.append(bounds[-1] + end - start)
        return form[kept], np.array(bounds, dtype=np.int32)

    def _fill(self, terms: dict[tuple[Language, str], list[Match]], ends: Ints) -> None:
        """Store at the node of each term the entries and pairs that it belongs to."""
        found: dict[tuple[int, Language], list[Match]] = {}
        for ((language, _), matches), node in zip(terms.items(), ends.tolist(), strict=True):
            if node:
                found.setdefault((node, language), []).extend(matches)
        for (node, language), matches in found.items():
            self._nodes[node, 1 + _COLUMNS.index(language)] = len(self._groups.matches)
            self._groups.languages.append(language)
            self._groups.matches.append(_ranked(matches))


def _sorted(units: Ints, bounds: Ints) -> Longs:
    """The numbers of the terms that have units, in the order of these."""
    text = units.astype(">u4").tobytes()  # units are not negative: bytes compare as they do
    edges = (4 * bounds).tolist()
    terms = [text[start:end] for start, end in pairwise(edges)]
    kept = [number for number, term in enumerate(terms) if term]
    return np.array(sorted(kept, key=terms.__getitem__), dtype=np.int64)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts that end at an empty line, each with its offset."""
    begin = 0
    while len(text) - begin > _AT_ONCE:
        gap = text.find(_APART, begin + _AT_ONCE)
        if gap < 0:
            break
        yield begin, text[begin:gap]
        begin = gap
    yield begin, text[begin:] if begin else text


def is_doubtful(pair: TermPair) -> bool:
    """Whether a pair was extracted, and is probably wrong or probably not a term."""
    return pair.status is Status.CANDIDATE and (
        pair.probability < LEAST_TRUSTED or pair.score < LEAST_TRUSTED
    )


def _ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (match[1].status.rank, -match[1].score)))
