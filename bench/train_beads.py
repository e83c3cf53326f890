"""Train the weights of the bead model and write align/weights.json.

    python bench/train_beads.py FOLDER [--write]

FOLDER holds mac-dev, mag and aca (src/, tgt/, gold/). Prints cross-validated strict F1 and
held-out loss per gold bead: mac-dev by file in three folds, mag and aca each held out whole.
With --write the weights trained on all of it are stored with their provenance.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from align_data import Text, load

from align.band import search_band, band_along
from align.beads import _SECOND_MARGIN, _Collection, _Path, _weights
from align.features import FEATURES, PairView
from align.score import FileBead, Score, score_beads
from align.search import decode, posteriors, score_edges
from align.training import Example, example, loss_of, train

WEIGHT = {"mac-dev": 1.0, "mag": 0.5, "aca": 0.5}
L2 = 20.0


def main() -> None:
    """Cross-validate both passes; store what all the data teach."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--l2", type=float, default=L2)
    args = parser.parse_args()
    data = {corpus: load(args.folder, corpus) for corpus in WEIGHT}
    collections = {c: _Collection([(t.zh, t.en) for t in texts]) for c, texts in data.items()}
    stored: dict[str, dict[str, float]] = {}
    summary = {}
    paths: dict[str, list[_Path]] = {}
    first = _weights("dictionary")
    for stage in ("dictionary", "learnt"):
        views: dict[tuple[str, int], PairView] = {}
        examples: dict[tuple[str, int], Example] = {}
        for corpus, collection in collections.items():
            evidence = collection.evidence
            if stage == "learnt":
                evidence = evidence.learnt(list(collection.lessons(paths[corpus])))
            for k, pair in enumerate(collection.pairs):
                if stage == "dictionary":
                    band = search_band(evidence, pair.zh, pair.en)
                else:
                    rows = paths[corpus][k].rows[:, [0, 2]]
                    band = band_along(rows, len(pair.zh), len(pair.en), _SECOND_MARGIN)
                view = collection.view(evidence, pair, band)
                views[corpus, k] = view
                examples[corpus, k] = example(
                    view, data[corpus][k].gold, first, WEIGHT[corpus]
                )
        keys = sorted(examples)
        held_out = [[("mac-dev", k) for k in (f, f + 3)] for f in range(3)]
        held_out += [[key for key in keys if key[0] == c] for c in ("mag", "aca")]
        losses: dict[str, float] = {}
        found: dict[tuple[str, int], _Path] = {}
        for fold in held_out:
            weights = train([examples[k] for k in keys if k not in fold], first, args.l2)
            for key in fold:
                losses[key[0]] = losses.get(key[0], 0.0) + loss_of(examples[key], weights)[0]
                view = views[key]
                _, p = posteriors(view.lows, view.highs, score_edges(view, weights))
                found[key] = _Path(*decode(view.lows, view.highs, p))
        for corpus in WEIGHT:
            own = [k for k in keys if k[0] == corpus]
            score = _total([_score(found[k], data[corpus][k[1]]) for k in own])
            loss = losses[corpus] / sum(len(data[corpus][k[1]].gold) for k in own)
            print(
                f"{stage:10} {corpus:8} P {score.precision:.4f} R {score.recall:.4f} "
                f"F1 {score.f1:.4f}  loss {loss:.4f}", flush=True,
            )
            summary[f"{stage} {corpus}"] = {"F1": round(score.f1, 4), "loss": round(loss, 4)}
            paths[corpus] = [found[k] for k in own]
        first = train([examples[k] for k in keys], first, args.l2)
        stored[stage] = {name: round(float(w), 4) for name, w in zip(FEATURES, first, strict=True)}
    if args.write:
        provenance = {
            "made by": "bench/train_beads.py",
            "objective": "conditional likelihood of gold alignments, quadratic penalty",
            "data": "mac-dev (weight 1), mag, aca (weight 0.5 each)",
            "penalty": args.l2,
            "cross-validated": summary,
        }
        target = Path(__file__).parent.parent / "align" / "weights.json"
        target.write_text(
            json.dumps({"provenance": provenance, **stored}, ensure_ascii=False, indent=1) + "\n",
            "utf-8",
        )


def _score(path: _Path, text: Text) -> Score:
    mine = [
        FileBead(tuple(range(i, i + m)), tuple(range(j, j + n))) for i, m, j, n in path.rows
    ]
    return score_beads(mine, [FileBead(b.zh, b.en) for b in text.gold])


def _total(scores: list[Score]) -> Score:
    return Score(*np.sum([(s.right, s.proposed, s.gold) for s in scores], axis=0))


if __name__ == "__main__":
    main()
