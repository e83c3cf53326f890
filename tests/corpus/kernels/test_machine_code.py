"""What makes numba compile again, and what must not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.kernels.machine_code import ROOT, code_folder, sources

KERNELS = {
    "base": "FACTOR = 3\n@compiled\ndef base(x):\n    return x * FACTOR\n",
    "upper": (
        "from corpus.kernels.base_kernels import base\n@compiled\ndef upper(x):\n"
        "    return base(x) + 1\n"
    ),
    "other": "@compiled\ndef other(x):\n    return x - 1\n",
}
RUN = """
import json
from corpus.kernels.base_kernels import base
from corpus.kernels.other_kernels import other
from corpus.kernels.upper_kernels import upper
values = [f(5) for f in (base, other, upper)]
missed = [f.py_func.__name__ for f in (base, other, upper) if sum(f.stats.cache_misses.values())]
print(json.dumps([values, missed]))
"""


@pytest.fixture
def project(tmp_path):
    """A copy of the package corpus with three kernel files of its own."""
    copy = tmp_path / "project"
    others = shutil.ignore_patterns("__pycache__", "machine-code")  # which `make` puts there
    shutil.copytree(ROOT / "corpus", copy / "corpus", ignore=others)
    for name, source in KERNELS.items():
        text = f"from corpus.kernels.compiled import compiled\n{source}"
        (copy / f"corpus/kernels/{name}_kernels.py").write_text(text, "utf-8")
    return copy


def started(project, cache, before="", **environment):
    settings = dict(os.environ, PYTHONPATH=str(project), DUIZHAO_CACHE=str(cache), **environment)
    if "NUMBA_CACHE_DIR" not in environment:
        settings.pop("NUMBA_CACHE_DIR", None)
    return subprocess.Popen(
        [sys.executable, "-P", "-c", before + RUN],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(project, cache, before="", **environment):
    """What the three functions give for 5, and which were compiled; what stood on stderr.

    But for what is said of compiling where it takes seconds, on a busy machine.
    """
    process = started(project, cache, before, **environment)
    out, said = process.communicate()
    assert process.returncode == 0, said
    values, missed = json.loads(out)
    lines = said.splitlines(keepends=True)
    return values, missed, "".join(line for line in lines if not line.startswith("compiling"))


def codes(cache):
    return sorted(path for path in cache.rglob("*") if path.is_file())


def test_neither_time_nor_place_compiles_again(project, tmp_path):
    cache = tmp_path / "cache"
    assert run(project, cache) == ([15, 4, 16], ["base", "other", "upper"], "")
    before = codes(cache)

    for path in project.rglob("*.py"):
        os.utime(path, (0, 0))
    assert run(project, cache) == ([15, 4, 16], [], "")
    moved = project.rename(tmp_path / "elsewhere")
    assert run(moved, cache) == ([15, 4, 16], [], "")
    with (moved / "corpus/support/files.py").open("a") as stream:
        stream.write("# changed, and no kernel\n")
    assert run(moved, cache) == ([15, 4, 16], [], "")
    assert codes(cache) == before


def test_a_changed_constant_compiles_what_depends_on_it_and_nothing_else(project, tmp_path):
    cache = tmp_path / "cache"
    run(project, cache)
    changed = project / "corpus/kernels/base_kernels.py"
    changed.write_text(changed.read_text("utf-8").replace("FACTOR = 3", "FACTOR = 4"), "utf-8")

    assert run(project, cache) == ([20, 4, 21], ["base", "upper"], "")
    assert run(project, cache) == ([20, 4, 21], [], "")


def test_what_only_compiling_needs_is_not_imported_to_load_code(project, tmp_path):
    tell = "import atexit, sys; atexit.register(lambda: print(len(sys.modules), file=sys.stderr))"
    compiling, loading = (int(run(project, tmp_path, tell)[2]) for _ in range(2))
    assert loading < compiling - 50


def test_loaded_code_hashes_as_python_does(project, tmp_path):
    source = "def base(x):\n    return x * FACTOR\n"
    hashing = "def base(x):\n    return x * FACTOR + (hash('words') == x)\n"
    kernel = project / "corpus/kernels/base_kernels.py"
    kernel.write_text(kernel.read_text("utf-8").replace(source, hashing), "utf-8")
    assert [run(project, tmp_path)[1] for _ in range(2)] == [["base", "other", "upper"], []]


def test_damaged_code_is_made_again(project, tmp_path):
    cache = tmp_path / "cache"
    run(project, cache)
    before = codes(cache)
    base, other, upper = before
    base.write_bytes(base.read_bytes()[:-100])
    other.write_bytes(b"")
    whole = upper.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    upper.write_bytes(flipped)

    assert run(project, cache) == ([15, 4, 16], ["base", "other", "upper"], "")
    base.unlink()
    flipped = bytearray(whole)
    flipped[1] ^= 1  # of the checksum itself
    upper.write_bytes(flipped)
    assert run(project, cache) == ([15, 4, 16], ["base", "upper"], "")
    assert run(project, cache) == ([15, 4, 16], [], "")
    assert codes(cache) == before


def test_of_processes_that_start_together_one_compiles(project, tmp_path):
    cache = tmp_path / "cache"
    processes = [started(project, cache) for _ in range(4)]
    outputs = [process.communicate() for process in processes]

    assert [process.returncode for process in processes] == [0] * 4, outputs
    found = [json.loads(out) for out, _ in outputs]
    assert [values for values, _ in found] == [[15, 4, 16]] * 4
    assert sorted(name for _, missed in found for name in missed) == ["base", "other", "upper"]
    assert run(project, cache) == ([15, 4, 16], [], "")
    assert len(codes(cache)) == 3


def test_numbas_own_variable_stands_above_the_cache_folder(project, tmp_path):
    own = tmp_path / "numba"
    run(project, tmp_path / "cache", NUMBA_CACHE_DIR=str(own))

    assert len(codes(own)) == 3
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("setting", ["DUIZHAO_CACHE", "NUMBA_CACHE_DIR"])
def test_where_nothing_can_be_written_it_is_said_and_goes_on(project, tmp_path, setting):
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be", "utf-8")
    values, _, said = run(project, cache, **({setting: str(cache)} if "NUMBA" in setting else {}))

    assert values == [15, 4, 16]
    assert said.startswith(f"duizhao: {cache}: the cache cannot be written (")
    assert f"set {setting} to another folder" in said
    assert said.count("\n") == 1


def test_code_that_came_with_the_package_is_for_any_processor(project, tmp_path):
    shipped, cache = project / "corpus/kernels/machine-code", tmp_path / "cache"
    anyone = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    compiled = ["base", "other", "upper"]
    assert run(project, cache, NUMBA_CACHE_DIR=str(shipped.parent), **anyone)[1] == compiled
    assert len(codes(shipped)) == 3

    assert run(project, cache) == ([15, 4, 16], [], "")
    assert not cache.exists()
    for path in codes(shipped):
        path.write_bytes(path.read_bytes()[:-100])
    assert run(project, cache) == ([15, 4, 16], compiled, "")
    assert len(codes(cache)) == 3


CHANGED = "from numba.core.caching import _Cache\n_Cache.__abstractmethods__ |= {'news'}\n"


def test_a_numba_that_asks_for_more_keeps_code_in_its_own_way(project, tmp_path):
    cache = tmp_path / "cache"
    assert run(project, cache, CHANGED) == ([15, 4, 16], ["base", "other", "upper"], "")
    assert run(project, cache, CHANGED) == ([15, 4, 16], [], "")
    assert {path.suffix for path in codes(cache)} == {".nbi", ".nbc"}
    assert not list(project.rglob("*.nb[ic]"))

    cache = tmp_path / "file"
    cache.write_text("a file where the folder should be", "utf-8")
    values, _, said = run(project, cache, CHANGED)
    assert values == [15, 4, 16]
    assert said.count("\n") == 1
    assert not list(project.rglob("*.nb[ic]"))


def test_without_compiling_the_functions_are_pythons(project, tmp_path):
    code = "from corpus.kernels.upper_kernels import upper; print(upper(5))"
    environment = dict(os.environ, PYTHONPATH=str(project), NUMBA_DISABLE_JIT="1")
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, check=True
    )
    assert done.stdout == b"16\n"


def test_the_name_covers_what_is_imported():
    word_hash = ROOT / "corpus/kernels/word_hash.py"
    assert sources(word_hash) == {word_hash}
    assert code_folder(word_hash).startswith("corpus.kernels.word_hash-")
    with pytest.raises(OSError, match="typed in"):
        code_folder(Path("<typed in>"))
