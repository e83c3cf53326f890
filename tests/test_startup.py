"""Asking for help must not cost what working costs."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

HEAVY = {
    "anyio", "dask", "jinja2", "lxml", "numba", "numpy", "opencc", "openpyxl", "rapidfuzz",
    "rjieba", "sacrebleu", "scipy", "sqlite3", "starlette", "trafilatura", "uvicorn", "wordfreq",
}  # fmt: skip
COVERAGE = Path(__file__).parents[1] / "examples" / "coverage"
COMMAND = "from align.entry import main; main()"
LOADED = (
    f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); {COMMAND}"
)


def python(code: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, **settings}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment)


@pytest.mark.parametrize("group", ["", "corpus", "align", "glossary", "review", "tmx"])
def test_help_loads_nothing_heavy(group):
    done = python(LOADED, *group.split(), "--help")

    assert done.stdout.startswith("Usage: ")
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert not loaded & HEAVY


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A glossary and a memory, and everything in the cache that the commands below need."""
    made = tmp_path_factory.mktemp("startup")
    (made / "g.tsv").write_text("zh\ten\n务实外交\tpragmatic diplomacy\n", "utf-8")
    (made / "m.tsv").write_text(
        "zh\ten\n会谈周四举行。\tThe talks were held on Thursday.\n", "utf-8"
    )
    python(COMMAND, "tmx", "convert", str(made / "m.tsv"), str(made / "m.tmx"))
    for command in MOST_MODULES:
        python(COMMAND, *arguments(command, made))
    return made


ZH, EN = (COVERAGE / name for name in ("zh/n20-0319-07.txt", "en/2207.txt"))
MOST_MODULES = {
    "config": 310,
    "doctor": 320,
    "tmx convert m.tmx m.jsonl": 375,
    "glossary convert g.tsv g.tbx": 360,
    "corpus segment ZH": 360,
    "glossary lookup 务实外交 -g g.tsv": 355,
    "tmx stats m.tmx": 450,
    "tmx lookup 会谈 -m m.tmx": 500,
    "align pair ZH EN": 650,
}
"""Modules that a command imports, measured and a twentieth more; of numba none."""


def arguments(command, made):
    places = {"ZH": ZH, "EN": EN}
    files = {name: made / name for name in ("g.tsv", "g.tbx", "m.tmx", "m.jsonl")}
    return [str({**places, **files}.get(word, word)) for word in command.split()]


@pytest.mark.parametrize("command", MOST_MODULES)
def test_a_command_that_has_all_in_the_cache_imports_few_modules(command, folder):
    absent = "import sys; sys.modules['scipy'] = None\n"  # numba imports it where it is installed
    done = python(absent + LOADED, *arguments(command, folder))
    assert len(done.stderr.splitlines()[-1].split()) <= MOST_MODULES[command]


def test_help_takes_at_most_twice_an_import_of_typer(tmp_path):
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    python(COMMAND, "--help", **bytecode)
    bare, whole = [], []
    for _ in range(7):  # by turns, so that a machine that slows down slows both
        bare.append(cpu_seconds("import typer", **bytecode))
        whole.append(cpu_seconds(COMMAND, "--help", **bytecode))

    assert median(whole) <= 2 * median(bare)


def cpu_seconds(code: str, *arguments: str, **settings: str) -> float:
    """What a Python takes to run the code: CPU time, which other processes hardly disturb."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python(code, *arguments, **settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
