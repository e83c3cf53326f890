"""What a run writes: memories, glossary, tables and report.

Each file is written only if it does not stand there as it would be written: a second run over the
same project touches nothing.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from align.documents.coverage import write_topics
from align.options import Options
from align.outputs.pairs_table import write_found_pairs
from align.project.findings import Findings
from align.report.content import Report
from align.report.page import write_report
from corpus.model import Kind, Script, SentencePair
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT
from glossary.formats.registry import write_glossary
from tmx.formats.tmx.write import write
from tmx.units.languages import ChineseScript, code_in_script, tidy
from tmx.units.scripts import in_script
from tmx.units.unit import one_target_each, segtype, unit_from_pair

MEMORIES = {Script.HANS: "memory.tmx", Script.HANT: "memory.zh-TW.tmx"}
TABLES = ("glossary.tsv", "glossary.tbx", "pairs.tsv", "topics.tsv")
REPORT = "report.html"
TOPICS = "topics"
"""Folder of the memories of single topics, which are named by the topic's number."""
NAMES = (*MEMORIES.values(), *TABLES, REPORT, PROJECT)
"""All that stands in an output folder, and is no input where that folder lies among the inputs."""

COMPARABLE_MIN_SCORE = 0.995
"""Mined pairs below this never enter a memory. In cross-validation (``bench/train_mining.py``, two
sets of news among noise) .996 and .997 of the pairs above it are right, and where every other
translation was cut in half, as reports of one event often say half of the other, .994 and .995.
It costs: .32 and .35 of all right pairs are above it. From .98 on it would be .60 and .61, but of
the halved sets only .986 and .977 right."""


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

    def names(self) -> list[str]:
        """The files that this or an earlier run has written."""
        execute = self._store.connection.execute
        found = execute("SELECT name FROM stages WHERE name LIKE 'output %' ORDER BY name")
        return [name.removeprefix("output ") for (name,) in found]

    def gone(self, name: str) -> None:
        """Remove a file that an earlier run wrote, or began, and this one has nothing for."""
        path = self._folder / name
        path.with_name(f".{path.name}.part").unlink(missing_ok=True)
        if self._store.stage(f"output {name}"):
            path.unlink(missing_ok=True)
            if path.parent != self._folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
            with self._store.transaction() as connection:
                connection.execute("DELETE FROM stages WHERE name = ?", (f"output {name}",))

    def _state(self, path: Path) -> str:
        return f"{self._key} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def edited_glossaries(store: Store, folder: Path) -> list[Path]:
    """The glossaries of an output folder that are not as the last run wrote them."""
    edited = []
    for path in (folder / "glossary.tsv", folder / "glossary.tbx"):
        written = store.stage(f"output {path.name}") or ""
        if written and path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if not written.endswith(digest):
                edited.append(path)
    return edited


def write_outputs(
    outputs: Outputs, findings: Findings, options: Options, signature: str
) -> dict[str, int]:
    """Write all files.

    Returns:
        The number of units in each memory, by file name.
    """
    memories = _memories(findings, options)
    for name, (pairs, codes) in memories.items():
        outputs.file(
            name,
            partial(
                write_memory, pairs=pairs, codes=codes, script=options.script, signature=signature
            ),
        )
    for name in {*MEMORIES.values(), *outputs.names()} - {*memories}:
        if name.endswith(".tmx"):
            outputs.gone(name)
    entries = findings.entries
    names = {"source": tidy(options.source), "target": tidy(options.target)}
    outputs.file("glossary.tsv", lambda path: write_glossary(path, entries))
    outputs.file("glossary.tbx", lambda path: write_glossary(path, entries, **names))
    outputs.file("pairs.tsv", lambda path: write_found_pairs(path, findings))
    outputs.file("topics.tsv", lambda path: write_topics(path, findings.coverage, findings.topics))
    outputs.file(REPORT, lambda path: write_report(path, _report(findings, options, signature)))
    return {name: len(pairs) for name, (pairs, _) in memories.items() if "/" not in name}


def _memories(
    findings: Findings, options: Options
) -> dict[str, tuple[list[SentencePair], tuple[str, str]]]:
    """The pairs and the two language codes of each memory, by file name."""
    numbers = {
        findings.coverage.documents[key].origin: topic.number
        for topic in findings.topics
        for key in topic.documents
    }
    files: list[tuple[Script | None, str]] = [*MEMORIES.items()]
    if options.script != "published":
        files = [(None, MEMORIES[Script.HANS])]  # all in one
    memories = {}
    for script, name in files:
        codes = _codes(options, script)
        chosen = memory_pairs(findings, options, script)
        if chosen or script is not Script.HANT:
            memories[name] = one_target_each(chosen, options.source), codes
        if options.split_by == "topic":
            for number in sorted({numbers[pair.zh_document] for pair in chosen}):
                pairs = [pair for pair in chosen if numbers[pair.zh_document] == number]
                place = f"{TOPICS}/{name.replace('memory', str(number))}"
                memories[place] = one_target_each(pairs, options.source), codes
    return memories


def comparable_min_score(options: Options) -> float | None:
    """The score from which mined pairs enter a memory; None if they do not."""
    return max(options.min_score, COMPARABLE_MIN_SCORE) if options.include_comparable else None


def memory_pairs(findings: Findings, options: Options, script: Script | None) -> list[SentencePair]:
    """The pairs that enter the memory whose Chinese documents are in this script, or in any."""
    scripts = {d.origin: d.script for d in findings.coverage.documents.values()}
    least = {Kind.PARALLEL: options.min_score}
    if (score := comparable_min_score(options)) is not None:
        least[Kind.COMPARABLE] = score
    return [
        pair
        for pair in findings.sentence_pairs
        if (script is None or scripts[pair.zh_document] is script)
        and pair.kind in least
        and pair.score >= least[pair.kind]
    ]


def write_memory(
    path: Path,
    pairs: list[SentencePair],
    codes: tuple[str, str],
    script: ChineseScript,
    signature: str,
) -> None:
    """Write one memory, with what it was made by in its header."""
    source, target = codes
    units = (unit_from_pair(pair, source, target) for pair in pairs)
    properties = (("x-signature", signature),)
    write(
        path,
        in_script(units, script),
        source=source,
        target=target,
        segtype=segtype(pairs),
        properties=properties,
    )


def _codes(options: Options, script: Script | None) -> tuple[str, str]:
    """Source and target code: the Chinese one says what the memory's Chinese is written in."""
    written: ChineseScript = options.script
    if script is not None:
        written = "simplified" if script is Script.HANS else "taiwan"
    source, target = (code_in_script(code, written) for code in (options.source, options.target))
    return source, target


def _report(findings: Findings, options: Options, signature: str) -> Report:
    return Report(
        topics=findings.topics,
        documents=findings.coverage.documents,
        sentences=findings.coverage.sentences,
        pairs=findings.pairs,
        beads=findings.beads,
        mined=findings.mined,
        fragments=findings.fragments,
        entries=findings.entries,
        failures=tuple(
            (failure.origin if failure.line is None else f"{failure.origin}:{failure.line}",
             failure.reason)
            for failure in findings.coverage.failures
        ),
        min_score=options.min_score,
        signature=signature,
        comparable_min_score=comparable_min_score(options),
    )  # fmt: skip
