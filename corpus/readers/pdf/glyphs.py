"""From the characters of a page to pieces of lines.

page_of(pdf, number) -> Page(lines, width, low, high, drawn, unknown)
Line(text, left, right, base, size)

Lengths are points, from the lower left corner, once the page is turned so that its text runs to
the right. A piece ends where the next character is not beside it: at the end of a line, of a
column, of a cell.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

HYPHEN = "\u00ad"
"""Stands for a hyphen at the end of a line, whether the word has it or not."""
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""What programs write there; the last two are how PDFium tells of it."""
_GAP = 1.6
"""Of the size: more white than this is no space between words, also in justified text."""
_SPACE = 0.17
"""Of the size: less white than this is no space. Spaces are a quarter of the size, and a sixth
where a line is tight."""
_SPACE_BESIDE_SPACES = 0.45
"""The same where spaces are characters: letters of justified Chinese lines are set apart."""
_LETTERS_PER_SPACE = 15
"""Western letters for each space, at most, where spaces are characters: words have five."""
_BACK = 0.6
"""Of the size: what begins so far left of the end of the last character stands elsewhere."""
_SAME_BASE = 0.2
"""Of the size: pieces of one line, in whatever font, stand on lines that differ by less."""
_LEAST_SIZE = 0.5
"""Points: nobody sees smaller letters."""
_SMALL = 0.78
"""Of the size of a line: that of raised numbers of notes."""
_RAISED = 0.15
_PART = 0.2
"""Share of a line's letters that have its size: words in another font may be smaller."""
_FEW = 8
"""Pairs of Han characters for each with a space between them, at least: else they are set apart."""
_UNITS = ("m", "km", "cm", "mm")
"""Behind these a raised figure is a power."""


class Line(NamedTuple):
    """A line, or a piece of one.

    Attributes:
        base: height of the line that the letters stand on.
        size: of its letters; the largest, if there are several.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


class Page(NamedTuple):
    """A page.

    Attributes:
        lines: pieces of lines, from top to bottom.
        width: of the page.
        low: height of the lower edge.
        high: of the upper one.
        drawn: characters.
        unknown: how many of them are drawn without saying which they are.
    """

    lines: list[Line]
    width: float
    low: float
    high: float
    drawn: int
    unknown: int


class _Glyph(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float


def page_of(pdf: "PdfDocument", number: int) -> Page:
    """A page of a PDF; an empty one where it has no text.

    Raises:
        PdfiumError: it cannot be loaded.
    """
    page = pdf[number]
    text = page.get_textpage()
    try:
        glyphs = _glyphs(text)
        width, height = page.get_size()
        box = page.get_mediabox()
    finally:
        text.close()
        page.close()
    directions = Counter(direction for direction, _ in glyphs)
    if not directions:
        return Page([], width, 0.0, height, 0, 0)
    (direction, _), *_ = directions.most_common(1)
    turned = [_turned(glyph, direction) for way, glyph in glyphs if way == direction]
    corners = [
        _turned(_Glyph("", x, x, y, 0.0), direction).base for x in box[::2] for y in box[1::2]
    ]
    unknown = sum(glyph.text == "" or _is_unknown(glyph.text) for glyph in turned)
    space = _SPACE_BESIDE_SPACES if _has_spaces(turned) else _SPACE
    lines = [line for piece in _merged(_pieces(turned)) if (line := _line(piece, space)).text]
    return Page(lines, width, min(corners), max(corners), len(turned), unknown)


def _glyphs(text: object) -> list[tuple[tuple[int, int], _Glyph]]:
    """The characters that are drawn, each with the direction that its line runs in."""
    from pypdfium2 import raw

    found: list[tuple[tuple[int, int], _Glyph]] = []
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for k in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, k) == 1 and raw.FPDFText_IsHyphen(text, k) != 1:
            continue
        code = raw.FPDFText_GetUnicode(text, k)
        raw.FPDFText_GetLooseCharBox(text, k, box)
        raw.FPDFText_GetCharOrigin(text, k, x, y)
        raw.FPDFText_GetMatrix(text, k, matrix)
        size = raw.FPDFText_GetFontSize(text, k) * hypot(matrix.c, matrix.d)
        if size < _LEAST_SIZE:
            continue
        length = hypot(matrix.a, matrix.b) or 1.0
        direction = round(matrix.a / length), round(matrix.b / length)
        sideways = direction[0] == 0
        base = x.value if sideways else y.value
        left, right = (box.bottom, box.top) if sideways else (box.left, box.right)
        character = chr(code) if 0 < code < 0x110000 else ""
        found.append((direction, _Glyph(_readable(character), left, right, base, size)))
    return found


def _turned(glyph: _Glyph, direction: tuple[int, int]) -> _Glyph:
    """The character on a page turned so that its line runs to the right."""
    along = direction[0] or direction[1]
    up = direction[0] or -direction[1]
    left, right = sorted((along * glyph.left, along * glyph.right))
    return glyph._replace(left=left, right=right, base=up * glyph.base)


def _readable(character: str) -> str:
    """The character that a reader sees: not the radical of a font, nor a ligature."""
    if "\u2e80" <= character <= "\u2fdf" or "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return character


def _is_unknown(text: str) -> bool:
    return unicodedata.category(text[0]) in ("Co", "Cn", "Cc") or text == "\ufffd"


def _pieces(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Characters that stand beside each other on one line."""
    piece: list[_Glyph] = []
    last = None
    for glyph in glyphs:
        if last is not None and not _is_beside(last, glyph):
            yield piece
            piece = []
        piece.append(glyph)
        last = glyph if glyph.text.strip() or last is None or not piece else last
    if piece:
        yield piece


def _is_beside(last: _Glyph, glyph: _Glyph) -> bool:
    size = max(last.size, glyph.size) or 1.0
    return (
        abs(glyph.base - last.base) < 0.5 * size
        and glyph.left - last.right < _GAP * size
        and (glyph.left > last.right - _BACK * size or glyph.left == last.left)  # of a ligature
    )


def _merged(pieces: Iterable[list[_Glyph]]) -> list[list[_Glyph]]:
    """Pieces of which one stands inside the gaps of another as one piece.

    Programs draw the marks of another font behind the text that they stand in, and bold letters
    twice.
    """
    found: list[list[_Glyph]] = []
    for piece in sorted(pieces, key=lambda p: (-round(p[0].base), p[0].left)):
        before = found[-1] if found else piece
        if not found or not _overlap(before, piece):
            found.append(piece)
        elif [glyph.text for glyph in piece] != [glyph.text for glyph in before]:
            found[-1] = sorted([*before, *piece], key=lambda glyph: glyph.left)
    return found


def _overlap(one: list[_Glyph], two: list[_Glyph]) -> bool:
    size = max(one[0].size, two[0].size)
    return (
        abs(one[0].base - two[0].base) < _SAME_BASE * size
        and two[0].left < max(glyph.right for glyph in one) - 0.1 * size
        and one[0].left < max(glyph.right for glyph in two) - 0.1 * size
    )


def _has_spaces(glyphs: Iterable[_Glyph]) -> bool:
    """Whether the spaces between words are characters, not only white."""
    letters = spaces = 0
    for glyph in glyphs:
        letters += glyph.text.isascii() and glyph.text.isalpha()
        spaces += glyph.text.isspace()
    return spaces * _LETTERS_PER_SPACE > letters


def _line(piece: list[_Glyph], space: float) -> Line:
    """A piece of a line as text, without raised numbers of notes.

    Args:
        piece: its characters.
        space: least white that counts as a space, of the size.
    """
    drawn = [glyph for glyph in piece if glyph.text.strip()]
    if not drawn:
        return Line("", 0.0, 0.0, 0.0, 0.0)
    sizes = Counter(round(glyph.size, 1) for glyph in drawn)
    size = max(size for size, count in sizes.items() if count >= _PART * len(drawn))
    base = Counter(round(glyph.base, 1) for glyph in drawn if glyph.size > 0.9 * size).most_common(
        1
    )[0][0]
    between = _white_in_chinese(drawn)
    text = ""
    end = drawn[0].left
    for glyph in piece:
        if _is_note_mark(glyph, size, base, text):
            end = glyph.right
            continue
        if not glyph.text.strip():
            white = glyph.right - glyph.left > _SPACE * size
        else:
            white = glyph.left - end > space * size
        if white and text and text[-1] != " ":
            text += " "
        if glyph.text.strip():
            wide = text[-1:] == " " and len(text) > 1 and _is_wide(text[-2] + glyph.text)
            if wide and glyph not in between:
                text = text[:-1]
            text += glyph.text
        end = max(end, glyph.right)
    text = text.strip()
    if len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha():
        text = text[:-1] + HYPHEN
    return Line(text, drawn[0].left, drawn[-1].right, base, size)


def _is_note_mark(glyph: _Glyph, size: float, base: float, before: str) -> bool:
    return (
        glyph.size < _SMALL * size
        and glyph.base > base + _RAISED * size
        and (glyph.text.isdigit() or glyph.text in "*†‡[]")
        and not before.rpartition(" ")[2].endswith(_UNITS)
    )


def _white_in_chinese(drawn: Sequence[_Glyph]) -> list[_Glyph]:
    """The Han characters before which a writer put a space: behind 本报讯, between names.

    In a line set apart all have white before them, and a title may; behind marks programs put it.
    """
    pairs = [(a, b) for a, b in pairwise(drawn) if _is_wide(a.text + b.text)]
    if len(pairs) < _FEW:
        return []
    usual = median(b.left - a.right for a, b in pairs)
    apart = [
        b
        for a, b in pairs
        if b.left - a.right > usual + _SPACE * b.size and (a.text + b.text).isalpha()
    ]
    return apart if len(apart) * _FEW <= len(pairs) else []


def _is_wide(text: str) -> bool:
    return all(east_asian_width(character) in "WF" for character in text)
