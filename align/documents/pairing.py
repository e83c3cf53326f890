"""Which documents cover the same event, and which of them translate each other.

    pair_documents({id: zh_sentences}, {id: en_sentences}) -> [DocumentPair, ...]     best first

*Comparable*: both report the same event, though they may share no sentence
(`align.documents.events.links`): they stand in one topic (`align.documents.grouping`), and either
is the best partner of the other (`align.documents.events.partners`), or the pair is surer still.
*Parallel*: one translates the other, judged by how much of both is found again sentence by
sentence (`align.documents.translations`); of short documents, where that is not enough, by an
alignment of all their sentences (`align.documents.alignments`).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from align.documents.alignments import fits, other_figures
from align.documents.events.blocks import blocks_of, days_of, window_of
from align.documents.events.candidates import Blocks
from align.documents.events.comparisons import DocumentCollection
from align.documents.events.links import DocumentLinks, dated, linked_documents
from align.documents.events.partners import Partners, nearest_pairs, partners
from align.documents.grouping import clusters
from align.documents.translations import Correspondence, correspondences, translations
from align.weights.logistic import probability
from corpus.jobs import SERIAL, Jobs
from corpus.kernels.arrays import Doubles, Longs
from corpus.model import DocumentPair, Kind

THRESHOLD = 0.5
"""Least probability of the best partner that either document has."""
_FURTHER = 0.8
"""Least probability of further pairs: these documents are covered already, so a wrong pair costs
more than a right one gains. F1 by event is flat from .7 to .95 (cross-validation)."""
_NEAREST = 5
"""Documents of the other language, nearest first, that are compared sentence by sentence: a
translation was never beyond the third, among sections of yearly reports cut to three sentences."""
_ALIGNED = 2
"""Documents of the other language, nearest first, with which a document is aligned if it has no
translation by its sentences."""
_SHORT = 30
"""Sentences of the shorter of two documents that are aligned to find out; longer ones are known by
their sentences."""
_READ = 60
"""Sentences of the shorter side of a bilingual file up to which it is aligned, to see whether its
sides translate each other; of longer ones the turns are taken for it."""
_GIVEN = 0.5
"""Least probability by that alignment: instructions with commands between them, exercises, and
questions with answers in the other language have .5 at most, bilingual files nearly all 1."""
_TRANSLATED = 0.99
"""Least score of a pair that is parallel: no stranger was called parallel in the bench, which is
too small to promise more."""

Documents = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Survey:
    """Documents of both languages and how they relate.

    Attributes:
        zh, en: ids, sorted; by blocks of time first, where there are any.
        links: the pairs of documents worth comparing, of every kind of languages; documents are
            numbered through `zh` and then `en`.
        found: sentence by sentence, for the pairs that share any, by (zh number, en number).
        fits: of short documents that have no translation by `found`: the probability that one
            translates the other, by an alignment of all their sentences.
        unlike: pairs of `found` that state other figures.
        known: the pairs that one file holds and that translate each other, by (zh, en) number.
        topics: of documents whose topic is known, by number.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    links: DocumentLinks
    found: Mapping[tuple[int, int], Correspondence]
    fits: Mapping[tuple[int, int], float]
    unlike: frozenset[tuple[int, int]] = frozenset()
    known: frozenset[tuple[int, int]] = frozenset()
    topics: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def translated(self) -> frozenset[tuple[int, int]]:
        """The pairs of which one translates the other, by (zh number, en number)."""
        return frozenset(translations(self.found, self.fits, self.unlike)) | self.known

    @cached_property
    def groups(self) -> list[list[int]]:
        """The documents of each event, by number: translations in one group, and no granularity."""
        joined = [(i, self.links.zh + j) for i, j in self.translated]
        return clusters(self.links, joined, topics=self.topics)


def survey(
    zh: Documents,
    en: Documents,
    *,
    dates: Mapping[str, str] | None = None,
    known: Set[tuple[str, str]] = frozenset(),
    window: int | None = None,
    topics: Mapping[str, int] | None = None,
    jobs: Jobs = SERIAL,
) -> Survey:
    """Compare the documents; what `pair_documents` and `align.documents.topics` decide from.

    Args:
        zh: sentences of each Chinese document by its id.
        en: the same for English.
        dates: ISO dates of the documents that have one; late reports are other events.
        known: ids (zh, en) of documents that one file holds in turns: taken for translations unless
            an alignment of their sentences says that they are none.
        window: days that may lie between two documents, beyond which they are compared only if they
            share rare words; 0 for any. By default it follows from the dates
            (`align.documents.events.blocks`).
        topics: of documents that are in one already: they stay there (`grouping.clusters`).
        jobs: who compares them (`corpus.jobs`).
    """
    ordered = [*sorted(zh), *sorted(en)]
    days = days_of([(dates or {}).get(key, "") for key in ordered])
    window = window_of(days) if window is None else window
    blocks = None
    zh_ids, en_ids = tuple(ordered[: len(zh)]), tuple(ordered[len(zh) :])
    if window:
        of = blocks_of(days, window)
        zh_ids, zh_blocks = _in_order(zh_ids, of[: len(zh)])
        en_ids, en_blocks = _in_order(en_ids, of[len(zh) :])
        blocks = Blocks(zh_blocks, en_blocks)
    zh_texts, en_texts = [zh[key] for key in zh_ids], [en[key] for key in en_ids]
    collection = DocumentCollection(zh_texts, en_texts, blocks, jobs)
    links = linked_documents(collection)
    if dates:
        links = dated(links, [dates.get(key, "") for key in (*zh_ids, *en_ids)])
    numbers = ({key: k for k, key in enumerate(ids)} for ids in (zh_ids, en_ids))
    zh_number, en_number = numbers
    given = [(zh_number[a], en_number[b]) for a, b in known]
    near = nearest_pairs(links, _NEAREST)
    found = correspondences(collection.evidence, zh_texts, en_texts, {*near, *given}, jobs)
    unlike = other_figures(zh_texts, en_texts, found, jobs)
    short = [(i, j) for i, j in given if min(len(zh_texts[i]), len(en_texts[j])) <= _READ]
    checked = fits(collection.evidence, zh_texts, en_texts, short, jobs)
    sure = frozenset(pair for pair in given if checked.get(pair, 1.0) >= _GIVEN)
    fitting = fits(
        collection.evidence,
        zh_texts,
        en_texts,
        _left(links, translations(found, unlike=unlike) | sure, zh_texts, en_texts),
        jobs,
    )
    place = {key: k for k, key in enumerate((*zh_ids, *en_ids))}
    settled = {place[key]: topic for key, topic in (topics or {}).items()}
    return Survey(zh_ids, en_ids, links, found, fitting, unlike, sure, settled)


def _in_order(ids: tuple[str, ...], blocks: Longs) -> tuple[tuple[str, ...], Longs]:
    """Ids and blocks in the order of the blocks."""
    order = np.argsort(blocks, kind="stable")
    return tuple(ids[k] for k in order.tolist()), blocks[order]


def _left(
    links: DocumentLinks,
    translated: Set[tuple[int, int]],
    zh: Sequence[Sequence[str]],
    en: Sequence[Sequence[str]],
) -> list[tuple[int, int]]:
    """The nearest pairs of short documents that are not known to be translated."""
    zh_done, en_done = {i for i, _ in translated}, {j for _, j in translated}
    return [
        (i, j)
        for i, j in nearest_pairs(links, _ALIGNED)
        if i not in zh_done and j not in en_done and min(len(zh[i]), len(en[j])) <= _SHORT
    ]


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
        threshold: least probability that both cover one event; a pair of which neither is the
            other's best needs .8 at least. 0.0 for every pair that was compared, of one topic or
            not.
    """
    return paired(survey(zh, en, dates=dates), threshold)


def paired(survey: Survey, threshold: float = THRESHOLD) -> list[DocumentPair]:
    """The pairs of a survey that belong together, best first."""
    links, translated = survey.links, survey.translated
    best = partners(links)
    chances = pair_probabilities(links, best)
    chance = {
        (int(links.first[k]), int(links.second[k]) - links.zh): float(chances[k])
        for k in np.flatnonzero(links.kind == 0)
    }
    chosen = {
        (int(links.first[k]), int(links.second[k]) - links.zh)
        for k in chosen_pairs(links, best, survey.groups, threshold)
    }
    pairs = []
    for i, j in sorted(chosen | translated):
        same_event = chance.get((i, j), 0.0)
        found = survey.found.get((i, j))
        parallel = (i, j) in translated
        pairs.append(
            DocumentPair(
                survey.zh[i],
                survey.en[j],
                max(same_event, _TRANSLATED) if parallel else same_event,
                Kind.PARALLEL if parallel else Kind.COMPARABLE,
                _reason(same_event, found, (i, j) in survey.known),
                found.en_order if found and parallel and (i, j) not in survey.known else (),
            )
        )
    return sorted(pairs, key=lambda pair: (-pair.score, pair.zh, pair.en))


def pair_probabilities(links: DocumentLinks, best: Partners) -> Doubles:
    """The probability of each link that both report the same event.

    Of a best partner, that of the pair itself where that is sure enough for any pair.
    """
    logits = links.logits.copy()
    own = probability(logits[best.pairs])
    logits[best.pairs] = np.where(
        own >= _FURTHER, np.maximum(best.logits, logits[best.pairs]), best.logits
    )
    return probability(logits)


def chosen_pairs(
    links: DocumentLinks,
    best: Partners,
    groups: Sequence[Sequence[int]],
    threshold: float = THRESHOLD,
) -> Longs:
    """Numbers of the links across the languages that are proposed as pairs, ascending.

    Args:
        links: the pairs that were compared.
        best: the best partners among them.
        groups: the documents of each topic. Pairs of two topics are none: it costs nothing where
            documents are many and keeps strangers apart where they are few (cross-validation).
        threshold: see `pair_documents`.
    """
    topic = np.empty(links.count, np.int64)
    for number, group in enumerate(groups):
        topic[group] = number
    least = np.full(len(links.first), max(threshold, _FURTHER))
    least[best.pairs] = threshold
    found = (pair_probabilities(links, best) >= least) & (topic[links.first] == topic[links.second])
    return np.flatnonzero((links.kind == 0) & (found | (threshold == 0.0))).astype(np.int64)


def _reason(same_event: float, found: Correspondence | None, known: bool) -> str:
    reason = "one file holds both" if known else f"same event {same_event:.2f}"
    if found is None:
        return f"{reason}; no sentence of one found in the other"
    count = len(found.matches)
    says = "sentence pair says" if count == 1 else "sentence pairs say"
    return (
        f"{reason}; {count} {says} the same: {found.zh_share:.0%} of the "
        f"Chinese, {found.en_share:.0%} of the English text, {found.in_order:.0%} in order"
    )
