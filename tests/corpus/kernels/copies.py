"""A copy of the package corpus with kernels of its own, and processes that call them."""

import json
import os
import shutil
import subprocess
import sys

from corpus.kernels.code_folders import ROOT

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
NOT_FELT = """
from corpus.kernels.compiling_note import Compiling
from corpus.support import progress
Compiling.FELT = progress._SILENCE = 1e6
"""
"""However long it takes on a busy machine, nothing is said of it."""


def copied(folder, **more):
    """The copy, in a folder that is made, with more files of kernels."""
    others = shutil.ignore_patterns("__pycache__", "machine-code")  # which `make` puts there
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=others)
    for name, source in {**KERNELS, **more}.items():
        text = f"from corpus.kernels.compiled import compiled, part\n{source}"
        (folder / f"corpus/kernels/{name}_kernels.py").write_text(text, "utf-8")
    return folder


def started(project, cache, code=RUN, *, before=NOT_FELT, **environment):
    """A process that executes code with the copy's packages."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    settings |= {"PYTHONPATH": str(project), "DUIZHAO_CACHE": str(cache), **environment}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", before + code],
        env=settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=project,
    )


def printed(project, cache, code, **environment):
    """What it prints, on stdout and on stderr."""
    process = started(project, cache, code, **environment)
    out, said = process.communicate()
    assert process.returncode == 0, said
    return out, said


def run(project, cache, **environment):
    """What the three functions give for 5, and which were compiled; what stood on stderr."""
    out, said = printed(project, cache, RUN, **environment)
    return *json.loads(out), said


def codes(cache):
    """The files in a folder."""
    return sorted(path for path in cache.rglob("*") if path.is_file())
