"""Translations whose sentences stand in another order, aligned all the same.

    align_in_any_order(pairs, orders, known, encoder) -> beads of each pair, like `align_documents`
    align_in_order(pairs, known) -> the same, in order, and which pairs have no order in common

The sentences that surely correspond show where stretches were moved
(`align.documents.translations.reading_order`). The English text is put in the order of the Chinese
one, aligned, and every bead gets back the numbers that its sentences had; this counts only if it
aligns better than the published order. Where the beads still part sentences that surely correspond,
the texts have no order in common: they are mined (`align.mining.miner`) or, where beads must be in
order, named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from align.beads.collection import PairCollection
from align.beads.doubts import DOUBTED, doubted
from align.beads.judgements import Judgements, put_back
from align.beads.text_pair import KnownPair, TextPair
from align.documents.translations import correspondences
from align.mining.miner import mine
from align.vectors.encoders import SentenceEncoder
from align.vectors.files import encoded
from corpus.jobs import SERIAL, Jobs
from corpus.model import Bead

_PARTED = 1 / 8
"""Share of the surely corresponding sentence pairs that beads must part, and two of them, before a
text counts as one in no common order. Of 366 articles and parts of articles in order, beads part
two in one, and of the rest never more than an eighth (`bench/parallel.py`); of 122 articles whose
sentences were shuffled they part more in 112, of the development texts 1 in 120."""

Ordered = tuple[TextPair, tuple[Bead, ...]]
"""A pair whose judgements follow one another, and the confirmed beads that do not."""
_LONG, _WELL = 100, 0.9
"""Sentences, and the share of them that are aligned, each with its score: of shuffled texts of more
than 20 sentences at most .8 are. To look for what surely corresponds takes a fifth of the time."""


def align_in_any_order(
    pairs: Sequence[TextPair],
    orders: Sequence[Sequence[int]],
    known: Sequence[KnownPair] = (),
    encoder: SentenceEncoder | None = None,
    jobs: Jobs = SERIAL,
    *,
    leave_out: bool = False,
) -> list[tuple[Bead, ...]]:
    """The beads of each document pair, in the order of the Chinese sentences.

    Args:
        pairs: documents that translate each other.
        orders: of each pair, all English sentences in the order of the Chinese text, or nothing
            if they stand so already.
        known: as in `align_documents`.
        encoder: sentence vectors as evidence, as in `align.mining.miner.mine`.
        jobs: who does the work (`corpus.jobs`).
        leave_out: a pair on which workers end has no beads, and the others have; else it is an
            error.

    Returns:
        Per pair, beads that hold every sentence once. They cross where stretches of one text stand
        elsewhere in the other, where there is no common order, and where confirmed ones do. The
        sentences of each side of a bead are adjacent.

    Raises:
        UsageError: judgements that cannot all hold.
    """
    published = [in_reading_order(pair, ()) for pair in pairs]
    moved = {
        k: in_reading_order(pair, order)
        for k, (pair, order) in enumerate(zip(pairs, orders, strict=True))
        if order
    }
    better = _better(published, moved, jobs, leave_out=leave_out)
    chosen = [moved[k] if k in better else version for k, version in enumerate(published)]
    texts = [with_vectors(pair, encoder) for pair, _ in chosen]
    collection = PairCollection(texts, known, jobs, leave_out=leave_out)
    found = [
        put_back(beads, aside) if beads else ()
        for beads, (_, aside) in zip(collection.beads(), chosen, strict=True)
    ]
    mined = _mined(pairs, _disordered(collection, found, jobs), encoder)
    return [
        mined[k]
        if k in mined
        else as_published(beads, orders[k], pairs[k])
        if k in better
        else beads
        for k, beads in enumerate(found)
    ]


def align_in_order(
    pairs: Sequence[TextPair],
    known: Sequence[KnownPair] = (),
    jobs: Jobs = SERIAL,
    *,
    leave_out: bool = False,
) -> tuple[list[tuple[Bead, ...]], frozenset[int]]:
    """The beads of each document pair, as `align_documents` has them, and what cannot be in order.

    Args:
        pairs: as in `align_documents`.
        known: as in `align_documents`.
        jobs: who does the work.
        leave_out: as in `PairCollection`.

    Returns:
        The beads of each pair; the numbers of the pairs that have no order in common. Of their
        beads, those that are not confirmed and hold no sentences that surely correspond have a
        score of `DOUBTED` at most.
    """
    collection = PairCollection(pairs, known, jobs, leave_out=leave_out)
    found = collection.beads()
    disordered = _disordered(collection, found, jobs)
    for k, matches in disordered.items():
        judged = set(collection.pairs[k].given.judgements.confirmed)
        found[k] = tuple(
            bead if bead in judged or _holds(bead, matches)
            else replace(bead, score=min(bead.score, DOUBTED))
            for bead in found[k]
        )  # fmt: skip
    return found, frozenset(disordered)


def _holds(bead: Bead, matches: Iterable[tuple[int, int]]) -> bool:
    return any(i in bead.zh and j in bead.en for i, j in matches)


def _aligned(beads: Sequence[Bead]) -> float:
    """Sentences that have a counterpart, pairs of one and one, each counted with its score."""
    return sum(
        bead.score * (len(bead.zh) + len(bead.en)) / 2 for bead in beads if bead.zh and bead.en
    )


def _better(
    published: Sequence[Ordered], moved: Mapping[int, Ordered], jobs: Jobs, *, leave_out: bool
) -> set[int]:
    """The pairs of which the moved text aligns better than the published one, by the dictionary.

    Both versions stand in one collection, in which nothing is learnt from either. Any gain counts:
    to ask for 1.5 sentences cost .01 of the recall where parts of articles were moved
    (`bench/parallel.py`).
    """
    if not moved:
        return set()
    versions = [version for k in moved for version in (published[k], moved[k])]
    collection = PairCollection([pair for pair, _ in versions], jobs=jobs, leave_out=leave_out)
    paths = collection.align(collection.first_pass())
    aligned = [
        _aligned(put_back(path.beads(), aside))
        for path, (_, aside) in zip(paths, versions, strict=True)
    ]
    compared = zip(moved, aligned[::2], aligned[1::2], strict=True)
    return {k for k, as_it_is, other in compared if other > as_it_is}


def _disordered(
    collection: PairCollection, found: Sequence[Sequence[Bead]], jobs: Jobs
) -> dict[int, tuple[tuple[int, int], ...]]:
    """The pairs whose beads part too many sentences that surely correspond, and those sentences.

    Of lines that are repeated it is enough that one is together with one: which belongs to which
    only the order tells. What was left out has no beads, and no order.
    """
    texts = [pair.given for pair in collection.pairs]
    there = [k for k, beads in enumerate(found) if beads]
    if all(_orderly(texts[k], found[k]) for k in there):
        return {}
    common = correspondences(
        collection.evidence,
        [pair.zh for pair in texts],
        [pair.en for pair in texts],
        [(k, k) for k in there],
        jobs,
    )
    result = {}
    for k in there:
        beads = found[k]
        matches = common[k, k].matches if (k, k) in common else ()
        zh, en = texts[k].zh, texts[k].en
        together = {(zh[i], en[j]) for bead in beads for i in bead.zh for j in bead.en}
        parted = sum((zh[i], en[j]) not in together for i, j in matches)
        if parted > max(1.0, _PARTED * len(matches)):
            result[k] = matches
    return result


def _orderly(pair: TextPair, beads: Sequence[Bead]) -> bool:
    """Whether a text is so long and so well aligned that its order needs no further look."""
    size = min(len(pair.zh), len(pair.en))
    return size > _LONG and _aligned(beads) >= _WELL * size


def _mined(
    pairs: Sequence[TextPair], numbers: Iterable[int], encoder: SentenceEncoder | None
) -> Mapping[int, tuple[Bead, ...]]:
    """Of these pairs the sentence pairs that say the same, and every other sentence alone."""
    result = {}
    for number in numbers:
        pair = pairs[number]
        judgements = pair.judgements.checked(len(pair.zh), len(pair.en), crossing=True)
        alike = mine(pair.zh, pair.en, encoder=encoder)
        mined = doubted((Bead((i,), (j,), score) for i, j, score in alike), pair.zh, pair.en)
        beads = [*judgements.applied(mined), *judgements.alone()]
        zh = {i for bead in beads for i in bead.zh}
        en = {j for bead in beads for j in bead.en}
        beads += [Bead((i,), (), 0.0) for i in range(len(pair.zh)) if i not in zh]
        beads += [Bead((), (j,), 0.0) for j in range(len(pair.en)) if j not in en]
        beads.sort(key=lambda bead: (not bead.zh, bead.zh, bead.en))
        result[number] = tuple(beads)
    return result


def with_vectors(pair: TextPair, encoder: SentenceEncoder | None) -> TextPair:
    """The pair with what sentence vectors say of its texts, in the order in which they stand."""
    if encoder is None or not (pair.zh and pair.en):
        return pair
    return pair._replace(similarities=[("encoder", encoded(encoder, pair.zh, pair.en))])


def in_reading_order(pair: TextPair, order: Sequence[int]) -> Ordered:
    """The pair with its English sentences in that order, or as it is if there is none.

    Returns:
        The pair, and of its confirmed beads those that cross others in that order: they are not
        among its judgements, where their sentences stand alone.

    Raises:
        UsageError: judgements that cannot all hold.
    """
    if not order and pair.judgements == Judgements():
        return pair, ()
    judged = pair.judgements.checked(len(pair.zh), len(pair.en), crossing=True)
    if order:
        new = {old: place for place, old in enumerate(order)}

        def placed(bead: Bead) -> Bead:
            return replace(bead, en=tuple(sorted(new[j] for j in bead.en)))

        judged = Judgements(
            tuple(map(placed, judged.confirmed)), tuple(map(placed, judged.rejected))
        )
        pair = pair._replace(
            en=[pair.en[j] for j in order],
            en_paragraphs=[pair.en_paragraphs[j] for j in order] if pair.en_paragraphs else (),
        )
    judgements, aside = judged.in_order()
    return pair._replace(judgements=judgements), aside


def as_published(beads: Sequence[Bead], order: Sequence[int], pair: TextPair) -> tuple[Bead, ...]:
    """The beads with the published numbers.

    Of one whose sentences are not adjacent there the longest part remains, with score 0.
    """
    rejected = {(bead.zh, bead.en) for bead in pair.judgements.rejected}
    result = []
    for bead in beads:
        parts = sorted(_runs(order[j] for j in bead.en), key=len, reverse=True)
        if len(parts) <= 1:
            result.append(replace(bead, en=parts[0] if parts else ()))
            continue
        if bead.zh and (bead.zh, parts[0]) not in rejected:
            result.append(Bead(bead.zh, parts.pop(0)))
        else:
            result += [Bead((i,), ()) for i in bead.zh]
        result += [Bead((), (j,)) for part in parts for j in part]
    return tuple(result)


def _runs(numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """The numbers, ascending, in stretches without a gap."""
    runs: list[tuple[int, ...]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1] += (number,)
        else:
            runs.append((number,))
    return runs
