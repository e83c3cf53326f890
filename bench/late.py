"""What one late document costs, exactly and with ``--approximate``, by stage.

    python bench/late.py MADE.jsonl                     the last document comes late
    python bench/late.py MADE.jsonl --late 20           the last twenty

MADE.jsonl is a collection by `made_coverage`. Each run is a process of its own; tables and machine
code must be there (`duizhao doctor`). CPU seconds, of all processes; below them, how many of the
document pairs that the exact run has of late documents the approximate one found, too.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from align.options import Options
from align.outputs.run_record import RUN
from align.project.project_tables import load_relations
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT

Pairs = dict[tuple[str, str], str]


def main() -> None:
    """Print a line per stage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("made", type=Path)
    parser.add_argument("--late", type=int, default=1, help="documents")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--once", nargs=2, metavar=("OUT", "APPROXIMATE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        once(options.made, Path(options.once[0]), options.jobs, options.once[1] == "yes")
        return
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    lines = options.made.read_text("utf-8").splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        early, late = folder / "early.jsonl", folder / "late.jsonl"
        early.write_text("".join(lines[: -options.late]), "utf-8")
        late.write_text("".join(lines[-options.late :]), "utf-8")
        taken = {"fresh": measured(early, folder / "exact", options.jobs, approximate=False)}
        before = pairs(folder / "exact")
        shutil.copytree(folder / "exact", folder / "approximate")
        for kind in ("exact", "approximate"):
            taken[kind] = measured(late, folder / kind, options.jobs, kind == "approximate")
        show(taken)
        compare(before, pairs(folder / "exact"), pairs(folder / "approximate"))


def once(made: Path, out: Path, count: int, approximate: bool) -> None:
    """One run."""
    from align.cluster import jobs_of
    from align.run import run_project

    with jobs_of(count, "") as jobs:
        run_project([made], out, Options(approximate=approximate), jobs=jobs)


def measured(made: Path, out: Path, count: int, approximate: bool) -> dict[str, float]:
    """CPU seconds of each stage of a run, and of all of it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = [str(out), "yes" if approximate else "no"]
    command = [sys.executable, __file__, str(made), "--jobs", str(count), "--once", *told]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    stages = json.loads((out / RUN).read_bytes())["stages"]
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**{name: stage["cpu_seconds"] for name, stage in stages.items()}, "whole run": whole}


def show(taken: dict[str, dict[str, float]]) -> None:
    """A table: of each stage the fresh run's seconds, then the others', with their share."""
    print(f"{'CPU s':16}{'fresh':>9}{'exact':>9}{'share':>7}{'approximate':>13}{'share':>7}")
    for name, fresh in taken["fresh"].items():
        row = f"{name:16}{fresh:9.2f}"
        for kind, width in (("exact", 9), ("approximate", 13)):
            seconds = taken[kind].get(name, 0.0)
            row += f"{seconds:{width}.2f}{seconds / max(fresh, 0.01):7.1%}"
        print(row)


def pairs(out: Path) -> Pairs:
    """The kind of each document pair of a project."""
    with Store(out / PROJECT, must_exist=True) as store:
        found, _ = load_relations(store.connection)
    return {(pair.zh, pair.en): pair.kind for pair in found}


def compare(before: Pairs, exact: Pairs, approximate: Pairs) -> None:
    """What of the relations is as in the exact run."""
    new = exact.keys() - before.keys()
    found = approximate.keys() - before.keys()
    alike = sum(approximate[pair] == exact[pair] for pair in new & found)
    old = exact.keys() & approximate.keys() & before.keys()
    print(f"{len(new)} new pairs, {len(found)} approximately; of the same kind in both: {alike}")
    print(f"of {len(before)} old pairs {len(old)} stand in both")


if __name__ == "__main__":
    main()
