"""Results that are tables: they show themselves in a notebook, and hand themselves to pandas.

    class Matches(Tabular, list[Match]):
        columns = ("percent", "zh", "en")

        def rows(self):
            return ((match.percent, match.pair.zh, match.pair.en) for match in self)

A notebook calls `_repr_html_`. What it shows takes its colours from the page, light or dark.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from corpus.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = str | int | float | tuple[int, ...] | None
SHOWN = 20
"""Rows that a notebook shows: what fits a screen."""
_LEFT = ' style="text-align: left; vertical-align: top"'
_RIGHT = ' style="text-align: right; vertical-align: top"'


class Tabular(ABC):
    """What has columns and rows.

    Attributes:
        columns: their names; those called ``zh`` and ``en`` hold text of that language.
    """

    __slots__ = ()
    columns: ClassVar[tuple[str, ...]]

    @abstractmethod
    def rows(self) -> Iterable[tuple[Cell, ...]]:
        """The rows, each with a cell for every column."""

    def to_pandas(self) -> "DataFrame":
        """All rows as a table of pandas.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            from pandas import DataFrame
        except ImportError:
            raise UsageError("to_pandas() needs the extra: pip install 'duizhao[pandas]'") from None
        return DataFrame(list(self.rows()), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """The first rows as HTML, and how many there are."""
        from html import escape  # nothing that a command needs

        rows = iter(self.rows())
        shown = list(islice(rows, SHOWN))
        count = len(shown) + sum(1 for _ in rows)
        more = "; to_pandas() has all" if count > len(shown) else ""
        said = f"{len(shown)} of {count:,} rows{more}" if more else f"{count} rows"
        head = "".join(f"<th{_LEFT}>{escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(self._cells(row))}</tr>" for row in shown)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{said}</p>"

    def _cells(self, row: tuple[Cell, ...]) -> Iterator[str]:
        from html import escape

        for column, cell in zip(self.columns, row, strict=True):
            language = f' lang="{column}"' if column in ("zh", "en") else ""
            place = _RIGHT if isinstance(cell, int | float) else _LEFT
            yield f"<td{language}{place}>{escape(_said(cell))}</td>"


def _said(cell: Cell) -> str:
    """A cell as text; of a fraction two digits, cut so that nothing seems to reach a bound."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{math.floor(cell * 100 + 1e-9) / 100:.2f}"
    if isinstance(cell, tuple):
        return ", ".join(map(str, cell))
    return f"{cell:,}" if isinstance(cell, int) else cell
