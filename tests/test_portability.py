"""What differs between systems: modules and calls that not all have, code pages, names."""

import ast
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.support.files import write_atomically

ROOT = Path(__file__).parents[1]
SOURCES = [
    path for part in ("corpus", "tmx", "glossary", "align") for path in (ROOT / part).rglob("*.py")
]
SOME_SYSTEMS = {
    "fcntl", "grp", "msvcrt", "pty", "pwd", "resource", "select", "syslog", "termios", "tty",
    "winreg",
}  # fmt: skip
"""Modules of the standard library that only POSIX or only Windows has."""
POSIX = {
    "chown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getpgid", "getuid", "killpg",
    "mkfifo", "mknod", "nice", "openpty", "setsid", "statvfs", "sched_getaffinity",
    "O_NOFOLLOW", "O_CLOEXEC", "O_DIRECTORY", "alarm", "setitimer", "SIGALRM", "SIGKILL", "SIGXCPU",
    "SIGHUP", "SIGPIPE", "EDQUOT", "tzset",
}  # fmt: skip
"""What os, signal, errno and time have on POSIX alone."""
CODE_PAGES = ("ascii", "cp1252", "cp936", "cp950")
TEXT = "双方在北京会谈。\n发展经济。\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_only_some_systems_have_is_asked_for_where_it_may_be_missing(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    at_once = {name.name for node in imports for name in node.names}
    at_once |= {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert not at_once & SOME_SYSTEMS
    used = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    for module, name in product(("os", "signal", "errno", "time"), POSIX):
        assert f"{module}.{name}" not in used or f'hasattr({module}, "{name}")' in text


@pytest.mark.parametrize("path", [*ROOT.glob("*/__init__.pyi")], ids=lambda path: path.parent.name)
def test_lists_of_public_names_are_read_in_every_code_page(path):
    assert path.read_bytes().isascii()  # lazy_loader reads them in the system's


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "g.tsv").write_text("zh\ten\n会谈\ttalks\n发展\tdevelopment\n", "utf-8")
    return tmp_path


def python(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0"} | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_output_and_messages_are_utf_8_whatever_the_code_page(folder, code_page):
    command = ("-m", "align.cli")
    done = python(folder, *command, "corpus", "segment", "a.txt", PYTHONIOENCODING=code_page)
    assert (done.returncode, done.stdout.decode("utf-8").replace("\r", "")) == (0, TEXT)
    done = python(folder, *command, "tmx", "stats", "会谈.tmx", PYTHONIOENCODING=code_page)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("duizhao: 会谈.tmx: cannot be read")


COMMANDS = (
    "corpus add a.txt", "corpus search 会谈", "tmx convert g.tsv m.tmx", "tmx convert m.tmx m.csv",
    "tmx convert m.tmx m.xlsx", "tmx convert m.tmx m.jsonl", "tmx convert m.tmx m.xlf",
    "tmx stats m.tmx", "tmx clean m.tmx -o c.tmx", "tmx lookup 会谈 --memory m.tmx",
    "glossary convert g.tsv g.tbx", "glossary convert g.tbx g.csv", "glossary scan a.txt -g g.tbx",
    "glossary lookup 会谈 -g g.tsv", "align pair a.txt a.txt --lines",
)  # fmt: skip
ALL = """
import sys
from align.cli import main
for command in sys.argv[1:]:
    sys.argv = ["duizhao", *command.split()]
    try:
        main()
    except SystemExit:
        pass
"""


def test_every_file_is_opened_with_its_encoding(folder):
    warned = ("-X", "warn_default_encoding", "-W", "always::EncodingWarning")
    said = python(folder, *warned, "-c", ALL, *COMMANDS).stderr.decode()
    warnings = [line for line in said.splitlines() if "EncodingWarning" in line]
    assert warnings  # of other packages
    own = tuple(str(path) for path in SOURCES)
    assert not [line for line in warnings if line.startswith(own)]
    assert {path.name for path in folder.iterdir()} >= {"m.xlf", "m.jsonl", "c.tmx", "g.csv"}


def test_a_file_that_another_program_holds_is_named_and_left(tmp_path, monkeypatch):
    """Windows lets nobody replace a file that is open elsewhere."""
    path = tmp_path / "m.tmx"
    path.write_text("former", "utf-8")

    def refuse(self, target):
        raise PermissionError(13, "The process cannot access the file", str(self), 32, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with (
        pytest.raises(InputError, match=r"m\.tmx: cannot be replaced .*close it"),
        write_atomically(path) as stream,
    ):
        stream.write("new")
    assert [*tmp_path.iterdir()] == [path]
    assert path.read_text("utf-8") == "former"


@pytest.mark.parametrize("name", ["文" * 83 + ".tmx", "a" * 251 + ".tmx"])
def test_names_as_long_as_they_may_be_are_written(tmp_path, name):
    path = tmp_path / name
    try:
        path.touch()
    except OSError:
        pytest.skip("this drive has shorter names")
    with write_atomically(path) as stream:
        stream.write("new")
    assert path.read_text("utf-8") == "new"


def test_a_name_that_is_too_long_is_a_line(tmp_path):
    with (
        pytest.raises(InputError, match=r"cannot be written"),
        write_atomically(tmp_path / ("a" * 300)),
    ):
        raise AssertionError("nothing to write to")
