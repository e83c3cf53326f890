"""Which files there are, and what a metadata.tsv beside them says."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.formats import TABLES
from corpus.readers.plain import read_tsv
from corpus.support.inputs import STDIN

METADATA = "metadata.tsv"
_OUTPUTS = ("corpus.sqlite", "report.html")
"""What stands in a folder that a run has written."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, line ends, what turns the direction of writing, and what is no character."""


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Something that could not be read.

    Attributes:
        origin: the file, as named.
        reason: what is wrong and what helps, in one line.
        line: one-based line of the fault, if known.
        retry: whether the same file may be read another time: nothing is wrong with it, or that
            is not known.
    """

    origin: str
    reason: str
    line: int | None = None
    retry: bool = False

    def __str__(self) -> str:
        where = self.origin if self.line is None else f"{self.origin}:{self.line}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read.

    Attributes:
        origin: the path as given, in posix form: what documents are known by.
        metadata: its row of the ``metadata.tsv``, or nothing.
    """

    origin: str
    path: Path
    metadata: Mapping[str, str] = field(default_factory=dict)

    def with_columns(self, columns: str) -> "SourceFile":
        """The file with what the user says of the columns of tables, if it is or holds one."""
        if not columns or self.path.suffix.lower() not in TABLES:
            return self
        return replace(self, metadata={"columns": columns, **self.metadata})


def find(
    paths: Iterable[str | Path], ours: Collection[Path] = ()
) -> Iterator[SourceFile | ReadFailure]:
    """The files, each once; folders are walked in sorted order, without hidden files.

    Nothing is passed over in silence: a folder that cannot be listed, a link to a folder (which
    is not followed), one inside another that a run has written, and a path that leads nowhere are
    failures. What is no regular file, or may not be read, is for `read_file` to say.

    Args:
        paths: files and folders; ``-`` is standard input.
        ours: folders, resolved, that are looked into though a run has written there.
    """
    tables = _Tables()
    seen: dict[str, Path] = {}
    for given in map(Path, paths):
        if str(given) == STDIN:
            yield SourceFile("stdin", given)
            continue
        walked = os.path.isdir(given)  # noqa: PTH112  (Path.is_dir raises where it may not look)
        root = given if walked else given.parent
        files = list(_walk(given, ours)) if walked else [given]
        if not files:
            yield ReadFailure(origin_of(given), "holds no files")
        for path in files:
            if isinstance(path, ReadFailure):
                yield path
                continue
            origin = origin_of(path)
            if origin in seen or (path.name == METADATA and walked):
                if seen.get(origin, path) != path:
                    yield ReadFailure(origin, "is what two files are called here; rename one")
                continue
            seen[origin] = path
            if _leads_nowhere(path):
                yield ReadFailure(origin, "does not exist")
                continue
            metadata: Mapping[str, str] = {}
            try:
                metadata = tables.row(path, root)
            except (
                InputError
            ) as error:  # once for each table; what it describes is read all the same
                yield ReadFailure(origin_of(Path(error.path)), error.reason, error.line)
            yield SourceFile(origin, path, metadata)


def _walk(folder: Path, ours: Collection[Path]) -> Iterator[Path | ReadFailure]:
    """All files below a folder, in the order of their paths, and what could not be looked into."""
    unlisted: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unlisted.append):
        here = Path(parent)
        if set(_OUTPUTS) <= set(names) and here != folder and here.resolve() not in ours:
            reason = "holds what duizhao run has written, no coverage; nothing in it was read"
            yield ReadFailure(origin_of(here), reason)
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(parent, name).is_symlink():
                reason = "is a link to a folder, which is not followed; give the folder itself"
                yield ReadFailure(origin_of(Path(parent, name)), reason)
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)
    for error in unlisted:
        reason = f"cannot be listed ({error.strerror}); nothing in it was read"
        yield ReadFailure(origin_of(Path(error.filename)), reason)


def _leads_nowhere(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):  # for the reader to say
        return False
    return False


def origin_of(path: Path) -> str:
    """The path in posix form, as it can be printed and written."""
    return printable(path.as_posix())


def printable(name: str) -> str:
    """A name as it can be printed and written.

    Control characters, and bytes that are not UTF-8, are written by their codes, as Python writes
    them. So two names that differ in them stay two.
    """
    return _UNPRINTABLE.sub(_escaped, name)


def _escaped(character: re.Match[str]) -> str:
    code = ord(character[0])
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code  # how Python has bytes in names
    return f"\\x{byte:02x}" if byte < 0x100 else f"\\u{byte:04x}"


class _Tables:
    """The metadata tables of folders, each read once."""

    def __init__(self) -> None:
        self._rows: dict[Path, dict[str, dict[str, str]]] = {}

    def row(self, path: Path, root: Path) -> dict[str, str]:
        """What the table in the file's folder says, or one further up to `root`.

        Raises:
            InputError: a table cannot be read.
        """
        for folder in (path.parent, *path.parent.parents):
            found = self._table(folder).get(path.relative_to(folder).as_posix())
            if found is not None:
                return found
            if folder == root:
                break
        return {}

    def _table(self, folder: Path) -> dict[str, dict[str, str]]:
        """The rows of a folder's table by path; empty if there is none."""
        if folder not in self._rows:
            self._rows[folder] = {}
            table = folder / METADATA
            if not _leads_nowhere(table):
                self._rows[folder] = {
                    row["path"]: {key: value for key, value in row.items() if value}
                    for row in read_tsv(table, ["path"])
                }
        return self._rows[folder]
