"""Units as rows for review.

Identifiers(units).of(unit) -> str                     the name of each unit, in their order
review_rows(named, codes) -> Iterator[Row]
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tmx.formats.placeholders import shown
from tmx.formats.tmx.source_target import Sides
from tmx.units.characters import ILLEGAL
from tmx.units.unit import TranslationUnit

ID, NOTE = "id", "note"
_DIGITS = 10
"""Of a digest: of a million units two have the same one with a chance of one in two."""


class Row(NamedTuple):
    """A unit as it is shown: its name, source, target and notes, and the unit itself."""

    name: str
    source: str
    target: str
    note: str
    unit: TranslationUnit


class Identifiers:
    """The names of units: their tuid, where no other unit has it, or a digest of what they say.

    A digest depends on no other unit, so that it stands where units came or went before it. Of
    units that are all the same the second one's name ends with ``-2``, and so on.
    """

    def __init__(self, units: Iterable[TranslationUnit]) -> None:
        """`units`: all of the file."""
        self._tuids = Counter(hash(name) for unit in units if (name := _tuid(unit)))
        self._seen: Counter[str] = Counter()

    def of(self, unit: TranslationUnit) -> str:
        """The name of the next unit."""
        name = _tuid(unit)
        if name and self._tuids[hash(name)] == 1:
            return name
        said = "\0".join(text for v in unit.variants for text in (v.language, v.text, v.markup))
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        self._seen[digest] += 1
        return digest if self._seen[digest] == 1 else f"{digest}-{self._seen[digest]}"

    def is_shared(self, name: str) -> bool:
        """Whether several units have this tuid."""
        return self._tuids[hash(name)] > 1


def review_rows(
    named: Iterable[tuple[TranslationUnit, str]], codes: tuple[str, str]
) -> Iterator[Row]:
    """The rows of the units with words in both languages.

    Args:
        named: each unit with its name, which is that of the unit in the memory, whatever was put
            right in it since.
        codes: of source and target.
    """
    sides = Sides(*codes)
    for unit, name in named:
        one, other = sides.of(unit)
        if one.text.strip() and other.text.strip():
            source, target = map(cell_text, shown(one, other))
            yield Row(name, source, target, cell_text("\n".join(unit.notes)), unit)


def cell_text(text: str) -> str:
    """A text as a cell can have it and gives it back: legal, with line feeds, without edges."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _tuid(unit: TranslationUnit) -> str:
    return cell_text(dict(unit.attributes).get("tuid", "")) if unit.attributes else ""
