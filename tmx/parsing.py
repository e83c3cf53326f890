"""Expat, fed from any file so that nothing in it can do harm or fill the memory.

parser_for(path) -> XMLParserType      refuses entities, takes DOCTYPE without following it
steps(path, parser, closed)            feeds the file, one chunk a step
encoding_of(head) -> Encoding          byte order mark, UTF-16 by its zeros, XML declaration
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from xml.parsers import expat

from corpus.errors import InputError

# Expat parses the start of an unfinished tag or text again with every chunk; 128 KB keeps that
# cheap and the units held at a time few.
_CHUNK = 1 << 17
# Bytes in which a unit must end: more than a million Chinese characters, far above any real one,
# and what keeps a 100 MB attribute or segment out of memory.
_LONGEST_UNIT = 4 << 20
_GZIP = b"\x1f\x8b"
_MARKS = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
# Chinese files are declared by the smaller set and use the larger one.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
# Codecs of Python that are no encodings of files.
_NO_ENCODINGS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


class EntityError(InputError):
    """Raised when a file declares or uses an entity other than the five of XML."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is written.

    Attributes:
        name: Python's codec; may be unknown to Python.
        declared: as the XML declaration has it, or empty.
        mark: length in bytes of the byte order mark.
    """

    name: str
    declared: str = ""
    mark: int = 0


def encoding_of(head: bytes) -> Encoding:
    """The encoding that the first bytes show; where they contradict the declaration, they win."""
    found = _DECLARED.search(head.replace(b"\0", b"")[:1024])
    declared = found[1].decode("ascii") if found else ""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, declared, len(mark))
    if head[1:2] == b"\0":
        return Encoding("utf-16-le", declared)
    if head[:1] == b"\0":
        return Encoding("utf-16-be", declared)
    name = declared.lower().replace("_", "-") or "utf-8"
    if name.startswith(("utf-16", "utf-32", "ucs-2", "iso-10646-ucs")):
        name = "utf-8"  # declared so by a tool that then wrote it without zeros
    return Encoding(name, declared)


@contextmanager
def open_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked if it is gzip's (by content, not by name).

    Raises:
        InputError: it cannot be read, or its packing is broken.
    """
    try:
        with Path(path).open("rb") as stream:
            packed = stream.read(2) == _GZIP
            stream.seek(0)
            yield cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(
            path, f"its gzip packing is broken ({error}); fetch the file again"
        ) from None
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from None


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


def steps(
    path: str | Path, parser: expat.XMLParserType, closed: Callable[[], int]
) -> Iterator[None]:
    """Feed the file to `parser`, giving way after each chunk.

    Args:
        path: any encoding that Python knows, gzip or not.
        parser: from `parser_for`, with its handlers set.
        closed: how many units have ended so far.

    Raises:
        InputError: with line and reason: unreadable, undecodable, not well-formed, or a unit
            that does not end within 4 MB.
    """
    with open_bytes(path) as stream:
        head = stream.read(_CHUNK)
        encoding = encoding_of(head)
        decoder = _decoder(path, encoding)
        data = head[encoding.mark :]
        lines = fed = seen = 0
        first = True
        while True:
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeError as error:
                raise _undecodable(path, encoding, error, lines) from None
            if first and data:
                text, first = _standalone(text), False
            try:
                parser.Parse(text, not data)
            except expat.ExpatError as error:
                raise _malformed(path, error, fed or len(text)) from None
            except UnicodeEncodeError:
                raise InputError(
                    path, "holds half a surrogate pair; export it again as UTF-8", lines + 1
                ) from None
            yield
            if not data:
                return
            lines += text.count("\n")
            if closed() != seen:
                seen, fed = closed(), 0
            fed += len(data)
            if fed > _LONGEST_UNIT:
                raise InputError(
                    path,
                    f"no unit ends within {_LONGEST_UNIT >> 20} MB, so this is no usable memory; "
                    "export it again",
                    parser.CurrentLineNumber,
                )
            data = stream.read(_CHUNK)


def _standalone(text: str) -> str:
    """The start of a document, declared standalone.

    Only then is an entity that a DTD elsewhere might declare an error (XML 1.0, section 4.1);
    else expat leaves it out in silence. The encoding has been dealt with.
    """
    found = _DECLARATION.match(text)
    breaks = "\n" * found[0].count("\n") if found else ""
    rest = text[found.end() :] if found else text
    return f'<?xml version="1.0"{breaks} standalone="yes"?>{rest}'


def _decoder(path: str | Path, encoding: Encoding) -> codecs.IncrementalDecoder:
    try:
        codec = codecs.lookup(encoding.name).name
        "<".encode(codec)  # refuses Python's transformations, such as zlib
    except (LookupError, UnicodeError):
        codec = "undefined"
    if codec in _NO_ENCODINGS:
        name = encoding.declared or encoding.name
        raise InputError(
            path, f"its encoding {name!r} is not known here; save the file as UTF-8", 1
        )
    return codecs.getincrementaldecoder(_SUPERSETS.get(codec, codec))("strict")


def _undecodable(
    path: str | Path, encoding: Encoding, error: UnicodeError, lines: int
) -> InputError:
    line = None
    if isinstance(error, UnicodeDecodeError):
        before = error.object[: error.start].decode(encoding.name, "replace")
        line = lines + before.count("\n") + 1
    says = f"declares {encoding.declared}" if encoding.declared else "declares no encoding"
    return InputError(
        path,
        f"is not {encoding.name} (it {says}); save it as UTF-8 and declare that",
        line,
    )


def _malformed(path: str | Path, error: expat.ExpatError, size: int) -> InputError:
    if not size:
        return InputError(path, "is empty; export it again")
    reason = expat.ErrorString(error.code)
    if error.code == _UNDEFINED_ENTITY:
        return EntityError(
            path,
            f"undefined entity at column {error.offset + 1}; only &amp; &lt; &gt; &quot; &apos; "
            "and numbers such as &#160; can be read",
            error.lineno,
        )
    if error.code in _CUT_OFF:
        remedy = "the file is cut off; fetch or export it again"
    else:
        remedy = "repair this place, or export it again from the tool that wrote it"
    return InputError(
        path, f"not well-formed XML at column {error.offset + 1}: {reason}; {remedy}", error.lineno
    )


_UNDEFINED_ENTITY = 11  # XML_ERROR_UNDEFINED_ENTITY in expat.h
_CUT_OFF = (3, 5)  # XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN
