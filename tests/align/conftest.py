"""One run of the example set for all tests that look at its outputs."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from align.cli import main
from align.run import RunResult, run_project

EXAMPLES = Path(__file__).parents[2] / "examples" / "coverage"


@dataclass(frozen=True)
class Demo:
    """What a run of the example set gave; its paths begin with ``coverage/``."""

    out: Path
    result: RunResult

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table."""
        header, *lines = (self.out / name).read_text("utf-8").splitlines()
        names = header.split("\t")
        return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(EXAMPLES, folder / "coverage")
    before = Path.cwd()
    os.chdir(folder)
    try:
        return Demo(folder / "out", run_project(["coverage"], Path("out")))
    finally:
        os.chdir(before)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture
def duizhao(monkeypatch, capsys) -> Callable[..., Ended]:
    """The command itself, with its exit codes."""

    def command(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["duizhao", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, printed.out, printed.err)

    return command
