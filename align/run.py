"""The whole way: from files of coverage to memory, glossary and report, in one project folder.

    run_project(paths, out, options) -> RunResult

Every stage is kept in ``corpus.sqlite`` in one transaction, with a hash of all it depends on: a run
that was killed goes on with the first stage that is not finished, one with nothing new does
nothing, and what new documents do not touch is not done again.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from align.beads.judgements import Judgements
from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from align.decisions import store as decisions
from align.documents.coverage import Coverage, relate, stored_coverage
from align.guidance.known_pairs import digests, read_known
from align.mining.fragments import find_fragments
from align.mining.miner import mine
from align.options import Options
from align.outputs.writer import (
    REPORT,
    Outputs,
    edited_glossaries,
    output_files,
    write_outputs,
)
from align.project import project_tables as tables
from align.project.findings import Findings, sentence_pairs, topic_name
from corpus.errors import InputError, NothingReadError, StoreError, UsageError
from corpus.language.dictionary import dictionary_version
from corpus.model import Bead, DocumentPair, Kind, Language, SentencePair, Topic
from corpus.readers.registry import ReadFailure
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT
from corpus.support.locks import LockedError, locked
from corpus.support.printing import count
from corpus.support.progress import working
from glossary.curation.applied import agreed_words, curated
from glossary.curation.decisions import standing_decisions
from glossary.entries import ConceptEntry, Status, probable
from glossary.extraction.extract import CoverageGroup, CoverageSentence, extract_from_coverage
from glossary.formats.registry import read_glossary
from glossary.project import project_tables as glossary_tables

Found = TypeVar("Found")
_DOING = {
    tables.RELATIONS: "finding out which documents belong together",
    tables.MINED: "mining comparable documents",
    tables.FRAGMENTS: "looking for clauses that correspond",
    glossary_tables.STAGE: "extracting terms",
}
"""What is shown at a terminal; beads have a bar of their own."""


_LOCK = ".lock"
"""In the folder of outputs, as long as a run is at work there."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        findings: all that was found, of this and earlier inputs.
        failures: inputs of this run that could not be read.
        summary: for a person, a few lines.
    """

    findings: Findings
    failures: tuple[ReadFailure, ...]
    summary: str


def run_project(
    paths: Iterable[str | Path], out: Path, options: Options | None = None
) -> RunResult:
    """Read coverage and bring the outputs in `out` up to date with all that it ever held.

    Args:
        paths: files and folders; what an earlier run read stays part of the project.
        out: folder for the outputs and ``corpus.sqlite``; may lie within `paths`.
        options: the defaults if None.

    Raises:
        NothingReadError: nothing could be read and the project is empty.
        UsageError: `out` is a file.
        StoreError: ``corpus.sqlite`` is not ours, or another run is at work in `out`.
        InputError: an output cannot be written, a memory or glossary cannot be used, or stored
            judgements of beads cannot all hold.
    """
    options = options or Options()
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder for the outputs")
    with _alone(out), Store(out / PROJECT) as store:
        known = digests(options.memories, options.glossaries)
        failures = store.add(paths, leave_out=output_files(out)).failures
        store.segment()
        coverage = stored_coverage(store)
        if not coverage.documents:
            raise NothingReadError(failures)
        with store.transaction() as connection:
            decided = standing_decisions(connection, edited_glossaries(store, out))
        curation = [decided, *map(read_glossary, options.glossaries)]
        findings = _findings(store, coverage, options, [*known, *decided], curation)
        key = _digest(
            options.signature(),
            os.environ.get("SOURCE_DATE_EPOCH", ""),  # dates the memories
            coverage.documents.values(),
            coverage.sentences.values(),
            coverage.origins.items(),
            coverage.failures,
            *curation,
        )
        units = write_outputs(Outputs(store, out, key), findings, options)
    return RunResult(findings, failures, _summary(findings, units, out))


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """The only run at work in a folder: of two the second says so before it does anything."""
    with ExitStack() as lock:
        try:
            out.mkdir(parents=True, exist_ok=True)
            lock.enter_context(locked(out / _LOCK, wait=False))
        except LockedError as error:
            who = f"process {error.holder}" if error.holder else "another process"
            raise StoreError(
                f"{out}: {who} is at work there; wait until it ends, or give another folder"
            ) from None
        except OSError as error:
            raise StoreError(f"{out}: cannot be written ({error.strerror})") from None
        yield


def _findings(
    store: Store,
    coverage: Coverage,
    options: Options,
    known: Sequence[object],
    curation: Sequence[Sequence[ConceptEntry]],
) -> Findings:
    """All stages, each computed only where the project file does not have it.

    Args:
        store: the project.
        coverage: what it holds.
        options: of the run.
        known: what stands for the memories and glossaries that teach, the decisions included.
        curation: what people decided about terms, in order of trust; first the run's own.
    """
    connection = store.connection
    with store.transaction():
        tables.create(connection)
        decisions.create(connection)
        glossary_tables.create(connection)
    texts = {key: [s.text for s in found] for key, found in coverage.sentences.items()}
    decided = curation[0]

    _stage(
        store,
        tables.RELATIONS,
        [(key, d.language, d.published, texts[key]) for key, d in coverage.documents.items()],
        lambda: relate(coverage),
        tables.save_relations,
    )
    pairs, topics = tables.load_relations(connection)

    judged = decisions.load_judgements(connection)
    beads = {}
    for kind, stage, find, taught in (
        (Kind.PARALLEL, tables.BEADS, partial(_align, options=options, decided=decided), known),
        (Kind.COMPARABLE, tables.MINED, _mine, ()),
    ):
        chosen = sorted((pair.zh, pair.en) for pair in pairs if pair.kind is kind)
        inputs = [
            (coverage.sentences[zh], coverage.sentences[en], judged.get((zh, en), Judgements()))
            for zh, en in chosen
        ]
        _stage(
            store,
            stage,
            [*inputs, *taught],
            partial(find, chosen, coverage, judged),
            tables.save_beads,
        )
        beads[kind] = tables.load_beads(connection, kind)

    mined = beads[Kind.COMPARABLE]
    comparable = sorted(mined)
    _stage(
        store,
        tables.FRAGMENTS,
        [(coverage.sentences[zh], coverage.sentences[en], mined[zh, en]) for zh, en in comparable],
        lambda: find_fragments(comparable, coverage.sentences, mined),
        tables.save_fragments,
    )
    found = sentence_pairs(coverage, pairs, topics, beads[Kind.PARALLEL] | beads[Kind.COMPARABLE])
    groups = _groups(coverage, pairs, topics)
    words = agreed_words(curation)
    _stage(
        store,
        glossary_tables.STAGE,
        [options.order, *found, *groups, *words],
        lambda: (
            found,
            extract_from_coverage(_parallel(found), groups, order=options.order, user_words=words),
        ),
        glossary_tables.save,
    )
    entries = probable(glossary_tables.load_entries(connection), options.min_probability)
    return Findings(
        coverage,
        tuple(pairs),
        tuple(topics),
        beads[Kind.PARALLEL],
        mined,
        tables.load_fragments(connection),
        tuple(found),
        tuple(curated(entries, curation) if any(curation) else entries),
    )


def _stage(
    store: Store,
    name: str,
    inputs: Iterable[object],
    compute: Callable[[], Found],
    save: Callable[[Connection, Found], None],
) -> None:
    """Compute and save what follows from `inputs`, unless the project file has it."""
    key = _digest(version("duizhao"), dictionary_version(), inputs)
    if store.stage(name) == key:
        return
    with working(_DOING[name]) if name in _DOING else nullcontext():
        found = compute()
    with store.transaction() as connection:
        save(connection, found)
        store.finish_stage(name, key)


def _align(
    pairs: Sequence[tuple[str, str]],
    coverage: Coverage,
    judged: Mapping[tuple[str, str], Judgements],
    *,
    options: Options,
    decided: Sequence[ConceptEntry],
) -> dict[tuple[str, str], tuple[Bead, ...]]:
    """The beads of document pairs that translate each other, aligned as one collection."""
    texts = []
    for zh, en in pairs:
        sides = coverage.sentences[zh], coverage.sentences[en]
        try:
            judgements = judged.get((zh, en), Judgements()).checked(*map(len, sides))
        except UsageError as error:
            where = " and ".join(coverage.documents[key].origin for key in (zh, en))
            raise InputError(where, f"judged so that it cannot be: {error}") from None
        texts.append(
            TextPair(
                [sentence.text for sentence in sides[0]],
                [sentence.text for sentence in sides[1]],
                [sentence.paragraph for sentence in sides[0]],
                [sentence.paragraph for sentence in sides[1]],
                judgements,
            )
        )
    if not texts:
        return {}
    known = read_known(
        options.memories,
        options.glossaries,
        [text for pair in texts for text in pair.zh],
        [text for pair in texts for text in pair.en],
        decided,
    )
    return dict(zip(pairs, align_in_any_order(texts, known), strict=True))


def _mine(
    pairs: Sequence[tuple[str, str]],
    coverage: Coverage,
    judged: Mapping[tuple[str, str], Judgements],
) -> dict[tuple[str, str], tuple[Bead, ...]]:
    """Mined over all comparable documents at once; only within a document pair it counts."""
    found: dict[tuple[str, str], list[Bead]] = {pair: [] for pair in pairs}
    zh, en = (
        [sentence for key in sorted(keys) for sentence in coverage.sentences[key]]
        for keys in ({zh for zh, _ in pairs}, {en for _, en in pairs})
    )
    for i, j, score in mine([s.text for s in zh], [s.text for s in en]):
        if (zh[i].document, en[j].document) in found:
            bead = Bead((zh[i].index,), (en[j].index,), score)
            found[zh[i].document, en[j].document].append(bead)
    for pair, judgements in judged.items():
        if pair in found:
            found[pair] = judgements.applied(found[pair])
    return {pair: tuple(sorted(beads, key=lambda b: (b.zh, b.en))) for pair, beads in found.items()}


def _parallel(pairs: Iterable[SentencePair]) -> list[SentencePair]:
    return [pair for pair in pairs if pair.kind is Kind.PARALLEL]


def _groups(
    coverage: Coverage, pairs: Iterable[DocumentPair], topics: Iterable[Topic]
) -> list[CoverageGroup]:
    """The documents of each topic that has comparable ones."""
    comparable = {
        key for pair in pairs if pair.kind is Kind.COMPARABLE for key in (pair.zh, pair.en)
    }
    return [
        CoverageGroup(
            topic_name(topic),
            _group_side(coverage, topic, Language.ZH),
            _group_side(coverage, topic, Language.EN),
        )
        for topic in topics
        if comparable.intersection(topic.documents)
    ]


def _group_side(coverage: Coverage, topic: Topic, language: Language) -> list[CoverageSentence]:
    return [
        CoverageSentence(sentence.text, coverage.documents[key].origin, sentence.index)
        for key in topic.documents
        if coverage.documents[key].language is language
        for sentence in coverage.sentences[key]
    ]


def _digest(*parts: object) -> str:
    """A hash of values that show all they hold; parts that are no text item by item."""
    digest = hashlib.sha256()
    for part in parts:
        items = part if isinstance(part, Iterable) and not isinstance(part, str) else (part,)
        for item in items:
            digest.update(f"{item!r}\n".encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _summary(findings: Findings, units: Mapping[str, int], out: Path) -> str:
    documents = list(findings.coverage.documents.values())
    chinese = sum(document.language is Language.ZH for document in documents)
    kinds = [pair.kind for pair in findings.pairs]
    parallel, comparable = kinds.count(Kind.PARALLEL), kinds.count(Kind.COMPARABLE)
    suggested = sum(
        all(pair.status is Status.SUGGESTED for pair in entry.pairs) for entry in findings.entries
    )
    lines = [
        f"{count(len(documents), 'document')} ({chinese} zh, {len(documents) - chinese} en) "
        f"in {count(len(findings.topics), 'topic')}",
        f"{count(parallel, 'document pair')} "
        f"{'is a translation' if parallel == 1 else 'are translations'}, "
        f"{comparable} cover{'s' if comparable == 1 else ''} the same event",
        *(f"{out / name}: {count(number, 'unit')}" for name, number in units.items()),
        f"{out / 'glossary.tsv'}: {count(len(findings.entries), 'concept')} "
        f"({suggested} suggested)",
        f"{out / REPORT}: all of it, to look at",
    ]
    return "\n".join(lines)
