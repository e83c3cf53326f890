"""CPU seconds of each stage of a run, in processes of their own; the least of several.

    python bench/stages.py FOLDER [--times 3]

It asks the project file when a stage is finished, so it runs on any checkout: to see what a change
saves, run it in both, one after the other, with the same FOLDER.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from align.run import run_project
from corpus.store.project_file import Store


def main() -> None:
    """Print a line per stage, in the order of the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=3, help="after one that fills the caches")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(seconds(options.folder)))
        return
    runs = []
    for _ in range(max(1, options.times) + 1):
        command = [sys.executable, __file__, str(options.folder), "--once"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    for stage in runs[-1]:
        least = min(run[stage] for run in runs[1:])
        print(f"{stage:20} {least:6.2f}")
    print(f"{'all':20} {min(sum(run.values()) for run in runs[1:]):6.2f}")


def seconds(folder: Path) -> dict[str, float]:
    """CPU seconds from the end of the stage before to the end of each stage, reading included."""
    found: dict[str, float] = {}
    finish = Store.finish_stage
    before = time.process_time()

    def note(name: str) -> None:
        nonlocal before
        now = time.process_time()
        found[name] = now - before
        before = now

    def finished(store: Store, name: str, key: str) -> None:
        finish(store, name, key)
        note(name)

    with patch.object(Store, "finish_stage", finished), tempfile.TemporaryDirectory() as out:
        run_project([folder], Path(out))
    note("the rest")
    return found


if __name__ == "__main__":
    main()
