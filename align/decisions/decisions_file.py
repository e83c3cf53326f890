"""All decisions of a project as lines of JSON: ``decisions.jsonl`` in its folder.

keep(store)                             write it, if it is not as it should be
restore(store)                          read it, if the project has no decisions
export_decisions("out", "mine.jsonl")
read(path) -> Content                   what a file holds

Each line stands for itself: documents are told by content and origin, beads and borders by their
places and by what stands there. So a lost project file loses no decision, and what one person
decided can be taken over by another. docs/review.md has the format.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.decisions import sheets
from align.decisions.rows.sheet import CONFIRMED, OMITTED, STALE, Span
from align.decisions.store import Decision, load_decisions, opened, put
from corpus.errors import DuizhaoError, InputError
from corpus.store import borders
from corpus.store.borders import Place
from corpus.store.project_file import Store
from corpus.support.files import copy_beside, write_atomically
from corpus.support.inputs import open_input, sha256_of
from corpus.support.printing import note
from glossary.curation import decisions as terms
from glossary.entries import ConceptEntry
from glossary.project.record import checked_entry_of, fields_of

DECISIONS = "decisions.jsonl"
"""Name of the file in the output folder of a run."""
_PAUSE = 0.5
"""Seconds that a change waits for more of them: with 40,000 decisions the file takes as long."""
_LONGEST_TEXT = 2**31
"""Characters: more than a document has."""
_ROUNDED = 1e-6
"""What rounding may add to a probability."""
_HEADER = {"duizhao": "decisions", "form": 1}
_STAGE = "decisions file"
"""The stage whose key has the digests of what was written last, and of what is being written."""
VERDICTS = {CONFIRMED: "confirmed", OMITTED: "omission", STALE: "stale", "": "note"}
_STATES = {verdict: state for state, verdict in VERDICTS.items()}
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds.

    Attributes:
        beads: decisions about beads.
        places: about borders between sentences.
        entries: about terms.
        said: what glossaries and outputs have said of terms, by where.
    """

    beads: list[Decision]
    places: list[Place]
    entries: list[ConceptEntry]
    said: dict[str, list[str]]


def export_decisions(project: str | Path, path: str | Path) -> int:
    """Write all decisions of a project.

    Returns:
        How many.

    Raises:
        StoreError: there is no project.
        InputError: the file cannot be written.
    """
    with opened(project) as store:
        with store.transaction() as connection:
            sheets.create(connection)
            terms.create(connection)
        records = _records(store)
    with write_atomically(path) as stream:
        stream.write(_text(records))
    return len(records)


def keep(store: Store) -> None:
    """Bring the file beside a project file up to date; without any decision there is none.

    A file that this project has not written is kept under another name.
    """
    path = store.path.parent / DECISIONS
    records = _records(store)
    if not records and not path.exists():
        return
    text = _text(records)
    digest = hashlib.sha256(text.encode()).hexdigest()
    there = sha256_of(path) if path.is_file() else ""
    written = (store.stage(_STAGE) or "").split()
    if there == digest:
        if written != [digest]:
            store.finish_stage(_STAGE, digest)
        return
    if there and there not in written:
        copy = copy_beside(path)
        note(
            f"duizhao: {path}: was not written by this project; it is kept as {copy}, and can be "
            f"taken over: duizhao review import {copy} --project {path.parent}"
        )
    store.finish_stage(_STAGE, f"{there} {digest}")
    with write_atomically(path) as stream:
        stream.write(text)
    store.finish_stage(_STAGE, digest)


def restore(store: Store) -> None:
    """Read the file beside a project file that never had decisions, and say so: it is another.

    A project file that has written one knows that all of them were taken back.

    Raises:
        InputError: the file is none of decisions.
    """
    path = store.path.parent / DECISIONS
    if not path.is_file() or store.stage(_STAGE):
        return
    with store.transaction() as connection:
        sheets.create(connection)
        terms.create(connection)
        if load_decisions(connection) or borders.places(connection) or terms.dump(connection):
            return
        if sha256_of(path) in (store.stage(_STAGE) or "").split():
            return
        content = read(path)
        put(connection, content.beads)
        for place in content.places:
            borders.decide(connection, place)
        if content.entries:
            terms.restore(connection, map(fields_of, content.entries))
        terms.restore_said(connection, content.said)
    if number := len(content.beads) + len(content.places) + len(content.entries):
        note(f"duizhao: {path}: its decisions ({number:,}) are taken over; there were none")


def _records(store: Store) -> list[dict[str, Any]]:
    """All decisions, in an order that depends on them only."""
    connection = store.connection
    with _as_it_is(connection):
        found = [
            *map(bead_record, load_decisions(connection)),
            *map(_border_record, borders.places(connection)),
        ]
        entries = terms.dump(connection)
        said = terms.dump_said(connection) if entries else {}
    found.sort(key=lambda record: json.dumps(record, sort_keys=True))
    found += [{"about": "term", "entry": entry} for entry in entries]
    found += [
        {"about": "said", "where": where, "text": text}
        for where, texts in sorted(said.items())
        for text in texts
    ]
    return found


@contextmanager
def _as_it_is(connection: sqlite3.Connection) -> Iterator[None]:
    """What is read inside belongs together, and nobody waits for it."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


class Keeper:
    """Keeps the file up to date in a thread of its own, a little later than the project file.

    Args:
        path: of the project file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def changed(self) -> None:
        """Have the file written."""
        self._changed.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Write what is left to write, and end."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        if self._changed.is_set():
            self._write()

    def _work(self) -> None:
        while not self._ended.is_set():
            if self._changed.wait(_PAUSE) and not self._ended.wait(_PAUSE):
                self._write()

    def _write(self) -> None:
        self._changed.clear()
        with suppress(DuizhaoError), Store(self._path, must_exist=True) as store:
            keep(store)


def _text(records: Iterable[Mapping[str, Any]]) -> str:
    lines = (json.dumps(each, ensure_ascii=False) for each in (_HEADER, *records))
    return "".join(f"{line}\n" for line in lines)


def bead_record(decision: Decision) -> dict[str, Any]:
    """A decision about a bead as a line of the file."""
    sides = {
        name: {"origin": origin, "id": key, "at": list(span), "text": list(texts)}
        for name, origin, key, span, texts in zip(
            ("zh", "en"),
            decision.origins,
            decision.pair,
            decision.spans,
            decision.texts,
            strict=True,
        )
    }
    return {
        "about": "bead",
        **sides,
        "decision": REJECTED if decision.rejected else VERDICTS[decision.state],
        "note": decision.note,
        "score": decision.score,
        "who": decision.who,
        "made": decision.made,
    }


def _bead_of(record: Mapping[str, Any]) -> Decision:
    zh, en = record["zh"], record["en"]
    verdict = record["decision"]
    spans = _span(zh["at"]), _span(en["at"])
    texts = _texts(zh["text"]), _texts(en["text"])
    if not (spans[0] or spans[1]):
        raise ValueError("a bead has begin and end on one side at least")
    score = record.get("score", 0.0)
    if not (isinstance(score, float | int) and 0 <= score < 1 + _ROUNDED):
        raise ValueError(f"score {score!r}: must be a number from 0 to 1")
    return Decision(
        _text_in(zh["id"]),
        _text_in(en["id"]),
        spans,
        verdict == REJECTED,
        "" if verdict == REJECTED else _STATES[verdict],
        _text_in(record.get("note", "")),
        float(score),
        (_text_in(zh["origin"]), _text_in(en["origin"])),
        texts,
        _text_in(record.get("who", "")),
        _text_in(record.get("made", "")),
    )


def _border_record(place: Place) -> dict[str, Any]:
    return {
        "about": "border",
        "origin": place.origin,
        "id": place.document,
        "at": place.offset,
        "begins": place.begins,
        "head": place.head,
        "tail": place.tail,
    }


def _border_of(record: Mapping[str, Any]) -> Place:
    names = ("id", "at", "begins", "origin", "head", "tail")
    document, offset, begins, *rest = (record[name] for name in names)
    origin, head, tail = map(_text_in, rest)
    if not isinstance(begins, bool) or not (head or tail):
        raise ValueError("a border begins (true or false), and has text at one side at least")
    return Place(_text_in(document), _offset(offset), begins, origin, head, tail)


def _offset(value: object) -> int:
    """A place in a text, in characters."""
    if not isinstance(value, int) or not 0 <= value < _LONGEST_TEXT:
        raise ValueError(f"{value!r}: must be a place in a text")
    return int(value)


def _span(values: Sequence[object]) -> Span:
    span = tuple(map(_offset, values))
    if span and not (len(span) == 2 and span[0] < span[1]):
        raise ValueError(f"{values!r}: must be begin and end")
    return span


def _text_in(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r}: must be a text")  # noqa: TRY004  (bad input)
    return value


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError(f"{values!r}: must be a list of texts")  # noqa: TRY004
    return tuple(map(_text_in, values))


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def read(path: Path) -> Content:
    """What a file holds.

    Raises:
        InputError: with the line that is wrong.
    """
    content = Content([], [], [], {})
    add: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
        "bead": lambda record: content.beads.append(_bead_of(record)),
        "border": lambda record: content.places.append(_border_of(record)),
        "term": lambda record: content.entries.append(checked_entry_of(record["entry"])),
        "said": lambda r: content.said.setdefault(_text_in(r["where"]), []).append(
            _text_in(r["text"])
        ),
    }
    with open_input(path) as stream:
        for number, line in enumerate(stream, 1):
            if number > 1 and not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
                if b"\\u" in line:  # half of a surrogate pair is no text
                    json.dumps(record, ensure_ascii=False).encode()
                if number == 1:
                    if not isinstance(record, dict) or record.get("duizhao") != "decisions":
                        raise InputError(path, "no decisions: it has not their first line", 1)
                    if record.get("form") != _HEADER["form"]:
                        raise InputError(path, "written by a newer duizhao; upgrade", 1)
                elif (about := record["about"]) not in add:
                    raise InputError(
                        path, f"no decision: {about!r} is nothing that this version knows", number
                    )
                else:
                    add[about](record)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                why = f"lacks {error}" if isinstance(error, KeyError) else error
                raise InputError(path, f"no decision ({why}); take the line out", number) from None
    return content
