"""Tables in workbooks (XLSX), one in each sheet that is shown."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from corpus.errors import InputError, UsageError
from corpus.model import Document
from corpus.readers.documents import one_line
from corpus.readers.parts import Parts, local
from corpus.readers.tables.articles import EMPTY, articles
from corpus.support.workbook import read_rows


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The documents of all sheets; for a sheet or row that cannot be used, the error that says why.

    Those of the first sheet are known by ``path#row``, those of others by ``path#sheet#row``.

    Raises:
        InputError: it is damaged, or has no cells.
    """
    sheets = _sheets(origin, data)
    for sheet in sheets:
        key = origin if sheet is sheets[0] else f"{origin}#{one_line(sheet)}"
        rows = read_rows(origin, sheet, BytesIO(data))
        try:
            yield from articles(key, enumerate(rows, 1), metadata)
        except InputError as error:
            if error.reason != EMPTY or len(sheets) == 1:
                yield error
        except UsageError:  # a sheet of a chart
            continue


def _sheets(origin: str, data: bytes) -> list[str]:
    """The names of the sheets that are shown."""
    with Parts(origin, data) as parts:
        root = parts.xml(parts.main("xl/workbook.xml"))
    found = [
        each.get("name") or ""
        for each in (() if root is None else root.iter())
        if local(each) == "sheet" and each.get("state", "visible") == "visible"
    ]
    if not found:
        raise InputError(origin, "is no XLSX workbook; save it as .xlsx, or as .csv")
    return found
