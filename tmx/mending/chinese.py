"""What is put right in Chinese. Every function takes the view of both sides and gives edits."""

import re
from collections.abc import Iterator, Sequence

from corpus.language.han import HAN, HAN_CHARACTER
from corpus.language.sentences.splitting import split
from corpus.model import Language
from tmx.mending.edits import Edit

_MARKS = "。，、；：？！"
_CLOSING = "”’」』》〉）】〕"
_OPENING = "“‘「『《〈（【〔"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}

_SPACES = r"[ \u00a0\u3000]+"
_JOINED = f"{HAN}{_MARKS}{_OPENING}{_CLOSING}—…"
_BETWEEN = re.compile(
    "|".join(
        (
            rf"(?P<figure>(?<=[0-9０-９%％]){_SPACES}(?=[{_JOINED}]))",
            rf"(?<=[{_JOINED}]){_SPACES}(?=[{_JOINED}0-9０-９])",
            rf"(?<=[{_MARKS}{_OPENING}]){_SPACES}",
            rf"{_SPACES}(?=[{_MARKS}{_CLOSING}])",
            r"(?P<wide>[ \u00a0\u3000]{2,})",
        )
    )
)
_LATIN_FIGURE = re.compile(r"[A-Za-z][A-Za-z0-9-]*$")
_LONGEST_WORD = 40
_AT_MARKS = re.compile(
    rf"(?<=[{HAN}]){_SPACES}(?=[{_MARKS}])|(?<=[{_MARKS}]){_SPACES}(?=[{HAN}{_OPENING}])"
)
_GAP = re.compile(rf"(?<=[{HAN}]){_SPACES}(?=[{HAN}])")
_RUN = re.compile(f"[{HAN}]+")
_SPACED_MARK = re.compile(rf"[{HAN}]{_SPACES}[{_MARKS},.;:?!]")
_SMALL = "的了在是和与與于於将將把被对對为為等也都就这這他她我不有上中从從以及并並而"
_FUNCTION_WORD = re.compile(f"(?<=[ \u3000])(?:一[个個]|[{_SMALL}])(?=[ \u3000])")
_GAPS, _MEAN, _LONGEST = 3, 2.6, 8
"""Text that was cut into words has at least so many gaps, at marks and one elsewhere, and runs of
Han characters between them that are so long in the mean and at most; headings and lists have no
words like 的 or 将 by themselves, and no white space before their marks."""


def spaces(zh: str, _en: str) -> Iterator[Edit]:
    """White space in text that was cut into words; elsewhere that before and behind marks."""
    if not _is_cut(zh):
        for found in _AT_MARKS.finditer(zh):
            yield Edit(found.start(), found.end(), "")
        return
    for found in _BETWEEN.finditer(zh):
        start, end = found.span()
        word = zh[max(0, start - _LONGEST_WORD) : start]
        is_latin = found["figure"] and _LATIN_FIGURE.search(word)  # COVID-19 疫情
        kept = " " if found["wide"] or is_latin else ""
        if kept != zh[start:end]:
            yield Edit(start, end, kept)


def _is_cut(text: str) -> bool:
    gaps = len(_GAP.findall(text))
    if not gaps or gaps + len(_AT_MARKS.findall(text)) < _GAPS:
        return False
    runs = [len(run) for run in _RUN.findall(text)]
    if sum(runs) > _MEAN * len(runs) or max(runs) > _LONGEST:
        return False
    return bool(_SPACED_MARK.search(text) or _FUNCTION_WORD.search(text)) or (
        2 * runs.count(1) >= len(runs)
    )


_NUMBERED = r"\u2460-\u24ff\u3220-\u3247\u3280-\u32b0"
"""Numbers and characters in circles and brackets: ① ㈠ ㊀."""
_BEFORE = rf"[{HAN}{_CLOSING}{_NUMBERED}%％]"
_FACE = r"[)(\-=/]|[DPp](?![A-Za-z])"
_MARK = re.compile(
    rf"(?:(?<={_BEFORE})|(?<=…)) ?(?P<mark>[,;:]|[?!]+)(?!{_FACE}) *"
    rf"|(?<=[0-9A-Za-z)\]]) ?(?P<comma>[,;]) *(?=[{HAN}])"
)
_IN_PAIRS = re.compile(r"(?:[^（）()]*[（(][^（）()]*[）)])*[^（）()]*")
_MIXED = re.compile(r"（[^（）()]*(?P<closing>(?<![:;=-])\))|(?P<opening>\()[^（）()]*）")
_END = r"(?=[”’」』）)\"\]]*\s*$)"
_STOP = re.compile(rf"(?<={_BEFORE})(?<!\.)\.{_END}")
_FURTHER_STOP = re.compile(rf"(?<=[0-9A-Z)\]])\.{_END}")
_INNER_STOP = re.compile(rf"(?<=[{HAN}{_CLOSING}])\. *(?=[{HAN}{_OPENING}0-9A-Z])")
_ENGLISH_STOP = re.compile(r"\.[\"'”’)\]]*\s*$")
_LEAST_HAN = 4
"""Han characters of a segment from which on a full stop behind a figure or an acronym ends it."""


def marks(zh: str, en: str) -> Iterator[Edit]:
    """ASCII marks behind Chinese characters, and before them behind letters and digits.

    Of two brackets that belong together and differ in width, both become full-width, unless one
    of the segment's is alone or within others: then it is not sure which belong together.

    A full stop inside (约翰.史密斯) ends a sentence only where the English side then has as many,
    and one behind a figure or an acronym only where the English side ends so, too.
    """
    found = []
    for match in _MARK.finditer(zh):
        text = match["mark"] or match["comma"]
        found.append(Edit(*match.span(), "".join(_FULL[mark] for mark in text)))
    in_pairs = _IN_PAIRS.fullmatch(zh)
    for match in _MIXED.finditer(zh) if in_pairs else ():
        name = "closing" if match["closing"] else "opening"
        found.append(Edit(*match.span(name), "）" if match["closing"] else "（"))
    found += [Edit(*match.span(), "。") for match in _STOP.finditer(zh)]
    further = list(_FURTHER_STOP.finditer(zh))
    if further and len(HAN_CHARACTER.findall(zh)) >= _LEAST_HAN and _ENGLISH_STOP.search(en):
        found += [Edit(*match.span(), "。") for match in further]
    inner = [Edit(*match.span(), "。") for match in _INNER_STOP.finditer(zh)]
    if inner:
        tried = _applied(zh, sorted([*found, *inner]))
        if len(split(tried, Language.ZH)) == len(split(en, Language.EN)):
            found += inner
    yield from sorted(found)


def _applied(text: str, edits: Sequence[Edit]) -> str:
    parts = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


_DOTS = re.compile(
    rf"(?<=[{HAN}{_MARKS}{_OPENING}{_CLOSING}])(?:⋯+|\.{{3,}})|(?:⋯+|\.{{3,}})(?=[{HAN}{_CLOSING}。])"
    r"|。{3,}|^⋯+$"
)


def ellipsis(zh: str, _en: str) -> Iterator[Edit]:
    """⋯ (U+22EF, which input methods type) and dots in a row, where they are no mathematics."""
    for found in _DOTS.finditer(zh):
        yield Edit(found.start(), found.end(), "……")
