"""Web pages: the article's body, title, date and outlet, found by trafilatura."""

import logging
import re
from collections.abc import Iterator, Mapping

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import with_title

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)")
_HEAD = 4096  # bytes: HTML wants its charset in the first 1024, not every page obeys
_MOST_TAGS = 200_000
"""A long page has some thousands; so many take trafilatura half a minute."""
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
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what fails is said below
    page = bare_extraction(
        text,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if page is None or not page.text:
        raise InputError(origin, "no article found in the page; save its text as .txt")
    title = metadata.get("title") or page.title or ""
    found = {"outlet": page.sitename, "date": page.date, "url": page.url}
    yield from documents(
        origin,
        title,
        with_title(title, page.text.split("\n")),
        {**{key: value for key, value in found.items() if value}, **metadata},
    )
