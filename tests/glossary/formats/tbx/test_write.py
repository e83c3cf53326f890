"""What is written as TBX says what others understand, and comes back whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus.model import Kind, SentencePair
from glossary.entries import Category, ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary
from tests.glossary.formats.tbx.examples import KOREA, terms
from tmx.units.characters import normal_lines


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
    (entry,) = read_glossary(path)
    assert {(pair.zh_code, pair.en_code) for pair in entry.pairs} == {("zh-TW", "en-GB")}
    pairs = tuple(replace(pair, zh_code="", en_code="") for pair in entry.pairs)
    assert replace(entry, pairs=pairs) == KOREA


def test_characters_that_xml_forbids_are_left_out(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [ConceptEntry("c", (TermPair("外\x01交", "dip\ufffflomacy"),))])

    assert terms(path) == [("外交", "diplomacy")]


def test_ids_that_are_no_xml_names_come_back(tmp_path):
    path = tmp_path / "g.tbx"
    entries = [ConceptEntry(name, (TermPair("外交", name),)) for name in ("外交", "1", "n1", "a b")]
    write_glossary(path, entries)

    assert [entry.id for entry in read_glossary(path)] == ["外交", "1", "n1", "a b"]


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


JUDGED = {"termhood": SHARE, "category": st.none() | st.sampled_from(Category)}


PAIR = st.builds(
    TermPair,
    *(FILLED, FILLED, *EVIDENCE, CONTEXTS, st.integers(0, 9)),
    do_not_translate=st.booleans(),
    **JUDGED,
) | st.builds(TermPair, FILLED, st.just(""), *EVIDENCE, **JUDGED)


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


def test_each_term_stands_under_its_own_region(tmp_path):
    pairs = (
        TermPair("数据总线", "data bus", status=Status.APPROVED),
        TermPair("資料匯流排", "data bus", status=Status.APPROVED, zh_code="zh-TW"),
        TermPair("數據總線", "databus", status=Status.APPROVED, zh_code="zh-HK", en_code="en-GB"),
    )
    entry = ConceptEntry("c", pairs, definition="of a computer")
    first, second = tmp_path / "a.tbx", tmp_path / "b.csv"
    write_glossary(first, [entry])
    sections = etree.parse(first).findall(".//langSet")
    assert [each.values() for each in sections] == [
        ["zh-CN"], ["zh-TW"], ["zh-HK"], ["en-US"], ["en-GB"],
    ]  # fmt: skip
    write_glossary(second, read_glossary(first))
    assert read_glossary(second) == [entry]


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
