"""What the documents show of commands: python bench/doc_outputs.py writes it anew.

A block ``console`` in the Markdown holds commands behind ``$`` and, below each, what it prints. The
commands of a page run one after the other where ``duizhao run examples/coverage -o out`` was run
before. As many lines stay as the page showed; ``…`` at the end of a line, or as the last line,
stands for the rest. `tests/test_doc_console.py` holds that nothing changes.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from align.cli import app

ROOT = Path(__file__).parents[1]
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
WIDTH = 100
"""Characters of a line; what is longer is cut."""
_FIRST = 6
"""Lines shown of a command that had none yet."""
_MADE = re.compile(r"(still |built |building |compiled |compiling |making )")
"""Lines on what is prepared once: they come and go with the cache."""


def pages() -> list[Path]:
    """The documents with such blocks."""
    every = sorted((ROOT / "docs").rglob("*.md"))
    return [path for path in every if CONSOLE.search(path.read_text("utf-8"))]


def commands(text: str) -> list[str]:
    """The commands of a page in their order."""
    blocks = CONSOLE.findall(text)
    return [line[2:] for block in blocks for line in block.split("\n") if line.startswith("$ ")]


def written_anew(text: str) -> str:
    """A page with what its commands print in the working folder."""
    return CONSOLE.sub(lambda block: "".join(map(_shown, _parts(block[1]))), text)


def _parts(block: str) -> list[list[str]]:
    """Command and lines of each command of a block."""
    found: list[list[str]] = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _shown(part: list[str]) -> str:
    command, *before = part
    printed = _printed(command[2:])
    whole = before and before[-1] != "…"
    most = max(len(before), 1) if whole else len(before) - 1 if before else _FIRST
    lines = [
        old if old.endswith("…") and new.startswith(old[:-1].rstrip()) else _cut(new)
        for new, old in zip(printed[:most], [*before, *[""] * most], strict=False)
    ]
    rest = ["…"] if len(printed) > len(lines) else []
    return "".join(f"{line}\n" for line in (command, *lines, *rest))


def _cut(line: str) -> str:
    line = line.rstrip()
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 3].rstrip()}…"


def _printed(command: str) -> list[str]:
    """The lines of stdout, and behind them those of stderr."""
    ended = CliRunner().invoke(app, shlex.split(command)[1:], prog_name="duizhao")
    said = [line for line in ended.stderr.split("\n") if line and not _MADE.match(line)]
    return [*(ended.stdout.rstrip("\n").split("\n") if ended.stdout.strip() else []), *said]


def main() -> None:
    """Write all pages anew."""
    os.environ["COLUMNS"] = str(WIDTH)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "begun" / "examples")
        os.chdir(folder / "begun")
        CliRunner().invoke(app, ["run", "examples/coverage", "-o", "out"])
        for page in pages():
            shutil.copytree(folder / "begun", folder / page.name)
            os.chdir(folder / page.name)
            text = page.read_text("utf-8")
            new = written_anew(text)
            if new != text:
                page.write_text(new, "utf-8")
                print(page.relative_to(ROOT), file=sys.stderr)
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
