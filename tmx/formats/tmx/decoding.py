"""The text of a file in whatever encoding and packing it came.

decoded(path) -> Iterator[str]         chunk by chunk, line ends as XML has them
encoding_of(head) -> Encoding          byte order mark, UTF-16 by its zeros, XML declaration
chunks(path) -> Iterator[bytes]        the bytes, unpacked if they are gzip's
"""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from corpus.errors import InputError
from corpus.support.inputs import MEGABYTE, open_input

# Expat parses the start of an unfinished tag or text again with every chunk; 128 KB keeps that
# cheap and the units held at a time few.
_CHUNK = 1 << 17
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_GZIP_FORMAT = 31  # zlib's wbits: a gzip header and trailer, a window of any size
_MOST_TIMES = 200
"""What a packed file may give, in times of its size: memories come to ten times, one segment that
is repeated for ever to a thousand."""
_SMALL = 100 * MEGABYTE
"""Bytes that it may give in any case."""
_MARKS = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
# Chinese files are declared by the smaller set and use the larger one.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
# Codecs of Python that are no encodings of files.
_NO_ENCODINGS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


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


def chunks(path: str | Path) -> Iterator[bytes]:
    """The file's bytes, 128 KB a time, unpacked if it is packed (by content, not by name).

    Raises:
        InputError: it cannot be read, is a ZIP archive with no memory in it, or several, its
            packing is broken, or it gives far more than its size; what comes before has been given.
    """
    try:
        with open_input(path) as stream:
            head = stream.read(len(_ZIP))
            stream.seek(0)
            if head == _ZIP:
                yield from _unzipped(path, stream)
                return
            if not head.startswith(_GZIP):
                yield from iter(partial(stream.read, _CHUNK), b"")
                return
            yield from _bounded(path, _unpacked(stream), stream.tell)
    except (EOFError, zlib.error) as error:
        raise InputError(
            path, f"its gzip packing is broken ({error}); fetch the file again"
        ) from None
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from None


def _bounded(
    path: str | Path, parts: Iterable[bytes], packed: Callable[[], int]
) -> Iterator[bytes]:
    """The parts, as long as they are no more than a memory could give of so many packed bytes."""
    given = 0
    for data in parts:
        given += len(data)
        if given > max(_SMALL, _MOST_TIMES * packed()):
            reason = f"is packed and gives more than {_MOST_TIMES} times its size"
            raise InputError(path, f"{reason}; unpack it and look what it holds")
        yield data


def _unzipped(path: str | Path, stream: BinaryIO) -> Iterator[bytes]:
    """The memory that a ZIP archive holds."""
    try:
        with zipfile.ZipFile(stream) as archive:
            named = (each for each in archive.infolist() if _shown(each.filename))
            found = [each for each in named if each.filename.lower().endswith(".tmx")]
            if len(found) != 1:
                raise InputError(path, _no_memory(Path(path), [each.filename for each in found]))
            with archive.open(found[0]) as member:
                parts = iter(partial(member.read, _CHUNK), b"")
                yield from _bounded(path, parts, lambda: found[0].compress_size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InputError(path, f"its ZIP packing is of no use ({error}); unpack it") from None


def _shown(name: str) -> bool:
    """Whether neither a member nor a folder above is hidden, as what macOS adds is."""
    return not any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _no_memory(path: Path, memories: Sequence[str]) -> str:
    """What a ZIP archive is instead of a memory, and what helps."""
    if memories:
        return f"holds {len(memories)} memories; unpack it and give one, or several to tmx merge"
    if path.suffix.lower() == ".xlsx":
        remedy = f"make a memory of it first: duizhao tmx convert {path} OUT.tmx"
        return f"is a workbook, no memory; {remedy}"
    return "is a ZIP archive, no memory; unpack it and give the .tmx in it"


def _unpacked(stream: BinaryIO) -> Iterator[bytes]:
    """What the members of a gzip file hold; gzip.GzipFile would keep back what precedes a fault."""
    unpacker = zlib.decompressobj(wbits=_GZIP_FORMAT)
    while packed := stream.read(_CHUNK):
        while packed:
            if unpacker.eof:
                packed = packed.lstrip(b"\0")  # padding between members
                unpacker = zlib.decompressobj(wbits=_GZIP_FORMAT) if packed else unpacker
            data = unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail or unpacker.unused_data
            if data:
                yield data
    if not unpacker.eof:
        yield unpacker.flush()
        raise EOFError("it ends too early")


def decoded(path: str | Path, errors: Literal["strict", "replace"] = "strict") -> Iterator[str]:
    """The text, about 128 KB of the file a time, with line feeds for all line ends (XML 1.0, 2.11).

    Args:
        path: any encoding that Python knows, gzip or not.
        errors: "replace" puts U+FFFD for what cannot be decoded.

    Raises:
        InputError: unreadable, of an unknown encoding, or undecodable, with the line.
    """
    encoding = decoder = None
    lines = column = 0  # what has been decoded: line feeds, and characters behind the last
    for data in chain(chunks(path), [b""]):
        last = not data
        if encoding is None or decoder is None:
            encoding = encoding_of(data)
            decoder = _decoder(path, encoding, errors)
            data = data[encoding.mark :]
        try:
            text = decoder.decode(data, final=last)
        except UnicodeError as error:
            raise _undecodable(path, encoding, error, lines, column) from None
        if text:
            yield text
            lines += text.count("\n")
            column = len(text) - text.rfind("\n") - 1 + (0 if "\n" in text else column)


def _decoder(path: str | Path, encoding: Encoding, errors: str) -> io.IncrementalNewlineDecoder:
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
    decoder = codecs.getincrementaldecoder(_SUPERSETS.get(codec, codec))(errors)
    return io.IncrementalNewlineDecoder(decoder, translate=True)


def _undecodable(
    path: str | Path, encoding: Encoding, error: UnicodeError, lines: int, column: int
) -> InputError:
    line, where = None, ""
    if isinstance(error, UnicodeDecodeError):
        before = error.object[: error.start].decode(encoding.name, "replace")
        line = lines + before.count("\n") + 1
        behind = len(before) - before.rfind("\n") + (0 if "\n" in before else column)
        where = f" at column {behind}"
    says = f"declares {encoding.declared}" if encoding.declared else "declares no encoding"
    return InputError(
        path,
        f"is not {encoding.name}{where} (it {says}); save it as UTF-8 and declare that",
        line,
    )
