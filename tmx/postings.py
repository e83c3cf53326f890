"""Which segments share how many tokens with a text: an inverted index in numpy arrays."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray


class Postings:
    """An inverted index over token sequences.

    The second "of" of a segment is another feature than the first one, so that the features two
    texts share are as many as the tokens they share, counted with repetition.
    """

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """Index `texts`; their numbers are their places."""
        features: list[int] = []
        lengths: list[int] = []
        self._features: dict[tuple[str, int], int] = {}
        for tokens in texts:
            lengths.append(len(tokens))
            features += [
                self._features.setdefault(feature, len(self._features))
                for feature in _numbered(tokens)
            ]
        self.lengths: NDArray[np.int32] = np.array(lengths, dtype=np.int32)
        ids = np.array(features, dtype=np.int32)
        places = np.repeat(np.arange(len(lengths), dtype=np.int32), self.lengths)
        self._places: NDArray[np.int32] = places[np.argsort(ids, kind="stable")]
        counts = np.bincount(ids, minlength=len(self._features)).tolist()
        self._starts: list[int] = [0, *accumulate(counts)]

    def similar(self, tokens: Sequence[str], threshold: float) -> list[tuple[float, int]]:
        """Segments whose similarity to `tokens` may reach `threshold`, most promising first.

        The similarity is 1 - edit distance / length of the longer one. At least one edit is
        needed for each token of the longer one that the other has not, so that shared tokens /
        length of the longer one is a bound, which is given with the segment's number.
        """
        found = [self._of(feature) for feature in _numbered(tokens)]
        if not found:
            return []
        shared = np.bincount(np.concatenate(found), minlength=len(self.lengths))
        bounds = shared / np.maximum(self.lengths, len(tokens))
        numbers = np.flatnonzero(bounds >= threshold - 1e-9)  # 3 of 4 is 0.75
        order = np.lexsort((numbers, -bounds[numbers]))
        return [(float(bounds[n]), int(n)) for n in numbers[order]]

    def having(self, tokens: Sequence[str], *, open_end: bool) -> list[int]:
        """Segments that have all the tokens, ascending.

        Args:
            tokens: in any order.
            open_end: the last token may go on (diplomat finds diplomats).
        """
        found: NDArray[np.int32] | None = None
        for number, token in enumerate(tokens):
            if open_end and number == len(tokens) - 1:
                longer = [f for f in self._features if f[1] == 0 and f[0].startswith(token)]
                places = np.unique(np.concatenate([self._of(f) for f in longer] or [_NONE]))
            else:
                places = self._of((token, 0))
            found = places if found is None else np.intersect1d(found, places)
        return [] if found is None else found.tolist()

    def _of(self, feature: tuple[str, int]) -> NDArray[np.int32]:
        number = self._features.get(feature)
        if number is None:
            return _NONE
        return self._places[self._starts[number] : self._starts[number + 1]]


_NONE: NDArray[np.int32] = np.empty(0, dtype=np.int32)


def _numbered(tokens: Sequence[str]) -> list[tuple[str, int]]:
    """Each token with how often it stood before."""
    seen: dict[str, int] = {}
    numbered = []
    for token in tokens:
        before = seen.get(token, 0)
        numbered.append((token, before))
        seen[token] = before + 1
    return numbered
