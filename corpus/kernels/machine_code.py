"""Machine code on disk, named by what it is made of.

keep_code(dispatcher)              of a function that numba compiles, from now on
code_folder(file) -> str           the name of the folder for the code of a file's kernels
sources(file) -> frozenset[Path]   the project's files that they are compiled from
is_kept(module, kernel) -> bool    whether there is code of it, for whatever types
seconds_of_compiling() -> float    if it was so long that one asks what it was
asked                              every kernel that was called, and the types it was called with

The name holds a digest of the file, of the project's files that it imports, and of the versions of
numba, llvmlite, numpy and Python. So an upgrade that changes no kernel compiles none, one that
changes a kernel compiles what depends on it, and copies of the project share their code, whoever
and wherever they are. (Numba by itself goes by the path and time of a function's own file, and
does not see that a function of another file, which was compiled into it, has changed.)

Each file of code stands alone, its checksum before it: damaged code, which may end the process
without a word, is noticed before it is loaded, removed and made again. Of processes that need the
same one compiles it, and the others wait for it.

Code that comes with the package (`corpus.kernels.preparation`) is for any processor of its kind;
what is compiled here is for this one. As no sum is put in another order for either, both give the
same results.
"""

import atexit
import hashlib
import os
import pickle
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import llvmlite
import numba
import numpy as np

from corpus.errors import UsageError
from corpus.support.cache import MACHINE_CODE, cache_places, make_private, note_use, stand_in
from corpus.support.locks import locked
from corpus.support.printing import note
from corpus.support.progress import alive

ROOT = Path(__file__).parents[2]
OPTIONS = {"nogil": True, "no_cfunc_wrapper": True}
"""How numba compiles: by IEEE's rules (no fast-math), so that results repeat; for callers in Python
and in other kernels, as none is in C."""
SHIPPED = Path(__file__).with_name(MACHINE_CODE)
"""Where code stands that came with the package."""
ANY = ("generic", "")
"""Numba's name and features of the processor that all of a kind can stand in for."""
_NUMBAS = "NUMBA_CACHE_DIR"
_SETTINGS = ("OPT", "BOUNDSCHECK", "DEBUGINFO_DEFAULT")
"""What else changes the code, set by environment variables (``NUMBA_BOUNDSCHECK`` and so on)."""
_IMPORT = re.compile(r"^\s*(?:from|import)\s+((?:corpus|tmx|glossary|align)[.\w]*)", re.MULTILINE)
_MAKERS = {ROOT / "corpus/kernels" / name for name in ("compiled.py", "machine_code.py")}
"""Files that are imported for compiling, and have no part in the code (but `OPTIONS`)."""
_HASHES = b"_numba_hashsecret"
"""In the machine code of functions that hash as Python does."""
_UNUSED = 30 * 24 * 3600.0
"""Seconds after which code that nothing has loaded is taken to be an old version's."""
_SUFFIX = ".code"
_CHECKSUM = 4
"""Bytes at the beginning of a file: the CRC-32 of the rest, lowest byte first."""

asked: dict[tuple[Callable[..., Any], Any], None] = {}
"""What this process called, in order: the functions, and the types of their arguments."""


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
    versions = numba.__version__, llvmlite.__version__, np.__version__, sys.implementation.cache_tag
    settings = [getattr(numba.config, name, None) for name in _SETTINGS]
    digest = hashlib.sha256(repr((versions, settings, sorted(OPTIONS.items()))).encode())
    for name, path in sorted((_name(path), path) for path in sources(file)):
        digest.update(name.encode() + b"\n" + _read(path)[0])
    return f"{_name(file)}-{digest.hexdigest()[:16]}"


def _name(file: Path) -> str:
    """A file's dotted name, wherever the project stands."""
    inside = file.relative_to(ROOT).with_suffix("") if file.is_relative_to(ROOT) else file.stem
    return str(inside).replace(os.sep, ".")


def keep_code(dispatcher: Any) -> None:  # noqa: ANN401  (numba has no types)
    """Load and keep the machine code of a function.

    `stats` of the function counts what was loaded and what was not there. A numba that has changed
    what `MachineCode` relies on keeps code in its own way, in a folder for these very sources.
    """
    if not Path(dispatcher.py_func.__code__.co_filename).is_file():
        return  # typed in, or bytecode alone: there is nothing to name it by
    if _numba_is_known() and hasattr(dispatcher, "_cache"):
        dispatcher._cache = MachineCode(dispatcher.py_func)
        return
    folder = _places()[0].with_name(f"numba-{_all_sources()}")
    try:
        make_private(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        folder = _stand_in(error)
    # Set also where the user did: otherwise numba would look for a place beside the sources.
    _numbas("config").CACHE_DIR = str(folder)
    dispatcher.enable_caching()


@cache
def _numba_is_known() -> bool:
    try:
        result = _numbas("compiler").CompileResult
        return (
            _numbas("caching")._Cache.__abstractmethods__ <= set(vars(MachineCode))
            and {"_reduce", "_rebuild"} <= set(vars(result))
            and "lifted" in result._fields
            and hasattr(_numbas("codegen").CodeLibrary, "has_dynamic_globals")
            and callable(_numbas("serialize").dumps)
        )
    except (ImportError, AttributeError):
        return False


def _numbas(module: str) -> Any:  # noqa: ANN401  (what a release may change has no types)
    return import_module(f"numba.core.{module}")


@cache
def _all_sources() -> str:
    digest = hashlib.sha256()
    for package in ("corpus", "tmx", "glossary", "align"):
        for path in sorted((ROOT / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def is_kept(module: str, kernel: str) -> bool:
    """Whether there is code of a function; nothing is imported for that, and names alone tell."""
    folder = code_folder(ROOT.joinpath(*module.split(".")).with_suffix(".py"))
    return any(
        name.startswith(f"{kernel}-") and name.endswith(_SUFFIX)
        for place in (*_places(), SHIPPED)
        for name in _names(place / folder)
    )


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


class _Compiling:
    """How long this process has compiled: said when it begins to be felt, and as it goes on.

    Functions that a function calls are compiled within its own time.
    """

    FELT = 3.0
    """Seconds. The few functions of a small command stay below."""
    _AGAIN = 8.0
    """Seconds to the next word, so that ten never pass without one."""

    _depth = 0
    _since = 0.0
    _count = 0
    _said = 0.0
    spent = 0.0
    _sign = ExitStack()

    @classmethod
    def begin(cls, name: str = "") -> None:
        """The code of a function is not there."""
        if cls._depth == 0:
            cls._since = time.monotonic()
            cls._sign.enter_context(alive(lambda: f"still compiling {name}, {cls._count} before"))
        cls._depth += 1

    @classmethod
    def end(cls) -> None:
        """It has been compiled."""
        cls._depth = max(0, cls._depth - 1)
        cls._count += 1
        if cls._depth == 0:
            cls._sign.close()
            cls.spent += time.monotonic() - cls._since
        if not cls._said and cls.spent > cls.FELT:
            cls._said = cls.spent
            note("compiling machine code for this machine (once, about a minute in all)")
        elif cls._said and cls.spent > cls._said + cls._AGAIN:
            cls._said = cls.spent
            note(f"compiling: {cls._count} functions so far")


def seconds_of_compiling() -> float:
    """How long this process has compiled, or waited for another that did; 0 if it was not felt."""
    return _Compiling.spent if _Compiling.spent > _Compiling.FELT else 0.0


class MachineCode:
    """The machine code of one function, a file for each combination of types and processor.

    What numba asks for code before it compiles, and gives it to afterwards: in the place of
    ``numba.core.caching.FunctionCache``.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        """Read nothing yet: most functions of a module are not called."""
        code = function.__code__
        self._file = Path(code.co_filename)
        self._name = f"{function.__qualname__}-{code.co_firstlineno}"
        self._function = function
        self._enabled = True
        self._claims: dict[object, ExitStack] = {}

    @property
    def cache_path(self) -> str:
        """The folder where code is looked for first."""
        return str(_places()[0] / code_folder(self._file))

    def enable(self) -> None:
        """Load and keep code again."""
        self._enabled = True

    def disable(self) -> None:
        """Neither load nor keep code."""
        self._enabled = False

    def flush(self) -> None:
        """Forget the function's code."""
        for place in _places():
            for path in (place / code_folder(self._file)).glob(f"{self._name}-*"):
                path.unlink(missing_ok=True)

    def load_overload(self, sig: object, target_context: Any) -> Any:  # noqa: ANN401
        """The compiled function for these types, None if its code is missing or damaged."""
        if not self._enabled:
            target_context.refresh()
            return None
        asked.setdefault((self._function, sig))
        processor = target_context.codegen().magic_tuple()
        found = self._found(sig, processor, target_context)
        if found is None:
            _Compiling.begin(self._function.__name__)
            self._claim((sig, processor))
            found = self._found(sig, processor, target_context)  # by now
            if found is None:
                target_context.refresh()  # imports what only compiling needs
            else:
                self._release((sig, processor))
        return found

    def save_overload(self, sig: object, data: Any) -> None:  # noqa: ANN401
        """Keep a compiled function; where nothing can be written, for this process alone."""
        key = sig, data.codegen.magic_tuple()
        try:
            if self._enabled and not data.lifted and not data.library.has_dynamic_globals:
                self._keep(key, data)
        finally:
            self._release(key)

    def _claim(self, key: object) -> None:
        """Wait for another process that compiles the same; from now on others wait for this one.

        A function is compiled before those that call it, so that two never wait for each other.
        """
        if key in self._claims:  # compiling failed
            return
        claim = ExitStack()
        with suppress(OSError):  # where nothing can be written, each compiles for itself
            claim.enter_context(locked(self._folder(_places()[0]) / f".{self._file_name(key)}"))
            self._claims[key] = claim
            atexit.register(claim.close)  # where compiling is broken off

    def _release(self, key: object) -> None:
        """It is there, or cannot be kept."""
        _Compiling.end()
        claim = self._claims.pop(key, ExitStack())
        atexit.unregister(claim.close)
        claim.close()

    def _keep(self, key: object, data: Any) -> None:  # noqa: ANN401
        content = _numbas("serialize").dumps((key, data._reduce()))
        content = zlib.crc32(content).to_bytes(_CHECKSUM, "little") + content
        try:
            self._write(_places()[0], self._file_name(key), content)
        except OSError as error:
            with suppress(OSError, UsageError):
                self._write(_stand_in(error), self._file_name(key), content)

    def _file_name(self, key: object) -> str:
        """The key itself is compared, too, when the file is loaded."""
        digest = hashlib.sha256(repr(key).encode()).hexdigest()[:16]
        return f"{self._name}-{digest}{_SUFFIX}".replace("<", "").replace(">", "")

    def _found(self, sig: object, processor: tuple[str, ...], target_context: Any) -> Any:  # noqa: ANN401
        """From the cache, else as it came with the package."""
        any_of_its_kind = (processor[0], *ANY)
        places = [(place, processor) for place in _places()] + [(SHIPPED, any_of_its_kind)]
        with suppress(OSError):
            for place, made_for in places:
                key = sig, made_for
                path = place / code_folder(self._file) / self._file_name(key)
                if path.is_file():
                    found = self._load(path, key, target_context)
                    if found is not None:
                        note_use(path.parent)
                        return found
        return None

    def _load(self, path: Path, key: object, target_context: Any) -> Any:  # noqa: ANN401
        content = path.read_bytes()
        checksum, code = content[:_CHECKSUM], memoryview(content)[_CHECKSUM:]
        if zlib.crc32(code).to_bytes(_CHECKSUM, "little") == checksum:
            with suppress(Exception):  # of a numba that reads it otherwise
                made_for, parts = pickle.loads(code)  # noqa: S301  (the folder is its owner's)
                if made_for == key:
                    _ready(target_context, content)
                    return _numbas("compiler").CompileResult._rebuild(target_context, *parts)
        if not path.is_relative_to(SHIPPED):  # what was installed is nobody's to remove
            path.unlink(missing_ok=True)
        return None

    def _folder(self, place: Path) -> Path:
        """The folder for the function's code, made."""
        folder = place / code_folder(self._file)
        if not folder.is_dir():
            make_private(place.parent)
            _tidy(place)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _write(self, place: Path, name: str, content: bytes) -> None:
        folder = self._folder(place)
        descriptor, working = tempfile.mkstemp(prefix=".", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(working).replace(folder / name)
        finally:
            Path(working).unlink(missing_ok=True)


def _ready(target_context: Any, code: bytes) -> None:  # noqa: ANN401
    """Name what loaded code calls. All else of numba is imported where something is compiled.

    That is a fifth of a second. Numba names what keeps memory as it begins to compile, and the
    secret of Python's hashes as it imports the functions for hashes.
    """
    if _HASHES in code:
        target_context.refresh()
    _numbas("runtime").rtsys.initialize(target_context)


def _places() -> list[Path]:
    """Where code is kept: numba's own variable stands above the cache folder's."""
    chosen = os.environ.get(_NUMBAS)
    own, *instead = cache_places()
    return [place / MACHINE_CODE for place in (Path(chosen) if chosen else own, *instead)]


def _stand_in(reason: OSError) -> Path:
    """A temporary folder for code that can be kept nowhere else."""
    chosen = os.environ.get(_NUMBAS)
    place = stand_in(reason, Path(chosen), _NUMBAS) if chosen else stand_in(reason)
    return place / MACHINE_CODE


def _tidy(place: Path) -> None:
    """Remove the code that nobody uses any more."""
    for folder in place.glob("*-" + "[0-9a-f]" * 16):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _UNUSED:
                shutil.rmtree(folder)
