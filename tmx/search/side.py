"""One language of an index: its texts as arrays of numbers, and what finds them.

arrays_of(batches, listed) -> (name, array), …
Side(arrays, language).similar(normal, threshold) | .containing(normal)
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from corpus.model import Language
from tmx.search.arrays import Array, named, under
from tmx.search.phrases import Phrases
from tmx.search.signatures import Signatures
from tmx.search.tokens import split
from tmx.search.vocabulary import Vocabulary

_BLOCK = 1000  # texts whose edits are counted at once
_SURROGATES, _MANY = 0xD800, 0x800  # code points that are no characters: the first, how many


def arrays_of(batches: list[Array], listed: Sequence[str]) -> Iterator[tuple[str, Array]]:
    """What a side consists of.

    Args:
        batches: the tokens of all texts, each with 0 behind it; taken out of the list.
        listed: the tokens by their numbers.

    Yields:
        The arrays by name, each when it is no longer needed for another.
    """
    ranked = sorted(range(len(listed)), key=listed.__getitem__)
    yield from named("vocabulary", Vocabulary.arrays(listed[number] for number in ranked))
    ranks = np.empty(len(ranked), np.uint16 if len(ranked) <= 2**16 else np.uint32)
    ranks[ranked] = np.arange(len(ranked))
    tokens = np.concatenate([ranks[:0], *(ranks[batches.pop(0)] for _ in range(len(batches)))])
    yield "tokens", tokens
    ends = np.flatnonzero(tokens == 0)
    yield "ends", ends
    yield from named("signatures", Signatures.arrays(tokens, ends))
    yield from named("phrases", Phrases.arrays(tokens, len(ranked)))


class Side:
    """The texts of one language, by their place."""

    def __init__(self, arrays: Mapping[str, Array], language: Language) -> None:
        """Take what `arrays_of` gave."""
        self._language = language
        self._tokens, self._ends = arrays["tokens"], arrays["ends"]
        self._vocabulary = Vocabulary(under(arrays, "vocabulary"))
        self._signatures = Signatures(under(arrays, "signatures"))
        self._phrases = Phrases(self._tokens, under(arrays, "phrases"))

    def similar(self, text: str, threshold: int) -> Iterator[tuple[list[tuple[int, int]], int]]:
        """Texts like a normal text, the most promising first.

        The similarity is what of the longer text need not be edited, in tokens (Levenshtein
        1966), in whole percent, rounded down.

        Args:
            text: as `tmx.search.tokens.normal` gives it.
            threshold: percent, from 1.

        Yields:
            Similarity and place of some that reach the threshold, and what similarity none of
            those exceeds that are still to come.
        """
        tokens = split(text, self._language)
        if not tokens:
            return
        spans = [self._vocabulary.exactly(token) for token in tokens]
        numbers = np.array([span.start if span else -1 for span in spans], np.int64)
        # Not np.unique, whose first call loads as much as all the rest.
        known = np.array(sorted({span.start for span in spans if span}), np.int64)
        wanted = _coded(numbers, known)
        bounds, places = self._signatures.similar(numbers[numbers >= 0], len(tokens), threshold)
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            texts = self._texts(block, known)
            longest = np.maximum([len(each) for each in texts], len(tokens))
            most = longest * (100 - threshold) // 100
            edits = cdist(
                [wanted],
                texts,
                scorer=Levenshtein.distance,
                score_cutoff=int(most.max()),
                dtype=np.int32,
            )[0]
            enough = edits <= most
            percents = 100 * (longest - edits)[enough] // longest[enough]
            found = list(zip(percents.tolist(), block[enough].tolist(), strict=True))
            yield found, int(bounds[min(start + _BLOCK, len(bounds) - 1)])

    def _texts(self, places: NDArray[np.int64], known: NDArray[np.int64]) -> list[str]:
        """The texts there, each token a character that depends on its place in `known` only."""
        ends = self._ends[places]
        starts = np.where(places > 0, self._ends[places - 1] + 1, 0)
        stops = np.cumsum(ends - starts)
        if (ends < starts).any() or stops[-1] > len(self._tokens):  # as no sound index has them
            raise IndexError("the ends of the texts do not fit")
        positions = np.arange(stops[-1]) + np.repeat(ends - stops, ends - starts)
        text = _coded(self._tokens[positions], known)
        return [text[a:b] for a, b in zip([0, *stops.tolist()], stops.tolist(), strict=False)]

    def containing(self, text: str) -> Iterator[int]:
        """The places of texts that contain a normal text, ascending.

        English is found by whole words, of which the last may go on.
        """
        tokens = split(text, self._language)
        if not tokens:
            return
        phrase = [self._vocabulary.exactly(token) for token in tokens]
        if self._language is Language.EN:
            phrase[-1] = self._vocabulary.beginning(tokens[-1])
        last = -1
        for positions in self._phrases.find(phrase):
            for start in range(0, len(positions), _BLOCK):
                places = np.searchsorted(self._ends, positions[start : start + _BLOCK])
                for place in places.tolist():
                    if place > last:
                        yield place
                        last = place


def _coded(numbers: Array, known: Array) -> str:
    """Numbers as a string: a character for each that is known, one for all others.

    Numbers below 0, which are in no index, have a character that no index has.
    """
    codes = (numbers < 0).astype(np.int64)
    if len(known):
        places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
        codes = np.where(known[places] == numbers, places + 2, codes)
    codes += np.where(codes < _SURROGATES, 0, _MANY)
    return codes.astype("<u4").tobytes().decode("utf-32-le")
