"""What makes numba compile again, and what must not."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.corpus.kernels.copies import NOT_FELT, codes, copied, run, started


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
    tell = (
        "import atexit, sys, numba\n"
        "atexit.register(lambda: print(len(sys.modules), file=sys.stderr))\n"
    )
    compiling, loading = (int(run(project, tmp_path, before=tell)[2]) for _ in range(2))
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
    before = NOT_FELT + CHANGED
    compiled = ["base", "other", "upper"]
    assert run(project, cache, before=before) == ([15, 4, 16], compiled, "")
    assert run(project, cache, before=before) == ([15, 4, 16], [], "")
    assert {path.suffix for path in codes(cache)} == {".nbi", ".nbc"}
    assert not list(project.rglob("*.nb[ic]"))

    cache = tmp_path / "file"
    cache.write_text("a file where the folder should be", "utf-8")
    values, _, said = run(project, cache, before=NOT_FELT + CHANGED)
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


FELT = "from corpus.kernels.compiling_note import Compiling\nCompiling.FELT = 0.0\n"


def test_what_is_compiled_is_said_on_stderr_and_nothing_else_is(project, tmp_path):
    said = run(project, tmp_path, before=NOT_FELT + FELT)[2]
    assert re.fullmatch(r"compiling machine code \(once\): \d kernels, \d+ s\n", said)
    assert run(project, tmp_path, before=NOT_FELT + FELT)[2] == ""


FAILING = {"failing": "@compiled\ndef failing(x):\n    return x.nothing\n"}
FAIL = """
from corpus.kernels.failing_kernels import failing
from corpus.kernels.compiling_note import Compiling
for number in (1, 2):
    try:
        failing(number)
    except Exception as error:
        print(type(error).__name__, Compiling.depth, flush=True)
input()
"""


def test_nobody_waits_for_a_process_in_which_compiling_failed(tmp_path):
    """And it itself does not go on saying that it compiles."""
    project = copied(tmp_path / "project", **FAILING)
    processes = [started(project, tmp_path / "cache", FAIL) for _ in range(2)]
    for process in processes:  # both live on when they are asked
        assert [process.stdout.readline() for _ in range(2)] == ["TypingError 0\n"] * 2
    for process in processes:
        process.communicate("\n")
    assert codes(tmp_path / "cache") == []
