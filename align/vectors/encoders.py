"""What makes sentence vectors: the models behind ``--encoder``, and what they encoded before.

sentence_encoder("use").encode(sentences) -> array of shape (sentences, dimensions)

``use`` is the small model of `align.vectors.universal`, any other name one of
`align.vectors.transformers`. What was encoded once is kept in the cache folder.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from align.vectors.universal import NAME, UniversalEncoder
from align.vectors.vector_cache import VectorCache
from corpus.kernels.arrays import Floats
from corpus.support.cache import VECTORS, cache_folder
from corpus.support.progress import track

_AT_ONCE, _QUICK = 512, 2048
"""Sentences after which the cache is written and progress shown: a killed run loses no more, some
seconds of work."""


class SentenceEncoder(Protocol):
    """Puts sentences of both languages into one space; a text has one vector, whatever its company.

    Attributes:
        name: for the user.
        version: what tells the model from every other: vectors and weights learnt on them stand
            by it.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102

    def encode(self, sentences: Sequence[str]) -> Floats:
        """The vector of each sentence, shape (sentences, dimensions).

        Raises:
            UsageError: the model cannot be loaded.
        """
        ...


class CachedEncoder:
    """An encoder and what it has encoded before.

    Attributes:
        name: the encoder's.
        version: the encoder's.
    """

    def __init__(self, encoder: SentenceEncoder, at_once: int = _AT_ONCE) -> None:
        """Encode nothing yet.

        Args:
            encoder: makes the vectors.
            at_once: sentences that are encoded before they are kept.
        """
        self._at_once = at_once
        self.name, self.version = encoder.name, encoder.version
        self._encoder = encoder
        self._cache = VectorCache(cache_folder() / VECTORS, encoder.version)

    def encode(self, sentences: Sequence[str]) -> Floats:
        """The vector of each sentence, shape (sentences, dimensions).

        Raises:
            UsageError: the model cannot be loaded, or the cache not be used.
        """
        texts = [sentence.strip() for sentence in sentences]
        known = self._cache.get(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        starts = range(0, len(missing), self._at_once)
        for start in track(starts, f"encoding by {self.name}"):
            chunk = missing[start : start + self._at_once]
            found = dict(zip(chunk, self._encoder.encode(chunk), strict=True))
            self._cache.put(found)
            known |= found
        return np.stack([known[text] for text in texts]) if texts else np.zeros((0, 1), np.float32)


def sentence_encoder(name: str) -> CachedEncoder:
    """The encoder that the user names.

    Args:
        name: ``use``, the name of a model for sentence-transformers, or a folder that holds one.

    Raises:
        UsageError: what it needs is not installed, or the model is not on this machine.
    """
    if name == NAME:
        return CachedEncoder(UniversalEncoder(), _QUICK)
    from align.vectors.transformers import TransformerEncoder

    return CachedEncoder(TransformerEncoder(name))
