"""What the trials of `bench/faults.py` stand on: a place to try in, and how a command has ended."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.support.cache import MANIFEST, cache_folder

ROOT = Path(__file__).parents[1]
COVERAGE = ROOT / "examples" / "coverage"
COMMAND = "from align.cli import main; main()"
KNOWN_CODES = {0, 1, 2}
LONGEST = 600
"""Seconds after which a command is taken to be stuck: many times what any takes here."""

_VERSION = re.compile(r"-(?=\d|[0-9a-f]{32}$).*")
"""What stands behind the kind of tables in the name of their folder."""

Trial = tuple[str, Callable[[], str]]
"""Its name, and what does it: returns what went wrong, nothing if all is well."""


class Place:
    """A folder to try in. What is harmless uses the user's own cache, what harms a copy of it.

    Attributes:
        folder: where outputs may stand.
        coverage: what is read.
        cache: the user's.
        glossary: a small one.
        seconds: what an undisturbed run takes.
        sound: the outputs that it leaves.
        answer: what an undisturbed look-up prints.
    """

    def __init__(self, folder: Path, coverage: Path = COVERAGE) -> None:
        """Run undisturbed, which also fills the cache."""
        self.folder = folder
        self.coverage = coverage
        self.cache = cache_folder()
        self._made = 0
        self.glossary = folder / "glossary.tsv"
        self.glossary.write_text("zh\ten\n务实外交\tpragmatic diplomacy\n", "utf-8")
        wrong = self.ended(self.duizhao(*self.run(self.new())))  # compiles, builds
        if wrong:
            sys.exit(f"faults: not even an undisturbed run ends well: {wrong}")
        started = time.monotonic()
        out = self.new()
        self.duizhao(*self.run(out))
        self.seconds = time.monotonic() - started
        self.sound = outputs(out)
        self.answer = self.duizhao(*self.lookup()).stdout

    def new(self) -> Path:
        """A path that nothing stands under."""
        self._made += 1
        return self.folder / f"trial-{self._made}"

    def copied_cache(self) -> Path:
        """A copy of the tables and the machine code of the cache."""
        copy = self.new()
        for part in [*self.tables(), self.cache / "machine-code"]:
            shutil.copytree(part, copy / part.name)
        return copy

    def tables(self) -> list[Path]:
        """The folders of tables derived from the dictionary: of each kind the newest."""
        manifests = sorted(self.cache.glob(f"*/{MANIFEST}"), key=lambda path: path.stat().st_mtime)
        newest = {_VERSION.sub("", path.parent.name): path.parent for path in manifests}
        return sorted(newest[kind] for kind in newest if kind != "glossary")

    def run(self, out: Path) -> tuple[str, ...]:
        """The arguments of a run over the coverage."""
        return "run", str(self.coverage), "-o", str(out)

    def lookup(self) -> tuple[str, ...]:
        """The arguments of a look-up that reads the whole dictionary."""
        return "glossary", "lookup", "waijiao", "银行", "--glossary", str(self.glossary), "--json"

    def start(
        self, *arguments: str, cache: Path | None = None, most_bytes: int | None = None
    ) -> "subprocess.Popen[str]":
        """Start a command, with a limit on the size of the files it writes if one is given."""
        environment = dict(os.environ, DUIZHAO_CACHE=str(cache or self.cache))
        for name in ("NUMBA_CACHE_DIR", "_DUIZHAO_CACHE_INSTEAD"):
            environment.pop(name, None)
        limited = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({most_bytes},) * 2); "
        return subprocess.Popen(
            [
                sys.executable,
                "-c",
                (limited if most_bytes is not None else "") + COMMAND,
                *arguments,
            ],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def duizhao(self, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":  # noqa: ANN401
        """Run a command to its end."""
        process = self.start(*arguments, **options)
        try:
            out, said = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            out, said = process.communicate()
            said += f"\nTraceback: stuck after {LONGEST} seconds"
        return subprocess.CompletedProcess(arguments, process.returncode, out, said)

    def ended(self, done: "subprocess.CompletedProcess[str]", *codes: int) -> str:
        """What is wrong with how a command ended: nothing if the code is one of these (0)."""
        if "Traceback" in done.stderr or done.returncode not in (codes or (0,)):
            return f"exit code {done.returncode}: {done.stderr.strip()[-400:]}"
        return ""

    def goes_on(self, out: Path, cache: Path | None = None) -> str:
        """What is wrong when a run is started (again), compared with an undisturbed one."""
        wrong = self.ended(self.duizhao(*self.run(out), cache=cache))
        return wrong or different(self.sound, outputs(out))


def outputs(folder: Path) -> dict[str, bytes]:
    """The files of a run but those that hold times or are not text."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"corpus.sqlite", "run.json"}
    }


def different(sound: dict[str, bytes], found: dict[str, bytes]) -> str:
    """The names of the files that differ."""
    names = [name for name in sorted({*sound, *found}) if sound.get(name) != found.get(name)]
    return f"differ: {', '.join(names)}" if names else ""
