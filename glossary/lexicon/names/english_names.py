"""English words of a collection that may be names, found where Chinese characters spell them.

EnglishNames(sentences, types)      knows which lemmas may be names: in pinyin, or foreign
    .identities(codes, starts)      where characters are read as one in pinyin (Qingyang, Zhao)
    .foreign(codes, starts, ...)    where characters spell a foreign one, with the probability
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from corpus.kernels.arrays import Ints, Longs
from corpus.matrices.sparse import SparseMatrix
from glossary.lexicon.dictionary.tables import dictionary_tables, lemma_numbers
from glossary.lexicon.names.kernels import spelled_in_pinyin
from glossary.lexicon.names.syllables import character_syllables, spellings, syllable_numbers
from glossary.lexicon.names.transliteration import spelled_names

_RARE_NAME = 2e-5
"""Share of running words above which an English word is not taken for a name in pinyin."""
_RARE_FOREIGN = 1e-4
"""The same for a foreign name: Obama stands at 5e-5, Friday at 1e-4."""
_SHORTEST_FOREIGN = 4
"""Letters: shorter names are spelled by too much."""
_CAPITALISED = 0.8
"""Share of its occurrences in which a name is capitalised."""


class EnglishNames:
    """English words of a collection that may be names: in pinyin (Qingyang, Zhao), or foreign."""

    def __init__(self, sentences: Sequence[str], types: Sequence[str]) -> None:
        tables = dictionary_tables()
        capital: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for text in sentences:
            for token in re.findall(r"[A-Za-z]{2,}", text):
                total[token.lower()] += 1
                capital[token.lower()] += token[0].isupper()
        known = lemma_numbers()
        index = {unit: i for i, unit in enumerate(types)}
        numbered = syllable_numbers()
        found: dict[int, int] = {}
        self._foreign: list[tuple[str, int]] = []
        self._types_of_all = len(types)
        for token in sorted(total):
            if token not in index or capital[token] < _CAPITALISED * total[token]:
                continue
            frequency = tables.en_frequency[known[token]] if token in known else 0.0
            if len(token) >= _SHORTEST_FOREIGN and frequency < _RARE_FOREIGN:
                self._foreign.append((token, index[token]))
            if frequency < _RARE_NAME:
                for spelling in spellings(token):
                    key = 0
                    for syllable in spelling:
                        key = key * 512 + numbered[syllable] + 1
                    found.setdefault(key, index[token])
        keys = np.array(sorted(found), np.int64)
        self._keys = keys
        self._types = np.array([found[key] for key in keys], np.int64)

    def identities(self, codes: Ints, starts: Longs) -> list[tuple[int, int]]:
        """(sentence, English type) of each run of one to four characters that spells a name."""
        if not len(self._keys):
            return []
        syllables, surnames = character_syllables()
        where = np.minimum(codes, len(syllables) - 1)
        hits = spelled_in_pinyin(syllables[where], surnames[where], starts, self._keys, self._types)
        return [(int(i), int(k)) for i, k in hits]

    def foreign(
        self,
        codes: Ints,
        starts: Longs,
        words: Longs,
        sentence_of: Longs,
        in_pinyin: Iterable[int],
    ) -> tuple[Longs, SparseMatrix]:
        """Stretches of characters that spell foreign names.

        Args:
            codes: the characters of all sentences.
            starts: of each sentence.
            words: number and place of each word.
            sentence_of: of each character.
            in_pinyin: English types that are found to be in pinyin, hence not foreign.

        Returns:
            (sentence, unit) of each, and the probability that a unit is each English type.
        """
        done = set(in_pinyin)
        names = [(token, k) for token, k in self._foreign if k not in done]
        types = np.array([k for _, k in names], np.int64)
        found = spelled_names(codes, starts, words, [token for token, _ in names])
        keys, units = np.unique(found.keys, return_inverse=True)
        places, first = np.unique(found.places, return_index=True)
        cells = units * self._types_of_all + types[found.names]
        order = np.lexsort((-found.chances, cells))
        cells, best = np.unique(cells[order], return_index=True)
        chances = SparseMatrix.of_cells(
            found.chances[order][best],
            *np.divmod(cells, self._types_of_all),
            (len(keys), self._types_of_all),
        )
        return np.stack([sentence_of[places], units[first]], axis=1), chances
