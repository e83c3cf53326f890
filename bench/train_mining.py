"""The mining models: sets with gold, cross-validation, figures (`train_coverage.py`)."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cross_fitting import FOLDS, cross_fitted
from numpy.typing import NDArray

from align.logistic import expected_f1
from align.mining import LEAST, PASSES, Candidates, Judged, Miner, linked
from align.sentence_features import FEATURES, RANKED_FEATURES, margins

HALVED = 4
"""Share of a set whose pairs are cut in half to teach what a half translation is."""


@dataclass(frozen=True)
class Mine:
    """One set of sentences with its gold, or a sample of one."""

    name: str
    zh: list[str]
    en: list[str]
    gold: frozenset[tuple[int, int]]
    folds: NDArray[np.int64]
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
        yield halved(sampled(path.name, zh, en, gold, HALVED))


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
    """The same with every other pair cut: one side says half of it, which is no translation."""
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
    return Mine(name, zh, en, frozenset(gold), data.folds, 1.0)


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
