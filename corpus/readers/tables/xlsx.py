"""Tables in workbooks (XLSX): the first sheet."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.tables.articles import articles
from corpus.support.workbook import read_rows


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The documents of the table; for a row that cannot be used, the error that says why.

    Raises:
        InputError: it is damaged, no column holds text, or the table is none of articles.
    """
    rows = read_rows(origin, stream=BytesIO(data))
    yield from articles(origin, enumerate(rows, 1), metadata)
