"""How much a candidate is a term, and how well its two sides translate each other: numbers.

FEATURES                                  their names, in order
features(zh, en, candidates) -> array     a row per candidate pair
Ranker                                    weights over the features, from ``term_weights.json``

Kinds of evidence: the translation (shares of s, as in `spans`); the free use of the stretch, by
the variety of its neighbours (branching entropy: Z. Jin & K. Tanaka-Ishii, "Unsupervised
Segmentation of Chinese Text by Use of Branching Entropy", COLING/ACL 2006); its rarity in the
language at large against this text (weirdness: K. Ahmad et al., TREC-8, 1999); its form. All are
shares or logarithms, so that a weight means the same in a text of any length.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from corpus.compiled import compiled
from glossary.association import Floats, Ints, Longs
from glossary.boundaries import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS, chinese_edges, english_edges
from glossary.candidates import Candidates, rank_within
from glossary.dictionary_tables import dictionary_tables
from glossary.glosses import glosses
from glossary.running_text import ACRONYM, CAPITAL, HARD, JOINT, NUMBER, ChineseText, EnglishText
from glossary.spans import LONGEST_EN, LONGEST_ZH

_RAREST = 1e-8  # frequency of what the lists lack: they end there

_OF_SIDE = (
    "frequency", "left", "right", "left share", "right share", "noun place", "verb place",
    "length", "background", "rarest background", "weirdness", "verb", "first verb", "last verb",
    "stop inside", "listed",
)  # fmt: skip
_OF_PAIR = (
    "mean s", "p(en|zh)", "p(zh|en)", "best zh", "best en", "zh linked", "en linked",
    "gloss", "word glosses", "count", "capitals", "acronym", "digits", "inflected", "once",
)  # fmt: skip
FEATURES = (
    *_OF_PAIR,
    *(f"zh {name}" for name in _OF_SIDE),
    *(f"en {name}" for name in _OF_SIDE),
)
"""Names of the columns."""

_MARKS_EN = """
the a an of this these those its their his our and in for by with
to will would can could may might must should not they we he she it i you who which that
"""
_NOUN_MARKS_EN, _VERB_MARKS_EN = (
    frozenset(line.split()) for line in _MARKS_EN.strip().splitlines()
)
"""Words before nouns, and before verbs."""
_NOUN_MARKS_ZH = frozenset("的")
_VERB_MARKS_ZH = frozenset("将会可已要能来去被把应须就并不未仍正我你他她它们")

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranker:
    """A logistic regression over `FEATURES`.

    Attributes:
        weights: of each feature.
        means: subtracted first.
        scales: divided by.
        intercept: added.
    """

    weights: NDArray[np.float64]
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    intercept: float

    def logits(self, matrix: Matrix) -> NDArray[np.float64]:
        """The log-odds of each row."""
        standard = np.clip((matrix - self.means) / self.scales, -4.0, 4.0)
        result: NDArray[np.float64] = standard @ self.weights + self.intercept
        return result


@cache
def rankers() -> dict[str, Ranker]:
    """What ships: ``score`` (is it a term) and ``probability`` (is the pair right)."""
    file = resources.files("glossary").joinpath("term_weights.json")
    stored = json.loads(file.read_text("utf-8"))
    result = {}
    for name in ("score", "probability"):
        model = stored[name]
        if list(model["weights"]) != list(FEATURES):
            raise AssertionError("term_weights.json was trained on other features")
        columns = np.array([list(values) for values in model["weights"].values()])
        result[name] = Ranker(columns[:, 0], columns[:, 1], columns[:, 2], model["intercept"])
    return result


def features(zh: ChineseText, en: EnglishText, candidates: Candidates) -> Matrix:
    """The evidence of each candidate pair, shape (pairs, features)."""
    if not len(candidates):
        return np.zeros((0, len(FEATURES)), np.float32)
    zh_side = _chinese_side(zh, candidates)
    en_side = _english_side(en, candidates)
    pair = _pair_side(zh, en, candidates, zh_side[:, 0], en_side[:, 0])
    return np.hstack([pair, zh_side[candidates.zh], en_side[candidates.en]]).astype(np.float32)


def _pair_side(
    zh: ChineseText, en: EnglishText, c: Candidates, zh_frequency: Floats, en_frequency: Floats
) -> Matrix:
    from_zh = np.bincount(c.zh, c.total)[c.zh]
    from_en = np.bincount(c.en, c.total)[c.en]
    known = glosses()
    first = c.places[c.rows[:-1]]  # the best occurrence of each pair
    flags = en.flags
    gloss = np.array(
        [known.attest(c.zh_terms[z], c.en_terms[e]) for z, e in zip(c.zh, c.en, strict=True)]
    )
    inflected = np.array(en.lemma_names)[en.lemmas] != np.array(en.form_names)[en.forms]
    columns = [
        c.total / c.count,
        np.log(c.total / from_zh),
        np.log(c.total / from_en),
        rank_within(c.zh, c.total) == 0,
        rank_within(c.en, c.total) == 0,
        c.count / np.maximum(np.expm1(zh_frequency[c.zh]), c.count),
        c.count / np.maximum(np.expm1(en_frequency[c.en]), c.count),
        gloss,
        _gloss_share(c, known.phrases),
        np.log(c.count),
        _summary((flags & CAPITAL != 0).astype(np.float32), first[:, 2], first[:, 3])[:, 0],
        _summary((flags & ACRONYM != 0).astype(np.float32), first[:, 2], first[:, 3])[:, 0],
        _summary((flags & NUMBER != 0).astype(np.float32), first[:, 2], first[:, 3])[:, 0],
        _summary(inflected.astype(np.float32), first[:, 2], first[:, 3])[:, 2],
        c.count == 1,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _gloss_share(c: Candidates, phrases: dict[str, tuple[str, ...]]) -> Floats:
    """Share of the English words that are in glosses of the Chinese term or of words inside it."""
    words_of: dict[int, frozenset[str]] = {}
    result = np.zeros(len(c), np.float32)
    for row, (z, e) in enumerate(zip(c.zh.tolist(), c.en.tolist(), strict=True)):
        words = words_of.get(z)
        if words is None:
            term = c.zh_terms[z]
            parts = {
                term[i:j] for i in range(len(term)) for j in range(i + 2, min(len(term), i + 5) + 1)
            }
            words = words_of[z] = frozenset(
                word
                for part in parts
                for phrase in phrases.get(part, ())
                for word in phrase.split()
            )
        found = c.en_terms[e].split()
        result[row] = sum(word in words for word in found) / len(found)
    return result


def _chinese_side(text: ChineseText, c: Candidates) -> Matrix:
    tables = dictionary_tables()
    frequency = dict(zip(tables.zh_words, tables.zh_frequency.tolist(), strict=True))
    known = glosses()
    starts = text.words[0] >= 0
    word_of = np.cumsum(starts) - 1
    tokens = text.words[0][starts]
    own = np.bincount(tokens, minlength=len(text.types)) / max(1, len(tokens))
    background = np.log([max(frequency.get(word, 0.0), _RAREST) for word in text.types])
    verbs = np.array([known.verbs.get(word, 0.0) for word in text.types])
    stops = np.array([word in CHINESE_STOP_WORDS for word in text.types], np.float32)
    number = tokens[word_of] if len(tokens) else np.zeros(0, np.int64)
    noun = np.isin(text.codes, [ord(char) for char in _NOUN_MARKS_ZH])
    verb = np.isin(text.codes, [ord(char) for char in _VERB_MARKS_ZH])
    listed = np.array(
        [(term in known.phrases) + (frequency.get(term, 0.0) > _RAREST) for term in c.zh_terms],
        np.float32,
    )
    return _side(
        starts=text.starts,
        tokens=text.codes,
        gaps=text.gaps,
        edges=chinese_edges(text),
        longest=LONGEST_ZH,
        hashes=c.zh_hashes,
        background=background[number],
        own=np.log(np.maximum(own, 1e-12))[number],
        verbs=verbs[number],
        stops=stops[number],
        marks=(noun, verb),
        listed=listed,
    )


def _english_side(text: EnglishText, c: Candidates) -> Matrix:
    tables = dictionary_tables()
    frequency = dict(zip(tables.en_words, tables.en_frequency.tolist(), strict=True))
    known = glosses()
    lemmas = text.lemmas
    own = np.bincount(lemmas, minlength=len(text.lemma_names)) / max(1, len(lemmas))
    background = np.log([max(frequency.get(word, 0.0), _RAREST) for word in text.lemma_names])
    forms = text.form_names
    verbs = np.array([known.english_verbs.get(word, 0.0) for word in text.lemma_names])
    stops = np.array([word in ENGLISH_STOP_WORDS for word in forms], np.float32)
    noun = np.array([word in _NOUN_MARKS_EN for word in forms])[text.forms]
    verb = np.array([word in _VERB_MARKS_EN for word in forms])[text.forms]
    listed = np.array([term in known.headwords for term in c.en_terms], np.float32)
    return _side(
        starts=text.starts,
        tokens=text.forms,
        gaps=text.gaps,
        edges=english_edges(text),
        longest=LONGEST_EN,
        hashes=c.en_hashes,
        background=background[lemmas],
        own=np.log(np.maximum(own, 1e-12))[lemmas],
        verbs=verbs[lemmas],
        stops=stops[text.forms],
        marks=(noun, verb),
        listed=listed,
    )


def _side(
    *,
    starts: Longs,
    tokens: Ints,
    gaps: NDArray[np.int8],
    edges: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    longest: int,
    hashes: Longs,
    background: NDArray[np.float64],
    own: NDArray[np.float64],
    verbs: NDArray[np.float64],
    stops: NDArray[np.float32],
    marks: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    listed: Floats,
) -> Matrix:
    """The features of one side's types, shape (types, len(_OF_SIDE))."""
    types, first, last = _found(starts, gaps, *edges, longest, tokens, hashes)
    count = len(hashes)
    frequency = np.bincount(types, minlength=count)
    left, left_share = _variety(types, _neighbours(first - 1, first, starts, tokens, gaps), count)
    right, right_share = _variety(types, _neighbours(last, last, starts, tokens, gaps), count)
    inside = np.isin(first, starts, invert=True)
    noun, verb = (
        np.bincount(types, (mark[first - 1] & inside), minlength=count) / np.maximum(frequency, 1)
        for mark in marks
    )
    some = np.zeros((count, 2), np.int32)  # one occurrence of each type
    some[types[::-1], 0], some[types[::-1], 1] = first[::-1], last[::-1]
    of_background = _summary(background.astype(np.float32), some[:, 0], some[:, 1])
    of_verbs = _summary(verbs.astype(np.float32), some[:, 0], some[:, 1])
    of_own = _summary(own.astype(np.float32), some[:, 0], some[:, 1])
    columns = [
        np.log1p(frequency),
        left,
        right,
        left_share,
        right_share,
        noun,
        verb,
        np.log(np.maximum(some[:, 1] - some[:, 0], 1)),
        of_background[:, 0],
        of_background[:, 1],
        of_own[:, 0] - of_background[:, 0],
        of_verbs[:, 0],
        of_verbs[:, 2],
        of_verbs[:, 3],
        _summary(stops, some[:, 0], some[:, 1])[:, 0],
        listed,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _neighbours(
    at: Ints, gap_at: Ints, starts: Longs, tokens: Ints, gaps: NDArray[np.int8]
) -> Longs:
    """The token at each place, or a number of its own where a hard gap lies between."""
    end = len(tokens)
    hard = (gap_at >= end) | (gaps[np.minimum(gap_at, end - 1)] == HARD)
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


@compiled
def _found(
    starts: Longs,
    gaps: NDArray[np.int8],
    may_open: NDArray[np.bool_],
    may_close: NDArray[np.bool_],
    longest: int,
    tokens: Ints,
    hashes: Longs,
) -> tuple[Longs, Ints, Ints]:
    """Every occurrence of the stretches whose hashes (sorted) are given."""
    room = 4096
    types = np.empty(room, np.int64)
    first = np.empty(room, np.int32)
    last = np.empty(room, np.int32)
    used = 0
    for s in range(len(starts) - 1):
        for a in range(starts[s], starts[s + 1]):
            if not may_open[a]:
                continue
            key = np.int64(1469598103934665603)
            for end in range(a + 1, min(starts[s + 1], a + longest) + 1):
                if end > a + 1 and gaps[end - 1] == HARD:
                    break
                key = (key ^ np.int64(tokens[end - 1])) * np.int64(1099511628211)
                if not may_close[end - 1] or (end < starts[s + 1] and gaps[end] == JOINT):
                    continue
                at = np.searchsorted(hashes, key)
                if at < len(hashes) and hashes[at] == key:
                    if used == room:
                        room *= 2
                        types = np.concatenate((types, np.empty_like(types)))
                        first = np.concatenate((first, np.empty_like(first)))
                        last = np.concatenate((last, np.empty_like(last)))
                    types[used] = at
                    first[used] = a
                    last[used] = end
                    used += 1
    return types[:used].copy(), first[:used].copy(), last[:used].copy()


@compiled
def _summary(values: Floats, first: Ints, last: Ints) -> Floats:
    """Mean, least, first and last of the values of each stretch; 0 where it is empty."""
    result = np.zeros((len(first), 4), np.float32)
    for i in range(len(first)):
        if last[i] <= first[i]:
            continue
        total, least = np.float32(0.0), values[first[i]]
        for at in range(first[i], last[i]):
            total += values[at]
            least = min(least, values[at])
        result[i, 0] = total / (last[i] - first[i])
        result[i, 1] = least
        result[i, 2] = values[first[i]]
        result[i, 3] = values[last[i] - 1]
    return result
