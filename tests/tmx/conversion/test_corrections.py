"""A memory goes out for review as a table and comes back with its corrections alone."""

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from typer.testing import CliRunner

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from corpus.support.workbook import read_rows, write_rows
from tests.tmx.strategies import units
from tmx.conversion.corrections import take_back
from tmx.formats.tmx.read import Header
from tmx.formats.tmx.verbatim import verbatim
from tmx.mending.catalogue import KINDS
from tmx.tools_cli import app

FORMS = ("review.xlsx", "review.docx")
PAIRS = [
    SentencePair("大坝稳固。", "The dam held."),
    SentencePair("河水回落。", "The river fell."),
    SentencePair("河水回落。", "The river fell."),
]
BOLD = tmx.TranslationUnit(
    (
        tmx.Variant("zh-CN", "点击保存。", '点击<bpt i="1">b</bpt>保存<ept i="1">/b</ept>。'),
        tmx.Variant("en-US", "Click Save.", 'Click <bpt i="1">b</bpt>Save<ept i="1">/b</ept>.'),
    ),
    notes=("menu",),
    attributes=(("tuid", "t7"),),
)


@pytest.fixture(autouse=True)
def _date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "in.tmx"
    tmx.write(path, [*map(tmx.unit_from_pair, PAIRS), BOLD], level=2)
    return path


def edited(tmp_path, memory, change, name="review.xlsx"):
    """The review of a memory, with its rows as `change` gives them."""
    review = tmp_path / name
    tmx.convert(memory, review)
    header, *rows = [[*row] for row in read_rows(review)]
    write_rows(review, change(rows), header)
    return review


def replaced(old, new):
    return lambda rows: [[cell.replace(old, new) for cell in row] for row in rows]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("options", [{"mend": tuple(KINDS.values())}, {"script": "taiwan"}])
def test_a_review_of_what_was_mended_or_converted_comes_back(tmp_path, form, options):
    memory = tmp_path / "in.tmx"
    pairs = [SentencePair("雨停了,门开了.", "The rain stopped,the gate opened."), *PAIRS]
    tmx.write(memory, [*map(tmx.unit_from_pair, pairs), BOLD], level=2)
    tmx.convert(memory, tmp_path / form, **options)
    corrected = take_back(tmp_path / form, tmp_path / "out.tmx", memory)
    assert corrected.changed
    assert (corrected.missing, corrected.unknown, corrected.ambiguous) == (0, (), ())


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_corrected_comes_back_as_it_was(tmp_path, memory, form):
    converted = tmx.convert(memory, tmp_path / form)
    assert converted.written == 4
    found = take_back(tmp_path / form, tmp_path / "out.tmx", memory)
    assert (found.units, found.changed, found.missing) == (4, 0, 0)
    assert not found.unknown + found.ambiguous + found.empty + found.lost
    assert (tmp_path / "out.tmx").read_bytes() == memory.read_bytes()


@pytest.mark.parametrize("form", FORMS)
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
@given(st.lists(units(), min_size=1, max_size=4))
def test_any_memory_comes_back_as_it_was(tmp_path, form, units):
    path = tmp_path / "in.tmx"
    with verbatim(path, Header("1.4", "zh-CN", {"srclang": "zh-CN"})) as add:
        for unit in units:
            add(unit)
    tmx.convert(path, tmp_path / form)
    found = take_back(tmp_path / form, tmp_path / "out.tmx", path)
    assert (found.units, found.changed, found.missing) == (len(units), 0, 0)
    assert list(tmx.read(tmp_path / "out.tmx")) == list(tmx.read(path))


def test_only_what_was_corrected_changes_with_its_date(tmp_path, memory):
    review = edited(tmp_path, memory, replaced("held", "stood firm"))
    found = take_back(review, tmp_path / "out.tmx", memory)
    assert found.changed == 1
    before, after = (list(tmx.read(path)) for path in (memory, tmp_path / "out.tmx"))
    assert after[1:] == before[1:]
    assert after[0].variants[1].text == "The dam stood firm."
    assert dict(after[0].attributes)["changedate"] == "20260101T000000Z"
    assert dict(after[0].variants[1].attributes)["changedate"] == "20260101T000000Z"
    assert after[0].variants[0] == before[0].variants[0]
    assert after[0].properties == before[0].properties
    assert tmx.validate(tmp_path / "out.tmx") == tmx.validate(memory)


def test_of_units_that_are_the_same_each_has_its_own_row(tmp_path, memory):
    def change(rows):
        rows[2][2] = "The river receded."
        return rows

    take_back(edited(tmp_path, memory, change), tmp_path / "out.tmx", memory)
    texts = [unit.variants[1].text for unit in tmx.read(tmp_path / "out.tmx")]
    assert texts == ["The dam held.", "The river fell.", "The river receded.", "Click Save."]


def test_inline_codes_are_kept_where_they_are_and_named_where_they_are_lost(tmp_path, memory):
    review = edited(tmp_path, memory, replaced("Click ⟨1⟩Save⟨/1⟩.", "⟨1⟩Save⟨/1⟩ it."))
    found = take_back(review, tmp_path / "out.tmx", memory)
    assert found.lost == ()
    *_, last = tmx.read(tmp_path / "out.tmx")
    assert last.variants[1].markup == '<bpt i="1">b</bpt>Save<ept i="1">/b</ept> it.'
    review = edited(tmp_path, memory, replaced("Click ⟨1⟩Save⟨/1⟩.", "Press Save."))
    found = take_back(review, tmp_path / "out.tmx", memory)
    assert found.lost == ("t7: ⟨1⟩ ⟨/1⟩",)
    *_, last = tmx.read(tmp_path / "out.tmx")
    assert last.variants[1][1:3] == ("Press Save.", "")


def test_what_looks_like_a_code_and_is_none_is_named(tmp_path, memory):
    review = edited(tmp_path, memory, replaced("Click ⟨1⟩Save⟨/1⟩.", "Click ⟨1⟩Save⟨/1⟩⟨7/⟩."))
    found = take_back(review, tmp_path / "c.tmx", memory)
    assert found.strange == ("t7: ⟨7/⟩",)
    assert "⟨7/⟩" in (tmp_path / "c.tmx").read_text("utf-8")
    assert found.lost == ()


def test_notes_come_back(tmp_path, memory):
    def change(rows):
        rows[0][3], rows[3][3] = "按原文", "menu, again"
        return rows

    found = take_back(edited(tmp_path, memory, change), tmp_path / "out.tmx", memory)
    assert found.changed == 2
    notes = [unit.notes for unit in tmx.read(tmp_path / "out.tmx")]
    assert notes == [("按原文",), (), (), ("menu, again",)]


def test_rows_that_cannot_be_taken_back_are_named(tmp_path, memory):
    def change(rows):
        other = [*rows[0]]
        other[2] = "The dam did hold."
        return [
            rows[0],
            other,
            ["nobody", "大坝", "The dam", ""],
            [rows[3][0], rows[3][1], "", rows[3][3]],
            ["", "大坝", "The dam", ""],
        ]

    review = edited(tmp_path, memory, change)
    name = next(read_rows(review))  # the header
    name = [*read_rows(review)][1][0]
    found = take_back(review, tmp_path / "out.tmx", memory)
    assert found.unknown == ("4: nobody",)
    assert found.ambiguous == (f"2, 3: {name}",)
    assert found.unnamed == (6,)
    assert found.empty == ("5: t7",)
    assert (found.units, found.changed, found.missing) == (4, 0, 2)
    assert (tmp_path / "out.tmx").read_bytes() == memory.read_bytes()
    result = CliRunner().invoke(
        app, ["convert", str(review), str(tmp_path / "o.tmx"), "--onto", str(memory)]
    )
    assert result.exit_code == 1
    assert "4: nobody: no unit has this name" in result.stderr


def test_a_tuid_of_several_units_is_ambiguous(tmp_path, memory):
    twice = tmp_path / "twice.tmx"
    tmx.write(twice, [BOLD, tmx.unit_from_pair(PAIRS[0])._replace(attributes=(("tuid", "t7"),))])

    def change(rows):
        rows[0][0] = "t7"
        return rows

    found = take_back(edited(tmp_path, twice, change), tmp_path / "out.tmx", twice)
    assert found.ambiguous == ("2: t7",)


def test_a_review_of_another_memory_is_refused(tmp_path, memory):
    tmx.write(tmp_path / "b.tmx", [tmx.unit_from_pair(SentencePair("甲", "A"))])
    tmx.convert(tmp_path / "b.tmx", tmp_path / "review.docx")
    with pytest.raises(InputError, match="names no unit of"):
        take_back(tmp_path / "review.docx", tmp_path / "out.tmx", memory)
    assert not (tmp_path / "out.tmx").exists()
    with pytest.raises(UsageError, match="a review is a table"):
        take_back(memory, tmp_path / "out.tmx", memory)
    (tmp_path / "a.tsv").write_text("zh\ten\n甲\tA\n", "utf-8")
    with pytest.raises(InputError, match="no column id"):
        take_back(tmp_path / "a.tsv", tmp_path / "out.tmx", memory)


@pytest.mark.parametrize("header", ["id\tSource\tTarget\tComment", "ID\t原文\t译文\t备注"])
def test_the_columns_may_be_called_as_people_call_them(tmp_path, memory, header):
    (tmp_path / "a.tsv").write_text(f"{header}\nt7\t点击保存。\tPress Save.\tok\n", "utf-8")
    found = take_back(tmp_path / "a.tsv", tmp_path / "out.tmx", memory)
    assert (found.changed, found.missing) == (1, 3)


def test_a_bilingual_file_is_reviewed_in_the_same_way(tmp_path, memory):
    tmx.convert(memory, tmp_path / "in.xlf", xliff="1.2")
    tmx.convert(tmp_path / "in.xlf", tmp_path / "review.docx")
    found = take_back(tmp_path / "review.docx", tmp_path / "out.tmx", tmp_path / "in.xlf")
    assert (found.units, found.changed) == (4, 0)
    assert list(tmx.read(tmp_path / "out.tmx")) == list(tmx.read(memory))


ACTIONS = ("keep", "edit", "edit source", "delete", "double", "contradict", "unname", "rename")


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30
)
@given(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=6), st.randoms(), st.booleans())
def test_every_row_is_taken_back_or_named(tmp_path, actions, random, turned):
    memory, review = tmp_path / "many.tmx", tmp_path / "review.xlsx"
    pairs = [SentencePair("水位下降。", f"Sentence {n // 2}.") for n in range(len(actions) + 1)]
    tmx.write(memory, map(tmx.unit_from_pair, pairs))
    tmx.convert(memory, review)
    header, *rows = [[*row[:4]] for row in read_rows(review)]
    rows = [[*row, ""][:4] for row in rows]
    expected = [pair.en for pair in pairs]
    after = []
    for place, (row, action) in enumerate(zip(rows, (*actions, "keep"), strict=True)):
        if action == "edit":
            row[2] = expected[place] = f"Corrected {place}."
        elif action == "edit source":
            row[1] = "水位上升。"
        other = [row[0], row[1], f"Other {place}.", row[3]]
        name = {"unname": "", "rename": f"nobody {place}"}.get(action, row[0])
        after += [] if action == "delete" else [[name, *row[1:]]]
        after += {"double": [row], "contradict": [other]}.get(action, [])
    random.shuffle(after)
    order = [2, 0, 3, 1] if turned else range(4)
    write_rows(review, [[row[n] for n in order] for row in after], [header[n] for n in order])
    found = take_back(review, tmp_path / "out.tmx", memory)
    units = list(tmx.read(tmp_path / "out.tmx"))
    assert [unit.variants[1].text for unit in units] == expected
    assert found.changed == sum(action.startswith("edit") for action in actions)
    assert found.missing == sum(action in ("delete", "unname", "rename") for action in actions)
    assert len(found.ambiguous) == actions.count("contradict")
    assert len(found.unnamed) == actions.count("unname")
    assert len(found.unknown) == actions.count("rename")


def test_sheets_tables_and_remarks_that_are_not_read_are_named(tmp_path, memory):
    review = tmp_path / "review.xlsx"
    tmx.convert(memory, review)
    book = openpyxl.load_workbook(review)
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    alike, other = book.create_sheet("alike"), book.create_sheet("other")
    rows[4][2] = "Press ⟨1⟩Save⟨/1⟩."
    for row in (rows[0], rows[4]):
        alike.append(row)
    other.append(["questions", "answers"])
    book.active["C2"].comment = Comment("who says so?", "Wen")
    book.active.delete_rows(5)
    book.save(review)
    found = take_back(review, tmp_path / "out.tmx", memory)
    assert (found.changed, found.missing) == (1, 0)
    assert [line.partition(": ")[2] for line in found.unread] == [
        "sheet other is not read: its headers are not those of the first sheet",
        "1 remark at the margin is not read; what is to be kept belongs into a column note",
    ]
    arguments = ["convert", str(review), str(tmp_path / "o.tmx"), "--onto", str(memory)]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    assert len(tmx.convert(review, tmp_path / "plain.tmx").unused) == 4
