"""Foreign names that Chinese characters spell: 佩林 is *Palin*, 瓦西拉 *Wasilla*.

    spelled_names(codes, starts, ["palin", ...]) -> SpelledNames      stretches, by name

Every stretch of up to six characters is held against a trie of the names wanted; a match is kept
by the log-likelihood ratio of its letters given the characters against letters by chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.kernels.arrays import Floats, Ints, Longs
from glossary.lexicon.names.kernels import (
    BITS,
    LONGEST_NAME,
    Trie,
    build_trie,
    choose_apart,
    mask_ordinary,
    match_names,
    pack_keys,
)
from glossary.lexicon.names.learning import letters, transliteration_tables

_BIAS = -4.2
_RATIO = 0.3
_NAMELINESS = 0.12
"""Log odds that a match is right, by its ratio and the nameliness of its characters."""


class SpelledNames(NamedTuple):
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
) -> SpelledNames:
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
    border = mask_ordinary(known, words, tables.word_lengths, tables.ordinary)
    keys = pack_keys(known, starts)
    at = np.flatnonzero((keys > 0) & border[:-1])
    distinct, inverse = np.unique(keys[at], return_inverse=True)
    trie = _trie([letters(name) for name in names], tables.bigrams)
    rows, ratios = match_names(distinct, tables.starts, tables.pieces, tables.logs, trie)
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
    kept = order[choose_apart(place[order], length[order], logits[order], len(known))]
    shift = BITS * (LONGEST_NAME - length[kept])
    return SpelledNames(
        place[kept],
        distinct[rows[which[kept], 0]] >> shift,
        rows[which[kept], 2],
        (1.0 / (1.0 + np.exp(-logits[kept]))).astype(np.float32),
    )


def _trie(names: Sequence[str], bigrams: Floats) -> Trie:
    """A trie of the names, with the probability of their letters by chance."""
    flat = np.array([ord(letter) - 96 for name in names for letter in name], np.int64)
    ends = np.cumsum([len(name) for name in names], dtype=np.int64)
    return build_trie(flat, ends, bigrams)
