"""Documents grouped by the event or story they report, across the languages.

    group_topics({id: zh_sentences}, {id: en_sentences}) -> [Topic, ...]     largest first

Translations of each other are joined first, then what reports the same event
(`align.documents.grouping`).
"""

from collections.abc import Mapping, Sequence

from align.documents.grouping import clusters
from align.documents.labels import Labeller
from align.documents.pairing import Documents, Survey, survey
from corpus.model import DocumentPair, Kind, Topic


def group_topics(
    zh: Documents,
    en: Documents,
    pairs: Sequence[DocumentPair] | None = None,
    *,
    dates: Mapping[str, str] | None = None,
    order: Sequence[str] | None = None,
    granularity: float = 0.0,
) -> list[Topic]:
    """Every document in exactly one topic, alone if need be.

    Topics are numbered from 1, by size and then by their smallest document. The order of the
    mappings makes no difference.

    Args:
        zh: sentences of each Chinese document by its id.
        en: the same for English.
        pairs: document pairs to keep to; by default those of `align.documents.pairing`.
        dates: ISO dates of the documents that have one.
        order: all ids in the order in which documents stand within a topic; sorted by default.
        granularity: above 0 asks for broader themes, below for narrower events: the log odds by
            which two groups may rather not, or must rather, report one event.
    """
    return topics_of(survey(zh, en, dates=dates), zh, en, pairs, order, granularity)


def topics_of(
    survey: Survey,
    zh: Documents,
    en: Documents,
    pairs: Sequence[DocumentPair] | None = None,
    order: Sequence[str] | None = None,
    granularity: float = 0.0,
) -> list[Topic]:
    """The topics of a survey; see `group_topics`."""
    ids = (*survey.zh, *survey.en)
    place = {key: k for k, key in enumerate(sorted(ids) if order is None else order)}
    groups = [
        sorted((ids[k] for k in group), key=place.__getitem__)
        for group in _groups(survey, pairs, granularity)
    ]
    groups.sort(key=lambda group: (-len(group), place[group[0]]))
    labels = Labeller(zh, en).labels(groups)
    return [
        Topic(k, tuple(group), label_zh, label_en)
        for k, (group, (label_zh, label_en)) in enumerate(zip(groups, labels, strict=True), 1)
    ]


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
