"""`align batch` over many short document pairs: CPU and memory as they become more.

    python bench/batch_growth.py BENCH 1000 10000 100000 --jobs 2
    python bench/batch_growth.py BENCH 4000 --blocks 6000000 1500000

Made pairs of 6 to 18 sentences (`made_coverage.py`: the full reports of an event and their
translations), a file for each side. Each size is a process of its own; caches and machine code must
be there (`duizhao doctor`). `--blocks` says how many beads are the same as in one collection, where
the pairs are aligned in blocks of so many bytes.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from made_coverage import made_translations
from run_growth import taken

from align.entry import main as duizhao
from align.file_pairs.alignment import align_sides
from align.file_pairs.folders import blocks
from align.guidance.sides import Convention, pairs_by_stem, read_sides
from align.options import Guidance
from corpus.model import Bead


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="or, of --once, a folder with zh/ and en/")
    parser.add_argument("counts", type=int, nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--blocks", type=int, nargs="*", default=[])
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measured(options.bench, options.jobs)))
        return
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder)
            for name in ("zh", "en"):
                (made / name).mkdir()
            for number, pair in enumerate(islice(made_translations(options.bench), count)):
                for name, text in zip(("zh", "en"), pair, strict=True):
                    (made / name / f"{number:06}.txt").write_text(text, encoding="utf-8")
            if options.blocks:
                compared(made, options.blocks)
                continue
            command = [sys.executable, __file__, folder, "--once", "--jobs", str(options.jobs)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found = json.loads(done.stdout.splitlines()[-1])
        parts = ", ".join(f"{name} {value}" for name, value in found.items())
        print(f"{count} pairs, --jobs {options.jobs}: {parts}", flush=True)


def compared(made: Path, sizes: list[int]) -> None:
    """Print how alike the beads of blocks and of the whole collection are."""
    sides = [
        read_sides(*paths, None, Convention())
        for paths in pairs_by_stem(made / "zh", made / "en")[0]
    ]
    weights = [sum(side.path.stat().st_size for side in both) for both in sides]

    def beads(most: int) -> set[tuple[Path, Bead]]:
        found = set()
        for part in blocks(weights, most):
            for each in align_sides(sides[part.start : part.stop], Guidance())[0]:
                found |= {(each.left.path, replace(bead, score=0.0)) for bead in each.beads}
        return found

    whole = beads(sum(weights))
    for size in sizes:
        same = 2 * len(whole & (cut := beads(size))) / (len(whole) + len(cut))
        print(f"{len(sides)} pairs, {sum(weights)} bytes, blocks of {size}: {same:.4f} alike")


def measured(made: Path, jobs: int) -> dict[str, object]:
    """What `align batch` takes, and a digest of its bead files."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        sides = [str(made / "zh"), str(made / "en")]
        sys.argv = ["duizhao", "align", "batch", *sides, "-o", out, "--jobs", str(jobs)]
        with suppress(SystemExit):
            duizhao()
        digest = hashlib.sha256()
        for path in sorted(Path(out).iterdir()):
            digest.update(path.read_bytes())
    return taken(start, digest.hexdigest())


if __name__ == "__main__":
    main()
