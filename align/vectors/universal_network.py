"""The forward pass of the Universal Sentence Encoder, by numpy and a few kernels.

UniversalNetwork(path).vectors(sentences of token numbers) -> array of shape (sentences, 512)

The architecture is that of the package whose weights it takes (see `align.vectors.universal`): a
deep averaging network over tokens and three branches of convolutions. Two things differ, and make
it twice as quick: what stands before the second convolutions is worked out once for a token type,
not for each token, and the tokens of all sentences are one stream, cut into pieces of one size
wherever that falls. No number hangs on the company of a sentence: sums go token by token, and the
rows of matrix products are filled up to sizes at which each is computed alike.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from align.vectors.universal_kernels import (
    ALL_PLACES,
    ORDERS,
    PLACES,
    RAW,
    REACH,
    WIDTH,
    add_tokens,
    fill_windows,
)
from corpus.kernels.arrays import Floats, Longs

DIMENSIONS = 512
_CHUNKS = 17
"""The table of tokens is stored in so many parts, each with a scale of its own; they take turns."""
_PIECE = 768
"""Tokens of a piece: its matrices stay in the processor's cache."""
_STRETCH = 8 * _PIECE
"""Tokens whose types are looked up at one time; at most `_KEPT`."""
_ROW, _SENTENCES = 24, 8
"""Rows of matrix products are filled up to multiples of these. The last few of other numbers of
rows are computed in another way than the rest, so that, unfilled, a vector would hang in its last
bits on its neighbours in the batch, and a result on what the cache holds."""
_HEAD = 64
"""Sentences whose sums become vectors at one time."""
_KEPT = 8192
"""Token types whose rows are kept: 109 MB. Of news as many stand in some 60,000 tokens, the 2,000
sentences that `align.vectors.encoders` gives at one time."""


class UniversalNetwork:
    """The weights, and room for the matrices of a piece."""

    def __init__(self, path: Path) -> None:
        """Read the weights.

        Args:
            path: the package's ``weights.npz``.
        """
        with np.load(path, allow_pickle=False) as stored:
            parts = [stored[f"q{k + 1}"] for k in range(_CHUNKS)]
            self._table = np.empty((_CHUNKS * len(parts[0]), RAW), np.uint8)
            for k, part in enumerate(parts):
                self._table[k::_CHUNKS] = part
            self._weights: dict[str, Floats] = {
                name: stored[name] for name in stored.files if not name.startswith("q")
            }
        w = self._weights
        self._project, self._project_bias, self._gain, self._offset = (
            np.concatenate([w[f"{name}{n}"] for n in ORDERS], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self._first = [
            np.ascontiguousarray(
                w[f"w1_{n}"].reshape(n, WIDTH, WIDTH).transpose(1, 0, 2).reshape(WIDTH, n * WIDTH)
            )
            for n in ORDERS
        ]
        self._first_bias, self._second_bias = (
            np.stack([w[f"{name}_{n}"] for n in ORDERS]) for name in ("b1", "b2")
        )
        size = _filled(_PIECE, _ROW)
        self._windows = np.empty((ALL_PLACES * size, WIDTH), np.float32)
        self._second = np.empty((len(ORDERS), size, WIDTH), np.float32)

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """The unit vectors of sentences, each at least one token."""
        stream, lengths = _Stream.of(sentences)
        tokens = stream.tokens
        sums = np.zeros((len(sentences), RAW + 3 * WIDTH), np.float32)
        slots = np.zeros(len(tokens), np.int64)
        types = _Types(self._worked_out, len(self._table))
        for start in range(0, len(tokens), _STRETCH):
            stop = min(start + _STRETCH, len(tokens))
            around = slice(max(0, start - 2 * REACH), stop + 2 * REACH)
            slots[around] = types.slots(tokens[around])
            for first in range(start, stop, _PIECE):
                piece = first, min(first + _PIECE, stop)
                self._add(types.rows, slots, stream, piece, sums)
        return self._finished(sums, lengths.astype(np.float32))

    def _add(
        self, rows: Floats, slots: Longs, stream: "_Stream", piece: tuple[int, int], sums: Floats
    ) -> None:
        """Add a piece of the stream to the sums of its sentences."""
        first, last = piece
        size = _filled(last - first, _ROW)
        windows, second = self._windows[: ALL_PLACES * size], self._second[:, :size]
        fill_windows(rows, slots, stream.borders, np.array(piece), self._first_bias, windows)
        for branch, (order, at) in enumerate(zip(ORDERS, PLACES, strict=True)):
            window = windows[at * size : (at + order) * size].reshape(size, order * WIDTH)
            np.matmul(window, self._weights[f"w2_{order}"], out=second[branch])
        add_tokens(
            self._raw(stream.tokens[first:last]), windows, second, self._second_bias,
            stream.sentence[first:last], sums, float(self._weights["eps"]),
        )  # fmt: skip

    def _worked_out(self, types: Longs) -> Floats:
        """The rows of token types, as `fill_windows` takes them."""
        filled = np.zeros((_filled(len(types), _ROW), RAW), np.float32)
        filled[: len(types)] = self._raw(types)
        own = filled @ self._project + self._project_bias
        own -= own.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", own, own) / np.float32(own.shape[1])
        own *= (1.0 / np.sqrt(variance + self._weights["eps"]))[:, None]
        own = own * self._gain + self._offset
        products = [
            np.ascontiguousarray(own[:, k * WIDTH : (k + 1) * WIDTH]) @ weights
            for k, weights in enumerate(self._first)
        ]
        rows: Floats = np.concatenate([own, *products], axis=1)[: len(types)]
        return rows

    def _raw(self, types: Longs) -> Floats:
        """The numbers of tokens themselves."""
        part = types % _CHUNKS
        raw: Floats = self._table[types] * self._weights["scale"][part, None]
        raw += self._weights["lo"][part, None]
        return raw

    def _finished(self, sums: Floats, lengths: Floats) -> Floats:
        """The vectors that sums over tokens come to."""
        found = np.empty((len(sums), DIMENSIONS), np.float32)
        w = self._weights
        for at in range(0, len(sums), _HEAD):
            some = slice(at, at + _HEAD)
            size = lengths[some, None]
            filled = np.zeros((_filled(len(size), _SENTENCES), sums.shape[1]), np.float32)
            filled[: len(size)] = sums[some] * w["ln_g"] + size * w["ln_b"]
            count = np.ones((len(filled), 1), np.float32)
            count[: len(size)] = size
            mean = (filled @ w["cnn_W"] + count * w["cnn_b"]) / np.sqrt(count)
            one = np.maximum(mean @ w["d0"], 0)
            two = np.maximum(mean @ w["p1"] + one @ w["d1"], 0)
            three = np.maximum(two @ w["d2"], 0)
            out = np.tanh(two @ w["p3"] + three @ w["d3"])
            length = np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), w["eps"]))
            found[some] = (out / length[:, None])[: len(size)]
        return found


class _Stream(NamedTuple):
    """The tokens of all sentences, one after the other.

    Attributes:
        tokens: their numbers.
        sentence: of each token.
        borders: for each token the first of its sentence and the first of the next one.
    """

    tokens: Longs
    sentence: Longs
    borders: Longs

    @classmethod
    def of(cls, sentences: Sequence[Sequence[int]]) -> tuple["_Stream", Longs]:
        """The stream, and how many tokens each sentence has."""
        lengths = np.array([len(sentence) for sentence in sentences], np.int64)
        tokens = np.fromiter(chain.from_iterable(sentences), np.int64, int(lengths.sum()))
        ends = np.cumsum(lengths)
        number = np.repeat(np.arange(len(lengths)), lengths)
        borders = np.stack([(ends - lengths)[number], ends[number]], axis=1)
        return cls(tokens, number, borders), lengths


class _Types:
    """The rows of token types, while one stream is read.

    Attributes:
        rows: shape (kept, numbers), as `fill_windows` takes them.
    """

    def __init__(self, worked_out: Callable[[Longs], Floats], types: int) -> None:
        """Keep none.

        Args:
            worked_out: gives the rows of types.
            types: how many there are.
        """
        self._worked_out = worked_out
        self.rows = np.empty((_KEPT, (3 + ALL_PLACES) * WIDTH), np.float32)
        self._slots = np.full(types, -1, np.int64)
        self._used = 0

    def slots(self, tokens: Longs) -> Longs:
        """Where the rows of tokens are; those that are missing are worked out."""
        types = np.unique(tokens)
        missing = types[self._slots[types] < 0]
        if self._used + len(missing) > len(self.rows):
            self._slots[:], self._used = -1, 0
            missing = types
        if len(missing):
            stop = self._used + len(missing)
            self._slots[missing] = np.arange(self._used, stop)
            self.rows[self._used : stop] = self._worked_out(missing)
            self._used = stop
        return self._slots[tokens]


def _filled(size: int, step: int) -> int:
    return size + -size % step
