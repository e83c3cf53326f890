"""Where Chinese sentences end.

End marks are 。！？ and their half-width forms, with the closing marks that follow. Semicolons
and colons end no sentence, and none begins with a mark that cannot begin one. An ellipsis, however
it is typed (…… ⋯⋯ ... 。。。), ends one only before what must be another. Nothing ends inside a
title 《》, brackets, or a quotation that is part of a clause (口号“和平！发展！”写在横幅上).

Whether quotations are parted is a convention: `Quotations`.
"""

import re
from collections.abc import Iterator

from corpus.language.han import HAN
from corpus.language.sentences.attributions import SAID
from corpus.language.sentences.brackets import Stretches
from corpus.language.sentences.names import is_name_in_chinese, is_point_in_name
from corpus.model import Quotations

_CLOSERS = "”’」』）》】〉〕)\\]"
_ELLIPSIS = r"[…⋯‥]+|(?:\.{3,}|．{3,}|。{3,})(?![。！？!?．｡])"
_POINT = rf"(?<=[{HAN}{_CLOSERS}])\."
# An end: marks, then closing marks. White space may stand before a closing quotation mark that
# cannot open one (“声音。 ”), and between marks (。 。).
_END = re.compile(
    rf"(?P<marks>(?P<ellipsis>{_ELLIPSIS})|(?P<point>{_POINT}(?=[{HAN}]))"
    rf"|(?:[。！？!?．｡]|{_POINT}(?!\s*\.|\w))[。！？!?．｡…⋯‥\.]*)"
    rf"(?P<closers>(?:\s*[{_CLOSERS}]|[\"'“‘])*)"
)
_CANNOT_BEGIN = re.compile(r"\s*[，、；：。,;:！？!?]")
# What goes on behind a closing quotation mark: “来吧！”的喊声.
_GOES_ON = re.compile(r"\s*[的…⋯—]")
_AFTER_ELLIPSIS = re.compile(r"\s*[“‘「『（《【A-Z]")
_QUOTED = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"', "'": "'"}
_LONGEST_QUOTATION = 400
"""Characters looked back for where a quotation began."""
_BRACKETS = "（(［["
_LONG = 5
"""Characters of the shortest clause that a point, standing for 。, may part from the next."""
_CLAUSE = re.compile(rf"[{HAN}\d，、；：,“”《》（）]{{{_LONG}}}")


def ends(line: str, quotations: Quotations = Quotations.PARTED) -> Iterator[int]:
    """Offsets behind which a new sentence starts.

    Args:
        line: the text, without line breaks.
        quotations: whether they are parted.
    """
    stretches = Stretches(line, chinese=True, whole=quotations is Quotations.WHOLE)
    plain = "。" not in line and line.rstrip().endswith(".")
    last = 0
    for match in _END.finditer(line):
        end = match.start("closers") + _closing(line, match)
        closed = end > match.start("closers")
        marks = match["marks"]
        if _CANNOT_BEGIN.match(line, end) or (closed and _GOES_ON.match(line, end)):
            continue
        if match["ellipsis"] and not closed and not _AFTER_ELLIPSIS.match(line, end):
            continue
        if match["point"] and not (plain and _parts_clauses(line, last, match.start())):
            continue
        if marks[0] in "!?" and _is_latin(line, match.start(), match.end("marks")):
            continue
        if marks[0] in "!！" and is_name_in_chinese(line, match.start()):
            continue
        if line[match.start() - 1 : match.start()] in _BRACKETS and closed and match.start():
            continue  # a mark that stands alone in brackets: 他真的（？）来了
        if stretches.hold(end):
            continue
        if closed and quotations is not Quotations.PARTED and _is_attributed(line, end):
            continue
        last = end
        yield end


def _is_attributed(line: str, end: int) -> bool:
    """Whether it says who spoke behind a quotation that ends there, which nobody introduced."""
    opening = _QUOTED.get(line[end - 1])
    if opening is None or not SAID.match(line, end):
        return False
    start = line.rfind(opening, max(0, end - 1 - _LONGEST_QUOTATION), end - 1)
    return start >= 0 and line[:start].rstrip()[-1:] not in {"：", ":"}


def _parts_clauses(line: str, last: int, point: int) -> bool:
    """Whether a point between characters ends a sentence, in text that is typed with points.

    Both clauses must be long, and the point must not stand in a name.
    """
    return (
        point - last >= _LONG
        and _CLAUSE.match(line, point + 1) is not None
        and not is_point_in_name(line, point)
    )


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
