"""What can be saved of a memory that is no well-formed XML.

recover(path, on_repair) -> Iterator[TranslationUnit]

Every unit is read for itself, so that a fault costs no more than the unit in which it stands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from corpus.errors import InputError
from tmx.formats.tmx.decoding import decoded
from tmx.formats.tmx.mending import mended
from tmx.formats.tmx.parsing import LONGEST_UNIT
from tmx.formats.tmx.read import Collector
from tmx.formats.tmx.regular import UNIT, sound, unit_of
from tmx.units.unit import TranslationUnit

_START = re.compile(r"<tu(?=[\s/>])")
# A unit ends with its end tag, or, where that is missing, before the next unit or the body's end.
_END = re.compile(r"</tu\s*>|(?=<tu[\s/>])|(?=</body\s*>)")
_EMPTY = re.compile(r"<tu(?:\s[^<>]*)?/>")
# What may stand between two units and is no loss.
_STRUCTURE = re.compile(r"(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>)|</(?:body|tmx)\s*+>)*+", re.DOTALL)
_BARE = re.compile(
    r"(?P<start><tuv\b[^<>]*>(?:\s*<(?P<detail>note|prop)\b[^<>]*>[^<]*</(?P=detail)\s*>)*)\s*"
    r"(?P<words>[^<\s][^<]*)(?P<end></tuv\s*>)"
)
"""A variant with words and no segment."""
_LONGEST_TAG = 64  # an end tag with all the white space that anyone has put in it
_END_OF_VARIANT = "</tuv>"
_SHOWN = 60  # characters of what is lost, so that a message stays one line


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where a memory was broken.

    Attributes:
        line: one-based, in the file: where the unit starts.
        lost: whether something of it could not be saved.
        reason: what was wrong, and what was done.
    """

    line: int
    lost: bool
    reason: str


def recover(path: str | Path, on_repair: Callable[[Repair], object]) -> Iterator[TranslationUnit]:
    """The units of a memory, in file order, whatever is wrong with it, in constant memory.

    Characters are put right as `mending.mended` has it. A unit that breaks off keeps the variants
    that are whole, if there are two; one that is broken in another way is lost. Nothing of a
    DOCTYPE is used.

    Args:
        path: the memory.
        on_repair: called for everything that was put right or is lost.

    Raises:
        InputError: nothing of the file can be read, or it has no unit.
    """
    salvage = _Salvage(path, on_repair)
    broken = None
    try:
        for text in decoded(path, "replace"):
            yield from salvage.feed(text)
    except InputError as error:
        broken = error
    yield from salvage.finish()
    if broken and not salvage.found:
        raise broken
    if not salvage.found:
        raise InputError(path, "has no unit to save; is it a TMX?")
    if broken:
        salvage.note(f"the rest of the file: {broken.reason}", lost=True)


class _Salvage:
    """Cuts the text into units and reads each."""

    def __init__(self, path: str | Path, on_repair: Callable[[Repair], object]) -> None:
        self.found = False  # a unit has started
        self._path = path
        self._on_repair = on_repair
        self._text = ""
        self._at = 0  # how far the text has been dealt with
        self._line = 1  # there
        self._sought = 0  # how far from there no end of a unit is

    def feed(self, text: str) -> Iterator[TranslationUnit]:
        """The units that end in what has come so far."""
        self._text, self._at = self._text[self._at :] + text, 0
        while start := _START.search(self._text, self._at):
            self._pass(start.start())
            end = _EMPTY.match(self._text, self._at) or _END.search(
                self._text, max(start.end(), self._at + self._sought)
            )
            if end is None:
                self._sought = len(self._text) - self._at - _LONGEST_TAG
                if len(self._text) - self._at > LONGEST_UNIT:
                    self._lose("it does not end", len(self._text))
                return
            yield from self._unit(end.end())
        # The last characters may be the beginning of a tag, or of a comment.
        if len(self._text) - self._at > LONGEST_UNIT:
            self._pass(len(self._text))

    def finish(self) -> Iterator[TranslationUnit]:
        """The unit that the end of the file cuts off, or what stands there instead."""
        start = _START.search(self._text, self._at)
        self._pass(start.start() if start else len(self._text))
        if start:
            yield from self._unit(len(self._text))

    def note(self, reason: str, *, lost: bool) -> None:
        """Report what was done at the present line."""
        self._on_repair(Repair(self._line, lost, reason))

    def _pass(self, end: int) -> None:
        """Pass over what is no unit, and say so if it is more than structure."""
        if self.found and not _STRUCTURE.fullmatch(self._text, self._at, end):
            self._lose("it stands outside of the units", end)
        self._go(end)

    def _unit(self, end: int) -> Iterator[TranslationUnit]:
        self.found = True
        text = self._text[self._at : end]
        if "\ufffd" in text:
            self.note("a character could not be decoded and is now U+FFFD", lost=True)
        text, bare = _BARE.subn(r"\g<start><seg>\g<words></seg>\g<end>", text)
        if bare:
            self.note(f"words that stood in <tuv> without <seg> have one: {bare}", lost=False)
        regular = UNIT.fullmatch(text) if sound(text) else None
        unit = (unit_of(regular.groups()) if regular else None) or self._irregular(text, end)
        if unit:
            yield unit
        self._go(end)

    def _irregular(self, text: str, end: int) -> TranslationUnit | None:
        unit, reason = self._parsed(text)
        if unit:
            return unit
        text, done = mended(text)
        unit, reason = self._parsed(text) if done else (None, reason)
        if unit is None:
            whole = text.rfind(_END_OF_VARIANT) + len(_END_OF_VARIANT)
            unit, _ = self._parsed(text[:whole] + "</tu>")
            if unit and len(unit.variants) > 1:
                kept = (
                    f"not well-formed ({reason}); its {len(unit.variants)} whole variants are kept"
                )
                self.note(kept, lost=bool(text[whole:].strip()))
            else:
                self._lose(reason, end)
                return None
        for each in done:
            self.note(each, lost=False)
        return unit

    def _parsed(self, text: str) -> tuple[TranslationUnit | None, str]:
        """The one unit of a text, or why there is none."""
        collector = Collector(self._path)
        try:
            collector.parser.Parse('<tmx version="1.4"><body>', False)
            collector.parser.Parse(text, False)
        except expat.ExpatError as error:
            return None, expat.ErrorString(error.code)
        except InputError as error:
            return None, error.reason
        except UnicodeEncodeError:
            return None, "half a surrogate pair"
        if not collector.between_units():
            return None, "an element does not end"
        return collector.units[0] if collector.units else None, "no unit"

    def _lose(self, reason: str, end: int) -> None:
        """Report what cannot be saved, with its beginning, and pass over it."""
        shown = " ".join(self._text[self._at : min(end, self._at + 4 * _SHOWN)].split())
        self.note(f"lost ({reason}): {shown[:_SHOWN]}", lost=True)
        self._go(end)

    def _go(self, end: int) -> None:
        self._sought = 0
        self._line += self._text.count("\n", self._at, end)
        self._at = end
