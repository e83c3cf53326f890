"""Documents grouped by the event or story they report, across the languages.

    group_topics({id: zh_sentences}, {id: en_sentences}) -> [Topic, ...]     largest first

Average linkage over the log odds that two documents report the same event (`align.same_event`):
two groups are joined while their documents, on average, rather do than do not belong together.
Pairs that were never compared count as strangers. Translations of each other are joined first.
"""

import heapq
from collections.abc import Mapping, Sequence

from align.documents import Coverage, Documents, paired, survey
from align.labels import Labeller
from align.same_event import LIMIT, Links
from corpus.model import DocumentPair, Kind, Topic

JOIN = 0.0
"""Mean log odds above which two groups are one event: rather than not. A choice for precision: at
-2 B-cubed F1 of the clusters bench is .04 higher in cross-validation, because events of two dozen
documents stay whole; but lower lines make two earthquakes of a small folder one event."""
_STRANGERS = -4.0
"""Log odds of two documents that were not worth comparing; from -3 to -6 changes little."""


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
        pairs: document pairs to keep to; by default those of `align.documents`.
        dates: ISO dates of the documents that have one.
        order: all ids in the order in which documents stand within a topic; sorted by default.
        granularity: above 0 asks for broader themes, below for narrower events; in log odds.
    """
    return topics_of(survey(zh, en, dates=dates), zh, en, pairs, order, granularity)


def topics_of(
    coverage: Coverage,
    zh: Documents,
    en: Documents,
    pairs: Sequence[DocumentPair] | None = None,
    order: Sequence[str] | None = None,
    granularity: float = 0.0,
) -> list[Topic]:
    """The topics of a survey; see `group_topics`."""
    ids = (*coverage.zh, *coverage.en)
    number = {key: k for k, key in enumerate(ids)}
    parallel = [
        (number[pair.zh], number[pair.en])
        for pair in (paired(coverage) if pairs is None else pairs)
        if pair.kind is Kind.PARALLEL
    ]
    place = {key: k for k, key in enumerate(sorted(ids) if order is None else order)}
    groups = [
        sorted((ids[k] for k in group), key=place.__getitem__)
        for group in clusters(coverage.links, parallel, JOIN - granularity)
    ]
    groups.sort(key=lambda group: (-len(group), place[group[0]]))
    labels = Labeller(zh, en).labels(groups)
    return [
        Topic(k, tuple(group), label_zh, label_en)
        for k, (group, (label_zh, label_en)) in enumerate(zip(groups, labels, strict=True), 1)
    ]


def clusters(
    links: Links, joined: Sequence[tuple[int, int]] = (), threshold: float = JOIN
) -> list[list[int]]:
    """Groups of document numbers by average linkage, each ascending, ordered by their first.

    Cost: n log n in the number of links; no matrix of all pairs is made.

    Args:
        links: log odds of the pairs that were compared.
        joined: pairs that are in one group whatever the links say.
        threshold: least mean log odds at which two groups become one.
    """
    # Between two groups: the sum of (log odds - that of strangers) over the compared pairs.
    gain: list[dict[int, float]] = [{} for _ in range(links.count)]
    for a, b, logit in zip(
        links.first.tolist(), links.second.tolist(), links.logits.tolist(), strict=True
    ):
        gain[a][b] = gain[b][a] = max(logit, _STRANGERS) - _STRANGERS
    for a, b in joined:
        gain[a][b] = gain[b][a] = LIMIT - _STRANGERS
    members: list[list[int]] = [[k] for k in range(links.count)]
    version = [0] * links.count
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        mean = gain[a][b] / (len(members[a]) * len(members[b])) + _STRANGERS
        if mean >= threshold:
            heapq.heappush(heap, (-mean, a, b, version[a], version[b]))

    def merge(a: int, b: int) -> None:
        members[a] = sorted(members[a] + members[b])
        members[b] = []
        version[a] += 1
        version[b] += 1
        for other, value in gain[b].items():
            del gain[other][b]
            if other != a:
                gain[a][other] = gain[other][a] = gain[a].get(other, 0.0) + value
        gain[b] = {}
        for other in sorted(gain[a]):
            offer(a, other)

    at = list(range(links.count))  # where each document's group is now
    for a, b in sorted(joined):
        a, b = sorted((at[a], at[b]))
        if a != b:
            merge(a, b)
            for document in members[a]:
                at[document] = a
    for a in range(links.count):
        for b in sorted(gain[a]):
            if a < b:
                offer(a, b)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        if version[a] == version_a and version[b] == version_b:
            merge(a, b)
    return sorted((group for group in members if group), key=lambda group: group[0])
