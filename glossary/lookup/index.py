"""A glossary as a database that answers in a fraction of a millisecond, built once per content.

TermIndex.of(entries)     in memory
index.put({3: entry})     what stands for the fourth entry from now on
opened(path)              of a glossary file: kept in the cache folder, found again by its content

Any thread may ask one; it is asked by one at a time.
"""

import errno
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.dictionary import dictionary_version
from corpus.model import Language
from corpus.store.shared import SharedReader
from corpus.support.cache import derived
from corpus.support.inputs import open_input
from corpus.support.printing import note
from glossary.entries import ConceptEntry, Status
from glossary.project.record import entry_from, record_of
from glossary.wordforms.normal import key
from glossary.wordforms.pinyin import Query, Reading, readings

FORMAT = 11
"""Version of the tables: count up when they, the dictionary's order, the readers' results, `key` or
`readings` change."""

LIKE = 66.0
"""Least similarity of similar keys (rapidfuzz `ratio`, per cent): one of three characters may be
another one."""
INDEX = "index.sqlite"
"""The file's name in a folder of derived tables."""
_SLOW = 2_000_000
"""Bytes of a glossary from which on building takes seconds, and is announced."""

_SCHEMA = """
CREATE TABLE concepts (number INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE terms (
    key TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, rank INTEGER NOT NULL,
    score REAL NOT NULL, concept INTEGER NOT NULL, pair INTEGER NOT NULL
);
CREATE TABLE readings (
    sound TEXT NOT NULL, initials TEXT NOT NULL, reading TEXT NOT NULL, term INTEGER NOT NULL
);
CREATE TABLE keys (language TEXT NOT NULL, lines TEXT NOT NULL);
"""
_ALL_KEYS = """
INSERT INTO keys SELECT language, group_concat(key, char(10)) FROM
    (SELECT DISTINCT language, key FROM terms WHERE key != '' ORDER BY language, key)
GROUP BY language
"""
"""The keys of a language in one field: so all of them are read in a tenth of the time."""

_KEYS = """
CREATE INDEX terms_key ON terms(key);
CREATE INDEX readings_sound ON readings(sound);
CREATE INDEX readings_initials ON readings(initials);
"""
_PLACES = (
    "CREATE INDEX IF NOT EXISTS terms_concept ON terms(concept)",
    "CREATE INDEX IF NOT EXISTS readings_term ON readings(term)",
)
"""Of an index that changes: without them every change would read all of it."""
_COLUMNS = "text, rank, score, concept, pair"


class IndexedTerm(NamedTuple):
    """A term of a glossary, with what orders it; `TermIndex.entry` has the rest.

    Attributes:
        text: the term as it was indexed.
        rank: of its status, 0 for the most welcome.
        score: of its pair.
        concept: number of its entry.
        pair: which pair of the entry.
    """

    text: str
    rank: int
    score: float
    concept: int
    pair: int


class NewTerm(NamedTuple):
    """A term to be indexed, and how it is read if that is known."""

    text: str
    language: Language
    reading: Reading | None = None


class TermIndex:
    """The terms of one glossary by normal form, reading and likeness. Rejected pairs are left out.

    Args:
        connection: a database that `build` filled.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._reader = SharedReader(connection)
        self._keys_of: dict[Language, list[str]] = {}

    @classmethod
    def of(cls, entries: Iterable[ConceptEntry]) -> "TermIndex":
        """An index in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        build(connection, ((entry, new_terms(entry)) for entry in entries))
        return cls(connection)

    def by_key(self, wanted: str) -> list[IndexedTerm]:
        """The terms of either language whose `glossary.wordforms.normal.key` this is."""
        return self._terms("key = ?", wanted)

    def by_sound(self, wanted: Query) -> list[IndexedTerm]:
        """The Chinese terms that are read so."""
        rows = self._reader.rows(
            f"SELECT {_COLUMNS}, reading FROM readings JOIN terms ON terms.rowid = term "  # noqa: S608
            "WHERE sound = ?",
            (wanted.sound,),
        )
        found = (IndexedTerm(*row[:-1]) for row in rows if wanted.agrees(Reading.parse(row[-1])))
        return list(dict.fromkeys(found))

    def by_initials(self, wanted: str, limit: int) -> list[IndexedTerm]:
        """The Chinese terms whose syllables begin with these letters, the most welcome ones."""
        rows = self._reader.rows(
            f"SELECT DISTINCT {_COLUMNS} FROM readings JOIN terms ON terms.rowid = term "  # noqa: S608
            "WHERE initials = ? ORDER BY rank, score DESC, term LIMIT ?",
            (wanted, limit),
        )
        return [IndexedTerm(*row) for row in rows]

    def holding(self, wanted: str, words: str, language: Language, limit: int) -> list[IndexedTerm]:
        """The terms of a language that hold another one and more, the most welcome ones.

        Those that begin with it come first.

        Args:
            wanted: a key; in English, words are held that begin with it, too.
            words: what the key is of, in lower case.
            language: of the terms.
            limit: no more than this.
        """
        spaced = (
            "instr(' ' || lower(text), ' ' || ?)" if language is Language.EN else "instr(key, ?)"
        )
        rows = self._reader.rows(
            f"SELECT {_COLUMNS} FROM terms WHERE language = ? AND key != ?"  # noqa: S608
            f" AND (substr(key, 1, length(?)) = ? OR {spaced})"
            " ORDER BY substr(key, 1, length(?)) != ?, rank, score DESC, length(key) LIMIT ?",
            (
                language.value, wanted, wanted, wanted,
                words if language is Language.EN else wanted, wanted, wanted, limit,
            ),
        )  # fmt: skip
        return [IndexedTerm(*row) for row in rows]

    def by_beginning(self, sound: str, limit: int) -> list[IndexedTerm]:
        """The Chinese terms whose reading begins with these letters and goes on, most welcome."""
        rows = self._reader.rows(
            f"SELECT DISTINCT {_COLUMNS} FROM readings JOIN terms ON terms.rowid = term "  # noqa: S608
            "WHERE sound > ? AND sound < ? ORDER BY rank, score DESC, length(key), term LIMIT ?",
            (sound, f"{sound}{{", limit),  # { is behind z
        )
        return [IndexedTerm(*row) for row in rows]

    def similar(
        self, wanted: str, language: Language, least: float = LIKE, most: int | None = None
    ) -> list[tuple[float, IndexedTerm]]:
        """The terms of a language whose keys are like this one and not it: similarity, term.

        Args:
            wanted: a key.
            language: of the terms.
            least: similarity, in per cent.
            most: keys, the likest; all if None.
        """
        from rapidfuzz import fuzz, process

        like = process.extract(
            wanted, self._keys(language), scorer=fuzz.ratio, score_cutoff=least, limit=most
        )
        return [
            (similarity / 100, found)
            for other, similarity, _ in like
            if other != wanted
            for found in self._terms("key = ? AND language = ?", other, language)
        ]

    def entry(self, number: int) -> ConceptEntry:
        """The entry with this number."""
        query = "SELECT record FROM concepts WHERE number = ?"
        return entry_from(self._reader.rows(query, (number,))[0][0])

    def put(self, entries: Mapping[int, ConceptEntry | None]) -> None:
        """Put entries in the place of those with these numbers; None: nothing stands there.

        Only of an index in memory.
        """
        numbers = [(number,) for number in entries]
        with self._reader.alone() as connection:
            for statement in _PLACES:
                connection.execute(statement)
            connection.executemany(
                "DELETE FROM readings WHERE term IN (SELECT rowid FROM terms WHERE concept = ?)",
                numbers,
            )
            connection.executemany("DELETE FROM terms WHERE concept = ?", numbers)
            connection.executemany("DELETE FROM concepts WHERE number = ?", numbers)
            new: dict[Language, set[str]] = {language: set() for language in Language}
            for number, entry in entries.items():
                if entry is not None:
                    _insert(connection, number, entry, new_terms(entry))
                    for language, found in new.items():
                        found |= {key(term.text) for term in entry.terms(language)}
        for language, found in new.items():
            there = self._keys(language)
            self._keys_of[language] = [*there, *sorted(found - {"", *there})]

    def _terms(self, condition: str, *values: str) -> list[IndexedTerm]:
        query = f"SELECT {_COLUMNS} FROM terms WHERE {condition}"  # noqa: S608  (our own words)
        return [IndexedTerm(*row) for row in self._reader.rows(query, values)]

    def _keys(self, language: Language) -> list[str]:
        """The different keys of a language's terms."""
        if language not in self._keys_of:
            query = "SELECT lines FROM keys WHERE language = ?"
            rows = self._reader.rows(query, (language.value,))
            self._keys_of[language] = rows[0][0].split("\n") if rows else []
        return self._keys_of[language]


def opened(path: str | Path) -> TermIndex:
    """The index of a glossary file, built if the cache folder has none for this very content.

    Raises:
        InputError: the file cannot be read, or is no glossary.
    """
    from glossary.formats.registry import format_of, glossary_file

    path = glossary_file(path)
    kind = format_of(path)
    try:
        with open_input(path) as stream:
            digest = hashlib.file_digest(stream, "sha256")
            size = stream.tell()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    digest.update(f"{FORMAT} {dictionary_version()} {kind}".encode())

    def build_file(folder: Path) -> None:
        from glossary.formats.registry import read_glossary

        if size > _SLOW:
            note(f"duizhao: indexing {path} (once for this content)")
        entries = read_glossary(path, on_loss=note)
        write(folder / INDEX, ((entry, new_terms(entry)) for entry in entries))

    return open_file(derived("glossary", digest.hexdigest()[:32], build_file, say=False) / INDEX)


def open_file(path: Path) -> TermIndex:
    """An index that is never written again."""
    location = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return TermIndex(sqlite3.connect(location, uri=True, check_same_thread=False))


def build(
    connection: sqlite3.Connection, items: Iterable[tuple[ConceptEntry, Iterable[list[NewTerm]]]]
) -> None:
    """Fill an empty database.

    Args:
        connection: where.
        items: entries, each with a list of terms for each of its pairs.
    """
    connection.executescript(_SCHEMA)
    with connection:
        for number, (entry, pairs) in enumerate(items):
            _insert(connection, number, entry, pairs)
    connection.executescript(_KEYS)
    with connection:
        connection.execute(_ALL_KEYS)


def _insert(
    connection: sqlite3.Connection,
    number: int,
    entry: ConceptEntry,
    pairs: Iterable[list[NewTerm]],
) -> None:
    """Index an entry; of each of its pairs these terms."""
    connection.execute("INSERT INTO concepts VALUES (?, ?)", (number, record_of(entry)))
    for place, (pair, names) in enumerate(zip(entry.pairs, pairs, strict=True)):
        if pair.status is Status.REJECTED:
            continue
        for name in names:
            term = connection.execute(
                "INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    key(name.text), name.language.value, name.text,
                    pair.status.rank, pair.score, number, place,
                ),
            ).lastrowid  # fmt: skip
            if name.language is Language.ZH:
                ways = (name.reading,) if name.reading else readings(name.text)
                connection.executemany(
                    "INSERT INTO readings VALUES (?, ?, ?, ?)",
                    [(way.sound, way.initials, str(way), term) for way in ways],
                )


def new_terms(entry: ConceptEntry) -> Iterator[list[NewTerm]]:
    """For each pair of an entry its terms."""
    for pair in entry.pairs:
        sides = (NewTerm(pair.zh, Language.ZH), NewTerm(pair.en, Language.EN))
        yield [name for name in sides if name.text]


def write(path: Path, items: Iterable[tuple[ConceptEntry, Iterable[list[NewTerm]]]]) -> None:
    """Build an index in a file.

    Raises:
        OSError: it cannot be written.
    """
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a file that is not complete is not used
        connection.execute("PRAGMA journal_mode = OFF")
        build(connection, items)
    except sqlite3.OperationalError as error:  # SQLite's word for a full disk, say
        raise OSError(errno.EIO, str(error)) from None
    finally:
        connection.close()
