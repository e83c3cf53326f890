"""How far a segment is translated: what bilingual files say of it, as properties of a unit.

completed(properties, told) -> Pairs           said("Translated (87%)") -> Said

A segment that is translated, and of which nothing else is said, has none of them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from corpus.language.conversion import to_simplified
from tmx.units.unit import Pairs

STATE = "x-state"
"""The state in the file's own words."""
APPROVED = "x-approved"
"""``yes`` where somebody has approved the translation."""
LOCKED = "x-locked"
"""``yes`` where nobody is to change it."""
MATCH = "x-match"
"""Percentage of the match that it was taken from."""
ORIGIN = "x-origin"
"""Where it was taken from: ``tm``, ``mt`` and so on."""
NAMES = (STATE, APPROVED, LOCKED, MATCH, ORIGIN)

NOT_TRANSLATED = "not translated"
REJECTED = "rejected"
SUGGESTED = "suggested by a memory or a machine and confirmed by nobody"
OUTSIDE = "of words outside of the segments that the source has"
"""Why a segment is no unit."""


def completed(properties: Pairs, told: Mapping[str, str]) -> Pairs:
    """The properties with what is told of the state, in its place where one was there before.

    Args:
        properties: as the file has them.
        told: by name; an empty value says nothing.
    """
    known = {name for name, _ in properties}
    return (
        *((name, told.get(name) or value) for name, value in properties),
        *((name, value) for name, value in told.items() if value and name not in known),
    )


class Said(NamedTuple):
    """What the status in a row of a table says.

    Attributes:
        passed: why the segment is no unit; empty if it is one.
        properties: of the unit.
    """

    passed: str
    properties: Pairs


def said(status: str) -> Said:
    """What a status says, in the words of Trados, memoQ, Phrase and people.

    One that is not known leaves the segment a unit, with the word as its state.
    """
    if not status:
        return _NOTHING
    percent = _PERCENT.search(status)
    word = " ".join(_PERCENT.sub(" ", status).split())
    known = "".join(filter(str.isalnum, to_simplified(word).lower()))
    match = percent[1] if percent else ""
    if known in _UNTRANSLATED:
        return Said(NOT_TRANSLATED, ())
    if "rejected" in known or "拒绝" in known:
        return Said(REJECTED, ())
    if known in _SUGGESTED or (known in _MAYBE_SUGGESTED and match and int(match) < _WHOLE):
        return Said(SUGGESTED, ())
    told = {
        STATE: "" if known in _TRANSLATED else word,
        APPROVED: "yes" if known.startswith(_APPROVED) else "",
        MATCH: match,
    }
    return Said("", completed((), told))


_NOTHING = Said("", ())
_WHOLE = 100
_PERCENT = re.compile(r"[(（]?\s*([0-9]{1,3})\s*[%％]\s*[)）]?")
_UNTRANSLATED = frozenset(
    ("nottranslated", "untranslated", "notstarted", "new", "empty", "未翻译", "未开始", "未译")
)
_SUGGESTED = frozenset(
    ("machinetranslated", "assembledfromfragments", "fragmentassembled", "机器翻译")
)
_MAYBE_SUGGESTED = frozenset(("draft", "pretranslated", "草稿", "预翻译"))
"""Suggested and unconfirmed if they come from a match that needs editing."""
_TRANSLATED = frozenset(
    (
        "",
        "translated",
        "confirmed",
        "translatorconfirmed",
        "已翻译",
        "已译",
        "已确认",
        "完成",
        "已完成",
    )
)
_APPROVED = (
    *("translationapproved", "approved", "signedoff", "signoff", "reviewer", "proofread"),
    *("已批准", "已审核", "已审校", "已签发", "已签核"),
)
"""How words begin by which a second person approves."""
