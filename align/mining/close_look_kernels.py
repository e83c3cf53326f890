"""Compiled: the ends of sentence pairs, and links between their words (`align.mining.close_look`).

ends(texts, weights, i, j)      how much of either end is said
links(sides, i, j)              what greedy one-to-one linking of the words leaves over
"""

from typing import NamedTuple

import numpy as np

from align.evidence.kernels import SourceTexts, empty_row, load_row
from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.order import fall
from glossary.lexicon.ratio_kernels import Direction, Table

ENDS = (
    "start unsaid", "end unsaid", "share of the longer end", "units in the longer end",
    "log ratio of the longer end", "first clause said", "last clause said", "said",
)  # fmt: skip
"""Columns of `ends`."""
SIDE = ("linked", "longest gap", "gap at an end, share", "gap at an end", "telling words unlinked")
ALL = ("strength", "in order")
"""Columns of `links`: of each side's words, and of all links."""

_HALF_SAID = np.float32(3.0)  # the ratio at which a unit counts as half said, as in `similarity`
_SMOOTHING = np.float32(0.5)  # half a rare word: the shares of a few function words mean little
_NO_CLAUSE = np.float32(0.7)  # said of the first clause of one: what pairs of several have
_LEAST_LINK = 2.0
"""Least ratio of two linked words: twice as likely together as by chance."""
_OUT_OF_PLACE = 1.0
"""What a link across the whole sentence loses, in nats: it decides between like words only."""
_TELLING = 0.5  # weight of a word that is missed when it has no link: one in 13,000 or rarer
_LONGEST = 400  # words of a sentence that are linked: no real one is longer


class Weighted(NamedTuple):
    """The words of both sides that can be linked, with what each tells."""

    lemmas: Direction
    words: Direction
    lemma_weights: Floats
    word_weights: Floats


@compiled
def ends(texts: SourceTexts, weights: Floats, sources: Ints, targets: Ints) -> Floats:
    """How much each source sentence says of either end of the target sentence.

    Args:
        texts: the source sentences, each a text.
        weights: of the target units.
        sources: of each pair; pairs of one source stand together.
        targets: of each pair.

    Returns:
        Shape (pairs, 8), the columns of `ENDS`.
    """
    direction = texts.direction
    found = np.zeros((len(sources), 8), np.float32)
    row = empty_row(direction.types)
    ratios = row.ratios
    for pair in range(len(sources)):
        if row.state[0] != sources[pair]:
            load_row(row, texts, sources[pair])
        target = targets[pair]
        begin, end = direction.target_starts[target], direction.target_starts[target + 1]
        units = direction.target_units[begin:end]
        content, said = _said(units, weights, ratios)
        found[pair, 7] = said / (content + _SMOOTHING)
        for side in range(2):
            gap, length, log_ratio = _end(units[::-1] if side else units, direction.floor,
                                           weights, ratios)  # fmt: skip
            found[pair, side] = gap
            if side == 0 or gap >= found[pair, 0]:
                found[pair, 2] = gap / (content + _SMOOTHING)
                found[pair, 3] = length / max(len(units), 1)
                found[pair, 4] = log_ratio
        first = units[: direction.first_ends[target] - begin]
        last = units[direction.last_starts[target] - begin :]
        for side, clause in enumerate((first, last)):
            held, covered = _said(clause, weights, ratios)
            whole = held > content - np.float32(0.1)
            found[pair, 5 + side] = (
                _NO_CLAUSE if whole else (covered + _SMOOTHING) / (held + _SMOOTHING)
            )
    return found


@part
def _said(units: Ints, weights: Floats, ratios: Floats) -> tuple[np.float32, np.float32]:
    """What units tell together, and how much of it the source says."""
    content = np.float32(0.0)
    said = np.float32(0.0)
    for unit in units:
        content += weights[unit]
        said += weights[unit] * ratios[unit] / (ratios[unit] + _HALF_SAID)
    return content, said


@part
def _end(
    units: Ints, floor: float, weights: Floats, ratios: Floats
) -> tuple[np.float32, int, np.float32]:
    """The stretch from the start that is least said: its weight, units and log-likelihood ratio."""
    gap = np.float32(0.0)
    best = np.float32(0.0)
    length = 0
    log_ratio = np.float32(0.0)
    best_log_ratio = np.float32(0.0)
    for k in range(len(units)):
        weight = weights[units[k]]
        gap += weight if ratios[units[k]] < 1.0 else np.float32(-2.0) * weight
        log_ratio += np.log(np.float32(floor) + ratios[units[k]])
        if gap > best:
            best, length, best_log_ratio = gap, k + 1, log_ratio
    return best, length, best_log_ratio


@compiled
def links(sides: Weighted, i: Ints, j: Ints) -> Floats:
    """What is left over when each word is linked to one of the other side, likeliest links first.

    Greedy one-to-one (competitive) linking: I. D. Melamed, "Models of Translational Equivalence
    among Words", CL 26(2), 2000.

    Returns:
        Shape (pairs, 12): the columns of `SIDE` for Chinese, then English, and of `ALL`.
    """
    lemmas, words = sides.lemmas, sides.words
    found = np.zeros((len(i), 12), np.float32)
    zh_slots = np.full(words.types, -1, np.int32)
    en_slots = np.full(lemmas.types, -1, np.int32)
    for pair in range(len(i)):
        a, b = i[pair], j[pair]
        zh = words.target_units[words.target_starts[a] : words.target_starts[a + 1]][:_LONGEST]
        en = lemmas.target_units[lemmas.target_starts[b] : lemmas.target_starts[b + 1]][:_LONGEST]
        if len(zh) == 0 or len(en) == 0:
            continue
        ratios = np.zeros((len(zh), len(en)), np.float32)
        _add_pairs(lemmas.known, lemmas.folds[a], zh, en, en_slots, ratios)
        _add_pairs(lemmas.learnt, lemmas.folds[a], zh, en, en_slots, ratios)
        _add_pairs(words.known, words.folds[b], en, zh, zh_slots, ratios.T)
        _add_pairs(words.learnt, words.folds[b], en, zh, zh_slots, ratios.T)
        zh_link, en_link = _linked(ratios)
        _left_over(zh_link, sides.word_weights[zh], found[pair, 0:5])
        _left_over(en_link, sides.lemma_weights[en], found[pair, 5:10])
        zh_weights, en_weights = sides.word_weights[zh], sides.lemma_weights[en]
        found[pair, 10], found[pair, 11] = _order(zh_link, ratios, zh_weights, en_weights)
    return found


@part
def _add_pairs(
    table: Table, fold: int, source: Ints, target: Ints, slots: Ints, ratios: Floats
) -> None:
    """Add a table's ratio of each source word and target word; `slots` is -1 throughout."""
    row = table.ratios[fold if 0 <= fold < len(table.ratios) - 1 else len(table.ratios) - 1]
    following = np.empty(len(target), np.int32)  # the place of the same word before it
    for k in range(len(target)):
        following[k] = slots[target[k]]
        slots[target[k]] = k
    for k in range(len(source)):
        for cell in range(table.starts[source[k]], table.starts[source[k] + 1]):
            at = slots[table.targets[cell]]
            while at >= 0:
                ratios[k, at] += row[cell]
                at = following[at]
    for unit in target:
        slots[unit] = -1


@part
def _linked(ratios: Floats) -> tuple[Longs, Longs]:
    """For each word its partner's place, or -1."""
    zh_link = np.full(ratios.shape[0], -1, np.int64)
    en_link = np.full(ratios.shape[1], -1, np.int64)
    size = 0
    for row in range(len(zh_link)):
        for column in range(len(en_link)):
            size += ratios[row, column] >= _LEAST_LINK
    values = np.empty(size, np.float64)
    cells = np.empty((4, size), np.int64)  # row, column, then the order and room to find it
    size = 0
    for row in range(len(zh_link)):
        for column in range(len(en_link)):
            if ratios[row, column] >= _LEAST_LINK:
                distance = abs((row + 0.5) / len(zh_link) - (column + 0.5) / len(en_link))
                values[size] = np.log(1.0 + ratios[row, column]) - _OUT_OF_PLACE * distance
                cells[0, size] = row
                cells[1, size] = column
                size += 1
    fall(values, size, cells[2], cells[3])
    for k in range(size):
        row = cells[0, cells[2, k]]
        column = cells[1, cells[2, k]]
        if zh_link[row] < 0 and en_link[column] < 0:
            zh_link[row] = column
            en_link[column] = row
    return zh_link, en_link


@part
def _left_over(link: Longs, weights: Floats, found: Floats) -> None:
    """Fill in `SIDE`: a link in a gap counts double against it."""
    content = np.float32(_SMOOTHING)
    linked = np.float32(0.0)
    gap = np.float32(0.0)
    longest = np.float32(0.0)
    start = np.float32(0.0)
    end = np.float32(0.0)
    at_an_end = np.float32(0.0)
    for k in range(len(link)):
        weight = weights[k]
        content += weight
        step = weight if link[k] < 0 else np.float32(-2.0) * weight
        gap = max(gap + step, np.float32(0.0))
        longest = max(longest, gap)
        start += step
        other = len(link) - 1 - k
        end += weights[other] if link[other] < 0 else np.float32(-2.0) * weights[other]
        at_an_end = max(at_an_end, start, end)
        if link[k] >= 0:
            linked += weight
        elif weight > _TELLING:
            found[4] += 1.0
    found[0] = linked / content
    found[1] = longest / content
    found[2] = at_an_end / content
    found[3] = at_an_end


@part
def _order(
    zh_link: Longs,
    ratios: Floats,
    zh_weights: Floats,
    en_weights: Floats,
) -> tuple[float, float]:
    """How strong the links are, per word; the correlation of the linked words' places."""
    places = np.empty((2, len(zh_link)), np.float64)
    weights = np.empty(len(zh_link), np.float64)
    strength = 0.0
    count = 0
    for k in range(len(zh_link)):
        if zh_link[k] < 0:
            continue
        weight = 0.5 * (zh_weights[k] + en_weights[zh_link[k]])
        strength += weight * np.log(1.0 + ratios[k, zh_link[k]])
        places[0, count] = (k + 0.5) / len(zh_weights)
        places[1, count] = (zh_link[k] + 0.5) / len(en_weights)
        weights[count] = weight + 0.05  # function words count a little
        count += 1
    strength /= 0.5 * (len(zh_weights) + len(en_weights))
    if count < 3:
        return strength, 0.0
    whole = 0.0
    for k in range(count):
        whole += weights[k]
    mean_x = 0.0
    mean_y = 0.0
    for k in range(count):
        weights[k] /= whole
        mean_x += weights[k] * places[0, k]
        mean_y += weights[k] * places[1, k]
    xx = 0.0
    yy = 0.0
    xy = 0.0
    for k in range(count):
        x = places[0, k] - mean_x
        y = places[1, k] - mean_y
        xx += weights[k] * x * x
        yy += weights[k] * y * y
        xy += weights[k] * x * y
    return strength, xy / max(np.sqrt(xx * yy), 1e-3)
