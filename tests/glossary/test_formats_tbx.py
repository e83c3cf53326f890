import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus.errors import InputError
from corpus.model import Kind, Language, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.formats.registry import read_glossary, write_glossary
from tmx.units.characters import normal_lines

PARALLEL = SentencePair(
    "韩国与中国是近邻。",
    "South Korea & China are neighbours.",
    zh_document="a.txt",
    en_document="b",
)
COMPARABLE = SentencePair("韩国总统访华。", "Seoul <sends> its president.", kind=Kind.COMPARABLE)
KOREA = ConceptEntry(
    "c2",
    (
        TermPair("韩国", "South Korea", 0.9, 0.95, 3, Status.PREFERRED, "properNoun", (PARALLEL,)),
        TermPair("韩国", "ROK", 0.8, 0.9, 2, Status.APPROVED, contexts=(COMPARABLE, PARALLEL)),
        TermPair("大韩民国", "ROK", 0.7, 0.8, 1, Status.CANDIDATE),
        TermPair("南韩", "South Korea", 0.6, 0.7, 1, Status.DEPRECATED),
        TermPair("韩国", "Corea", 0.5, 0.1, 0, Status.REJECTED),
    ),
    "外交",
    "A state on the Korean Peninsula.",
    "Taiwan says 南韓.",
)


def saved(tmp_path, body, head='<martif type="TBX" xml:lang="en">', tail="</martif>"):
    path = tmp_path / "theirs.tbx"
    path.write_text(f"{head}<text><body>{body}</body></text>{tail}", "utf-8")
    return path


def terms(path):
    return [(pair.zh, pair.en) for entry in read_glossary(path) for pair in entry.pairs]


@pytest.mark.parametrize("version", ["tbx", "tbx3"])
def test_everything_comes_back(tmp_path, version):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA], version)

    assert read_glossary(path) == [KOREA]


def test_an_empty_glossary_is_a_glossary(tmp_path):
    for name in ("g.tbx", "g.tsv", "g.csv"):
        write_glossary(tmp_path / name, [])
        assert read_glossary(tmp_path / name) == []


def test_two_runs_give_the_same_bytes(tmp_path):
    write_glossary(tmp_path / "a.tbx", [KOREA])
    write_glossary(tmp_path / "b.tbx", read_glossary(tmp_path / "a.tbx"))

    assert (tmp_path / "a.tbx").read_bytes() == (tmp_path / "b.tbx").read_bytes()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.PREFERRED, '"administrativeStatus">preferredTerm-admn-sts<'),
        (Status.APPROVED, '"administrativeStatus">admittedTerm-admn-sts<'),
        (Status.CANDIDATE, '"processStatus">provisionallyProcessed<'),
        (Status.SUGGESTED, '"processStatus">unprocessed<'),
        (Status.DEPRECATED, '"administrativeStatus">supersededTerm-admn-sts<'),
        (Status.FORBIDDEN, '"administrativeStatus">deprecatedTerm-admn-sts<'),
        (Status.REJECTED, '"administrativeStatus">deprecatedTerm-admn-sts<'),
    ],
)
def test_statuses_are_said_in_tbx_terms_and_come_back(tmp_path, status, said):
    path = tmp_path / "g.tbx"
    entry = ConceptEntry("c", (TermPair("互信", "mutual trust", 0.5, 0.5, status=status),))
    write_glossary(path, [entry])

    assert path.read_text("utf-8").count(said) == 2
    assert read_glossary(path) == [entry]


def test_the_source_language_stands_first_under_the_code_given(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA], source="en-GB", target="zh-TW")
    text = path.read_text("utf-8")

    assert text.index('<langSet xml:lang="en-GB">') < text.index('<langSet xml:lang="zh-TW">')
    assert read_glossary(path) == [KOREA]


def test_what_a_person_changed_in_another_tool_wins(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA])
    text = path.read_text("utf-8")
    text = text.replace("admittedTerm-admn-sts", "deprecatedTerm-admn-sts", 1)  # ROK
    text = text.replace("<term>大韩民国</term>", "<term>大韓民國</term>")
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if "c2.zh.3" in line and "<tig" in line)
    end = next(i for i in range(start, len(lines)) if "</tig>" in lines[i])
    del lines[start : end + 1]  # 南韩
    new = "<tig><term>Republic of Korea</term></tig></langSet></termEntry>"
    text = "\n".join(lines).replace("</langSet>\n      </termEntry>", new)
    path.write_text(text, "utf-8")

    (entry,) = read_glossary(path)
    found = {(pair.zh, pair.en): pair for pair in entry.pairs}

    assert found["韩国", "ROK"].status is Status.FORBIDDEN
    assert found["韩国", "South Korea"] == KOREA.pairs[0]
    assert ("大韓民國", "ROK") in found
    assert all(pair.zh != "南韩" for pair in entry.pairs)
    assert found["韩国", "Republic of Korea"].status is Status.PREFERRED


def test_characters_that_xml_forbids_are_left_out(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [ConceptEntry("c", (TermPair("外\x01交", "dip\ufffflomacy"),))])

    assert terms(path) == [("外交", "diplomacy")]


def test_ids_that_are_no_xml_names_come_back(tmp_path):
    path = tmp_path / "g.tbx"
    entries = [ConceptEntry(name, (TermPair("外交", name),)) for name in ("外交", "1", "n1", "a b")]
    write_glossary(path, entries)

    assert [entry.id for entry in read_glossary(path)] == ["外交", "1", "n1", "a b"]


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
        concept_id("躺平", ""), (TermPair("躺平", "", 1.0, 1.0, status=Status.APPROVED),)
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
    assert entry.pairs == (TermPair("法治", "rule of law", 1.0, 1.0, status=Status.PREFERRED),)


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


def test_translate_toolkit_reads_what_we_write(tmp_path):  # the first term of each language
    tbx = pytest.importorskip("translate.storage.tbx")
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA, ConceptEntry("c3", (TermPair("互信", "mutual trust"),))])

    store = tbx.tbxfile.parsefile(str(path))
    store.setsourcelanguage("en-US")
    store.settargetlanguage("zh-CN")

    assert [(unit.source, unit.target) for unit in store.units] == [
        ("South Korea", "韩国"),
        ("mutual trust", "互信"),
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(normal_lines)
FILLED = TEXT.filter(bool)
SHARE = st.integers(0, 10_000).map(lambda n: n / 10_000)
CONTEXTS = st.lists(
    st.builds(
        SentencePair,
        FILLED,
        FILLED,
        kind=st.sampled_from(Kind),
        zh_document=TEXT,
        en_document=TEXT,
    ),
    max_size=2,
    unique=True,
).map(tuple)
EVIDENCE = (SHARE, SHARE, st.integers(0, 99), st.sampled_from(Status), TEXT)
PAIR = st.builds(TermPair, FILLED, FILLED, *EVIDENCE, CONTEXTS, st.integers(0, 9)) | st.builds(
    TermPair, FILLED, st.just(""), *EVIDENCE
)
PAIRS = st.lists(PAIR, min_size=1, max_size=4, unique_by=lambda pair: (pair.zh, pair.en))
ENTRIES = st.lists(
    st.builds(ConceptEntry, FILLED, PAIRS.map(tuple), TEXT, TEXT, TEXT),
    min_size=1,
    max_size=3,
    unique_by=lambda entry: entry.id,
)


@given(ENTRIES, st.sampled_from(["tbx", "tbx3"]))
def test_what_is_written_is_read(tmp_path_factory, entries, version):
    path = tmp_path_factory.mktemp("tbx") / "g.tbx"
    write_glossary(path, entries, version)

    assert read_glossary(path) == entries


BASIC = {
    "admin": {"source", "customerSubset", "projectSubset"},
    "descrip": {"definition", "context", "subjectField"},
    "termNote": {"administrativeStatus", "partOfSpeech", "termType", "geographicalUsage"},
}
"""Of the data categories of TBX-Basic (ISO 30042:2019) those that we might have."""


def test_version_3_has_only_the_categories_of_its_dialect(tmp_path):
    path = tmp_path / "g.tbx"
    odd = ConceptEntry("a b?>", (TermPair("互信", "mutual trust", part_of_speech="x ?> y"),))
    write_glossary(path, [KOREA, odd], "tbx3")
    root = etree.parse(path).getroot()

    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    for name, categories in BASIC.items():
        assert {each.get("type") for each in root.iter(f"{{*}}{name}")} <= categories
    assert {e.tag.rpartition("}")[2] for e in root.iter(etree.Element)} <= {
        "tbx", "tbxHeader", "fileDesc", "sourceDesc", "p", "text", "body", "conceptEntry",
        "langSec", "termSec", "term", "termNote", "descrip", "descripGrp", "admin", "note",
    }  # fmt: skip
    assert read_glossary(path) == [KOREA, odd]


def test_a_status_changed_in_version_3_wins(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA], "tbx3")
    text = path.read_text("utf-8").replace("supersededTerm-admn-sts", "preferredTerm-admn-sts")
    path.write_text(text, "utf-8")

    (entry,) = read_glossary(path)
    assert {p.zh: p.status for p in entry.pairs}["南韩"] is Status.PREFERRED


def test_instructions_of_other_tools_are_passed_over(tmp_path):
    body = (
        '<termEntry><?other x?><langSet xml:lang="zh"><tig><term>外<?other y?>交</term></tig>'
        "</langSet></termEntry>"
    )
    assert terms(saved(tmp_path, body)) == [("外交", "")]


def test_a_term_that_is_left_alone_stays(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [ConceptEntry("c1", (TermPair("互信", "mutual trust"),))])
    path.write_text(path.read_text("utf-8").replace("<term>互信</term>", ""), "utf-8")

    assert terms(path) == [("", "mutual trust")]


GOOD = (
    '<termEntry id="{0}"><langSet xml:lang="zh"><tig><term>{1}</term></tig></langSet></termEntry>'
)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (GOOD.format("b", "A & B"), "no well-formed entry"),
        (GOOD.format("b", "外交").replace("</tig>", ""), "no well-formed entry"),
        (GOOD.format("b", "外交").replace("</termEntry>", ""), "no well-formed entry"),
        (GOOD.format("b", "外交").replace(' xml:lang="zh"', ""), "without xml:lang"),
    ],
)
@pytest.mark.parametrize("separator", ["\n", ""])
def test_good_entries_are_kept_on_request(tmp_path, bad, reason, separator):
    body = separator.join(
        ["", GOOD.format("a", "务实"), bad, GOOD.format("c", "互信"), "<termEntry/>"]
    )
    path = saved(tmp_path, body)
    faults = []

    entries = read_glossary(path, faults.append)

    assert [entry.id for entry in entries] == ["a", "c"]
    assert reason in faults[-1].reason
    assert faults[-1].line == (3 if separator else 1)
    with pytest.raises(InputError):
        read_glossary(path)


def test_a_file_that_ends_too_early_keeps_what_is_whole(tmp_path):
    path = saved(
        tmp_path, "\n" + GOOD.format("a", "务实") + "\n" + GOOD.format("b", "外交")[:60], tail=""
    )
    path.write_text(path.read_text("utf-8").removesuffix("</body></text>"), "utf-8")

    assert [entry.id for entry in read_glossary(path, lambda fault: None)] == ["a"]


def test_an_entry_of_very_many_recorded_pairs_is_read(tmp_path):
    """Each term was compared with each: ten thousand pairs were a hundred million comparisons."""
    pairs = tuple(TermPair(f"术语{number}", f"term {number}") for number in range(10_000))
    write_glossary(tmp_path / "a.tbx", [ConceptEntry("c1", pairs)])
    (entry,) = read_glossary(tmp_path / "a.tbx")
    assert [(pair.zh, pair.en) for pair in entry.pairs] == [(p.zh, p.en) for p in pairs]


def test_a_list_put_into_one_entry_is_named(tmp_path):
    def section(code, word):
        tigs = "".join(f"<tig><term>{word}{number}</term></tig>" for number in range(200))
        return f'<langSet xml:lang="{code}">{tigs}</langSet>'

    path = tmp_path / "list.tbx"
    entry = f'<termEntry id="c1">{section("zh", "术语")}{section("en", "term ")}</termEntry>'
    path.write_text(
        f'<martif type="TBX" xml:lang="en"><text><body>\n{entry}</body></text></martif>', "utf-8"
    )
    with pytest.raises(InputError, match=r"list\.tbx:2: 200 by 200 terms .* split the entry"):
        read_glossary(path)
