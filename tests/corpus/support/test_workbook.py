import random
import subprocess
import sys
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import InputError, UsageError
from corpus.support.workbook import MOST_CHARACTERS, read_rows, write_rows

ROWS = [("务实外交", "pragmatic diplomacy", 0.875), ("，“全角”", " edge ", 3)]


def test_rows_come_back_as_text(tmp_path):
    path = tmp_path / "new" / "a.xlsx"
    assert write_rows(path, ROWS, header=("zh", "en", "score")) == 2
    assert list(read_rows(path)) == [
        ("zh", "en", "score"),
        ("务实外交", "pragmatic diplomacy", "0.875"),
        ("，“全角”", " edge ", "3"),
    ]


def test_the_same_rows_give_the_same_bytes(tmp_path, monkeypatch):
    for name, clock in (("a", 1_600_000_000.0), ("b", 1_700_000_000.0)):
        monkeypatch.setattr("time.time", lambda clock=clock: clock)
        write_rows(tmp_path / name, ROWS, header=("zh", "en", "score"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "#N/A"])
def test_nothing_becomes_a_formula(tmp_path, text):
    path = tmp_path / "a.xlsx"
    write_rows(path, [(text, "一")])
    cell = openpyxl.load_workbook(path).active["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert list(read_rows(path)) == [(text, "一")]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(st.lists(st.tuples(TEXT, TEXT.filter(bool)), max_size=4))
def test_any_text_survives(tmp_path, rows):
    path = tmp_path / "a.xlsx"
    write_rows(path, rows)
    assert list(read_rows(path)) == rows


def test_what_looks_like_an_escape_is_none(tmp_path):
    rows = [("_x000D_", "\r", "_x005F_x000D_", "a\x0bb", "\ufffe")]
    write_rows(tmp_path / "a.xlsx", rows)
    assert list(read_rows(tmp_path / "a.xlsx")) == rows


def test_cells_of_other_programs_are_read_as_they_look(tmp_path):
    from datetime import datetime

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["词", 1.0, True, datetime(2026, 3, 1), None, None])
    book.active.append([])
    book.active["A4"] = "后"
    book.create_sheet("术语").append(["二"])
    book.save(path)
    rows = list(read_rows(path))
    assert rows[0] == ("词", "1", "TRUE", "2026-03-01")
    assert rows[1:] == [(), (), ("后",)]
    assert list(read_rows(path, "术语")) == [("二",)]
    with pytest.raises(UsageError, match=r"no sheet '词'; it has Sheet, 术语"):
        list(read_rows(path, "词"))


def test_a_cell_too_long_for_excel_is_refused_and_nothing_is_left(tmp_path):
    path = tmp_path / "a.xlsx"
    with pytest.raises(InputError, match=r"a\.xlsx:3: Excel takes 32,767 characters"):
        write_rows(path, [("是",), ("字" * (MOST_CHARACTERS + 1),)], header=("zh",))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        write_rows(tmp_path / "a.xlsx", ROWS, header=("zh", "en", "score"))


def changed(path, name, change):
    """The workbook with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_refused(tmp_path, part, encoding):
    secret, path = tmp_path / "secret.txt", tmp_path / "a.xlsx"
    secret.write_text("机密", encoding="utf-8")
    write_rows(path, ROWS)

    def inject(data):
        text = data.decode("utf-8").split("?>", 1)[-1]
        declared = f'<?xml version="1.0" encoding="{encoding}"?>'
        doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        return f"{declared}{doctype}{text.replace('务实', '&e;')}".encode(encoding)

    changed(path, part, inject)
    with pytest.raises(InputError, match="has a DTD"):
        list(read_rows(path))


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)
    changed(path, SHEET, lambda data: data + b" " * 50_000_000)
    with pytest.raises(InputError, match=r"sheet1\.xml unpacks to 50,0"):
        list(read_rows(path))


def test_a_row_far_down_is_no_endless_table(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)
    changed(path, SHEET, lambda data: data.replace(b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(InputError, match="more than 1,048,576 rows"):
        for _ in read_rows(path):
            pass


def test_rows_in_another_order_are_not_lost(tmp_path):
    """openpyxl leaves out a row whose number is not above those before it."""
    path = tmp_path / "a.xlsx"
    for number in (b"0", b"-5", b"1"):
        write_rows(path, ROWS)
        changed(path, SHEET, lambda data, n=number: data.replace(b'<row r="2"', b'<row r="%s"' % n))
        with pytest.raises(InputError, match=rf"row {number.decode()} comes after row 1;"):
            list(read_rows(path))


NOISE = "".join(f"{random.Random(n).getrandbits(120):030x}" for n in range(100_000))  # noqa: S311
"""Three megabytes that hardly shrink, so that no share of them tells what they are."""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f'<row r="5"><c t="inlineStr"><is><t>{NOISE * 5}</t></is></c></row>', "row 5 has more"),
        (
            f'<row r="5">{f"<c><v>{NOISE[:30]}</v></c>" * 400_000}</row>',
            "row 5 has more|unpacks to",
        ),
        (f"<x>{NOISE}</x>" * 12, "no sheet of rows"),
        (f"<x><row/>{NOISE}</x>" * 12, "no sheet of rows"),
    ],
)
def test_a_row_without_end_does_not_fill_the_memory(tmp_path, row, reason):
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)
    changed(path, SHEET, lambda data: data.replace(b"</sheetData>", f"{row}</sheetData>".encode()))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=reason):
            list(read_rows(path))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_wrong_dimension_adds_nothing(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, [("是", "yes")])
    changed(
        path,
        SHEET,
        lambda data: data.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
    )
    assert list(read_rows(path)) == [("是", "yes")]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-40],
        lambda data: data.replace(b"inlineStr", b"s").replace(b"<is><t>", b"<v>9</v><is><t>"),
        lambda data: data.replace(b'r="A1"', b'r="??"'),
    ],
)
def test_a_damaged_workbook_is_named_with_a_reason(tmp_path, change):
    path = tmp_path / "a.xlsx"
    write_rows(path, ROWS)
    changed(path, SHEET, change)
    with pytest.raises(InputError, match=r"a\.xlsx: cannot be read as a workbook \(.+save it"):
        list(read_rows(path))


def test_what_is_no_workbook_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_text("zh,en\n", encoding="utf-8")
    with pytest.raises(InputError, match="is no XLSX workbook"):
        list(read_rows(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(tmp_path / "none.xlsx"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no parts")
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        list(read_rows(path))


FULL = """
import resource, sys
from corpus.support.workbook import write_rows
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
write_rows(sys.argv[1], ((f"{n}" * 20, n) for n in range(20_000)))
"""


SMALL = """
import resource, sys
from corpus.support.workbook import write_rows
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
write_rows(sys.argv[1], [("会谈", "talks")])
"""


@pytest.mark.parametrize("room", [0, 100, 1000, 2000, 4000])
def test_a_full_disk_is_said_once(tmp_path, room):
    pytest.importorskip("resource")  # limits are POSIX's
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(tmp_path / "small.xlsx"), str(room)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Exception ignored" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named_with_the_file(tmp_path):
    pytest.importorskip("resource")  # limits are POSIX's
    path = tmp_path / "large.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False
    )
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("corpus.errors.InputError: ")
    assert "large.xlsx: cannot be written (" in last
    assert list(tmp_path.iterdir()) == []
