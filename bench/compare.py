"""Our aligner beside others, on the same sentences: strict F1, CPU seconds, memory.

    python bench/compare.py FOLDER [--only NAME …] [--corpora NAME …] [--labse FOLDER] > table.md

FOLDER holds mac-dev, mag, aca and bible (src/, tgt/, gold/; `bench/public_sets.py` says how to get
them). Each aligner that can be had here is installed into an environment of its own below
--environments (`bench/aligners.py` says from where); what cannot be had is named with its reason.
One process aligns all document pairs of a corpus, with one thread. Its user and system time and its
peak resident memory are taken when it ends, start-up, the loading of models and the encoding of
sentences included; what is made once on a machine (machine code, our tables of the dictionary) is
there from a run on a text of a dozen sentences before. Vectors that we keep are forgotten before
each run. Beads are scored as `duizhao align score` does, the Bible's by verse.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from align_data import CORPORA, load
from aligners import (
    ROOT,
    Aligner,
    Corpus,
    Installed,
    NotInstalledError,
    all_aligners,
    cache_of,
)
from gold_scores import strict

MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024
"""Kilobytes, or on macOS bytes, of `ru_maxrss` in a megabyte."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
PUBLISHED = {
    "MAC-Test": {
        "Gale-Church": 0.455,
        "hunalign": 0.607,
        "Bleualign": 0.676,
        "Bleurtalign": 0.792,
        "Vecalign, LaBSE": 0.873,
        "Bertalign, LaBSE": 0.909,
    },
    "Bible, 30,000 sentences": {
        "Gale-Church": 0.567,
        "hunalign": 0.818,
        "Vecalign, LaBSE": 0.957,
        "Bertalign, LaBSE": 0.973,
    },
}
SOURCE = "https://github.com/bfsujason/aligner-eval (read in November 2026)"
WARM_UP = (
    ("港口今天上午重新开放。", "The port reopened this morning."),
    ("第一艘船运来了两千吨大米。", "The first ship brought two thousand tonnes of rice."),
    ("工人们已经等了三天。", "The workers had been waiting for three days."),
    ("天气预报说风会变小。", "The forecast says that the wind will drop."),
    ("市长感谢了所有的志愿者。", "The mayor thanked all the volunteers."),
    ("他说：“我们做到了。”", "“We did it,” he said."),
    ("学校明天恢复上课。", "Schools will open again tomorrow."),
    ("桥还要修一个月。", "The bridge needs another month of repairs."),
    ("费用由省里承担。", "The province will bear the cost."),
    ("渔民担心今年的收成。", "The fishermen worry about this year's catch."),
    ("火车站的钟又走了。", "The station clock is running again."),
    ("晚上有一场音乐会。", "There will be a concert in the evening."),
)


@dataclass(frozen=True)
class Measured:
    """One process: its CPU seconds and its peak resident memory in MB."""

    cpu: float
    peak: float


@dataclass(frozen=True)
class Result:
    """An aligner on a corpus."""

    f1: float
    measured: Measured


@dataclass(frozen=True)
class Row:
    """An aligner with its version and, by corpus, its result or the reason why there is none."""

    name: str
    version: str
    settings: str
    results: Mapping[str, Result | str]


def measure(command: list[str], environment: Mapping[str, str], limit: float) -> Measured:
    """Run a command to its end.

    A process starts with the memory of the one that made it as its peak, so this one stays small.

    Args:
        command: the program and its arguments.
        environment: what it adds to this process's.
        limit: seconds after which it is ended.

    Raises:
        NotInstalledError: it failed or reached the limit.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        end = time.monotonic() + limit
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            if time.monotonic() > end:
                process.kill()
                process.wait()
                raise NotInstalledError(f"not done within {limit:,.0f} seconds")
            time.sleep(0.1)
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        said = log.read().decode("utf-8", "replace").strip().splitlines()
    if process.returncode:
        raise NotInstalledError(f"failed: {said[-1] if said else process.returncode}")
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)


def corpus_of(folder: Path, name: str) -> Corpus:
    """A corpus of the folder."""
    language = CORPORA[name]
    languages = ("zh", "en") if language == "zh" else ("en", "zh")
    at = folder / name
    return Corpus(name, at / "src", at / "tgt", at / "mt", languages)


def warm_up_corpus(folder: Path) -> Corpus:
    """A dozen sentences, and their English as the translations by machine."""
    for side in ("zh", "en", "mt"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    for side, text in zip(("zh", "en"), zip(*WARM_UP, strict=True), strict=True):
        (folder / side / "1").write_text("".join(f"{line}\n" for line in text), "utf-8")
    (folder / "mt" / "1.trans").write_bytes((folder / "en" / "1").read_bytes())
    return Corpus("warm-up", folder / "zh", folder / "en", folder / "mt", ("zh", "en"))


def run(
    aligner: Aligner, here: Installed, corpus: Corpus, out: Path, work: Path, limit: float
) -> Measured:
    """Align a corpus into a folder."""
    cache = cache_of(work)
    for kept in cache.glob("vectors.sqlite*"):
        kept.unlink()
    environment = dict.fromkeys(THREADS, "1")
    environment |= {"PYTHONPATH": str(ROOT), "DUIZHAO_CACHE": str(cache), "HF_HUB_OFFLINE": "1"}
    environment["NUMBA_CACHE_DIR"] = ""  # the code is in the cache, whatever else is set
    out.mkdir(parents=True, exist_ok=True)
    return measure(aligner.command(here, corpus, out), environment, limit)


def row(aligner: Aligner, folder: Path, corpora: list[str], work: Path, limit: float) -> Row:
    """An aligner on all corpora.

    Raises:
        NotInstalledError: it cannot be had here.
    """
    here = aligner.install(work)
    results: dict[str, Result | str] = {}
    with tempfile.TemporaryDirectory() as temporary:
        run(aligner, here, warm_up_corpus(work / "warm-up"), Path(temporary, "warm"), work, limit)
        for name in corpora:
            out = Path(temporary, name)
            try:
                measured = run(aligner, here, corpus_of(folder, name), out, work, limit)
            except NotInstalledError as error:
                results[name] = str(error)
                print(f"{aligner.name}, {name}: {error}", file=sys.stderr, flush=True)
                continue
            texts = load(folder, name)
            beads = {text.name: aligner.beads(out, text.name) for text in texts}
            results[name] = Result(strict(folder, name, beads, texts).f1, measured)
            print(f"{aligner.name}, {name}: {results[name]}", file=sys.stderr, flush=True)
    return Row(aligner.name, here.version, aligner.settings, results)


def table(rows: Iterable[Row], missing: Mapping[str, str], corpora: list[str]) -> str:
    """The tables in Markdown: F1, then seconds and megabytes; below them what is missing."""
    rows = list(rows)
    lines = ["Strict F1:", "", *_head("aligner", ["version", *corpora])]
    for each in rows:
        cells = [_figure(each.results[name], lambda r: _points(r.f1)) for name in corpora]
        lines.append(_line(each.name, [each.version, *cells]))
    held = _cross_validated()
    cells = [_points(held[name]) if name in held else "" for name in corpora]
    lines += [_line("duizhao, by weights that the texts did not teach", ["", *cells]), ""]
    lines += ["CPU seconds and peak memory in MB:", "", *_head("aligner", corpora)]
    for each in rows:
        cells = [
            _figure(each.results[n], lambda r: f"{r.measured.cpu:.1f} s, {r.measured.peak:,.0f} MB")
            for n in corpora
        ]
        lines.append(_line(each.name, cells))
    lines += ["", "The weights that ship were trained on mac-dev, mag and aca, not on bible.", ""]
    lines += [f"- {each.name}: {each.settings}." for each in rows]
    for each in rows:
        for name, result in each.results.items():
            if isinstance(result, str):
                lines.append(f"- {each.name} is not run on {name}: {result}.")
    lines += [f"- Not installed: {name}: {reason}." for name, reason in missing.items()]
    lines += ["", f"Published by others, on other texts ({SOURCE}):", ""]
    systems = list(dict.fromkeys(name for figures in PUBLISHED.values() for name in figures))
    lines += _head("aligner", PUBLISHED)
    for system in systems:
        cells = [_points(f[system]) if system in f else "" for f in PUBLISHED.values()]
        lines.append(_line(system, cells))
    return "\n".join(lines)


def _head(first: str, columns: Iterable[str]) -> list[str]:
    columns = list(columns)
    return [_line(first, columns), _line("---", ["---"] * len(columns))]


def _line(first: str, cells: Iterable[str]) -> str:
    return "| " + " | ".join((first, *cells)) + " |"


def _figure(result: Result | str, say: Callable[[Result], str]) -> str:
    return "–" if isinstance(result, str) else say(result)


def _points(f1: float) -> str:
    return f"{f1:.3f}".removeprefix("0")


def _cross_validated() -> dict[str, float]:
    """Our F1 on texts that were held out, from the provenance of the weights."""
    weights = json.loads((ROOT / "align/weights/beads.json").read_text("utf-8"))
    found = weights["provenance"]["cross-validated"]
    return {
        name.removeprefix("learnt "): figures["F1"]
        for name, figures in found.items()
        if name.startswith("learnt ")
    }


def machine() -> str:
    """The date and the class of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.is_file():
        named = [line for line in cpus.read_text().splitlines() if line.startswith("model name")]
        model = named[0].split(":")[1].strip() if named else model
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {model}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}; one thread each."
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--environments", type=Path, default=ROOT / ".venv/aligners")
    parser.add_argument("--only", action="append", help="aligners whose names begin so")
    parser.add_argument("--corpora", nargs="+", choices=CORPORA, default=list(CORPORA))
    parser.add_argument("--labse", default="LaBSE", help="its folder, if it has one")
    parser.add_argument("--limit", type=float, default=7200, help="seconds for one corpus")
    args = parser.parse_args()
    work: Path = args.environments.absolute()
    work.mkdir(parents=True, exist_ok=True)
    rows, missing = [], {}
    for aligner in all_aligners(args.labse):
        if args.only and not aligner.name.startswith(tuple(args.only)):
            continue
        print(f"{aligner.name}: installing", file=sys.stderr, flush=True)
        try:
            rows.append(row(aligner, args.folder, args.corpora, work, args.limit))
        except NotInstalledError as error:
            missing[aligner.name] = str(error)
            print(f"{aligner.name}: {error}", file=sys.stderr, flush=True)
    print(machine())
    print()
    print(table(rows, missing, args.corpora))


if __name__ == "__main__":
    main()
