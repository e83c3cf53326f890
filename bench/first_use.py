"""What the first use costs, and what starting costs ever after.

    python bench/first_use.py [--times 3]

Prints CPU and wall seconds of commands in processes of their own (the least of several, of the
first line one run), and how large the environment and a fresh cache are. With other processes at
work CPU seconds grow too, by up to two times.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
COVERAGE = ROOT / "examples" / "coverage"
COMMAND = "from align.cli import main; main()"
SHORT = (COVERAGE / "zh" / "n20-0319-07.txt", COVERAGE / "en" / "2207.txt")
GLOSSARY = "zh\ten\n务实外交\tpragmatic diplomacy\n"
MEGABYTE = 1_000_000


def main() -> None:
    """Print a line per command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        glossary = folder / "glossary.tsv"
        glossary.write_text(GLOSSARY, "utf-8")
        run = ["run", str(COVERAGE), "-o"]
        shown("run, empty cache", [taken(cache, *run, str(folder / "1"))])
        size = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
        shown(
            "run, another folder, as after an upgrade that changes no kernel and no table",
            [taken(cache, *run, str(folder / f"{k}")) for k in range(2, 2 + times)],
        )
        for label, command in (
            ("align pair, short", ["align", "pair", *map(str, SHORT)]),
            ("glossary lookup", ["glossary", "lookup", "务实外交", "-g", str(glossary)]),
            ("--help", ["--help"]),
        ):
            taken(cache, *command)  # builds what only this command needs
            shown(label, [taken(cache, *command) for _ in range(times)])
        print(f"{size / MEGABYTE:8.0f} MB in the cache behind the first run")
    site = Path(sys.prefix) / "lib"
    size = sum(p.stat().st_size for p in site.rglob("*") if p.is_file() and not p.is_symlink())
    print(f"{size / MEGABYTE:8.0f} MB in the environment, what develops and tests included")


def taken(cache: Path, *arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of a command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        check=True, capture_output=True, env={**os.environ, "DUIZHAO_CACHE": str(cache)},
    )  # fmt: skip
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def shown(label: str, runs: Sequence[tuple[float, float]]) -> None:
    """A line: the least CPU and wall seconds."""
    cpu, wall = (min(values) for values in zip(*runs, strict=True))
    print(f"{cpu:8.2f} CPU s {wall:8.2f} s  {label}", flush=True)


if __name__ == "__main__":
    main()
