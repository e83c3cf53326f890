"""Settings for all tests, and what tests of several packages share.

The tables derived from the dictionary are kept where the command keeps them (``DUIZHAO_CACHE``, or
the user's cache folder): they depend on nothing but the dictionary and the code, and take a minute.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from corpus.support import fingerprint

if TYPE_CHECKING:
    from align.run import RunResult

# Under load a slow example is no fault. In CI the same examples are drawn at every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


EXAMPLES = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True)
class Demo:
    """What a run of the example set gave; its paths begin with ``examples/coverage/``."""

    out: Path
    result: "RunResult"

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table."""
        header, *lines = (self.out / name).read_text("utf-8").splitlines()
        names = header.split("\t")
        return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    """One run for all tests that look at its outputs."""
    from align.run import run_project

    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(EXAMPLES, folder / "examples")
    before = Path.cwd()
    os.chdir(folder)
    try:
        return Demo(folder / "out", run_project(["examples/coverage"], "out"))
    finally:
        os.chdir(before)


@pytest.fixture
def edited() -> Iterator[Callable[[str], None]]:
    """Makes the file of the packages whose path ends so seem to have been edited."""
    read = fingerprint._read

    def forget() -> None:
        fingerprint.fingerprint.cache_clear()
        fingerprint._source.cache_clear()

    with pytest.MonkeyPatch.context() as patched:

        def edit(name: str) -> None:
            patched.setattr(
                fingerprint, "_read", lambda path: read(path) + b"\n" * path.match(name)
            )
            forget()

        yield edit
    forget()
