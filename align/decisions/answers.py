"""What a review answers, as values that a page can take as JSON (`record`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from align.decisions.rows.precision import Band
from align.decisions.rows.sheet import Sheet
from align.decisions.sheets import Texts
from corpus.errors import DuizhaoError
from corpus.support.uncollected import uncollected


class StaleError(DuizhaoError):
    """An operation that was made for rows which have changed since.

    Attributes:
        sheet: the pair as it is now.
    """

    def __init__(self, sheet: "ReviewedPair") -> None:
        """Keep it."""
        self.sheet = sheet
        super().__init__("these rows have changed since; here they are as they are now")


@dataclass(frozen=True, slots=True)
class PairSummary:
    """A document pair in the list of all.

    Attributes:
        zh: id of the Chinese document.
        en: id of the English document.
        titles: of both.
        origins: of both.
        topic: label of its topic.
        kind: parallel or comparable.
        beads: rows to decide on: of comparable pairs those with two sides.
        decided: of these, by a person.
        weak: those left that are improbable.
        expected_errors: among those left, by their probabilities.
        revision: as of `ReviewedPair`.
    """

    zh: str
    en: str
    titles: tuple[str, str]
    origins: tuple[str, str]
    topic: str
    kind: str
    beads: int
    decided: int
    weak: int
    expected_errors: float
    revision: int

    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "zh": self.zh,
            "en": self.en,
            "zh_title": self.titles[0],
            "en_title": self.titles[1],
            "zh_origin": self.origins[0],
            "en_origin": self.origins[1],
            "topic": self.topic,
            "kind": self.kind,
            "beads": self.beads,
            "decided": self.decided,
            "weak": self.weak,
            "expected_errors": round(self.expected_errors, 2),
            "revision": self.revision,
        }


@dataclass(frozen=True, slots=True)
class PairsOverview:
    """All document pairs, and how often the machine was right where a person looked.

    Attributes:
        pairs: translations first, then by origin.
        precision: by score.
    """

    pairs: tuple[PairSummary, ...]
    precision: tuple[Band, ...]

    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "pairs": [pair.record() for pair in self.pairs],
            "precision": [band.record() for band in self.precision],
        }


@dataclass(frozen=True, slots=True)
class ReviewedPair:
    """A document pair as it is now.

    Attributes:
        sheet: its texts and rows.
        revision: a number that grows with every change.
        sample: places of sure rows that are to be looked at, too.
        stale: places of rows whose texts have changed since they were confirmed, with what both
            sides said then.
        undoable: whether there is an operation to undo.
        redoable: whether there is one to do again.
    """

    sheet: Sheet
    revision: int
    sample: tuple[int, ...]
    stale: Mapping[int, Texts]
    undoable: bool
    redoable: bool

    @uncollected()
    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "revision": self.revision,
            "zh": self.sheet.zh.record(),
            "en": self.sheet.en.record(),
            "mined": self.sheet.mined,
            "rows": self.sheet.all_shown(),
            "sample": list(self.sample),
            "stale": [
                {"row": place, "zh": list(zh), "en": list(en)}
                for place, (zh, en) in self.stale.items()
            ],
            "undoable": self.undoable,
            "redoable": self.redoable,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation changed: the rows from `first` to before `last` give way to others.

    Attributes:
        revision: the new one; of a preview that which it was made for.
        first: place of the first row that changes.
        last: the one behind the last, as counted before.
        rows: those in their place, as the page takes them.
        sentences: where borders changed, by side: ``from``, ``to`` and the sentences in their
            place; all behind them are counted anew.
        message: for a person.
        left: rows that are not decided.
        undoable: whether there is an operation to undo.
        redoable: whether there is one to do again.
        ready: of a preview, whether what it needs was learnt yet; if not, there are no rows.
    """

    revision: int
    first: int
    last: int
    rows: Sequence[Sequence[Any]]
    sentences: Mapping[str, Any] | None = None
    message: str = ""
    left: int = 0
    undoable: bool = False
    redoable: bool = False
    ready: bool = True

    def record(self) -> dict[str, Any]:
        """As the page takes it."""
        return {
            "revision": self.revision,
            "ready": self.ready,
            "from": self.first,
            "to": self.last,
            "rows": list(self.rows),
            "sentences": self.sentences,
            "message": self.message,
            "left": self.left,
            "undoable": self.undoable,
            "redoable": self.redoable,
        }
