"""The mining models: sets with gold, cross-validation, figures (`train_coverage.py --only mining`).

With sentence vectors: `train_use.py`.

Two logistic regressions per pass learn from the sets whole and sampled; the closer look learns from
these and from the sets with every other pair cut in half, on the out-of-fold judgements of the
former. Its weights go to align/weights/close_look.json, the others where `train_coverage.py` says.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cross_fitting import FOLDS, cross_fitted
from fit_network import fit_network, write_network

from align.mining.features import FEATURES, RANKED_FEATURES, margins
from align.mining.miner import (
    CLOSER_FEATURES,
    CLOSER_WITH_VECTORS,
    LEAST,
    PASSES,
    RANKED_WITH_VECTORS,
    WITH_VECTORS,
    Candidates,
    Miner,
    Scored,
    one_to_one,
)
from align.vectors.encoders import SentenceEncoder
from align.weights.logistic import expected_f1
from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs

WEIGHTS = Path(__file__).parents[1] / "align" / "weights"
CLOSE_LOOK, USE_CLOSE_LOOK = WEIGHTS / "close_look.json", WEIGHTS / "use_close_look.json"
LEVELS = (0.995, 0.99, 0.98, 0.97, 0.95)
PROVENANCE = (
    "bench/train_mining.py; dev-cn and dev-tw (NTREX-128 news, CC BY-SA 4.0, among sentences of "
    "other kinds), whole, sampled, and with every other pair cut in half. Features: mean and scale."
)


@dataclass(frozen=True)
class Mine:
    """One set of sentences with its gold, or a sample of one.

    Attributes:
        name: of the set.
        zh, en: sentences.
        gold: pairs of their numbers.
        folds: of each zh sentence.
        weight: of its pairs in the logistic regressions; their root in the closer look, where
            halves count 1.
    """

    name: str
    zh: list[str]
    en: list[str]
    gold: frozenset[tuple[int, int]]
    folds: Longs
    weight: float


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
        yield halved(sampled(path.name, zh, en, gold, 1))


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


def halved(data: Mine) -> Mine:
    """The same with every other pair cut: one side says half of it, which is no translation.

    Pairs made wrong by another figure in one sentence were tried as well: fewer of all pairs were
    sure, F1 .913 / .921 instead of .922 / .929; another name or negation too: .900 / .904.
    """
    zh, en, gold = list(data.zh), list(data.en), set(data.gold)
    for i, j in sorted(data.gold):
        key = zlib.crc32(data.zh[i].encode())
        side, at, clause = ((zh, i, "[，；：]"), (en, j, "[,;:] "))[key // 2 % 2]
        middle = len(side[at]) / 2
        places = [m.start() for m in re.finditer(clause, side[at])]
        if key % 2 or not places:
            continue
        place = min(places, key=lambda place: abs(place - middle))
        if min(place, len(side[at]) - place) >= 0.25 * len(side[at]):
            half = side[at][:place], side[at][place + 1 :].strip()
            side[at] = half[key // 4 % 2]
            gold.discard((i, j))
    name = data.name.split("/")[0] + "/halves"
    return Mine(name, zh, en, frozenset(gold), data.folds, 0.0)


def read_sentences(path: Path) -> tuple[list[str], list[str]]:
    """Ids and sentences of a file."""
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if line]
    return [row[0] for row in rows], [row[1] for row in rows]


def train_mining(
    folder: Path, encoder: SentenceEncoder | None = None
) -> dict[str, dict[str, float]]:
    """The logistic models of both passes, by name; the closer look's weights are written."""
    sets = list(mining_sets(folder))
    miners = [Miner(data.zh, data.en, encoder) for data in sets]
    features = WITH_VECTORS if encoder else FEATURES
    ranked_features = RANKED_WITH_VECTORS if encoder else RANKED_FEATURES
    models: dict[str, dict[str, float]] = {}
    for name in PASSES:
        found = [miner.candidates() for miner in miners]
        right = [gold_labels(data, c.zh, c.en) for data, c in zip(sets, found, strict=True)]
        folds = [
            np.stack([data.folds[c.zh]] * 2, axis=1) for data, c in zip(sets, found, strict=True)
        ]
        weights = [np.full(len(c.zh), data.weight) for data, c in zip(sets, found, strict=True)]
        rows = [c.rows for c in found]
        first, model = cross_fitted(rows, right, folds, weights, features)
        models[f"mining, {name}: pair"] = model.stored()
        ranked = [
            np.concatenate([margins(logits, c.zh, c.en), c.rows], axis=1)
            for logits, c in zip(first, found, strict=True)
        ]
        second, model = cross_fitted(ranked, right, folds, weights, ranked_features)
        models[f"mining, {name}: ranked"] = model.stored()
        judged = [
            Scored(c.zh, c.en, one, two) for c, one, two in zip(found, first, second, strict=True)
        ]
        report(f"pass {name!r}", sets, found, judged)
        if name != PASSES[-1]:
            for miner, result in zip(miners, judged, strict=True):
                miner.learn(result)
    looks = [closer_look(*item) for item in zip(sets, miners, found, judged, strict=True)]
    train_closer_look(looks, encoder)
    report("closer look", sets, found, judged)
    return models


@dataclass(frozen=True)
class Look:
    """What the closer look learns from one set: its plausible pairs.

    Attributes:
        logits: of all pairs of the set; those of `some` are overwritten when they are judged.
        some: the plausible ones.
        rows: their features.
        right: their labels.
        folds: of each.
        weight: of each.
    """

    logits: Doubles
    some: Longs
    rows: Floats
    right: Flags
    folds: Longs
    weight: Doubles


def closer_look(data: Mine, miner: Miner, found: Candidates, judged: Scored) -> Look:
    """The plausible pairs of a set."""
    some, rows = miner.closer(found, judged)
    zh = found.zh[some]
    right = gold_labels(data, zh, found.en[some])
    weight = np.full(len(some), data.weight**0.5 if data.weight else 1.0)
    return Look(judged.ranked, some, rows, right, data.folds[zh], weight)


def train_closer_look(looks: list[Look], encoder: SentenceEncoder | None) -> None:
    """Judge each set by what the other folds teach; write what all of them teach."""
    weight = [look.weight for look in looks]
    rows, right = [look.rows for look in looks], [look.right for look in looks]
    judged = network_logits(rows, right, [look.folds for look in looks], weight)
    for look, logits in zip(looks, judged, strict=True):
        look.logits[look.some] = logits
    whole = fit_network(np.concatenate(rows), np.concatenate(right), np.concatenate(weight))
    if encoder is None:
        write_network(CLOSE_LOOK, whole, CLOSER_FEATURES, PROVENANCE)
    else:
        provenance = f"{PROVENANCE} Vectors: {encoder.version}."
        write_network(USE_CLOSE_LOOK, whole, CLOSER_WITH_VECTORS, provenance)


def network_logits(
    rows: list[Floats],
    right: list[Flags],
    folds: list[Longs],
    weights: list[Doubles] | None = None,
) -> list[Doubles]:
    """Logits of each set by the networks of the other folds."""
    x, y, fold = np.concatenate(rows), np.concatenate(right), np.concatenate(folds)
    weight = np.ones(len(x)) if weights is None else np.concatenate(weights)
    logits = np.empty(len(x))
    for k in range(FOLDS):
        train = fold != k
        logits[~train] = fit_network(x[train], y[train], weight[train]).logits(x[~train])
    return list(np.split(logits, np.cumsum([len(part) for part in rows])[:-1]))


def gold_labels(data: Mine, i: Ints, j: Ints) -> Flags:
    """Which pairs are gold."""
    width = len(data.en)
    gold = np.array(sorted(a * width + b for a, b in data.gold), np.int64)
    return np.isin(i.astype(np.int64) * width + j, gold)


@dataclass(frozen=True)
class Outcome:
    """What `score_mining.py` counts, and what stands above the scores a memory could ask for.

    Attributes:
        precision, recall, f1: at the tool's own threshold.
        best_f1: at the best one.
        recall_at: a precision, over the uncut list.
        above: for a score, how many pairs reach it and how many of them are wrong.
    """

    precision: float
    recall: float
    f1: float
    best_f1: float
    recall_at: dict[float, float]
    above: dict[float, tuple[int, int]]


def outcome(data: Mine, judged: Scored) -> Outcome:
    """The figures of one set."""
    kept = np.array(one_to_one(judged, np.arange(len(judged.zh))), np.int64)
    chance = judged.probability[kept]
    gold = len(data.gold)
    right = np.cumsum(gold_labels(data, judged.zh[kept], judged.en[kept]))
    count = np.arange(1, len(right) + 1)
    precision, f1 = right / count, 2 * right / (count + gold)
    own = expected_f1(chance, float(chance.sum()), LEAST) - 1
    reached = {level: int((chance >= level).sum()) for level in LEVELS}
    return Outcome(
        precision[own],
        right[own] / gold,
        f1[own],
        f1.max(),
        {p: right[precision >= p].max(initial=0) / gold for p in (0.99, 0.95)},
        {level: (n, int(n - right[n - 1])) for level, n in reached.items() if n},
    )


def report(title: str, sets: list[Mine], found: list[Candidates], judged: list[Scored]) -> None:
    """A line of figures for each set."""
    print(f"mining, {title}, cross-validated", flush=True)
    for data, candidates, result in zip(sets, found, judged, strict=True):
        held = gold_labels(data, candidates.zh, candidates.en).sum() / len(data.gold)
        one = outcome(data, result)
        print(
            f"  {data.name:13} gold {len(data.gold):4}  candidates' recall {held:.3f}  "
            f"P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f} (best {one.best_f1:.3f})  "
            f"R@P.99 {one.recall_at[0.99]:.3f}  R@P.95 {one.recall_at[0.95]:.3f}  wrong of those "
            + ", ".join(
                f"from {level}: {bad} of {n} (recall {(n - bad) / len(data.gold):.3f})"
                for level, (n, bad) in one.above.items()
            ),
            flush=True,
        )
