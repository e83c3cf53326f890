"""Machine translations as evidence: which metric tells beads apart, and what they add.

    python bench/pivot.py FOLDER

FOLDER holds mac-dev, mag and aca (src/, tgt/, gold/); mag and aca also mt/, translations of src.

First table: sacrebleu's sentence metrics on gold beads against their neighbours, all beads that
begin and end within two sentences of a gold one. AUC is the probability that a gold bead has the
higher value than another. Second table: strict F1 without and with the translations, by weights
that neither mag nor aca taught (trained here on what is left).
"""

import argparse
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
from align_data import Text, lines, load
from sacrebleu.metrics import BLEU, CHRF
from scipy.stats import rankdata
from train_beads import L2, WEIGHT
from training import example, train

from align.beads.collection import BeadPath, PairCollection, Pass
from align.beads.lattice.feature_kernels import FEATURES, TYPES
from align.beads.text_pair import TextPair
from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import score_beads
from align.vectors.pivot import Pivot
from align.weights.stored import bead_weights
from corpus.kernels.arrays import Doubles, Flags, Longs
from corpus.model import Language

CORPORA = ("mag", "aca")
REACH = 2
SHARE = 8  # every eighth neighbour is enough

Values = Doubles


def bleu(order: int) -> BLEU:
    """Sentence BLEU of Chinese words and longer stretches."""
    return BLEU(tokenize="zh", effective_order=True, max_ngram_order=order)


METRICS = {
    "chrF2 (sacrebleu's default)": CHRF(),
    "chrF1": CHRF(beta=1),
    "chrF1, 2 characters": CHRF(beta=1, char_order=2),
    "BLEU": bleu(4),
    "BLEU-1": bleu(1),
    "BLEU-2": bleu(2),
}


def neighbours(text: Text) -> tuple[Longs, Flags]:
    """Gold beads and beads round them as rows (zh, count, en, count), and which are gold."""
    gold = {(b.zh[0], len(b.zh), b.en[0], len(b.en)) for b in text.gold if b.zh and b.en}
    found = set()
    for i, m, j, n in gold:
        for i1 in range(max(0, i - REACH), i + REACH + 1):
            for j1 in range(max(0, j - REACH), j + REACH + 1):
                for p, q in TYPES:
                    near = abs(i1 + p - i - m) <= REACH and abs(j1 + q - j - n) <= REACH
                    if p and q and near and i1 + p <= len(text.zh) and j1 + q <= len(text.en):
                        found.add((i1, p, j1, q))
    rows = [*sorted(gold), *sorted(found - gold)[::SHARE]]
    return np.array(rows, np.int64), np.arange(len(rows)) < len(gold)


def by_metric(metric: BLEU | CHRF, text: Text, mt: list[str], rows: Longs) -> Values:
    """Values of the joined sentences, as sacrebleu itself computes them."""
    return np.array(
        [
            metric.sentence_score(" ".join(mt[j : j + n]), [" ".join(text.zh[i : i + m])]).score
            for i, m, j, n in rows.tolist()
        ]
    )


def auc(values: Values, right: Flags) -> float:
    """Area under the ROC curve."""
    ones = int(right.sum())
    ranks = float(rankdata(values)[right].sum())
    return (ranks - ones * (ones + 1) / 2) / (ones * (len(right) - ones))


def separation(texts: dict[str, Text], translations: dict[str, list[str]]) -> None:
    """Print how well each metric tells gold beads from their neighbours."""
    print(f"{'AUC':28} {'   '.join(f'{c}   us' for c in CORPORA)}")
    judged = {corpus: neighbours(text) for corpus, text in texts.items()}

    def row(name: str, values: Callable[[str, Longs], Values]) -> None:
        cells = []
        for corpus in CORPORA:
            rows, right = judged[corpus]
            start = time.process_time()
            found = values(corpus, rows)
            each = (time.process_time() - start) / len(rows)
            cells.append(f"{auc(found, right):.3f} {each * 1e6:4.0f}")
        print(f"{name:27} {'   '.join(cells)}", flush=True)

    def mean(corpus: str, rows: Longs) -> Values:
        both = (METRICS["chrF2 (sacrebleu's default)"], METRICS["BLEU"])
        first, second = (
            by_metric(metric, texts[corpus], translations[corpus], rows) for metric in both
        )
        return first + second

    def single(metric: BLEU | CHRF) -> Callable[[str, Longs], Values]:
        return lambda c, rows: by_metric(metric, texts[c], translations[c], rows)

    for name, metric in METRICS.items():
        row(name, single(metric))
    row("mean of chrF2 and BLEU", mean)
    pivots = {c: Pivot(translations[c], texts[c].zh, Language.ZH) for c in CORPORA}
    row("align.pivot (BLEU-2)", lambda c, rows: pivots[c].similarities(rows))


def held_out(
    folder: Path, corpus: str, files: Collection[int] | None = None
) -> tuple[Doubles, Doubles]:
    """Weights of both passes that `corpus`, or these files of it, did not teach."""
    data = {c: load(folder, c) for c in WEIGHT if c != corpus or files is not None}
    made = {c: PairCollection([TextPair(t.zh, t.en) for t in texts]) for c, texts in data.items()}
    passes = {c: collection.first_pass() for c, collection in made.items()}
    found = []
    weights = bead_weights("dictionary", FEATURES)
    for stage in ("dictionary", "learnt"):
        examples = []
        for c, collection in made.items():
            for k, pair in enumerate(collection.pairs):
                if c == corpus and k in (files or ()):
                    continue
                (section,) = pair.sections
                view = collection.view(
                    passes[c], k, section, collection.band(passes[c], k, section)
                )
                examples.append(example(view, data[c][k].gold, weights, WEIGHT[c]))
        weights = train(examples, weights, L2)
        found.append(weights)
        if stage == "dictionary":
            for c, collection in made.items():
                first = replace(passes[c], weights=weights)
                passes[c] = collection.second_pass(first, collection.align(first))
    return found[0], found[1]


def aligned(text: Text, pivot: Pivot | None, weights: tuple[Values, Values]) -> BeadPath:
    """One corpus aligned by given weights."""
    similarities = [("pivot", pivot)] if pivot else []
    collection = PairCollection([TextPair(text.zh, text.en, similarities=similarities)])
    first: Pass = replace(collection.first_pass(), weights=weights[0])
    second = collection.second_pass(first, collection.align(first))
    return collection.align(replace(second, weights=weights[1]))[0]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    texts = {corpus: load(folder, corpus)[0] for corpus in CORPORA}
    translations = {
        corpus: lines(folder / corpus / "mt" / f"{text.name}.trans")
        for corpus, text in texts.items()
    }
    separation(texts, translations)
    print("\nstrict F1   without   with translations")
    for corpus, text in texts.items():
        weights = held_out(folder, corpus)
        gold = [FileBead(bead.zh, bead.en) for bead in text.gold]
        pivot = Pivot(translations[corpus], text.zh, Language.ZH)
        scores = []
        for evidence in (None, pivot):
            beads = aligned(text, evidence, weights).beads()
            scores.append(score_beads([FileBead(b.zh, b.en) for b in beads], gold).f1)
        print(f"{corpus:11} {scores[0]:.4f}    {scores[1]:.4f}", flush=True)


if __name__ == "__main__":
    main()
