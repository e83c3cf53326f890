"""Machine translations of one side as evidence: how alike they are to the other side.

pivot = read_pivot(path, zh_sentences, en_sentences)
pivot.similarities(beads)

The measure is BLEU over words and pairs of words, as in the aligner Bleualign (R. Sennrich & M.
Volk, "MT-based Sentence Alignment for OCR-generated Parallel Texts", AMTA 2010): longer stretches
seldom recur in two translations of one sentence, and chrF tells a bead from its neighbours less
well (``bench/pivot.py``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from sacrebleu.metrics import BLEU

from corpus.errors import InputError
from corpus.kernels.arrays import Doubles, Longs
from corpus.language.identification import language_of
from corpus.model import Language
from corpus.readers.plain import read_lines

_TOKENIZERS = {Language.ZH: "zh", Language.EN: "13a"}
_KEPT = 4096
"""Spans of each side that are kept at hand: beads are asked for in the order of the documents, and
a span recurs among the beads of a few dozen sentences."""

Gram = TypeVar("Gram")


class Span(NamedTuple):
    """Counts of some sentences in a row."""

    length: int
    words: Counter[str]
    pairs: Counter[tuple[str, str]]


class Pivot:
    """Similarity of a bead: sentence BLEU-2 of one side's translation against the other side.

    It equals sacrebleu's ``BLEU(max_ngram_order=2, effective_order=True, tokenize="none")`` on
    sentences that its own tokenizer has taken apart, in lower case, joined by spaces.
    """

    def __init__(
        self, translations: Sequence[str], sentences: Sequence[str], language: Language
    ) -> None:
        """Take the texts apart.

        Args:
            translations: of each sentence of the other side, into `language`.
            sentences: of the side that is written in `language`.
            language: Chinese or English.
        """
        self._language = language
        tokenizer = BLEU(tokenize=_TOKENIZERS[language]).tokenizer
        self._translated, self._written = (
            _Spans([tokenizer(text.lower().strip()).split() for text in side])
            for side in (translations, sentences)
        )

    def similarities(self, beads: Longs) -> Doubles:
        """BLEU-2 of each bead, 0 to 100: see `align.beads.span_similarity.SpanSimilarity`."""
        found = np.empty(len(beads))
        for k, (i, m, j, n) in enumerate(beads.tolist()):
            if self._language is Language.ZH:
                found[k] = _bleu(self._translated.span(j, n), self._written.span(i, m))
            else:
                found[k] = _bleu(self._translated.span(i, m), self._written.span(j, n))
        return found


def read_pivot(path: str | Path, zh: Sequence[str], en: Sequence[str]) -> Pivot:
    """The translations of a file, one a line, as evidence for a pair of documents.

    Which side they translate is seen from their language: English lines translate the Chinese
    sentences, Chinese ones the English sentences.

    Args:
        path: as many lines as that side has sentences; an empty line is no translation.
        zh: the Chinese sentences.
        en: the English sentences.

    Raises:
        InputError: it cannot be read, is in no language, or has another number of lines.
    """
    lines = read_lines(path)
    language = language_of(lines)
    if language is None:
        raise InputError(path, "holds no translations; give machine translations, one a line")
    of, translated, written = (
        ("English", en, zh) if language is Language.ZH else ("Chinese", zh, en)
    )
    if len(lines) != len(translated):
        raise InputError(
            path,
            f"{len(lines)} lines for {len(translated)} {of} sentences; give one line for each, "
            "empty where there is no translation",
        )
    return Pivot(lines, written, language)


class _Spans:
    """Words and pairs of words of sentences first .. first + count - 1, counted once."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._sentences = sentences
        self.span = lru_cache(_KEPT)(self._counted)

    def __reduce__(self) -> tuple[type["_Spans"], tuple[Sequence[Sequence[str]]]]:
        """For other processes: they count anew."""
        return _Spans, (self._sentences,)

    def _counted(self, first: int, count: int) -> Span:
        words = list(chain.from_iterable(self._sentences[first : first + count]))
        return Span(len(words), Counter(words), Counter(pairwise(words)))


def _bleu(translated: Span, written: Span) -> float:
    """Sentence BLEU of words and pairs of words, by sacrebleu's formula."""
    length = translated.length
    score = BLEU.compute_bleu(
        [
            _shared(translated.words, written.words),
            _shared(translated.pairs, written.pairs),
        ],
        [length, max(0, length - 1)],
        length,
        written.length,
        smooth_method="exp",
        effective_order=True,
        max_ngram_order=2,
    )
    return float(score.score)


def _shared(some: Mapping[Gram, int], others: Mapping[Gram, int]) -> int:
    """How many of some are among the others, each of those taken once."""
    return sum(min(count, others[gram]) for gram, count in some.items() if gram in others)
