"""Content of <source> and <target> as segments of TMX.

Inline(data).walk(element) fills .markup
content(element) -> str            of original data
"""

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

from tmx.formats.xliff.elements import named, unwrapped
from tmx.formats.xliff.vocabulary import HIGHLIGHT
from tmx.units.markup import DEPTH, Markup
from tmx.units.structure import CODES, INLINE


def content(element: Any) -> str:  # noqa: ANN401
    """The text of an element that holds text and characters alone."""
    parts = [element.text or ""]
    for child in element:
        parts += [character(child), child.tail or ""]
    return "".join(parts)


class Inline:
    """The content of a <source> or <target> as a segment of TMX."""

    def __init__(self, data: dict[str, str], *, spaced: bool = True) -> None:
        """Take the original data by their ids; `spaced`: whether all white space is text."""
        self.markup = Markup()
        self._text = self.markup.text if spaced else lambda text: self.markup.text(unwrapped(text))
        self._data = data
        self._numbers: dict[str, str] = {}  # i of a pair by the id of its start

    def walk(self, element: Any, depth: int) -> None:  # noqa: ANN401
        """Take in what stands in the element; more than `DEPTH` deep, the words alone."""
        self._text(element.text or "")
        for child in element:
            _, name = named(child)
            if name == "cp":
                self.markup.text(character(child))
            elif name in ("ph", "sc", "ec"):
                self._code(name, child)
            elif depth >= DEPTH:
                self.markup.text("".join(child.itertext()))
            elif name == "pc":
                self._paired(child, depth)
            elif name == "mrk":
                self._marker(child, depth)
            self._text(child.tail or "")

    def _code(self, name: str, child: Any) -> None:  # noqa: ANN401
        raw = self._data.get(child.get("dataRef"), "")
        if replay(raw, self.markup, CODES):
            return
        text = raw or child.get("disp") or child.get("equiv") or ""
        own = child.get("id", "")
        if name == "ph":
            self._element("ph", {"x": _number(own)}, text)
        elif child.get("isolated") == "yes":
            pos = "begin" if name == "sc" else "end"
            self._element("it", {"pos": pos, "x": _number(own)}, text)
        elif name == "sc":
            self._element("bpt", {"i": self._new(own), "x": _number(own)}, text)
        else:
            start = child.get("startRef", own)
            self._element("ept", {"i": self._numbers.get(start) or self._new(start)}, text)

    def _paired(self, child: Any, depth: int) -> None:  # noqa: ANN401
        own = child.get("id", "")
        number = self._new(own)
        for name, end, extra in (("bpt", "Start", {"x": _number(own)}), ("ept", "End", {})):
            raw = self._data.get(child.get(f"dataRef{end}"), "")
            text = raw or child.get(f"disp{end}") or child.get(f"equiv{end}") or ""
            self._element(name, {"i": number, **extra}, text)
            if name == "bpt":
                self.walk(child, depth + 1)

    def _marker(self, child: Any, depth: int) -> None:  # noqa: ANN401
        highlight = child.get("type") == HIGHLIGHT and attributes_of(child.get("value", ""))
        if isinstance(highlight, dict):
            self.markup.start("hi", highlight)
        self.walk(child, depth + 1)
        if isinstance(highlight, dict):
            self.markup.end()

    def _element(self, name: str, attributes: dict[str, str], text: str) -> None:
        self.markup.start(name, {key: value for key, value in attributes.items() if value})
        self.markup.text(text)
        self.markup.end()

    def _new(self, own: str) -> str:
        return self._numbers.setdefault(own, str(len(self._numbers) + 1))


def _number(own: str) -> str:
    """An id as TMX's x, which is a number."""
    return own if own.isascii() and own.isdigit() else ""


def character(element: Any) -> str:  # noqa: ANN401
    """What a <cp> stands for; no character where that is none of Unicode."""
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def attributes_of(source: str) -> dict[str, str] | None:
    """The attributes of a highlight as they were written; None if they are none."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.append(attributes)
    try:
        parser.Parse(f"<hi {source}/>", True)
    except (expat.ExpatError, UnicodeEncodeError):
        return None
    return found[0] if len(found) == 1 else None


def replay(raw: str, markup: Markup, outermost: Iterable[str]) -> bool:
    """Take in original data that are a code of TMX; False if they are anything else."""
    if not raw.startswith(tuple(f"<{name}" for name in outermost)):
        return False
    events: list[tuple[str, Any]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.append((name, attributes))
    parser.EndElementHandler = lambda _: events.append(("", None))
    parser.CharacterDataHandler = lambda text: events.append(("", text))
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    names = [name for name, _ in events if name]
    if len(names) > DEPTH or not INLINE.issuperset(names):
        return False
    for name, value in events:
        if name:
            markup.start(name, value)
        elif value is None:
            markup.end()
        else:
            markup.text(value)
    return True
