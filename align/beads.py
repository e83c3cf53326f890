"""Beads of documents that translate each other: every sentence in exactly one, in order.

    align_documents([(zh_sentences, en_sentences), ...]) -> [beads, ...]

All pairs are aligned as one collection: a first pass with the dictionary alone, then translation
tables learnt from its confident beads (cross-fitted), then a second pass with both.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from align.band import Band, band_along, search_band, union, widened
from align.features import FEATURES
from align.search import decode, posteriors, score_edges
from align.surface import Surface, surface
from align.view import PairView, view_pair
from corpus.model import Bead, Language
from corpus.progress import track
from glossary.lexicon import Evidence, LearningBead, gather_evidence

FOLDS = 6
BLOCK = 15
"""Beads of one block share a fold, so that a word's repetition close by does not leak; six folds
leave five sixths of the run to learn from."""
_LEAST_WEIGHT = 0.1
"""Beads less probable than this teach nothing but noise."""
SECOND_MARGIN = 3
"""Nodes round the first pass's path that the second one searches."""

Sentences = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One document pair as part of the collection."""

    zh: range
    en: range
    surfaces: tuple[Surface, Surface]


@dataclass(frozen=True, slots=True)
class BeadPath:
    """Beads as rows (first zh, zh count, first en, en count), local to the pair, and scores."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]

    def nodes(self) -> NDArray[np.int64]:
        """The nodes at which the beads start, shape (beads, 2)."""
        return self.rows[:, [0, 2]]


def align_documents(pairs: Iterable[tuple[Sentences, Sentences]]) -> list[tuple[Bead, ...]]:
    """The beads of each document pair.

    Args:
        pairs: Chinese and English sentences of each pair.

    Returns:
        Per pair, beads in order that hold every sentence once; `Bead.score` is the probability
        over all alignments that the bead is right.
    """
    texts = [(list(zh), list(en)) for zh, en in pairs]
    collection = Collection(texts)
    first = collection.align(collection.evidence, trained_weights("dictionary"), None)
    learnt = collection.evidence.learnt(list(collection.lessons(first)))
    second = collection.align(learnt, trained_weights("learnt"), first)
    return [
        tuple(
            Bead(tuple(range(i, i + m)), tuple(range(j, j + n)), float(score))
            for (i, m, j, n), score in zip(path.rows.tolist(), path.scores, strict=True)
        )
        for path in second
    ]


class Collection:
    """Document pairs with the lexical evidence over all of them."""

    def __init__(self, texts: list[tuple[list[str], list[str]]]) -> None:
        self.evidence: Evidence = gather_evidence(
            [text for zh, _ in texts for text in zh], [text for _, en in texts for text in en]
        )
        self.pairs: list[_Pair] = []
        zh_first = en_first = 0
        for zh, en in texts:
            zh_range = range(zh_first, zh_first + len(zh))
            en_range = range(en_first, en_first + len(en))
            surfaces = surface(zh, Language.ZH), surface(en, Language.EN)
            self.pairs.append(_Pair(zh_range, en_range, surfaces))
            zh_first, en_first = zh_range.stop, en_range.stop

    def align(
        self,
        evidence: Evidence,
        weights: NDArray[np.float64],
        before: list[BeadPath] | None,
    ) -> list[BeadPath]:
        """One pass over every pair; the second searches near what the first found."""
        paths = []
        for k, pair in enumerate(track(self.pairs, "aligning")):
            if before is None:
                band = search_band(evidence, pair.zh, pair.en)
            else:
                nodes = before[k].nodes()
                band = band_along(nodes, len(pair.zh), len(pair.en), SECOND_MARGIN)
            paths.append(self._search(evidence, pair, weights, band))
        return paths

    def _search(
        self, evidence: Evidence, pair: _Pair, weights: NDArray[np.float64], band: Band
    ) -> BeadPath:
        """The best path in a band, and then in others, until it keeps clear of the edge.

        The second band may be narrower than the first; from then on they only grow, so it ends.
        """
        first = band
        while True:
            scores = score_edges(self.view(evidence, pair, band), weights)
            _, probability = posteriors(band.lows, band.highs, scores)
            path = BeadPath(*decode(band.lows, band.highs, probability))
            wider = widened(band, path.nodes(), SECOND_MARGIN)
            if wider is None:
                return path
            band = wider if band is first else union(band, wider)

    def view(self, evidence: Evidence, pair: _Pair, band: Band) -> PairView:
        """What the features of one pair are computed from."""
        return view_pair(evidence, pair.zh, pair.en, pair.surfaces, band)

    def lessons(self, paths: list[BeadPath]) -> Iterable[LearningBead]:
        """The beads with two sides, as sentence numbers of the collection, in folds."""
        for number, (pair, path) in enumerate(zip(self.pairs, paths, strict=True)):
            for k, ((i, m, j, n), score) in enumerate(
                zip(path.rows.tolist(), path.scores.tolist(), strict=True)
            ):
                if m and n and score >= _LEAST_WEIGHT:
                    yield LearningBead(
                        range(pair.zh.start + i, pair.zh.start + i + m),
                        range(pair.en.start + j, pair.en.start + j + n),
                        score,
                        (k // BLOCK + number) % FOLDS,
                    )


@cache
def trained_weights(stage: str) -> NDArray[np.float64]:
    """The trained weights of one pass, in the order of `FEATURES`."""
    stored = json.loads(resources.files("align").joinpath("weights.json").read_text("utf-8"))
    return np.array([stored[stage][name] for name in FEATURES])
