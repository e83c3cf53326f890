import openpyxl

import tmx
from corpus.model import SentencePair

PAIRS = [
    SentencePair("大坝稳固。", '=HYPERLINK("http://x.example")', 0.75),
    SentencePair("+1", "@SUM(A1)\x07"),
]


def test_what_looks_like_a_formula_is_text(tmp_path):
    tmx.write(tmp_path / "in.tmx", map(tmx.unit_from_pair, PAIRS))
    tmx.convert(tmp_path / "in.tmx", tmp_path / "review.xlsx")
    page = openpyxl.load_workbook(tmp_path / "review.xlsx").active
    header, first, second = page.iter_rows()
    assert [cell.value for cell in header][:5] == ["id", "zh", "en", "note", "score"]
    assert [cell.data_type for cell in first][:3] == ["s", "s", "s"]
    assert first[2].value == PAIRS[0].en
    assert first[2].quotePrefix
    assert first[4].value == 0.75
    assert second[2].value == "@SUM(A1)"


def test_the_source_stands_first(tmp_path):
    units = (tmx.unit_from_pair(pair, "en-GB", "zh-TW") for pair in PAIRS)
    tmx.write(tmp_path / "in.tmx", units, source="en-GB", target="zh-TW")
    tmx.convert(tmp_path / "in.tmx", tmp_path / "review.xlsx")
    page = openpyxl.load_workbook(tmp_path / "review.xlsx").active
    assert [cell.value for cell in next(page.iter_rows())][:4] == [
        "id",
        "en-GB",
        "zh-TW",
        "note",
    ]
    assert [pair.en for pair in tmx.read_pairs(tmp_path / "review.xlsx")] == [
        PAIRS[0].en,
        "@SUM(A1)",
    ]
    tmx.convert(tmp_path / "review.xlsx", tmp_path / "out.tmx")
    assert tmx.direction(tmp_path / "out.tmx") == ("en-GB", "zh-TW")
