"""The reading order of a page: its columns, and whole lines from pieces.

columns(lines) -> [[Line, ...], ...]

A page has columns if there is a gutter with prose on both sides of it: rows that fill most of
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
"""Share of a column's width that the letters of most rows take: in prose, not in cells."""
_GUTTER = 0.7
"""Least width of a gutter, of the size of the letters."""
_NARROW = 0.15
"""Share of the width below which a side is labels or numbers, no column."""
_BESIDE = 0.8
"""Of the size: pieces whose heights differ by less stand beside each other."""
_SAME_LINE = 0.4
"""Of the size: pieces of one line differ in height by less."""
_CELL = 3.0
"""Of the size: more white than this parts cells, where lines are not justified."""
_EDGE = 0.5
"""Of the size: lines of justified text end so near to the edge."""
_JUSTIFIED = 0.5
"""Share of a column's rows that go from edge to edge if it is justified."""
_LABEL = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-z一二三四五六七八九十])[.)、）]{0,2}|[^\w\s]{1,2}")
"""A number or bullet, which belongs to the text behind it, however far that stands."""


def columns(pieces: Sequence[Line]) -> list[list[Line]]:
    """The columns in the order that they are read in, each with its lines from top to bottom.

    A page without columns is one; a heading above columns is one by itself.
    """
    if not pieces:
        return []
    gutter = _gutter(pieces)
    if gutter is None:
        return [_lines(pieces)]
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
            found.append(_lines(whole))
    return found


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Where the page is parted into columns, or None."""
    left, right = _edges(pieces)
    size = median(piece.size for piece in pieces)
    best, place = _LEAST_LINES - 1, None
    for start in sorted({round(piece.left) for piece in pieces}):
        if not left + _NARROW * (right - left) < start < right - _NARROW * (right - left):
            continue
        at = start - _GUTTER * size / 2
        rows = _band(pieces, at)
        if rows > best and all(
            _is_prose([p for p in pieces if (p.right <= at if is_left else p.left >= at)], width)
            for is_left, width in ((True, at - left), (False, right - at))
        ):
            best, place = rows, at
    return place


def _band(pieces: Sequence[Line], at: float) -> int:
    """Rows that stand beside each other, left and right of a place, with none across between."""
    best = 0
    bases: tuple[list[float], list[float]] = ([], [])
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if piece.left < at < piece.right:
            bases = ([], [])
            continue
        side = bases[piece.left >= at]
        if not side or side[-1] - piece.base > _SAME_LINE * piece.size:
            side.append(piece.base)
        best = max(best, min(map(len, bases)))
    return best


def _is_prose(pieces: Sequence[Line], width: float) -> bool:
    """Whether most rows fill their side of the page."""
    inked = [sum(piece.right - piece.left for piece in row) for row in _rows(pieces)]
    return median(inked) > _FILLED * width


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


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces that stand at one height, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        size = min(piece.size, rows[-1][0].size) if rows else 0.0
        if rows and rows[-1][0].base - piece.base < _SAME_LINE * size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _lines(pieces: Sequence[Line]) -> list[Line]:
    """Whole lines of a column from top to bottom; pieces that are cells stay apart."""
    rows = _rows(pieces)
    left, right = _edges(pieces)
    full = [
        row[0].left < left + _EDGE * row[0].size and row[-1].right > right - _EDGE * row[0].size
        for row in rows
    ]
    is_justified = sum(full) > _JUSTIFIED * len(rows)
    return [
        line
        for row, is_full in zip(rows, full, strict=True)
        for line in _cells(row, is_full and is_justified)
    ]


def _cells(row: Sequence[Line], is_line: bool) -> list[Line]:
    """The cells of a row; one where it is a justified line, whose words may be far apart."""
    found = [row[0]]
    for piece in row[1:]:
        last = found[-1]
        size = max(last.size, piece.size)
        if is_line or piece.left - last.right < _CELL * size or _LABEL.fullmatch(last.text):
            text = joined((last.text, piece.text))
            found[-1] = Line(text, last.left, piece.right, last.base, size)
        else:
            found.append(piece)
    return found


def _edges(pieces: Sequence[Line]) -> tuple[float, float]:
    return min(piece.left for piece in pieces), max(piece.right for piece in pieces)
