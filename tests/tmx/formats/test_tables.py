import json

import openpyxl
import pytest

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
        ([["中文", "英文"]], "no column zh, en"),
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


@pytest.mark.parametrize("content", ["", "中文,英文\n是,Yes\n"])
def test_a_csv_without_its_columns_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.csv:1: no column zh, en"):
        list(tmx.read_pairs(path))
