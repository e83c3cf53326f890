"""Document pairs and topics as the command finds them, by weights that never saw the events.

For each fold, all models are trained on the events of the other folds, in their order and
cross-fitted among themselves, as those that ship are; then they judge the whole collection, as the
command does, and the figures count the documents of the fold.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from cross_fitting import FOLDS
from news import SPARSE_KINDS
from train_events import Compared, Trained, fold_of, train

from align.documents.events.comparisons import Comparisons
from align.documents.events.links import (
    COMPANY_FEATURES,
    KINDS,
    company,
    features,
    first_links,
    with_logits,
)
from align.documents.events.partners import PARTNER_FEATURES, Partners, partner_rows, weighed
from align.documents.grouping import JOIN, MERGE_FEATURES, merged
from align.documents.pairing import chosen_pairs, pair_probabilities
from align.weights.logistic import Model
from corpus.kernels.arrays import Doubles, Flags, Longs


@dataclass(frozen=True)
class Unseen:
    """What came of documents whose events taught nothing.

    Attributes:
        figures: by kind of set: precision, recall, F1 of pairs by event; of topics (B-cubed).
        sparse: by kind of set in which most documents have no counterpart: pairs proposed, share
            of these that is wrong, share of the documents with a counterpart that got it, and the
            probability that the proposed ones were given, on average.
    """

    figures: dict[str, tuple[float, ...]]
    sparse: dict[str, tuple[int, float, float, float]]


def unseen(sets: list[Compared]) -> Unseen:
    """The figures of all sets that are no samples."""
    pairs: defaultdict[tuple[str, str], Doubles] = defaultdict(lambda: np.zeros(5))
    topics: defaultdict[tuple[str, str], Doubles] = defaultdict(lambda: np.zeros(3))
    for fold in range(FOLDS):
        trained = train([_without(data, fold) for data in sets if data.teaches])
        for data in sets:
            if not data.news.sampled:
                asked = _folds(data) == fold
                key = data.news.kind, data.news.name
                for total, found in zip(
                    (pairs[key], topics[key]), _judged(data, trained, asked), strict=True
                ):
                    total += found
    rows: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    scarce: defaultdict[str, Doubles] = defaultdict(lambda: np.zeros(5))
    for (kind, name), counts in pairs.items():
        proposed, right, covered, wanted, _ = counts
        precise, recalled, documents = topics[kind, name]
        if kind in SPARSE_KINDS:
            scarce[kind] += counts
            continue
        rows[kind].append(
            (
                *_f1(right / max(1, proposed), covered / max(1, wanted)),
                *_f1(precise / documents, recalled / documents),
            )
        )
    return Unseen(
        {kind: tuple(np.mean(found, axis=0).tolist()) for kind, found in rows.items()},
        {
            kind: (int(proposed), 1.0 - right / proposed, covered / wanted, said / proposed)
            for kind, (proposed, right, covered, wanted, said) in scarce.items()
        },
    )


def _without(data: Compared, fold: int) -> Compared:
    """The comparisons of documents of other folds."""
    others = _folds(data) != fold
    kept = []
    for pairs in data.comparisons:
        known = others[pairs.first] & others[pairs.second]
        kept.append(
            Comparisons(
                pairs.first[known], pairs.second[known], pairs.scores[known], pairs.lengths[known]
            )
        )
    return Compared(data.news, data.collection, kept, data.teaches)


def _folds(data: Compared) -> Longs:
    return np.array([fold_of(str(event)) for event in data.news.events])


def _judged(data: Compared, trained: Trained, asked: Flags) -> tuple[list[float], list[float]]:
    """Sums over the documents asked for: pairs and their probability, B-cubed.

    Of the pairs: how many are proposed, how many of these are right, Chinese documents that got a
    right one, those that have one, and the sum of the probabilities of the proposed ones.
    """

    def model(name: str, names: Sequence[str]) -> Model:
        return Model.of(trained.models[f"events: {name}"], names)

    logits = [
        model(kind, features(kind)).logits(pairs.features(trained.usual[f"events: {kind}"]))
        for kind, pairs in zip(KINDS, data.comparisons, strict=True)
    ]
    links = first_links(data.collection, data.comparisons, logits)
    links = with_logits(links, model("company", COMPANY_FEATURES).logits(company(links)))
    numbers, rows = partner_rows(links)
    found = Partners(numbers, model("partner", PARTNER_FEATURES).logits(rows))
    merge = model("merge", MERGE_FEATURES)

    def decide(_a: Sequence[int], _b: Sequence[int], row: Doubles) -> bool:
        return float(row @ merge.weights + merge.bias) > JOIN

    groups = merged(links, decide)
    events, zh = data.news.events, len(data.news.zh)
    best = weighed(links, found)
    chosen = chosen_pairs(links, best, groups)
    chosen = chosen[asked[links.first[chosen]]]
    right = events[links.first[chosen]] == events[links.second[chosen]]
    wanted = np.isin(events[:zh], events[zh:]) & asked[:zh]
    covered = len(set(links.first[chosen[right]].tolist()))
    said = float(pair_probabilities(links, best)[chosen].sum())
    precise = recalled = 0.0
    for group in groups:
        for document in np.array(group)[asked[group]]:
            both = int((events[group] == events[document]).sum())
            precise += both / len(group)
            recalled += both / int((events == events[document]).sum())
    return (
        [len(chosen), int(right.sum()), covered, int(wanted.sum()), said],
        [precise, recalled, int(asked.sum())],
    )


def _f1(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
