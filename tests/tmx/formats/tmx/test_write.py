import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import UsageError
from corpus.model import Kind, SentencePair
from tests.translate_toolkit import read_by_translate_toolkit
from tmx.units.characters import normal_text
from tmx.units.markup import escape

ANY = st.text(st.characters(exclude_categories=[]), max_size=20)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
@given(st.lists(st.tuples(ANY, ANY), max_size=5), st.booleans())
def test_any_text_makes_a_memory_without_faults(tmp_path, texts, chinese_first):
    path = tmp_path / "memory.tmx"
    codes = ("zh-TW", "en") if chinese_first else ("en", "zh-TW")
    made = [tmx.unit_from_pair(SentencePair(zh, en), *codes) for zh, en in texts]
    written = tmx.write(path, made, source=codes[0], target=codes[1])
    assert written == sum(1 for zh, en in texts if normal_text(zh) and normal_text(en))
    assert {finding.rule for finding in tmx.validate(path)} <= {"two-targets", "segment-type"}
    again = tmp_path / "again.tmx"
    assert tmx.write(again, tmx.read(path), source=codes[0], target=codes[1]) == written
    assert again.read_bytes() == path.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(ANY)
def test_a_segment_is_the_clean_text_escaped(tmp_path, text):
    path = tmp_path / "memory.tmx"
    written = tmx.write(path, [tmx.unit_from_pair(SentencePair("是", text))])
    assert written == bool(normal_text(text))
    if written:
        assert f"<seg>{escape(normal_text(text))}</seg>" in path.read_text(encoding="utf-8")


PAIRS = [
    SentencePair("  两国将扩大\n经贸合作。\u3000", "They will expand trade.", 0.91, topic="韩国"),
    SentencePair("价格为“３％” & <更高>。", "It costs “3%” & <more>.", 0.5, Kind.COMPARABLE),
]


def file_of(path, **options):
    tmx.write(path, map(tmx.unit_from_pair, PAIRS), **options)
    return path.read_text(encoding="utf-8")


def test_the_file_looks_like_this(tmp_path):
    version = tmx.header(_written(tmp_path)).attributes["creationtoolversion"]
    assert file_of(tmp_path / "memory.tmx") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="duizhao" creationtoolversion="{version}" segtype="sentence" '
        'o-tmf="duizhao" adminlang="en-US" srclang="zh-CN" datatype="plaintext">\n'
        "</header>\n<body>\n"
        '<tu>\n<prop type="x-score">0.910</prop>\n<prop type="x-kind">parallel</prop>\n'
        '<prop type="x-topic">韩国</prop>\n'
        '<tuv xml:lang="zh-CN"><seg>两国将扩大 经贸合作。</seg></tuv>\n'
        '<tuv xml:lang="en-US"><seg>They will expand trade.</seg></tuv>\n</tu>\n'
        '<tu>\n<prop type="x-score">0.500</prop>\n<prop type="x-kind">comparable</prop>\n'
        '<tuv xml:lang="zh-CN"><seg>价格为“３％” &amp; &lt;更高&gt;。</seg></tuv>\n'
        '<tuv xml:lang="en-US"><seg>It costs “3%” &amp; &lt;more&gt;.</seg></tuv>\n</tu>\n'
        "</body>\n</tmx>\n"
    )


def _written(tmp_path):
    path = tmp_path / "memory.tmx"
    file_of(path)
    return path


def test_pairs_come_back_with_their_evidence(tmp_path):
    first, second = tmx.pairs(_written(tmp_path))
    assert (first.score, first.topic, second.kind) == (0.91, "韩国", Kind.COMPARABLE)
    assert second.zh == PAIRS[1].zh


def test_the_date_is_that_of_source_date_epoch(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767484800")
    assert 'creationdate="20260104T000000Z"' in file_of(tmp_path / "a.tmx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        file_of(tmp_path / "b.tmx")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert "creationdate" not in file_of(tmp_path / "c.tmx")


def test_the_source_variant_comes_first_under_the_headers_code(tmp_path):
    path = tmp_path / "memory.tmx"
    unit = tmx.TranslationUnit(
        (
            tmx.Variant("de", "ja"),
            tmx.Variant("eng", "yes"),
            tmx.Variant("zh_TW", "是的"),
            tmx.Variant("ZH", "是"),
        )
    )
    tmx.write(path, [unit])
    (read,) = tmx.read(path)
    assert [v.language for v in read.variants] == ["zh-CN", "en-US", "de", "zh-TW"]
    assert read.variants[0].text == "是"


def test_traditional_text_is_never_called_simplified(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write(path, [tmx.TranslationUnit((tmx.Variant("zh-HK", "對話"), tmx.Variant("en", "x")))])
    assert [v.language for v in next(tmx.read(path)).variants] == ["zh-HK", "en-US"]


def test_what_no_tool_takes_is_made_fit(tmp_path):
    path = tmp_path / "memory.tmx"
    unit = tmx.TranslationUnit(
        (tmx.Variant("zh", "是", attributes=(("score", "1"),)), tmx.Variant("en", "yes")),
        properties=(("file", "a"), ("", "b"), ("x-c", " c\x01 ")),
        notes=("一\n二",),
        attributes=(
            ("changedate", "2026-01-04T08:00:00+08:00"),
            ("creationdate", "last week"),
            ("srclang", "*all*"),
            ("segtype", "verse"),
            ("tuid", "7"),
        ),
    )
    tmx.write(path, [unit])
    (read,) = tmx.read(path)
    assert read.properties == (("x-file", "a"), ("x-untyped", "b"), ("x-c", "c"))
    assert read.attributes == (("changedate", "20260104T000000Z"), ("tuid", "7"))
    assert read.variants[0].properties == (("x-score", "1"),)
    assert read.notes == ("一\n二",)
    assert tmx.validate(path) == []


def test_level_1_has_words_alone_and_level_2_opens_hi_up(tmp_path):
    path = tmp_path / "memory.tmx"
    marked = tmx.Variant("en", "Press Save", 'Press <hi>Save</hi><ph x="1"/>')
    unit = tmx.TranslationUnit((tmx.Variant("zh", "按保存"), marked))
    tmx.write(path, [unit])
    assert "<seg>Press Save</seg>" in path.read_text(encoding="utf-8")
    tmx.write(path, [unit], level=2)
    assert '<seg>Press Save<ph x="1"/></seg>' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("markup", ["<ph>", "a & b", "</seg><seg>", "<!DOCTYPE a>"])
def test_broken_markup_is_refused_and_nothing_is_written(tmp_path, markup):
    path = tmp_path / "memory.tmx"
    unit = tmx.TranslationUnit((tmx.Variant("zh", "是", markup), tmx.Variant("en", "yes")))
    with pytest.raises(UsageError, match="not well-formed"):
        tmx.write(path, [unit], level=2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("memory.TMX", {}),
        ("memory.xml", {}),
        ("memory.tmx", {"segtype": "verse"}),
        ("memory.tmx", {"source": "*all*"}),
        ("memory.tmx", {"target": "zh_cn"}),
    ],
)
def test_what_would_not_load_is_refused(tmp_path, name, options):
    with pytest.raises(UsageError):
        tmx.write(tmp_path / name, [], **options)


def test_translate_toolkit_reads_the_same(tmp_path):
    expected = [(normal_text(pair.zh), normal_text(pair.en)) for pair in PAIRS]
    assert read_by_translate_toolkit(_written(tmp_path)) == expected


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("a<ph/>b<ph>{1}</ph>", 'a<ph x="1"/>b<ph x="2">{1}</ph>'),
        ('a<ph/>b<ph x="1"/>', 'a<ph x="2"/>b<ph x="1"/>'),
        ("a<it>&lt;b></it>", 'a<it pos="begin">&lt;b&gt;</it>'),
    ],
)
def test_codes_have_what_strict_readers_tell_them_apart_by(tmp_path, markup, written):
    path = tmp_path / "memory.tmx"
    unit = tmx.TranslationUnit((tmx.Variant("zh", "ab", markup), tmx.Variant("en", "yes")))
    tmx.write(path, [unit], source="zh", target="en", level=2)
    assert f"<seg>{written}</seg>" in path.read_text("utf-8")
