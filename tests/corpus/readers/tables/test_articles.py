import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.model import Document
from corpus.readers.registry import read_bytes
from corpus.readers.tables.csv import read
from corpus.store.project_file import Store
from corpus.support.workbook import write_rows

ZH = ("市长周一为新线剪彩。", "公司说，新线每天都有很多人乘坐。", "第四条线路正在规划之中。")
EN = (
    "The mayor opened the new line on Monday.",
    "Many people ride on it every day, the company said.",
    "A fourth line is being planned.",
)


def written(rows, delimiter=",", **how):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, **how).writerows(rows)
    return stream.getvalue()


def found(rows, name="a.csv", **metadata):
    return list(read(name, (rows if isinstance(rows, str) else written(rows)).encode(), metadata))


def test_a_row_is_a_document_with_its_metadata():
    rows = [
        ("标题", "正文", "日期", "来源", "链接"),
        ("新线开通", f"{ZH[0]}\n{ZH[1]}", "2026年3月4日", "江海日报", "https://a.example/1"),
        ("", "", "", "", ""),
        ("规划", ZH[2], "2026-03-05", "", ""),
    ]
    one, two = found(rows, outlet="某报")
    assert (one.origin, one.title, one.published) == ("a.csv#2", "新线开通", "2026-03-04")
    assert (one.outlet, one.url) == ("江海日报", "https://a.example/1")
    assert one.paragraphs == ("新线开通", ZH[0], ZH[1])
    assert (two.origin, two.outlet) == ("a.csv#5", "某报")


def test_ids_are_keys_and_must_differ():
    rows = [("id", "text"), ("x", EN[0]), ("x", EN[1]), ("y", EN[2])]
    one, fault, two = found(rows)
    assert [one.origin, two.origin] == ["a.csv#x", "a.csv#y"]
    assert (fault.line, "ids must differ" in fault.reason) == (3, True)


def test_a_row_that_cannot_be_used_is_named_with_its_line_and_the_rest_is_read():
    table = (
        f"text,date\n{EN[0]},today\nLe ministre est arrivé dimanche dans la capitale.,\n"
        f"It opened, they said, on Monday.,\n{EN[2]},2026-01-04\n"
    )
    items = found(table)
    documents = [item for item in items if isinstance(item, Document)]
    faults = {item.line: item.reason for item in items if isinstance(item, InputError)}
    assert [document.paragraphs for document in documents] == [(EN[0],), (EN[2],)]
    assert set(faults) == {2, 3, 4}
    assert "date" in faults[2]
    assert "French" in faults[3]
    assert "put text with separators in quotes" in faults[4]


def test_two_columns_of_two_languages_are_one_text_in_both():
    zh, en = found([("中文", "English"), *zip(ZH, EN, strict=True)])
    assert (zh.origin, en.origin) == ("a.csv#zh", "a.csv#en")
    assert (zh.paragraphs, en.paragraphs) == (ZH, EN)
    assert zh.counterpart == en.id


def test_they_are_known_without_a_header_too():
    zh, en = found(list(zip(EN, ZH, strict=True)))
    assert (zh.paragraphs, en.paragraphs) == (ZH, EN)


def test_articles_in_both_languages_are_a_pair_a_row():
    rows = [("title_zh", "text_zh", "title_en", "text_en", "date")]
    rows += [("新线", ZH[0], "New line", EN[0], "2026-03-04"), ("", ZH[2], "", EN[2], "")]
    zh, en, *others = found(rows)
    assert [zh.origin, en.origin] == ["a.csv#2#zh", "a.csv#2#en"]
    assert (zh.title, en.title, en.published) == ("新线", "New line", "2026-03-04")
    assert zh.counterpart == en.id
    assert [other.paragraphs for other in others] == [(ZH[2],), (EN[2],)]


@pytest.mark.parametrize(
    ("header", "row", "where"),
    [
        ("zh en score probability frequency status domain concept", "线 line", "--glossary"),
        ("zh en score kind topic zh_document en_document zh_ids en_ids", "线 line", "--memory"),
        ("topic language path label_zh label_en", "1 zh a 甲 b", "list of topics"),
        ("zh en score kind reason", "a b 0.9", "list of document pairs"),
        ("zh en", "线 line", "--glossary"),
        ("中文 英文", "市长 mayor", "--glossary"),
        ("name size", "a 1", "no column is called text"),
    ],
)
def test_what_is_no_coverage_is_named_with_where_it_belongs(header, row, where):
    with pytest.raises(InputError, match=where):
        found([header.split(), row.split(), row.split()])


def test_an_empty_table_is_named():
    with pytest.raises(InputError, match="empty"):
        found("\n,,\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_whatever_separates_the_cells_in_any_encoding(delimiter, first, encoding):
    rows = [("标题", "正文"), ("一，新线", f"{ZH[0]},;|\t{ZH[1]}"), ("二", f"{ZH[1]}\n{ZH[2]}")]
    text = (f"sep={delimiter}\r\n" if first else "") + written(rows, delimiter)
    one, two = read("a.csv", text.encode(encoding), {})
    assert one.title == "一，新线"
    assert two.paragraphs == ("二", ZH[1], ZH[2])


def test_a_table_of_one_column_is_not_parted_at_commas():
    one, two = found("text\nIt opened, they said, on Monday.\nIt is the third line, they said.\n")
    assert one.paragraphs == ("It opened, they said, on Monday.",)
    assert two.paragraphs == ("It is the third line, they said.",)


def test_a_tsv_has_quotes_as_text_unless_it_is_quoted():
    (one,) = found('title\ttext\nA\t"Fine," he said, and then he went away.\n', "a.tsv")
    assert one.paragraphs[-1] == '"Fine," he said, and then he went away.'
    (one,) = found('title\ttext\nA\t"It opened on Monday.\nIt is the third."\n', "a.tsv")
    assert one.paragraphs == ("A", "It opened on Monday.", "It is the third.")


def test_a_quote_that_is_never_closed_is_named():
    with pytest.raises(InputError, match="quotes of this line"):
        found('title,text\nA,"It opened on Monday.\nB,It is the third.\n')


def test_names_may_stand_below_a_title():
    (one,) = found([("Articles of March", ""), ("", ""), ("title", "text"), ("A", EN[0])])
    assert one.paragraphs == ("A", EN[0])


def test_a_workbook(tmp_path):
    write_rows(tmp_path / "a.xlsx", [("新线", ZH[0], "2026-03-04")], ("标题", "正文", "日期"))
    (one,) = read_bytes("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert (one.origin, one.title, one.published) == ("a.xlsx#2", "新线", "2026-03-04")
    (same,) = read_bytes("table", (tmp_path / "a.xlsx").read_bytes())
    assert same.id == one.id


def test_all_sheets_that_are_shown_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("title", "text"))
    book.active.append(("A", EN[0]))
    for name, rows in (
        ("三月", [("标题", "正文"), ("新线", ZH[0])]),
        ("Notes", [("x", "y")]),
        ("E", []),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.create_sheet("Hidden").append(("text",))
    book["Hidden"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    items = read_bytes("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert [item.origin for item in items] == ["a.xlsx#2", "a.xlsx#三月#2", "a.xlsx#Notes"]
    assert "no column is called text" in items[-1].reason


def test_columns_that_the_user_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(written([("甲", "乙"), ("新线", ZH[0])]), "utf-8")
    with Store("p.sqlite") as store:
        assert "--columns text=NAME" in store.add(["a.csv"]).failures[0].reason
        store.add(["a.csv"], columns="text=乙,title=甲")
        assert [document.title for document in store.documents()] == ["新线"]


CELL = st.text("新线公司，。“”《\"',;|\t abc\n")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(CELL.map(lambda text: f"新线{text}开通。"), min_size=1, max_size=6),
    st.sampled_from(",;\t"),
)
def test_any_text_comes_back(texts, delimiter):
    rows = [("title", "text"), *(("题", text) for text in texts)]
    made = written(rows, delimiter, quoting=csv.QUOTE_ALL)
    documents = read("a.csv", made.encode(), {"language": "zh"})
    clean = [" ".join(text.split()) for text in texts]
    assert [" ".join(" ".join(found.paragraphs[1:]).split()) for found in documents] == clean


@pytest.mark.parametrize(
    "names",
    [
        ("序号", "原文", "译文", "备注"),
        ("ID", "Source", "Target", "Status"),
        ("No.", "源文", "翻译", "Comments"),
    ],
)
@pytest.mark.parametrize("first", [ZH, EN])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_and_its_translation_are_one_text_in_both_languages(names, first, delimiter):
    pairs = zip(ZH, EN, strict=True) if first is ZH else zip(EN, ZH, strict=True)
    rows = [names, *([str(k), *pair, "done"] for k, pair in enumerate(pairs, 1))]
    zh, en = found(written(rows, delimiter))
    assert (zh.origin, zh.paragraphs, en.paragraphs) == ("a.csv#zh", ZH, EN)
    assert (zh.counterpart, en.counterpart) == (en.id, zh.id)


@pytest.mark.parametrize("names", ["段落,中文原文,英文译文,审校意见", "编号,中文,译文,状态"])
def test_a_language_in_the_name_tells_the_sides(names):
    rows = [names.split(","), *([str(k), ZH[k], EN[k], "可"] for k in range(3))]
    zh, en = found(rows)
    assert (zh.paragraphs, en.paragraphs) == (ZH, EN)


@pytest.mark.parametrize("names", [("原文", "译文"), ("原稿（定）", "英译（一校）")])
def test_names_above_two_columns_never_become_text(names):
    zh, en = found([names, *zip(ZH, EN, strict=True)])
    assert (zh.paragraphs, en.paragraphs) == (ZH, EN)


def test_source_beside_articles_is_their_outlet():
    (one,) = found([("Title", "Text", "Source", "Target"), ("New line", EN[0], "Harbour News", "")])
    assert one.outlet == "Harbour News"


def test_where_columns_cannot_be_found_both_ways_to_name_them_are_said():
    with pytest.raises(InputError, match=r"--columns text=NAME.*zh=NAME,en=NAME.*甲, 乙"):
        found([("甲", "乙"), (ZH[0], ZH[1])])


@pytest.mark.parametrize("header", ["title,text", "zh,en", "text", "标题,正文,日期"])
def test_a_table_that_has_only_a_header_says_so(header):
    with pytest.raises(InputError, match="holds no text below the names of its columns"):
        found(header + "\n")
