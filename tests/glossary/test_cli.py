import json
import sys
import types

import pytest
from typer.testing import CliRunner

from corpus.errors import DuizhaoError, InputError, UsageError
from corpus.model import SentencePair
from glossary.cli import app, lookup
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary
from tmx import unit_from_pair, write

CONTEXT = SentencePair("李在明强调务实外交。", "Lee stressed pragmatic diplomacy.")
ENTRIES = [
    ConceptEntry(
        "c1",
        (
            TermPair(
                "务实外交", "pragmatic diplomacy", 0.9, 0.9, 2, Status.APPROVED, contexts=(CONTEXT,)
            ),
        ),
    ),
    ConceptEntry("c2", (TermPair("韩国", "Corea", 0.5, 0.5, 0, Status.FORBIDDEN),)),
]


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, ENTRIES)
    return str(path)


def run(*arguments, input=None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=input)


def test_lookup_prints_a_line_a_hit_and_why(glossary):
    result = run("lookup", "務實外交", "-g", glossary, "--context")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"务实外交\tpragmatic diplomacy\tapproved\tscript\t{glossary}",
        "\t李在明强调务实外交。",
        "\tLee stressed pragmatic diplomacy.",
    ]


def test_lookup_reads_many_terms_from_stdin(glossary):
    result = run("lookup", "-g", glossary, "--json", input="Corea\n\nqwertz uiop\n")

    answers = json.loads(result.stdout)
    assert answers["Corea"][0]["zh"] == "韩国"
    assert answers["Corea"][0]["status"] == "forbidden"
    assert answers["Corea"][0]["how"] == "exact"
    assert answers["qwertz uiop"] == []


def test_what_is_not_found_is_said_with_what_is_nearest(glossary):
    result = run("lookup", "务实的外交官", "qwertz uiop", "Corea", "-g", glossary)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [f"韩国\tCorea\tforbidden\texact\t{glossary}"]
    assert result.stderr.splitlines()[-2:] == [  # behind what is built once
        "务实的外交官: nothing found; nearest: 务实外交 = pragmatic diplomacy",
        "qwertz uiop: nothing found",
    ]


def test_scan_prints_offsets_and_translations(tmp_path, glossary):
    text = tmp_path / "text.txt"
    text.write_text("韩国的務實外交。", "utf-8")

    result = run("scan", text, "-g", glossary)

    assert result.stdout.splitlines() == [
        "0-2\t韩国\tCorea (forbidden)",
        "3-7\t務實外交\tpragmatic diplomacy",
    ]


@pytest.mark.parametrize(
    "text", ["韩国的務實外交。", "<html><body><p>韩国的務實外交。</p></body></html>"]
)
def test_standard_input_is_scanned_like_a_file(text, glossary):
    assert run("scan", "-", "-g", glossary, input=text).stdout.splitlines() == [
        "0-2\t韩国\tCorea (forbidden)",
        "3-7\t務實外交\tpragmatic diplomacy",
    ]
    assert "pragmatic diplomacy" in run("for", "-", "-g", glossary, input=text).stdout


def test_scan_as_json(tmp_path, glossary):
    text = tmp_path / "text.txt"
    text.write_text("务实外交", "utf-16")

    (occurrence,) = json.loads(run("scan", text, "-g", glossary, "--json").stdout)

    assert (occurrence["start"], occurrence["end"], occurrence["text"]) == (0, 4, "务实外交")
    assert occurrence["pairs"][0]["en"] == "pragmatic diplomacy"


def test_scan_reads_other_files_as_documents(tmp_path, glossary):
    page = "<html><body><article><h1>外长谈外交</h1><p>外长周三表示，韩国推行务实外交。</p>"
    (tmp_path / "a.html").write_text(f"{page}</article></body></html>", "utf-8")
    lines = [json.dumps({"id": key, "text": "外长周三表示，务实外交。"}) for key in "xy"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), "utf-8")

    (first, second) = json.loads(run("scan", tmp_path / "a.html", "-g", glossary, "--json").stdout)
    assert (first["text"], second["text"]) == ("韩国", "务实外交")
    assert second["start"] - first["start"] == len("韩国推行")
    assert second["end"] < len(
        "外长谈外交\n外长周三表示，韩国推行务实外交。"
    )  # markup does not count

    shown = run("scan", tmp_path / "b.jsonl", "-g", glossary).stdout.splitlines()
    assert [line.split("#")[-1] for line in shown[::2]] == ["x", "y"]
    assert {line.split("\t")[1] for line in shown[1::2]} == {"务实外交"}
    html = run("scan", tmp_path / "b.jsonl", "-g", glossary, "--html").stdout
    assert html.count("<h2>") == 2


def test_convert_goes_by_the_suffix(tmp_path, glossary):
    out = tmp_path / "g.utf8"

    result = run("convert", glossary, out, "--source", "en-US", "--target", "zh-CN")

    assert result.exit_code == 0
    assert out.read_text("utf-8") == "pragmatic diplomacy\t务实外交\t\nCorea\t韩国\tforbidden\n"


def test_a_wrong_output_name_is_said_before_any_work(tmp_path):
    result = run("convert", tmp_path / "missing.tbx", tmp_path / "g.xls")

    assert isinstance(result.exception, InputError)
    assert "no glossary format .xls;" in str(result.exception)


@pytest.mark.parametrize("suffix", ["tsv", "tmx"])
def test_extract_hands_the_pairs_on_and_writes_the_glossary(tmp_path, monkeypatch, suffix):
    seen = {}

    def extract_from_pairs(pairs, *, order="termlike", user_words=()):
        seen.update(pairs=pairs, order=order, user_words=user_words)
        return ENTRIES

    module = types.SimpleNamespace(extract_from_pairs=extract_from_pairs)
    monkeypatch.setitem(sys.modules, "glossary.extraction.extract", module)
    source = tmp_path / f"pairs.{suffix}"
    if suffix == "tsv":
        source.write_text("zh\ten\n你好\tHello\n", "utf-8")
    else:
        source.write_text(
            '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" srclang="zh-CN" '
            'segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/><body><tu>'
            '<tuv xml:lang="zh-CN"><seg>你好</seg></tuv>'
            '<tuv xml:lang="en-US"><seg>Hello</seg></tuv>'
            "</tu></body></tmx>",
            "utf-8",
        )
    out = tmp_path / "g.tsv"

    edited = tmp_path / "edited.csv"
    edited.write_text("zh,en,status\n韩国,Corea,rejected\n你好,hello,approved\n", "utf-8")
    result = run("extract", source, "-o", out, "--order", "frequent", "-g", edited)

    assert result.exit_code == 0, result.exception
    assert result.stderr == "3 concepts\n"
    assert [(pair.zh, pair.en) for pair in seen["pairs"]] == [("你好", "Hello")]
    assert seen["order"] == "frequent"
    assert seen["user_words"] == ["你好"]
    assert {(p.zh, p.en): p.status for e in read_glossary(out) for p in e.pairs} == {
        ("务实外交", "pragmatic diplomacy"): Status.APPROVED,
        ("你好", "hello"): Status.APPROVED,
        ("韩国", "Corea"): Status.REJECTED,
    }


def test_of_more_pairs_than_memory_holds_some_are_drawn_and_that_is_said(tmp_path, monkeypatch):
    seen = []
    module = types.SimpleNamespace(extract_from_pairs=lambda pairs, **_: seen.extend(pairs) or [])
    monkeypatch.setitem(sys.modules, "glossary.extraction.extract", module)
    source = tmp_path / "pairs.tsv"
    source.write_text("zh\ten\n" + "你好\tHello\n" * 3000, "utf-8")

    result = run("extract", source, "-o", tmp_path / "g.tsv", "--most", 2000)

    assert len(seen) == 2000
    said = "pairs.tsv: of 3,000 pairs 2,000 were drawn; --most takes more\n0 concepts\n"
    assert result.stderr.endswith(said)


def test_extract_says_what_it_takes(tmp_path):
    result = run("extract", tmp_path / "text.txt", "-o", tmp_path / "g.tsv")

    assert isinstance(result.exception, UsageError)
    assert "supported are .tmx, .tsv" in str(result.exception)


def test_a_glossary_is_needed_for_a_scan(tmp_path):
    assert run("scan", tmp_path / "text.txt").exit_code == 2


def test_lookup_on_a_terminal_needs_a_term(monkeypatch, glossary):
    monkeypatch.setattr("glossary.cli._nothing_piped", lambda: True)

    assert isinstance(run("lookup", "-g", glossary).exception, UsageError)


def test_lookup_with_stdin_closed_needs_a_term(monkeypatch, glossary):
    monkeypatch.setattr("glossary.cli.sys", types.SimpleNamespace(stdin=None))

    with pytest.raises(UsageError, match="no term to look up"):
        lookup(terms=None, glossaries=[])


@pytest.mark.parametrize(
    ("content", "reason"),
    [("これはひらがなで書かれた文です。", "looks Japanese"), ("", "holds no letters")],
)
def test_a_scan_names_what_is_no_text_of_the_two_languages(tmp_path, glossary, content, reason):
    text = tmp_path / "text.txt"
    text.write_text(content, "utf-8")

    result = run("scan", text, "-g", glossary)

    assert isinstance(result.exception, DuizhaoError)
    assert str(text) in str(result.exception)
    assert reason in str(result.exception)


def test_scan_as_a_page(tmp_path, glossary):
    text = tmp_path / "text.txt"
    text.write_text("<韩国>的務實外交，务实外交。", "utf-8")

    html = run("scan", text, "-g", glossary, "--html").stdout

    assert html.startswith("<!DOCTYPE html>")
    assert '&lt;<mark title="Corea (forbidden)" class="unwelcome">韩国</mark>&gt;' in html
    assert '<mark title="pragmatic diplomacy">務實外交</mark>' in html
    assert "<td>务实外交</td><td>pragmatic diplomacy</td><td>1</td>" in html
    assert "http" not in html
    assert isinstance(run("scan", text, "-g", glossary, "--html", "--json").exception, UsageError)


def test_check_names_the_units_and_says_so_in_the_exit_code(tmp_path, glossary):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("zh\ten\n好\tGood\n韩国的务实外交\tCorea's policy\n", "utf-8")

    result = run("check", pairs, "-g", glossary)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{pairs}:2: missing: 务实外交: pragmatic diplomacy expected, and not found (zh 3-7)",
        f"{pairs}:2: forbidden: 韩国: Corea is forbidden (en 0-5)",
    ]
    missing, forbidden = json.loads(run("check", pairs, "-g", glossary, "--json").stdout)
    assert (missing["unit"], missing["rule"]) == (2, "missing")
    assert missing["expected"] == ["pragmatic diplomacy"]
    assert forbidden["pair"]["en"] == "Corea's policy"
    assert run("check", pairs, "-g", glossary, "--source", "en").exit_code == 1  # Corea
    pairs.write_text("zh\ten\n務實外交\tPragmatic diplomacy\n", "utf-8")
    assert run("check", pairs, "-g", glossary).exit_code == 0


def test_merge_joins_in_order_of_trust(tmp_path, glossary):
    more, out = tmp_path / "more.csv", tmp_path / "all.xlsx"
    more.write_text("zh,en\n务实外交,Pragmatic diplomacy\n互信,mutual trust\n", "utf-8")

    result = run("merge", glossary, more, "-o", out)

    assert result.exit_code == 0
    assert {entry.pairs[0].en for entry in read_glossary(out)} == {
        "pragmatic diplomacy", "mutual trust", "Corea"
    }  # fmt: skip


def test_faulty_entries_are_left_out_on_request_and_named(tmp_path):
    faulty, out = tmp_path / "g.tsv", tmp_path / "g.tbx"
    rows = ("zh\ten\tstatus", "互信\tmutual trust\tgood", "外交\tdiplomacy\t")
    faulty.write_text("\n".join(rows), "utf-8")

    assert isinstance(run("convert", faulty, out).exception, InputError)
    assert not out.exists()
    result = run("convert", faulty, out, "--keep-good")
    assert result.exit_code == 1
    assert f"duizhao: {faulty}:2: no status 'good'" in result.stderr
    assert [entry.pairs[0].en for entry in read_glossary(out)] == ["diplomacy"]


def test_convert_writes_version_3_on_request(tmp_path, glossary):
    out = tmp_path / "v3.tbx"

    assert run("convert", glossary, out, "--format", "tbx3").exit_code == 0
    assert "<conceptEntry" in out.read_text("utf-8")
    assert read_glossary(out) == read_glossary(glossary)


def test_validate_prints_the_faults(tmp_path, glossary):
    path = tmp_path / "g.csv"
    path.write_text("zh,en\n互信,mutual trust\n躺平,\n", "utf-8")

    assert run("validate", glossary).exit_code == 0
    result = run("validate", path)
    assert result.exit_code == 1
    assert result.stdout.endswith(": 躺平 has no English\n")
    assert json.loads(run("validate", path, "--json").stdout)[0]["rule"] == "empty"


@pytest.mark.parametrize("text", ["你好", "务实外交，韩国。"])
def test_scan_prints_an_array_whatever_is_found(tmp_path, glossary, text):
    path = tmp_path / "text.txt"
    path.write_text(text, "utf-8")

    found = json.loads(run("scan", path, "-g", glossary, "--json").stdout)
    assert [each["text"] for each in found] == (["务实外交", "韩国"] if "，" in text else [])


def test_the_output_of_a_run_is_a_glossary(tmp_path):
    write_glossary(tmp_path / "glossary.tsv", ENTRIES)
    assert run("lookup", "Corea", "-g", tmp_path).exit_code == 0
    text = tmp_path / "a.txt"
    text.write_text("双方谈务实外交，谈了很久。", "utf-8")
    for command in ("scan", "for"):
        assert "pragmatic diplomacy" in run(command, text, "-g", tmp_path).stdout
    assert run("convert", tmp_path, tmp_path / "g.tbx").exit_code == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match=r"empty: holds no glossary\.tsv"):
        raise run("scan", text, "-g", empty).exception


def test_the_entries_for_a_text_come_in_the_form_that_is_asked_for(tmp_path, glossary):
    text = tmp_path / "a.txt"
    text.write_text("Pragmatic diplomacy, said the minister, is no slogan.", "utf-8")
    printed = run("for", text, "-g", glossary)
    assert printed.exit_code == 0
    assert printed.stdout.splitlines()[1].split("\t")[:2] == ["务实外交", "pragmatic diplomacy"]
    assert json.loads(run("for", text, "-g", glossary, "--json").stdout)[0]["times"] == 1
    out = tmp_path / "deepl.csv"
    assert run("for", text, "-g", glossary, "-o", out, "--format", "deepl").exit_code == 0
    assert out.read_text("utf-8") == "pragmatic diplomacy,务实外交,en,zh\n"
    assert run("for", text, "-g", glossary, "-o", tmp_path / "g.tbx").exit_code == 0
    (entry,) = read_glossary(tmp_path / "g.tbx")
    assert entry.pairs[0].zh == "务实外交"
    text.write_text("Nothing of the kind is said in this sentence.", "utf-8")
    assert run("for", text, "-g", glossary).exit_code == 1


def test_verify_says_of_each_pair_what_the_texts_show(tmp_path):
    pairs = [
        SentencePair(f"{zh}将在明年{end}。", f"The {en} will {said} next year.")
        for zh, en in (("灯塔", "lighthouse"), ("码头", "pier"), ("海关", "customs office"))
        for end, said in (("重新开放", "reopen"), ("关闭", "close"), ("扩建", "be extended"))
    ]
    memory, listed = tmp_path / "m.tmx", tmp_path / "list.csv"
    write(memory, (unit_from_pair(pair) for pair in pairs))
    listed.write_text("Chinese,English\n灯塔,lighthouse\n码头,watchtower\n", "utf-8")

    result = run("verify", listed, "--against", memory)
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[:3] for row in rows[1:]] == [
        ["shown", "灯塔", "lighthouse"],
        ["refuted", "码头", "watchtower"],
    ]
    assert "pier" in rows[2][6]
    assert result.stderr.splitlines()[-1] == "2 pairs: 1 shown, 1 refuted"
    found = json.loads(run("verify", listed, "--against", memory, "--json").stdout)
    assert [each["line"] for each in found] == [2, 3]
    assert found[0]["contexts"][0]["en"].startswith("The lighthouse")
    assert found[1]["instead"][0]["text"] == "pier"
    assert found[1]["instead"][0]["times"] == 3
    listed.write_text("Chinese,English\n灯塔,lighthouse\n", "utf-8")
    assert run("verify", listed, "--against", memory).exit_code == 0


def test_convert_refuses_an_empty_side_or_names_it(tmp_path):
    source, out = tmp_path / "g.csv", tmp_path / "g.tbx"
    source.write_text("中文,英文,状态\n潮汐表,tide table,\n港口,,\n码头,,禁用\n", "utf-8")
    refused = run("convert", source, out)
    assert str(refused.exception) == f"{source}:3: 港口 has no English; give it one, or remove it"
    assert not out.exists()
    kept = run("convert", source, out, "--keep-good")
    assert kept.exit_code == 1
    assert f"{source}:3: 港口 has no English" in kept.stderr
    assert [e.pairs[0].zh for e in read_glossary(out)] == ["潮汐表", "码头"]


def test_what_is_nearest_has_a_translation(tmp_path):
    source = tmp_path / "g.csv"
    source.write_text("中文,英文\n海港潮汐表,\n海港潮汐站,tide station\n", "utf-8")
    result = run("lookup", "海港潮汐图", "--glossary", source)
    assert "海港潮汐站 = tide station" in result.stderr
    assert "海港潮汐表" not in result.stderr
