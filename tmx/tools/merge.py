"""Joining memories in order of trust.

merge(paths, output) -> Merged(written, repeated, overruled)
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path

from corpus.errors import UsageError
from corpus.support.progress import track
from tmx.conversion.reading import TMX, direction_of, form_or_tmx, header_of, read_units
from tmx.formats.records import OnLoss
from tmx.formats.tmx.decoding import chunks
from tmx.formats.tmx.read import segment_type
from tmx.formats.tmx.source_target import Sides
from tmx.formats.tmx.write import write
from tmx.tools.versions import Versions
from tmx.units.characters import normal_text
from tmx.units.languages import same_writing
from tmx.units.unit import TranslationUnit, is_composed, with_source

# Texts are kept as 64-bit hashes: among a million units, two different texts are taken for one with
# a chance of 3 in a hundred million.
_KEY_BYTES = 8
# Of what was seen, held in memory before it goes to disk: 256 MB are ten million units.
_CACHE = "PRAGMA cache_size = -262144"  # minus: in KiB


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, in units.

    Attributes:
        written: units in the output.
        repeated: left out because source and target stand in it already.
        overruled: left out because their source stands in it with another target.
        replaced: left out because another memory has a later version of them.
        unusable: left out because they lack a second text.
        composed: written in Unicode's NFC, by which tools compare, and not so in the input.
    """

    written: int
    repeated: int
    overruled: int
    replaced: int
    unusable: int
    composed: int


def merge(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    source: str = "",
    target: str = "",
    alternatives: bool = False,
    on_loss: OnLoss | None = None,
) -> Merged:
    """Join memories of one language pair, the most trusted first.

    The first target of a source is kept: tools use one, and differ in which. Of units that have
    one name (``tuid``) in several memories the one that was changed last is kept
    (`tmx.tools.versions`). Units of other languages stay as they are. What was seen is kept in a
    temporary SQLite file, so that millions of units pass in little memory. Inline markup, notes and
    properties stay.

    Args:
        paths: in order of trust, in any form that `convert` reads; may be in either direction. The
            output may be one of them.
        output: the merged memory.
        source: language code; empty for that of the first memory. It may name another region, and
            with `target` the other direction, but neither another language nor another script.
        target: the same.
        alternatives: keep other targets of a source too.
        on_loss: is told of segments that are no units, and columns that are not used.

    Raises:
        UsageError: the memories are not of one language pair and script.
        InputError: one of them cannot be read.
    """
    if not paths:
        raise UsageError("no memory to merge; name at least one")
    given = bool(source), bool(target)
    first = direction_of(paths[0])
    source, target = source or first[0], target or first[1]
    for path in paths:
        codes = direction_of(path)
        for wanted in (source, target):
            if not any(same_writing(code, wanted) for code in codes):
                raise UsageError(
                    f"{path} is {codes[0]} and {codes[1]}, not {source} and {target}; "
                    "merge memories of one language pair and script, and keep this one beside them"
                )
    merging = _Merging(source, target, alternatives=alternatives)
    with closing(sqlite3.connect("")) as seen:  # a temporary file, gone when closed
        units = track(merging.run(paths, seen, on_loss), "merging")
        segtype = segment_type(*map(header_of, paths))
        written = write(
            output,
            units,
            source=source,
            target=target,
            segtype=segtype,
            level=2,
            relabel=given,
        )
    left_out = merging.repeated, merging.overruled, merging.replaced, merging.unusable
    return Merged(written, *left_out, merging.composed)


class _Merging:
    def __init__(self, source: str, target: str, *, alternatives: bool) -> None:
        self._source = source
        self._sides = Sides(source, target)
        self._alternatives = alternatives
        self.repeated = self.overruled = self.replaced = self.unusable = self.composed = 0

    def run(
        self, paths: Sequence[str | Path], seen: sqlite3.Connection, on_loss: OnLoss | None
    ) -> Iterator[TranslationUnit]:
        """The units to keep, in order."""
        seen.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_CACHE};"
            "CREATE TABLE sources (key INTEGER PRIMARY KEY);"
            "CREATE TABLE pairs (key INTEGER PRIMARY KEY);"
        )
        versions = self._versions(paths, seen) if len(paths) > 1 else None
        units = chain.from_iterable(read_units(path, on_loss=on_loss) for path in paths)
        for place, unit in enumerate(units):
            texts = self._texts(unit)
            if not all(texts):
                others = [f"{v.language}\0{v.text}" for v in unit.variants if v.text.strip()]
                if len(others) < 2:
                    self.unusable += 1
                elif not _add(seen, "pairs", "\0".join(others)):
                    self.repeated += 1
                else:
                    self.composed += not is_composed(unit)
                    yield with_source(unit, self._source)
                continue
            pair = "\0".join(texts)
            if versions and versions.outdated(place, unit):
                if _has(seen, "pairs", pair):
                    self.repeated += 1
                else:
                    self.replaced += 1
            elif not _add(seen, "pairs", pair):
                self.repeated += 1
            elif not _add(seen, "sources", texts[0]) and not self._alternatives:
                self.overruled += 1
            else:
                self.composed += not is_composed(unit)
                yield unit

    def _versions(self, paths: Sequence[str | Path], seen: sqlite3.Connection) -> Versions | None:
        """The latest versions of the units with names, if there are any."""
        if not any(map(_may_have_names, paths)):
            return None
        versions = Versions(seen)
        places = count()
        for number, path in enumerate(paths):
            for unit, place in zip(read_units(path), places, strict=False):
                if unit.attributes and all(self._texts(unit)):
                    versions.add(number, place, unit)
        return versions

    def _texts(self, unit: TranslationUnit) -> list[str]:
        """Source and target of a unit; empty where it has none."""
        filled = tuple(variant for variant in unit.variants if normal_text(variant.text))
        sides = self._sides.of(unit if len(filled) == 2 else unit._replace(variants=filled))
        return [normal_text(side.text) for side in sides]


def _may_have_names(path: str | Path) -> bool:
    """Whether units of a file may have a tuid, at the price of looking for the word."""
    if form_or_tmx(path) != TMX:
        return True
    before = b""
    for data in chunks(path):
        plain = data.replace(b"\0", b"")  # also of UTF-16
        if b"tuid" in before + plain:
            return True
        before = plain[-3:]
    return False


def _has(seen: sqlite3.Connection, table: str, text: str) -> bool:
    """Whether the text stands there."""
    query = f"SELECT 1 FROM {table} WHERE key = ?"  # noqa: S608
    return seen.execute(query, (_key(text),)).fetchone() is not None


def _key(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)


def _add(seen: sqlite3.Connection, table: str, text: str) -> bool:
    """Whether the text is new there; it is not afterwards."""
    query = f"INSERT OR IGNORE INTO {table} VALUES (?)"  # noqa: S608
    cursor = seen.execute(query, (_key(text),))
    return cursor.rowcount == 1  # the table's name is one of the two above
