"""Word documents (DOCX): the text as a reader sees it once all tracked changes are accepted.

Paragraphs stand in their order, those of a table cell by cell, text boxes behind the paragraph that
they hang on, footnotes and endnotes at the end. Comments, headers, footers, tables of contents,
hidden text, codes of fields and numbers that Word itself counts are left out.

Names are those of WordprocessingML (ISO/IEC 29500-1, 17), without namespace: it differs between
the transitional and the strict form.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.documents import headline
from corpus.readers.parts import Parts, attribute, local

_THROUGH = frozenset(
    {
        "body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink",
        "fldSimple", "dir", "bdo", "r", "ruby", "rubyBase", "oMath", "oMathPara", "Choice",
        "AlternateContent", "document", "footnote", "endnote", "tbl", "tr", "tc",
    }
)  # fmt: skip
"""Elements that are read through. Of what is not named here nothing is read, but for `_DRAWINGS`:
deleted and moved text, properties, comments, codes of fields, pictures."""
_DRAWINGS = ("drawing", "pict", "object")
_MOST_SPANNED = 63
"""Columns of a table in Word."""
_FORMULA = "math"
_TEXTS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a Word file, or the two of a bilingual one.

    Raises:
        InputError: it cannot be used.
    """
    with Parts(origin, data) as parts:
        text = _Text(parts)
        text.read()
    title = metadata.get("title") or text.title or headline(text.paragraphs)
    yield from documents(origin, title, text.paragraphs, metadata)


def read_tables(origin: str, data: bytes) -> list[list[tuple[str, ...]]]:
    """The rows of each table of a Word file that stands in no other, in order.

    A cell that spans several columns counts as often, empty from the second time on.

    Raises:
        InputError: it cannot be used.
    """
    with Parts(origin, data) as parts:
        return _Text(parts).tables()


class _Text:
    """What a package says.

    Attributes:
        paragraphs: all of them.
        title: what has the style of titles, or the heading that it begins with.
    """

    def __init__(self, parts: Parts) -> None:
        self.paragraphs: list[str] = []
        self.title = ""
        self._line: list[str] = []
        self._boxes: list[etree._Element] = []
        self._notes: list[tuple[str, str]] = []
        self._codes: list[bool] = []
        main = parts.main("word/document.xml")
        root = parts.xml(main)
        if root is None:
            raise InputError(parts.origin, "holds no Word document; save it as .docx again")
        self._parts, self._root = parts, root
        self._related = list(parts.related(main).values())
        self._styles = _style_names(parts, self._related)

    def read(self) -> None:
        """Take in all paragraphs and notes."""
        self._blocks(self._root)
        notes = {
            (local(note), attribute(note, "id")): note
            for kind, name in self._related
            if kind in ("footnotes", "endnotes") and (root := self._parts.xml(name)) is not None
            for note in root
        }
        for key in self._notes:
            if key in notes:
                self._blocks(notes[key])

    def tables(self) -> list[list[tuple[str, ...]]]:
        """The rows of the outermost tables; the paragraphs of a cell are lines."""
        return [
            [tuple(self._row(row)) for row in _outermost(table, "tr") if not _is_deleted(row)]
            for table in _outermost(self._root, "tbl")
        ]

    def _row(self, row: etree._Element) -> Iterator[str]:
        for cell in _outermost(row, "tc"):
            self.paragraphs = []
            if not _is_deleted(cell):
                self._blocks(cell)
                yield "\n".join(self.paragraphs)
                spanned = _value(cell, "tcPr", "gridSpan")
                if spanned.isascii() and spanned.isdecimal():
                    yield from [""] * (min(int(spanned[:3]), _MOST_SPANNED) - 1)

    def _blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables below an element."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name in ("tr", "tc") and _is_deleted(element):
                continue
            elif name == "AlternateContent":
                self._blocks(element[0] if len(element) else element)
            elif name in _THROUGH and not _is_contents(element):
                self._blocks(element)
        self._end()

    def _paragraph(self, element: etree._Element) -> None:
        style = self._styles.get(_value(element, "pPr", "pStyle"), "")
        if style.startswith("toc "):
            return
        self._runs(element)
        mark = _child(element, "pPr", "rPr")
        if mark is not None and (_has(mark, "del") or _has(mark, "moveFrom")):
            return  # its end is deleted: the next paragraph goes on here
        if not self.title and (
            style == "title" or (style.startswith("heading") and not self.paragraphs)
        ):
            self.title = "".join(self._line)
        self._end()

    def _field(self, kind: str) -> None:
        """Keep whether a field's code is read, or what came of it, which is text (17.16.18)."""
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _end(self) -> None:
        """End a paragraph, behind which the boxes stand that hang on it.

        No code goes on in the next one: were the end of a field lost, all of the text would be.
        """
        self._codes = [code for code in self._codes if not code]
        if self._line:
            self.paragraphs.append("".join(self._line))
            self._line = []
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _runs(self, parent: etree._Element) -> None:
        """Read what stands in a paragraph."""
        for element in parent:
            name = local(element)
            if name == "t":
                if not any(self._codes):
                    self._line.append(element.text or "")
            elif name == "br":  # of a line, a column or a page
                self._line.append("\n")
            elif name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name in _TEXTS:
                self._line.append(_TEXTS[name])
            elif name in _NOTES:
                self._notes.append((_NOTES[name], attribute(element, "id")))
            elif name in _DRAWINGS:
                self._boxes += _outermost(element, "txbxContent")
            elif name == "AlternateContent":
                self._runs(element[0] if len(element) else element)
            elif (name in _THROUGH and not _is_hidden(element)) or _FORMULA in str(element.tag):
                self._runs(element)


def _style_names(parts: Parts, related: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names of styles by their ids, in lower case: ids are in the user's language."""
    name = next((name for kind, name in related if kind == "styles"), "")
    root = parts.xml(name)
    if root is None:
        return {}
    return {attribute(style, "styleId"): _value(style, "name").lower() for style in root}


def _child(element: etree._Element, *path: str) -> etree._Element | None:
    """The element at a path of names, or None."""
    for name in path:
        found = next((each for each in element if local(each) == name), None)
        if found is None:
            return None
        element = found
    return element


def _is_deleted(element: etree._Element) -> bool:
    """Whether a tracked change takes a row or a cell out."""
    return _has(element, "trPr", "del") or _has(element, "tcPr", "cellDel")


def _has(element: etree._Element, *path: str) -> bool:
    return _child(element, *path) is not None


def _value(element: etree._Element, *path: str) -> str:
    child = _child(element, *path)
    return "" if child is None else attribute(child, "val")


def _is_hidden(run: etree._Element) -> bool:
    vanish = _child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _is_contents(element: etree._Element) -> bool:
    """Whether it is a table of contents, which Word makes."""
    return _value(element, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"


def _outermost(element: etree._Element, name: str) -> list[etree._Element]:
    """The elements of a name, without those inside of others, and without second forms."""
    if local(element) == name:
        return [element]
    if local(element) == "Fallback":
        return []
    return [found for child in element for found in _outermost(child, name)]
