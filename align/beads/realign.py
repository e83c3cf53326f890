"""Interactive alignment of one document pair: aligned once, then again between confirmed beads.

realigner = Realigner(TextPair(zh_sentences, en_sentences))
realigner.beads
realigner.realign(Judgements(confirmed=[...], rejected=[...]))      milliseconds
"""

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter

from align.beads.collection import PairCollection
from align.beads.judgements import Judgements, Section
from align.beads.text_pair import KnownPair, TextPair
from corpus.language.two_sides import check_sides
from corpus.model import Bead

_Key = tuple[Section, tuple[Bead, ...]]


class Realigner:
    """Aligns a document pair, keeps what it learnt, and searches again only what has changed.

    Attributes:
        beads: of the last alignment.

    Args:
        pair: the documents, with the judgements that exist already.
        known: what is known to translate each other.

    Raises:
        UsageError: judgements that cannot all hold, or sides as `align_documents` refuses them.
    """

    beads: tuple[Bead, ...]

    def __init__(self, pair: TextPair, known: Sequence[KnownPair] = ()) -> None:
        check_sides(pair.zh, pair.en)
        self._collection = PairCollection([pair], known)
        first = self._collection.first_pass()
        self._pass = self._collection.second_pass(first, self._collection.align(first))
        self._found: dict[_Key, tuple[Bead, ...]] = {}
        self.realign(pair.judgements)

    def realign(self, judgements: Judgements) -> tuple[Bead, ...]:
        """The beads under these judgements, which take the place of all earlier ones.

        What was learnt from the whole pair stays as it was; a stretch between confirmed beads is
        searched again only if it, or a judgement inside it, is new.

        Raises:
            UsageError: judgements that cannot all hold.
        """
        self._collection.judge(0, judgements)
        pair = self._collection.pairs[0]
        judged = pair.given.judgements
        found: dict[_Key, tuple[Bead, ...]] = {}
        for section in pair.sections:
            inside = (
                *(bead for bead in judged.rejected if section.holds(bead)),
                *(bead for bead in judged.alone() if section.holds(bead)),
            )
            key = section, inside
            found[key] = (
                self._found.get(key) or self._collection.search(self._pass, 0, section).beads()
            )
        self._found = found
        parts: list[tuple[int, tuple[Bead, ...]]] = [
            (bead.zh[0] + bead.en[0], (bead,)) for bead in judged.fixed()
        ]
        parts += [(zh.start + en.start, beads) for ((zh, en), _), beads in found.items()]
        parts.sort(key=itemgetter(0))  # sentences before it: grows along any path
        self.beads = tuple(chain.from_iterable(beads for _, beads in parts))
        return self.beads
