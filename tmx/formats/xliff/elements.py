"""The elements of an XML file that hold its units, one after the other, so that none does harm.

elements(path, names) -> Iterator[Element]     the root first, at its start
named(element) -> (namespace, name)
keeps_space(element) -> bool                   unwrapped(text) -> str
version(path) -> str                           of XLIFF, as the file has it

No DTD is loaded, no entity resolved, nothing fetched. What was given is emptied before the next.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from io import BufferedReader
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from corpus.errors import InputError
from corpus.support.inputs import MEGABYTE, MOST_BYTES, open_input

_MOST_MARKS = 1_000_000
"""Tags and attributes of a unit or a header, each of which takes the parser some 200 bytes."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRAP = re.compile(r"[ \t]*\n[ \t]+")
_HEAD = 1 << 16
"""Bytes in which the root begins; XLIFF that tools write has some hundred before it."""


def elements(path: str | Path, names: Collection[str] = ()) -> Iterator[Any]:
    """The root at its start, and each element of these names, without namespace, at its end.

    Raises:
        InputError: no XLIFF, not well-formed, with a DOCTYPE or entities, or an element of these
            names does not end within `MOST_BYTES` and `_MOST_MARKS`.
    """
    with open_input(path) as stream:
        source = _Bounded(path, stream)
        context = etree.iterparse(
            source,
            events=("start", "end"),
            tag=["{*}xliff", *(f"{{*}}{name}" for name in names)],
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
            # Without a DOCTYPE nothing multiplies, and Trados puts whole documents into a header.
            huge_tree=_is_plain(path),
        )
        root = None
        try:
            for event, element in context:
                if event == "start":
                    if root is None:
                        root = element
                        _check(path, element)
                        yield element
                elif element is not root:
                    _refuse_entities(path, element)
                    yield element
                    source.begin()
                    if named(element)[0] == named(root)[0]:
                        _empty(element)
        except etree.XMLSyntaxError:
            first = next(iter(context.error_log), None)  # of an error chain the cause
            if first is None:
                raise InputError(path, "is empty; export it again as XLIFF") from None
            reason = f"no well-formed XML: {' '.join(first.message.split())}; export it again"
            raise InputError(path, reason, first.line) from None
        if root is None:
            raise InputError(path, "is no XLIFF; export it as XLIFF 1.2, 2.0 or 2.1")


def named(element: Any) -> tuple[str, str]:  # noqa: ANN401  (the stubs know less)
    """Namespace and name of an element; of one whose prefix is not declared the name has it."""
    namespace, _, name = element.tag.rpartition("}")
    return namespace[1:], name


def keeps_space(element: Any) -> bool:  # noqa: ANN401
    """Whether white space in an element is text: ``xml:space`` of it, or of what it stands in."""
    while element is not None:
        if said := element.get(_SPACE):
            return bool(said == "preserve")
        element = element.getparent()
    return False


def unwrapped(text: str) -> str:
    """A text without the line breaks that a program indented its XML with."""
    return _WRAP.sub(" ", text)


def version(path: str | Path) -> str:
    """The version that the root element says.

    Raises:
        InputError: as `elements`.
    """
    with closing(elements(path)) as found:  # type: ignore[type-var]  # a generator
        root = next(found)
        return str(root.get("version", "?"))


class _Bounded:
    """A file that gives no more than a bound without an element that is wanted."""

    def __init__(self, path: str | Path, stream: BufferedReader) -> None:
        self._path = path
        self._stream = stream
        self._given = self._marks = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._given += len(data)
        self._marks += data.count(b"<") + data.count(b"=")
        if self._given > MOST_BYTES or self._marks > _MOST_MARKS:
            most = f"{MOST_BYTES // MEGABYTE} MB or {_MOST_MARKS:,} tags and attributes"
            raise InputError(self._path, f"has no unit within {most}; export it again as XLIFF")
        return data

    def begin(self) -> None:
        """Count anew."""
        self._given = self._marks = 0


def _is_plain(path: str | Path) -> bool:
    """Whether expat, too, finds a root at the start of the file, and no DOCTYPE before it."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("element")
    # The last two are of encodings that Python does not know, or expat cannot use.
    with open_input(path) as stream, suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(stream.read(_HEAD), False)
    return found[:1] == ["element"]


def _check(path: str | Path, root: Any) -> None:  # noqa: ANN401  (the stubs know less)
    if root.getroottree().docinfo.doctype:
        raise InputError(path, "has a DOCTYPE, as no XLIFF needs; remove it")
    if root.getparent() is not None:
        raise InputError(path, "is no XLIFF; export it as XLIFF 1.2, 2.0 or 2.1")


def _refuse_entities(path: str | Path, element: Any) -> None:  # noqa: ANN401
    entity = next(element.iter(etree.Entity), None)
    if entity is not None:
        reason = f"uses the entity {entity.text}; write the text"
        raise InputError(path, reason, element.sourceline)


def _empty(element: Any) -> None:  # noqa: ANN401
    """Take out what an element holds, and the like of it that stand before it."""
    element.clear()
    while (before := element.getprevious()) is not None and before.tag == element.tag:
        before.getparent().remove(before)
