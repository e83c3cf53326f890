"""XLIFF 1.2 as other tools write it; every sentence is made up here."""

from collections import Counter

import pytest

import tmx
from corpus.errors import InputError
from tmx.conversion.reading import read_units
from tmx.formats.xliff import elements
from tmx.formats.xliff12.read import header, read

CORE = "urn:oasis:names:tc:xliff:document:1.2"


def written(tmp_path, body, root="", file="", name="a.xlf"):
    path = tmp_path / name
    codes = file or 'source-language="en-US" target-language="zh-CN"'
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<xliff version="1.2" xmlns="{CORE}" {root}>'
        f'<file original="a.docx" datatype="x" {codes}><body>{body}</body></file></xliff>',
        encoding="utf-8",
    )
    return path


def units(path):
    passed = Counter()
    return list(read(path, passed)), dict(passed)


def texts(path):
    return [tuple(v.text for v in unit.variants) for unit in read(path)]


def unit(source, target, attributes="", state=""):
    said = f' state="{state}"' if state else ""
    return (
        f'<trans-unit id="1" {attributes}><source>{source}</source>'
        f"<target{said}>{target}</target></trans-unit>"
    )


def test_state_approval_and_lock_become_properties(tmp_path):
    path = written(
        tmp_path,
        unit("One gate opened.", "一道闸门开启。", 'approved="yes"', "final")
        + unit("Two gates opened.", "两道闸门开启。", 'translate="no"', "needs-review-translation")
        + unit("Three gates opened.", "三道闸门开启。", "", "translated"),
    )
    found, passed = units(path)
    assert [u.properties for u in found] == [
        (("x-state", "final"), ("x-approved", "yes")),
        (("x-state", "needs-review-translation"), ("x-locked", "yes")),
        (),
    ]
    assert [v.language for v in found[0].variants] == ["en-US", "zh-CN"]
    assert found[0].attributes == (("tuid", "a.docx#1"),)
    assert not passed


@pytest.mark.parametrize(
    "body",
    [
        unit("Not done.", ""),
        unit("Not done.", "  \n"),
        unit("Not done.", "Not done.", "", "new"),
        unit("Not done.", "未定", "", "needs-translation"),
        '<trans-unit id="1"><source>Not done.</source></trans-unit>',
        '<trans-unit id="1"><source>Not done.</source><target><x id="1"/></target></trans-unit>',
        '<trans-unit id="1"><source>Not done.</source><alt-trans match-quality="80">'
        "<source>Not done yet.</source><target>还没做完。</target></alt-trans></trans-unit>",
    ],
)
def test_what_is_not_translated_is_no_unit_and_is_counted(tmp_path, body):
    found, passed = units(written(tmp_path, body + unit("Done.", "完成。")))
    assert [u.variants[1].text for u in found] == ["完成。"]
    assert passed == {"not translated": 1}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('state-qualifier="mt-suggestion"', "suggested by a memory"),
        ('state="needs-review-translation" state-qualifier="fuzzy-match"', "suggested by a memory"),
        ('state="needs-adaptation" state-qualifier="rejected-inaccurate"', "rejected"),
        ('state="translated" state-qualifier="fuzzy-match"', {"x-origin": "fuzzy-match"}),
        (
            'state="final" state-qualifier="exact-match"',
            {"x-state": "final", "x-origin": "exact-match"},
        ),
    ],
)
def test_where_a_target_came_from_counts(tmp_path, said, expected):
    found, passed = units(
        written(tmp_path, unit("One", "一").replace("<target", f"<target {said}"))
    )
    if isinstance(expected, dict):
        assert dict(found[0].properties) == expected
    else:
        assert next(iter(passed)).startswith(expected)


def test_it_is_told_in_one_line(tmp_path):
    path = written(tmp_path, unit("A", "") * 2 + unit("Done.", "完成。"))
    said = []
    assert len(list(read_units(path, on_loss=said.append))) == 1
    assert said == [f"{path}: 2 segments are no units: 2 not translated"]
    assert tmx.convert(path, tmp_path / "b.tmx").unused == tuple(said)


def test_segments_pair_by_their_numbers(tmp_path):
    body = """<group id="g"><group><trans-unit id="7">
    <source><g id="1">The dam held. The river fell.</g> Nobody was hurt.</source>
    <seg-source><g id="1"><mrk mtype="seg" mid="1">The dam held.</mrk> <mrk mtype="seg" mid="2"
    >The river fell.</mrk></g> <mrk mtype="seg" mid="3">Nobody was hurt.</mrk></seg-source>
    <target><g id="1"><mrk mtype="seg" mid="2">河水回落。</mrk><mrk mtype="seg" mid="1"
    >大坝稳固。</mrk></g></target></trans-unit></group></group>"""
    found, passed = units(written(tmp_path, body))
    assert [tuple(v.text for v in u.variants) for u in found] == [
        ("The dam held.", "大坝稳固。"),
        ("The river fell.", "河水回落。"),
    ]
    assert [u.attributes for u in found] == [(("tuid", "a.docx#7.1"),), (("tuid", "a.docx#7.2"),)]
    assert passed == {"not translated": 1}


def segmented(source, target):
    return f"""<trans-unit id="7"><source>The dam held. The river fell.</source>
    <seg-source>{source}</seg-source><target>{target}</target></trans-unit>"""


def mark(number, text):
    return f'<mrk mtype="seg" mid="{number}">{text}</mrk>'


TWICE = mark(1, "The dam held.") + " " + mark(1, "The river fell.")


def test_segments_of_one_number_pair_by_their_places(tmp_path):
    path = written(tmp_path, segmented(TWICE, mark(1, "大坝稳固。") + mark(1, "河水回落。")))
    assert texts(path) == [("The dam held.", "大坝稳固。"), ("The river fell.", "河水回落。")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (TWICE, mark(1, "大坝稳固，") + mark(2, "河水回落。")),
        (TWICE, mark(1, "大坝稳固，河水回落。")),
        (TWICE.replace('"1">The r', '"2">The r'), mark(1, "大坝稳固，") + mark(1, "河水回落。")),
    ],
)
def test_where_it_is_not_known_which_segments_pair_the_whole_translates_the_whole(
    tmp_path, source, target
):
    found, passed = units(written(tmp_path, segmented(source, target)))
    assert [tuple(v.text for v in u.variants) for u in found] == [
        ("The dam held. The river fell.", "大坝稳固，河水回落。")
    ]
    assert not passed


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (mark(1, "The dam held."), mark(1, "大坝稳固。") + "河水回落。", 1),
        (mark(1, "The dam held."), "<g id='1'>河水</g>" + mark(1, "大坝稳固。"), 1),
        (mark(1, "The dam held."), mark(1, "大坝稳固。") + mark(2, "河水回落。"), 1),
        ("1 " + mark(1, "The dam held."), "1 " + mark(1, "大坝稳固。"), 0),
        (mark(1, "The dam held."), mark(1, "大坝稳固。") + "\n ", 0),
        (mark(1, "The dam held."), "<ph id='1'>br</ph>" + mark(1, "大坝稳固。") + "—", 0),
    ],
)
def test_words_outside_of_the_segments_are_counted(tmp_path, source, target, expected):
    found, passed = units(written(tmp_path, segmented(source, target)))
    assert [u.variants[1].text for u in found] == ["大坝稳固。"]
    assert sum(passed.values()) == expected


def test_a_target_without_segments_translates_the_whole(tmp_path):
    body = """<trans-unit id="7"><source>The dam held. The river fell.</source>
    <seg-source><mrk mtype="seg" mid="1">The dam held.</mrk> <mrk mtype="seg" mid="2"
    >The river fell.</mrk></seg-source><target>大坝稳固，河水回落。</target></trans-unit>"""
    path = written(tmp_path, body)
    assert texts(path) == [("The dam held. The river fell.", "大坝稳固，河水回落。")]


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ('a<x id="1"/>b', 'a<ph x="1"/>b'),
        ('a<x id="i" equiv-text="[icon]"/>b', 'a<ph x="1">[icon]</ph>b'),
        ('a<ph id="3">{0}</ph>b', 'a<ph x="3">{0}</ph>b'),
        (
            'a<g id="1" ctype="bold">b<g id="2">c</g></g>d',
            'a<bpt i="1" x="1" type="bold"/>b<bpt i="2" x="2"/>c<ept i="2"/><ept i="1"/>d',
        ),
        (
            'a<bx id="1" rid="9"/>b<ex id="2" rid="9"/>c',
            'a<bpt i="1" x="1"/>b<ept i="1"/>c',
        ),
        ('a<ex id="1"/>b<bx id="1"/>c', 'a<it pos="end" x="1"/>b<it pos="begin" x="1"/>c'),
        (
            'a<bpt id="1">&lt;b&gt;</bpt>b<ept id="1">&lt;/b&gt;</ept>',
            'a<bpt i="1" x="1">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept>',
        ),
        ('a<it id="4" pos="close">&lt;/i&gt;</it>b', 'a<it pos="end" x="4">&lt;/i&gt;</it>b'),
        (
            'a<ph id="1">&lt;img alt="<sub>a cat</sub>"&gt;</ph>b',
            'a<ph x="1">&lt;img alt="<sub>a cat</sub>"&gt;</ph>b',
        ),
        ('a<mrk mtype="term">term</mrk> b', ""),
        ("a <![CDATA[<b> & c]]>", ""),
    ],
)
def test_inline_codes_become_those_of_tmx(tmp_path, source, markup):
    path = written(tmp_path, unit(source, f"中{source}"))
    ((one, other),) = [u.variants for u in read(path)]
    assert one.markup == markup
    assert other.markup == (f"中{markup}" if markup else "")
    converted = tmx.convert(path, tmp_path / "b.tmx")
    assert converted.written == 1
    assert [f for f in tmx.validate(tmp_path / "b.tmx") if f.severity == "error"] == []


def test_white_space_and_notes_stay(tmp_path):
    body = """<trans-unit id="1" xml:space="preserve"><source>Two  spaces
and a line</source><target>两个  空格</target><note>of the unit</note>
<note annotates="target">对译文</note><note> </note></trans-unit>"""
    (found,) = read(written(tmp_path, body))
    assert found.variants[0].text == "Two  spaces\nand a line"
    assert found.notes == ("of the unit",)
    assert found.variants[1].notes == ("对译文",)


def test_what_a_program_indented_its_xml_with_is_no_text(tmp_path):
    text = "The dam\n        held.\n      "
    path = written(tmp_path, unit(f"\n    {text}", "大坝\n\t\t稳固。"))
    ((source, target),) = [u.variants for u in read(path)]
    assert (source.text, target.text) == (" The dam held. ", "大坝 稳固。")
    kept = written(tmp_path, unit(text, "一", 'xml:space="preserve"'))
    assert next(read(kept)).variants[0].text == text


def test_what_is_not_translated_is_given_on_request(tmp_path):
    path = written(tmp_path, unit("Not done.", "") + unit("New.", "New.", "", "new"))
    found = [tuple(v.text for v in u.variants) for u in read_units(path, every=True)]
    assert found == [("Not done.", ""), ("New.", "New.")]


def test_files_in_one_have_their_own_languages(tmp_path):
    path = written(tmp_path, unit("One", "一"))
    text = path.read_text(encoding="utf-8")
    second = (
        '<file original="b" datatype="x" source-language="en-GB" target-language="zh-TW">'
        f"<body>{unit('Two', '二')}</body></file></xliff>"
    )
    path.write_text(text.replace("</xliff>", second), encoding="utf-8")
    codes = [tuple(v.language for v in u.variants) for u in read(path)]
    assert codes == [("en-US", "zh-CN"), ("en-GB", "zh-TW")]
    assert [u.attributes for u in read(path)] == [(("tuid", "a.docx#1"),), (("tuid", "b#1"),)]
    assert header(path).source == "en-US"
    assert header(path).attributes["trgLang"] == "zh-CN"


def test_older_versions_without_a_namespace_are_read(tmp_path):
    path = written(tmp_path, unit("One", "一"))
    text = path.read_text(encoding="utf-8").replace(f' xmlns="{CORE}"', "")
    path.write_text(text.replace('version="1.2"', 'version="1.0"'), encoding="utf-8")
    assert texts(path) == [("One", "一")]


def test_a_language_that_only_the_element_says_is_taken(tmp_path):
    path = written(tmp_path, unit("One", "一"), file='source-language="en"')
    with pytest.raises(InputError, match="target-language"):
        list(read(path))
    text = path.read_text(encoding="utf-8").replace("<target", '<target xml:lang="zh-HK"')
    path.write_text(text, encoding="utf-8")
    assert [v.language for v in next(read(path)).variants] == ["en", "zh-HK"]


def test_a_document_in_the_header_is_passed_over(tmp_path):
    """Trados puts the whole file that it translates into the header."""
    path = written(tmp_path, unit("One", "一"))
    head = f"<header><reference><internal-file form='base64'>{'QUJD' * 3_000_000}"
    text = path.read_text(encoding="utf-8")
    text = text.replace("<body>", f"{head}</internal-file></reference></header><body>")
    path.write_text(text, encoding="utf-8")
    assert texts(path) == [("One", "一")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t[:220], "no well-formed XML"),
        (lambda t: t.replace('version="1.2"', 'version="3.0"'), "is XLIFF 3.0"),
        (lambda t: t.replace("<xliff", '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff'), "has a DOCTYPE"),
        (
            lambda t: t.replace(
                "<xliff", '<!DOCTYPE xliff [<!ENTITY e SYSTEM "file:///etc/hostname">]><xliff'
            ).replace("One", "&e;"),
            "has a DOCTYPE",
        ),
        (lambda t: t.replace("One", "&e;"), "not defined"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_a_reason(tmp_path, change, reason):
    path = written(tmp_path, unit("One", "一"))
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        list(read_units(path))


@pytest.mark.parametrize(
    ("start", "filler"),
    [
        ("<body><trans-unit><source>", "<x/>"),
        ("<header>", "<a>"),
        ("<body><trans-unit", ' a="1"'),
        ("<header>", "  \n"),
        ("<!--", "abc"),
        ("<body><trans-unit><source>", "中"),
    ],
)
def test_a_unit_without_end_is_refused(tmp_path, monkeypatch, start, filler):
    monkeypatch.setattr(elements, "MOST_BYTES", 10_000_000)
    path = tmp_path / "a.xlf"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f'<xliff version="1.2"><file source-language="en">{start}')
        piece = filler * (1_000_000 // len(filler.encode()))
        stream.writelines(piece for _ in range(12))
    with pytest.raises(InputError, match=r"has no unit within|no well-formed XML"):
        list(read_units(path))


def test_entities_that_multiply_in_an_attribute_of_the_root_cost_nothing(tmp_path):
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12)
    )
    path = tmp_path / "a.xlf"
    path.write_text(f'<!DOCTYPE xliff [{laughs}]><xliff version="&l11;"/>', encoding="utf-8")
    with pytest.raises(InputError):
        list(read_units(path))
