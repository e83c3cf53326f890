"""Compiled: what source texts say of target texts, and the marks that other kernels read.

    load_row(row, texts, k)              r(. | text k), the likelihood ratios, as a dense row
    bagged(...)                          target texts as bags of distinct units
    pair_evidence(texts, target, i, j)   per pair: log-likelihood ratio, what is covered, …

`align.evidence.lexical` has the Python side.
"""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from glossary.lexicon.ratio_kernels import Direction, add_ratios

OTHER, FULL_STOP, QUESTION, EXCLAMATION, COLON, ELLIPSIS = range(6)
"""Classes of the last mark of a sentence, closing quotes and brackets aside."""

QUESTIONS, EXCLAMATIONS, QUOTES, SEMICOLONS, BRACKETS = range(5)
"""Columns of `align.evidence.surface.Surface.marks`."""

LOG_RATIO, COVERED, UNMATCHED, MATCHED, BEST_MATCH, GAP, WORST_MISS = range(7)
"""Columns of `pair_evidence`."""
MEASURES = 7


class SourceTexts(NamedTuple):
    """Texts of one language that judge those of the other; a text is a run of sentences.

    Attributes:
        direction: the lexical model from their language to the other.
        mass: of each sentence.
        starts: shape (texts + 1,), the first sentence of each text.
    """

    direction: Direction
    mass: Floats
    starts: Longs


class Row(NamedTuple):
    """r(. | text) for one source text at a time.

    Attributes:
        ratios: of each target type; 0 where the text says nothing.
        touched: the types whose ratio is not 0, as many as `state` says.
        state: the number of the text, or -1; how many types are touched.
    """

    ratios: Floats
    touched: Ints
    state: Longs


class Bags(NamedTuple):
    """Target texts as bags of distinct units.

    Attributes:
        starts: shape (texts + 1,).
        units: type numbers, distinct within a text.
        counts: how much each occurrence counts, summed (float32).
        salience: of each type: a / (a + p), near 1 for all but the most frequent words.
        weights: of each type: how much it tells, 0 to about 1.
        mass: of each text: sum of counts times salience.
        content: of each text: sum of counts times weights.
    """

    starts: Longs
    units: Ints
    counts: Floats
    salience: Floats
    weights: Floats
    mass: Floats
    content: Floats


@part
def empty_row(types: int) -> Row:
    """Room for the ratios of `types` target types, with no text in it."""
    state = np.zeros(2, np.int64)
    state[0] = -1
    return Row(np.zeros(types, np.float32), np.empty(types, np.int32), state)


@part
def load_row(row: Row, texts: SourceTexts, text: int) -> None:
    """Put the ratios of another source text into the row.

    Pairs of one source text stand together in all kernels, so that each text is loaded once.
    """
    for k in range(row.state[1]):
        row.ratios[row.touched[k]] = 0.0
    first, last = texts.starts[text], texts.starts[text + 1]
    total = np.float32(0.0)
    for sentence in range(first, last):
        total += texts.mass[sentence]
    scale = np.float32(1.0) / max(total, np.float32(1e-6))
    count = 0
    for sentence in range(first, last):
        share = texts.mass[sentence] * scale
        count = add_ratios(texts.direction, sentence, share, row.ratios, row.touched, count)
    row.state[0] = text
    row.state[1] = count


@compiled
def bagged(
    target_starts: Longs, target_units: Ints, starts: Longs, types: int
) -> tuple[Longs, Ints, Floats]:
    """The distinct units of each text and how often they occur.

    Args:
        target_starts: shape (sentences + 1,): the sentences' rows of units.
        target_units: type numbers.
        starts: shape (texts + 1,), the first sentence of each text.
        types: number of types.

    Returns:
        Starts, units and counts, as `Bags` has them.
    """
    texts = len(starts) - 1
    bag_starts = np.zeros(texts + 1, np.int64)
    units = np.empty(len(target_units), np.int32)
    counts = np.zeros(len(target_units), np.float32)
    slot = np.full(types, -1, np.int64)
    used = 0
    for text in range(texts):
        first = used
        for at in range(target_starts[starts[text]], target_starts[starts[text + 1]]):
            unit = target_units[at]
            if slot[unit] < first:
                slot[unit] = used
                units[used] = unit
                used += 1
            counts[slot[unit]] += 1.0
        bag_starts[text + 1] = used
    return bag_starts, units[:used].copy(), counts[:used].copy()


@compiled
def pair_evidence(texts: SourceTexts, target: Bags, sources: Ints, targets: Ints) -> Floats:
    """What each source text says about each target text it is paired with.

    Args:
        texts: the source texts.
        target: the target texts.
        sources: source text of each pair; pairs of one source stand together.
        targets: target text of each pair.

    Returns:
        Shape (pairs, MEASURES): the log-likelihood ratio, sum of ``count * log(floor + r)``; the
        salience covered, ``count * salience * r / (r + 3)``; the weight of what the source does
        not make likelier (r < 1); the weight of what it does, times ``log(1 + r)``; the
        greatest of the latter; the weight of the longest stretch that the source says nothing of
        (what it does say there counts double against it); and the greatest weight of a unit that
        the source does not make likelier.
    """
    found = np.zeros((len(sources), MEASURES), np.float32)
    row = empty_row(texts.direction.types)
    ratios = row.ratios
    floor = np.float32(texts.direction.floor)
    log_floor = np.log(floor)
    one = np.float32(1.0)
    for pair in range(len(sources)):
        if row.state[0] != sources[pair]:
            load_row(row, texts, sources[pair])
        target_text = targets[pair]
        gap = np.float32(0.0)
        for at in range(target.starts[target_text], target.starts[target_text + 1]):
            unit = target.units[at]
            times = target.counts[at]
            weight = target.weights[unit] * times
            ratio = ratios[unit]
            if ratio < 1.0:
                found[pair, UNMATCHED] += weight
                gap += weight
                found[pair, GAP] = max(found[pair, GAP], gap)
                found[pair, WORST_MISS] = max(found[pair, WORST_MISS], target.weights[unit])
            else:
                gap = max(gap - np.float32(2.0) * weight, np.float32(0.0))
            if ratio == 0.0:
                found[pair, LOG_RATIO] += times * log_floor
                continue
            found[pair, LOG_RATIO] += times * np.log(floor + ratio)
            found[pair, COVERED] += (
                times * target.salience[unit] * ratio / (ratio + np.float32(3.0))
            )
            gain = target.weights[unit] * np.log(one + ratio)
            found[pair, MATCHED] += gain * times
            found[pair, BEST_MATCH] = max(found[pair, BEST_MATCH], gain)
    return found


@compiled
def log_ratios(texts: SourceTexts, target: Bags, sources: Ints, targets: Ints) -> Floats:
    """The column `LOG_RATIO` of `pair_evidence` alone, with the same arguments."""
    found = np.zeros(len(sources), np.float32)
    row = empty_row(texts.direction.types)
    ratios = row.ratios
    floor = np.float32(texts.direction.floor)
    log_floor = np.log(floor)
    for pair in range(len(sources)):
        if row.state[0] != sources[pair]:
            load_row(row, texts, sources[pair])
        for at in range(target.starts[targets[pair]], target.starts[targets[pair] + 1]):
            ratio = ratios[target.units[at]]
            gain = log_floor if ratio == 0.0 else np.log(floor + ratio)
            found[pair] += target.counts[at] * gain
    return found
