"""Looking things up in memories: exact and fuzzy matches, and concordance.

memory = Memory.open("memory.tmx")
memory.matches("韓國務實外交")          -> list[Match], best first
memory.concordance("pragmatic diplo")  -> list[Context] that contain it
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar, TypeVar

from corpus.model import Language, SentencePair
from corpus.tabular import Tabular
from tmx.search.index import Index, text_of
from tmx.search.index_file import DAMAGE, index_anew, index_of
from tmx.search.tokens import find, language_of

Answer = TypeVar("Answer")
THRESHOLD = 70  # percent: the lowest match that Trados shows if not told otherwise


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of a memory whose one side is like the text asked for.

    Attributes:
        percent: 100 for the same text, in either Chinese script; else what of the longer text
            need not be edited, at most 99: in characters for Chinese, in words and marks for
            English, width and case apart (Levenshtein 1966; the measure of OmegaT).
        source: the language asked in.
        memory: the file it is from, as it was named; empty for pairs from elsewhere.
    """

    pair: SentencePair
    percent: int
    source: Language
    memory: str = ""

    @property
    def text(self) -> str:
        """The side that is like the text."""
        return text_of(self.pair, self.source)

    @property
    def suggestion(self) -> str:
        """The other side: the translation."""
        return self.pair.en if self.source is Language.ZH else self.pair.zh


class Matches(Tabular, list[Match]):
    """Matches, best first; a notebook shows a row for each."""

    columns: ClassVar = ("percent", "zh", "en", "memory")

    def rows(self) -> Iterator[tuple[int, str, str, str]]:
        """The matches with the pairs that they are."""
        for match in self:
            yield match.percent, match.pair.zh, match.pair.en, match.memory


@dataclass(frozen=True, slots=True)
class Context:
    """A pair of a memory whose one side contains the text asked for.

    Attributes:
        source: the language asked in.
        start: offset in characters into that side, where the text begins.
        end: where it ends.
        memory: the file it is from, as it was named; empty for pairs from elsewhere.
        before: the pairs before it in the memory, in order, as many as were asked for.
        after: the pairs after it.
    """

    pair: SentencePair
    source: Language
    start: int
    end: int
    memory: str = ""
    before: tuple[SentencePair, ...] = ()
    after: tuple[SentencePair, ...] = ()

    @property
    def text(self) -> str:
        """The side that contains the text."""
        return text_of(self.pair, self.source)


class Memory:
    """Sentence pairs that can be asked for in either language and script.

    Attributes:
        paths: the files, the most trusted first; none if it was made of pairs.
    """

    def __init__(self, found: Iterable[SentencePair]) -> None:
        """Index the pairs, in memory only; of those with the same texts the first is kept."""
        self.paths: tuple[str, ...] = ()
        self._indexes = [("", Index.of(found))]

    @classmethod
    def open(cls, *paths: str | Path) -> "Memory":
        """The memories in TMX files, the most trusted first.

        An index is kept beside each file as ``FILE.index``, or in the cache folder, and made
        anew when the file has changed.

        Raises:
            InputError: a file cannot be read, or has no Chinese and English.
        """
        memory = cls(())
        memory.paths = tuple(map(str, paths))
        memory._indexes = [(str(path), index_of(path)) for path in paths]
        return memory

    def __len__(self) -> int:
        return sum(len(index) for _, index in self._indexes)

    def exact(self, text: str, *, source: Language | None = None) -> Matches:
        """Pairs that have the text as one side, in either Chinese script."""
        return self.matches(text, limit=len(self), threshold=100, source=source)

    def matches(
        self,
        text: str,
        *,
        limit: int = 5,
        threshold: int = THRESHOLD,
        source: Language | None = None,
    ) -> Matches:
        """Pairs with a side that is the text or like it: all that there are, up to the limit.

        Best first, of equal ones those of the more trusted memory, then in file order. A pair
        that is in several memories is taken from the first.

        Args:
            text: a segment.
            limit: how many at most, from 1.
            threshold: percent that a match must reach, from 1.
            source: language of the text; None for Chinese if it has any Han character.
        """
        source = source or language_of(text)

        def like(index: Index) -> Iterator[tuple[SentencePair, int]]:
            for percent, place in index.similar(text, source, limit=limit, threshold=threshold):
                yield index.pair(place), percent

        found = [Match(pair, percent, source, name) for name, (pair, percent) in self._asked(like)]
        found.sort(key=lambda match: -match.percent)
        return Matches(islice(_distinct(found), limit))

    def concordance(
        self, text: str, *, limit: int = 20, context: int = 0, source: Language | None = None
    ) -> list[Context]:
        """Pairs that contain the text, by trust and in file order, each once.

        English is found by whole words in any case, of which the last may go on; Chinese in
        either script. White space makes no difference.

        Args:
            text: a part of a segment.
            limit: how many at most.
            context: how many pairs before and after each to give, too.
            source: language of the text; None for Chinese if it has any Han character.
        """
        source = source or language_of(text)
        return list(islice(_distinct(self._contexts(text, source, context)), limit))

    def _contexts(self, text: str, source: Language, context: int) -> Iterator[Context]:
        def containing(index: Index) -> Iterator[tuple[list[SentencePair], int]]:
            for place in index.containing(text, source):
                first = max(0, place - context)
                last = min(len(index), place + 1 + context)
                yield [index.pair(each) for each in range(first, last)], place - first

        for name, (pairs, at) in self._asked(containing):
            start, end = find(text, text_of(pairs[at], source), source)
            before, after = tuple(pairs[:at]), tuple(pairs[at + 1 :])
            yield Context(pairs[at], source, start, end, name, before, after)

    def _asked(self, ask: Callable[[Index], Iterator[Answer]]) -> Iterator[tuple[str, Answer]]:
        """What each index answers, with its memory.

        A damaged index that has passed for a sound one is made anew when it is stumbled over, and
        asked again from the start.
        """
        for number, (name, index) in enumerate(self._indexes):
            try:
                yield from ((name, answer) for answer in ask(index))
            except DAMAGE:
                if not name:  # it was made here, of pairs
                    raise
                index = index_anew(name)
                self._indexes[number] = name, index
                yield from ((name, answer) for answer in ask(index))


Found = TypeVar("Found", Match, Context)


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    """Of those with the same texts the first."""
    seen = set()
    for each in found:
        key = each.pair.zh, each.pair.en
        if key not in seen:
            seen.add(key)
            yield each
