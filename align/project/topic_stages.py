"""What a run says of each topic: its label, and what its documents name in several ways or alike.

label_topics(store, stages, coverage, topics, entries)
find_names(stages, topics, texts, entries)

In both a topic is done again only if it, or something that all have in common, has changed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from sqlite3 import Connection

from align.documents.coverage import Coverage
from align.documents.labels.labeller import Spread
from align.documents.topic_labels import topic_labels
from align.project import project_tables as tables
from align.project.findings import topic_name
from align.project.near_misses import near_misses
from align.project.run_stages import (
    LABEL_WORDS,
    LABELS,
    NEAR_MISSES,
    SEVERAL_NAMES,
    Stages,
    key_of,
)
from align.project.several_names import several_names
from corpus.jobs import SERIAL, Jobs
from corpus.model import Language, Topic
from corpus.store.project_file import Store
from glossary.entries import ConceptEntry, TermPair
from glossary.project import project_tables as glossary_tables

Labelling = tuple[Mapping[int, tuple[str, str]], Mapping[Language, Spread]]


def label_topics(
    store: Store,
    stages: Stages,
    coverage: Coverage,
    topics: Sequence[Topic],
    entries: Sequence[ConceptEntry],
    jobs: Jobs = SERIAL,
) -> None:
    """Label the stored topics, and name them so in what term extraction has stored.

    How telling a word is depends on all documents. A run that goes on takes those of the last full
    one, and labels the topics that have got a document.

    Args:
        store: the project.
        stages: of it.
        coverage: all documents.
        topics: of them, without labels.
        entries: the terms that were extracted from them.
        jobs: who counts the words of documents.
    """
    texts = {key: [s.text for s in found] for key, found in coverage.sentences.items()}
    terms = _without_contexts(entries)
    counted = store.stage(LABEL_WORDS) if stages.continued else None
    known = partial(tables.load_label_words, store.connection) if counted else None
    of = counted or key_of(texts, terms)

    def save(connection: Connection, _: Collection[int], found: Labelling) -> None:
        labels, spread = found
        tables.save_labels(connection, labels)
        named = tables.load_relations(connection)[1]
        glossary_tables.save_names(connection, topic_names(topics, named))
        if known is None:
            tables.save_label_words(connection, spread)
            store.finish_stage(LABEL_WORDS, of)

    compute = partial(topic_labels, coverage=coverage, entries=entries, jobs=jobs, known=known)
    stages.do_by_topic(LABELS, compute, save, topics, texts, terms, of)


def find_names(
    stages: Stages,
    topics: Sequence[Topic],
    texts: Mapping[str, Sequence[str]],
    entries: Sequence[ConceptEntry],
    jobs: Jobs = SERIAL,
) -> None:
    """Find the concepts with several names in a topic, and what is named almost like its terms.

    Args:
        stages: of the project.
        topics: all.
        texts: the sentences by document id.
        entries: of the glossary.
        jobs: who looks through the topics.
    """
    told = [(entry.id, _without_contexts([entry])) for entry in entries]
    for stage, analysis in ((SEVERAL_NAMES, several_names), (NEAR_MISSES, near_misses)):
        compute = partial(analysis, entries, texts=texts, jobs=jobs)
        stages.do_by_topic(stage, compute, partial(tables.save_namings, stage), topics, texts, told)


def _without_contexts(entries: Iterable[ConceptEntry]) -> list[TermPair]:
    return [replace(pair, contexts=()) for entry in entries for pair in entry.pairs]


def topic_names(topics: Iterable[Topic], named: Iterable[Topic]) -> dict[str, str]:
    """What topics are called by their labels, by what they were called without."""
    return {
        topic_name(before): topic_name(after) for before, after in zip(topics, named, strict=True)
    }
