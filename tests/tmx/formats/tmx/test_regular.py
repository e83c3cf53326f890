"""What goes past the parser is what the parser would have found, and so is every fault."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from tmx.formats.tmx import decoding, parsing
from tmx.formats.tmx.read import Collector
from tmx.formats.tmx.regular import UNIT, unit_of
from tmx.validation.validate import findings

HEAD = (
    '<tmx version="1.4">\n<header creationtool="a" creationtoolversion="1" segtype="sentence" '
    'o-tmf="a" adminlang="en" srclang="zh-CN" datatype="plaintext"/>\n<body>'
)
TAIL = "</body>\n</tmx>\n"
# Ordinary words, and all that can stand between two tags, right and wrong
PIECES = st.sampled_from(
    [
        "外交", "務實", "trade ", "A", " ", "\n", "\u3000", "\xa0", "。", "é", "e\u0301", "𠮷",
        "&amp;", "&lt;", "&quot;", "&apos;", "&gt;", "&#160;", "&#x6d4b;", "&#13;", "&#1;",
        "&nbsp;",
        "&", "&amp", "]]>", ">", "]", '"', "'", "\t", "\r\n", "\r", "\x01", "\ufffe", "\u2028",
        '<ph x="1"/>', '<bpt i="1">a</bpt>b<ept i="1"/>', "<hi>c</hi>", "<![CDATA[</tu>]]>",
        "<!-- </seg></tuv></tu> -->", "<?a </tu>?>", "<b>d</b>", "</seg>", "x" * 2001,
    ]
)  # fmt: skip
ORDINARY = st.sampled_from(["外交", "務實", "trade", "经贸合作", "a b", "&amp;", "。"])
TEXT = st.lists(ORDINARY, max_size=3).map("".join) | st.lists(PIECES, max_size=4).map("".join)
TAG_ENDS = st.sampled_from(
    [
        "", "", "", ' tuid="1"', " creationdate='20260101T000000Z'", ' a="1" a="2"',
        ' changeid="&amp;"',
        '\n usagecount = "2"', ' creationdate="2026"', ' xml:lang="de"', " b", ' c="<"',
        ' d="1"e="2"',
        ' changeid="a\tb"', " ", ' srclang="*all*"', ' lang="zh"', ' é="1"', ' changeid="</tu>"',
    ]
)  # fmt: skip
LANGUAGES = st.sampled_from(['"zh-CN"', '"en-US"', '"en-US"', '"zh_TW"', "'zh-CN'", '""', '"en"'])
GAPS = st.sampled_from(["", "\n", "\n", " \r\n", "\t", "<!-- <tu> -->", "words", "<note>n</note>"])


@st.composite
def details(draw):
    kinds = st.sampled_from(["x-a", "x-b", "client", "file", "", "x-&amp;"])
    kind, value, gap = draw(kinds), draw(TEXT), draw(GAPS)
    return f'<prop type="{kind}"{draw(TAG_ENDS)}>{value}</prop>{gap}'


@st.composite
def variant(draw):
    about = draw(st.lists(details(), max_size=1).map("".join))
    return (
        f"<tuv xml:lang={draw(LANGUAGES)}{draw(TAG_ENDS)}>{draw(GAPS)}{about}"
        f"<seg>{draw(TEXT)}</seg>{draw(GAPS)}</tuv>{draw(GAPS)}"
    )


@st.composite
def unit(draw):
    about = draw(st.lists(details(), max_size=2).map("".join))
    sides = draw(st.lists(variant(), min_size=1, max_size=3).map("".join))
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(["<tu/>", "<meta><tu></tu></meta>", "</tu>", "</tu >", "<tu>"]))
    return f"<tu{draw(TAG_ENDS)}>{draw(GAPS)}{about}{sides}</tu>{draw(GAPS)}"


ORDINARY_UNIT = st.builds(
    '<tu>\n<prop type="x-a">{}</prop>\n<tuv xml:lang="zh-CN"><seg>{}</seg></tuv>\n'
    '<tuv xml:lang="en-US"><seg>{}</seg></tuv>\n</tu>\n'.format,
    ORDINARY, ORDINARY, ORDINARY,
)  # fmt: skip


def all_of(path, *, regular):
    """What reading and checking give, and how they end."""
    collector, units, end = Collector(path), [], None
    try:
        for _ in parsing.steps(path, collector, regular=regular):
            units += collector.units
            collector.units.clear()
    except InputError as error:
        units += collector.units
        end = str(error)
    return units, end, list(findings(path, regular=regular))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(ORDINARY_UNIT | unit(), max_size=6), st.integers(0, 400), st.booleans())
@example([f"<!-- {'<tu>' * 3} </tu>", "</tu>"], 3, False)
@example(["<meta>", "</meta>"], 0, False)
def test_the_fast_way_and_the_plain_one_agree(tmp_path, monkeypatch, units, more, cut_off):
    path = tmp_path / "memory.tmx"
    text = HEAD + "".join(units) + ("" if cut_off else TAIL)
    path.write_bytes(text.encode())
    monkeypatch.setattr(decoding, "_CHUNK", len(HEAD) + more)  # pieces end anywhere
    assert all_of(path, regular=True) == all_of(path, regular=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(ORDINARY_UNIT, min_size=1, max_size=9), st.integers(0, 400))
def test_ordinary_units_do_go_past_the_parser(tmp_path, monkeypatch, units, more):
    path = tmp_path / "memory.tmx"
    path.write_text(HEAD + "".join(units) + TAIL, encoding="utf-8")
    monkeypatch.setattr(decoding, "_CHUNK", len(HEAD) + more)
    collector = Collector(path)
    starts = []
    inner = collector.parser.StartElementHandler
    collector.parser.StartElementHandler = lambda name, about: (
        starts.append(name),
        inner(name, about),
    )
    assert sum(1 for _ in parsing.steps(path, collector)) > 0
    assert collector.count() == len(units)
    assert starts == ["tmx", "header", "body"]


def test_a_unit_is_made_as_its_class_makes_it():
    text = (
        '<tu tuid="7"><prop type="x-a">1 &amp; 2</prop><tuv xml:lang="zh" changeid="Li"><seg>是'
        '</seg></tuv><tuv lang="en"><prop type="x-b">3</prop><seg>&lt;yes&gt;</seg></tuv></tu>'
    )
    found = UNIT.fullmatch(text)
    assert unit_of(found.groups()) == tmx.TranslationUnit(
        (
            tmx.Variant("zh", "是", attributes=(("changeid", "Li"),)),
            tmx.Variant("en", "<yes>", properties=(("x-b", "3"),)),
        ),
        (("x-a", "1 & 2"),),
        (),
        (("tuid", "7"),),
    )


@pytest.mark.parametrize("text", ["&nbsp;", "&#160;", "a & b", "&amp"])
def test_other_references_are_left_to_the_parser(text):
    found = UNIT.fullmatch(
        f'<tu><tuv xml:lang="zh"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>'
    )
    assert unit_of(found.groups()) is None
