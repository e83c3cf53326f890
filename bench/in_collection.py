"""Each pair in its collection against the same pair alone: strict F1, crossings, torn beads.

    python bench/in_collection.py BENCH

BENCH holds align/ (mac-dev, mag, aca: each a collection, and all three together), topics/ (articles
and their translations, whose gold is one to one), and open/statutes.tsv.xz, of which forty runs of
thirty articles make documents. In a collection the beads are found as `duizhao run` finds them
(`align.beads.reordered.align_in_any_order`), alone as `duizhao align pair` does. No text has moved
parts, so every crossing is an error; a bead whose sentences are not adjacent is one anywhere.
Of the articles and statutes only the pairs that differ are printed.
"""

import argparse
import csv
import lzma
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from align_data import Text, load
from news import read_articles

from align.beads.collection import align_documents
from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from align.documents.translations import correspondences
from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import score_beads
from corpus.model import Bead
from glossary.lexicon.evidence import gather_evidence

_DOCUMENTS, _ARTICLES = 40, 30


def statutes(path: Path) -> list[Text]:
    """Runs of articles, spread over the table."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row[:2] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    texts = []
    for k in range(_DOCUMENTS):
        first = k * (len(rows) // _DOCUMENTS)
        zh, en = zip(*rows[first : first + _ARTICLES], strict=True)
        gold = [Bead((i,), (i,)) for i in range(_ARTICLES)]
        texts.append(Text(f"{k:02}", list(zh), list(en), gold))
    return texts


def articles(folder: Path) -> list[Text]:
    """Articles and their translations."""
    return [
        Text(
            f"{k:02}", list(article.mainland), list(article.english),
            [Bead((i,), (i,)) for i in range(len(article.english))],
        )
        for k, article in enumerate(read_articles(folder))
    ]  # fmt: skip


def orders(texts: Sequence[Text]) -> list[tuple[int, ...]]:
    """In which order the survey of a run would have each English text."""
    zh, en = [text.zh for text in texts], [text.en for text in texts]
    evidence = gather_evidence([s for text in zh for s in text], [s for text in en for s in text])
    found = correspondences(evidence, zh, en, [(k, k) for k in range(len(texts))])
    return [found[k, k].en_order if (k, k) in found else () for k in range(len(texts))]


def f1(text: Text, beads: Sequence[Bead]) -> float:
    """Strict F1."""
    gold = [FileBead(bead.zh, bead.en) for bead in text.gold]
    return score_beads([FileBead(bead.zh, bead.en) for bead in beads], gold).f1


def faults(beads: Sequence[Bead]) -> tuple[int, int]:
    """How often beads cross the one before, and how many hold sentences that are not adjacent."""
    both = sorted((bead for bead in beads if bead.zh and bead.en), key=lambda bead: bead.zh)
    crossings = sum(a.en > b.en for a, b in pairwise(both))
    torn = sum(
        side[-1] - side[0] >= len(side) for bead in beads for side in (bead.zh, bead.en) if side
    )
    return crossings, torn


def main() -> None:
    """Print a line for each pair."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", type=Path)
    folder = parser.parse_args().bench
    collections = {c: load(folder / "align", c) for c in ("mac-dev", "mag", "aca")}
    collections["together"] = [text for texts in collections.values() for text in texts]
    collections["articles"] = articles(folder / "topics")
    collections["statutes"] = statutes(folder / "open" / "statutes.tsv.xz")
    print("pair             alone   in its collection   difference   crossings   torn beads")
    for name, texts in collections.items():
        pairs = [TextPair(text.zh, text.en) for text in texts]
        differences = []
        found = align_in_any_order(pairs, orders(texts))
        for text, beads in zip(texts, found, strict=True):
            (alone,) = align_documents([TextPair(text.zh, text.en)])
            one, other = f1(text, alone), f1(text, beads)
            differences.append(other - one)
            crossings, torn = faults(beads)
            if name not in {"articles", "statutes"} or other != one or crossings or torn:
                print(
                    f"{name:11} {text.name:4} {one:.3f} {other:19.3f} {other - one:+12.3f} "
                    f"{crossings:11} {torn:12}",
                    flush=True,
                )
        print(
            f"{name}: {len(texts)} pairs, mean difference {sum(differences) / len(texts):+.4f}, "
            f"least {min(differences):+.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
