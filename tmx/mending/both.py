"""What is put right in either language. Every function takes the view of a side, then the other."""

import re
from collections.abc import Iterator

from tmx.mending.edits import Edit

_WIDE = re.compile(
    r"[０-９Ａ-Ｚａ-ｚ]+|(?<=[０-９])[．，](?=[０-９]{3}(?![０-９]))|(?<=[０-９])．(?=[０-９])"
    r"|(?<=[０-９])％|(?<=[０-９])：(?=[0-9０-９])|(?<=[0-9０-９])：(?=[０-９])"
)
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def width(own: str, _other: str) -> Iterator[Edit]:
    """Full-width digits and letters, with the marks inside of figures and per cent behind them."""
    for found in _WIDE.finditer(own):
        yield Edit(found.start(), found.end(), found[0].translate(_NARROW))


def edges(own: str, _other: str) -> Iterator[Edit]:
    """White space before the words and behind them."""
    words = own.strip()
    start = own.find(words)
    if words and start:
        yield Edit(0, start, "")
    if words and start + len(words) < len(own):
        yield Edit(start + len(words), len(own), "")


_SHAPES = (("（(", "）)"), ("［[", "］]"))
"""Opening and closing brackets of a shape, full-width and ASCII."""
_LABEL = 4
"""Characters before a closing bracket that may number an item: 1）, (xii)."""
_ENDS = "。．.！？!?；;，,：:…"


def brackets(own: str, other: str) -> Iterator[Edit]:
    """A bracket at an end of the segment, which the other side has there and this one lost."""
    for opens, closes in _SHAPES:
        opened, closed = (sum(map(own.count, marks)) for marks in (opens, closes))
        pairs = max(opened, closed)
        if opened + closed != 2 * pairs - 1 or any(
            sum(map(other.count, marks)) != pairs for marks in (opens, closes)
        ):
            continue
        place = [k for k, mark in enumerate(own) if mark in opens + closes]
        first = min(k for k, mark in enumerate(other) if mark in opens)
        last = max(k for k, mark in enumerate(other) if mark in closes)
        if opened > closed and own[place[-1]] in opens:
            closing = closes[opens.index(own[place[-1]])]
            yield from _closed(own, other[last + 1 :].strip(), closing)
        elif closed > opened and own[place[0]] in closes and place[0] > _LABEL:
            start = len(own) - len(own.lstrip())
            if not other[:first].strip():
                opening = opens[closes.index(own[place[0]])]
                yield Edit(start, start + 1, opening + own[start])


def _closed(own: str, behind: str, closing: str) -> Iterator[Edit]:
    """The closing bracket at the end: before the last marks if it stands so on the other side."""
    words = own.rstrip()
    if behind.strip(_ENDS) or not words:
        return
    at = len(words.rstrip(_ENDS)) if behind else len(words)
    if 0 < at < len(words):
        yield Edit(at, at + 1, closing + words[at])
    elif at:
        yield Edit(at - 1, at, words[at - 1] + closing)
