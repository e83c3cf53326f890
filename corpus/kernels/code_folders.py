"""Where machine code stands on disk: folders named by what the code in them is made of.

code_folder(file) -> str           the name of the folder for the code of a file's kernels
sources(file) -> frozenset[Path]   the project's files that they are compiled from
is_kept(module, kernel) -> bool    whether there is code of it, for whatever types; is_there: where
code_files(function)               the files with code of one function, the likeliest first
checked(path) -> memoryview        what a file holds; None, and it is removed, if it is damaged

The name holds a digest of the file, of the project's files that it imports, and of the versions of
numba, llvmlite, numpy and Python. So an upgrade that changes no kernel compiles none, one that
changes a kernel compiles what depends on it, and copies of the project share their code, whoever
and wherever they are. (Numba by itself goes by the path and time of a function's own file, and
does not see that a function of another file, which was compiled into it, has changed.)

Each file of code stands alone, its checksum before it: damaged code, which may end the process
without a word, is noticed before it is loaded, removed and made again.
"""

import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from corpus.support.cache import MACHINE_CODE, cache_places, make_private, stand_in

ROOT = Path(__file__).parents[2]
OPTIONS = {"nogil": True, "no_cfunc_wrapper": True}
"""How numba compiles: by IEEE's rules (no fast-math), so that results repeat; for callers in Python
and in other kernels, as none is in C."""
SHIPPED = Path(__file__).with_name(MACHINE_CODE)
"""Where code stands that came with the package."""
SUFFIX = ".code"
ANY = ("generic", "")
"""Numba's name and features of the processor that all of a kind can stand in for."""
NUMBAS_FOLDER = "NUMBA_CACHE_DIR"
NUMBAS_FILE = ".numba_config.yaml"
"""Where numba looks, in the working folder, for what is set of it."""
_SETTINGS = ("NUMBA_OPT", "NUMBA_BOUNDSCHECK", "NUMBA_DEBUGINFO", "NUMBA_ENABLE_PROFILING")
"""What changes the code of what is set by environment variables."""
_FORM = 2
"""Of the files: counted up when they are written otherwise."""
_IMPORT = re.compile(r"^\s*(?:from|import)\s+((?:corpus|tmx|glossary|align)[.\w]*)", re.MULTILINE)
_MAKERS = {ROOT / "corpus/kernels/compiled.py"}
"""What is imported for compiling, and has no part in the code (but `OPTIONS`)."""
_UNUSED = 30 * 24 * 3600.0
"""Seconds after which code that nothing has loaded is taken to be an old version's."""
_WORKING = ".part"
_KILLED = 3600.0
"""Seconds after which an unfinished file is taken to be a killed process's."""
_CHECKSUM = 4
"""Bytes at the beginning of a file: the CRC-32 of the rest, lowest byte first."""


@cache
def _read(file: Path) -> tuple[bytes, frozenset[Path]]:
    """A digest of a source, and the project's files that it names in imports."""
    source = file.read_bytes()
    found: set[Path] = set()
    for name in _IMPORT.findall(source.decode("utf-8", "replace")):
        path = ROOT.joinpath(*name.split("."))
        if path.is_dir():  # names of a package may be files
            found.update(path.glob("*.py"))
        elif path.with_suffix(".py").is_file():
            found.add(path.with_suffix(".py"))
    return hashlib.sha256(source).digest(), frozenset(found - _MAKERS)


@cache
def sources(file: Path) -> frozenset[Path]:
    """A file, and all files of the project that it imports, directly or not."""
    found = {file}
    new = [file]
    while new:
        more = _read(new.pop())[1] - found
        found |= more
        new += more
    return frozenset(found)


@cache
def code_folder(file: Path) -> str:
    """The name of the folder for the machine code of one file.

    Raises:
        OSError: the source is not there, as in a project of bytecode alone.
    """
    digest = hashlib.sha256(repr((_FORM, _versions(), sorted(OPTIONS.items()))).encode())
    for name, path in sorted((_name(path), path) for path in sources(file)):
        digest.update(name.encode() + b"\n" + _read(path)[0])
    return f"{_name(file)}-{digest.hexdigest()[:16]}"


@cache
def _versions() -> tuple[object, ...]:
    """What changes code besides sources: libraries, Python, what a user has set of numba."""
    chosen = [os.environ.get(name) for name in _SETTINGS]
    with suppress(OSError):
        chosen.append(Path(NUMBAS_FILE).read_text("utf-8", "replace"))
    libraries = _version("numba"), _version("llvmlite"), np.__version__
    return *libraries, sys.implementation.cache_tag, *chosen


def _version(library: str) -> str:
    """By a folder's name if it is there: `importlib.metadata` takes a hundredth of a second."""
    spec = find_spec(library)
    place = Path(spec.origin).parents[1] if spec and spec.origin else Path()
    found = [path.name.split("-")[1] for path in place.glob(f"{library}-*.dist-info")]
    if len(found) == 1:
        return found[0].removesuffix(".dist")
    from importlib.metadata import version

    return version(library)


def _name(file: Path) -> str:
    """A file's dotted name, wherever the project stands."""
    inside = file.relative_to(ROOT).with_suffix("") if file.is_relative_to(ROOT) else file.stem
    return str(inside).replace(os.sep, ".")


def is_kept(module: str, kernel: str) -> bool:
    """Whether there is code of a function; nothing is imported for that, and names alone tell."""
    return any(is_there(place, module, kernel) for place in (*places(), SHIPPED))


def is_there(place: Path, module: str, kernel: str) -> bool:
    """The same of one folder of machine code."""
    folder = code_folder(ROOT.joinpath(*module.split(".")).with_suffix(".py"))
    return any(
        name.startswith(f"{kernel}-") and name.endswith(SUFFIX) for name in _names(place / folder)
    )


def code_files(function: Callable[..., Any]) -> Iterator[Path]:
    """All files with code of a function, for whatever types and processors; the shipped ones last.

    Raises:
        OSError: as in `code_folder`.
    """
    folder = code_folder(Path(function.__code__.co_filename))
    for place in (*places(), SHIPPED):
        for name in sorted(_names(place / folder)):
            if name.startswith(f"{stem(function)}-") and name.endswith(SUFFIX):
                yield place / folder / name


def stem(function: Callable[..., Any]) -> str:
    """What the names of the function's files begin with."""
    name = f"{function.__qualname__}-{function.__code__.co_firstlineno}"
    return name.replace("<", "").replace(">", "")


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def checked(path: Path) -> memoryview | None:
    """What a file holds behind its checksum; None if it is damaged, and then it is removed.

    Raises:
        OSError: there is none, or it cannot be read or removed.
    """
    content = path.read_bytes()
    checksum, code = content[:_CHECKSUM], memoryview(content)[_CHECKSUM:]
    if zlib.crc32(code).to_bytes(_CHECKSUM, "little") == checksum:
        return code
    remove(path)
    return None


def remove(path: Path) -> None:
    """Remove a file that is of no use; what was installed is nobody's to remove."""
    if not path.is_relative_to(SHIPPED):
        path.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole, its checksum before it, or not at all."""
    folder = made_folder(path.parent)
    for left in folder.glob(f".*{_WORKING}"):
        with suppress(OSError):  # somebody else removes it
            if time.time() - left.stat().st_mtime > _KILLED:
                left.unlink()
    descriptor, working = tempfile.mkstemp(prefix=".", suffix=_WORKING, dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(zlib.crc32(content).to_bytes(_CHECKSUM, "little") + content)
        Path(working).replace(path)
    finally:
        Path(working).unlink(missing_ok=True)


def made_folder(folder: Path) -> Path:
    """The folder for the code of a file, made if it is missing."""
    if not folder.is_dir():
        place = folder.parent
        make_private(place.parent)
        _tidy(place)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _tidy(place: Path) -> None:
    """Remove the code that nobody uses any more."""
    for folder in place.glob("*-" + "[0-9a-f]" * 16):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _UNUSED:
                shutil.rmtree(folder)


def places() -> list[Path]:
    """Where code is kept: numba's own variable stands above the cache folder's."""
    chosen = os.environ.get(NUMBAS_FOLDER)
    own, *instead = cache_places()
    return [place / MACHINE_CODE for place in (Path(chosen) if chosen else own, *instead)]


def place_instead(reason: OSError) -> Path:
    """A temporary folder for code that can be kept nowhere else."""
    chosen = os.environ.get(NUMBAS_FOLDER)
    place = stand_in(reason, Path(chosen), NUMBAS_FOLDER) if chosen else stand_in(reason)
    return place / MACHINE_CODE
