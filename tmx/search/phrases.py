"""Where a phrase stands, in texts that are arrays of numbers: every pair of neighbours, sorted.

Phrases.arrays(tokens, size) -> arrays             of many texts, for an index
Phrases(tokens, arrays).find(phrase) -> positions  where it stands, ascending
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tmx.search.arrays import Array

_SLICE = 4_000_000  # tokens that are sorted at once: about 150 MB
# A pair that stands more often is found by reading on from the start, as it is not far then.
_FREQUENT = 100_000
_PORTION = 5_000  # positions that are looked at at once: hits enough are often among them
_STEP = 1_000_000  # tokens that are read at once there


class Phrases:
    """An index of phrases of any length.

    A phrase is looked for by its rarest pair of neighbours.
    """

    def __init__(self, tokens: Array, arrays: Mapping[str, Array]) -> None:
        """Take the tokens of all texts, each with 0 behind it, and what `arrays` gave."""
        self._tokens = tokens
        self._order = arrays["order"]
        self._first = arrays["first"]

    @staticmethod
    def arrays(tokens: Array, size: int) -> dict[str, Array]:
        """What the constructor takes.

        Args:
            tokens: of all texts, each with 0 behind it.
            size: how many different ones there are, 0 among them.

        Returns:
            The positions of all tokens but 0, by token, then by the following one, then
            ascending; and for each token how many of them come before it.
        """
        counts = np.bincount(tokens, minlength=size)
        counts[:1] = 0
        first = np.concatenate([[0], np.cumsum(counts)])
        order = np.empty(int(first[-1]), np.uint32 if len(tokens) < 2**32 else np.uint64)
        low = 1
        while low < size:
            high = max(low + 1, int(np.searchsorted(first, first[low] + _SLICE, "right")) - 1)
            found = np.flatnonzero((tokens >= low) & (tokens < high))
            keys = [*_halves(tokens[found + 1]), *_halves(tokens[found])]
            order[first[low] : first[high]] = found[np.lexsort(keys)]
            low = high
        return {"order": order, "first": first}

    def find(self, phrase: Sequence[range]) -> Iterator[NDArray[np.int64]]:
        """The positions at which the phrase begins, ascending, in portions.

        Args:
            phrase: for each of its tokens those that may stand there, none of them 0.
        """
        if not phrase or not all(phrase):
            return
        spans = [self._span(a, b) for a, b in zip(phrase, [*phrase[1:], None], strict=True)]
        anchor = min(range(len(spans)), key=lambda number: len(spans[number]))
        span = spans[anchor]
        if len(span) <= _FREQUENT:
            positions = np.sort(self._order[span.start : span.stop])
            for start in range(0, len(positions), _PORTION):
                found = positions[start : start + _PORTION].astype(np.int64) - anchor
                yield self._standing(phrase, found[found >= 0])
            return
        for start in range(0, len(self._tokens), _STEP):
            part = self._tokens[start : start + _STEP]
            found = np.flatnonzero(_among(part, phrase[0])) + start
            yield self._standing(phrase, found)

    def _span(self, token: range, following: range | None) -> range:
        """Where in the order the positions are that have one of the tokens, and what follows."""
        start, stop = int(self._first[token.start]), int(self._first[token.stop])
        if following is None or len(token) > 1:
            return range(start, stop)
        places = range(start, stop)

        def follower(place: int) -> int:
            return int(self._tokens[int(self._order[place]) + 1])

        return places[
            bisect_left(places, following.start, key=follower) : bisect_left(
                places, following.stop, key=follower
            )
        ]

    def _standing(self, phrase: Sequence[range], found: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of the positions at which all of the phrase stands."""
        last = len(self._tokens) - 1  # a 0, which is in no phrase
        for number, wanted in enumerate(phrase):
            there = self._tokens[np.minimum(found + number, last)]
            found = found[_among(there, wanted)]
        return found


def _among(tokens: Array, wanted: range) -> NDArray[np.bool_]:
    if len(wanted) == 1:
        return np.equal(tokens, wanted.start)
    return np.greater_equal(tokens, wanted.start) & np.less(tokens, wanted.stop)


def _halves(tokens: Array) -> list[NDArray[np.uint16]]:
    """The tokens as keys of 16 binary digits, the lower one first: numpy sorts those fastest."""
    low = tokens.astype(np.uint16)  # the rest is cut off
    return [low] if tokens.dtype == np.uint16 else [low, (tokens >> 16).astype(np.uint16)]
