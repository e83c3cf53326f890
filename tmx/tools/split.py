"""Splitting a memory into parts, without changing a unit.

split(path, folder, by="topic") -> [Part]
split(path, folder, units=50_000) | (…, megabytes=20)
"""

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from corpus.errors import UsageError
from corpus.support.progress import track
from tmx.formats.tmx.read import Header, lenient_header, read
from tmx.formats.tmx.verbatim import unit_source, verbatim
from tmx.tools.groups import latest_date
from tmx.units.records import record, unit_from_record
from tmx.units.unit import TranslationUnit

_PERIODS = {"year": 4, "month": 6, "day": 8}  # digits of a date
_NONE = "none"
_MOST_PARTS = 10_000  # more are a mistake: a property that is another in each unit
_NAMED = 8  # properties that are named where there is none of that type
_TOPIC = "x-topic"
_LONGEST_NAME = 60  # characters of a label, so that a name fits every file system in UTF-8
_UNFIT = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a memory that was split.

    Attributes:
        label: what its units have in common, or its number; empty where they have nothing.
    """

    path: Path
    label: str
    units: int


def split(
    path: str | Path, folder: str | Path, *, by: str = "", units: int = 0, megabytes: float = 0
) -> list[Part]:
    """Write the parts of a memory as FOLDER/NAME.LABEL.tmx, each with the memory's header.

    Every unit is in one part, as it was read. Exactly one of the last three arguments is given.

    Args:
        path: a memory.
        folder: is made if need be.
        by: "topic" (``x-topic``); "year", "month" or "day" (the change date, else the creation
            date); or the type of a property. Parts are in the order of their labels; units wait
            in a temporary file. Of several properties of one type the first counts.
        units: so many in each part but the last, in the order of the memory.
        megabytes: parts of at most this size (10**6 bytes), where no single unit is larger.

    Raises:
        UsageError: not one way to split, more than 10,000 parts, or no unit has what `by` names.
        InputError: the memory cannot be read.
    """
    if bool(by) + bool(units) + bool(megabytes) != 1 or units < 0 or megabytes < 0:
        raise UsageError("say one way to split: by topic, date or property, by units, or by size")
    head = lenient_header(path)
    name = Path(path).name.removesuffix(".gz").removesuffix(".tmx")
    stem = Path(folder) / name
    if by:
        return _by_label(path, stem, head, by)
    return list(_by_size(path, stem, head, units, megabytes * 1e6))


def _by_size(path: str | Path, stem: Path, head: Header, units: int, size: float) -> Iterator[Part]:
    part, count, room = 0, 0, 0.0
    target = stem
    with ExitStack() as stack:
        for unit in track(read(path), "splitting"):
            length = len(unit_source(unit).encode()) if size else 0
            if not part or count == units or (size and count and length > room):
                if part:
                    stack.close()
                    yield Part(target, str(part), count)
                part, count = part + 1, 0
                target = stem.with_name(f"{stem.name}.{part:03}.tmx")
                add = stack.enter_context(verbatim(target, head))
                room = size - _FRAME - len(repr(head).encode())
            add(unit)
            count += 1
            room -= length
    if part:
        yield Part(target, str(part), count)


# Bytes of what stands around the units, apart from what the header says.
_FRAME = 1000


def _by_label(path: str | Path, stem: Path, head: Header, by: str) -> list[Part]:
    label = _labeller(by)
    places: dict[str, array[int]] = {}
    types: dict[str, None] = {}
    with TemporaryFile("w+b", prefix="duizhao-") as spilled:
        for unit in track(read(path), "splitting"):
            own = label(unit)
            if not own and len(types) < _MOST_PARTS:
                types.update(dict.fromkeys(name for name, _ in unit.properties))
            if own not in places and len(places) == _MOST_PARTS:
                raise UsageError(
                    f"{path}: more than {_MOST_PARTS:,} parts; split it by something else"
                )
            places.setdefault(own, array("q")).append(spilled.tell())
            spilled.write(json.dumps(record(unit), ensure_ascii=False).encode() + b"\n")
        wanted = _TOPIC if by == "topic" else by
        if places.keys() == {""} and wanted not in types:
            named = "a topic" if by == "topic" else f"a property {by}"
            what = "a date" if by in _PERIODS else named
            there = f"; its units have {', '.join([*types][:_NAMED])}" if types else ""
            raise UsageError(f"{path}: no unit has {what} to split by{there}")
        parts = []
        for own, name in _names(places).items():
            target = stem.with_name(f"{stem.name}.{name}.tmx")
            with verbatim(target, head) as add:
                for place in places[own]:
                    spilled.seek(place)
                    add(unit_from_record(json.loads(spilled.readline())))
            parts.append(Part(target, own, len(places[own])))
    return parts


def _labeller(by: str) -> Callable[[TranslationUnit], str]:
    if by in _PERIODS:
        digits = _PERIODS[by]

        def date(unit: TranslationUnit) -> str:
            stamp = str(latest_date(unit))
            parts = (stamp[:4], stamp[4:6], stamp[6:8])[: digits // 2 - 1]
            return "-".join(parts) if len(stamp) > 4 else ""

        return date
    wanted = _TOPIC if by == "topic" else by

    def value(unit: TranslationUnit) -> str:
        return next((text.strip() for name, text in unit.properties if name == wanted), "")

    return value


def _names(labels: Iterable[str]) -> dict[str, str]:
    """What each label is called in the name of a file, the labels in order."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for label in sorted(labels):
        base = _UNFIT.sub("_", label).strip("_.")[:_LONGEST_NAME] or _NONE
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        names[label] = name
    return names
