"""Which pairs enter a memory, and when a file is written."""

from dataclasses import replace

import pytest

import tmx
from align.documents.coverage import Coverage
from align.evidence.clauses import Fragment
from align.options import COMPARABLE_MIN_SCORE, Options
from align.outputs.memories import memory_pairs
from align.outputs.pairs_table import write_found_pairs
from align.outputs.writer import Outputs, edited_glossaries, write_outputs
from align.project.findings import Findings, sentence_pairs, topic_name
from corpus.model import (
    Bead,
    Document,
    DocumentPair,
    Kind,
    Language,
    Script,
    Sentence,
    Topic,
)
from corpus.store.project_file import Store


def document(key, language, script, *sentences):
    text = "\n".join(sentences)
    return (
        Document(key, f"news/{key}.txt", language, script, (text,)),
        tuple(Sentence(key, k, 0, 0, sentence) for k, sentence in enumerate(sentences)),
    )


@pytest.fixture
def coverage():
    found = [
        document("en", Language.EN, Script.LATN, "Talks ended.", "Both agreed.", "They said so."),
        document("hans", Language.ZH, Script.HANS, "会谈结束。", "双方同意。", "他们这样说。"),
        document("hant", Language.ZH, Script.HANT, "會談結束。"),
    ]
    return Coverage(
        {d.id: d for d, _ in found}, {d.id: s for d, s in found}, {d.origin: d.id for d, _ in found}
    )


PAIRS = [
    DocumentPair("hans", "en", 0.9, Kind.PARALLEL),
    DocumentPair("hant", "en", 0.8, Kind.COMPARABLE),
]
TOPICS = [Topic(1, ("en", "hans"), "会谈", "talks"), Topic(2, ("hant",))]
BEADS = {("hans", "en"): (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.7), Bead((), (2,), 0.99))}
MINED = {("hant", "en"): (Bead((0,), (0,), COMPARABLE_MIN_SCORE),)}


@pytest.fixture
def findings(coverage):
    pairs = sentence_pairs(coverage, reversed(PAIRS), TOPICS, BEADS | MINED)
    return Findings(
        coverage, tuple(PAIRS), tuple(TOPICS), BEADS, MINED, {}, tuple(pairs), (), {}, {}
    )


def test_sentence_pairs_are_the_beads_with_two_sides(findings):
    first, second, third = findings.sentence_pairs
    assert (first.zh, first.en, first.topic) == ("会谈结束。", "Talks ended.", "会谈 / talks")
    assert (second.zh, second.zh_ids) == ("双方同意。他们这样说。", (1, 2))
    assert (third.kind, third.topic) == (Kind.COMPARABLE, "topic 2")
    assert (third.zh_document, third.en_document) == ("news/hant.txt", "news/en.txt")


def test_a_topic_is_called_by_its_labels():
    assert topic_name(Topic(3, (), "", "fire")) == "fire"
    assert topic_name(Topic(3, ())) == "topic 3"


@pytest.mark.parametrize(
    ("options", "hans", "hant"),
    [
        (Options(), 1, 0),
        (Options(min_score=0.0), 2, 0),
        (Options(min_score=0.95), 0, 0),
        (Options(include_comparable=True), 1, 1),
        (Options(include_comparable=True, min_score=0.999), 0, 0),
    ],
)
def test_what_enters_a_memory(findings, options, hans, hant):
    assert len(memory_pairs(findings, options, Script.HANS)) == hans
    assert len(memory_pairs(findings, options, Script.HANT)) == hant


def codes_of(path):
    return {v.language for unit in tmx.read(path) for v in unit.variants}


def test_each_script_and_topic_can_have_its_memory(findings, store, tmp_path):
    options = Options(min_score=0.0, include_comparable=True, source="en-US", target="zh-CN")
    write_outputs(store, tmp_path, findings, replace(options, split_by="topic"))
    assert sorted(path.name for path in tmp_path.rglob("*.tmx")) == [
        "1.tmx", "2.zh-TW.tmx", "memory.tmx", "memory.zh-TW.tmx",
    ]  # fmt: skip
    assert len(list(tmx.read(tmp_path / "topics" / "1.tmx"))) == 2
    assert codes_of(tmp_path / "topics" / "2.zh-TW.tmx") == {"en-US", "zh-TW"}
    write_outputs(store, tmp_path, findings, options)
    assert not (tmp_path / "topics").exists()


def test_converted_chinese_stands_in_one_memory_under_its_code(findings, store, tmp_path):
    options = Options(min_score=0.0, include_comparable=True, script="taiwan")
    units = write_outputs(store, tmp_path, findings, options)
    assert units == {"memory.tmx": 3}
    assert codes_of(tmp_path / "memory.tmx") == {"zh-TW", "en-US"}
    texts = {unit.variants[0].text for unit in tmx.read(tmp_path / "memory.tmx")}
    assert "會談結束。" in texts
    assert not (tmp_path / "memory.zh-TW.tmx").exists()


def test_codes_that_say_the_script_are_kept(findings, store, tmp_path):
    options = Options(min_score=0.0, include_comparable=True, source="zh-HK")
    write_outputs(store, tmp_path, findings, options)
    assert codes_of(tmp_path / "memory.tmx") == {"zh-CN", "en-US"}
    assert codes_of(tmp_path / "memory.zh-TW.tmx") == {"zh-HK", "en-US"}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        yield store


@pytest.fixture
def outputs(store, tmp_path):
    return lambda key: Outputs(store, tmp_path, key)


def test_a_file_is_written_when_it_is_out_of_date(outputs, tmp_path):
    calls = []

    def write_to(path):
        calls.append(path.name)
        path.write_text("text", "utf-8")

    outputs("one").file("a.tsv", write_to)
    outputs("one").file("a.tsv", write_to)
    assert len(calls) == 1
    outputs("two").file("a.tsv", write_to)
    assert len(calls) == 2
    (tmp_path / "a.tsv").write_text("touched by hand", "utf-8")
    outputs("two").file("a.tsv", write_to)
    (tmp_path / "a.tsv").unlink()
    outputs("two").file("a.tsv", write_to)
    assert len(calls) == 4
    assert (tmp_path / "a.tsv").read_text("utf-8") == "text"


def test_only_what_a_run_wrote_is_removed(outputs, tmp_path):
    (tmp_path / "mine.tmx").touch()
    outputs("one").gone("mine.tmx")
    assert (tmp_path / "mine.tmx").exists()
    outputs("one").file("ours.tmx", lambda path: path.touch())
    outputs("one").gone("ours.tmx")
    assert not (tmp_path / "ours.tmx").exists()


def test_glossaries_that_a_person_edited_are_told_from_those_that_were_written(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        outputs = Outputs(store, tmp_path, "key")
        for name in ("glossary.tsv", "glossary.tbx"):
            outputs.file(name, lambda path: path.write_text("as written", "utf-8"))
        assert edited_glossaries(store, tmp_path) == []

        (tmp_path / "glossary.tbx").write_text("as edited", "utf-8")
        (tmp_path / "glossary.tsv").unlink()
        assert edited_glossaries(store, tmp_path) == [tmp_path / "glossary.tbx"]


def test_a_glossary_that_no_run_wrote_is_no_edited_output(tmp_path):
    (tmp_path / "glossary.tsv").write_text("zh\ten\n", "utf-8")
    with Store(tmp_path / "corpus.sqlite") as store:
        assert edited_glossaries(store, tmp_path) == []


def test_fragments_stand_behind_the_pairs_and_are_read_as_none(tmp_path, findings):
    fragment = Fragment(0, (0, 2), 1, (0, 4), 0.85)
    path = tmp_path / "pairs.tsv"
    write_found_pairs(path, replace(findings, fragments={("hant", "en"): (fragment,)}))
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].split("\t")[-2:] == ["zh_ids", "en_ids"]
    assert lines[-1].split("\t") == [
        "會談", "Both", "0.8500", "fragment", "topic 2", "news/hant.txt", "news/en.txt",
        "0:0-2", "1:0-4",
    ]  # fmt: skip
    assert len(lines) == 1 + len(findings.sentence_pairs) + 1
    assert [(p.zh, p.en) for p in tmx.read_pairs(path)] == [
        (p.zh, p.en) for p in findings.sentence_pairs
    ]
