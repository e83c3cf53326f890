import json

import pytest
from typer.testing import CliRunner

import tmx
from corpus.errors import UsageError
from corpus.model import SentencePair
from tmx.cli import app

PAIRS = [
    SentencePair("务实外交受到关注。", "Pragmatic diplomacy draws attention.", topic="外交"),
    SentencePair("有35人受伤。", "53 people were hurt."),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, PAIRS)
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_clean_prints_what_it_found_and_names_its_files(memory, tmp_path):
    result = run("clean", memory, "-o", tmp_path / "clean.tmx")
    assert result.exit_code == 0
    assert "numbers\twarning\t1\t" in result.stdout
    assert "2 units, 2 kept, 0 removed" in result.stderr
    assert "clean.removed.tmx" in result.stderr
    result = run("clean", memory, "-o", tmp_path / "clean.tmx", "--remove", "numbers", "--json")
    assert json.loads(result.stdout)["removed"] == 1


def test_clean_takes_lists_of_checks(memory):
    result = run("clean", memory, "--dry-run", "--off", "all", "--json")
    assert isinstance(result.exception, UsageError)  # untranslated
    result = run("clean", memory, "--dry-run", "--off", "numbers,tags", "--json")
    assert json.loads(result.stdout)["found"] == {}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "with -o OUT"),
        (("--dry-run", "--keep", "some"), "give all, newest, best"),
        (("--dry-run", "--off", "tags", "--remove", "tags"), "given twice"),
    ],
)
def test_clean_refuses_what_makes_no_sense(memory, options, reason):
    result = run("clean", memory, *options)
    assert isinstance(result.exception, UsageError)
    assert reason in str(result.exception)


def test_split_lists_its_parts(memory, tmp_path):
    result = run("split", memory, "-o", tmp_path / "parts", "--by", "topic")
    assert result.exit_code == 0
    assert f"{tmp_path / 'parts' / 'memory.外交.tmx'}\t1\t外交\n" in result.stdout
    assert "2 units in 2 parts" in result.stderr
    result = run("split", memory, "-o", tmp_path / "parts", "--units", "1", "--json")
    assert [part["label"] for part in json.loads(result.stdout)] == ["1", "2"]
    assert isinstance(run("split", memory, "-o", tmp_path).exception, UsageError)


def test_diff_tells_by_its_exit_code(memory, tmp_path):
    other = tmp_path / "other.tmx"
    tmx.write_pairs(other, [PAIRS[0], SentencePair("有35人受伤。", "35 people were hurt.")])
    same = run("diff", memory, memory)
    assert (same.exit_code, same.stdout) == (0, "")
    result = run("diff", memory, other)
    assert result.exit_code == 1
    assert result.stdout == (
        "-\t有35人受伤。\t53 people were hurt.\n+\t有35人受伤。\t35 people were hurt.\n"
    )
    assert "1 the same, 0 added, 0 removed, 1 changed" in result.stderr
    found = json.loads(run("diff", memory, other, "--json").stdout)
    assert (found["changed"], found["changes"][0]["kind"]) == (1, "changed")


def test_a_table_without_rows_is_named(tmp_path):
    table = tmp_path / "a.tsv"
    table.write_text("zh\ten\n", "utf-8")
    result = CliRunner().invoke(app, ["convert", str(table), str(tmp_path / "a.csv")])
    assert result.exit_code == 1
    assert "a.csv: is empty, since there is no unit\n" in result.stderr


@pytest.fixture
def mendable(tmp_path):
    path = tmp_path / "old.tmx"
    pairs = [
        SentencePair("雨停了,船开了.", "The rain stopped，the boat left."),
        SentencePair("他走了⋯⋯", "He left..."),
        SentencePair("灯亮了。", "The light went on."),
    ]
    tmx.write_pairs(path, pairs)
    return path


def table(path):
    header, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_clean_mends_where_it_is_told_to_and_lists_it(mendable, tmp_path):
    output = tmp_path / "clean.tmx"
    result = run("clean", mendable, "-o", output, "--mend")
    assert result.exit_code == 0
    assert "marks\t1\t" in result.stdout
    rows = [row for row in table(tmp_path / "clean.reasons.tsv") if row["severity"] == "mended"]
    assert [(row["unit"], row["check"], row["zh"], row["mended_zh"]) for row in rows] == [
        ("1", "marks", "雨停了,船开了.", "雨停了，船开了。"),
        ("2", "ellipsis", "他走了⋯⋯", "他走了……"),
    ]
    counted = json.loads(run("clean", mendable, "--dry-run", "--mend", "--json").stdout)
    assert counted["mended"] == {"ellipsis": 1, "marks": 1}
    left = ("--leave", "marks", "--leave", "ellipsis,width")
    counted = json.loads(run("clean", mendable, "--dry-run", "--mend", *left, "--json").stdout)
    assert counted["mended"] == {}
    run("clean", mendable, "-o", output)
    assert [pair.zh for pair in tmx.pairs(output)] == ["雨停了,船开了.", "他走了⋯⋯", "灯亮了。"]
    assert "mended_zh" not in table(tmp_path / "clean.reasons.tsv")[0]


def test_kinds_of_mending_are_named(mendable):
    for options, reason in (
        (["--mend", "--leave", "commas"], "no kind of mending 'commas'; there are edge-space"),
        (["--leave", "marks"], "--leave is for --mend"),
    ):
        result = run("clean", mendable, "--dry-run", *options)
        assert isinstance(result.exception, UsageError)
        assert reason in str(result.exception)


@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".xlf", ".jsonl", ".zh"])
def test_convert_mends_and_lists_it_beside_the_output(mendable, tmp_path, suffix):
    output = tmp_path / f"new{suffix}"
    result = run("convert", mendable, output, "--mend")
    assert result.exit_code == 0, result.output
    assert "marks\t1\t" in result.stdout
    assert "written: " in result.stderr
    assert [(pair.zh, pair.en) for pair in tmx.read_pairs(output)] == [
        ("雨停了，船开了。", "The rain stopped, the boat left."),
        ("他走了……", "He left..."),
        ("灯亮了。", "The light went on."),
    ]
    rows = table(tmp_path / f"{output.name}.mended.tsv")
    assert [(row["unit"], row["mended"], row["zh"], row["mended_en"]) for row in rows] == [
        ("1", "marks", "雨停了,船开了.", "The rain stopped, the boat left."),
        ("2", "ellipsis", "他走了⋯⋯", "He left..."),
    ]


def test_convert_writes_its_list_over_nothing_but_an_older_one(mendable, tmp_path):
    output = tmp_path / "k.tmx"
    place = tmp_path / "k.tmx.mended.tsv"
    other = tmp_path / "k.mended.tsv"  # of another run, of k.xlf or by hand
    other.write_text("zh\ten\n", "utf-8")
    for _ in range(2):
        assert run("convert", mendable, output, "--mend").exit_code == 0
        assert len(table(place)) == 2
    output.unlink()
    place.write_text("zh\ten\n", "utf-8")
    result = run("convert", mendable, output, "--mend")
    assert isinstance(result.exception, UsageError)
    assert "is no list of what was mended" in str(result.exception)
    assert place.read_text("utf-8") == other.read_text("utf-8") == "zh\ten\n"
    assert not output.exists()


def test_convert_refuses_to_list_beside_what_it_prints(mendable, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = run("convert", mendable, "-", "--mend")
    assert isinstance(result.exception, UsageError)
    assert "listed beside the output" in str(result.exception)
    assert sorted(tmp_path.iterdir()) == before


def test_convert_does_not_write_its_list_over_the_input(tmp_path):
    path = tmp_path / "a.tmx.mended.tsv"
    path.write_text("zh\ten\n雨停了.\tThe rain stopped.\n", "utf-8")
    result = run("convert", path, tmp_path / "a.tmx", "--mend")
    assert isinstance(result.exception, UsageError)
    assert path.read_text("utf-8").startswith("zh\ten\n")
    rows = run("convert", path, tmp_path / "b.tmx", "--mend", "--json")
    assert json.loads(rows.stdout)["mended"] == {"marks": 1}
