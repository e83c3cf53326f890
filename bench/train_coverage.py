"""Train the weights of mining, document pairs and topics: align/coverage_weights.json.

    python bench/train_coverage.py BENCH [--only mining|documents] [-o align/coverage_weights.json]

BENCH is the folder of development data (`mining/`, `topics/`). Everything is cross-validated: in
five folds, by sentence pair (mining) and by event (documents); the figures of the cross-validation
are printed, the weights that are written were fitted to all of it. The same input gives the same
file.
"""

import argparse
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.logistic import Model, expected_f1, fit, probability
from align.mining import PASSES, Candidates, Judged, Miner, linked
from align.sentence_features import FEATURES, RANKED_FEATURES, margins

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
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--only", choices=["mining", "documents"])
    parser.add_argument("-o", "--output", type=Path, default=Path("align/coverage_weights.json"))
    options = parser.parse_args()
    stored = json.loads(options.output.read_text("utf-8")) if options.output.exists() else {}
    models = stored.get("models", {})
    if options.only != "documents":
        models |= train_mining(options.bench / "mining")
    stored = {
        "provenance": "bench/train_coverage.py; mining: dev-cn and dev-tw, whole and sampled; "
        "documents: the topics folder (NTREX-128 news, CC BY-SA 4.0). Logistic regression, "
        f"L2 {L2} on standardised features.",
        "models": dict(sorted(models.items())),
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
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if line]
    return [row[0] for row in rows], [row[1] for row in rows]


def train_mining(folder: Path) -> dict[str, dict[str, float]]:
    sets = list(mining_sets(folder))
    miners = [Miner(data.zh, data.en) for data in sets]
    models: dict[str, dict[str, float]] = {}
    for name in PASSES:
        found = [miner.candidates() for miner in miners]
        right = [gold_labels(data, c.zh, c.en) for data, c in zip(sets, found, strict=True)]
        folds = [data.folds[c.zh] for data, c in zip(sets, found, strict=True)]
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
            judged = Judged(c.zh, c.en, one, probability(two))
            report_mining(data, c, judged)
            miner.learn(judged)
    return models


def gold_labels(data: Mine, i: NDArray[np.int32], j: NDArray[np.int32]) -> NDArray[np.bool_]:
    width = len(data.en)
    gold = np.array(sorted(a * width + b for a, b in data.gold), np.int64)
    return np.isin(i.astype(np.int64) * width + j, gold)


def cross_fitted(
    rows: list[NDArray[np.float32]],
    right: list[NDArray[np.bool_]],
    folds: list[NDArray[np.int64]],
    weights: list[NDArray[np.float64]],
    features: tuple[str, ...],
) -> tuple[list[NDArray[np.float64]], Model]:
    """Logits of each set by the models of the other folds, and the model of all folds."""
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
        train = chosen & (fold != k)
        model = fit(x[train], y[train], features, l2=L2, weights=weight[train])
        logits[fold == k] = model.logits(x[fold == k])
    whole = fit(x[chosen], y[chosen], features, l2=L2, weights=weight[chosen])
    ends = np.cumsum([len(part) for part in rows])[:-1]
    return list(np.split(logits, ends)), whole


def report_mining(data: Mine, found: Candidates, judged: Judged) -> None:
    kept = np.array(linked(judged, np.arange(len(judged.zh))), np.int64)
    chance = judged.probability[kept]
    right = gold_labels(data, judged.zh[kept], judged.en[kept])
    recall = gold_labels(data, found.zh, found.en).sum() / len(data.gold)
    n = expected_f1(chance, float(chance.sum()))
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


if __name__ == "__main__":
    sys.exit(main())
