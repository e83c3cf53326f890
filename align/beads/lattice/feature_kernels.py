"""Compiled: the features of the bead model, evidence for and against a bead.

`edge_features` describes a bead, `node_features` the border behind it. The search multiplies them
with the weights of ``weights/beads.json``; the training in ``bench/training.py`` learns those from
the same two functions, so the two cannot differ.
"""

from typing import NamedTuple

import numpy as np

from align.evidence.figure_kernels import Figures
from align.evidence.kernels import (
    BRACKETS,
    COLON,
    ELLIPSIS,
    EXCLAMATION,
    EXCLAMATIONS,
    QUESTION,
    QUESTIONS,
    QUOTES,
    SEMICOLONS,
)
from corpus.kernels.arrays import Doubles, Flags, Floats, Longs
from corpus.kernels.compiled import compiled, part

TYPES = (
    (1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1), (3, 1), (4, 1), (5, 1),
    (6, 1), (2, 2), (2, 3), (3, 2), (2, 4), (4, 2), (3, 3),
)  # fmt: skip
"""Bead types (Chinese sentences, English sentences) that the search considers."""

TYPE_ARRAY = np.array(TYPES, np.int64)

EDGE_FEATURES = (
    *(f"type {m}-{n}" for m, n in TYPES),
    "null: log length", "null: length",
    "lemmas", "words", "lemmas per mass", "words per mass",
    "length: squared z", "length: |z|", "length: squared log ratio",
    "length: z, m > 1", "length: z, n > 1", "length: z, 1-1",
    "ends: both ?", "ends: ? on one side", "ends: both !", "ends: ! on one side",
    "ends: : or , on one side", "ends: … on one side",
    "opens: both", "opens: one side", "closes: both", "closes: one side",
    "count of ?", "count of !", "count of quotes", "count of ;", "count of (",
    "quotes: balance differs", "short bead", "merged length",
)  # fmt: skip
NODE_FEATURES = (
    "inside after: differs", "inside after: both", "inside after: zh only", "inside after: en only",
    "inside zh, en without speech", "inside en, zh without speech",
    "clause over: zh last", "clause over: zh first",
    "clause over: en last", "clause over: en first",
    "clause kept: zh last", "clause kept: zh first",
    "clause kept: en last", "clause kept: en first",
)  # fmt: skip
FEATURES = EDGE_FEATURES + NODE_FEATURES
EDGE_COUNT = len(EDGE_FEATURES)
NODE_COUNT = len(NODE_FEATURES)

_SCALE = 0.2
"""Log-likelihood ratios of a sentence run to some tens; a fifth of them is of the order of the
other features, which is what one strength of regularisation for all needs."""
_MOST_MARKS = 4.0
"""Differences in counts of marks are cut here: one sentence of ten exclamations says no more."""
_SHORT = 4.0
"""Characters below which a bead is an interjection, on which words and lengths say little."""
LENGTH, MASS, BALANCE, LINES, MARKS = range(5)
"""Columns of `Side.sums`; one column per kind of mark from `MARKS` on."""


class Side(NamedTuple):
    """The sentences of one language.

    Attributes:
        end, opens, closes, inside, quoted, speech: see `Surface`.
        said: the same, but 0 where a paragraph begins.
        sums: shape (sentences + 1, 10), cumulative: length in Chinese characters (English letters
            are brought to that by the pair's own ratio), mass, quote balance, sentences without
            an end mark, marks by kind.
    """

    end: Longs
    opens: Longs
    closes: Longs
    inside: Longs
    quoted: Longs
    said: Longs
    speech: Longs
    sums: Doubles


class BandLogRatios(NamedTuple):
    """Target sentences judged by runs of source sentences, inside the band.

    Attributes:
        lows: first target sentence judged by each source sentence (and by runs from it).
        highs: one past the last.
        starts: as `span_log_ratios` returns it.
        words: log-likelihood ratios of whole sentences by their words.
        clause_starts: the same layout for single source sentences.
        first: of the first clause of a target sentence, by words and characters.
        last: of its last clause.
        many: whether a target sentence has several clauses.
    """

    lows: Longs
    highs: Longs
    starts: Longs
    words: Floats
    clause_starts: Longs
    first: Floats
    last: Floats
    many: Flags


class PairView(NamedTuple):
    """All that the features of a bead are computed from.

    Attributes:
        zh: the Chinese side.
        en: the English side.
        zh_figures: what the Chinese side states.
        en_figures: what the English side states.
        by_zh: English judged by Chinese.
        by_en: Chinese judged by English.
        zh_breaks: 1 where a paragraph begins, by border, as `paragraphs.breaks` gives it.
        en_breaks: the same for English.
        break_log_ratios: what that says, shape (2, 2), by zh and en.
        null_log_odds: added to the score of a bead with one side: how much more frequent such
            beads are in this pair than in others.
        lows: the band: node (i, j) is inside if ``lows[i] <= j <= highs[i]``.
        highs: inclusive.
    """

    zh: Side
    en: Side
    zh_figures: Figures
    en_figures: Figures
    by_zh: BandLogRatios
    by_en: BandLogRatios
    zh_breaks: Longs
    en_breaks: Longs
    break_log_ratios: Doubles
    null_log_odds: float
    lows: Longs
    highs: Longs


@part
def length_difference(view: PairView, i: int, m: int, j: int, n: int) -> float:
    """English less Chinese length over the square root of their mean, in Chinese characters.

    W. A. Gale & K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
    Computational Linguistics 19(1), 1993.
    """
    zh = view.zh.sums[i + m, LENGTH] - view.zh.sums[i, LENGTH]
    en = view.en.sums[j + n, LENGTH] - view.en.sums[j, LENGTH]
    result: float = (en - zh) / np.sqrt(0.5 * (en + zh) + 1.0)
    return result


@compiled
def edge_features(view: PairView, i: int, m: int, j: int, n: int, kind: int, x: Doubles) -> None:
    """Fill `x`, shape (EDGE_COUNT,), for the bead of zh i..i+m-1, en j..j+n-1 of type `kind`."""
    x[:] = 0.0
    x[kind] = 1.0
    at = len(TYPE_ARRAY)
    zh, en = view.zh, view.en
    zh_length = zh.sums[i + m, LENGTH] - zh.sums[i, LENGTH]
    en_length = en.sums[j + n, LENGTH] - en.sums[j, LENGTH]
    if m == 0 or n == 0:
        x[at] = np.log(1.0 + zh_length + en_length)
        x[at + 1] = (zh_length + en_length) / 20.0
        return
    at += 2
    given = view.by_zh
    lemma = 0.0
    base = given.starts[i] + (m - 1) * (given.highs[i] - given.lows[i]) - given.lows[i]
    for k in range(base + j, base + j + n):
        lemma += given.words[k]
    given = view.by_en
    word = 0.0
    base = given.starts[j] + (n - 1) * (given.highs[j] - given.lows[j]) - given.lows[j]
    for k in range(base + i, base + i + m):
        word += given.words[k]
    zh_mass = zh.sums[i + m, MASS] - zh.sums[i, MASS] + 0.5  # half a word: short ones stay finite
    en_mass = en.sums[j + n, MASS] - en.sums[j, MASS] + 0.5
    x[at] = lemma * _SCALE
    x[at + 1] = word * _SCALE
    x[at + 2] = lemma / en_mass
    x[at + 3] = word / zh_mass
    at += 4
    z = length_difference(view, i, m, j, n)
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
    for mark in (QUESTIONS, EXCLAMATIONS, QUOTES, SEMICOLONS, BRACKETS):
        column = MARKS + mark
        difference = (zh.sums[i + m, column] - zh.sums[i, column]) - (
            en.sums[j + n, column] - en.sums[j, column]
        )
        x[at + mark] = min(_MOST_MARKS, abs(difference))
    at += 5
    x[at] = (zh.sums[i + m, BALANCE] - zh.sums[i, BALANCE]) != (
        en.sums[j + n, BALANCE] - en.sums[j, BALANCE]
    )
    x[at + 1] = min(zh_length, en_length) < _SHORT
    if m + n > 2:
        x[at + 2] = (zh_length + en_length) / 100.0


@part
def glued(side: Side, first: int, count: int) -> bool:
    """Whether some of the sentences have an end mark and some have none: a heading and prose."""
    lines: float = side.sums[first + count, LINES] - side.sums[first, LINES]
    return 0.0 < lines < count


@part
def cut_off(side: Side, first: int, count: int, other: Side, start: int, n: int) -> bool:
    """Whether an edge of a bead parts a quotation from who said it, and the other side does not.

    Args:
        side: where the quotation is looked for.
        first: the bead's first sentence there.
        count: its sentences there.
        other: the other side.
        start: the bead's first sentence there.
        n: its sentences there.
    """
    end = first + count
    if first > 0 and side.said[first] == 1 and start > 0 and other.quoted[start - 1] == 0:
        return True
    return end < len(side.said) and side.said[end] == 1 and other.quoted[start + n - 1] == 0


@part
def node_features(view: PairView, i: int, j: int, x: Doubles) -> None:
    """Fill `x`, shape (NODE_COUNT,), for the border before zh sentence i and en sentence j."""
    x[:] = 0.0
    zh_inside = i > 0 and view.zh.inside[i - 1] == 1
    en_inside = j > 0 and view.en.inside[j - 1] == 1
    if view.zh.speech[0] == 1 and view.en.speech[0] == 1:
        x[0] = zh_inside != en_inside
        x[1] = zh_inside and en_inside
        x[2] = zh_inside and not en_inside
        x[3] = en_inside and not zh_inside
    elif view.zh.speech[0] == 1:
        x[4] = zh_inside
    elif view.en.speech[0] == 1:
        x[5] = en_inside
    if 0 < i < len(view.zh.end) and 0 < j < len(view.en.end):
        crossing_clauses(view.by_en, j, i, x[6:])
        crossing_clauses(view.by_zh, i, j, x[8:])


@part
def crossing_clauses(given: BandLogRatios, source: int, target: int, x: Doubles) -> None:
    """Whether a clause of the target beside the border belongs to the source across it.

    Positive differences of the ratios go to ``x[0]`` (last clause before the border) and ``x[1]``
    (first one after it), negative ones to ``x[4]`` and ``x[5]``.
    """
    low = max(given.lows[source - 1], given.lows[source])
    high = min(given.highs[source - 1], given.highs[source])
    before = given.clause_starts[source - 1] - given.lows[source - 1]
    after = given.clause_starts[source] - given.lows[source]
    if given.many[target - 1] and low <= target - 1 < high:
        gain = given.last[after + target - 1] - given.last[before + target - 1]
        x[0 if gain > 0 else 4] = abs(gain) * _SCALE
    if given.many[target] and low <= target < high:
        gain = given.first[before + target] - given.first[after + target]
        x[1 if gain > 0 else 5] = abs(gain) * _SCALE
