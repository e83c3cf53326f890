"""Tables that other tools and people make, as they are made."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from glossary.entries import Status
from glossary.formats.registry import read_glossary


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    return path


def terms(entries):
    return [[(pair.zh, pair.en) for pair in entry.pairs] for entry in entries]


def test_repeated_columns_are_synonyms_of_one_concept(tmp_path):
    path = write(
        tmp_path,
        "memoq.csv",
        "Entry_ID,Entry_Note,Chinese_PRC,Term_Info,Chinese_PRC,Term_Info,English_United_States,"
        "Term_Info\n"
        "7,ports,潮汐表,CasePermissive;HalfPrefix,潮时表,Forbidden,tide table,CaseInsense\n"
        "8,,港口,,,,port,\n",
    )
    tide, port = read_glossary(path)
    assert tide.id == "7"
    assert tide.note == "ports"
    assert [(pair.zh, pair.en, pair.status) for pair in tide.pairs] == [
        ("潮汐表", "tide table", Status.APPROVED),
        ("潮时表", "tide table", Status.FORBIDDEN),
    ]
    assert terms([port]) == [[("港口", "port")]]


def test_a_glossary_of_matecat_keeps_what_it_forbids_and_says(tmp_path):
    path = write(
        tmp_path,
        "matecat.csv",
        "\ufeffForbidden,Domain,Subdomain,Definition,en-US,Notes,Example of use,zh-CN,Notes,"
        "Example of use\n"
        "False,ports,tides,a table,tide table,of harbours,See the tide table.,"
        "潮汐表,港口的,看潮汐表。\n"
        "True,ports,,,tidetable,,,潮汐表格,,\n",
    )
    good, bad = read_glossary(path)
    assert (good.domain, good.definition, good.note) == (
        "ports / tides",
        "a table",
        "of harbours; 港口的",
    )
    assert [(c.zh, c.en) for c in good.pairs[0].contexts] == [
        ("", "See the tide table."), ("看潮汐表。", ""),
    ]  # fmt: skip
    assert bad.pairs[0].status is Status.FORBIDDEN


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Preferred", Status.PREFERRED),
        ("preferredTerm-admn-sts", Status.PREFERRED),
        ("首选", Status.PREFERRED),
        ("Approved", Status.APPROVED),
        ("admitted", Status.APPROVED),
        ("已審核", Status.APPROVED),
        ("New", Status.CANDIDATE),
        ("Obsolete", Status.DEPRECATED),
        ("Not recommended", Status.FORBIDDEN),
        ("禁用", Status.FORBIDDEN),
        ("rejected", Status.REJECTED),
    ],
)
def test_statuses_of_other_tools_are_understood(tmp_path, said, status):
    (entry,) = read_glossary(
        write(tmp_path, "g.csv", f"Chinese,English,状态\n改革,reform,{said}\n")
    )
    assert entry.pairs[0].status is status


@pytest.mark.parametrize(
    "content",
    [
        "source,target\n改革,reform\n",
        "source,target\nreform,改革\n",
        "原文,译文\n改革,reform\n",
        "Term,Translation\nreform,改革\n",
        "sourceString,targetString,sourceLang,targetLang\nreform,改革,en,zh\n",
        "sourceLang;targetLang;sourceString;targetString\nzh-TW;en;改革;reform\n",
        "中文,English\n改革,reform\n",
        "zh-CN,en-US\n改革,reform\n",
        "sep=;\n中文;English\n改革;reform\n",
        "# of the ministry\n改革,reform\n",
    ],
)
def test_a_header_is_never_a_term(tmp_path, content):
    assert terms(read_glossary(write(tmp_path, "g.csv", content))) == [[("改革", "reform")]]


@given(st.permutations(["改革,reform", "开放,opening", "北京,Beijing", "上海,Shanghai"]))
def test_a_header_that_is_not_understood_is_refused(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("layout") / "g.csv"
    path.write_text("\n".join(["Mot,Sens", *rows]), "utf-8")
    with pytest.raises(InputError, match=r"g\.csv:1: looks like names .* \(Mot, Sens\)"):
        read_glossary(path)
    path.write_text("\n".join(["WTO,World Trade Organization", *rows]), "utf-8")
    assert len(read_glossary(path)) == len(rows) + 1


def test_columns_that_are_not_used_are_named(tmp_path):
    path = write(tmp_path, "g.csv", "zh,en,Client,备注,fr\n改革,reform,us,x,réforme\n港,port,,,\n")
    said = []
    first, _ = read_glossary(path, on_loss=said.append)
    assert said == [f"{path}: columns that are not used: Client, fr"]
    assert first.note == "x"


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("g.csv", "zh,en\n港,port\n影,the shadow, and more\n", 3, "3 fields, and there are 2"),
        ("g.csv", "港,port\n影,the shadow, and more\n船,ship\n", 2, "3 fields, and there are 2"),
        ("g.tsv", "zh\ten\n港\tport\tharbour\n", 2, "3 fields, and there are 2"),
        ("g.tsv", "港\tport\nエラー\terror\n", 2, "エラー stands on the Chinese side"),
        ("g.tsv", "港\tport\n손가락\tfinger\n", 2, "stands on the Chinese side"),
        ("g.tsv", "介绍\t紹介\n港\tport\n", 1, "紹介 stands on the English side"),
        ("g.csv", "zh,en,forbidden\n港,port,maybe\n", 2, "neither yes nor no"),
        (
            "g.csv",
            "source,target,source_lang,target_lang\n港,port,zh,en\nport,havre,en,fr\n",
            3,
            "'fr'",
        ),
    ],
)
def test_a_row_that_cannot_be_is_a_fault_with_its_line(tmp_path, name, content, line, reason):
    path = write(tmp_path, name, content)
    with pytest.raises(InputError, match=reason) as caught:
        read_glossary(path)
    assert caught.value.line == line
    faults = []
    read_glossary(path, faults.append)
    assert [fault.line for fault in faults] == [line]


def test_names_with_a_borrowed_kana_are_chinese(tmp_path):
    path = write(tmp_path, "g.tsv", "鲜の每日\tFresh Daily\n约翰・史密斯\tJohn Smith\n")
    assert len(read_glossary(path)) == 2


def test_a_workbook_has_the_same_headers(tmp_path):
    path = tmp_path / "g.xlsx"
    book = openpyxl.Workbook()
    for row in (["Chinese (PRC)", "English (United States)", "Comment"], ["改革", "reform", "x"]):
        book.active.append(row)
    book.save(path)
    (entry,) = read_glossary(path)
    assert (terms([entry]), entry.note) == ([[("改革", "reform")]], "x")


@pytest.mark.parametrize("name", ["是否禁用", "禁用", "停用", "Forbidden"])
@pytest.mark.parametrize(
    ("yes", "no"), [("是", "否"), ("yes", "no"), ("x", ""), ("✓", ""), ("1", "0")]
)
def test_a_flag_forbids_its_row_alone(tmp_path, name, yes, no):
    rows = f"中文,英文,{name}\n潮汐表,tide table,{no}\n潮汐表格,tide grid,{yes}\n"
    found = read_glossary(write(tmp_path, "a.csv", rows))
    assert [e.pairs[0].status for e in found] == [Status.APPROVED, Status.FORBIDDEN]


@pytest.mark.parametrize("name", ["首选", "是否首选", "Preferred"])
def test_a_flag_prefers_its_row_also_beside_a_status(tmp_path, name):
    rows = (
        f"中文,英文,状态,{name}\n"
        "港口,port,批准,是\n港湾,harbour,,是\n码头,pier,批准,否\n海港,haven,禁用,是\n"
    )
    found = read_glossary(write(tmp_path, "a.csv", rows))
    assert [e.pairs[0].status for e in found] == [
        Status.PREFERRED,
        Status.PREFERRED,
        Status.APPROVED,
        Status.FORBIDDEN,
    ]


@pytest.mark.parametrize("name", ["禁用译法", "禁用译名", "forbidden translation"])
def test_forbidden_renderings_are_pairs_of_the_rows_chinese_term(tmp_path, name):
    rows = (
        f"术语,译文,{name},备注\n"
        "潮汐表,tide table,tide grid; ebb list,不用\n港口,port,,\n码头,,dock,\n"
    )
    losses = []
    found = read_glossary(write(tmp_path, "a.csv", rows), on_loss=losses.append)
    assert [[(p.zh, p.en, p.status) for p in e.pairs] for e in found] == [
        [
            ("潮汐表", "tide table", Status.APPROVED),
            ("潮汐表", "tide grid", Status.FORBIDDEN),
            ("潮汐表", "ebb list", Status.FORBIDDEN),
        ],
        [("港口", "port", Status.APPROVED)],
        [("码头", "dock", Status.FORBIDDEN)],
    ]
    assert not losses


@pytest.mark.parametrize(
    "header",
    [
        "术语（中）,术语（英）",
        "词条,对应英文",
        "中文术语,英文术语",
        "中文名,英文名",
        "中文名称,英文名称",
    ],
)
@pytest.mark.parametrize("above", ["", "港口术语表,\n", "港口术语表,\n2026年版,\n"])
def test_terms_are_headed_so_and_a_title_may_stand_above(tmp_path, header, above):
    path = write(tmp_path, "a.csv", f"{above}{header}\n潮汐表,tide table\n")
    assert terms(read_glossary(path)) == [[("潮汐表", "tide table")]]


def test_a_title_above_a_wide_header_is_passed_over_in_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["港口术语表（内部）"],
        [],
        ["序号", "中文名称", "英文名称"],
        [4, "潮汐表", "tide table"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (entry,) = read_glossary(tmp_path / "a.xlsx")
    assert (entry.id, terms([entry])) == ("4", [[("潮汐表", "tide table")]])


def test_rows_of_one_entry_number_are_one_concept(tmp_path):
    rows = "Entry Number\tChinese\tEnglish\n7\t潮汐表\ttide table\n7\t潮汐表\ttide chart\n"
    (entry,) = read_glossary(write(tmp_path, "a.tsv", rows))
    assert (entry.id, len(entry.pairs)) == ("7", 2)


def test_a_line_break_in_a_cell_parts_terms(tmp_path):
    book = openpyxl.Workbook()
    for row in (["中文", "英文"], ["潮汐表\n潮时表", "tide table\ntide chart\n"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (entry,) = read_glossary(tmp_path / "a.xlsx")
    assert {(pair.zh, pair.en) for pair in entry.pairs} == {
        (zh, en) for zh in ("潮汐表", "潮时表") for en in ("tide table", "tide chart")
    }
