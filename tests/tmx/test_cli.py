import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from tmx.cli import app

PAIRS = [
    SentencePair("务实外交受到关注。", "Pragmatic diplomacy draws attention.", topic="外交"),
    SentencePair("双方同意。", "Both agreed."),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, PAIRS)
    return path


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def test_validate_tells_errors_by_its_exit_code(memory, tmp_path):
    good = run("validate", memory)
    assert (good.exit_code, good.stdout) == (0, "")
    bad = tmp_path / "bad.tmx"
    bad.write_text(memory.read_text(encoding="utf-8").replace(' srclang="zh-CN"', ""), "utf-8")
    result = run("validate", memory, bad)
    assert result.exit_code == 1
    assert f"{bad}:3: error: <header> lacks srclang [header: OmegaT" in result.stdout
    found = json.loads(run("validate", bad, "--json").stdout)
    assert found[str(bad)][0]["rule"] == "header"


def test_validate_goes_on_after_a_file_that_cannot_be_read(memory, tmp_path):
    result = run("validate", tmp_path / "none.tmx", memory)
    assert result.exit_code == 1
    assert "none.tmx: cannot be read" in result.stderr
    assert run("validate", tmp_path / "none.tmx").exit_code == 2


def test_stats_as_table_and_json(memory):
    assert "units\t2" in run("stats", memory).stdout
    assert json.loads(run("stats", memory, "--json").stdout)["topics"] == {"外交": 1}


def test_merge_says_what_it_left_out(memory, tmp_path):
    result = run("merge", memory, memory, "-o", tmp_path / "all.tmx")
    assert result.exit_code == 0
    assert "2 units written; left out: 2 repeated" in result.stderr
    result = run("merge", memory, memory, "-o", tmp_path / "all.tmx", "--json")
    assert json.loads(result.stdout)["repeated"] == len(PAIRS)


def test_convert_writes_what_the_ending_says(memory, tmp_path):
    assert run("convert", memory, tmp_path / "memory.tsv").exit_code == 0
    assert list(tmx.read_pairs(tmp_path / "memory.tsv")) == PAIRS
    assert isinstance(run("convert", memory, tmp_path / "m.xls").exception, UsageError)


def test_convert_says_how_many_rows_it_left_out(tmp_path):
    (tmp_path / "a.tsv").write_text("zh\ten\n是\tYes\n空\t\n", encoding="utf-8")
    result = run("convert", tmp_path / "a.tsv", tmp_path / "a.tmx")
    assert result.exit_code == 0
    assert "1 written; left out: 1 without text on one side" in result.stderr


def test_convert_changes_the_script_and_its_code(memory, tmp_path):
    out = tmp_path / "taiwan.tmx"
    assert run("convert", memory, out, "--script", "taiwan").exit_code == 0
    assert next(tmx.read(out)).segments["zh-TW"] == "務實外交受到關注。"
    assert tmx.header(out).source == "zh-TW"
    run("convert", out, tmp_path / "back.tsv", "--script", "simplified")
    assert [pair.zh for pair in tmx.read_pairs(tmp_path / "back.tsv")] == [p.zh for p in PAIRS]


def test_convert_writes_either_level(tmp_path):
    marked = tmx.Variant("en", "Save it", 'Save <ph x="1"/>it')
    path, out = tmp_path / "a.tmx", tmp_path / "b.tmx"
    tmx.write(path, [tmx.TranslationUnit((tmx.Variant("zh", "保存"), marked))], level=2)
    for level, markup in (("1", ""), ("2", marked.markup)):
        assert run("convert", path, out, "--level", level).exit_code == 0
        assert next(tmx.read(out)).variants[1].markup == markup


def test_convert_recovers_and_says_what_is_lost(memory, tmp_path):
    text = memory.read_text(encoding="utf-8")
    broken, out = tmp_path / "broken.tmx", tmp_path / "out.tmx"
    broken.write_text(text.replace("diplomacy", "diplo\x01macy"), encoding="utf-8")
    assert isinstance(run("convert", broken, out).exception, InputError)
    result = run("convert", broken, out, "--recover")
    assert result.exit_code == 0
    assert f"{broken}:6: a character that XML forbids was removed" in result.stderr
    assert list(tmx.pairs(out)) == PAIRS
    broken.write_text(text[: text.index("Both")], encoding="utf-8")
    result = run("convert", broken, out, "--recover")
    assert result.exit_code == 1
    assert f"{broken}:13: lost" in result.stderr
    assert list(tmx.pairs(out)) == PAIRS[:1]
    repairs = json.loads(run("convert", broken, out, "--recover", "--json").stdout)["repairs"]
    assert [(each["line"], each["lost"]) for each in repairs] == [(13, True)]


def test_convert_says_when_no_unit_has_both_languages(memory, tmp_path):
    result = run("convert", memory, tmp_path / "out.tmx", "--source", "fr")
    assert result.exit_code == 1
    assert "is empty, since there is no unit that has text in both" in result.stderr


def test_what_is_no_xml_is_told_how_to_become_a_memory(memory, tmp_path):
    table = tmp_path / "pairs.tsv"
    run("convert", memory, table)
    error = run(
        "merge", table.rename(tmp_path / "a.xml"), memory, "-o", tmp_path / "m.tmx"
    ).exception
    assert isinstance(error, InputError)
    assert "is it a TMX? duizhao tmx convert makes one of a table" in str(error)


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("validate", "FILE..."),
        ("stats", "FILE"),
        ("merge", "FILE..."),
        ("convert", "IN OUT"),
        ("lookup", "[TEXT]"),
        ("evaluate", "MEMORY TEST"),
    ],
)
def test_help_names_what_is_given(command, names):
    usage = next(line for line in run(command, "--help").stdout.splitlines() if "Usage" in line)
    assert usage.translate(dict.fromkeys(map(ord, "{}"))).strip().endswith(f"[OPTIONS] {names}")


def test_lookup_shows_matches_and_contexts(memory):
    assert (
        run("lookup", "雙方同意。", "--memory", memory).stdout
        == "100%\t双方同意。\n\tBoth agreed.\n"
    )
    assert run("lookup", "diplomacy", "--memory", memory).stdout.startswith("contains\t务实")
    found = json.loads(run("lookup", "双方同意", "--memory", memory, "--json").stdout)
    assert (found["text"], found["matches"][0]["percent"]) == ("双方同意", 80)
    context = found["concordance"][0]
    assert (context["en"], context["start"], context["end"]) == ("Both agreed.", 0, 4)
    assert context["memory"] == str(memory)
    assert context["score"] is None  # it says no more of this pair than its texts
    nothing = run("lookup", "天气", "--memory", memory)
    assert "天气: nothing" in nothing.stderr
    assert nothing.exit_code == 1


def test_lookup_has_scores_for_scripts_where_the_memory_has_them(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, [SentencePair("双方同意。", "Both agreed.", 0.875, zh_document="a.txt")])
    found = json.loads(run("lookup", "双方同意。", "--memory", path, "--json").stdout)
    assert [found[kind][0]["score"] for kind in ("matches", "concordance")] == [0.875, 0.875]


def test_lookup_can_leave_out_one_kind_and_show_the_units_around(memory):
    arguments = ("lookup", "双方同意", "--memory", memory, "--only")
    assert run(*arguments, "matches").stdout.startswith("80%")
    shown = run(*arguments, "concordance", "--context", 1).stdout
    assert [line.split("\t")[0] for line in shown.splitlines()] == ["before", "", "contains", ""]
    assert run(*arguments, "neither").exit_code == 2


def test_lookup_reads_segments_from_stdin(memory):
    stdin = "双方同意。\n\n天气\n Both agreed.\n"
    result = run("lookup", "--memory", memory, stdin=stdin)
    pair = "100%\t双方同意。\n\tBoth agreed.\n"
    assert result.stdout == f"双方同意。\n{pair}天气\nBoth agreed.\n{pair}"
    lines = run("lookup", "--memory", memory, "--json", stdin=stdin).stdout.splitlines()
    assert [len(json.loads(line)["matches"]) for line in lines] == [1, 0, 1]


@pytest.mark.parametrize("text", ["", " \u3000"])
def test_lookup_of_nothing_is_refused(memory, text):
    error = run("lookup", text, "--memory", memory).exception
    assert isinstance(error, UsageError)
    assert "no text to look up" in str(error)


def test_lookup_of_what_is_not_utf_8_names_the_line(memory):
    stdin = b"\xef\xbb\xbf" + "双方同意。\n天气\n".encode() + "天气\n".encode("gb18030")
    result = run("lookup", "--memory", memory, stdin=stdin)
    assert result.stdout.startswith("双方同意。\n100%\t")
    assert isinstance(result.exception, InputError)
    assert str(result.exception).startswith("stdin:3: is not UTF-8")


def test_lookup_names_which_of_several_memories_it_was(memory, tmp_path):
    other = tmp_path / "other.tmx"
    tmx.write_pairs(other, [SentencePair("双方同意。", "They agreed.")])
    result = run("lookup", "双方同意。", "--memory", other, "--memory", memory)
    assert result.stdout == (
        f"100%\t双方同意。\t{other}\n\tThey agreed.\n100%\t双方同意。\t{memory}\n\tBoth agreed.\n"
    )


def test_lookup_takes_the_language_of_the_text(tmp_path):
    memory = tmp_path / "memory.tmx"
    tmx.write_pairs(memory, [SentencePair("OPEC+", "OPEC plus")])
    assert run("lookup", "OPEC+", "--memory", memory, "--source", "zh-TW").stdout.startswith("100%")
    assert isinstance(
        run("lookup", "a", "--memory", memory, "--source", "de").exception, UsageError
    )


def test_evaluate_prints_bands_and_scores(memory):
    result = run("evaluate", memory, memory)
    assert result.stdout.startswith("match\tsegments\t%\tcharacters\t%\n100\t2\t100.0\t14\t100.0\n")
    english = run("evaluate", memory, memory, "--source", "en")
    assert english.stdout.startswith("match\tsegments\t%\twords\t%\n100\t2\t100.0\t6\t100.0\n")
    assert "BLEU\t100.0" in result.stdout
    assert json.loads(run("evaluate", memory, memory, "--json").stdout)["bands"]["100"] == 2
    assert isinstance(run("evaluate", memory, memory, "--source", "de").exception, UsageError)


def test_the_command_line_loads_nothing_heavy():
    heavy = "numpy rapidfuzz sacrebleu opencc lxml sqlite3 xml.parsers.expat"
    code = f"import sys, tmx.cli; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
