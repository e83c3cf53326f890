"""Taking out of a memory what is of no use or wrong, without losing a word of it.

clean(path, output) -> Cleaned(units, kept, removed, found)
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from corpus.errors import UsageError
from corpus.support.files import tsv_line, write_atomically
from corpus.support.progress import track
from tmx.conversion.reading import header_of, read_units
from tmx.formats.records import OnLoss
from tmx.formats.tmx.read import Header, read, segment_type
from tmx.formats.tmx.source_target import Sides, chinese_and_english, one_variant_each
from tmx.formats.tmx.verbatim import verbatim
from tmx.formats.tmx.write import write
from tmx.mending.catalogue import KINDS, Kind
from tmx.mending.units import mended_unit
from tmx.tools.checks.catalogue import (
    CHECKS,
    EXACT,
    NEAR,
    OTHER_TARGET,
    UNTRANSLATED,
    Check,
    faults,
)
from tmx.tools.checks.punctuation import mixed_quotes
from tmx.tools.groups import Groups
from tmx.units.characters import normal_text
from tmx.units.languages import primary
from tmx.units.unit import TranslationUnit, Variant, is_composed
from tmx.validation.rules import Severity

REASONS = ("unit", "tuid", "check", "severity", "kept", "detail", "zh", "en")
MENDED = ("mended_zh", "mended_en")
"""Further columns where units are mended."""
_SIGNATURE = "x-signature"  # in the header of a run's memory, where units are aligned sentences
_SAME = {EXACT: "says the same", NEAR: "says nearly the same", OTHER_TARGET: "has the same source"}
_Fault = tuple[str, str]


class Keep(StrEnum):
    """Which of several targets of a source stay."""

    ALL = "all"
    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning did.

    Attributes:
        units: in the input; one with several variants under one code counts once for each.
        kept: written to the output.
        removed: written to the file of removed units.
        found: faults by check, those of kept units too, in the order of `CHECKS`.
        severities: of these checks; what an ERROR found is removed.
        files: what was written: the memory, what was removed, the reasons.
        mended: how many kept units each kind of mending changed.
        composed: kept units that are written in Unicode's NFC, by which tools compare, and were
            not so in the input.
    """

    units: int
    kept: int
    removed: int
    found: Mapping[str, int]
    severities: Mapping[str, Severity]
    files: tuple[Path, ...]
    mended: Mapping[str, int] = field(default_factory=dict)
    composed: int = 0


def clean(
    path: str | Path,
    output: str | Path,
    *,
    severities: Mapping[str, Severity | None] | None = None,
    keep: Keep = Keep.ALL,
    mend: Sequence[Kind] = (),
    dry_run: bool = False,
    on_loss: OnLoss | None = None,
) -> Cleaned:
    """Write what is good of a memory, what is not, and why.

    Three files are written: `output`; beside it NAME.removed.tmx, which holds every unit that is
    not in the output, exactly as it was read; and NAME.reasons.tsv, a row for each fault, of
    kept units too. Units with several variants under one code are taken apart into one for each.
    The output is written for tools: `tmx.write` says what it tidies.

    The memory is read twice; what is remembered of a unit in between is 40 bytes, and the faults
    wait in a temporary file.

    Args:
        path: a memory with Chinese and English, in any form that `convert` reads.
        output: ends in .tmx; may be `path`.
        severities: by name of a check: ERROR removes what it finds, WARNING reports it, None
            switches it off. Checks not named are as in `CHECKS`.
        keep: ALL targets of a source, or one: the NEWEST (change date, else creation date), or
            the BEST (x-score; a unit without one counts as checked by a person). Of units that
            say the same the same order decides, and lastly the place in the file.
        mend: kinds of mending (`tmx.mending.catalogue.KINDS`), done before anything is judged. The
            reasons then have a row for each kind and kept unit, with both texts before and after.
        dry_run: count and write nothing.
        on_loss: is told of segments that are no units.

    Raises:
        UsageError: an unknown check, `untranslated` lowered (no tool takes such units), or a name
            of an output that is the input's or does not end in .tmx; `output` is `path`, and what
            an earlier cleaning removed from it would be lost.
        InputError: the memory cannot be read, or has no Chinese and English.
    """
    files = () if dry_run else _outputs(Path(path), Path(output))
    head = header_of(path)
    checks = _checks(severities or {}, keep, head)
    codes = chinese_and_english(path, head.source, read_units(path))
    with TemporaryFile("w+", encoding="utf-8", prefix="duizhao-") as spilled:
        memory = _Memory(path, head, codes, checks, keep, mend)
        memory.examine(spilled, on_loss)
        kept = memory.write(spilled, files)
    found = {name: memory.found[name] for name in checks if memory.found[name]}
    ranks = {name: checks[name].severity for name in found}
    mended = {name: memory.mended[name] for name in KINDS if memory.mended[name]}
    removed = memory.units - kept
    return Cleaned(memory.units, kept, removed, found, ranks, files, mended, memory.composed)


def _outputs(path: Path, output: Path) -> tuple[Path, ...]:
    if output.suffix != ".tmx":
        raise UsageError(f"{output}: a memory's name must end in .tmx, or tools do not see it")
    stem = output.name.removesuffix(".tmx")
    files = output, *(output.with_name(f"{stem}.{e}") for e in ("removed.tmx", "reasons.tsv"))
    if any(file.resolve() == path.resolve() for file in files[1:]):
        raise UsageError(f"{path} is where removed units go; give another name for the output")
    removed = files[1]
    if output.resolve() == path.resolve() and removed.exists() and any(True for _ in read(removed)):
        raise UsageError(
            f"{removed} holds what was removed before; move it away, or give another name for the "
            "output"
        )
    return files


def _checks(
    severities: Mapping[str, Severity | None], keep: Keep, head: Header
) -> dict[str, Check]:
    unknown = severities.keys() - CHECKS
    if unknown:
        raise UsageError(f"no check {min(unknown)!r}; there are {', '.join(CHECKS)}")
    if severities.get(UNTRANSLATED, Severity.ERROR) is not Severity.ERROR:
        raise UsageError(f"{UNTRANSLATED} cannot be lowered: no tool takes a unit with one side")
    chosen: dict[str, Severity | None] = {name: c.severity for name, c in CHECKS.items()}
    if keep is not Keep.ALL:
        chosen[OTHER_TARGET] = Severity.ERROR
    chosen.update(severities)
    checks = {n: replace(CHECKS[n], severity=s) for n, s in chosen.items() if s is not None}
    sentences = head.attributes.get("segtype") == "sentence" or _SIGNATURE in dict(head.properties)
    if "quotes" in checks and sentences:
        checks["quotes"] = replace(checks["quotes"], find=mixed_quotes)
    return checks


class _Memory:
    """One memory on its two ways through."""

    def __init__(
        self,
        path: str | Path,
        head: Header,
        codes: tuple[str, str],
        checks: Mapping[str, Check],
        keep: Keep,
        kinds: Sequence[Kind],
    ) -> None:
        self._path = path
        self._head = head
        self._codes = codes
        self._checks = checks
        self._keep = keep
        self._kinds = kinds
        self._bad = bytearray()  # by unit: whether it is removed
        self._sides = Sides(*codes)
        self._same: dict[str, array[int]] = {}  # by check and unit: the one that stays, or -1
        self._changed: dict[int, tuple[str, ...]] = {}  # by unit: the kinds that mended it
        self.found: Counter[str] = Counter()
        self.composed = 0

    @property
    def mended(self) -> Counter[str]:
        """How many kept units each kind of mending changed."""
        return Counter(
            name for place, kinds in self._changed.items() if not self._bad[place] for name in kinds
        )

    @property
    def units(self) -> int:
        """How many there are, once they are examined."""
        return len(self._bad)

    def examine(self, spilled: TextIO, on_loss: OnLoss | None) -> None:
        """Judge each unit by itself, then against the others; what is found goes to `spilled`."""
        groups = Groups(newest_first=self._keep is Keep.NEWEST)
        for place, read_unit in enumerate(track(self._read(on_loss), "checking")):
            unit, kinds = mended_unit(read_unit, self._kinds) if self._kinds else (read_unit, ())
            if kinds:
                self._changed[place] = kinds
            sides = self._sides.of(unit)
            found = self._faults(*self._pair(sides))
            if found:
                spilled.write(json.dumps([place, found], ensure_ascii=False) + "\n")
            self.found.update(name for name, _ in found)
            self._bad.append(any(self._removes(name) for name, _ in found))
            groups.add(unit, *sides)
        for name, find in (
            (EXACT, groups.exact),
            (NEAR, groups.near),
            (OTHER_TARGET, groups.other_targets),
        ):
            if name in self._checks:
                self._same[name] = same = find(self._bad)
                losers = [place for place, winner in enumerate(same) if winner >= 0]
                self.found[name] = len(losers)
                if self._removes(name):
                    for place in losers:
                        self._bad[place] = True

    def write(self, spilled: TextIO, files: tuple[Path, ...]) -> int:
        """Write the files, if there are names for them; how many units are kept."""
        if not files:
            return self._bad.count(0)
        spilled.seek(0)
        source, target = self._codes
        return write(
            files[0],
            self._kept(_spilled(spilled), *files[1:]),
            source=source,
            target=target,
            segtype=segment_type(self._head),
            level=2,
            properties=self._head.properties,
            notes=self._head.notes,
            relabel=(False, False),
        )

    def _kept(
        self, spilled: Iterator[tuple[int, list[_Fault]]], removed: Path, reasons: Path
    ) -> Iterator[TranslationUnit]:
        """The units to keep; the two files are whole before the last of them is written."""
        waiting = next(spilled, None)
        with verbatim(removed, self._head) as remove, write_atomically(reasons) as table:
            table.write(tsv_line((*REASONS, *MENDED) if self._kinds else REASONS))
            for place, read_unit in enumerate(track(self._read(), "writing")):
                unit = read_unit
                if place in self._changed:
                    unit, kinds = mended_unit(read_unit, self._kinds)
                    if not self._bad[place]:
                        table.writelines(self._mendings(place, read_unit, unit, kinds))
                found: list[_Fault] = []
                if waiting and waiting[0] == place:
                    found = waiting[1]
                    waiting = next(spilled, None)
                for name, same in self._same.items():
                    if same[place] >= 0:
                        found = [*found, (name, f"unit {same[place] + 1} {_SAME[name]}")]
                if found:
                    table.writelines(self._reasons(place, unit, found))
                if self._bad[place]:
                    remove(read_unit)
                else:
                    self.composed += not is_composed(unit)
                    yield unit

    def _reasons(self, place: int, unit: TranslationUnit, found: list[_Fault]) -> Iterator[str]:
        zh, en = self._pair(self._sides.of(unit))
        tuid = dict(unit.attributes).get("tuid", "")
        kept = "no" if self._bad[place] else "yes"
        for name, detail in found:
            severity = self._checks[name].severity
            yield self._line(place + 1, tuid, name, severity, kept, detail, zh.text, en.text)

    def _mendings(
        self, place: int, before: TranslationUnit, after: TranslationUnit, kinds: Sequence[str]
    ) -> Iterator[str]:
        """A row for each kind that changed a unit, with both texts as they were and as they are."""
        tuid = dict(before.attributes).get("tuid", "")
        texts = [each.text for unit in (before, after) for each in self._pair(self._sides.of(unit))]
        for name in kinds:
            detail = KINDS[name].about
            yield tsv_line((place + 1, tuid, name, "mended", "yes", detail, *texts))

    def _line(self, *fields: object) -> str:
        """A row of the reasons; of what is not mended with two empty fields where others are."""
        return tsv_line((*fields, "", "") if self._kinds else fields)

    def _read(self, on_loss: OnLoss | None = None) -> Iterator[TranslationUnit]:
        for unit in read_units(self._path, on_loss=on_loss):
            yield from one_variant_each(unit)

    def _faults(self, zh: Variant, en: Variant) -> list[_Fault]:
        empty = [
            name for name, each in (("Chinese", zh), ("English", en)) if not normal_text(each.text)
        ]
        if empty:
            return [(UNTRANSLATED, f"no {' and no '.join(empty)} words")]
        return faults(zh, en, self._checks.values())

    def _removes(self, name: str) -> bool:
        return self._checks[name].severity is Severity.ERROR

    def _pair(self, sides: tuple[Variant, Variant]) -> tuple[Variant, Variant]:
        """The Chinese and the English variant."""
        return sides if primary(self._codes[0]) == "zh" else sides[::-1]


def _spilled(stream: TextIO) -> Iterator[tuple[int, list[_Fault]]]:
    for line in stream:
        place, found = json.loads(line)
        yield place, [(name, detail) for name, detail in found]
