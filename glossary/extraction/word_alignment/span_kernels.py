"""Which Chinese and English stretches of a sentence pair translate each other, compiled.

add_links(words, ...)         link probabilities of words become those of atoms
score_spans(zh, en, ...)      pairs of stretches by how well they fit, and what tells of their edges

A stretch on either side may be a term if its edges allow it (`glossary.analysis.boundaries`). How
well two stretches fit is the share of their words' link probability that stays between them:

    s = inside / (weight zh + weight en + what comes in from outside)

with the probabilities of both directions, averaged over segmentations, and words weighted by
smooth inverse frequency (`glossary.lexicon.dictionary.tables.SIF`), so that function words do not
matter.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Bytes, Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.growth import doubled
from glossary.analysis.token_kernels import ACRONYM, BRACKETED, Side, stretches

LEAST = 0.22
"""Least s of a pair of stretches: a link that only one direction or segmentation shows gives .4
to .5 of the whole, and half of that may be lost to neighbours."""
RELATIVE = 0.65
"""Least s beside the best of the same Chinese, and of the same English stretch."""
ACRONYM_SHARE = 0.9
"""s of the acronym in "full form (ABC)", beside that of the full form."""

_AT = (
    "zh first", "zh last", "zh before", "zh behind", "en first", "en last", "en before",
    "en behind",
)  # fmt: skip
EDGES = (
    *(f"{place} linked" for place in _AT),
    *(f"{place} elsewhere" for place in _AT),
    "zh weakest",
    "en weakest",
    "consistent",
)
"""Of the first and last atom, of the atoms before and behind, and the same of words: the share of
the link probability that goes to the other stretch, and the share that goes elsewhere; words that
have no link, like articles, count as half linked. Then the least share of any atom, of any word,
and of all link probability that either stretch has the share that stays between them, which words
without a counterpart do not lessen."""


class WordRows(NamedTuple):
    """The aligned words of some sentence pairs, as rows.

    Attributes:
        zh_starts: rows of Chinese words.
        zh_atoms: the atom at which each Chinese word of the collection starts.
        atom_starts: rows of atoms.
        en_starts: rows of those English words that took part.
        en_places: the place in its sentence of each of them, over the collection.
        widths: English words of each sentence.
    """

    zh_starts: Longs
    zh_atoms: Longs
    atom_starts: Longs
    en_starts: Longs
    en_places: Longs
    widths: Longs


class Links(NamedTuple):
    """Link probabilities between the atoms and the words of some sentence pairs.

    Attributes:
        starts: shape (pairs + 1,): where the block of each pair starts.
        into_en: probability that word b of pair i comes from atom a, at
            ``starts[i] + a * words + b``.
        into_zh: probability that atom a comes from word b, at the same place.
    """

    starts: Longs
    into_en: Floats
    into_zh: Floats


class Spans(NamedTuple):
    """Pairs of stretches, a row each.

    Attributes:
        pairs: number of the sentence pair.
        places: shape (rows, 4): first atom, behind the last atom, first word, behind the last
            word, counted over the whole collection.
        scores: s.
        edges: shape (rows, len(EDGES)): see `EDGES`.
    """

    pairs: Ints
    places: Ints
    scores: Floats
    edges: Floats


@compiled
def add_links(
    words: WordRows,
    starts: Longs,
    values: Bytes,
    transposed: bool,
    share: float,
    block_starts: Longs,
    result: Floats,
) -> None:
    """Add the links of one segmentation to the probabilities between atoms and words.

    Args:
        words: what is linked.
        starts: where each pair's block of `values` starts.
        values: link probabilities times 255; Chinese words by English words, or the other way
            if `transposed`.
        transposed: whether the Chinese words are the targets. A target's probability goes whole
            to each of a Chinese word's atoms; a source's is shared out among them.
        share: weight of the segmentation.
        block_starts: where each pair's block of `result` starts.
        result: probabilities as in `Links`, added to.
    """
    for i in range(len(words.zh_starts) - 1):
        n = words.zh_starts[i + 1] - words.zh_starts[i]
        m = words.en_starts[i + 1] - words.en_starts[i]
        for x in range(n):
            word = words.zh_starts[i] + x
            first = words.zh_atoms[word]
            last = words.zh_atoms[word + 1] if x + 1 < n else words.atom_starts[i + 1]
            part = share / 255.0
            if not transposed:
                part /= max(1, last - first)
            for y in range(m):
                at = starts[i] + (y * n + x if transposed else x * m + y)
                if values[at] == 0:
                    continue
                p = values[at] * part
                b = words.en_places[words.en_starts[i] + y]
                for atom in range(first, last):
                    row = block_starts[i] + (atom - words.atom_starts[i]) * words.widths[i]
                    result[row + b] += p


@compiled
def score_spans(
    zh: Side,
    zh_weight: Floats,
    en: Side,
    en_weight: Floats,
    flags: NDArray[np.int8],
    full: Ints,
    links: Links,
    first_pair: int,
) -> Spans:
    """All pairs of stretches of some sentence pairs that fit well enough.

    Args:
        zh: rows of atoms.
        zh_weight: of each atom of the collection.
        en: rows of words.
        en_weight: of each word of the collection.
        flags: of each word (`glossary.analysis.token_kernels.CAPITAL`).
        full: where the full form of each word starts that is an acronym in brackets, else -1.
        links: between both.
        first_pair: number of the first pair.
    """
    room = 4096
    pairs = np.empty(room, np.int32)
    places = np.empty((room, 4), np.int32)
    scores = np.empty(room, np.float32)
    edges = np.empty((room, len(EDGES)), np.float32)
    used = 0
    for i in range(len(zh.starts) - 1):
        z0, e0 = zh.starts[i], en.starts[i]
        n, m = zh.starts[i + 1] - z0, en.starts[i + 1] - e0
        if n == 0 or m == 0:
            continue
        start = links.starts[i]
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
                p = links.into_en[start + a * m + b] * en_weight[e0 + b]
                q = links.into_zh[start + a * m + b] * zh_weight[z0 + a]
                row += p + q
                outgoing += p
                from_en[b + 1] += q
                inside[a + 1, b + 1] = inside[a, b + 1] + row
            from_zh[a + 1] = from_zh[a] + outgoing
        for b in range(m):
            from_en[b + 1] += from_en[b]
        own_zh = _own(zh_mass, from_zh)
        own_en = _own(en_mass, from_en)
        zh_spans, en_spans = stretches(zh, i), stretches(en, i)
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
                acronym = d < en.starts[i + 1] and flags[d] & ACRONYM and flags[d] & BRACKETED
                if acronym and full[d] >= 0 and full[d] != en_spans[y, 0]:
                    acronym = False  # it stands for more, or for less
                a, c = zh_spans[x, 0] - z0, zh_spans[x, 1] - z0
                b, e = en_spans[y, 0] - e0, en_spans[y, 1] - e0
                for k in range(2 if acronym else 1):
                    if used == room:
                        room *= 2
                        pairs, places = doubled(pairs), doubled(places)
                        scores, edges = doubled(scores), doubled(edges)
                    shares(inside, own_zh, own_en, a, c, b, e, edges[used])
                    pairs[used] = first_pair + i
                    places[used, 0] = zh_spans[x, 0]
                    places[used, 1] = zh_spans[x, 1]
                    places[used, 2] = d if k else en_spans[y, 0]
                    places[used, 3] = d + 1 if k else d
                    scores[used] = s * ACRONYM_SHARE if k else s
                    used += 1
    return Spans(
        pairs[:used].copy(), places[:used].copy(), scores[:used].copy(), edges[:used].copy()
    )


@part
def _own(mass: Doubles, linked: Doubles) -> Doubles:
    """Of each token its weight and what comes to it, from sums of both over all before."""
    own = np.empty(len(mass) - 1)
    for k in range(len(own)):
        own[k] = (mass[k + 1] - mass[k]) + (linked[k + 1] - linked[k])
    return own


@part
def shares(
    inside: Doubles,
    own_zh: Doubles,
    own_en: Doubles,
    a: int,
    c: int,
    b: int,
    d: int,
    result: Floats,
) -> None:
    """Fill in `EDGES` for atoms a to c - 1 and words b to d - 1.

    Args:
        inside: sums of the link probability over all atoms and words before, shape (atoms + 1,
            words + 1).
        own_zh: each atom's weight and what comes to it from all words.
        own_en: each word's, likewise.
        a: first atom.
        c: behind the last.
        b: first word.
        d: behind the last.
        result: shape (len(EDGES),).
    """
    n, m = len(own_zh), len(own_en)
    for k in range(16):
        result[k] = 0.0
    for side, (atom, word) in enumerate(((a, b), (c - 1, d - 1), (a - 1, b - 1), (c, d))):
        if 0 <= atom < n:
            both = within(inside, atom, atom + 1, b, d)
            every = within(inside, atom, atom + 1, 0, m)
            result[side] = both / own_zh[atom] if own_zh[atom] > 0 else 0.5
            result[8 + side] = (every - both) / own_zh[atom] if own_zh[atom] > 0 else 0.0
        if 0 <= word < m:
            both = within(inside, a, c, word, word + 1)
            every = within(inside, 0, n, word, word + 1)
            result[4 + side] = both / own_en[word] if own_en[word] > 0 else 0.5
            result[12 + side] = (every - both) / own_en[word] if own_en[word] > 0 else 0.0
    every = within(inside, a, c, 0, m) + within(inside, 0, n, b, d)
    both = within(inside, a, c, b, d)
    result[16] = 1.0
    result[17] = 1.0
    result[18] = both / (every - both)
    for atom in range(a, c):
        if own_zh[atom] > 0:
            share = np.float32(within(inside, atom, atom + 1, b, d) / own_zh[atom])
            result[16] = min(result[16], share)
    for word in range(b, d):
        if own_en[word] > 0:
            share = np.float32(within(inside, a, c, word, word + 1) / own_en[word])
            result[17] = min(result[17], share)


@part
def within(inside: Doubles, a: int, c: int, b: int, d: int) -> float:
    """The sum over atoms a to c - 1 and words b to d - 1, from sums over all before."""
    return float(inside[c, d] - inside[a, d] - inside[c, b] + inside[a, b])
