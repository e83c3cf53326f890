"""How much of two documents is found again in each other, sentence by sentence.

    correspondences(miner, zh_documents, en_documents) -> {(zh, en): Correspondence}
    translations(found) -> {(zh, en), ...}       the pairs of which one translates the other

Sentence pairs are those of `align.mining`, but their rivals are the sentences of one document pair
only: where three documents say the same, none takes the others' partners away. So few rivals prove
little, so what a pair says by itself counts as much.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.mining import PASSES, Miner, judge, linked

_LEAST_SHARE = 0.33
"""Least common share of a translation's text. Set by looking at 122 translated news pieces and 50
sections of reports: whole or with halves swapped their share is .51 and more, and 2 of the 172 are
missed when every third sentence of one side is cut. News halves that share no sentence: at most
.34. The line was drawn on these data; no others have tried it."""
_FEW = 0.3
"""Added to `_LEAST_SHARE` over the number of pairs: two quotations are a third of a short piece."""

Texts = Sequence[Sequence[str]]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What two documents have in common.

    Attributes:
        pairs: number of sentence pairs that say the same.
        zh_share: share of the Chinese text, by length, that they hold.
        en_share: share of the English text.
        in_order: share of the pairs that stand in the same order on both sides.
    """

    pairs: int
    zh_share: float
    en_share: float
    in_order: float

    @property
    def share(self) -> float:
        """The common share of both texts (geometric mean)."""
        return float(np.sqrt(self.zh_share * self.en_share))


def correspondences(miner: Miner, zh: Texts, en: Texts) -> dict[Pair, Correspondence]:
    """The document pairs that have at least one confident sentence pair.

    Args:
        miner: over the sentences of `zh` and `en`, one document after another.
        zh: sentences of each Chinese document.
        en: the same for English.
    """
    zh_of, zh_length, zh_total = _sentences(zh)
    en_of, en_length, en_total = _sentences(en)
    found = miner.candidates()
    pair = zh_of[found.zh] * len(en) + en_of[found.en]
    judged = judge(found, PASSES[0], pair)
    sure = np.flatnonzero(judged.alone + judged.ranked >= 0.0)  # rather right than wrong
    sure = sure[np.argsort(pair[sure], kind="stable")]
    result = {}
    for group in np.split(sure, np.flatnonzero(np.diff(pair[sure])) + 1):
        if not len(group):
            continue
        kept = sorted(linked(judged, group), key=lambda k: int(judged.zh[k]))
        i, j = divmod(int(pair[kept[0]]), len(en))
        result[i, j] = Correspondence(
            pairs=len(kept),
            zh_share=float(zh_length[judged.zh[kept]].sum() / zh_total[i]),
            en_share=float(en_length[judged.en[kept]].sum() / en_total[j]),
            in_order=_longest_ascent(judged.en[kept].tolist()) / len(kept),
        )
    return result


def translations(found: Mapping[Pair, Correspondence]) -> set[Pair]:
    """The pairs of which one document translates the other, whole or in good part.

    The order of paragraphs does not matter. Two documents of which *each* has a better partner
    are no translation (sections of yearly reports, that repeat most of last year's text); a
    document with several translations keeps them all.
    """
    enough = {
        pair: what for pair, what in found.items() if what.share >= _LEAST_SHARE + _FEW / what.pairs
    }
    best: dict[tuple[str, int], float] = {}
    for (i, j), what in enough.items():
        for side in (("zh", i), ("en", j)):
            best[side] = max(best.get(side, 0.0), what.share)
    return {
        (i, j) for (i, j), what in enough.items() if what.share >= min(best["zh", i], best["en", j])
    }


def _sentences(documents: Texts) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Document and length of each sentence; length of each document, at least 1."""
    of = np.repeat(np.arange(len(documents)), [len(document) for document in documents])
    length = np.array([len(text) for document in documents for text in document], np.int64)
    total = np.bincount(of, length, minlength=len(documents))
    return of, length, np.maximum(total, 1)


def _longest_ascent(values: Iterable[int]) -> int:
    """Length of the longest ascending subsequence (patience sorting)."""
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)
