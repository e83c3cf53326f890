"""One document pair as part of a collection: what is found out about its sentences once.

collected(pair, zh_first, en_first) -> CollectedPair
"""

from collections.abc import Sequence
from dataclasses import dataclass

from align.beads.judgements import Section
from align.beads.lattice.paragraphs import breaks
from align.beads.lattice.view import letters_per_character
from align.beads.text_pair import TextPair
from align.evidence.figure_kernels import Figures
from align.evidence.figures import figures
from align.evidence.surface import Surface, surface
from corpus.kernels.arrays import Longs
from corpus.model import Language


@dataclass(frozen=True, slots=True)
class CollectedPair:
    """A document pair with what is found out about its sentences.

    Attributes:
        given: the pair, its judgements checked.
        zh: its Chinese sentences, by their numbers in the collection.
        en: the English ones.
        surfaces: of both sides.
        stated: the figures of both sides.
        ratio: English letters per Chinese character.
        paragraphs: the breaks of both sides, by border.
        sections: the stretches that are searched, between what is judged.
    """

    given: TextPair
    zh: range
    en: range
    surfaces: tuple[Surface, Surface]
    stated: tuple[Figures, Figures]
    ratio: float
    paragraphs: tuple[Longs, Longs]
    sections: Sequence[Section]


def collected(placed: tuple[TextPair, int, int]) -> CollectedPair:
    """A pair, given with the numbers of its first sentences in the collection.

    Raises:
        UsageError: judgements that cannot all hold.
    """
    pair, zh_first, en_first = placed
    n, m = len(pair.zh), len(pair.en)
    checked = pair._replace(judgements=pair.judgements.checked(n, m))
    surfaces = surface(pair.zh, Language.ZH), surface(pair.en, Language.EN)
    return CollectedPair(
        checked,
        range(zh_first, zh_first + n),
        range(en_first, en_first + m),
        surfaces,
        (figures(pair.zh, Language.ZH), figures(pair.en, Language.EN)),
        letters_per_character(*surfaces),
        (
            breaks(pair.zh, Language.ZH, pair.zh_paragraphs),
            breaks(pair.en, Language.EN, pair.en_paragraphs),
        ),
        checked.judgements.sections(n, m, pair.anchors),
    )
