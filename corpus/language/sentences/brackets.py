"""Titles, brackets and quoted names: stretches of a line that no sentence ends in.

Stretches(line, chinese).hold(offset) -> bool
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

_REACH = {"《": 60, "〈": 60, "（": 60, "〔": 60, "[": 60, "【": 60, "“": 40, "「": 40}
"""How many characters of Chinese behind it a mark is looked for that closes: what goes on for
longer is no aside but text of its own, or nobody closed it."""
_QUOTATION = 120
"""The same for quotations that are to stay whole."""
_LATIN = 1.5
"""English is given so many times as many letters."""
_FAR = 1_000
_PAIRS = ("《》", "〈〉", "（）", "〔〕", "[]", "【】", "“”", "「」")
_OPENING = {pair[1]: pair[0] for pair in _PAIRS}
_WIDTHS = str.maketrans("()", "（）")  # one may be opened in one width and closed in the other
_MARKS = re.compile("[" + re.escape("".join((*_PAIRS, "()"))) + "]")
_TITLES = "《〈"
_QUOTATIONS = "“「"
_SAYS = re.compile(r"[说說道问問答喊叫嚷吼称稱示写寫曰，、；：,;:\s](?:着|著|了)?$")


class Stretches:
    """The stretches of one line, found once and asked for each mark.

    Titles are held, and brackets inside a clause; brackets between sentences may have sentences of
    their own. In Chinese, a bracket inside a clause is held with its end
    (公司（成立于1998年。）宣布), and so is a quotation that is part of a clause: it has no 。, and
    nobody speaks before it.
    """

    def __init__(self, line: str, *, chinese: bool, whole: bool = False) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in sorted(
            _found(line, chinese, whole), key=lambda pair: (pair[1], -pair[0])
        ):
            while self._starts and self._starts[-1] >= start:
                self._starts.pop()
                self._ends.pop()
            if not self._starts or self._ends[-1] < end:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, offset: int) -> bool:
        """Whether a stretch holds a boundary there: behind its first mark, up to its end."""
        at = bisect_left(self._ends, offset)
        return at < len(self._ends) and self._starts[at] < offset


def _found(line: str, chinese: bool, whole: bool) -> Iterator[tuple[int, int]]:
    """Where the first mark stands, and the last offset that is held."""
    waiting: dict[str, list[int]] = {opening: [] for opening in _REACH}
    for match in _MARKS.finditer(line):
        mark, at = match.group().translate(_WIDTHS), match.start()
        opening = _OPENING.get(mark)
        if opening is None:
            waiting[mark].append(at)
            continue
        start = waiting[opening].pop() if waiting[opening] else -_FAR
        if whole and opening in _QUOTATIONS and at - start <= _QUOTATION:
            yield start, at
        if at - start > _REACH[opening] * (1 if chinese else _LATIN):
            continue
        if opening in _QUOTATIONS:
            if chinese and _is_named(line, start, at):
                yield start, at + _goes_on(line, at + 1)
        elif opening in _TITLES:
            yield start, at + 1
        elif _inside_a_clause(line, start):
            yield start, at + chinese
        elif "。" not in line[start : at - 1]:
            yield start, at


def _inside_a_clause(line: str, start: int) -> bool:
    """Whether a word stands directly before a bracket, a closing mark perhaps between."""
    return line[max(0, start - 3) : start].rstrip("》〉”」』％% ")[-1:].isalnum()


def _is_named(line: str, start: int, end: int) -> bool:
    """Whether a quotation is part of the clause before it: a name, a slogan."""
    before = line[max(0, start - 3) : start]
    return before[-1:].isalnum() and not _SAYS.search(before) and "。" not in line[start:end]


def _goes_on(line: str, end: int) -> bool:
    """Whether a letter stands directly behind it."""
    return line[end : end + 1].isalnum()
