"""What each kind of evidence is worth to mining, cross-validated (`mining.py --ablation`).

The passes are run with everything; the models of the last one are then fitted anew without some of
the features, in the same folds, and judge the same candidates. Less would be lost where the
candidates and what was learnt had to do without that evidence, too.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from cross_fitting import cross_fitted
from train_mining import Mine, gold_labels, mining_sets, network_logits, outcome

from align.mining.features import FEATURES, MARGINS, margins
from align.mining.miner import CLOSER_FEATURES, PASSES, Candidates, Miner, Scored
from corpus.kernels.arrays import Doubles, Floats

Rows = list[Floats]
Logits = list[Doubles]

LEFT_OUT: dict[str, Callable[[str], bool]] = {
    "nothing": lambda _: False,
    "English words given Chinese": lambda name: name.startswith(("lemmas:", "links")),
    "Chinese words given English": lambda name: name.startswith(("words:", "links")),
    "Chinese characters given English": lambda name: name.startswith("characters:"),
    "what is unsaid (gaps, misses)": lambda name: any(
        word in name for word in ("unmatched", "gap", "miss", "unsaid", "end", "unlinked")
    ),
    "length": lambda name: name.startswith("length:"),
    "numbers": lambda name: name.startswith("numbers:"),
    "marks": lambda name: name.startswith("marks:"),
    "negation": lambda name: name.startswith("negation"),
}


def ablation(folder: Path) -> None:
    """Print a line per kind of evidence that is left out."""
    sets = [data for data in mining_sets(folder) if "/" not in data.name]
    miners = [Miner(data.zh, data.en) for data in sets]
    for name in PASSES:
        found = [miner.candidates() for miner in miners]
        judged, closer = fitted(sets, miners, found, LEFT_OUT["nothing"])
        if name == PASSES[0]:
            report(sets, "the second pass", closer)
            for miner, result in zip(miners, judged, strict=True):
                miner.learn(result)
    report(sets, "the closer look", judged)
    for title, left_out in LEFT_OUT.items():
        report(sets, title, fitted(sets, miners, found, left_out)[1])


def fitted(
    sets: list[Mine],
    miners: list[Miner],
    found: list[Candidates],
    left_out: Callable[[str], bool],
) -> tuple[list[Scored], list[Scored]]:
    """Judgements by models without some features: before the closer look, and after it."""
    right = [gold_labels(data, c.zh, c.en) for data, c in zip(sets, found, strict=True)]
    folds = [np.stack([data.folds[c.zh]] * 2, axis=1) for data, c in zip(sets, found, strict=True)]
    weights = [np.ones(len(c.zh)) for c in found]
    kept = [k for k, name in enumerate(FEATURES) if not left_out(name)]
    names = tuple(FEATURES[k] for k in kept)
    rows = [c.rows[:, kept] for c in found]
    first, _ = cross_fitted(rows, right, folds, weights, names)
    ranked = [
        np.concatenate([margins(logits, c.zh, c.en), row], axis=1)
        for logits, c, row in zip(first, found, rows, strict=True)
    ]
    second, _ = cross_fitted(ranked, right, folds, weights, (*MARGINS, *names))
    before = [Scored(c.zh, c.en, a, b) for c, a, b in zip(found, first, second, strict=True)]
    kept = [k for k, name in enumerate(CLOSER_FEATURES) if not left_out(name)]
    looks = [
        miner.closer(c, judged) for miner, c, judged in zip(miners, found, before, strict=True)
    ]
    closer = network_logits(
        [rows[:, kept] for _, rows in looks],
        [labels[some] for labels, (some, _) in zip(right, looks, strict=True)],
        [fold[some, 0] for fold, (some, _) in zip(folds, looks, strict=True)],
    )
    after = []
    for judged, (some, _), logits in zip(before, looks, closer, strict=True):
        last = judged.ranked.copy()
        last[some] = logits
        after.append(Scored(judged.zh, judged.en, judged.alone, last))
    return before, after


def report(sets: list[Mine], title: str, judged: list[Scored]) -> None:
    """F1 at the tool's own threshold, and recall at a precision, of each set."""
    found = [outcome(data, result) for data, result in zip(sets, judged, strict=True)]
    print(
        f"without {title:34} "
        + "  ".join(f"F1 {one.f1:.3f} R@P.95 {one.recall_at[0.95]:.3f}" for one in found),
        flush=True,
    )
