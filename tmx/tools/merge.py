"""Joining memories in order of trust.

merge(paths, output) -> Merged(written, repeated, overruled)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from tmx.tools.seen import Seen
from tmx.tools.versions import Versions
from tmx.units.characters import normal_text
from tmx.units.languages import same_writing
from tmx.units.unit import TranslationUnit, is_composed, with_source


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
    (`tmx.tools.versions`). Units of other languages stay as they are. Inline markup, notes and
    properties stay. Memory use grows by 32 to 64 bytes a unit, 24 more where they have names.

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
    written = write(
        output,
        track(merging.run(paths, on_loss), "merging"),
        source=source,
        target=target,
        segtype=segment_type(*map(header_of, paths)),
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

    def run(self, paths: Sequence[str | Path], on_loss: OnLoss | None) -> Iterator[TranslationUnit]:
        """The units to keep, in order."""
        outdated = self._outdated(paths) if len(paths) > 1 else b""
        pairs, sources = Seen(), Seen()
        units = chain.from_iterable(read_units(path, on_loss=on_loss) for path in paths)
        for place, unit in enumerate(units):
            source, target = self._texts(unit)
            pair = f"{source}\0{target}"
            if not source or not target:
                others = [f"{v.language}\0{v.text}" for v in unit.variants if v.text.strip()]
                if len(others) < 2:
                    self.unusable += 1
                elif not pairs.add("\0".join(others)):
                    self.repeated += 1
                else:
                    self.composed += not is_composed(unit)
                    yield with_source(unit, self._source)
            elif place < len(outdated) and outdated[place]:
                if pair in pairs:
                    self.repeated += 1
                else:
                    self.replaced += 1
            elif not pairs.add(pair):
                self.repeated += 1
            elif not sources.add(source) and not self._alternatives:
                self.overruled += 1
            else:
                self.composed += not is_composed(unit)
                yield unit

    def _outdated(self, paths: Sequence[str | Path]) -> bytes:
        """By place, 1 for units of which another one is a later version."""
        versions = Versions()
        if any(map(_may_have_names, paths)):
            places = count()
            for number, path in enumerate(paths):
                for unit, place in zip(read_units(path), places, strict=False):
                    if unit.attributes and all(self._texts(unit)):
                        versions.add(number, place, unit)
        return versions.outdated()

    def _texts(self, unit: TranslationUnit) -> tuple[str, str]:
        """Source and target of a unit; empty where it has none."""
        codes, texts = [], []
        for variant in unit.variants:
            if text := normal_text(variant.text):
                codes.append(variant.language)
                texts.append(text)
        source, target = self._sides.places(tuple(codes))
        return (
            "" if source is None else texts[source],
            "" if target is None else texts[target],
        )


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
