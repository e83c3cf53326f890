"""Regions and languages of a memory from form to form."""

import re
import zipfile
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

import tmx
from corpus.errors import InputError, UsageError
from tmx.cli import app
from tmx.conversion.reading import read_units
from tmx.formats.tmx.read import direction
from tmx.units.languages import nearest, normal_code, primary, same_writing

FOUR = (("en-US", "Software"), ("zh-HK", "軟件"), ("zh-CN", "软件"), ("zh-TW", "軟體"))
ENGLISH = (("en-US", "Truck"), ("en-GB", "Lorry"))
CODES = st.sampled_from(["zh", "zh-CN", "zh-TW", "zh-HK", "zh-MO", "en", "en-US", "en-GB", "fr"])


def memory(path, *units, source="en-US", header=True):
    head = (
        '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
        f'adminlang="en" srclang="{source}" datatype="plaintext"/>'
    )
    body = "".join(
        "<tu>"
        + "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in unit)
        + "</tu>\n"
        for unit in units
    )
    path.write_text(
        f'<tmx version="1.4">{head if header else ""}<body>\n{body}</body></tmx>', encoding="utf-8"
    )
    return path


def segments(path):
    return [unit.segments for unit in tmx.read(path)]


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@given(st.lists(CODES, max_size=6), CODES)
def test_the_region_is_chosen_before_the_script_before_the_language(codes, wanted):
    place = nearest(codes, wanted)
    same = [code for code in codes if primary(code) == primary(wanted)]
    if place is None:
        assert not same
    elif wanted in codes:
        assert codes[place] == wanted
    else:
        alike = [code for code in same if same_writing(code, wanted)]
        assert codes[place] == (alike or same)[0]


@pytest.mark.parametrize(("code", "text"), FOUR[1:])
@pytest.mark.parametrize("ending", ["tsv", "csv", "xlsx", "jsonl", "xlf", "docx", "po"])
def test_the_target_that_is_asked_for_is_written_in_every_form(tmp_path, ending, code, text):
    source = memory(tmp_path / "a.tmx", FOUR)
    output = tmp_path / f"b.{ending}"
    tmx.convert(source, output, target=code)
    if ending == "jsonl":
        assert segments(source) == [dict(FOUR)]
        return
    (pair,) = tmx.read_pairs(output)
    assert (pair.zh, pair.en) == (text, "Software")


def of_two_languages(codes):
    return len({*map(primary, codes)}) > 1


@settings(max_examples=30, deadline=None)
@example([["fr", "zh-CN"], ["zh-CN", "en", "zh"]])
@given(
    st.lists(
        st.lists(CODES, min_size=2, max_size=4, unique=True).filter(of_two_languages),
        min_size=1,
        max_size=4,
    )
)
def test_codes_stay_from_memory_to_memory(tmp_path_factory, units):
    """Each text has its code, but for a bare one, which may get the memory's region."""
    folder = tmp_path_factory.mktemp("codes")
    written = [tuple((code, f"a{n}") for n, code in enumerate(codes)) for codes in units]
    source = memory(folder / "a.tmx", *written, source=units[0][0])
    tmx.convert(source, folder / "b.tmx")
    named = {*direction(source)}
    for unit, found in zip(written, segments(folder / "b.tmx"), strict=True):
        codes = {text: code for code, text in found.items()}
        assert len(codes) == len(found) == len(unit)
        for code, text in unit:
            same = [each for each in named if primary(each) == code]
            assert codes[text] == code or (codes[text] in same and "-" not in code)


def test_regions_stay_in_cleaning_and_merging(tmp_path):
    units = [
        (("en-US", "The tram stops here."), ("zh-CN", "电车在这里停。")),
        (("en-GB", "The lorry stops there."), ("zh-HK", "貨車在那裏停。")),
        (("en-AU", "The ferry leaves at noon."), ("zh-MO", "渡輪中午開出。")),
    ]
    source = memory(tmp_path / "a.tmx", *units)
    expected = [dict(unit) for unit in units]
    tmx.clean(source, tmp_path / "b.tmx")
    tmx.merge([source], tmp_path / "c.tmx")
    assert segments(tmp_path / "b.tmx") == segments(tmp_path / "c.tmx") == expected


@pytest.mark.parametrize("unit", [ENGLISH, (("fr", "Oui"), ("de", "Ja"))])
def test_a_memory_of_any_two_languages_passes_whole(tmp_path, unit):
    source = memory(tmp_path / "a.tmx", unit, source=unit[0][0])
    names = ["a.tmx", "b.tmx", "c.xlf", "d.jsonl", "e.po", "f.tmx"]
    for old, new in pairwise(names):
        result = run("convert", tmp_path / old, tmp_path / new)
        assert result.exit_code == 0, result.output
    assert direction(source) == direction(tmp_path / "f.tmx") == tuple(code for code, _ in unit)
    assert segments(tmp_path / "f.tmx") == [dict(unit)]


def test_a_form_that_holds_none_of_the_units_says_so(tmp_path):
    source = memory(tmp_path / "a.tmx", ENGLISH)
    with pytest.raises(InputError, match=r"en-US, en-GB, and \.tsv holds Chinese and English"):
        tmx.convert(source, tmp_path / "b.tsv")
    assert not (tmp_path / "b.tsv").exists()


@pytest.mark.parametrize("ending", ["tsv", "xlf"])
def test_a_form_that_holds_a_part_of_the_units_says_so(tmp_path, ending):
    source = memory(tmp_path / "a.tmx", FOUR, (("fr", "Oui"), ("de", "Ja")))
    result = run("convert", source, tmp_path / f"b.{ending}")
    assert result.exit_code == 1
    assert "units of other languages (1)" in result.output
    assert result.output.count("1 written") == 1


def test_a_units_own_source_outranks_that_of_the_header(tmp_path):
    path = memory(tmp_path / "a.tmx", (("zh-CN", "是"), ("en-US", "Yes")), source="zh-CN")
    text = path.read_text("utf-8").replace("<tu>", '<tu srclang="en-US">')
    path.write_text(text, "utf-8")
    assert direction(path) == ("en-US", "zh-CN")


def test_a_unit_in_other_languages_keeps_a_source_of_its_own(tmp_path):
    path = memory(tmp_path / "a.tmx", FOUR, (("fr", "Oui"), ("de", "Ja")))
    tmx.convert(path, tmp_path / "b.tmx")
    assert '<tu srclang="fr">' in (tmp_path / "b.tmx").read_text("utf-8")
    assert not [f for f in tmx.validate(tmp_path / "b.tmx") if f.severity == "error"]


@pytest.fixture(params=["zip", "headerless"])
def unusual(tmp_path, request):
    unit = (("en-US", "The tram stops here."), ("zh-CN", "电车在这里停。"))
    path = memory(tmp_path / "a.tmx", unit, header=request.param == "zip")
    if request.param == "zip":
        with zipfile.ZipFile(tmp_path / "a.tmx.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "folder/a.tmx")
            archive.writestr("__MACOSX/folder/._a.tmx", b"\0\5\26\7 what a Mac adds")
        return tmp_path / "a.tmx.zip"
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats", "IN"),
        ("clean", "IN", "-o", "OUT.tmx"),
        ("merge", "IN", "IN", "-o", "OUT.tmx"),
        ("convert", "IN", "OUT.tsv"),
        ("convert", "IN", "OUT.xlf"),
        ("split", "IN", "-o", "OUT"),
        ("diff", "IN", "IN"),
        ("lookup", "电车", "--memory", "IN"),
    ],
)
def test_packed_and_headerless_memories_are_read_by_every_command(unusual, tmp_path, arguments):
    output = tmp_path / "out"
    names = {"IN": str(unusual), "OUT": str(output)}
    given = [names.get(each, each.replace("OUT", str(output))) for each in arguments]
    if arguments[0] == "split":
        given += ["--units", "1"]
    result = run(*given)
    assert result.exit_code == 0, result.output


def test_an_archive_that_gives_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tmx.formats.tmx.decoding._SMALL", 1000)
    path = memory(tmp_path / "a.tmx", *[(("en", "x" * 1000), ("zh", "是"))] * 2000)
    with zipfile.ZipFile(tmp_path / "b.tmx.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "a.tmx")
    with pytest.raises(InputError, match="times its size"):
        list(tmx.read(tmp_path / "b.tmx.zip"))


def test_an_archive_of_several_memories_is_refused(tmp_path):
    path = memory(tmp_path / "a.tmx", FOUR)
    with zipfile.ZipFile(tmp_path / "b.tmx.zip", "w") as archive:
        archive.write(path, "a.tmx")
        archive.write(path, "b.tmx")
        archive.write(path, "__MACOSX/._b.tmx")
    with pytest.raises(InputError, match="2 memories"):
        list(tmx.read(tmp_path / "b.tmx.zip"))


def test_normal_codes_are_what_is_compared():
    assert nearest(["ZH_tw", "zh-hk"], normal_code("zh-HK")) == 1


def test_the_pair_in_a_line_of_json_is_that_of_the_codes(tmp_path):
    source = memory(tmp_path / "a.tmx", FOUR)
    output = tmp_path / "b.jsonl"
    tmx.convert(source, output, target="zh-TW")
    assert [pair.zh for pair in tmx.read_pairs(output)] == ["軟體"]
    text = output.read_text("utf-8")
    tmx.convert(output, tmp_path / "c.tmx")
    assert segments(tmp_path / "c.tmx") == [dict(FOUR)]
    output.write_text(text.replace('"zh": "軟體"', '"zh": "軟體程式"'), "utf-8")
    tmx.convert(output, tmp_path / "c.tmx")
    assert segments(tmp_path / "c.tmx") == [{**dict(FOUR), "zh-TW": "軟體程式"}]


def test_the_form_before_xml_lang_is_no_error(tmp_path):
    path = memory(tmp_path / "a.tmx", (("en-US", "Yes"), ("zh-CN", "是")))
    text = path.read_text("utf-8").replace("xml:lang", "lang").replace('"1.4"', '"1.1"')
    path.write_text(text, "utf-8")
    assert [found.rule for found in tmx.validate(path)] == ["older"]
    assert run("validate", path).exit_code == 0


@pytest.mark.parametrize("name", ["b.xlf", "b.xml"])
def test_validate_says_what_xliff_is(tmp_path, name):
    source = memory(tmp_path / "a.tmx", ENGLISH)
    tmx.convert(source, tmp_path / "b.xlf")
    (tmp_path / "b.xlf").rename(tmp_path / name)
    result = run("validate", tmp_path / name)
    assert result.exit_code == 2
    assert "this is XLIFF" in result.output


TABLE = (("于先生住在斗六。", "Mr Yu."), ("兩國會談。", "Talks."), ("布告不准改。", "A notice."))


@pytest.mark.parametrize("column", ["zh", "zh-TW", "zh-HK", "zh-Hant"])
@pytest.mark.parametrize("script", ["traditional", "taiwan", "hong-kong"])
@pytest.mark.parametrize("form", ["tmx", "tsv", "jsonl"])
def test_a_traditional_table_keeps_its_characters(tmp_path, column, script, form):
    rows = [(column, "en"), *TABLE]
    given = tmp_path / "a.tsv"
    given.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    tmx.convert(given, tmp_path / f"b.{form}", script=script)
    assert [pair.zh for pair in tmx.read_pairs(tmp_path / f"b.{form}")] == [zh for zh, _ in TABLE]


@pytest.mark.parametrize("form", ["tmx", "jsonl"])
def test_a_traditional_memory_without_a_region_keeps_its_characters(tmp_path, form):
    given = memory(tmp_path / "a.tmx", *((("zh", zh), ("en", en)) for zh, en in TABLE))
    tmx.convert(given, tmp_path / f"b.{form}", script="taiwan")
    tmx.convert(tmp_path / f"b.{form}", tmp_path / "c.tmx")
    assert [unit.segments["zh-TW"] for unit in tmx.read(tmp_path / "c.tmx")] == [
        zh for zh, _ in TABLE
    ]


def test_traditional_rows_of_a_simplified_table_become_simplified(tmp_path):
    given = tmp_path / "a.tsv"
    given.write_text("zh\ten\n他走了。\tx\n於是他走了。\ty\n衞生部\tz\n", encoding="utf-8")
    tmx.convert(given, tmp_path / "b.tmx", script="simplified")
    found = [unit.segments["zh-CN"] for unit in tmx.read(tmp_path / "b.tmx")]
    assert found == ["他走了。", "于是他走了。", "卫生部"]


def test_a_language_that_a_table_does_not_hold_is_refused(tmp_path):
    source = memory(tmp_path / "a.tmx", (*FOUR, ("ja", "ソフト")))
    for ending in ("tsv", "csv", "moses"):
        with pytest.raises(UsageError, match=r"^ja: .* holds Chinese and English alone; write"):
            tmx.convert(source, tmp_path / f"b.{ending}", target="ja")
    assert [*tmp_path.iterdir()] == [source]
    tmx.convert(source, tmp_path / "b.xlf", target="ja")
    assert [u.segments["ja"] for u in read_units(tmp_path / "b.xlf")] == ["ソフト"]


REGIONS = (
    (("en-US", "Yes"), ("zh-TW", "是")),
    (("en-US", "No"), ("zh-HK", "不是")),
    (("en-GB", "Lorry"), ("zh-TW", "卡車")),
    (("en-US", "Perhaps"), ("zh", "也許")),
)


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("b.xlf", "regions of units in another one than the file's"),
        ("b.po", "regions of units in another one than the file's"),
        ("b.tsv", "scripts and regions of units, which the columns do not say"),
    ],
)
def test_regions_that_a_form_does_not_show_are_named(tmp_path, name, named):
    source = memory(tmp_path / "a.tmx", *REGIONS)
    result = run("convert", source, tmp_path / name)
    codes = "en-GB, zh-HK, zh-TW (3)" if name == "b.tsv" else "en-GB, zh-HK (2)"
    assert re.search(f"{re.escape(named)}.*: {re.escape(codes)}", result.output)
    assert result.exit_code == (name != "b.tsv")
    asked = ("--source", "en-US", "--target", "zh-TW")
    result = run("convert", source, tmp_path / name, *asked)
    assert "lost, since" not in result.output


def test_each_pair_of_codes_has_a_file_of_its_own_in_xliff_1_2(tmp_path):
    source = memory(tmp_path / "a.tmx", *REGIONS)
    result = run("convert", source, tmp_path / "b.xlf", "--xliff", "1.2")
    assert (result.exit_code, "lost" in result.output) == (0, False)
    files = etree.parse(tmp_path / "b.xlf").getroot()
    assert [(f.get("source-language"), f.get("target-language"), len(f[1])) for f in files] == [
        ("en-US", "zh-TW", 2),
        ("en-US", "zh-HK", 1),
        ("en-GB", "zh-TW", 1),
    ]
    ids = [unit.get("id") for unit in files.iter("{*}trans-unit")]
    assert len({*ids}) == len(ids)
    tmx.convert(tmp_path / "b.xlf", tmp_path / "c.tmx")
    assert sorted(map(str, segments(tmp_path / "c.tmx"))) == sorted(str(dict(u)) for u in REGIONS)
    run("convert", source, tmp_path / "d.xlf", "--xliff", "1.2", "--target", "zh-TW")
    codes = [f.get("target-language") for f in etree.parse(tmp_path / "d.xlf").getroot()]
    assert codes == ["zh-TW", "zh-TW"]


def test_the_direction_is_what_the_units_say_where_the_file_does_not(tmp_path):
    body = "".join(
        f'<trans-unit id="{code}"><source>Hi.</source><target xml:lang="{code}">你好。</target>'
        "</trans-unit>"
        for code in ("zh-TW", "zh-HK")
    )
    (tmp_path / "a.xlf").write_text(
        '<xliff version="1.2"><file original="a.docx" datatype="x" source-language="en">'
        f"<body>{body}</body></file></xliff>",
        encoding="utf-8",
    )
    tmx.convert(tmp_path / "a.xlf", tmp_path / "b.tmx")
    assert direction(tmp_path / "b.tmx") == ("en", "zh-TW")
    assert [list(found) for found in segments(tmp_path / "b.tmx")] == [
        ["en", "zh-TW"],
        ["en", "zh-HK"],
    ]


@pytest.mark.parametrize("header", [True, False])
def test_what_is_recovered_keeps_its_direction(tmp_path, header):
    unit = (("en-US", "Salt & pepper."), ("zh-TW", "鹽和胡椒。"))
    broken = memory(tmp_path / "a.tmx", unit, header=header)
    with pytest.raises(InputError):
        list(tmx.read(broken))
    tmx.convert(broken, tmp_path / "b.tmx", on_repair=lambda _: None)
    assert direction(tmp_path / "b.tmx") == ("en-US", "zh-TW")
    assert segments(tmp_path / "b.tmx") == [dict(unit)]
