import json

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair
from tmx.conversion.reading import codes_of, read_units


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


@pytest.mark.parametrize("code", ["en-ZA", "en-001", "en-Latn-IE"])
def test_regions_that_have_no_name_here_are_kept(tmp_path, code):
    headed, said = tmp_path / "headed.csv", tmp_path / "said.csv"
    headed.write_text(f"zh-MY,{code}\n是。,Yes.\n", "utf-8")
    said.write_text(
        f"source,target,source language,target language\n是。,Yes.,zh-MY,{code}\n", "utf-8"
    )
    for path in (headed, said):
        tmx.convert(path, path.with_suffix(".tmx"))
        (unit,) = tmx.read(path.with_suffix(".tmx"))
        assert [variant.language for variant in unit.variants] == ["zh-MY", code]


def test_a_review_that_comes_back_by_itself_is_shown_the_way(tmp_path):
    tmx.write_pairs(tmp_path / "a.tmx", [SentencePair("是。", "Yes.")])
    tmx.convert(tmp_path / "a.tmx", tmp_path / "review.xlsx")
    (said,) = tmx.convert(tmp_path / "review.xlsx", tmp_path / "b.tmx").unused
    assert said.endswith("not used: id; --onto MEMORY takes a review's corrections back")


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


REVIEW = (
    ("1", "Translated (99%)", "Click OK.", "按確定。"),
    ("2", "Not Translated (0%)", "Later.", "Later."),
    ("3", "Translation Rejected", "No.", "不要。"),
    ("4", "Draft (80%)", "Stop.", "停。"),
    ("5", "Draft", "Go.", "走吧。"),
    ("6", "Signed Off (100%)", "Done.", "完成了。"),
    ("7", "Wartet", "Yes.", "是的。"),
)
STATES = {
    "1": {"x-match": "99"},
    "5": {"x-state": "Draft"},
    "6": {"x-state": "Signed Off", "x-approved": "yes", "x-match": "100"},
    "7": {"x-state": "Wartet"},
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.permutations(range(4)),
    st.sampled_from([("", ""), (" (en-GB)", " (zh-TW)"), (" [en]", " (Traditional Chinese)")]),
)
def test_a_review_of_trados_is_read_in_any_order_of_columns(tmp_path, order, codes):
    names = (
        "Segment ID",
        "Segment status",
        f"Source segment{codes[0]}",
        f"Target segment{codes[1]}",
    )
    path = tmp_path / "lesson.docx.tsv"
    rows = (names, *REVIEW)
    path.write_text("\n".join("\t".join(row[n] for n in order) for row in rows), encoding="utf-8")
    said = []
    units = list(read_units(path, on_loss=said.append))
    expected = {"": ("en-US", "zh-TW"), " (en-GB)": ("en-GB", "zh-TW")}
    assert codes_of(path) == expected.get(codes[0], ("en-US", "zh-Hant"))
    texts = {number: text for number, _, *text in REVIEW}
    for unit in units:
        number = dict(unit.attributes)["tuid"].removeprefix("lesson.docx.tsv#")
        assert [variant.text for variant in unit.variants] == texts[number]
        assert dict(unit.properties) == STATES[number]
    assert len(units) == len(STATES)
    assert len(said) == 1
    assert "3 segments are no units" in said[0]
    assert len(list(tmx.read_pairs(path))) == len(STATES)


@pytest.mark.parametrize(
    ("header", "row", "codes"),
    [
        ("zh\ten", "软件开发\tSoftware", ("zh-CN", "en-US")),
        ("en\tzh", "Software\t軟體開發", ("en-US", "zh-TW")),
        ("English\tChinese", "It is here.\t衞生署嘅報告喺呢度。", ("en-US", "zh-HK")),
        ("zh-HK\ten-GB", "軟件\tSoftware", ("zh-HK", "en-GB")),
        ("Target (zh-TW)\tSource (en-AU)", "軟體\tSoftware", ("en-AU", "zh-TW")),
        ("原文\t译文", "Software\t软件", ("en-US", "zh-CN")),
        ("译文\t原文", "Software\t软件", ("zh-CN", "en-US")),
        ("English\t译文", "Software\t软件", ("en-US", "zh-CN")),
        (
            "target_language\ttarget\tsource\tsource_language",
            "zh_TW\t軟體\tSoftware\ten_GB",
            ("en-GB", "zh-TW"),
        ),
    ],
)
@pytest.mark.parametrize("ending", ["tmx", "xlf", "po", "jsonl"])
def test_the_direction_is_that_of_the_columns(tmp_path, header, row, codes, ending):
    path = tmp_path / "a.tsv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert codes_of(path) == codes
    tmx.convert(path, tmp_path / f"b.{ending}")
    (unit,) = read_units(tmp_path / f"b.{ending}")
    assert tuple(variant.language for variant in unit.variants) == codes
    assert not unit.properties


@pytest.mark.parametrize("ending", ["tsv", "csv", "xlsx"])
@pytest.mark.parametrize("codes", [("zh-HK", "en-GB"), ("en-US", "zh-CN"), ("zh-Hant", "en-US")])
def test_direction_and_codes_go_through_a_table(tmp_path, ending, codes):
    texts = {"zh": "軟件在這裏。", "en": "The software is here."}
    unit = tmx.TranslationUnit(tuple(tmx.Variant(code, texts[code[:2]]) for code in codes))
    tmx.write(tmp_path / "a.tmx", [unit], source=codes[0], target=codes[1])
    tmx.convert(tmp_path / "a.tmx", tmp_path / f"b.{ending}")
    tmx.convert(tmp_path / f"b.{ending}", tmp_path / f"c.{ending}")
    tmx.convert(tmp_path / f"c.{ending}", tmp_path / "d.tmx")
    if codes == ("en-US", "zh-CN"):
        return  # its text is Traditional, and the column says no more than zh
    assert (tmp_path / "d.tmx").read_bytes() == (tmp_path / "a.tmx").read_bytes()


def test_a_column_says_a_region_only_if_all_its_texts_have_it(tmp_path):
    texts = [("zh-HK", "軟件。", "Software."), ("zh-TW", "軟體。", "Software!")]
    units = [
        tmx.TranslationUnit((tmx.Variant(c, zh), tmx.Variant("en-US", en))) for c, zh, en in texts
    ]
    tmx.write(tmp_path / "a.tmx", units, source="zh-HK", relabel=(False, False))
    done = tmx.convert(tmp_path / "a.tmx", tmp_path / "b.tsv")
    assert (tmp_path / "b.tsv").read_text("utf-8").startswith("zh\ten\t")
    assert done.lost == {"scripts and regions of units, which the columns do not say": 2}


@pytest.mark.parametrize("ending", ["tsv", "csv", "xlsx", "jsonl", "tmx", "xlf"])
def test_no_score_and_no_kind_is_made_up(tmp_path, ending):
    plain = tmp_path / "a.tsv"
    plain.write_text("zh\ten\n是\tYes\n", encoding="utf-8")
    tmx.convert(plain, tmp_path / f"b.{ending}")
    tmx.convert(tmp_path / f"b.{ending}", tmp_path / "c.jsonl")
    tmx.convert(tmp_path / "c.jsonl", tmp_path / "d.tmx")
    assert not {"score", "kind"} & json.loads((tmp_path / "c.jsonl").read_text("utf-8")).keys()
    (unit,) = tmx.read(tmp_path / "d.tmx")
    assert unit == tmx.TranslationUnit((tmx.Variant("zh-CN", "是"), tmx.Variant("en-US", "Yes")))


@pytest.mark.parametrize("score", ["0.9313", "0.5", "1", "0.93128"])
def test_a_score_keeps_its_decimals(tmp_path, score):
    (tmp_path / "a.tsv").write_text(f"zh\ten\tscore\n是\tYes\t{score}\n", encoding="utf-8")
    tmx.convert(tmp_path / "a.tsv", tmp_path / "b.csv")
    tmx.convert(tmp_path / "a.tsv", tmp_path / "b.tmx")
    for name in ("b.csv", "b.tmx"):
        (pair,) = tmx.read_pairs(tmp_path / name)
        assert pair.score == pytest.approx(float(score), abs=0.00005)


def test_a_row_of_one_language_is_a_fault(tmp_path):
    path = tmp_path / "a.tsv"
    rows = "source_language\ttarget_language\tsource\ttarget\nzh\tzh\t是\t是\n"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.tsv:2: source and target are both zh"):
        list(tmx.read_pairs(path))
