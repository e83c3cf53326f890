"""What the packages hand on, and which of them may import which."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "tmx", "glossary", "align")  # each may import itself and those before it


MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


COMMAND_LINES = {path.stem for path in MODULES if path.stem.endswith("cli")}


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules, and of what is taken from them, that a file imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_what_can_be_imported(name):
    package = importlib.import_module(name)
    for public in package.__all__:
        assert getattr(package, public).__name__ == public
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name


@pytest.mark.parametrize("name", PACKAGES)
def test_completion_shows_the_public_names_and_nothing_else(name):
    package = importlib.import_module(name)
    assert dir(package) == sorted(package.__all__)
    assert len(set(package.__all__)) == len(package.__all__), "a name stands twice in the stub"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path):
    own = PACKAGES.index(path.relative_to(ROOT).parts[0])
    for name in imported(path):
        first = name.partition(".")[0]
        if first in PACKAGES:
            assert PACKAGES.index(first) <= own, f"{path} imports {name}"
        assert first not in {"tests", "bench"}, f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_lines_know_of_command_lines(path):
    if path.parent == ROOT / "align" and path.name in ("cli.py", "entry.py"):
        return
    for name in imported(path):
        own = path.name == "cli.py" and name.startswith(f"{path.parent.name}.")  # its second half
        assert own or not COMMAND_LINES & set(name.split(".")), f"{path} imports {name}"
        typer_is_known = path.stem.endswith("cli") or path.parent.name == "command_line"
        assert typer_is_known or not name.startswith("typer"), f"{path} imports {name}"
