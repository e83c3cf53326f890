"""Units of PO files.

read(path, passed) -> Iterator[TranslationUnit]
header(path) -> Header

An entry is a unit; one with a plural is two, the first form and the last, which is the general one
(of Chinese the only one). Entries that are fuzzy, obsolete or not translated are none. Fields and
comments of the header are properties and notes of the memory's.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.language.han import HAN_CHARACTER
from tmx.formats.gettext.entries import FUZZY, Entry, entries, fields
from tmx.formats.gettext.messages import plural_forms, units_of
from tmx.formats.states import NOT_TRANSLATED
from tmx.formats.tmx.read import Header
from tmx.formats.tmx.source_target import Sides
from tmx.units.characters import normal_text
from tmx.units.languages import normal_code, primary
from tmx.units.records import unit_from_record
from tmx.units.unit import Pairs, TranslationUnit

RECORD = "tmx: "
"""Begins the comment for translators that has what of a unit PO has no place for."""
FIELD = "x-po-"
"""Begins the properties of a memory's header that are fields of a catalogue's."""
WRITTEN = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Language")
"""Fields that say how the file is written."""
PLURAL_FORMS = "Plural-Forms"
SOURCE_FIELD = "X-Source-Language"
_OBSOLETE = "obsolete"
_SAMPLE = 200
"""Entries from which the languages are told where neither the header nor the name says them."""
_CODE = re.compile(r"(?:^|[._-])((?:zh|en)(?:[_-](?:[A-Z][a-z]{3}|[A-Z]{2}))*)$")


def read(
    path: str | Path, passed: Counter[str] | None = None, *, every: bool = False
) -> Iterator[TranslationUnit]:
    """The entries that are translated, in file order.

    Args:
        path: of the file.
        passed: is given how many entries are no units, by why not.
        every: give entries that are no units, too, but for obsolete ones.

    Raises:
        InputError: it cannot be read, is no PO, or its language is not known.
    """
    passed = Counter() if passed is None else passed
    codes = _codes(path)
    for entry in entries(path):
        if not entry.source:
            continue  # the header
        reason = _reason(entry)
        if reason:
            passed[reason] += 1
        if not reason or (every and not entry.obsolete):
            yield from _units(path, entry, codes, every=every)


def header(path: str | Path) -> Header:
    """Languages, and what else of a memory's header was written.

    The target language stands among the attributes as ``trgLang``.

    Raises:
        InputError: as `read`.
    """
    source, target = _codes(path)
    first = next(entries(path), Entry())
    record = _record(first) if not first.source else {}
    attributes = _pairs(record.get("attributes"))
    fields_of = [] if first.source else first.targets.get(0, "").split("\n")
    named = (line.partition(":") for line in fields_of)
    known = {each.lower() for each in (*WRITTEN, SOURCE_FIELD)}
    properties = tuple(
        (f"{FIELD}{name.strip()}", value.strip())
        for name, _, value in named
        if value.strip() and name.strip().lower() not in known
        if (name.strip(), value.strip()) != (PLURAL_FORMS, plural_forms(target))
    )
    comments = "" if first.source else "\n".join(first.comments).strip()
    return Header(
        "",
        source,
        dict(attributes) | {"srcLang": source, "trgLang": target},
        (*_pairs(record.get("properties")), *properties),
        tuple(map(str, record.get("notes") or filter(None, [comments]))),
    )


def _reason(entry: Entry) -> str:
    """Why an entry is no unit; empty if it is one."""
    if entry.obsolete:
        return _OBSOLETE
    if FUZZY in entry.flags:
        return FUZZY
    return "" if any(map(str.strip, entry.targets.values())) else NOT_TRANSLATED


def _units(
    path: str | Path, entry: Entry, codes: tuple[str, str], *, every: bool
) -> Iterator[TranslationUnit]:
    try:
        unit = unit_from_record(_record(entry))
    except ValueError as error:
        raise InputError(path, f"{error}; remove the comment", entry.line) from None
    if len({primary(variant.language) for variant in unit.variants} & set(map(primary, codes))) > 1:
        texts = entry.source or "", entry.targets.get(0, "")
        yield _edited(unit, codes, texts, entry.comments)
        return
    yield from units_of(entry, codes, every=every)


def _record(entry: Entry) -> dict[str, Any]:
    """What `write` has kept of a unit; nothing where somebody else wrote the comment."""
    for line in entry.extracted:
        if line.startswith(RECORD):
            try:
                found = json.loads(line.removeprefix(RECORD))
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict):
                return found
    return {}


def _edited(
    unit: TranslationUnit, codes: tuple[str, str], texts: Sequence[str], comments: Sequence[str]
) -> TranslationUnit:
    """The unit, with the texts and translators' comments of the entry if they were changed."""
    written = [line.strip() for line in note_lines(unit)]
    if [line for line in comments if line] != [line for line in written if line]:
        unit = unit._replace(notes=("\n".join(comments).strip(),) if any(comments) else ())
    sides = Sides(*codes).of(unit)
    new = {
        id(side): text
        for side, text in zip(sides, texts, strict=True)
        if side.text != text and not (side.markup and normal_text(side.text) == normal_text(text))
    }
    if not new:
        return unit
    return unit._replace(
        variants=tuple(
            each._replace(text=new[id(each)], markup="") if id(each) in new else each
            for each in unit.variants
        )
    )


def note_lines(unit: TranslationUnit) -> list[str]:
    """A unit's notes as a translator's comments, a line each."""
    return [line for note in unit.notes for line in note.splitlines()]


def _pairs(found: Any) -> Pairs:  # noqa: ANN401  (JSON)
    try:
        return tuple((str(name), str(value)) for name, value in found or ())
    except (TypeError, ValueError):
        return ()


def _codes(path: str | Path) -> tuple[str, str]:
    """Source and target code: of the header, of the file's place, or as the scripts show.

    The place is ``zh_CN.po`` or ``zh_CN/LC_MESSAGES/a.po``; what is translated from is English
    where nothing else is said.
    """
    sample = list(islice(entries(path), _SAMPLE))
    said = next((fields(entry) for entry in sample if entry.source == ""), {})
    source, target = _normal(said.get(SOURCE_FIELD.lower(), "")), _normal(said.get("language", ""))
    own = Path(path)
    places = (own.stem, own.parent.name, own.parent.parent.name)
    named = (_CODE.search(place) for place in places)
    target = target or next((normal_code(found[1]) for found in named if found), "")
    texts = [
        "".join(entry.source or "" for entry in sample),
        "".join(text for entry in sample if entry.source for text in entry.targets.values()),
    ]
    chinese = [bool(HAN_CHARACTER.search(text)) for text in texts]
    if not target and any(chinese):
        target = "en" if chinese[0] else "zh"
    if not target:
        raise InputError(path, "names no language; add Language: zh_CN to its header")
    return source or ("zh" if chinese[0] and primary(target) != "zh" else "en"), target


def _normal(locale: str) -> str:
    """A locale (``zh_CN.UTF-8``) as a language code; empty where it is none."""
    code = re.split(r"[.@\s]", locale.strip())[0]
    return normal_code(code) if re.fullmatch(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*", code) else ""
