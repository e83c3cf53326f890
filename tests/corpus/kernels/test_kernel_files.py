"""Compiled functions stand in files of their own, so that their code is named by little else.

A kernel file holds compiled functions and the constants and tuples that they use, and imports only
numpy, the standard library and other kernel files: `corpus.kernels.code_folders` names the code by
all that a file imports, and what it does not import can change without compiling anything again.
"""

import ast
import sys
from pathlib import Path

import pytest

from corpus.kernels.code_folders import ROOT

PACKAGES = ("corpus", "tmx", "glossary", "align")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MAKERS = {
    f"corpus.kernels.{name}"
    for name in (
        "code_folders",
        "compiled",
        "compiling_note",
        "linking",
        "machine_code",
        "preparation",
        "signatures",
    )
}


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def is_kernel_file(module: str) -> bool:
    room, _, last = module.rpartition(".")
    if room == "corpus.kernels":
        return module not in MAKERS
    return last == "kernels" or last.endswith("_kernels")


def is_compiled(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(decorator, ast.Name) and decorator.id in {"compiled", "part"}
        for decorator in node.decorator_list
    )


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_compiled_functions_stand_in_kernel_files():
    found = {
        name(path) for path in FILES if any(map(is_compiled, ast.parse(path.read_bytes()).body))
    }
    assert {module for module in found if not is_kernel_file(module)} == set()
    assert found >= {"corpus.kernels.word_hash", "glossary.lexicon.ratio_kernels"}


@pytest.mark.parametrize("path", [p for p in FILES if is_kernel_file(name(p))], ids=name)
def test_a_kernel_file_holds_kernels_and_imports_nothing_else(path):
    tree = ast.parse(path.read_bytes())
    for module in imported(tree) - {"corpus.kernels.compiled"}:
        package = module.partition(".")[0]
        assert (
            package in {"numpy", "scipy", *sys.stdlib_module_names}
            if package not in PACKAGES
            else is_kernel_file(module)
        ), f"{name(path)} imports {module}"
    if not name(path).startswith("corpus.kernels."):
        others = [
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_compiled(node)
        ]
        assert others == []


@pytest.mark.parametrize("path", [p for p in FILES if is_kernel_file(name(p))], ids=name)
def test_a_kernel_calls_nothing_that_takes_numba_seconds_to_compile(path):
    """Measured, see docs/quality.md: `corpus.kernels.order` has loops for it."""
    dear = {"argsort", "diff", "nonzero", "partition", "round", "searchsorted", "sort", "unique"}
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called & dear == set()
