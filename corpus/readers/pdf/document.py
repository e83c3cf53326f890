"""PDF: paragraphs across lines, columns and pages, without running heads and page numbers.

What is set small at the foot of a page are footnotes, which stand at the end. The properties of the
file are not read: title and date there are those of the program that made it.
"""

from collections.abc import Iterator, Mapping

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.documents import headline
from corpus.readers.pdf.columns import columns
from corpus.readers.pdf.glyphs import Page, page_of
from corpus.readers.pdf.heads import without_heads
from corpus.readers.pdf.paragraphs import paragraphs_of, usual_size
from corpus.readers.pdf.spacing import without_spaces

_LEAST_PER_PAGE = 20
"""Characters. A scan has none, or a stamp on each page."""
_UNKNOWN = 0.2
"""Share of characters that a font draws without saying which they are: so much is no accident."""
_LEAST_WIDTH = 0.3
"""Of the page: a column is at least so wide, as the two of a page are."""
_LINES = 5
"""A title has fewer."""
_LARGER = 1.12
"""Times that a title is larger than the text."""


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a PDF, or the two of a bilingual one.

    Raises:
        InputError: it is encrypted, damaged, a scan, or cannot be used otherwise.
    """
    pages = _pages(origin, data)
    size = sum(page.drawn for page in pages)
    if size < _LEAST_PER_PAGE * len(pages):
        reason = (
            "has hardly any text: it is a scan or drawn; recognise its characters first (OCR), "
            "and save them as .docx or .txt"
        )
        raise InputError(origin, reason)
    if sum(page.unknown for page in pages) > _UNKNOWN * size:
        reason = "does not say which characters its fonts draw; save its source as .docx or .txt"
        raise InputError(origin, reason)
    flow = [column for lines in without_heads(pages) for column in columns(lines)]
    body = paragraphs_of(flow, _LEAST_WIDTH * max(page.width for page in pages))
    largest, *body = without_spaces(
        [_title(pages), *body], (line.text for column in flow for line in column)
    )
    title = metadata.get("title") or largest or headline(body)
    yield from documents(origin, title, body, metadata)


def _pages(origin: str, data: bytes) -> list[Page]:
    from pypdfium2 import PdfDocument, PdfiumError, raw

    try:
        pdf = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise InputError(origin, "is encrypted; save it without a password") from None
        raise InputError(origin, "is no PDF, or damaged; save it again") from None
    try:
        return [page_of(pdf, number) for number in range(len(pdf))]
    except PdfiumError:
        raise InputError(origin, "has a damaged page; save it again") from None
    finally:
        pdf.close()


def _title(pages: list[Page]) -> str:
    """What is set largest on the first page, if that is larger than the text."""
    usual = usual_size([line for page in pages for line in page.lines])
    lines = pages[0].lines if pages else []
    largest = max((line.size for line in lines), default=0.0)
    if largest < _LARGER * usual:
        return ""
    found = [line for line in lines if line.size > 0.98 * largest]
    title = paragraphs_of([sorted(found, key=lambda line: -line.base)])
    return title[0] if len(found) < _LINES and title else ""
