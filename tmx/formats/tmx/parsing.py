"""Expat, fed from any file so that nothing in it can do harm or fill the memory.

parser_for(path) -> XMLParserType      refuses entities, takes DOCTYPE without following it
steps(path, handlers)                  feeds the file, one chunk a step; regular units go past expat
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from corpus.errors import InputError
from tmx.formats.tmx.decoding import decoded
from tmx.formats.tmx.regular import END, UNIT, sound

LONGEST_UNIT = 4 << 20  # a binary million
"""Characters in which a unit must end: far above any real one, and what keeps a 100 MB attribute or
segment out of memory."""
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_BODY = re.compile(r"<body[^>]*>")


class EntityError(InputError):
    """Raised when a file declares or uses an entity other than the five of XML."""


class Handlers(Protocol):
    """What is done with the parts of a memory."""

    parser: expat.XMLParserType
    """From `parser_for`, with its handlers set."""

    def count(self) -> int:
        """Units that have ended so far."""

    def between_units(self) -> bool:
        """Whether the parser stands in ``<body>`` and in nothing else."""

    def take(self, unit: re.Match[str], line_at: Callable[[int], int]) -> bool:
        """Take what `regular.UNIT` matched; if False, the parser is to have it.

        `line_at` gives the line of a place in the match's string.
        """


def parser_for(path: str | Path) -> expat.XMLParserType:
    """A parser that reads no other file and expands nothing but the five entities of XML.

    A DOCTYPE is passed over; what it declares as an entity is refused (so nothing can multiply),
    as is any use of one; attribute defaults in it have no effect.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.specified_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def declared(name: str, *_: object) -> None:
        raise EntityError(
            path,
            f"its DOCTYPE declares the entity {name[:40]!r}, which could read other files or fill "
            "the memory; remove the DOCTYPE",
            parser.CurrentLineNumber,
        )

    parser.EntityDeclHandler = declared
    return parser


def steps(path: str | Path, handlers: Handlers, *, regular: bool = True) -> Iterator[None]:
    """Feed the file to `handlers`, giving way after each chunk.

    Args:
        path: any encoding that Python knows, gzip or not.
        handlers: take what is found.
        regular: let regular units go past the parser, which is three times as fast and finds the
            same.

    Raises:
        InputError: with line and reason: unreadable, undecodable, not well-formed, or a unit
            that does not end within 4 million characters.
    """
    feeder = _Feeder(path, handlers, regular=regular)
    for text in decoded(path):
        feeder.feed(text)
        yield
    feeder.finish()
    yield


class _Feeder:
    """Gives text to the parser, or regular units to the handlers without it.

    A regular unit leaves the parser as it was: between two units. So the parser sees white space
    in its place, with as many lines and columns, and knows where it is at every fault.
    """

    def __init__(self, path: str | Path, handlers: Handlers, *, regular: bool) -> None:
        self._path = path
        self._handlers = handlers
        self._regular = regular
        self._started = False
        self._rest = ""  # the start of a unit that has not ended yet; the parser has not seen it
        self._text = ""  # what is looked through at present
        self._line, self._counted_to = 1, 0  # the line of a place in it
        self._counted = self._fed = 0  # units, and characters since one has ended

    def feed(self, text: str) -> None:
        """The next piece of the file."""
        if not self._started:
            self._started = True
            text = self._head(_standalone(text))
        if self._regular:
            self._rest = self._units(self._rest + text)
            if len(self._rest) <= LONGEST_UNIT:
                return
            text, self._rest = self._rest, ""
            self._regular = False
        self._parse(text)
        self._guard(len(text))

    def finish(self) -> None:
        """The end of the file."""
        self._parse(self._rest, last=True)

    def _head(self, text: str) -> str:
        """Parse as far as ``<body>`` if that is here; what is behind it."""
        body = _BODY.search(text)
        cut = body.end() if body else 0
        self._parse(text[:cut])
        self._line += text.count("\n", 0, cut)
        self._regular = self._regular and self._handlers.between_units()
        return text[cut:]

    def _units(self, text: str) -> str:
        """Deal with all units that end in the text; the rest of it."""
        end = text.rfind(END) + len(END)
        if end < len(END):
            return text
        if not sound(text):
            return self._give_up(text)
        self._text, self._counted_to = text, 0
        take, line = self._handlers.take, self._line_at
        position = seen = 0  # how far the units, and the parser, have come
        for found in UNIT.finditer(text, 0, end):
            start, loose = found.start(), False
            if start != position:
                self._skip(text[seen:position])
                seen = start
                if not self._irregular(text[position:start]):
                    return self._give_up(text[start:])
                # Text outside of units gets its line with the tag behind it.
                behind = max(position, text.rfind(">", position, start) + 1)
                loose = bool(text[behind:start].strip(" \t\n"))
            position = found.end()
            if loose or not take(found, line):
                self._skip(text[seen:start])
                self._parse(found[0])
                seen = position
        self._skip(text[seen:position])
        if not self._irregular(text[position:end]):
            return self._give_up(text[end:])
        self._line_at(end)
        return text[end:]

    def _irregular(self, text: str) -> bool:
        """Have the parser read it; whether it stands between two units afterwards."""
        self._parse(text)
        # A comment, CDATA or an instruction may go on and hold what looks like a unit.
        return self._handlers.between_units() and "<!" not in text and "<?" not in text

    def _line_at(self, position: int) -> int:
        """The line of a place in the text; to be asked for one place after the other."""
        self._line += self._text.count("\n", self._counted_to, position)
        self._counted_to = position
        return self._line

    def _give_up(self, text: str) -> str:
        """Leave this and all that comes to the parser."""
        self._regular = False
        self._parse(text)
        return ""

    def _skip(self, text: str) -> None:
        """White space for the parser in place of what it need not see."""
        if text:
            parser = self._handlers.parser
            handler, parser.CharacterDataHandler = parser.CharacterDataHandler, None
            self._parse("\n" * text.count("\n") + " " * (len(text) - 1 - text.rfind("\n")))
            parser.CharacterDataHandler = handler

    def _parse(self, text: str, *, last: bool = False) -> None:
        try:
            self._handlers.parser.Parse(text, last)
        except expat.ExpatError as error:
            raise _malformed(self._path, error, empty=not self._started) from None
        except UnicodeEncodeError as error:
            line = self._handlers.parser.CurrentLineNumber + text.count("\n", 0, error.start)
            raise InputError(
                self._path, "holds half a surrogate pair; export it again as UTF-8", line
            ) from None

    def _guard(self, characters: int) -> None:
        """Refuse what goes on and on without a unit that ends."""
        count = self._handlers.count()
        self._fed = self._fed + characters if count == self._counted else 0
        self._counted = count
        if self._fed > LONGEST_UNIT:
            raise InputError(
                self._path,
                f"no unit ends within {LONGEST_UNIT >> 20} million characters, so this is no "
                "usable memory; export it again",
                self._handlers.parser.CurrentLineNumber,
            )


def _standalone(text: str) -> str:
    """The start of a document, declared standalone.

    Only then is an entity that a DTD elsewhere might declare an error (XML 1.0, section 4.1);
    else expat leaves it out in silence. The encoding has been dealt with.
    """
    found = _DECLARATION.match(text)
    breaks = "\n" * found[0].count("\n") if found else ""
    rest = text[found.end() :] if found else text
    return f'<?xml version="1.0"{breaks} standalone="yes"?>{rest}'


def _malformed(path: str | Path, error: expat.ExpatError, *, empty: bool) -> InputError:
    if empty:
        return InputError(path, "is empty; export it again")
    reason = expat.ErrorString(error.code)
    if error.code == _UNDEFINED_ENTITY:
        return EntityError(
            path,
            f"undefined entity at column {error.offset + 1}; only &amp; &lt; &gt; &quot; &apos; "
            "and numbers such as &#160; can be read",
            error.lineno,
        )
    if error.code == _SYNTAX:
        remedy = f"is it a TMX? duizhao tmx convert makes one of a table; export it again, {_SAVE}"
    elif error.code in _CUT_OFF:
        remedy = f"the file is cut off; fetch or export it again, {_SAVE}"
    else:
        remedy = f"repair this place, export it again, {_SAVE}"
    return InputError(
        path, f"not well-formed XML at column {error.offset + 1}: {reason}; {remedy}", error.lineno
    )


_SAVE = "or save the rest (duizhao tmx convert --recover)"
_SYNTAX = 2  # XML_ERROR_SYNTAX in expat.h: what stands before the first element is no XML
_UNDEFINED_ENTITY = 11  # XML_ERROR_UNDEFINED_ENTITY
_CUT_OFF = (3, 5)  # XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN
