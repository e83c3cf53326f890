"""Paragraphs from lines.

paragraphs_of(columns) -> [str, ...]       footnotes at the end
usual_size(lines) -> float

A line ends a paragraph if the first word of the next one had room behind it, if the next one is
indented or stands further below than lines do, or is of another size. The last column and the last
page go on in the next.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.language.frequencies import word_frequencies
from corpus.readers.documents import width
from corpus.readers.pdf.glyphs import HYPHEN, Line
from corpus.readers.wrapping import joined

_NOTE = 0.92
"""Of the usual size: what is smaller at the end of a page is a footnote."""
_OTHER_SIZE = 0.06
"""Share by which the size of a heading differs, at least."""
_INDENT = 0.8
"""Of the size: a paragraph begins so far to the right of the column's edge, or further."""
_INSET = 4.0
"""Of the size: what begins so far from the edge is no paragraph of it, but a cell or centred."""
_SHIFT = 2.5
"""Of the size: lines that begin further apart do not belong to one block."""
_ITS_OWN = 0.25
"""Share of a column's width that the right edge of a quotation may be inside of the column's."""
_NARROWER = 0.5
"""Of the usual width: a column of many lines is at least so wide, though all of them be short."""
_FAR = 1.22
"""Times the usual distance of lines from which on a new paragraph begins."""
_ENDS = re.compile(r".*[。！？!?.…:：;；][”\"」』’）)]*", re.DOTALL)
_ITEM = re.compile(r"(?:[•●■◆▪◦‣➢✓○–—-]|[\uf000-\uf0ff])\s*(?=\S)")
_NUMBERED = re.compile(
    r"(?:\(?[0-9]{1,3}[.)、．]|[（(][0-9a-z一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]+、"
    r"|第[0-9一二三四五六七八九十百零]+[章节節条條编編部])"
)
_CONTENTS = re.compile(r".*(?:[.…·]\s?){4,}\s*[\divxIVX]+")
"""A line of a table of contents, which repeats a heading."""
_FIRST = re.compile(r"[（(“‘《「『\[]*(?:[\x21-\x7e’]+|.)[，。、；：！？）”’》」』,.;:!?)]*")
"""What stays together at the beginning of a line."""
_SLACK = 2.5
"""Sizes of letters. Lines end before their edge where they would end in an opening bracket, and
beyond it with a mark that hangs; ragged lines break sooner than they must."""
_SLACK_BEHIND_AN_END = 0.7
"""The same where a sentence ends with the line, so that nothing is lost by a break too many."""
_MARKED = 0.7
"""Share of paragraphs that are marked by white or an indent from which on all are taken to be."""
_VERY_SHORT = 0.25
"""Share of the width: so much white ends a paragraph also where others are marked: lists, verse."""
_WORD = re.compile(r"[A-Za-z]+")


def usual_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def paragraphs_of(columns: Sequence[Sequence[Line]], least: float = 0.0) -> list[str]:
    """The paragraphs of a text, its footnotes at the end.

    Args:
        columns: in their order.
        least: how wide a column is at least: few lines may all be short.
    """
    columns = [[x for x in column if not _CONTENTS.fullmatch(x.text)] for column in columns]
    usual = usual_size([line for column in columns for line in column])
    body: list[Sequence[Line]] = []
    notes: list[Sequence[Line]] = []
    for column in columns:
        end = len(column)
        while end and column[end - 1].size < _NOTE * usual:
            end -= 1
        if end:
            body.append(column[:end])
        if end < len(column):
            notes.append(column[end:])
    known = _whole_words(columns)
    return [_text(lines, known) for part in (body, notes) for lines in _grouped(part, least)]


def _grouped(columns: Sequence[Sequence[Line]], least: float) -> list[list[Line]]:
    """The lines of each paragraph."""
    wide = [right - left for left, right in map(_edges, filter(_is_long, columns))]
    usual = max(median(wide), least) if wide else least
    borders = list(_borders(columns, usual))
    marked = [border.is_marked for border in borders if border.is_short and border.ends]
    by_indent = sum(border.is_indented for border in borders) > sum(marked) / 2
    seldom = usual * _VERY_SHORT if sum(marked) > _MARKED * len(marked) else 0.0
    groups: list[list[Line]] = []
    for border in borders:
        if (
            not groups
            or border.is_marked
            or border.is_other
            or (border.is_first and border.ends and not by_indent)
            or (border.is_short and (border.ends or border.room > seldom))
        ):
            groups.append([])
        groups[-1].append(border.line)
    return groups


class _Border(NamedTuple):
    """What is seen between a line and the one before it.

    Attributes:
        line: the second one.
        is_first: the second one begins a column.
        is_indented: it is indented.
        is_marked: it is indented, or stands further below than lines do.
        is_other: it is of another size, or begins an item of a list.
        is_short: what it begins with had room behind the line before it.
        ends: that one ends like a sentence.
        room: white behind that one.
    """

    line: Line
    is_first: bool
    is_indented: bool
    is_marked: bool
    is_other: bool
    is_short: bool
    ends: bool
    room: float


def _borders(columns: Sequence[Sequence[Line]], usual: float) -> Iterator[_Border]:
    """The lines in order, each with what parts it from the one before."""
    pitch = _pitch(columns)
    last: Line | None = None
    edge = 0.0
    last_indented = False
    for column in columns:
        for k, (line, left, right) in enumerate(_placed(column, usual)):
            if last is None:
                yield _Border(line, True, False, False, False, False, False, 0.0)
            else:
                size = max(line.size, last.size)
                ends = _ENDS.fullmatch(last.text) is not None
                room = edge - last.right
                short = room > _needed(line, ends) and not last.text.endswith(HYPHEN)
                other = abs(last.size - line.size) > _OTHER_SIZE * size
                item = _ITEM.match(line.text) or (ends and _NUMBERED.match(line.text))
                hangs = _ITEM.match(last.text) or _NUMBERED.match(last.text)
                indented = line.left > left + _INDENT * size and not hangs
                if last.left > line.left - 0.1 * size:  # no further than the line before
                    indented = indented and last_indented and (ends or short)
                inset = last.left > left + _INSET * size > line.left + (_INSET - 1) * size
                far = not 0 < last.base - line.base < _FAR * pitch * size
                marked = indented or (k > 0 and (far or inset))
                yield _Border(
                    line, k == 0, indented, marked, other or bool(item), short, ends, room
                )
                last_indented = indented
            last, edge = line, right


def _needed(line: Line, ends: bool) -> float:
    """White that the beginning of a line would take behind the line before it, which may end."""
    first = _FIRST.match(line.text)
    letters = width(first[0] if first else line.text) / 2
    return (letters + (_SLACK_BEHIND_AN_END if ends else _SLACK)) * line.size


def _placed(column: Sequence[Line], usual: float) -> Iterator[tuple[Line, float, float]]:
    """The lines of a column, each with the edges that the lines around it keep to.

    A quotation has edges of its own; a list of short items, or a column of few lines, has those of
    its column, which is as wide as columns `usual` are.
    """
    left, right = _edges(column)
    right = max(right, left + usual * (1.0 if not _is_long(column) else _NARROWER))
    block: list[Line] = []
    for line, following in zip(column, (*column[1:], None), strict=True):
        block.append(line)
        if following is None or abs(following.left - line.left) > _SHIFT * line.size:
            own_left, own_right = _edges(block)
            if len(block) < 3 or own_right < right - _ITS_OWN * (right - left):
                own_right = right
            yield from ((each, own_left, own_right) for each in block)
            block = []


def _is_long(column: Sequence[Line]) -> bool:
    """Whether it has so many lines that one of them shows where they end."""
    return len(column) > 2


def _edges(column: Sequence[Line]) -> tuple[float, float]:
    return min(line.left for line in column), max(line.right for line in column)


def _pitch(columns: Sequence[Sequence[Line]]) -> float:
    """The usual distance of lines, in sizes of their letters."""
    found = [
        (a.base - b.base) / max(a.size, b.size)
        for column in columns
        for a, b in pairwise(column)
        if a.size and abs(a.size - b.size) < _OTHER_SIZE * a.size and a.base > b.base
    ]
    return sorted(found)[int(0.15 * len(found))] if found else 1.2


def _text(lines: Sequence[Line], known: frozenset[str]) -> str:
    """A paragraph, words that were broken whole again."""
    text = lines[0].text
    for line in lines[1:]:
        if text.endswith(HYPHEN):
            text = _mended(text[:-1], line.text, known)
        else:
            text = joined((text, line.text))
    item = _ITEM.match(text)
    return text[item.end() if item else 0 :].replace(HYPHEN, "-")


def _mended(one: str, two: str, known: frozenset[str]) -> str:
    """Two lines of which the first ends in a hyphen that the word has, or has not."""
    first = re.search(r"[^\W_]+$", one)
    second = _WORD.match(two)
    if first is None or second is None or not second[0][0].islower():
        return f"{one}-{two}"
    parts = first[0].lower(), second[0].lower()
    words = _english()
    whole = "".join(parts)
    if "-".join(parts) in known:
        return f"{one}-{two}"
    if whole in known or whole in words or not words.issuperset(parts):
        return one + two
    return f"{one}-{two}"


def _whole_words(columns: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Words and compounds with a hyphen that stand within lines."""
    return frozenset(
        word.lower()
        for column in columns
        for line in column
        for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", line.text)
    )


@lru_cache
def _english() -> frozenset[str]:
    return frozenset(word_frequencies("en", common=True))
