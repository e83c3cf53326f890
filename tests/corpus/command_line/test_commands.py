"""How every command looks, and what it does when it is used wrongly."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from align.cli import app, main
from corpus.errors import DuizhaoError, InputError
from corpus.support.files import write_atomically
from corpus.support.printing import note
from tests.corpus.command_line.tree import ALL, COMMANDS, filled

ROOT = Path(__file__).parents[3]

RUN = CliRunner()


def help_of(*command):
    return RUN.invoke(app, [*command, "-h"]).stdout


@ALL
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


def test_quiet_may_stand_in_front_of_a_command_too(tmp_path):
    (tmp_path / "a.txt").write_text("会谈周三在首都举行，双方同意继续扩大贸易。", "utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02")
    for options in (("-q", "corpus", "add"), ("corpus", "-q", "add")):
        done = command(*options, "a.txt", "b.bin", cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
    assert "reading: 0." in command("-v", "corpus", "add", "a.txt", cwd=tmp_path).stderr


@pytest.mark.parametrize("words", ["run -q -v x -o y", "-q run -v x -o y", "-qv corpus list"])
def test_quiet_and_verbose_exclude_each_other(words, tmp_path):
    done = command(*words.split(), cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "give one" in done.stderr


def test_quiet_is_for_one_command(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("会谈周三在首都举行，双方同意继续扩大贸易。", "utf-8")
    add = ["corpus", "add", str(tmp_path / "a.txt"), "--db", str(tmp_path / "p")]
    for arguments in ([*add, "-q"], ["-q", *add], ["-q", "corpus", "-q", "add"]):
        RUN.invoke(app, arguments)
        note("said")
        assert capsys.readouterr().err.splitlines()[-1] == "said"


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


SAID = "duizhao: interrupted; outputs are whole, and a run goes on where it was"
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
    assert done.stderr.strip() == SAID


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
def test_stdin_is_read_once(command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    reading = [each for each in COMMANDS[command].params if "- for stdin" in (each.help or "")]
    if len(reading) > 1 or any(each.nargs == -1 for each in reading):
        dashes = ["-"] * max(2, len(reading))
        given = [*command, *dashes, *filled(command, "x")[len(command) + len(reading) :]]
        done = RUN.invoke(app, given, input="")
        assert "can be read once" in str(done.exception)


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
    assert capsys.readouterr().err.strip() == SAID


@ALL
def test_a_dash_stands_for_stdin_or_stdout_or_is_refused(command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for parameter in COMMANDS[command].params:
        if parameter.metavar == "FILE" or "- for std" in (parameter.help or ""):
            given = filled(command, "x", parameter, "-")
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
