"""What people decided about terms, kept in the project file.

They decide by editing the outputs of the project, in glossaries that they give to a run, or in a
review, an operation at a time (`glossary.curation.operations`).

standing_decisions(connection, edited=[Path("out/glossary.tsv")], given=[entries])
    -> list[ConceptEntry]           what holds in a run
stored_decisions(connection)        what holds now
dump(connection), restore(connection, values)      the same as values of JSON, for another project
dump_said(connection), restore_said(connection, said)      what was said before and is no news
replaced(connection, {"c1": entry}), put_back(connection, rows)    an operation, and its undo
note_written(connection)            the outputs have them by now: what is edited there is news
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.store.forms import create_tables
from glossary.curation.applied import decisions
from glossary.curation.merge import merge
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.project.record import checked_entry_of, entry_from, entry_of, fields_of, record_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (position INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS given_decisions (said TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written_decisions (  -- what the last run has written into its outputs
    said TEXT PRIMARY KEY  -- with all that belongs to it
) WITHOUT ROWID;
"""
Rows = dict[str, list[Any] | None]
"""By id of a concept the place and the fields of what people say of it; None: nothing."""
_SAID = ("given_decisions", "written_decisions")
_WRITTEN = ""
"""Among `written_decisions`: that they are known. An older version did not keep them."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables if they are not there, in the caller's transaction."""
    create_tables(connection, _SCHEMA, computed=False)
    if not connection.execute(
        "SELECT 1 FROM written_decisions WHERE said = ?", (_WRITTEN,)
    ).fetchone():
        note_written(connection)  # none was made since


def stored_decisions(connection: sqlite3.Connection) -> list[ConceptEntry]:
    """What people decided, and what they only noted, as it holds now; the most trusted first.

    Pairs that nobody decided on are those of which somebody said something, or which say to which
    concept of an extraction something belongs. None if no decision was ever made.
    """
    if not connection.execute("SELECT 1 FROM pragma_table_info('decisions')").fetchone():
        return []
    rows = connection.execute("SELECT record FROM decisions ORDER BY position")
    return [entry_from(record) for (record,) in rows]


def dump(connection: sqlite3.Connection) -> list[Any]:
    """The same, each entry as values of JSON."""
    return [fields_of(entry) for entry in stored_decisions(connection)]


def restore(connection: sqlite3.Connection, values: Iterable[Any]) -> None:
    """Put what `dump` gave in the place of all decisions, in the caller's transaction.

    Raises:
        ValueError: one is none, with what is wrong.
    """
    try:
        entries = [checked_entry_of(fields) for fields in values]
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ValueError(f"no decision about a term: {error}") from None
    create(connection)
    _store(connection, entries)


def dump_said(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """What glossaries and outputs have said, so that it is no news: by where, sorted."""
    create(connection)
    return {
        where: [text for (text,) in connection.execute(f"SELECT said FROM {where} ORDER BY said")]  # noqa: S608  (ours)
        for where in _SAID
    }


def restore_said(connection: sqlite3.Connection, said: Mapping[str, Iterable[str]]) -> None:
    """Put what `dump_said` gave in its place, in the caller's transaction."""
    create(connection)
    for where in _SAID:
        if where in said:
            connection.execute(f"DELETE FROM {where}")  # noqa: S608  (ours)
            connection.executemany(
                f"INSERT OR IGNORE INTO {where} VALUES (?)",  # noqa: S608
                [(text,) for text in said[where]],
            )


def replaced(
    connection: sqlite3.Connection, entries: Mapping[str, ConceptEntry | None]
) -> tuple[Rows, Rows]:
    """Keep what people say of some concepts by now, in the caller's transaction.

    Args:
        connection: of a project file in which `create` has made the tables.
        entries: by id of a concept, as `glossary.curation.operations.change` gives it.

    Returns:
        What stood for them, and what stands by now: `put_back` puts in place either.
    """
    places = _places(connection)
    next_place = max(places.values(), default=-1) + 1
    after: Rows = {}
    for identity, entry in entries.items():
        if entry is None:
            after[identity] = None
        else:
            if identity not in places:
                places[identity], next_place = next_place, next_place + 1
            after[identity] = [places[identity], fields_of(entry)]
    return put_back(connection, after), after


def put_back(connection: sqlite3.Connection, rows: Rows) -> Rows:
    """Put in place what `replaced` gave, in the caller's transaction.

    A run may have given the place of an entry to another one since: it then takes the last one.

    Returns:
        What stood there.
    """
    places = _places(connection)
    taken = {place for identity, place in places.items() if identity not in rows}
    before: Rows = {}
    for identity in rows:
        before[identity] = None
        if identity in places:
            query = "SELECT record FROM decisions WHERE position = ?"
            (record,) = connection.execute(query, (places[identity],)).fetchone()
            before[identity] = [places[identity], json.loads(record)]
            connection.execute("DELETE FROM decisions WHERE position = ?", (places[identity],))
    for row in rows.values():
        if row is not None:
            place, fields = row
            if place in taken:
                place = max(taken) + 1
            taken.add(place)
            record = json.dumps(fields, ensure_ascii=False)
            connection.execute("INSERT INTO decisions VALUES (?, ?)", (place, record))
    return before


def entries_of(rows: Rows) -> dict[str, ConceptEntry | None]:
    """What people say of some concepts, of the values that are kept in a log."""
    return {key: None if row is None else entry_of(row[1]) for key, row in rows.items()}


def _places(connection: sqlite3.Connection) -> dict[str, int]:
    """By the id of a concept where its entry stands."""
    query = "SELECT json_extract(record, '$[0]'), position FROM decisions"
    return dict(connection.execute(query).fetchall())


def note_written(connection: sqlite3.Connection) -> None:
    """Note that the outputs of the project have all decisions in them, in a transaction."""
    entries = decisions(stored_decisions(connection))
    said = {_WRITTEN, *(_all_said(entry, pair) for entry in entries for pair in entry.pairs)}
    if said != {text for (text,) in connection.execute("SELECT said FROM written_decisions")}:
        connection.execute("DELETE FROM written_decisions")
        connection.executemany(
            "INSERT INTO written_decisions VALUES (?)", [(text,) for text in sorted(said)]
        )


def standing_decisions(
    connection: sqlite3.Connection,
    edited: Sequence[str | Path] = (),
    given: Sequence[Iterable[ConceptEntry]] = (),
) -> list[ConceptEntry]:
    """The decisions that hold now, in the caller's transaction.

    A glossary that was written has every decision in it. So one that a person edited since says
    what holds from now on: what is decided there, and that what was taken back, or taken out, is
    no decision any more. What was decided in a review since then stands beside it. A given glossary
    adds what it says for the first time; what it said in an earlier run holds, as it was edited
    since, whether or not the glossary is given again.

    Of two decisions about a pair the newer one holds: that of an edited output, then that of a
    given glossary, then that of a review, then what stood before. What an edited output says as it
    was written is no news.

    Args:
        connection: of a project file.
        edited: outputs that are not as they were written, in order of trust.
        given: glossaries that were given to this run, in order of trust.

    Raises:
        InputError: one of them cannot be read; nothing has changed then.
    """
    from glossary.formats.registry import read_glossary

    found = decisions(merge(map(read_glossary, edited)))
    brought = decisions(merge(given))
    create(connection)
    before = stored_decisions(connection)
    if not edited and not given:
        return before
    said = {text for (text,) in connection.execute("SELECT said FROM given_decisions")}
    news = _without(brought, said)
    changed: list[ConceptEntry] = []
    if edited:
        (changed, *rest) = _edited(connection, found, before)
    else:
        rest = [before]
    standing = merge([changed, news, *rest])
    _store(connection, standing)
    connection.executemany(
        "INSERT OR IGNORE INTO given_decisions VALUES (?)",
        [(_said(pair),) for pair in _pairs(brought)],
    )
    return standing


def _edited(
    connection: sqlite3.Connection, found: list[ConceptEntry], before: list[ConceptEntry]
) -> tuple[list[ConceptEntry], ...]:
    """What an edited output decides anew; below it what a review did since, the rest, remarks.

    Args:
        connection: says what was written.
        found: the decisions in the edited output.
        before: all that stood until now.
    """
    rows = connection.execute("SELECT said FROM written_decisions WHERE said <> ?", (_WRITTEN,))
    written = {text for (text,) in rows}
    decided = {_said(TermPair(zh, en, status=status)) for zh, en, status in _statuses(written)}
    changed = _without(found, decided)
    fresh = [
        replace(entry, pairs=pairs)
        for entry in decisions(before)
        if (pairs := tuple(p for p in entry.pairs if _all_said(entry, p) not in written))
    ]
    taken_back = decided - set(map(_said, _pairs(before)))
    holding = _without(found, taken_back)
    still = set(map(_said, _pairs([*changed, *fresh, *holding])))
    remarks = [
        replace(entry, pairs=tuple(p if _said(p) in still else _undecided(p) for p in entry.pairs))
        for entry in before
        if not all(pair.status.is_decided for pair in entry.pairs)
    ]
    return changed, fresh, holding, remarks


def _store(connection: sqlite3.Connection, entries: Iterable[ConceptEntry]) -> None:
    connection.execute("DELETE FROM decisions")
    connection.executemany(
        "INSERT INTO decisions VALUES (?, ?)",
        [(position, record_of(entry)) for position, entry in enumerate(entries)],
    )


def _all_said(entry: ConceptEntry, pair: TermPair) -> str:
    """A decision with all that a person may say of it, as one text; what stands in `_said` first.

    Another concept is something else that is said, too.
    """
    said = [pair.zh, pair.en, pair.status, pair.category, pair.do_not_translate, pair.note]
    return json.dumps([*said, entry.id, entry.definition, entry.note], ensure_ascii=False)


def _statuses(written: Iterable[str]) -> Iterable[tuple[str, str, Status]]:
    for text in written:
        zh, en, status, *_ = json.loads(text)
        yield zh, en, Status(status)


def _undecided(pair: TermPair) -> TermPair:
    return replace(pair, status=Status.CANDIDATE) if pair.status.is_decided else pair


def _pairs(entries: Iterable[ConceptEntry]) -> list[TermPair]:
    return [pair for entry in entries for pair in entry.pairs]


def _said(pair: TermPair) -> str:
    """A decision as one text: the two terms and what is said of them."""
    return json.dumps([pair.zh, pair.en, pair.status], ensure_ascii=False)


def _without(entries: Iterable[ConceptEntry], said: Collection[str]) -> list[ConceptEntry]:
    """The entries with those decisions that are not among these."""
    kept = (
        replace(entry, pairs=tuple(pair for pair in entry.pairs if _said(pair) not in said))
        for entry in entries
    )
    return [entry for entry in kept if entry.pairs]
