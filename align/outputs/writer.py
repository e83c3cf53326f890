"""What a run writes: memories, glossary, tables and report.

A file is written only if it is missing, out of date or edited: a second run over the same project
touches nothing.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import count, islice, takewhile
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
from align.report.groups import leaf_key, leaf_name
from align.report.page import Page, report_pages
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
        made_by: key of what all files depend on: code and options.
        earlier: the same of the full run that this one goes on from: what that wrote stands, too.
    """

    def __init__(self, store: Store, folder: Path, made_by: str, earlier: str = "") -> None:
        self._store = store
        self._folder = folder
        self._made_by = made_by
        self._accepted = [made_by, *filter(None, [earlier])]

    def file(
        self,
        name: str,
        write_to: Callable[[Path], object],
        key: str = "",
        *,
        may_go: bool = False,
    ) -> None:
        """Write a file, unless it is there as it was written under this key.

        Args:
            name: of the file.
            write_to: writes it to a path.
            key: of what it depends on beside code and options.
            may_go: what stands there is a run's, even if the project does not know it.
        """
        path = self._folder / name
        if self.stands(name, key):
            return
        known = may_go or bool(self._store.stage(f"output {name}"))
        if kept := write_keeping(path, write_to, may_go=known):
            note(f"duizhao: {path}: was not written by this project; it is kept as {kept}")
        self._store.finish_stage(f"output {name}", _state(self._made_by, key, sha256_of(path)))

    def pages(self, pages: Sequence[Page], whole: str = "") -> None:
        """Write pages of the report and enter them in one transaction.

        In one before, the project learns what is going to be there: what a run leaves that is
        killed meanwhile is its own.

        Args:
            pages: those that do not stand.
            whole: key of the report, for pages that depend on all of it.
        """
        with self._store.transaction():
            for page in pages:
                if not (self._folder / page.name).exists():
                    self._store.finish_stage(f"output {page.name}", _BEGUN)
        with self._store.transaction():
            for page in pages:
                write = partial(_write_text, content=page.content)
                self.file(page.name, write, page.key or whole)

    def stands(self, name: str, key: str = "") -> bool:
        """Whether a file is there as it was written under this key."""
        if not (digest := self._digest(name)):
            return False
        states = [_state(made_by, key, digest) for made_by in self._accepted]
        return self._written(name) in states

    def standing(self, group: str, key: str) -> list[str]:
        """The pages of a group of the report, if all stand as they were written under its key."""
        every = (f"{PAGES}/{leaf_name(group, number)}" for number in count(1))
        names = [*takewhile(self._written, every)]
        whole = all(self.stands(name, leaf_key(key, len(names))) for name in names)
        return names if whole else []

    def unedited(self, name: str) -> bool:
        """Whether a file is there as it was written, under whichever key."""
        return self._written(name).endswith(f" {self._digest(name)}")

    def report_states(self) -> dict[str, str]:
        """What each page of the report but the index was written from, and its digest, by name."""
        names = [name for name in self.names() if name.startswith(f"{PAGES}/")]
        return {name: self._written(name) for name in names}

    def digests(self) -> dict[str, str]:
        """SHA-256 of the files that stand, by name, as they were written."""
        return {name: self._written(name).rpartition(" ")[2] for name in self.names()}

    def _written(self, name: str) -> str:
        return self._store.stage(f"output {name}") or ""

    def _digest(self, name: str) -> str:
        """SHA-256 of a file; empty if there is none."""
        path = self._folder / name
        return sha256_of(path) if path.is_file() else ""

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


def _state(made_by: str, key: str, digest: str) -> str:
    """What the project keeps of a file: what it was written from, and what it was."""
    return f"{key_of(made_by, key)} {digest}"


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
    exact = replace(options, approximate=False)
    earlier = _made_by(exact) if options.approximate else ""
    outputs = Outputs(store, folder, _made_by(options), earlier)
    whole = _key(findings)
    held = memories.memories(findings, options)
    documents = {each.origin: each for each in findings.coverage.documents.values()}
    write = partial(memories.write_memory, documents=documents, options=options)
    for name, memory in held.items():
        outputs.file(name, partial(write, memory=memory), whole)
    for name in {*memories.NAMES.values(), *outputs.names()} - {*held}:
        if name.endswith(".tmx"):
            outputs.gone(name)
    entries = findings.entries
    names = {"source": normal_code(options.source), "target": normal_code(options.target)}
    terms = key_of(entries)
    outputs.file("glossary.tsv", lambda path: write_glossary(path, entries), terms)
    outputs.file("glossary.tbx", lambda path: write_glossary(path, entries, **names), terms)
    outputs.file("pairs.tsv", lambda path: write_found_pairs(path, findings), whole)
    outputs.file(
        "topics.tsv", lambda path: write_topics(path, findings.coverage, findings.topics), whole
    )
    _write_report(outputs, Report.of(findings, options), whole, jobs)
    return {name: len(memory.pairs) for name, memory in held.items() if "/" not in name}


def _write_report(outputs: Outputs, report: Report, whole: str, jobs: Jobs) -> None:
    """Write those pages of the report that do not stand as they would be; the index last.

    Args:
        outputs: of the folder.
        report: what they show.
        whole: key of it.
        jobs: who lays out pages.
    """
    former = outputs.report_states()
    if outputs.stands(REPORT, key_of(whole, former)) and all(map(outputs.unedited, former)):
        return
    now: set[str] = set()
    pages = report_pages(report, REPORT, jobs, outputs.standing)
    while batch := list(islice(pages, _PAGES)):
        now.update(page.name for page in batch)
        outputs.pages([page for page in batch if page.content and page.name != REPORT], whole)
        index = batch[-1]
    for name in former.keys() - now:
        outputs.gone(name)
    outputs.pages([index], key_of(whole, outputs.report_states()))


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
    digests = Outputs(store, folder, "").digests()
    made = {**record, "outputs": {name: digests[name] for name in digests if name != RUN}}

    def write(path: Path) -> None:
        content = {"command": command, **made, "stages": shown_times(taken)}
        with write_atomically(path) as stream:
            stream.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")

    Outputs(store, folder, key_of(json.dumps(made, sort_keys=True))).file(
        RUN, write, may_go=is_record(folder / RUN)
    )


def _made_by(options: Options) -> str:
    """A hash of what all files depend on beside what was found."""
    dates = os.environ.get("SOURCE_DATE_EPOCH", "")  # of the memories
    return key_of(fingerprint(__name__), options.signature(), dates)


def _key(findings: Findings) -> str:
    """A hash of all that was found."""
    values = [
        getattr(holder, field.name)
        for holder in (findings.coverage, findings)
        for field in fields(holder)
        if field.name != "coverage"
    ]
    return key_of(*values)
