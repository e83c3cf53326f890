"""Recall and rank-1 of extracted glossaries: python bench/terms.py FOLDER [NAME ...].

FOLDER holds a folder per set with ``corpus.tmx`` (or ``corpus.tsv``: zh, en) and
``gold.dev.tsv`` (``#id zh en pairs …``, pairs as ``zh=en:count`` joined by ``|``). Each row is run
in a process of its own: CPU seconds and peak memory are of the whole process, start included.

recall@k  gold concepts of which a pair is among the first k rows; rank 1: of the gold terms found,
          those whose first English is a gold rendering (a lower bound).
"""

import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from corpus.conversion import to_simplified
from corpus.model import SentencePair
from glossary.extract import Order, extract_from_pairs
from tmx import pairs

CUTS = (500, 1000, 2000, 5000)
Pair = tuple[str, str]


def normal(zh: str, en: str) -> Pair:
    """Both terms as the gold has them: letters and digits, no plural endings, no articles."""
    zh = to_simplified(unicodedata.normalize("NFKC", zh).lower())
    plain = re.sub(r"['’]s\b", "", unicodedata.normalize("NFKC", en).lower())
    words = [_singular(word) for word in re.findall(r"[^\W_]+", plain)]
    while words and words[0] in ("the", "a", "an", "to"):
        del words[0]
    return "".join(filter(str.isalnum, zh)), " ".join(words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def sentence_pairs(folder: Path) -> list[SentencePair]:
    """The parallel sentences of a set."""
    if (folder / "corpus.tmx").exists():
        return list(pairs(folder / "corpus.tmx"))
    lines = (folder / "corpus.tsv").read_text("utf-8").splitlines()
    return [SentencePair(zh, en) for zh, en, *_ in (line.split("\t") for line in lines)]


def gold_concepts(path: Path) -> list[set[Pair]]:
    """The gold renderings of each concept."""
    concepts = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")[3].split("|")
            found = (cell.rpartition(":")[0].partition("=") for cell in cells)
            concepts.append({(zh, en) for zh, _, en in found})
    return concepts


def figures(rows: Iterable[Pair], gold: list[set[Pair]]) -> list[float]:
    """Recall at each cut and over all, then rank 1 from Chinese to English."""
    rank: dict[Pair, int] = {}
    first: dict[str, str] = {}
    for zh, en in rows:
        pair = normal(zh, en)
        rank.setdefault(pair, len(rank))
        first.setdefault(*pair)
    best = [min((rank[pair] for pair in concept if pair in rank), default=None) for concept in gold]
    recall = [sum(b is not None and b < cut for b in best) / len(gold) for cut in CUTS]
    renderings: dict[str, set[str]] = {}
    for concept in gold:
        for zh, en in concept:
            renderings.setdefault(zh, set()).add(en)
    covered = [zh for zh in renderings if zh in first]
    right = sum(first[zh] in renderings[zh] for zh in covered)
    return [*recall, sum(b is not None for b in best) / len(gold), right / max(1, len(covered))]


def row(folder: Path, order: Order) -> str:
    """One line of the table."""
    units = sentence_pairs(folder)
    entries = extract_from_pairs(units, order=order)
    seconds = time.process_time()
    terms = sorted((pair for entry in entries for pair in entry.pairs), key=lambda p: -p.score)
    found = figures([(pair.zh, pair.en) for pair in terms], gold_concepts(folder / "gold.dev.tsv"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cells = " | ".join(f"{value:.3f}" for value in found)
    head = f"| {folder.name} | {order} | {len(units):,} | {len(terms):,}"
    return f"{head} | {cells} | {seconds:.1f} | {peak} |"


def main() -> None:
    """Print the table, or, called with an order, one row."""
    folder = Path(sys.argv[1])
    if len(sys.argv) == 4 and sys.argv[2] in ("termlike", "frequent"):
        print(row(folder / sys.argv[3], "frequent" if sys.argv[2] == "frequent" else "termlike"))
        return
    cuts = " | ".join(f"@{cut}" for cut in CUTS)
    print(f"| set | order | pairs | terms | {cuts} | all | rank 1 | CPU s | MB |")
    print("|---" * (len(CUTS) + 8) + "|", flush=True)
    names = sys.argv[2:] or sorted(
        p.parent.name for p in folder.glob("*/gold.dev.tsv") if any(p.parent.glob("corpus.t*"))
    )
    for name in names:
        for order in ("termlike", "frequent"):
            command = [sys.executable, __file__, str(folder), order, name]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
