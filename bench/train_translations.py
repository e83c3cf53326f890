"""The model of `align.documents.alignments`, cross-validated by text (`train_coverage.py`)."""

from collections import Counter
from pathlib import Path

import numpy as np
from cross_fitting import FOLDS
from passages import Facing, facing

from align.documents.alignments import FIT_FEATURES, evidence_to_align, fit_rows
from align.documents.translations import ALIGNED_ENOUGH
from align.weights.logistic import fit, probability
from corpus.kernels.arrays import Doubles

L2 = 3.0
LITERARY = 0.5
"""Weight of passages of novels: their free translations are hard, and rarely a user's."""
HALF = 6.0
"""Weight of pairs of one event that share no sentence: they are what must not be mistaken."""
SIZES = (1, 400)
"""Pairs in one collection: alone, every word looks rare; among many, what is common does not."""


def train_translations(bench: Path) -> dict[str, dict[str, float]]:
    """The model to store; prints how many of each kind are recognised by one that saw none."""
    cases = facing(bench)
    rows = np.concatenate([case_rows(cases, size) for size in SIZES])
    cases = cases * len(SIZES)
    right = np.array([case.right for case in cases])
    fold = np.array([case.fold for case in cases])
    weight = np.array([_weight(case) for case in cases]) / len(SIZES)
    logits = np.empty(len(cases))
    for k in range(FOLDS):
        seen = fold != k
        model = fit(rows[seen], right[seen], FIT_FEATURES, l2=L2, weights=weight[seen])
        logits[~seen] = model.logits(rows[~seen])
    enough = probability(logits) >= ALIGNED_ENOUGH
    total = Counter(case.kind for case in cases)
    called = Counter(case.kind for case, said in zip(cases, enough, strict=True) if said)
    print(
        f"passages called translations at {ALIGNED_ENOUGH}, cross-validated by text, "
        "alone and among many"
    )
    for kind, count in sorted(total.items()):
        print(f"  {kind:44} {called[kind]} of {count}")
    return {"translation": fit(rows, right, FIT_FEATURES, l2=L2, weights=weight).stored()}


def case_rows(cases: list[Facing], size: int) -> Doubles:
    """The features of each case, `size` in one collection."""
    parts = []
    for at in range(0, len(cases), size):
        some = cases[at : at + size]
        zh, en = [case.zh for case in some], [case.en for case in some]
        parts.append(
            fit_rows(evidence_to_align(zh, en), zh, en, [(k, k) for k in range(len(some))])
        )
    return np.concatenate(parts)


def _weight(case: Facing) -> float:
    if "mac-dev" in case.kind:
        return LITERARY
    return HALF if case.kind.startswith(("the other half", "same event")) else 1.0
