"""How often the machine was right where a person has looked, by how sure it was.

checks = spot_checks(sheet)
looked_at = LookedAt()
looked_at.add(edit, checked(edit, checks))
looked_at.bands() -> (Band, ...)

Who reads on and mends what is wrong decides on the wrong ones among the sure beads, and on few of
the hundreds that are right. So of these only spot checks count, which were chosen beforehand.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from align.decisions.rows.sheet import DECIDED, FOUND, Edit, Sheet, Spans
from align.options import MIN_SCORE

_BORDERS = (0.0, 0.5, 0.8, 0.9, 0.99, 1.0)
"""Of the bands of scores: .8 is what a memory takes, and most beads stand above .99."""
_JUDGES = ("confirm", "reject", "merge", "split", "move", "omission")
"""Operations that say of a bead whether it is right."""
_SURE_AMONG_WEAK = 19
"""For so many weak rows a sure one is shown: about 5 %, so that the precision of the sure ones is
measured, too."""


def spot_checks(sheet: Sheet) -> frozenset[Spans]:
    """The sure rows that are to be looked at, too: chosen by where they stand, as if by lot."""
    weak = sum(row.is_open and row.score < MIN_SCORE for row in sheet.rows)
    sure = sorted(
        (crc32(repr((sheet.zh.document.id, row.spans)).encode()), row.spans)
        for row in sheet.rows
        if row.is_open and row.score >= MIN_SCORE
    )
    return frozenset(spans for _, spans in sure[: -(-weak // _SURE_AMONG_WEAK)])


def checked(edit: Edit, checks: Collection[Spans]) -> list[Spans]:
    """Which of the rows that an edit changes were spot checks."""
    return [row.spans for row in edit.before if row.spans in checks]


@dataclass(frozen=True, slots=True)
class Band:
    """Beads with scores from one value to another.

    Attributes:
        low: least score.
        high: the greatest; it belongs to the next band, save for 1.
        looked_at: how many were decided; of sure ones, those that were spot checks.
        right: how many of these were confirmed as they were found.
    """

    low: float
    high: float
    looked_at: int
    right: int

    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "from": self.low,
            "to": self.high,
            "looked_at": self.looked_at,
            "right": self.right,
        }


class LookedAt:
    """Counts of what was decided, by score."""

    def __init__(self) -> None:
        count = len(_BORDERS) - 1
        self._looked_at, self._right = [0] * count, [0] * count

    def add(self, edit: Edit, checks: Collection[Spans] = ()) -> None:
        """Count what an edit says of the beads that the machine had found.

        Args:
            edit: that stands.
            checks: the spot checks; other sure beads do not count.
        """
        if edit.kind not in _JUDGES:
            return
        kept = {row.spans for row in edit.after if row.state in DECIDED}
        for row in edit.before:
            found = row.state == FOUND and row.score > 0.0  # else a person made it
            if found and (row.score < MIN_SCORE or row.spans in checks):
                band = min(bisect_right(_BORDERS, row.score), len(self._right)) - 1
                self._looked_at[band] += 1
                self._right[band] += row.spans in kept

    def bands(self) -> tuple[Band, ...]:
        """The counts so far, from improbable to sure."""
        return tuple(
            Band(*each)
            for each in zip(_BORDERS, _BORDERS[1:], self._looked_at, self._right, strict=False)
        )
