"""CSV record by record: a damaged one costs its first line alone, in bounded memory; and what
spreadsheets make of what we write."""

import csv
import tracemalloc

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from glossary.entries import Category, ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary
from glossary.formats.tables import read

SOUND, QUOTED, DAMAGED = "sound", "quoted", "damaged"
QUOTE = '"'


def line(kind: str, number: int) -> str:
    if kind == QUOTED:
        return f'"术语{number}","a term\nof two lines, {number}"\n'
    return f"术语{number},{QUOTE if kind == DAMAGED else ''}a term {number}\n"


@given(st.lists(st.sampled_from([SOUND, QUOTED])), st.lists(st.sampled_from([SOUND, QUOTED])))
def test_a_quote_that_is_never_closed_costs_one_line(tmp_path_factory, before, behind):
    path = tmp_path_factory.mktemp("csv") / "g.csv"
    kinds = [*before, DAMAGED, *behind]
    path.write_text("zh,en\n" + "".join(map(line, kinds, range(len(kinds)))), "utf-8")
    faults = []
    entries = read(path, faults.append)
    found = [entry.pairs[0].zh for entry in entries]
    assert found == [f"术语{n}" for n in range(len(kinds)) if n != len(before)]
    lines_before = len(before) + before.count(QUOTED)
    assert [fault.line for fault in faults] == [lines_before + 2]


def test_as_many_faults_as_lines_cost_no_more_than_the_lines(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text("zh,en\n" + '"术"语,a term\n' * 50_000 + "术语,a term\n", "utf-8")
    faults = []
    assert len(read(path, faults.append)) == 1
    assert len(faults) == 50_000


@pytest.mark.parametrize("filler", ["a", "a\n"])
def test_a_field_without_end_does_not_fill_the_memory(tmp_path, filler):
    path = tmp_path / "g.csv"
    path.write_text('zh,en\n会谈,"' + filler * (30_000_000 // len(filler)) + '"\n', "utf-8")
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"g.csv:2: (field larger|a line of more than 10 MB)"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


FORMULAS = ["=1+1", "+86 number", "-ism", "@home", "'=quoted", "'tis", "＝１"]


def test_csv_opens_in_a_spreadsheet_as_utf_8_and_computes_nothing(tmp_path):
    path = tmp_path / "g.csv"
    entries = [
        ConceptEntry(str(n), (TermPair(f"术语{n}", text, 1.0, 1.0),), note=text)
        for n, text in enumerate(FORMULAS)
    ]
    write_glossary(path, entries)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfzh,en,")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    assert {entry.note for entry in read_glossary(path)} == {*FORMULAS}


def test_a_workbook_has_widths_a_filter_and_a_choice_of_statuses(tmp_path):
    path = tmp_path / "g.xlsx"
    write_glossary(path, [ConceptEntry("c", (TermPair("社会主义核心价值观", "a" * 200),))])
    page = openpyxl.load_workbook(path).active
    widths = {name: page.column_dimensions[name].width for name in "ABCD"}
    assert widths["A"] == 2 * 9 + 2
    assert widths["C"] < widths["A"] < widths["B"] < 100
    assert page.auto_filter.ref == "A1:M2"
    assert page.freeze_panes == "A2"
    menus = page.data_validations.dataValidation
    assert [menu.formula1 for menu in menus] == [
        f'"{",".join(names)}"' for names in (Status, Category)
    ]
    assert "F2" in menus[0].sqref
    assert "M2" in menus[1].sqref


def _workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_further_sheets_of_the_same_headers_are_read_and_others_named(tmp_path):
    header = ["中文", "英文", "状态"]
    path = _workbook(
        tmp_path / "a.xlsx",
        港口=[header, ["潮汐表", "tide table"]],
        地名=[["地名表"], header, ["白沙湾", "Baishawan"]],
        说明=[["本表由港务局制作", "2026"]],
        空=[],
    )
    losses = []
    found = read_glossary(path, on_loss=losses.append)
    assert [entry.pairs[0].en for entry in found] == ["tide table", "Baishawan"]
    assert len(losses) == 1
    assert "sheet 说明 is not read" in losses[0]


def test_a_fault_in_a_further_sheet_is_named_with_it(tmp_path):
    header = ["中文", "英文", "状态"]
    path = _workbook(
        tmp_path / "a.xlsx",
        港口=[header, ["潮汐表", "tide table"]],
        地名=[header, ["白沙湾", "Baishawan", "so so"], ["码头", "pier"]],
    )
    with pytest.raises(InputError, match="sheet 地名: no status 'so so'") as raised:
        read_glossary(path)
    assert raised.value.line == 2
    faults = []
    assert len(read_glossary(path, faults.append)) == 2
    assert [str(fault).startswith(f"{path}:2: sheet 地名: ") for fault in faults] == [True]
