"""Mined sentence pairs on the development data, with the trained weights.

    python bench/mining.py BENCH         BENCH holds `mining/` and `score_mining.py`
    python bench/mining.py BENCH --encoder use      with sentence vectors (duizhao[vectors])
    python bench/mining.py BENCH --ablation

The weights were fitted to these sets: what decides is the cross-validation that
`bench/train_coverage.py` and `bench/train_use.py` print, and data that are not here. Here: the
scorer's own figures at the tool's threshold, at that of a memory, and over the uncut list; time and
memory. With ``--ablation`` cross-validated figures without one kind of evidence or another.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ablation_mining import ablation

from align.mining.miner import mine
from align.options import COMPARABLE_MIN_SCORE, COMPARABLE_MIN_SCORE_WITH_VECTORS
from align.vectors.universal import UniversalEncoder


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--encoder", choices=["use"])
    options = parser.parse_args()
    encoder = UniversalEncoder() if options.encoder else None  # without what the cache holds
    sure = COMPARABLE_MIN_SCORE_WITH_VECTORS if encoder else COMPARABLE_MIN_SCORE
    bench = options.bench
    if options.ablation:
        ablation(bench / "mining")
        return
    for folder in sorted((bench / "mining").iterdir()):
        zh, en = read(folder / "zh-en.zh"), read(folder / "zh-en.en")
        for threshold in (None, sure, 0.0):
            start = time.process_time()
            texts = [row[1] for row in zh], [row[1] for row in en]
            found = mine(*texts, threshold=threshold, encoder=encoder)
            seconds = time.process_time() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as system:
                system.writelines(f"{zh[i][0]}\t{en[j][0]}\t{p:.6f}\n" for i, j, p in found)
                system.flush()
                scored = subprocess.run(
                    [sys.executable, bench / "score_mining.py", folder / "zh-en.gold", system.name]
                    + ["--sweep"] * (threshold == 0.0),
                    check=True, capture_output=True, text=True,
                )  # fmt: skip
            print(
                f"{folder.name}, threshold {'its own' if threshold is None else threshold}: "
                f"{len(zh)} x {len(en)}, {seconds:.1f} CPU s, peak {memory:.2f} GB"
            )
            print("  " + scored.stdout.rstrip().replace("\n", "\n  "))


def read(path: Path) -> list[list[str]]:
    """Id and sentence of each line."""
    return [line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if line]


if __name__ == "__main__":
    main()
