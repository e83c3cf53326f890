"""Units of XLIFF 2.0, 2.1 and 2.2, from any tool.

read(path, passed) -> Iterator[TranslationUnit]
header(path) -> Header

Each segment with a translation gives a unit. Inline codes become those of TMX, with their original
data; annotations are left out and their words kept; of the modules, metadata are read. Matches
(``mtc:match``) are no translations of the segment.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from tmx.formats.states import (
    APPROVED,
    LOCKED,
    NOT_TRANSLATED,
    STATE,
    completed,
)
from tmx.formats.tmx.read import Header
from tmx.formats.xliff.elements import elements, keeps_space, named
from tmx.formats.xliff.read_inline import Inline, content
from tmx.formats.xliff.vocabulary import ATTRIBUTES, CORE, METADATA, PROPERTIES, REVIEWED
from tmx.units.names import name_in
from tmx.units.unit import Pairs, TranslationUnit, Variant

_CORES = (CORE, CORE.replace("2.0", "2.2"))


def read(
    path: str | Path, passed: Counter[str] | None = None, *, every: bool = False
) -> Iterator[TranslationUnit]:
    """The segments that are translated, in file order.

    Args:
        path: of the file.
        passed: is given how many segments are no units, by why not.
        every: give segments that are no units, too, with what target they have.

    Raises:
        InputError: not XLIFF 2, not well-formed, or with a DOCTYPE or entities.
    """
    found = elements(path, {"unit"})
    root = next(found)
    core = _core(path, root)
    codes = root.get("srcLang", ""), root.get("trgLang", "")
    for element in found:
        if element.tag == f"{{{core}}}unit":
            file = next(element.iterancestors(f"{{{core}}}file"), root)
            unit = _Unit(path, element, core, codes, file.get("original", ""))
            yield from unit.segments(Counter() if passed is None else passed, every=every)


def header(path: str | Path) -> Header:
    """Languages, and the properties and notes of the first file in it.

    The target language stands among the attributes as ``trgLang``.

    Raises:
        InputError: as `read`.
    """
    found = elements(path, {"unit"})
    root = next(found)
    core = _core(path, root)
    attributes = {key: str(value) for key, value in root.attrib.items()}
    for element in found:
        if element.tag == f"{{{core}}}unit":
            around = element.getparent()
            while around is not None and around.tag != f"{{{core}}}file":
                around = around.getparent()
            details = _Details(around if around is not None else element, core)
            own = dict(details.attributes[""])
            return Header(
                "",
                attributes.get("srcLang", ""),
                own | attributes,
                details.properties[""],
                details.notes[""],
            )
    return Header("", attributes.get("srcLang", ""), attributes)


def _core(path: str | Path, root: Any) -> str:  # noqa: ANN401  (the stubs know less)
    """The namespace of the file's own elements."""
    namespace, _ = named(root)
    if namespace not in _CORES:
        version = root.get("version", "?")
        raise InputError(path, f"is XLIFF {version}, not 2.0 to 2.2; export it as one of them")
    return namespace


class _Details:
    """Properties, attributes and notes of an element, of its own ("") and by side."""

    def __init__(self, element: Any, core: str) -> None:  # noqa: ANN401
        self._names = {"c": core, "m": METADATA}
        self.properties: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.attributes: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.notes: dict[str, tuple[str, ...]] = {"": (), "source": (), "target": ()}
        for group in element.iterfind("m:metadata/m:metaGroup", self._names):
            self._add(group, "")
        for note in element.iterfind("c:notes/c:note", self._names):
            side = note.get("appliesTo", "")
            self.notes[side] = (*self.notes.get(side, ()), "".join(note.itertext()))

    def _add(self, group: Any, prefix: str) -> None:  # noqa: ANN401
        category, side = group.get("category") or "", group.get("appliesTo", "")
        name = "" if category in (PROPERTIES, ATTRIBUTES) else f"{prefix}{category or 'meta'}-"
        place = self.attributes if category == ATTRIBUTES else self.properties
        metas = ((m.get("type") or "untyped", m) for m in group.iterfind("m:meta", self._names))
        own = tuple(
            (f"x-{name}{kind}" if name else kind, "".join(meta.itertext())) for kind, meta in metas
        )
        side = side if side in place else ""
        place[side] = (*place[side], *own)
        for inner in group.iterfind("m:metaGroup", self._names):
            self._add(inner, name)


class _Unit:
    """One <unit>: a translation unit for each of its segments."""

    def __init__(
        self,
        path: str | Path,
        element: Any,  # noqa: ANN401
        core: str,
        codes: tuple[str, str],
        original: str,
    ) -> None:
        self._path = path
        self._element = element
        self._original = original
        self._names = {"c": core}
        self._codes = codes
        self._details = _Details(element, core)
        self._data = {
            data.get("id"): content(data)
            for data in element.iterfind("c:originalData/c:data", self._names)
        }

    def segments(self, passed: Counter[str], *, every: bool) -> Iterator[TranslationUnit]:
        """The units, with the properties of the whole; segments that are none are counted."""
        details = self._details
        found = self._element.findall("c:segment", self._names)
        for place, segment in enumerate(found, start=1):
            number = segment.get("id") or (str(place) if len(found) > 1 else "")
            source, target = (segment.find(f"c:{name}", self._names) for name in _SIDES)
            variants = tuple(map(self._variant, (source, target), _SIDES, self._codes))
            translated = all(variant.text.strip() for variant in variants)
            if not (translated and segment.get("state") != "initial"):
                passed[NOT_TRANSLATED] += 1
                if not every:
                    continue
            sides = zip(("srcLang", "trgLang"), variants, strict=True)
            missing = [name for name, variant in sides if variant.text and not variant.language]
            if missing:
                reason = f"names no {missing[0]}; add it to <xliff>, for instance zh-CN"
                raise InputError(self._path, reason, self._element.sourceline)
            yield TranslationUnit(
                variants,
                completed(details.properties[""], self._state(segment)),
                details.notes[""],
                details.attributes[""] or self._name(number),
            )

    def _name(self, segment: str) -> Pairs:
        """The tuid of a segment of another tool; what we write names no original."""
        if not self._original:
            return ()
        name = name_in(self._original, self._element.get("id", ""), segment)
        return (("tuid", name),) if name else ()

    def _state(self, segment: Any) -> dict[str, str]:  # noqa: ANN401
        """What is said of the state of a segment beyond that it is translated."""
        state = segment.get("state", "")
        told = {STATE: segment.get("subState") or (state if state == REVIEWED else "")}
        told[APPROVED] = "yes" if state == "final" else ""
        told[LOCKED] = "yes" if self._element.get("translate") == "no" else ""
        return told

    def _variant(self, element: Any, name: str, code: str) -> Variant:  # noqa: ANN401
        attributes = dict(self._details.attributes[name])
        inline = Inline(self._data, spaced=element is None or keeps_space(element))
        if element is not None:
            inline.walk(element, 0)
        said = element.get(_LANGUAGE, "") if element is not None else ""
        return Variant(
            attributes.pop("xml:lang", code or said),
            inline.markup.words,
            inline.markup.source,
            self._details.properties[name],
            self._details.notes[name],
            tuple(attributes.items()),
        )


_SIDES = ("source", "target")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
