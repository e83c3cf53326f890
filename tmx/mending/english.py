"""What is put right in English. Every function takes the view of both sides and gives edits."""

import re
from collections.abc import Iterator

from corpus.language.han import HAN_CHARACTER
from tmx.mending.edits import Edit

_HALF = dict(zip("，。；：？！、（）", ",.;:?!,()", strict=True))
_FULL = re.compile(f"([{''.join(_HALF)}])\u3000*")
_NO_SPACE_BEHIND = re.compile("$|[ ,.;:?!)\\]}”’，。；：？！、）\ufffc]|[\"'](?![A-Za-z0-9])")
_NO_SPACE_BEFORE = tuple(" ([{“‘\"'（\ufffc")


def marks(en: str, _zh: str) -> Iterator[Edit]:
    """Full-width marks; where Chinese is quoted they are its own."""
    if en.isascii() or HAN_CHARACTER.search(en):
        return
    last = 0
    for found in _FULL.finditer(en):
        mark = _HALF[found[1]]
        start, end = found.span()
        while start > last and en[start - 1] in " \u3000":
            start -= 1
        last = end
        before, behind = en[max(start - 1, 0) : start], en[end : end + _FIGURES]
        if mark == "(":
            space = "" if not before or before.endswith(_NO_SPACE_BEFORE) else " "
            text = f"{space}{mark}"
        elif _NO_SPACE_BEHIND.match(en, end) or _in_figure(before, behind, mark):
            text = mark
        else:
            text = f"{mark} "
        yield Edit(start, end, text)


_FIGURES = 4
"""Characters behind a mark that tell whether it parts thousands: three figures and no fourth."""


def _in_figure(before: str, behind: str, mark: str) -> bool:
    """Whether the mark stands in a figure: 3.5, 10:30, 1,000."""
    if not before[-1:].isdigit() or not behind[:1].isdigit() or mark not in ".:,":
        return False
    return mark != "," or re.match(r"\d{3}(?!\d)", behind) is not None


_DOTS = re.compile(r"(?<=[A-Za-z0-9”’\"'.!?…])⋯+|…{2,}|^⋯+(?=\s?[A-Za-z])")


def ellipsis(en: str, _zh: str) -> Iterator[Edit]:
    """⋯ (U+22EF) behind words, and the six dots of Chinese."""
    for found in _DOTS.finditer(en):
        yield Edit(found.start(), found.end(), "…")
