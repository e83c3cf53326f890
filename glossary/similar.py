"""Keys that resemble a key, among very many, in milliseconds."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from corpus.model import Language
from glossary.normal import language_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CUTOFF = 66.0
"""Least similarity (rapidfuzz `ratio`, per cent): one of three characters may be another one."""


class SimilarKeys:
    """Searches a list of different keys, none of them empty, for those that are like one.

    Chinese ones are first thinned out to those that have enough of its characters: what is left is
    few, as there are thousands of characters. For the letters of English that would be no help.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys

    def like(self, wanted: str) -> list[tuple[str, float]]:
        """The keys at least `CUTOFF` per cent like `wanted`, without itself: key, 0 to 1."""
        from rapidfuzz import fuzz, process

        keys = self._sharing(wanted) if language_of(wanted) is Language.ZH else self._keys
        found = process.extract(wanted, keys, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=None)
        return [(other, similarity / 100) for other, similarity, _ in found if other != wanted]

    def _sharing(self, wanted: str) -> list[str]:
        """The keys with enough characters of `wanted` to reach the cutoff.

        The ratio of texts with a and b characters is 200 · LCS / (a + b), and LCS is at most b;
        so it must be at least a · CUTOFF / (200 - CUTOFF), and so must the shared characters.
        """
        import numpy as np

        if not self._keys:
            return []
        least = ceil(len(wanted) * CUTOFF / (200 - CUTOFF) - 1e-9)
        characters, starts = self._flat
        is_wanted = np.zeros(0x110000, dtype=np.uint8)
        is_wanted[[ord(char) for char in wanted]] = 1
        shared = np.add.reduceat(is_wanted[characters], starts, dtype=np.int32)
        return [self._keys[place] for place in np.flatnonzero(shared >= least).tolist()]

    @cached_property
    def _flat(self) -> "tuple[NDArray[np.uint32], list[int]]":
        """The characters of all keys, run together, and where each key begins."""
        import numpy as np

        characters = np.frombuffer("".join(self._keys).encode("utf-32-le"), dtype=np.uint32)
        return characters, list(accumulate(map(len, self._keys[:-1]), initial=0))
