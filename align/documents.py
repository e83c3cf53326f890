"""Which documents cover the same event, and which of them translate each other.

    pair_documents({id: zh_sentences}, {id: en_sentences}) -> [DocumentPair, ...]     best first

*Comparable*: both report the same event, though they may share no sentence (`align.same_event`),
and stand in one topic (`align.grouping`).
*Parallel*: one translates the other, judged by how much of both is found again sentence by
sentence, and how much of that in the same order (`align.correspondence`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.correspondence import Correspondence, correspondences, translations
from align.events import Collection
from align.grouping import clusters
from align.logistic import probability
from align.mining import Miner
from align.same_event import Links, dated, linked_documents
from corpus.model import DocumentPair, Kind

THRESHOLD = 0.4
"""Least probability of a pair, within one topic. In cross-validation F1 by event moves by .01 to
.03 between 0.3 and 0.7, without one best place for all sets. Asking for one topic as well keeps
strangers among a few short documents apart; it costs .01 where documents are many."""
_TRANSLATED = 0.99
"""Least score of a pair that is parallel: no stranger was called parallel in the bench, which is
too small to promise more."""

Documents = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents of both languages and how they relate.

    Attributes:
        zh, en: ids, sorted.
        links: the pairs of documents worth comparing, of every kind of languages; documents are
            numbered through `zh` and then `en`.
        found: sentence by sentence, for the pairs that share any, by (zh number, en number).
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    links: Links
    found: Mapping[tuple[int, int], Correspondence]


def survey(zh: Documents, en: Documents, *, dates: Mapping[str, str] | None = None) -> Coverage:
    """Compare the documents; what `pair_documents` and `align.topics` decide from.

    Args:
        zh: sentences of each Chinese document by its id.
        en: the same for English.
        dates: ISO dates of the documents that have one; late reports are other events.
    """
    zh_ids, en_ids = tuple(sorted(zh)), tuple(sorted(en))
    zh_texts, en_texts = [zh[key] for key in zh_ids], [en[key] for key in en_ids]
    collection = Collection(zh_texts, en_texts)
    links = linked_documents(collection)
    if dates:
        links = dated(links, [dates.get(key, "") for key in (*zh_ids, *en_ids)])
    miner = Miner(_sentences(zh_texts), _sentences(en_texts), collection.evidence)
    return Coverage(zh_ids, en_ids, links, correspondences(miner, zh_texts, en_texts))


def pair_documents(
    zh: Documents,
    en: Documents,
    *,
    dates: Mapping[str, str] | None = None,
    threshold: float = THRESHOLD,
) -> list[DocumentPair]:
    """The pairs of a Chinese and an English document that belong together, best first.

    A document may stand in several pairs, or in none. The order of the mappings makes no
    difference.

    Args:
        zh: sentences of each Chinese document by its id.
        en: the same for English.
        dates: ISO dates (``2026-01-04``) of the documents that have one.
        threshold: least probability that both cover one event; 0.0 for every pair that was
            compared, of one topic or not.
    """
    return paired(survey(zh, en, dates=dates), threshold)


def paired(coverage: Coverage, threshold: float = THRESHOLD) -> list[DocumentPair]:
    """The pairs of a survey that belong together, best first."""
    links = coverage.links
    across = np.flatnonzero(links.kind == 0)
    chances = probability(links.logits)
    chance = {
        (int(links.first[k]), int(links.second[k]) - links.zh): float(chances[k]) for k in across
    }
    translated = translations(coverage.found)
    topic = np.empty(links.count, np.int64)
    for number, group in enumerate(clusters(links, [(i, links.zh + j) for i, j in translated])):
        topic[group] = number
    pairs = []
    for i, j in sorted(chance.keys() | coverage.found.keys()):
        same_event = chance.get((i, j), 0.0)
        found = coverage.found.get((i, j))
        parallel = (i, j) in translated
        together = topic[i] == topic[links.zh + j] or not threshold
        if parallel or (together and same_event >= threshold):
            pairs.append(
                DocumentPair(
                    coverage.zh[i],
                    coverage.en[j],
                    max(same_event, _TRANSLATED) if parallel else same_event,
                    Kind.PARALLEL if parallel else Kind.COMPARABLE,
                    _reason(same_event, found),
                )
            )
    return sorted(pairs, key=lambda pair: (-pair.score, pair.zh, pair.en))


def _sentences(texts: Sequence[Sequence[str]]) -> list[str]:
    return [sentence for text in texts for sentence in text]


def _reason(same_event: float, found: Correspondence | None) -> str:
    reason = f"same event {same_event:.2f}"
    if found is None:
        return f"{reason}; no sentence of one found in the other"
    return (
        f"{reason}; {found.pairs} sentence pairs say the same: {found.zh_share:.0%} of the "
        f"Chinese, {found.en_share:.0%} of the English text, {found.in_order:.0%} in order"
    )
