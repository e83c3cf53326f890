"""The stages of a run in their order, from coverage to all that is found in it.

do_stages(store, stages, coverage, …) -> Findings

Each is done where what it depends on has changed (`align.project.run_stages`): for all documents,
or behind a full run for late ones alone.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from functools import partial

from align.decisions import standing
from align.decisions.carrying import confirmed_pairs
from align.decisions.store import confirmations
from align.documents.coverage import Coverage, relations, restored_coverage
from align.documents.topic_labels import unlabelled
from align.late.relations import late_relations
from align.mining.fragments import find_fragments
from align.options import Options
from align.project import project_tables as tables
from align.project.comparable_beads import comparable_beads
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
)
from align.project.topic_stages import find_names, label_topics, topic_names
from align.vectors.encoders import SentenceEncoder
from corpus.jobs import Jobs
from corpus.model import Kind
from corpus.store.project_file import Store
from corpus.store.segmentation import RESTORED
from glossary.curation.applied import agreed_words, curated
from glossary.curation.remarks import remarked
from glossary.entries import ConceptEntry, probable
from glossary.extraction.extract import extract_from_coverage
from glossary.project import project_tables as glossary_tables


def do_stages(
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
    vectors = versions(encoder)

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


def versions(encoder: SentenceEncoder | None) -> list[str]:
    """Of the models beside our own: that of the sentence vectors, if there are any."""
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
