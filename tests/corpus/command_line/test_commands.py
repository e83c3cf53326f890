"""How every command looks, and what it does when it is used wrongly."""

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from align.cli import app
from corpus.command_line.commands import plain
from corpus.support.printing import note

RUN = CliRunner()


def help_of(*command):
    return RUN.invoke(app, [*command, "-h"]).stdout


def every_command():
    for name in ("run", "config", "doctor"):
        yield (name,)
    for group in ("corpus", "align", "glossary", "tmx"):
        listed = help_of(group).split("Commands:\n")[1].splitlines()
        for line in listed:
            if line.startswith("  ") and line[2] != " ":
                yield group, line.split()[0]


@pytest.mark.parametrize("command", list(every_command()), ids=" ".join)
def test_help_names_values_for_a_person_and_lists_what_all_share(command):
    shown = help_of(*command)
    usage = " ".join(shown.split("\n\n")[0].split())
    assert usage.startswith(f"Usage: duizhao {' '.join(command)} [OPTIONS]") or "root" in usage
    for mark in "<{}>":
        assert mark not in shown.replace("<=x<=", "").replace("<=x", "").replace("x<=", "")
    for option in ("-q, --quiet", "-v, --verbose", "-h, --help"):
        assert option in shown


@pytest.mark.parametrize(
    "command",
    [("tmx", "clean"), ("tmx", "merge"), ("tmx", "split"), ("glossary", "merge"), ("run",)],
    ids=" ".join,
)
def test_the_output_has_one_name(command):
    assert "-o, --out" in help_of(*command)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--min-score", "x"), ("--min-score", "number")),
        (("--min-score", "3"), ("--min-score", "1")),
        (("--max-size", "x"), ("--max-size", "number")),
        (("--order", "x"), ("--order", "termlike")),
        ((), ("PATH",)),
    ],
)
def test_a_wrong_value_is_told_in_words(arguments, said):
    result = RUN.invoke(app, ["run", *arguments, "-o", "out"])
    assert result.exit_code == 2
    for part in said:
        assert part in result.stderr
    for wording in ("Input should", "Value error", "unable to parse"):
        assert wording not in result.stderr


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Value error, give 3 dates", "give 3 dates"),
        ("Input should be a valid integer, unable to parse string", "is not a whole number"),
        ("Input should be greater than or equal to 1", "give 1 or more"),
        ("Input should be 'a', 'b' or 'c'", "give 'a', 'b' or 'c'"),
        ("'x' is not one of 'a', 'b'.", "'x' is not one of 'a', 'b'."),
    ],
)
def test_the_words_of_parsers(message, told):
    assert plain(message) == told


def command(*arguments, **settings):
    code = "from align.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, check=False, **settings,
    )  # fmt: skip


def test_quiet_leaves_what_went_wrong_and_verbose_adds_what_is_done(tmp_path):
    (tmp_path / "a.txt").write_text("会谈周三在首都举行，双方同意继续扩大贸易。", "utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02")
    plainly, quiet, verbose = (
        command("corpus", "add", "a.txt", "b.bin", *more, cwd=tmp_path)
        for more in ((), ("-q",), ("-v",))
    )
    assert [each.returncode for each in (plainly, quiet, verbose)] == [1, 1, 1]
    assert quiet.stderr.count("\n") == 1
    assert "b.bin" in quiet.stderr
    assert "1 file new" in plainly.stderr
    assert "reading: 0." in verbose.stderr


def test_quiet_is_for_one_command(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("会谈周三在首都举行，双方同意继续扩大贸易。", "utf-8")
    RUN.invoke(app, ["corpus", "add", str(tmp_path / "a.txt"), "--db", str(tmp_path / "p"), "-q"])
    note("said")
    assert capsys.readouterr().err == "said\n"


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    text = "会谈周三在首都举行，双方同意继续扩大贸易，并签署了三项协议。"
    lines = "\n".join(f"{text}第{number}句。" for number in range(20_000))
    (tmp_path / "a.txt").write_text(lines, "utf-8")
    code = "from align.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "corpus", "segment", str(tmp_path / "a.txt")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_completion_can_be_installed():
    assert "--install-completion" in RUN.invoke(app, ["-h"]).stdout
    assert isinstance(app, typer.Typer)
