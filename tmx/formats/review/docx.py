"""A memory for review in Word: tables of name, source, target and note.

write(path, rows, codes) -> int

The parts are those that a word processor needs and no more (ISO/IEC 29500-1, 11.3 and 17).
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from corpus.errors import InputError
from corpus.support.files import write_binary_atomically
from tmx.formats.review.rows import ID, NOTE, Row
from tmx.units.languages import primary
from tmx.units.markup import escape

_MOST_ROWS = 10_000
"""Rows of a table, of which Word takes 32,767: a longer memory has several."""
MOST = 100_000
"""Rows of a document: a word processor takes minutes to open as many, and we a gigabyte to read."""
_WIDTHS = (1700, 5300, 5300, 2300)
"""Of the columns, in twentieths of a point: a page of A4 on its side without its margins."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP entry
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" '
        'w:cs="Calibri"/><w:sz w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        'w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="table" '
        'w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style></w:styles>"
    ),
}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}'
    '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    + "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    + "</w:tblGrid>"
)
_END = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" '
    'w:right="1100" w:bottom="1000" w:left="1100" w:header="500" w:footer="500" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)


def write(path: str | Path, rows: Iterable[Row], codes: tuple[str, str]) -> int:
    """Write a document; the number of rows. The same rows give the same bytes.

    Args:
        path: of the document.
        rows: of units.
        codes: of source and target, which head their columns.

    Raises:
        InputError: there are more than `MOST` rows, or the place cannot be written.
    """
    rows = _counted(path, rows)
    with write_binary_atomically(path) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in _PARTS.items():
            package.writestr(_entry(name), _XML + content)
        with package.open(_entry("word/document.xml"), "w", force_zip64=True) as part:
            return _write_document(part, iter(rows), codes)


def _counted(path: str | Path, rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if number > MOST:
            raise InputError(path, f"would have more than {MOST:,} rows; write .xlsx, or split it")
        yield row


def _write_document(part: IO[bytes], rows: Iterable[Row], codes: tuple[str, str]) -> int:
    languages = ("", *map(_language, codes), "")
    count = 0

    def put(text: str) -> None:
        part.write(text.encode())

    put(f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>')
    rows = iter(rows)
    while True:
        first = next(rows, None)
        if first is None and count:
            break
        put(_TABLE + _row((ID, *codes, NOTE), ("",) * len(_WIDTHS), head=True))
        for row in chain(() if first is None else (first,), islice(rows, _MOST_ROWS - 1)):
            put(_row((row.name, row.source, row.target, row.note), languages))
            count += 1
        put("</w:tbl><w:p/>")
        if first is None:
            break
    put(_END)
    return count


def _row(texts: Iterable[str], languages: Iterable[str], *, head: bool = False) -> str:
    """A row; one that heads a table stands above each of its pages."""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>'
        f"{_run(text, '<w:b/>' if head else language)}</w:p></w:tc>"
        for text, language, width in zip(texts, languages, _WIDTHS, strict=True)
    )
    properties = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _run(text: str, properties: str) -> str:
    """A text, with its line breaks and tabs."""
    if not text:
        return ""
    inside = escape(text).replace("\n", _between("br")).replace("\t", _between("tab"))
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{inside}</w:t></w:r>'


def _between(element: str) -> str:
    return f'</w:t><w:{element}/><w:t xml:space="preserve">'


def _language(code: str) -> str:
    """What a proofing tool, and the choice of a font, go by."""
    if primary(code) == "zh":
        return f'<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="{escape(code)}"/>'
    return f'<w:lang w:val="{escape(code)}"/>'


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    return entry
