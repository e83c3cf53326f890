"""Lines that a program broke by width, joined again.

joined(lines) -> str
"""

from collections.abc import Iterable
from unicodedata import east_asian_width


def joined(lines: Iterable[str]) -> str:
    """One paragraph: no space between Han characters, or behind a hyphen; else a space."""
    text = ""
    for line in lines:
        tight = not text or text[-1] == "-" or _is_tight(text[-1], line[:1])
        text += line if tight else f" {line}"
    return text


def _is_tight(before: str, behind: str) -> bool:
    """Whether a writer puts no space between two characters.

    Curly quotes and dashes are of either script: beside a Han character they belong to it.
    """
    widths = east_asian_width(before), east_asian_width(behind or " ")
    return all(width in "WFA" for width in widths) and any(width in "WF" for width in widths)
