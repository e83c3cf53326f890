"""A document pair under a person's hands: aligned once, then again between what is confirmed.

realigner = Realigner(TextPair(zh_sentences, en_sentences))
realigner.beads
realigner.realign(Judgements(confirmed=[...], rejected=[...]))      milliseconds
"""

from align.beads import BeadPath, Collection, joined
from align.judgements import Judgements, Section
from align.text_pair import KnownPairs, TextPair
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
        UsageError: judgements that cannot all hold.
    """

    beads: tuple[Bead, ...]

    def __init__(self, pair: TextPair, known: KnownPairs | None = None) -> None:
        self._collection = Collection([pair], known)
        first = self._collection.first_pass()
        self._pass = self._collection.second_pass(first, self._collection.align(first))
        self._found: dict[_Key, BeadPath] = {}
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
        found = {}
        for section in pair.sections:
            inside = (
                *(b for b in judged.rejected if section.holds(b)),
                *(b for b in judged.confirmed if not (b.zh and b.en) and section.holds(b)),
            )
            key = section, inside
            found[key] = self._found.get(key) or self._collection.search(self._pass, 0, section)
        self._found = found
        self.beads = joined(pair, list(found.values())).beads()
        return self.beads
