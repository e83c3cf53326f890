"""Learn glossary/term_weights.json: python bench/term_weights.py FOLDER.

FOLDER holds ``corpus.tmx`` and ``gold.dev.tsv`` of tico-19's terminologies (CC0), the only data
that the weights may come from. Two logistic regressions over `glossary.termhood.FEATURES`:

score        gold pairs against the other candidates: is it a term
probability  the same, but only among candidates that have a gold term on one side: is the pair
             right; not weighted, so its value is a probability there (the gold does not list
             every right rendering, so it errs to the low side)

Prints both models' figures in two-fold cross-validation by Chinese term.
"""

import json
import re
import sys
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from glossary.candidates import Candidates, find_candidates
from glossary.normal import normal_en, normal_zh
from glossary.running_text import chinese_text, english_text
from glossary.termhood import FEATURES, features
from tmx import pairs

UNUSED = {
    # how long and how frequent tico's terms are is tico's taste; a dictionary's words are no terms
    # for being in it, but the pair of two words may be right for that
    "score": {"count", "once", "frequency", "length", "gloss", "word glosses", "listed"},
    "probability": {"length", "frequency"},
}
RIDGE = 0.01
"""Hand-set, strong: 123 right pairs are few. With all features in use, .0003 had up to five points
more of recall@500 in cross-validation on tico, and the same from 5000 on within two points."""
NEGATIVE_SHARE = 9.0
"""The negatives weigh nine times the positives: so scores spread between 0 and 1."""
NEGATIVES = 25_000  # sampled of those that share no term with the gold

Doubles = NDArray[np.float64]


def gold_pairs(path: Path) -> set[tuple[str, str]]:
    """The (zh, en) pairs of a gold file, in our normal forms."""
    found = set()
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            for pair in line.split("\t")[3].split("|"):
                zh, _, en = pair.rpartition(":")[0].partition("=")
                found.add((normal_zh(zh), normal_en(en)))
    return found


def fit(matrix: Doubles, right: Doubles, weights: Doubles) -> Doubles:
    """Weights and, last, the intercept of a ridge logistic regression."""

    def loss(values: Doubles) -> tuple[float, Doubles]:
        sign = 2 * right - 1
        margin = sign * (matrix @ values[:-1] + values[-1])
        slope = -sign / (1 + np.exp(np.clip(margin, -30, 30))) * weights
        total = (weights * np.logaddexp(0, -margin)).sum() + RIDGE * (values[:-1] ** 2).sum()
        gradient = np.append(matrix.T @ slope + 2 * RIDGE * values[:-1], slope.sum())
        return float(total), gradient

    start = np.zeros(matrix.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def labels(found: Candidates, gold: set[tuple[str, str]]) -> tuple[NDArray[np.bool_], ...]:
    """Which candidates are gold pairs; which have a gold term on one side."""
    zh = [normal_zh(term) for term in found.zh_terms]
    en = [normal_en(term) for term in found.en_terms]
    zh_gold, en_gold = {pair[0] for pair in gold}, {pair[1] for pair in gold}
    rows = list(zip(found.zh.tolist(), found.en.tolist(), strict=True))
    right = np.array([(zh[a], en[b]) in gold for a, b in rows])
    near = np.array([zh[a] in zh_gold or en[b] in en_gold for a, b in rows])
    return right, near


def lessons(
    name: str, right: NDArray[np.bool_], near: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], Doubles]:
    """The rows to learn from and their weights."""
    if name == "probability":
        rows = np.flatnonzero(near)
        return rows, np.full(len(rows), 1 / max(1, int(right.sum())))
    far = np.random.default_rng(0).permutation(np.flatnonzero(~near))[:NEGATIVES]
    negative = np.concatenate([np.flatnonzero(near & ~right), far])
    positive = np.flatnonzero(right)
    weights = [
        np.full(len(positive), 1 / len(positive)),
        np.full(len(negative), NEGATIVE_SHARE / len(negative)),
    ]
    return np.concatenate([positive, negative]), np.concatenate(weights)


def main(folder: Path) -> None:
    """Learn, print cross-validated figures, write the file."""
    units = sorted(pairs(folder / "corpus.tmx"), key=lambda pair: (pair.zh, pair.en))
    zh = chinese_text([pair.zh for pair in units])
    en = english_text([pair.en for pair in units])
    found = find_candidates(zh, en)
    matrix = features(zh, en, found).astype(np.float64)
    right, near = labels(found, gold_pairs(folder / "gold.dev.tsv"))
    means, scales = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    standard = np.clip((matrix - means) / scales, -4, 4).astype(np.float64)
    fold = np.array([zlib.crc32(term.encode()) % 2 for term in found.zh_terms])[found.zh]
    stored: dict[str, object] = {
        "provenance": f"bench/term_weights.py on tico-19 (CC0): {len(units)} units, "
        f"{len(found)} candidates, {int(right.sum())} gold pairs among them",
        "form": "feature: [weight, mean, scale]",
    }
    for name, unused in UNUSED.items():
        used = np.array([not any(f == u or f.endswith(f" {u}") for u in unused) for f in FEATURES])
        rows, weights = lessons(name, right, near)
        logits = np.zeros(len(matrix))
        for held_out in (0, 1):
            part = fold[rows] != held_out
            values = fit(
                standard[rows[part]][:, used], right[rows[part]].astype(np.float64), weights[part]
            )
            logits[fold == held_out] = (standard[:, used] @ values[:-1] + values[-1])[
                fold == held_out
            ]
        print(name, report(logits, right, near))
        values = fit(standard[rows][:, used], right[rows].astype(np.float64), weights)
        full = np.zeros(len(FEATURES))
        full[used] = values[:-1]
        stored[name] = {
            "intercept": round(float(values[-1]), 5),
            "weights": {
                f: [round(float(v), 5) for v in row]
                for f, *row in zip(FEATURES, full, means, scales, strict=True)
            },
        }
    path = Path(__file__).parent.parent / "glossary" / "term_weights.json"
    text = json.dumps(stored, indent=1)
    text = re.sub(r"\[\s+(\S+)\s+(\S+)\s+(\S+)\s+\]", r"[\1 \2 \3]", text)
    path.write_text(text + "\n", "utf-8")


def report(logits: Doubles, right: NDArray[np.bool_], near: NDArray[np.bool_]) -> str:
    """Mean predicted and actual share of right pairs by tenths of the near candidates."""
    p = 1 / (1 + np.exp(-logits[near]))
    order = np.argsort(p)
    tenths = np.array_split(order, 10)
    return " ".join(f"{p[t].mean():.2f}/{right[near][t].mean():.2f}" for t in tenths)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
