"""Sentence vectors as evidence: how near the two sides of a bead lie in one vector space.

SentenceVectors(zh_vectors, en_vectors, zh_sentences, en_sentences).similarities(beads)
SpanVectors(encoder, zh_sentences, en_sentences).similarities(beads)
encoded(encoder, zh_sentences, en_sentences)                    the one or the other
read_vectors(zh_path, en_path, zh_sentences, en_sentences)      vectors computed elsewhere

The vector of several sentences is the sum of theirs, each as long as its text: what pooling over
the tokens of all of them would come to. So a sentence is encoded once, whatever beads it stands in,
and no text is longer than the model takes. A model that is quick enough is asked for the vectors of
spans instead.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.vectors.encoders import SentenceEncoder
from align.vectors.universal import NAME
from corpus.errors import InputError
from corpus.kernels.arrays import Doubles, Floats, Longs
from corpus.support.inputs import open_input

_LEAST = 1e-6
"""Below this a length or a distance is 0 but for rounding."""
_AT_ONCE = 4096
"""Beads whose vectors are in memory at one time: 25 MB at LaBSE's 768 dimensions."""


class SentenceVectors:
    """Similarity of a bead: its cosine distance against what is usual for its two sides.

    A vector that lies near everything says little. So the distance of a bead's sides is divided by
    their mean distance from all sentences of the respective other document, as Vecalign does by a
    sample of them (B. Thompson & P. Koehn, "Vecalign: Improved Sentence Alignment in Linear Time
    and Space", EMNLP 2019, section 3.2). 1 is equal, 0 as far apart as any two.
    """

    def __init__(
        self,
        zh_vectors: NDArray[np.floating],
        en_vectors: NDArray[np.floating],
        zh: Sequence[str],
        en: Sequence[str],
    ) -> None:
        """Add the vectors up.

        Args:
            zh_vectors: shape (zh sentences, dimensions); their lengths do not matter.
            en_vectors: shape (en sentences, dimensions).
            zh: the sentences, whose lengths are the vectors' weights.
            en: the same for English.
        """
        self._zh: _Side = _Sums(zh_vectors, zh)
        self._en: _Side = _Sums(en_vectors, en)

    def similarities(self, beads: Longs) -> Doubles:
        """At most 1, and 0 on average: see `align.beads.span_similarity.SpanSimilarity`."""
        found = [self._some(beads[at : at + _AT_ONCE]) for at in range(0, len(beads), _AT_ONCE)]
        return np.concatenate([*found, np.zeros(0)])

    def _some(self, beads: Longs) -> Doubles:
        zh = self._zh.spans(beads[:, 0], beads[:, 1])
        en = self._en.spans(beads[:, 2], beads[:, 3])
        distance = 1.0 - np.einsum("kd,kd->k", zh, en)
        # einsum: a product by BLAS rounds as it has threads
        near_en, near_zh = (
            np.einsum("kd,d->k", vectors, other.centre)
            for vectors, other in ((zh, self._en), (en, self._zh))
        )
        usual = 1.0 - 0.5 * (near_en + near_zh)
        similarities: Doubles = 1.0 - distance / np.maximum(usual, _LEAST)
        return np.where(usual > _LEAST, similarities, 0.0)


class SpanVectors(SentenceVectors):
    """The same with the vectors of what several sentences say together: dearer than sums, better.

    A model that is quick enough is asked for each span that stands in a possible bead.
    """

    def __init__(self, encoder: SentenceEncoder, zh: Sequence[str], en: Sequence[str]) -> None:
        """Encode the sentences; spans when they are asked for.

        Args:
            encoder: makes the vectors.
            zh: the Chinese sentences.
            en: the English sentences.
        """
        self._zh: _Side = _Encoded(encoder, zh, "")
        self._en: _Side = _Encoded(encoder, en, " ")


def encoded(encoder: SentenceEncoder, zh: Sequence[str], en: Sequence[str]) -> SentenceVectors:
    """The similarity that an encoder gives: spans by one that is quick enough, or sums."""
    if encoder.name == NAME:
        return SpanVectors(encoder, zh, en)
    return SentenceVectors(encoder.encode(zh), encoder.encode(en), zh, en)


class _Side(Protocol):
    """The vectors of one document.

    Attributes:
        centre: mean of its sentences' unit vectors: a dot product with it is the mean cosine.
    """

    centre: Floats

    def spans(self, first: Longs, count: Longs) -> Floats:
        """Unit vectors of sentences first .. first + count - 1; 0 where these are empty."""
        ...


class _Encoded:
    """Spans that are encoded as they are asked for; what they were before, the encoder keeps."""

    def __init__(self, encoder: SentenceEncoder, sentences: Sequence[str], between: str) -> None:
        self._encoder, self._sentences, self._between = encoder, sentences, between
        self.centre = _centre(_unit(encoder.encode(sentences)))

    def spans(self, first: Longs, count: Longs) -> Floats:
        keys, places = np.unique(np.stack([first, count], axis=1), axis=0, return_inverse=True)
        texts = [self._between.join(self._sentences[at : at + size]) for at, size in keys.tolist()]
        return _unit(self._encoder.encode(texts))[places.ravel()]


class _Sums:
    """Spans as sums of their sentences' vectors."""

    def __init__(self, vectors: NDArray[np.floating], sentences: Sequence[str]) -> None:
        unit = _unit(vectors.astype(np.float32))
        self.centre = _centre(unit)
        weights = np.array([len(text.strip()) for text in sentences], np.float32)
        self._weighted = unit * weights[:, None]

    def spans(self, first: Longs, count: Longs) -> Floats:
        total = np.zeros((len(first), self._weighted.shape[1]), np.float32)
        for step in range(int(count.max(initial=0))):
            inside = count > step
            total[inside] += self._weighted[first[inside] + step]
        return _unit(total)


def _centre(unit: Floats) -> Floats:
    total: Floats = unit.sum(axis=0) / np.float32(max(1, len(unit)))
    return total


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = np.where(lengths > _LEAST, vectors / np.maximum(lengths, _LEAST), 0.0)
    return unit


def read_vectors(
    zh_path: str | Path, en_path: str | Path, zh: Sequence[str], en: Sequence[str]
) -> SentenceVectors:
    """The similarity that two ``.npy`` files of vectors give.

    Args:
        zh_path: an array of floating-point numbers, a row for each Chinese sentence.
        en_path: the same for English, as many columns.
        zh: the Chinese sentences.
        en: the English sentences.

    Raises:
        InputError: no such file, no such array, or numbers that are none.
    """
    zh_vectors, en_vectors = _array(zh_path, len(zh)), _array(en_path, len(en))
    if zh_vectors.shape[1] != en_vectors.shape[1]:
        raise InputError(
            en_path,
            f"{en_vectors.shape[1]} columns, but {zh_path} has {zh_vectors.shape[1]}; both come "
            "from one model",
        )
    return SentenceVectors(zh_vectors, en_vectors, zh, en)


def _array(path: str | Path, sentences: int) -> Floats:
    try:
        with open_input(path) as stream:
            vectors = np.load(stream, allow_pickle=False)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from None
    except (ValueError, EOFError):
        raise InputError(path, "no .npy file of numbers; write it with numpy.save") from None
    if not isinstance(vectors, np.ndarray) or not np.issubdtype(vectors.dtype, np.floating):
        raise InputError(path, "no array of floating-point numbers; write it with numpy.save")
    if vectors.ndim != 2 or len(vectors) != sentences:
        shape = " x ".join(map(str, vectors.shape)) or "one number"
        raise InputError(path, f"{shape} for {sentences} sentences; give one row for each")
    with np.errstate(over="ignore"):
        found: Floats = vectors.astype(np.float32)
    if not np.isfinite(found).all():
        raise InputError(
            path, "holds nan, infinite numbers or some beyond 32 bits; compute these rows again"
        )
    return found
