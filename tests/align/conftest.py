"""The command line as tests call it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from align.cli import main


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
