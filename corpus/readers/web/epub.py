"""Books (EPUB): all chapters in the order of reading, as one text."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree, html

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import headline
from corpus.readers.parts import Parts, local, parse_xml
from corpus.readers.sources import printable
from corpus.readers.web.blocks import blocks

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_NAMED = 5  # chapters, before the rest is counted
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)")


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a book, or the two of a bilingual one; its table of contents is left out.

    Raises:
        DecodingError, InputError: it cannot be used.
    """
    with Parts(origin, data) as parts:
        package = _package(parts)
        root = parse_xml(origin, parts.read(package), package, dtd=True)
        chapters, missing = _spine(root, posixpath.dirname(package))
        missing += [name for name in chapters if name not in parts.names]
        paragraphs = [text for name in chapters for text in _chapter(parts, name)]
    titles = (each.text or "" for each in root.iter() if local(each) == "title")
    title = metadata.get("title") or next(titles, "").strip() or headline(paragraphs)
    yield from documents(origin, title, paragraphs, metadata)
    if missing:
        lost = ", ".join(printable(name) for name in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        yield InputError(origin, f"lacks chapters that it lists: {lost}{more}; the rest is read")


def _package(parts: Parts) -> str:
    """The name of the part that lists the others.

    Raises:
        InputError: there is none, or the text is encrypted.
    """
    encrypted = parts.read(_ENCRYPTION)
    if re.search(rb"URI=[\"'][^\"']+\.x?html?[\"']", encrypted):
        raise InputError(parts.origin, "is encrypted (DRM); only books without are read")
    container = parts.read(_CONTAINER)
    if container:
        root = parse_xml(parts.origin, container, _CONTAINER, dtd=True)
        for each in root.iter():
            if local(each) == "rootfile" and each.get("full-path"):
                return str(each.get("full-path"))
    package = next((name for name in parts.names if name.endswith(".opf")), "")
    if not package:
        raise InputError(parts.origin, "holds no book; save it as .epub again")
    return package


def _spine(root: etree._Element, folder: str) -> tuple[list[str], list[str]]:
    """The names of the chapters in the order of reading, without the table of contents.

    And the ids in that order that nothing has.
    """
    items = {each.get("id"): each for each in root.iter() if local(each) == "item"}
    found: list[str] = []
    unknown: list[str] = []
    for each in root.iter():
        if local(each) != "itemref":
            continue
        item = items.get(each.get("idref"))
        if item is None:
            unknown.append(each.get("idref") or "")
        elif (
            item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
        ):
            place = unquote((item.get("href") or "").partition("#")[0])
            found.append(posixpath.normpath(posixpath.join(folder, place)))
    return found, unknown


def _chapter(parts: Parts, name: str) -> list[str]:
    data = parts.read(name)
    if not data.strip():
        return []
    declared = _ENCODING.match(data)
    text = _DECLARATION.sub("", decode(data, declared[1].decode() if declared else ""), count=1)
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing but a comment
        return []
    return blocks(root)
