from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff2 import Xliff2File

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from tests.tmx.strategies import MARKUP, units
from tmx.formats.xliff import read as xliff_read
from tmx.formats.xliff import vocabulary as xliff
from tmx.formats.xliff import write as xliff_write

PAIR = SentencePair("务实外交", "pragmatic diplomacy", 0.875, topic="外交")
CORE = f"{{{xliff.CORE}}}"


def unit(zh, en, **more):
    return tmx.TranslationUnit((tmx.Variant("zh-CN", *zh), tmx.Variant("en-US", *en)), **more)


BOLD = unit(
    ("点击保存", '点击<bpt i="1" x="1">&lt;b&gt;</bpt>保存<ept i="1">&lt;/b&gt;</ept>'),
    ("Click Save", 'Click <bpt i="2" x="1">&lt;b&gt;</bpt>Save<ept i="2">&lt;/b&gt;</ept>'),
)


def through(path, *units, source="zh-CN", target="en-US"):
    xliff_write.write(path, units, source, target)
    return list(xliff_read.read(path))


def test_all_of_a_unit_comes_back(tmp_path):
    whole = tmx.TranslationUnit(
        (
            tmx.Variant("zh-TW", "一", "", (("x-a", "甲"),), ("左",), (("changeid", "李"),)),
            tmx.Variant("en-GB", "one", "", (), ("right",), (("changedate", "20260101T000000Z"),)),
        ),
        (("x-domain", "软件 & <x>"), ("x-domain", "二")),
        ("说明",),
        (("tuid", "7"),),
    )
    assert through(tmp_path / "a.xlf", whole, source="zh-TW") == [whole]
    assert through(tmp_path / "b.xlf", BOLD) == [BOLD]


def test_a_memory_goes_there_and_back_with_its_header(tmp_path):
    path = tmp_path / "a.tmx"
    units = [tmx.unit_from_pair(PAIR, "en-US", "zh-CN")]
    tmx.write(
        path, units, source="en-US", target="zh-CN", properties=(("x-s", "7"),), notes=("注",)
    )
    text = path.read_text("utf-8").replace('segtype="sentence"', 'segtype="paragraph"')
    path.write_text(text, encoding="utf-8")
    assert tmx.convert(path, tmp_path / "b.xlf") == tmx.Converted(1, 0, {})
    assert tmx.convert(tmp_path / "b.xlf", tmp_path / "c.tmx") == tmx.Converted(1, 0, {})
    assert (tmp_path / "c.tmx").read_bytes() == path.read_bytes()


def test_codes_that_correspond_have_one_id(tmp_path):
    through(tmp_path / "a.xlf", BOLD)
    tree = etree.parse(tmp_path / "a.xlf")
    for side in ("source", "target"):
        (start,), (end,) = (tree.findall(f".//{CORE}{side}/{CORE}{name}") for name in ("sc", "ec"))
        assert (start.get("id"), end.get("startRef"), start.get("disp")) == ("1", "1", "<b>")
    data = {each.get("id") for each in tree.iter(f"{CORE}data")}
    assert {each.get("dataRef") for each in tree.iter(f"{CORE}sc", f"{CORE}ec")} == data


def test_other_tools_read_it(tmp_path):
    through(tmp_path / "a.xlf", BOLD, tmx.unit_from_pair(PAIR))
    store = Xliff2File.parsefile(str(tmp_path / "a.xlf"))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("zh-CN", "en-US")
    first, second = store.units
    assert (second.source, second.target) == (PAIR.zh, PAIR.en)
    assert "Save" in str(first.target)
    assert second.istranslated()


FOREIGN = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh-CN"
  xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:x="urn:x">
 <file id="f"><x:own><x:unit/></x:own><group id="g"><notes><note>of the group</note></notes>
  <unit id="1"><m:metadata><m:metaGroup category="ui"><m:meta type="form">Login</m:meta>
   </m:metaGroup></m:metadata>
   <notes><note appliesTo="target">看</note></notes>
   <originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>
   <segment><source>Press <pc id="1" dataRefStart="d1" dataRefEnd="d2"><mrk id="m" type="term"
     >Enter</mrk></pc><ph id="2" disp="icon"/>.</source>
     <target>按<pc id="1" dataRefStart="d1" dataRefEnd="d2">回车</pc><ph id="2"
     disp="icon"/>。</target>
   </segment>
   <ignorable><source> </source></ignorable>
   <segment state="initial"><source>Not done.</source></segment>
   <segment><source>A<cp hex="0001"/>b <sc id="5" isolated="yes"/>c</source><target>一</target>
   </segment>
  </unit></group></file></xliff>"""


def test_version_2_2_is_read(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(FOREIGN.replace("document:2.0", "document:2.2"), encoding="utf-8")
    assert len(list(xliff_read.read(path))) == 2
    assert xliff_read.header(path).source == "en"


def test_units_of_others_are_called_by_their_ids(tmp_path):
    path = tmp_path / "a.xlf"
    text = FOREIGN.replace('<file id="f">', '<file id="f" original="C:\\work\\a.html">')
    path.write_text(text, encoding="utf-8")
    names = [dict(unit.attributes).get("tuid") for unit in xliff_read.read(path)]
    assert names == ["a.html#1.1", "a.html#1.3"]
    path.write_text(text.replace("<segment>", '<segment id="s">', 1), encoding="utf-8")
    names = [dict(unit.attributes).get("tuid") for unit in xliff_read.read(path)]
    assert names == ["a.html#1.s", "a.html#1.3"]


def test_states_become_properties_and_come_back(tmp_path):
    path = tmp_path / "a.xlf"
    body = "".join(
        f'<unit id="{n}" {lock}><segment {state}><source>One {n}</source><target>{text}</target>'
        "</segment></unit>"
        for n, (lock, state, text) in enumerate(
            [
                ("", 'state="translated"', "一"),
                ("", 'state="reviewed"', "二"),
                ('translate="no"', 'state="final"', "三"),
                ("", 'state="translated" subState="my:doubtful"', "四"),
                ("", 'state="initial"', "One 5"),
                ("", "", " "),
            ]
        )
    )
    path.write_text(
        f'<xliff xmlns="{xliff.CORE}" version="2.1" srcLang="en" trgLang="zh"><file id="f">{body}'
        "</file></xliff>",
        encoding="utf-8",
    )
    passed = Counter()
    found = list(xliff_read.read(path, passed))
    assert [dict(u.properties) for u in found] == [
        {},
        {"x-state": "reviewed"},
        {"x-approved": "yes", "x-locked": "yes"},
        {"x-state": "my:doubtful"},
    ]
    assert passed == {"not translated": 2}
    assert through(tmp_path / "b.xlf", *found, source="en", target="zh") == found
    texts = (tmp_path / "b.xlf").read_text(encoding="utf-8")
    assert texts.count('state="final"') == texts.count('translate="no"') == 1


def test_files_of_other_tools_are_read(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(FOREIGN, encoding="utf-8")
    first, second = xliff_read.read(path)
    assert [v.language for v in first.variants] == ["en", "zh-CN"]
    assert [v.text for v in first.variants] == ["Press Enter.", "按回车。"]
    assert first.variants[0].markup == (
        'Press <bpt i="1" x="1">&lt;b&gt;</bpt>Enter<ept i="1">&lt;/b&gt;</ept><ph x="2">icon</ph>.'
    )
    assert first.properties == (("x-ui-form", "Login"),)
    assert first.variants[1].notes == ("看",)
    assert second.variants[0].markup == 'A\x01b <it pos="begin" x="5"/>c'
    converted = tmx.convert(path, tmp_path / "b.tmx")
    assert converted.written == 2
    assert tmx.validate(tmp_path / "b.tmx") == []
    assert tmx.header(tmp_path / "b.tmx").source == "en"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t[:200], "no well-formed XML"),
        (lambda t: "", "is empty"),
        (lambda t: "<html/>", "is no XLIFF"),
        (
            lambda t: t.replace("document:2.0", "document:3.0").replace('"2.0"', '"3.0"'),
            "XLIFF 3.0",
        ),
        (lambda t: t.replace("<xliff", '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff'), "has a DOCTYPE"),
        (
            lambda t: t.replace(
                "<xliff", '<!DOCTYPE xliff [<!ENTITY e SYSTEM "file:///etc/hostname">]><xliff'
            ).replace("Press", "&e;"),
            "has a DOCTYPE",
        ),
        (lambda t: t.replace("Press", "&e;"), "not defined"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_a_reason(tmp_path, change, reason):
    path = tmp_path / "a.xlf"
    path.write_text(change(FOREIGN), encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        list(xliff_read.read(path))
    with pytest.raises(InputError):
        tmx.convert(path, tmp_path / "b.tmx")


def test_a_file_without_its_target_language_is_read_by_what_the_targets_say(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(FOREIGN.replace(' trgLang="zh-CN"', ""), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.xlf:.*names no trgLang; add it to <xliff>"):
        list(xliff_read.read(path))
    text = path.read_text("utf-8").replace("<target", '<target xml:lang="zh-HK"')
    path.write_text(text, encoding="utf-8")
    tmx.convert(path, tmp_path / "b.tmx")
    assert tmx.direction(tmp_path / "b.tmx") == ("en", "zh-HK")


def test_other_languages_are_said_to_be_lost(tmp_path):
    three = tmx.TranslationUnit((*BOLD.variants, tmx.Variant("de", "Speichern")))
    tmx.write(tmp_path / "a.tmx", [three], level=2)
    assert tmx.convert(tmp_path / "a.tmx", tmp_path / "b.xlf").lost == {"other variants": 1}
    lost = tmx.convert(tmp_path / "a.tmx", tmp_path / "b.tsv").lost
    assert lost == {"inline codes": 1, "other variants": 1}
    tmx.write(tmp_path / "a.tmx", [BOLD], notes=("备注",))
    lost = tmx.convert(tmp_path / "a.tmx", tmp_path / "b.jsonl").lost
    assert lost == {"the header's properties and notes": 1}


def test_an_empty_memory_or_one_language_is_no_xliff(tmp_path):
    tmx.write(tmp_path / "a.tmx", [])
    with pytest.raises(InputError, match="there is no unit"):
        tmx.convert(tmp_path / "a.tmx", tmp_path / "b.xlf")
    with pytest.raises(UsageError, match="no two languages"):
        xliff_write.write(tmp_path / "b.xlf", [BOLD], "zh-CN", "zh_cn")
    assert not (tmp_path / "b.xlf").exists()


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80
)
@given(st.lists(st.tuples(MARKUP, MARKUP), min_size=1, max_size=3))
def test_any_markup_comes_back(tmp_path, markups):
    body = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>一{zh}</seg></tuv>'
        f'<tuv xml:lang="en-US"><seg>a{en}</seg></tuv></tu>'
        for zh, en in markups
    )
    path = tmp_path / "a.tmx"
    path.write_text(
        f'<tmx version="1.4"><header srclang="zh-CN"/><body>{body}</body></tmx>', encoding="utf-8"
    )
    units = list(tmx.read(path))
    assert through(tmp_path / "a.xlf", *units) == units
    ids = [
        [each.get("id") for each in side.iter() if each.get("id")]
        for side in etree.parse(tmp_path / "a.xlf").iter(f"{CORE}source", f"{CORE}target")
    ]
    assert all(len(set(side)) == len(side) for side in ids)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80
)
@given(st.lists(units(), min_size=1, max_size=3))
def test_any_unit_comes_back(tmp_path, units):
    assert through(tmp_path / "a.xlf", *units) == units
