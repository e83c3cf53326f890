"""Train the weights of the bead model and write align/weights/beads.json.

    python bench/train_beads.py FOLDER [--write]

FOLDER holds mac-dev, mag and aca (src/, tgt/, gold/). Prints cross-validated strict F1 and
held-out loss per gold bead: mac-dev by file in three folds, mag and aca each held out whole.
With --write the weights trained on all of it are stored with their provenance.
"""

import argparse
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from align_data import Text, load
from training import Example, example, loss_of, train

from align.beads.collection import BeadPath, PairCollection
from align.beads.lattice.feature_kernels import FEATURES, PairView
from align.beads.lattice.search_kernels import decode, posteriors, score_edges
from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import Score, score_beads
from align.options import MIN_SCORE
from align.weights.stored import bead_weights
from corpus.kernels.arrays import Doubles

WEIGHT = {"mac-dev": 1.0, "mag": 0.5, "aca": 0.5}
L2 = 20.0
Key = tuple[str, int]  # corpus, number of the document pair


@dataclass(frozen=True)
class Trained:
    """What one stage came to.

    Attributes:
        weights: trained on everything.
        paths: of each document pair, by weights that it did not train.
        scores: by corpus, strict F1 and held-out loss per gold bead.
    """

    weights: Doubles
    paths: dict[Key, BeadPath]
    scores: dict[str, tuple[Score, float]]


def collections(folder: Path) -> tuple[dict[str, list[Text]], dict[str, PairCollection]]:
    """The corpora, and each as a collection."""
    data = {corpus: load(folder, corpus) for corpus in WEIGHT}
    return data, {c: PairCollection([(t.zh, t.en) for t in texts]) for c, texts in data.items()}


@dataclass(frozen=True)
class Prepared:
    """The document pairs of one pass, ready for training and search.

    Attributes:
        views: all that features are computed from.
        examples: the edges worth training on.
    """

    views: dict[Key, PairView]
    examples: dict[Key, Example]


def prepare(
    data: dict[str, list[Text]],
    made: dict[str, PairCollection],
    first: Doubles,
    before: dict[Key, BeadPath] | None,
) -> Prepared:
    """The pairs as the dictionary's pass sees them, or after `before` as the learnt one does."""
    views: dict[Key, PairView] = {}
    examples: dict[Key, Example] = {}
    for corpus, collection in made.items():
        by = collection.first_pass()
        if before is not None:
            by = collection.second_pass(by, [before[corpus, k] for k in range(len(data[corpus]))])
        for k, pair in enumerate(collection.pairs):
            (section,) = pair.sections
            view = collection.view(by, k, section, collection.band(by, k, section))
            views[corpus, k] = view
            examples[corpus, k] = example(view, data[corpus][k].gold, first, WEIGHT[corpus])
    return Prepared(views, examples)


def cross_validate(
    data: dict[str, list[Text]],
    prepared: Prepared,
    first: Doubles,
    l2: float = L2,
    without: Collection[str] = (),
) -> Trained:
    """Train with each fold held out, and then on everything.

    Args:
        data: the corpora.
        prepared: one pass over them.
        first: weights to start from.
        l2: strength of the penalty.
        without: features that are left out.
    """
    kept = np.array([name not in without for name in FEATURES], np.float64)
    examples = prepared.examples
    if without:
        examples = {
            k: replace(e, rows=e.rows * kept.astype(np.float32)) for k, e in examples.items()
        }
    keys = sorted(examples)
    held_out = [[("mac-dev", k) for k in (f, f + 3)] for f in range(3)]
    held_out += [[key for key in keys if key[0] == c] for c in ("mag", "aca")]
    losses = dict.fromkeys(WEIGHT, 0.0)
    counts = {corpus: np.zeros(3, np.int64) for corpus in WEIGHT}
    paths: dict[Key, BeadPath] = {}
    for fold in held_out:
        weights = train([examples[k] for k in keys if k not in fold], first * kept, l2)
        for key in fold:
            losses[key[0]] += loss_of(examples[key], weights)[0]
            view = prepared.views[key]
            _, p = posteriors(view.lows, view.highs, score_edges(view, weights))
            paths[key] = BeadPath(*decode(view.lows, view.highs, p))
            score = _score(paths[key], data[key[0]][key[1]])
            counts[key[0]] += (score.right, score.proposed, score.gold)
    scores = {c: (Score(*map(int, n)), losses[c] / int(n[2])) for c, n in counts.items()}
    return Trained(train([examples[k] for k in keys], first * kept, l2), paths, scores)


def _score(path: BeadPath, text: Text) -> Score:
    mine = [FileBead(tuple(range(i, i + m)), tuple(range(j, j + n))) for i, m, j, n in path.rows]
    return score_beads(mine, [FileBead(b.zh, b.en) for b in text.gold])


def reliability(paths: Sequence[BeadPath], texts: Sequence[Text]) -> str:
    """What the default threshold of a memory keeps of unseen beads, and the calibration error."""
    judged = [
        (float(score), (tuple(range(i, i + m)), tuple(range(j, j + n))) in gold)
        for path, text in zip(paths, texts, strict=True)
        for gold in [{(bead.zh, bead.en) for bead in text.gold}]
        for (i, m, j, n), score in zip(path.rows.tolist(), path.scores, strict=True)
        if m and n
    ]
    right = [is_right for score, is_right in judged if score >= MIN_SCORE]
    error = 0.0
    for low, high in pairwise((0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)):
        band = [(score, is_right) for score, is_right in judged if low <= score < high]
        error += abs(sum(score - is_right for score, is_right in band)) / len(judged)
    gold_beads = sum(len(text.gold) for text in texts)
    return (
        f"score >= {MIN_SCORE}: P {sum(right) / len(right):.3f}, "
        f"{sum(right) / gold_beads:.3f} of the gold kept; expected calibration error {error:.3f}"
    )


def main() -> None:
    """Cross-validate both passes; store what all the data teach."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--l2", type=float, default=L2)
    args = parser.parse_args()
    data, made = collections(args.folder)
    stored: dict[str, dict[str, float]] = {}
    summary = {}
    first, before = bead_weights("dictionary", FEATURES), None
    for stage in ("dictionary", "learnt"):
        prepared = prepare(data, made, first, before)
        trained = cross_validate(data, prepared, first, args.l2)
        for corpus, (score, loss) in trained.scores.items():
            print(
                f"{stage:10} {corpus:8} P {score.precision:.4f} R {score.recall:.4f} "
                f"F1 {score.f1:.4f}  loss {loss:.4f}",
                flush=True,
            )
            summary[f"{stage} {corpus}"] = {"F1": round(score.f1, 4), "loss": round(loss, 4)}
        for corpus, texts in data.items():
            own = [trained.paths[corpus, k] for k in range(len(texts))]
            print(f"{stage:10} {corpus:8} {reliability(own, texts)}", flush=True)
        first, before = trained.weights, trained.paths
        stored[stage] = {name: round(float(w), 4) for name, w in zip(FEATURES, first, strict=True)}
    if args.write:
        provenance = {
            "made by": "bench/train_beads.py",
            "objective": "conditional likelihood of gold alignments, quadratic penalty",
            "data": "mac-dev (weight 1), mag, aca (weight 0.5 each)",
            "penalty": args.l2,
            "cross-validated": summary,
        }
        target = Path(__file__).parent.parent / "align" / "weights" / "beads.json"
        target.write_text(
            json.dumps({"provenance": provenance, **stored}, ensure_ascii=False, indent=1) + "\n",
            "utf-8",
        )


if __name__ == "__main__":
    main()
