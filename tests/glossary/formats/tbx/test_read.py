"""TBX of other tools, of either version, and files that are none."""

import pytest

from corpus.errors import InputError
from corpus.model import Language, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.formats.registry import read_glossary
from tests.glossary.formats.tbx.examples import saved, terms

THEIRS = """<termEntry id="t1"><descrip type="subjectField">law</descrip>
<langSet xml:lang="de"><tig><term>Rechtsstaat</term></tig></langSet>
<langSet xml:lang="en_GB"><tig><term> rule of  law </term>
  <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
  <descripGrp><descrip type="context">The rule of law prevails.</descrip>
  <admin type="source">UN</admin></descripGrp></tig>
  <tig><term>rule by law</term>
  <termNote type="administrativeStatus">deprecatedTerm</termNote></tig></langSet>
<langSet xml:lang="zh-Hans"><descrip type="definition">以法律治国</descrip>
  <ntig><termGrp><term>法<hi>治</hi></term><termNote type="partOfSpeech">noun</termNote></termGrp>
  </ntig></langSet></termEntry>
<termEntry><langSet xml:lang="de"><tig><term>nur deutsch</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="zh"><tig><term>躺平</term></tig></langSet></termEntry>"""


@pytest.mark.parametrize(
    "head",
    [
        '<martif type="TBX" xml:lang="en">',
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX">',
        '<martif xmlns="urn:example">',
    ],
)
def test_the_tbx_of_others_is_read_in_any_order_of_languages(tmp_path, head):
    rule, flat = read_glossary(saved(tmp_path, THEIRS, head))

    assert rule.id == "t1"
    assert rule.domain == "law"
    assert rule.definition == "以法律治国"
    assert [(pair.zh, pair.en, pair.status) for pair in rule.pairs] == [
        ("法治", "rule of  law", Status.PREFERRED),
        ("法治", "rule by law", Status.FORBIDDEN),
    ]
    assert rule.pairs[0].contexts == (
        SentencePair("", "The rule of law prevails.", en_document="UN"),
    )
    assert rule.terms(Language.ZH)[0].part_of_speech == "noun"
    assert flat == ConceptEntry(
        concept_id("躺平", ""),
        (TermPair("躺平", "", 1.0, 1.0, status=Status.APPROVED, termhood=1.0),),
    )


V3_DCA = """<conceptEntry id="t1"><descrip type="subjectField">law</descrip>
<langSec xml:lang="en"><termSec><term>rule of law</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>法治</term></termSec></langSec></conceptEntry>"""


V3_DCT = """<conceptEntry id="t1"><min:subjectField>law</min:subjectField>
<langSec xml:lang="en"><termSec><term>rule of law</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>法治</term></termSec></langSec></conceptEntry>"""


@pytest.mark.parametrize(("style", "body"), [("dca", V3_DCA), ("dct", V3_DCT)])
def test_version_3_is_read_in_both_styles(tmp_path, style, body):
    head = (
        f'<tbx type="TBX-Min" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
        'xmlns:min="http://www.tbxinfo.net/ns/min">'
    )
    (entry,) = read_glossary(saved(tmp_path, body, head, "</tbx>"))

    assert entry.domain == "law"
    assert entry.pairs == (
        TermPair("法治", "rule of law", 1.0, 1.0, status=Status.PREFERRED, termhood=1.0),
    )


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", None, "is empty"),
        ("zh\ten\n", 1, "no well-formed XML"),
        ("<martif>\n<text>\n<body>", 3, "no well-formed XML"),
        ("<martif>\n<text>&nbsp;</text></martif>", 2, "no well-formed XML: Entity 'nbsp'"),
        ("<html><body/></html>", None, "its root is <html>"),
        ("<TBX dialect='TBX-Min'/>", None, "its root is <TBX>"),
        ("<martif><termEntry/></martif>", None, "no Chinese or English terms"),
        ("<martif>\n<termEntry>\n<langSet/></termEntry></martif>", 3, "without xml:lang"),
        (
            "<martif>\n<termEntry><admin type='x-pair'>zh=a en=b score=high</admin></termEntry>"
            "</martif>",
            2,
            "was damaged",
        ),
    ],
)
def test_faults_are_named_with_line_and_remedy(tmp_path, content, line, reason):
    path = tmp_path / "bad.tbx"
    path.write_text(content, "utf-8")

    with pytest.raises(InputError, match=reason) as caught:
        read_glossary(path)
    assert caught.value.line == line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_ever_resolved(tmp_path, encoding):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    path = tmp_path / "evil.tbx"
    path.write_text(
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE martif [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<martif><termEntry><langSet xml:lang="zh"><tig><term>&x;</term></tig></langSet>'
        "</termEntry></martif>",
        encoding,
    )

    with pytest.raises(InputError, match="declares entities"):
        read_glossary(path)


def test_an_entity_of_a_dtd_that_is_not_loaded_is_refused(tmp_path):
    path = tmp_path / "g.tbx"
    path.write_text(
        '<!DOCTYPE martif SYSTEM "none.dtd">\n<martif>\n<termEntry><langSet xml:lang="zh"><tig>'
        "<term>外&x;</term></tig></langSet></termEntry></martif>",
        "utf-8",
    )

    with pytest.raises(InputError, match="entity &x;") as caught:
        read_glossary(path)
    assert caught.value.line == 3


def test_instructions_of_other_tools_are_passed_over(tmp_path):
    body = (
        '<termEntry><?other x?><langSet xml:lang="zh"><tig><term>外<?other y?>交</term></tig>'
        "</langSet></termEntry>"
    )
    assert terms(saved(tmp_path, body)) == [("外交", "")]


def entry(*sections, more=""):
    languages = "".join(
        f'<langSet xml:lang="{code}"><tig><term>{term}</term></tig></langSet>'
        for code, term in sections
    )
    return f"<termEntry>{more}{languages}</termEntry>"


def martif(tmp_path, *entries):
    path = tmp_path / "g.tbx"
    body = "".join(entries)
    path.write_text(f'<martif type="TBX"><text><body>{body}</body></text></martif>', "utf-8")
    return path


def test_other_languages_are_named(tmp_path):
    path = martif(tmp_path, entry(("zh", "港"), ("en", "port"), ("fr", "port"), ("fr", "havre")))
    said = []
    assert len(read_glossary(path, on_loss=said.append)) == 1
    assert said == [f"{path}: languages that are left out: fr (2 terms)"]


@pytest.mark.parametrize(("code", "missing"), [("en", "Chinese"), ("zh-TW", "English")])
def test_a_file_of_one_of_our_languages_and_others_is_refused(tmp_path, code, missing):
    path = martif(tmp_path, entry((code, "X"), ("fr", "port")))
    with pytest.raises(InputError, match=f"none in {missing}"):
        read_glossary(path)


def test_usage_notes_and_what_is_not_translated_are_kept(tmp_path):
    usage = '<descrip type="Usage note">say it so</descrip><note>x</note>'
    untranslated = '<descrip type="Translation needed">No</descrip>'
    entries = [
        entry(("zh", "港"), ("en", "port"), more=usage),
        entry(("en", "Zoom"), more=untranslated),
    ]
    port, zoom = read_glossary(martif(tmp_path, *entries))
    assert port.note == "say it so / x"
    assert [(p.zh, p.en, p.do_not_translate) for p in zoom.pairs] == [("Zoom", "Zoom", True)]


def test_several_terms_in_one_are_parted(tmp_path):
    (chip,) = read_glossary(martif(tmp_path, entry(("zh", "芯片"), ("en", "chip; microchip"))))
    assert [(p.zh, p.en) for p in chip.pairs] == [("芯片", "chip"), ("芯片", "microchip")]
