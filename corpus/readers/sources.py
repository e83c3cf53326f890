"""Which files there are, and what a metadata.tsv beside them says."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.plain import read_tsv

METADATA = "metadata.tsv"


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Something that could not be read.

    Attributes:
        origin: the file, as named.
        reason: what is wrong and what helps, in one line.
        line: one-based line of the fault, if known.
    """

    origin: str
    reason: str
    line: int | None = None

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


def find(paths: Iterable[str | Path]) -> Iterator[SourceFile | ReadFailure]:
    """The files, each once; folders are walked in sorted order, without hidden files."""
    tables = _Tables()
    seen: set[str] = set()
    for given in map(Path, paths):
        root = given if given.is_dir() else given.parent
        files = list(_walk(given)) if given.is_dir() else [given]
        if not files:
            yield ReadFailure(_origin(given), "holds no files")
        for path in files:
            origin = _origin(path)
            if origin in seen or (path.name == METADATA and given.is_dir()):
                continue
            seen.add(origin)
            try:
                if not path.exists():
                    raise InputError(origin, "does not exist")  # noqa: TRY301
                yield SourceFile(origin, path, tables.row(path, root))
            except InputError as error:
                yield ReadFailure(error.path, error.reason, error.line)


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, in the order of their paths."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)


def _origin(path: Path) -> str:
    """The path in posix form; bytes of a name that are not UTF-8 are replaced."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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
            if table.is_file():
                self._rows[folder] = {
                    row["path"]: {key: value for key, value in row.items() if value}
                    for row in read_tsv(table, ["path"])
                }
        return self._rows[folder]
