"""What the documents show of a command is what it prints.

A block ``console`` holds commands behind ``$`` and the beginning of what each prints: ``…`` at the end of
a line, or as a line, stands for the rest. Every command of `docs/usage.md` has one.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from align.cli import app
from tests.test_docs import COMMANDS, ROOT

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if CONSOLE.search(path.read_text("utf-8"))
)
MADE = re.compile(r"(still |built |building |compiled |compiling |$)")
"""Lines on what is prepared once, and empty ones."""
WITHOUT = {"duizhao review"}
"""Commands that go on until they are ended."""
WIDTH = "100"


def shown(page):
    """Each command of a page, and the lines that it is said to print."""
    for block in CONSOLE.findall((ROOT / page).read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            yield command, lines


def agree(said, printed):
    """Whether what is said to be printed is its beginning, or all of it."""
    said = [line for line in said if line]
    for place, line in enumerate(said):
        if line == "…":
            return place == len(said) - 1
        if place >= len(printed):
            return False
        if line.endswith("…"):
            if not printed[place].startswith(line[:-1].rstrip()):
                return False
        elif printed[place].rstrip() != line:
            return False
    return len(printed) == len(said)


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_a_page_shows(page, demo, tmp_path, monkeypatch):
    shutil.copytree(demo.out.parent, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "examples", tmp_path / "examples", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    for command, said in shown(page):
        words = shlex.split(command)
        assert words[0] == "duizhao", command
        ended = CliRunner().invoke(app, words[1:], prog_name="duizhao")
        assert ended.exit_code in (0, 1), (command, ended.stderr)
        printed = [line for line in (ended.stdout + ended.stderr).split("\n") if not MADE.match(line)]
        assert agree(said, printed), (command, printed[: len(said) + 1])


def test_every_command_has_an_example_that_runs():
    text = (ROOT / "docs" / "usage.md").read_text("utf-8")
    parts = re.split(r"^### `(duizhao [\w ]+)`$", text, flags=re.MULTILINE)
    have = {
        name
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
        if any(block.startswith(f"$ {name} ") or block.startswith(f"$ {name}\n")
               for block in CONSOLE.findall(part))
    }
    assert {f"duizhao {name}" if not name.startswith("duizhao") else name for name in COMMANDS} - WITHOUT == have


def test_both_languages_show_the_same_commands():
    for one, other in (("docs/tutorial.md", "docs/tutorial.zh.md"), ("README.md", "README.zh.md")):
        commands = [
            re.findall(r"^    ((?:pipx|duizhao|make) [^#\n]*?)(?: +#.*)?$|^\$ (.*)$",
                       (ROOT / page).read_text("utf-8"), re.MULTILINE)
            for page in (one, other)
        ]
        assert set(commands[1]) <= set(commands[0]), other
    english, chinese = (
        (ROOT / page).read_text("utf-8") for page in ("docs/tutorial.md", "docs/tutorial.zh.md")
    )
    assert re.findall(r"^\$ .*|^    \S.*", english, re.M)
    assert [len(h) for h in re.findall(r"^(#+) ", english, re.M)] == [
        len(h) for h in re.findall(r"^(#+) ", chinese, re.M)
    ]
    assert CONSOLE.findall(english) == CONSOLE.findall(chinese)
