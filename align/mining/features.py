"""Features of the mining model: evidence for and against two sentences saying the same.

SentenceView(zh, en)                 what is derived once from the sentences
lexical rows + `surface_rows`        one row per candidate pair; `FEATURES` names the columns
`margins`                            a pair against the rivals of both of its sentences
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.evidence.kernels import (
    BEST_MATCH,
    BRACKETS,
    COVERED,
    EXCLAMATIONS,
    GAP,
    LOG_RATIO,
    MATCHED,
    QUESTIONS,
    QUOTES,
    UNMATCHED,
    WORST_MISS,
    Bags,
    SourceTexts,
    pair_evidence,
)
from align.evidence.lexical import (
    bags,
    expected_share,
    information,
    sentence_starts,
    sentences,
)
from align.evidence.surface import surface
from align.mining.group_kernels import rivals
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Floats, Ints
from corpus.language.numbers.finding import numbers
from corpus.model import Language
from glossary.lexicon.evidence import Evidence
from glossary.lexicon.ratio_kernels import Direction

_LETTERS_PER_CHARACTER = 3.05
"""English letters per Chinese character in translated news. Fixed: the two sides of a collection
are not translations, so the ratio of their totals says nothing."""

_LEXICAL = ("log ratio", "log ratio per mass", "covered", "share covered",
            "unmatched", "share unmatched", "matched", "share matched", "best match",
            "gap", "share of the gap", "worst miss")  # fmt: skip
_DIRECTIONS = ("lemmas", "words", "characters")
_SENTENCES = 1000
"""Sentences whose figures are read together."""
_SPAN = 1 << 16
"""Pairs that are judged together: 2 MB of rows."""
_SURFACE = (
    "length: log ratio", "length: squared", "length: absolute", "length: log", "length: least",
    "length: short",
    "numbers: shared", "numbers: zh only", "numbers: en only", "numbers: share",
    "numbers: contradict",
    "marks: ?", "marks: !", "marks: quotes", "marks: (", "marks: none differs",
    "negation differs", "negation: both",
)  # fmt: skip
FEATURES: tuple[str, ...] = (
    *(f"{direction}: {name}" for direction in _DIRECTIONS for name in _LEXICAL),
    *_SURFACE,
)
MARGINS = (
    "first stage",
    "zh: over the best rival", "zh: over the mean rival", "zh: rank", "zh: best",
    "en: over the best rival", "en: over the mean rival", "en: rank", "en: best",
    "both best",
)  # fmt: skip
RANKED_FEATURES: tuple[str, ...] = (*MARGINS, *FEATURES)

NO_RIVAL = -12.0
"""Logit of the rival of a sentence that has none: lower than nearly every candidate's."""
_RIVALS = 4  # whose mean counts: the neighbourhood of CSLS (Conneau et al., 2018), kept small

_ZH_NEGATION = re.compile(
    "不(?!断|仅|但|少|久|同|管|得不)|没|沒|未(?!来|來)|无(?!论)|無(?!論)|非(?!常|洲)|别再|拒"
)
_EN_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|refus\w+|fail\w*|"
    r"deni\w+|deny|lack\w*|un(?:able|likely|changed|known|clear))\b|n['’]t\b",
    re.IGNORECASE,
)


class SentenceView:
    """What the features of all pairs share.

    Attributes:
        zh, en: the sentences.
    """

    def __init__(self, zh: Sequence[str], en: Sequence[str], jobs: Jobs = SERIAL) -> None:
        self.zh, self.en = zh, en
        zh_surface, en_surface = surface(zh, Language.ZH), surface(en, Language.EN)
        self._zh_length, self._en_length = zh_surface.length, en_surface.length
        columns = [QUESTIONS, EXCLAMATIONS, QUOTES, BRACKETS]
        self._zh_marks = zh_surface.marks[:, columns]
        self._en_marks = en_surface.marks[:, columns]
        self._zh_numbers = list(jobs.map(partial(_values, Language.ZH), zh, _SENTENCES))
        self._en_numbers = list(jobs.map(partial(_values, Language.EN), en, _SENTENCES))
        self._zh_figures = np.array([len(values) for values in self._zh_numbers], np.float32)
        self._en_figures = np.array([len(values) for values in self._en_numbers], np.float32)
        self._zh_negation = np.array([bool(_ZH_NEGATION.search(text)) for text in zh], np.bool_)
        self._en_negation = np.array([bool(_EN_NEGATION.search(text)) for text in en], np.bool_)

    def surface_rows(self, i: Ints, j: Ints) -> Floats:
        """The columns that need no lexicon, for pairs of zh sentence i and en sentence j."""
        zh_length, en_length = self._zh_length[i], self._en_length[j]
        ratio = np.log((en_length + 3) / (_LETTERS_PER_CHARACTER * zh_length + 3))
        least = np.minimum(zh_length, en_length / _LETTERS_PER_CHARACTER)
        shared, zh_only, en_only = self._number_agreement(i, j)
        marks = np.minimum(np.abs(self._zh_marks[i] - self._en_marks[j]), 3)
        zh_no, en_no = self._zh_negation[i], self._en_negation[j]
        columns = [
            ratio, ratio**2, np.abs(ratio), np.log1p(zh_length), np.minimum(least, 40) / 20,
            least < 8,
            shared, zh_only, en_only, shared / np.maximum(1, shared + zh_only + en_only),
            (zh_only > 0) & (en_only > 0),
            *marks.T, marks.sum(axis=1) == 0,
            zh_no != en_no, zh_no & en_no,
        ]  # fmt: skip
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)

    def _number_agreement(self, i: Ints, j: Ints) -> tuple[Floats, Floats, Floats]:
        """How many figures both sentences state, and how many only one of them."""
        zh_figures, en_figures = self._zh_figures[i], self._en_figures[j]
        shared = np.zeros(len(i), np.float32)
        both = np.flatnonzero((zh_figures > 0) & (en_figures > 0))
        for pair in both.tolist():
            shared[pair] = len(self._zh_numbers[i[pair]] & self._en_numbers[j[pair]])
        return shared, zh_figures - shared, en_figures - shared


def _values(language: Language, text: str) -> frozenset[Decimal]:
    return frozenset(number.value for number in numbers(text, language))


def feature_rows(
    view: SentenceView,
    model: Shared[tuple[Evidence, "Targets"]],
    i: Ints,
    j: Ints,
    jobs: Jobs = SERIAL,
) -> Floats:
    """One row of `FEATURES` per pair.

    Args:
        view: of the sentences.
        model: the evidence over them, and both sides as what is judged by it.
        i: zh sentence of each pair, ascending.
        j: en sentence of each pair.
        jobs: who judges them.
    """
    back = np.lexsort((i, j))
    asked = chain(
        in_spans(_DIRECTIONS[0], i, j),
        *(in_spans(direction, j[back], i[back]) for direction in _DIRECTIONS[1:]),
    )
    found = jobs.map(partial(_lexical_rows, model), asked)
    rows = np.empty((len(i), len(FEATURES)), np.float32)
    width = len(_LEXICAL)
    for number, order in enumerate((np.arange(len(i)), back, back)):
        for at in range(0, len(i), _SPAN):
            rows[order[at : at + _SPAN], number * width : (number + 1) * width] = next(found)
    rows[:, len(_DIRECTIONS) * width :] = view.surface_rows(i, j)
    return rows


class Asked(NamedTuple):
    """Pairs in one direction of the lexical model, those of one source together."""

    direction: str
    sources: Ints
    targets: Ints


def in_spans(direction: str, sources: Ints, targets: Ints) -> Iterator[Asked]:
    """Pairs in spans of `_SPAN`."""
    for at in range(0, len(sources), _SPAN):
        yield Asked(direction, sources[at : at + _SPAN], targets[at : at + _SPAN])


def _lexical_rows(model: Shared[tuple[Evidence, "Targets"]], asked: Asked) -> Floats:
    evidence, targets = model.value
    target: Bags = getattr(targets, asked.direction)
    texts = asked.targets
    found = pair_evidence(source_texts(evidence, asked.direction), target, asked.sources, texts)
    mass = target.mass[texts] + 0.5
    content = target.content[texts] + 0.5
    log_ratio, covered = found[:, LOG_RATIO], found[:, COVERED]
    unmatched, matched, gap = found[:, UNMATCHED], found[:, MATCHED], found[:, GAP]
    columns = [
        log_ratio / 5, log_ratio / mass, covered, covered / mass,
        unmatched, unmatched / content, matched / 5, matched / content, found[:, BEST_MATCH],
        gap, gap / content, found[:, WORST_MISS],
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def source_texts(evidence: Evidence, direction: str) -> SourceTexts:
    """The sentences that judge those of the other language in one direction, by its name."""
    mass = evidence.zh_mass if direction == _DIRECTIONS[0] else evidence.en_mass
    return sentences(getattr(evidence, direction), mass)


class Targets:
    """Both sides' sentences as bags.

    Attributes:
        lemmas: of the English sentences.
        words: of the Chinese ones.
        characters: of the Chinese ones.
    """

    def __init__(self, evidence: Evidence, zh: int, en: int) -> None:
        def side(direction: Direction, count: int, background: Floats) -> Bags:
            share = expected_share(direction, background)
            return bags(direction, sentence_starts(count), background, information(share))

        self.lemmas = side(evidence.lemmas, en, evidence.lemma_background)
        self.words = side(evidence.words, zh, evidence.word_background)
        self.characters = side(evidence.characters, zh, evidence.character_background)


def margins(
    logits: Doubles,
    i: NDArray[np.integer],
    j: NDArray[np.integer],
    none: float = NO_RIVAL,
) -> Floats:
    """Each pair against its rivals: the other candidates of its zh, and of its en sentence.

    Args:
        logits: of the pairs.
        i: zh sentence of each.
        j: en sentence of each.
        none: logit of the rival of a sentence that has none.

    Returns:
        Shape (pairs, len(MARGINS)).
    """
    zh, en = rivalry(logits, i, none), rivalry(logits, j, none)
    both = (zh[:, 3] > 0) & (en[:, 3] > 0)
    rows: Floats = np.concatenate([logits[:, None], zh, en, both[:, None]], axis=1).astype(
        np.float32
    )
    return rows


def rivalry(logits: Doubles, group: NDArray[np.integer], none: float) -> Doubles:
    """Each pair against the others of its group.

    Args:
        logits: of the pairs.
        group: of each pair.
        none: logit of the rival that is missing.

    Returns:
        Shape (pairs, 4): over the best rival, over the mean of the best four, rank (at most 4),
        1 if it is the best.
    """
    order = np.lexsort((-logits, group))
    result = np.empty((len(logits), 4))
    result[order] = rivals(logits[order], np.asarray(group, np.int64)[order], _RIVALS, none)
    return result
