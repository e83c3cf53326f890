"""Marks of punctuation and white space.

Each function takes the Chinese and the English variant and returns what is wrong, or nothing.
A segment that was cut inside brackets or a quotation is open on both sides, which is no fault.
"""

import re
from functools import lru_cache

from corpus.language.han import HAN, HAN_CHARACTER
from tmx.units.unit import Variant

# Opening and closing marks by shape: full-width and ASCII brackets mix within one text.
_BRACKETS = dict(zip("(（[［【〔{｛《〈", ")）]］】〕}｝》〉", strict=True))
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_SHAPES = {"（": "(", "［": "[", "｛": "{"}
_OPENING = {mark: _SHAPES.get(mark, mark) for mark in (*_BRACKETS, *_QUOTES)}
_CLOSING = {close: _OPENING[mark] for mark, close in (_BRACKETS | _QUOTES).items()}
_MARKS = re.compile(f"[{re.escape(''.join((*_OPENING, *_CLOSING)))}]")
# a) and 1） number an item, and :) is a face, where no bracket was opened.
_LABEL = re.compile(r"(?:^|[^A-Za-z0-9])[A-Za-z0-9一二三四五六七八九十]{1,3}$|[:;]-?$")
_LONGEST_LABEL = 4
_INCHES = re.compile(r"\d\"")
_APOSTROPHES = re.compile(r"(?<=\w)’|’(?=\w)")  # don’t, the workers’ demands, ’98

_CLOSERS = "\"'”’」』)）]］】》〉}｝"
_ENDS = {
    **dict.fromkeys(".。．｡;；", "."),  # Chinese sentences end in ； more often
    **dict.fromkeys("?？", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",，、", ","),
    **dict.fromkeys("…⋯‥", "…"),
}
_LAST_MARKS = re.compile("[?？!！…⋯‥]*$")


def unpaired_brackets(zh: Variant, en: Variant) -> str:
    """A bracket that is not closed, or not opened, on one side only."""
    return _unpaired(zh.text, en.text, quotes=False)


def unpaired_quotes(zh: Variant, en: Variant) -> str:
    """The same for quotation marks; English single ones are left out as too like apostrophes."""
    return _unpaired(zh.text, en.text, quotes=True)


def mixed_quotes(zh: Variant, en: Variant) -> str:
    """Marks without partner that cannot come from a quotation of several sentences.

    Where segments are sentences a quotation may begin in one and end in another: what is left
    to see is a mark that stands twice in one direction, and a straight one for a curly partner.
    """
    for name, text in (("Chinese", zh.text), ("English", _without_apostrophes(en.text))):
        loose = [mark for mark in _loose(text) if _is_quote(mark)]
        for mark in loose:
            if loose.count(mark) > 1 or (mark == '"' and {"“", "”"} & set(loose)):
                return f"the {name} side has {mark} without its partner"
    return ""


def _unpaired(zh: str, en: str, *, quotes: bool) -> str:
    left, right = _loose(zh), _loose(_without_apostrophes(en))
    for name, own, other in (("Chinese", left, right), ("English", right, left)):
        for mark in own:
            if _is_quote(mark) == quotes and not any(_same_side(mark, each) for each in other):
                return f"the {name} side has {mark} without its partner"
    return ""


def _without_apostrophes(text: str) -> str:
    if "’" in text:
        text = _APOSTROPHES.sub("", text)
    return text.replace("‘", "")


def _is_quote(mark: str) -> bool:
    return mark == '"' or (_OPENING.get(mark) or _CLOSING[mark]) in _QUOTES


@lru_cache(maxsize=4)  # brackets and quotes are looked for one after the other
def _loose(text: str) -> tuple[str, ...]:
    """The marks without partner, a straight quotation mark if there is an odd number."""
    odd = text.count('"') % 2 and _INCHES.sub("", text).count('"') % 2
    loose = ['"'] if odd else []
    opened: dict[str, list[str]] = {}  # by shape
    for found in _MARKS.finditer(text):
        mark = found[0]
        if mark in _OPENING:
            opened.setdefault(_OPENING[mark], []).append(mark)
        elif opened.get(_CLOSING[mark]):
            opened[_CLOSING[mark]].pop()
        elif mark not in ")）" or not _LABEL.search(
            text[max(0, found.start() - _LONGEST_LABEL) : found.start()]
        ):
            loose.append(mark)
    return (*loose, *(mark for marks in opened.values() for mark in marks))


def _same_side(mark: str, other: str) -> bool:
    """Whether both marks open, or both close; a straight quotation mark does either."""
    return '"' in (mark, other) or (mark in _OPENING) == (other in _OPENING)


def different_ends(zh: Variant, en: Variant) -> str:
    """Ends of different meaning; half- and full-width marks are the same, and so is ？！ and ?."""
    left, right = _end(zh.text), _end(en.text)
    if left == right or _last_marks(zh.text) & _last_marks(en.text):
        return ""
    return f"the Chinese side ends in {left or 'no mark'}, the English in {right or 'no mark'}"


def _last_marks(text: str) -> set[str]:
    """What questions, exclamations and unfinished sentences end with, all of several marks."""
    return {_ENDS[mark] for mark in _LAST_MARKS.search(_bare(text))[0]}  # type: ignore[index]


def _bare(text: str) -> str:
    return text.rstrip().rstrip(_CLOSERS).rstrip()


def _end(text: str) -> str:
    text = _bare(text)
    if text.endswith(("...", "。。。")):
        return "…"
    return _ENDS.get(text[-1:], "")


# Behind a Chinese character the mark is Chinese, too; English has no full-width mark. A full stop
# may belong to an abbreviation unless it ends the segment.
_HALF_WIDTH = re.compile(rf"[{HAN}][,;:?!]|[{HAN}]\.[\"”]?\s*$")
_FULL_WIDTH = re.compile("[，。；：？！、（）]")


def other_width(zh: Variant, en: Variant) -> str:
    """ASCII marks in Chinese text, full-width ones in English."""
    if found := _HALF_WIDTH.search(zh.text):
        return f"the Chinese side has {found[0].strip()}"
    if en.text.isascii() or HAN_CHARACTER.search(en.text):  # a quotation has its own marks
        return ""
    found = _FULL_WIDTH.search(en.text)
    return f"the English side has {found[0]}" if found else ""


def edge_space(zh: Variant, en: Variant) -> str:
    """White space before or behind the words."""
    names = [
        name for name, text in (("Chinese", zh.text), ("English", en.text)) if text != text.strip()
    ]
    return f"white space at an edge of the {' and the '.join(names)} side" if names else ""
