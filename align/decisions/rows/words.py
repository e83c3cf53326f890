"""What an operation did, in words for the person who did it.

said(edit) -> "300 confirmed, 88 of them weak"
taken_back(edit) -> "undone: merge of 2–3"
in_short(text) -> "两国外长上午在…"
"""

from align.decisions.rows.sheet import DECIDED, Edit
from align.options import MIN_SCORE

_SAID = {
    "confirm": "confirmed",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "move": "moved",
    "omission": "marked as omission",
    "flag": "noted",
    "unconfirm": "not confirmed any more",
    "split_sentence": "sentence split",
    "join_sentences": "sentences joined",
    "realign": "realigned",
}
_NAMES = {
    "confirm": "confirmation",
    "reject": "rejection",
    "move": "moved border",
    "omission": "omission",
    "flag": "note",
    "unconfirm": "confirmation taken back",
    "split_sentence": "split sentence",
    "join_sentences": "joined sentences",
    "realign": "realignment",
}
"""Of operations as things, where the kind is no noun itself."""


def said(edit: Edit) -> str:
    """What was done; of several beads that were confirmed at once, how many, and how many weak."""
    confirmed = [
        old
        for old, new in zip(edit.before, edit.after, strict=False)
        if new.state in DECIDED and old.state not in DECIDED
    ]
    if edit.kind != "confirm" or len(edit.before) == 1:
        return _SAID[edit.kind]
    weak = sum(row.score < MIN_SCORE for row in confirmed)
    return f"{len(confirmed):,} confirmed, {f'{weak:,} of them' if weak else 'none of them'} weak"


def taken_back(edit: Edit, *, again: bool = False) -> str:
    """What an undo, or a redo, took: which operation, on which beads, counted from 1.

    Args:
        edit: as it was applied: of an undo the reversed one.
        again: it is a redo.
    """
    count = len(edit.before if again else edit.after)  # the beads that it was done on
    first, last = edit.first + 1, edit.first + count
    where = f"{first:,}" if first == last else f"{first:,}–{last:,}"
    words = "done again" if again else "undone"
    return f"{words}: {_NAMES.get(edit.kind, edit.kind)} of {where}"


def in_short(text: str) -> str:
    """The beginning of a text, as much as fits a line that names two."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


_SHORT = 30
"""Characters: two such texts and the names of their files stand in a line or two of a terminal."""
