"""What a run writes: memories, glossary, tables and report.

A file is written only if it is missing, out of date or edited: a second run over the same project
touches nothing.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from align.decisions.decisions_file import DECISIONS
from align.documents.tsv import write_topics
from align.options import Options
from align.outputs import memories
from align.outputs.pairs_table import write_found_pairs
from align.outputs.run_record import RUN, is_record, shown_times
from align.project.findings import Findings
from align.project.run_stages import Taken, key_of
from align.report.content import Report
from align.report.page import report_pages
from corpus.jobs import SERIAL, Jobs
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT
from corpus.support.files import write_atomically, write_keeping
from corpus.support.fingerprint import fingerprint
from corpus.support.inputs import sha256_of
from corpus.support.printing import note
from glossary.formats.registry import write_glossary
from tmx.units.languages import normal_code

TABLES = ("glossary.tsv", "glossary.tbx", "pairs.tsv", "topics.tsv")
REPORT = "report.html"
PAGES = "report"
"""Folder of the further pages of a long report."""
NAMES = (*memories.NAMES.values(), *TABLES, REPORT, RUN, PROJECT)
"""What stands in every output folder."""


def output_files(folder: Path) -> list[Path]:
    """All that a run writes in its folder: no input, where the folder lies among the inputs."""
    return [
        *(folder / name for name in (*NAMES, DECISIONS)),
        *(folder / memories.TOPICS).glob("*.tmx"),
        *(folder / memories.PARTS).glob("*.tmx"),
        *(folder / PAGES).glob("*.html"),
    ]


_PAGES = 64
"""Pages that are entered into the project file together: some megabytes."""
_BEGUN = "begun"
"""The state of a page that is going to be written: no file's."""


class Outputs:
    """The files of one output folder, written where they are out of date.

    Args:
        store: remembers what was written from what.
        folder: where the files stand.
        key: of all that the files depend on.
    """

    def __init__(self, store: Store, folder: Path, key: str) -> None:
        self._store = store
        self._folder = folder
        self._key = key

    def file(self, name: str, write_to: Callable[[Path], object], *, may_go: bool = False) -> None:
        """Write a file, unless it is there as it was written under this key.

        Args:
            name: of the file.
            write_to: writes it to a path.
            may_go: what stands there is a run's, even if the project does not know it.
        """
        path = self._folder / name
        if self.stands(name):
            return
        known = may_go or bool(self._store.stage(f"output {name}"))
        if kept := write_keeping(path, write_to, may_go=known):
            note(f"duizhao: {path}: was not written by this project; it is kept as {kept}")
        self._store.finish_stage(f"output {name}", self._state(path))

    def pages(self, pages: Sequence[tuple[str, str]]) -> None:
        """Write pages of the report, by name and content, and enter them in one transaction.

        In one before, the project learns what is going to be there: what a run leaves that is
        killed meanwhile is its own.
        """
        with self._store.transaction():
            for name, _ in pages:
                if not (self._folder / name).exists():
                    self._store.finish_stage(f"output {name}", _BEGUN)
        with self._store.transaction():
            for name, content in pages:
                self.file(name, partial(_write_text, content=content))

    def stands(self, name: str) -> bool:
        """Whether a file is there as it was written under this key."""
        path = self._folder / name
        return path.is_file() and self._store.stage(f"output {name}") == self._state(path)

    def names(self) -> list[str]:
        """The files that this or an earlier run has written."""
        execute = self._store.connection.execute
        found = execute("SELECT name FROM stages WHERE name LIKE 'output %' ORDER BY name")
        return [name.removeprefix("output ") for (name,) in found]

    def gone(self, name: str) -> None:
        """Remove a file that an earlier run wrote and this one has nothing for."""
        path = self._folder / name
        if self._store.stage(f"output {name}"):
            path.unlink(missing_ok=True)
            if path.parent != self._folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
            with self._store.transaction() as connection:
                connection.execute("DELETE FROM stages WHERE name = ?", (f"output {name}",))

    def _state(self, path: Path) -> str:
        return f"{self._key} {sha256_of(path)}"


def edited_glossaries(store: Store, folder: Path) -> list[Path]:
    """The glossaries of an output folder that are not as this project has written them.

    Somebody has edited them since the last run, or the project file was lost, and what they say is
    all that is left of the decisions.
    """
    edited = []
    for path in (folder / "glossary.tsv", folder / "glossary.tbx"):
        if path.is_file():
            written = store.stage(f"output {path.name}") or ""
            if not written.endswith(f" {sha256_of(path)}"):
                edited.append(path)
    return edited


def write_outputs(
    store: Store, folder: Path, findings: Findings, options: Options, jobs: Jobs = SERIAL
) -> dict[str, int]:
    """Write all files that are out of date, and remove memories that have nothing any more.

    Args:
        store: the project.
        folder: where the files stand.
        findings: all that the run found.
        options: of the run.
        jobs: who lays out the pages of the report.

    Returns:
        The number of units in each memory, by file name.
    """
    outputs = Outputs(store, folder, _key(findings, options))
    held = memories.memories(findings, options)
    documents = {each.origin: each for each in findings.coverage.documents.values()}
    write = partial(memories.write_memory, documents=documents, options=options)
    for name, memory in held.items():
        outputs.file(name, partial(write, memory=memory))
    for name in {*memories.NAMES.values(), *outputs.names()} - {*held}:
        if name.endswith(".tmx"):
            outputs.gone(name)
    entries = findings.entries
    names = {"source": normal_code(options.source), "target": normal_code(options.target)}
    outputs.file("glossary.tsv", lambda path: write_glossary(path, entries))
    outputs.file("glossary.tbx", lambda path: write_glossary(path, entries, **names))
    outputs.file("pairs.tsv", lambda path: write_found_pairs(path, findings))
    outputs.file("topics.tsv", lambda path: write_topics(path, findings.coverage, findings.topics))
    _write_report(outputs, Report.of(findings, options), jobs)
    return {name: len(memory.pairs) for name, memory in held.items() if "/" not in name}


def _write_report(outputs: Outputs, report: Report, jobs: Jobs) -> None:
    """Write the pages of the report, unless all stand as they were written; the index last."""
    former = [name for name in outputs.names() if name.startswith(f"{PAGES}/")]
    if all(map(outputs.stands, (*former, REPORT))):
        return
    now: set[str] = set()
    pages = report_pages(report, REPORT, jobs)
    while batch := list(islice(pages, _PAGES)):
        outputs.pages(batch)
        now.update(name for name, _ in batch)
    for name in {*former} - now:
        outputs.gone(name)


def _write_text(path: Path, content: str) -> None:
    with write_atomically(path) as stream:
        stream.write(content)


def write_record(
    store: Store,
    folder: Path,
    record: Mapping[str, Any],
    command: str,
    taken: Mapping[str, Taken],
) -> None:
    """Write what made the outputs, unless it stands there and they are as they were.

    Args:
        store: the project.
        folder: where the outputs stand.
        record: all that they depend on.
        command: the line that repeats the run.
        taken: what each stage took that was done.
    """
    names = [name for name in Outputs(store, folder, "").names() if name != RUN]
    digests = {name: sha256_of(folder / name) for name in names if (folder / name).is_file()}
    made = {**record, "outputs": digests}

    def write(path: Path) -> None:
        content = {"command": command, **made, "stages": shown_times(taken)}
        with write_atomically(path) as stream:
            stream.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")

    Outputs(store, folder, key_of(json.dumps(made, sort_keys=True))).file(
        RUN, write, may_go=is_record(folder / RUN)
    )


def _key(findings: Findings, options: Options) -> str:
    """A hash of all that the files depend on."""
    values = [
        getattr(holder, field.name)
        for holder in (findings.coverage, findings)
        for field in fields(holder)
        if field.name != "coverage"
    ]
    dates = os.environ.get("SOURCE_DATE_EPOCH", "")  # of the memories
    return key_of(fingerprint(__name__), options.signature(), dates, *values)
