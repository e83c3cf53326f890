import pytest

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair
from tmx.formats.tmx.read import Header, lenient_header, segment_type

TRADOS = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4">
  <header creationtool="X" creationtoolversion="9" segtype="sentence" o-tmf="X" adminlang="en"
          srclang="EN-US" datatype="xml"><note>客户</note><prop type="x-a">1</prop></header>
  <body>
    <tu tuid="7" creationdate="20260104T010203Z" changeid="Li">
      <note>first</note>
      <prop type="x-domain">外交</prop><prop type="x-domain">贸易</prop>
      <tuv xml:lang="en-us" changedate="20260105T010203Z"><prop type="x-own">2</prop>
        <seg>Press <bpt i="1" x="1">&lt;b></bpt><hi type="term">Save</hi><ept i="1"/> now</seg>
      </tuv>
      <tuv lang="ZH-HANS">
        <seg>请按<ph><sub>提示</sub></ph>“保存” &amp; <![CDATA[<继续>]]></seg>
      </tuv>
      <tuv xml:lang="de"><seg>Jetzt <b>sichern</b></seg></tuv>
    </tu>
    <meta><x/></meta>
    <tu><tuv xml:lang="fr"><seg>oui</seg></tuv></tu>
  </body>
</tmx>
"""


@pytest.fixture
def trados(tmp_path):
    path = tmp_path / "trados.tmx"
    path.write_text(TRADOS, encoding="utf-8")
    return path


def test_all_that_a_unit_has_is_kept(trados):
    unit = next(tmx.read(trados))
    assert unit.attributes == (
        ("tuid", "7"),
        ("creationdate", "20260104T010203Z"),
        ("changeid", "Li"),
    )
    assert unit.properties == (("x-domain", "外交"), ("x-domain", "贸易"))
    assert unit.notes == ("first",)
    english, chinese, german = unit.variants
    assert english.properties == (("x-own", "2"),)
    assert english.attributes == (("changedate", "20260105T010203Z"),)
    assert (english.language, chinese.language, german.language) == ("en-us", "ZH-HANS", "de")


def test_words_stand_apart_from_codes(trados):
    english, chinese, german = next(tmx.read(trados)).variants
    assert english.text == "Press Save now"
    assert english.markup == (
        'Press <bpt i="1" x="1">&lt;b&gt;</bpt><hi type="term">Save</hi><ept i="1"/> now'
    )
    assert chinese.text == "请按“保存” & <继续>"
    assert chinese.markup == "请按<ph><sub>提示</sub></ph>“保存” &amp; &lt;继续&gt;"
    assert (german.text, german.markup) == ("Jetzt sichern", "")


def test_the_header_says_what_it_says(trados):
    header = tmx.header(trados)
    assert (header.version, header.source) == ("1.4", "EN-US")
    assert header.notes == ("客户",)
    assert header.properties == (("x-a", "1"),)
    assert header.attributes["creationtoolversion"] == "9"


def test_pairs_are_found_by_codes_of_any_form(trados):
    assert list(tmx.pairs(trados)) == [SentencePair("请按“保存” & <继续>", "Press Save now")]


def test_the_direction_is_the_headers_or_that_of_the_first_unit(trados):
    assert tmx.direction(trados) == ("en-US", "zh-Hans")
    trados.write_text(TRADOS.replace('srclang="EN-US"', 'srclang="*all*"'), encoding="utf-8")
    assert tmx.direction(trados) == ("en-US", "zh-Hans")


def test_a_memory_of_other_languages_is_no_silent_nothing(trados):
    trados.write_text(TRADOS.replace("ZH-HANS", "ja"), encoding="utf-8")
    with pytest.raises(InputError, match=r"no unit has Chinese.*en-us, ja, de"):
        list(tmx.pairs(trados))


def test_an_empty_memory_has_no_pairs(trados):
    head, tail = TRADOS.split("<body>")[0], "<body/></tmx>"
    trados.write_text(head + tail, encoding="utf-8")
    assert list(tmx.pairs(trados)) == []


def test_the_first_units_come_before_the_rest_is_read(tmp_path):
    path = tmp_path / "long.tmx"
    unit = '<tu><tuv xml:lang="zh"><seg>是</seg></tuv></tu>\n'
    path.write_text(f'<tmx version="1.4"><header/><body>{unit * 20_000}<broken', encoding="utf-8")
    units = tmx.read(path)
    assert [next(units).variants[0].text for _ in range(1000)] == ["是"] * 1000
    with pytest.raises(InputError, match=":20001"):
        list(units)


def test_tags_in_a_note_are_passed_over_and_their_words_kept(trados):
    note = "<note>a<sub><ph>b</ph></sub>c</note>"
    trados.write_text(TRADOS.replace("<note>first</note>", note), encoding="utf-8")
    assert next(tmx.read(trados)).notes == ("abc",)


def header(**attributes):
    return Header("1.4", "zh", attributes)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), "sentence"),
        (("",), "sentence"),
        (("sentence",), "sentence"),
        (("phrase", "phrase"), "phrase"),
        (("paragraph", ""), "paragraph"),  # one says nothing
        (("sentence", "phrase"), "paragraph"),  # they differ
        (("line",), "sentence"),  # no type that TMX knows
        (("line", "block"), "block"),
    ],
)
def test_segments_of_memories_that_stand_in_one(said, expected):
    headers = [header(segtype=kind) if kind else header() for kind in said]
    assert segment_type(*headers) == expected


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no TMX at all",
        "<tmx version='1.4'><body><tu><tuv xml:lang='zh'><seg>是</seg></tuv></tu></body></tmx>",
        "<html><body/></html>",
    ],
)
def test_a_header_that_is_not_there_is_no_reason_not_to_use_the_units(tmp_path, content):
    path = tmp_path / "headless.tmx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        tmx.header(path)
    assert lenient_header(path) == Header("", "", {})


def test_a_header_that_is_there_is_read_as_it_is(trados):
    assert lenient_header(trados) == tmx.header(trados)
