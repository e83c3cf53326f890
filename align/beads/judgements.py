"""What a person has decided about beads: confirmed ones stay, rejected ones do not come back.

judgements = Judgements(confirmed=[Bead((3,), (4, 5))], rejected=[Bead((6,), (7,))])
judgements.sections(n, m, anchors)      what is left to search, between the fixed points
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from align.beads.lattice.band import Band
from align.beads.lattice.feature_kernels import TYPE_ARRAY
from align.beads.lattice.search_kernels import leave_alone, row_offsets
from corpus.errors import UsageError
from corpus.kernels.arrays import Doubles, Flags, Floats, Longs
from corpus.model import Bead

REJECTED = -1e4
"""Score of a rejected bead: so far below all others that it is taken only where nothing else is
left, and far above an impossible one, so that the documents are aligned even then."""

Node = tuple[int, int]
"""A border: Chinese and English sentences before it."""


class Section(NamedTuple):
    """A stretch of a document pair that is searched by itself; either side may be empty."""

    zh: range
    en: range

    def holds(self, bead: Bead) -> bool:
        """Whether all of a bead's sentences lie in it."""
        return all(i in self.zh for i in bead.zh) and all(j in self.en for j in bead.en)


@dataclass(frozen=True, slots=True)
class Judgements:
    """Beads of one document pair that were judged by a person.

    Attributes:
        confirmed: they stand in the result as they are, with score 1.
        rejected: no bead of the result has the same two sides; where all that could become of a
            sentence was rejected, one of them comes back, with score 0.
    """

    confirmed: tuple[Bead, ...] = ()
    rejected: tuple[Bead, ...] = ()

    def checked(self, n: int, m: int, *, crossing: bool = False) -> "Judgements":
        """The same, in order, each confirmed bead once, with score 1.

        Sentences that are confirmed together to have no counterpart become beads of their own.

        Args:
            n: Chinese sentences.
            m: English sentences.
            crossing: whether confirmed beads may cross, as where a translation has its sentences in
                another order.

        Raises:
            UsageError: a bead that cannot be (sentences that are not there, or not in a row), or
                confirmed beads that overlap or cross, or one that is rejected as well.
        """
        for bead in (*self.confirmed, *self.rejected):
            _check(bead, n, m)
        confirmed = [
            bead if bead.score == 1.0 else Bead(bead.zh, bead.en, 1.0)
            for given in self.confirmed
            for bead in ([given] if given.zh and given.en else _singles(given))
        ]
        rejected = [b if b.score == 0.0 else Bead(b.zh, b.en) for b in self.rejected]
        confirmed, rejected = (_distinct(beads) for beads in (confirmed, rejected))
        two_sided = [bead for bead in confirmed if bead.zh and bead.en]
        for side in ("zh", "en"):
            ordered = sorted(two_sided, key=attrgetter(side)) if crossing else two_sided
            for before, bead in pairwise(ordered):
                if getattr(bead, side)[0] <= getattr(before, side)[-1]:
                    raise UsageError(
                        f"confirmed beads {shown(before)} and {shown(bead)} overlap or cross; "
                        "take one of them out"
                    )
        both = {(b.zh, b.en) for b in rejected} & {(b.zh, b.en) for b in confirmed}
        for zh, en in sorted(both):
            raise UsageError(
                f"bead {shown(Bead(zh, en))} is both confirmed and rejected; take one of them out"
            )
        if len(two_sided) < len(confirmed):
            with_zh = {i for bead in two_sided for i in bead.zh}
            with_en = {j for bead in two_sided for j in bead.en}
            for bead in confirmed:
                if not (bead.zh and bead.en) and not (
                    with_zh.isdisjoint(bead.zh) and with_en.isdisjoint(bead.en)
                ):
                    raise UsageError(
                        f"bead {shown(bead)}: another confirmed bead has a counterpart for it; "
                        "take one of them out"
                    )
        return Judgements(tuple(confirmed), tuple(rejected))

    def sections(self, n: int, m: int, anchors: Iterable[Node] = ()) -> list[Section]:
        """What lies between the confirmed beads and, where these leave them room, the anchors.

        Args:
            n: Chinese sentences.
            m: English sentences.
            anchors: borders that the path must go through; one that contradicts a confirmed bead
                or an earlier anchor counts for nothing. A section may have one side only: a
                preface, before a first chapter that begins the other document.

        Returns:
            In order; with the two-sided confirmed beads they hold every sentence once.
        """
        fixed = [(b.zh[0], b.en[0], b.zh[-1] + 1, b.en[-1] + 1) for b in self.fixed()]
        gaps = []
        i = j = 0
        for i0, j0, i1, j1 in [*fixed, (n, m, n, m)]:
            gaps.append(Section(range(i, i0), range(j, j0)))
            i, j = i1, j1
        found = []
        borders = sorted(set(anchors))
        at = 0
        for zh, en in gaps:
            i, j = zh.start, en.start
            while at < len(borders) and borders[at][0] <= zh.stop:
                a, b = borders[at]
                at += 1
                if i <= a <= zh.stop and j <= b <= en.stop:
                    found.append(Section(range(i, a), range(j, b)))
                    i, j = a, b
            found.append(Section(range(i, zh.stop), range(j, en.stop)))
        return [section for section in found if section.zh or section.en]

    def in_order(self) -> "tuple[Judgements, tuple[Bead, ...]]":
        """The same without beads that cross, and what was set aside for that.

        The most beads that follow one another stay. The sentences of the others are confirmed to
        stand alone, so that a search leaves them to `put_back`. A bead whose sentences are not
        in a row is no bead of a search: it is set aside, too, or, if rejected, left out.
        """
        two_sided = [bead for bead in self.fixed() if _in_a_row(bead)]
        chain = _longest_chain(two_sided)
        kept = {(bead.zh, bead.en) for bead in chain}
        aside = tuple(bead for bead in self.fixed() if (bead.zh, bead.en) not in kept)
        alone = [single for bead in aside for single in _singles(bead)]
        return Judgements(
            tuple(sorted((*chain, *self.alone(), *alone), key=attrgetter("zh", "en"))),
            tuple(filter(_in_a_row, self.rejected)),
        ), aside

    def fixed(self) -> list[Bead]:
        """The confirmed beads with two sides, in order."""
        return [bead for bead in self.confirmed if bead.zh and bead.en]

    def are_alone(self, rows: Longs) -> Flags:
        """Which beads, as rows (first zh, zh count, first en, en count), are confirmed nulls."""
        zh = [i for bead in self.alone() for i in bead.zh]
        en = [j for bead in self.alone() for j in bead.en]
        result: Flags = (rows[:, 3] == 0) & np.isin(rows[:, 0], zh)
        result |= (rows[:, 1] == 0) & np.isin(rows[:, 2], en)
        return result

    def applied(self, mined: Iterable[Bead]) -> list[Bead]:
        """Mined pairs without the rejected ones and with the confirmed ones, in no order.

        A sentence of a confirmed bead stands in no other.
        """
        rejected = {(bead.zh, bead.en) for bead in self.rejected}
        with_zh = {i for bead in self.confirmed for i in bead.zh}
        with_en = {j for bead in self.confirmed for j in bead.en}
        kept = [
            bead
            for bead in mined
            if (bead.zh, bead.en) not in rejected
            and with_zh.isdisjoint(bead.zh)
            and with_en.isdisjoint(bead.en)
        ]
        return [*kept, *(Bead(bead.zh, bead.en, 1.0) for bead in self.fixed())]

    def alone(self) -> list[Bead]:
        """The confirmed beads with one side, in order."""
        return [bead for bead in self.confirmed if not (bead.zh and bead.en)]

    def forbid(self, scores: Floats, band: Band, section: Section) -> None:
        """Rule out, in a section's bead scores, what was rejected or cannot be beside the rest.

        Args:
            scores: shape (nodes, types), as `score_edges` returns it; changed.
            band: of the section.
            section: its place in the document pair.
        """
        offsets = row_offsets(band.lows, band.highs)
        for bead in self.rejected:
            kind = _kind(bead)
            rows = [bead.zh[0] - section.zh.start] if bead.zh else range(len(band.lows))
            for i in rows:
                if not 0 <= i < len(band.lows):
                    continue
                low, high = int(band.lows[i]), int(band.highs[i])
                first = bead.en[0] - section.en.start if bead.en else low
                last = first if bead.en else high
                if kind is not None and low <= first and last <= high:
                    start = int(offsets[i])
                    rejected = scores[start + first - low : start + last - low + 1, kind]
                    rejected[rejected > REJECTED] = REJECTED
        alone = self.alone()
        if alone:
            lonely = [np.zeros(len(side), np.bool_) for side in section]
            for bead in alone:
                for ids, side, flags in zip((bead.zh, bead.en), section, lonely, strict=True):
                    flags[[k - side.start for k in ids if k in side]] = True
            leave_alone(band.lows, band.highs, scores, *lonely)

    def values(self, probability: Doubles, scores: Floats) -> Doubles:
        """What beads are worth to `decode`: their probability, unless they are ruled out.

        By probability alone it takes one improbable bead before two, ruled out or not.

        Args:
            probability: of each bead.
            scores: the same beads' scores, after `forbid`.
        """
        if not self.rejected and not self.alone():
            return probability
        return np.where(scores <= REJECTED, scores, probability)


def put_back(beads: Iterable[Bead], aside: Iterable[Bead]) -> tuple[Bead, ...]:
    """Beads with those that `Judgements.in_order` has set aside, at their Chinese sentences."""
    by_first = {bead.zh[0]: bead for bead in aside}
    zh = {i for bead in by_first.values() for i in bead.zh}
    en = {j for bead in by_first.values() for j in bead.en}
    result = []
    for bead in beads:
        if zh.isdisjoint(bead.zh) and en.isdisjoint(bead.en):
            result.append(bead)
        elif bead.zh and bead.zh[0] in by_first:
            result.append(by_first[bead.zh[0]])
    return tuple(result)


def shown(bead: Bead) -> str:
    """As a bead file has it."""
    return f"{list(bead.zh)}:{list(bead.en)}"


def _distinct(beads: Iterable[Bead]) -> list[Bead]:
    return [bead for bead, _ in groupby(sorted(beads, key=attrgetter("zh", "en")))]


def _in_a_row(bead: Bead) -> bool:
    """Whether the sentences of both sides follow one another."""
    return all(b == a + 1 for side in (bead.zh, bead.en) for a, b in pairwise(side))


def _longest_chain(beads: Sequence[Bead]) -> list[Bead]:
    """The most beads, in the order of their Chinese sides, whose English sides ascend.

    Longest increasing subsequence; beads that share no sentence.
    """
    ends: list[int] = []  # of chains of each length the first English sentence of the last bead
    last: list[int] = []  # and which bead that is
    before: list[int] = []
    for number, bead in enumerate(beads):
        length = bisect_left(ends, bead.en[0])
        ends[length : length + 1] = [bead.en[0]]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(beads[number])
        number = before[number]
    return chain[::-1]


def _check(bead: Bead, n: int, m: int) -> None:
    """Raise a UsageError if there is no such bead."""
    for side, count, name in ((bead.zh, n, "left"), (bead.en, m, "right")):
        if side and (min(side) < 0 or max(side) >= count):
            raise UsageError(
                f"bead {shown(bead)}: there are {count} sentences on the {name}, counted from 0"
            )
    if not _in_a_row(bead):
        raise UsageError(f"bead {shown(bead)}: the sentences of a bead stand in a row")
    if not bead.zh and not bead.en:
        raise UsageError("bead []:[]: holds no sentence")


def _singles(null: Bead) -> list[Bead]:
    """Sentences without counterpart, each for itself, as the search has them."""
    return [*(Bead((i,), (), 1.0) for i in null.zh), *(Bead((), (j,), 1.0) for j in null.en)]


def _kind(bead: Bead) -> int | None:
    """The number of the bead's type, None if the search has no such type."""
    wanted = len(bead.zh), len(bead.en)
    kinds: Sequence[tuple[int, int]] = [(int(m), int(n)) for m, n in TYPE_ARRAY]
    return kinds.index(wanted) if wanted in kinds else None
