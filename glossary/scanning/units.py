"""A text as arrays of units, many megabytes a second: the fast twin of `wordforms.normal.units`.

The plain twin is `glossary.wordforms.normal.units`. One thing differs: Han characters are compared
one by one (`corpus.language.conversion.same_character`), so that a phrase need not be seen whole.
"""

import re
from dataclasses import dataclass

import numpy as np

from corpus.kernels.arrays import Ints, Longs
from corpus.language.conversion import normal_form, same_character
from corpus.language.han import HAN
from glossary.scanning import unit_kernels as kernels
from glossary.wordforms.normal import SEPARATORS, WORD, fold, word_forms

_CODES = 0x110000

_KINDS = (
    (re.compile(f"[{HAN}]"), kernels.HAN),
    (re.compile(rf"[^\W\d_{HAN}]"), kernels.LETTER),
    (re.compile(rf"[^\W_{HAN}]"), kernels.DIGIT),
    (re.compile("\n"), kernels.LINE),
    (re.compile("['’]"), kernels.APOSTROPHE),
    (re.compile(r"\s"), kernels.SPACE),
    (re.compile(f"[{SEPARATORS}]"), kernels.SEPARATOR),
)


@dataclass(frozen=True, slots=True)
class UnitArrays:
    """The units of a text.

    Attributes:
        form: of each unit, the id of its normal form.
        base: the id of what it is an inflection of; `form` where it is none.
        start: offset of its first character in the text as given.
        end: offset behind its last.
    """

    form: Ints
    base: Ints
    start: Ints
    end: Ints


class UnitCutter:
    """Cuts texts into units; its vocabulary is the words of the texts given to `learn`."""

    def __init__(self) -> None:
        self._kinds = np.zeros(_CODES, dtype=np.uint8)
        self._folded = np.zeros(_CODES, dtype=np.int32)
        self._vocabulary: dict[str, int] = {}
        self._words = 0
        self._keys = np.zeros(1 << 16, dtype=np.int64)  # of a table of spellings, by hash
        self._forms = np.zeros(1 << 16, dtype=np.int32)
        self._bases = np.zeros(1 << 16, dtype=np.int32)

    @property
    def ids(self) -> int:
        """One more than the highest unit id."""
        return kernels.WORDS + len(self._vocabulary)

    def learn(self, text: str) -> UnitArrays:
        """As `cut`, without bases; every word joins the vocabulary. To be called before `cut`."""
        found = self._cut(text, learning=True)
        self._words = 0
        self._keys[:] = 0  # what else the words may be the base of is known only now
        return found

    def cut(self, text: str) -> UnitArrays:
        """The units; words outside the vocabulary all have the same id, which no term has."""
        return self._cut(text, learning=False)

    def _cut(self, text: str, *, learning: bool) -> UnitArrays:
        folded, offsets = fold(text)
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        for code in kernels.unknown_characters(codes, self._kinds):
            self._classify(int(code))
        ids, start, end, hashes = kernels.cut_units(codes, self._kinds, self._folded)
        self._look_up(folded, start, hashes, learning=learning)
        form, base = kernels.resolve(ids, hashes, self._keys, self._forms, self._bases)
        if offsets is not None:
            at = np.array(offsets, dtype=np.int32)
            start, end = at[start], np.maximum(at[end], at[end - 1] + 1)
        return UnitArrays(form, base, start, end)

    def _classify(self, code: int) -> None:
        char = chr(code)
        kind = next((kind for kinds, kind in _KINDS if kinds.match(char)), kernels.MARK)
        if kind == kernels.HAN:
            simplified = normal_form(char)
            code = ord(same_character().get(simplified, simplified))
        self._kinds[ord(char)] = kind
        self._folded[ord(char)] = code

    def _look_up(self, text: str, start: Ints, hashes: Longs, *, learning: bool) -> None:
        """Put the words that are new into the table of spellings."""
        seen = 0
        while seen < hashes.size:
            free = self._keys.size // 2 - self._words
            rest = hashes[seen:]
            found, count = kernels.new_words(rest, self._keys, self._forms, free)
            places = found + seen
            words = [_word_at(text, at) for at in start[places].tolist()]
            self._words += len(words)
            self._resolve(hashes[places], words, learning=learning)
            seen += count
            if seen < hashes.size:
                self._grow()

    def _resolve(self, keys: Longs, words: list[str], *, learning: bool) -> None:
        forms = [word_forms(word) for word in words]
        if learning:
            for form, _ in forms:
                self._vocabulary.setdefault(form, kernels.WORDS + len(self._vocabulary))
        ids = [
            [self._vocabulary.get(form, kernels.OTHER_WORD) for form in side]
            for side in zip(*forms, strict=True)
        ] or [[], []]
        values = [np.array(side, dtype=np.int32) for side in ids]
        kernels.put(self._keys, self._forms, self._bases, keys, values[0], values[1])

    def _grow(self) -> None:
        old: tuple[Longs, Ints, Ints] = self._keys, self._forms, self._bases
        used = old[0] != 0
        self._keys, self._forms, self._bases = (
            np.zeros(2 * part.size, dtype=part.dtype) for part in old
        )
        kernels.put(self._keys, self._forms, self._bases, *(part[used] for part in old))


def _word_at(text: str, start: int) -> str:
    found = WORD.match(text, start)
    return found[0] if found else ""
