"""Writing TMX 1.4 that every CAT tool takes.

write(path, units, source="zh-CN", target="en-US", …) -> number of units written

Which tool each rule is for is named by `tmx.validate`, which finds nothing in what is written here.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TextIO
from unicodedata import normalize

from corpus.errors import UsageError
from corpus.support.files import write_atomically
from corpus.support.printing import is_stdout
from tmx.units.characters import normal_lines, normal_text
from tmx.units.languages import nearest, normal_code, same_writing
from tmx.units.markup import attribute, clean_markup, escape
from tmx.units.structure import ELEMENTS, SEGMENT_TYPES, VERSION
from tmx.units.unit import Pairs, TranslationUnit, Variant

# OmegaT takes a unit with "file" for the alternative of one place and never applies it elsewhere;
# 6 does so for the others too.
_RESERVED = frozenset({"file", "id", "prev", "next", "path"})
_DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
# Lists of strings are joined and written when they are longer: some thousand units.
_BATCH = 1 << 14


def write(
    path: str | Path | TextIO,
    units: Iterable[TranslationUnit],
    *,
    source: str = "zh-CN",
    target: str = "en-US",
    segtype: Literal["block", "paragraph", "sentence", "phrase"] = "sentence",
    level: Literal[1, 2] = 1,
    properties: Pairs = (),
    notes: Iterable[str] = (),
    relabel: tuple[bool, bool] = (True, True),
) -> int:
    """Write a memory in one direction, atomically and in constant memory.

    Segments come out on one line, in Unicode NFC, without white space at the edges and without
    characters that XML forbids. The variant in the source language stands first, then the
    target; of several in a language the one with the code, else of its script. A variant in the
    same language and script takes the code given here, if that is wanted. Attributes
    that TMX does not know become ``x-`` properties, dates take TMX's form (one that cannot is
    left out). A unit with fewer than two texts is not written, nor one in the two languages of
    which the source has none; other languages stand with a srclang of their own. Of two variants
    with one code the first is written.

    Nothing but ``SOURCE_DATE_EPOCH`` dates the file, so that the same units give the same bytes.

    Args:
        path: must end in ``.tmx``, as tools pass over other names; or a stream, which stays open.
        units: in the order they are to stand.
        source: language code, also the header's srclang.
        target: language code.
        segtype: "paragraph" where a segment may hold several sentences.
        level: 1 writes words alone, which match everywhere; 2 keeps inline codes, with ``<hi>``
            opened up (OmegaT loses the words in it).
        properties: of the header: type and value.
        notes: of the header.
        relabel: whether a source (a target) of another region takes the code given here; one
            without script and region does.

    Returns:
        The number of units written.

    Raises:
        UsageError: a wrong name, language or segtype, or markup that is not well-formed.
        InputError: the folder cannot be written.
    """
    if isinstance(path, str | Path):
        if Path(path).suffix != ".tmx" and not is_stdout(path):
            raise UsageError(f"{path}: a memory's name must end in .tmx, or tools do not see it")
        opened: AbstractContextManager[TextIO] = write_atomically(path)
    else:
        opened = nullcontext(path)
    if segtype not in SEGMENT_TYPES:
        raise UsageError(f"segtype {segtype!r} is none of {', '.join(SEGMENT_TYPES)}")
    source, target = normal_code(source), normal_code(target)
    if source == target or not source.replace("-", "").isalnum():
        raise UsageError(
            f"{source!r} and {target!r} are no two languages; give for example zh-CN and en-US"
        )
    form = _Form(source, target, level, relabel)
    written = 0
    with opened as stream:
        stream.write(_header(source, segtype, properties, notes))
        parts: list[str] = []
        for unit in units:
            written += form.add(unit, parts)
            if len(parts) > _BATCH:
                stream.write("".join(parts))
                parts.clear()
        stream.write("".join(parts) + "</body>\n</tmx>\n")
    return written


class _Form:
    """How units look in a file of one direction and level."""

    def __init__(self, source: str, target: str, level: int, relabel: tuple[bool, bool]) -> None:
        self._source = source
        self._target = target
        self._level = level
        self._relabel = relabel
        self._places: dict[tuple[str, ...], tuple[tuple[str, int, str], ...]] = {}

    def add(self, unit: TranslationUnit, parts: list[str]) -> bool:
        """Add the pieces of the ``<tu>``; False where there is nothing to translate from or to."""
        filled = []
        for variant in unit.variants:
            text = variant.text
            if variant.markup or not text.isprintable():
                text = self._segment(variant)
            else:  # nearly every segment: what `_segment` does, without its calls
                text = (text if text.isascii() else normalize("NFC", text)).strip()
                if "&" in text or "<" in text or ">" in text:
                    text = escape(text)
            if text:
                filled.append((variant, text))
        codes = tuple([variant.language for variant, _ in filled])
        own = dict(unit.attributes).get("srclang", "") if unit.attributes else ""
        places = self._places.get((own, *codes))
        if places is None:
            places = self._places[own, *codes] = tuple(self._order(codes, own))
        if len(places) < 2:
            return False
        first = places[0][2]
        start = attribute("srclang", first) if first != self._source else ""
        more = _attributes("tu", unit.attributes) if unit.attributes else ""
        parts.append(f"<tu{start}{more}>\n")
        _add_details("tu", unit, parts)
        for start, place, _ in places:
            variant, text = filled[place]
            parts.append(start)
            if variant.attributes or variant.properties or variant.notes:
                parts.append(_attributes("tuv", variant.attributes) + ">")
                _add_details("tuv", variant, parts)
                parts.append("<seg>")
            else:
                parts.append("><seg>")
            parts += (text, "</seg></tuv>\n")
        parts.append("</tu>\n")
        return True

    def _segment(self, variant: Variant) -> str:
        if variant.markup and self._level == 2:
            marked = clean_markup(variant.markup)
            if marked:
                return marked
        return escape(normal_text(variant.text))

    def _order(self, codes: tuple[str, ...], own: str) -> Iterator[tuple[str, int, str]]:
        """Start of the tag, place and code of each variant to write, source and target first."""
        for code, place in self._ordered(codes, own):
            yield f"<tuv{attribute('xml:lang', code)}", place, code

    def _ordered(self, codes: tuple[str, ...], own: str) -> Iterator[tuple[str, int]]:
        """Code and place of each variant to write: source, target, the rest; or none at all.

        A unit without the source language has its `own`, if its srclang says so.
        """
        left = dict(reversed([(normal_code(code), place) for place, code in enumerate(codes)]))
        given = frozenset(left)
        sides = (self._source, self._target), (self._target, self._source)
        for (wanted, other), relabel in zip(sides, self._relabel, strict=True):
            known = sorted(left, key=left.__getitem__)
            best = nearest(known, wanted, other)
            if best is not None:
                code = known[best]
                place = left.pop(code)
                # Text in the other script keeps its code: it is not what the file's code says. So
                # does a bare zh in a unit that has zh-CN as well.
                takes = same_writing(code, wanted) and (relabel or "-" not in code)
                takes = takes and normal_code(wanted) not in given - {code}
                yield wanted if takes else code, place
            elif wanted == self._source and own and (first := nearest(known, own)) is not None:
                yield known[first], left.pop(known[first])
            elif wanted == self._source and nearest(known, self._target) is not None:
                return
        yield from sorted(left.items(), key=lambda item: item[1])


def _header(source: str, segtype: str, properties: Pairs, notes: Iterable[str]) -> str:
    attributes = {
        "creationtool": "duizhao",
        "creationtoolversion": version("duizhao"),
        "segtype": segtype,
        "o-tmf": "duizhao",
        "adminlang": "en-US",
        "srclang": source,
        "datatype": "plaintext",
    }
    date = _source_date()
    if date:
        attributes["creationdate"] = date
    details = [f"<note>{escape(normal_lines(note))}</note>\n" for note in notes]
    details += [_property(name, value) for name, value in properties]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tmx version="{VERSION}">\n'
        f"<header{''.join(map(attribute, attributes, attributes.values()))}>\n"
        f"{''.join(details)}</header>\n<body>\n"
    )


def _add_details(element: str, item: TranslationUnit | Variant, parts: list[str]) -> None:
    """Add notes and properties, and as properties the attributes that TMX does not know."""
    if item.notes:
        parts += [f"<note>{escape(normal_lines(note))}</note>\n" for note in item.notes]
    parts += [_property(name, value) for name, value in item.properties]
    if item.attributes:
        known = ELEMENTS[element].optional
        for name, value in item.attributes:
            if name not in known:
                parts.append(_property(f"x-{name.removeprefix('x-')}", value))


@lru_cache(maxsize=4096)
def _property(name: str, value: str) -> str:
    name = normal_text(name) or "x-untyped"
    if name in _RESERVED:
        name = f"x-{name}"
    return f"<prop{attribute('type', name)}>{escape(normal_text(value))}</prop>\n"


def _attributes(element: str, attributes: Pairs) -> str:
    """Those that TMX knows, in order; srclang is the header's matter."""
    known = ELEMENTS[element].optional
    parts = []
    for name, value in dict(attributes).items():
        text = _date(value) if name in _DATES else normal_text(value)
        usable = name in known and name != "srclang" and text
        if usable and (name != "segtype" or text in SEGMENT_TYPES):
            parts.append(attribute(name, text))
    return "".join(parts)


def _date(text: str) -> str:
    """A date in TMX's form, from any that ISO 8601 has; empty if it is none. No zone means UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return _stamp(moment.astimezone(UTC))
    except OverflowError:  # year 1 or 9999, in another zone
        return ""


def _stamp(moment: datetime) -> str:
    """The one form of ISO 8601 that TMX 1.4b has and Poedit takes; strftime pads no year 999."""
    return moment.isoformat(timespec="seconds")[:19].replace("-", "").replace(":", "") + "Z"


def time_of_change() -> str:
    """The present as TMX writes it, or the time in SOURCE_DATE_EPOCH."""
    return _source_date() or _stamp(datetime.now(UTC))


def _source_date() -> str:
    """The time in SOURCE_DATE_EPOCH (reproducible-builds.org), or empty."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return ""
    try:
        return _stamp(datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH={seconds!r} is no number of seconds since 1970; correct or unset it"
        ) from None
