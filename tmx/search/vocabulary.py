"""Numbers for tokens, so that texts become arrays of numbers.

numbering(language) -> Numbering      while an index is built: in order of appearance
Vocabulary(arrays)                    in an index: in order of the alphabet

Number 0 ends a text in both.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from corpus.model import Language
from tmx.search.arrays import Array
from tmx.search.tokens import split

END = "\0"  # no character of a clean text, and the first in order
_CODE_POINTS = 0x110000


class Numbering(Protocol):
    """Gives a token a number when it first appears."""

    def encode(self, texts: Sequence[str]) -> Array:
        """The tokens of normal texts, one text after the other, each with 0 behind it."""

    def tokens(self) -> list[str]:
        """The tokens by their numbers."""


def numbering(language: Language) -> Numbering:
    """A numbering in which nothing but the end of a text has appeared."""
    return _Characters() if language is Language.ZH else _Words()


class _Words:
    def __init__(self) -> None:
        self._between_spaces = _BetweenSpaces()

    def encode(self, texts: Sequence[str]) -> Array:
        found = f" {END} ".join([*texts, ""]).split()
        return np.frombuffer(b"".join(map(self._between_spaces.__getitem__, found)), np.uint32)

    def tokens(self) -> list[str]:
        return list(self._between_spaces.numbers)


class _BetweenSpaces(dict[str, bytes]):
    """The numbers of the tokens that stand between two spaces: a word, and marks next to it.

    No token goes beyond, and to remember what stood there is faster than to split it again.
    Figures are not remembered: there is no end of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers = {END: 0}

    def __missing__(self, text: str) -> bytes:
        tokens = split(text, Language.EN)
        numbers = [self.numbers.setdefault(token, len(self.numbers)) for token in tokens]
        encoded = np.array(numbers, np.uint32).tobytes()
        if not text[0].isdigit():
            self[text] = encoded
        return encoded


class _Characters:
    """The same for tokens that are characters, with a table, which is ten times faster."""

    def __init__(self) -> None:
        self._numbers = np.full(_CODE_POINTS, -1, np.int32)
        self._numbers[0] = 0
        self._codes = [0]

    def encode(self, texts: Sequence[str]) -> Array:
        codes = np.frombuffer(END.join([*texts, ""]).encode("utf-32-le"), "<u4")
        new = np.unique(codes[self._numbers[codes] < 0])
        self._numbers[new] = np.arange(len(self._codes), len(self._codes) + len(new))
        self._codes += new.tolist()
        numbers: Array = self._numbers[codes]
        return numbers.astype(np.uint16 if len(self._codes) <= 2**16 else np.uint32)

    def tokens(self) -> list[str]:
        return list(map(chr, self._codes))


class Vocabulary:
    """The tokens of an index and their numbers, looked up where they lie in its file.

    UTF-8 sorts as Unicode does, so that tokens that begin alike have neighbouring numbers.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take what `arrays` gave."""
        self._text = arrays["text"]
        self._ends = arrays["ends"]

    @staticmethod
    def arrays(tokens: Iterable[str]) -> dict[str, Array]:
        """The UTF-8 of tokens in alphabetical order, and where each ends."""
        encoded = [token.encode() for token in tokens]
        text = np.frombuffer(b"".join(encoded), np.uint8)
        return {"text": text, "ends": np.cumsum(list(map(len, encoded)))}

    def __len__(self) -> int:
        return len(self._ends)

    def exactly(self, token: str) -> range:
        """The number of the token; none if it is not there."""
        encoded = token.encode()
        place = self._before(encoded)
        there = place < len(self) and self._at(place) == encoded
        return range(place, place + there)

    def beginning(self, token: str) -> range:
        """The numbers of tokens that begin with this one."""
        encoded = token.encode()
        # 0xff is in no UTF-8, so that it comes after all that goes on and before all else.
        return range(self._before(encoded), self._before(encoded + b"\xff"))

    def _before(self, encoded: bytes) -> int:
        """How many tokens come before."""
        return bisect_left(range(len(self)), encoded, key=self._at)

    def _at(self, place: int) -> bytes:
        start = int(self._ends[place - 1]) if place else 0
        return self._text[start : int(self._ends[place])].tobytes()
