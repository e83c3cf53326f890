"""The folder that a batch writes into: no input, and what others put there is not lost.

refuse_inputs(folder, (left, right), ".align", memories)
results = Results(folder)
results.write("1.align", write) -> what to say of a file that stood there

The folder holds the results alone, so what batches have written is remembered elsewhere: the
digests of the files, in the user's cache folder. Without them a file is kept once too often.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from corpus.errors import UsageError
from corpus.support.cache import BATCHES, cache_folder, make_private
from corpus.support.files import write_keeping
from corpus.support.inputs import sha256_of


def refuse_inputs(
    folder: Path, sides: tuple[Path, Path], suffix: str, others: Iterable[str | Path] = ()
) -> None:
    """See that results are not written among the files to align, nor over an input.

    Args:
        folder: for the results.
        sides: the folders of the files to align.
        suffix: of the results.
        others: files that are read, too.

    Raises:
        UsageError: they are; nothing has been read.
    """
    for side in sides:
        if side.is_dir() and folder.exists() and side.samefile(folder):
            raise UsageError(f"{folder}: holds the files to align; choose another folder with -o")
    files = [path for side in sides if side.is_dir() for path in side.iterdir()]
    place = os.path.realpath(folder)
    written = {os.path.join(place, path.stem + suffix) for path in files}  # noqa: PTH118
    for path in (*files, *others):
        if os.path.realpath(path) in written:
            raise UsageError(
                f"{folder}: {path} would be written over; choose another folder with -o"
            )


class Results:
    """The files of one folder, by several processes.

    Args:
        folder: where they stand.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = os.fsencode(os.path.realpath(folder))
        self._record = cache_folder() / BATCHES / hashlib.sha256(self._place).hexdigest()[:32]
        _tidy(self._record.parent)
        self._written: frozenset[str] = frozenset()
        with suppress(OSError):
            self._written = frozenset(self._record.read_text("utf-8", "replace").split("\n"))

    def write(self, name: str, write_to: Callable[[Path], object]) -> str:
        """Write a file; what stands there and no batch wrote is kept beside it.

        Returns:
            A line that names what is kept, or nothing.

        Raises:
            InputError: it cannot be written; and what `write_to` raises.
        """
        path = self._folder / name
        ours = path.is_file() and sha256_of(path) in self._written
        kept = write_keeping(path, write_to, may_go=ours)
        self._remember(sha256_of(path))
        return (
            f"duizhao: {path}: was not written like this by a batch; it is kept as {kept}"
            if kept
            else ""
        )

    def _remember(self, digest: str) -> None:
        """Add a line, between which no other process's comes; what cannot be kept does no harm."""
        if digest in self._written:
            return
        with suppress(OSError):
            make_private(cache_folder())
            self._record.parent.mkdir(exist_ok=True)
            with self._record.open("ab") as record:
                first = b"" if record.tell() else self._place + b"\n"
                record.write(first + digest.encode() + b"\n")


def _tidy(records: Path) -> None:
    """Remove the records of folders that are gone: the first line names them."""
    with suppress(OSError):
        for record in records.iterdir():
            with record.open("rb") as stream:
                folder = Path(os.fsdecode(stream.readline().rstrip(b"\n")))
            if not folder.is_dir():
                record.unlink()
