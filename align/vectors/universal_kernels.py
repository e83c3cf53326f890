"""Compiled: the steps of the Universal Sentence Encoder that are no matrix products.

A branch of its convolutions looks at `ORDERS` tokens in a row, of which so many stand before the
token in question. Windows end where their sentence does: what lies beyond counts as zero.
"""

import numpy as np

from corpus.kernels.arrays import Floats, Longs
from corpus.kernels.compiled import compiled

ORDERS = (2, 3, 5)
BEFORE = (0, 1, 2)
"""Tokens of a window before its own; of the widest, as many follow."""
PLACES = (0, 2, 5)
"""Places of windows in the branches before."""
ALL_PLACES = 10
REACH = 2
WIDTH = 256
"""Numbers of a token in each branch."""
RAW = 512
"""Numbers of a token itself."""
_LANES = 16
"""Sums of every sixteenth number: they do not wait for each other, on processors of any width."""


@compiled
def fill_windows(
    rows: Floats, slots: Longs, borders: Longs, piece: Longs, bias: Floats, windows: Floats
) -> None:
    """The windows of the second convolution over tokens first .. last - 1.

    A token's first convolution is the sum over its window of what each place makes of the token
    there; these products are the same wherever the token stands, and come with its row.

    Args:
        rows: of token types, shape (types, 3 * WIDTH + ALL_PLACES * WIDTH): the token in each
            branch, and then what each place of each window makes of it.
        slots: the row of each token.
        borders: for each token the first of its sentence and the first of the next one, shape
            (tokens, 2).
        piece: first and last.
        bias: of the first convolutions, shape (3, WIDTH).
        windows: shape (ALL_PLACES * size, WIDTH); filled. A branch has the rows from size times
            its number in PLACES on, and a token there as many one after the other as its window
            has places. Those of tokens beyond the piece are zero.
    """
    first, last = piece
    size = len(windows) // ALL_PLACES
    windows[:] = 0.0
    value = np.empty(WIDTH, np.float32)
    for branch in range(3):
        order, before = ORDERS[branch], BEFORE[branch]
        at = PLACES[branch]
        start, stop = borders[first, 0], borders[last - 1, 1]
        for token in range(max(start, first - REACH), min(stop, last + REACH)):
            begin, end = borders[token]
            value[:] = bias[branch]
            for place in range(order):
                there = token + place - before
                if begin <= there < end:
                    column = (3 + at + place) * WIDTH
                    value += rows[slots[there], column : column + WIDTH]
            own = rows[slots[token], branch * WIDTH : (branch + 1) * WIDTH]
            for k in range(WIDTH):
                value[k] = max(value[k], np.float32(0.0)) + own[k]
            for place in range(order):
                row = token - place + before
                if begin <= row < end and first <= row < last:
                    windows[at * size + (row - first) * order + place] = value


@compiled
def add_tokens(
    raw: Floats, windows: Floats, second: Floats, bias: Floats, sentence: Longs, sums: Floats,
    least: float,
) -> None:  # fmt: skip
    """Add the normalised features of tokens to those of their sentences.

    Args:
        raw: the tokens themselves, shape (tokens, RAW).
        windows: as `fill_windows` leaves them.
        second: the second convolutions, shape (3, tokens or more, WIDTH).
        bias: of these, shape (3, WIDTH).
        sentence: of each token.
        sums: shape (sentences, RAW + 3 * WIDTH); changed.
        least: added to a variance.
    """
    size, rows = sums.shape[1], len(windows) // ALL_PLACES
    features = np.empty(size, np.float32)
    lanes = np.empty(_LANES, np.float32)
    for token in range(len(sentence)):
        features[:RAW] = raw[token]
        for branch in range(3):
            own = windows[PLACES[branch] * rows + token * ORDERS[branch] + BEFORE[branch]]
            at = RAW + branch * WIDTH
            for k in range(WIDTH):
                value = max(second[branch, token, k] + bias[branch, k], np.float32(0.0))
                features[at + k] = value + own[k]
        lanes[:] = 0.0
        for k in range(0, size, _LANES):
            for lane in range(_LANES):
                lanes[lane] += features[k + lane]
        mean = lanes.sum() / np.float32(size)
        lanes[:] = 0.0
        for k in range(0, size, _LANES):
            for lane in range(_LANES):
                features[k + lane] -= mean
                lanes[lane] += features[k + lane] * features[k + lane]
        factor = np.float32(1.0) / np.sqrt(lanes.sum() / np.float32(size) + np.float32(least))
        total = sums[sentence[token]]
        for k in range(size):
            total[k] += features[k] * factor
