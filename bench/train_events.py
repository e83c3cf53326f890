"""The models of document pairs and topics: sets of news, cross-validation by event, figures."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from cross_fitting import FOLDS, cross_fitted
from numpy.typing import NDArray

from align.events import Collection, Comparisons
from align.grouping import JOIN, MERGE_FEATURES, merged
from align.logistic import Model, fit, probability
from align.same_event import (
    COMPANY_FEATURES,
    KINDS,
    LIMIT,
    Links,
    company,
    compared,
    features,
    first_links,
    reference,
    scores,
    with_logits,
)

L2_MERGE = 1.0  # of the few decisions on groups

NEWS = ("half-cn", "halfb-cn", "half-tw", "gap-cn", "clusters")

SAMPLES = ((3, 6), (6, 4), (12, 2))
"""(events, how many samples of as many): a user's folder may hold three stories."""

SAMPLE = 0.3
"""Weight of a pair in a sample: the sets it is drawn from are there too."""


@dataclass(frozen=True)
class News:
    """Documents with the event of each, Chinese ones first."""

    name: str
    zh: list[list[str]]
    en: list[list[str]]
    events: NDArray[np.str_]

    def pair_folds(self, pairs: Comparisons | Links) -> NDArray[np.int64]:
        """Of both documents of each pair, by event."""
        folds = np.array([_fold(str(event)) for event in self.events])
        return np.stack([folds[pairs.first], folds[pairs.second]], axis=1)

    def pair_weights(self, pairs: Comparisons | Links) -> NDArray[np.float64]:
        """Every document counts alike: an event of 14 documents has 49 pairs, most have one."""
        right = self.events[pairs.first] == self.events[pairs.second]
        ends = np.concatenate([pairs.first[right], pairs.second[right]])
        degree = np.bincount(ends, minlength=len(self.events))
        shared = np.sqrt(degree[pairs.first] * degree[pairs.second])
        sample = SAMPLE if "/" in self.name else 1.0
        return np.where(right, 1.0 / np.maximum(shared, 1.0), 1.0) * sample


def news_sets(folder: Path) -> Iterator[News]:
    """The sets whole, and samples of a few events of each."""
    for name in NEWS:
        data = read_news(folder / name)
        yield data
        for count, samples in SAMPLES:
            for number in range(samples):
                yield sampled_news(data, count, number)
                yield sampled_news(data, count, number, strangers=True)


def read_news(folder: Path) -> News:
    """One set of the topics folder."""
    rows = [line.split("\t") for line in (folder / "events.tsv").read_text("utf-8").splitlines()]
    events = {row[0]: row[1] for row in rows}
    zh: list[tuple[str, list[str]]] = []
    en: list[tuple[str, list[str]]] = []
    for name in sorted(events):
        found = next(p for p in folder.glob(f"*/{name}"))
        sentences = [line for line in found.read_text("utf-8").splitlines() if line.strip()]
        chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in "".join(sentences)) > 20
        (zh if chinese else en).append((name, sentences))
    return News(
        folder.name,
        [sentences for _, sentences in zh],
        [sentences for _, sentences in en],
        np.array([events[name] for name, _ in (*zh, *en)]),
    )


def sampled_news(data: News, count: int, number: int, *, strangers: bool = False) -> News:
    """Most documents of some events, chosen by number; of strangers only one of each event."""
    random = np.random.default_rng([count, number, zlib.crc32(data.name.encode())])
    names = np.unique(data.events)
    chosen = random.choice(names, count, replace=False)
    kept = np.isin(data.events, chosen)
    kept &= random.random(len(kept)) < 0.8
    if strangers:
        shuffled = random.permutation(np.flatnonzero(kept))
        _, first = np.unique(data.events[shuffled], return_index=True)
        kept = np.isin(np.arange(len(kept)), shuffled[first])
    zh = len(data.zh)
    length = 3 if number % 2 else None  # every other sample is of news in brief
    return News(
        f"{data.name}/{count}.{number}{'s' * strangers}",
        [data.zh[k][:length] for k in np.flatnonzero(kept[:zh])],
        [data.en[k][:length] for k in np.flatnonzero(kept[zh:])],
        data.events[kept],
    )


def train_events(
    folder: Path,
) -> tuple[dict[str, dict[str, float]], dict[str, Mapping[str, tuple[float, float]]]]:
    """The models of document pairs by name, and what unrelated pairs score."""
    sets = [data for data in news_sets(folder) if data.zh and data.en]
    collections = [Collection(data.zh, data.en) for data in sets]
    comparisons = [compared(collection) for collection in collections]
    models: dict[str, dict[str, float]] = {}
    usual: dict[str, Mapping[str, tuple[float, float]]] = {}
    logits: list[list[NDArray[np.float64]]] = [[] for _ in sets]
    for k, kind in enumerate(KINDS):
        found = [c[k] for c in comparisons]
        right = [d.events[c.first] == d.events[c.second] for d, c in zip(sets, found, strict=True)]
        whole = [(c, y) for d, c, y in zip(sets, found, right, strict=True) if d.name in NEWS]
        usual[f"events: {kind}"] = reference(whole, scores(kind))
        rows = [c.features(scores(kind), usual[f"events: {kind}"]) for c in found]
        folds = [d.pair_folds(c) for d, c in zip(sets, found, strict=True)]
        weights = [d.pair_weights(c) for d, c in zip(sets, found, strict=True)]
        judged, model = cross_fitted(rows, right, folds, weights, tuple(features(kind)))
        models[f"events: {kind}"] = model.stored()
        for own, values in zip(logits, judged, strict=True):
            own.append(values)
    links = [
        first_links(c, found, own)
        for c, found, own in zip(collections, comparisons, logits, strict=True)
    ]
    report_events("each pair by itself", sets, links)
    rows = [company(found) for found in links]
    right = [d.events[x.first] == d.events[x.second] for d, x in zip(sets, links, strict=True)]
    folds = [d.pair_folds(x) for d, x in zip(sets, links, strict=True)]
    weights = [d.pair_weights(x) for d, x in zip(sets, links, strict=True)]
    judged, model = cross_fitted(rows, right, folds, weights, COMPANY_FEATURES)
    models["events: company"] = model.stored()
    links = [with_logits(x, values) for x, values in zip(links, judged, strict=True)]
    report_events("with their company", sets, links)
    models["events: merge"] = train_merges(sets, links).stored()
    return models, usual


def train_merges(sets: list[News], links: list[Links]) -> Model:
    """The model of `align.grouping`; prints what it comes to in cross-validation by event.

    It learns from groupings in which the truth decides: every pair of groups that comes up is an
    example.
    """
    rows: list[NDArray[np.float64]] = []
    right: list[bool] = []
    folds: list[tuple[int, int]] = []
    weights: list[float] = []
    for data, found in zip(sets, links, strict=True):
        events = data.events
        own = SAMPLE if "/" in data.name else 1.0

        def truth(
            a: Sequence[int], b: Sequence[int], row: NDArray[np.float64],
            events: NDArray[np.str_] = events, own: float = own,
        ) -> bool:  # fmt: skip
            one, other = str(events[a[0]]), str(events[b[0]])  # groups are pure: the truth decides
            rows.append(row)
            right.append(one == other)
            folds.append((_fold(one), _fold(other)))
            weights.append(own * float(np.sqrt(min(len(a), len(b)))))
            return one == other

        merged(found, truth)
    x, y = np.array(rows), np.array(right)
    fold, weight = np.array(folds), np.array(weights)
    models = []
    for k in range(FOLDS):
        train = (fold != k).all(axis=1)
        models.append(fit(x[train], y[train], MERGE_FEATURES, l2=L2_MERGE, weights=weight[train]))
    report_topics(sets, links, models)
    return fit(x, y, MERGE_FEATURES, l2=L2_MERGE, weights=weight)


def report_topics(sets: list[News], links: list[Links], models: list[Model]) -> None:
    """B-cubed of topics, each decision by the models of the folds of either group's event."""
    print("topics, cross-validated: B-cubed precision / recall = F1 at log odds", flush=True)
    scores: dict[str, list[list[tuple[float, float, float]]]] = {}
    within = []
    for data, found in zip(sets, links, strict=True):
        name, _, sample = data.name.partition("/")
        if sample:
            name = f"{sample.split('.')[0]} events{', strangers' * sample.endswith('s')}"
        figures = []
        for least in (-0.5, 0.0, JOIN, 0.5):

            def decide(
                a: Sequence[int], b: Sequence[int], row: NDArray[np.float64],
                events: NDArray[np.str_] = data.events, least: float = least,
            ) -> bool:  # fmt: skip
                chosen = [models[_fold(str(events[group[0]]))] for group in (a, b)]
                return float(np.mean([m.logits(row[None])[0] for m in chosen])) > least

            topics = merged(found, decide)
            figures.append(b_cubed(data.events, topics))
            if least == JOIN:
                topic = np.empty(found.count, np.int64)
                for number, group in enumerate(topics):
                    topic[group] = number
                together = topic[found.first] == topic[found.second]
                within.append(replace(found, logits=np.where(together, found.logits, -LIMIT)))
        scores.setdefault(name, []).append(figures)
    for name, figures_of in scores.items():
        means = np.mean(figures_of, axis=0)
        print(f"  {name:22}" + "  ".join(
            f"{least:+.2f}: {p:.3f} / {r:.3f} = {f:.3f}"
            for least, (p, r, f) in zip((-0.5, 0.0, JOIN, 0.5), means, strict=True)
        ))  # fmt: skip
    report_events("within their topics", sets, within)


def b_cubed(events: NDArray[np.str_], topics: list[list[int]]) -> tuple[float, float, float]:
    """B-cubed precision, recall, F1 of documents in topics (Bagga & Baldwin, 1998)."""
    precision = recall = 0.0
    for topic in topics:
        for document in topic:
            both = (events[topic] == events[document]).sum()
            precision += both / len(topic) / len(events)
            recall += both / (events == events[document]).sum() / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report_events(name: str, sets: list[News], links: list[Links]) -> None:
    """F1 by event as `score_topics.py` counts it, at several thresholds."""
    print(f"documents, {name}, cross-validated", flush=True)
    small: list[tuple[int, int, int, int]] = []
    for data, found in zip(sets, links, strict=True):
        across = found.kind == 0
        i, j = found.first[across], found.second[across]
        chance = probability(found.logits[across])
        right = data.events[i] == data.events[j]
        wanted = np.isin(data.events[: len(data.zh)], data.events[len(data.zh) :]).sum()
        order = np.argsort(-chance, kind="stable")
        f1 = {}
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            kept = order[chance[order] >= least]
            counts = (len(kept), right[kept].sum(), len(set(i[kept][right[kept]])), wanted)
            if least == 0.5:
                small.append(counts)
            f1[least] = _f1(*counts)
        best = (
            max(
                _f1(n, right[order[:n]].sum(), len(set(i[order[:n]][right[order[:n]]])), wanted)
                for n in range(1, len(order) + 1)
            )
            if len(order)
            else 0.0
        )
        if data.name in NEWS:
            n, good, got, _ = small.pop()
            print(
                f"  {data.name:9} P {good / max(1, n):.3f} R {got / wanted:.3f}  F1 at "
                + "  ".join(f"{least}: {value:.3f}" for least, value in f1.items())
                + f"  best {best:.3f}"
            )
    total = np.sum(small, axis=0)
    print(f"  samples of few events: F1 {_f1(*total):.3f}  {total.tolist()}")


def _fold(event: str) -> int:
    return zlib.crc32(event.encode()) % FOLDS


def _f1(proposed: int, right: int, covered: int, wanted: int) -> float:
    precision, recall = right / max(1, proposed), covered / max(1, wanted)
    return float(2 * precision * recall / max(1e-9, precision + recall))
