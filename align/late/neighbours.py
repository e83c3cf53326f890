"""Which documents of a project late ones may have to do with, by what the project file indexes.

neighbours(connection, sentences, language) -> [document id, ...]        nearest first

A word of a late document calls up the documents that hold it, in its own language as it stands and
in the other one by what the dictionary has for it; a figure, a Latin word or a name in pinyin
stands alike in both. What few documents hold tells most. Nothing but the index of the project
(`corpus.store.concordance`) is asked, so the cost is that of the words of the late document.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log

import numpy as np

from corpus.language.conversion import to_simplified
from corpus.language.han import HAN_CHARACTER
from corpus.language.segmentation import plain_segmenter
from corpus.model import Language
from corpus.store.concordance import documents_with
from glossary.lexicon.dictionary.tables import (
    chinese_frequency,
    dictionary_tables,
    english_frequency,
    headword_numbers,
    lemma_numbers,
)
from glossary.wordforms.english_words import content_lemmas

NEAR = 30
"""Documents of each language that a late one is compared with, as many as in a full run
(`align.documents.events.candidates.COMPARED`)."""
_WORDS = 60
"""Words of a document that are looked for: the rarest in the language. The next ones call up
documents that the first ones have called up."""
_RENDERINGS = 4
"""Words of the other language for each, the likeliest of the dictionary."""
_LIKELY = 0.03
"""Least probability of these."""
_POSTINGS = 2_000
"""Sentences that hold a word at most: one in more tells nothing."""
_KNOWN = 1e-9
"""Share in running words of what no list has."""


def neighbours(
    connection: sqlite3.Connection, sentences: Sequence[str], language: Language
) -> list[str]:
    """The documents of either language that have most in common with one, nearest first.

    Args:
        connection: of a project file.
        sentences: of the document.
        language: of it.
    """
    found: dict[Language, defaultdict[str, float]] = {each: defaultdict(float) for each in Language}
    count = connection.execute("SELECT COUNT(*) FROM documents").fetchone()[0]
    for word in _telling(sentences, language):
        forms = {language: {word}, _other(language): set(_renderings(word, language))}
        for side, some in forms.items():
            held = {
                document
                for form in sorted(some)
                for document in documents_with(connection, form, side, _POSTINGS)
            }
            for document in held:
                found[side][document] += log((count + 1.0) / len(held)) / len(held) ** 0.25
    return [
        document
        for each in Language
        for document in nlargest(
            NEAR, sorted(found[each]), key=lambda key: round(found[each][key], 6)
        )
    ]


def _other(language: Language) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH


def _telling(sentences: Sequence[str], language: Language) -> list[str]:
    """The rarest words of a document, by their share in running words of the language."""
    if language is Language.EN:
        words = {word for text in sentences for word in content_lemmas(text)}
        share = english_frequency()
    else:
        words = {
            word
            for text in sentences
            for word in (*_words(to_simplified(text)), *_names(to_simplified(text)))
            if len(word) > 1
        }
        share = chinese_frequency()
    return sorted(words, key=lambda word: (share.get(word, _KNOWN), word))[:_WORDS]


def _words(text: str) -> Iterator[str]:
    for word, _ in plain_segmenter().tagged(text):
        yield word


def _names(text: str) -> Iterator[str]:
    """Each two characters that no word of the list holds together: names are the like."""
    known = headword_numbers()
    for i in range(len(text) - 1):
        pair = text[i : i + 2]
        if pair not in known and all(HAN_CHARACTER.fullmatch(c) for c in pair):
            yield pair


def _renderings(word: str, language: Language) -> Iterator[str]:
    """What may stand for a word in the other language."""
    tables = dictionary_tables()
    if language is Language.ZH:
        number, matrix, words = headword_numbers().get(word), tables.direct, tables.en_words
    else:
        number, matrix, words = lemma_numbers().get(word), tables.reverse, tables.zh_words
    if number is None:
        yield word if word.isascii() else _in_pinyin(word)
        return
    cells = slice(int(matrix.starts[number]), int(matrix.starts[number + 1]))
    columns, chances = matrix.columns[cells], matrix.values[cells]
    best = np.lexsort((columns, -chances))[:_RENDERINGS]
    yield from (words[int(columns[k])] for k in best if chances[k] >= _LIKELY)


def _in_pinyin(word: str) -> str:
    """The syllables of characters in one; empty where one is none."""
    tables = dictionary_tables()
    places = np.searchsorted(tables.characters, [ord(c) for c in word])
    places = np.minimum(places, len(tables.characters) - 1)
    if any(tables.characters[k] != ord(c) for k, c in zip(places, word, strict=True)):
        return ""
    return "".join(tables.syllables[int(k)] for k in places)
