"""A review of a project's beads: what can be seen, and what a person does there.

review = BeadReview("out", who="lan")
review.pairs()                                              all document pairs, with what is left
page = review.sheet(zh, en)
change = review.apply(zh, en, {"kind": "merge", "row": 3}, page.revision)
review.apply(zh, en, {"kind": "undo"}, change.revision)
review.close()

Whatever `apply` returns from is in the project file, and on disk. A process that is killed loses
nothing of it.
"""

import getpass
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from align.decisions import log, sheets, store
from align.decisions.answers import Change, PairsOverview, PairSummary, ReviewedPair, StaleError
from align.decisions.decisions_file import Keeper
from align.decisions.previews import Previews
from align.decisions.rows.edits import edit_for, realigned
from align.decisions.rows.precision import LookedAt, checked, spot_checks
from align.decisions.rows.sheet import STALE, UNPAIRED, Edit, Row, Spans, edit_of
from align.decisions.rows.words import said, taken_back
from align.options import MIN_SCORE
from corpus.errors import UsageError

_CHECKS = "checks"
"""What an operation in the log has beside its rows: which of them were spot checks."""


@dataclass(slots=True)
class _Pair:
    """An opened pair, with what can be undone."""

    opened: sheets.Opened
    revision: int
    left: int
    checks: frozenset[Spans]
    done: list[tuple[int, Edit]] = field(default_factory=list)
    undone: list[tuple[int, Edit]] = field(default_factory=list)


class BeadReview:
    """The beads of one project, as long as a person goes through them; one thread's own.

    Args:
        project: the output folder of a run, or its project file.
        who: name in the log; that of the user if empty.

    Raises:
        StoreError: there is no project, or another process keeps it locked.
    """

    def __init__(self, project: str | Path, who: str = "") -> None:
        self._store = store.opened(project)
        self._folder = self._store.path.parent
        self._who = who or user()
        connection = self._store.connection
        connection.execute("PRAGMA journal_mode = WAL")  # who reads meanwhile does not wait
        connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged is on disk
        with self._writing() as connection:
            sheets.create(connection)
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._seen = self._last()
        self._looked_at: LookedAt | None = None
        self._previews = Previews(self._store.path)
        self._keeper = Keeper(self._store.path)

    @property
    def stands(self) -> bool:
        """Whether the project file is still the one that was opened."""
        return self._store.stands

    def close(self) -> None:
        """Close the project file, and bring ``decisions.jsonl`` up to date."""
        connection = self._store.connection
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # somebody else reads, or the file is gone
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, that can be copied
        self._store.close()
        self._keeper.close()

    def changed(self) -> None:
        """Have ``decisions.jsonl`` written soon: something was decided, about terms perhaps."""
        self._keeper.changed()

    def pairs(self) -> PairsOverview:
        """All document pairs, with what is left of each, and the precision that was measured."""
        self._look_round()
        connection = self._store.connection
        rows = connection.execute(
            "SELECT p.zh, p.en, z.title, e.title, z.origin, e.origin, p.kind,"
            " COALESCE(t.label_zh, ''), COALESCE(t.label_en, '')"
            " FROM document_pairs p JOIN documents z ON z.id = p.zh JOIN documents e ON e.id = p.en"
            " LEFT JOIN topic_documents d ON d.document = p.zh LEFT JOIN topics t ON"
            " t.number = d.topic ORDER BY p.kind DESC, z.origin, e.origin"
        ).fetchall()
        numbers = self._numbers()
        found = []
        for zh, en, *titles_and_origins, kind, label_zh, label_en in rows:
            found.append(
                PairSummary(
                    zh,
                    en,
                    (titles_and_origins[0], titles_and_origins[1]),
                    (titles_and_origins[2], titles_and_origins[3]),
                    " / ".join(filter(None, (label_zh, label_en))),
                    kind,
                    *numbers[zh, en],
                    log.revision(connection, _about(zh, en)),
                )
            )
        return PairsOverview(tuple(found), self._measured().bands())

    def sheet(self, zh: str, en: str) -> ReviewedPair:
        """A document pair as it is now.

        Raises:
            UsageError: no such pair.
        """
        self._look_round()
        return self._reviewed(self._pair(zh, en))

    def apply(self, zh: str, en: str, operation: Mapping[str, Any], revision: int) -> Change:
        """Do what a person asks for, and keep it.

        Args:
            zh: id of the Chinese document.
            en: id of the English document.
            operation: ``kind``, and what `align.decisions.rows.edits` says; or ``undo``, ``redo``,
                ``realign`` (``from``, ``to``).
            revision: of the rows that the person sees.

        Raises:
            StaleError: there is a newer one.
            UsageError: it cannot be, or there is no such pair.
            StoreError: a run is at work in the folder.
        """
        kind = operation.get("kind")
        with self._writing() as connection:
            self._look_round()
            pair = self._pair(zh, en)
            if revision != pair.revision:
                raise StaleError(self._reviewed(pair))
            takes = None
            if kind in (log.UNDO, log.REDO):
                stack = pair.done if kind == log.UNDO else pair.undone
                if not stack:
                    raise UsageError(f"there is nothing to {kind}")
                takes, last = stack[-1]
                edit = self._placed(pair, last.reversed() if kind == log.UNDO else last)
            elif kind == "realign":
                edit = self._realigned(pair, operation)
            else:
                edit = edit_for(pair.opened.sheet, operation)
            opened = sheets.save_edit(connection, pair.opened, edit, self._who)
            if edit.border is not None:
                self._parted_elsewhere((zh, en), zh if edit.border.side == "zh" else en)
            before = edit.half(before=True)
            if checks := checked(edit, pair.checks):
                before[_CHECKS] = checks
            number = log.record(
                connection,
                _about(zh, en),
                str(kind),
                before,
                edit.half(before=False),
                who=self._who,
                takes=takes,
            )
        pair.opened, pair.revision = opened, number
        pair.left += _left(edit.after) - _left(edit.before)
        if takes is None:
            pair.done.append((number, edit))
            pair.undone.clear()
        elif kind == log.UNDO:
            pair.undone.append(pair.done.pop())
        else:
            pair.done.append(pair.undone.pop())
        self._seen = number
        self._keeper.changed()
        self._looked_at = None
        words = said(edit) if takes is None else taken_back(edit, again=kind == log.REDO)
        return self._change(pair, edit, words)

    def prepare(self) -> None:
        """Begin to learn what previews need, in a thread of its own.

        In a large project that takes about as long as to align it.
        """
        self._previews.prepare()

    def preview(
        self, zh: str, en: str, first: int, last: int, revision: int, *, wait: bool = True
    ) -> Change:
        """What the next run gives for some rows, and for those next to them that hang on them.

        Args:
            zh: id of the Chinese document.
            en: id of the English document.
            first: place of the first row.
            last: of the one behind the last.
            revision: of the rows that the person sees.
            wait: until all is learnt that it needs (`prepare`); else `Change.ready` is false where
                that is not so yet.

        Raises:
            StaleError: there is a newer one.
            UsageError: there is no such pair, or no such rows.
        """
        self._look_round()
        pair = self._pair(zh, en)
        if revision != pair.revision:
            raise StaleError(self._reviewed(pair))
        change = Change(pair.revision, first, first, (), left=pair.left)
        if not pair.opened.sheet.mined and not self._previews.ready(wait=wait):
            return replace(change, message="what the run learnt is being read", ready=False)
        edit = self._realignment(pair, first, last)
        if edit is None:
            return replace(change, message="aligned again, these rows stay as they are")
        shown = [pair.opened.sheet.shown(row) for row in edit.after]
        return replace(change, first=edit.first, last=edit.first + len(edit.before), rows=shown)

    def _realigned(self, pair: _Pair, operation: Mapping[str, Any]) -> Edit:
        first, last = (operation.get(name) for name in ("from", "to"))
        if not isinstance(first, int) or not isinstance(last, int):
            raise UsageError("from and to: must be places of rows")
        edit = self._realignment(pair, first, last)
        if edit is None:
            raise UsageError("aligned again, these rows stay as they are")
        return edit

    def _realignment(self, pair: _Pair, first: int, last: int) -> Edit | None:
        """What aligning again changes; None if nothing."""
        sheet, found = pair.opened.sheet, pair.opened.found
        if not 0 <= first < last <= len(sheet.rows):
            raise UsageError(f"rows {first} to {last}: there are {len(sheet.rows)}, counted from 0")
        if not sheet.mined:
            self._previews.ready(wait=True)
        stretch = self._previews.rows(sheet, found, first, last)
        if stretch is None:  # a sentence was split or joined since
            self._previews = Previews(self._store.path)
            self._previews.ready(wait=True)
            stretch = self._previews.rows(sheet, found, first, last)
        return stretch and realigned(sheet, stretch, first, last)

    def _parted_elsewhere(self, key: tuple[str, str], document: str) -> None:
        """A border in a document changes the rows of all pairs that have it: they are new."""
        connection = self._store.connection
        others = connection.execute(
            "SELECT zh, en FROM document_pairs WHERE ? IN (zh, en) ORDER BY zh, en", (document,)
        ).fetchall()
        for other in others:
            if other != key:
                log.record(connection, _about(*other), log.JUDGED, None, None, who=self._who)
                self._pairs.pop(other, None)

    def _placed(self, pair: _Pair, edit: Edit) -> Edit:
        """An earlier edit where its rows stand now."""
        placed = pair.opened.sheet.placed(edit)
        if placed is None:
            raise UsageError(
                "the documents were aligned again since, and these rows are others now; "
                "change them as they are"
            )
        return placed

    def _change(self, pair: _Pair, edit: Edit, message: str) -> Change:
        sheet = pair.opened.sheet
        border, sentences = edit.border, None
        if border is not None:
            text = sheet.side(border.side).text
            sentences = {
                border.side: {
                    "from": border.first,
                    "to": border.first + len(border.old),
                    "sentences": [[b, text[b:e], paragraph] for b, e, paragraph in border.new],
                }
            }
        return Change(
            pair.revision,
            edit.first,
            edit.first + len(edit.before),
            [sheet.shown(row) for row in edit.after],
            sentences,
            message,
            pair.left,
            bool(pair.done),
            bool(pair.undone),
        )

    def _reviewed(self, pair: _Pair) -> ReviewedPair:
        sheet = pair.opened.sheet
        sample = tuple(
            place
            for place, row in enumerate(sheet.rows)
            if row.is_open and row.score >= MIN_SCORE and row.spans in pair.checks
        )
        was = pair.opened.was
        stale = {
            place: was.get(row.spans, ((), ()))
            for place, row in enumerate(sheet.rows)
            if row.state == STALE
        }
        return ReviewedPair(sheet, pair.revision, sample, stale, bool(pair.done), bool(pair.undone))

    def _pair(self, zh: str, en: str) -> _Pair:
        """An opened pair; one is not opened while a run changes sentences and beads."""
        pair = self._pairs.get((zh, en))
        if pair is None:
            connection = self._store.connection
            with nullcontext() if connection.in_transaction else self._writing():
                opened = sheets.open_sheet(connection, zh, en)
            about = _about(zh, en)
            history = log.history(connection, about)
            done, undone = (
                [(each.number, edit_of(each.kind, each.before, each.after)) for each in stack]
                for stack in (history.done, history.undone)
            )
            revision = log.revision(connection, about)
            pair = self._pairs[zh, en] = _Pair(
                opened, revision, _left(opened.sheet.rows), spot_checks(opened.sheet), done, undone
            )
        return pair

    def _numbers(self) -> dict[tuple[str, str], tuple[int, int, int, float]]:
        """Of each pair the rows, those decided, those weak and the errors expected.

        Pairs that nobody has touched are counted where they are stored.
        """
        found = sheets.untouched(self._store.connection, MIN_SCORE)
        keys = self._store.connection.execute("SELECT zh, en FROM document_pairs").fetchall()
        for key in keys:
            if key not in found or key in self._pairs:
                rows = [r for r in self._pair(*key).opened.sheet.rows if r.state != UNPAIRED]
                left = [row for row in rows if row.is_open]
                weak = sum(row.score < MIN_SCORE for row in left)
                errors = sum(1 - row.score for row in left)
                found[key] = len(rows), len(rows) - len(left), weak, errors
        return found

    def _measured(self) -> LookedAt:
        """How often the machine was right, by all that was decided."""
        if self._looked_at is None:
            self._looked_at = LookedAt()
            abouts = self._store.connection.execute(
                "SELECT DISTINCT about FROM operations WHERE about LIKE '% %'"
            ).fetchall()
            for (about,) in abouts:
                for each in log.history(self._store.connection, about).done:
                    edit = edit_of(each.kind, each.before, each.after)
                    checks = {(tuple(zh), tuple(en)) for zh, en in each.before.get(_CHECKS, ())}
                    self._looked_at.add(edit, checks)
        return self._looked_at

    def _look_round(self) -> None:
        """Forget what was opened where a run, or another process, has changed it.

        Raises:
            StoreError: the project file was removed, or made anew.
        """
        self._store.check_place()
        rows = self._store.connection.execute(
            "SELECT id, about FROM operations WHERE id > ? ORDER BY id", (self._seen,)
        ).fetchall()
        for number, about in rows:
            self._seen = number
            if about == log.EVERYTHING:
                self._pairs.clear()
                self._previews = Previews(self._store.path)
            elif " " in about:
                zh, _, en = about.partition(" ")
                self._pairs.pop((zh, en), None)
            self._looked_at = None

    def _last(self) -> int:
        (number,) = self._store.connection.execute("SELECT max(id) FROM operations").fetchone()
        return int(number or 0)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, beside which no run is at work."""
        with store.writing(self._folder), self._store.transaction() as connection:
            yield connection


def _about(zh: str, en: str) -> str:
    return f"{zh} {en}"


def _left(rows: Sequence[Row]) -> int:
    """How many rows are to be decided on."""
    return sum(row.is_open for row in rows)


def user() -> str:
    """Who is logged in, as far as the system says."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # the latter from Python 3.13
        return ""
