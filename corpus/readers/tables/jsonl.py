"""JSON lines: one document a line, with the keys ``id title text language outlet date url``."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import one_line, with_title

_KEYS = ("title", "language", "outlet", "date", "url")


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The documents of the file; for a line that cannot be used, the error that says why.

    A document's origin is ``path#id``, or ``path#line`` where there is no id. What the file's
    metadata give holds for lines that do not say it themselves.

    Raises:
        DecodingError: it is no text.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(decode(data).split("\n"), 1):
        if line.strip():
            try:
                yield from _documents(origin, number, line, metadata, seen)
            except InputError as error:
                yield type(error)(origin, error.reason, number)


def _documents(
    origin: str, number: int, line: str, metadata: Mapping[str, str], seen: dict[str, int]
) -> list[Document | InputError]:
    """The document of one line (two if it is bilingual), whose key is added to those seen.

    Raises:
        InputError: it cannot be used.
    """
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:  # the latter: nested too deep
        raise InputError(origin, f"not JSON ({error}); one object a line is expected") from None
    if not isinstance(record, dict):
        raise InputError(origin, "not a JSON object; one object a line is expected")
    key = one_line(str(record["id"])) if record.get("id") is not None else str(number)
    if key in seen:
        raise InputError(origin, f"id {key} stands in line {seen[key]} already; ids must differ")
    seen[key] = number
    if "text" not in record and {"zh", "en"} <= record.keys():
        raise InputError(origin, "is a sentence pair, no article; give the file with --memory")
    text = record.get("text")
    paragraphs: list[Any] = text if isinstance(text, list) else [text]
    if not all(isinstance(paragraph, str) for paragraph in paragraphs):
        raise InputError(origin, "no text; the key text must hold a string or a list of strings")
    given = {name: str(record[name]) for name in _KEYS if record.get(name) is not None}
    merged = {**metadata, **given}
    title = merged.get("title", "")
    return documents(f"{origin}#{key}", title, with_title(title, paragraphs), merged)
