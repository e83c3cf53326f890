"""Running heads, running feet and page numbers: what pages have at their edges in common.

without_heads(pages) -> [[Line, ...], ...]
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from corpus.readers.pdf.glyphs import Line, Page

_EDGE = 0.16
"""Share of the page's height at either edge in which heads and feet stand."""
_ROWS = 4
"""Rows at either edge that are looked at."""
_NEAR = 12.0
"""Points that heads of one kind may differ in height."""
_SAME_ROW = 3.0
_FEWEST = 2
_SHARE = 0.1
"""Share of the pages that have the same head: it may be that of a chapter."""
_FEWEST_NUMBERED = 3
_SHARE_NUMBERED = 0.3
"""Share of the pages whose outermost row begins or ends with a number, at the same height: that is
the page's, whatever stands beside it."""
_WHITE = 1.5
"""Least distance of a head from the text, of its size; lines stand closer."""
_DIGITS = re.compile(r"\d+|\b[ivxlcIVXLC]+\b")
_NUMBER = re.compile(
    r"[-–—·|•~\s]*(?:page|p\.|第)?\s*#\s*(?:页|頁)?\s*"
    r"(?:(?:/|of|，?\s*共)\s*#\s*(?:页|頁)?)?[-–—·|•~\s]*",
    re.IGNORECASE,
)
_BESIDE_A_NUMBER = re.compile(r"#\s.+|.+\s#", re.DOTALL)


class _Row(NamedTuple):
    """What stands at one height.

    Attributes:
        text: with # for figures.
        height: in steps of `_NEAR`.
        upper: whether it is at the upper edge.
        depth: how many rows stand further out.
        white: distance of the next row inwards, of the size.
        pieces: indices of its lines.
    """

    text: str
    height: int
    upper: bool
    depth: int
    white: float
    pieces: list[int]


def without_heads(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page without what runs along all of them."""
    edges = [list(_edges(page)) for page in pages]
    same = Counter(key for rows in edges for key in {(row.text, row.height) for row in rows})
    numbered = Counter(
        (row.upper, row.height)
        for rows in edges
        for row in rows
        if row.depth == 0 and _BESIDE_A_NUMBER.fullmatch(row.text)
    )
    least = max(_FEWEST, _SHARE * len(pages))
    least_numbered = max(_FEWEST_NUMBERED, _SHARE_NUMBERED * len(pages))

    def is_head(row: _Row) -> bool:
        heights = range(row.height - 1, row.height + 2)
        return (
            _NUMBER.fullmatch(row.text) is not None
            or sum(same[row.text, height] for height in heights) >= least
            or (
                row.depth == 0
                and _BESIDE_A_NUMBER.fullmatch(row.text) is not None
                and sum(numbered[row.upper, height] for height in heights) >= least_numbered
            )
        )

    return [
        _without(page, [row.pieces for row in _outermost(rows, is_head)])
        for page, rows in zip(pages, edges, strict=True)
    ]


def _outermost(rows: Sequence[_Row], is_head: Callable[[_Row], bool]) -> Iterator[_Row]:
    """The rows at either edge that are heads, up to white that parts them from the text."""
    for upper in (True, False):
        side = list(takewhile(is_head, (row for row in rows if row.upper is upper)))
        while side and side[-1].white < _WHITE and not _NUMBER.fullmatch(side[-1].text):
            side.pop()
        yield from side


def _without(page: Page, rows: Iterable[Sequence[int]]) -> list[Line]:
    gone = {k for pieces in rows for k in pieces}
    return [line for k, line in enumerate(page.lines) if k not in gone]


def _edges(page: Page) -> Iterator[_Row]:
    """Rows at the upper and the lower edge, from the edge inwards."""
    rows: list[list[int]] = []
    for k in sorted(range(len(page.lines)), key=lambda k: -page.lines[k].base):
        if rows and page.lines[rows[-1][0]].base - page.lines[k].base < _SAME_ROW:
            rows[-1].append(k)
        else:
            rows.append([k])
    height = page.high - page.low
    for upper in (True, False):
        side = rows if upper else rows[::-1]
        for depth, (row, inner) in enumerate(zip(side[:_ROWS], [*side[1:], None], strict=False)):
            first = page.lines[row[0]]
            if (page.high - first.base if upper else first.base - page.low) > _EDGE * height:
                break
            distance = abs(first.base - page.lines[inner[0]].base) if inner else height
            pieces = sorted(row, key=lambda k: page.lines[k].left)
            text = _DIGITS.sub("#", " ".join(page.lines[k].text for k in pieces))
            white = distance / (first.size or 1.0)
            yield _Row(text, round(first.base / _NEAR), upper, depth, white, row)
