"""A whole run over a made collection by one, two and more workers: time, memory, and the bytes.

    python bench/run_growth.py BENCH 2000 --jobs 1 2
    python bench/run_growth.py BENCH 2000 --jobs 2 --cluster tcp://127.0.0.1:8786

Each run is a process of its own; caches and machine code must be there (`duizhao doctor`). On a
busy machine only CPU seconds and the digest say anything.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_coverage import made_coverage

from align.cluster import jobs_of
from align.run import run_project
from corpus.support.uncollected import seldom_collected


def main() -> None:
    """Print a line per run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="or a collection that was made")
    parser.add_argument("count", type=int)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--cluster", default="", help="one more run, by its workers")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measured(options.bench, options.jobs[0], options.cluster)))
        return
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        with made.open("w", encoding="utf-8") as out:
            out.writelines(
                f"{each.row()}\n" for each in made_coverage(options.bench, options.count)
            )
        runs = [[str(count)] for count in options.jobs]
        if options.cluster:
            runs.append(["1", "--cluster", options.cluster])
        for run in runs:
            command = [sys.executable, __file__, str(made), "0", "--once", "--jobs", *run]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found = json.loads(done.stdout.splitlines()[-1])
            parts = ", ".join(f"{name} {value}" for name, value in found.items())
            print(f"{options.count} documents, --jobs {' '.join(run)}: {parts}", flush=True)


def measured(made: Path, count: int, cluster: str) -> dict[str, object]:
    """What one run takes, and a digest of the outputs that hold no times."""
    seldom_collected()  # as the command does
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        with jobs_of(count, cluster) as jobs:
            run_project([made], out, jobs=jobs)
        digest = hashlib.sha256()
        for path in sorted(out.rglob("*")):
            if path.is_file() and path.name not in ("run.json", "corpus.sqlite"):
                digest.update(path.name.encode() + path.read_bytes())
    return taken(start, digest.hexdigest())


def taken(start: float, digest: str) -> dict[str, object]:
    """What this process and its workers, which have ended, took since `start`."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall s": round(time.perf_counter() - start, 1),
        "CPU s here": round(time.process_time(), 1),
        "CPU s of workers": round(workers.ru_utime + workers.ru_stime, 1),
        "peak MB here": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "peak MB of a worker": workers.ru_maxrss >> 10,
        "bytes": digest[:16],
    }


if __name__ == "__main__":
    main()
