"""The reading order of a page: its columns, and whole lines from pieces.

columns(lines) -> [[Line, ...], ...]

A page has columns if there is a gutter with prose on both sides of it: lines that fill most of
their side. What crosses the gutter, such as a heading, ends the columns above it. Where cells of
a table stand beside each other, which do not fill their side, they are read row by row.
"""

import re
from collections.abc import Sequence
from statistics import median

from corpus.readers.pdf.glyphs import Line
from corpus.readers.wrapping import joined

_LEAST_LINES = 4
"""Of a column; fewer may stand beside each other by chance."""
_FILLED = 0.6
"""Share of a column's width that most of its lines take: prose does, cells do not."""
_GUTTER = 0.7
"""Least width of a gutter, of the size of the letters."""
_NARROW = 0.15
"""Share of the width below which a side is labels or numbers, no column."""
_BESIDE = 0.8
"""Of the size: pieces whose heights differ by less stand beside each other."""
_LABEL = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-z一二三四五六七八九十])[.)、）]{0,2}|[^\w\s]{1,2}")
"""A number or bullet, which belongs to the text behind it, however far that stands."""
_SAME_LINE = 0.4
"""Of the size: pieces of one line differ in height by less."""


def columns(pieces: Sequence[Line]) -> list[list[Line]]:
    """The columns in the order that they are read in, each with its lines from top to bottom.

    A page without columns is one; a heading above columns is one by itself.
    """
    if not pieces:
        return []
    gutter = _gutter(pieces)
    if gutter is None:
        return [_rows(pieces)]
    found: list[list[Line]] = []
    across = sorted(_across(pieces, gutter), key=lambda piece: -piece.base)
    rest = [piece for piece in pieces if piece not in across]
    while rest or across:
        top = across[0].base if across else float("-inf")
        band = [piece for piece in rest if piece.base > top]
        rest = [piece for piece in rest if piece.base <= top]
        for is_left in (True, False):
            found += columns([piece for piece in band if (piece.left < gutter) is is_left])
        whole = []
        while across and not any(piece.base > across[0].base for piece in rest):
            whole.append(across.pop(0))
        if whole:
            found.append(_rows(whole))
    return found


def _across(pieces: Sequence[Line], gutter: float) -> list[Line]:
    """Pieces that cross the gutter with nothing beside them: not a line that is too long."""
    return [
        piece
        for piece in pieces
        if piece.left < gutter < piece.right
        and not any(
            abs(other.base - piece.base) < _BESIDE * piece.size
            and (other.right <= gutter or other.left >= gutter)
            for other in pieces
        )
    ]


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Where the page is parted into columns, or None."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    size = median(piece.size for piece in pieces)
    best, place = _LEAST_LINES - 1, None
    for start in sorted({round(piece.left) for piece in pieces}):
        if not left + _NARROW * (right - left) < start < right - _NARROW * (right - left):
            continue
        at = start - _GUTTER * size / 2
        one = [piece for piece in pieces if piece.right <= at]
        two = [piece for piece in pieces if piece.left >= at]
        if min(len(one), len(two)) <= best:
            continue
        if _is_prose(one, left, at) and _is_prose(two, at, right) and _beside(one, two):
            best, place = min(len(one), len(two)), at
    return place


def _is_prose(pieces: Sequence[Line], left: float, right: float) -> bool:
    """Whether most lines fill their side of the page."""
    return median(piece.right - piece.left for piece in pieces) > _FILLED * (right - left)


def _beside(one: Sequence[Line], two: Sequence[Line]) -> bool:
    """Whether the two sides stand at the same height."""
    low = max(min(piece.base for piece in side) for side in (one, two))
    high = min(max(piece.base for piece in side) for side in (one, two))
    return sum(low <= piece.base <= high for piece in one) >= _LEAST_LINES


def _rows(pieces: Sequence[Line]) -> list[Line]:
    """Whole lines from top to bottom: pieces at one height are one line.

    Pieces that stand far apart are cells, and stay two.
    """
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        size = min(piece.size, rows[-1][0].size) if rows else 0.0
        if rows and abs(rows[-1][0].base - piece.base) < _SAME_LINE * size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows for line in _cells(sorted(row, key=lambda p: p.left))]


def _cells(row: Sequence[Line]) -> list[Line]:
    found = [row[0]]
    for piece in row[1:]:
        last = found[-1]
        size = max(last.size, piece.size)
        if piece.left - last.right < 3 * size or _LABEL.fullmatch(last.text):
            text = joined((last.text, piece.text))
            found[-1] = Line(text, last.left, piece.right, last.base, size)
        else:
            found.append(piece)
    return found
