"""The commands as they are typed: formats, notes, exit codes, start-up."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from importlib.metadata import version
from typing import get_type_hints

import pytest

import tmx
from align.cli import app
from corpus.model import SentencePair
from tests.align.beads.test_reordered import EN as MOVED_EN
from tests.align.beads.test_reordered import ZH as MOVED_ZH
from tests.small_coverage import FILES, write

ZH = "韩国总统周一抵达北京。\n这是他首次访华。\n双方签署了十二项合作文件。\n"
EN = (
    "The South Korean president arrived in Beijing on Monday.\nIt is his first trip to China.\n"
    "The two sides signed twelve cooperation documents.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {"a.zh": ZH, "a.en": EN})


def duizhao_process(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "align.cli", *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_every_command_has_its_help(duizhao):
    result = duizhao("--help")
    assert result.code == 0
    for name in ("run", "corpus", "align", "glossary", "tmx"):
        assert f" {name} " in result.stdout
    assert duizhao("align", "--help").code == 0


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("run", "PATH..."), ("corpus add", "PATH..."), ("corpus segment", "FILE"),
        ("align pair", "A B"), ("align batch", "A B"), ("align score", "AUTO GOLD"),
        ("align documents", "PATH..."), ("align mine", "ZH EN"),
    ],
)  # fmt: skip
def test_usage_names_the_arguments(duizhao, command, arguments):
    usage = duizhao(*command.split(), "--help").stdout.split("\n\n")[0].strip()
    shown = usage.replace("{", "").replace("}", "")  # typer's marks, in its newer versions
    assert shown.endswith(f"{command} [OPTIONS] {arguments}")


def test_version(duizhao):
    result = duizhao("--version")
    assert (result.code, result.stdout) == (0, f"duizhao {version('duizhao')}\n")


def test_wrong_use(duizhao, folder):
    assert duizhao("align", "pair", "a.zh").code == 2
    assert duizhao("run").code == 2
    assert duizhao("align", "batch", "a.zh", "a.en", "-o", "out").code == 2
    assert duizhao("align", "pair", "a.zh", "a.en", "--source", "zh").code == 2
    result = duizhao("align", "pair", "a.zh", "a.en", "--source", "zh", "--target", "ja")
    assert (result.code, "one Chinese and one English" in result.stderr) == (2, True)
    result = duizhao("run", ".", "-o", "out", "--source", "de-DE")
    assert (result.code, result.stdout) == (2, "")
    assert not (folder / "out").exists()


# pair


def test_pair_prints_beads_when_piped(duizhao, folder):
    result = duizhao("align", "pair", "a.en", "a.zh", "--lines")
    assert result.code == 0
    lines = result.stdout.splitlines()
    assert [line.rsplit(":", 1)[0] for line in lines] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]


@pytest.mark.parametrize("form", ["beads", "tsv", "json", "tmx"])
def test_pair_prints_what_it_would_write(duizhao, folder, form):
    printed = duizhao("align", "pair", "a.zh", "a.en", "--lines", "--format", form).stdout
    name = {"beads": "a.align"}.get(form, f"a.{form}")
    assert duizhao("align", "pair", "a.zh", "a.en", "--lines", "-o", name).stdout == ""
    assert (folder / name).read_text("utf-8") == printed


def test_the_suffix_decides_unless_the_format_is_given(duizhao, folder):
    assert duizhao("align", "pair", "a.zh", "a.en", "--lines", "-o", "a.txt").code == 2
    given = duizhao("align", "pair", "a.zh", "a.en", "--lines", "-o", "a.txt", "--format", "json")
    assert given.code == 0
    assert json.loads((folder / "a.txt").read_text("utf-8"))["left"]["path"] == "a.zh"


def test_the_order_of_the_files_sets_the_direction_of_a_memory(duizhao, folder):
    duizhao("align", "pair", "a.en", "a.zh", "--lines", "-o", "a.tmx")
    assert tmx.header("a.tmx").source == "en-US"
    codes = ("--source", "zh-TW", "--target", "en-GB")
    duizhao("align", "pair", "a.en", "a.zh", "--lines", "-o", "a.tmx", *codes)
    assert tmx.header("a.tmx").source == "zh-TW"
    assert {tuple(unit.segments) for unit in tmx.read("a.tmx")} == {("zh-TW", "en-GB")}


@pytest.mark.parametrize("order", [range(6), (3, 0, 5, 2, 4, 1), (5, 4, 3, 2, 1, 0)])
def test_pair_says_when_the_sentences_have_no_order_in_common(duizhao, folder, order):
    (folder / "v.zh").write_text("\n".join(MOVED_ZH), "utf-8")
    (folder / "v.en").write_text("\n".join(MOVED_EN[k] for k in order), "utf-8")
    result = duizhao("align", "pair", "v.zh", "v.en", "--lines")
    assert result.code == 0
    assert ("another order" in result.stderr) == (list(order) != list(range(6)))
    for line in result.stdout.splitlines():
        zh, en, score = line.split(":")
        if zh not in {f"[{k}]" for k in range(6) if en == f"[{list(order).index(k)}]"}:
            assert float(score) <= 0.5


def test_a_file_that_cannot_be_read(duizhao, folder):
    (folder / "bad").write_bytes(bytes(range(256)))
    result = duizhao("align", "pair", "bad", "a.en", "--lines")
    assert (result.code, result.stdout) == (2, "")
    assert re.match(r"duizhao: bad(:\d+)?: ", result.stderr)
    assert duizhao("align", "pair", "nowhere", "a.en").code == 2


def at_a_terminal(*arguments, columns=100, **streams):
    """What the command shows where the streams that are not given are a terminal."""
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "align.cli", *arguments],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": str(columns), "TERM": "xterm"},
        **{"stdout": terminal, "stderr": terminal, **streams},
    )
    os.close(terminal)
    shown = b""
    while select.select([main], [], [], 120)[0]:
        try:
            shown += os.read(main, 65536)
        except OSError:  # the other end was closed
            break
    os.close(main)
    piped = b"".join(part or b"" for part in process.communicate(timeout=60))
    assert process.returncode == 0, (shown, piped)
    return shown.decode(), piped.decode()


HARM = "\x1b]0;owned\x07"
"""Another title for the window of the terminal."""


@pytest.mark.parametrize(
    "command",
    [
        "glossary lookup 务实外交 -g terms.tsv",
        "glossary lookup 务实外交 -g terms.tsv --json",
        "glossary scan text.txt -g terms.tsv",
        "tmx lookup 务实外交 --memory pairs.tmx",
        "tmx lookup 务实外交 --memory pairs.tmx --json",
        "tmx diff pairs.tmx pairs.tmx --json",
        "align pair a.zh a.en --lines",
        "align pair a.zh a.en --lines --format json",
    ],
)
def test_no_text_and_no_name_reaches_the_terminal_as_a_command_to_it(folder, command):
    row = f"务实外交{HARM}\tpragmatic \x9b2J{HARM}diplomacy"
    (folder / "terms.tsv").write_text(f"zh\ten\n{row}\n务实外交\tdiplomacy {HARM}\n", "utf-8")
    (folder / "text.txt").write_text(f"他谈到务实外交{HARM}。这很重要。\n", "utf-8")
    (folder / "a.zh").write_text(f"{ZH}务实外交{HARM}受到关注。\n", "utf-8")
    (folder / "a.en").write_text(f"{EN}Pragmatic {HARM}diplomacy drew attention.\n", "utf-8")
    pair = SentencePair(f"务实外交\x9b2J\u202e{HARM}", f"diplomacy \x9b2J{HARM}")
    tmx.write(folder / "pairs.tmx", [tmx.unit_from_pair(pair)])
    shown, _ = at_a_terminal(*command.split())
    assert shown
    assert not re.search("\x1b]|[\x07\x9b\u202e]", shown)


def test_a_name_in_a_message_is_one_line_without_controls(duizhao, folder):
    name = f"a{HARM}\nduizhao: all is well.txt"
    (folder / name).write_bytes(b"")
    result = duizhao("corpus", "segment", name)
    assert result.code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.strip().isprintable()


def options_with_a_point(group=app, name=""):
    """Every option of every command that takes a number with a point."""
    for command in group.registered_commands:
        called = command.name or command.callback.__name__
        for option, kind in get_type_hints(command.callback).items():
            if kind in (float, float | None):
                yield f"{name}{called} --{option.replace('_', '-')}"
    for inner in group.registered_groups:
        yield from options_with_a_point(inner.typer_instance, name + f"{inner.name or ''} ")


@pytest.mark.parametrize("option", [*options_with_a_point()])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_what_is_no_number_is_wrong_use(duizhao, option, value):
    *command, name = option.split()
    result = duizhao(*command, "a", "b", name, value, "-o", "out")
    assert result.code == 2
    assert re.search(rf"{name} |\bnan\b", result.stderr)


def test_side_by_side_on_a_terminal(folder):
    """Standard output is a terminal: the text itself, and beads nowhere."""
    text, notes = at_a_terminal("align", "pair", "a.zh", "a.en", "--lines", stderr=subprocess.PIPE)
    assert "双方签署了十二项合作文件" in text
    assert "[0]:[0]" not in text
    assert notes == ""  # no progress bar where stderr is piped


def test_one_below_the_other_on_a_narrow_terminal(folder):
    command = ("align", "pair", "a.zh", "a.en", "--lines")
    text, _ = at_a_terminal(*command, columns=40, stderr=subprocess.PIPE)
    lines = re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()
    first = next(k for k, line in enumerate(lines) if "双方签署了十二" in line)
    assert not re.search("[A-Za-z]{2}", lines[first])
    assert max(map(len, lines)) <= 40


def test_the_doctors_findings_on_a_narrow_terminal():
    text, _ = at_a_terminal("doctor", columns=40, stderr=subprocess.PIPE)
    assert re.match(r"python\r?\n  3\.", text)


def test_signs_of_life_on_a_terminal(folder):
    text, summary = at_a_terminal("run", "a.zh", "a.en", "-o", "out", stdout=subprocess.PIPE)
    for stage in ("reading", "segmenting", "which documents belong together", "extracting terms"):
        assert stage in text
    assert "2 documents (1 zh, 1 en)" in summary


def test_strangers_are_named_and_translations_are_not(tmp_path, duizhao):
    zh = [
        "临州港五月吞吐量创新高",
        "临州港务集团9日公布，五月完成货物吞吐量1284万吨，同比增长3.7%。",
        "其中集装箱吞吐量为45.6万标准箱，下降1.2%。",
        "集团表示，下半年将新开两条航线。",
        "港口股当日收于8.35元。",
    ]
    en = [
        "Linzhou port sees record cargo in May",
        "The Linzhou Port Group said on the 9th that it handled 12.84 million tonnes of cargo in "
        "May, up 3.7 percent from a year earlier.",
        "Container throughput came to 456,000 TEUs, down 1.2 percent.",
        "The group said that it would open two new routes in the second half of the year.",
        "Port shares closed at 8.35 yuan.",
    ]
    other = [
        "Typhoon makes landfall near Qingyang",
        "The storm reached the coast late on Friday with winds of 144 kilometres an hour.",
        "About 78,000 people were moved to shelters, and 212 flights were cancelled.",
        "Schools in 6 counties stay closed until Tuesday.",
        "Fishermen had tied up 1,900 boats in the harbours.",
    ]
    for name, lines in (("zh", zh), ("en", en), ("other", other)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    for name, said in (("en", False), ("other", True)):
        result = duizhao("align", "pair", tmp_path / "zh.txt", tmp_path / f"{name}.txt", "--lines")
        assert result.code == 0
        assert ("no translations of each other" in result.stderr) is said


# batch


@pytest.fixture
def folders(folder):
    write(folder, {"zh/1.txt": ZH, "zh/2.txt": ZH, "en/1.txt": EN, "en/2.txt": EN})
    return folder


@pytest.mark.parametrize(
    ("form", "suffix"), [("beads", ".align"), ("tsv", ".tsv"), ("json", ".json"), ("tmx", ".tmx")]
)
def test_batch_writes_a_file_for_each_stem(duizhao, folders, form, suffix):
    result = duizhao("align", "batch", "zh", "en", "-o", "out", "--lines", "--format", form)
    assert (result.code, result.stderr) == (0, "")
    assert sorted(path.name for path in (folders / "out").iterdir()) == [f"1{suffix}", f"2{suffix}"]


def test_batch_names_what_it_left_out(duizhao, folders):
    write(folders, {"zh/3.txt": ZH, "en/4.txt": EN, "zh/5.txt": "", "en/5.txt": EN})
    result = duizhao("align", "batch", "zh", "en", "-o", "out")
    assert result.code == 1
    named = [line.split(": ")[1] for line in result.stderr.splitlines()]
    assert named == ["zh/3.txt", "en/4.txt", "zh/5.txt"]
    assert len(list((folders / "out").iterdir())) == 2
    with_lines = duizhao("align", "batch", "zh", "en", "-o", "out", "--lines")
    assert with_lines.code == 1
    assert (folders / "out" / "5.align").read_text("utf-8").startswith("[]:[0]")


def test_batch_of_nothing(duizhao, folders):
    (folders / "hollow").mkdir()
    assert duizhao("align", "batch", "zh", "hollow", "-o", "out").code == 2
    write(folders, {"x/1.txt": "", "y/1.txt": EN})
    result = duizhao("align", "batch", "x", "y", "-o", "out")
    assert result.code == 2
    assert "x/1.txt" in result.stderr
    assert not (folders / "out").exists()


# documents, topics, mine, score


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {**FILES, "en/empty.txt": ""})


def test_documents_and_topics(duizhao, news):
    result = duizhao("align", "documents", "en", "zh", "-o", "docs.tsv")
    assert (result.code, result.stdout) == (1, "")
    assert result.stderr.startswith("duizhao: en/empty.txt: ")
    header, first, *_ = (news / "docs.tsv").read_text("utf-8").splitlines()
    assert header == "zh\ten\tscore\tkind\treason"
    assert first.split("\t")[:2] == ["zh/visit.txt", "en/visit.txt"]
    assert first.split("\t")[3] == "parallel"

    (news / "en" / "empty.txt").unlink()
    result = duizhao("align", "topics", "zh", "en", "-o", "topics.tsv", "--window", "14")
    assert result.code == 0
    assert "--window 14 makes no difference here" in result.stderr
    header, *rows = (news / "topics.tsv").read_text("utf-8").splitlines()
    assert header == "topic\tlanguage\tpath\tlabel_zh\tlabel_en"
    assert sorted(row.split("\t")[2] for row in rows) == sorted(FILES)
    assert all(row.split("\t")[0].isdigit() for row in rows)


@pytest.mark.parametrize("command", ["documents", "topics"])
def test_nothing_to_relate(duizhao, news, command):
    result = duizhao("align", command, "en/empty.txt", "nowhere", "-o", "out.tsv")
    assert result.code == 2
    lines = result.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines[:2]] == ["en/empty.txt", "nowhere"]
    assert "nothing could be read" in lines[2]
    assert not (news / "out.tsv").exists()


def test_mine_says_when_it_was_given_the_other_order(duizhao, folder):
    for name, text in (("zh.tsv", ZH), ("en.tsv", EN)):
        rows = (f"{name[0]}{k}\t{line}" for k, line in enumerate(text.splitlines()))
        (folder / name).write_text("\n".join(rows) + "\n", "utf-8")
    right = duizhao("align", "mine", "zh.tsv", "en.tsv", "-o", "1.tsv", "--threshold", "0")
    assert (right.code, right.stderr) == (0, "")
    wrong = duizhao("align", "mine", "en.tsv", "zh.tsv", "-o", "2.tsv", "--threshold", "0")
    assert wrong.code == 0
    assert "the other way round" in wrong.stderr
    mined = (folder / "1.tsv").read_text("utf-8")
    assert mined == (folder / "2.tsv").read_text("utf-8")
    assert {tuple(line.split("\t")[:2]) for line in mined.splitlines()} >= {("z0", "e0")}
    assert duizhao("align", "mine", "zh.tsv", "en.tsv", "-o", "3.tsv", "--threshold", "2").code == 2


GOLD = {"1.align": "[0]:[0]\n[1]:[1, 2]\n[2]:[]\n[3]:[3]\n", "2.align": "[0, 1]:[0]\n[]:[1]\n"}
AUTO = {"1.align": "[0]:[0]:0.9\n[1]:[1]:0.3\n[]:[2]\n[2]:[]:1\n[3]:[3]\n", "2.align": "[0]:[0]\n"}


def test_score_is_strict_and_sums_before_dividing(duizhao, folder):
    """Right: [0]:[0], [2]:[], [3]:[3]; six were proposed, gold has six."""
    write(folder / "gold", GOLD)
    write(folder / "auto", AUTO)
    result = duizhao("align", "score", "auto", "gold")
    assert result.stdout == "P 0.500 R 0.500 F1 0.500  (3 correct, 6 automatic, 6 gold beads)\n"
    one = duizhao("align", "score", "auto/1.align", "gold/1.align", "--json")
    assert json.loads(one.stdout) == {
        "file": "", "precision": 0.6, "recall": 0.75, "f1": pytest.approx(2 / 3),
        "correct": 3, "automatic": 5, "gold": 4,
    }  # fmt: skip
    each = duizhao("align", "score", "auto", "gold", "--per-file").stdout.splitlines()
    assert each[0] == "1  P 0.600 R 0.750 F1 0.667  (3 correct, 5 automatic, 4 gold beads)"
    assert each[1] == "2  P 0.000 R 0.000 F1 0.000  (0 correct, 1 automatic, 2 gold beads)"


def test_score_names_the_folder_or_file_that_is_missing(duizhao, folder):
    write(folder / "auto", AUTO)
    result = duizhao("align", "score", "auto", "nodir")
    assert (result.code, result.stderr) == (2, "duizhao: nodir: no such folder\n")
    result = duizhao("align", "score", "no.align", "auto/1.align")
    assert (result.code, result.stderr) == (2, "duizhao: no.align: no such file\n")


def test_score_names_what_is_no_bead(duizhao, folder):
    write(folder, {"auto.align": "[0]:[0]\nzero\n", "gold.align": "[0]:[0]\n"})
    result = duizhao("align", "score", "auto.align", "gold.align")
    assert result.code == 2
    assert result.stderr.startswith("duizhao: auto.align:2: not a bead")


# run, and what follows from it


def test_run_and_a_glossary_from_its_project_file(duizhao, news):
    result = duizhao("run", "zh", "en", "-o", "out")
    assert result.code == 1
    assert "5 documents (2 zh, 3 en)" in result.stdout
    assert "out/memory.tmx: " in result.stdout
    found = duizhao("glossary", "extract", "out/corpus.sqlite", "-o", "g.tsv")
    assert found.code == 0, found.stderr
    assert "务实外交\tpragmatic diplomacy\t" in (news / "g.tsv").read_text("utf-8")
    assert duizhao("run", "-o", "out", "zh", "--script", "taiwan", "--split-by", "topic").code == 0
    assert "務實外交" in (news / "out/memory.tmx").read_text("utf-8")
    assert "務實外交" in (news / "out/topics/1.tmx").read_text("utf-8")
    assert duizhao("corpus", "add", "zh", "--db", "new.sqlite").code == 0
    nothing = duizhao("glossary", "extract", "new.sqlite", "-o", "g.tsv")
    assert (nothing.code, "no sentence pairs yet" in nothing.stderr) == (2, True)


def test_the_reader_may_have_enough(news):
    """`duizhao … | head -1` shows no traceback."""
    write(news, {f"more/{k}.txt": f"Report {k}\nThe talks went on.\n" for k in range(400)})
    assert duizhao_process("corpus", "add", "more").returncode == 0
    command = f"{sys.executable} -m align.cli corpus list | head -1"
    result = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


# scripts, and what a search knows of a run


def test_documents_and_topics_for_scripts(duizhao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    (tmp_path / "zh" / "metadata.tsv").write_text(
        "path\toutlet\tdate\nvisit.txt\t海岸日报\t2026-03-02\n", "utf-8"
    )
    (topic, *_) = topics = [
        json.loads(line) for line in duizhao("align", "topics", ".", "--json").stdout.splitlines()
    ]
    assert {"zh/visit.txt", "en/visit.txt"} <= {p for d in topic["documents"] for p in d["paths"]}
    assert (topic["topic"], topic["first"], topic["last"]) == (1, "2026-03-02", "2026-03-02")
    assert topic["label_zh"] == "、".join(topic["terms_zh"][:3])
    assert topic["label_en"] == ", ".join(topic["terms_en"][:3])
    assert len(topic["terms_en"]) > 3
    assert sorted(p for t in topics for d in t["documents"] for p in d["paths"]) == sorted(FILES)
    result = duizhao("align", "documents", ".", "--json", "-o", "docs.tsv")
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["zh"]["paths"], first["zh"]["outlet"]) == (["zh/visit.txt"], "海岸日报")
    assert first["kind"] == "parallel"
    assert (tmp_path / "docs.tsv").read_text("utf-8").startswith("zh\ten\tscore")


@pytest.mark.parametrize("command", ["documents", "topics"])
def test_a_result_must_be_wanted_somewhere(duizhao, folder, command):
    result = duizhao("align", command, str(folder))
    assert (result.code, result.stdout) == (2, "")
    assert "-o FILE, --json" in result.stderr


def test_search_shows_topics_and_counterparts_of_a_run(duizhao, demo):
    db = demo.out / "corpus.sqlite"
    lines = duizhao("corpus", "search", "务实外交", "--db", db).stdout.splitlines()
    assert lines[0].startswith("# topic 1 · ")
    assert lines[1].split("\t")[0] == "examples/coverage/zh/4471802.txt"
    assert lines[2].startswith("= examples/coverage/en/hp-48213.txt\t0\t")
    assert "Pragmatic Diplomacy" in lines[2]
    shown = duizhao("corpus", "search", "tightrope walking", "--db", db, "--json").stdout
    (hit,) = map(json.loads, shown.splitlines())
    (counterpart,) = hit["counterparts"]
    assert (hit["topic"], counterpart["kind"]) == (1, "parallel")
    assert "走钢丝" in counterpart["text"]


def test_search_before_any_run_shows_the_hits_alone(duizhao, folder):
    assert duizhao("corpus", "add", "a.zh", "a.en").code in (0, 1)
    found = duizhao("corpus", "search", "北京").stdout
    assert "#" not in found


@pytest.mark.parametrize("granularity", ["nan", "inf", "21"])
def test_a_granularity_that_says_nothing_is_refused(folder, granularity):
    done = duizhao_process("align", "topics", "a.zh", "--json", "--granularity", granularity)
    assert done.returncode == 2
    assert "--granularity" in done.stderr
    assert not done.stdout
