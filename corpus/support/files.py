"""Writing files so that no half-written one ever stands under its final name, and TSV.

write_atomically(path) -> context manager yielding a text stream
write_binary_atomically(path) -> the same for bytes
unwritable(error) -> "cannot be written (No space left on device); free some space and run again"
write_keeping(path, write, may_go=…) -> Path of what stood there before and is kept beside it
output_folder(folder) -> context manager that makes it, and removes it again if nothing comes of it
write_tsv(path, header, rows)         tab and line break inside a field become a space

"-" and "/dev/stdout" stand for what the command prints, which comes when all is made.
"""

import errno
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from corpus.errors import InputError, StoreError, UsageError
from corpus.support.inputs import special
from corpus.support.locks import try_lock
from corpus.support.printing import is_stdout

_FIELD = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


_PART = re.compile(r"\..+\.([0-9a-f]+-[0-9a-f]{8})[0-9a-f]{8}\.part")
"""What a file is called while it is written: hidden, with its process and at random."""
_SELF = secrets.token_hex(4)
"""Tells this process from a killed one of its number: in a container, each may be number 1."""
_SYSTEMS = re.compile(r"/dev/[^/]+|/dev/fd/.*|/proc/.*")
"""Names of the system's, be they links to files by now: ``/dev/stderr``."""
_NAME = 40
"""Characters of the final name in it: together they fit into the 255 bytes of most systems."""
_FULL = {errno.ENOSPC, *({errno.EDQUOT} if hasattr(errno, "EDQUOT") else ())}
_REFUSED = {errno.EFBIG, errno.EIO, *_FULL}
"""How a disk refuses what it had begun to take."""
OF_WRITING = {errno.EROFS, *_FULL}
"""What the system says of nothing but writing."""
_IN_THE_WAY = {errno.ENOTDIR, errno.EEXIST}
"""What the system says where a file stands in the place of a folder."""

_tidied: set[Path] = set()
"""The folders that this process has already looked through for what killed ones left."""


@contextmanager
def write_atomically(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text stream whose content appears under `path` only when the block ends well.

    Until then it stands in a hidden file of a random name that nothing else has, be it a link.
    What a killed process leaves of it is removed by the next that writes into the folder.

    Raises:
        InputError: a folder or a device stands under the name, or the place cannot be written, or
            is full.
    """
    with _atomically(path, "", {"encoding": "utf-8", "newline": "\n"}) as stream:
        yield stream


@contextmanager
def write_binary_atomically(path: str | Path) -> Iterator[BinaryIO]:
    """The same as `write_atomically`, for bytes."""
    with _atomically(path, "b", {}) as stream:
        yield stream


@contextmanager
def _atomically(path: str | Path, kind: str, settings: dict[str, str]) -> Iterator[Any]:
    path = Path(path)
    if is_stdout(path):
        import shutil
        import tempfile

        with tempfile.TemporaryFile(f"w+{kind}", **settings) as stream:  # type: ignore[call-overload]
            yield stream
            stream.flush()
            stream.seek(0)
            sys.stdout.flush()
            shutil.copyfileobj(getattr(stream, "buffer", stream), sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    try:
        folder = path.is_dir()
    except OSError as error:  # its name is too long
        raise InputError(path, unwritable(error)) from None
    if folder:
        raise InputError(path, "is a folder; move it, or choose another place")
    # A file that is put in the place of these would take them from everybody.
    if found := special(path) or ("a device" if _SYSTEMS.fullmatch(str(path.absolute())) else ""):
        raise InputError(path, f"is {found}; give the name of a file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _tidy(path.parent)
        part, stream = _unfinished(
            path,
            lambda part: part.open(f"x{kind}", **settings),  # type: ignore[call-overload]
        )
    except OSError as error:
        raise InputError(path, unwritable(error)) from None
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            if os.name != "nt":
                _put_in_place(part, path)
        if os.name == "nt":  # there, an open file keeps its name
            _put_in_place(part, path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in _REFUSED:
            raise InputError(path, unwritable(error)) from None
        raise


def _put_in_place(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as error:
        reason = f"cannot be replaced ({error.strerror}); close it in other programs, or choose "
        raise InputError(path, f"{reason}another name") from None


def _unfinished(path: Path, open_part: Callable[[Path], Any]) -> tuple[Path, Any]:
    """A file of a random name beside the path, new and locked, which shows that this process lives.

    Between being made and being locked it looks like a dead process's, and another process may
    remove it: then there is another one.
    """
    while True:
        part = path.with_name(f".{path.name[:_NAME]}.{_process()}{secrets.token_hex(4)}.part")
        stream = open_part(part)
        if try_lock(stream.fileno()) is not False and part.exists():
            return part, stream
        stream.close()


def _process() -> str:
    """This process in the names of its unfinished files: locks say nothing to who holds them."""
    return f"{os.getpid():x}-{_SELF}"


def unwritable(error: OSError, elsewhere: str = "another place") -> str:
    """Why something cannot be written, and what helps.

    Args:
        error: what the system says.
        elsewhere: what to choose instead.
    """
    if error.errno in _FULL:
        remedy = "free some space and run again"
    elif error.errno in _IN_THE_WAY:
        remedy = f"a file stands where a folder should: move it, or choose {elsewhere}"
    else:
        remedy = f"choose {elsewhere}"
    return f"cannot be written ({error.strerror or error}); {remedy}"


@contextmanager
def output_folder(folder: Path) -> Iterator[None]:
    """Make a folder for outputs; what was made for nothing, as the block ends badly, goes again.

    Raises:
        UsageError: a file stands there.
        StoreError: it cannot be made, or written into.
    """
    import tempfile

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; give a folder for the outputs")
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            raise StoreError(f"{folder}: {unwritable(error, 'another folder with -o')}") from None
        yield
    except BaseException:
        with suppress(OSError):  # not empty: something stands there by now
            for each in made:
                each.rmdir()
        raise


def write_keeping(
    path: Path, write_to: Callable[[Path], object], *, may_go: bool = False
) -> Path | None:
    """Write a file; what stands in its place, and differs, is kept beside it.

    Args:
        path: of the file.
        write_to: writes it to a path, or leaves what is there.
        may_go: what stands there need not be kept.

    Returns:
        The copy; None if there is none.

    Raises:
        InputError: there can be no copy; and what `write_to` raises.
    """
    if may_go or not path.is_file():
        write_to(path)
        return None
    import filecmp

    copy = copy_beside(path)
    try:
        write_to(path)
    except BaseException:
        copy.unlink()
        raise
    if filecmp.cmp(copy, path, shallow=False):  # a killed process's
        copy.unlink()
        return None
    return copy


def copy_beside(path: Path) -> Path:
    """A copy of a file beside it, under a name that is free.

    Raises:
        InputError: there can be none.
    """
    import shutil

    names = (path.with_name(f"{path.name}.{number}.bak") for number in count(1))
    copy = next(name for name in names if not name.exists())
    try:
        shutil.copy2(path, copy)
    except OSError as error:
        raise InputError(copy, unwritable(error)) from None
    return copy


def _tidy(folder: Path) -> None:
    """Remove what killed processes left of unfinished files, once for a folder and process."""
    folder = folder.absolute()
    if folder in _tidied:
        return
    _tidied.add(folder)
    for entry in os.scandir(folder):
        found = _PART.fullmatch(entry.name)
        if found and found[1] != _process() and entry.is_file(follow_symlinks=False):
            with suppress(OSError):
                with open(entry, "rb+") as left:  # noqa: PTH123  (a name, not a Path)
                    dead = try_lock(left.fileno())
                    if dead and os.name != "nt":  # still locked, so that nobody begins to write it
                        Path(entry).unlink()
                if dead and os.name == "nt":  # there, an open file keeps its name
                    Path(entry).unlink()


def tsv_line(fields: Iterable[object]) -> str:
    """One line of a TSV without quoting, with its line feed."""
    texts = [*map(str, fields)]
    line = "\t".join(texts)
    if line.count("\t") >= max(1, len(texts)) or "\n" in line or "\r" in line:  # seldom
        line = "\t".join(text.translate(_FIELD) for text in texts)
    return line + "\n"


def write_tsv(path: str | Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a header (none if empty) and rows; a tab or line break in a field becomes a space."""
    with write_atomically(path) as stream:
        if header:
            stream.write(tsv_line(header))
        stream.writelines(map(tsv_line, rows))
