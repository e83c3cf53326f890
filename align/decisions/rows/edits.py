"""The operations of a review: each makes an edit of a sheet, or says why it cannot be.

edit_for(sheet, {"kind": "merge", "row": 3}) -> Edit

What a person puts together, parts or moves is confirmed by that. What is left over without a
counterpart is not: it is asked about again.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from align.decisions.rows.sheet import (
    CONFIRMED,
    DECIDED,
    FOUND,
    OMITTED,
    UNPAIRED,
    Border,
    Edit,
    Piece,
    Row,
    Sheet,
    Side,
    Span,
    Spans,
)
from corpus.errors import UsageError

Given = Mapping[str, Any]

_LONGEST_NOTE = 10_000
"""Characters of a note: several pages. All notes of a pair go with its sheet."""
_NO_COUNTERPART = "a sentence without a counterpart stands alone already"


def edit_for(sheet: Sheet, operation: Given) -> Edit:
    """What an operation changes.

    Args:
        sheet: as it is.
        operation: ``kind``, and what the kind needs: see the functions here.

    Raises:
        UsageError: it cannot be, in words for the person who tried.
    """
    kind = operation.get("kind")
    make = _KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        raise UsageError(f"operation {kind!r}: must be one of {', '.join(_KINDS)}")
    return make(sheet, operation)


def realigned(
    sheet: Sheet, stretch: tuple[int, int, Sequence[Row]], first: int, last: int
) -> Edit | None:
    """What an alignment changes between two rows and next to them; None if nothing.

    Args:
        sheet: as it is.
        stretch: first place, the place behind the last, and the rows of the alignment there.
        first: place of the first row that is asked about.
        last: of the one behind the last.
    """
    begin, end, rows = stretch
    before = sheet.rows[begin:end]
    old, new = (_borders(sheet, each) for each in (before, rows))
    common = set(old) & set(new)
    head = max(k for k in range(first - begin + 1) if old[k] in common)
    tail = min(k for k in range(last - begin, len(old)) if old[k] in common)
    after = tuple(rows[new.index(old[head]) : new.index(old[tail])])
    if after == before[head:tail]:
        return None
    return Edit("realign", begin + head, before[head:tail], after)


def _borders(sheet: Sheet, rows: Sequence[Row]) -> list[tuple[int, int]]:
    """How many sentences of both sides stand before each row, and behind the last."""
    sizes = ((len(sheet.zh.numbers(row.zh)), len(sheet.en.numbers(row.en))) for row in rows)
    return [
        *accumulate(
            sizes, lambda one, other: (one[0] + other[0], one[1] + other[1]), initial=(0, 0)
        )
    ]


def _confirm(sheet: Sheet, operation: Given) -> Edit:
    """Rows ``row`` to ``to``, which is included."""
    first = _place(sheet, operation, "row")
    last = _place(sheet, operation, "to") if "to" in operation else first
    before = sheet.rows[first : last + 1]
    after = tuple(
        row if row.state in DECIDED or (row.state == UNPAIRED and last > first) else _decided(row)
        for row in before
    )
    if before == after:
        raise UsageError("confirmed already" if before else "the last row stands before the first")
    return _edit(sheet, "confirm", first, after, len(before))


def _reject(sheet: Sheet, operation: Given) -> Edit:
    """The bead in ``row``: its sentences stand alone until they are aligned again."""
    first = _place(sheet, operation, "row")
    row = sheet.rows[first]
    if row.state == UNPAIRED:
        raise UsageError(f"nothing to reject: {_NO_COUNTERPART}")
    if row.zh and row.en:
        after = _alone(sheet, row, UNPAIRED if sheet.mined else FOUND)
    else:
        after = [row._replace(score=0.0, state=UNPAIRED if sheet.mined else FOUND)]
    return _edit(sheet, "reject", first, after, 1, [row.spans])


def _merge(sheet: Sheet, operation: Given) -> Edit:
    """``row`` with the next one."""
    first = _place(sheet, operation, "row")
    one, other = _two(sheet, first)
    spans = _joined(sheet, one, other)
    if not (spans[0] and spans[1]):
        raise UsageError("neither has a counterpart; put one to a row that has")
    note = "; ".join(filter(None, (one.note, other.note)))
    return _edit(sheet, "merge", first, [Row(*spans, 0.0, CONFIRMED, note)], 2)


def _split(sheet: Sheet, operation: Given) -> Edit:
    """``row``, of which ``zh`` and ``en`` sentences stay in the first part."""
    first = _place(sheet, operation, "row")
    row = sheet.rows[first]
    parts: list[tuple[Span, Span]] = []
    for name, span in zip(("zh", "en"), row.spans, strict=True):
        side = sheet.side(name)
        numbers = side.numbers(span)
        stay = _number(operation, name)
        if not 0 <= stay <= len(numbers):
            raise UsageError(f"{stay}: the row has {len(numbers)} sentences on the side {name}")
        parts.append((side.span(numbers[:stay]), side.span(numbers[stay:])))
    rows = [Row(zh, en) for zh, en in zip(*parts, strict=True)]
    if any(not part.zh and not part.en for part in rows):
        raise UsageError("a part of the row would be empty")
    if not (row.zh and row.en):
        raise UsageError(_NO_COUNTERPART)
    after = [each for part in rows for each in _settled(sheet, part)]
    after[0] = after[0]._replace(note=row.note)
    return _edit(sheet, "split", first, after, 1)


def _move(sheet: Sheet, operation: Given) -> Edit:
    """The border between ``row`` and the next, on one ``side``, ``by`` one sentence (1 or -1)."""
    first = _place(sheet, operation, "row")
    rows = _two(sheet, first)
    name, by = operation.get("side"), _number(operation, "by")
    side = sheet.side(str(name))
    if by not in (1, -1):
        raise UsageError("a border moves by 1 or -1")
    spans = [row.zh if name == "zh" else row.en for row in rows]
    giving = spans[1] if by == 1 else spans[0]
    if not giving:
        raise UsageError("there is no sentence that could move")
    _follow(side, *spans)
    numbers = [*side.numbers(spans[0]), *side.numbers(spans[1])]
    border = len(side.numbers(spans[0])) + by
    moved = side.span(numbers[:border]), side.span(numbers[border:])
    after = []
    for row, span in zip(rows, moved, strict=True):
        zh, en = (span, row.en) if name == "zh" else (row.zh, span)
        if zh or en:
            state = CONFIRMED if zh and en else UNPAIRED if sheet.mined else FOUND
            after.append(Row(zh, en, 0.0, state, row.note))
    return _edit(sheet, "move", first, after, 2)


def _omission(sheet: Sheet, operation: Given) -> Edit:
    """The sentences of ``row`` have no counterpart."""
    first = _place(sheet, operation, "row")
    row = sheet.rows[first]
    if row.state == OMITTED:
        raise UsageError("confirmed already")
    after = _alone(sheet, row, OMITTED) if row.zh and row.en else [row._replace(state=OMITTED)]
    return _edit(sheet, "omission", first, after, 1)


def _flag(sheet: Sheet, operation: Given) -> Edit:
    """A ``note`` on ``row``; an empty one takes it back."""
    first = _place(sheet, operation, "row")
    note = operation.get("note", "")
    if not isinstance(note, str) or any("\ud800" <= c <= "\udfff" for c in note):
        raise UsageError("a note is a text")
    if len(note) > _LONGEST_NOTE:
        raise UsageError(f"a note has {_LONGEST_NOTE:,} characters at most")
    row = sheet.rows[first]._replace(note=note.strip())
    return Edit("flag", first, sheet.rows[first : first + 1], (row,))


def _unconfirm(sheet: Sheet, operation: Given) -> Edit:
    """``row`` is not decided any more."""
    first = _place(sheet, operation, "row")
    row = sheet.rows[first]
    if row.state in (FOUND, UNPAIRED):
        raise UsageError("nobody has confirmed this row")
    state = UNPAIRED if sheet.mined and not (row.zh and row.en) else FOUND
    return Edit("unconfirm", first, (row,), (row._replace(state=state),))


def _split_sentence(sheet: Sheet, operation: Given) -> Edit:
    """A ``sentence`` of a ``side``, ``at`` an offset in it."""
    name = str(operation.get("side"))
    side = sheet.side(name)
    number = _sentence(side, operation)
    start, end, paragraph = side.pieces[number]
    at = _number(operation, "at")
    text = side.text[start:end]
    head, tail = text[: max(at, 0)].rstrip(), text[max(at, 0) :].lstrip()
    if not head or not tail:
        raise UsageError("a sentence is parted within its text")
    offset = end - len(tail)
    new = Piece(start, start + len(head), paragraph), Piece(offset, end, paragraph)
    return _with_border(sheet, name, number, 1, new, offset, begins=True)


def _join_sentences(sheet: Sheet, operation: Given) -> Edit:
    """A ``sentence`` of a ``side`` with the next one."""
    name = str(operation.get("side"))
    side = sheet.side(name)
    number = _sentence(side, operation)
    if number + 1 == len(side.pieces):
        raise UsageError("there is no sentence after it")
    one, other = side.pieces[number], side.pieces[number + 1]
    if one.paragraph != other.paragraph:
        raise UsageError("the two sentences stand in different paragraphs")
    new = (Piece(one.start, other.end, one.paragraph),)
    return _with_border(sheet, name, number, 2, new, other.start, begins=False)


def _with_border(
    sheet: Sheet,
    name: str,
    number: int,
    count: int,
    new: tuple[Piece, ...],
    offset: int,
    *,
    begins: bool,
) -> Edit:
    """The edit that decides a border within a row."""
    side = sheet.side(name)
    old = side.pieces[number : number + count]
    place = _row_of(sheet, name, old[0])
    last = _row_of(sheet, name, old[-1])
    before = after = sheet.rows[place : last + 1]
    if place != last:
        if last != place + 1 or any(row.zh and row.en for row in before):
            raise UsageError("the two sentences stand in different rows; merge these first")
        one, other = before
        state = one.state if one.state == other.state else UNPAIRED if sheet.mined else FOUND
        after = (Row(*_joined(sheet, one, other), 0.0, state, one.note or other.note),)
    was = sheet.border(name, offset)
    border = Border(name, offset, was, begins, number, old, new)
    kind = "split_sentence" if begins else "join_sentences"
    return Edit(kind, place, before, after, border=border)


def _edit(
    sheet: Sheet,
    kind: str,
    first: int,
    after: Sequence[Row],
    count: int,
    rejected: Sequence[Spans] = (),
) -> Edit:
    """The edit that replaces rows; what is confirmed by it is rejected no more."""
    before = sheet.rows[first : first + count]
    news = tuple(spans for spans in rejected if spans not in sheet.rejected)
    allowed: tuple[Spans, ...] = ()
    if sheet.rejected:
        confirmed = {row.spans for row in after if row.state in DECIDED}
        allowed = tuple(sorted(confirmed & sheet.rejected))
    return Edit(kind, first, before, tuple(after), news, allowed)


def _decided(row: Row) -> Row:
    return row._replace(state=CONFIRMED if row.zh and row.en else OMITTED)


def _settled(sheet: Sheet, row: Row) -> list[Row]:
    """A row that a person made, confirmed; sentences without a counterpart each for itself."""
    return [_decided(row)] if row.zh and row.en else _alone(sheet, row, OMITTED)


def _alone(sheet: Sheet, row: Row, state: str) -> list[Row]:
    """The sentences of a row, each in a row of its own; the first one keeps the note."""
    found = [
        *(Row(sheet.zh.span([i]), (), 0.0, state) for i in sheet.zh.numbers(row.zh)),
        *(Row((), sheet.en.span([j]), 0.0, state) for j in sheet.en.numbers(row.en)),
    ]
    found[0] = found[0]._replace(note=row.note)
    return found


def _joined(sheet: Sheet, one: Row, other: Row) -> Spans:
    """Where two rows stand together."""
    spans: list[Span] = []
    for side, a, b in zip((sheet.zh, sheet.en), one.spans, other.spans, strict=True):
        _follow(side, a, b)
        spans.append((a[0], b[1]) if a and b else a or b)
    return spans[0], spans[1]


def _follow(side: Side, one: Span, other: Span) -> None:
    """Raise a UsageError if there are sentences between two spans, or they stand the other way."""
    if one and other and side.numbers(one).stop != side.numbers(other).start:
        raise UsageError("the sentences of the two rows do not follow each other")


def _two(sheet: Sheet, first: int) -> tuple[Row, Row]:
    """A row and the next one."""
    if first + 1 >= len(sheet.rows):
        raise UsageError("there is no row after it")
    return sheet.rows[first], sheet.rows[first + 1]


def _row_of(sheet: Sheet, name: str, piece: Piece) -> int:
    """The place of the row that holds a sentence."""
    which = 0 if name == "zh" else 1
    return next(
        place
        for place, row in enumerate(sheet.rows)
        if (span := row.spans[which]) and span[0] <= piece.start < span[1]
    )


def _place(sheet: Sheet, operation: Given, name: str) -> int:
    """The place of a row that the operation names."""
    place = _number(operation, name)
    if not 0 <= place < len(sheet.rows):
        raise UsageError(f"row {place}: there are {len(sheet.rows)} rows, counted from 0")
    return place


def _sentence(side: Side, operation: Given) -> int:
    """The number of a sentence that the operation names."""
    number = _number(operation, "sentence")
    if not 0 <= number < len(side.pieces):
        raise UsageError(f"sentence {number}: there are {len(side.pieces)}, counted from 0")
    return number


def _number(operation: Given, name: str) -> int:
    """A whole number of the operation's."""
    value = operation.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"{name}: must be a whole number")
    return value


_KINDS: Mapping[str, Callable[[Sheet, Given], Edit]] = {
    "confirm": _confirm,
    "reject": _reject,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "omission": _omission,
    "flag": _flag,
    "unconfirm": _unconfirm,
    "split_sentence": _split_sentence,
    "join_sentences": _join_sentences,
}
