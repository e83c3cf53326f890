"""Tables that lay out a page, turned into blocks: old portals have their text in cells.

unfold(tree)                     in place
cells(line) -> [str, ...]        of a row that trafilatura has written as a line
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_LONG = 200
"""Characters of a cell that holds text and no value."""
_BLOCKS = ("br", "p", "div", "h1", "h2", "h3", "ul", "ol")
_ROW = re.compile(r"\|(?:.*\|)?")
_BAR = re.compile(r"(?<!\\)\|")


def unfold(tree: HtmlElement) -> None:
    """Make blocks of the tables that lay out the page, so that their text is read as text."""
    tables = list(tree.iter("table"))
    for table in tables:
        if _lays_out(table):
            for part in list(_own_parts(table)):
                part.tag = "div"
            table.tag = "div"


def _lays_out(table: HtmlElement) -> bool:
    """Whether a table holds other tables, text in blocks, or one cell a row."""
    rows = [0]
    for part in _own_parts(table):
        if part.tag == "tr":
            rows.append(0)
        elif part.tag in ("td", "th"):
            rows[-1] += 1
            if part.find(".//table") is not None:
                return True
            blocks = sum(1 for _ in part.iter(*_BLOCKS))
            if blocks > 1 or len(part.text_content()) > _LONG:
                return True
    return max(rows) <= 1


def _own_parts(table: HtmlElement) -> Iterator[HtmlElement]:
    """Sections, rows and cells of a table, not those of tables inside."""
    waiting = list(table)
    while waiting:
        part = waiting.pop(0)
        if part.tag in ("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "center"):
            yield part
            if part.tag not in ("td", "th", "caption"):
                waiting = [*part, *waiting]


def cells(line: str) -> list[str]:
    """The cells of a row that stands as ``| a | b |``; any other line as it is."""
    stripped = line.strip()
    if not _ROW.fullmatch(stripped):
        return [line]
    parts = (part.replace("\\|", "|").strip() for part in _BAR.split(stripped))
    return [part for part in parts if part.strip("-: ")]
