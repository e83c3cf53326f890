"""The list of what is compiled beforehand is what the commands call."""

import os
import re
import subprocess
import sys

import pytest

from corpus.kernels.code_folders import ROOT
from corpus.kernels.signatures import FILE, names, parsed, signatures, text_of

RUN = """
import sys
import numba
from align.run import run_project
from corpus.kernels.machine_code import asked
from corpus.kernels.signatures import text_of
run_project(["examples/coverage"], sys.argv[1])
print(text_of(asked))
"""
MOST = 60
"""Kernels that are compiled before a first run ends: each costs half a second or more."""
RARE = {("align.beads.lattice.search_kernels", "leave_alone")}
"""Compiled when they are called: where a person confirmed that a sentence has no counterpart."""


@pytest.fixture
def listed():
    return set(FILE.read_text("utf-8").splitlines()) - {""}


def test_a_run_calls_nothing_that_is_not_compiled_beforehand(listed, tmp_path):
    """Else: python bench/signatures.py."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path / "out")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    calls = set(done.stdout.splitlines()) - {""}
    assert len(calls) > 20
    assert calls - listed == set()


def test_each_line_stands_for_a_kernel_that_is_there(listed):
    found = signatures()
    calls = [(kernel.py_func, types) for kernel, all_types in found.items() for types in all_types]
    assert set(text_of(calls).splitlines()) == listed
    assert [(k.__module__, k.__name__) for k in found] == list(dict.fromkeys(names()))


def test_every_kernel_is_listed_or_rare():
    """Else: python bench/signatures.py."""
    written = {
        (".".join(path.relative_to(ROOT).with_suffix("").parts), name)
        for package in ("corpus", "tmx", "glossary", "align")
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r"^@compiled\ndef (\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(written) > 40
    assert written ^ set(names()) == RARE


def test_a_first_run_compiles_few_kernels():
    assert len(set(names(of_a_run=True))) <= MOST


def test_lines_and_types_say_the_same():
    text = (
        "glossary.lexicon.ratio_kernels.Table\tint64[::1]\tint32[::1]\tfloat32[:,::1]\n"
        "corpus.kernels.word_hash.word_table\tconst int32[:]\tint64[:,::1]\tint64\tbool\t"
        "glossary.lexicon.ratio_kernels.Table\n"
        "glossary.lexicon.ratio_kernels.Table#2\tint64[::1]\tint64[::1]\tint64[::1]\n"
        "corpus.kernels.word_hash.word_table\tglossary.lexicon.ratio_kernels.Table#2\n"
    )
    ((kernel, calls),) = parsed(text).items()
    assert text_of((kernel.py_func, types) for types in calls) == text
    codes, ends, *_ = calls[0]
    assert (codes.mutable, codes.layout, ends.ndim) == (False, "A", 2)
