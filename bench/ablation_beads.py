"""What each kind of evidence is worth to the bead model: cross-validation without it.

    python bench/ablation_beads.py FOLDER

FOLDER holds mac-dev, mag and aca. For every row the weights of both passes are trained anew, as
bench/train_beads.py does, and strict F1 and loss per gold bead are of texts that were held out: the
loss (negative log probability of the gold) is far less noisy than F1, lower is better.
"""

import argparse
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from train_beads import WEIGHT, Trained, collections, cross_validate, prepare

from align.beads.lattice.feature_kernels import FEATURES
from align.weights.stored import bead_weights
from glossary.lexicon import evidence as lexicon
from glossary.lexicon.evidence import Mixture

GROUPS = {
    "lexical log-likelihood ratios and clauses": ("lemmas", "words", "clause"),
    "lexical log-likelihood ratios of whole beads": ("lemmas", "words"),
    "English given Chinese": ("lemmas",),
    "Chinese words given English": ("words",),
    "clauses across borders": ("clause",),
    "length": ("length:",),
    "marks at the end": ("ends:",),
    "counts of marks": ("count of",),
    "quotation": ("opens:", "closes:", "quotes:", "inside"),
    "lengths of nulls and merges": ("null:", "merged length", "short bead"),
}
"""Features by what their names begin with."""

TABLES = ("words", "synonyms", "lattice", "characters")


def features(group: str) -> list[str]:
    """The features of a group."""
    return [name for name in FEATURES if name.startswith(GROUPS[group])]


def both_passes(folder: Path, without: Collection[str] = ()) -> tuple[Trained, Trained]:
    """Both passes, cross-validated without some features."""
    data, made = collections(folder)
    weights = bead_weights("dictionary", FEATURES)
    first = cross_validate(data, prepare(data, made, weights, None), weights, without=without)
    second = prepare(data, made, first.weights, first.paths)
    return first, cross_validate(data, second, first.weights, without=without)


def show(name: str, trained: Trained) -> None:
    """One row."""
    cells = (f"{score.f1:.4f} {loss:.4f}" for score, loss in trained.scores.values())
    print(f"{name:36} {'   '.join(cells)}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print(f"{'':36} {'   '.join(f'{corpus:13}' for corpus in WEIGHT)}")
    print(f"{'without':36} {'   '.join(['F1     loss  '] * len(WEIGHT))}")
    first, second = both_passes(folder)
    show("(nothing)", second)
    show("what the run teaches (first pass)", first)
    for group in GROUPS:
        show(group, both_passes(folder, features(group))[1])
    mixtures = {name: getattr(lexicon, name) for name in ("LEMMAS", "WORDS", "CHARACTERS")}
    for table in TABLES:
        for name, mixture in mixtures.items():
            changed: Mixture = replace(mixture, **{table: 0.0})
            setattr(lexicon, name, changed)
        show(f"the dictionary's {table}", both_passes(folder)[1])
        for name, mixture in mixtures.items():
            setattr(lexicon, name, mixture)


if __name__ == "__main__":
    main()
