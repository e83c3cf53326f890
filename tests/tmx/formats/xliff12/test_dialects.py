"""What Trados, memoQ and Phrase write; every sentence is made up here, the names are theirs."""

from collections import Counter

import pytest

import tmx
from tests.tmx.formats.xliff12.test_read import written
from tmx.formats.xliff12.read import read

SDL = 'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
MEMOQ = 'xmlns:mq="MQXliff"'
PHRASE = 'xmlns:m="http://www.memsource.com/mxlf/2.0"'


def one(path):
    """The properties of the unit, or why there is none."""
    passed = Counter()
    found = list(read(path, passed))
    return dict(found[0].properties) if found else next(iter(passed))


def trados(segment, source="The dam held.", target="大坝稳固。"):
    return (
        f'<trans-unit id="u"><source>{source}</source>'
        f'<seg-source><mrk mtype="seg" mid="4">{source}</mrk></seg-source>'
        f'<target><mrk mtype="seg" mid="4">{target}</mrk></target>'
        f'<sdl:seg-defs><sdl:seg id="4" {segment}/></sdl:seg-defs></trans-unit>'
    )


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ('conf="Translated"', {}),
        (
            'conf="Translated" origin="tm" origin-system="M" percent="87"',
            {"x-match": "87", "x-origin": "tm"},
        ),
        (
            'conf="ApprovedSignOff" locked="true"',
            {"x-state": "ApprovedSignOff", "x-approved": "yes", "x-locked": "yes"},
        ),
        ('conf="Draft" origin="interactive"', {"x-state": "Draft", "x-origin": "interactive"}),
        (
            'conf="Draft" origin="tm" percent="100"',
            {"x-state": "Draft", "x-match": "100", "x-origin": "tm"},
        ),
        ('conf="Draft" origin="tm" percent="81"', "suggested by a memory or a machine"),
        ('conf="Draft" origin="nmt"', "suggested by a memory or a machine"),
        ('conf="Draft" origin="source"', "not translated"),
        ('conf="RejectedTranslation"', "rejected"),
        ("", "not translated"),
    ],
)
def test_trados_says_how_far_a_segment_is(tmp_path, segment, expected):
    path = written(tmp_path, trados(segment), SDL, name="a.sdlxliff")
    found = one(path)
    assert found == expected if isinstance(expected, dict) else found.startswith(expected)


def test_the_codes_of_trados_have_what_its_header_says(tmp_path):
    inside = 'Press <g id="5">Save</g><x id="6"/>.'
    path = written(tmp_path, trados('conf="Translated"', inside, inside), SDL)
    tags = """<header><tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0">
    <tag id="5"><bpt name="b">&lt;b&gt;</bpt><ept name="b">&lt;/b&gt;</ept></tag>
    <tag id="6"><ph name="i">&lt;img/&gt;</ph></tag></tag-defs></header><body>"""
    path.write_text(path.read_text("utf-8").replace("<body>", tags, 1), encoding="utf-8")
    (found,) = read(path)
    assert found.variants[1].markup == (
        'Press <bpt i="1" x="5">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept>'
        '<ph x="6">&lt;img/&gt;</ph>.'
    )
    assert found.variants[1].text == "Press Save."


def test_dates_and_authors_of_trados_are_those_of_the_unit(tmp_path):
    segment = """conf="Translated"><sdl:prev-origin origin="tm"><sdl:value
    key="created_by">Li</sdl:value></sdl:prev-origin
    ><sdl:value key="created_by">Wang</sdl:value><sdl:value key="created_on"
    >01/19/2026 07:16:03</sdl:value><sdl:value key="modified_on">yesterday</sdl:value></sdl:seg"""
    body = trados("XX").replace('<sdl:seg id="4" XX/>', f'<sdl:seg id="4" {segment}>')
    (found,) = read(written(tmp_path, body, SDL))
    assert found.attributes == (
        ("tuid", "a.docx#u.4"),
        ("creationid", "Wang"),
        ("creationdate", "2026-01-19T07:16:03+00:00"),
    )


def test_comments_of_trados_are_notes_and_deleted_words_are_gone(tmp_path):
    target = (
        '<mrk mtype="x-sdl-comment" sdl:cid="c1">大坝<mrk mtype="x-sdl-deleted">很</mrk>'
        '<mrk mtype="x-sdl-added">稳固</mrk></mrk>。'
    )
    path = written(tmp_path, trados('conf="Translated"', target=target), SDL)
    info = """<doc-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><cmt-defs><cmt-def id="c1">
    <Comments xmlns=""><Comment severity="Low">稳固还是坚固？</Comment></Comments></cmt-def>
    </cmt-defs></doc-info><file"""
    path.write_text(path.read_text("utf-8").replace("<file", info, 1), encoding="utf-8")
    (found,) = read(path)
    assert found.variants[1].text == "大坝稳固。"
    assert found.notes == ("稳固还是坚固？",)


def memoq(attributes, more=""):
    return (
        f'<trans-unit id="1" mq:segmentguid="g" {attributes}><source xml:space="preserve">The dam '
        f'held.</source><target xml:space="preserve">大坝稳固。</target>{more}</trans-unit>'
    )


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('mq:status="ManuallyConfirmed"', {}),
        (
            'mq:status="Proofread" mq:locked="locked"',
            {"x-state": "Proofread", "x-approved": "yes", "x-locked": "yes"},
        ),
        (
            'mq:status="Reviewer1Confirmed" mq:percent="101"',
            {"x-state": "Reviewer1Confirmed", "x-approved": "yes", "x-match": "101"},
        ),
        ('mq:status="PartiallyEdited"', {"x-state": "PartiallyEdited"}),
        (
            'mq:status="Pretranslated" mq:percent="100"',
            {"x-state": "Pretranslated", "x-match": "100"},
        ),
        ('mq:status="Pretranslated" mq:percent="83"', "suggested by a memory or a machine"),
        ('mq:status="MachineTranslated"', "suggested by a memory or a machine"),
        ('mq:status="Rejected"', "rejected"),
        ('mq:status="NotStarted"', "not translated"),
        ('mq:status="NeverHeardOf"', {"x-state": "NeverHeardOf"}),
    ],
)
def test_memoq_says_how_far_a_segment_is(tmp_path, attributes, expected):
    found = one(written(tmp_path, memoq(attributes), MEMOQ, name="a.mqxliff"))
    assert found == expected if isinstance(expected, dict) else found.startswith(expected)


def test_pairs_of_memoq_go_by_rid_where_they_have_one_and_else_by_id(tmp_path):
    """A pair with the id 1 and another with the rid 1 are two."""
    inside = (
        '<bpt id="1" ctype="underlined">{}</bpt><bpt id="2" rid="1">&lt;a&gt;</bpt>Naples'
        '<ept id="1">{}</ept><ept id="5" rid="1">&lt;/a&gt;</ept>'
    )
    body = memoq('mq:status="ManuallyConfirmed" mq:lastchangedtimestamp="2026-01-02T03:04:05Z"')
    (found,) = read(written(tmp_path, body.replace("The dam held.", inside), MEMOQ))
    assert found.variants[0].markup == (
        '<bpt i="1" x="1" type="underlined">{}</bpt><bpt i="2" x="2">&lt;a&gt;</bpt>Naples'
        '<ept i="1">{}</ept><ept i="2">&lt;/a&gt;</ept>'
    )
    assert found.attributes == (("tuid", "a.docx#1"), ("changedate", "2026-01-02T03:04:05Z"))


def test_comments_of_memoq_are_notes_and_older_versions_are_no_units(tmp_path):
    more = """<mq:comments><mq:comment deleted="false">再看一遍</mq:comment>
    <mq:comment deleted="true">不要了</mq:comment></mq:comments>
    <mq:minorversions><mq:historical-unit mq:status="NotStarted"><source>Old.</source>
    <target>旧的。</target></mq:historical-unit></mq:minorversions>"""
    (found,) = read(written(tmp_path, memoq('mq:status="ManuallyConfirmed"', more), MEMOQ))
    assert found.notes == ("再看一遍",)
    assert found.variants[1].text == "大坝稳固。"


def phrase(attributes, source="The dam held.", target="大坝稳固。", more=""):
    return (
        f'<group id="0" m:para-id="0"><trans-unit id="t:0" {attributes}><source>{source}</source>'
        f"<target>{target}</target>{more}</trans-unit></group>"
    )


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('m:confirmed="1" m:trans-origin="null"', {}),
        (
            'm:confirmed="2" m:locked="true" m:score="1.01" m:trans-origin="tm"',
            {"x-approved": "yes", "x-locked": "yes", "x-match": "101", "x-origin": "tm"},
        ),
        ('m:confirmed="0"', {"x-state": "unconfirmed"}),
        ('m:confirmed="0" m:score="0.0" m:trans-origin="mt"', "suggested by a memory"),
        ('m:confirmed="0" m:score="0.87" m:trans-origin="tm"', "suggested by a memory"),
    ],
)
def test_phrase_says_how_far_a_segment_is(tmp_path, attributes, expected):
    found = one(written(tmp_path, phrase(attributes), PHRASE, name="a.mxliff"))
    assert found == expected if isinstance(expected, dict) else found.startswith(expected)


def test_the_codes_of_phrase_stand_in_its_words(tmp_path):
    marks = """<m:tunit-metadata><m:mark id="1"><m:content>&lt;b&gt;</m:content></m:mark>
    <m:mark id="2"><m:content>&lt;br/&gt;</m:content></m:mark></m:tunit-metadata>"""
    body = phrase('m:confirmed="1"', "{1&gt;Save&lt;1} it{2} {3}", "{1&gt;保存&lt;1}{2} {3}", marks)
    path = written(tmp_path, body, PHRASE)
    (found,) = read(path)
    assert found.variants[1].markup == (
        '<bpt i="1" x="1">&lt;b&gt;</bpt>保存<ept i="1"/><ph x="2">&lt;br/&gt;</ph> {3}'
    )
    assert [v.text for v in found.variants] == ["Save it {3}", "保存 {3}"]
    assert tmx.convert(path, tmp_path / "b.tmx").written == 1
