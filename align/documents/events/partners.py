"""The best partner of each document in the other language, and how likely it is to be right.

    partners(links) -> Partners

Only the best-scoring partner of a document is considered: where a document has a partner, the best
one is hardly ever wrong. Whether it has one at all is a logistic regression over the log odds of
the pair, whether each is the other's best, and how many documents of the collection have a partner:
nearly all in a folder of translations, none in a folder of strangers.
"""

from dataclasses import dataclass, replace

import numpy as np

from align.documents.events.links import DocumentLinks, accompanied
from align.weights.stored import stored_model
from corpus.kernels.arrays import Doubles, Flags, Longs

PARTNER_FEATURES = ("logit", "best of both", "accompanied")
"""Margins over rivals were tried, too: no better, as the logit has weighed them already."""

_FEW = 20.0
"""Documents of a collection in which the partner model counts as much as the pair's own log odds.
In smaller ones it counts less: among five documents, being each other's best says nothing."""


@dataclass(frozen=True, slots=True)
class Partners:
    """Pairs of which one is the other's best.

    Attributes:
        pairs: numbers into the links, ascending.
        logits: log odds that both report the same event.
    """

    pairs: Longs
    logits: Doubles


def partners(links: DocumentLinks) -> Partners:
    """The best partners of all documents, judged with the stored weights."""
    pairs, rows = partner_rows(links)
    model = stored_model("events: partner", PARTNER_FEATURES)
    return weighed(links, Partners(pairs, model.logits(rows)))


def weighed(links: DocumentLinks, best: Partners) -> Partners:
    """The best partners; the smaller the collection, the more the pairs' own log odds count."""
    own = links.logits[best.pairs]
    share = links.count / (links.count + _FEW)
    return replace(best, logits=share * best.logits + (1.0 - share) * own)


def partner_rows(links: DocumentLinks) -> tuple[Longs, Doubles]:
    """The pairs of which one is the other's best, and their `PARTNER_FEATURES`."""
    across = np.flatnonzero(links.kind == 0)
    of_zh = _best(links.first[across], links.second[across], links.logits[across])
    of_en = _best(links.second[across], links.first[across], links.logits[across])
    chosen = np.flatnonzero(of_zh | of_en)
    company = accompanied(links, kinds=(0,))
    columns = [
        links.logits[across[chosen]],
        of_zh[chosen] & of_en[chosen],
        np.full(len(chosen), company),
    ]
    return across[chosen], np.stack([np.asarray(c, np.float64) for c in columns], axis=1)


def nearest_pairs(links: DocumentLinks, most: int) -> list[tuple[int, int]]:
    """Chinese and English numbers of the pairs of which one is among the other's nearest.

    By what the pairs say themselves: a translation is near whatever its company.
    """
    across = np.flatnonzero(links.kind == 0)
    first, second, logits = links.first[across], links.second[across], links.alone[across]
    near = np.zeros(len(across), np.bool_)
    for own, other in ((first, second), (second, first)):
        order = np.lexsort((other, -logits, own))
        starts = np.searchsorted(own[order], own[order])
        near[order[np.arange(len(order)) - starts < most]] = True
    return list(zip(first[near].tolist(), (second[near] - links.zh).tolist(), strict=True))


def _best(own: Longs, other: Longs, logits: Doubles) -> Flags:
    """Whether each pair is the best of its `own` document; the lower number where two tie."""
    order = np.lexsort((other, -logits, own))
    first = np.append(True, own[order][1:] != own[order][:-1])[: len(own)]
    result = np.zeros(len(own), np.bool_)
    result[order[first]] = True
    return result
