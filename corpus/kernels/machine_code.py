"""Machine code as numba keeps it: what `code_folders` has room for, found and written.

keep_code(dispatcher)              of a function that numba compiles, from now on
asked                              every kernel that numba was asked for, and with which types

A file holds how the code is called without numba (`linking`), and behind it what numba needs. Of
processes that need the same one compiles it, and the others wait for it.

Code that comes with the package (`corpus.kernels.preparation`) is for any processor of its kind;
what is compiled here is for this one. As no sum is put in another order for either, both give the
same results.
"""

import hashlib
import io
import marshal
import pickle
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.kernels.code_folders import (
    ANY,
    ROOT,
    SHIPPED,
    SUFFIX,
    checked,
    code_files,
    code_folder,
    made_folder,
    place_instead,
    places,
    remove,
    stem,
    write,
)
from corpus.kernels.compiling_note import Compiling
from corpus.kernels.linking import record
from corpus.support.cache import make_private, note_use
from corpus.support.locks import locked

_HASHES = b"_numba_hashsecret"
"""In the machine code of functions that hash as Python does."""

_Key = tuple[object, tuple[str, str, str]]
"""Numba's types of the arguments, and its triple, name and features of a processor."""

asked: dict[tuple[Callable[..., Any], Any], None] = {}
"""What this process called with numba, in order: functions, and the types of their arguments."""


def keep_code(dispatcher: Any) -> None:  # noqa: ANN401  (numba has no types)
    """Load and keep the machine code of a function.

    `stats` of the function counts what was loaded and what was not there. A numba that has changed
    what `MachineCode` relies on keeps code in its own way, in a folder for these very sources.
    """
    if not Path(dispatcher.py_func.__code__.co_filename).is_file():
        return  # typed in, or bytecode alone: there is nothing to name it by
    if _numba_is_known() and hasattr(dispatcher, "_cache"):
        dispatcher._cache = MachineCode(dispatcher.py_func)
        dispatcher.compile = _compiling(dispatcher)
        return
    folder = places()[0].with_name(f"numba-{_all_sources()}")
    try:
        make_private(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        folder = place_instead(error)
    # Set also where the user did: otherwise numba would look for a place beside the sources.
    _numbas("config").CACHE_DIR = str(folder)
    dispatcher.enable_caching()


def _compiling(dispatcher: Any) -> Callable[[object], object]:  # noqa: ANN401
    """Numba's own `compile`, after which nobody waits for code any more that could not be made."""
    compile_ = dispatcher.compile

    def compiled(types: object) -> object:
        try:
            return compile_(types)
        finally:
            dispatcher._cache.give_up(types)

    return compiled


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


class MachineCode:
    """The machine code of one function, a file for each combination of types and processor.

    What numba asks for code before it compiles, and gives it to afterwards: in the place of
    ``numba.core.caching.FunctionCache``.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        """Read nothing yet: most functions of a module are not called."""
        self._file = Path(function.__code__.co_filename)
        self._function = function
        self._enabled = True
        self._claims: dict[_Key, ExitStack] = {}

    @property
    def cache_path(self) -> str:
        """The folder where code is looked for first."""
        return str(places()[0] / code_folder(self._file))

    def enable(self) -> None:
        """Load and keep code again."""
        self._enabled = True

    def disable(self) -> None:
        """Neither load nor keep code."""
        self._enabled = False

    def flush(self) -> None:
        """Forget the function's code."""
        for path in code_files(self._function):
            remove(path)

    def load_overload(self, sig: object, target_context: Any) -> Any:  # noqa: ANN401
        """The compiled function for these types, None if its code is missing or damaged."""
        if not self._enabled:
            target_context.refresh()
            return None
        asked.setdefault((self._function, sig))
        processor = target_context.codegen().magic_tuple()
        found = self._found(sig, processor, target_context)
        if found is None:
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

    def give_up(self, sig: object) -> None:
        """Code for these types was asked for: if it was to be made and is not, that failed."""
        for key in [key for key in self._claims if key[0] == sig]:
            self._release(key)

    def _claim(self, key: _Key) -> None:
        """Wait for another process that compiles the same; from now on others wait for this one.

        A function is compiled before those that call it, so that two never wait for each other.
        """
        Compiling.begin()
        claim = self._claims[key] = ExitStack()
        with suppress(OSError):  # where nothing can be written, each compiles for itself
            folder = made_folder(places()[0] / code_folder(self._file))
            claim.enter_context(locked(folder / f".{self._file_name(key)}"))

    def _release(self, key: _Key) -> None:
        """It is there, or cannot be kept."""
        claim = self._claims.pop(key, None)
        if claim is not None:
            Compiling.end()
            claim.close()

    def _keep(self, key: _Key, data: Any) -> None:  # noqa: ANN401
        content = record(data, key[1]) + _numbas("serialize").dumps((key, data._reduce()))
        inside = Path(code_folder(self._file), self._file_name(key))
        try:
            write(places()[0] / inside, content)
        except OSError as error:
            with suppress(OSError, UsageError):
                write(place_instead(error) / inside, content)

    def _file_name(self, key: _Key) -> str:
        """The key itself is compared, too, when the file is loaded."""
        digest = hashlib.sha256(repr(key).encode()).hexdigest()[:16]
        return f"{stem(self._function)}-{digest}{SUFFIX}"

    def _found(self, sig: object, processor: tuple[str, str, str], target_context: Any) -> Any:  # noqa: ANN401
        """From the cache, else as it came with the package."""
        any_of_its_kind = (processor[0], *ANY)
        kept = [(place, processor) for place in places()] + [(SHIPPED, any_of_its_kind)]
        with suppress(OSError):
            for place, made_for in kept:
                key = sig, made_for
                path = place / code_folder(self._file) / self._file_name(key)
                if path.is_file():
                    found = self._load(path, key, target_context)
                    if found is not None:
                        note_use(path.parent)
                        return found
        return None

    def _load(self, path: Path, key: object, target_context: Any) -> Any:  # noqa: ANN401
        content = checked(path)
        if content is None:
            return None
        with suppress(Exception):  # of a numba that reads it otherwise
            stream = io.BytesIO(content)
            marshal.load(stream)  # noqa: S302  (the same; it is what `linking` needs)
            made_for, parts = pickle.load(stream)  # noqa: S301  (the folder is its owner's)
            if made_for == key:
                _ready(target_context, stream.getvalue())
                return _numbas("compiler").CompileResult._rebuild(target_context, *parts)
        remove(path)
        return None


def _ready(target_context: Any, code: bytes) -> None:  # noqa: ANN401
    """Name what loaded code calls. All else of numba is imported where something is compiled.

    That is a fifth of a second. Numba names what keeps memory as it begins to compile, and the
    secret of Python's hashes as it imports the functions for hashes.
    """
    if _HASHES in code:
        target_context.refresh()
    _numbas("runtime").rtsys.initialize(target_context)
