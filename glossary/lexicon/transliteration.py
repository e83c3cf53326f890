"""Foreign names that Chinese characters spell: 佩林 is *Palin*, 瓦西拉 *Wasilla*.

    spelled_names(codes, starts, ["palin", ...]) -> Found      stretches of characters, by name

Every stretch of up to six characters is held against a trie of the names wanted; a match is kept
by the log-likelihood ratio of its letters given the characters against letters by chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from corpus.kernels.compiled import compiled
from glossary.lexicon.transliteration_learning import LETTERS, letters, transliteration_tables

LONGEST_NAME = 6
"""Characters of one word of a name: longer ones are found by their first six."""
_BITS = 10  # of a character in a key of six
_LEAST_RATIO = 5.0
"""Log-likelihood ratio from which a match is looked at."""
_BIAS = -4.2
_RATIO = 0.3
_NAMELINESS = 0.12
"""Log odds that a match is right, by its ratio and the nameliness of its characters."""
_LEAST_LOGIT = -0.5
_NEARLY = 0.7
_BEAM = -4.0
_BEAM_STEP = 1.2
"""Least ratio after the first character, and how much more each further one must bring."""


Trie = tuple[Ints, Ints, Floats, Floats]


class Spelled(NamedTuple):
    """Stretches of characters that may spell a name.

    Attributes:
        places: where in the text each starts.
        keys: the characters, as one number.
        names: number of the name.
        chances: probability that the characters spell it.
    """

    places: Longs
    keys: Longs
    names: Longs
    chances: Floats


def spelled_names(
    codes: Ints,
    starts: Longs,
    words: Longs,
    names: Sequence[str],
) -> Spelled:
    """The stretches that probably spell one of the names; none overlaps a likelier one.

    Args:
        codes: code points of Simplified text.
        starts: shape (sentences + 1,); a name does not cross from one into the next.
        words: shape (n, 2): number and place of the words of the text, in their order. Ordinary
            words are no part of a foreign name, and a name begins and ends with a word.
        names: single words, in lower case.
    """
    tables = transliteration_tables()
    number = np.zeros(int(tables.characters[-1]) + 2, np.int64)
    number[tables.characters] = np.arange(1, len(tables.characters) + 1)
    known = number[np.minimum(codes, len(number) - 1)]
    border = _cut(known, words, tables.word_lengths, tables.ordinary)
    keys = _keys(known, starts)
    at = np.flatnonzero((keys > 0) & border[:-1])
    distinct, inverse = np.unique(keys[at], return_inverse=True)
    trie = _trie([letters(name) for name in names], tables.bigrams)
    rows, ratios = _matched(distinct, tables.starts, tables.pieces, tables.logs, *trie)
    order = np.argsort(inverse, kind="stable")
    firsts = np.searchsorted(inverse[order], np.arange(len(distinct) + 1))
    times = np.diff(firsts)[rows[:, 0]]
    which = np.repeat(np.arange(len(rows)), times)
    within = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    place = at[order[firsts[rows[which, 0]] + within]]
    whole = border[place + rows[which, 1]]
    place, which = place[whole], which[whole]
    length = rows[which, 1]
    nameliness = np.concatenate([[0.0], np.cumsum(np.append(0, tables.nameliness)[known])])
    logits = (
        _BIAS
        + _RATIO * ratios[which]
        + _NAMELINESS * (nameliness[place + length] - nameliness[place])
    )
    order = np.lexsort((rows[which, 2], place, -logits))
    kept = order[_apart(place[order], length[order], logits[order], len(known))]
    shift = _BITS * (LONGEST_NAME - length[kept])
    return Spelled(
        place[kept],
        distinct[rows[which[kept], 0]] >> shift,
        rows[which[kept], 2],
        (1.0 / (1.0 + np.exp(-logits[kept]))).astype(np.float32),
    )


@compiled
def _apart(place: Longs, length: Longs, logits: Doubles, size: int) -> Longs:
    """Of matches by falling likelihood those that overlap no likelier one.

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
def _cut(known: Longs, words: Longs, lengths: Ints, ordinary: Flags) -> Flags:
    """Take the ordinary words out of `known`; where words begin and end."""
    border = np.ones(len(known) + 1, np.bool_)
    for k in range(len(words)):
        word, place = words[k]
        for at in range(place, place + lengths[word]):
            border[at] = at == place
            if ordinary[word]:
                known[at] = 0
    return border


def _trie(names: Sequence[str], bigrams: Floats) -> Trie:
    """Children by letter; name that ends here or -1; log chance of the letters; of the name."""
    flat = np.array([ord(letter) - 96 for name in names for letter in name], np.int64)
    ends = np.cumsum([len(name) for name in names], dtype=np.int64)
    return _grown(flat, ends, bigrams)


@compiled
def _grown(flat: Longs, ends: Longs, bigrams: Floats) -> Trie:
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
    return children[:count].copy(), last[:count].copy(), chance[:count].copy(), whole[:count].copy()


@compiled
def _keys(numbers: Longs, starts: Longs) -> Longs:
    """The characters from each place on, packed, the first one highest; 0 where none is known."""
    keys = np.zeros(len(numbers), np.int64)
    for s in range(len(starts) - 1):
        end = min(starts[s + 1], len(numbers))
        key = np.int64(0)
        for at in range(end - 1, starts[s] - 1, -1):
            if numbers[at] == 0:
                key = np.int64(0)
            else:
                key = (key >> _BITS) | (numbers[at] << (_BITS * (LONGEST_NAME - 1)))
                if (key >> (_BITS * (LONGEST_NAME - 2))) & ((1 << _BITS) - 1):
                    keys[at] = key
    return keys


@compiled
def _matched(
    keys: Longs,
    starts: Longs,
    pieces: Ints,
    logs: Floats,
    children: Ints,
    ends: Ints,
    chance: Floats,
    whole: Floats,
) -> tuple[Longs, Floats]:
    """(key, characters, name) and log-likelihood ratio of each match; keys ascend."""
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
            shift = _BITS * (LONGEST_NAME - 1 - depth)
            if same and (key >> shift) != (previous >> shift):
                same = False
            char = ((key >> shift) & ((1 << _BITS) - 1)) - 1
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
                        more = np.empty((2 * count, 3), np.int64)
                        more[:count] = rows
                        rows = more
                        grown = np.empty(2 * count, np.float32)
                        grown[:count] = ratios
                        ratios = grown
                    rows[count, 0] = k
                    rows[count, 1] = depth + 1
                    rows[count, 2] = ends[node]
                    ratios[count] = ratio
                    count += 1
        previous = key
    return rows[:count].copy(), ratios[:count].copy()
