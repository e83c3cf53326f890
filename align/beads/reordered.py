"""Translations whose paragraphs stand in another order, aligned all the same.

    align_in_any_order(pairs, known) -> beads of each pair, like `align.beads.align_documents`

The sentences that surely correspond (`align.documents.translations`) show where stretches were
moved. The English text is put in the order of the Chinese one, aligned, and every bead gets back
the numbers that its sentences had.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from align.beads.collection import align_documents
from align.beads.judgements import Judgements
from align.beads.text_pair import KnownPair, TextPair
from align.documents.translations import Correspondence, correspondences
from corpus.errors import UsageError
from corpus.model import Bead
from glossary.lexicon.evidence import gather_evidence

_NEAR = 2
"""Sentences within which another pair must stand on both sides: one by itself moves nothing."""


def align_in_any_order(
    pairs: Sequence[TextPair], known: Sequence[KnownPair] = ()
) -> list[tuple[Bead, ...]]:
    """The beads of each document pair, in the order of the Chinese sentences.

    Args:
        pairs: documents that translate each other.
        known: as in `align.beads.align_documents`.

    Returns:
        Per pair, beads that hold every sentence once. They cross where stretches of one text stand
        elsewhere in the other; judgements that do not fit that order keep the published one.
    """
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    evidence = gather_evidence([s for text in zh for s in text], [s for text in en for s in text])
    found = correspondences(evidence, zh, en, [(k, k) for k in range(len(pairs))])
    orders = [
        reading_order(found[k, k], len(pair.zh), len(pair.en)) if (k, k) in found else None
        for k, pair in enumerate(pairs)
    ]
    moved = [_moved(pair, order) for pair, order in zip(pairs, orders, strict=True)]
    return [
        beads if order is None or arranged is pair else _restored(beads, order)
        for pair, arranged, order, beads in zip(
            pairs, moved, orders, align_documents(moved, known), strict=True
        )
    ]


def reading_order(found: Correspondence, zh_count: int, en_count: int) -> list[int] | None:
    """The English sentences in the order of the Chinese text; None if they stand so already.

    A sentence without a sure counterpart goes with the one before it or, if a Chinese sentence is
    without one only there, with the one behind it.

    Args:
        found: what the two documents have in common.
        zh_count: Chinese sentences.
        en_count: English sentences.
    """
    place = {
        j: i
        for i, j in found.matches
        if any(
            (i, j) != (a, b) and abs(i - a) <= _NEAR and abs(j - b) <= _NEAR
            for a, b in found.matches
        )
    }
    known = sorted(place)
    if [place[j] for j in known] == sorted(place.values()):
        return None
    free = set(range(zh_count)) - set(place.values())
    keys = []
    for j in range(en_count):
        at = bisect_right(known, j)
        before, behind = known[max(0, at - 1)], known[min(at, len(known) - 1)]
        follows = place[before] + j - before in free or place[behind] + j - behind not in free
        keys.append(place[before if follows or j in place else behind])
    return sorted(range(en_count), key=lambda j: (keys[j], j))


def _moved(pair: TextPair, order: Sequence[int] | None) -> TextPair:
    """The pair with its English sentences in that order; as it is if judgements forbid."""
    if order is None:
        return pair
    new = {old: place for place, old in enumerate(order)}

    def placed(bead: Bead) -> Bead:
        return replace(bead, en=tuple(sorted(new[j] for j in bead.en)))

    judged = pair.judgements
    try:
        judgements = Judgements(
            tuple(placed(bead) for bead in judged.confirmed),
            tuple(placed(bead) for bead in judged.rejected),
        ).checked(len(pair.zh), len(pair.en))
    except UsageError:
        return pair
    paragraphs = [pair.en_paragraphs[j] for j in order] if pair.en_paragraphs else ()
    return pair._replace(
        en=[pair.en[j] for j in order], en_paragraphs=paragraphs, judgements=judgements
    )


def _restored(beads: Sequence[Bead], order: Sequence[int]) -> tuple[Bead, ...]:
    return tuple(replace(bead, en=tuple(sorted(order[j] for j in bead.en))) for bead in beads)
