"""Every command that takes a memory takes the bilingual files of CAT tools, too."""

import json
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

import tmx
from align.cli import app
from align.guidance.known_pairs import read_known
from corpus.model import SentencePair
from corpus.support.workbook import write_rows

PAIRS = [
    SentencePair(
        "市政府宣布新图书馆将于五月开放。", "The city said the new library will open in May."
    ),
    SentencePair("务实外交是双方的共同目标。", "Pragmatic diplomacy is the aim of both sides."),
    SentencePair("河水在周二晚上开始回落。", "The river began to fall on Tuesday evening."),
]
FORMS = ("a.xlf", "a21.xlf", "a.sdlxliff", "a.mqxliff", "a.mxliff", "a.po", "a.docx", "a.xlsx")
UNTRANSLATED = '<trans-unit id="x"><source>尚未翻译。</source><target/></trans-unit></body>'
UNTRANSLATED_2 = '<unit id="x"><segment><source>尚未翻译。</source></segment></unit>\n</file>'
REVIEW = ("Segment ID", "Segment status", "Source segment (zh-CN)", "Target segment (en-US)")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(params=FORMS)
def bilingual(request, tmp_path):
    """The pairs in a form, and behind them a segment that is not translated."""
    tmx.write(tmp_path / "a.tmx", map(tmx.unit_from_pair, PAIRS))
    path = tmp_path / request.param
    if path.suffix in (".docx", ".xlsx"):
        rows = [[str(n), "Translated", pair.zh, pair.en] for n, pair in enumerate(PAIRS, 1)]
        write_table(path, [REVIEW, *rows, ("4", "Not Translated", "尚未翻译。", "")])
        return path
    whole = path.with_name("whole.po" if path.suffix == ".po" else "whole.xlf")
    tmx.convert(tmp_path / "a.tmx", whole, xliff="2.1" if path.stem == "a21" else "1.2")
    text = whole.read_text(encoding="utf-8")
    if path.suffix == ".po":
        text += '\nmsgid "尚未翻译。"\nmsgstr ""\n'
    new = UNTRANSLATED_2 if path.stem == "a21" else UNTRANSLATED
    end = "</file>" if path.stem == "a21" else "</body>"
    path.write_text(text.replace(end, new), encoding="utf-8")
    return path


def write_table(path, rows):
    """A table as a CAT tool gives it out for review."""
    if path.suffix == ".xlsx":
        write_rows(path, rows[1:], rows[0])
        return
    lines = (
        "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
        for row in rows
    )
    table = f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
    with ZipFile(path, "w") as package:
        body = f'<w:document xmlns:w="x:w"><w:body>{table}</w:body></w:document>'
        package.writestr("word/document.xml", body)


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "g.tsv"
    path.write_text("zh\ten\tstatus\n务实外交\tdown-to-earth diplomacy\tapproved\n", "utf-8")
    return path


def test_stats_counts_it(bilingual):
    result = run("tmx", "stats", bilingual, "--json")
    assert json.loads(result.stdout)["pairs"] == 3
    assert json.loads(result.stdout)["source"] == "zh-CN"
    assert f"{bilingual}: 1 segment is no unit: 1 not translated" in result.stderr


def test_clean_makes_a_memory_of_it(bilingual, tmp_path):
    result = run("tmx", "clean", bilingual, "-o", tmp_path / "clean.tmx")
    assert result.exit_code == 0
    assert result.stderr.count("1 segment is no unit") == 1
    assert [pair.en for pair in tmx.pairs(tmp_path / "clean.tmx")] == [pair.en for pair in PAIRS]


def test_diff_compares_it_with_the_memory(bilingual, tmp_path):
    result = run("tmx", "diff", tmp_path / "a.tmx", bilingual)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 segment is no unit" in result.stderr


def test_evaluate_takes_it_for_the_new_text(bilingual, tmp_path):
    result = run("tmx", "evaluate", tmp_path / "a.tmx", bilingual, "--json")
    assert json.loads(result.stdout)["bands"]["100"] == 3
    assert "1 segment is no unit" in result.stderr


def test_evaluate_takes_it_for_the_memory_too(bilingual, tmp_path):
    result = run("tmx", "evaluate", bilingual, tmp_path / "a.tmx", "--json")
    assert json.loads(result.stdout)["bands"]["100"] == 3


def test_check_holds_it_against_a_glossary(bilingual, glossary):
    result = run("glossary", "check", bilingual, "-g", glossary)
    assert result.exit_code == 1
    assert f"{bilingual}:2: missing" in result.stdout
    assert "1 segment is no unit" in result.stderr


def test_scan_finds_terms_in_both_its_languages(bilingual, glossary):
    result = run("glossary", "scan", bilingual, "-g", glossary)
    if bilingual.suffix not in (".docx", ".xlsx"):
        assert f"# {bilingual}#zh" in result.stdout
    assert "务实外交" in result.stdout


def test_scan_and_for_look_through_what_is_not_translated_yet(bilingual, tmp_path):
    path = tmp_path / "g.tsv"
    path.write_text("zh\ten\tstatus\n翻译\ttranslate\tapproved\n", "utf-8")
    assert "翻译" in run("glossary", "scan", bilingual, "-g", path).stdout
    assert "translate" in run("glossary", "for", bilingual, "-g", path).stdout


def test_extract_takes_its_pairs(bilingual, tmp_path):
    result = run("glossary", "extract", bilingual, "-o", tmp_path / "out.tsv", "--keep", "all")
    assert result.exit_code == 0, result.stderr
    assert "1 segment is no unit" in result.stderr


def test_verify_takes_it_for_what_shows_the_terms(bilingual, glossary):
    result = run("glossary", "verify", glossary, "--against", bilingual)
    assert result.exit_code in (0, 1), result.stderr
    assert "务实外交" in result.stdout


def test_convert_writes_its_pairs_in_every_form(bilingual, tmp_path):
    for ending in ("tmx", "xlf", "po", "jsonl", "tsv", "csv", "xlsx", "docx", "zh"):
        result = run("tmx", "convert", bilingual, tmp_path / f"out.{ending}")
        assert result.exit_code == 0, result.stderr
        assert [pair.en for pair in tmx.read_pairs(tmp_path / f"out.{ending}")] == [
            pair.en for pair in PAIRS
        ]


def test_align_learns_from_it(bilingual):
    known = read_known([bilingual], [], [pair.zh for pair in PAIRS], [pair.en for pair in PAIRS])
    assert {pair.en for pair in known} == {pair.en for pair in PAIRS}
