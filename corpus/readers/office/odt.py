"""OpenDocument texts (ODT), with all tracked changes accepted.

Paragraphs stand in their order, those of a table cell by cell, footnotes at the end. Annotations,
headers, footers, indexes and what changes deleted are left out. Names are those of OpenDocument
(ISO/IEC 26300-1), without namespace.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.documents import headline
from corpus.readers.parts import Parts, attribute, local

_PARAGRAPHS = ("p", "h")
_LEFT_OUT = frozenset(
    {
        "tracked-changes", "annotation", "annotation-end", "forms", "note-citation", "ruby-text",
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index", "bibliography", "sequence-decls", "variable-decls", "desc", "title",
        "object", "object-ole", "image", "script", "hidden-text", "hidden-paragraph",
        "covered-table-cell", "page-number",
    }
)  # fmt: skip
_MOST_SPACES = 100


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of an OpenDocument text, or the two of a bilingual one.

    Raises:
        InputError: it cannot be used.
    """
    with Parts(origin, data) as parts:
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise InputError(origin, "is encrypted; save it without a password")
        root = parts.xml("content.xml")
    body = None if root is None else next((e for e in root.iter() if local(e) == "text"), None)
    if body is None:
        raise InputError(origin, "holds no text document; save it as .odt again")
    lines = (each for each in body.iter() if local(each) in _PARAGRAPHS and _text(each)[0].strip())
    first = next(lines, body)
    heading = _text(first)[0] if local(first) == "h" else ""
    paragraphs, notes = _blocks(body)
    while notes:  # a note may stand in a note
        more: list[etree._Element] = []
        for note in notes:
            texts, inner = _blocks(note)
            paragraphs += texts
            more += inner
        notes = more
    title = metadata.get("title") or heading or headline(paragraphs)
    yield from documents(origin, title, paragraphs, metadata)


def _blocks(parent: etree._Element) -> tuple[list[str], list[etree._Element]]:
    """The paragraphs below an element, and the notes that they refer to."""
    paragraphs: list[str] = []
    later: list[etree._Element] = []
    for element in parent:
        name = local(element)
        if name in _LEFT_OUT or _is_hidden(element):
            continue
        if name in _PARAGRAPHS:
            text, boxes, notes = _text(element)
            paragraphs.append(text)
            later += notes
            for box in boxes:
                texts, notes = _blocks(box)
                paragraphs += texts
                later += notes
        else:
            texts, notes = _blocks(element)
            paragraphs += texts
            later += notes
    return paragraphs, later


def _is_hidden(element: etree._Element) -> bool:
    """Whether it is a section that is not shown (OpenDocument 1.3, part 3, 19.804 and 19.834)."""
    if local(element) != "section":
        return False
    shown = attribute(element, "display")
    return shown == "none" or (shown == "condition" and attribute(element, "is-hidden") == "true")


def _text(element: etree._Element) -> tuple[str, list[etree._Element], list[etree._Element]]:
    """The text of a paragraph, the boxes that hang on it, and its notes."""
    pieces = [element.text or ""]
    boxes: list[etree._Element] = []
    notes: list[etree._Element] = []
    for child in element:
        name = local(child)
        if name == "note":
            notes += [each for each in child if local(each) == "note-body"]
        elif name == "text-box":
            boxes.append(child)
        elif name == "s":
            count = attribute(child, "c")
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name and name not in _LEFT_OUT:
            text, inner, further = _text(child)
            pieces.append(text)
            boxes += inner
            notes += further
        pieces.append(child.tail or "")
    return "".join(pieces), boxes, notes
