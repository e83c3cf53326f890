"""Translations whose paragraphs stand in another order, aligned all the same.

    align_in_any_order(pairs, orders, known) -> beads of each pair, like `align_documents`

The sentences that surely correspond show where stretches were moved
(`align.documents.translations.reading_order`). The English text is put in the order of the Chinese
one, aligned, and every bead gets back the numbers that its sentences had.
"""

from collections.abc import Sequence
from dataclasses import replace

from align.beads.collection import align_documents
from align.beads.judgements import Judgements
from align.beads.text_pair import KnownPair, TextPair
from corpus.errors import UsageError
from corpus.model import Bead


def align_in_any_order(
    pairs: Sequence[TextPair],
    orders: Sequence[Sequence[int]],
    known: Sequence[KnownPair] = (),
) -> list[tuple[Bead, ...]]:
    """The beads of each document pair, in the order of the Chinese sentences.

    Args:
        pairs: documents that translate each other.
        orders: of each pair, all English sentences in the order of the Chinese text, or nothing
            if they stand so already.
        known: as in `align_documents`.

    Returns:
        Per pair, beads that hold every sentence once. They cross where stretches of one text stand
        elsewhere in the other; judgements that do not fit that order keep the published one.
    """
    moved = [_moved(pair, order) for pair, order in zip(pairs, orders, strict=True)]
    return [
        beads if arranged is pair else _restored(beads, order)
        for pair, arranged, order, beads in zip(
            pairs, moved, orders, align_documents(moved, known), strict=True
        )
    ]


def _moved(pair: TextPair, order: Sequence[int]) -> TextPair:
    """The pair with its English sentences in that order; as it is if judgements forbid."""
    if not order:
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
