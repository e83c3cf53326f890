"""What a run writes: memories, glossary, tables and report.

Each file is written only if it does not stand there as it would be written: a second run over the
same project touches nothing.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from align.coverage import write_topics
from align.findings import Findings
from align.options import Options
from align.report import Report, write_report
from corpus.model import Kind, Language, Script, SentencePair
from corpus.store import Store
from glossary.formats import write_glossary
from tmx import one_target_each, unit_from_pair, write, write_pairs
from tmx.languages import primary, tidy

PROJECT = "corpus.sqlite"
MEMORIES = {Script.HANS: "memory.tmx", Script.HANT: "memory.zh-TW.tmx"}
TABLES = ("glossary.tsv", "glossary.tbx", "pairs.tsv", "topics.tsv")
REPORT = "report.html"
NAMES = (*MEMORIES.values(), *TABLES, REPORT, PROJECT)
"""All that stands in an output folder, and is no input where that folder lies among the inputs."""

COMPARABLE_MIN_SCORE = 0.99
"""Mined pairs below this never enter a memory. On the two sets of news among noise that the weights
were fitted to (``bench/mining.py``) .995 and .993 of the pairs above it are right, and .67 and .68
of all right ones are kept; elsewhere expect a little less."""


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

    def file(self, name: str, write_to: Callable[[Path], object]) -> None:
        """Write one file unless it stands there as this key made it."""
        path = self._folder / name
        if path.is_file() and self._store.stage(f"output {name}") == self._state(path):
            return
        write_to(path)
        self._store.finish_stage(f"output {name}", self._state(path))

    def gone(self, name: str) -> None:
        """Remove a file that an earlier run wrote, or began, and this one has nothing for."""
        (self._folder / f".{name}.part").unlink(missing_ok=True)
        if self._store.stage(f"output {name}"):
            (self._folder / name).unlink(missing_ok=True)
            with self._store.transaction() as connection:
                connection.execute("DELETE FROM stages WHERE name = ?", (f"output {name}",))

    def _state(self, path: Path) -> str:
        return f"{self._key} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def write_outputs(
    outputs: Outputs, findings: Findings, options: Options, signature: str
) -> dict[str, int]:
    """Write all files.

    Returns:
        The number of units in each memory, by file name.
    """
    units = {}
    for script, name in MEMORIES.items():
        pairs = memory_pairs(findings, options, script)
        if pairs or script is Script.HANS:
            units[name] = len(pairs)
            source, target = _codes(options, script)
            outputs.file(
                name,
                partial(
                    write_memory, pairs=pairs, source=source, target=target, signature=signature
                ),
            )
        else:
            outputs.gone(name)
    entries = findings.entries
    codes = {"source": tidy(options.source), "target": tidy(options.target)}
    outputs.file("glossary.tsv", lambda path: write_glossary(path, entries))
    outputs.file("glossary.tbx", lambda path: write_glossary(path, entries, **codes))
    outputs.file("pairs.tsv", lambda path: write_pairs(path, findings.sentence_pairs))
    outputs.file("topics.tsv", lambda path: write_topics(path, findings.coverage, findings.topics))
    outputs.file(REPORT, lambda path: write_report(path, _report(findings, options, signature)))
    return units


def memory_pairs(findings: Findings, options: Options, script: Script) -> list[SentencePair]:
    """The pairs that enter the memory whose Chinese documents are in this script."""
    scripts = {d.origin: d.script for d in findings.coverage.documents.values()}
    least = {Kind.PARALLEL: options.min_score}
    if options.include_comparable:
        least[Kind.COMPARABLE] = max(options.min_score, COMPARABLE_MIN_SCORE)
    chosen = [
        pair
        for pair in findings.sentence_pairs
        if scripts[pair.zh_document] is script
        and pair.kind in least
        and pair.score >= least[pair.kind]
    ]
    return one_target_each(chosen, options.source)


def write_memory(
    path: Path, pairs: list[SentencePair], source: str, target: str, signature: str
) -> None:
    """Write one memory, with what it was made by in its header."""
    units = (unit_from_pair(pair, source, target) for pair in pairs)
    properties = (("x-signature", signature),)
    write(path, units, source=source, target=target, properties=properties)


def _codes(options: Options, script: Script) -> tuple[str, str]:
    """Source and target code, the Chinese one replaced for Traditional documents."""
    if script is Script.HANS:
        return options.source, options.target
    source, target = (
        "zh-TW" if primary(code) == Language.ZH else code
        for code in (options.source, options.target)
    )
    return source, target


def _report(findings: Findings, options: Options, signature: str) -> Report:
    return Report(
        topics=findings.topics,
        documents=findings.coverage.documents,
        sentences=findings.coverage.sentences,
        pairs=findings.pairs,
        beads=findings.beads,
        mined=findings.mined,
        entries=findings.entries,
        failures=tuple(
            (failure.origin if failure.line is None else f"{failure.origin}:{failure.line}",
             failure.reason)
            for failure in findings.coverage.failures
        ),
        min_score=options.min_score,
        signature=signature,
    )  # fmt: skip
