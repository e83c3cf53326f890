"""Tables in Excel's form (XLSX), row by row, in little memory.

read_rows(path, sheet=None, stream=None) -> Iterator[tuple[str, ...]]
sheet_names(path) -> list[str]
write_rows(path, rows, header=(), sheet="Sheet1") -> int
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import chain, islice, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from unicodedata import east_asian_width as wide
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from corpus.errors import InputError, UsageError
from corpus.support.files import write_binary_atomically
from corpus.support.inputs import open_input

# Excel's limits ("Excel specifications and limits", support.microsoft.com).
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767

# A part that shrank to less than this share of its size is taken for a bomb from this size on
# (the defaults of Apache POI's ZipSecureFile, which every Java program reads workbooks with).
_LEAST_SHARE = 0.01
_SMALL = 100 * 1024
# Parts that openpyxl holds in memory whole: strings are a list, the rest (styles, names) a tree of
# ten times its size; a million segments of news in both languages are 250 MB of strings.
_MOST_STRINGS = 512 * 1024 * 1024
_MOST_OTHER = 32 * 1024 * 1024
_MOST_ROW = 10 * 1000 * 1000
"""Bytes of one row, which openpyxl holds as a tree; units with all their codes have far fewer."""
_STREAMED = "xl/worksheets/"
_STRINGS = "xl/sharedStrings.xml"

# ST_Xstring (ISO/IEC 29500-1, 22.9.2.19): what XML cannot hold is written as _xHHHH_, and what
# looks like that has its first character written so.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# What a spreadsheet takes for a formula, a command or an error when a cell is edited or the table
# is saved as CSV and opened again (OWASP, "CSV Injection"; # for #N/A and its like).
_FORMULA_STARTS = tuple("=+-@\t\r#")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP entry
_BATCH = 1024
_SAMPLED = 200  # rows that the widths of columns are taken from
_WIDEST = 60  # digits: two columns of text still stand side by side on a screen
_MORE_ROWS = 1000  # rows below the last one in which a drop-down is offered, too


def read_rows(
    path: str | Path, sheet: str | None = None, stream: IO[bytes] | None = None
) -> Iterator[tuple[str, ...]]:
    """The rows of a sheet as text, in order; an empty row is an empty tuple.

    The place of a tuple is thus the number of its row. Of formulas the value that was saved is
    read, never computed; numbers come without needless decimals, dates as ISO 8601. Cells are
    streamed; text that other programs share between cells is held in memory.

    Args:
        path: an .xlsx file.
        sheet: the sheet's name; the first sheet if not given.
        stream: the file's bytes, where they are read already.

    Raises:
        InputError: no workbook, damaged, encrypted, with DTDs or entities, or a ZIP bomb.
        UsageError: no sheet has that name.
    """
    from openpyxl import load_workbook

    try:
        with stream or open_input(path) as book_file:
            _check(path, book_file)
            book_file.seek(0)
            # openpyxl warns of charts and validations that it drops: a reader wants the cells.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(book_file, read_only=True, data_only=True, keep_links=False)
                chosen = _sheet(path, book, sheet)
                chosen.reset_dimensions()  # what a file says of its size may be wrong
            rows = chosen.iter_rows(values_only=True)
            for number, row in enumerate(_quietly(rows), 1):
                _check_number(path, number)
                yield _texts(row)
    except (InputError, UsageError):
        raise
    except OSError as error:
        if error.strerror:
            raise InputError(path, f"cannot be read ({error.strerror})") from None
        raise _damaged(path, error) from None
    except Exception as error:  # noqa: BLE001  (openpyxl lets through whatever it stumbles over)
        raise _damaged(path, error) from None


def sheet_names(path: str | Path) -> list[str]:
    """The names of the sheets of cells, in order.

    Raises:
        InputError: as `read_rows`.
    """
    from openpyxl import load_workbook

    try:
        with open_input(path) as book_file:
            _check(path, book_file)
            book_file.seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(book_file, read_only=True, data_only=True, keep_links=False)
            return [sheet.title for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001  (openpyxl lets through whatever it stumbles over)
        raise _damaged(path, error) from None


def write_rows(
    path: str | Path,
    rows: Iterable[Sequence[object]],
    header: Sequence[str] = (),
    sheet: str = "Sheet1",
    choices: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> int:
    """Write one sheet, atomically and row by row; the same rows give the same bytes.

    Numbers stay numbers; all else is text, also where it looks like a formula, and is marked so
    that editing the cell does not make it one. Columns are as wide as what stands in the first
    rows, up to a limit.

    Args:
        path: its name should end in .xlsx.
        rows: of strings, numbers and None (an empty cell).
        header: the first row, in bold, always in sight and with a filter; none if empty.
        sheet: the sheet's name.
        choices: by the name of a column, what a drop-down offers for its cells.

    Returns:
        The number of rows without the header.

    Raises:
        InputError: more rows or longer cells than Excel takes, or the place cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    # Neither clock nor user: the same rows give the same bytes.
    book.properties.created = book.properties.modified = datetime(1980, 1, 1, tzinfo=UTC).replace(
        tzinfo=None
    )
    page = book.create_sheet(sheet)
    rows = iter(rows)
    sample = [*islice(rows, _SAMPLED)]
    for number, width in enumerate(_widths([header, *sample]), 1):
        page.column_dimensions[get_column_letter(number)].width = width

    def cell(value: object, number: int) -> object:
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        text = _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", str(value))
        if len(text) > MOST_CHARACTERS:
            raise InputError(
                path,
                f"Excel takes {MOST_CHARACTERS:,} characters in a cell, and this one has "
                f"{len(text):,}; write a TSV or JSONL instead",
                number,
            )
        if text.startswith(_FORMULA_STARTS):
            made = WriteOnlyCell(page, text)
            made.data_type = "s"
            made.quotePrefix = True
            return made
        return text

    count, first = 0, 2 if header else 1
    with _full_disk_named(path), write_binary_atomically(path) as stream:
        try:
            if header:
                page.freeze_panes = "A2"
                titles = [WriteOnlyCell(page, title) for title in header]
                for title in titles:
                    title.font = Font(bold=True)
                page.append(titles)
            for count, row in enumerate(chain(sample, rows), 1):
                number = count + first - 1
                if number > MOST_ROWS:
                    reason = f"Excel takes {MOST_ROWS:,} rows; split it, or write a TSV"
                    raise InputError(path, reason)
                page.append([cell(value, number) for value in row])
            if header:
                page.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count + 1}"
            for name, offered in choices.items():
                column = get_column_letter(header.index(name) + 1)
                menu = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=True)
                menu.add(f"{column}2:{column}{min(count + 1 + _MORE_ROWS, MOST_ROWS)}")
                page.data_validations.append(menu)
        finally:
            page.close()
        archive = _Undated(stream, "w", ZIP_DEFLATED)
        try:
            ExcelWriter(book, archive).save()
        except BaseException:
            archive.fp = None  # else it would be written to once more when it is forgotten
            raise
    return count


def _widths(rows: Sequence[Sequence[object]]) -> list[int]:
    """The width of each column in digits, of which a Han character takes two."""
    texts = zip_longest(*rows, fillvalue="")
    return [
        min(
            _WIDEST, 2 + max(sum(1 + (wide(c) in "WF") for c in str(text or "")) for text in column)
        )
        for column in texts
    ]


@contextmanager
def _full_disk_named(path: str | Path) -> Iterator[None]:
    """A sheet is written into a temporary file by lxml, which has an error of its own for that."""
    from lxml.etree import SerialisationError

    try:
        yield
    except SerialisationError as error:
        reason = f"cannot be written ({error}); make room, also for temporary files"
        raise InputError(path, reason) from None


class _Undated(ZipFile):
    """A ZIP file whose entries have no date of their own."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401  (the base class's types)
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        with self.open(self._entry(name), "w") as entry:
            entry.write(data.encode() if isinstance(data, str) else data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401
        name = self._entry(str(arcname or filename))
        with Path(filename).open("rb") as source, self.open(name, "w", force_zip64=True) as entry:
            while piece := source.read(1 << 20):
                entry.write(piece)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, _FIRST_DAY)
        entry.compress_type = self.compression
        return entry


def _check(path: str | Path, stream: IO[bytes]) -> None:
    """Refuse ZIP bombs and DTDs; the sizes that the directory names are kept to by `zipfile`."""
    with ZipFile(stream) as archive:
        for entry in archive.infolist():
            size = entry.file_size
            if size > _SMALL and entry.compress_size < _LEAST_SHARE * size:
                raise InputError(path, f"{entry.filename} unpacks to {size:,} bytes; not opened")
            most = _MOST_STRINGS if entry.filename == _STRINGS else _MOST_OTHER
            if size > most and not entry.filename.startswith((_STREAMED, "xl/media/")):
                raise InputError(
                    path,
                    f"{entry.filename} has {size:,} bytes, too much to hold in memory; "
                    "save the table as TSV or CSV",
                )
            if entry.filename.endswith((".xml", ".rels", ".vml")):
                with archive.open(entry) as part:
                    _check_prolog(path, part)
            if entry.filename.startswith(_STREAMED) and entry.filename.endswith(".xml"):
                with archive.open(entry) as part:
                    _check_rows(path, part)


def _check_prolog(path: str | Path, part: IO[bytes]) -> None:
    """Refuse a document type; it can only stand before the root element."""

    def refuse(*_: object) -> None:
        raise InputError(path, "has a DTD in it, as no spreadsheet program writes; not opened")

    def stop(*_: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        while piece := part.read(4096):
            parser.Parse(piece)
    except (StopIteration, expat.ExpatError):  # what is malformed is for the reader to say
        return


def _check_rows(path: str | Path, part: IO[bytes]) -> None:
    """Refuse rows that openpyxl would leave out or hold in memory without bound."""
    parser = expat.ParserCreate(namespace_separator=" ")
    number = inside = outside = fed = edge = 0  # edge: the byte at which a row began or ended

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal number, inside, outside, edge
        if name.endswith(" row"):
            if not inside:
                outside += parser.CurrentByteIndex - edge
                edge = parser.CurrentByteIndex
            inside += 1
            last, number = number, int(float(attributes.get("r", number + 1)))
            if number <= last:
                reason = f"its row {number} comes after row {last}; save it again as .xlsx"
                raise InputError(path, reason)

    def end(name: str) -> None:
        nonlocal inside, edge
        if name.endswith(" row"):
            inside -= 1
            edge = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        while piece := part.read(1 << 16):
            parser.Parse(piece)
            fed += len(piece)
            if inside and fed - edge > _MOST_ROW:
                reason = (
                    f"its row {number} has more than {_MOST_ROW:,} bytes; save it as TSV or CSV"
                )
                raise InputError(path, reason)
            if not inside and outside + fed - edge > _MOST_OTHER:
                raise InputError(
                    path, f"{part.name} is no sheet of rows; save the table as TSV or CSV"
                )
    except (ValueError, OverflowError, expat.ExpatError):  # malformed: for the reader to say
        return


def _sheet(path: str | Path, book: Any, name: str | None) -> Any:  # noqa: ANN401  (a sheet)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise InputError(path, "has no sheet with cells")
    if name is None:
        return next(iter(sheets.values()))
    if name not in sheets:
        raise UsageError(f"{path} has no sheet {name!r}; it has {', '.join(sheets)}")
    return sheets[name]


def _check_number(path: str | Path, number: int) -> None:
    if number > MOST_ROWS:
        raise InputError(path, f"has more than {MOST_ROWS:,} rows; save it again as .xlsx")


def _quietly(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, read in batches without openpyxl's warnings."""

    def batch() -> list[tuple[Any, ...]]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, _BATCH))

    return chain.from_iterable(iter(batch, []))


def _texts(row: tuple[Any, ...]) -> tuple[str, ...]:
    texts = [_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(value: Any) -> str:  # noqa: ANN401  (whatever a cell holds)
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _damaged(path: str | Path, error: Exception) -> InputError:
    if isinstance(error, BadZipFile):
        return InputError(path, "is no XLSX workbook; save it as .xlsx, or as TSV")
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return InputError(path, f"cannot be read as a workbook ({reason}); save it again as .xlsx")
