"""Topics with their labels.

relate(coverage, granularity, window) -> (pairs, topics)          labelled by their words
group_topics({id: zh_sentences}, {id: en_sentences}) -> topics    the same without files
topic_labels(topics, coverage, entries) -> (labels, spread)       by the terms extracted from them

A run labels its topics when terms are extracted (`align.run`); without a project file there are
none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from align.documents.coverage import Coverage, relations
from align.documents.labels.labeller import Known, Labeller, Spread
from align.documents.pairing import Documents, survey
from align.documents.topics import topics_of
from corpus.jobs import SERIAL, Jobs
from corpus.model import DocumentPair, Language, Topic
from glossary.entries import ConceptEntry

Labels = Mapping[int, tuple[str, str]]
"""The Chinese and the English label by topic number."""


def group_topics(
    zh: Documents,
    en: Documents,
    pairs: Sequence[DocumentPair] | None = None,
    *,
    dates: Mapping[str, str] | None = None,
    order: Sequence[str] | None = None,
    granularity: float = 0.0,
) -> list[Topic]:
    """Documents grouped by the event that they report, labelled by their words.

    The order of the mappings makes no difference.

    Args:
        zh: sentences of each Chinese document by its id.
        en: the same for English.
        pairs: see `align.documents.topics.topics_of`, as for the others.
        dates: ISO dates of the documents that have one.
        order: all ids.
        granularity: log odds.
    """
    topics = topics_of(survey(zh, en, dates=dates), pairs, order, granularity)
    return labelled(topics, _labels(Labeller(zh, en), topics))


def relate(
    coverage: Coverage, granularity: float = 0.0, window: int | None = None
) -> tuple[list[DocumentPair], list[Topic]]:
    """The document pairs, best first, and the topics, largest first.

    Args:
        coverage: the documents.
        granularity: see `align.documents.topics.topics_of`.
        window: see `align.documents.pairing.survey`.
    """
    pairs, topics = relations(coverage, granularity, window)
    return pairs, labelled(topics, topic_labels(topics, coverage)[0])


def topic_labels(
    topics: Sequence[Topic],
    coverage: Coverage,
    entries: Iterable[ConceptEntry] = (),
    jobs: Jobs = SERIAL,
    known: Known | None = None,
) -> tuple[dict[int, tuple[str, str]], Mapping[Language, Spread]]:
    """What each topic is called, and how widely the words of the documents are spread.

    Args:
        topics: some or all of the coverage.
        coverage: the documents.
        entries: the terms that were extracted from them, if any were.
        jobs: who counts the words of the documents.
        known: how widely words are spread, if that was counted before; only the words of these
            topics are counted then.
    """
    wanted = {key for topic in topics for key in topic.documents}
    zh, en = (
        {key: text for key, text in coverage.texts(of).items() if not known or key in wanted}
        for of in Language
    )
    labeller = Labeller(zh, en, entries, jobs, known)
    return _labels(labeller, topics), labeller.spread


def _labels(labeller: Labeller, topics: Sequence[Topic]) -> dict[int, tuple[str, str]]:
    found = labeller.labels([topic.documents for topic in topics])
    return {topic.number: label for topic, label in zip(topics, found, strict=True)}


def labelled(topics: Iterable[Topic], labels: Labels) -> list[Topic]:
    """The topics with these labels."""
    return [
        replace(topic, label_zh=label_zh, label_en=label_en)
        for topic in topics
        for label_zh, label_en in [labels[topic.number]]
    ]


def unlabelled(topics: Iterable[Topic]) -> list[Topic]:
    """The topics without labels."""
    return [replace(topic, label_zh="", label_en="") for topic in topics]
