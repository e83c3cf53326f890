"""Slides (PPTX): the paragraphs of each slide in their order, those of a table cell by cell.

Speakers' notes, comments, charts, and the date, footer and number of a slide are left out. Names
are those of PresentationML and DrawingML (ISO/IEC 29500-1, 19 and 21), without namespace.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.documents import headline
from corpus.readers.parts import Parts, attribute, local

_FURNITURE = ("dt", "ftr", "hdr", "sldNum")
_TITLES = ("title", "ctrTitle")


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a file of slides, or the two of a bilingual one.

    Raises:
        InputError: it cannot be used.
    """
    paragraphs: list[str] = []
    with Parts(origin, data) as parts:
        slides = list(_slides(parts))
    for slide in slides:
        paragraphs += _paragraphs(slide)
    titles = (line for slide in slides for line in _titles(slide) if line.strip())
    title = metadata.get("title") or next(titles, "") or headline(paragraphs)
    yield from documents(origin, title, paragraphs, metadata)


def _slides(parts: Parts) -> Iterator[etree._Element]:
    """The slides in the order that they are shown in, without hidden ones."""
    main = parts.main("ppt/presentation.xml")
    root = parts.xml(main)
    if root is None:
        raise InputError(parts.origin, "holds no slides; save it as .pptx again")
    related = parts.related(main)
    for entry in root.iter():
        if local(entry) == "sldId":
            key = next((str(v) for k, v in entry.attrib.items() if str(k).startswith("{")), "")
            slide = parts.xml(related.get(key, ("", ""))[1])
            if slide is not None and slide.get("show") not in ("0", "false"):
                yield slide


def _paragraphs(parent: etree._Element) -> list[str]:
    found: list[str] = []
    for element in parent:
        name = local(element)
        if name == "p":
            found.append(_text(element))
        elif name == "AlternateContent":
            found += _paragraphs(element[0]) if len(element) else []
        elif name != "sp" or _placeholder(element) not in _FURNITURE:
            found += _paragraphs(element)
    return found


def _titles(slide: etree._Element) -> list[str]:
    return [
        " ".join(" ".join(_paragraphs(shape)).split())
        for shape in slide.iter()
        if local(shape) == "sp" and _placeholder(shape) in _TITLES
    ]


def _placeholder(shape: etree._Element) -> str:
    """What a shape is for: ``title``, ``body`` …; empty if it is free."""
    return next((attribute(each, "type") for each in shape.iter() if local(each) == "ph"), "")


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter():
        if local(element) == "t":
            pieces.append(element.text or "")
        elif local(element) == "br":
            pieces.append("\n")
    return "".join(pieces)
