"""What the places of a candidate pair tell of its borders.

PLACES                                           names of the columns, in order
evidence_of_places(zh, en, candidates) -> columns    of a row per pair

Where a longer pair contains it, a shorter one lies in it, or others compete for its words, they
may fit better; a word at its edge that is linked to nothing on the other side does not belong to
it; a neighbour that is linked into the other side does, and so may one that is linked nowhere and
goes on with the noun phrase. A capital next to a capital cuts a name.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.workers.threads import in_threads
from glossary.analysis.parts_of_speech import CLASSES
from glossary.analysis.token_kernels import (
    ACRONYM,
    BRACKETED,
    CAPITAL,
    FIRST,
    HARD,
    NOTHING,
    OPENING,
)
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.extraction.ranking.kernels import compare_places
from glossary.extraction.word_alignment.candidates import Candidates
from glossary.extraction.word_alignment.span_kernels import EDGES

BESIDE = ("noun", "verb", "adjective", "adverb")
"""Kinds of a neighbouring word that tell whether a noun phrase goes on."""
PLACES = (
    "best s", "over outer", "over inner", "over rival zh", "over rival en", "over crossing",
    "outer count", "inner count", *EDGES, "least edge linked", "most neighbour linked",
    "in capitals", "name cut before", "name cut behind", "before acronym", "before bracket",
    "zh more before", "zh more behind", "en more before", "en more behind",
    *(f"{side} {kind} right {place}" for side in ("zh", "en") for place in ("before", "behind")
      for kind in BESIDE),
    "length ratio",
)  # fmt: skip

_SENTENCES = 2048
"""Sentence pairs whose occurrences a thread compares at once."""
_IN_NAMES = frozenset(["of", "and", "for", "the", "on", "in"])


def evidence_of_places(
    zh: ChineseText, en: EnglishText, found: Candidates
) -> Iterator[NDArray[np.floating]]:
    """Means over the occurrences of each pair, column by column in the order of `PLACES`."""
    row = np.repeat(np.arange(len(found)), np.diff(found.rows)).astype(np.int32)
    total = np.bincount(row, minlength=len(found))

    def mean(values: NDArray[np.generic]) -> Doubles:
        return np.bincount(row, values, minlength=len(found)) / total

    order = np.argsort(found.pairs, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(found.pairs[order]) != 0))
    starts = np.append(starts, len(order))
    places, scores, counts = found.places[order], found.scores[order], found.count[row[order]]

    def some(first: int) -> Floats:
        part = starts[first : first + _SENTENCES + 1]
        here = slice(part[0], part[-1])
        return compare_places(part - part[0], places[here], scores[here], counts[here])

    compared = np.empty((len(row), 7), np.float32)
    compared[order] = np.concatenate(in_threads(some, range(0, len(starts) - 1, _SENTENCES)))
    yield np.maximum.reduceat(found.scores, found.rows[:-1])
    yield from (mean(column) for column in compared.T)
    edges = [mean(column) for column in found.edges.T]
    yield from edges
    yield np.minimum.reduce([edges[0], edges[1], edges[4], edges[5]])
    yield np.maximum.reduce([edges[2], edges[3], edges[6], edges[7]])
    del edges, compared
    yield from (mean(flags) for flags in _forms(zh, en, found.places))
    yield _length_ratio(zh, found.places[found.rows[:-1]])


def _forms(zh: ChineseText, en: EnglishText, places: Ints) -> Iterator[NDArray[np.generic]]:
    """Of each occurrence what `PLACES` has of its words and neighbours, "in capitals" first."""
    first, last = places[:, 2], places[:, 3]
    within = (en.flags & CAPITAL != 0) & (en.flags & FIRST == 0)
    behind = np.append(en.flags, np.int8(0))[last]
    acronym = (behind & ACRONYM != 0) & (behind & BRACKETED != 0) & ~np.isin(last, en.starts)
    bracket = np.append(zh.gaps, np.int8(HARD))[places[:, 1]] == OPENING
    cut = _cut(en, within, first, last)
    zh_more = _goes_on(zh.starts, zh.gaps, zh.edges, places[:, 0], places[:, 1])
    en_more = _goes_on(en.starts, en.gaps, en.edges, first, last)
    starts = zh.words[0] >= 0
    zh_kinds = zh.classes[zh.words[0][starts][np.cumsum(starts) - 1]]
    en_kinds = en.classes[en.lemmas]
    yield from (within[first] & within[last - 1], *cut, acronym, bracket, *zh_more, *en_more)
    yield from _kinds_beside(zh_kinds, zh_more, places[:, 0], places[:, 1])
    yield from _kinds_beside(en_kinds, en_more, first, last)


def _goes_on(
    starts: Longs, gaps: NDArray[np.int8], edges: tuple[Flags, Flags], first: Ints, last: Ints
) -> tuple[Flags, Flags]:
    """Whether a word that a term may have at its edge stands right before, and right behind."""
    may_open, may_close = edges
    size = len(gaps)
    near = (gaps == NOTHING) & ~np.isin(np.arange(size), starts)
    behind = np.minimum(last, size - 1)
    before = near[first] & may_close[np.maximum(first - 1, 0)]
    return before, (last < size) & near[behind] & may_open[behind]


def _kinds_beside(
    kinds: Floats, more: tuple[Flags, Flags], first: Ints, last: Ints
) -> Iterator[Floats]:
    """The kind of the word right before and right behind, 0 where none stands there."""
    columns = [CLASSES.index(kind) for kind in BESIDE]
    for at, there in (
        (np.maximum(first - 1, 0), more[0]),
        (np.minimum(last, len(kinds) - 1), more[1]),
    ):
        for column in columns:
            yield kinds[at, column] * there


def _cut(en: EnglishText, capital: Flags, first: Ints, last: Ints) -> tuple[Flags, Flags]:
    """Whether a name goes on before, and behind, as in Hong | Kong."""
    size = len(en.forms)
    near = (en.gaps == NOTHING) & ~np.isin(np.arange(size), en.starts)
    small = np.isin(en.forms, [k for k, name in enumerate(en.form_names) if name in _IN_NAMES])
    one, two = np.maximum(first - 1, 0), np.maximum(first - 2, 0)
    before = near[first] & (first > 0) & (capital[one] | (small[one] & near[one] & capital[two]))
    one, two = np.minimum(last, size - 1), np.minimum(last + 1, size - 1)
    behind = near[one] & (last < size) & (capital[one] | (small[one] & near[two] & capital[two]))
    return before & capital[first], behind & capital[last - 1]


def _length_ratio(zh: ChineseText, places: Ints) -> Doubles:
    """Logarithm of Chinese over English words."""
    words = np.append(0, np.cumsum(zh.words[0] >= 0))
    ratio = (1 + words[places[:, 1]] - words[places[:, 0]]) / (1 + places[:, 3] - places[:, 2])
    return np.asarray(np.log(ratio))
