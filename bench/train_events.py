"""The models of document pairs and topics, cross-validated by event (`train_coverage.py`).

Every stage learns from what the stage before says of documents whose events did not teach it. So
the figures are those of the command with weights that never saw the event.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cross_fitting import FOLDS, cross_fitted
from news import NEWS, SPARSE_KINDS, News, news_sets, recut_news, sparse_news
from numpy.typing import NDArray

from align.documents.events.comparisons import Comparisons, DocumentCollection
from align.documents.events.links import (
    COMPANY_FEATURES,
    KINDS,
    DocumentLinks,
    company,
    compared,
    features,
    first_links,
    with_logits,
)
from align.documents.events.partners import PARTNER_FEATURES, Partners, partner_rows, weighed
from align.documents.grouping import JOIN, MERGE_FEATURES, merged
from align.documents.pairing import chosen_pairs
from align.weights.logistic import Model, fit
from corpus.kernels.arrays import Doubles, Flags, Longs

L2_MERGE = 1.0  # of the few decisions on groups

SAMPLE = 0.3
"""Weight of a pair in a sample: the sets it is drawn from are there too."""
SPARSE = 0.4
"""Weight of a pair in a collection of which most documents have no counterpart: with 1, more of the
false pairs go, and the figures of the others fall."""


@dataclass(frozen=True)
class Compared:
    """A set whose documents are compared; it teaches, or is only judged."""

    news: News
    collection: DocumentCollection
    comparisons: list[Comparisons]
    teaches: bool

    def right(self, pairs: Comparisons | DocumentLinks) -> Flags:
        """Which pairs are of one event."""
        events = self.news.events
        return np.asarray(events[pairs.first] == events[pairs.second], np.bool_)

    def folds(self, pairs: Comparisons | DocumentLinks) -> Longs:
        """Of both documents of each pair, by event."""
        folds = np.array([fold_of(str(event)) for event in self.news.events])
        return np.stack([folds[pairs.first], folds[pairs.second]], axis=1)

    def weights(self, pairs: Comparisons | DocumentLinks) -> Doubles:
        """Every document counts alike: an event of 14 documents has 49 pairs, most have one."""
        right = self.right(pairs)
        ends = np.concatenate([pairs.first[right], pairs.second[right]])
        degree = np.bincount(ends, minlength=len(self.news.events))
        shared = np.sqrt(degree[pairs.first] * degree[pairs.second])
        return np.where(right, 1.0 / np.maximum(shared, 1.0), 1.0) * self.weight

    @property
    def weight(self) -> float:
        """Of what it teaches."""
        if not self.teaches:
            return 0.0
        return SAMPLE if self.news.sampled else SPARSE if self.news.sparse else 1.0


@dataclass(frozen=True)
class Trained:
    """What cross-validation says of each set, and the models of all folds."""

    models: dict[str, dict[str, float]]
    usual: dict[str, Doubles]
    links: list[DocumentLinks]
    partners: list[Partners]
    topics: list[list[list[int]]]


def compare(folder: Path) -> list[Compared]:
    """All sets of the topics folder, and what only judges: the same articles cut anew, and others.

    Of the collections in which most documents have no counterpart, half of those that are made of
    the same articles teach.
    """
    found = [(data, True) for data in news_sets(folder)]
    found += [(data, False) for data in recut_news(folder)]
    sparse = enumerate(sparse_news(folder, folder.parent / "real" / "news"))
    found += [(data, data.kind == SPARSE_KINDS[0] and k % 2 == 0) for k, data in sparse]
    return [
        Compared(data, collection, compared(collection), teaches)
        for data, teaches in found
        if data.zh and data.en
        for collection in [DocumentCollection(data.zh, data.en)]
    ]


def train(sets: list[Compared], without: frozenset[str] = frozenset()) -> Trained:
    """All models in their order, cross-fitted.

    Args:
        sets: from `compare`.
        without: names of features that the models must do without.
    """
    models: dict[str, dict[str, float]] = {}
    usual: dict[str, Doubles] = {}

    def fitted(
        name: str,
        names: Sequence[str],
        rows: Iterable[NDArray[np.floating]],
        pairs: Sequence[Comparisons | DocumentLinks],
        chosen: Sequence[Longs] | None = None,
    ) -> list[Doubles]:
        kept = [k for k, feature in enumerate(names) if feature not in without]
        of = [np.arange(len(each.first)) for each in pairs] if chosen is None else chosen
        judged, model = cross_fitted(
            [each[:, kept] for each in rows],
            [data.right(p)[k] for data, p, k in zip(sets, pairs, of, strict=True)],
            [data.folds(p)[k] for data, p, k in zip(sets, pairs, of, strict=True)],
            [data.weights(p)[k] for data, p, k in zip(sets, pairs, of, strict=True)],
            tuple(names[k] for k in kept),
        )
        models[name] = model.stored()
        return judged

    logits: list[list[Doubles]] = [[] for _ in sets]
    for k, kind in enumerate(KINDS):
        found = [data.comparisons[k] for data in sets]
        whole = [
            (pairs, data.right(pairs))
            for data, pairs in zip(sets, found, strict=True)
            if data.news.name in NEWS
        ]
        name = f"events: {kind}"
        usual[name] = reference(whole)
        rows = (pairs.features(usual[name]) for pairs in found)
        judged = fitted(name, features(kind), rows, found)
        for own, values in zip(logits, judged, strict=True):
            own.append(values)
    links = [
        first_links(data.collection, data.comparisons, own)
        for data, own in zip(sets, logits, strict=True)
    ]
    judged = fitted("events: company", COMPANY_FEATURES, map(company, links), links)
    links = [with_logits(found, values) for found, values in zip(links, judged, strict=True)]
    best = [partner_rows(found) for found in links]
    judged = fitted(
        "events: partner", PARTNER_FEATURES, [r for _, r in best], links, [k for k, _ in best]
    )
    partners = [
        weighed(found, Partners(k, values))
        for found, (k, _), values in zip(links, best, judged, strict=True)
    ]
    folds, model = train_merges(sets, links, without)
    models["events: merge"] = model.stored()
    topics = [group(data, found, folds) for data, found in zip(sets, links, strict=True)]
    return Trained(models, usual, links, partners, topics)


def reference(found: Sequence[tuple[Comparisons, Flags]]) -> Doubles:
    """Mean and standard deviation of each score over the unrelated pairs, to five digits."""
    rows = np.concatenate([comparisons.scores[~right] for comparisons, right in found])
    columns = np.stack([rows.mean(axis=0), rows.std(axis=0)], axis=1)
    return np.array([[float(f"{value:.5g}") for value in row] for row in columns.tolist()])


def train_merges(
    sets: list[Compared], links: list[DocumentLinks], without: frozenset[str]
) -> tuple[list[Model], Model]:
    """The models of `align.documents.grouping` of each fold, and that of all.

    They learn from groupings in which the truth decides: every pair of groups that comes up is an
    example.
    """
    rows: list[Doubles] = []
    right: list[bool] = []
    folds: list[tuple[int, int]] = []
    weights: list[float] = []
    for data, found in zip(sets, links, strict=True):
        if not data.teaches:
            continue

        def truth(a: Sequence[int], b: Sequence[int], row: Doubles, data: Compared = data) -> bool:
            one, other = (str(data.news.events[group[0]]) for group in (a, b))
            rows.append(row)
            right.append(one == other)  # groups are pure, as the truth decides
            folds.append((fold_of(one), fold_of(other)))
            weights.append(data.weight * float(np.sqrt(min(len(a), len(b)))))
            return one == other

        merged(found, truth)
    x, y = np.array(rows), np.array(right)
    for k, name in enumerate(MERGE_FEATURES):
        if name in without:
            x[:, k] = 0.0
    fold, weight = np.array(folds), np.array(weights)
    models = []
    for k in range(FOLDS):
        train = (fold != k).all(axis=1)
        models.append(fit(x[train], y[train], MERGE_FEATURES, l2=L2_MERGE, weights=weight[train]))
    return models, fit(x, y, MERGE_FEATURES, l2=L2_MERGE, weights=weight)


def group(
    data: Compared, links: DocumentLinks, models: Sequence[Model], join: float = JOIN
) -> list[list[int]]:
    """Topics, each decision by the models of the folds of either group's event."""
    values = [np.append(model.weights, model.bias) for model in models]
    folds = [fold_of(str(event)) for event in data.news.events]

    def decide(a: Sequence[int], b: Sequence[int], row: Doubles) -> bool:
        one, other = values[folds[a[0]]], values[folds[b[0]]]
        both = 0.5 * (one + other)
        return float(row @ both[:-1] + both[-1]) > join

    return merged(links, decide)


def figures(sets: list[Compared], trained: Trained) -> dict[str, tuple[float, ...]]:
    """By kind of set: precision, recall, F1 of pairs by event, then of topics (B-cubed)."""
    found: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for data, links, best, topics in zip(
        sets, trained.links, trained.partners, trained.topics, strict=True
    ):
        found[data.news.kind].append(
            (*pair_figures(data.news, links, best, topics), *b_cubed(data.news.events, topics))
        )
    result = {}
    for kind, rows in found.items():
        values = np.array(rows)
        asked = ~np.isnan(values)
        total = np.where(asked, values, 0.0).sum(axis=0)
        result[kind] = tuple((total / np.maximum(asked.sum(axis=0), 1)).tolist())
    return result


def pair_figures(
    data: News, links: DocumentLinks, best: Partners, topics: list[list[int]]
) -> tuple[float, float, float]:
    """Precision, recall and F1 by event, as `score_topics.py` counts them; NaN if none is asked."""
    pairs = chosen_pairs(links, best, topics)
    i, j = links.first[pairs], links.second[pairs]
    right = data.events[i] == data.events[j]
    wanted = np.isin(data.events[: len(data.zh)], data.events[len(data.zh) :]).sum()
    if not wanted:
        return np.nan, np.nan, np.nan
    precision, recall = right.sum() / max(1, len(pairs)), len(set(i[right].tolist())) / wanted
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def strangers_paired(sets: list[Compared], trained: Trained) -> tuple[int, int]:
    """Pairs that were proposed in samples where none is right, and Chinese documents there."""
    proposed = documents = 0
    for data, links, best, topics in zip(
        sets, trained.links, trained.partners, trained.topics, strict=True
    ):
        if data.news.kind == "samples, strangers":
            proposed += len(chosen_pairs(links, best, topics))
            documents += len(data.news.zh)
    return proposed, documents


def b_cubed(events: NDArray[np.str_], topics: list[list[int]]) -> tuple[float, float, float]:
    """B-cubed precision, recall, F1 of documents in topics (Bagga & Baldwin, 1998)."""
    precision = recall = 0.0
    for topic in topics:
        for document in topic:
            both = (events[topic] == events[document]).sum()
            precision += both / len(topic) / len(events)
            recall += both / (events == events[document]).sum() / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report(sets: list[Compared], trained: Trained) -> None:
    """Print the figures of the cross-validation."""
    print("cross-validated by event: P / R / F1 of document pairs by event; of topics, B-cubed")
    for kind, row in figures(sets, trained).items():
        pairs, topics = (
            " / ".join(f"{value:.3f}" for value in part) for part in (row[:3], row[3:])
        )
        print(f"  {kind:32} {pairs}    {topics}", flush=True)
    proposed, documents = strangers_paired(sets, trained)
    print(f"  strangers: {proposed} pairs proposed for {documents} Chinese documents", flush=True)


def fold_of(event: str) -> int:
    """The fold of an event."""
    return zlib.crc32(event.encode()) % FOLDS
