"""Names in documents: they tell two events of one kind apart, whose other words are alike.

english_names(documents, types)      which types of the lexical model are names
chinese_names(documents)             the names of each document
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.jobs import SERIAL, Jobs
from corpus.kernels.arrays import Floats, Ints, Longs
from corpus.language.conversion import to_simplified
from corpus.language.segmentation import plain_segmenter
from glossary.lexicon.dictionary.tables import chinese_frequency, dictionary_tables, lemma_numbers
from glossary.wordforms.english_words import TOKEN, content_lemmas

_CAPITALISED = 0.8
"""Share of a name's occurrences that are capitalised (as in `glossary.lexicon.names`)."""
_RARE = 3e-4
"""Share of running words above which an English word is no name: American stands at 2e-4."""
_HEADLINE = 0.7
"""Share of capitalised words, of those of more than three letters, from which a sentence counts as
a headline: capitals say nothing there."""
CHINESE_NAMES = frozenset(("nr", "ns", "nt", "nz"))
"""jieba's tags of the names of persons, places, bodies and other things."""

_TOGETHER = 64
"""Documents whose names are found together."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

Documents = Sequence[Sequence[str]]


class NameRows(NamedTuple):
    """The distinct names of each document.

    Attributes:
        starts: shape (documents + 1,).
        names: numbers of the names.
        share: of each name in the running words of the language; 0 where no list has it.
    """

    starts: Longs
    names: Ints
    share: Floats


def english_names(documents: Documents, types: int) -> Floats:
    """1 for each type of English lemma that is a name, else 0.

    A name is a word that stands capitalised where other words do not: neither first in a sentence
    nor in a headline; one that stands only there is a name if no list knows it.

    Args:
        documents: the English sentences that the lexical model gathered.
        types: how many types it has: figures, which sort first, and the words, sorted
            (`glossary.lexicon.units.EnglishUnits`).
    """
    tokens: set[str] = set()
    inside: Counter[str] = Counter()
    for document in documents:
        for text in document:
            tokens.update(TOKEN.findall(text.replace("’", "'")))
            found = _WORD.findall(text)
            if not is_headline(found):
                first = _WORD.match(text) is not None
                inside.update(found[1:] if first else found)
    words = {unit for token in tokens for unit in content_lemmas(token)}
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, times in inside.items():
        for unit in content_lemmas(word):
            seen[unit] += times
            capital[unit] += times * word[0].isupper()
    listed = sorted(word for word in words if not word.isdigit())
    known, frequency = lemma_numbers(), dictionary_tables().en_frequency
    result = np.zeros(types, np.float32)
    for number, word in enumerate(listed, types - len(listed)):
        share = frequency[known[word]] if word in known else 0.0
        if seen[word]:
            result[number] = capital[word] >= _CAPITALISED * seen[word] and share < _RARE
        else:
            result[number] = word not in known
    return result


def is_headline(words: Sequence[str]) -> bool:
    """Whether nearly all words of an English sentence that can be told by them have capitals."""
    long = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long) >= _HEADLINE * len(long)


def chinese_names(documents: Documents, jobs: Jobs = SERIAL) -> NameRows:
    """What the segmenter tags as names, of two characters or more, in Simplified."""
    rows = list(jobs.map(_chinese_names, documents, _TOGETHER))
    names = sorted({name for row in rows for name in row})
    number = {name: k for k, name in enumerate(names)}
    frequency = chinese_frequency()
    return NameRows(
        np.cumsum([0, *(len(row) for row in rows)]).astype(np.int64),
        np.array([number[name] for row in rows for name in row], np.int32),
        np.array([frequency.get(name, 0.0) for name in names], np.float32),
    )


def _chinese_names(document: Sequence[str]) -> list[str]:
    """The distinct names of one document, sorted."""
    found: set[str] = set()
    for text in document:
        found.update(
            word
            for word, tag in plain_segmenter().tagged(to_simplified(text))
            if tag in CHINESE_NAMES and len(word) > 1
        )
    return sorted(found)
