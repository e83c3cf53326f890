"""Asking for help must not cost what working costs."""

import resource
import subprocess
import sys
from statistics import median

import pytest

HEAVY = {
    "anyio", "dask", "jinja2", "lxml", "numba", "numpy", "opencc", "openpyxl", "rapidfuzz",
    "rjieba", "sacrebleu", "scipy", "sqlite3", "starlette", "trafilatura", "uvicorn", "wordfreq",
}  # fmt: skip
COMMAND = "from align.cli import main; main()"
LOADED = (
    f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); {COMMAND}"
)


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.mark.parametrize("group", ["", "corpus", "align", "glossary", "review", "tmx"])
def test_help_loads_nothing_heavy(group):
    done = python(LOADED, *group.split(), "--help")

    assert done.stdout.startswith("Usage: ")
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_help_takes_at_most_twice_an_import_of_typer():
    bare, whole = [], []
    for _ in range(7):  # by turns, so that a machine that slows down slows both
        bare.append(cpu_seconds("import typer"))
        whole.append(cpu_seconds(COMMAND, "--help"))

    assert median(whole) <= 2 * median(bare)


def cpu_seconds(code: str, *arguments: str) -> float:
    """What a Python takes to run the code: CPU time, which other processes hardly disturb."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python(code, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
