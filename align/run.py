"""The whole way: from files of coverage to memory, glossary and report, in one project folder.

    run_project(["news"], "out", Options()) -> RunResult

Every stage is kept in ``corpus.sqlite`` in one transaction, under a key made of all it depends on
(`align.project.run_stages`): a run that was killed goes on with the first stage that is not
finished, one with nothing new does nothing, and what new documents do not touch is not done again.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from align.decisions import sheets, standing
from align.decisions.carrying import confirmed_pairs
from align.decisions.decisions_file import keep
from align.decisions.store import confirmations, load_judgements
from align.documents.coverage import Coverage, relations, restored_coverage, stored_coverage
from align.documents.topic_labels import unlabelled
from align.guidance.known_pairs import digests
from align.late.relations import late_relations
from align.mining.fragments import find_fragments
from align.mining.miner import mining_encoder
from align.options import Options
from align.outputs.run_record import RUN, Given, command, run_record, with_earlier
from align.outputs.summary import what_came, what_was_read
from align.outputs.writer import edited_glossaries, output_files, write_outputs, write_record
from align.project import project_tables as tables
from align.project.comparable_beads import comparable_beads
from align.project.continuation import begin_full, continuation, create, end_full
from align.project.findings import Findings, coverage_groups, sentence_pairs
from align.project.lost_paragraphs import lost_paragraphs
from align.project.parallel_beads import parallel_beads
from align.project.run_stages import (
    BEADS,
    FRAGMENTS,
    MINED,
    NEAR_MISSES,
    RELATIONS,
    SEVERAL_NAMES,
    Stages,
    key_of,
)
from align.project.topic_stages import find_names, label_topics, topic_names
from align.vectors.encoders import SentenceEncoder
from corpus.errors import NothingReadError, StoreError
from corpus.jobs import SERIAL, Jobs
from corpus.language.dictionary import dictionary_version
from corpus.model import Kind, Language
from corpus.readers.registry import ReadFailure
from corpus.single import read_furniture
from corpus.store.project_file import Store
from corpus.store.schema import LOCK, PROJECT
from corpus.store.segmentation import RESTORED
from corpus.support.files import output_folder, unwritable
from corpus.support.fingerprint import fingerprint
from corpus.support.inputs import MOST_BYTES, sha256_of
from corpus.support.locks import LockedError, locked
from corpus.support.printing import note
from corpus.support.progress import working
from glossary.curation.applied import agreed_words, curated
from glossary.curation.decisions import note_written, standing_decisions
from glossary.curation.remarks import remarked
from glossary.entries import ConceptEntry, probable
from glossary.extraction.extract import extract_from_coverage
from glossary.formats.registry import read_glossary
from glossary.project import project_tables as glossary_tables

LATE = {"glosses": "glossary.analysis.glosses:glosses"}
"""Tables that a first run needs late, and what makes them: for `kernels.preparation.at_work`."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        findings: all that was found, of this and earlier inputs.
        failures: inputs of this run that could not be read.
        summary: for a person, a few lines.
        units: how many each memory holds, by file name.
    """

    findings: Findings
    failures: tuple[ReadFailure, ...]
    summary: str
    units: Mapping[str, int]

    def record(self) -> dict[str, Any]:
        """What the summary says, for a script."""
        languages = Counter(each.language for each in self.findings.coverage.documents.values())
        kinds = Counter(pair.kind for pair in self.findings.pairs)
        return {
            "documents": {language: languages[language] for language in Language},
            "topics": len(self.findings.topics),
            "pairs": {kind: kinds[kind] for kind in Kind},
            "units": dict(self.units),
            "concepts": len(self.findings.entries),
            "contradicting": list(self.findings.contradicting),
            "failures": [
                {"origin": failure.origin, "line": failure.line, "reason": failure.reason}
                for failure in self.failures
            ],
        }


def run_project(
    paths: Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    *,
    most: int = MOST_BYTES,
    columns: str = "",
    jobs: Jobs = SERIAL,
) -> RunResult:
    """Read coverage and bring the outputs in `out` up to date with all that it ever held.

    Args:
        paths: files and folders; what an earlier run read stays part of the project.
        out: folder for the outputs and ``corpus.sqlite``; may lie within `paths`.
        options: the defaults if None.
        most: bytes that a file may have; larger ones are not read, but named.
        columns: what columns of tables hold, as ``text=正文,title=标题``.
        jobs: who does the work (`corpus.jobs`); the outputs do not depend on it.

    Raises:
        NothingReadError: nothing could be read and the project is empty.
        UsageError: `out` is a file.
        StoreError: ``corpus.sqlite`` is not ours, or another run is at work in `out`.
        InputError: an output cannot be written, or a memory or glossary cannot be used.
    """
    wanted = options = options or Options()
    out = Path(out)
    given_paths = [str(path) for path in paths]
    with ExitStack() as opened:
        opened.enter_context(_alone(out))
        known = digests(options.memories, options.glossaries)  # before there is a project
        encoder = mining_encoder(options.encoder)
        own = read_furniture(options.furniture)
        given = [read_glossary(path, on_loss=note) for path in options.glossaries]
        store = opened.enter_context(Store(out / PROJECT))
        with store.transaction() as connection:
            create(connection)
        stages = Stages(store, jobs)
        with stages.timed("reading"):
            outputs = output_files(out)
            added = store.add(given_paths, outputs, most=most, columns=columns, jobs=jobs)
        standing.begin(store)
        with stages.timed("segmenting"):
            store.segment(own, options.quotations, jobs)
        coverage = stored_coverage(store)
        if not coverage.documents:
            raise NothingReadError(added.failures)
        documents = _digests(coverage)
        with store.transaction() as connection:
            sheets.create(connection)
            judged = sorted(load_judgements(connection).items())
            decisions = judged, confirmed_pairs(connection)
        by = _made_by(options, [*known, *_versions(encoder), *decisions])
        if options.approximate:
            stages.continued = continuation(store, documents, by)
        if not stages.continued:
            options = replace(options, approximate=False)  # all that comes of it is exact
            begin_full(store, documents, by)
        with store.transaction() as connection:
            decided = standing_decisions(connection, edited_glossaries(store, out), given)
        curation = [decided, *given]
        taught = [(pair.zh, pair.en, pair.status) for entry in decided for pair in entry.pairs]
        findings = _findings(
            store, stages, coverage, options, [*known, *taught], curation, encoder, jobs
        )
        with stages.timed("writing"), working("writing"):
            units = write_outputs(store, out, findings, options, jobs)
        with store.transaction() as connection:
            note_written(connection)
        if not stages.continued:
            end_full(store, documents, by)
        keep(store)
        asked = Given(with_earlier(given_paths, out / RUN), most, columns)
        record = run_record(
            asked, wanted, store, [*known, *map(sha256_of, options.furniture)], encoder
        )
        write_record(store, out, record, command(asked, out, wanted), stages.taken)
        read = what_was_read(store.files(), added)
        restored = sum(map(len, store.restored().values()))
    full = stages.continued.full if stages.continued else None
    summary = f"{read}\n\n{what_came(findings, units, out, options, restored, full)}"
    return RunResult(findings, added.failures, summary, units)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """The only run at work in a folder: of two the second says so before it does anything.

    Where nothing comes of the run, the folders that were made for it are removed again.
    """
    with ExitStack() as opened:
        opened.enter_context(output_folder(out))
        try:
            opened.enter_context(locked(out / LOCK, wait=False))
        except LockedError as error:
            who = f"process {error.holder}" if error.holder else "another process"
            raise StoreError(
                f"{out}: {who} is at work there; wait until it ends, or give another folder"
            ) from None
        except OSError as error:
            raise StoreError(f"{out}: {unwritable(error, 'another folder with -o')}") from None
        yield


def _findings(
    store: Store,
    stages: Stages,
    coverage: Coverage,
    options: Options,
    known: Sequence[object],
    curation: Sequence[Sequence[ConceptEntry]],
    encoder: SentenceEncoder | None,
    jobs: Jobs,
) -> Findings:
    """All stages in their order.

    Args:
        store: the project.
        stages: of it.
        coverage: what it holds.
        options: of the run.
        known: what stands for the memories and glossaries that teach, the decisions included.
        curation: what people decided about terms, in order of trust; first the run's own.
        encoder: of sentence vectors, if these are evidence.
        jobs: who does the work.
    """
    connection = store.connection
    with store.transaction():
        for each in (tables, glossary_tables):
            each.create(connection)
    documents = coverage.documents
    confirmed = confirmed_pairs(connection)
    late = stages.late(RELATIONS)
    if late is None:
        stages.do(
            RELATIONS,
            partial(relations, coverage, window=options.window, jobs=jobs),
            partial(standing.save_relations, confirmed),
            [
                (key, d.language, d.published, [s.text for s in coverage.sentences[key]])
                for key, d in documents.items()
            ],
            sorted(coverage.counterparts),
            confirmed,
            options.window,
        )
    else:
        stages.do(
            RELATIONS,
            partial(late_relations, connection, coverage, late, options.window, jobs),
            tables.add_relations,
        )
    pairs, topics = tables.load_relations(connection)
    topics = unlabelled(topics)

    def chosen(kind: Kind) -> list[tuple[str, str]]:
        return sorted((pair.zh, pair.en) for pair in pairs if pair.kind is kind)

    parallel, comparable = chosen(Kind.PARALLEL), chosen(Kind.COMPARABLE)
    orders = {(pair.zh, pair.en): pair.en_order for pair in pairs if pair.en_order}
    if stages.continued:
        coverage = restored_coverage(coverage, store)
    else:
        coverage = _put_back(store, stages, coverage, parallel, {en for _, en in orders}, options)
    sentences = coverage.sentences
    texts = {key: [s.text for s in found] for key, found in sentences.items()}
    judged, contradicting = standing.judgements(store)
    vectors = _versions(encoder)

    def asked(stage: str, of_kind: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs to align: all, or those of late documents."""
        late = stages.late(stage)
        if late is None:
            return [*of_kind]
        return [pair for pair in of_kind if late & {*pair}]

    def sides(keys: Iterable[tuple[str, str]]) -> list[object]:
        return [(sentences[zh], sentences[en], judged.get((zh, en))) for zh, en in keys]

    earlier = {}
    if stages.continued:
        earlier = tables.load_beads(connection, Kind.PARALLEL)
        earlier |= tables.load_beads(connection, Kind.COMPARABLE)
    aligned, compared = asked(BEADS, parallel), asked(MINED, comparable)
    stages.do(
        BEADS,
        partial(
            parallel_beads,
            aligned,
            orders,
            documents,
            sentences,
            judged,
            options,
            curation[0],
            encoder,
            jobs,
            {pair: beads for pair, beads in earlier.items() if pair not in aligned},
        ),
        standing.save_beads,
        sides(aligned),
        orders,
        [*known, *vectors],
    )
    stages.do(
        MINED,
        partial(comparable_beads, compared, sentences, judged, encoder, jobs),
        standing.save_beads,
        sides(compared),
        vectors,
    )
    standing.note_aligned(store, options)
    beads = tables.load_beads(connection, Kind.PARALLEL)
    mined = tables.load_beads(connection, Kind.COMPARABLE)
    compared = asked(FRAGMENTS, comparable)
    stages.do(
        FRAGMENTS,
        partial(find_fragments, compared, sentences, mined, encoder=encoder, jobs=jobs),
        tables.replace_fragments if stages.continued else tables.save_fragments,
        [(sentences[zh], sentences[en], mined[zh, en]) for zh, en in compared],
        *vectors,
    )

    found = sentence_pairs(coverage, pairs, topics, beads | mined)
    groups = coverage_groups(coverage, pairs, topics)
    words = agreed_words(curation)
    entries: list[ConceptEntry] | None = None
    if not stages.continued:
        entries = stages.do(
            glossary_tables.STAGE,
            partial(
                extract_from_coverage,
                [pair for pair in found if pair.kind is Kind.PARALLEL],
                groups,
                order=options.order,
                user_words=words,
                jobs=jobs,
            ),
            lambda connection, entries: glossary_tables.save(connection, (found, entries)),
            options.order,
            found,
            groups,
            words,
        )
    if entries is None:
        entries = glossary_tables.load_entries(connection)
    if any(curation):
        entries = curated(remarked(entries, curation[0]), curation)
    rather = probable(entries, options.min_probability)
    entries = probable(entries, options.min_probability, options.keep)

    label_topics(store, stages, coverage, topics, rather, jobs)
    _, named = tables.load_relations(connection)
    names = topic_names(topics, named)
    found = [replace(pair, topic=names[pair.topic]) for pair in found]
    entries = [replace(entry, domain=names.get(entry.domain, entry.domain)) for entry in entries]
    find_names(stages, topics, texts, rather, jobs)
    return Findings(
        coverage,
        tuple(pairs),
        tuple(named),
        beads,
        mined,
        tables.load_fragments(connection),
        tuple(found),
        tuple(entries),
        tables.load_namings(SEVERAL_NAMES, connection),
        tables.load_namings(NEAR_MISSES, connection),
        {
            (documents[zh].origin, zh_ids, documents[en].origin, en_ids): decision
            for (zh, zh_ids, en, en_ids), decision in confirmations(connection).items()
            if zh in documents and en in documents
        },
        contradicting,
    )


def _digests(coverage: Coverage) -> dict[str, str]:
    """A hash of what the relations of each document depend on."""
    return {
        key: key_of(document.language, document.published, [s.text for s in sentences])
        for key, document in coverage.documents.items()
        for sentences in [coverage.sentences[key]]
    }


def _made_by(options: Options, known: Sequence[object]) -> str:
    """What all of a full run has in common: the code, options, decisions, and what teaches."""
    return key_of(fingerprint(__name__), dictionary_version(), options.order, options.window, known)


def _versions(encoder: SentenceEncoder | None) -> list[str]:
    return [encoder.version] if encoder else []


def _put_back(
    store: Store,
    stages: Stages,
    coverage: Coverage,
    parallel: Sequence[tuple[str, str]],
    ordered: Container[str],
    options: Options,
) -> Coverage:
    """The coverage with the paragraphs that cleaning took from one of two translations.

    Args:
        store: the project.
        stages: of it.
        coverage: by cleaning alone.
        parallel: ids (zh, en) of documents that translate each other.
        ordered: English documents whose sentences are put in another order, by their numbers.
        options: of the run.
    """
    pairs = [(zh, en) for zh, en in parallel if en not in ordered]
    keys = sorted({key for pair in pairs for key in pair})
    back = store.restored()
    furniture = {key: store.furniture(key) | back.get(key, {}) for key in keys}
    stages.do(
        RESTORED,
        partial(lost_paragraphs, pairs, coverage.documents, furniture, options.quotations),
        lambda _, found: store.restore(found),
        pairs,
        [(key, coverage.sentences[key], sorted(furniture[key].items())) for key in keys],
        options.quotations,
    )
    return restored_coverage(coverage, store)
