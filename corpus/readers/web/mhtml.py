"""Web pages that a browser saved with their images in one file (MHTML)."""

import email
import email.policy
from collections.abc import Iterator, Mapping

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.documents import stated
from corpus.readers.web import html


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The article of the page, read as `html` does; its address is that which it was saved from.

    Raises:
        DecodingError, InputError: it cannot be used.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise InputError(origin, "holds no web page; save it as .html or .txt")
    places = (part.get(name) for part in (message, page) for name in _LOCATIONS)
    found = stated({"url": str(next(filter(None, places), ""))})
    yield from html.read(origin, content, {**found, **metadata})


_LOCATIONS = ("Snapshot-Content-Location", "Content-Location")
