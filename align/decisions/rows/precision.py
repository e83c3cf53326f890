"""How often the machine was right where a person has looked, by how sure it was.

looked_at = LookedAt()
looked_at.add(edit)
looked_at.bands() -> (Band, ...)
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from align.decisions.rows.sheet import DECIDED, FOUND, Edit

_BORDERS = (0.0, 0.5, 0.8, 0.9, 0.99, 1.0)
"""Of the bands of scores: .8 is what a memory takes, and most beads stand above .99."""
_JUDGES = ("confirm", "reject", "merge", "split", "move", "omission")
"""Operations that say of a bead whether it is right."""


@dataclass(frozen=True, slots=True)
class Band:
    """Beads with scores from one value to another.

    Attributes:
        low: least score.
        high: the greatest; it belongs to the next band, save for 1.
        looked_at: how many were decided.
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

    def add(self, edit: Edit, taken_back: bool = False) -> None:
        """Count what an edit says of the beads that the machine had found."""
        if edit.kind not in _JUDGES:
            return
        kept = {row.spans for row in edit.after if row.state in DECIDED}
        for row in edit.before:
            if row.state == FOUND and row.score > 0.0:  # else nobody found it
                band = min(bisect_right(_BORDERS, row.score), len(self._right)) - 1
                step = -1 if taken_back else 1
                self._looked_at[band] += step
                self._right[band] += step * (row.spans in kept)

    def bands(self) -> tuple[Band, ...]:
        """The counts so far, from improbable to sure."""
        return tuple(
            Band(*each)
            for each in zip(_BORDERS, _BORDERS[1:], self._looked_at, self._right, strict=False)
        )
