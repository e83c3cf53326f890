"""What a run writes: memory, glossary, tables and report.

Each file is written only if it is not there already as it would be written: a second run over the
same project touches nothing.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from align.coverage import Coverage, write_topics
from align.report import Report, write_report
from align.tables import Beads
from corpus.model import Bead, Document, DocumentPair, Kind, Language, Script, SentencePair, Topic
from corpus.store import Store
from glossary.entries import ConceptEntry
from glossary.formats import write_glossary
from tmx import one_target_each, unit_from_pair, write
from tmx.languages import primary
from tmx.units import TranslationUnit
from tmx.convert import write_pairs

COMPARABLE_MIN_SCORE = 0.97
"""Mined pairs below this never enter a memory. Precision above it was 0.99 in cross-validation on
news among noise (``bench/mining.py``)."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run found out about its coverage."""

    coverage: Coverage
    pairs: tuple[DocumentPair, ...]
    topics: tuple[Topic, ...]
    beads: Beads
    mined: Beads
    entries: tuple[ConceptEntry, ...] = ()

    def sentence_pairs(self) -> list[SentencePair]:
        """The two-sided beads of every document pair, by topic, document and place."""
        home = {key: topic for topic in self.topics for key in topic.documents}
        place = {key: number for number, key in enumerate(self.coverage.documents)}
        ordered = sorted(
            self.pairs, key=lambda p: (home[p.zh].number, p.kind != Kind.PARALLEL, place[p.zh], place[p.en])
        )
        return [
            self._sentence_pair(pair, bead, topic_name(home[pair.zh]))
            for pair in ordered
            for bead in (self.beads if pair.kind is Kind.PARALLEL else self.mined)[pair.zh, pair.en]
            if bead.zh and bead.en
        ]

    def _sentence_pair(self, pair: DocumentPair, bead: Bead, topic: str) -> SentencePair:
        zh, en = self.coverage.sentences[pair.zh], self.coverage.sentences[pair.en]
        return SentencePair(
            zh="".join(zh[i].text for i in bead.zh),
            en=" ".join(en[j].text for j in bead.en),
            score=bead.score,
            kind=pair.kind,
            topic=topic,
            zh_document=self.coverage.documents[pair.zh].origin,
            en_document=self.coverage.documents[pair.en].origin,
            zh_ids=bead.zh,
            en_ids=bead.en,
        )


def topic_name(topic: Topic) -> str:
    """The label in both languages, or the number where there is none."""
    return " / ".join(filter(None, (topic.label_zh, topic.label_en))) or f"topic {topic.number}"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How the outputs look."""

    source: str = "zh-CN"
    target: str = "en-US"
    min_score: float = 0.75
    include_comparable: bool = False


class Outputs:
    """The files of one output folder, written where they are out of date."""

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
        """Remove a file that an earlier run wrote and this one has nothing for."""
        if self._store.stage(f"output {name}"):
            (self._folder / name).unlink(missing_ok=True)
            self._store.finish_stage(f"output {name}", "")

    def _state(self, path: Path) -> str:
        return f"{self._key} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def memory_pairs(findings: Findings, options: OutputOptions, script: Script) -> list[SentencePair]:
    """The pairs that enter the memory whose Chinese documents are in this script."""
    scripts = {d.origin: d.script for d in findings.coverage.documents.values()}
    least = {
        Kind.PARALLEL: options.min_score,
        Kind.COMPARABLE: max(options.min_score, COMPARABLE_MIN_SCORE),
    }
    chosen = [
        pair
        for pair in findings.sentence_pairs()
        if scripts[pair.zh_document] is script
        and pair.score >= least[pair.kind]
        and (pair.kind is Kind.PARALLEL or options.include_comparable)
    ]
    return one_target_each(chosen, options.source)


def write_outputs(
    outputs: Outputs,
    findings: Findings,
    options: OutputOptions,
    signature: str,
) -> dict[str, int]:
    """Write all files.

    Returns:
        The number of units in each memory, by file name.
    """
    units = {}
    for script, name, chinese in (
        (Script.HANS, "memory.tmx", None),
        (Script.HANT, "memory.zh-TW.tmx", "zh-TW"),
    ):
        pairs = memory_pairs(findings, options, script)
        if not pairs and script is Script.HANT:
            outputs.gone(name)
            continue
        units[name] = len(pairs)
        source, target = _codes(options, chinese)
        outputs.file(name, _memory_writer(pairs, source, target, signature))
    entries = findings.entries
    outputs.file("glossary.tsv", lambda path: write_glossary(path, entries))
    outputs.file("glossary.tbx", lambda path: write_glossary(path, entries))
    outputs.file("pairs.tsv", lambda path: write_pairs(path, findings.sentence_pairs()))
    outputs.file("topics.tsv", lambda path: write_topics(path, findings.coverage, findings.topics))
    report = Report(
        topics=findings.topics,
        documents=findings.coverage.documents,
        sentences=findings.coverage.sentences,
        pairs=findings.pairs,
        beads=findings.beads,
        mined=findings.mined,
        entries=entries,
        failures=tuple((f.origin, f.reason) for f in findings.coverage.failures),
        min_score=options.min_score,
        signature=signature,
    )
    outputs.file("report.html", lambda path: write_report(path, report))
    return units


def _memory_writer(
    pairs: Iterable[SentencePair], source: str, target: str, signature: str
) -> Callable[[Path], object]:
    def units() -> Iterable[TranslationUnit]:
        return (unit_from_pair(pair, source, target) for pair in pairs)

    return lambda path: write(
        path, units(), source=source, target=target, properties=(("x-signature", signature),)
    )


def _codes(options: OutputOptions, chinese: str | None) -> tuple[str, str]:
    """Source and target code, the Chinese one replaced where the script asks for it."""
    codes = (options.source, options.target)
    if chinese is None:
        return codes
    source, target = (chinese if primary(code) == Language.ZH else code for code in codes)
    return source, target


def documents_by_language(documents: Iterable[Document]) -> dict[Language, int]:
    """How many documents there are in each language."""
    found = dict.fromkeys(Language, 0)
    for document in documents:
        found[document.language] += 1
    return found
