"""What tools tell of a segment in XLIFF 1.2, each in its own words.

dialect_of(namespaces) -> Dialect
    .told(unit, number, target) -> Told      state, match, notes; or why the segment is no unit
    .inline(unit) -> Inline                  takes in what stands in its segments

Trados, memoQ and Phrase publish no description. What is read here stands in public files and in the
programs of others that read them (docs/cat-tools.md says in which); a word that is not known leaves
the segment a unit, with the word as its state.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tmx.formats.states import NOT_TRANSLATED, REJECTED, SUGGESTED
from tmx.formats.xliff12.read_inline import Inline
from tmx.formats.xliff12.vocabulary import (
    CONFIRMED,
    OWN_STATE,
    REFUSED,
    SUGGESTIONS,
    TMX,
    TRANSLATED,
    UNTRANSLATED,
)
from tmx.units.unit import Pairs

SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
MEMOQ = "MQXliff"
PHRASE = "http://www.memsource.com/mxlf/2.0"
_DATED = {
    "created_on": "creationdate",
    "created_by": "creationid",
    "modified_on": "changedate",
    "last_modified_by": "changeid",
}
"""What Trados says of a segment, as TMX calls it."""
_DATE = "%m/%d/%Y %H:%M:%S"
_WHOLE = 100
"""Percent of a match that needs no editing; context matches have more."""


class Told(NamedTuple):
    """What a file says of a segment.

    Attributes:
        passed: why it is no unit; empty if it is one.
        state: values of `states.NAMES`, in their order.
        notes: comments on it.
        attributes: dates and authors, as TMX has them.
    """

    passed: str = ""
    state: tuple[str, str, str, str, str] = ("", "", "", "", "")
    notes: tuple[str, ...] = ()
    attributes: Pairs = ()


class Dialect:
    """XLIFF 1.2 as the standard has it."""

    def __init__(self, *, is_ours: bool = False) -> None:
        """`is_ours`: whether the file was written here, and names of units are not its ids."""
        self.is_ours = is_ours

    def take_info(self, element: Any) -> None:  # noqa: ANN401  (the stubs know less)
        """Take what a tool says of the whole file."""

    def take_header(self, element: Any) -> None:  # noqa: ANN401
        """Take the header of a <file>."""

    def inline(self, unit: Any) -> Inline:  # noqa: ANN401
        """What takes in the segments of a unit."""
        return Inline()

    def told(self, unit: Any, number: str, target: Any) -> Told:  # noqa: ANN401
        """What is said of a segment that has words on both sides."""
        state = target.get("state", "")
        origin = target.get("state-qualifier", "")
        if state in UNTRANSLATED:
            return Told(NOT_TRANSLATED)
        if origin.startswith(REFUSED):
            return Told(REJECTED)
        if origin in SUGGESTIONS and state not in CONFIRMED:
            return Told(SUGGESTED)
        shown = "" if state == TRANSLATED else state.removeprefix(OWN_STATE)
        approved = "yes" if unit.get("approved") == "yes" else ""
        locked = "yes" if unit.get("translate") == "no" else ""
        return Told("", (shown, approved, locked, "", origin))


class _Trados(Dialect):
    """``sdl:seg`` tells of each segment: conf, locked, percent, origin."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: dict[str, tuple[str, str]] = {}
        self._comments: dict[str, list[str]] = {}

    def take_info(self, element: Any) -> None:  # noqa: ANN401
        for definition in element.iter(_sdl("cmt-def")):
            texts = ("".join(c.itertext()).strip() for c in definition.iter("{*}Comment"))
            self._comments[definition.get("id", "")] = [text for text in texts if text]

    def take_header(self, element: Any) -> None:  # noqa: ANN401
        self._tags = {
            tag.get("id", ""): (
                "".join(tag.findtext(_sdl(name)) or "" for name in ("bpt", "ph", "st")),
                tag.findtext(_sdl("ept")) or "",
            )
            for tag in element.iter(_sdl("tag"))
        }

    def inline(self, unit: Any) -> Inline:  # noqa: ANN401
        return Inline(self._tags)

    def told(self, unit: Any, number: str, target: Any) -> Told:  # noqa: ANN401
        segments = list(unit.iterfind(f"{_sdl('seg-defs')}/{_sdl('seg')}"))
        same = [segment for segment in segments if not number or segment.get("id") == number]
        if not same:
            return super().told(unit, number, target)
        segment = same[0]
        conf, origin, percent = (segment.get(key, "") for key in ("conf", "origin", "percent"))
        locked = "yes" if segment.get("locked") == "true" else ""
        if not conf and not locked:
            return Told(NOT_TRANSLATED)
        if conf.startswith("Rejected"):
            return Told(REJECTED)
        if conf == "Draft" and origin == "source":
            return Told(NOT_TRANSLATED)
        if conf == "Draft" and (_is_machine(origin) or (origin == "tm" and _is_fuzzy(percent))):
            return Told(SUGGESTED)
        state = "" if conf in ("Translated", "Unspecified") else conf
        approved = "yes" if conf.startswith("Approved") else ""
        told = (state, approved, locked, percent, origin)
        return Told("", told, self._notes(unit, number), tuple(_dates(segment)))

    def _notes(self, unit: Any, number: str) -> tuple[str, ...]:  # noqa: ANN401
        """Comments on the words of a segment, and on the unit."""
        names = [comment.get("id", "") for comment in unit.iterfind(_sdl("cmt"))]
        for mark in unit.iter("{*}mrk"):
            around = [mark, *mark.iterancestors("{*}mrk"), *mark.iter("{*}mrk")]
            if mark.get("mtype") == "x-sdl-comment" and (
                not number or any(each.get("mid") == number for each in around)
            ):
                names.append(mark.get(_sdl("cid"), ""))
        return tuple(text for name in dict.fromkeys(names) for text in self._comments.get(name, ()))


class _Memoq(Dialect):
    """Attributes ``mq:`` of a unit: status, locked, percent."""

    def told(self, unit: Any, number: str, target: Any) -> Told:  # noqa: ANN401
        status, percent = unit.get(f"{{{MEMOQ}}}status", ""), unit.get(f"{{{MEMOQ}}}percent", "")
        if not status:
            return super().told(unit, number, target)
        locked = "yes" if unit.get(f"{{{MEMOQ}}}locked", "") in ("locked", "true", "yes") else ""
        if status == "NotStarted":
            return Told(NOT_TRANSLATED)
        if status == "Rejected":
            return Told(REJECTED)
        if status in ("MachineTranslated", "AssembledFromFragments") or (
            status.lower() == "pretranslated" and _is_fuzzy(percent)
        ):
            return Told(SUGGESTED)
        approved = "yes" if status.startswith("Reviewer") or status == "Proofread" else ""
        state = "" if status == "ManuallyConfirmed" else status
        notes = (
            "".join(comment.itertext()).strip()
            for comment in unit.iter(f"{{{MEMOQ}}}comment")
            if comment.get("deleted") != "true"
        )
        changed = unit.get(f"{{{MEMOQ}}}lastchangedtimestamp", "")
        dates = (("changedate", changed),) if changed and not changed.startswith("0001") else ()
        told = (state, approved, locked, percent, "")
        return Told("", told, tuple(filter(None, notes)), dates)


class _Phrase(Dialect):
    """Attributes ``m:`` of a unit: confirmed (its level), locked, score, trans-origin."""

    def inline(self, unit: Any) -> Inline:  # noqa: ANN401
        marks = unit.iterfind(f"{{{PHRASE}}}tunit-metadata/{{{PHRASE}}}mark")
        codes = {m.get("id", ""): m.findtext(f"{{{PHRASE}}}content") or "" for m in marks}
        return Inline(marks=codes)

    def told(self, unit: Any, number: str, target: Any) -> Told:  # noqa: ANN401
        level = unit.get(f"{{{PHRASE}}}confirmed", "")
        if not level:
            return super().told(unit, number, target)
        origin = unit.get(f"{{{PHRASE}}}trans-origin", "").lower()
        percent = _percent(unit.get(f"{{{PHRASE}}}score", ""))
        locked = "yes" if unit.get(f"{{{PHRASE}}}locked") == "true" else ""
        if level == "0" and (_is_machine(origin) or (origin == "tm" and _is_fuzzy(percent))):
            return Told(SUGGESTED)
        state = "unconfirmed" if level == "0" else ""
        approved = "yes" if level.isdecimal() and int(level) > 1 else ""
        origin = "" if origin == "null" else origin
        return Told("", (state, approved, locked, percent if origin == "tm" else "", origin))


def dialect_of(namespaces: Iterable[str]) -> Dialect:
    """What to read a file by, of the namespaces that its root declares."""
    declared = set(namespaces)
    if SDL in declared:
        return _Trados()
    if MEMOQ in declared:
        return _Memoq()
    if PHRASE in declared:
        return _Phrase()
    return Dialect(is_ours=TMX in declared)


def _sdl(name: str) -> str:
    return f"{{{SDL}}}{name}"


def _dates(segment: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """When and by whom a segment of Trados was made and changed."""
    for value in segment.iterfind(_sdl("value")):
        name, said = _DATED.get(value.get("key", ""), ""), (value.text or "").strip()
        if name.endswith("date"):
            with suppress(ValueError):
                yield name, datetime.strptime(said, _DATE).replace(tzinfo=UTC).isoformat()
        elif name and said:
            yield name, said


def _is_machine(origin: str) -> bool:
    return origin in ("mt", "nmt", "amt", "smt")


def _is_fuzzy(percent: str) -> bool:
    return percent.isdecimal() and int(percent) < _WHOLE


def _percent(score: str) -> str:
    """A share as a percentage: 0.87 is 87."""
    try:
        share = float(score)
    except ValueError:
        return ""
    return str(round(share * _WHOLE)) if 0 <= share < _WHOLE else ""
