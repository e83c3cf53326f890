"""Web pages: trafilatura finds the article, `publication` its title, date and outlet."""

import copy
import logging
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement, document_fromstring

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import with_title
from corpus.readers.web.layout import cells, unfold
from corpus.readers.web.publication import find

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)")
_HEAD = 4096  # bytes: HTML wants its charset in the first 1024, not every page obeys
_MOST_TAGS = 200_000
"""A long page has some thousands; so many take trafilatura half a minute."""
_MOST_ABOVE = 20
"""Lines above a headline: an old portal's navigation, cell by cell."""
_ENDS = tuple("。！？.!?”")
# The date that the page states, whatever today is: the result must not depend on the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The article of a web page, in two documents if it is bilingual.

    What the metadata give goes before what the page says.

    Raises:
        DecodingError, InputError: it cannot be used.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise InputError(origin, f"has more than {_MOST_TAGS:,} tags; save its text as .txt")
    declared = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.match(data)
    text = decode(data, declared[1].decode("ascii") if declared else "")
    from trafilatura import bare_extraction, load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what fails is said below
    tree = load_html(text)
    if tree is None:
        raise InputError(origin, "no article found in the page; save its text as .txt")
    tree = _whole(tree)
    original = copy.deepcopy(tree)
    unfold(tree)
    page = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if page is None or not page.text:
        raise InputError(origin, "no article found in the page; save its text as .txt")
    paragraphs = [part for line in page.text.split("\n") for part in cells(line)]
    address = metadata.get("url") or page.url or ""
    said = find(original, page.title or "", address)
    title = metadata.get("title") or said.title
    found = {
        "outlet": said.outlet or page.sitename,
        "date": said.published or page.date,
        "url": page.url,
    }
    yield from documents(
        origin,
        title,
        with_title(title, _from_headline(title, paragraphs)),
        {**{key: value for key, value in found.items() if value}, **metadata},
    )


def _whole(tree: HtmlElement) -> HtmlElement:
    """The page around what is all one drawing, film or the like.

    htmldate takes such things out of what they stand in, and fails where they stand in nothing.
    """
    from htmldate.settings import CLEANING_LIST

    if tree.tag not in CLEANING_LIST:
        return tree
    page = document_fromstring("<html></html>")
    page.append(tree)
    return page


def _from_headline(title: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs without what stands above the headline: navigation and the like."""
    plain = "".join(title.split())
    for number, paragraph in enumerate(paragraphs[:_MOST_ABOVE]):
        if plain and "".join(paragraph.split()) == plain:
            return paragraphs[number:]
        if paragraph.endswith(_ENDS):
            break
    return paragraphs
