"""What the first use costs, and what starting costs ever after.

    python bench/first_use.py [--times 3] [--fresh]

Prints CPU and wall seconds of commands in processes of their own (the least of several), and how
large the environment and a fresh cache are. The packages are copied, so that kernels are compiled
beforehand as an installation does it, and that there is an upgrade: another copy, of which a file
differs that is no kernel. With other processes at work CPU seconds grow too, by up to two times.
`--fresh` installs into an environment of its own, too, without extras, and says how large it is,
package by package.
"""

import argparse
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
COVERAGE = ROOT / "examples" / "coverage"
COMMAND = "from align.cli import main; main()"
SHORT = (COVERAGE / "zh" / "n20-0319-07.txt", COVERAGE / "en" / "2207.txt")
GLOSSARY = "zh\ten\n务实外交\tpragmatic diplomacy\n"
MEGABYTE = 1_000_000
LARGEST = 15
"""Packages that are named with their size."""
PACKAGES = ("corpus", "tmx", "glossary", "align")
ONE_CORE = "import os; os.sched_setaffinity(0, {0}); "
Taken = tuple[float, float]
"""CPU and wall seconds."""


def main() -> None:
    """Print a line per command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--fresh", action="store_true", help="install, and say how large that is")
    options = parser.parse_args()
    times = options.times
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installed, upgraded = copied(folder / "installed"), copied(folder / "upgraded")
        with (upgraded / "corpus" / "support" / "files.py").open("a", encoding="utf-8") as stream:
            stream.write("# of another version\n")
        glossary = folder / "glossary.tsv"
        glossary.write_text(GLOSSARY, "utf-8")
        outputs = (str(folder / f"out{number}") for number in count())

        def run(packages: Path, cache: str, one_core: bool = False) -> Taken:
            out = next(outputs)
            return taken(packages, folder / cache, "run", str(COVERAGE), "-o", out, one=one_core)

        show("run, empty cache, kernels not compiled beforehand", [run(installed, "all")])
        if hasattr(os, "sched_setaffinity"):
            show("the same on one core", [run(installed, "one", one_core=True)])
        code = installed / "corpus" / "kernels" / "machine-code"
        show("compiling the kernels, as an installation does it", [compiled(installed, code)])
        first = [run(installed, f"first{number}") for number in range(times)]
        show("run, empty cache, after installation", first)
        before = made(folder / "all")
        upgrades = [run(upgraded, "all") for _ in range(times)]
        more = len(made(folder / "all") - before)
        label = "run after an upgrade that changes no kernel and no table"
        show(f"{label}{f' (which made {more} files all the same)' if more else ''}", upgrades)
        for label, command in (
            ("align pair, short", ["align", "pair", *map(str, SHORT)]),
            ("glossary lookup", ["glossary", "lookup", "务实外交", "-g", str(glossary)]),
            ("--help", ["--help"]),
        ):
            taken(installed, folder / "all", *command)  # builds what only this command needs
            show(label, [taken(installed, folder / "all", *command) for _ in range(times)])
        show_size("kernels compiled beforehand", code)
        show_size("the cache behind a first run after installation", folder / "first0")
        show_size("the cache behind one without", folder / "all")
    show_size("the environment, what develops and tests included", Path(sys.prefix) / "lib")
    if options.fresh:
        show_fresh()


def show_fresh() -> None:
    """Lines: what is installed without extras, in all and by package; pip itself does not count."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, "-m", "venv", name], check=True)
        python = Path(name, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([str(python), "-m", "pip", "install", "-q", str(ROOT)], check=True)
        (site,) = Path(name).rglob("site-packages")
        for folder in [*site.glob("pip*"), *site.glob("setuptools*"), *site.glob("pkg_resources")]:
            shutil.rmtree(folder)
        show_size("installed without extras", Path(name))
        by_size = sorted(site.iterdir(), key=lambda folder: -size_of(folder))
        for folder in by_size[:LARGEST]:
            show_size(f"  {folder.name}", folder)


def copied(folder: Path) -> Path:
    """The four packages in a folder of their own."""
    for package in PACKAGES:
        leave_out = shutil.ignore_patterns("__pycache__", "machine-code")
        shutil.copytree(ROOT / package, folder / package, ignore=leave_out)
    compileall.compile_dir(folder, quiet=2)
    return folder


def taken(packages: Path, cache: Path, *arguments: str, one: bool = False) -> Taken:
    """CPU and wall seconds of a command."""
    return measured(
        [sys.executable, "-c", f"{ONE_CORE if one else ''}{COMMAND}", *arguments], packages, cache
    )


def compiled(packages: Path, folder: Path) -> Taken:
    """The same of what compiles the kernels."""
    command = [sys.executable, "-m", "corpus.kernels.preparation", str(folder)]
    return measured(command, packages, folder.parent)


def measured(command: Sequence[str], packages: Path, cache: Path) -> Taken:
    """CPU and wall seconds of a process and of those that it starts."""
    settings = {**os.environ, "PYTHONPATH": str(packages), "DUIZHAO_CACHE": str(cache)}
    settings.pop("NUMBA_CACHE_DIR", None)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, env=settings, cwd=packages)
    if done.returncode:
        sys.exit(f"first_use: {' '.join(command)}: {done.returncode}: {done.stderr[-400:]}")
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def made(cache: Path) -> set[Path]:
    """The tables and the machine code in a cache."""
    return {*cache.rglob("manifest.json"), *cache.rglob("*.code")}


def show_size(label: str, folder: Path) -> None:
    """A line: how much stands in a folder."""
    print(f"{size_of(folder) / MEGABYTE:8.0f} MB  {label}", flush=True)


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def show(label: str, runs: Sequence[Taken]) -> None:
    """A line: the least CPU and wall seconds."""
    cpu, wall = (min(values) for values in zip(*runs, strict=True))
    print(f"{cpu:8.2f} CPU s {wall:8.2f} s  {label}", flush=True)


if __name__ == "__main__":
    main()
