"""How late documents relate to those of the last full run, whose relations stay as they are.

late_relations(connection, coverage, late) -> (pairs, topics)      what is new

Each late document is compared with its neighbours by the index of the project
(`align.late.neighbours`), all of whose topics come along, and some other topics, so that it is
seen what is usual in the collection. Among these everything is as in a full run, but that topics of
old documents neither part nor come together.
"""

import sqlite3
from collections.abc import Sequence, Set

from align.documents.coverage import Coverage
from align.documents.pairing import paired, survey
from align.late.neighbours import neighbours
from align.project import project_tables
from corpus.jobs import SERIAL, Jobs
from corpus.model import DocumentPair, Language, Topic

USUAL = 200
"""Documents, of topics evenly spread over all, that show what is usual between strangers, how
telling words are, and how many documents have company."""


def late_relations(
    connection: sqlite3.Connection,
    coverage: Coverage,
    late: Set[str],
    window: int | None = None,
    jobs: Jobs = SERIAL,
) -> tuple[list[DocumentPair], list[Topic]]:
    """The pairs that late documents stand in, and the topics, whole, that they join or make.

    Args:
        connection: of the project file, which holds the relations of all other documents.
        coverage: all documents.
        late: ids of those that have no relations yet.
        window: see `align.documents.pairing.survey`.
        jobs: who compares.
    """
    if not late:
        return [], []
    _, topics = project_tables.load_relations(connection)
    topic_of = {key: topic.number for topic in topics for key in topic.documents}
    members = {topic.number: topic.documents for topic in topics}
    near = {
        key
        for document in sorted(late)
        for key in neighbours(
            connection,
            [sentence.text for sentence in coverage.sentences[document]],
            coverage.documents[document].language,
        )
    }
    numbers = {topic_of[key] for key in near if key in topic_of} | _usual(topics)
    some = {*late, *(key for number in numbers for key in members[number])}
    texts = (
        {key: text for key, text in coverage.texts(language).items() if key in some}
        for language in Language
    )
    found = survey(
        *texts,
        dates={key: coverage.documents[key].published for key in some},
        known={pair for pair in coverage.counterparts if late & {*pair} and some >= {*pair}},
        window=window,
        topics={key: number for key, number in topic_of.items() if key in some},
        jobs=jobs,
    )
    ids = (*found.zh, *found.en)
    place = {key: k for k, key in enumerate(coverage.documents)}
    joined = []
    last = max(members, default=0)
    for group in sorted(found.groups, key=lambda group: min(place[ids[k]] for k in group)):
        keys = {ids[k] for k in group}
        if not keys & late:
            continue
        number = next((topic_of[key] for key in sorted(keys) if key in topic_of), 0)
        if not number:
            number = last = last + 1
        joined.append(Topic(number, tuple(sorted(keys, key=place.__getitem__))))
    return [pair for pair in paired(found) if late & {pair.zh, pair.en}], joined


def _usual(topics: Sequence[Topic]) -> set[int]:
    """Numbers of topics evenly spread over all, of some `USUAL` documents."""
    total = sum(len(topic.documents) for topic in topics)
    return {topic.number for topic in topics[:: max(1, total // USUAL)]}
