"""How a stretch of words is used in its own language: evidence that it is a term, or is none.

USE, ENGLISH_USE                                  names of the columns, in order
chinese_use(text, terms, hashes) -> matrix        a row per term type, `USE`
english_use(text, terms, hashes) -> matrix        `USE` and `ENGLISH_USE`

Free use shows in the variety of the neighbours (branching entropy: Z. Jin & K. Tanaka-Ishii,
"Unsupervised Segmentation of Chinese Text by Use of Branching Entropy", COLING/ACL 2006), a term
in its rarity in the language at large against this text (weirdness: K. Ahmad et al., TREC-8,
1999), a noun phrase in the kinds of its words and in what stands before and behind it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from glossary.analysis.boundaries import chinese_side, english_side
from glossary.analysis.glosses import glosses
from glossary.analysis.parts_of_speech import CLASSES
from glossary.analysis.token_kernels import HARD, NOTHING, OPENING, Side, find_stretches
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.extraction.ranking.kernels import summary
from glossary.lexicon.dictionary.tables import chinese_frequency, english_frequency
from glossary.wordforms.small_words import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS

_RAREST = 1e-8  # frequency of what the lists lack: they end there

USE = (
    "frequency", "left", "right", "left share", "right share", "length", "background",
    "rarest background", "weirdness", "as verb", "first as verb", "last as verb", "stop inside",
    "listed",
    "opens with stop", "set off", "noun before", "verb before", "noun behind", "verb behind",
    *(f"first {name}" for name in CLASSES), *(f"last {name}" for name in CLASSES),
    "nouns", "verbs",
)  # fmt: skip
_ENDINGS = {
    "ing": ("ing",),
    "ed": ("ed",),
    "ly": ("ly",),
    "adjectival": ("al", "ic", "ive", "ory", "ous", "able", "ible", "ful", "less", "ish", "ese"),
}
"""Endings that tell the kind of a word."""
ENGLISH_USE = tuple(f"{place} {ending}" for place in ("first", "last") for ending in _ENDINGS)

_BEFORE_NOUN_EN_WORDS = """
the a an of this these those its their his our and in for by with
"""
_BEFORE_NOUN_EN = frozenset(_BEFORE_NOUN_EN_WORDS.split())
_BEFORE_VERB_EN_WORDS = """
to will would can could may might must should not they we he she it i you who which that
"""
_BEFORE_VERB_EN = frozenset(_BEFORE_VERB_EN_WORDS.split())
_BEHIND_NOUN_EN_WORDS = """
of in for and or at on by from with to
"""
_BEHIND_NOUN_EN = frozenset(_BEHIND_NOUN_EN_WORDS.split())
_BEHIND_SUBJECT_EN_WORDS = """
is are was were be been has have had will would can could may might must should that
which who the a an
"""
_BEHIND_SUBJECT_EN = frozenset(_BEHIND_SUBJECT_EN_WORDS.split())
_BEFORE_NOUN_ZH = frozenset("的")
_BEFORE_VERB_ZH = frozenset("将会可已要能来去被把应须就并不未仍正我你他她它们")
_BEHIND_NOUN_ZH = frozenset("的和及与或")
_BEHIND_SUBJECT_ZH = frozenset("是有在将会可已要能被把应须就不未仍也都")
"""Small words and characters beside nouns, verbs, and subjects of a clause."""


def chinese_use(text: ChineseText, terms: Sequence[str], hashes: Longs) -> Floats:
    """The use of each Chinese term type.

    Args:
        text: where they were found.
        terms: their normal forms.
        hashes: as in `candidates.Candidates`, ascending.
    """
    frequency = chinese_frequency()
    known = glosses()
    starts = text.words[0] >= 0
    tokens = text.words[0][starts]
    number = tokens[np.cumsum(starts) - 1]
    own = np.bincount(tokens, minlength=len(text.types)) / max(1, len(tokens))
    background = np.log([max(frequency.get(word, 0.0), _RAREST) for word in text.types])
    listed = [(term in known.phrases) + (frequency.get(term, 0.0) > _RAREST) for term in terms]
    return _use(
        side=chinese_side(text),
        tokens=text.codes,
        hashes=hashes,
        background=background[number],
        own=np.log(np.maximum(own, 1e-12))[number],
        verbs=np.array([known.verbs.get(word, 0.0) for word in text.types])[number],
        stops=np.array([word in CHINESE_STOP_WORDS for word in text.types], np.bool_)[number],
        classes=text.classes[number],
        marks=tuple(
            np.isin(text.codes, [ord(char) for char in chars])
            for chars in (_BEFORE_NOUN_ZH, _BEFORE_VERB_ZH, _BEHIND_NOUN_ZH, _BEHIND_SUBJECT_ZH)
        ),
        listed=np.array(listed, np.float32),
    )


def english_use(text: EnglishText, terms: Sequence[str], hashes: Longs) -> Floats:
    """The use of each English term type; arguments as in `chinese_use`."""
    frequency = english_frequency()
    known = glosses()
    lemmas, forms = text.lemmas, text.form_names
    own = np.bincount(lemmas, minlength=len(text.lemma_names)) / max(1, len(lemmas))
    background = np.log([max(frequency.get(word, 0.0), _RAREST) for word in text.lemma_names])
    verbs = np.array([known.english_verbs.get(word, 0.0) for word in text.lemma_names])
    endings = np.array(
        [[form.endswith(e) for e in _ENDINGS.values()] for form in forms], np.float32
    )
    matrix = _use(
        side=english_side(text),
        tokens=text.forms,
        hashes=hashes,
        background=background[lemmas],
        own=np.log(np.maximum(own, 1e-12))[lemmas],
        verbs=verbs[lemmas],
        stops=np.array([form in ENGLISH_STOP_WORDS for form in forms], np.bool_)[text.forms],
        classes=text.classes[lemmas],
        marks=tuple(
            np.array([form in words for form in forms], np.bool_)[text.forms]
            for words in (_BEFORE_NOUN_EN, _BEFORE_VERB_EN, _BEHIND_NOUN_EN, _BEHIND_SUBJECT_EN)
        ),
        listed=np.array([term in known.headwords for term in terms], np.float32),
    )
    by_form = dict(zip(forms, endings, strict=True))
    nothing = np.zeros(len(_ENDINGS), np.float32)
    words = [term.split() for term in terms]
    edges = [[*by_form.get(w[0], nothing), *by_form.get(w[-1], nothing)] for w in words]
    return np.hstack([matrix, np.array(edges, np.float32).reshape(len(terms), len(ENGLISH_USE))])


def _use(
    *,
    side: Side,
    tokens: Ints,
    hashes: Longs,
    background: Doubles,
    own: Doubles,
    verbs: Doubles,
    stops: Flags,
    classes: Floats,
    marks: tuple[Flags, ...],
    listed: Floats,
) -> Floats:
    """The use of one side's types, shape (types, len(USE)); all but the last by token."""
    starts, gaps = side.starts, side.gaps
    types, first, last = find_stretches(side, tokens, hashes)
    count = len(hashes)
    frequency = np.bincount(types, minlength=count)
    left, left_share = _variety(types, _neighbours(first - 1, first, starts, tokens, gaps), count)
    right, right_share = _variety(types, _neighbours(last, last, starts, tokens, gaps), count)
    inside, goes_on = (np.isin(place, starts, invert=True) for place in (first, last))
    after, before = np.append(gaps, np.int8(HARD))[last], gaps[first]
    set_off = (~inside | (before != NOTHING)) & (~goes_on | (after != NOTHING))

    def share(flags: Flags) -> Doubles:
        return np.bincount(types, flags, minlength=count) / np.maximum(frequency, 1)

    one = np.zeros((count, 2), np.int32)  # one occurrence of each type
    one[types[::-1], 0], one[types[::-1], 1] = first[::-1], last[::-1]
    start, end = one[:, 0], np.maximum(one[:, 1] - 1, 0)
    of_background, of_own, of_verbs = (
        summary(values.astype(np.float32), one[:, 0], one[:, 1])
        for values in (background, own, verbs)
    )
    noun, verb = (
        summary(np.ascontiguousarray(classes[:, k]), one[:, 0], one[:, 1])[:, 0]
        for k in (CLASSES.index("noun"), CLASSES.index("verb"))
    )
    columns = [
        np.log1p(frequency),
        left,
        right,
        left_share,
        right_share,
        np.log(np.maximum(one[:, 1] - one[:, 0], 1)),
        of_background[:, 0],
        of_background[:, 1],
        of_own[:, 0] - of_background[:, 0],
        of_verbs[:, 0],
        of_verbs[:, 2],
        of_verbs[:, 3],
        summary(stops.astype(np.float32), one[:, 0], one[:, 1])[:, 0],
        listed,
        stops[start],
        share(set_off),
        share(marks[0][first - 1] & inside),
        share(marks[1][first - 1] & inside),
        share(np.append(marks[2], False)[last] & goes_on),
        share(np.append(marks[3], False)[last] & goes_on),
        *classes[start].T,
        *classes[end].T,
        noun,
        verb,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _neighbours(
    at: Ints, gap_at: Ints, starts: Longs, tokens: Ints, gaps: NDArray[np.int8]
) -> Longs:
    """The token at each place, or a number of its own where a hard gap lies between."""
    end = len(tokens)
    hard = (gap_at >= end) | (gaps[np.minimum(gap_at, end - 1)] >= OPENING)
    hard |= np.isin(gap_at, starts)
    alone = -1 - np.arange(len(at), dtype=np.int64)
    return np.where(hard, alone, tokens[np.clip(at, 0, end - 1)].astype(np.int64))


def _variety(types: Longs, neighbours: Longs, count: int) -> tuple[Floats, Floats]:
    """Entropy of the neighbours of each type over that of its count, and the largest share.

    A type that was seen once has entropy 0, and share 1 unless it is set off by a mark.
    """
    total = np.bincount(types, minlength=count)
    order = np.lexsort((neighbours, types))
    t, n = types[order], neighbours[order]
    new = np.append(True, (t[1:] != t[:-1]) | (n[1:] != n[:-1])) if len(t) else np.zeros(0, bool)
    starts = np.flatnonzero(new)
    runs = np.diff(np.append(starts, len(t)))
    owner, open_side = t[starts], n[starts] < 0
    p = runs / total[owner]
    entropy = np.bincount(owner, -p * np.log(p), minlength=count)
    share = np.zeros(count)
    np.maximum.at(share, owner, np.where(open_side, 0.0, p))
    evenness = entropy / np.log(total + 1.0 + (total == 0))
    return evenness.astype(np.float32), share.astype(np.float32)
