import pytest

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair
from tmx.validation.rules import RULES, Severity

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en-US"
 srclang="zh-CN" datatype="plaintext"><prop type="x-a">1</prop></header>
<body>
<tu creationdate="20260104T010203Z"><prop type="x-b">2</prop>
<tuv xml:lang="zh-CN"><seg>请<bpt i="1"/>保存<ept i="1"/>。</seg></tuv>
<tuv xml:lang="en-US"><seg>Please save.</seg></tuv>
</tu>
</body>
</tmx>
"""
FAULTS = [  # what to replace, by what, the rule, the line
    (' srclang="zh-CN"', "", "header", 3),
    (' o-tmf="a"', "", "header", 3),
    ('version="1.4"', 'version="1.4b"', "version", 2),
    ('version="1.4"', 'version="1.1"', "older", 2),
    ('<tmx version="1.4">', '<tmx version="1.4" xmlns="a">', "structure", 2),
    ('srclang="zh-CN"', 'srclang="*all*"', "source-all", 3),
    ('srclang="zh-CN"', 'srclang="ZH-CN"', "source-code", 6),
    ('srclang="zh-CN"', 'srclang="zh"', "source-code", 6),
    ('srclang="zh-CN"', 'srclang="ja"', "source-missing", 6),
    ('segtype="sentence"', 'segtype="unknown"', "structure", 3),
    ('"en-US"><seg', '"en_US"><seg', "language-code", 8),
    ('"en-US"><seg', '"eng"><seg', "language-code", 8),
    ('"x-b"', '"file"', "property-reserved", 6),
    ('"x-b"', '"client"', "property-name", 6),
    (' type="x-b"', "", "property-untyped", 6),
    ("save.", "\x01save.", "well-formed", 8),
    ("save.", "&#1;save.", "well-formed", 8),
    ("save.", "s&x;", "entity", 8),
    ("Please", " Please", "edge-space", 8),
    ("。</seg>", "。\u3000</seg>", "edge-space", 7),
    ("Please ", "Please\n", "line-break", 9),
    ("save.", "save\u0301 e\u0301.", "normal-form", 8),
    ("save.", "save." * 500, "length", 8),
    ("Please", "<hi>Please</hi>", "inline-hi", 8),
    ('<ept i="1"/>', "", "inline-pair", 7),
    ('<ept i="1"/>', '<ept i="2"/>', "inline-pair", 7),
    ("Please", "<b>Please</b>", "structure", 8),
    ("</tu>", '<tuv xml:lang="en-US"><seg>Save.</seg></tuv></tu>', "two-variants", 9),
    ("</tu>", '<prop type="x-c">3</prop></tu>', "structure", 9),
    ("</tu>", "</tu><tu/>", "structure", 9),
    ("</tu>", "words</tu>", "structure", 9),
    ("Please save.", "", "one-sided", 6),
    (
        '保存<ept i="1"/>。</seg></tuv>\n<tuv xml:lang="en-US"><seg>Please save.',
        '保存<ept i="1"/>。好。</seg></tuv>\n<tuv xml:lang="en-US"><seg>Please save. Thanks.',
        "segment-type",
        6,
    ),
    ("20260104T010203Z", "2026-01-04", "date", 6),
    ("<tmx", "<!DOCTYPE tmx><tmx", "doctype", 2),
    ("<tu ", '<tu score="1" ', "structure", 6),
    ("<tu ", '<tu srclang="en-US" ', "source-own", 6),
    ("</body>", "</body><body/>", "structure", 11),
    ("Please", "<ph><seg>Please</seg></ph>", "structure", 8),
    ("<tuv", "<ph><tuv><seg>x</seg></tuv></ph><tuv", "structure", 7),
]


@pytest.fixture
def put(tmp_path):
    def write(text, codec="utf-8", name="memory.tmx"):
        path = tmp_path / name
        path.write_bytes(text.encode(codec))
        return path

    return write


def test_a_good_memory_has_no_faults(put):
    assert tmx.validate(put(GOOD)) == []


@pytest.mark.parametrize(("old", "new", "rule", "line"), FAULTS)
def test_each_fault_is_found_where_it_is(put, old, new, rule, line):
    assert old in GOOD
    findings = tmx.validate(put(GOOD.replace(old, new, 1)))
    assert (rule, line) in [(finding.rule, finding.line) for finding in findings]
    assert all(finding.consumer and "\n" not in finding.message for finding in findings)


def test_a_second_target_is_found(put):
    unit = GOOD[GOOD.index("<tu ") : GOOD.index("</body>")]
    other = unit.replace("Please save.", "Save.")
    findings = tmx.validate(put(GOOD.replace("</body>", unit + other + "</body>")))
    assert [(finding.rule, finding.line) for finding in findings] == [("two-targets", 14)]


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_name_that_two_units_have_is_found(put, between):
    unit = GOOD[GOOD.index("<tu ") : GOOD.index("</body>")].strip()
    one = unit.replace("<tu ", '<tu tuid="n-1" ').replace("\n", "")
    other = one.replace("Please save.", "Please stay.").replace("请", "再")
    more = other.replace("n-1", "n-2").replace("stay", "stop").replace("再", "又")
    text = GOOD.replace(unit, between.join((one, other, more)))
    assert [finding.rule for finding in tmx.validate(put(text))] == ["same-name"]


@pytest.mark.parametrize(
    ("codec", "declared", "rules"),
    [
        ("utf-8-sig", "UTF-8", ["encoding"]),
        ("utf-16", "UTF-16", ["encoding"]),
        ("gb18030", "GB18030", ["encoding"]),
        ("utf-16", "UTF-8", ["encoding", "encoding-declared"]),
        ("utf-8", "UTF-16", ["encoding-declared"]),
    ],
)
def test_other_encodings_are_read_and_named(put, codec, declared, rules):
    text = GOOD.replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert [finding.rule for finding in tmx.validate(put(text, codec))] == rules


def test_a_name_that_tools_pass_over_is_named(put):
    assert [f.rule for f in tmx.validate(put(GOOD, name="memory.TMX"))] == ["file-name"]


def test_a_file_that_cannot_be_read_is_no_finding(tmp_path):
    with pytest.raises(InputError, match=r"none\.tmx"):
        tmx.validate(tmp_path / "none.tmx")


def test_every_rule_is_tried():
    tried = {rule for *_, rule, _ in FAULTS}
    of_files = {"encoding", "encoding-declared", "file-name", "file-size", "file-large"}
    assert set(RULES) - tried == {"two-targets", "same-name", *of_files}


def test_what_is_written_here_has_no_faults_but_two_targets(tmp_path):
    path = tmp_path / "memory.tmx"
    pairs = [SentencePair("你好", "Hello"), SentencePair("你好", "Hi")]
    tmx.write(path, map(tmx.unit_from_pair, pairs))
    assert [(f.rule, f.severity) for f in tmx.validate(path)] == [("two-targets", Severity.WARNING)]
    tmx.write(path, map(tmx.unit_from_pair, tmx.one_target_each(pairs)))
    assert tmx.validate(path) == []
