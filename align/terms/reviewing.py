"""A review of a project's terms: what can be seen, and what a person does there.

review = TermReview("out", who="lan")
review.page(Choice(text="外交"))                             rows, and what is left
review.card("c0123456789")                                  all about one concept
review.apply({"kind": "reject", "concepts": ["c0123456789"]}, revision)
review.close()

Whatever `apply` returns from is in the project file, and on disk; the next run keeps to it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from align.decisions import log, store
from align.decisions.reviewing import user
from align.options import Options
from align.project.run_stages import LABELS, NEAR_MISSES
from align.terms.card import card
from align.terms.listing import Choice, Listing, Row
from corpus.errors import DuizhaoError, UsageError
from corpus.store.schema import PROJECT
from corpus.support.printing import count
from glossary.curation import decisions
from glossary.curation.operations import change
from glossary.curation.sheet import TermSheet
from glossary.entries import ConceptEntry, Status, TermPair, probable
from glossary.lookup.find import Lookup
from glossary.lookup.index import TermIndex
from glossary.project.project_tables import STAGE, load_term_pairs, named_entries

ABOUT = "terms"
"""What the operations of terms are about, in the log."""
MOST_ROWS = 500
"""Rows that are asked for at once."""
_HISTORY = 20
"""Operations of a concept that its card shows."""
_SAID = {
    "status": "changed",
    "accept": "accepted",
    "reject": "rejected",
    "choose": "preferred",
    "edit": "edited",
    "add": "added",
    "name": "named",
    "keep": "changed",
    "describe": "described",
    "merge": "merged",
    "undo": "undone",
    "redo": "done again",
}


class StaleTermsError(DuizhaoError):
    """An operation on a concept that has changed since the person saw it.

    Attributes:
        reply: the concepts as they are now, as `TermReview.apply` gives them, with the ``error``.
    """

    def __init__(self, reply: dict[str, Any]) -> None:
        reason = "this has changed since you saw it; look at it again"
        super().__init__(reason)
        self.reply = {**reply, "error": reason}


class TermReview:
    """The terms of one project, as long as a person goes through them; one thread's own.

    Args:
        project: the output folder of a run, or its project file.
        who: name in the log; that of the user if empty.

    Raises:
        StoreError: there is no project, or another process keeps it locked.
    """

    def __init__(self, project: str | Path, who: str = "") -> None:
        self._store = store.opened(project)
        self._who = who or user()
        with self._store.transaction() as connection:
            log.create(connection)
            decisions.create(connection)
        self._state: tuple[object, ...] = ()
        self._lookup: Lookup | None = None
        self._look_round()

    @property
    def stands(self) -> bool:
        """Whether the project file is still the one that was opened."""
        return self._store.stands

    def close(self) -> None:
        """Close the project file."""
        self._store.close()

    def page(self, choice: Choice, offset: int = 0, limit: int = 100) -> dict[str, Any]:
        """Some of the concepts that are asked for, and what is left of all."""
        self._look_round()
        rows = self._listing.chosen(choice.checked())
        some = rows[max(offset, 0) :][: min(max(limit, 0), MOST_ROWS)]
        return {
            "rows": [self._record(row) for row in some],
            "offset": offset,
            "total": len(rows),
            "open": sum(row.is_open for row in rows),
            "topics": self._listing.topics(),
            **self._standing(),
        }

    def ids(self, choice: Choice) -> list[str]:
        """The ids of all concepts that are asked for and not yet decided, for doing all at once."""
        self._look_round()
        return [row.entry.id for row in self._listing.chosen(choice.checked()) if row.is_open]

    def card(self, identity: str) -> dict[str, Any]:
        """All about one concept.

        Raises:
            UsageError: there is none with this id.
        """
        self._look_round()
        if identity not in self._sheet.concepts:
            raise UsageError(f"there is no concept {identity!r}")
        entry = self._sheet.shown(identity)
        found = card(self._store.connection, entry)
        return {
            **found,
            "revision": self._revision_of(identity),
            "history": self._history(identity),
            "row": self._record(self._listing.rows[identity]),
        }

    def entries(self) -> tuple[object, list[ConceptEntry]]:
        """All concepts as they stand, without contexts; and what tells that they have changed."""
        self._look_round()
        return self._state, [*self._sheet.concepts.values()]

    def shown(self, identity: str) -> ConceptEntry:
        """One of them with its contexts.

        Raises:
            UsageError: there is none with this id.
        """
        self._look_round()
        if identity not in self._sheet.concepts:
            raise UsageError(f"there is no concept {identity!r}")
        return self._sheet.shown(identity)

    def lookup(self) -> Lookup:
        """Finds terms in what stands, at each question by then; any thread may ask.

        Contexts are left out.
        """
        self._look_round()
        if self._lookup is None:
            self._places = {key: number for number, key in enumerate(self._sheet.concepts)}
            self._index = TermIndex.of(self._sheet.concepts.values())
            self._lookup = Lookup({PROJECT: self._index})
        return self._lookup

    def apply(self, operation: Mapping[str, Any], revision: int) -> dict[str, Any]:
        """Do what a person asks for, and keep it.

        Args:
            operation: as `glossary.curation.operations.change` takes it; or ``undo``, ``redo``.
            revision: the newest one that the person has seen.

        Returns:
            ``rows`` as they are by now, ``gone`` (ids), ``message``, and what is left.

        Raises:
            StaleTermsError: a concept that it is about has changed since.
            UsageError: it cannot be done.
            StoreError: a run is at work in the folder.
        """
        kind = operation.get("kind")
        with store.writing(self._store.path.parent), self._store.transaction() as connection:
            self._look_round()
            takes = None
            if kind in (log.UNDO, log.REDO):
                stack = self._done if kind == log.UNDO else self._undone
                if not stack:
                    raise UsageError(f"there is nothing to {kind}")
                takes = stack[-1]
                before, after = takes.before, takes.after
                if kind == log.UNDO:
                    before, after = after, before
                self._check(after, revision)
                decisions.put_back(connection, after)
            else:
                self._check(_concepts(operation), revision)
                before, after = decisions.replaced(connection, change(self._sheet, operation))
                if before == after:
                    return self._reply((), "nothing to change")
            number = log.record(
                connection, ABOUT, str(kind), before, after, who=self._who,
                takes=takes.number if takes else None,
            )  # fmt: skip
        self._remember(log.Operation(number, ABOUT, str(kind), before, after, "", ""), takes)
        ids = self._sheet.put(decisions.entries_of(after))
        self._revisions |= dict.fromkeys({*ids, *after}, number)
        self._revision = number
        self._listing.changed(ids)
        self._index_again(ids)
        self._state = self._found_state()
        concepts = takes.after if takes else after
        words = _said(operation)
        if takes:
            words = f"{words}: {self._named(concepts)}, {_SAID[takes.kind]}"
        elif len(concepts) > 1:
            words = f"{count(len(concepts), 'concept')} {words}"
        return self._reply(ids, words)

    def _named(self, concepts: Iterable[str]) -> str:
        """One concept by its first pair, several by their number."""
        first, *more = concepts
        entry = self._sheet.concepts.get(first)
        if more or entry is None:
            return count(1 + len(more), "concept")
        return f"{entry.pairs[0].zh} = {entry.pairs[0].en}"

    # What is known of the project

    def _look_round(self) -> None:
        """Read all again where a run, or another process, has changed it."""
        state = self._found_state()
        if state == self._state:
            return
        self._state = state
        connection = self._store.connection
        extracted = named_entries(connection, contexts=False)
        options = Options()
        listed = {e.id for e in probable(extracted, options.min_probability, options.keep)}
        standing = decisions.stored_decisions(connection)
        self._sheet = TermSheet(extracted, standing, self._contexts)
        self._listing = Listing(self._sheet, listed)
        history = log.history(connection, ABOUT)
        self._done, self._undone = [*history.done], [*history.undone]
        self._revision = self._base = log.revision(connection, ABOUT)
        self._revisions: dict[str, int] = {}
        self._lookup = None

    def _found_state(self) -> tuple[object, ...]:
        """What all depends on that is read from the project file."""
        stages = (STAGE, LABELS, NEAR_MISSES)
        revision = log.revision(self._store.connection, ABOUT)
        return revision, *(self._store.stage(name) for name in stages)

    def _contexts(self, identity: str) -> Mapping[tuple[str, str], TermPair]:
        pairs = load_term_pairs(self._store.connection, identity)
        return {(pair.zh, pair.en): pair for pair in pairs}

    def _index_again(self, ids: Iterable[str]) -> None:
        if self._lookup is None:
            return
        new: dict[int, ConceptEntry | None] = {}
        for key in ids:
            number = self._places.setdefault(key, len(self._places))
            new[number] = self._sheet.concepts.get(key)
        self._index.put(new)

    # Operations

    def _check(self, ids: Iterable[str], revision: int) -> None:
        changed = [key for key in ids if self._revision_of(key) > revision]
        if changed:
            raise StaleTermsError(self._reply(changed, ""))

    def _revision_of(self, identity: str) -> int:
        return self._revisions.get(identity, self._base)

    def _remember(self, operation: log.Operation, takes: log.Operation | None) -> None:
        if takes is None:
            self._done.append(operation)
            self._undone.clear()
        elif operation.kind == log.UNDO:
            self._undone.append(self._done.pop())
        else:
            self._done.append(self._undone.pop())

    # What is answered

    def _record(self, row: Row) -> dict[str, Any]:
        return row.record(self._revision_of(row.entry.id))

    def _reply(self, ids: Iterable[str], message: str) -> dict[str, Any]:
        rows = self._listing.rows
        listed = sorted(set(ids))
        standing = self._standing()
        return {
            "rows": [self._record(rows[key]) for key in listed if key in rows],
            "gone": [key for key in listed if key not in rows],
            "message": f"{message}; {standing['left']:,} left" if message else "",
            **standing,
        }

    def _standing(self) -> dict[str, Any]:
        rows = [row for row in self._listing.rows.values() if row.listed]
        wrong = [1 - row.best.probability for row in rows if row.is_open]
        left = len(wrong)
        return {
            "expected_errors": round(sum(wrong), 1),
            "revision": self._revision,
            "concepts": len(rows),
            "decided": len(rows) - left,
            "left": left,
            "undoable": bool(self._done),
            "redoable": bool(self._undone),
        }

    def _history(self, identity: str) -> list[dict[str, Any]]:
        """What was done to a concept, the newest first."""
        rows = self._store.connection.execute(
            "SELECT id, kind, who, made FROM operations WHERE about = ?"
            " AND (instr(before, ?) OR instr(after, ?)) ORDER BY id DESC LIMIT ?",
            (ABOUT, f'"{identity}"', f'"{identity}"', _HISTORY),
        )
        names = ("number", "kind", "who", "made")
        return [dict(zip(names, row, strict=True)) for row in rows]


def _concepts(operation: Mapping[str, Any]) -> list[str]:
    """The ids that an operation names, as far as it is one."""
    named: list[object] = [operation.get("concept")]
    for name in ("concepts", "pairs"):
        listed = operation.get(name)
        some = listed if isinstance(listed, list) else []
        named += [each[0] if isinstance(each, list) and each else each for each in some]
    return [each for each in named if isinstance(each, str)]


def _said(operation: Mapping[str, Any]) -> str:
    """What was done, in words."""
    kind, status = str(operation.get("kind")), operation.get("status")
    if kind == "status":
        return "taken back" if status == Status.CANDIDATE else f"marked {status}"
    return _SAID[kind]
