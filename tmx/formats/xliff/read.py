"""Units of XLIFF 2.0 and 2.1, from any tool.

read(path) -> Iterator[TranslationUnit]
header(path) -> Header

No DTD is loaded, no entity resolved, nothing fetched. Each segment with a target gives a unit.
Inline codes become those of TMX, with their original data; annotations are left out and their
words kept; of the modules, metadata are read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import InputError
from corpus.support.inputs import open_input
from tmx.formats.tmx.read import Header
from tmx.formats.xliff.read_inline import Inline, content
from tmx.formats.xliff.vocabulary import ATTRIBUTES, CORE, METADATA, PROPERTIES
from tmx.units.unit import Pairs, TranslationUnit, Variant

_ROOT, _FILE, _GROUP, _UNIT = (f"{{{CORE}}}{name}" for name in ("xliff", "file", "group", "unit"))
_CORE = {"c": CORE, "m": METADATA}


def read(path: str | Path) -> Iterator[TranslationUnit]:
    """The segments that have source and target, in file order.

    Raises:
        InputError: not XLIFF 2, not well-formed, or with a DOCTYPE or entities.
    """
    source = target = ""
    for element in _elements(path):
        if element.tag == _ROOT:
            source, target = element.get("srcLang", ""), element.get("trgLang", "")
        elif element.tag == _UNIT:
            yield from _Unit(path, element, source, target).segments()


def header(path: str | Path) -> Header:
    """Languages, and the properties and notes of the first file in it.

    The target language stands among the attributes as ``trgLang``.

    Raises:
        InputError: as `read`.
    """
    attributes: dict[str, str] = {}
    for element in _elements(path):
        if element.tag == _ROOT:
            attributes = {key: str(value) for key, value in element.attrib.items()}
        elif element.tag == _UNIT:
            around = element.getparent()
            while around is not None and around.tag != _FILE:
                around = around.getparent()
            details = _Details(around if around is not None else element)
            own = dict(details.attributes[""])
            return Header(
                "",
                attributes.get("srcLang", ""),
                own | attributes,
                details.properties[""],
                details.notes[""],
            )
    return Header("", attributes.get("srcLang", ""), attributes)


def _elements(path: str | Path) -> Iterator[Any]:
    """The root at its start, and each unit at its end, emptied once it was used."""
    with open_input(path) as stream:
        context = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=["{*}xliff", _UNIT],
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
        )
        checked = False
        try:
            for event, element in context:
                if event == "start":
                    if not checked:
                        _check(path, element)
                        checked = True
                        yield element
                elif element.tag == _UNIT:
                    yield element
                    element.clear()
                    while (before := element.getprevious()) is not None and before.tag == _UNIT:
                        before.getparent().remove(before)
        except etree.XMLSyntaxError:
            first = next(iter(context.error_log), None)  # of an error chain the cause
            if first is None:
                raise InputError(path, "is empty; export it again as XLIFF 2") from None
            reason = f"no well-formed XML: {' '.join(first.message.split())}; export it again"
            raise InputError(path, reason, first.line) from None
        if not checked:
            raise InputError(path, "is no XLIFF; export it as XLIFF 2.0 or 2.1")


def _check(path: str | Path, element: Any) -> None:  # noqa: ANN401  (the stubs know less)
    tree = element.getroottree()
    if tree.docinfo.doctype:
        raise InputError(path, "has a DOCTYPE, as no XLIFF needs; remove it")
    if element.tag != _ROOT or element.getparent() is not None:
        version = element.get("version", "?")
        raise InputError(path, f"is XLIFF {version}, not 2.0 or 2.1; export it as one of them")


class _Details:
    """Properties, attributes and notes of an element, of its own ("") and by side."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self.properties: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.attributes: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.notes: dict[str, tuple[str, ...]] = {"": (), "source": (), "target": ()}
        for group in element.iterfind("m:metadata/m:metaGroup", _CORE):
            self._add(group, "")
        for note in element.iterfind("c:notes/c:note", _CORE):
            side = note.get("appliesTo", "")
            self.notes[side] = (*self.notes.get(side, ()), "".join(note.itertext()))

    def _add(self, group: Any, prefix: str) -> None:  # noqa: ANN401
        category, side = group.get("category") or "", group.get("appliesTo", "")
        name = "" if category in (PROPERTIES, ATTRIBUTES) else f"{prefix}{category or 'meta'}-"
        place = self.attributes if category == ATTRIBUTES else self.properties
        own = tuple(
            (f"x-{name}{meta.get('type')}" if name else meta.get("type"), "".join(meta.itertext()))
            for meta in group.iterfind("m:meta", _CORE)
        )
        side = side if side in place else ""
        place[side] = (*place[side], *own)
        for inner in group.iterfind("m:metaGroup", _CORE):
            self._add(inner, name)


class _Unit:
    """One <unit>: a translation unit for each of its segments."""

    def __init__(self, path: str | Path, element: Any, source: str, target: str) -> None:  # noqa: ANN401
        entity = next(element.iter(etree.Entity), None)
        if entity is not None:
            reason = f"uses the entity {entity.text}; write the text"
            raise InputError(path, reason, element.sourceline)
        self._element = element
        self._codes = source, target
        self._details = _Details(element)
        self._data = {
            data.get("id"): content(data)
            for data in element.iterfind("c:originalData/c:data", _CORE)
        }

    def segments(self) -> Iterator[TranslationUnit]:
        """The units, with the properties of the whole."""
        details = self._details
        for segment in self._element.iterfind("c:segment", _CORE):
            sides = [segment.find(f"c:{name}", _CORE) for name in ("source", "target")]
            if any(side is None for side in sides):
                continue
            yield TranslationUnit(
                tuple(
                    self._variant(side, name, code)
                    for side, name, code in zip(
                        sides, ("source", "target"), self._codes, strict=True
                    )
                ),
                details.properties[""],
                details.notes[""],
                details.attributes[""],
            )

    def _variant(self, element: Any, name: str, code: str) -> Variant:  # noqa: ANN401
        attributes = dict(self._details.attributes[name])
        inline = Inline(self._data)
        inline.walk(element, 0)
        return Variant(
            attributes.pop("xml:lang", code),
            inline.markup.words,
            inline.markup.source,
            self._details.properties[name],
            self._details.notes[name],
            tuple(attributes.items()),
        )
