"""Names spelled in Chinese characters, compiled: search in a trie, learning, windows of pinyin."""

from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from corpus.kernels.growth import doubled
from corpus.kernels.order import reached

LONGEST_NAME = 6
"""Characters of one word of a name: longer ones are found by their first six."""
BITS = 10
"""Bits of a character in a key of six."""
_LEAST_RATIO = 5.0
"""Log-likelihood ratio from which a match is looked at."""
_LEAST_LOGIT = -0.5
"""Log-odds below which a match is not kept: a probability of .38."""
_NEARLY = 0.7
"""Log-odds by which another name of the same characters may stand behind the best one."""
_BEAM = -4.0
_BEAM_STEP = 1.2
"""Least ratio after the first character, and how much more each further one must bring."""
LONGEST_PIECE = 5
"""Letters that one character may stand for, as in 什 of *Shche*."""
LETTERS = 26
"""Of a name: a to z."""


class Trie(NamedTuple):
    """Names by their letters, a row per node; node 0 is the root.

    Attributes:
        children: the child by letter (a = 1), -1 for none.
        ends: the name that ends here, or -1.
        chance: log probability of the letters down to here by chance.
        whole: of the name that ends here, its end included.
    """

    children: Ints
    ends: Ints
    chance: Floats
    whole: Floats


@compiled
def choose_apart(place: Longs, length: Longs, logits: Doubles, size: int) -> Longs:
    """Greedy choice among matches by falling log-odds: those that overlap no likelier one.

    Several names of one stretch stay if they are nearly as likely as the best one.
    """
    owner = np.full(size, -1, np.int64)
    kept = np.empty(len(place), np.int64)
    count = 0
    for k in range(len(place)):
        if logits[k] < _LEAST_LOGIT:
            break
        free = True
        for at in range(place[k], place[k] + length[k]):
            other = owner[at]
            if other >= 0 and (
                place[other] != place[k]
                or length[other] != length[k]
                or logits[other] - logits[k] > _NEARLY
            ):
                free = False
                break
        if free:
            if owner[place[k]] < 0:
                for at in range(place[k], place[k] + length[k]):
                    owner[at] = k
            kept[count] = k
            count += 1
    return kept[:count].copy()


@compiled
def mask_ordinary(known: Longs, words: Longs, lengths: Ints, ordinary: Flags) -> Flags:
    """Take the ordinary words out of `known`; where words begin and end."""
    border = np.ones(len(known) + 1, np.bool_)
    for k in range(len(words)):
        word, place = words[k]
        for at in range(place, place + lengths[word]):
            border[at] = at == place
            if ordinary[word]:
                known[at] = 0
    return border


@compiled
def build_trie(flat: Longs, ends: Longs, bigrams: Floats) -> Trie:
    """A trie of names.

    Args:
        flat: the letters of all names (a = 1), end to end.
        ends: where each name ends.
        bigrams: log p(letter | letter before); 0 is the border of a name.
    """
    children = np.full((len(flat) + 1, LETTERS + 1), -1, np.int32)
    last = np.full(len(flat) + 1, -1, np.int32)
    chance = np.zeros(len(flat) + 1, np.float32)
    whole = np.zeros(len(flat) + 1, np.float32)
    count = 1
    at = 0
    for name in range(len(ends)):
        node = 0
        before = np.int64(0)
        while at < ends[name]:
            letter = flat[at]
            if children[node, letter] < 0:
                children[node, letter] = count
                chance[count] = chance[node] + bigrams[before, letter]
                count += 1
            node = children[node, letter]
            before = letter
            at += 1
        if node:
            last[node] = name
            whole[node] = chance[node] + bigrams[before, 0]
    return Trie(
        children[:count].copy(), last[:count].copy(), chance[:count].copy(), whole[:count].copy()
    )


@compiled
def pack_keys(numbers: Longs, starts: Longs) -> Longs:
    """The characters from each place on, packed, the first one highest; 0 where none is known."""
    keys = np.zeros(len(numbers), np.int64)
    for s in range(len(starts) - 1):
        end = min(starts[s + 1], len(numbers))
        key = np.int64(0)
        for at in range(end - 1, starts[s] - 1, -1):
            if numbers[at] == 0:
                key = np.int64(0)
            else:
                key = (key >> BITS) | (numbers[at] << (BITS * (LONGEST_NAME - 1)))
                if (key >> (BITS * (LONGEST_NAME - 2))) & ((1 << BITS) - 1):
                    keys[at] = key
    return keys


@compiled
def match_names(
    keys: Longs,
    starts: Longs,
    pieces: Ints,
    logs: Floats,
    trie: Trie,
) -> tuple[Longs, Floats]:
    """Names that the characters of a key may spell, by beam search in the trie.

    Args:
        keys: packed characters, ascending, so that what keys begin with alike is searched once.
        starts: the pieces of each character.
        pieces: letters in base 27.
        logs: log p(piece | character).
        trie: the names.

    Returns:
        (key, characters, name) and log-likelihood ratio of each match.
    """
    children, ends, chance, whole = trie
    nodes = len(ends)
    beam = np.zeros((LONGEST_NAME + 1, nodes), np.int32)
    score = np.zeros((LONGEST_NAME + 1, nodes), np.float32)
    sizes = np.zeros(LONGEST_NAME + 1, np.int64)
    sizes[0] = 1
    slot = np.full(nodes, -1, np.int64)
    rows = np.empty((1024, 3), np.int64)
    ratios = np.empty(1024, np.float32)
    count = 0
    previous = np.int64(0)
    for k in range(len(keys)):
        key = keys[k]
        same = True
        for depth in range(LONGEST_NAME):
            shift = BITS * (LONGEST_NAME - 1 - depth)
            if same and (key >> shift) != (previous >> shift):
                same = False
            char = ((key >> shift) & ((1 << BITS) - 1)) - 1
            if char < 0:
                break
            if not same:
                size = 0
                least = np.float32(_BEAM + _BEAM_STEP * depth)
                for b in range(sizes[depth]):
                    for at in range(starts[char], starts[char + 1]):
                        node = beam[depth, b]
                        piece = pieces[at]
                        while piece and node >= 0:
                            node = children[node, piece % 27]
                            piece //= 27
                        if node < 0:
                            continue
                        value = score[depth, b] + logs[at]
                        if value - chance[node] < least:
                            continue
                        if slot[node] >= 0:
                            score[depth + 1, slot[node]] = max(score[depth + 1, slot[node]], value)
                        else:
                            slot[node] = size
                            beam[depth + 1, size] = node
                            score[depth + 1, size] = value
                            size += 1
                for b in range(size):
                    slot[beam[depth + 1, b]] = -1
                sizes[depth + 1] = size
            if sizes[depth + 1] == 0:
                for rest in range(depth + 2, LONGEST_NAME + 1):
                    sizes[rest] = 0
                break
            if depth == 0:
                continue
            for b in range(sizes[depth + 1]):
                node = beam[depth + 1, b]
                if ends[node] < 0:
                    continue
                ratio = score[depth + 1, b] - whole[node]
                if ratio >= _LEAST_RATIO:
                    if count == len(rows):
                        rows, ratios = doubled(rows), doubled(ratios)
                    rows[count, 0] = k
                    rows[count, 1] = depth + 1
                    rows[count, 2] = ends[node]
                    ratios[count] = ratio
                    count += 1
        previous = key
    return rows[:count].copy(), ratios[:count].copy()


@compiled
def piece_edges(sizes: Longs, en_flat: Longs) -> tuple[Longs, Longs]:
    """For each name, character and stretch of letters: the character's place, and the piece."""
    where = np.empty(64 * len(en_flat), np.int64)
    piece = np.empty(64 * len(en_flat), np.int64)
    count = 0
    zh_first = 0
    en_first = 0
    for n in range(len(sizes)):
        for i in range(sizes[n, 0]):
            for a in range(sizes[n, 1] + 1):
                code = np.int64(0)
                scale = np.int64(1)
                for length in range(LONGEST_PIECE + 1):
                    if a + length > sizes[n, 1]:
                        break
                    if length:
                        code += en_flat[en_first + a + length - 1] * scale
                        scale *= 27
                    where[count] = zh_first + i
                    piece[count] = code
                    count += 1
        zh_first += sizes[n, 0]
        en_first += sizes[n, 1]
    return where[:count].copy(), piece[:count].copy()


@compiled
def expected_uses(sizes: Longs, chance: Doubles) -> tuple[Doubles, Doubles]:
    """Expected uses of each edge (forward-backward), and the log likelihood of each name."""
    counts = np.zeros(len(chance))
    fit = np.full(len(sizes), -1e9)
    first = 0
    for n in range(len(sizes)):
        rows, columns = sizes[n, 0], sizes[n, 1]
        forward = np.zeros((rows + 1, columns + 1))
        backward = np.zeros((rows + 1, columns + 1))
        forward[0, 0] = 1.0
        backward[rows, columns] = 1.0
        at = first
        for i in range(rows):
            for a in range(columns + 1):
                for length in range(min(LONGEST_PIECE, columns - a) + 1):
                    forward[i + 1, a + length] += forward[i, a] * chance[at]
                    at += 1
        end = at
        for i in range(rows - 1, -1, -1):
            for a in range(columns, -1, -1):
                for length in range(min(LONGEST_PIECE, columns - a), -1, -1):
                    at -= 1
                    backward[i, a] += backward[i + 1, a + length] * chance[at]
        total = forward[rows, columns]
        if total > 0.0:
            fit[n] = np.log(total)
            for i in range(rows):
                for a in range(columns + 1):
                    for length in range(min(LONGEST_PIECE, columns - a) + 1):
                        counts[at] += (
                            forward[i, a] * chance[at] * backward[i + 1, a + length]
                        ) / total
                        at += 1
        first = end
    return counts, fit


@compiled
def spelled_in_pinyin(
    syllables: Longs,
    surnames: Flags,
    starts: Longs,
    keys: Longs,
    types: Longs,
) -> Longs:
    """(sentence, type) of each window of 1 to 4 syllables that is a key; 1 only if a surname."""
    hits = np.empty((len(syllables) + 16, 2), np.int64)
    count = 0
    for s in range(len(starts) - 1):
        end = min(starts[s + 1], len(syllables))
        for i in range(starts[s], end):
            key = np.int64(0)
            for k in range(min(4, end - i)):
                if syllables[i + k] < 0:
                    break
                key = key * 512 + syllables[i + k] + 1
                if k == 0 and not surnames[i]:
                    continue
                at = reached(keys, key)
                if at < len(keys) and keys[at] == key:
                    if count == len(hits):
                        hits = doubled(hits)
                    hits[count, 0] = s
                    hits[count, 1] = types[at]
                    count += 1
    return hits[:count].copy()
