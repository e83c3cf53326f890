"""One document pair as the bead model sees it: surfaces, sums, lexical likelihoods in a band."""

from typing import NamedTuple

import numpy as np

from align.beads.lattice.band import Band
from align.evidence.surface import Surface
from corpus.kernels.arrays import Doubles, Flags, Floats, Longs
from glossary.lexicon.evidence import Evidence
from glossary.lexicon.ratio_kernels import Direction, span_log_ratios

SPAN = 6
"""Longest side of a bead, in sentences."""

_USUAL_RATIO = 3.4
_LEAST_RATIO, _GREATEST_RATIO = 2.4, 4.8
"""English letters per Chinese character: news and speeches have 3.5 to 4.2, novels and magazines
2.5 (from English) to 4.8 (a free translation of old Chinese)."""

LENGTH, MASS, BALANCE, MARKS = range(4)
"""Columns of `Side.sums`; one column per kind of mark from `MARKS` on."""


class Side(NamedTuple):
    """The sentences of one language.

    Attributes:
        end, opens, closes, inside, speech: see `Surface`.
        sums: shape (sentences + 1, 9), cumulative: length in Chinese characters (English letters
            are brought to that by the pair's own ratio), mass, quote balance, marks by kind.
    """

    end: Longs
    opens: Longs
    closes: Longs
    inside: Longs
    speech: Longs
    sums: Doubles


class Judged(NamedTuple):
    """Target sentences judged by runs of source sentences, inside the band.

    Attributes:
        lows: first target sentence judged by each source sentence (and by runs from it).
        highs: one past the last.
        starts: as `span_log_ratios` returns it.
        words: log-likelihood ratios of whole sentences by their words.
        clause_starts: the same layout for single source sentences.
        first: likelihood of the first clause of a target sentence, by words and characters.
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
        by_zh: English judged by Chinese.
        by_en: Chinese judged by English.
        zh_breaks: 1 where a paragraph begins, by border, as `paragraphs.breaks` gives it.
        en_breaks: the same for English.
        break_ratios: what that says, shape (2, 2), by zh and en.
        lows: the band: node (i, j) is inside if ``lows[i] <= j <= highs[i]``.
        highs: inclusive.
    """

    zh: Side
    en: Side
    by_zh: Judged
    by_en: Judged
    zh_breaks: Longs
    en_breaks: Longs
    break_ratios: Doubles
    lows: Longs
    highs: Longs


class Paragraphs(NamedTuple):
    """Paragraph breaks of both sides and what they say: see `PairView`."""

    zh: Longs
    en: Longs
    ratios: Doubles


def view_pair(
    evidence: Evidence,
    zh: range,
    en: range,
    surfaces: tuple[Surface, Surface],
    ratio: float,
    paragraphs: Paragraphs,
    band: Band,
) -> PairView:
    """The view of one document pair, or of a section of it.

    Args:
        evidence: of the collection.
        zh: its Chinese sentences in the collection.
        en: its English sentences.
        surfaces: of both sides.
        ratio: English letters for one Chinese character in the whole pair.
        paragraphs: their breaks, by border.
        band: where the search may go.
    """
    n, m = len(zh), len(en)
    zh_surface, en_surface = surfaces
    columns_low, columns_high = _transposed(band, m)
    by_zh = _judged(
        (evidence.lemmas,), evidence.zh_mass, zh.start, en,
        band.lows[:n], band.highs[np.minimum(np.arange(n) + SPAN, n)],
    )  # fmt: skip
    by_en = _judged(
        (evidence.words, evidence.characters), evidence.en_mass, en.start, zh,
        columns_low[:m], columns_high[np.minimum(np.arange(m) + SPAN, m)],
    )  # fmt: skip
    return PairView(
        _side(zh_surface, evidence.zh_mass[zh.start : zh.stop], 1.0),
        _side(en_surface, evidence.en_mass[en.start : en.stop], ratio),
        by_zh,
        by_en,
        *paragraphs,
        band.lows,
        band.highs,
    )


def letters_per_character(zh: Surface, en: Surface) -> float:
    """English letters for one Chinese character, as this very pair has them.

    A ratio that no translation has tells of a preface or a chapter that only one side holds.
    """
    ratio = float(en.length.sum() + 3) / float(zh.length.sum() + 1)
    return ratio if _LEAST_RATIO <= ratio <= _GREATEST_RATIO else _USUAL_RATIO


def _side(surface: Surface, mass: Floats, ratio: float) -> Side:
    columns = [surface.length / ratio, mass, surface.balance, *surface.marks.T]
    sums = np.zeros((len(mass) + 1, len(columns)))
    np.cumsum(np.stack(columns, axis=1), axis=0, out=sums[1:])
    return Side(surface.end, surface.opens, surface.closes, surface.inside, surface.speech, sums)


def _judged(
    directions: tuple[Direction, ...],
    mass: Floats,
    source: int,
    target: range,
    lows: Longs,
    highs: Longs,
) -> Judged:
    where = lows + target.start, highs + target.start
    words, *further = directions
    found = [span_log_ratios(words, mass, source, SPAN, *where)]
    found += [span_log_ratios(d, mass, source, 1, *where) for d in further]
    many = words.first_ends < words.target_starts[1:]
    return Judged(
        lows=lows,
        highs=highs,
        starts=found[0].starts,
        words=found[0].values,
        clause_starts=found[0].clause_starts,
        first=np.sum([likelihoods.first for likelihoods in found], axis=0),
        last=np.sum([likelihoods.last for likelihoods in found], axis=0),
        many=many[target.start : target.stop],
    )


def _transposed(band: Band, m: int) -> tuple[Longs, Longs]:
    """The band by English boundary: first and last Chinese boundary of each column."""
    columns = np.arange(m + 1)
    low = np.searchsorted(band.highs, columns, side="left")
    high = np.searchsorted(band.lows, columns, side="right") - 1
    return low.astype(np.int64), high.astype(np.int64)
