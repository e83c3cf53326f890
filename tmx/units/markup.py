"""The content of one ``<seg>``: its words, and its XML source where it has inline elements."""

import re
from collections.abc import Callable, Mapping
from itertools import count
from xml.parsers import expat

from corpus.errors import UsageError
from tmx.units.characters import legal, normal_part
from tmx.units.structure import CODES, INLINE

# Deeper than any tool writes; each open element costs the parser memory.
DEPTH = 64


def escape(text: str) -> str:
    """Text as element content; a carriage return stays one when it is read again."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("\r", "&#13;")
    return text


def attribute(name: str, value: str) -> str:
    """`` name="value"``, with what a parser would turn into spaces written as references."""
    text = escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{text}"'


_NUMBER = re.compile(r"""\sx\s*=\s*["']([^"'<>]*)["']""")


class Markup:
    """Takes the events inside a segment and gives words and source.

    Tags that TMX does not know are left out and their words kept.
    """

    def __init__(self, known: frozenset[str] = INLINE) -> None:
        """`known`: the elements that are kept in the source."""
        self._known = known
        self._words: list[str] = []
        self._source: list[str] = []
        self._open: list[str] = []
        self._codes = 0

    def text(self, piece: str) -> None:
        """Characters between two tags."""
        if piece:
            self._source.append(escape(piece))
            if not self._codes:
                self._words.append(piece)

    def start(self, name: str, attributes: Mapping[str, str]) -> bool:
        """A start tag; False if it is nested deeper than `DEPTH`."""
        self._open.append(name)
        self._codes += name in CODES
        if name in self._known:
            self._source.append(
                f"<{name}{''.join(map(attribute, attributes, attributes.values()))}"
            )
            self._source.append(">")
        return len(self._open) <= DEPTH

    def end(self) -> None:
        """The end tag of what was opened last."""
        name = self._open.pop()
        self._codes -= name in CODES
        if name in self._known:
            if self._source[-1] == ">":  # text is escaped, so this is the start tag's
                self._source[-1] = "/>"
            else:
                self._source.append(f"</{name}>")

    @property
    def words(self) -> str:
        """The text outside of codes."""
        return "".join(self._words)

    @property
    def source(self) -> str:
        """The XML source, or empty where there is no inline element."""
        source = "".join(self._source)
        return source if "<" in source else ""


def clean_markup(source: str) -> str:
    """XML source of a segment as every tool can take it: legal, NFC, one line, trimmed.

    A ``<ph>`` without number has one (``x``), an ``<it>`` without place begins (``pos``): strict
    readers tell codes apart by these. ``<hi>`` is opened up: OmegaT drops the words in it. Empty if
    no inline element is left.

    Raises:
        UsageError: it is not well-formed.
    """
    markup = Markup(INLINE - {"hi"})
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0
    source_numbers = {*_NUMBER.findall(source)}
    numbers = map(str, count(1))

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > 1:
            cleaned = {key: normal_part(value) for key, value in attributes.items()}
            if name == "ph" and "x" not in cleaned:
                cleaned["x"] = next(number for number in numbers if number not in source_numbers)
            elif name == "it":
                cleaned.setdefault("pos", "begin")
            if not markup.start(name, cleaned):
                raise UsageError(f"inline elements nested more than {DEPTH} deep: {source[:60]}")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth:
            markup.end()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = _feeder(markup)
    try:
        parser.Parse(f"<seg>{legal(source)}</seg>", True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UsageError(f"markup that is not well-formed ({error}): {source[:60]!r}") from None
    return markup.source.strip()


def _feeder(markup: Markup) -> Callable[[str], None]:
    def data(text: str) -> None:
        markup.text(normal_part(text))

    return data
