"""Formats that are a ZIP archive of parts: office documents, books.

Parts(origin, data)                a context manager
    .names                         of all parts, in order
    .read(name) -> bytes           b"" where there is none
    .xml(name) -> Element | None   its root
    .shown(name), .mode(name)      what an archive says of a member
parse_xml(origin, data, name) -> Element

Nothing is written to disk, fetched or expanded: a part counts as many bytes as it unpacks to, and
XML is parsed without DTDs and entities.
"""

import posixpath
from io import BytesIO
from types import TracebackType
from typing import Self
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  (a class)

from lxml import etree

from corpus.errors import InputError
from corpus.support.inputs import MEGABYTE, MOST_BYTES

_MOST_PARTS = 20_000
"""A book of a thousand chapters with its images has some thousands."""
_UTF8_NAME = 0x800
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Parts:
    """The parts of a file.

    Attributes:
        names: of all parts, as they stand in the archive.
    """

    def __init__(self, origin: str, data: bytes) -> None:
        """Open the archive.

        Raises:
            InputError: it is none, or damaged.
        """
        self.origin = origin
        self._left = 3 * MOST_BYTES
        try:
            self._archive = ZipFile(BytesIO(data))
            self.names = self._archive.namelist()
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged(error) from None
        if len(self.names) > _MOST_PARTS:
            raise InputError(origin, f"has {len(self.names):,} parts; split it")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._archive.close()

    def read(self, name: str) -> bytes:
        """The content of a part; nothing where there is none of that name.

        Raises:
            InputError: it is encrypted, damaged, or unpacks to too much.
        """
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return b""
        if entry.flag_bits & 1:
            raise InputError(self.origin, "is encrypted; save it without a password")
        most = min(MOST_BYTES, self._left)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(most + 1)
        except (BadZipFile, ZlibError, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise self._damaged(error) from None
        if len(data) > most:
            raise InputError(
                self.origin, f"{name} unpacks to more than {most // MEGABYTE} MB; split it"
            )
        self._left -= len(data)
        return data

    def shown(self, name: str) -> str:
        """A name as it was meant: archives of Chinese Windows have it in GBK."""
        if self._archive.getinfo(name).flag_bits & _UTF8_NAME:
            return name
        try:
            raw = name.encode("cp437")  # which is what it was taken for
            return raw.decode("utf-8" if _is_utf8(raw) else "gb18030")
        except UnicodeError:
            return name

    def mode(self, name: str) -> int:
        """Kind and rights of a member, as Unix has them; 0 from other systems."""
        return self._archive.getinfo(name).external_attr >> 16

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part in XML; None where there is none of that name.

        Raises:
            InputError: as `read`, or it is not well-formed, or has a DTD.
        """
        data = self.read(name)
        return parse_xml(self.origin, data, name) if data else None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Of an OPC package: what a part refers to, as id: (kind, name of the part)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(each.get("Target", ""))))[
                    1:
                ],
            )
            for each in root.iter(_RELATIONS)
            if each.get("TargetMode") != "External"
        }

    def main(self, otherwise: str) -> str:
        """Of an OPC package: the name of the main part."""
        parts = (name for kind, name in self.related("").values() if kind == "officeDocument")
        return next(parts, otherwise)

    def _damaged(self, error: Exception) -> InputError:
        said = " ".join(str(error).split())[:100]
        return InputError(self.origin, f"is damaged ({said}); save it again")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def parse_xml(origin: str, data: bytes, name: str, *, dtd: bool = False) -> etree._Element:
    """The root of a text in XML.

    Args:
        origin: what errors name.
        data: the text.
        name: of the part, for errors.
        dtd: whether a document type is passed over, not refused.

    Raises:
        InputError: it is not well-formed, or has a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = " ".join(str(error).split())[:100]
        raise InputError(origin, f"{name} is damaged ({said}); save it again") from None
    if not dtd and root.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            origin, f"{name} has a DTD in it, as no office program writes; save it again"
        )
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace, or nothing."""
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if str(key).rpartition("}")[2] == name
        ),
        "",
    )
