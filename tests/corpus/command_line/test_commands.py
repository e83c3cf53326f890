"""How every command looks, and what it does when it is used wrongly."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner

from align.cli import app, main
from corpus.command_line.commands import plain
from corpus.errors import DuizhaoError, InputError
from corpus.support.files import write_atomically
from corpus.support.printing import note

ROOT = Path(__file__).parents[3]

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
        assert mark not in shown
    assert "``" not in shown
    assert not re.search(r"--(source|target) TEXT", shown)
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


def commands(group=None, path=()):
    """Every command as the parser has it, found in the groups themselves."""
    for name, each in (group or get_group(app)).commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*path, name))
        else:
            yield (*path, name), each


COMMANDS = dict(commands())
ALL = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


def filled(command, value="1", dashed=None):
    """Arguments that a command cannot do without, with ``-`` for one of them or one more."""
    found = [*command]
    for each in COMMANDS[command].params:
        if each.required or each is dashed:
            given = "-" if each is dashed else value
            found += [given] if each.param_type_name == "argument" else [each.opts[0], given]
    return found


@ALL
def test_nothing_is_said_where_nobody_reads_on(command):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-c", "from align.cli import main; main()", *command, "-h"],
            stdout=closed, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (141, b"")


INTERRUPTED = """
import sys
class Key:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt
from align.entry import main
sys.meta_path.insert(0, Key())
main()
"""


@pytest.mark.parametrize("module", ["align.cli", "typer", "align.run"])
def test_a_key_pressed_while_modules_are_imported_ends_with_a_line(module, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(module=module), "run", "x", "-o", "y"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert re.fullmatch(r"\s*duizhao: interrupted.*\n", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by the shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("arguments", "code"), [("config", 0), ("run", 2), ("corpus list", 2)])
def test_closed_streams_change_nothing_else(closed, arguments, code, tmp_path):
    shell = f"exec {sys.executable} -c 'from align.cli import main; main()' {arguments} {closed}"
    done = subprocess.run(  # noqa: S602
        shell, shell=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    open_stdout = ">&-" not in closed.replace("2>&-", "")
    assert bool(done.stdout) == (open_stdout and code == 0)


@ALL
def test_what_is_not_utf_8_is_named_in_a_line(command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    error = RUN.invoke(app, filled(command, "\udcff\udcfe")).exception
    assert error is None or isinstance(error, SystemExit | DuizhaoError | OSError)


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are no bytes there")
def test_a_text_is_utf_8_whatever_the_locale(tmp_path):
    (tmp_path / "g.csv").write_text("zh,en\n会谈,talks\n", "utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = command(
        "glossary", "lookup", "会谈", "-g", "g.csv", cwd=tmp_path,
        env={**os.environ, **plain, "PYTHONPATH": str(ROOT)}, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout.startswith("会谈\ttalks")


@ALL
def test_an_interrupted_command_ends_with_a_line(command, monkeypatch, capsys, tmp_path):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("corpus.support.printing.loudness", interrupted)
    monkeypatch.setattr(sys, "argv", ["duizhao", *filled(command)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err.strip() == (
        "duizhao: interrupted; outputs are whole, and a run goes on where it was"
    )


@ALL
def test_a_dash_stands_for_stdin_or_stdout_or_is_refused(command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for parameter in COMMANDS[command].params:
        if parameter.metavar == "FILE" or "- for std" in (parameter.help or ""):
            given = filled(command, "x", dashed=parameter)
            done = RUN.invoke(app, given, input="")
            refused = "stands for no" in str(done.exception)
            assert refused != ("- for std" in (parameter.help or "")), (given, done.exception)
            assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
@pytest.mark.parametrize(
    ("command", "begins"),
    [
        (["glossary", "convert", "g.csv", "OUT"], "zh\ten\t"),
        (["glossary", "merge", "g.csv", "-o", "OUT", "--format", "tbx"], "<?xml"),
        (["tmx", "convert", "g.csv", "OUT"], "<?xml"),
        (["tmx", "convert", "g.csv", "OUT", "--json"], None),
    ],
)
def test_what_is_printed_is_what_would_be_written(command, begins, name, tmp_path):
    (tmp_path / "g.csv").write_text("zh,en\n会谈,talks\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from align.cli import main; main()"]
        + [name if each == "OUT" else each for each in command],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["g.csv"]
    if begins is None:
        assert done.returncode == 2
    else:
        assert done.stdout.decode().startswith(begins)
        assert "会谈" in done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="names of devices are no paths there")
@pytest.mark.parametrize("name", ["/dev/stderr", "/dev/duizhao", "/proc/self/fd/2"])
def test_no_file_is_put_in_the_place_of_the_systems(name, tmp_path):
    with pytest.raises(InputError, match=r"is a (device|named pipe)"), write_atomically(name):
        pass
    assert not Path("/dev/duizhao").exists()
