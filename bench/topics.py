"""Document pairs and topics on the development data: figures, timings, what each evidence is worth.

    python bench/topics.py BENCH         BENCH holds `topics/` and `score_topics.py`

Four tables. With the weights that ship, which were fitted to these sets: the scorer's own figures,
time and memory; that nothing broke. Then what decides: the same way through the command with
weights that never saw the events (`unseen.py`), and how many pairs are wrong where most documents
have no counterpart. Last, cross-validated, the figures of models that must do without some
evidence.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from news import read_news
from train_events import Compared, compare, figures, strangers_paired, train
from unseen import unseen

from align.documents.events.comparisons import CROSS_FEATURES, WITHIN_FEATURES
from align.documents.events.links import COMPANY_FEATURES
from align.documents.events.partners import PARTNER_FEATURES
from align.documents.grouping import MERGE_FEATURES
from align.documents.pairing import paired, survey
from align.documents.topics import topics_of

PAIRS = ("half-cn", "halfb-cn", "half-tw", "gap-cn")


def _evidence(*parts: str) -> frozenset[str]:
    names = {*CROSS_FEATURES, *WITHIN_FEATURES, *MERGE_FEATURES, *PARTNER_FEATURES}
    return frozenset(name for name in names if any(part in name for part in parts))


EVIDENCE = {
    "(nothing)": frozenset[str](),
    "English given Chinese": _evidence("lemmas: "),
    "Chinese words given English": _evidence("words: "),
    "Chinese characters given English": _evidence("characters: "),
    "rarity in the language at large": _evidence("at large"),
    "names": _evidence("best name"),
    "same language: words translated": _evidence("translated"),
    "same language: pairs of characters, lemmas": _evidence("pieces"),
    "lengths, number of rivals": _evidence("length: ", "rivals"),
    "company of a pair": frozenset(COMPANY_FEATURES) - {"logit", "zh-zh", "en-en"},
    "company in the collection": _evidence("accompanied"),
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    for name in (*PAIRS, "clusters"):
        command(bench, name)
    sets = compare(bench / "topics")
    print("weights that never saw the events: P / R / F1 of pairs by event; of topics, B-cubed")
    found = unseen(sets)
    for kind, row in found.figures.items():
        pairs, topics = (" / ".join(f"{x:.3f}" for x in part) for part in (row[:3], row[3:]))
        print(f"  {kind:32} {pairs}    {topics}", flush=True)
    print("where most documents have no counterpart:")
    for kind, (proposed, false, recall, said) in found.sparse.items():
        print(
            f"  {kind:32} {proposed} pairs proposed, {false:.3f} of them wrong (said to be right: "
            f"{said:.3f}); {recall:.3f} of the documents with a counterpart got it"
        )
    ablation(sets)


def command(bench: Path, name: str) -> None:
    """The scorer's figures of one set, with the weights that ship."""
    folder = bench / "topics" / name
    data = read_news(folder)
    zh, en = (
        dict(zip(data.zh_names, data.zh, strict=True)),
        dict(zip(data.en_names, data.en, strict=True)),
    )
    start = time.perf_counter()
    coverage = survey(zh, en)
    if name in PAIRS:
        rows = [(pair.zh, pair.en) for pair in paired(coverage)]
        gold = [folder / "events.tsv", folder / "gold.tsv"]
    else:
        found = topics_of(coverage)
        rows = [(key, str(topic.number)) for topic in found for key in topic.documents]
        gold = [Path("--topics"), folder / "events.tsv"]
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as system:
        system.writelines("\t".join(row) + "\n" for row in rows)
        system.flush()
        scored = subprocess.run(
            [sys.executable, bench / "score_topics.py", *gold, system.name],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    print(f"{name}: {len(zh)} zh, {len(en)} en, {seconds:.1f} s, peak {memory:.2f} GB")
    print("  " + scored.stdout.rstrip().replace("\n", "\n  "))


def ablation(sets: list[Compared]) -> None:
    """A row per group of evidence: F1, cross-validated; sets as given and cut anew alike."""
    columns = ("half", "gap", "clusters")
    print(
        "cross-validated without:", " " * 25, "pairs: half, gap  topics: clusters  strangers paired"
    )
    for name, without in EVIDENCE.items():
        trained = train(sets, without)
        rows = figures(sets, trained)
        means = [
            np.mean([row[5 if column == "clusters" else 2]
                     for kind, row in rows.items() if kind.startswith(column)])
            for column in columns
        ]  # fmt: skip
        proposed, documents = strangers_paired(sets, trained)
        values = "  ".join(f"{mean:.3f}" for mean in means)
        print(f"  {name:46} {values}  {proposed} of {documents}", flush=True)


if __name__ == "__main__":
    main()
