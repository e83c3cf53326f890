"""Which Chinese and English stretches of a sentence pair translate each other.

A stretch on either side may be a term if its edges allow it (`chinese_edges`, `english_edges`).
How well two stretches fit is the share of their words' link probability that stays between them:

    s = inside / (weight zh + weight en + what comes in from outside)

with the probabilities of both directions, averaged over segmentations, and words weighted by
smooth inverse frequency (as in `dictionary_tables.SIF`), so that function words do not matter.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Bytes, Flags, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.analysis.tokens import ACRONYM, BRACKETED, CLOSING, HARD, JOINT, OPENING
from glossary.extraction.word_alignment.span_edges import EDGES, shares, within

LEAST = 0.22
"""Least s of a pair of stretches: a link that only one direction or segmentation shows gives .4
to .5 of the whole, and half of that may be lost to neighbours."""
RELATIVE = 0.65
"""Least s beside the best of the same Chinese, and of the same English stretch."""
LONGEST_ZH = 22  # atoms: statutes and organisations
LONGEST_EN = 12  # words: "... Thought on ... with Chinese Characteristics for a New Era"
ACRONYM_SHARE = 0.9
"""s of the acronym in "full form (ABC)", beside that of the full form."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Pairs of stretches, a row each.

    Attributes:
        pairs: number of the sentence pair.
        places: shape (rows, 4): first atom, behind the last atom, first word, behind the last
            word, counted over the whole collection.
        scores: s.
        edges: shape (rows, len(EDGES)): shares of the link probability of the words at and beside
            the edges, see `EDGES`.
    """

    pairs: Ints
    places: Ints
    scores: Floats
    edges: Floats


@compiled
def score_spans(
    zh_starts: Longs,
    zh_gaps: NDArray[np.int8],
    zh_open: Flags,
    zh_close: Flags,
    zh_weight: Floats,
    en_starts: Longs,
    en_gaps: NDArray[np.int8],
    en_open: Flags,
    en_close: Flags,
    en_flags: NDArray[np.int8],
    en_weight: Floats,
    en_full: Ints,
    into_en: Floats,
    into_zh: Floats,
    block_starts: Longs,
    first_pair: int,
) -> tuple[Ints, Ints, Floats, Floats]:
    """All pairs of stretches of a run of sentence pairs that fit well enough.

    Args:
        zh_starts: rows of atoms, shape (pairs + 1,).
        zh_gaps: what stands before each atom.
        zh_open: whether a term may start at the atom.
        zh_close: whether a term may end with it.
        zh_weight: its weight.
        en_starts: rows of words; the other ``en_`` arguments likewise.
        en_gaps: what stands before each word.
        en_open: whether a term may start at the word.
        en_close: whether a term may end with it.
        en_flags: see `running_text`.
        en_weight: its weight.
        en_full: see `acronyms.full_forms`.
        into_en: probability that word b of pair i comes from atom a, at
            ``block_starts[i] + a * words + b``.
        into_zh: probability that atom a comes from word b, at the same place.
        block_starts: shape (pairs + 1,).
        first_pair: number of the first pair, added to the result's.

    Returns:
        Columns as in `Spans`.
    """
    room = 4096
    pairs = np.empty(room, np.int32)
    places = np.empty((room, 4), np.int32)
    scores = np.empty(room, np.float32)
    edges = np.zeros((room, len(EDGES)), np.float32)
    used = 0
    for i in range(len(zh_starts) - 1):
        z0, e0 = zh_starts[i], en_starts[i]
        n, m = zh_starts[i + 1] - z0, en_starts[i + 1] - e0
        if n == 0 or m == 0:
            continue
        inside = np.zeros((n + 1, m + 1))
        from_zh = np.zeros(n + 1)  # what leaves the atoms, to any word, weighted by words
        from_en = np.zeros(m + 1)
        zh_mass = np.zeros(n + 1)
        en_mass = np.zeros(m + 1)
        for b in range(m):
            en_mass[b + 1] = en_mass[b] + en_weight[e0 + b]
        for a in range(n):
            zh_mass[a + 1] = zh_mass[a] + zh_weight[z0 + a]
            row = 0.0
            outgoing = 0.0
            for b in range(m):
                p = into_en[block_starts[i] + a * m + b] * en_weight[e0 + b]
                q = into_zh[block_starts[i] + a * m + b] * zh_weight[z0 + a]
                row += p + q
                outgoing += p
                from_en[b + 1] += q
                inside[a + 1, b + 1] = inside[a, b + 1] + row
            from_zh[a + 1] = from_zh[a] + outgoing
        for b in range(m):
            from_en[b + 1] += from_en[b]
        own_zh = np.diff(zh_mass) + np.diff(from_zh)
        own_en = np.diff(en_mass) + np.diff(from_en)
        zh_spans = stretches(z0, z0 + n, zh_gaps, zh_open, zh_close, LONGEST_ZH)
        en_spans = stretches(e0, e0 + m, en_gaps, en_open, en_close, LONGEST_EN)
        zh_count, en_count = len(zh_spans), len(en_spans)
        fit = np.zeros((zh_count, en_count), np.float32)
        best_zh = np.zeros(zh_count, np.float32)
        best_en = np.zeros(en_count, np.float32)
        for x in range(zh_count):
            a, c = zh_spans[x, 0] - z0, zh_spans[x, 1] - z0
            own = zh_mass[c] - zh_mass[a] + from_zh[c] - from_zh[a]
            for y in range(en_count):
                b, d = en_spans[y, 0] - e0, en_spans[y, 1] - e0
                both = within(inside, a, c, b, d)
                whole = own + en_mass[d] - en_mass[b] + from_en[d] - from_en[b] - both
                if both >= LEAST * whole and whole > 0:
                    s = np.float32(both / whole)
                    fit[x, y] = s
                    best_zh[x] = max(best_zh[x], s)
                    best_en[y] = max(best_en[y], s)
        for x in range(zh_count):
            for y in range(en_count):
                s = fit[x, y]
                if s == 0 or s < RELATIVE * best_zh[x] or s < RELATIVE * best_en[y]:
                    continue
                d = en_spans[y, 1]
                acronym = d < en_starts[i + 1] and en_flags[d] & ACRONYM and en_flags[d] & BRACKETED
                if acronym and en_full[d] >= 0 and en_full[d] != en_spans[y, 0]:
                    acronym = False  # it stands for more, or for less
                a, c = zh_spans[x, 0] - z0, zh_spans[x, 1] - z0
                b, e = en_spans[y, 0] - e0, en_spans[y, 1] - e0
                for k in range(2 if acronym else 1):
                    if used == room:
                        room *= 2
                        pairs = np.concatenate((pairs, np.empty_like(pairs)))
                        places = np.concatenate((places, np.empty_like(places)))
                        scores = np.concatenate((scores, np.empty_like(scores)))
                        edges = np.concatenate((edges, np.zeros_like(edges)))
                    shares(inside, own_zh, own_en, a, c, b, e, edges[used])
                    pairs[used] = first_pair + i
                    places[used, 0] = zh_spans[x, 0]
                    places[used, 1] = zh_spans[x, 1]
                    places[used, 2] = d if k else en_spans[y, 0]
                    places[used, 3] = d + 1 if k else d
                    scores[used] = s * ACRONYM_SHARE if k else s
                    used += 1
    return pairs[:used].copy(), places[:used].copy(), scores[:used].copy(), edges[:used].copy()


@compiled
def stretches(
    start: int, stop: int, gaps: NDArray[np.int8], may_open: Flags, may_close: Flags, longest: int
) -> Ints:
    """The stretches of one row that may be terms: first token, behind the last.

    Args:
        start: the row's first token.
        stop: behind its last.
        gaps: what stands before each token of the collection.
        may_open: whether a term may start at the token.
        may_close: whether one may end with it.
        longest: most tokens of a term.
    """
    found = np.empty(((stop - start) * min(stop - start, longest), 2), np.int32)
    count = 0
    for first in range(start, stop):
        if not may_open[first]:
            continue
        depth = 0
        for end in range(first + 1, min(stop, first + longest) + 1):
            gap = gaps[end - 1] if end > first + 1 else 0
            if gap == OPENING:
                depth += 1
            elif gap == CLOSING:
                depth -= 1
            if gap == HARD or depth < 0:
                break
            if depth > 0 or not may_close[end - 1] or (end < stop and gaps[end] == JOINT):
                continue
            found[count, 0] = first
            found[count, 1] = end
            count += 1
    return found[:count].copy()


@compiled
def add_links(
    starts: Longs,
    word_starts: Longs,
    word_atoms: Longs,
    atom_starts: Longs,
    columns: Longs,
    column_starts: Longs,
    values: Bytes,
    transposed: bool,
    share: float,
    block_starts: Longs,
    widths: Longs,
    result: Floats,
) -> None:
    """Add the links of one segmentation to the probabilities between atoms and words.

    Args:
        starts: where each pair's block of `values` starts.
        word_starts: rows of Chinese words.
        word_atoms: the atom at which each word starts, over the collection.
        atom_starts: rows of atoms.
        columns: the place in its sentence of each English word that took part.
        column_starts: rows of `columns`.
        values: link probabilities times 255; Chinese words by English words, or the other way
            if `transposed`.
        transposed: whether the Chinese words are the targets. A target's probability goes whole
            to each of a Chinese word's atoms; a source's is shared out among them.
        share: weight of the segmentation.
        block_starts: where each pair's block of `result` starts.
        widths: English words of each pair.
        result: added to.
    """
    for i in range(len(word_starts) - 1):
        n = word_starts[i + 1] - word_starts[i]
        m = column_starts[i + 1] - column_starts[i]
        for x in range(n):
            word = word_starts[i] + x
            first = word_atoms[word]
            last = word_atoms[word + 1] if x + 1 < n else atom_starts[i + 1]
            part = share / 255.0
            if not transposed:
                part /= max(1, last - first)
            for y in range(m):
                at = starts[i] + (y * n + x if transposed else x * m + y)
                if values[at] == 0:
                    continue
                p = values[at] * part
                b = columns[column_starts[i] + y]
                for atom in range(first, last):
                    result[block_starts[i] + (atom - atom_starts[i]) * widths[i] + b] += p
