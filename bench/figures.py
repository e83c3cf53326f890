"""How often the figures of sentences that translate each other are taken to contradict.

    python bench/figures.py BENCH [--show CORPUS]

BENCH holds align/, topics/, terms/tico and open/. Of each corpus: gold beads; those with comparable
figures on both sides; those that contradict, which would be kept out of a memory though they are
right; and the same for each Chinese side with the English side of the bead before, which is wrong.
--show prints the right ones that contradict (development data: never copy them into the project).
"""

import argparse
import csv
import lzma
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from align_data import load
from news import read_articles

from align.evidence.figure_kernels import Figures, contradictions
from align.evidence.figures import figures
from corpus.kernels.arrays import Flags
from corpus.model import Language

Pairs = list[tuple[str, str]]


def corpora(bench: Path) -> Iterator[tuple[str, Pairs]]:
    """The gold sentence pairs of each corpus."""
    for name in ("mac-dev", "mag", "aca", "bible"):
        yield (
            name,
            [
                ("".join(text.zh[i] for i in bead.zh), " ".join(text.en[j] for j in bead.en))
                for text in load(bench / "align", name)
                for bead in text.gold
                if bead.zh and bead.en
            ],
        )
    articles = read_articles(bench / "topics")
    for script in ("mainland", "taiwan"):
        own: Pairs = []
        for article in articles:
            own += zip(getattr(article, script), article.english, strict=True)
        yield f"news, {script}", own
    with (bench / "terms/tico/corpus.tsv").open(encoding="utf-8", newline="") as file:
        yield "tico", rows(file)
    with lzma.open(bench / "open/statutes.tsv.xz", "rt", encoding="utf-8", newline="") as file:
        yield "statutes", rows(file)[::12]
    with lzma.open(bench / "open/tatoeba.txt.xz", "rt", encoding="utf-8", newline="") as file:
        yield "tatoeba", [(zh, en) for en, zh in rows(file)]


def rows(lines: Iterator[str]) -> Pairs:
    """The first two columns of a table, without the line of names."""
    table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row[0], row[1]) for row in table if len(row) > 1][1:]


def stating(stated: Figures) -> Flags:
    """Which sentences state a comparable figure."""
    before = np.concatenate([[0], np.cumsum(stated.comparable)])
    return np.asarray(before[stated.starts[1:]] > before[stated.starts[:-1]], np.bool_)


def main() -> None:
    """Print a row per corpus."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--show", metavar="CORPUS")
    args = parser.parse_args()
    csv.field_size_limit(10**9)
    print("corpus            beads   with figures   contradict   neighbours   contradict")
    for name, pairs in corpora(args.bench):
        zh = figures([pair[0] for pair in pairs], Language.ZH)
        en = figures([pair[1] for pair in pairs], Language.EN)
        own = np.arange(len(pairs))
        other, one = np.roll(own, 1), np.ones_like(own)
        found = []
        for column in (own, other):
            both = stating(zh) & stating(en)[column]
            found += [both, contradictions(zh, en, np.stack([own, one, column, one], axis=1))]
        counts = [int(flags.sum()) for flags in found]
        print(
            f"{name:16} {len(pairs):6} {counts[0]:14} {counts[1]:12} {counts[2]:12} "
            f"{counts[3]:6} {counts[3] / counts[2]:.2f}",
            flush=True,
        )
        for k in np.flatnonzero(found[1]) if args.show == name else ():
            print(*pairs[k], sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
