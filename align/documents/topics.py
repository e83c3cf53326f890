"""Documents grouped by the event or story they report, across the languages.

    topics_of(survey) -> [Topic, ...]     largest first, without labels

Translations of each other are joined first, then what reports the same event
(`align.documents.grouping`). `align.documents.topic_labels` says what each is called.
"""

from collections.abc import Sequence

from align.documents.grouping import clusters
from align.documents.pairing import Survey
from corpus.model import DocumentPair, Kind, Topic


def topics_of(
    survey: Survey,
    pairs: Sequence[DocumentPair] | None = None,
    order: Sequence[str] | None = None,
    granularity: float = 0.0,
) -> list[Topic]:
    """Every document of a survey in exactly one topic, alone if need be; no topic has labels yet.

    Topics are numbered from 1, by size and then by their smallest document.

    Args:
        survey: the documents and how they relate.
        pairs: document pairs to keep to; by default those of `align.documents.pairing`.
        order: all ids in the order in which documents stand within a topic; sorted by default.
        granularity: above 0 asks for broader themes, below for narrower events: the log odds by
            which two groups may rather not, or must rather, report one event.
    """
    ids = (*survey.zh, *survey.en)
    place = {key: k for k, key in enumerate(sorted(ids) if order is None else order)}
    groups = [
        sorted((ids[k] for k in group), key=place.__getitem__)
        for group in _groups(survey, pairs, granularity)
    ]
    groups.sort(key=lambda group: (-len(group), place[group[0]]))
    return [Topic(k, tuple(group)) for k, group in enumerate(groups, 1)]


def _groups(
    survey: Survey, pairs: Sequence[DocumentPair] | None, granularity: float
) -> list[list[int]]:
    """Document numbers by topic; the groups that pairing has used already, where they are these."""
    translated = survey.translated
    if pairs is not None:
        zh, en = ({key: k for k, key in enumerate(ids)} for ids in (survey.zh, survey.en))
        translated = frozenset(
            (zh[pair.zh], en[pair.en]) for pair in pairs if pair.kind is Kind.PARALLEL
        )
    if translated == survey.translated and not granularity:
        return survey.groups
    joined = [(i, len(survey.zh) + j) for i, j in translated]
    return clusters(survey.links, joined, granularity)
