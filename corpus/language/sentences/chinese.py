"""Where Chinese sentences end.

End marks are 。！？ and their half-width forms, with the closing marks that follow. Semicolons
and colons end no sentence.
"""

import re
from collections.abc import Iterator

from corpus.language.han import HAN

_CLOSERS = "”’」』）》】〉〕)\\]"
# An end: marks, then closing marks. White space may stand before a closing quotation mark that
# cannot open one (“声音。 ”), and between marks (。 。).
_END = re.compile(
    rf"(?P<marks>(?:[。！？!?．｡]|(?<=[{HAN}{_CLOSERS}])\.(?!\s*\.|\w))[。！？!?．｡…\.]*|…+)"
    rf"(?P<closers>(?:\s*[{_CLOSERS}]|[\"'“‘])*)"
)
# What goes on behind a closing quotation mark: “来吧！”的喊声, “为什么？”，他问.
_GOES_ON = re.compile(r"\s*[的，、；：,;:。！？!?…—]")
_AFTER_ELLIPSIS = re.compile(r"\s*[“‘「『（《【A-Z]")
_BRACKETS = "（(［["


def ends(line: str) -> Iterator[int]:
    """Offsets behind which a new sentence starts."""
    for match in _END.finditer(line):
        end = match.start("closers") + _closing(line, match)
        closed = end > match.start("closers")
        marks = match["marks"]
        if closed and _GOES_ON.match(line, end):
            continue
        if not marks.strip("…") and not closed and not _AFTER_ELLIPSIS.match(line, end):
            continue
        if marks[0] in "!?" and _is_latin(line, match.start(), match.end("marks")):
            continue
        if line[match.start() - 1 : match.start()] in _BRACKETS and closed and match.start():
            continue  # a mark that stands alone in brackets: 他真的（？）来了
        yield end


def _closing(line: str, match: re.Match[str]) -> int:
    """How many of the matched closing marks close what this sentence opened.

    A mark that could open or close (straight, or set the wrong way round: 。“) closes if the
    line has one open at that place.
    """
    closers = match["closers"]
    at = match.start("closers")
    for index, mark in enumerate(closers):
        if mark in "\"'" and line.count(mark, 0, at + index) % 2 == 0:
            return len(closers[:index].rstrip())
        if mark in "“‘":
            other = "”" if mark == "“" else "’"
            before = line[: at + index]
            if before.count(mark) <= before.count(other):
                return len(closers[:index].rstrip())
    return len(closers)


def _is_latin(line: str, start: int, end: int) -> bool:
    """Whether a half-width mark stands inside Latin text without a space (a web address)."""
    return line[start - 1 : start].isascii() and bool(
        re.match(r"[\w/&=%#]", line[end : end + 1], re.ASCII)
    )
