"""Train the weights of mining, document pairs and topics: align/coverage_weights.json.

    python bench/train_coverage.py BENCH [--only mining|documents] [-o align/coverage_weights.json]

BENCH is the folder of development data (`mining/`, `topics/`). Everything is cross-validated: in
five folds, by sentence pair (mining) and by event (documents); the figures of the cross-validation
are printed, the weights that are written were fitted to all of it. The same input gives the same
file.
"""

import argparse
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.events import Collection, Comparisons
from align.logistic import Model, expected_f1, fit, probability
from align.mining import LEAST, PASSES, Candidates, Judged, Miner, linked
from align.same_event import (
    COMPANY_FEATURES,
    KINDS,
    Links,
    company,
    compared,
    features,
    first_links,
    reference,
    scores,
    with_logits,
)
from align.sentence_features import FEATURES, RANKED_FEATURES, margins
from align.topics import clusters

FOLDS = 5
L2 = 3.0
EASY = 4
"""Of the pairs that are far from right, one in so many is trained on, and counts as many times."""


@dataclass(frozen=True)
class Mine:
    """One set of sentences with its gold, or a sample of one."""

    name: str
    zh: list[str]
    en: list[str]
    gold: frozenset[tuple[int, int]]
    folds: NDArray[np.int64]
    weight: float


def main() -> None:
    """Train what was asked for and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--only", choices=["mining", "documents"])
    parser.add_argument("-o", "--output", type=Path, default=Path("align/coverage_weights.json"))
    options = parser.parse_args()
    stored = json.loads(options.output.read_text("utf-8")) if options.output.exists() else {}
    models = stored.get("models", {})
    if options.only != "documents":
        models |= train_mining(options.bench / "mining")
    usual = stored.get("usual", {})
    if options.only != "mining":
        found, references = train_events(options.bench / "topics")
        models |= found
        usual |= references
    stored = {
        "provenance": "bench/train_coverage.py; mining: dev-cn and dev-tw, whole and sampled; "
        "documents: the topics folder (NTREX-128 news, CC BY-SA 4.0). Logistic regression, "
        f"L2 {L2} on standardised features.",
        "models": dict(sorted(models.items())),
        "usual": dict(sorted(usual.items())),
    }
    options.output.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")


def mining_sets(folder: Path) -> Iterator[Mine]:
    """The sets whole, and samples of them: a user's collection may have a hundred sentences."""
    for path in sorted(folder.glob("dev-*")):
        zh_ids, zh = read_sentences(path / "zh-en.zh")
        en_ids, en = read_sentences(path / "zh-en.en")
        zh_at = {name: k for k, name in enumerate(zh_ids)}
        en_at = {name: k for k, name in enumerate(en_ids)}
        lines = (path / "zh-en.gold").read_text("utf-8").split()
        gold = {(zh_at[a], en_at[b]) for a, b in zip(lines[::2], lines[1::2], strict=True)}
        for share in (1, 8, 64):
            yield sampled(path.name, zh, en, gold, share)


def sampled(
    name: str, zh: list[str], en: list[str], gold: set[tuple[int, int]], share: int
) -> Mine:
    """One sentence in `share`, chosen by its text; the partners of pairs stay together."""
    partner = {i: en[j] for i, j in gold}
    zh_keys = [zlib.crc32(partner.get(i, text).encode()) for i, text in enumerate(zh)]
    zh_kept = [i for i, key in enumerate(zh_keys) if key % share == 0]
    en_kept = [j for j, text in enumerate(en) if zlib.crc32(text.encode()) % share == 0]
    zh_at = {i: k for k, i in enumerate(zh_kept)}
    en_at = {j: k for k, j in enumerate(en_kept)}
    return Mine(
        name if share == 1 else f"{name}/{share}",
        [zh[i] for i in zh_kept],
        [en[j] for j in en_kept],
        frozenset((zh_at[i], en_at[j]) for i, j in gold if i in zh_at and j in en_at),
        np.array([zh_keys[i] // share % FOLDS for i in zh_kept]),
        float(share) ** 0.5,
    )


def read_sentences(path: Path) -> tuple[list[str], list[str]]:
    """Ids and sentences of a file."""
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if line]
    return [row[0] for row in rows], [row[1] for row in rows]


def train_mining(folder: Path) -> dict[str, dict[str, float]]:
    """The models of both passes, by name."""
    sets = list(mining_sets(folder))
    miners = [Miner(data.zh, data.en) for data in sets]
    models: dict[str, dict[str, float]] = {}
    for name in PASSES:
        found = [miner.candidates() for miner in miners]
        right = [gold_labels(data, c.zh, c.en) for data, c in zip(sets, found, strict=True)]
        folds = [
            np.stack([data.folds[c.zh]] * 2, axis=1) for data, c in zip(sets, found, strict=True)
        ]
        weights = [np.full(len(c.zh), data.weight) for data, c in zip(sets, found, strict=True)]
        rows = [c.rows for c in found]
        first, model = cross_fitted(rows, right, folds, weights, FEATURES)
        models[f"mining, {name}: pair"] = model.stored()
        ranked = [
            np.concatenate([margins(logits, c.zh, c.en), c.rows], axis=1)
            for logits, c in zip(first, found, strict=True)
        ]
        second, model = cross_fitted(ranked, right, folds, weights, RANKED_FEATURES)
        models[f"mining, {name}: ranked"] = model.stored()
        print(f"mining, pass {name!r}, cross-validated", flush=True)
        for data, miner, c, one, two in zip(sets, miners, found, first, second, strict=True):
            judged = Judged(c.zh, c.en, one, two)
            report_mining(data, c, judged)
            miner.learn(judged)
    return models


def gold_labels(data: Mine, i: NDArray[np.int32], j: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which pairs are gold."""
    width = len(data.en)
    gold = np.array(sorted(a * width + b for a, b in data.gold), np.int64)
    return np.isin(i.astype(np.int64) * width + j, gold)


def cross_fitted(
    rows: Sequence[NDArray[np.floating]],
    right: list[NDArray[np.bool_]],
    folds: list[NDArray[np.int64]],
    weights: list[NDArray[np.float64]],
    features: tuple[str, ...],
) -> tuple[list[NDArray[np.float64]], Model]:
    """Logits of each set by the models of the other folds, and the model of all folds.

    `folds` are those of both sides of each pair: a model is trained where neither is its own, and
    judges the pairs whose first side is.
    """
    x, y = np.concatenate(rows), np.concatenate(right)
    fold, weight = np.concatenate(folds), np.concatenate(weights)
    # Pairs far from right are many and alike: a sample of them tells as much.
    some = np.arange(0, len(x), 10)
    rough = fit(x[some], y[some], features, l2=L2, weights=weight[some])
    easy = (rough.logits(x) < -7) & ~y
    chosen = ~easy | (np.arange(len(x)) % EASY == 0)
    weight = np.where(easy, weight * EASY, weight)
    logits = np.empty(len(x))
    for k in range(FOLDS):
        train = chosen & (fold != k).all(axis=1)
        model = fit(x[train], y[train], features, l2=L2, weights=weight[train])
        logits[fold[:, 0] == k] = model.logits(x[fold[:, 0] == k])
    whole = fit(x[chosen], y[chosen], features, l2=L2, weights=weight[chosen])
    ends = np.cumsum([len(part) for part in rows])[:-1]
    return list(np.split(logits, ends)), whole


def report_mining(data: Mine, found: Candidates, judged: Judged) -> None:
    """The figures of `score_mining.py`."""
    kept = np.array(linked(judged, np.arange(len(judged.zh))), np.int64)
    chance = judged.probability[kept]
    right = gold_labels(data, judged.zh[kept], judged.en[kept])
    recall = gold_labels(data, found.zh, found.en).sum() / len(data.gold)
    n = expected_f1(chance, float(chance.sum()), LEAST)
    kinds = np.cumsum(right)
    precision = kinds / np.arange(1, len(kinds) + 1)
    at = {p: kinds[precision >= p].max(initial=0) / len(data.gold) for p in (0.99, 0.95)}
    f1 = 2 * kinds / (np.arange(1, len(kinds) + 1) + len(data.gold))
    print(
        f"  {data.name:10} gold {len(data.gold):4}  candidates' recall {recall:.3f}  "
        f"P {precision[n - 1]:.3f} R {kinds[n - 1] / len(data.gold):.3f} F1 {f1[n - 1]:.3f} "
        f"(best {f1.max():.3f})  R@P.99 {at[0.99]:.3f}  R@P.95 {at[0.95]:.3f}",
        flush=True,
    )


@dataclass(frozen=True)
class News:
    """Documents with the event of each, Chinese ones first."""

    name: str
    zh: list[list[str]]
    en: list[list[str]]
    events: NDArray[np.str_]

    def pair_folds(self, pairs: Comparisons | Links) -> NDArray[np.int64]:
        """Of both documents of each pair, by event."""
        folds = np.array([zlib.crc32(event.encode()) % FOLDS for event in self.events])
        return np.stack([folds[pairs.first], folds[pairs.second]], axis=1)

    def pair_weights(self, pairs: Comparisons | Links) -> NDArray[np.float64]:
        """Every document counts alike: an event of 14 documents has 49 pairs, most have one."""
        right = self.events[pairs.first] == self.events[pairs.second]
        ends = np.concatenate([pairs.first[right], pairs.second[right]])
        degree = np.bincount(ends, minlength=len(self.events))
        shared = np.sqrt(degree[pairs.first] * degree[pairs.second])
        sample = SAMPLE if "/" in self.name else 1.0
        return np.where(right, 1.0 / np.maximum(shared, 1.0), 1.0) * sample


NEWS = ("half-cn", "halfb-cn", "half-tw", "gap-cn", "clusters")
SAMPLES = ((3, 6), (6, 4), (12, 2))
"""(events, how many samples of as many): a user's folder may hold three stories."""
SAMPLE = 0.3
"""Weight of a pair in a sample: the sets it is drawn from are there too."""


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
    for data, joined in zip(sets, links, strict=True):
        if data.name in NEWS:
            figures = "  ".join(
                f"{at:+.0f}: {b_cubed(data.events, clusters(joined, threshold=at)):.3f}"
                for at in (-2.0, -1.0, 0.0, 1.0)
            )
            print(f"  topics of {data.name:9} B3 F1 when joined at log odds  {figures}")
    return models, usual


def b_cubed(events: NDArray[np.str_], topics: list[list[int]]) -> float:
    """B-cubed F1 of documents in topics (Bagga & Baldwin, 1998)."""
    precision = recall = 0.0
    for topic in topics:
        for document in topic:
            both = (events[topic] == events[document]).sum()
            precision += both / len(topic) / len(events)
            recall += both / (events == events[document]).sum() / len(events)
    return float(2 * precision * recall / (precision + recall))


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


def _f1(proposed: int, right: int, covered: int, wanted: int) -> float:
    precision, recall = right / max(1, proposed), covered / max(1, wanted)
    return float(2 * precision * recall / max(1e-9, precision + recall))


if __name__ == "__main__":
    main()
