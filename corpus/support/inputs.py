"""Opening the files that a user names, and only files.

open_input(path) -> BufferedReader
read_input(path, most) -> bytes        most: bytes that it may have
refusal(path, most) -> str             why a file is not opened; empty if nothing speaks against it
sha256_of(path) -> str                 a hash of its bytes
special(path) -> str                   what stands there that is neither file nor folder
number(value) -> value                 the callback of every option with a point

What is no regular file is named before it is opened: a named pipe keeps waiting for a writer, and
a device never ends. A link counts as what it leads to.
"""

import math
import os
import stat
import sys
from io import BufferedReader
from pathlib import Path

from corpus.errors import InputError, UsageError

MEGABYTE = 1_000_000
MOST_COUNT = 1_000_000_000
"""The largest number that an option which counts may have: all of anything."""
MOST_BYTES = 100 * MEGABYTE
"""Bytes of a file that is read whole: a thousand novels, or a year of a newspaper. What a reader
makes of a file takes some twenty times its size."""

STDIN = "-"
"""Stands for standard input where a path is expected."""
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_input(path: str | Path) -> BufferedReader:
    """A file for reading.

    Raises:
        InputError: it is not there, no regular file, or may not be read.
    """
    if reason := refusal(path):
        raise InputError(path, reason)
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise InputError(path, _unreadable(error)) from None


def sha256_of(path: str | Path) -> str:
    """A hash of a file's bytes, as a hexadecimal number.

    Raises:
        InputError: as `open_input`.
    """
    import hashlib  # loads OpenSSL, which asking for help must not cost

    with open_input(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_ALLOW_MORE = "split it, or allow more with --max-size"
"""What helps against a file that is too large, in the commands that have the option."""


def read_input(path: str | Path, most: int, remedy: str = _ALLOW_MORE) -> bytes:
    """The bytes of a file.

    Args:
        path: of the file; ``-`` is standard input.
        most: bytes that it may have.
        remedy: what helps if it has more.

    Raises:
        InputError: as `open_input`, or it is larger.
    """
    if str(path) == STDIN:
        return _read_stdin(most, remedy)
    if reason := refusal(path, most, remedy):
        raise InputError(path, reason)
    with open_input(path) as stream:
        try:
            data = stream.read(most + 1)
        except OSError as error:
            raise InputError(path, _unreadable(error)) from None
    if len(data) > most:  # it has grown, or its size is not what it says
        raise InputError(path, _too_large(len(data), most, remedy))
    return data


def _read_stdin(most: int, remedy: str) -> bytes:
    if sys.stdin is None:  # closed
        raise InputError("stdin", "cannot be read (it is closed)")
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise InputError("stdin", _too_large(len(data), most, remedy))
    return data


def refusal(path: str | Path, most: int | None = None, remedy: str = _ALLOW_MORE) -> str:
    """Why a file is not to be opened, in one line; empty if nothing speaks against it."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return _unreadable(error)
    if kind := _special(status):
        return f"is {kind}, no file; save what it gives as a file"
    if most is not None and status.st_size > most:
        return _too_large(status.st_size, most, remedy)
    return ""


def special(path: str | Path) -> str:
    """``a device``, ``a named pipe`` or ``a socket``, if that stands there; else nothing."""
    try:
        return _special(Path(path).stat())
    except (OSError, ValueError):
        return ""


def _special(status: os.stat_result) -> str:
    return next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "")


def number(value: float | None) -> float | None:
    """The value of an option: NaN is less and more than nothing, so it passes every bound of click.

    Raises:
        UsageError: it is NaN.
    """
    if value is not None and math.isnan(value):
        raise UsageError("nan, given for an option, is not a number; give one in its range")
    return value


def _unreadable(error: OSError | ValueError) -> str:
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"


def _too_large(size: int, most: int, remedy: str) -> str:
    return f"has {size / MEGABYTE:,.1f} MB, more than {most / MEGABYTE:,.0f}; {remedy}"
