"""Looking things up in a memory: exact and fuzzy matches, and concordance.

memory = Memory.open("memory.tmx")
memory.matches("韓國務實外交")          -> list[Match], best first
memory.concordance("pragmatic diplo")  -> list[SentencePair] that contain it
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.conversion import to_simplified
from corpus.model import Language, SentencePair
from tmx.characters import clean
from tmx.postings import Postings
from tmx.read import pairs

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
THRESHOLD = 75  # percent: the lowest match that CAT tools offer by default


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of the memory whose one side is like the text asked for.

    Attributes:
        percent: 100 for the same text, in either Chinese script; else what of the longer text
            need not be edited, at most 99: in characters for Chinese, in words and marks for
            English, width and case apart (Levenshtein 1966; the measure of OmegaT).
        source: the language asked in.
    """

    pair: SentencePair
    percent: int
    source: Language

    @property
    def text(self) -> str:
        """The side that is like the text."""
        return self.pair.zh if self.source is Language.ZH else self.pair.en

    @property
    def suggestion(self) -> str:
        """The other side: the translation."""
        return self.pair.en if self.source is Language.ZH else self.pair.zh


class Memory:
    """Sentence pairs that can be asked for in either language and script.

    The index of a language is built when it is first asked in.
    """

    def __init__(self, found: Iterable[SentencePair]) -> None:
        """Keep the pairs; of those with the same texts the first."""
        kept: dict[tuple[str, str], SentencePair] = {}
        for pair in found:
            kept.setdefault((pair.zh, pair.en), pair)
        self._pairs = list(kept.values())

    @classmethod
    def open(cls, path: str | Path) -> "Memory":
        """The memory in a TMX.

        Raises:
            InputError: it cannot be read, or has no Chinese and English.
        """
        return cls(pairs(path))

    def __len__(self) -> int:
        return len(self._pairs)

    def exact(self, text: str) -> list[Match]:
        """Pairs that have the text as one side, in either Chinese script."""
        return self.matches(text, limit=len(self._pairs), threshold=100)

    def matches(self, text: str, *, limit: int = 5, threshold: int = THRESHOLD) -> list[Match]:
        """Pairs with a side that is the text or like it, best first, then in file order.

        Args:
            text: Chinese (with any Han character) or English.
            limit: how many at most.
            threshold: percent that a match must reach, from 1.
        """
        language = language_of(text)
        side = self._sides[language]
        form, tokens = _form(text, language), _tokens(text, language)
        best: list[tuple[int, int]] = []  # percent, negative place; best first
        for bound, place in side.postings.similar(tokens, threshold / 100):
            if len(best) == limit and 100 * bound < best[-1][0]:
                break
            percent = _percent(form, tokens, side.texts[place], language)
            if percent >= threshold:
                best = sorted([*best, (percent, -place)], reverse=True)[:limit]
        return [Match(self._pairs[-place], percent, language) for percent, place in best]

    def concordance(self, text: str, *, limit: int = 20) -> list[SentencePair]:
        """Pairs that contain the text, in file order.

        English is found by whole words in any case, of which the last may go on; Chinese in
        either script. White space makes no difference.
        """
        language = language_of(text)
        side = self._sides[language]
        tokens = _tokens(text, language)
        english = language is Language.EN
        wanted = _line(tokens, language)
        found = []
        for place in side.postings.having(tokens, open_end=english):
            if wanted in _line(_tokens(side.texts[place], language), language):
                found.append(self._pairs[place])
                if len(found) == limit:
                    break
        return found

    @cached_property
    def _sides(self) -> "dict[Language, _Side]":
        return {language: _Side(self._pairs, language) for language in Language}


class _Side:
    """One language of a memory."""

    def __init__(self, found: list[SentencePair], language: Language) -> None:
        self.texts = [pair.zh if language is Language.ZH else pair.en for pair in found]
        self._language = language

    @cached_property
    def postings(self) -> Postings:
        return Postings(_tokens(text, self._language) for text in self.texts)


def language_of(text: str) -> Language:
    """The language that a query is in: Chinese if it has any Han character."""
    return Language.ZH if _HAN.search(text) else Language.EN


def _form(text: str, language: Language) -> str:
    """What must be equal for a match of 100 percent."""
    text = clean(text)
    return to_simplified(text) if language is Language.ZH else text


def _tokens(text: str, language: Language) -> list[str]:
    """What edits are counted in: characters for Chinese, words and marks for English."""
    text = unicodedata.normalize("NFKC", _form(text, language)).casefold()
    return list("".join(text.split())) if language is Language.ZH else _TOKEN.findall(text)


def _line(tokens: list[str], language: Language) -> str:
    """Tokens as one string, in which no token starts inside another."""
    return "".join(tokens) if language is Language.ZH else " " + " ".join(tokens)


def _percent(form: str, tokens: list[str], other: str, language: Language) -> int:
    if form == _form(other, language):
        return 100
    share = Levenshtein.normalized_similarity(tokens, _tokens(other, language))
    return min(99, int(100 * share + 1e-9))  # a share that is whole is not to fall below
