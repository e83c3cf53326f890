"""The project file ``corpus.sqlite``: what was read, its sentences, and which stage is done.

with Store("corpus.sqlite") as store:
    store.add(["news/"])
    store.segment()
    for hit in store.search("务实外交"): ...

Every change is a transaction: a process that is killed leaves the file as it was after the last
one. What the file holds depends on the set of files added, not on their order.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.cleaning.furniture import furniture
from corpus.cleaning.lists import FurnitureList, from_lines
from corpus.errors import NothingReadError, StoreError, UsageError
from corpus.jobs import SERIAL, Jobs
from corpus.model import Document, Language, Quotations, Sentence
from corpus.readers.registry import ReadFailure, SourceFile, find
from corpus.readers.tables.columns import chosen
from corpus.store import segmentation
from corpus.store.concordance import Hit, find_phrase
from corpus.store.documents import add_file, looked_at, lost, select, settle
from corpus.store.schema import DAMAGE, connect, unusable
from corpus.support.inputs import MOST_BYTES, STDIN, special
from corpus.support.progress import track

_BESIDE = ("-wal", "-shm", "-journal")
"""Files of SQLite's beside the project file."""
_CONVENTIONS = "conventions"
"""The stage whose key is the user's list of furniture and the convention for quotations."""
_TOGETHER = 8
"""Files that are read together."""
_BATCH = 200  # files per transaction: what a killed process has to read again, at most


@dataclass(frozen=True, slots=True)
class Added:
    """What `Store.add` did, by file; a file that gave no document is among the failures only.

    Attributes:
        new: origins of files that were not known.
        unchanged: of files whose bytes and metadata were the same; they were not parsed again.
        replaced: of files whose earlier content was replaced.
        failures: what could not be read, that of unchanged files included.
    """

    new: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    failures: tuple[ReadFailure, ...]


class Store:
    """A project file; a context manager that closes it.

    What SQLite raises in between (the file is damaged, the disk full) leaves it as a `StoreError`.
    If that ends with `NothingReadError`, a file that it made is gone again, with its folders.

    Attributes:
        path: the file.
        connection: for the tables of other packages; autocommit, foreign keys on.
    """

    def __init__(self, path: str | Path, *, must_exist: bool = False) -> None:
        """Open the file, or make it.

        Raises:
            StoreError: not a project file, or too new; or `must_exist` and it is not there.
        """
        self.path = Path(path)
        if kind := special(self.path):
            raise StoreError(f"{self.path}: is {kind}, no project file; give the name of a file")
        if must_exist and not self.path.is_file():
            raise StoreError(f"{self.path}: no such project file; make it with: corpus add")
        folders = (self.path.parent, *self.path.parent.parents)
        self._made = not self.path.exists()
        self._made_folders = [folder for folder in folders if not folder.exists()]
        self.connection = connect(self.path)
        self._opened = self.path.stat() if self.path.exists() else None  # in memory

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, DAMAGE):
            raise unusable(self.path, error) from None
        if self._made and isinstance(error, NothingReadError):
            self.path.unlink(missing_ok=True)
            with suppress(OSError):  # not empty: something else stands there by now
                for folder in self._made_folders:
                    folder.rmdir()

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self.connection.close()

    @property
    def stands(self) -> bool:
        """Whether the file that was opened still has its name; else what is written is lost."""
        if self._opened is None:
            return True
        try:
            return os.path.samestat(self._opened, self.path.stat())
        except OSError:
            return False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; inside another transaction, part of that one.

        Raises:
            StoreError: another process keeps the file locked, or it was removed.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise unusable(self.path, error) from None
        try:
            self.check_place()
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):  # the disk is full, or the like
                raise unusable(self.path, error) from None
            raise

    def check_place(self) -> None:
        """Raise a StoreError unless the file `stands`."""
        if not self.stands:
            raise StoreError(
                f"{self.path}: was removed, or made anew, since it was opened here; nothing was "
                "written: load it again"
            )

    # Files and documents

    def add(
        self,
        paths: Iterable[str | Path],
        leave_out: Iterable[str | Path] = (),
        most: int = MOST_BYTES,
        columns: str = "",
        jobs: Jobs = SERIAL,
    ) -> Added:
        """Read files and folders; a file that is known and has changed replaces what it held.

        Args:
            paths: as the user names them; origins are made from them.
            leave_out: files that are no input wherever they stand: the project's own outputs.
            most: bytes that a file may have.
            columns: what columns of tables hold, as ``text=正文,title=标题``.
            jobs: who reads; what is written is written here.

        Raises:
            StoreError: another process keeps the file locked.
            UsageError: the columns are not written like that.
        """
        outcome: dict[str, list[str]] = {"new": [], "unchanged": [], "replaced": []}
        failures: list[ReadFailure] = []
        own = {_place(Path(path)) for path in leave_out}
        own |= {self.path.resolve().with_name(self.path.name + tail) for tail in ("", *_BESIDE)}
        chosen(columns)  # before anything is read
        found = [
            source if isinstance(source, ReadFailure) else source.with_columns(columns)
            for source in find(paths, {path.parent for path in own})
            if isinstance(source, ReadFailure) or _place(source.path) not in own
        ]
        stdin = any(isinstance(each, SourceFile) and str(each.path) == STDIN for each in found)
        if stdin or not jobs.local:
            jobs = SERIAL  # only this process, or machine, has what is read
        known = dict(self.connection.execute("SELECT origin, digest FROM files"))
        asked = ((each, known.get(each.origin, "")) for each in found)
        read = jobs.map(partial(looked_at, most), asked, _TOGETHER, lost=lost)
        items = iter(track(read, "reading", len(found)))
        while batch := list(islice(items, _BATCH)):
            with self.transaction():
                touched: set[str] = set()
                for looked in batch:
                    if isinstance(looked, ReadFailure):
                        failures.append(looked)
                        continue
                    kind, held, failed = add_file(self.connection, looked, touched)
                    if held:
                        outcome[kind].append(looked.origin)
                    failures += failed
                settle(self.connection, touched)
        new, unchanged, replaced = (tuple(origins) for origins in outcome.values())
        return Added(new, unchanged, replaced, tuple(failures))

    def documents(self) -> list[Document]:
        """All documents, by origin."""
        return self._selected("ORDER BY origin")

    def document(self, key: str) -> Document:
        """The document with an id, the beginning of one, or an origin.

        Raises:
            UsageError: there is none, or there are several.
        """
        key = key.encode(errors="backslashreplace").decode()  # as origins are kept
        named = {"key": key}
        found = self._selected(
            "WHERE id = :key OR id = (SELECT document FROM origins WHERE origin = :key)", named
        ) or self._selected("WHERE substr(id, 1, length(:key)) = :key AND :key <> ''", named)
        if len(found) != 1:
            problem = "is the beginning of several ids; give more of it" if found else "unknown"
            raise UsageError(f"document {key!r}: {problem} (corpus list shows them all)")
        return found[0]

    def _selected(
        self, condition: str, parameters: Mapping[str, str] | None = None
    ) -> list[Document]:
        """The documents that meet a condition."""
        try:
            return select(self.connection, condition, parameters)
        except (ValueError, TypeError) as error:
            raise unusable(self.path, error) from None

    def failures(self) -> list[ReadFailure]:
        """What could not be used of the files that were read, by file."""
        rows = self.connection.execute(
            "SELECT origin, reason, line FROM failures ORDER BY file, rowid"
        )
        return [ReadFailure(*row) for row in rows]

    def origins(self, document: str) -> tuple[str, ...]:
        """Everywhere that a content was found, smallest first."""
        rows = self.connection.execute(
            "SELECT origin FROM origins WHERE document = ? ORDER BY origin", (document,)
        )
        return tuple(origin for (origin,) in rows)

    def files(self) -> dict[str, list[Language]]:
        """Every file that was read, with the languages of its documents."""
        found: dict[str, list[Language]] = {}
        for file, language in self.connection.execute(
            "SELECT files.origin, language FROM files LEFT JOIN origins ON file = files.origin"
            " ORDER BY files.origin, origins.origin"
        ):
            found.setdefault(file, []).extend([Language(language)] if language else [])
        return found

    def contents(self) -> dict[str, str]:
        """SHA-256 of every file as it was read; empty where a former version read it."""
        return dict(self.connection.execute("SELECT origin, content FROM files ORDER BY origin"))

    def counterparts(self) -> frozenset[tuple[str, str]]:
        """Ids (zh, en) of the documents that a file holds in both languages."""
        rows = self.connection.execute("SELECT DISTINCT zh, en FROM counterparts")
        return frozenset((zh, en) for zh, en in rows)

    def remove(self, document: str) -> None:
        """Remove a document by its id, and all that came from it.

        Its file is read again when it is added again.
        """
        with self.transaction() as connection:
            files = connection.execute(
                "SELECT DISTINCT file FROM origins WHERE document = ?", (document,)
            ).fetchall()
            connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            connection.executemany("UPDATE files SET digest = '' WHERE origin = ?", files)

    # Sentences

    def segment(
        self,
        own: FurnitureList | None = None,
        quotations: Quotations | None = None,
        jobs: Jobs = SERIAL,
    ) -> int:
        """Find the furniture of the whole set, and the sentences of documents it changes.

        Args:
            own: the user's list of furniture; as last time if None.
            quotations: whether those in Chinese are parted; as last time if None.
            jobs: who finds the sentences.

        Returns:
            How many documents were segmented, again or for the first time.
        """
        own, quotations = self._conventions(own, quotations)
        documents = self.documents()
        found = furniture(documents, own)
        stale = segmentation.stale(self.connection, documents, found, quotations)
        if stale:
            with self.transaction() as connection:
                segmentation.segment_documents(connection, stale, quotations, jobs)
        return len(stale)

    def _conventions(
        self, own: FurnitureList | None, quotations: Quotations | None
    ) -> tuple[FurnitureList, Quotations]:
        """What is given, else what was given last; remembered for the next time."""
        entries, convention = json.loads(self.stage(_CONVENTIONS) or '[[], "parted"]')
        own = from_lines(enumerate(entries, 1), str(self.path)) if own is None else own
        quotations = Quotations(convention) if quotations is None else quotations
        if [list(own.entries), quotations] != [entries, convention]:
            given = json.dumps([own.entries, quotations], ensure_ascii=False)
            self.finish_stage(_CONVENTIONS, given)
        return own, quotations

    def sentences(
        self, document: str, indices: Collection[int] | None = None
    ) -> tuple[Sentence, ...]:
        """The sentences of a document, by its id, or some of them; `segment` makes them."""
        rows = self.connection.execute(
            "SELECT document, number, paragraph, start, text FROM sentences WHERE document = ?"
            " AND (? IS NULL OR number IN (SELECT value FROM json_each(?))) ORDER BY number",
            (document, *[None if indices is None else json.dumps([*indices])] * 2),
        )
        return tuple(Sentence(*row) for row in rows)

    def furniture(self, document: str) -> dict[int, str]:
        """Which paragraphs of a document are furniture, and why; `segment` finds them."""
        return segmentation.furniture(self.connection, document)

    def restored(self) -> dict[str, dict[int, str]]:
        """The paragraphs put back by `restore`, by document, and why cleaning had taken them."""
        return segmentation.restored(self.connection)

    def restore(self, paragraphs: Mapping[str, Iterable[int]]) -> None:
        """Give these paragraphs of page furniture sentences, and take those of all others.

        Args:
            paragraphs: their numbers by document id; what is no furniture is passed over.
        """
        wanted = {*paragraphs, *self.restored()}
        quotations = self._conventions(None, None)[1]
        documents = [each for each in self.documents() if each.id in wanted]
        with self.transaction() as connection:
            segmentation.restore(connection, documents, paragraphs, quotations)

    def cleaned(self) -> dict[str, tuple[Sentence, ...]]:
        """The sentences by cleaning alone of the documents in which paragraphs were put back."""
        wanted = self.restored()
        if not wanted:
            return {}
        quotations = self._conventions(None, None)[1]
        documents = [each for each in self.documents() if each.id in wanted]
        return segmentation.cleaned(self.connection, documents, quotations)

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Sentences that hold the words in this order, by document and place.

        Args:
            text: Chinese in either script (found in both), or English (inflected forms found).
            limit: how many at most; 0 for all.
        """
        sentences = find_phrase(self.connection, text, limit)
        documents = {key: self.document(key) for key in {s.document for s in sentences}}
        return [Hit(sentence, documents[sentence.document]) for sentence in sentences]

    # Stages

    def stage(self, name: str) -> str | None:
        """The key that a stage was last finished with, or nothing."""
        row = self.connection.execute("SELECT key FROM stages WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def finish_stage(self, name: str, key: str) -> None:
        """Remember what a stage was computed from (a hash of its inputs and options)."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO stages VALUES (?, ?)", (name, key))


def _place(path: Path) -> Path:
    """Where a path leads; the path itself where links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # the latter before Python 3.13
        return path.absolute()
