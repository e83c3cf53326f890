"""One document pair as the bead model sees it: surfaces, sums, log-likelihood ratios in a band."""

from typing import NamedTuple

import numpy as np

from align.beads.lattice.band import Band
from align.beads.lattice.feature_kernels import BandLogRatios, PairView, Side
from align.evidence.figure_kernels import Figures
from align.evidence.surface import Surface
from corpus.kernels.arrays import Doubles, Floats, Longs
from glossary.lexicon.evidence import Evidence
from glossary.lexicon.ratio_kernels import Direction, span_log_ratios

SPAN = 6
"""Longest side of a bead, in sentences."""

_USUAL_RATIO = 3.4
_LEAST_RATIO, _GREATEST_RATIO = 2.4, 4.8
"""English letters per Chinese character: news and speeches have 3.5 to 4.2, novels and magazines
2.5 (from English) to 4.8 (a free translation of old Chinese)."""


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
    stated: tuple[Figures, Figures],
    ratio: float,
    paragraphs: Paragraphs,
    band: Band,
    null_log_odds: float = 0.0,
) -> PairView:
    """The view of one document pair, or of a section of it.

    Args:
        evidence: of the collection.
        zh: its Chinese sentences in the collection.
        en: its English sentences.
        surfaces: of both sides.
        stated: the figures of both sides.
        ratio: English letters for one Chinese character in the whole pair.
        paragraphs: their breaks, by border.
        band: where the search may go.
        null_log_odds: see `PairView`.
    """
    n, m = len(zh), len(en)
    zh_surface, en_surface = surfaces
    columns_low, columns_high = _transposed(band, m)
    by_zh = _band_log_ratios(
        (evidence.lemmas,), evidence.zh_mass, zh.start, en,
        band.lows[:n], band.highs[np.minimum(np.arange(n) + SPAN, n)],
    )  # fmt: skip
    by_en = _band_log_ratios(
        (evidence.words, evidence.characters), evidence.en_mass, en.start, zh,
        columns_low[:m], columns_high[np.minimum(np.arange(m) + SPAN, m)],
    )  # fmt: skip
    return PairView(
        _side(zh_surface, evidence.zh_mass[zh.start : zh.stop], 1.0, paragraphs.zh),
        _side(en_surface, evidence.en_mass[en.start : en.stop], ratio, paragraphs.en),
        stated[0],
        stated[1],
        by_zh,
        by_en,
        *paragraphs,
        null_log_odds,
        band.lows,
        band.highs,
    )


def letters_per_character(zh: Surface, en: Surface) -> float:
    """English letters for one Chinese character, as this very pair has them.

    A ratio that no translation has tells of a preface or a chapter that only one side holds.
    """
    ratio = float(en.length.sum() + 3) / float(zh.length.sum() + 1)
    return ratio if _LEAST_RATIO <= ratio <= _GREATEST_RATIO else _USUAL_RATIO


def _side(surface: Surface, mass: Floats, ratio: float, breaks: Longs) -> Side:
    columns = [surface.length / ratio, mass, surface.balance, surface.line, *surface.marks.T]
    sums = np.zeros((len(mass) + 1, len(columns)))
    np.cumsum(np.stack(columns, axis=1), axis=0, out=sums[1:])
    return Side(
        surface.end,
        surface.opens,
        surface.closes,
        surface.inside,
        surface.quoted,
        surface.said * (1 - breaks[:-1]),
        surface.speech,
        sums,
    )


def _band_log_ratios(
    directions: tuple[Direction, ...],
    mass: Floats,
    source: int,
    target: range,
    lows: Longs,
    highs: Longs,
) -> BandLogRatios:
    where = lows + target.start, highs + target.start
    words, *further = directions
    found = [span_log_ratios(words, mass, source, SPAN, *where)]
    found += [span_log_ratios(d, mass, source, 1, *where) for d in further]
    many = words.first_ends < words.target_starts[1:]
    return BandLogRatios(
        lows=lows,
        highs=highs,
        starts=found[0].starts,
        words=found[0].values,
        clause_starts=found[0].clause_starts,
        first=np.sum([ratios.first for ratios in found], axis=0),
        last=np.sum([ratios.last for ratios in found], axis=0),
        many=many[target.start : target.stop],
    )


def _transposed(band: Band, m: int) -> tuple[Longs, Longs]:
    """The band by English boundary: first and last Chinese boundary of each column."""
    columns = np.arange(m + 1)
    low = np.searchsorted(band.highs, columns, side="left")
    high = np.searchsorted(band.lows, columns, side="right") - 1
    return low.astype(np.int64), high.astype(np.int64)
