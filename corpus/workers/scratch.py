"""A folder for what a process and its workers share, and what killed processes left of theirs.

with scratch_folder() as folder: ...
"""

import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from corpus.errors import UsageError
from corpus.support.locks import try_lock

_NAME = re.compile(r"duizhao-work-\d+-\w+")
"""With the number of its process."""
_SELF = secrets.token_hex(4)
"""Tells this process from a killed one of its number: in a container, each may be number 1."""
_LOCK = "in-use"
"""The file in it that its process has locked for as long as it lives."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder in that for temporary files, which is removed when the block ends.

    What killed processes left is removed first.

    Raises:
        UsageError: there is no folder for temporary files that can be written.
    """
    try:
        _tidy(Path(tempfile.gettempdir()))
        made, lock = _made()
    except OSError as error:
        raise UsageError(
            f"no folder for temporary files ({error.strerror or error}); set TMPDIR to one"
        ) from None
    with made, lock:
        yield Path(made.name)


def _made() -> tuple[tempfile.TemporaryDirectory[str], IO[bytes]]:
    """A folder, and the file in it, locked; another one if somebody tidied it away meanwhile."""
    while True:
        made = tempfile.TemporaryDirectory(prefix=_beginning(), ignore_cleanup_errors=True)
        path = Path(made.name) / _LOCK
        lock = path.open("xb")
        # None: nothing can be locked there, by others neither.
        if try_lock(lock.fileno()) is not False and path.exists():
            return made, lock
        lock.close()
        made.cleanup()


def _tidy(place: Path) -> None:
    """Remove the folders of processes that are no more."""
    try:
        folders = [folder for folder in place.iterdir() if _NAME.fullmatch(folder.name)]
    except OSError:  # a folder that can be written, and not listed
        return
    for folder in folders:
        if folder.is_symlink() or folder.name.startswith(_beginning()):
            continue
        # Without a lock it is being made or removed, or is another user's: it stays.
        with suppress(OSError), (folder / _LOCK).open("rb+") as lock:
            if try_lock(lock.fileno()):
                shutil.rmtree(folder, ignore_errors=True)


def _beginning() -> str:
    """How the names of this process's folders begin: locks say nothing to who holds them."""
    return f"duizhao-work-{os.getpid()}-{_SELF}"
