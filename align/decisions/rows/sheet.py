"""A document pair under review, as a value: two texts, and rows of sentences that go together.

sheet.edited(edit) -> Sheet         another one; `align.decisions.rows.edits` makes the edits
edit.reversed() -> Edit             what undoes it

Every sentence stands in exactly one row, and no edit changes that. A row is told by the places of
its two sides in the texts, in characters, so that it stays what it is when a sentence before it is
parted in two. Sheets share all that an edit leaves alone: one of 40,000 rows takes less than a
millisecond.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, NamedTuple

from align.html.markup import code
from corpus.errors import UsageError
from corpus.model import Document, Language

Span = tuple[int, ...]
"""Begin and end in a document's text, in characters; empty for a side without a sentence."""
Spans = tuple[Span, Span]
"""The two sides of a row, Chinese first."""

FOUND, CONFIRMED, OMITTED, STALE, UNPAIRED = "", "c", "o", "s", "u"
"""States of a row: found by the machine and not decided; confirmed; confirmed to have no
counterpart; once confirmed, but the texts have changed since; in a pair whose sentences are mined,
a sentence that nothing was proposed for."""
DECIDED = (CONFIRMED, OMITTED)


class Piece(NamedTuple):
    """One sentence: where it begins and ends in the text, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


_start = itemgetter(0)


class Row(NamedTuple):
    """Sentences that go together; one side may be empty.

    Attributes:
        zh: where they stand in the Chinese text.
        en: the same in the English one.
        score: probability that the row is right, as the machine sees it; 0 for what a person made.
        state: one of the five.
        note: what a person remarked on it.
    """

    zh: Span
    en: Span
    score: float = 0.0
    state: str = FOUND
    note: str = ""

    @property
    def spans(self) -> Spans:
        """Where it stands: what tells it from others."""
        return self.zh, self.en

    @property
    def is_open(self) -> bool:
        """Whether a person should decide it."""
        return self.state in (FOUND, STALE)


@dataclass(frozen=True, slots=True)
class Side:
    """One document of the pair.

    Attributes:
        document: what was published.
        text: of the document; what places count in.
        pieces: its sentences, in order.
    """

    document: Document
    text: str
    pieces: tuple[Piece, ...]

    def numbers(self, span: Span) -> range:
        """The sentences within a span."""
        if not span:
            return range(0)
        first = bisect_left(self.pieces, span[:1])  # tuples compare faster than by a key
        return range(first, bisect_left(self.pieces, span[1:], first))

    def span(self, numbers: Sequence[int]) -> Span:
        """Where sentences in a row begin and end; empty for none."""
        if not numbers:
            return ()
        return self.pieces[numbers[0]].start, self.pieces[numbers[-1]].end

    def texts(self, span: Span) -> list[str]:
        """The sentences within a span."""
        return [self.text_of(number) for number in self.numbers(span)]

    def text_of(self, number: int) -> str:
        """One sentence."""
        start, end, _ = self.pieces[number]
        return self.text[start:end]

    def holds(self, span: Span) -> bool:
        """Whether a span begins and ends where sentences do."""
        numbers = self.numbers(span)
        return bool(numbers) and self.span(numbers) == span

    def with_pieces(self, first: int, before: int, after: Iterable[Piece]) -> "Side":
        """The same with other sentences in the place of some."""
        pieces = (*self.pieces[:first], *after, *self.pieces[first + before :])
        return replace(self, pieces=pieces)

    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "id": self.document.id,
            "title": self.document.title,
            "origin": self.document.origin,
            "lang": code(self.document),
            "sentences": [
                [start, self.text[start:end], paragraph] for start, end, paragraph in self.pieces
            ],
        }


class Border(NamedTuple):
    """A decided border between sentences, and what it changes.

    Attributes:
        side: of the sheet, ``zh`` or ``en``.
        offset: in characters: where a sentence begins, or does not.
        before: what was decided before: True if one begins there, False if not, None if nothing.
        after: what is decided now.
        first: number of the first sentence that changes.
        old: the sentences there before.
        new: those in their place.
    """

    side: str
    offset: int
    before: bool | None
    after: bool | None
    first: int
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    def reversed(self) -> "Border":
        """What undoes it."""
        return Border(
            self.side, self.offset, self.after, self.before, self.first, self.new, self.old
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """What one operation changes.

    Attributes:
        kind: of the operation.
        first: place of the first row that changes.
        before: the rows there.
        after: those in their place: the same sentences.
        rejected: beads that are rejected by it.
        allowed: beads that were rejected, and are not any more.
        border: that it decides, if it is about one.
    """

    kind: str
    first: int
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    rejected: tuple[Spans, ...] = ()
    allowed: tuple[Spans, ...] = ()
    border: Border | None = None

    def reversed(self) -> "Edit":
        """What undoes it."""
        return Edit(
            self.kind,
            self.first,
            self.after,
            self.before,
            self.allowed,
            self.rejected,
            self.border and self.border.reversed(),
        )

    def half(self, *, before: bool) -> dict[str, Any]:
        """One of its sides for the log; `edit_of` makes the edit of both."""
        rows, rejected = (self.before, self.allowed) if before else (self.after, self.rejected)
        found: dict[str, Any] = {"first": self.first, "rows": rows}
        if rejected:
            found["rejected"] = rejected
        if self.border:
            border = self.border if before else self.border.reversed()
            found["border"] = [border.side, border.offset, border.before, border.first, border.old]
        return found


def edit_of(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Edit:
    """The edit of its two sides in the log."""
    rows = [
        tuple(Row(tuple(zh), tuple(en), *rest) for zh, en, *rest in half["rows"])
        for half in (before, after)
    ]
    rejected = [
        tuple((tuple(zh), tuple(en)) for zh, en in half.get("rejected", ()))
        for half in (after, before)
    ]
    border = None
    if "border" in before:
        side, offset, old, first, old_pieces = before["border"]
        _, _, new, _, new_pieces = after["border"]
        sides = (tuple(Piece(*piece) for piece in pieces) for pieces in (old_pieces, new_pieces))
        border = Border(side, offset, old, new, first, *sides)
    return Edit(kind, before["first"], rows[0], rows[1], rejected[0], rejected[1], border)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document pair under review.

    Attributes:
        zh: the Chinese document.
        en: the English one.
        rows: in order.
        mined: whether only sentences that say the same were paired, in no order of the English.
        rejected: beads that are not to come back.
        borders: by side the decided ones, by offset.
    """

    zh: Side
    en: Side
    rows: tuple[Row, ...]
    mined: bool = False
    rejected: frozenset[Spans] = frozenset()
    borders: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)

    def side(self, name: str) -> Side:
        """One of the two by ``zh`` or ``en``.

        Raises:
            UsageError: it is called otherwise.
        """
        if name not in ("zh", "en"):
            raise UsageError(f"{name!r}: the sides of a pair are zh and en")
        return self.zh if name == Language.ZH else self.en

    def border(self, side: str, offset: int) -> bool | None:
        """What was decided about a border, None if nothing."""
        return self.borders.get(side, {}).get(offset)

    def edited(self, edit: Edit) -> "Sheet":
        """The sheet after an edit that was made for it, or placed in it (`placed`)."""
        stop = edit.first + len(edit.before)
        rows = (*self.rows[: edit.first], *edit.after, *self.rows[stop:])
        rejected = self.rejected
        if edit.rejected or edit.allowed:
            rejected = (rejected - set(edit.allowed)) | set(edit.rejected)
        changed = replace(self, rows=rows, rejected=rejected)
        border = edit.border
        if border is None:
            return changed
        side = self.side(border.side).with_pieces(border.first, len(border.old), border.new)
        decided = {name: dict(of) for name, of in self.borders.items()}
        of_side = decided.setdefault(border.side, {})
        if border.after is None:
            of_side.pop(border.offset, None)
        else:
            of_side[border.offset] = border.after
        decided = {name: of for name, of in decided.items() if of}
        if border.side == Language.ZH:
            return replace(changed, zh=side, borders=decided)
        return replace(changed, en=side, borders=decided)

    def placed(self, edit: Edit) -> Edit | None:
        """An earlier edit where its rows stand now; None if they are not there any more."""
        size = len(edit.before)
        wanted = [(row.spans, row.state) for row in edit.before]

        def stands(first: int) -> bool:
            rows = self.rows[first : first + size]
            return [(row.spans, row.state) for row in rows] == wanted

        first = edit.first
        if not stands(first):
            first = next(
                (
                    place
                    for place, row in enumerate(self.rows)
                    if (row.spans, row.state) == wanted[0] and stands(place)
                ),
                -1,
            )
        if first < 0:
            return None
        before = self.rows[first : first + size]
        border = edit.border
        if border is not None:
            pieces = self.side(border.side).pieces
            number = bisect_left(pieces, border.old[0].start, key=_start)
            if pieces[number : number + len(border.old)] != border.old:
                return None
            border = border._replace(first=number)
        return replace(edit, first=first, before=before, border=border)

    def all_shown(self) -> list[list[Any]]:
        """Each row as `shown` has it, in a third of the time."""
        sides = [
            (
                {piece.start: number for number, piece in enumerate(side.pieces)},
                {piece.end: number for number, piece in enumerate(side.pieces, 1)},
            )
            for side in (self.zh, self.en)
        ]

        def numbers(which: int, span: Span) -> list[int]:
            first, last = sides[which]
            return list(range(first[span[0]], last[span[1]])) if span else []

        return [
            [numbers(0, zh), numbers(1, en), round(score, 4), state, note]
            for zh, en, score, state, note in self.rows
        ]

    def shown(self, row: Row) -> list[Any]:
        """A row as the page takes it, with the numbers of its sentences."""
        zh, en = list(self.zh.numbers(row.zh)), list(self.en.numbers(row.en))
        return [zh, en, round(row.score, 4), row.state, row.note]
