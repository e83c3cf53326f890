"""The text of a page that is all text, such as a chapter of a book: no article is looked for.

blocks(root) -> [str, ...]      its paragraphs, headings, items and cells in order
"""

import re

from lxml import etree

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_LEFT_OUT = frozenset(
    {
        "audio", "canvas", "head", "iframe", "img", "math", "nav", "noscript", "object", "rp", "rt",
        "script", "style", "svg", "template", "title", "video",
    }
)  # fmt: skip
_NOTE_MARK = re.compile(r"[\[(（〔【]?[\d*†‡§]{1,4}[\])）〕】]?")


def blocks(root: etree._Element) -> list[str]:
    """The texts of the block elements; line breaks (``br``) part them too.

    Numbers that lead to notes, readings beside characters (ruby) and navigation are left out.
    """
    found: list[str] = [""]

    def walk(element: etree._Element) -> None:
        name = str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if name and name not in _LEFT_OUT and not _is_note_mark(element, name):
            parts = name in _BLOCKS
            if parts or name == "br":
                found.append("")
            found[-1] += element.text or ""
            for child in element:
                walk(child)
            if parts:
                found.append("")
        found[-1] += element.tail or ""

    walk(root)
    return [line for text in found if (line := " ".join(text.split()))]


def _is_note_mark(element: etree._Element, name: str) -> bool:
    kind = next((v for k, v in element.attrib.items() if str(k).endswith("type")), "")
    if name == "a" and "noteref" in str(kind):
        return True
    text = "".join(map(str, element.itertext())).strip()
    if name not in ("a", "sup") or _NOTE_MARK.fullmatch(text) is None:
        return False
    links = [element, *element.iterancestors("a"), *element.iter("a")]
    raised = [element, *element.iterancestors("sup"), *element.iter("sup")]
    return any(e.tag == "a" for e in links) and any(e.tag == "sup" for e in raised)
