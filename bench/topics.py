"""Document pairs and topics on the development data, with the trained weights.

    python bench/topics.py BENCH         BENCH holds `topics/` and `score_topics.py`

The weights were fitted to these sets: what decides is the cross-validation that
`bench/train_coverage.py` prints, and data that are not here. Here: the scorer's own figures, time
and memory, set by set.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from align.documents import paired, survey
from align.topics import topics_of

PAIRS = ("half-cn", "halfb-cn", "half-tw", "gap-cn")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    for name in (*PAIRS, "clusters"):
        folder = bench / "topics" / name
        zh, en = read(folder)
        start = time.perf_counter()
        coverage = survey(zh, en)
        if name in PAIRS:
            rows = [(pair.zh, pair.en) for pair in paired(coverage)]
            gold = [folder / "events.tsv", folder / "gold.tsv"]
        else:
            found = topics_of(coverage, zh, en)
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


def read(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The documents' lines by file name, Chinese and English."""
    zh: dict[str, list[str]] = {}
    en: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*/*.txt")):
        sentences = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in "".join(sentences)) > 20
        (zh if chinese else en)[path.name] = sentences
    return zh, en


if __name__ == "__main__":
    main()
