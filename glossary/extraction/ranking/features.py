"""How much a candidate is a term, and how well its two sides translate each other: numbers.

FEATURES                                  their names, in order
features(zh, en, candidates) -> array     a row per candidate pair

Kinds of evidence: the translation (shares of s, as in `span_kernels`), its borders (`places`),
other renderings (`rivals`), and the use of each side in its language (`use`). All are shares or
logarithms; `rankers.standard` makes them independent of the length of the text.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Floats
from glossary.analysis.glosses import glosses
from glossary.analysis.token_kernels import ACRONYM, CAPITAL, NUMBER
from glossary.analysis.tokens import ChineseText, EnglishText
from glossary.extraction.ranking.kernels import summary
from glossary.extraction.ranking.places import PLACES, evidence_of_places
from glossary.extraction.ranking.rivals import RIVALS, evidence_of_rivals
from glossary.extraction.ranking.use import ENGLISH_USE, USE, chinese_use, english_use
from glossary.extraction.word_alignment.candidates import Candidates, rank_within

_OF_PAIR = (
    "mean s", "p(en|zh)", "p(zh|en)", "best zh", "best en", "zh linked", "en linked",
    "gloss", "count", "capitals", "acronym", "digits", "first inflected",
    "last inflected", "once",
)  # fmt: skip
FEATURES = (
    *_OF_PAIR,
    *PLACES,
    *RIVALS,
    *(f"zh {name}" for name in USE),
    *(f"en {name}" for name in (*USE, *ENGLISH_USE)),
)
"""Names of the columns."""


def features(zh: ChineseText, en: EnglishText, candidates: Candidates) -> Floats:
    """The evidence of each candidate pair, shape (pairs, features)."""
    if not len(candidates):
        return np.zeros((0, len(FEATURES)), np.float32)
    zh_use = chinese_use(zh, candidates.zh_terms, candidates.zh_hashes)
    en_use = english_use(en, candidates.en_terms, candidates.en_hashes)
    matrix = np.empty((len(candidates), len(FEATURES)), np.float32)
    columns = chain(
        _pair_side(en, candidates, zh_use[:, 0], en_use[:, 0]),
        evidence_of_places(zh, en, candidates),
        evidence_of_rivals(zh, en, candidates).T,
        (column[candidates.zh] for column in zh_use.T),
        (column[candidates.en] for column in en_use.T),
    )
    for place, column in enumerate(columns):  # one at a time: all at once are as large again
        matrix[:, place] = column
    return matrix


def _pair_side(
    en: EnglishText, c: Candidates, zh_frequency: Floats, en_frequency: Floats
) -> Iterator[NDArray[np.generic]]:
    """How well the two sides translate each other, column by column."""
    from_zh = np.bincount(c.zh, c.total)[c.zh]
    from_en = np.bincount(c.en, c.total)[c.en]
    known = glosses()
    first = c.places[c.rows[:-1]]  # the best occurrence of each pair
    gloss = np.array(
        [
            known.attest(c.zh_terms[z], c.en_terms[e])
            for z, e in zip(c.zh.tolist(), c.en.tolist(), strict=True)
        ]
    )
    inflected = np.array(en.lemma_names)[en.lemmas] != np.array(en.form_names)[en.forms]
    yield c.total / c.count
    yield np.log(c.total / from_zh)
    yield np.log(c.total / from_en)
    yield rank_within(c.zh, c.total) == 0
    yield rank_within(c.en, c.total) == 0
    yield c.count / np.maximum(np.expm1(zh_frequency[c.zh]), c.count)
    yield c.count / np.maximum(np.expm1(en_frequency[c.en]), c.count)
    yield gloss
    yield np.log(c.count)
    for flag in (CAPITAL, ACRONYM, NUMBER):
        yield summary((en.flags & flag != 0).astype(np.float32), first[:, 2], first[:, 3])[:, 0]
    yield inflected[first[:, 2]]
    yield inflected[first[:, 3] - 1]
    yield c.count == 1
