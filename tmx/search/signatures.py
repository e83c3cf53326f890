"""Bit signatures of texts: which texts can few edits turn into another.

Signatures.arrays(tokens, ends) -> arrays        of many texts, for an index
Signatures(arrays).similar(...) -> places        those that may be similar enough

A bit stands for a token, the second "of" of a text being another token than the first. A bit
that one text has and the other lacks is at least one token that must be edited, so that counting
bits tells how few edits may do: nothing that is similar is missed. Tokens may share a bit, which
lets some texts through that are not similar; their edits are counted in the end.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tmx.search.arrays import Array

BITS = 256
_WORDS = BITS // 64
_SHIFT = np.uint64(64 - 8)  # leaves the 8 binary digits that name a bit
# Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): 2**64 divided by the
# golden ratio, and another odd number for how often a token stood before.
_TOKEN = np.uint64(0x9E3779B97F4A7C15)
_BEFORE = np.uint64(0xC2B2AE3D27D4EB4F)
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_BATCH = 4096  # texts at once while indexing, which stay in a processor's cache


class Signatures:
    """The signatures of an index, by the length of the texts."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take what `arrays` gave."""
        self._places = arrays["places"]
        self._sizes = arrays["sizes"]
        self._doubled = arrays["doubled"]
        self._bits = arrays["bits"]

    @staticmethod
    def arrays(tokens: Array, ends: Array) -> dict[str, Array]:
        """What the constructor takes.

        Args:
            tokens: of all texts, each with 0 behind it.
            ends: where these are.

        Returns:
            Of the texts by ascending length: place, length, how many tokens share a bit with
            another one of their text, and as columns the signatures.
        """
        starts = np.concatenate([[0], ends[:-1] + 1])
        sizes = (ends - starts).astype(np.uint32)
        rows = np.empty((len(ends), _WORDS), np.uint64)
        for first in range(0, len(ends), _BATCH):
            last = min(first + _BATCH, len(ends))
            part = tokens[starts[first] : ends[last - 1] + 1]
            texts = np.repeat(np.arange(last - first), sizes[first:last] + np.uint32(1))
            rows[first:last] = _signatures(texts[part > 0], part[part > 0], last - first)
        places = np.argsort(sizes, kind="stable")
        ones = np.bitwise_count(rows).sum(axis=1, dtype=np.uint32)
        return {
            "places": places.astype(np.uint32),
            "sizes": sizes[places],
            "doubled": (sizes - ones)[places],
            "bits": np.ascontiguousarray(rows[places].T),
        }

    def similar(
        self, known: Array, size: int, threshold: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Texts that may be as similar to another one as `threshold` says.

        Args:
            known: the tokens of that other text that the index has.
            size: how many tokens that text has in all.
            threshold: percent, from 1.

        Returns:
            How similar each can be at most, in percent, and its place; the most promising first.
        """
        # Each token by which one text is longer is an edit.
        least, most = size - size * (100 - threshold) // 100, 100 * size // threshold
        near = slice(self._shorter(least), self._shorter(most + 1))
        wanted = _signatures(np.zeros(len(known), np.int64), known, 1)[0]
        common = np.zeros(near.stop - near.start, np.uint16)
        for column, word in zip(self._bits, wanted, strict=True):
            common += np.bitwise_count(column[near] & word)
        doubled = len(known) - int(np.bitwise_count(wanted).sum())
        alike = common + np.minimum(self._doubled[near], np.uint32(doubled))
        longest = np.maximum(self._sizes[near], np.uint32(size))
        enough = np.flatnonzero(alike * np.int64(100) >= longest * np.int64(threshold))
        bounds = 100 * alike[enough].astype(np.int64) // longest[enough]
        places = self._places[near][enough].astype(np.int64)
        order = np.lexsort((places, -bounds))
        return bounds[order], places[order]

    def _shorter(self, size: int) -> int:
        """How many texts are shorter."""
        largest = np.iinfo(self._sizes.dtype).max  # no text has as many tokens
        return int(np.searchsorted(self._sizes, self._sizes.dtype.type(min(size, largest))))


def _signatures(texts: Array, tokens: Array, count: int) -> NDArray[np.uint64]:
    """A row for each of `count` texts, of tokens that are given with the number of their text."""
    keys = np.sort((texts.astype(np.uint64) << _HALF) | tokens.astype(np.uint64))
    at = np.arange(len(keys))
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    before = at - np.maximum.accumulate(np.where(first, at, 0))
    bits = ((keys & _LOW) * _TOKEN + before.astype(np.uint64) * _BEFORE) >> _SHIFT
    rows = np.zeros((count, BITS), bool)
    rows[(keys >> _HALF).astype(np.int64), bits.astype(np.int64)] = True
    return np.packbits(rows, axis=1).view("<u8")  # the same number on any machine
