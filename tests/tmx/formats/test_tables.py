import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair


def test_a_workbook_of_someone_else_needs_two_columns(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in (["No.", "EN", " zh "], [1, "Yes", "是"], [], [2, "No"], [3, "=1+1", "算式"]):
        book.active.append(row)
    book.active["B5"].data_type = "s"
    book.save(path)
    assert list(tmx.read_pairs(path)) == [SentencePair("是", "Yes"), SentencePair("算式", "=1+1")]


def test_scores_are_numbers_in_a_workbook_and_the_rest_is_text(tmp_path):
    path = tmp_path / "a.xlsx"
    tmx.write_pairs(path, [SentencePair("=SUM(A1)", "3", 0.5, zh_ids=(1, 2))])
    cells = openpyxl.load_workbook(path).active[2]
    assert [cell.value for cell in cells] == [
        "=SUM(A1)", "3", 0.5, "parallel", None, None, None, "1,2", None,
    ]  # fmt: skip
    assert cells[0].data_type == "s"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["Begriff", "Notiz"]], "no column zh, en"),
        ([["zh", "en", "score"], ["是", "y", "x"]], "score"),
    ],
)
def test_a_faulty_workbook_is_named_with_its_row(tmp_path, rows, reason):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    with pytest.raises(InputError, match=reason) as caught:
        list(tmx.read_pairs(path))
    assert caught.value.line == len(rows)


@pytest.mark.parametrize("ending", ["tsv", "csv", "xlsx", "jsonl"])
def test_clauses_are_not_read_as_pairs(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    header = ["zh", "en", "kind", "zh_ids"]
    rows = [["双方同意。", "Both agreed.", "parallel", "1"], ["双方", "Both", "fragment", "1:0-2"]]
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.active.append(row)
        book.save(path)
    elif ending == "jsonl":
        lines = [json.dumps(dict(zip(header, row, strict=True))) for row in rows]
        path.write_text("\n".join(lines), "utf-8")
    else:
        joint = "\t" if ending == "tsv" else ","
        path.write_text("\n".join(map(joint.join, (header, *rows))), "utf-8")
    assert [pair.en for pair in tmx.read_pairs(path)] == ["Both agreed."]


@pytest.mark.parametrize("score", ["nan", "inf", "7", "-0.1"])
def test_a_score_is_a_probability(tmp_path, score):
    path = tmp_path / "a.tsv"
    path.write_text(f"zh\ten\tscore\n是\tYes\t{score}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.tsv:2: score .* from 0 to 1"):
        list(tmx.read_pairs(path))


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.xlsx", "a.jsonl", "a.tmx", "a.xlf"])
def test_a_score_of_nothing_stays(tmp_path, name):
    pairs = [SentencePair("是", "Yes", 0.0)]
    tmx.write_pairs(tmp_path / name, pairs)
    assert list(tmx.read_pairs(tmp_path / name)) == pairs


@pytest.mark.parametrize("content", ["", "Begriff,Wort\n是,Yes\n"])
def test_a_csv_without_its_columns_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.csv:1: no column zh, en"):
        list(tmx.read_pairs(path))


@pytest.mark.parametrize(
    "content",
    [
        "中文,英文\n是,Yes\n",
        "source,target\nYes,是\n",
        "原文;译文\n是;Yes\n",
        "zh-CN,en-US\n是,Yes\n",
        "Chinese_PRC,English_United_States,Client\n是,Yes,us\n",
        "sourceLang,targetLang,sourceString,targetString\nen,zh,Yes,是\n",
        "sep=;\n中文;English\n是;Yes\n",
        "# ours\nzh,en\n是,Yes\n",
    ],
)
def test_headers_of_others_are_understood(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert list(tmx.read_pairs(path)) == [SentencePair("是", "Yes")]


def test_a_converted_table_keeps_regions_and_names_what_is_not_used(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("zh-TW,en-GB,Client\n是。,Yes.,us\n", encoding="utf-8")
    done = tmx.convert(path, tmp_path / "a.tmx")
    assert done.unused == (f"{path}: columns that are not used: Client",)
    text = (tmp_path / "a.tmx").read_text("utf-8")
    assert 'xml:lang="zh-TW"' in text
    assert 'xml:lang="en-GB"' in text


@pytest.mark.parametrize("joint", [",", "\t"])
def test_a_row_with_more_fields_than_the_header_is_a_fault(tmp_path, joint):
    path = tmp_path / ("a.csv" if joint == "," else "a.tsv")
    rows = [["zh", "en"], ["是", "Yes"], ["不", "No", " never"]]
    path.write_text("\n".join(map(joint.join, rows)), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\..sv:3: 3 fields, and there are 2 columns"):
        list(tmx.read_pairs(path))


NO_CONTROLS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
TEXT = st.text(NO_CONTROLS, min_size=1).map(str.strip)
PAIRS = st.lists(st.builds(SentencePair, TEXT, TEXT).filter(lambda pair: pair.zh and pair.en))


@given(PAIRS)
def test_a_csv_that_spreadsheets_open_comes_back(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    tmx.write_pairs(path, [*pairs, SentencePair("=1+1", "-1", 1.0)])
    assert list(tmx.read_pairs(path)) == [*pairs, SentencePair("=1+1", "-1", 1.0)]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfzh,en,")
    assert "\n'=1+1,'-1," in path.read_text("utf-8")
