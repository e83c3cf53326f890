"""Train and judge `glossary.extraction.termhood`: would a terminologist keep a pair?

    python bench/termhood.py FOLDER [-o glossary/extraction/termhood.json]

FOLDER holds a folder per kind of text with a project's ``corpus.sqlite``, or ``corpus.tmx`` or
``corpus.tsv``; ``bench/termhood_labels.tsv`` has the labels. Printed are the agreement of the
annotators, and for each kind, by a model that was learnt without it:

kept     share of the listed pairs (``likely``) that a terminologist keeps; the labels were drawn by
         bands of rank, so each stands for as many pairs as its band has for one label
first    the same of the 100 that come first
recall   share of the labelled pairs to keep that are listed
rows     pairs that are listed

then the calibration over all kinds, and how often the category is that of an annotator. The weights
that are written were fitted to all kinds but `NEVER`.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from align.documents.coverage import stored_coverage
from align.documents.topic_labels import unlabelled
from align.options import MIN_PROBABILITY
from align.project import project_tables
from align.project.findings import coverage_groups, sentence_pairs
from align.weights.logistic import Model, fit
from corpus.kernels.arrays import Doubles, Flags
from corpus.model import Kind
from corpus.store.project_file import Store
from glossary.analysis.categories import category
from glossary.entries import ConceptEntry, Status, TermPair, probable
from glossary.extraction.extract import found_pairs
from glossary.extraction.found_pair import FoundPair, logistic
from glossary.extraction.termhood import EVIDENCE, evidence, with_termhood
from glossary.wordforms.normal import normal_en, normal_zh
from tmx.conversion.reading import read_pairs

NEVER = ("hkma",)
"""Kinds that no weight is learnt from: what they show is what to expect elsewhere."""
L2 = 10.0
"""Of 1, 10, 30 and 100, what predicted the kinds left out best."""
BANDS = (100, 500, 2000, 10**9)
LABELS = Path(__file__).with_name("termhood_labels.tsv")


class Label(NamedTuple):
    """What two annotators said of a pair."""

    kind: str
    rank: int
    of: int
    pair: tuple[str, str]
    verdicts: tuple[str, str]
    categories: tuple[str, str]

    @property
    def keep(self) -> float:
        """Share of the annotators who keep it."""
        return self.verdicts.count("k") / 2

    @property
    def band(self) -> int:
        """The band of its rank."""
        return next(number for number, last in enumerate(BANDS) if self.rank <= last)


class Text(NamedTuple):
    """What was found in one kind of text, and the labels of it.

    Attributes:
        found: all pairs.
        rows: evidence of each.
        labels: of the pairs at `places`.
        places: the place of each labelled pair.
        weights: how many pairs a label stands for.
    """

    found: list[FoundPair]
    rows: Doubles
    labels: list[Label]
    places: list[int]
    weights: Doubles


def labels() -> list[Label]:
    """All labels, in their order."""
    found = []
    for line in LABELS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, rank, of, zh, en, one, first, other, second = line.split("\t")
            pair = normal_zh(zh), normal_en(en)
            found.append(Label(kind, int(rank), int(of), pair, (one, other), (first, second)))
    return found


def extracted(folder: Path) -> list[FoundPair]:
    """What extraction finds in a kind of text, before it is judged."""
    if not (folder / "corpus.sqlite").exists():
        return found_pairs(list(read_pairs(next(folder.glob("corpus.t*")))), [])
    with Store(folder / "corpus.sqlite", must_exist=True) as store:
        coverage = stored_coverage(store)
        related, topics = project_tables.load_relations(store.connection)
        topics = unlabelled(topics)
        beads = {
            key: value
            for kind in Kind
            for key, value in project_tables.load_beads(store.connection, kind).items()
        }
    parallel = [
        pair
        for pair in sentence_pairs(coverage, related, topics, beads)
        if pair.kind is Kind.PARALLEL
    ]
    return found_pairs(parallel, coverage_groups(coverage, related, topics))


def text_of(folder: Path, given: list[Label]) -> Text:
    """A kind of text with its labels; those whose pair is not found any more are left out."""
    found = extracted(folder)
    place: dict[tuple[str, str], int] = {}
    for number, pair in enumerate(found):
        key = pair.zh, pair.en
        if key not in place or found[place[key]].probability < pair.probability:
            place[key] = number
    known = [label for label in given if label.pair in place]
    print(f"{folder.name}: {len(found):,} pairs, {len(known)} of {len(given)} labels", flush=True)
    counts = Counter(label.band for label in given)
    starts = (0, *BANDS)
    sizes = [min(BANDS[n], given[0].of) - starts[n] for n in range(len(BANDS))]
    weights = np.array([sizes[label.band] / counts[label.band] for label in known])
    return Text(found, evidence(found), known, [place[label.pair] for label in known], weights)


def fitted(texts: list[Text]) -> Model:
    """The model of these texts; a label on which the annotators differ counts half for each."""
    rows = np.concatenate([text.rows[text.places] for text in texts])
    keep = np.array([label.keep for text in texts for label in text.labels])
    right = np.repeat([True, False], len(rows))
    return fit(
        np.concatenate([rows, rows]), right, EVIDENCE, l2=L2, weights=np.append(keep, 1 - keep)
    )


def agreement(given: list[Label]) -> None:
    """Print how far the annotators agree."""
    verdicts = np.array([label.verdicts for label in given])
    kept = verdicts == "k"
    same = (kept[:, 0] == kept[:, 1]).mean()
    chance = kept.mean(0).prod() + (1 - kept.mean(0)).prod()
    categories = np.mean([len(set(label.categories)) == 1 for label in given])
    print(
        f"{len(given)} pairs: the same verdict {(verdicts[:, 0] == verdicts[:, 1]).mean():.3f}, "
        f"keep or not {same:.3f} (kappa {(same - chance) / (1 - chance):.2f}), "
        f"category {categories:.3f}"
    )


def judged_row(name: str, text: Text, model: Model) -> tuple[str, Doubles]:
    """The line of a kind of text, and the probabilities of its labelled pairs."""
    found = with_termhood(text.found, weights=model.stored())
    chances = np.array([pair.termhood for pair in found])
    strength = np.array([pair.strength for pair in found])
    entries = [
        ConceptEntry(
            str(place),
            (
                TermPair(
                    pair.zh,
                    pair.en,
                    score=logistic(pair.strength),
                    probability=pair.probability,
                    status=pair.status,
                    termhood=pair.termhood,
                ),
            ),
        )
        for place, pair in enumerate(found)
        if pair.status is Status.CANDIDATE
    ]
    listed = np.zeros(len(found), bool)
    listed[[int(entry.id) for entry in probable(entries, MIN_PROBABILITY, "likely")]] = True
    order = np.argsort(np.where(listed, -strength, np.inf), kind="stable")[:100]
    first = np.zeros(len(found), bool)
    first[order] = listed[order]
    keep = np.array([label.keep for label in text.labels])

    def kept(chosen: Flags) -> float:
        return float(np.average(keep, weights=text.weights * chosen)) if chosen.any() else 0.0

    at = listed[text.places]
    recall = keep[at].sum() / keep.sum()
    row = f"| {name} | {kept(first[text.places]):.2f} | {kept(at):.2f} | {recall:.2f} "
    return f"{row}| {listed.sum():,} | {len(found):,} |", chances[text.places]


def calibration(chances: Doubles, keep: Doubles) -> None:
    """Print the expected calibration error and the bands of probability."""
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        band = (chances >= low) & (chances < low + 0.1 + (low > 0.85))
        if band.any():
            error += abs(keep[band].sum() - chances[band].sum()) / len(chances)
            print(f"| {low:.1f}–{low + 0.1:.1f} | {band.sum()} | {keep[band].mean():.2f} |")
    print(f"expected calibration error {error:.3f}")


def categories(texts: list[Text]) -> None:
    """Print how often a category is that of an annotator, of the pairs that have one."""
    right: dict[bool, list[bool]] = defaultdict(list)
    for text in texts:
        for label, place in zip(text.labels, text.places, strict=True):
            if label.categories != ("-", "-"):
                pair = text.found[place]
                told = category(
                    pair.zh, pair.en, pair.zh_surfaces[0], pair.en_surface, is_name=pair.is_name
                )
                right[label.keep > 0.5].append(told in label.categories)
    everything = [*right[True], *right[False]]
    kept, of_all = np.mean(right[True]), np.mean(everything)
    print(f"category: right for {kept:.3f} of the pairs to keep, {of_all:.3f} of all")


def main() -> None:
    """Train, print the figures, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    given: dict[str, list[Label]] = defaultdict(list)
    for label in labels():
        given[label.kind].append(label)
    agreement([label for own in given.values() for label in own])
    texts = {
        kind: text_of(options.folder / kind, own)
        for kind, own in given.items()
        if (options.folder / kind).is_dir()
    }
    print("| left out | first 100 kept | kept | recall | rows | of |\n|---|---|---|---|---|---|")
    chances, keep = [], []
    for kind, text in texts.items():
        others = [other for name, other in texts.items() if name != kind and name not in NEVER]
        row, own = judged_row(kind, text, fitted(others))
        print(row, flush=True)
        chances.append(own)
        keep.append(np.array([label.keep for label in text.labels]))
    calibration(np.concatenate(chances), np.concatenate(keep))
    categories(list(texts.values()))
    if options.output:
        model = fitted([text for name, text in texts.items() if name not in NEVER])
        learnt = sorted(set(texts) - set(NEVER))
        about = f"bench/termhood.py, {LABELS.name}: {', '.join(learnt)}; L2 {L2:g}"
        stored = {"provenance": about, "weights": model.stored()}
        written = json.dumps(stored, indent=1, ensure_ascii=False)
        options.output.write_text(f"{written}\n", "utf-8")


if __name__ == "__main__":
    main()
