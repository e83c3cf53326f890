"""The whole way: from files of coverage to memory, glossary and report, in one project folder.

    run_project(paths, out, options) -> RunResult

Every stage is kept in ``corpus.sqlite`` under a key made of all it depends on, in one transaction:
a run that was killed goes on with the first stage that is not finished, and a run with nothing new
does nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from align import tables
from align.beads import align_documents
from align.coverage import Coverage, relate
from align.mining import mine
from align.outputs import (
    Findings,
    OutputOptions,
    Outputs,
    documents_by_language,
    topic_name,
    write_outputs,
)
from corpus.dictionary import dictionary_version
from corpus.errors import UsageError
from corpus.model import Bead, DocumentPair, Kind, Language, SentencePair, Topic
from corpus.readers import ReadFailure
from corpus.store import Store
from glossary import tables as glossary_tables
from glossary.entries import ConceptEntry, Status
from glossary.extract import CoverageGroup, CoverageSentence, extract_from_coverage


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may choose.

    Attributes:
        source: language code of the memory's source side; names the direction.
        target: language code of its target side.
        min_score: beads below this stay out of the memory.
        include_comparable: let surely equal sentences of untranslated coverage in.
        order: of the glossary.
    """

    source: str = "zh-CN"
    target: str = "en-US"
    min_score: float = 0.75
    include_comparable: bool = False
    order: Literal["termlike", "frequent"] = "termlike"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        findings: all that was found.
        failures: inputs that could not be read.
        summary: for a person, a few lines.
    """

    findings: Findings
    failures: tuple[ReadFailure, ...]
    summary: str


def run_project(paths: Iterable[str | Path], out: Path, options: Options | None = None) -> RunResult:
    """Read coverage and bring the outputs in `out` up to date with all that it ever held.

    Args:
        paths: files and folders; what an earlier run read stays part of the project.
        out: folder for the outputs and ``corpus.sqlite``.
        options: the defaults if None.

    Raises:
        UsageError: nothing could be read and the project is empty.
        StoreError: ``corpus.sqlite`` is not ours.
    """
    options = options or Options()
    out.mkdir(parents=True, exist_ok=True)
    with Store(out / "corpus.sqlite") as store:
        failures = store.add(paths).failures
        store.segment()
        coverage = _stored_coverage(store, failures)
        if not coverage.documents:
            raise UsageError(
                "; ".join(map(str, failures))
                or "no files found; give files or folders of Chinese and English coverage"
            )
        project = _Project(store, coverage, options)
        findings = project.findings()
        signature = _signature(options)
        output_options = OutputOptions(
            options.source, options.target, options.min_score, options.include_comparable
        )
        key = _digest(project.key, asdict(output_options), signature, list(map(str, failures)))
        units = write_outputs(Outputs(store, out, key), findings, output_options, signature)
    return RunResult(findings, tuple(failures), _summary(findings, units, out))


class _Project:
    """The stages between the sentences and the outputs.

    Attributes:
        key: of the last stage that was asked for.
    """

    def __init__(self, store: Store, coverage: Coverage, options: Options) -> None:
        self._store = store
        self._coverage = coverage
        self._options = options
        self.key = _digest(
            version("duizhao"),
            dictionary_version(),
            [
                (key, document.origin, [(s.start, s.text) for s in coverage.sentences[key]])
                for key, document in coverage.documents.items()
            ],
            list(coverage.origins.items()),
        )
        with store.transaction():
            tables.create(store.connection)
            glossary_tables.create(store.connection)

    def findings(self) -> Findings:
        """All stages, each from the store if it stands there."""
        connection = self._store.connection
        if not self._done("relations"):
            pairs, topics = relate(self._coverage)
            with self._store.transaction():
                tables.save_relations(connection, pairs, topics)
                self._finish("relations")
        pairs, topics = tables.load_relations(connection)
        if not self._done("beads"):
            found = self._align([pair for pair in pairs if pair.kind is Kind.PARALLEL])
            with self._store.transaction():
                tables.save_beads(connection, found)
                self._finish("beads")
        if not self._done("mined"):
            found = self._mine([pair for pair in pairs if pair.kind is Kind.COMPARABLE])
            with self._store.transaction():
                tables.save_beads(connection, found)
                self._finish("mined")
        findings = Findings(
            self._coverage,
            tuple(pairs),
            tuple(topics),
            tables.load_beads(connection, Kind.PARALLEL),
            tables.load_beads(connection, Kind.COMPARABLE),
        )
        self.key = _digest(self.key, self._options.order)
        if not self._done("glossary"):
            entries = self._extract(findings)
            with self._store.transaction():
                glossary_tables.save_entries(connection, entries)
                self._finish("glossary")
        entries = glossary_tables.load_entries(connection)
        return Findings(
            findings.coverage, findings.pairs, findings.topics, findings.beads, findings.mined,
            tuple(entries),
        )  # fmt: skip

    def _done(self, stage: str) -> bool:
        return self._store.stage(stage) == self.key

    def _finish(self, stage: str) -> None:
        self._store.finish_stage(stage, self.key)

    def _texts(self, document: str) -> list[str]:
        return [sentence.text for sentence in self._coverage.sentences[document]]

    def _align(self, pairs: Sequence[DocumentPair]) -> dict[tuple[str, str], tuple[Bead, ...]]:
        pairs = sorted(pairs, key=lambda pair: (pair.zh, pair.en))
        found = align_documents([(self._texts(p.zh), self._texts(p.en)) for p in pairs])
        return {(p.zh, p.en): beads for p, beads in zip(pairs, found, strict=True)}

    def _mine(self, pairs: Sequence[DocumentPair]) -> dict[tuple[str, str], tuple[Bead, ...]]:
        """Mined over all comparable documents at once; only within a document pair it counts."""
        found: dict[tuple[str, str], list[Bead]] = {(p.zh, p.en): [] for p in pairs}
        places = [
            [(key, index, text) for key in keys for index, text in enumerate(self._texts(key))]
            for keys in (sorted({p.zh for p in pairs}), sorted({p.en for p in pairs}))
        ]
        zh, en = places
        if zh and en:
            for i, j, score in mine([text for *_, text in zh], [text for *_, text in en]):
                key = zh[i][0], en[j][0]
                if key in found:
                    found[key].append(Bead((zh[i][1],), (en[j][1],), score))
        return {key: tuple(sorted(beads)) for key, beads in found.items()}

    def _extract(self, findings: Findings) -> list[ConceptEntry]:
        pairs: list[SentencePair] = [
            pair for pair in findings.sentence_pairs() if pair.kind is Kind.PARALLEL
        ]
        comparable = {
            key for pair in findings.pairs if pair.kind is Kind.COMPARABLE
            for key in (pair.zh, pair.en)
        }  # fmt: skip
        groups = [
            self._group(topic) for topic in findings.topics if comparable & {*topic.documents}
        ]
        return extract_from_coverage(pairs, groups, order=self._options.order)

    def _group(self, topic: Topic) -> CoverageGroup:
        sides: dict[Language, list[CoverageSentence]] = {language: [] for language in Language}
        for key in topic.documents:
            document = self._coverage.documents[key]
            for sentence in self._coverage.sentences[key]:
                sides[document.language].append(
                    CoverageSentence(sentence.text, document.origin, sentence.index)
                )
        return CoverageGroup(topic_name(topic), sides[Language.ZH], sides[Language.EN])


def _stored_coverage(store: Store, failures: Sequence[ReadFailure]) -> Coverage:
    documents = {document.id: document for document in store.documents()}
    return Coverage(
        documents,
        {key: store.sentences(key) for key in documents},
        {origin: key for key in documents for origin in store.origins(key)},
        tuple(failures),
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _signature(options: Options) -> str:
    chosen = " ".join(f"{name}={value}" for name, value in asdict(options).items())
    return f"duizhao {version('duizhao')} cc-cedict {dictionary_version()} {chosen}"


def _summary(findings: Findings, units: dict[str, int], out: Path) -> str:
    languages = documents_by_language(findings.coverage.documents.values())
    kinds = [pair.kind for pair in findings.pairs]
    suggested = sum(
        all(pair.status is Status.SUGGESTED for pair in entry.pairs) for entry in findings.entries
    )
    lines = [
        f"{len(findings.coverage.documents)} documents "
        f"({languages[Language.ZH]} zh, {languages[Language.EN]} en) "
        f"in {len(findings.topics)} topics",
        f"{kinds.count(Kind.PARALLEL)} document pairs are translations, "
        f"{kinds.count(Kind.COMPARABLE)} cover the same event",
        *(f"{out / name}: {count} units" for name, count in units.items()),
        f"{out / 'glossary.tsv'}: {len(findings.entries)} concepts ({suggested} suggested)",
        f"{out / 'report.html'}: all of it, to look at",
    ]
    return "\n".join(lines)
