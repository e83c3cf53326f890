"""Tables that are derived once and kept in the user's cache folder, and repaired when damaged.

cache_folder() -> Path                     where they are looked for
derived(name, version, build) -> Path      a folder of tables, built at first use
checksum(path) -> int                      what tells a damaged file

A finished folder holds ``manifest.json``, written last: the size and checksum of each file. It is
compared with the files whenever a process opens the tables; what differs is built again. A folder
that stands is never removed while it may be read: of processes that start together one builds,
in a folder of its own, and the others wait for it.
"""

import json
import mmap
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path

from corpus.errors import UsageError
from corpus.support.locks import LockedError, locked
from corpus.support.printing import note
from corpus.support.progress import preparing
from corpus.support.uncollected import uncollected

MANIFEST = "manifest.json"
MACHINE_CODE = "machine-code"
"""The folder of `corpus.kernels.machine_code` in the cache folder."""
VECTORS = "vectors.sqlite"
"""The file of `align.vectors.vector_cache` in the cache folder."""
BATCHES = "batches"
"""The folder of `align.file_pairs.results` in the cache folder."""
_CHOSEN = "DUIZHAO_CACHE"
_INSTEAD = "_DUIZHAO_CACHE_INSTEAD"
"""Names a stand-in for a cache folder that cannot be written, for the processes started here."""
_WORKING = ".building-"
_KILLED = 3600.0
"""Seconds without a new file after which an unfinished folder is taken to be a killed process's."""
_UNUSED = 30 * 24 * 3600.0
"""Seconds after which what nothing has opened is taken to be an old version's."""
_NOTED = 24 * 3600.0
"""Seconds between two notes that a folder is in use: often enough for `_UNUSED`."""


helpers: set[int] = set()
"""Processes that this one started to build tables beside it."""


def cache_folder() -> Path:
    """``DUIZHAO_CACHE`` if set, else the platform's cache folder for ``duizhao``."""
    chosen = os.environ.get(_CHOSEN)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("duizhao", appauthor=False))


def cache_places() -> list[Path]:
    """Where to look: the cache folder and, if it could not be written, the stand-in for it."""
    instead = os.environ.get(_INSTEAD)
    return [cache_folder(), Path(instead)] if instead else [cache_folder()]


def stand_in(reason: OSError, place: Path | None = None, setting: str = _CHOSEN) -> Path:
    """A temporary folder in place of the cache folder, which cannot be written; that is said once.

    It is removed when the process that made it ends; processes that it starts use it too.

    Args:
        reason: why it cannot be written.
        place: another folder for which that holds.
        setting: the environment variable that names it.

    Raises:
        UsageError: there is no place for temporary files either.
    """
    instead = os.environ.get(_INSTEAD)
    if instead:
        return Path(instead)
    said = f"{place or cache_folder()}: the cache cannot be written ({reason.strerror or reason})"
    try:
        made = tempfile.mkdtemp(prefix="duizhao-")
    except OSError as error:
        raise UsageError(
            f"{said}, nor can a temporary folder ({error.strerror}); set {setting} to a folder "
            "with room"
        ) from None
    import atexit

    atexit.register(_remove_own, made, os.getpid())
    os.environ[_INSTEAD] = made
    _say(f"{said}; set {setting} to another folder. Until this command ends, {made} is used")
    return Path(made)


def derived(name: str, version: str, build: Callable[[Path], None], *, say: bool = True) -> Path:
    """The folder ``name-version`` of derived tables, built if it is missing or damaged.

    Args:
        name: of the tables.
        version: all that they depend on.
        build: fills an empty folder.
        say: that they are being built.

    Raises:
        UsageError: no folder can be written, or the disk is full.
    """
    folder = f"{name}-{version}"
    for place in cache_places():
        if is_whole(place / folder):
            note_use(place / folder)
            return place / folder
    try:
        return _build(cache_folder(), name, version, build, say)
    except OSError as error:
        instead = stand_in(error)
    try:
        return _build(instead, name, version, build, say)
    except OSError as error:
        raise UsageError(
            f"{instead}: {name} cannot be built there ({error.strerror or error}); "
            f"set {_CHOSEN} to a folder with room"
        ) from None


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter; a folder that the user chose stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _CHOSEN not in os.environ:
        with suppress(OSError):
            folder.chmod(0o700)


def is_whole(folder: Path) -> bool:
    """Whether a folder of tables is as it was when it was finished.

    All of each file is read: what the tables are used for reads most of them anyway, and CRC-32
    runs at some 4 GB/s (20 ms for the largest, of 67 MB), where SHA-256 takes twice and BLAKE2
    four times as long. The times of change can't stand in for it: they survive a bad disk and a
    wrong copy. Against somebody who can write here no checksum helps; the folder is its owner's.
    """
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return all(
            (folder / name).stat().st_size == size and checksum(folder / name) == kept
            for name, (size, kept) in files.items()
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def checksum(path: Path) -> int:
    """The CRC-32 of a file: any damaged byte, or any damage of up to 32 bits, changes it."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return 0
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return zlib.crc32(content)


def note_use(path: Path) -> None:
    """Note that a file or folder of the cache is in use, at most once a day."""
    with suppress(OSError):  # one that cannot be written is not tidied either
        if time.time() - path.stat().st_mtime > _NOTED:
            os.utime(path)


def _build(root: Path, name: str, version: str, build: Callable[[Path], None], say: bool) -> Path:
    folder = f"{name}-{version}"
    final = root / folder
    make_private(root)

    def waiting() -> None:
        with suppress(OSError, ValueError):
            if int((root / f".{folder}.lock").read_text("utf-8")) in helpers:
                note(f"{folder} is being built beside this (once)")
                return
        _say(f"waiting for another process that builds {folder} in {root}")

    with ExitStack() as held:
        lock = root / f".{folder}.lock"
        try:
            held.enter_context(locked(lock, wait=False))
        except LockedError:
            with preparing("waiting", f"waiting for {name}", "another process builds it"):
                held.enter_context(locked(lock, waiting=waiting))
        if is_whole(final):  # by now
            return final
        if say and (final / MANIFEST).exists():
            _say(f"building {folder} in {root} again: it is damaged")
        _tidy(root)
        working = Path(tempfile.mkdtemp(prefix=_WORKING, dir=root))
        try:
            with uncollected(), _building(name, root) if say else nullcontext():
                build(working)
                _finish(working)
            if final.exists():
                final.rename(working.with_name(f"{working.name}-damaged"))
            working.rename(final)
        finally:
            for left in (working, working.with_name(f"{working.name}-damaged")):
                shutil.rmtree(left, ignore_errors=True)
    return final


@contextmanager
def _building(name: str, root: Path) -> Iterator[None]:
    """Say that a table is built, and at the end how long it took, without what was compiled."""
    with preparing("building tables", f"building {name}", "once") as made:
        yield
    note(f"{name}: built in {made.seconds:.1f} s (once, in {root})")


def _finish(folder: Path) -> None:
    """Write the manifest, when all else is on the disk."""
    files = {}
    for path in sorted(folder.iterdir()):
        _sync(path)
        files[path.name] = path.stat().st_size, checksum(path)
    manifest = folder / MANIFEST
    manifest.write_text(json.dumps({"made by": "duizhao", "files": files}, indent=1), "utf-8")
    _sync(manifest)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _tidy(root: Path) -> None:
    """Remove what killed processes left, and the tables of versions that nobody uses."""
    now = time.time()
    for path in [*root.glob(f"{_WORKING}*"), *_finished(root)]:
        with suppress(OSError):
            most = _KILLED if path.name.startswith(_WORKING) else _UNUSED
            if now - path.stat().st_mtime > most:
                shutil.rmtree(path, ignore_errors=True)


def _finished(root: Path) -> Iterator[Path]:
    """The folders of finished tables; in a folder that the user chose may stand other things."""
    for manifest in root.glob(f"*/{MANIFEST}"):
        with suppress(OSError, ValueError, AttributeError):
            if json.loads(manifest.read_bytes()).get("made by") == "duizhao":
                yield manifest.parent


def _remove_own(folder: str, process: int) -> None:
    if process == os.getpid():
        shutil.rmtree(folder, ignore_errors=True)


def _say(text: str) -> None:
    note(f"duizhao: {text}")
