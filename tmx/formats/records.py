"""The rows of a table, whoever wrote it: CSV, tab-separated text, XLSX, DOCX.

records(path) -> Iterator[(number of the line, fields)]
all_records(path, on_loss) -> Iterator[Record]       also those of further sheets of a workbook

CSV that we write begins with `BOM` and has its cells from `safe_cell`, so that Excel opens it right
and computes nothing. CSV is separated by what its first line says (``sep=;``, as Excel writes it)
or has most of: commas, semicolons or tabs. Lines that begin with # are comments, unless they
are rows: #MeToo has no space behind the mark, and more than one field. A comment that names
columns, as in UTX, is the header.
"""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.plain import numbered_lines, open_text
from corpus.support.inputs import MOST_BYTES, read_input
from tmx.formats.headers import columns, is_header

Record = tuple[int, Sequence[str]]
OnFault = Callable[[InputError], object]
"""Is told of a fault that costs one row; the others are read."""
OnLoss = Callable[[str], object]
"""Is told, in one line, what a file has and what is read from it has not."""

BOM = "\ufeff"
"""Excel takes a CSV that begins with it for UTF-8, any other for one in the system's code page."""
FORMULA = re.compile("[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet takes a cell for a formula by (OWASP, "CSV Injection")."""
_WRITTEN_SAFE = re.compile(f"'+(?={FORMULA.pattern})")
_MOST_COMMENTS = 1000
"""Lines that begin with # before what separates the fields is decided."""
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_UTX = re.compile(r"#\s*UTX[^;]*;\s*([\w-]+)/([\w-]+)")


def records(
    path: str | Path,
    on_fault: OnFault | None = None,
    sheet: str | None = None,
    on_loss: OnLoss | None = None,
) -> Iterator[Record]:
    """The rows that are not empty, without comments, each with the number of its first line.

    Args:
        path: .csv, .xlsx and .docx are read as such, anything else as tab-separated.
        on_fault: is given the error of a record that is no CSV, if that is not to be raised; then
            reading goes on in the next line, so that a quote that is never closed costs one line.
        sheet: of a workbook; the first one if not given.
        on_loss: is told of tables of a document that are not read.

    Raises:
        InputError: it cannot be read.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".csv":
        found = _separated(path, on_fault)
    elif suffix == ".docx":
        found = enumerate(_of_word(path, on_loss), 1)
    elif suffix == ".xlsx":
        from corpus.support.workbook import read_rows

        found = enumerate(read_rows(path, sheet), 1)
    else:
        found = ((number, line.split("\t")) for number, line in numbered_lines(path))
    filled = (record for record in found if any(map(str.strip, record[1])))
    return _without_comments(filled)


def all_records(path: str | Path, on_loss: OnLoss | None = None) -> Iterator[Record]:
    """As `records`, of a workbook also those of further sheets with the same header.

    Args:
        path: of a table.
        on_loss: is told of sheets, tables and remarks that are not read.

    Raises:
        InputError: it cannot be read.
    """
    rows = records(path, on_loss=on_loss)
    header = next(rows, None)
    if header is None:
        return
    yield header
    yield from rows
    if Path(path).suffix.lower() not in (".xlsx", ".docx"):
        return
    sheets, remarks = _parts(path)
    if sheets > 1:
        from corpus.support.workbook import sheet_names

        for name in sheet_names(path)[1:]:
            further = records(path, sheet=name)
            first = next(further, None)
            if first and names_of(first[1]) == names_of(header[1]):
                yield from further
            elif first and on_loss:
                reason = "is not read: its headers are not those of the first sheet"
                on_loss(f"{path}: sheet {name} {reason}")
    if remarks and on_loss:
        are = "remark at the margin is" if remarks == 1 else "remarks at the margin are"
        kept = "what is to be kept belongs into a column note"
        on_loss(f"{path}: {remarks:,} {are} not read; {kept}")


def names_of(fields: Sequence[str]) -> list[str]:
    """The names of a header, without empty ones behind."""
    names = [name.strip().lower() for name in fields]
    while names and not names[-1]:
        names.pop()
    return names


def _parts(path: str | Path) -> tuple[int, int]:
    """How many sheets a workbook has, and how many comments it or a document has."""
    if Path(path).stat().st_size > MOST_BYTES:  # read row by row, and no part of it at once
        return 2, 0
    from corpus.readers.parts import Parts, local  # lxml, for workbooks alone

    with Parts(str(path), read_input(path, MOST_BYTES)) as parts:
        sheets = sum(_SHEET.fullmatch(name) is not None for name in parts.names)
        roots = [parts.xml(name) for name in parts.names if _REMARKS.fullmatch(name)]
        found = (each for root in roots if root is not None for each in root.iter())
        return sheets, sum(local(each) == "comment" for each in found)


_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
_REMARKS = re.compile(r"(?:word|xl)/(?:comments/)?comments?\d*\.xml")
"""Parts that hold comments; Excel keeps those in threads there, too."""


def _of_word(path: str | Path, on_loss: OnLoss | None) -> Iterator[tuple[str, ...]]:
    """The rows of the tables whose first row names texts as that of the first such table does.

    Raises:
        InputError: there is none.
    """
    from corpus.readers.office.docx import read_tables

    found = [table for table in read_tables(str(path), read_input(path, MOST_BYTES)) if table]
    headed = [table for table in found if is_header(columns(table[0]), table[0])]
    if not headed:
        reason = "has no table whose first row names its columns, such as id, zh-CN, en-US, note"
        raise InputError(path, reason)
    yield headed[0][0]
    for table in headed:
        if table[0] == headed[0][0]:
            yield from table[1:]
    others = sum(table[0] != headed[0][0] for table in found)
    if others and on_loss:
        are = "1 table is" if others == 1 else f"{others:,} tables are"
        on_loss(f"{path}: {are} not read: the headers are not those of the segments")


def too_many(path: str | Path, fields: Sequence[str], expected: int) -> str:
    """What is wrong with a row that has more fields than there are columns, and what helps."""
    csv_file = Path(path).suffix.lower() == ".csv"
    remedy = "put a field with a comma into quotes" if csv_file else "take out what is too much"
    return f"{len(fields)} fields, and there are {expected} columns; {remedy}"


def safe_cell(text: str) -> str:
    """A text as it stands in CSV: behind ``'`` where a spreadsheet would compute it."""
    return f"'{text}" if FORMULA.match(text.lstrip("'")) else text


def plain_cell(cell: str) -> str:
    """The text of a cell that `safe_cell` wrote."""
    return cell[1:] if _WRITTEN_SAFE.match(cell) else cell


def _separated(path: str | Path, on_fault: OnFault | None) -> Iterator[Record]:
    with open_text(path) as stream:
        number, head = 1, [stream.readline()]
        said = _SEPARATOR.fullmatch(head[0])
        if said:
            number, head = 2, [stream.readline()]
        while head[-1].startswith("#") and len(head) < _MOST_COMMENTS:
            head.append(stream.readline())
        delimiter = said[1] if said else max(",;\t", key=head[-1].count)
        again = deque(head)
        """Lines that are read before those of the stream."""
        taken: list[str] = []
        """The lines of the record that is being read."""

        def lines() -> Iterator[str]:
            while line := again.popleft() if again else stream.readline():
                taken.append(line)
                yield line

        while again:
            try:
                for fields in csv.reader(lines(), delimiter=delimiter, strict=True):
                    yield number, [*map(plain_cell, fields)]
                    number += len(taken)
                    taken.clear()
            except csv.Error as error:
                fault = InputError(path, f"{error}; check the quotes of this line", number)
                if on_fault is None:
                    raise fault from None
                on_fault(fault)
                number += 1
                again.extendleft(reversed(taken[1:]))
                again.extend([stream.readline()] if not again else [])
                taken.clear()


def _without_comments(found: Iterable[Record]) -> Iterator[Record]:
    """The rows; a comment that names columns is the first of them, unless a header follows it."""
    header: Record | None = None
    languages: Sequence[str] = ()
    begun = False
    for number, fields in found:
        if fields[0].startswith("#") and _is_comment(fields, begun=begun):
            if not begun and (utx := _UTX.match(fields[0])):
                languages = utx.groups()
            elif not begun and header is None:
                header = _header_in(number, fields, languages)
            continue
        if not begun and header is not None and not _names(fields):
            yield header
        begun = True
        yield number, fields


def _is_comment(fields: Sequence[str], *, begun: bool) -> bool:
    """Whether a row that begins with # is a comment; `begun` once there was another row.

    Then one with two fields is a row: a heading of Markdown, #MeToo.
    """
    if sum(map(bool, map(str.strip, fields))) < 2:
        return True
    remark = fields[0].startswith(("# ", "##", "#UTX"))
    return not begun and (remark or _names([fields[0][1:], *fields[1:]]))


def _names(fields: Sequence[str]) -> bool:
    return len(fields) > 1 and is_header(columns(fields), fields)


def _header_in(number: int, fields: Sequence[str], languages: Sequence[str]) -> Record | None:
    """The header that a comment is, with the languages that UTX names once for all."""
    names = [fields[0].lstrip("# "), *fields[1:]]
    if not _names(names):
        return None
    said = dict(zip(("src", "tgt"), languages, strict=False))
    return number, [said.get(name.strip().lower(), name) for name in names]
