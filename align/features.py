"""What speaks for and against a bead, as numbers: the features of the bead model.

`bead_features` fills one row; `FEATURES` names its columns. The search multiplies rows with the
weights of ``weights.json``, the training in ``align.training`` learns those from rows of the same
function, so the two cannot differ.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.surface import (
    BRACKETS,
    COLON,
    ELLIPSIS,
    EXCLAMATION,
    EXCLAMATIONS,
    QUESTION,
    QUESTIONS,
    QUOTES,
    SEMICOLONS,
    Surface,
)
from corpus.compiled import compiled
from glossary.lexicon import Floats, Longs

TYPES = (
    (1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1), (3, 1), (4, 1), (5, 1),
    (6, 1), (2, 2), (2, 3), (3, 2), (2, 4), (4, 2), (3, 3),
)  # fmt: skip
"""Bead types (Chinese sentences, English sentences) that the search considers."""

TYPE_ARRAY = np.array(TYPES, np.int64)
SPAN = 6
"""Longest side of a bead."""

_NAMES = (
    *(f"type {m}-{n}" for m, n in TYPES),
    "null: log length", "null: length",
    "lemmas", "words", "characters",
    "lemmas per mass", "words per mass", "characters per mass",
    "length: squared z", "length: |z|", "length: squared log ratio",
    "length: z, m > 1", "length: z, n > 1", "length: z, 1-1",
    "ends: both ?", "ends: ? on one side", "ends: both !", "ends: ! on one side",
    "ends: : or , on one side", "ends: … on one side",
    "opens: both", "opens: one side", "closes: both", "closes: one side",
    "count of ?", "count of !", "count of quotes", "count of ;", "count of (",
    "quotes: balance differs",
    "inside after: differs", "inside after: both", "inside after: zh only", "inside after: en only",
    "short bead", "merged length",
    "clause over: zh last", "clause over: zh first", "clause over: en last", "clause over: en first",
    "clause kept: zh last", "clause kept: zh first", "clause kept: en last", "clause kept: en first",
    "inside en, zh without speech", "inside zh, en without speech",
)  # fmt: skip
FEATURES: tuple[str, ...] = _NAMES
COUNT = len(FEATURES)
INSIDE = FEATURES.index("inside after: differs")
CLAUSE = FEATURES.index("clause over: zh last")
_LEXICAL_SCALE = 0.2
"""Log-likelihood ratios of a sentence run to some tens; a fifth of them is of the order of the
other features, which is what one regularisation strength for all needs."""


class PairView(NamedTuple):
    """One document pair as the features see it.

    Attributes:
        zh, en: surfaces.
        zh_mass, en_mass: information of each sentence.
        ratio: English letters per Chinese character in this pair.
        lemma_starts, lemmas: `span_likelihoods` of English given Chinese runs.
        word_starts, words, characters: of Chinese given English runs.
        lows, highs: the band: node (i, j) is inside if ``lows[i] <= j <= highs[i]``.
        columns_low, columns_high: the same band by English boundary.
    """

    zh: Surface
    en: Surface
    zh_mass: Floats
    en_mass: Floats
    ratio: float
    lemma_starts: Longs
    lemmas: Floats
    word_starts: Longs
    words: Floats
    characters: Floats
    lows: Longs
    highs: Longs
    lemma_highs: Longs
    columns_low: Longs
    columns_high: Longs
    word_highs: Longs
    zh_many: NDArray[np.bool_]
    en_many: NDArray[np.bool_]
    en_starts: Longs
    en_first: Floats
    en_last: Floats
    zh_starts: Longs
    zh_first: Floats
    zh_last: Floats


@compiled
def bead_features(
    view: PairView, i: int, m: int, j: int, n: int, kind: int, x: NDArray[np.float64]
) -> None:
    """Fill `x` (shape (COUNT,)) for the bead of zh i..i+m-1 and en j..j+n-1 of type `kind`."""
    x[:] = 0.0
    x[kind] = 1.0
    at = len(TYPE_ARRAY)
    zh, en = view.zh, view.en
    if m == 0 or n == 0:
        length = zh.length[i] if n == 0 else en.length[j] / view.ratio
        x[at] = np.log(1.0 + length)
        x[at + 1] = length / 20.0
        inside_bead(view, i + m, j + n, x)
        return
    at += 2
    lemma = 0.0
    base = view.lemma_starts[i] + (m - 1) * (view.lemma_highs[i] - view.lows[i]) - view.lows[i]
    for k in range(j, j + n):
        lemma += view.lemmas[base + k]
    word = 0.0
    character = 0.0
    base = (
        view.word_starts[j]
        + (n - 1) * (view.word_highs[j] - view.columns_low[j])
        - view.columns_low[j]
    )
    for k in range(i, i + m):
        word += view.words[base + k]
        character += view.characters[base + k]
    zh_length = 0.0
    zh_mass = 1e-3
    for k in range(i, i + m):
        zh_length += zh.length[k]
        zh_mass += view.zh_mass[k]
    en_length = 0.0
    en_mass = 1e-3
    for k in range(j, j + n):
        en_length += en.length[k] / view.ratio
        en_mass += view.en_mass[k]
    x[at] = lemma * _LEXICAL_SCALE
    x[at + 1] = word * _LEXICAL_SCALE
    x[at + 2] = character * _LEXICAL_SCALE
    x[at + 3] = lemma / (en_mass + 0.5)
    x[at + 4] = word / (zh_mass + 0.5)
    x[at + 5] = character / (zh_mass + 0.5)
    at += 6
    # Gale & Church, "A Program for Aligning Sentences in Bilingual Corpora", CL 19(1), 1993:
    # the difference of lengths over the square root of their mean.
    z = (en_length - zh_length) / np.sqrt(0.5 * (en_length + zh_length) + 1.0)
    log_ratio = np.log((en_length + 1.0) / (zh_length + 1.0))
    x[at] = z * z / 2.0
    x[at + 1] = abs(z)
    x[at + 2] = log_ratio * log_ratio
    if m > 1:
        x[at + 3] = z
    if n > 1:
        x[at + 4] = z
    if m == 1 and n == 1:
        x[at + 5] = z
    at += 6
    zh_end = zh.end[i + m - 1]
    en_end = en.end[j + n - 1]
    x[at] = zh_end == QUESTION and en_end == QUESTION
    x[at + 1] = (zh_end == QUESTION) != (en_end == QUESTION)
    x[at + 2] = zh_end == EXCLAMATION and en_end == EXCLAMATION
    x[at + 3] = (zh_end == EXCLAMATION) != (en_end == EXCLAMATION)
    x[at + 4] = (zh_end == COLON) != (en_end == COLON)
    x[at + 5] = (zh_end == ELLIPSIS) != (en_end == ELLIPSIS)
    at += 6
    x[at] = zh.opens[i] == 1 and en.opens[j] == 1
    x[at + 1] = zh.opens[i] != en.opens[j]
    x[at + 2] = zh.closes[i + m - 1] == 1 and en.closes[j + n - 1] == 1
    x[at + 3] = zh.closes[i + m - 1] != en.closes[j + n - 1]
    at += 4
    for kind_of_mark in (QUESTIONS, EXCLAMATIONS, QUOTES, SEMICOLONS, BRACKETS):
        difference = 0
        for k in range(i, i + m):
            difference += zh.marks[k, kind_of_mark]
        for k in range(j, j + n):
            difference -= en.marks[k, kind_of_mark]
        x[at + kind_of_mark] = min(4.0, abs(difference))
    at += 5
    balance = 0
    for k in range(i, i + m):
        balance += zh.balance[k]
    for k in range(j, j + n):
        balance -= en.balance[k]
    x[at] = balance != 0
    at += 1
    inside_bead(view, i + m, j + n, x)
    at += 4
    x[at] = min(zh_length, en_length) < 4.0
    if m + n > 2:
        x[at + 1] = (zh_length + en_length) / 100.0


@compiled
def inside_bead(view: PairView, i: int, j: int, x: NDArray[np.float64]) -> None:
    """Whether speech is open on both sides after zh sentence i - 1 and en sentence j - 1."""
    clauses(view, i, j, x)
    if view.zh.speech[0] == 0 or view.en.speech[0] == 0:
        if i > 0 and j > 0:
            x[COUNT - 2] = view.zh.speech[0] == 0 and view.en.inside[j - 1] == 1
            x[COUNT - 1] = view.en.speech[0] == 0 and view.zh.inside[i - 1] == 1
        return
    at = INSIDE
    zh_inside = i > 0 and view.zh.inside[i - 1] == 1
    en_inside = j > 0 and view.en.inside[j - 1] == 1
    x[at] = zh_inside != en_inside
    x[at + 1] = zh_inside and en_inside
    x[at + 2] = zh_inside and not en_inside
    x[at + 3] = en_inside and not zh_inside


@compiled
def clauses(view: PairView, i: int, j: int, x: NDArray[np.float64]) -> None:
    """Whether a clause beside the border at node (i, j) belongs to the sentence across it."""
    if i == 0 or j == 0 or i >= len(view.zh.end) or j >= len(view.en.end):
        return
    # Chinese clauses given English sentences j - 1 and j; inside the band of both columns.
    low = max(view.columns_low[j - 1], view.columns_low[j])
    high = min(view.word_highs[j - 1], view.word_highs[j])
    left = view.zh_starts[j - 1] - view.columns_low[j - 1]
    right = view.zh_starts[j] - view.columns_low[j]
    if view.zh_many[i - 1] and low <= i - 1 < high:
        gain(view.zh_last[right + i - 1] - view.zh_last[left + i - 1], CLAUSE, x)
    if view.zh_many[i] and low <= i < high:
        gain(view.zh_first[left + i] - view.zh_first[right + i], CLAUSE + 1, x)
    low = max(view.lows[i - 1], view.lows[i])
    high = min(view.lemma_highs[i - 1], view.lemma_highs[i])
    left = view.en_starts[i - 1] - view.lows[i - 1]
    right = view.en_starts[i] - view.lows[i]
    if view.en_many[j - 1] and low <= j - 1 < high:
        gain(view.en_last[right + j - 1] - view.en_last[left + j - 1], CLAUSE + 2, x)
    if view.en_many[j] and low <= j < high:
        gain(view.en_first[left + j] - view.en_first[right + j], CLAUSE + 3, x)


@compiled
def gain(difference: float, at: int, x: NDArray[np.float64]) -> None:
    """A positive difference into column `at`, a negative one four columns on."""
    if difference > 0:
        x[at] = difference * _LEXICAL_SCALE
    else:
        x[at + 4] = -difference * _LEXICAL_SCALE
