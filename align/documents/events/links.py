"""The probability that two documents report the same event, from comparisons and their company.

Two logistic regressions. The first weighs each pair by itself. The second adds its *company*: the
rivals of both documents, and whether third documents that are linked with one are linked with the
other as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.documents.events.blocks import days_of
from align.documents.events.comparisons import (
    CROSS_FEATURES,
    CROSS_SCORES,
    EN,
    WITHIN_FEATURES,
    WITHIN_SCORES,
    ZH,
    Comparisons,
    DocumentCollection,
)
from align.mining.features import rivalry
from align.weights.logistic import probability
from align.weights.stored import stored_model, stored_reference
from corpus.kernels.arrays import Doubles, Longs
from corpus.matrices.sparse import SparseMatrix, of_shared

KINDS = ("zh-en", "zh-zh", "en-en")
COMPANY_FEATURES = (
    "logit", "zh-zh", "en-en",
    "over the best rival, less", "over the best rival, more",
    "over the mean rival, less", "over the mean rival, more", "best of both",
    "common company", "common company, share", "closest company",
)  # fmt: skip
"""A second round and further features (degrees, a logit by kind) were tried: no better."""
LIMIT = 8.0
"""Logits are cut here: no document pair is surer than 3,000 to 1 by its words."""

_COLLECTION = 10.0
"""Documents of a collection of the usual kind that are added to it: ten say little of one."""
_USUAL = 0.6
"""Share of the documents that have company there. With .7 fewer documents of sparse collections get
a partner, right or wrong, with .3 topics fall apart (cross-validation)."""
_ROUNDS = 50
"""Of expectation maximisation: the share changes no more."""


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """Pairs of documents with the log odds that they report the same event.

    Attributes:
        first, second: document numbers, first < second.
        kind: index into `KINDS`.
        alone: of each pair by itself.
        logits: of each pair, its company considered.
        count: number of documents.
        zh: number of Chinese documents; they come first.
    """

    first: Longs
    second: Longs
    kind: Longs
    alone: Doubles
    logits: Doubles
    count: int
    zh: int


def linked_documents(collection: DocumentCollection) -> DocumentLinks:
    """The pairs worth comparing, judged with the stored weights."""
    comparisons = compared(collection)
    links = first_links(
        collection,
        comparisons,
        [
            stored_model(f"events: {kind}", features(kind)).logits(
                found.features(stored_reference(f"events: {kind}", scores(kind)))
            )
            for kind, found in zip(KINDS, comparisons, strict=True)
        ],
    )
    model = stored_model("events: company", COMPANY_FEATURES)
    return with_logits(links, model.logits(company(links)))


def compared(collection: DocumentCollection) -> list[Comparisons]:
    """The comparisons of each kind."""
    return [collection.across(), collection.within(ZH), collection.within(EN)]


def scores(kind: str) -> Sequence[str]:
    """The scores of comparisons of a kind."""
    return CROSS_SCORES if kind == KINDS[0] else WITHIN_SCORES


def features(kind: str) -> Sequence[str]:
    """The features of comparisons of a kind."""
    return CROSS_FEATURES if kind == KINDS[0] else WITHIN_FEATURES


def first_links(
    collection: DocumentCollection, comparisons: Sequence[Comparisons], logits: Sequence[Doubles]
) -> DocumentLinks:
    """The comparisons of all kinds with their own logits."""
    alone = np.clip(np.concatenate(list(logits)), -LIMIT, LIMIT)
    return DocumentLinks(
        np.concatenate([found.first for found in comparisons]),
        np.concatenate([found.second for found in comparisons]),
        np.concatenate(
            [np.full(len(found.first), k, np.int64) for k, found in enumerate(comparisons)]
        ),
        alone,
        alone,
        collection.count,
        collection.zh,
    )


def with_logits(links: DocumentLinks, logits: Doubles) -> DocumentLinks:
    """The same pairs, their company judged otherwise."""
    return replace(links, logits=np.clip(logits, -LIMIT, LIMIT))


def dated(links: DocumentLinks, published: Sequence[str]) -> DocumentLinks:
    """The links with what the dates say, for the pairs where both are known.

    Reports of one event appear within days of each other. The odds are halved with each doubling of
    the distance, fourfold on the same day, unchanged at three days, a twentieth at most. No bench
    has dates, so these constants are a judgement, unmeasured, and weak, so that words decide.

    Args:
        links: the pairs.
        published: ISO date of each document, or "" where unknown or unreadable.
    """
    days = days_of(published)
    distance = np.abs(days[links.first] - days[links.second])  # NaN where either is unknown
    shift = np.maximum(np.log(2.0) * (2.0 - np.log2(1.0 + distance)), -3.0)
    shift = np.where(np.isnan(distance), 0.0, shift)
    alone = np.clip(links.alone + shift, -LIMIT, LIMIT)
    return with_logits(replace(links, alone=alone), links.logits + shift)


def company(links: DocumentLinks) -> Doubles:
    """Rows of `COMPANY_FEATURES`, one per pair."""
    a, b, logits = links.first, links.second, links.logits
    # Rivals of a document: its other pairs with documents of the same language. A pair within a
    # language appears in the lists of both its documents.
    to_language = np.concatenate([b >= links.zh, a >= links.zh]).astype(np.int64)
    rival = rivalry(
        np.concatenate([logits, logits]), np.concatenate([a, b]) * 2 + to_language, -LIMIT
    )
    one, other = rival[: len(a)], rival[len(a) :]
    chance = probability(logits)
    together = SparseMatrix.of_cells(
        np.concatenate([chance, chance]),
        np.concatenate([a, b]),
        np.concatenate([b, a]),
        (links.count, links.count),
    )
    # Over third documents: the sum of the products, and the greatest product.
    common, closest = of_shared(together, together, a, b, np.add, np.maximum)
    degree = together.row_sums()
    rest_a, rest_b = degree[a] - chance, degree[b] - chance
    columns = [
        logits, links.kind == 1, links.kind == 2,
        np.minimum(one[:, 0], other[:, 0]), np.maximum(one[:, 0], other[:, 0]),
        np.minimum(one[:, 1], other[:, 1]), np.maximum(one[:, 1], other[:, 1]),
        (one[:, 3] > 0) & (other[:, 3] > 0),
        np.log(common + 0.01), common / (0.1 + np.sqrt(np.maximum(rest_a * rest_b, 0))), closest,
    ]  # fmt: skip
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def accompanied(links: DocumentLinks, kinds: Sequence[int] = (0, 1, 2)) -> float:
    """Log odds that a document of this collection has company, whatever it says itself.

    In a folder of translations every document has, among papers of different days hardly any. The
    share is estimated from the best pair of each document by expectation maximisation: the odds of
    every pair are moved by as much as the collection differs from those that taught, the share is
    counted, and again (M. Saerens, P. Latinne & C. Decaestecker, "Adjusting the Outputs of a
    Classifier to New a Priori Probabilities", Neural Computation 14(1), 2002). `_COLLECTION`
    documents of a usual collection are added.

    Args:
        links: the pairs.
        kinds: those that count, as indices into `KINDS`.
    """
    best = np.full(links.count, -LIMIT)
    chosen = np.isin(links.kind, kinds)
    np.maximum.at(best, links.first[chosen], links.logits[chosen])
    np.maximum.at(best, links.second[chosen], links.logits[chosen])
    usual = float(np.log(_USUAL / (1.0 - _USUAL)))
    odds = usual
    for _ in range(_ROUNDS):
        found = probability(best + odds - usual).sum()
        share = (found + _COLLECTION * _USUAL) / (links.count + _COLLECTION)
        odds = float(np.log(share / (1.0 - share)))
    return odds
